"""Everything the page of the interview shows, as plain values for its templates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.case_file import CaseFile
from assistant.caseload import CHANNEL_NL, FLAG_NL, SPEAKER_NL, STATE_NL, UNDERSTOOD_NL
from assistant.catalogue import Question
from assistant.conversation.screen import ISCED_NEAR_AT_HAND, NEAR_AT_HAND
from assistant.conversation.value_checks import fits
from assistant.dossier.forms import day_nl, form
from assistant.interview import AMONG_OTHERS
from assistant.interviewing import talk as talks
from assistant.interviewing.groups import fields_of_new_entry
from assistant.interviewing.hints import hint
from assistant.interviewing.said import said, shortened
from assistant.interviewing.steps import Step, TopicSteps, find, in_order, neighbours, steps
from assistant.interviewing.values import STATES, ask_kind
from assistant.record import Answer
from assistant.renditions.sources import DUTCH
from assistant.value_labels import language_name, value_label
from assistant.wording import Wording
from ui.consulent.moments import local, on_the_clock
from ui.consulent.rooms.gesprek.actions import as_address
from ui.consulent.rooms.gesprek.asked import Wanted, names_of, wanted
from ui.consulent.rooms.room import Visit
from ui.consulent.said import who_was_there
from ui.consulent.translated import Reader

STANDING_NL = {"bespreken": "te bespreken", "open": "nog niet gevraagd", "nakijken": "niet nagekeken", "klaar": ""}
MARKS = {"bespreken": "question", "open": "niet_gevraagd", "nakijken": "translate", "klaar": "beantwoord"}
MONTHS = range(1, 13)
NOW_IN_TALK = ("soort", "datum", "aanwezig", "spreekt", "tolk", "tolk_wie")


def interview_page(visit: Visit) -> dict[str, Any]:
    """Everything ``gesprek.html`` needs."""
    file, want = visit.file, wanted(visit.options)
    topics = steps(file)
    sequence = in_order(topics, want.order)
    step = find(topics, *want.key) if want.key else None
    step = step or (sequence[0] if sequence else None)
    reader = Reader(visit.house.wording, visit.now, file.names)
    before, following = neighbours(sequence, step.key) if step else (None, None)
    going_on = talks.going_on(file.dossier, visit.now)
    return {
        "case_id": file.id,
        "talk": _talk(file, going_on, reader),
        "stale": _stale(file, visit.now),
        "talk_form": form(talks.KIND),
        "talk_fields": NOW_IN_TALK,
        "talk_values": _talk_values(file, going_on),
        "order": want.order,
        "topics": [_topic(topic, step) for topic in topics],
        "left": sum(one.standing in {"bespreken", "open"} for one in sequence),
        "question": _question(file, step, want, going_on, reader) if step else None,
        "previous": as_address(before),
        "following": as_address(following),
        "own": _own(file, visit.house.wording, step) if step else None,
        "languages": [(code, _dutch_name(code)) for code in file.wording.languages()],
    }


# --- the talk ---------------------------------------------------------------------------------------------------------


def _talk(file: CaseFile, going_on: talks.Talk | None, reader: Reader) -> dict[str, Any] | None:
    if going_on is None:
        return None
    fields = form(talks.KIND)
    there = fields.field("aanwezig").shown(going_on.entry.get("aanwezig") or [])
    who = going_on.entry.get("tolk_wie")
    return {
        "id": going_on.id,
        "kind": fields.field("soort").shown(going_on.entry.get("soort")),
        "began": f"{local(going_on.began):%H:%M}",
        "by": reader.name(going_on.first.by),
        "there": there.lower() if there else "niemand anders",
        "speaks": fields.field("spreekt").shown(going_on.entry.get("spreekt")).lower(),
        "interpreter": fields.field("tolk").shown(going_on.entry.get("tolk")).lower() + (f" ({who})" if who else ""),
    }


def _stale(file: CaseFile, now: datetime) -> str:
    """The day of an earlier talk that nobody ended, in Dutch; empty when there is none."""
    left = talks.unended(file.dossier)
    return day_nl(left.entry.data["datum"]) if left is not None and not left.is_of(now) else ""


def _talk_values(file: CaseFile, going_on: talks.Talk | None) -> dict[str, Any]:
    if going_on is not None:
        return {name: going_on.entry.get(name) for name in NOW_IN_TALK}
    first = not file.dossier.all(talks.KIND)
    return {"soort": "intakegesprek" if first else "vervolg", "datum": file.today.isoformat()}


# --- the rail ---------------------------------------------------------------------------------------------------------


def _topic(topic: TopicSteps, step: Step | None) -> dict[str, Any]:
    here = step is not None and step.topic == topic.id
    first = next((one for one in topic.steps if one.standing in {"bespreken", "open"}), topic.steps[0])
    return {
        "id": topic.id,
        "title": topic.title,
        "counts": [
            (name, STANDING_NL[name], topic.count(name)) for name in ("bespreken", "open", "nakijken") if topic.count(name)
        ],
        "here": here,
        "first": as_address(first),
        "steps": [_in_rail(one, step) for one in topic.steps] if here else [],
    }  # fmt: skip


def _in_rail(one: Step, step: Step | None) -> dict[str, Any]:
    return {
        "name": one.name, "label": one.question.label, "entry": one.entry, "address": as_address(one),
        "standing": STANDING_NL[one.standing] or ("besproken" if one.discussed else "klaar"), "mark": MARKS[one.standing],
        "tone": one.standing, "here": step is not None and one.key == step.key,
    }  # fmt: skip


# --- the question -----------------------------------------------------------------------------------------------------


def _question(file: CaseFile, step: Step, want: Wanted, going_on: talks.Talk | None, reader: Reader) -> dict[str, Any]:
    question, entry = step.question, step.entry
    seen = want.seen if want.shown and want.key == step.key else (step.answer.id if step.answer else None)
    now = step.answer.id if step.answer else None
    changed = seen != now
    alone = question.alone and going_on is not None and going_on.present in AMONG_OTHERS
    return {
        "name": step.name, "id": question.id, "entry": entry,
        "topic": file.catalogue.topic(question.topic).title,
        "title": question.entry_label(file.catalogue, entry) if entry is not None else "",
        "text": question.text, "why": question.why or "", "help": question.help or "", "hint": hint(question.id),
        "sensitive": question.sensitive, "ask_alone": question.alone, "not_alone": alone,
        "standing": STANDING_NL[step.standing], "discussed": step.discussed, "state": STATE_NL[step.state],
        "seen": seen, "now": now,
        "changed": _answer(file, step.answer, reader, f"changed-{step.name}") if changed else None,
        "nothing_now": changed and step.answer is None,
        "mine": want.mine,
        "said": _answer(file, step.answer, reader, f"said-{step.name}"),
        "history": list(_history(file, step, reader)),
        "confirmable": step.answer is not None and step.state == "beantwoord" and not question.is_group
        and question.type != "notice",
        "states": list(STATES.items()) if question.type != "notice" and not question.is_group else [],
        "may_keep": going_on is not None,
        "sure": want.sure,
        "possible": _possible(file, question, entry, want) if want.key == step.key else [],
        "possible_words": want.words, "possible_language": want.language,
        **_entry_ways(file, question, entry, step),
        "group": _group(file, question) if question.is_group else None,
    }  # fmt: skip


def _entry_ways(file: CaseFile, question: Question, entry: int | None, step: Step) -> dict[str, Any]:
    """How the answer is entered: ``kind`` and, for buttons, the choices."""
    kind = ask_kind(question, entry)
    wording = file.wording
    now = step.answer.value if step.answer is not None and step.state == "beantwoord" else None
    own_words = question.type in {"text", "occupation"} and file.case.language not in (None, DUTCH)
    ways: dict[str, Any] = {"kind": "text", "choices": [], "near": [], "list": [], "own_words": own_words, "rows": 3}
    if kind == "notice":
        return {**ways, "kind": "buttons", "choices": [_choice(True, "Uitgelegd", now)]}
    if question.type == "yesno" or kind == "gate":
        return {**ways, "kind": "buttons", "choices": [_choice(True, "Ja", now), _choice(False, "Nee", now)]}
    values = _codes(question)
    if values:
        return {
            **ways, "kind": "buttons",
            "choices": [_choice(value, value_label(question, value, DUTCH, wording), now) for value in values],
        }  # fmt: skip
    if question.type in NEAR_AT_HAND:
        near = [_choice(code, value_label(question, code, DUTCH, wording), now) for code in NEAR_AT_HAND[question.type]]
        return {**ways, "kind": "list", "near": near, "list": list(names_of(question.type).values())}
    if question.type == "date":
        parts = (*(now.split("-") if isinstance(now, str) else ()), "", "", "")[:3]
        months = [(month, wording.text(DUTCH, f"page.month_{month}")) for month in MONTHS]
        return {**ways, "kind": "date", "months": months, "parts": parts}
    if question.type in {"number", "school_years"}:
        return {**ways, "kind": "number"}
    return ways


def _codes(question: Question) -> Sequence[Any]:
    if question.type == "choice":
        return list(question.options)
    return {"scale4": range(4), "isced": range(9)}.get(question.type, [])


def _choice(value: Any, label: str, now: Any) -> dict[str, Any]:
    return {
        "value": json.dumps(value),
        "label": label,
        "now": now is not None and type(now) is type(value) and now == value,
    }


def _possible(file: CaseFile, question: Question, entry: int | None, want: Wanted) -> list[dict[str, Any]]:
    return [
        _choice(value, value_label(question, value, DUTCH, file.wording), None)
        for value in want.possible
        if fits(question, ask_kind(question, entry), value)
    ]


def _group(file: CaseFile, group: Question) -> dict[str, Any]:
    numbers = file.record.entry_numbers(group, file.catalogue)
    last = file.record.answer(group.id, numbers[-1]) if numbers else None
    one = (group.entry or "{number}").replace("{number}", "").strip().lower()
    return {
        "one": one,
        "entries": [
            {
                "number": number,
                "label": group.entry_label(file.catalogue, number),
                "parts": [
                    {
                        "label": part.label, "address": {"vraag": part.id, "nummer": number},
                        "text": shortened(found.text) if found else "nog niet gevraagd", "known": found is not None,
                    }
                    for part in group.fields
                    if part.wants_entry(file.record.entry_values(group, number))
                    for found in [said(file, part, number)]
                ],
            }
            for number in numbers
        ],
        "room": len(numbers) < group.max_entries,
        "last": numbers[-1] if numbers else None,
        "closed": last is not None and last.value is False,
        "last_seen": last.id if last else None,
        "fields": [_field(file, part) for part in fields_of_new_entry(group)],
    }  # fmt: skip


def _field(file: CaseFile, part: Question) -> dict[str, Any]:
    codes = [True, False] if part.type == "yesno" else _codes(part)
    choices = [(json.dumps(value), value_label(part, value, DUTCH, file.wording)) for value in codes]
    names = list(names_of(part.type).values()) if part.type in NEAR_AT_HAND else []
    return {
        "name": part.name, "label": part.label, "choices": choices, "list": names,
        "number": part.type in {"number", "school_years"}, "text": part.text,
    }  # fmt: skip


# --- what was said ----------------------------------------------------------------------------------------------------


def _answer(
    file: CaseFile, answer: Answer | None, reader: Reader, key: str, *, counts: bool = True
) -> dict[str, Any] | None:
    if answer is None:
        return None
    question = file.catalogue.question(answer.question)
    view = file.rendition(answer) if counts else file.renditions.of_version(answer)
    value = ""
    if answer.state == "beantwoord" and view is None:
        value = value_label(question, answer.value, DUTCH, file.wording)
    known = answer.language in file.wording.languages()
    who = reader.name(answer.typed_by) if answer.typed_by != "person" else ""
    return {
        "key": f"{key}-{answer.id}",
        "value": value,
        "state": STATE_NL[answer.state],
        "answered": answer.state == "beantwoord",
        # a button says nothing that the value does not
        "words": answer.words if answer.words and answer.words != value and not _pressed(answer) else "",
        "language": answer.language, "language_nl": _dutch_name(answer.language),
        "dir": file.wording.direction(answer.language) if known else "auto",
        "translated": reader.translated(view, f"{key}-{answer.id}"),
        "to_confirm": answer.to_confirm,
        "flag": FLAG_NL.get(answer.flag, answer.flag) if answer.flag else "",
        "provenance": [
            part
            for part in (
                SPEAKER_NL.get(answer.speaker, answer.speaker), CHANNEL_NL.get(answer.channel, answer.channel),
                f"ingevuld door {who}" if who else UNDERSTOOD_NL.get(answer.understood_by, ""),
            )
            if part
        ],
        "there": who_was_there(answer.present, file.catalogue, file.wording),
        "when": on_the_clock(datetime.fromisoformat(answer.at), reader.now),
    }  # fmt: skip


def _pressed(answer: Answer) -> bool:
    chosen_at_the_desk = answer.understood_by == "person" and not isinstance(answer.value, str | dict)
    return answer.understood_by == "button" or (chosen_at_the_desk and answer.language == DUTCH and not answer.rule)


def _history(file: CaseFile, step: Step, reader: Reader) -> Iterator[dict[str, Any]]:
    for number, older in enumerate(reversed(file.record.history.get(step.key, []))):
        if step.answer is not None and older.id == step.answer.id:
            continue
        if (shown := _answer(file, older, reader, f"old-{number}", counts=False)) is not None:
            yield shown


# --- the person's language --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Own:
    """The question as the person reads it.

    Attributes:
        language, name, direction: of the text. text, help, why: of the question.
        choices: the answers to choose from. approved: whether a cultuurvertaler approved every text of it.
        warning: that it is not approved, in the person's language; empty when it is.
    """

    language: str
    name: str
    direction: str
    text: str
    help: str
    why: str
    choices: tuple[str, ...]
    approved: bool
    warning: str


def _own(file: CaseFile, wording: Wording, step: Step) -> Own | None:
    language = file.case.language
    if language is None:
        return None
    question, entry = step.question, step.entry
    used = [f"{question.id}.text"]
    text = wording.text(language, used[0])
    if question.group and entry is not None:
        used.append(f"{question.group}.entry")
        text = f"{wording.text(language, used[-1], number=entry)}. {text}"
    help_text, why = "", ""
    if question.help:
        used.append(f"{question.id}.help")
        help_text = wording.text(language, used[-1])
    if question.why:
        used.append(f"{question.id}.why")
        why = wording.text(language, used[-1])
    labels = list(_labels(question, entry))
    choices = tuple(wording.text(language, text_id) for text_id in labels)
    approved = all(wording.approved(language, text_id) for text_id in [*used, *labels])
    return Own(
        language, _dutch_name(language), wording.direction(language), text, help_text, why, choices, approved,
        "" if approved else wording.text(language, "page.unapproved"),
    )  # fmt: skip


def _labels(question: Question, entry: int | None) -> Iterator[str]:
    """Ids of the texts of the answers that the person can point at."""
    if question.type == "yesno" or ask_kind(question, entry) in {"gate", "more"}:
        yield from ("talk.yes", "talk.no")
    elif question.type == "choice":
        yield from (f"{question.id}.option.{option}" for option in question.options)
    elif question.type == "scale4":
        yield from (f"talk.scale4.{step}" for step in range(4))
    elif question.type == "isced":
        yield from (f"talk.isced.{level}" for level in ISCED_NEAR_AT_HAND)


def _dutch_name(code: str) -> str:
    name = language_name(code, "nl")
    return name[:1].upper() + name[1:]


__all__ = ["Own", "interview_page"]
