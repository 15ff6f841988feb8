"""What was asked, answered and written before, for the person to look back at: from the record, so also after a reload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.conversation.beside import Beside
from assistant.conversation.screen import Speech
from assistant.conversation.staff_screens import in_language, message_texts
from assistant.from_staff import ANSWERED, PASSED
from assistant.interview import Course, course_of
from assistant.store import Event
from ui.chat.door import Visitor

# Explanations that were read are no answers of the person.
NOT_SHOWN = {"notice"}


def earlier_answers(house: Any, person: Visitor, language: str) -> list[dict[str, Any]]:
    """The person's answers and what went between them and staff, oldest first, with our own texts in ``language``.

    The words are as they were said. A sensitive answer is marked, so that it stays covered until touched; in a browser that
    may not show it (another device, without the second fact) its words are not sent at all. ``kind`` is ``answer``,
    ``asked_back`` (a question about an answer and the reply) or ``message`` (of a consulent, once it was read).
    """
    events = house.store.events(person.case_id)
    course = course_of(events)
    found = [
        *_answers(house, person, language, course),
        *_asked_back(house, person, events, course),
        *_messages(house, person, language, events),
    ]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _answers(house: Any, person: Visitor, language: str, course: Course) -> Iterator[tuple[str, dict[str, Any]]]:
    wording = house.wording
    for answer in house.store.answers(person.case_id):
        if answer.question not in house.catalogue:
            continue
        question = house.catalogue.question(answer.question)
        if question.type in NOT_SHOWN or answer.source is not None:
            continue
        more = question.is_group and answer.entry is not None
        asked = wording.text(language, f"{question.id}.{'more' if more else 'text'}")
        if question.group and answer.entry is not None:
            asked = f"{wording.text(language, f'{question.group}.entry', number=answer.entry)}. {asked}"
        sensitive = question.sensitive or answer.turn in course.attention
        covered = sensitive and not person.trusted and answer.device != person.device
        yield (
            answer.at,
            {
                "kind": "answer",
                "question": asked,
                "answer": None if covered else answer.words,
                "sensitive": sensitive,
                "covered": covered,
            },
        )


def _asked_back(
    house: Any, person: Visitor, events: Sequence[Event], course: Course
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Questions about an answer that the person replied to or passed over; not those that were taken back."""
    asked = {event.id: event for event in events if event.kind == "asked_back"}
    for event in events:
        question = asked.get(event.data.get("asked"))
        if event.kind not in {ANSWERED, PASSED} or question is None:
            continue
        about = question.data.get("question")
        known = about in house.catalogue and house.catalogue.question(about)
        sensitive = not known or known.sensitive or event.turn in course.attention
        covered = sensitive and not person.trusted and event.data.get("device") != person.device
        shown = in_language(house.wording, question.data["words"], question.data["language"])
        reply = event.data["words"] if event.kind == ANSWERED else None
        yield (
            event.at,
            {
                "kind": "asked_back",
                "shown": shown,
                "answer": None if covered else reply,
                "sensitive": sensitive and reply is not None,
                "covered": covered and reply is not None,
            },
        )


def _messages(
    house: Any, person: Visitor, language: str, events: Sequence[Event]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Messages that were read, each with the translation that is there now."""
    written = {event.id: event for event in events if event.kind == "message" and event.id is not None}
    read = {event.data.get("message") for event in events if event.kind == "message_read"}
    beside, speech = Beside(house.store, person.case_id), Speech(house.wording, language)
    for name, event in written.items():
        if name not in read:
            continue
        texts = message_texts(speech, event.data["words"], beside.message(name))
        yield event.at, {"kind": "message", "title": speech.say("talk.message_title"), **texts}
