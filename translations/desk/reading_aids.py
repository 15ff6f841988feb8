"""What helps a reviewer to read and decide: the checks, the memory and the glossary, asked for in one place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.renditions.model import Check, Rendition, Source
from assistant.store.translation import MemorySegment, TranslationStore

if TYPE_CHECKING:
    from translations.glossary import Glossary, TermHit
    from translations.memory import Match, Memory


class ReadingAids:
    """Checks, memory and glossary over one store; loaded when they are first asked for."""

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

    def checks(self, source: Source, text: str, names: Sequence[str]) -> tuple[Check, ...]:
        """What a reviewer should look at; nothing as long as there is no text or nobody wrote the recording out.

        ``names``: those that are known of the person; one that does not stand in the words is passed over.
        """
        if not text.strip() or not source.words.strip():
            return ()
        from translations.checks import run_checks

        terms = self._glossary.checks_for(source.words, source.from_language, source.to_language)
        return run_checks(
            source.words, text, from_language=source.from_language, to_language=source.to_language, names=names,
            terms=terms,
        )  # fmt: skip

    def matches(self, source: Source) -> tuple[Match, ...]:
        """What was approved before for the same or similar words, best first."""
        if not source.words.strip():
            return ()
        return tuple(self._memory.suggest(source.words, source.from_language, source.to_language))

    def terms(self, source: Source) -> tuple[TermHit, ...]:
        """The terms of the glossary in the words."""
        return tuple(self._glossary.in_text(source.words, source.from_language)) if source.words.strip() else ()

    def segment(
        self, source: Source, rendition: Rendition, approved_by: str, at: str, names: Sequence[str]
    ) -> MemorySegment | None:
        """What the memory may learn from this approval, without these names; None when nothing of it may be kept."""
        return self._memory.segment(source, rendition, approved_by=approved_by, at=at, names=names)
