"""One source into one rendition: from memory when the same words were approved before, else by machine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from assistant.renditions.model import Check, Rendition, Source
from assistant.store.translation import TranslationStore
from translations.machine.machine import Draft

if TYPE_CHECKING:
    from translations.glossary import Glossary
    from translations.memory import Match, Memory


class Aids(Protocol):
    """What a draft is made and looked at with, besides the machine."""

    def exact(self, source: Source) -> Match | None:
        """The approved translation of the very same words, or None."""

    def checks(self, source: Source, text: str) -> Sequence[Check]:
        """What a person should look at in a translation."""


class StoredAids:
    """Memory, glossary and checks over one store; loaded when they are first asked for."""

    def __init__(self, kept: TranslationStore) -> None:
        self._kept = kept

    @cached_property
    def _memory(self) -> Memory:
        from translations.memory import Memory

        return Memory(self._kept)

    @cached_property
    def _glossary(self) -> Glossary:
        from translations.glossary import load_glossary

        return load_glossary()

    def exact(self, source: Source) -> Match | None:
        """See ``Aids``."""
        return self._memory.exact(source.words, source.from_language, source.to_language)

    def checks(self, source: Source, text: str) -> Sequence[Check]:
        """See ``Aids``."""
        from translations.checks import run_checks

        terms = self._glossary.checks_for(source.words, source.from_language, source.to_language)
        return run_checks(
            source.words, text, from_language=source.from_language, to_language=source.to_language, terms=terms
        )


def from_memory(source: Source, match: Match, checks: Sequence[Check], at: str) -> Rendition:
    """The rendition of words that were approved before. For these words it is a draft like any other."""
    assert source.id is not None
    return Rendition(
        source_id=source.id,
        text=match.text,
        language=source.to_language,
        origin="memory",
        made_by=f"memory segment {match.segment_id}",
        at=at,
        checks=tuple(check.as_json() for check in checks),
        detail={"percentage": match.percentage, "segment": match.segment_id, "approved_by": match.approved_by},
    )


def from_machine(source: Source, draft: Draft, checks: Sequence[Check], at: str) -> Rendition:
    """The rendition that packages made, with their names and versions, the English between them, and the times."""
    assert source.id is not None
    return Rendition(
        source_id=source.id,
        text=draft.text,
        language=source.to_language,
        origin="machine",
        made_by=draft.made_by,
        at=at,
        pivot=draft.pivot,
        via=draft.via,
        checks=tuple(check.as_json() for check in checks),
        detail=draft.detail,
    )
