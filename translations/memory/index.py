"""The segments of one language pair in memory, so that like ones are found in milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from assistant.store.forgetting import holds
from assistant.store.translation import MemorySegment, TranslationStore

LEAST = 70
"""Below this percentage a remembered translation costs a reviewer more than it saves."""


Counts = NDArray[numpy.uint8]
_BUCKETS = 48
"""Letters are counted in this many groups; more groups tell more texts apart and take longer to compare."""


@dataclass(frozen=True)
class _Block:
    """Segments in order of the length of their keys, with how often their letters occur.

    A much longer or shorter text cannot be alike, and neither can one with other letters: both are passed over before texts
    are compared. Neither passes over a text that is alike.
    """

    segments: tuple[MemorySegment, ...]
    keys: tuple[str, ...]
    lengths: NDArray[numpy.int64]
    letters: Counts

    def like(self, key: str, least: float, limit: int) -> list[tuple[MemorySegment, float]]:
        shortest, longest = len(key) * least / (200 - least), len(key) * (200 - least) / least
        first, last = (
            int(numpy.searchsorted(self.lengths, shortest, "left")),
            int(numpy.searchsorted(self.lengths, longest, "right")),
        )
        # percentage = 200 * letters in common, in order / letters of both
        common = numpy.minimum(self.letters[first:last], _letters_of(key)).sum(axis=1, dtype=numpy.int64)
        can_be = numpy.flatnonzero(200 * common >= least * (self.lengths[first:last] + len(key))) + first
        if not len(can_be):
            return []
        keys = [self.keys[place] for place in can_be]
        scores = process.cdist([key], keys, scorer=fuzz.ratio, score_cutoff=least, workers=1)[0]
        hits = numpy.flatnonzero(scores)
        if len(hits) > limit:
            hits = hits[numpy.argsort(-scores[hits], kind="stable")[:limit]]
        return [(self.segments[int(can_be[hit])], float(scores[hit])) for hit in hits]


@dataclass(frozen=True)
class _Loaded:
    mark: tuple[int, int]
    last: int
    blocks: tuple[_Block, ...]


class Index:
    """Keeps itself in step with the store: what another process approved or withdrew counts from the next question on."""

    _MOST_BLOCKS = 8

    def __init__(self, store: TranslationStore) -> None:
        self._store = store
        self._loaded: dict[tuple[str, str], _Loaded] = {}
        self._lock = threading.Lock()
        holds(self)

    def forget(self) -> None:
        """See ``assistant.store.forgetting``."""
        self._loaded = {}

    def like(
        self, from_language: str, to_language: str, key: str, *, least: float = LEAST, limit: int = 50
    ) -> list[tuple[MemorySegment, float]]:
        """Segments whose key is at least ``least`` percent like ``key``, the most alike first, at most ``limit``."""
        blocks = self._blocks((from_language, to_language))
        found = chain.from_iterable(block.like(key, least, limit) for block in blocks)
        return sorted(found, key=lambda hit: (-hit[1], -(hit[0].id or 0)))[:limit]

    def _blocks(self, pair: tuple[str, str]) -> tuple[_Block, ...]:
        mark = self._store.memory_mark()
        known = self._loaded.get(pair)
        if known is not None and known.mark == mark:
            return known.blocks
        with self._lock:
            known = self._loaded.get(pair)
            if known is None or known.mark != mark:
                known = self._loaded[pair] = self._refreshed(pair, mark, known)
            return known.blocks

    def _refreshed(self, pair: tuple[str, str], mark: tuple[int, int], known: _Loaded | None) -> _Loaded:
        # only additions: read what is new; after a withdrawal everything is read again, so that nothing withdrawn stays
        grown = known is not None and known.mark[1] == mark[1]
        blocks, last = (known.blocks, known.last) if known is not None and grown else ((), 0)
        new = self._store.memory(*pair, after=last)
        if new:
            last = max(segment.id or 0 for segment in new)
            if len(blocks) >= self._MOST_BLOCKS:
                new, blocks = [*chain.from_iterable(block.segments for block in blocks), *new], ()
            blocks = (*blocks, _block(new))
        return _Loaded(mark, last, blocks)


def _block(segments: Sequence[MemorySegment]) -> _Block:
    ordered = sorted(segments, key=lambda segment: len(segment.key))
    keys = tuple(segment.key for segment in ordered)
    return _Block(
        tuple(ordered), keys, numpy.array([len(key) for key in keys]), numpy.array([_letters_of(key) for key in keys])
    )


def _letters_of(key: str) -> Counts:
    """How often letters of each group occur in ``key`` (a group is full at 255)."""
    codes = numpy.frombuffer(key.encode("utf-32-le"), dtype=numpy.uint32) % _BUCKETS
    return numpy.minimum(numpy.bincount(codes, minlength=_BUCKETS), 255).astype(numpy.uint8)
