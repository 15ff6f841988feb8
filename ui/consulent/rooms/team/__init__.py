"""The room "Overzicht": how the team's work goes. Counts only; never a person, a colleague or an origin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from assistant.dossier.forms import day_nl
from assistant.house import House
from assistant.overview import Figure, Tallies, overview
from assistant.overview.plots import plot
from ui.consulent.rooms.room import Action, Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent

EXPORT = "/documenten/team/overzicht.csv"
"""Where the same figures are downloaded for a spreadsheet."""


@lru_cache(maxsize=8)
def _tallies(data: Path) -> Tallies:
    """What was counted before over one data folder: only changed cases are counted again."""
    return Tallies()


def show(visit: Visit) -> str:
    """The HTML of the room."""
    found = overview(visit.house, visit.now, _tallies(visit.house.data))
    return render(
        "team/team.html", figures=[(one, _drawn(one)) for one in found.figures], since=day_nl(found.since),
        until=day_nl(found.until), least=found.least, constructed=found.constructed, cases=bool(visit.house.store.cases()),
    )  # fmt: skip


def _drawn(figure: Figure) -> Markup:
    """The plot as it stands in the page: every label in it was escaped when it was drawn."""
    return Markup(plot(figure))


def export(visit: Visit) -> Mapping[str, Any]:
    """Where the page downloads the figures."""
    return {"fetch": EXPORT}


def mark(house: House, now: datetime) -> str:
    """Changes when an entry was added to any dossier, a case was made, or words were reviewed."""
    entries = house.store.dossier.marks()
    waiting = house.store.translation.unreviewed_counts()
    return f"{max(entries.values(), default=0)}.{len(house.store.cases())}.{len(waiting)}.{sum(waiting.values())}"


ROOM = Room(
    "team", "Overzicht", "see_team", show, actions={"export": Action(export, "see_team")}, of_case=False, folder=FOLDER,
    mark=mark,
)  # fmt: skip
