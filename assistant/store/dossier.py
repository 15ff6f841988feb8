"""What is kept of the consulent's work on a case: the interface. ``dossier_sqlite`` is the engine behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.dossier.entry import Dossier, Entry


@dataclass(frozen=True)
class PlanVersion:
    """A plan as it was set (vastgesteld): frozen, whatever changes afterwards.

    Attributes:
        number: from 1 within the case.
        document: the render tree of the plan (``assistant.documents.tree``), as JSON.
        plan: what the tree was made from, as JSON: sections, sentences with their sources, entries.
        digest: SHA-256 of document and plan, in hex: shows that nothing of it changed since.
    """

    case_id: str
    number: int
    document: Mapping[str, Any]
    plan: Mapping[str, Any]
    digest: str
    by: str
    at: str


class DossierStore(Protocol):
    """Entries and set plans. Nothing here is ever changed or removed; see ``Store`` for the faults."""

    def append(self, case_id: str, entry: Entry, check: Callable[[Dossier], None] | None = None) -> Entry:
        """Keep one entry and return it with its id; raises UnknownCase, and whatever ``check`` raises, keeping nothing.

        ``check`` sees the dossier as it is inside the same write, so nobody can come between looking and keeping.
        """

    def append_all(
        self, case_id: str, entries: Sequence[Entry], check: Callable[[Dossier], None] | None = None
    ) -> list[Entry]:
        """Keep several entries together, or none of them."""

    def entries(self, case_id: str) -> list[Entry]:
        """All entries of a case, oldest first."""

    def entries_of(self, kinds: Sequence[str]) -> dict[str, list[Entry]]:
        """Case id -> its entries of these kinds, oldest first: for lists and figures over all cases."""

    def marks(self) -> dict[str, int]:
        """Case id -> id of its newest entry: moves whenever something is entered."""

    def mark(self, case_id: str) -> int:
        """Id of the newest entry of a case; 0 when it has none."""

    def set_plan(
        self, version: PlanVersion, entry: Entry, check: Callable[[Dossier, Sequence[PlanVersion]], None]
    ) -> PlanVersion:
        """Freeze a plan together with the entry that says who set it; ``check`` raises to refuse."""

    def versions(self, case_id: str) -> list[PlanVersion]:
        """The plans that were set, oldest first."""
