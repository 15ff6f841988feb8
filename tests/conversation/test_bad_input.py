"""Bad input gets a clear message in the person's own language, and nothing is lost or half stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]

NO_WORDS = [
    ("", "Ik zie nog geen woorden"),
    ("   \n\t", "Ik zie nog geen woorden"),
    ("\u200b\u200f\u202e", "Ik zie nog geen woorden"),
    ("😀👍🏽", "alleen tekens of plaatjes"),
    ("?!...", "alleen tekens of plaatjes"),
    ("ha" * 10_000, "Uw tekst is te lang. Er passen 5000 letters in."),
]


@pytest.mark.parametrize(
    ("words", "message"), NO_WORDS, ids=["empty", "blank", "invisible", "emoji", "marks", "20,000"]
)
def test_words_that_cannot_be_an_answer(person: People, words: str, message: str) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say(words)
    assert message in someone.notes
    assert someone.question == "werk.droombaan"
    assert not someone.answers("werk.droombaan")


AS_TEXT = [
    "<script>alert(1)</script><b>Kok</b>",
    "**vet** [klik](javascript:alert(1)) # kop",
    "Kok\u202ekoK\u2066 met een omkeerteken",
    "Kok\x07 met een stuurteken",
    "'; DROP TABLE answers; --",
    "{value} {words} ${7*7} {{7*7}}",
]


@pytest.mark.parametrize("words", AS_TEXT)
def test_words_are_kept_exactly_as_they_were_said(person: People, words: str) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say(words)
    (answer,) = someone.answers("werk.droombaan")
    assert (answer.value, answer.words) == (words, words)


TOO_MUCH = [
    ("gezin.kinderen.leeftijd", 1, "300", "te hoog"),
    ("werk.uren", None, "168 uur", "te hoog"),
    ("onderwijs.jaren", None, "55", "te hoog"),
]


@pytest.mark.parametrize(("question", "entry", "words", "message"), TOO_MUCH)
def test_a_number_that_cannot_be(person: People, question: str, entry: int | None, words: str, message: str) -> None:
    someone = person("nl")
    someone.go_to(question, entry)
    someone.say(words)
    assert message in someone.notes or "Ik begrijp uw antwoord nog niet" in someone.notes
    assert someone.question == question
    assert not [answer for answer in someone.answers(question) if answer.state == "beantwoord"]


DATES = [
    ("2031", "nog niet geweest"),
    ("12-3-1850", "te lang geleden"),
]


@pytest.mark.parametrize(("words", "message"), DATES)
def test_a_date_that_cannot_be(person: People, words: str, message: str) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboortedatum")
    someone.say(words)
    assert message in someone.notes
    assert someone.question == "persoon.geboortedatum"


BUTTONS = [
    ("persoon.geboortedatum", 'answer:"2031-01-01"', "nog niet geweest"),
    ("persoon.geboortedatum", 'answer:"1850"', "te lang geleden"),
    ("persoon.geboortedatum", 'answer:"2001-02-31"', "bestaat niet"),
    ("persoon.geboortedatum", 'answer:"gisteren"', "bestaat niet"),
    ("persoon.geboorteland", 'answer:"XX"', "eerdere vraag"),
    ("persoon.status", 'answer:"koning"', "eerdere vraag"),
    ("persoon.status", "answer:{not json", "eerdere vraag"),
    ("werk.uren", "answer:true", "eerdere vraag"),
    ("werk.uren", "answer:900", "te hoog"),
    ("werk.uren", "answer:-3", "te laag"),
    ("werk.rijbewijs", 'answer:"ja"', "eerdere vraag"),
    ("werk.rijbewijs", "state:niet_gevraagd", "eerdere vraag"),
    ("werk.rijbewijs", "confirm:0", "eerdere vraag"),
    ("werk.rijbewijs", "change:bestaat.niet", "eerdere vraag"),
    ("werk.rijbewijs", "language:xx", "eerdere vraag"),
    ("werk.rijbewijs", "whatever", "eerdere vraag"),
]


@pytest.mark.parametrize(("question", "button", "message"), BUTTONS)
def test_a_button_the_page_never_made(person: People, question: str, button: str, message: str) -> None:
    someone = person("nl")
    someone.go_to(question)
    someone.press(button)
    assert message in someone.notes
    assert someone.question == question
    assert not someone.answers(question)


def test_a_group_does_not_grow_for_ever(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.banen.beroep", 1)
    for _ in range(80):
        prompt = someone.reply["prompt"]
        if prompt["kind"] == "more":
            someone.press("answer:true")
        elif str(prompt["question"]).startswith("werk.banen."):
            someone.press("state:later")
        else:
            break
    else:
        pytest.fail("the group never ended")
    assert len(someone.answers("werk.banen.beroep")) == 12
    assert someone.question == "werk.nu"
