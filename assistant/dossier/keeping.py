"""Adding to a dossier: checked against its form, within the same write as what it was decided on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, Overtaken, form
from assistant.store import Store

Check = Callable[[Dossier], None]
"""Looks at the dossier as it is inside the write; raises BadEntry (or a fault of its own) to refuse."""


def keep(
    store: Store, case_id: str, kind: str, data: Mapping[str, Any], *, by: str, at: datetime, check: Check | None = None
) -> Entry:
    """Add one entry to the dossier of a case and return it as kept.

    Args:
        store: where it is kept.
        case_id, kind, data: what is added.
        by: login of who adds it.
        at: the moment, with its time zone.
        check: refuses after looking at what the dossier holds at that moment.

    Raises:
        BadEntry: the data do not fit the form. UnknownCase, StoreBusy, StoreFull. Whatever ``check`` raises.
    """
    entry = Entry(kind, form(kind).read(data), by, at.isoformat())
    return store.dossier.append(case_id, entry, check=check)


def withdraw(store: Store, case_id: str, entry_id: int, reason: str, *, by: str, at: datetime) -> Entry:
    """Withdraw an entry: it stays readable and counts no more. Raises BadEntry when it is not there or has no reason."""

    def still_counts(dossier: Dossier) -> None:
        found = dossier.entry(entry_id)
        if found is None or entry_id in dossier.withdrawn:
            raise BadEntry("Dit staat er niet (meer). Kijk eerst wat er nu staat.")

    return keep(
        store, case_id, "ingetrokken", {"entry": entry_id, "reden": reason}, by=by, at=at, check=still_counts
    )  # fmt: skip


def not_changed_since(kind: str, seen: int | None, **fields: Any) -> Check:
    """A check that refuses when a colleague added an entry of this kind after the one the page showed (id ``seen``)."""

    def check(dossier: Dossier) -> None:
        newest = dossier.latest(kind, **fields)
        if (newest.id if newest else None) != seen:
            raise ChangedMeanwhile(newest)

    return check


class ChangedMeanwhile(Overtaken):
    """A colleague changed the same thing while it was being edited; ``newest`` is what stands now. Nothing was kept."""

    def __init__(self, newest: Entry | None) -> None:
        super().__init__("Een collega heeft dit intussen veranderd. Vergelijk eerst; uw tekst blijft hier staan.")
        self.newest = newest


__all__ = ["ChangedMeanwhile", "Check", "keep", "not_changed_since", "withdraw"]
