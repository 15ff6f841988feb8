"""What a person said beside the answers: questions, remarks, early facts, what was not understood, and what somebody else said.

Listed apart from the record, each with the words as they were said; none of it is an answer to a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.caseload import EVENT_NL, EventView, QuestionBack
from assistant.catalogue import Catalogue
from assistant.interview import ALONE, PRESENT
from assistant.store import Event
from assistant.value_labels import value_label
from assistant.wording import Wording
from ui.consulent.moments import on_the_clock
from ui.consulent.translated import Reader, Translated

PRESENT_NL = {
    "partner": "partner",
    "kinderen": "kinderen",
    "familie": "familie of een vriend",
    "tolk": "tolk of iemand die helpt",
    "anders": "iemand anders",
}
"""Who was in the room, in the words of the desk; an answer of another question set shows as its own label."""

MARKS = {
    "question": "question", "info_given": "question", "said_by_other": "person", "said_early": "later", "remark": "question",
    "words_aside": "question", "not_understood": "later", "told_back": "question",
}  # fmt: skip
"""Kind of event that holds what was said beside the answers -> the mark beside it."""


PASSED_NL = {
    "weet_niet": "weet het niet",
    "wil_niet_zeggen": "wil het niet zeggen",
    "liever_met_een_persoon": "praat hierover liever met een persoon",
    "later": "sloeg de vraag over",
    "veranderd": "veranderde in plaats daarvan het antwoord",
}
"""Why somebody did not reply to a question about their words."""


@dataclass(frozen=True)
class Asked:
    """A question that was put to the person about their words, in both languages, and what came back.

    ``outcome`` says in words that there is no reply (yet); empty when there is one.
    """

    key: str
    by: str
    when: str
    words: str
    words_language: str | None
    words_nl: str
    outcome: str = ""
    reply: str = ""
    reply_language: str | None = None
    reply_when: str = ""
    translated: Translated | None = None


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
    translated: Translated | None = None
    asked: list[Asked] = field(default_factory=list)


def said_beside_the_answers(
    events: Sequence[Event], views: Mapping[int | None, EventView], catalogue: Catalogue, reader: Reader
) -> list[Said]:
    """Everything of ``MARKS`` in these events, newest first.

    Not what stands with something else: a reply to a message stands with the message, a reply to a question about an
    answer with the answer, or with the words that it is about.
    """
    asked = {one.id: one for view in views.values() for one in view.asked}
    found = []
    for number, event in enumerate(events):
        if event.kind not in MARKS or event.data.get("message"):
            continue
        if event.kind == "told_back" and (event.data.get("asked") in asked or event.data.get("question") in catalogue):
            continue
        view = views.get(event.id)
        found.append(
            Said(
                key=f"said-{number}", kind=event.kind, mark=MARKS[event.kind],
                text=_text(event, catalogue, reader.wording), about=_about(event, catalogue, reader.wording),
                words=event.data.get("words") or "", words_language=event.data.get("language"),
                when=reader.when(event.at),
                translated=reader.translated(view.rendition, f"said-{number}") if view else None,
                asked=[asked_back(one, reader) for one in view.asked] if view else [],
            )
        )  # fmt: skip
    return found[::-1]


def asked_back(one: QuestionBack, reader: Reader) -> Asked:
    """A question about somebody's words as the page shows it."""
    key, reply = f"asked-{one.id}", one.reply
    outcome = ""
    if one.withdrawn:
        outcome = "de vraag is ingetrokken"
    elif one.passed:
        outcome = f"de persoon {PASSED_NL.get(one.passed, 'ging er niet op in')}"
    elif reply is None:
        outcome = "nog geen antwoord van de persoon"
    return Asked(
        key=key, by=reader.name(one.by), when=on_the_clock(one.at, reader.now), words=one.words,
        words_language=one.language, words_nl=one.words_nl, outcome="" if reply else outcome,
        reply=reply.words or "" if reply else "", reply_language=reply.language if reply else None,
        reply_when=on_the_clock(reply.at, reader.now) if reply else "",
        translated=reader.translated(reply.rendition, f"{key}-reply") if reply else None,
    )  # fmt: skip


def who_was_there(present: str, catalogue: Catalogue, wording: Wording) -> str:
    """Who else was in the room, in Dutch; empty when the person was alone or nobody knows."""
    if present in {"", ALONE, "onbekend"}:
        return ""
    if present in PRESENT_NL:
        return PRESENT_NL[present]
    return value_label(catalogue.question(PRESENT), present, "nl", wording) if PRESENT in catalogue else present


def _text(event: Event, catalogue: Catalogue, wording: Wording) -> str:
    if event.kind == "said_by_other":
        there = who_was_there(str(event.data.get("speaker") or ""), catalogue, wording)
        return f"Iemand anders zei dit ({there})" if there else "Iemand anders zei dit"
    return EVENT_NL[event.kind]


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
