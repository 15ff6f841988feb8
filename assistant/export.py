"""The record of a case for other systems: JSON in the form of ``assistant/record.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import not_asked
from assistant.catalogue import Catalogue
from assistant.interview import course_of, lines_of
from assistant.record import Answer, Record, fold
from assistant.renditions.reading import read_renditions, rendition_of_answer, rendition_of_event
from assistant.renditions.sources import DUTCH
from assistant.renditions.view import CaseRenditions, RenditionView, as_json
from assistant.store import Case, Event, Store
from assistant.wording import Wording

FORM = "brede-intake-record/1"
SCHEMA_FILE = Path(__file__).parent / "record.schema.json"


def record_schema() -> dict[str, Any]:
    """The published JSON Schema of an exported record."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


def values_and_states(catalogue: Catalogue, record: Record) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """What ``contract`` calls record, states and words: question id -> value, -> state, -> words as they were said."""
    values = {key: value for key, value in record.values(catalogue).items() if catalogue.question(key).type != "notice"}
    states: dict[str, str] = {}
    words: dict[str, Any] = {}
    for question in catalogue.questions():
        if question.type == "notice":
            continue
        states[question.id] = record.state(catalogue, question)
        if question.is_group:
            words[question.id] = [
                {part.name: answer.words for part in question.fields if (answer := record.answer(part.id, number))}
                for number in record.entry_numbers(question, catalogue)
            ]
        elif answer := record.answer(question.id):
            words[question.id] = answer.words
    return values, states, words


def export_record(store: Store, catalogue: Catalogue, wording: Wording, case_id: str) -> dict[str, Any]:
    """The whole record of a case: the values that count now, and every answer ever given. Raises UnknownCase.

    Every answer and event in words of another language has its translation with it, with how far to trust that; one that
    was made from words of before says that it is outdated.
    """
    answers, events = store.answers(case_id), store.events(case_id)
    return record_of(store.case(case_id), answers, events, read_renditions(store, case_id, events), catalogue, wording)


def record_of(
    case: Case, answers: Sequence[Answer], events: Sequence[Event], renditions: CaseRenditions, catalogue: Catalogue,
    wording: Wording,
) -> dict[str, Any]:  # fmt: skip
    """What ``export_record`` gives, of a case that was read already."""
    record, course = fold(catalogue, answers), course_of(events)
    values, states, _ = values_and_states(catalogue, record)
    counting = {answer.id for answer in record.current.values()}
    return {
        "form": FORM,
        "case": {
            "number": case.number, "label": case.label, "language": case.language, "constructed": case.constructed,
            "created_at": case.created_at,
        },
        "catalogue": {"name": catalogue.name, "version": catalogue.version},
        "values": values,
        "states": states,
        "lines": [
            {
                "question": question.id, "entry": entry, "state": record.state(catalogue, question, entry),
                "not_asked_because": not_asked.reason(catalogue, record, course, wording, question, entry),
            }
            for topic in catalogue.topics
            for question, entry in lines_of(catalogue, record, topic.id)
        ],
        "answers": [
            _answer(
                answer, answer.id in counting,
                rendition_of_answer(catalogue, renditions, answer, counts=answer.id in counting),
            )
            for answer in answers
        ],
        "events": [
            {
                "kind": event.kind, "at": event.at, "turn": event.turn, "data": event.data,
                "rendition": as_json(rendition_of_event(catalogue, renditions, event, case.language or DUTCH)),
            }
            for event in events
        ],
    }  # fmt: skip


def _answer(answer: Answer, counts: bool, rendition: RenditionView | None) -> dict[str, Any]:
    return {
        "question": answer.question,
        "entry": answer.entry,
        "version": answer.version,
        "counts": counts,
        "state": answer.state,
        "value": answer.value,
        "words": answer.words,
        "language": answer.language,
        "script": answer.script,
        "understood": {
            "by": answer.understood_by, "rule": answer.rule, "confidence": answer.confidence, "detail": answer.detail,
        },
        "to_confirm": answer.to_confirm,
        "flag": answer.flag,
        "speaker": answer.speaker,
        "present": answer.present,
        "channel": answer.channel,
        "typed_by": answer.typed_by,
        "at": answer.at,
        "catalogue": {"name": answer.catalogue, "version": answer.catalogue_version},
        "source": answer.source,
        "rendition": as_json(rendition),
    }  # fmt: skip
