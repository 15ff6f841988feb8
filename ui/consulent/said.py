"""What a person said beside the answers: questions, remarks, early facts, and what somebody else in the room said.

Listed apart from the record, each with the words as they were said; none of it is an answer to a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.catalogue import Catalogue
from assistant.interview import ALONE, PRESENT
from assistant.store import Event
from assistant.value_labels import value_label
from assistant.wording import Wording
from ui.consulent.moments import on_the_clock

PRESENT_NL = {
    "partner": "partner",
    "kinderen": "kinderen",
    "familie": "familie of een vriend",
    "tolk": "tolk of iemand die helpt",
    "anders": "iemand anders",
}
"""Who was in the room, in the words of the desk; an answer of another question set shows as its own label."""

KINDS = {
    "question": ("question", "Vraag aan de gemeente"),
    "info_given": ("question", "Vroeg iets en kreeg uitleg"),
    "said_by_other": ("person", "Iemand anders zei dit"),
    "said_early": ("later", "Vertelde dit bij een andere vraag"),
    "remark": ("question", "Opmerking"),
    "words_aside": ("question", "Schreef dit op een scherm met een eerdere vraag"),
}
"""Event kind -> mark beside it and what it is, in Dutch."""


@dataclass(frozen=True)
class Said:
    """One thing that was said beside the answers. ``about`` says what it belongs to, ``words`` are as they were said."""

    key: str
    kind: str
    mark: str
    text: str
    about: str
    words: str
    words_language: str | None
    when: str


def said_beside_the_answers(
    events: Sequence[Event], catalogue: Catalogue, wording: Wording, now: datetime
) -> list[Said]:
    """Everything of ``KINDS`` in these events, newest first."""
    found = [
        Said(
            key=f"said-{number}", kind=event.kind, mark=KINDS[event.kind][0], text=_text(event, catalogue, wording),
            about=_about(event, catalogue, wording), words=event.data.get("words") or "",
            words_language=event.data.get("language"), when=on_the_clock(datetime.fromisoformat(event.at), now),
        )
        for number, event in enumerate(events)
        if event.kind in KINDS
    ]  # fmt: skip
    return found[::-1]


def who_was_there(present: str, catalogue: Catalogue, wording: Wording) -> str:
    """Who else was in the room, in Dutch; empty when the person was alone or nobody knows."""
    if present in {"", ALONE, "onbekend"}:
        return ""
    if present in PRESENT_NL:
        return PRESENT_NL[present]
    return value_label(catalogue.question(PRESENT), present, "nl", wording) if PRESENT in catalogue else present


def _text(event: Event, catalogue: Catalogue, wording: Wording) -> str:
    text = KINDS[event.kind][1]
    if event.kind == "said_by_other":
        there = who_was_there(str(event.data.get("speaker") or ""), catalogue, wording)
        return f"{text} ({there})" if there else text
    return text


def _about(event: Event, catalogue: Catalogue, wording: Wording) -> str:
    if event.kind == "said_by_other":
        return _at_question(event, catalogue, "geen antwoord van de inburgeraar zelf")
    if event.kind == "said_early":
        titles = {topic.id: topic.title for topic in catalogue.topics}
        return "gaat over: " + ", ".join(titles.get(topic, topic) for topic in event.data.get("topics", ()))
    if event.kind == "info_given":
        title = f"info.{event.data.get('info')}.title"
        return f"uitleg: {wording.text('nl', title)}" if wording.has(title) else ""
    return _at_question(event, catalogue, "")


def _at_question(event: Event, catalogue: Catalogue, before: str) -> str:
    question = event.data.get("question")
    at = f"bij: {catalogue.question(question).label}" if question and question in catalogue else ""
    return "; ".join(part for part in (before, at) if part)
