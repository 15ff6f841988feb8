"""The record of one case as the page shows it: lines with their marks, and the points for the talk on top."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.caseload import UNDER_AGE_NL, EventView, Line, MessageView, RecordView, TopicView
from assistant.catalogue import Catalogue
from assistant.interview import PRESENT
from assistant.record import OPEN_STATES, Answer
from assistant.store import Event, Turn
from assistant.wording import Wording
from ui.consulent.decisions import REASON_LENGTH, duty_role, to_read_today
from ui.consulent.moments import on_the_clock
from ui.consulent.rows import DUTCH, language_in_dutch, row_of
from ui.consulent.said import MARKS as BESIDE_THE_ANSWERS
from ui.consulent.said import asked_back, said_beside_the_answers, who_was_there
from ui.consulent.translated import Reader
from ui.consulent.writing import LONGEST_MESSAGE, NO_LANGUAGE, Shut, shut_out

LINE_FILTERS = (
    ("all", "Alle vragen"),
    ("answered", "Beantwoord"),
    ("discuss", "Te bespreken"),
    ("open", "Nog open"),
    ("review", "Niet nagekeken"),
)
"""What the lines can be narrowed to: value and Dutch name."""

LONG_WORDS = 500
"""Words longer than this scroll in a box of their own, which then must be reachable with the keyboard."""

KEPT_AS_SAID = "een naam of nummer: wordt niet vertaald"
WITH_SOMETHING_ELSE = frozenset({"message", "message_read", "told_back", "asked_back"})
"""Kinds of events that are shown with the message or the words they belong to."""

SHOWN_POINTS = 6
"""Points that show at once, the most pressing first; the rest unfolds, so that the answers stay near."""

TEACH_BACK = "afsluiting.teach_back"
"""What the person says in own words about what happens next: shown on top, judged by nobody but the reader."""

# who was in the room at an answer: question, entry, moment
Presence = dict[tuple[str, int | None, datetime], str]


@dataclass(frozen=True)
class Point:
    """One thing to bring up in the talk. ``anchor`` is the line it is about, if any."""

    key: str
    mark: str
    tone: str
    text: str
    label: str = ""
    anchor: str = ""
    words: str = ""
    words_language: str | None = None
    when: str = ""


@dataclass(frozen=True)
class Kept:
    """What the store holds of one case, for what the record view does not tell."""

    answers: Sequence[Answer] = ()
    events: Sequence[Event] = ()
    turns: Sequence[Turn] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    readers: Sequence[Shut] = ()


def record_page(view: RecordView, kept: Kept, catalogue: Catalogue, wording: Wording, now: datetime) -> dict[str, Any]:
    """Everything ``record.html`` needs to show one case, as true at ``now``."""
    reader = Reader(wording, now, kept.names)
    present = {
        (answer.question, answer.entry, datetime.fromisoformat(answer.at)): who_was_there(
            answer.present, catalogue, wording
        )
        for answer in kept.answers
    }
    topics = [_topic(topic, catalogue, present, reader) for topic in view.topics if topic.lines]
    lines = [line for topic in topics for line in topic["lines"]]
    points = [*_asked_by_the_person(view, now), *_points_of_lines(topics)]
    return {
        "case": row_of(view.summary, wording, now),
        "read_today": to_read_today(kept.events, kept.turns, lines, now),
        "duty_role": duty_role(),
        "under_age": UNDER_AGE_NL in view.summary.flags,
        "reason_length": REASON_LENGTH,
        "teach_back": next((line for line in lines if line["key"] == TEACH_BACK and line["words"]), None),
        "said": said_beside_the_answers(kept.events, {event.id: event for event in view.events}, catalogue, reader),
        "messages": [_message(message, reader) for message in view.messages],
        "own_language": reader.language(view.summary.language) if view.summary.language else "",
        "reads_dutch": view.summary.language == DUTCH,
        "no_language": NO_LANGUAGE,
        "message_length": LONGEST_MESSAGE,
        "shut_out": shut_out(view.excluded, kept.names, {one.at: reader.when(one.at) for one in view.excluded}),
        "readers": kept.readers,
        "topics": topics,
        "points": points,
        "shown_points": SHOWN_POINTS if len(points) > SHOWN_POINTS + 2 else len(points),
        "no_points": _no_points(view),
        "events": [
            _event(number, event, wording, now)
            for number, event in enumerate(view.events)
            if event.kind not in BESIDE_THE_ANSWERS and event.kind not in WITH_SOMETHING_ELSE
        ][::-1],
        "line_filters": LINE_FILTERS,
    }


def _topic(topic: TopicView, catalogue: Catalogue, present: Presence, reader: Reader) -> dict[str, Any]:
    lines = [_line(line, catalogue, present, reader) for line in topic.lines]
    _give_headings(lines)
    return {
        "id": topic.id,
        "title": topic.title,
        "silent": all(line["quiet"] for line in lines),
        "asked": "1 vraag" if len(lines) == 1 else f"{len(lines)} vragen",
        "answered": sum("answered" in line["kinds"].split() for line in lines),
        "open": sum("open" in line["kinds"].split() for line in lines),
        "discuss": sum("discuss" in line["kinds"].split() for line in lines),
        "review": sum("review" in line["kinds"].split() for line in lines),
        "lines": lines,
    }


def _give_headings(lines: list[dict[str, Any]]) -> None:
    """Put "Kind 2" above the first line of each entry; it shows whenever one of the entry's lines does."""
    for index, line in enumerate(lines):
        if not line["entry_label"] or (index and lines[index - 1]["entry_label"] == line["entry_label"]):
            continue
        kinds = [other["kinds"] for other in lines if other["entry_label"] == line["entry_label"]]
        line["heading"] = line["entry_label"]
        line["heading_kinds"] = " ".join(sorted(set(" ".join(kinds).split())))


def _line(line: Line, catalogue: Catalogue, present: Presence, reader: Reader) -> dict[str, Any]:
    key = line.question if line.entry is None else f"{line.question}.{line.entry}"
    shown = _version(line, present, reader, key)
    question = catalogue.question(line.question)
    kinds = _kinds(line)
    history = [_version(older, present, reader, f"{key}-{older.at}") for older in line.history]
    asked = [asked_back(one, reader) for one in line.asked]
    seen = (
        line.state, shown["value_nl"], line.words, line.to_confirm, line.flag, shown["translated"], asked, len(history),
    )  # fmt: skip
    return {
        **shown,
        "key": key,
        "at": line.at,
        "mark": hashlib.sha256(repr(seen).encode("utf-8", "replace")).hexdigest()[:10],
        "kinds": " ".join(kinds),
        "tone": "discuss" if "discuss" in kinds else "still" if _nothing_said(line) else "",
        "quiet": _nothing_said(line),
        "label": question.label,
        "question_text_nl": question.text,
        "entry_label": question.entry_label(catalogue, line.entry) if line.entry is not None else "",
        "heading": "",
        "heading_kinds": "",
        "sensitive": line.sensitive,
        "to_confirm": line.to_confirm,
        "flag_text": line.flag or "",
        "history": history,
        "asked": asked,
        "more": "1 eerdere versie" if len(history) == 1 else f"{len(history)} eerdere versies",
        "no_words": "volgt uit een eerder antwoord" if line.state == "beantwoord" else "",
    }


def _version(line: Line, present: Presence, reader: Reader, key: str) -> dict[str, Any]:
    """What a line and an earlier version of it have in common."""
    there = present.get((line.question, line.entry, line.at), "") if line.at and line.question != PRESENT else ""
    said = bool(line.words) or line.rendition is not None
    return {
        "state": line.state,
        "state_text": line.state_nl.replace(": want ", ", want ", 1),
        "value_nl": line.value_nl,
        "words": line.words,
        "words_language": line.words_language,
        "long": len(line.words) > LONG_WORDS,
        "translated": reader.translated(line.rendition, key),
        "kept_as_said": KEPT_AS_SAID if line.kept_as_said else "",
        "provenance": [part for part in (line.understood, line.speaker, line.channel) if part] if said else [],
        "there": f"niet alleen, erbij: {there}" if there and said else "",
        "when": on_the_clock(line.at, reader.now) if line.at and said else "",
    }


def _message(message: MessageView, reader: Reader) -> dict[str, Any]:
    key = f"message-{message.id}"
    return {
        "key": key,
        "by": reader.name(message.by),
        "when": on_the_clock(message.at, reader.now),
        "words": message.words,
        "translated": reader.translated(message.rendition, key),
        "read": f"gelezen, {on_the_clock(message.read_at, reader.now)}" if message.read_at else "",
        "replies": [
            {
                "key": f"reply-{reply.id}", "words": reply.words or "", "words_language": reply.language,
                "when": on_the_clock(reply.at, reader.now),
                "translated": reader.translated(reply.rendition, f"reply-{reply.id}"),
            }
            for reply in message.replies
        ],
    }  # fmt: skip


def _nothing_said(line: Line) -> bool:
    return line.state in {"niet_gevraagd", "niet_van_toepassing"} and not line.history


def _kinds(line: Line) -> list[str]:
    kinds = ["answered"] if line.state == "beantwoord" else []
    if line.state == "niet_gevraagd":
        kinds.append("open")
    if line.state in OPEN_STATES or line.to_confirm or line.flag:
        kinds.append("discuss")
    if line.rendition is not None and not line.rendition.standing.reviewed:
        kinds.append("review")
    return kinds


def _asked_by_the_person(view: RecordView, now: datetime) -> Iterator[Point]:
    left_to_a_person = {
        line.at for topic in view.topics for line in topic.lines if line.state == "liever_met_een_persoon" and line.at
    }
    for number, event in enumerate(view.events):
        if event.kind != "handover" or event.at in left_to_a_person:
            continue  # "rather to a person" already stands in the list as the question it is about
        yield Point(
            key=f"event-{number}", mark="person", tone="wait", text=event.text_nl,
            words=event.words or "", words_language=event.language, when=on_the_clock(event.at, now),
        )  # fmt: skip


def _points_of_lines(topics: list[dict[str, Any]]) -> Iterator[Point]:
    found = [line for topic in topics for line in topic["lines"] if "discuss" in line["kinds"].split()]
    for line in sorted(found, key=_urgency):
        if line["flag_text"]:
            mark, text = "flag", line["flag_text"]
        elif line["to_confirm"]:
            mark, text = "confirm", "nog te bevestigen"
        else:
            mark, text = line["state"], line["state_text"]
        where = f"{line['entry_label']}: {line['label']}" if line["entry_label"] else line["label"]
        yield Point(
            key=f"point-{line['key']}", mark=mark, tone="wait" if _urgency(line) == 0 else "",
            text=text[:1].upper() + text[1:], label=where, anchor=f"line-{line['key']}",
        )  # fmt: skip


def _urgency(line: dict[str, Any]) -> int:
    """0 for what a person or a check must settle, 1 for what simply has no answer yet."""
    return 0 if line["flag_text"] or line["to_confirm"] or line["state"] == "liever_met_een_persoon" else 1


def _no_points(view: RecordView) -> str:
    so_far = "Nog niets." if view.summary.last_activity else "Het gesprek is nog niet begonnen."
    return f"{so_far} Wat de persoon overslaat of liever aan een mens vertelt, komt hier te staan."


def _event(number: int, event: EventView, wording: Wording, now: datetime) -> dict[str, Any]:
    text = event.text_nl
    if event.kind == "language" and event.language in wording.languages():
        text = f"Taal gekozen: {language_in_dutch(event.language, wording)}"
    return {"key": f"history-{number}", "when": on_the_clock(event.at, now), "text": text, "recording": event.recording}
