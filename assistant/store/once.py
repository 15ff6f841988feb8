"""What staff sends twice is kept once: a page that got no answer sends the very same thing again, with the same mark.

A part may be killed after something is kept and before that is told. The mark is kept in the same write as the entries, so
that either both are there or neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlite_utils import Database

SHORTEST, LONGEST = 8, 64


@dataclass
class _Sent:
    """What is being done now: the mark it was sent with, and how many writes of it came by."""

    mark: str
    writes: int = 0


_now_done: ContextVar[_Sent | None] = ContextVar("sent_once", default=None)


@contextmanager
def once(who: str, mark: object) -> Iterator[None]:
    """Whatever is added to a dossier in this block is added once for this mark, however often it is sent.

    Args:
        who: login; the marks of others do not count.
        mark: a text of 8 to 64 characters that the page chose; anything else means that there is none.
    """
    if not isinstance(mark, str) or not SHORTEST <= len(mark) <= LONGEST:
        yield
        return
    token = _now_done.set(_Sent(hashlib.sha256(f"{who}\n{mark}".encode("utf-8", "replace")).hexdigest()))
    try:
        yield
    finally:
        _now_done.reset(token)


def next_write() -> str | None:
    """The name of this write; None when what is being done carries no mark. Call it once for every write."""
    sent = _now_done.get()
    if sent is None:
        return None
    sent.writes += 1
    return f"{sent.mark} {sent.writes}"


def kept_before(db: Database, name: str | None) -> list[int] | None:
    """Ids of the rows that this write left behind the first time; None when it was not done yet."""
    row = db.execute("SELECT rows FROM sent_once WHERE name = ?", [name]).fetchone() if name else None
    return None if row is None else list(json.loads(row[0]))


def remember(db: Database, name: str | None, ids: list[int | None], at: str) -> None:
    """Keep, in the same transaction as the rows themselves, that this write is done."""
    if name:
        db.execute("INSERT INTO sent_once (name, rows, at) VALUES (?, ?, ?)", [name, json.dumps(ids), at])


__all__ = ["kept_before", "next_write", "once", "remember"]
