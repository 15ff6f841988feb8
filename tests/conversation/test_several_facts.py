"""Several facts in one sentence fill the group, after the person has seen them; nothing is lost when they are wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Person

People = Callable[..., Person]

CHILDREN = [
    ("nl", "Ik heb drie kinderen, 4, 6 en 9", [{"leeftijd": 4}, {"leeftijd": 6}, {"leeftijd": 9}]),
    ("ar", "عندي ثلاث أطفال، 4 و 6 و 9", [{"leeftijd": 4}, {"leeftijd": 6}, {"leeftijd": 9}]),
    ("ti", "ሰለስተ ቆልዑ ኣለዉኒ፡ 4፣ 6 ከምኡ'ውን 9", [{"leeftijd": 4}, {"leeftijd": 6}, {"leeftijd": 9}]),
    ("prs", "سه طفل دارم، ۴، ۶ و ۹ ساله", [{"leeftijd": 4}, {"leeftijd": 6}, {"leeftijd": 9}]),
]


def at_children(person: People, language: str = "nl") -> Person:
    someone = person(language)
    someone.go_to("gezin.kinderen")
    return someone


@pytest.mark.parametrize(("language", "words", "children"), CHILDREN)
@pytest.mark.parametrize("answer", ["button", "typed"])
def test_a_sentence_fills_the_group_once_it_was_found_right(
    person: People, language: str, words: str, children: list[dict[str, Any]], answer: str
) -> None:
    someone = at_children(person, language)
    someone.say(words)
    assert someone.kind == "confirm"
    assert someone.payloads == ["entries:right", "entries:wrong"]
    assert len(someone.reply["prompt"]["lines"]) == 3
    assert not someone.answers("gezin.kinderen"), "nothing counts before the person has seen it"
    yes = {"nl": "ja dat klopt", "ar": "نعم", "ti": "እወ", "prs": "بلی"}[language]
    someone.press("entries:right") if answer == "button" else someone.say(yes, "affirm")
    assert someone.values()["gezin.kinderen"] == children
    assert (someone.question, someone.reply["prompt"]["entry"]) == ("gezin.kinderen.woont", 1)
    told = [answer.words for answer in someone.answers("gezin.kinderen.leeftijd")]
    assert told == [words] * 3, "every fact keeps the words that told it"


def test_the_read_back_says_what_was_understood(person: People) -> None:
    someone = at_children(person)
    someone.say("Ik heb drie kinderen, 4, 6 en 9")
    lines = [line["text"] for line in someone.reply["prompt"]["lines"]]
    assert lines == ["Kind 1. Leeftijd: 4", "Kind 2. Leeftijd: 6", "Kind 3. Leeftijd: 9"]


@pytest.mark.parametrize("answer", ["button", "typed"])
def test_when_it_is_wrong_it_is_asked_step_by_step_and_the_words_are_kept(person: People, answer: str) -> None:
    someone = at_children(person)
    someone.say("Ik heb drie kinderen, 4, 6 en 9")
    someone.press("entries:wrong") if answer == "button" else someone.say("nee", "deny")
    assert (someone.question, someone.reply["prompt"]["entry"]) == ("gezin.kinderen.leeftijd", 1)
    assert "stap voor stap" in someone.notes
    assert not someone.answers("gezin.kinderen.leeftijd"), "no age is guessed"
    (gate,) = someone.answers("gezin.kinderen")
    assert (gate.value, gate.words) == (True, "Ik heb drie kinderen, 4, 6 en 9")
    assert [event["words"] for event in someone.events("words_aside")] == ["Ik heb drie kinderen, 4, 6 en 9"]


def test_other_words_at_the_read_back_are_a_new_answer(person: People) -> None:
    someone = at_children(person)
    someone.say("Ik heb drie kinderen, 4, 6 en 9")
    someone.say("Ik heb twee kinderen, 4 en 6")
    assert [line["text"] for line in someone.reply["prompt"]["lines"]] == ["Kind 1. Leeftijd: 4", "Kind 2. Leeftijd: 6"]
    someone.press("entries:right")
    assert someone.values()["gezin.kinderen"] == [{"leeftijd": 4}, {"leeftijd": 6}]


def test_one_more_child_with_its_age(person: People) -> None:
    someone = at_children(person)
    someone.press("answer:true")
    someone.say("12")
    someone.press('answer:"bij_mij"')
    someone.press('answer:"isk"')
    assert someone.kind == "more"
    someone.say("ja, een dochter van 3")
    assert [line["text"] for line in someone.reply["prompt"]["lines"]] == ["Kind 2. Leeftijd: 3"]
    someone.press("entries:right")
    assert someone.values()["gezin.kinderen"] == [
        {"leeftijd": 12, "woont": "bij_mij", "school": "isk"},
        {"leeftijd": 3},
    ]


def test_a_number_alone_opens_the_group_without_guessing_ages(person: People) -> None:
    someone = at_children(person)
    someone.say("drie")
    assert (someone.kind, someone.question) == ("question", "gezin.kinderen.leeftijd")
    assert not someone.answers("gezin.kinderen.leeftijd")


def test_none_is_none(person: People) -> None:
    someone = at_children(person)
    someone.say("nee, geen kinderen")
    assert someone.values()["gezin.kinderen"] == []


def at_job(person: People) -> Person:
    someone = person("nl")
    someone.go_to("werk.banen.beroep", 1)
    return someone


@pytest.mark.parametrize("answer", ["button", "typed"])
def test_the_other_fields_of_a_job_are_taken_from_the_same_sentence(person: People, answer: str) -> None:
    someone = at_job(person)
    someone.say("kleermaker, 5 jaar in Syrië")
    assert someone.kind == "confirm"
    someone.press("entries:right") if answer == "button" else someone.say("ja", "affirm")
    (job,) = someone.values()["werk.banen"]
    assert (job["beroep"]["isco"], job["jaren"], job["land"]) == ("7531", 5, "SY")
    assert someone.kind == "more", "what was told is not asked again"


def test_when_the_fields_are_wrong_the_question_is_asked_again_and_nothing_is_lost(person: People) -> None:
    someone = at_job(person)
    someone.say("kleermaker, 5 jaar in Syrië")
    someone.press("entries:wrong")
    assert someone.question == "werk.banen.beroep"
    assert [event["words"] for event in someone.events("words_aside")] == ["kleermaker, 5 jaar in Syrië"]
    someone.say("kleermaker")
    assert someone.question == "werk.banen.jaren"
    someone.say("5")
    someone.press('answer:"SY"')
    (job,) = someone.values()["werk.banen"]
    assert (job["jaren"], job["land"]) == (5, "SY")


def test_a_value_that_cannot_be_is_left_out(person: People) -> None:
    someone = at_job(person)
    someone.say("kleermaker, 95 jaar in Syrië")
    fields = [line["text"] for line in someone.reply["prompt"]["lines"]]
    assert not [text for text in fields if "95 jaar" in text and "Aantal jaren" in text]


def test_a_move_at_the_read_back_leaves_it_as_it_is(person: People) -> None:
    someone = at_children(person)
    someone.say("Ik heb drie kinderen, 4, 6 en 9")
    someone.say("wat is DUO?", "ask_info", 0.95)
    assert someone.payloads == ["entries:right", "entries:wrong"]
    someone.press("entries:right")
    assert {answer.words for answer in someone.answers("gezin.kinderen.leeftijd")} == {
        "Ik heb drie kinderen, 4, 6 en 9"
    }
