"""What of one case is due, and when, and what holds it: from the case file alone. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.case_file import NETHERLANDS, CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl, form
from assistant.dossier.objections import running_in
from assistant.pip.moving import GIVEN, TRANSFER, handed_over
from assistant.retention.policy import RetentionRule, rules
from assistant.rights.requests import restricted
from assistant.store.translation import Recording

ONE_DAY = timedelta(days=1)
HELD_OBJECTION = "er loopt bezwaar of beroep"
HELD_RESTRICTION = "de verwerking is beperkt op verzoek van de persoon (AVG art. 18)"
HELD_REVISION = "er wordt aan een nieuwe versie van het plan gewerkt"
HELD_NOT_WRITTEN = "nog niet opgeschreven door een mens"


@dataclass(frozen=True)
class Due:
    """One thing of one case with a term.

    Attributes:
        rule: under which it falls. case_id, number: whose.
        since: the day the term runs from. because: in Dutch, what happened then. goes_on: the first day on which it goes.
        held: in Dutch, what keeps it; empty when nothing does.
        recording: which one, for a rule about recordings.
    """

    rule: RetentionRule
    case_id: str
    number: int
    since: date
    because: str
    goes_on: date
    held: str = ""
    recording: Recording | None = None

    def today(self, today: date) -> bool:
        """Whether it goes today."""
        return not self.held and today >= self.goes_on


def due_of(file: CaseFile, *, last_turn: str | None, recordings: Sequence[Recording], left: bool) -> tuple[Due, ...]:
    """Everything of a case that has a term, due or not.

    Args:
        file: the case. last_turn: when the person last said something, UTC, ISO 8601, or None when never.
        recordings: those that are still there. left: whether there is working material beside the dossier.
    """
    if file.case.erased == "alles":
        return ()
    found = []
    for rule in rules():
        for since, because, held, recording in _starts(file, rule, last_turn, recordings, left):
            last = rule.last_day(since, file.municipality)
            if last is not None:
                about = held or _held(file)
                found.append(Due(rule, file.id, file.case.number, since, because, last + ONE_DAY, about, recording))
    if (whole := [one for one in found if one.rule.what in {"alles", "dossier"} and one.today(file.today)]):
        return (whole[0],)
    return tuple(found)


Start = tuple[date, str, str, Recording | None]


def _starts(
    file: CaseFile, rule: RetentionRule, last_turn: str | None, recordings: Sequence[Recording], left: bool
) -> list[Start]:
    match rule.start:
        case "invited" if not file.versions and last_turn is None and not file.answers:
            expired = _day(file.case.code_expires_at)
            since = max([expired, *_activity(file, None)])
            return [(since, f"de code verliep op {day_nl(expired)}", "", None)]
        case "activity" if not file.versions and (last_turn is not None or file.answers):
            since = max(_activity(file, last_turn))
            return [(since, f"de laatste activiteit was op {day_nl(since)}", "", None)]
        case "moved" if file.versions and left and handed_over(file.dossier):
            moved = file.dossier.latest("verhuisd")
            assert moved is not None, "somebody who was handed over has moved"
            since = max([date.fromisoformat(str(moved.get("datum"))), *_given(file, moved)])
            return [(since, f"verhuisd, en het dossier is overgedragen op of voor {day_nl(since)}", "", None)]
        case "announced" if file.versions and left and (made := file.dossier.latest("bekendgemaakt", versie=len(file.versions))):
            since = date.fromisoformat(str(made.get("datum")))
            held = HELD_REVISION if _revising(file) else ""
            return [(since, f"het plan is bekendgemaakt op {day_nl(since)}", held, None)]
        case "recording":
            return [
                (_day(one.at), f"ingesproken op {day_nl(_day(one.at))}", "" if _written(file, one) else HELD_NOT_WRITTEN, one)
                for one in recordings
            ]
        case "ended" if file.versions and (ended := end_of_duty(file)) is not None:
            return [(ended[0], ended[1], "", None)]
    return []


def end_of_duty(file: CaseFile) -> tuple[date, str] | None:
    """The day from which the dossier's term runs, with what it rests on in Dutch; None while the duty goes on here.

    The entry ``einde_plicht`` says it. For somebody who moved and whose dossier was handed over, the duty goes on
    elsewhere: here it ended with the move.
    """
    entry = file.dossier.latest("einde_plicht")
    if entry is not None:
        day = date.fromisoformat(str(entry.get("datum")))
        why = next(one for one in form("einde_plicht").fields if one.name == "waarom").shown(entry.get("waarom"))
        return day, f"einde van de inburgeringsplicht op {day_nl(day)} ({why})"
    moved = file.dossier.latest("verhuisd")
    if moved is not None and handed_over(file.dossier):
        day = date.fromisoformat(str(moved.get("datum")))
        return day, f"verhuisd op {day_nl(day)}, het dossier is overgedragen"
    return None


def _held(file: CaseFile) -> str:
    if running_in(file.dossier):
        return HELD_OBJECTION
    return HELD_RESTRICTION if restricted(file.events) else ""


def _revising(file: CaseFile) -> bool:
    revised, set_last = file.dossier.latest("herziening"), file.dossier.latest("vastgesteld")
    return revised is not None and (set_last is None or revised.id > set_last.id)


def _given(file: CaseFile, moved: Entry) -> list[date]:
    return [
        _day(entry.at) for entry in file.dossier.all(GIVEN)
        if entry.id > moved.id and (entry.get("velden") or {}).get("id") == TRANSFER
    ]  # fmt: skip


def _written(file: CaseFile, recording: Recording) -> bool:
    sources = {one.id for one in file.renditions.sources if one.kind == "recording" and one.ref == recording.id}
    return any(one.source_id in sources and one.purpose == "transcription" for one in file.renditions.renditions)


def _activity(file: CaseFile, last_turn: str | None) -> list[date]:
    moments = [file.case.created_at, *(one.at for one in file.events[-1:]), *(one.at for one in file.answers[-1:])]
    moments += [one.at for one in file.dossier.entries[-1:]]
    return [_day(at) for at in [*moments, *([last_turn] if last_turn else [])]]


def _day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone(NETHERLANDS).date()


__all__ = ["Due", "due_of", "end_of_duty"]
