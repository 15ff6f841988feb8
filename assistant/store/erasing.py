"""What erasing needs of the store: one write in which rows of a case may go, and the proofs that stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from assistant.store.translation import Recording


@dataclass(frozen=True)
class Staying:
    """What of a case stays: ids of rows. Everything else of it goes.

    Attributes:
        answers, sources, renditions, reviews, notes, entries: ids of rows that stay as they are.
        versions: whether the set plans stay.
        without: id of an entry -> names of its fields that go; the rest of it stays.
    """

    answers: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()
    renditions: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    notes: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()
    versions: bool = False
    without: Mapping[int, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Erasure:
    """The proof of one erasure.

    Attributes:
        number: of the case. what: ``werkmateriaal``, ``alles`` or ``dossier``. ground: why, in Dutch. by: login.
        counts: table -> rows that went.
    """

    id: int
    case_id: str
    number: int
    at: str
    by: str
    what: str
    ground: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Declaration:
    """A *verklaring van vernietiging* as it was made: ``document`` is a render tree as JSON, ``digest`` SHA-256 over it."""

    number: int
    at: str
    by: str
    document: str
    digest: str
    id: int = 0


class ErasingWriter(Protocol):
    """Within one write; nothing of it is there when it does not end well."""

    def erase(self, staying: Staying, keep_of_events: Mapping[str, frozenset[str]], at: str) -> dict[str, int]:
        """Take away all but ``staying``; of events of these kinds these fields stay. Returns table -> rows that went."""

    def prove(self, *, number: int, at: str, by: str, what: str, ground: str, counts: Mapping[str, int]) -> Erasure:
        """Keep the proof and mark the case."""

    def declare(self, declaration: Declaration) -> Declaration:
        """Keep a declaration."""


class ErasingStore(Protocol):
    """Taking away, with proof."""

    def writing(self, case_id: str) -> AbstractContextManager[ErasingWriter]:
        """One durable write in which rows of this case may go."""

    def erasures(self, case_id: str | None = None) -> Sequence[Erasure]:
        """Every erasure (of one case), oldest first."""

    def erasure(self, erasure_id: int) -> Erasure | None:
        """One erasure."""

    def recordings(self, case_id: str) -> Sequence[Recording]:
        """Every recording of a case, also those that were taken back: their files must be gone."""

    def files_to_go(self) -> Sequence[str]:
        """Names of the files of all recordings that were taken back."""

    def shut(self, digest: str) -> bool:
        """Whether a door with this digest (of a code or a token) was shut by an erasure."""

    def declarations(self) -> Sequence[Declaration]:
        """Every declaration, oldest first."""

    def rewrite_log(self) -> bool:
        """Empty the write-ahead log, so that no page of before is on the disk; False when somebody was reading just then."""

    def forget_old(self, table: str, before: str) -> int:
        """Delete what is older in ``sessions``, ``failures``, ``desk_drafts`` or ``shut_doors``; returns how many rows."""

    def count_old(self, table: str, before: str) -> int:
        """How many rows ``forget_old`` would delete."""

    def notice(self) -> int:
        """How many erasures there were; this process lets go of what it held when there was one since the last look."""


__all__ = ["Declaration", "Erasure", "ErasingStore", "ErasingWriter", "Staying"]
