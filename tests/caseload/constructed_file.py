"""A case file made of entries and events alone; the person in it is constructed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assistant.case_file import CaseFile
from assistant.caseload import CaseSummary
from assistant.dossier.entry import Dossier, Entry
from assistant.store import Event

TODAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
Made = tuple[str, Mapping[str, Any]]


def in_days(days: int) -> str:
    return (TODAY.date() + timedelta(days=days)).isoformat()


def entries(*made: Made, by: str = "anna") -> tuple[Entry, ...]:
    """Entries a minute after each other, the last one an hour before now."""
    first = TODAY - timedelta(hours=1, minutes=len(made))
    return tuple(
        Entry(kind, data, str(data.get("_by", by)), (first + timedelta(minutes=at)).isoformat(), at + 1)
        for at, (kind, data) in enumerate(made)
    )


def event(kind: str, event_id: int, hours_ago: float = 5, **data: Any) -> Event:
    return Event(kind, (TODAY - timedelta(hours=hours_ago)).isoformat(), 1, data, event_id)


def case(file: CaseFile, *made: Made, events: Iterable[Event] = (), now: datetime = TODAY) -> CaseFile:
    happened = tuple(events)
    return replace(
        file, dossier=Dossier.of(entries(*made)), events=happened, now=now, names={"anna": "Anna", "bas": "Bas"}
    )  # fmt: skip


def short(**more: Any) -> CaseSummary:
    plain: dict[str, Any] = {
        "case_id": "c", "number": 7, "label": "Selam T.", "language": "ti", "constructed": True, "answered": 12,
        "applicable": 31, "open_points": 0, "waiting": "bezig", "last_activity": TODAY, "finished": False, "flags": [],
    }  # fmt: skip
    return CaseSummary(**{**plain, **more})


def term(days_left: int) -> tuple[Made, ...]:
    """Start dates from which the ten weeks of the plan end in so many days."""
    return tuple(
        ("datum", {"wat": what, "datum": in_days(days_left - 70)}) for what in ("kennisgeving_duo", "inschrijving_brp")
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
