"""After 25 answers or 20 minutes a pause is offered, once in a while and never in the middle of a child or a job."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Clock, Person

People = Callable[..., Person]


def answers_until_rest(someone: Person) -> int:
    """How many answers the person gives from now until a pause is offered."""
    before = len(counted(someone))
    for _ in range(80):
        if someone.kind == "rest":
            return len(counted(someone)) - before
        someone.press("offer:now") if someone.kind == "offer" else someone.step()
    raise AssertionError("a pause was never offered")


def counted(someone: Person) -> list[str]:
    answers = someone.house.store.answers(someone.case.case_id)
    return [answer.question for answer in answers if someone.house.catalogue.question(answer.question).type != "notice"]


def test_after_25_answers_and_not_again_at_once(person: People) -> None:
    someone = person("nl")
    assert answers_until_rest(someone) == 25
    assert "Wilt u verdergaan, of nu stoppen?" in someone.reply["prompt"]["text"]
    assert someone.payloads == ["go_on", "move:pause"]
    someone.press("go_on")
    assert someone.kind != "rest"
    assert answers_until_rest(someone) >= 25
    assert len(someone.events("pause_offered")) == 2


def test_after_20_minutes(person: People, clock: Clock) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    clock.forward(minutes=19)
    someone.say("Sara Haile")
    assert someone.kind == "question"
    clock.forward(minutes=1)
    someone.say("12-3-1990")
    assert (someone.kind, someone.question) == ("rest", "persoon.status")
    someone.press("go_on")
    assert (someone.kind, someone.question) == ("question", "persoon.status")
    clock.forward(minutes=10)
    someone.press('answer:"nareiziger"')
    assert someone.kind == "question", "not again at once"


def test_who_stops_finds_everything_kept_and_the_question_back(person: People, clock: Clock) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    clock.forward(minutes=20)
    someone.say("Sara Haile")
    someone.press("move:pause")
    assert someone.kind == "pause"
    clock.forward(hours=20)
    someone.press("go_on")
    assert (someone.kind, someone.question) == ("question", "persoon.geboortedatum")
    assert "Welkom terug" in someone.notes


def test_who_was_away_for_long_has_rested(person: People, clock: Clock) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    clock.forward(hours=3)
    someone.say("Sara Haile")
    assert someone.kind == "question"


def test_an_answer_typed_at_the_offer_is_an_answer(person: People, clock: Clock) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    clock.forward(minutes=20)
    someone.say("Sara Haile")
    someone.say("12-3-1990")
    assert someone.answers("persoon.geboortedatum")[0].value == "1990-03-12"


@pytest.mark.parametrize(
    ("words", "intent", "kind"),
    [("ja ik ga verder", "affirm", "question"), ("nee, ik stop nu", "pause", "pause"), ("nee", "deny", "pause")],
)
def test_the_offer_can_be_answered_in_words(person: People, clock: Clock, words: str, intent: str, kind: str) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    clock.forward(minutes=20)
    someone.say("Sara Haile")
    someone.say(words, intent, 0.95)
    assert someone.kind == kind


def test_not_in_the_middle_of_a_child(person: People, clock: Clock) -> None:
    someone = person("nl")
    someone.go_to("gezin.kinderen.leeftijd", 1)
    clock.forward(minutes=25)
    someone.say("5")
    assert (someone.kind, someone.question) == ("question", "gezin.kinderen.woont")
    someone.press('answer:"bij_mij"')
    someone.press('answer:"thuis"')
    assert someone.kind == "more"
    someone.press("answer:false")
    assert someone.kind == "rest"
