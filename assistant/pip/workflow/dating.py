"""The dates of a set plan, kept apart: dagtekening and bekendmaking, and what each of them starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, Overtaken, day_nl
from assistant.dossier.keeping import withdraw
from assistant.house import House
from assistant.pip.clocks import clock
from assistant.pip.duo import date_faults
from assistant.pip.workflow.facts import newest_version, of_version
from assistant.pip.workflow.stage import refuse_hindered
from assistant.pip.workflow.steps import BEKENDMAKEN, DAGTEKENEN, ONTDAGTEKENEN
from assistant.pip.workflow.writing import keep_step

STARTS = {
    "dagtekening": (("inburgeringstermijn", "inburgeringstermijn"), ("wissel", "wissel_termijn")),
    "bekendgemaakt": (("bezwaar", "bezwaar_termijn"),),
}
"""Kind of entry -> the clocks it may start, each with the rule that says how long."""

NAMES = {
    "inburgeringstermijn": "inburgeringstermijn", "wissel": "tijd om van leerroute te wisselen", "bezwaar": "bezwaartermijn",
}  # fmt: skip
"""Clock -> what it is called within a sentence."""


@dataclass(frozen=True)
class Effect:
    """What a date will start, for the one who is about to keep it.

    Attributes:
        text: in Dutch, with the computed dates. rests_on: from which rule. moves: whether a term begins or changes by it.
    """

    text: str
    rests_on: str
    moves: bool


def date_fault(file: CaseFile, kind: str, day: date) -> str:
    """Why this day cannot be the dagtekening or the bekendmaking of the newest version, in Dutch; empty when it can."""
    newest = newest_version(file)
    if newest is None:
        return "Er is nog geen plan vastgesteld."
    return (
        _dating_fault(file, newest.number, day)
        if kind == "dagtekening"
        else _announcing_fault(file, newest.number, day)
    )


def _dating_fault(file: CaseFile, number: int, day: date) -> str:
    decided = _day(of_version(file, "vastgesteld", number))
    if decided and day < decided:
        return f"De dagtekening kan niet voor de vaststelling liggen ({day_nl(decided)})."
    return next((fault.text_nl for fault in date_faults(day, file.dossier, number)), "")


def _announcing_fault(file: CaseFile, number: int, day: date) -> str:
    dated = _day(of_version(file, "dagtekening", number))
    if dated is None:
        return "Het plan heeft nog geen dagtekening."
    if day < dated:
        return f"De bekendmaking kan niet voor de dagtekening liggen ({day_nl(dated)})."
    if day > file.today:
        return (
            "De bekendmaking kan niet in de toekomst liggen. Leg haar vast als het besluit uitgereikt of verzonden is."
        )
    return ""


def _day(entry: Entry | None) -> date | None:
    return date.fromisoformat(str(entry.get("datum"))) if entry is not None and entry.get("datum") else None


def effects(file: CaseFile, kind: str, day: date) -> tuple[Effect, ...]:
    """What the dagtekening or bekendmaking on this day will start; empty when that day is not possible."""
    newest = newest_version(file)
    if newest is None or date_fault(file, kind, day):
        return ()
    given = Entry(kind, {"versie": newest.number, "datum": day.isoformat()}, "", file.now.isoformat(), id=_beyond(file))
    with_it = replace(file, dossier=Dossier.of([*file.dossier.entries, given]))
    return tuple(_effect(file, with_it, *one) for one in STARTS[kind])


def _effect(file: CaseFile, with_it: CaseFile, clock_id: str, rule_id: str) -> Effect:
    before, after = clock(file, clock_id), clock(with_it, clock_id)
    rule = file.municipality.rule(rule_id, after.start)
    rests_on = f"{rule.value:g} {rule.unit}, {rule.source}"
    name = NAMES[clock_id]
    if after.start is None or after.due is None:
        return Effect(f"De {name} begint hiermee niet.", rests_on, False)
    if (before.start, before.due) == (after.start, after.due):
        text = f"De {name} verandert niet: die loopt van {day_nl(after.start)} tot en met {day_nl(after.due)}."
        return Effect(text, rests_on, False)
    text = f"De {name} begint op {day_nl(after.start)} en loopt tot en met {day_nl(after.due)}."
    return Effect(text, rests_on, True)


def _beyond(file: CaseFile) -> int:
    return max((entry.id for entry in file.dossier.entries), default=0) + 1


def date_plan(house: House, case_id: str, *, by: Staff, day: str, version: int) -> Entry:
    """Keep the dagtekening of the newest version; the first one of all starts the inburgeringstermijn the day after.

    Args:
        house, case_id: the case.
        by: somebody with a mandate. day: ISO 8601. version: number the page showed.

    Raises:
        BadEntry: the day is not possible. Overtaken: there is a newer version. NotNow, NotYours.
    """
    return _keep_date(house, case_id, DAGTEKENEN, "dagtekening", {"versie": version, "datum": day}, by)


def announce(house: House, case_id: str, *, by: Staff, day: str, how: str, version: int) -> Entry:
    """Keep that the newest version was made known; the bezwaartermijn begins the day after.

    Args:
        house, case_id: the case.
        by: a consulent. day: ISO 8601. how: ``uitgereikt``, ``post`` or ``digitaal``. version: number the page showed.

    Raises:
        BadEntry: the day is not possible. Overtaken: there is a newer version. NotNow, NotYours.
    """
    return _keep_date(house, case_id, BEKENDMAKEN, "bekendgemaakt", {"versie": version, "datum": day, "hoe": how}, by)


def _keep_date(house: House, case_id: str, act: str, kind: str, data: dict[str, object], by: Staff) -> Entry:
    def fits(file: CaseFile) -> None:
        newest = newest_version(file)
        if newest is None or newest.number != data["versie"]:
            raise Overtaken("Er is intussen een andere versie vastgesteld. Kijk eerst wat er nu staat.")
        try:
            day = date.fromisoformat(str(data["datum"]))
        except ValueError:
            raise BadEntry("Vul een datum in.", "datum") from None
        if fault := date_fault(file, kind, day):
            raise BadEntry(fault, "datum")

    return keep_step(house, case_id, act, kind, data, by=by, also=fits)


def undate(house: House, case_id: str, *, by: Staff, reason: str) -> Entry:
    """Withdraw a dagtekening that was typed wrong, while nothing was made known; raises NotNow, NotYours, BadEntry."""
    file = house.case_file(case_id)
    refuse_hindered(file, by, ONTDAGTEKENEN)
    newest = newest_version(file)
    kept = of_version(file, "dagtekening", newest.number) if newest else None
    assert kept is not None, "the stage saw a dagtekening"
    return withdraw(house.store, case_id, kept.id, reason, by=by.login, at=house.now())
