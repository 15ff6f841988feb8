"""A memory over a real store, and a cultuurvertaler who approves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from assistant.renditions.model import Rendition, Source
from assistant.store.sqlite import SQLiteStore, open_store
from assistant.store.translation import MemorySegment
from translations.memory import Memory

AT = "2026-11-22T09:00:00+00:00"
Approve = Callable[..., MemorySegment | None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SQLiteStore]:
    opened = open_store(tmp_path / "intake.sqlite", bytes(32))
    yield opened
    opened.close()


@pytest.fixture
def memory(store: SQLiteStore) -> Memory:
    return Memory(store.translation)


@pytest.fixture
def approve(store: SQLiteStore, memory: Memory) -> Approve:
    """Approves a translation as the desk does; gives the segment that the memory kept, or None."""
    ids = count(1)

    def approved(
        words: str, text: str, language: str = "ti", to: str = "nl", *, by: str = "samira", at: str = AT, **more: Any
    ) -> MemorySegment | None:
        source = Source(
            case_id="a", kind="answer", ref=1, about="answer", question="werk.droombaan", entry=None, version=1,
            topic="werk", sensitive=more.pop("sensitive", False), from_language=language, to_language=to, at=at, words=words,
        )  # fmt: skip
        rendition = Rendition(
            source_id=1,
            text=text,
            language=to,
            origin="person",
            made_by=by,
            at=at,
            id=next(ids),
            **more.pop("rendition", {}),
        )
        segment = memory.segment(source, rendition, approved_by=by, at=at, **more)
        if segment is not None:
            with store.translation.writing() as writer:
                writer.remember(segment)
        return segment

    return approved
