"""What can be done in the interview: keep an answer, add an entry, confirm, mark as discussed, and the talk itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from assistant.case_file import CaseFile
from assistant.dossier.forms import form
from assistant.dossier.keeping import keep as keep_entry
from assistant.interviewing import talk
from assistant.interviewing.faults import AnswerChanged, EntriesWouldFall, InterviewFault, NoTalk, Unsure
from assistant.interviewing.groups import fields_of_new_entry, next_number, opened
from assistant.interviewing.keeping import Interview
from assistant.interviewing.steps import DISCUSSED, Order, Step, after, in_order, steps
from assistant.interviewing.values import Given
from assistant.record import Key
from assistant.value_labels import value_label
from ui.consulent.rooms.gesprek.asked import from_field, given, key_of, question_of
from ui.consulent.rooms.room import Action, Refused, Visit

Doing = Callable[[Visit], Mapping[str, Any] | None]


def _today(file: CaseFile) -> date:
    return file.today


def keep(visit: Visit) -> Mapping[str, Any]:
    """Keep one answer, and say where to go on. A change by somebody else, or doubt about the words, comes back as ``again``."""
    file = visit.file
    one = None
    try:
        one = given(file, visit.asked, _today(file))
        kept = _interview(visit).keep(
            [one], seen={_key(one): _seen(visit.asked)}, entries_may_fall=visit.asked.get("zeker") is True
        )
    except Unsure as fault:
        raise Refused(str(fault), again=True, mogelijk=list(fault.values)) from fault
    except AnswerChanged as fault:
        raise Refused(str(fault), again=True, veranderd=True, mijn=_in_words(file, one)) from fault
    except EntriesWouldFall as fault:
        raise Refused(str(fault), again=True, zeker=True) from fault
    except InterviewFault as fault:
        raise Refused(str(fault)) from fault
    return _went_on(visit, file, _key(one), bool(kept))


def add(visit: Visit) -> Mapping[str, Any]:
    """Add an entry to a group with all that was entered of it; nothing is kept when one field cannot be right."""
    file = visit.file
    try:
        group, _ = question_of(file, visit.asked)
        number = next_number(file, group)
        fields = []
        for part in fields_of_new_entry(group):
            if text := str(visit.asked.get(part.name) or "").strip():
                try:
                    fields.append(from_field(file, part, number, text, _today(file)))
                except Unsure as fault:
                    fields.append(_likeliest(file, part.id, number, text, fault))
                except InterviewFault as fault:
                    raise Refused(f"{part.label}: {fault}", part.name) from fault
        kept = opened(file, group, fields)
        gate: Key = kept[0].question, kept[0].entry
        current = file.record.answer(*gate)
        _interview(visit).keep(kept, seen={gate: current.id if current else None})
    except AnswerChanged as fault:
        raise Refused("Een ander heeft hier intussen iets toegevoegd. Kijk eerst wat er nu staat.") from fault
    except InterviewFault as fault:
        raise Refused(str(fault)) from fault
    return {"nummer": number}


def _likeliest(file: CaseFile, question: str, number: int, text: str, fault: Unsure) -> Given:
    """In a form of several fields doubt is not asked about: the field says to write it differently."""
    raise Refused(
        f"{file.catalogue.question(question).label}: schrijf dit duidelijker, bijvoorbeeld als getal."
    ) from fault


def confirm(visit: Visit) -> Mapping[str, Any]:
    """The person says that what stands there is right."""
    key = key_of(visit.asked)
    try:
        kept = _interview(visit).confirm(key, seen=_seen(visit.asked))
    except AnswerChanged as fault:
        raise Refused(str(fault), again=True, veranderd=True, mijn="Klopt") from fault
    except InterviewFault as fault:
        raise Refused(str(fault)) from fault
    return {"gezien": kept.id}


def discuss(visit: Visit) -> None:
    """Mark a question as discussed in this talk, or take the mark back."""
    file = visit.file
    try:
        question, entry = question_of(file, visit.asked)
    except InterviewFault as fault:
        raise Refused(str(fault)) from fault
    going_on = talk.going_on(file.dossier, visit.now)
    if going_on is None:
        raise Refused(str(NoTalk()))
    data = {"vraag": question.id, "nummer": entry, "gesprek": going_on.id, "opmerking": visit.asked.get("opmerking")}
    if visit.asked.get("opnieuw") is True:
        data["opnieuw"] = True
    keep_entry(visit.house.store, file.id, DISCUSSED, data, by=visit.staff.login, at=visit.now)


def begin(visit: Visit) -> None:
    """Begin a talk."""
    talk.begin(visit.house.store, visit.case_id or "", _talk_data(visit), by=visit.staff.login, at=visit.now)


def change(visit: Visit) -> None:
    """Note who is there and who speaks from now on."""
    data = {"aanwezig": [], **_talk_data(visit)}
    talk.change(visit.house.store, visit.case_id or "", data, by=visit.staff.login, at=visit.now)


def end(visit: Visit) -> None:
    """End the talk, with a note if there is one."""
    note = {"notitie": visit.asked["notitie"]} if visit.asked.get("notitie") else {}
    talk.change(visit.house.store, visit.case_id or "", note, by=visit.staff.login, at=visit.now, ends=True)


def choose_language(visit: Visit) -> None:
    """Note in which language the person reads and speaks, as long as they did not choose one themselves."""
    code = str(visit.asked.get("taal") or "")
    if code not in visit.house.wording.languages():
        raise Refused("Kies een taal uit de lijst.")
    with visit.house.store.writing(visit.case_id or "") as writer:
        if visit.house.store.case(visit.case_id or "").language is not None:
            raise Refused("De persoon heeft intussen zelf een taal gekozen.")
        writer.language(code)


def _interview(visit: Visit) -> Interview:
    return Interview(visit.house.store, visit.house.catalogue, visit.case_id or "", visit.staff.login, visit.now)


def _talk_data(visit: Visit) -> dict[str, Any]:
    names = [one.name for one in form(talk.KIND).fields]
    return {name: visit.asked[name] for name in names if name in visit.asked}


def _seen(asked: Mapping[str, Any]) -> int | None:
    seen = asked.get("gezien")
    return seen if isinstance(seen, int) and not isinstance(seen, bool) else None


def _key(one: Given) -> Key:
    return (one.question, one.entry)


def _in_words(file: CaseFile, one: Given | None) -> str:
    """What the consulent wanted to keep, as words."""
    if one is None:
        return ""
    if one.state != "beantwoord" or one.reading is not None or one.value is None:
        return one.words
    return value_label(file.catalogue.question(one.question), one.value, "nl", file.wording)


def _went_on(visit: Visit, before: CaseFile, key: Key, kept: bool) -> dict[str, Any]:
    now = visit.house.case_file(before.id)
    order: Order = "volgorde" if visit.asked.get("volgorde") == "volgorde" else "open"
    # "no more children" is about the group, which stands in the order as one thing
    place: Key = (key[0], None) if before.catalogue.question(key[0]).is_group else key
    step = after(in_order(steps(before), order), in_order(steps(now), order), place)
    current = now.record.answer(*key)
    return {"gezien": current.id if current else None, "volgende": as_address(step), "bewaard": kept}


def as_address(step: Step | None) -> dict[str, Any] | None:
    """Where the page goes for a step."""
    return {"vraag": step.question.id, "nummer": step.entry} if step else None


ACTIONS: dict[str, Action] = {
    name: Action(do, "interview")
    for name, do in {
        "keep": keep, "add": add, "confirm": confirm, "discuss": discuss, "begin": begin, "change": change, "end": end,
        "language": choose_language,
    }.items()
}  # fmt: skip
