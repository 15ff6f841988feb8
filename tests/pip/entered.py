"""Entries of a constructed dossier, given to a case without a store: what the clocks and phases are made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from assistant.case_file import CaseFile
from assistant.dossier import Dossier, Entry
from assistant.dossier.forms import form

Given = tuple[str, dict[str, Any]]


def started(what: str, day: str, **more: Any) -> Given:
    return "datum", {"wat": what, "datum": day, **more}


def entries(*given: Given, first: datetime = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)) -> list[Entry]:
    """Entries in order, an hour apart; each is checked against its form, so that a test cannot use what nobody can enter."""
    return [
        Entry(kind, form(kind).read(data), "anna", first.replace(hour=(8 + number) % 24).isoformat(), number + 1)
        for number, (kind, data) in enumerate(given)
    ]


def on(file: CaseFile, day: str, *given: Given, hour: int = 12) -> CaseFile:
    """The same case with these entries, looked at on a day in the Netherlands."""
    now = datetime.combine(date.fromisoformat(day), time(hour), ZoneInfo("Europe/Amsterdam"))
    return replace(file, dossier=Dossier.of(entries(*given)), now=now, names={"anna": "Anna (verzonnen)"})
