"""Constructed cases by the number, straight into a store: what the figures of the team are counted from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.dossier import Entry
from assistant.dossier.forms import form
from assistant.house import House
from assistant.store import Case

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Dated = tuple[str, str, dict[str, Any]]
"""The day something was entered, its kind and its data."""


def add_case(
    house: House, *dated: Dated, made: str = "2026-06-01", language: str = "nl", constructed: bool = False
) -> str:
    number = len(house.store.cases())
    at = moment(made).isoformat()
    case = Case(
        f"zaak-{number}", 0, f"Verzonnen {number}", language, constructed, "anna", at, f"d{number}", at, f"f{number}"
    )
    house.store.add_case(case)
    enter(house, case.id, *dated)
    return case.id


def enter(house: House, case_id: str, *dated: Dated, by: str = "anna") -> None:
    entries = [Entry(kind, form(kind).read(data), by, moment(day).isoformat()) for day, kind, data in dated]
    if entries:
        house.store.dossier.append_all(case_id, entries)


def moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(10), UTC)


def plan(day: str, *, route: str = "B1", lbt: str | None = "haalbaar", weeks: int | None = 9) -> Iterable[Dated]:
    """A plan that was set on a day, so many weeks after its term began; ``None``: nobody filled in from when."""
    begun = date.fromisoformat(day) - timedelta(weeks=weeks or 9)
    if weeks is not None:
        for what in ("kennisgeving_duo", "inschrijving_brp"):
            yield begun.isoformat(), "datum", {"wat": what, "datum": begun.isoformat()}
    if lbt:
        yield begun.isoformat(), "lbt", {"datum": begun.isoformat(), "resultaat": lbt}
    yield day, "leerroute", {
        "route": route, "overwogen": [route], "wens_gevolgd": "ja", "motivatie": "verzonnen", "alfabetisering": "NVT",
    }  # fmt: skip
    yield day, "vastgesteld", {"versie": 1, "datum": day, "mandaat": "verzonnen"}
