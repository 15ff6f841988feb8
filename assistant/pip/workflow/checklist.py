"""The checklist in words that stands above "Voorleggen aan de toetser" and "Vaststellen"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assistant.case_file import NETHERLANDS, CaseFile
from assistant.dossier.forms import day_nl
from assistant.pip.concept import AFTER_CHECK
from assistant.pip.model import Plan
from assistant.pip.workflow.facts import open_points, uses
from assistant.pip.workflow.steps import CHECK_PHASE, TALK_PHASE, VASTSTELLEN, VOORLEGGEN, Stage

State = Literal["in_orde", "met_reden", "let_op", "ontbreekt"]
"""Fine; let through with a reason; to be looked at, and possible to go on; stands in the way."""


@dataclass(frozen=True)
class Check:
    """One line of the checklist.

    Attributes:
        id: names it. text: in Dutch, a whole sentence. state: see ``State``.
        section: of the plan where it is dealt with, or empty.
        points: ids of open points that can be let through with a reason. reason: with which that was done.
        parts: the lines under it, when it stands for several sections.
    """

    id: str
    text: str
    state: State
    section: str = ""
    points: tuple[str, ...] = ()
    reason: str = ""
    parts: tuple[Check, ...] = ()


GROUPS = {
    "nakijken": "{} onderdelen zijn nog niet nagekeken.",
    "geraakt": "{} onderdelen zijn veranderd sinds ze zijn nagekeken of geschreven.",
    "bespreken": "In {} onderdelen staat nog iets open.",
    "vertaling": "{} onderdelen rusten op een vertaling die nog niet is nagekeken.",
    "verouderd": "{} onderdelen rusten op een vertaling die verouderd is.",
}
"""First part of the id of points that come once for every section -> how many of them read as one line."""

ONE = {
    "nakijken": "1 onderdeel is nog niet nagekeken.",
    "geraakt": "1 onderdeel is veranderd sinds het is nagekeken of geschreven.",
    "bespreken": "In 1 onderdeel staat nog iets open.",
    "vertaling": "1 onderdeel rust op een vertaling die nog niet is nagekeken.",
    "verouderd": "1 onderdeel rust op een vertaling die verouderd is.",
}
"""The same of a single one."""

FINE = {
    ("nakijken", "geraakt"): "Alle onderdelen zijn nagekeken.",
    ("bespreken",): "Er staat nergens nog iets open.",
    ("vertaling", "verouderd"): "Geen enkele zin rust op een vertaling die nog niet is nagekeken.",
}
"""When none of these groups has a point, what is in order."""


def checklist(file: CaseFile, plan: Plan, where: Stage, act: str) -> tuple[Check, ...]:
    """What to look at before ``voorleggen`` or ``vaststellen``, what stands in the way first; ValueError for another step."""
    if act not in {VOORLEGGEN, VASTSTELLEN}:
        raise ValueError(act)
    found = [*_points(file, plan, act), *_comments(file, where)]
    if act == VASTSTELLEN:
        found += [*_agreement(file, where), *_talk(file, where)]
    order: dict[str, int] = {"ontbreekt": 0, "let_op": 1, "met_reden": 2, "in_orde": 3}
    return tuple(sorted(found, key=lambda one: order[one.state]))


def _points(file: CaseFile, plan: Plan, act: str) -> list[Check]:
    # what comes with the PIP talk is not asked for before the check
    points = [one for one in open_points(file, plan) if act == VASTSTELLEN or one.section != AFTER_CHECK]
    found: list[Check] = []
    groups: dict[str, list[Check]] = {}
    for one in points:
        state: State = (
            "met_reden" if not one.blocks else "ontbreekt" if one.statutory or act == VASTSTELLEN else "let_op"
        )
        passing = () if one.statutory or not one.blocks else (one.id,)
        line = Check(f"punt.{one.id}", one.text, state, one.section, passing, one.acknowledged or "")
        name = one.id.partition(".")[0]
        if name in GROUPS:
            groups.setdefault(name, []).append(line)
        else:
            found.append(line)
    found += [_together(name, lines) for name, lines in groups.items()]
    if not any(one.statutory for one in points):
        found.append(Check("inhoud", "Alles wat volgens de wet in het plan moet staan, staat erin.", "in_orde"))
    found += [Check(names[0], text, "in_orde") for names, text in FINE.items() if not set(names) & set(groups)]
    return found


def _together(name: str, lines: list[Check]) -> Check:
    if len(lines) == 1:
        return lines[0]
    standing = [one for one in lines if one.state != "met_reden"]
    reasons = dict.fromkeys(one.reason for one in lines if one.reason)
    return Check(
        name, _counted(name, len(standing or lines)), standing[0].state if standing else "met_reden",
        (standing or lines)[0].section, tuple(point for one in standing for point in one.points),
        "" if standing else " / ".join(reasons), tuple(lines),
    )  # fmt: skip


def _comments(file: CaseFile, where: Stage) -> list[Check]:
    given = file.dossier.all("toets_opmerking")
    answered = {entry.get("opmerking") for entry in file.dossier.all("toets_antwoord")}
    open_now = [entry for entry in given if entry.id not in answered]
    if not given:
        return []
    if not open_now:
        return [Check("opmerkingen", "Alle opmerkingen van de toetser hebben een antwoord.", "in_orde")]
    text = "1 opmerking" if len(open_now) == 1 else f"{len(open_now)} opmerkingen"
    return [Check("opmerkingen", f"{text} van de toetser zonder antwoord.", "let_op", str(open_now[0].get("sectie")))]


def _agreement(file: CaseFile, where: Stage) -> list[Check]:
    if not uses(file, CHECK_PHASE):
        return [Check("toets", "Deze gemeente werkt zonder toets door een tweede persoon.", "let_op")]
    verdict = where.verdict
    if where.lapsed is not None:
        text = "Het akkoord van de toetser geldt niet meer: het plan is daarna veranderd."
        return [Check("toets", text, "ontbreekt")]
    if verdict is not None and verdict.get("besluit") == "akkoord":
        text = f"{file.name_of(verdict.by)} is akkoord met precies deze tekst ({day_nl(_local_day(verdict.at))})."
        return [Check("toets", text, "in_orde")]
    return [Check("toets", "De toetser heeft nog geen akkoord gegeven.", "ontbreekt")]


def _local_day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone(NETHERLANDS).date()


def _talk(file: CaseFile, where: Stage) -> list[Check]:
    if not uses(file, TALK_PHASE):
        return []
    if where.talk is None:
        return [Check("gesprek", "Het PIP-gesprek is nog niet vastgelegd.", "ontbreekt", AFTER_CHECK)]
    signed = {
        "ja": "De persoon heeft getekend.",
        "nee": "De persoon heeft niet getekend.",
        "later": "De persoon tekent later.",
    }
    text = (
        f"PIP-gesprek op {day_nl(where.talk.get('datum'))}, met wat de persoon in eigen woorden vertelde. "
        f"{signed[str(where.talk.get('ondertekend'))]}"
    )
    return [Check("gesprek", text, "in_orde", AFTER_CHECK)]


def _counted(name: str, count: int) -> str:
    return ONE[name] if count == 1 else GROUPS[name].format(count)
