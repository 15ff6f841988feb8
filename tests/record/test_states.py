"""The seven states of every question: missing is never the same as none."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.catalogue import load
from assistant.interview import FINISHED, course_of, next_ask
from assistant.record import STATES, Answer, State, fold
from assistant.store import Event

CATALOGUE = load()


def answer(question: str, state: State, value: Any = None, entry: int | None = None, turn: int = 1) -> Answer:
    return Answer(
        question=question, entry=entry, state=state, value=value, words="", language="nl", script="Zyyy",
        understood_by="button", rule="", confidence=1.0, to_confirm=False, speaker="person", present="alleen",
        channel="own_chat", typed_by="person", at="2026-11-22T09:00:00+00:00", catalogue="brede-intake-basis",
        catalogue_version="1.0", turn=turn, id=turn,
    )  # fmt: skip


def given(*answers: tuple[Any, ...]) -> list[Answer]:
    return [answer(*one, turn=number) for number, one in enumerate(answers, start=1)]


TABLE: list[tuple[list[Answer], str, int | None, State]] = [
    ([], "gezin.kinderen", None, "niet_gevraagd"),
    (given(("gezin.kinderen", "beantwoord", False)), "gezin.kinderen", None, "beantwoord"),
    (given(("gezin.kinderen", "beantwoord", False)), "gezin.kinderen.leeftijd", 1, "niet_van_toepassing"),
    (given(("gezin.kinderen", "beantwoord", True)), "gezin.kinderen.leeftijd", 1, "niet_gevraagd"),
    (given(("gezin.kinderen", "weet_niet")), "gezin.kinderen.leeftijd", 1, "niet_gevraagd"),
    (given(("werk.nu", "weet_niet")), "werk.nu", None, "weet_niet"),
    (given(("werk.nu", "wil_niet_zeggen")), "werk.nu", None, "wil_niet_zeggen"),
    (given(("werk.nu", "later")), "werk.nu", None, "later"),
    (given(("werk.nu", "liever_met_een_persoon")), "werk.nu", None, "liever_met_een_persoon"),
    (given(("werk.nu", "later"), ("werk.nu", "beantwoord", False)), "werk.nu", None, "beantwoord"),
    (given(("onderwijs.jaren", "beantwoord", 0)), "onderwijs.diploma", None, "niet_van_toepassing"),
    (given(("onderwijs.jaren", "beantwoord", 0)), "onderwijs.hoogste", None, "beantwoord"),
    (given(("onderwijs.jaren", "beantwoord", 6)), "onderwijs.diploma", None, "niet_gevraagd"),
    (given(("onderwijs.jaren", "weet_niet")), "onderwijs.diploma", None, "niet_gevraagd"),
    ([], "onderwijs.diploma", None, "niet_gevraagd"),
    (
        given(("onderwijs.diploma", "beantwoord", True), ("onderwijs.jaren", "beantwoord", 0)),
        "onderwijs.diploma", None, "niet_van_toepassing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "question", "entry", "expected"), TABLE)
def test_state(answers: list[Answer], question: str, entry: int | None, expected: State) -> None:
    assert fold(CATALOGUE, answers).state(CATALOGUE, CATALOGUE.question(question), entry) == expected


def test_the_table_has_every_state() -> None:
    assert {expected for *_, expected in TABLE} == set(STATES)


def test_none_is_an_empty_list_and_not_asked_is_absent() -> None:
    assert "gezin.kinderen" not in fold(CATALOGUE, []).values(CATALOGUE)
    assert fold(CATALOGUE, given(("gezin.kinderen", "beantwoord", False))).values(CATALOGUE)["gezin.kinderen"] == []


def test_unanswered_fields_of_an_entry_are_absent() -> None:
    answers = given(
        ("werk.banen", "beantwoord", True),
        ("werk.banen.beroep", "beantwoord", {"text": "kok", "isco": "5120"}, 1),
        ("werk.banen.jaren", "weet_niet", None, 1),
        ("werk.banen.land", "beantwoord", "SY", 1),
        ("werk.banen", "beantwoord", True, 1),
    )
    values = fold(CATALOGUE, answers).values(CATALOGUE)
    assert values["werk.banen"] == [{"beroep": {"text": "kok", "isco": "5120"}, "land": "SY"}]


def test_folding_in_one_go_and_one_by_one_is_the_same() -> None:
    answers = given(
        ("onderwijs.jaren", "beantwoord", 12),
        ("onderwijs.hoogste", "beantwoord", 3),
        ("onderwijs.diploma", "beantwoord", True),
        ("onderwijs.jaren", "beantwoord", 0),
        ("onderwijs.jaren", "beantwoord", 6),
    )
    whole = fold(CATALOGUE, answers)
    piece = fold(CATALOGUE, [])
    for one in answers:
        piece.take(CATALOGUE, one)
        assert piece.values(CATALOGUE) is not piece.values(CATALOGUE), "callers get a copy of their own"
    assert (piece.current, piece.fallen, piece.history) == (whole.current, whole.fallen, whole.history)
    assert set(whole.fallen) == {("onderwijs.hoogste", None), ("onderwijs.diploma", None)}


def test_asking_comes_to_an_end_whatever_is_answered() -> None:
    """Every question put once and answered with "later" leads to the end, without a question coming twice."""
    answers: list[Answer] = []
    events: list[Event] = []
    seen = set()
    for turn in range(1, 300):
        ask = next_ask(CATALOGUE, fold(CATALOGUE, answers), course_of(events))
        if ask == FINISHED:
            break
        assert ask not in seen
        seen.add(ask)
        if ask.kind == "readback":
            seen.discard(ask)  # a topic is read back again when more was told about it
            events.append(Event("readback", "", turn, {"topic": ask.topic}))
        elif ask.kind in {"opening", "offer"}:
            kind = "opened" if ask.kind == "opening" else "tells_more"
            events.append(Event(kind, "", turn, {"topic": ask.topic}))
        else:
            answers.append(answer(str(ask.question), "later", entry=ask.entry, turn=turn))
    else:
        pytest.fail("the interview never ends")
    assert len([event for event in events if event.kind == "readback"]) > 10 and len(answers) > 90
