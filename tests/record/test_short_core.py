"""The short core: at most 30 questions about the person before anything more is offered, after three at the welcome."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.interview import course_of, next_ask
from assistant.record import Answer, fold
from assistant.store import Event
from tests.record.walking import CATALOGUE, STATUSHOUDER, answer, walk

MOST = 30
AT_THE_WELCOME = ["welkom.lezen", "welkom.aanwezig", "welkom.tolk"]

PEOPLE: list[tuple[str, dict[str, Any]]] = [
    ("median person", {}),
    ("no children, no job", {"gezin.kinderen": [], "werk.banen": []}),
    ("gezinsmigrant with a job", {"persoon.status": "gezinsmigrant", "werk.nu": True}),
    ("mother of a child of 2", {"gezin.kinderen": [{"leeftijd": 2, "school": "thuis"}]}),
    ("never went to school", {"onderwijs.jaren": 0, "taal.leest_moedertaal": False}),
    ("nineteen years old", {"persoon.geboortedatum": "2007", "gezin.kinderen": []}),
    ("in an azc", {"persoon.woonplek": "azc"}),
    ("university", {"onderwijs.jaren": 16, "onderwijs.hoogste": 7}),
]


@pytest.mark.parametrize(("who", "differs"), PEOPLE, ids=[name for name, _ in PEOPLE])
def test_at_most_thirty_questions_before_the_first_offer(who: str, differs: dict[str, Any]) -> None:
    asked = walk({**STATUSHOUDER, **differs}, more=False).asked
    assert asked[:3] == AT_THE_WELCOME
    # every screen that waits for an answer counts, "is there another child?" too
    assert len(asked[3:]) <= MOST, asked
    assert asked[-1] == "afsluiting.teach_back"


def test_the_order_of_the_topics() -> None:
    done = walk(STATUSHOUDER, more=False)
    topics = list(dict.fromkeys(ask.topic for ask in done.asks if ask.kind in {"question", "gate"}))
    assert topics == [
        "welkom", "persoon", "gezin", "onderwijs", "taal", "werk", "wensen", "netwerk", "digitaal", "gezondheid",
        "afsluiting",
    ]  # fmt: skip


def test_everything_that_was_told_is_read_back_before_the_end() -> None:
    done = walk(STATUSHOUDER, more=False)
    read_back = [ask.topic for ask in done.asks if ask.kind == "readback"]
    assert read_back == [
        "welkom", "persoon", "gezin", "onderwijs", "taal", "werk", "wensen", "netwerk", "digitaal", "gezondheid",
    ]  # fmt: skip
    last = [ask.kind for ask in done.asks[-3:]]
    assert last == ["readback", "notice", "question"], "then what happens next, and the teach-back"


def test_nothing_is_asked_twice() -> None:
    asks = [ask for ask in walk(STATUSHOUDER, more=True).asks if ask.kind != "readback"]
    assert len(asks) == len(set(asks))


def test_who_tells_more_is_asked_every_core_question_that_applies() -> None:
    done = walk(STATUSHOUDER, more=True)
    values = done.record.known(CATALOGUE)
    applies = [question.id for question in CATALOGUE.questions() if question.core and question.applies(values)]
    assert set(applies) <= set(done.asked)
    assert {"gezin.kinderen.woont", "gezin.kinderen.school", "werk.banen.land"} <= set(done.asked)


def test_what_is_off_or_for_the_talk_is_never_asked_in_the_chat() -> None:
    asked = walk(STATUSHOUDER, more=True).asked
    paths = {CATALOGUE.question(name).path for name in asked}
    assert paths == {"short", "more"}
    assert "gezondheid.protectvragen" not in asked
    assert not [name for name in asked if name.startswith("vrije_tijd.")]


def test_who_gives_no_answer_at_all_still_comes_to_the_end() -> None:
    answers: list[Answer] = []
    events: list[Event] = []
    for turn in range(1, 200):
        ask = next_ask(CATALOGUE, fold(CATALOGUE, answers), course_of(events))
        if ask.kind == "offer":
            break
        if ask.question:
            answers.append(answer(ask.question, None, ask.entry, turn=turn, state="wil_niet_zeggen"))
        else:
            events.append(Event("opened" if ask.kind == "opening" else "readback", "", turn, {"topic": ask.topic}))
    assert ask.kind == "offer"
    assert len(answers) <= MOST + len(AT_THE_WELCOME)
