"""The translation memory: what a cultuurvertaler approved once is offered when somebody says the same, or nearly the same.

It holds no personal text: see ``translations.memory.pairing`` for what enters, and ``docs/glossary.md`` for how to explain it.
It grows only by an approval (``TranslationWriter.remember``) and shrinks when that is withdrawn (``TranslationWriter.forget``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.renditions.model import Rendition, Source
from assistant.script import script_of
from assistant.store.translation import MemorySegment, TranslationStore
from translations.memory.index import Index
from translations.memory.masking import MARK, Masked, filled, mask
from translations.memory.pairing import LONGEST, pair

__all__ = ["Match", "Memory"]

_FAR_TOO_LONG = 2 * LONGEST
"""Words of a text that is not even looked up: nothing as long enters."""
_NEVER_EXACT = 99
_NAME_IN_ANOTHER_SCRIPT = 95
"""At most this, where a name of the new text is put into a translation that is written in another script."""


@dataclass(frozen=True)
class Match:
    """A remembered translation for new words, with the numbers and names of the new words in it.

    Attributes:
        text: the translation.
        percentage: how alike the words are: 100 for the same words (spelling variants and numbers aside), else 70 to 99.
        approved_by, at: who approved it and when.
        segment_id: the segment it comes from.
        source: the remembered words, with the numbers and names of the new words.
    """

    text: str
    percentage: int
    approved_by: str
    at: str
    segment_id: int
    source: str


class Memory:
    """The memory over one store. One object may be used by many threads, and is meant to be kept: it holds the index."""

    def __init__(self, store: TranslationStore) -> None:
        self._store = store
        self._index = Index(store)

    def suggest(self, words: str, from_language: str, to_language: str, limit: int = 5) -> list[Match]:
        """Remembered translations for these words, the most alike first; the same text is offered once."""
        asked = _asked(words, from_language)
        if asked is None:
            return []
        best: dict[str, Match] = {}
        for segment, alike in self._index.like(from_language, to_language, asked.key):
            match = _match(segment, asked, 100 if segment.key == asked.key else min(int(alike), _NEVER_EXACT))
            if match is not None and (match.text not in best or best[match.text].percentage < match.percentage):
                best[match.text] = match
        return sorted(best.values(), key=lambda match: (-match.percentage, -match.segment_id))[:limit]

    def exact(self, words: str, from_language: str, to_language: str) -> Match | None:
        """The newest translation of the very same words, or None."""
        asked = _asked(words, from_language)
        if asked is None:
            return None
        segment = self._store.exact(from_language, to_language, asked.key)
        match = _match(segment, asked, 100) if segment is not None else None
        return match if match is not None and match.percentage == 100 else None

    def segment(
        self, source: Source, rendition: Rendition, *, approved_by: str, at: str, names: Sequence[str] = ()
    ) -> MemorySegment | None:
        """What to remember of an approved rendition; None when it is sensitive or something personal would be left.

        Args:
            source: what was said, with its words. rendition: the approved text.
            approved_by: login. at: UTC time, ISO 8601.
            names: names that are known to stand in the texts.
        """
        fits = rendition.purpose == "translation" and rendition.language == source.to_language
        if source.sensitive or not fits or not source.words.strip() or not rendition.text.strip():
            return None
        masked = pair(source.words, rendition.text, source.from_language, source.to_language, names)
        if masked is None:
            return None
        here, there = masked
        return MemorySegment(
            from_language=source.from_language, to_language=source.to_language, source=here.text, target=there.text,
            key=here.key, rendition_id=rendition.id, approved_by=approved_by, at=at,
        )  # fmt: skip


def _asked(words: str, language: str) -> Masked | None:
    """The words without numbers and names; None when nothing remembered can be like them."""
    if len(words.split()) > _FAR_TOO_LONG:
        return None
    asked = mask(words, language)
    return asked if asked.ordinary else None


def _match(segment: MemorySegment, asked: Masked, percentage: int) -> Match | None:
    """The segment filled with what was asked; None when it has other names or numbers to fill."""
    marks = set(MARK.findall(segment.source))
    for values in (asked.numbers, asked.names):
        wanted = {mark for mark in marks if _is_number(mark) == (values is asked.numbers)}
        # all of them or none: with some of them nobody can tell which is which
        if wanted and wanted != {mark.strip("⟦⟧") for mark in values}:
            return None
    values = {**asked.numbers, **asked.names}
    target, source = filled(segment.target, values), filled(segment.source, values)
    if target is None or source is None:
        return None
    # a name as it stands in the words, not as the translation would write it
    foreign = any(_script_changes(asked.names[f"⟦{mark}⟧"], segment) for mark in marks if not _is_number(mark))
    return Match(
        text=target, percentage=min(percentage, _NAME_IN_ANOTHER_SCRIPT) if foreign else percentage,
        approved_by=segment.approved_by, at=segment.at, segment_id=segment.id or 0, source=source,
    )  # fmt: skip


def _is_number(mark: str) -> bool:
    return mark.isdecimal()


def _script_changes(name: str, segment: MemorySegment) -> bool:
    return script_of(name) not in (script_of(segment.target), "Zyyy")
