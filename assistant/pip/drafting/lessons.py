"""Sections 8 to 10: the lessons, KNM, PVT and MAP, and taking part; with the hours that group and route bring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.case_file import ASYLUM
from assistant.dossier.entry import Entry
from assistant.municipality import Rule
from assistant.municipality.model import UnknownSetting
from assistant.pip.drafting import dutch
from assistant.pip.drafting.facts import EntryFacts, entry_ref
from assistant.pip.drafting.making import Making
from assistant.pip.model import Ref, Sentence
from assistant.pip.week import planned_hours

SKILLS = ("spreken", "luisteren", "lezen", "schrijven")
PARTS = {"KNM": "knm", "PVT": "pvt", "MAP": "map"}


def rule_of(making: Making, rule_id: str) -> Rule | None:
    """A rule of the municipality that has a value, or None."""
    try:
        found = making.file.municipality.rule(rule_id, making.file.today)
    except UnknownSetting:
        return None
    return found if found.value is not None else None


def language_school(making: Making) -> Iterator[Sentence]:
    """Section 8: school, course, times, levels of the exams, and who pays."""
    for number, entry in enumerate(making.file.dossier.all("taalles"), start=1):
        suffix = f"#{number}" if number > 1 else ""
        yield from making.entry("taalles", entry, suffix=suffix)
        exams = _exams(entry)
        if exams:
            yield making.say(f"taalles.examens{suffix}", exams, entry_ref(entry), heading="Uw les")
    if not making.file.dossier.all("taalles"):
        yield making.to_discuss("open", "naar welke taalschool u gaat, welke les u krijgt en wie de les betaalt", "taalles")
    group = making.file.dossier.latest("doelgroep")
    paid = {entry.get("betaalt") for entry in making.file.dossier.all("taalles")}
    if group is not None and group.get("groep") != ASYLUM and paid <= {"zelf"}:
        who = EntryFacts(group).fact("groep")
        yield making.say(
            "zelf_betalen",
            f"Als {who.shown if who else ''} betaalt u uw lessen en examens zelf. U kunt daarvoor geld lenen bij DUO.",
            entry_ref(group, who.shown if who else ""), heading="Wie betaalt",
        )  # fmt: skip


def _exams(entry: Entry) -> str:
    facts = EntryFacts(entry)
    by_level: dict[str, list[str]] = {}
    for skill in SKILLS:
        fact = facts.fact(skill)
        if fact is not None and fact.certain:
            level = "een ander niveau" if fact.value == "anders" else f"niveau {fact.shown}"
            by_level.setdefault(level, []).append(skill)
    if not by_level:
        return ""
    told = [f"{dutch.listed(skills)} op {level}" for level, skills in by_level.items()]
    return f"U doet examen in {'; '.join(told)}."


def parts_of_course(making: Making) -> Iterator[Sentence]:
    """Section 9: KNM and PVT in every route, MAP not in the onderwijsroute."""
    route = making.file.dossier.latest("leerroute")
    for what, text_id in PARTS.items():
        heading = _heading(making, text_id, what)
        entry = making.file.dossier.latest("onderdeel", wat=what)
        free = what == "MAP" and route is not None and route.get("route") == "O"
        if free and route is not None:
            yield making.say("map.niet_in_o", "In de onderwijsroute hoeft u de MAP niet te doen.",
                             entry_ref(route, "de onderwijsroute"), heading=heading)  # fmt: skip
            continue
        if entry is None or not entry.get("vrijstelling"):
            yield from making.text(text_id)
        if entry is not None:
            yield from making.entry("onderdeel", entry, suffix=f".{text_id}", title=heading)
        elif what == "MAP" and route is None:
            yield making.to_discuss("map.open", "of u de MAP doet", "leerroute", "onderdeel", heading=heading)
        else:
            yield making.to_discuss(f"{text_id}.open", f"waar u {_short(what)} volgt en wanneer dat begint", "onderdeel",
                                    heading=heading)  # fmt: skip


def _heading(making: Making, text_id: str, what: str) -> str:
    try:
        return making.file.municipality.text(text_id).title
    except UnknownSetting:
        return what


def _short(what: str) -> str:
    return {"KNM": "KNM", "PVT": "het PVT", "MAP": "de MAP"}[what]


def taking_part(making: Making) -> Iterator[Sentence]:
    """Section 10: what somebody said about work, what was agreed, and the hours of the Z-route."""
    yield from making.part("wens")
    entries = making.file.dossier.all("participatie")
    if entries:
        yield from making.entries("participatie")
    else:
        yield making.to_discuss("open", "welk werk of welke activiteit u gaat doen", "participatie", heading="Wat u gaat doen")
    yield from _hours(making, entries)


def _hours(making: Making, entries: tuple[Entry, ...]) -> Iterator[Sentence]:
    heading = "Uren in de Z-route"
    route, group = making.file.dossier.latest("leerroute"), making.file.dossier.latest("doelgroep")
    if route is None or route.get("route") != "Z":
        return
    course, work = rule_of(making, "cursus_uren_z"), rule_of(making, "participatie_uren")
    if course is None or work is None:
        return
    if group is None:
        yield making.to_discuss("zroute.open", "hoeveel uren participatie bij uw route horen", "doelgroep", heading=heading)
        return
    who = EntryFacts(group).fact("groep")
    under = [entry_ref(route, "de Z-route"), entry_ref(group, who.shown if who else ""), _rule(course)]
    hours = dutch.digits(course.value)
    if group.get("groep") != ASYLUM:
        text = f"In de Z-route volgt u {hours} uur taalles en KNM. Daarna hebt u een eindgesprek."
        yield making.say("zroute", text, *under, heading=heading)
        return
    text = (
        f"In de Z-route volgt u {hours} uur taalles en KNM en doet u {dutch.digits(work.value)} uur mee in werk of een "
        "andere activiteit. Daarna hebt u een eindgesprek."
    )
    yield making.say("zroute", text, *under, _rule(work), heading=heading)
    planned, _, uncounted = planned_hours(entries)
    if planned:
        more = ". Niet van elke activiteit zijn de uren al bekend" if uncounted else ""
        yield making.say("zroute.gepland", f"Met de activiteiten die hier staan, doet u {dutch.digits(planned)} uur mee{more}.",
                         *(entry_ref(one) for one in entries), heading=heading)  # fmt: skip


def _rule(rule: Any) -> Ref:
    return Ref("rule", rule.id, shown=dutch.digits(rule.value))
