"""Handing a case over to a colleague: a readable summary, proposed from the record and the dossier, for people to edit.

Nothing in it is judged or guessed: every line says what was entered, decided or said. Words of the person stand in it only
for whoever may read answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from assistant.case_file import NETHERLANDS, CaseFile
from assistant.caseload_line import CALLS_NL, imported_to_confirm, open_calls
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl, form
from assistant.pip.clocks import Clock, clocks
from assistant.pip.phases import phase_of
from assistant.record import open_points
from assistant.renditions.reading import rendition_of_event
from assistant.renditions.sources import DUTCH
from assistant.value_labels import language_name

SHOWN_POINTS = 8
"""So many open questions are named; the rest is counted."""

WAITS_NL = {
    "persoon": "de persoon", "consulent": "de consulent", "toetser": "de toetser", "ander": "een ander", "niemand": "niemand",
}  # fmt: skip
"""Whose turn it is, within a sentence."""


def handover_summary(file: CaseFile, *, answers: bool = True) -> list[str]:
    """The case in plain Dutch sentences, one per line: phase, clocks, open points, promises, questions, next step.

    Args:
        file: the case.
        answers: whether the reader may read answers; without it questions, open points and steps are only counted, and
            nobody else is named.
    """
    return [
        *_where_it_stands(file), *_clocks(file), *_promises(file, answers), *_open_points(file, answers),
        *_questions(file, answers), *_who_else(file, answers), *_next_step(file),
    ]  # fmt: skip


def _where_it_stands(file: CaseFile) -> Iterator[str]:
    now = phase_of(file)
    since = f", sinds {_day(now.since)}" if now.since else ""
    yield f"Fase {now.phase.id} {now.phase.label}{since}. Wacht op: {WAITS_NL.get(now.waits_for, now.waits_for)}."
    if file.case.language:
        yield f"Taal van de persoon: {language_name(file.case.language, file.wording.locale(DUTCH))}.{_interpreter(file)}"
    if file.group is None:
        yield "De doelgroep volgens DUO is nog niet ingevuld."


def _interpreter(file: CaseFile) -> str:
    talk = file.dossier.latest("gesprek")
    if talk is None or talk.get("tolk") in {None, "geen"}:
        return ""
    return f" Het laatste gesprek was met: {form('gesprek').field('tolk').shown(talk.get('tolk')).lower()}."


def _clocks(file: CaseFile) -> Iterator[str]:
    found = clocks(file)
    running = [one for one in found if one.days_left is not None and one.tone != "gehaald"]
    for one in sorted(running, key=_days):
        until = f" (tot en met {day_nl(one.due)})" if one.due else ""
        yield f"{one.label}: {one.words}{until}.{_reason(one)}"
    for one in found:
        if one.id == "pip" and one.tone in {"onbekend", "wacht"} and one.days_left is None:
            yield f"{one.label}: {one.words}.{_reason(one)}"


def _days(clock: Clock) -> int:
    return clock.days_left or 0


def _reason(clock: Clock) -> str:
    return f" {clock.reason.rstrip('.')}." if clock.reason else ""


def _promises(file: CaseFile, answers: bool) -> Iterator[str]:
    """What was agreed and is still to come: appointments, the steps of now, and help that was arranged."""
    today = file.today.isoformat()
    kinds = form("afspraak").field("soort")
    for meeting in file.dossier.all("afspraak"):
        if str(meeting.get("datum")) >= today:
            at = f" om {meeting.get('tijd')}" if meeting.get("tijd") else ""
            yield f"Afspraak: {kinds.shown(meeting.get('soort'))} op {day_nl(str(meeting.get('datum')))}{at}."
    steps, referrals = file.dossier.all("doel", termijn="nu"), file.dossier.all("verwijzing")
    if not answers:
        counted = (("Afgesproken stappen", steps), ("Verwijzingen", referrals))
        yield from (f"{what}: {len(found)}." for what, found in counted if found)
    else:
        yield from (_step(step) for step in steps)
        for help_ in referrals:
            yield f"Verwezen naar: {form('verwijzing').field('naar').shown(help_.get('naar'))}."
    sent = [event for event in file.events if event.kind == "message"]
    read = {event.data.get("message") for event in file.events if event.kind == "message_read"}
    if unread := [event for event in sent if event.id not in read]:
        many = len(unread) > 1
        yield f"{len(unread)} {'berichten' if many else 'bericht'} aan de persoon {'zijn' if many else 'is'} nog niet gelezen."


def _step(step: Entry) -> str:
    who = f" ({step.get('wie')})" if step.get("wie") else ""
    by = f", klaar voor {day_nl(str(step.get('voor')))}" if step.get("voor") else ""
    return f"Afgesproken stap: {str(step.get('tekst')).rstrip('.')}{who}{by}."


def _open_points(file: CaseFile, answers: bool) -> Iterator[str]:
    points = list(open_points(file.catalogue, file.record))
    labels = list(dict.fromkeys(file.catalogue.question(one.question).label for one in points))
    if points and answers:
        more = len(labels) - SHOWN_POINTS
        named = "; ".join(labels[:SHOWN_POINTS]) + (f"; en nog {more}" if more > 0 else "")
        yield f"Nog te bespreken ({len(points)}): {named}."
    elif points:
        yield f"Nog te bespreken: {len(points)} {'vraag' if len(points) == 1 else 'vragen'}."
    if waiting := imported_to_confirm(file.dossier):
        yield f"Ingevoerde gegevens die nog bevestigd moeten worden: {waiting}."


def _questions(file: CaseFile, answers: bool) -> Iterator[str]:
    events = {event.id: event for event in file.events}
    for call in open_calls(file.events, file.dossier):
        event = events.get(call.event)
        words = str(event.data.get("words") or "") if event else ""
        said = f"{CALLS_NL[call.kind]} ({_day(call.at)})"
        if not answers or not words or event is None:
            yield f"{said}."
            continue
        rendition = rendition_of_event(file.catalogue, file.renditions, event, file.language)
        if rendition is None:
            yield f"{said}: “{words}”"
        elif rendition.text is None:
            yield f"{said}: nog niet vertaald."
        else:
            trust = "" if rendition.standing.reviewed else " (vertaling niet nagekeken)"
            yield f"{said}: “{rendition.text}”{trust}"


def _who_else(file: CaseFile, answers: bool) -> Iterator[str]:
    acting, contact = file.dossier.latest("gemachtigde"), file.dossier.latest("contactpersoon")
    if acting is not None and (not acting.get("tot") or str(acting.get("tot")) >= file.today.isoformat()):
        relation = f" ({acting.get('relatie')})" if acting.get("relatie") else ""
        yield f"Gemachtigde: {acting.get('naam')}{relation}." if answers else "Er is een gemachtigde."
    if contact is not None and answers:
        yield f"Contactpersoon voor de persoon: {contact.get('naam')}."


def _next_step(file: CaseFile) -> Iterator[str]:
    if what := phase_of(file).what:
        yield f"Volgende stap: {what}"


def _day(at: str) -> str:
    found: date = datetime.fromisoformat(at).astimezone(NETHERLANDS).date()
    return day_nl(found)


__all__ = ["handover_summary"]
