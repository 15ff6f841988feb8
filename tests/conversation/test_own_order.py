"""The person chooses what to talk about, and in which order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]


@pytest.fixture
def someone(person: People) -> Person:
    someone = person("nl")
    someone.go_to("persoon.naam")
    return someone


def test_the_list_of_topics_is_within_reach_once_the_talk_has_begun(person: People) -> None:
    someone = person("nl")
    assert "move:topics" not in someone.moves(), "first the welcome"
    someone.press("answer:true")
    assert "move:topics" in someone.moves()


def test_the_list_names_every_topic_with_something_to_tell(someone: Person) -> None:
    someone.press("move:topics")
    assert someone.kind == "topics"
    labels = {button["payload"]: button["label"] for button in someone.reply["prompt"]["buttons"]}
    assert labels["topic:persoon"] == "Over u"
    assert {"topic:werk", "topic:gezondheid", "topic:financien"} <= set(labels)
    assert "topic:vrije_tijd" not in labels, "off in this question set"
    assert "topic:welkom" not in labels and "topic:afsluiting" not in labels


def test_the_list_says_how_far_a_topic_is(someone: Person) -> None:
    someone.say("Sara Haile")
    someone.press("move:topics")
    labels = {button["payload"]: button["label"] for button in someone.reply["prompt"]["buttons"]}
    assert labels["topic:persoon"] == "Over u (1 van 4)"


def test_the_chosen_topic_comes_first_and_then_the_rest_in_order(someone: Person) -> None:
    someone.press("move:topics")
    someone.press("topic:werk")
    assert someone.question == "werk.banen"
    for button in ("answer:false", "answer:true", "state:later"):
        someone.press(button)
    assert someone.question == "persoon.naam", "then on with what was left"
    assert someone.events("chose_topic") == [{"topic": "werk"}]


def test_a_sensitive_topic_that_is_chosen_still_opens_gently(someone: Person) -> None:
    someone.press("move:topics")
    someone.press("topic:gezondheid")
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("opening", "gezondheid")


def test_a_topic_whose_short_part_is_done_goes_on_with_more(someone: Person) -> None:
    someone.press("topic:werk")
    for button in ("answer:false", "answer:true", "state:later"):
        someone.press(button)
    someone.press("topic:werk")
    assert someone.question == "werk.broodbaan"
    assert someone.events("tells_more") == [{"topic": "werk"}]


def test_the_list_can_be_left_as_it_came(someone: Person) -> None:
    someone.press("move:topics")
    someone.press("go_on")
    assert (someone.kind, someone.question) == ("question", "persoon.naam")
    assert not someone.events("chose_topic")


def test_an_answer_typed_at_the_list_answers_the_question_under_it(someone: Person) -> None:
    someone.press("move:topics")
    someone.say("Sara Haile")
    assert someone.answers("persoon.naam")[0].value == "Sara Haile"


@pytest.mark.parametrize("topic", ["welkom", "afsluiting", "bestaat_niet"])
def test_a_topic_that_cannot_be_chosen(someone: Person, topic: str) -> None:
    someone.press(f"topic:{topic}")
    assert someone.question == "persoon.naam"
    assert not someone.events("chose_topic")
