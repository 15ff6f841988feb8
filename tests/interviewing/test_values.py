"""What a consulent enters becomes the same typed values as in the chat; what cannot be right is refused with a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.house import House
from assistant.interviewing.faults import BadValue, NotUnderstood, Unsure
from assistant.interviewing.values import chosen, dated, passed, typed

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("werk.nu", True, "Ja"),
        ("gezin.partner", "buitenland", "Ja, in een ander land"),
        ("taal.nederlands", 1, "Een beetje"),
        ("onderwijs.hoogste", 3, "Middelbare school"),
        ("werk.uren", 16.5, "16.5"),
        ("onderwijs.jaren", 9, "9"),
        ("persoon.geboorteland", "ER", "Eritrea"),
        ("taal.moedertaal", "ti", "Tigrinya"),
        ("gezin.kinderen", False, "Nee"),
        ("welkom.uitleg", True, "Uitgelegd"),
    ],
)
def test_a_chosen_value_is_kept_with_its_dutch_label(house: House, question: str, value: Any, words: str) -> None:
    given = chosen(house.catalogue.question(question), None, value, house.wording, TODAY)
    assert (given.state, given.value, given.words, given.language) == ("beantwoord", value, words, "nl")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("werk.nu", "ja"),
        ("werk.nu", 1),
        ("gezin.partner", "misschien"),
        ("taal.nederlands", 4),
        ("onderwijs.hoogste", 9),
        ("onderwijs.jaren", 31),
        ("werk.uren", -1),
        ("persoon.geboorteland", "XX"),
        ("persoon.geboortedatum", "2027-01-01"),
        ("persoon.geboortedatum", "1890"),
        ("persoon.geboortedatum", "2001-02-30"),
        ("werk.droombaan", "kok"),
    ],
)
def test_a_value_that_cannot_be_is_refused(house: House, question: str, value: Any) -> None:
    with pytest.raises(BadValue):
        chosen(house.catalogue.question(question), None, value, house.wording, TODAY)


@pytest.mark.parametrize(
    ("day", "month", "year", "value"),
    [
        ("", "", "1996", "1996"),
        ("", "4", "2023", "2023-04"),
        ("1", "9", "2001", "2001-09-01"),
        ("29", "2", "2024", "2024-02-29"),
    ],
)
def test_a_date_by_its_parts(house: House, day: str, month: str, year: str, value: str) -> None:
    question = house.catalogue.question("persoon.in_nl_sinds")
    assert dated(question, None, day, month, year, house.wording, TODAY).value == value


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("", "", ""),
        ("3", "", "2001"),
        ("", "4", ""),
        ("31", "4", "2001"),
        ("29", "2", "2023"),
        ("x", "4", "2001"),
        ("", "", "96"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(house: House, day: str, month: str, year: str) -> None:
    with pytest.raises(BadValue):
        dated(house.catalogue.question("persoon.in_nl_sinds"), None, day, month, year, house.wording, TODAY)


@pytest.mark.parametrize(
    ("question", "words", "language", "value"),
    [
        ("onderwijs.jaren", "tot en met klas 9", "nl", 9),
        ("onderwijs.jaren", "ክሳብ ሻሙናይ ክፍሊ", "ti", 8),
        ("werk.uren", "zestien", "nl", 16),
        ("werk.droombaan", "ነርስ ክኸውን ይደሊ", "ti", "ነርስ ክኸውን ይደሊ"),
        ("werk.droombaan", "  kok in een restaurant ", "nl", "kok in een restaurant"),
        ("persoon.geboortedatum", "12 آذار 1990", "ar", "1990-03-12"),
        ("persoon.geboorteland", "سوريا", "ar", "SY"),
    ],
)
def test_words_are_read_in_the_language_they_are_in(
    house: House, question: str, words: str, language: str, value: Any
) -> None:
    given = typed(house.catalogue.question(question), None, words, language, house.wording, TODAY)
    assert (given.value, given.words, given.language) == (value, words.strip(), language)


def test_an_occupation_keeps_the_words_whatever_they_name(house: House) -> None:
    beroep = house.catalogue.question("werk.banen.beroep")
    assert typed(beroep, 1, "kleermaker", "nl", house.wording, TODAY).value["text"] == "kleermaker"
    assert typed(beroep, 1, "van alles wat", "nl", house.wording, TODAY).value["text"] == "van alles wat"


def test_words_with_several_meanings_are_chosen_by_a_person(house: House) -> None:
    question = house.catalogue.question("persoon.geboortedatum")
    with pytest.raises(Unsure) as fault:
        typed(question, None, "5 ግንቦት 1990", "ti", house.wording, TODAY)
    assert fault.value.values == ("1990-05-05", "1998-05-13"), "the Gregorian and the Ge'ez calendar"
    given = chosen(question, None, fault.value.values[1], house.wording, TODAY, words="5 ግንቦት 1990", language="ti")
    assert (given.value, given.words, given.language) == ("1998-05-13", "5 ግንቦት 1990", "ti")


@pytest.mark.parametrize(
    ("question", "words", "fault"),
    [
        ("werk.uren", "veel", NotUnderstood),
        ("persoon.geboortedatum", "lang geleden", NotUnderstood),
        ("werk.droombaan", "   ", BadValue),
        ("werk.droombaan", "?!", BadValue),
        ("werk.droombaan", "a" * 5001, BadValue),
        ("werk.uren", "120 uur", BadValue),
    ],
)
def test_what_is_no_answer_is_said_so(house: House, question: str, words: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        typed(house.catalogue.question(question), None, words, "nl", house.wording, TODAY)


@pytest.mark.parametrize("state", ["weet_niet", "wil_niet_zeggen", "later"])
def test_a_question_can_be_passed(house: House, state: str) -> None:
    given = passed(house.catalogue.question("werk.nu"), None, state)
    assert (given.state, given.value) == (state, None)


@pytest.mark.parametrize(
    ("question", "state"),
    [("werk.nu", "liever_met_een_persoon"), ("werk.nu", "beantwoord"), ("welkom.uitleg", "later")],
)
def test_not_every_state_can_be_chosen(house: House, question: str, state: str) -> None:
    with pytest.raises(BadValue):
        passed(house.catalogue.question(question), None, state)
