"""What can be done in the room "Besluit": every act is one of ``assistant.pip.workflow``, which checks it again."""

from __future__ import annotations

from collections.abc import Callable

from assistant.dossier.forms import form
from assistant.pip import workflow
from assistant.plain_number import whole_number
from ui.consulent.rooms.room import Action, Refused, Visit


def _text(visit: Visit, name: str) -> str:
    return str(visit.asked.get(name) or "").strip()


def _number(visit: Visit, name: str) -> int:
    found = whole_number(str(visit.asked.get(name)))
    if found is None:
        raise Refused("Kies eerst waar het om gaat. Staat het er niet meer, kijk dan wat er nu staat.", name)
    return found


def _case(visit: Visit) -> str:
    if visit.case_id is None:
        raise Refused("Dit kan hier niet.")
    return visit.case_id


def _submit(visit: Visit) -> None:
    workflow.submit(
        visit.house, _case(visit), by=visit.staff, concept=_text(visit, "concept"), to=_text(visit, "aan"),
        note=_text(visit, "opmerking"),
    )  # fmt: skip


def _take_back(visit: Visit) -> None:
    workflow.take_back(visit.house, _case(visit), by=visit.staff, reason=_text(visit, "reden"))


def _comment(visit: Visit) -> None:
    workflow.comment(
        visit.house, _case(visit), by=visit.staff, section=_text(visit, "sectie"), text=_text(visit, "tekst")
    )


def _answer(visit: Visit) -> None:
    about = _number(visit, "opmerking")
    workflow.answer_comment(visit.house, _case(visit), by=visit.staff, about=about, text=_text(visit, "tekst"))


def _decide(agree: bool) -> Callable[[Visit], None]:
    def decide(visit: Visit) -> None:
        workflow.decide_check(
            visit.house, _case(visit), by=visit.staff, agree=agree, submitted=_number(visit, "voorgelegd"),
            note=_text(visit, "toelichting"),
        )  # fmt: skip

    return decide


def _acknowledge(visit: Visit) -> None:
    given = visit.asked.get("punten")
    points = [str(one) for one in given] if isinstance(given, list) else []
    workflow.acknowledge(visit.house, _case(visit), by=visit.staff, points=points, reason=_text(visit, "reden"))


def _talk(visit: Visit) -> None:
    data = {one.name: visit.asked[one.name] for one in form("pip_gesprek").fields if one.name in visit.asked}
    workflow.keep_talk(visit.house, _case(visit), data, by=visit.staff)


def _set(visit: Visit) -> None:
    workflow.set_plan(visit.house, _case(visit), by=visit.staff, digest=_text(visit, "kenmerk"))


def _date(visit: Visit) -> None:
    workflow.date_plan(
        visit.house, _case(visit), by=visit.staff, day=_text(visit, "datum"), version=_number(visit, "versie")
    )


def _undate(visit: Visit) -> None:
    workflow.undate(visit.house, _case(visit), by=visit.staff, reason=_text(visit, "reden"))


def _announce(visit: Visit) -> None:
    workflow.announce(
        visit.house, _case(visit), by=visit.staff, day=_text(visit, "datum"), how=_text(visit, "hoe"),
        version=_number(visit, "versie"),
    )  # fmt: skip


def _revise(visit: Visit) -> None:
    workflow.revise(
        visit.house, _case(visit), by=visit.staff, reason=_text(visit, "reden"), note=_text(visit, "toelichting")
    )


def _object(visit: Visit) -> None:
    workflow.object_(
        visit.house, _case(visit), by=visit.staff, kind=_text(visit, "soort"), day=_text(visit, "datum"),
        reference=_text(visit, "kenmerk"), note=_text(visit, "toelichting"),
    )  # fmt: skip


def _outcome(visit: Visit) -> None:
    workflow.outcome(
        visit.house, _case(visit), by=visit.staff, about=_number(visit, "bij"), result=_text(visit, "stand"),
        day=_text(visit, "datum"), note=_text(visit, "toelichting"),
    )  # fmt: skip


def _move_away(visit: Visit) -> None:
    workflow.move_away(
        visit.house, _case(visit), by=visit.staff, day=_text(visit, "datum"), municipality=_text(visit, "gemeente"),
        handed_over=_text(visit, "overgedragen") == "ja",
    )  # fmt: skip


def _archive(visit: Visit) -> None:
    workflow.archive(visit.house, _case(visit), by=visit.staff, reason=_text(visit, "reden"))


def _reopen(visit: Visit) -> None:
    workflow.reopen(visit.house, _case(visit), by=visit.staff, reason=_text(visit, "reden"))


ACTIONS: dict[str, Action] = {
    "voorleggen": Action(_submit, "write_plan"),
    "terughalen": Action(_take_back, "write_plan"),
    "opmerking": Action(_comment, "check_plan"),
    "antwoord": Action(_answer, "write_plan"),
    "akkoord": Action(_decide(True), "check_plan"),
    "terugsturen": Action(_decide(False), "check_plan"),
    "erkennen": Action(_acknowledge, "write_plan"),
    "gesprek": Action(_talk, "write_plan"),
    "vaststellen": Action(_set, "set_plan"),
    "dagtekenen": Action(_date, "set_plan"),
    "ontdagtekenen": Action(_undate, "set_plan"),
    "bekendmaken": Action(_announce, "send_out"),
    "herzien": Action(_revise, "write_plan"),
    "bezwaar": Action(_object, "write_plan"),
    "uitkomst": Action(_outcome, "write_plan"),
    "verhuizen": Action(_move_away, "write_plan"),
    "archiveren": Action(_archive, "write_plan"),
    "heropenen": Action(_reopen, "write_plan"),
}
"""Act -> what it does and what of ``assistant.roles.MAY`` it takes."""
