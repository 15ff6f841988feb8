"""A sensitive topic has a gentle opening: go on, skip all of it, or tell it to a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]
HEALTH = ["gezondheid.algemeen", "gezondheid.lichaam", "gezondheid.zorgen"]


@pytest.fixture
def someone(person: People) -> Person:
    someone = person("nl")
    someone.go_to_kind("opening", "gezondheid")
    return someone


def test_the_opening_says_that_nothing_has_to_be_told(someone: Person) -> None:
    prompt = someone.reply["prompt"]
    assert "U hoeft niets te vertellen dat u niet wilt." in prompt["text"]
    assert prompt["sensitive"]
    assert someone.payloads == ["opening:go", "opening:person", "opening:skip"]


def test_who_goes_on_is_asked_and_is_not_asked_for_it_again(someone: Person) -> None:
    someone.press("opening:go")
    for question in HEALTH:
        assert someone.question == question
        someone.press("state:wil_niet_zeggen")
    assert someone.kind == "readback"


def test_the_whole_topic_can_be_skipped(someone: Person) -> None:
    someone.press("opening:skip")
    assert {someone.state(question) for question in HEALTH} == {"later"}
    assert "Dit onderwerp mag later" in someone.notes
    assert someone.kind == "readback", "the talk goes on"
    assert not someone.events("handover")
    someone.go_to_kind("offer")
    offered = offers(someone)
    assert "gezondheid" not in offered, "who put it off is not asked again at once"


def test_the_whole_topic_can_be_kept_for_a_person(someone: Person) -> None:
    someone.press("opening:person")
    assert {someone.state(question) for question in HEALTH} == {"liever_met_een_persoon"}
    assert [event["topic"] for event in someone.events("handover")] == ["gezondheid"], "passed on once, not three times"
    summary = someone.house.record_view(someone.case.case_id).summary
    assert "wil een persoon spreken" in summary.flags


TYPED = [
    ("nl", "ja", "affirm", "gezondheid.algemeen"),
    ("nl", "ja hoor, dat is goed", "affirm", "gezondheid.algemeen"),
    ("ar", "نعم", "affirm", "gezondheid.algemeen"),
    ("ti", "እወ", "affirm", "gezondheid.algemeen"),
    ("prs", "بلی", "affirm", "gezondheid.algemeen"),
    ("nl", "nee", "deny", None),
    ("nl", "liever niet", "deny", None),
    ("ar", "لا", "deny", None),
    ("ti", "ኣይፋል", "deny", None),
    ("prs", "نه", "deny", None),
    ("nl", "sla maar over", "skip", None),
    ("nl", "daar wil ik niets over zeggen", "refuse", None),
]


@pytest.mark.parametrize(("language", "words", "intent", "asked"), TYPED)
def test_yes_and_no_can_be_typed(person: People, language: str, words: str, intent: str, asked: str | None) -> None:
    someone = person(language)
    someone.go_to_kind("opening", "gezondheid")
    someone.say(words, intent, 0.95)
    assert someone.question == asked
    assert {someone.state(question) for question in HEALTH} == {"niet_gevraagd" if asked else "later"}


def test_a_person_can_be_asked_for_in_words(someone: Person) -> None:
    someone.say("dat vertel ik liever aan een mens", "ask_human", 0.95)
    assert {someone.state(question) for question in HEALTH} == {"liever_met_een_persoon"}
    assert len(someone.events("handover")) == 1


def test_other_words_at_the_opening_are_kept_and_answer_nothing(someone: Person) -> None:
    someone.say("Mijn rug doet al twee jaar veel pijn en ik slaap slecht")
    assert someone.kind == "opening"
    assert {someone.state(question) for question in HEALTH} == {"niet_gevraagd"}
    assert [event["words"] for event in someone.events("remark")] == [
        "Mijn rug doet al twee jaar veel pijn en ik slaap slecht"
    ]


def test_money_is_opened_gently_too_when_the_person_wants_to_tell_more(person: People) -> None:
    someone = person("nl")
    someone.go_to_kind("offer", "financien")
    someone.press("offer:now")
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("opening", "financien")
    someone.press("opening:skip")
    skipped = ["financien.inkomen", "financien.schulden", "financien.hulp", "financien.bankrekening"]
    assert {someone.state(question) for question in skipped} == {"later"}
    assert not someone.answers("financien.lesgeld"), "only asked of a gezinsmigrant"


def offers(someone: Person) -> list[str]:
    """The topics that are offered, until the end."""
    found = []
    while not someone.reply["finished"]:
        if someone.kind == "offer":
            found.append(someone.reply["prompt"]["topic"])
        someone.step()
    return found
