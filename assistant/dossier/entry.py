"""One entry of a dossier, and the current view that follows from all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

WITHDRAWN = "ingetrokken"
"""Kind of the entry that withdraws another: ``{"entry": its id, "reden": why}``."""

REPLACES = "vervangt"
"""In the data of an entry: the id of the entry it takes the place of."""


@dataclass(frozen=True)
class Entry:
    """Something that staff entered or decided.

    Attributes:
        kind: one of ``assistant.dossier.forms``.
        data: its fields; dates are ISO 8601 days.
        by: login of who entered it. at: UTC time, ISO 8601.
        id: counted by the store over all cases.
    """

    kind: str
    data: Mapping[str, Any]
    by: str
    at: str
    id: int = 0

    def get(self, name: str, default: Any = None) -> Any:
        """One field of the data."""
        return self.data.get(name, default)


@dataclass(frozen=True)
class Dossier:
    """The entries of one case, oldest first, and what counts of them now."""

    entries: tuple[Entry, ...] = field(default=())

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Dossier:
        """The dossier of these entries, oldest first."""
        return cls(tuple(entries))

    @cached_property
    def withdrawn(self) -> Mapping[int, Entry]:
        """Id of an entry that no longer counts -> the entry that withdrew or replaced it."""
        found: dict[int, Entry] = {}
        for entry in self.entries:
            if entry.kind == WITHDRAWN and isinstance(entry.get("entry"), int):
                found[entry.data["entry"]] = entry
            elif isinstance(entry.get(REPLACES), int):
                found[entry.data[REPLACES]] = entry
        return found

    @cached_property
    def _counting(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.kind != WITHDRAWN and entry.id not in self.withdrawn:
                found.setdefault(entry.kind, []).append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    def all(self, kind: str, **fields: Any) -> tuple[Entry, ...]:
        """The entries of a kind that count, oldest first; ``fields`` narrows them to those with these values."""
        entries = self._counting.get(kind, ())
        return tuple(entry for entry in entries if all(entry.get(name) == value for name, value in fields.items()))

    def latest(self, kind: str, **fields: Any) -> Entry | None:
        """The newest entry of a kind that counts, or None."""
        found = self.all(kind, **fields)
        return found[-1] if found else None

    def history(self, kind: str) -> Iterator[Entry]:
        """Every entry of a kind ever made, oldest first, also those that count no more."""
        return (entry for entry in self.entries if entry.kind == kind)

    def entry(self, entry_id: int) -> Entry | None:
        """The entry with this id, counting or not."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    @cached_property
    def dates(self) -> Mapping[str, Entry]:
        """Name of a start date (field ``wat`` of kind ``datum``) -> the entry that gives it now; an emptied one is absent."""
        found = {entry.get("wat"): entry for entry in self.all("datum")}
        return {str(name): entry for name, entry in found.items() if entry.get("datum")}
