"""Words about something that was not asked yet are kept, and shown again when that topic comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]

EARLY = [
    ("nl", "Ik heb veel last van mijn rug en ik slaap slecht", "gezondheid"),
    ("ar", "ظهري بيوجعني كتير وما بنام منيح", "gezondheid"),
    ("ti", "ሕቖይ ብዙሕ የሕምመኒ ኣሎ፡ ጽቡቕ ድቃስ የብለይን", "gezondheid"),
    ("prs", "کمرم بسیار درد می‌کند و شب خواب ندارم", "gezondheid"),
]


@pytest.mark.parametrize(("language", "words", "topic"), EARLY)
def test_kept_with_the_topics_it_is_about(person: People, language: str, words: str, topic: str) -> None:
    someone = person(language)
    someone.go_to("persoon.geboortedatum")
    someone.say(words)
    (event,) = someone.events("said_early")
    assert event["words"] == words
    assert topic in event["topics"]
    assert someone.question == "persoon.geboortedatum", "the question still waits for its answer"


def test_shown_again_once_when_that_topic_comes(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("Ik heb gewerkt als kok in een groot hotel")
    assert "Ik heb ook bewaard wat u vertelde over: Werk." in someone.notes
    someone.go_to("werk.banen")
    assert "U vertelde eerder: Ik heb gewerkt als kok in een groot hotel" in someone.notes
    assert not someone.answers("werk.banen"), "it is shown, and never taken for an answer"
    someone.press("answer:true")
    assert "U vertelde eerder" not in someone.notes


def test_beside_an_answer(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("12 maart 1990 en ik heb veel schulden")
    assert someone.answers("persoon.geboortedatum")[0].value == "1990-03-12"
    assert [event["topics"] for event in someone.events("said_early")] == [["financien"]]


def test_what_was_asked_already_is_no_early_word(person: People) -> None:
    someone = person("nl")
    someone.go_to("onderwijs.jaren")
    someone.say("mijn kinderen en mijn man weten dat wel")
    assert "gezin" not in [topic for event in someone.events("said_early") for topic in event["topics"]]


def test_the_consulent_reads_it_with_the_question_it_was_said_at(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("Ik heb gewerkt als kok in een groot hotel")
    view = someone.house.record_view(someone.case.case_id)
    (event,) = [event for event in view.events if event.kind == "said_early"]
    assert event.text_nl.startswith("Vertelde dit bij een andere vraag")
    assert event.words == "Ik heb gewerkt als kok in een groot hotel"


def test_on_another_device_the_words_are_not_shown(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say("Ik heb gewerkt als kok in een groot hotel", device="own phone", trusted=False)
    someone.press("topic:werk", device="other phone", trusted=False)
    assert someone.question == "werk.banen"
    assert "kok" not in someone.notes
    assert someone.events("said_early"), "they are kept for the consulent"
