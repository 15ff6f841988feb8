"""Walks a constructed person through the interview without a conversation: what is asked of whom, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.catalogue import Catalogue, Question, load
from assistant.interview import Ask, Course, course_of, next_ask
from assistant.record import Answer, Record, fold
from assistant.store import Event

CATALOGUE = load()
ANY = {
    "text": "iets", "number": 2, "date": "1990", "country": "SY", "language": "ar", "school_years": 12, "isced": 3,
    "occupation": {"text": "kok", "isco": "5120"}, "scale4": 1, "notice": True, "yesno": False,
}  # fmt: skip

STATUSHOUDER = {
    "welkom.lezen": "goed",
    "welkom.aanwezig": "alleen",
    "persoon.geboortedatum": "1990",
    "persoon.status": "asielstatushouder",
    "persoon.woonplek": "gemeente",
    "gezin.partner": "in_nl",
    "gezin.kinderen": [{"leeftijd": 8, "school": "basisschool"}],
    "onderwijs.jaren": 12,
    "onderwijs.hoogste": 3,
    "werk.banen": [{"beroep": {"text": "kok", "isco": "5120"}, "jaren": 4, "land": "SY"}],
    "werk.nu": False,
}
"""The median person: came for asylum, lives in the municipality, has a partner, one child of 8 and one job behind them."""


@dataclass
class Walk:
    """What was asked (question and entry), and what the record and the course are at the end."""

    catalogue: Catalogue
    asks: list[Ask]
    answers: list[Answer]
    events: list[Event]

    @property
    def record(self) -> Record:
        return fold(self.catalogue, self.answers)

    @property
    def course(self) -> Course:
        return course_of(self.events)

    @property
    def asked(self) -> list[str]:
        """Questions that wait for an answer of the person, explanations and read-backs aside."""
        return [str(ask.question) for ask in self.asks if ask.kind in {"question", "gate", "more"}]

    @property
    def explained(self) -> list[str]:
        return [str(ask.question) for ask in self.asks if ask.kind == "notice"]


def answer(
    question: str, value: Any, entry: int | None = None, *, turn: int = 1, state: str = "beantwoord", **more: Any
) -> Answer:
    return Answer(**{
        "question": question, "entry": entry, "state": state, "value": value, "words": "", "language": "nl",
        "script": "Zyyy", "understood_by": "button", "rule": "", "confidence": 1.0, "to_confirm": False,
        "speaker": "person", "present": "alleen", "channel": "own_chat", "typed_by": "person",
        "at": "2026-11-22T09:00:00+00:00", "catalogue": "brede-intake-basis", "catalogue_version": "2.0", "turn": turn,
        "id": turn, **more,
    })  # fmt: skip


def walk(given: Mapping[str, Any], *, more: bool, catalogue: Catalogue = CATALOGUE) -> Walk:
    """Answer as the person does; with ``more`` every offer to tell more is accepted, else it stops at the first offer."""
    done = Walk(catalogue, [], [], [])
    for turn in range(1, 400):
        ask = next_ask(catalogue, done.record, done.course)
        if ask.kind == "finished" or (ask.kind == "offer" and not more):
            return done
        done.asks.append(ask)
        if ask.kind in {"readback", "opening", "offer"}:
            kind = {"readback": "readback", "opening": "opened", "offer": "tells_more"}[ask.kind]
            done.events.append(Event(kind, "", turn, {"topic": ask.topic}))
            continue
        assert ask.question, f"the interview stands still at {ask}"
        value = _value(catalogue, given, ask)
        done.answers.append(answer(ask.question, value, ask.entry, turn=turn))
    raise AssertionError("the interview never ends")


def _value(catalogue: Catalogue, given: Mapping[str, Any], ask: Ask) -> Any:
    question = catalogue.question(str(ask.question))
    if question.is_group:
        return len(given.get(question.id, ())) > (ask.entry or 0)
    if question.group:
        entries = given.get(question.group, ())
        number = (ask.entry or 1) - 1
        entry = entries[number] if number < len(entries) else {}
        return entry.get(question.name, given.get(question.id, _any(question)))
    return given.get(question.id, _any(question))


def _any(question: Question) -> Any:
    return next(iter(question.options)) if question.options else ANY[question.type]
