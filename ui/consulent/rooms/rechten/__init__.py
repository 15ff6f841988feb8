"""The room "Rechten": what the person asked about their data, by when it is answered, how long what is kept, and erasing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from assistant.case_file import CaseFile
from assistant.documents.html import as_fragment
from assistant.dossier.forms import day_nl, form
from assistant.erasing.doing import CannotErase, backups_gone_by, erase, refuse, what_stays
from assistant.erasing.parts import what_goes
from assistant.erasing.proof import proof_document
from assistant.pip.workflow.faults import OnHold
from assistant.renditions.reading import rendition_of_event
from assistant.retention.due import Due, due_of, end_of_duty
from assistant.rights.consents import sharing, voice_consent
from assistant.rights.informed import told_of
from assistant.rights.requests import DECISIONS, RIGHTS, CannotDecide, Request, decide, requests_of
from assistant.writing_to_person import LanguageUnknown, MessageTooLong, NothingWritten, write_message
from ui.consulent.moments import on_the_clock
from ui.consulent.rooms.entering import entering
from ui.consulent.rooms.room import Action, Refused, Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent
ON_HOLD = "Er loopt bezwaar of beroep. Tot dat is afgehandeld, wordt niets gewist."


@dataclass(frozen=True)
class Shown:
    """One request as the room shows it: with its name, its clock in Dutch, and the words with their translation."""

    one: Request
    name: str
    clock: str
    late: bool
    rendition: Any
    decided_by: str


def clock_of(one: Request, today: date) -> str:
    """How much time is left to answer, in Dutch."""
    if not one.open:
        return "afgehandeld"
    left = (one.due - today).days
    if left < 0:
        return f"te laat: had uiterlijk {day_nl(one.due)} gemoeten"
    days = "vandaag" if left == 0 else "nog 1 dag" if left == 1 else f"nog {left} dagen"
    return f"antwoord uiterlijk {day_nl(one.due)} ({days})"


def _show(visit: Visit) -> str:
    file = visit.file
    events = {event.id: event for event in file.events}
    shown = []
    for one in reversed(requests_of(file.events)):
        event = events.get(one.event_id)
        rendition = rendition_of_event(file.catalogue, file.renditions, event, file.language) if event and one.words else None
        shown.append(
            Shown(
                one, RIGHTS[one.right], clock_of(one, file.today), one.open and one.due < file.today, rendition,
                file.name_of(one.decided_by or ""),
            )
        )  # fmt: skip
    ended = end_of_duty(file)
    return render(
        "rechten/rechten.html", shown=shown, decisions=DECISIONS, form=form("einde_plicht"), file=file, ended=ended,
        entry=file.dossier.latest("einde_plicht"), due=[_line(one, file.today) for one in _due(visit)], why_not=_why_not(file),
        going=what_goes(file, what_stays(visit.house, file)), proofs=_proofs(visit), told=told_of(file.events),
        voice=voice_consent(file.events), sharing=sharing(file.dossier), day_nl=day_nl, may_write=visit.may("write_plan"),
        when=lambda at: on_the_clock(datetime.fromisoformat(at), visit.now),
    )  # fmt: skip


def _due(visit: Visit) -> tuple[Due, ...]:
    store, file = visit.house.store, visit.file
    last = store.last_turn(file.id)
    return due_of(
        file, last_turn=last.at if last else None, recordings=store.translation.case_recordings(file.id), left=True
    )


def _line(one: Due, today: date) -> str:
    held = f" Maar het blijft nu, want {one.held}." if one.held else ""
    what = one.rule.id.replace("_", " ")
    return f"{what}: weg vanaf {day_nl(one.goes_on)} ({one.because}).{held}"


def _why_not(file: CaseFile) -> str:
    try:
        refuse(file)
    except OnHold:
        return ON_HOLD
    except CannotErase as fault:
        return str(fault)
    return ""


def _proofs(visit: Visit) -> list[Markup]:
    return [
        Markup(
            as_fragment(
                proof_document(
                    one, municipality=visit.file.municipality.name, constructed=visit.file.case.constructed,
                    backups_until=backups_gone_by(visit.house, datetime.fromisoformat(one.at)),
                ),
                top=3,
            )
        )
        for one in visit.house.store.erasing.erasures(visit.file.id)
    ]  # fmt: skip


def _decide(visit: Visit) -> None:
    asked, file = visit.asked, visit.file
    reason = str(asked.get("reden") or "")
    try:
        made = decide(
            visit.house.store, file.id, str(asked.get("verzoek") or ""), decision=str(asked.get("besluit") or ""), reason=reason,
            by=visit.staff.login, at=visit.now,
        )  # fmt: skip
    except CannotDecide as fault:
        raise Refused(str(fault), "besluit") from fault
    visit.house.audit.note(
        "recht", who=visit.staff.login, role=visit.staff.role, case_id=file.id,
        about={"besloten": made.right, "besluit": made.decision or ""},
    )  # fmt: skip
    if reason.strip():
        try:
            # the reason reaches the person in their own language, through the desk of the cultuurvertaler
            write_message(
                visit.house.store, visit.house.catalogue, file.id, made.reason, by=visit.staff.login, at=visit.now
            )
        except (LanguageUnknown, MessageTooLong, NothingWritten):
            return  # it stands on the person's page in Dutch


def _erase(visit: Visit) -> None:
    ground = str(visit.asked.get("grond") or "").strip()
    if not any(letter.isalnum() for letter in ground):
        raise Refused("Schrijf op waarom u wist. Dat komt in het bewijs.", "grond")
    if visit.asked.get("zeker") != "ja":
        raise Refused("Zet eerst het vinkje: wissen kan niet ongedaan worden gemaakt.", "zeker")
    try:
        erase(visit.house, visit.file.id, by=visit.staff.login, role=visit.staff.role, ground=ground[:300])
    except OnHold as fault:
        raise Refused(ON_HOLD) from fault
    except CannotErase as fault:
        raise Refused(str(fault)) from fault


def _count(file: CaseFile) -> str:
    waiting = sum(one.open for one in requests_of(file.events))
    return f"{waiting} open" if waiting else ""


ROOM = Room(
    "rechten", "Rechten", "read_record", _show,
    {
        "decide": Action(_decide, "write_plan"), "erase": Action(_erase, "write_plan"),
        **entering({"einde_plicht"}),
    },
    folder=FOLDER, count=_count,
)  # fmt: skip
