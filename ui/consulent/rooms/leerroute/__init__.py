"""The room "Leerroute": what is known lies side by side, the consulent chooses and writes down why.

Nothing here proposes, weighs or ranks, and nothing tells beforehand which choice departs from the LBT: that is said after a
choice, when its reason has to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.case_file import CaseFile
from assistant.dossier.entry import WITHDRAWN, Dossier, Entry
from assistant.dossier.forms import BadEntry, day_nl, form
from assistant.dossier.keeping import keep, not_changed_since
from assistant.pip.confidential import covered, with_notes_covered
from assistant.pip.departure import SOURCE as DEPARTURE_SOURCE
from assistant.pip.departure import departure_of, reason_is_missing
from assistant.pip.duo import check_choice, duo_faults, not_checked
from assistant.pip.indications import LBT_NATURE, TO_DISCUSS, TOPICS, Indication, indications, information
from ui.consulent.moments import on_the_clock
from ui.consulent.rooms.entering import entering
from ui.consulent.rooms.room import Action, Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent
KINDS = ("lbt", "geen_lbt", "taalschool", "indicatie", "leerroute")
"""Entries that are made and taken back here."""

ADDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "lbt": (("lbt", "Uitslag invullen"), ("geen_lbt", "Geen LBT: reden invullen")),
    "taalschool": (("taalschool", "Advies of toets invullen"),),
}
"""Topic -> kinds of entries and the words on their buttons; every other topic takes an ``indicatie``."""


@dataclass(frozen=True)
class Gone:
    """An entry that counts no more: what it was, who made it and who took it back, and why."""

    title: str
    shown: str
    made: str
    taken_back: str
    reason: str


@dataclass(frozen=True)
class Bundle:
    """Indications in a row with the same source and day, which are said once under them.

    ``back`` is the id of the entry that can be taken back here, or None.
    """

    lines: tuple[Indication, ...]
    source: str
    date: date | None
    back: int | None


@dataclass(frozen=True)
class TopicShown:
    """One topic for the template.

    ``bundles`` hold what is known; ``open`` is what was asked and has no answer, each with why; ``adds`` are (form, words
    on the button, id of the dialog, fields that are given).
    """

    id: str
    title: str
    bundles: tuple[Bundle, ...]
    open: tuple[str, ...]
    adds: tuple[tuple[Any, str, str, dict[str, str]], ...]
    gone: tuple[Gone, ...]


@dataclass(frozen=True)
class Choice:
    """A choice of leerroute for the template: its entry, who and when, and why it counts no more (empty when it may)."""

    entry: Entry
    made: str
    withdrawn: str = ""


def show(visit: Visit) -> str:
    """The HTML of the room."""
    file = visit.file if visit.may("read_record") else with_notes_covered(visit.file)
    dossier = file.dossier
    chosen = dossier.latest("leerroute")
    return render(
        "leerroute/leerroute.html",
        topics=[_topic(visit, topic, title, indications(file)) for topic, title in TOPICS.items()],
        nature=LBT_NATURE,
        information=information(file),
        may_write=visit.may("write_plan"),
        choice=Choice(chosen, _made(visit, chosen)) if chosen else None,
        earlier=_earlier(visit, chosen),
        shape=form("leerroute"),
        departs=departure_of(dossier) is not None,
        reason_missing=reason_is_missing(dossier),
        departure_source=DEPARTURE_SOURCE,
        faults=duo_faults(file) if chosen else [],
        unchecked=not_checked(file) if chosen else (),
        set_plan=_set_plan(file),
        day=_day,
    )


def _topic(visit: Visit, topic: str, title: str, found: tuple[Indication, ...]) -> TopicShown:
    adds = tuple(
        (form(kind), words, f"toevoegen-{topic}-{kind}", {"onderwerp": topic} if kind == "indicatie" else {})
        for kind, words in ADDS.get(topic, (("indicatie", "Indicatie toevoegen"),))
    )
    of_topic = [one for one in found if one.topic == topic]
    bundles = tuple(_bundles(one for one in of_topic if not one.to_discuss))
    to_discuss = tuple(
        f"{one.label} {one.value.removeprefix(TO_DISCUSS).strip()}" for one in of_topic if one.to_discuss
    )
    return TopicShown(topic, title, bundles, to_discuss, adds, tuple(_gone(visit, topic)))


def _bundles(found: Iterable[Indication]) -> Iterator[Bundle]:
    # what one entry holds stays together, whatever its lines say about their source
    for (entry, *_), lines in groupby(
        found, key=lambda one: (one.entry, *(() if one.entry else (one.source, one.date)))
    ):
        of_one = tuple(lines)
        back = entry if of_one[0].refs[0].id in KINDS else None
        yield Bundle(of_one, of_one[0].source, of_one[0].date, back)


def _gone(visit: Visit, topic: str) -> list[Gone]:
    dossier, kinds = visit.file.dossier, [kind for kind, _ in ADDS.get(topic, (("indicatie", ""),))]
    return [
        Gone(
            form(entry.kind).title, _shown(entry if visit.may("read_record") else covered(entry)), _made(visit, entry),
            _made(visit, by),
            str(by.get("reden") or "") if by.kind == WITHDRAWN else "vervangen",
        )
        for kind in kinds
        for entry in dossier.history(kind)
        if (by := dossier.withdrawn.get(entry.id)) is not None
        and (kind != "indicatie" or entry.get("onderwerp") == topic)
    ]  # fmt: skip


def _shown(entry: Entry) -> str:
    fields = [one for one in form(entry.kind).fields if one.name != "onderwerp"]
    return "; ".join(
        f"{one.label}: {one.shown(entry.get(one.name))}" for one in fields if one.shown(entry.get(one.name))
    )


def _earlier(visit: Visit, chosen: Entry | None) -> list[Choice]:
    """Every choice before the one that counts, newest first, and those that were taken back."""
    dossier = visit.file.dossier
    return [
        Choice(entry, _made(visit, entry), _withdrawn(visit, dossier, entry))
        for entry in reversed(list(dossier.history("leerroute")))
        if chosen is None or entry.id != chosen.id
    ]


def _withdrawn(visit: Visit, dossier: Dossier, entry: Entry) -> str:
    by = dossier.withdrawn.get(entry.id)
    return f"Ingetrokken door {_made(visit, by)}: {by.get('reden') or ''}" if by else ""


def _made(visit: Visit, entry: Entry) -> str:
    return f"{visit.file.name_of(entry.by)}, {on_the_clock(datetime.fromisoformat(entry.at), visit.now)}"


def _set_plan(file: CaseFile) -> str:
    """That a plan stands, in Dutch; empty while none was set."""
    made = file.dossier.latest("vastgesteld")
    if made is None:
        return ""
    return f"versie {made.data['versie']}, vastgesteld op {day_nl(str(made.data['datum']))}"


def _day(day: date | None) -> str:
    return day_nl(day) if day else ""


# --- acting -------------------------------------------------------------------------------------------------------------


def _choose(visit: Visit) -> Mapping[str, Any]:
    """Keep a choice of leerroute: the rules are looked at within the write, on the dossier as it is then."""
    fields = form("leerroute").fields
    data = {one.name: visit.asked[one.name] for one in fields if one.name in visit.asked}
    seen = visit.asked.get("seen")

    def check(dossier: Dossier) -> None:
        not_changed_since("leerroute", seen if isinstance(seen, int) else None)(dossier)
        check_choice(data, dossier)

    # the form first, so that its own sentences (a field left empty) come before the rules
    made = keep(
        visit.house.store, visit.case_id or "", "leerroute", data, by=visit.staff.login, at=visit.now, check=check
    )
    return {"entry": made.id}


_generic = entering(KINDS)


def _enter(visit: Visit) -> Mapping[str, Any] | None:
    """Keep anything but a choice; a day of something that was found or taken cannot be still to come."""
    if visit.asked.get("kind") == "leerroute":
        return _choose(visit)
    day = str(visit.asked.get("datum") or "")
    if day > visit.file.today.isoformat():
        raise BadEntry("Deze datum ligt in de toekomst. Vul de dag in waarop het was.", "datum")
    return _generic["enter"].do(visit)


ROOM = Room(
    "leerroute",
    "Leerroute",
    "read_concept",
    show,
    actions={**_generic, "enter": Action(_enter, "write_plan")},
    of_case=True,
    folder=FOLDER,
)
