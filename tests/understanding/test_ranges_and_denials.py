"""Two values said at once, and values that are denied: the best one, read back, the other as an alternative."""

from __future__ import annotations

from typing import Any

import pytest

from tests.understanding.saying import HOURS, YEARS, said
from tests.understanding.tables import rows

SCHOOL = "onderwijs.jaren"

RANGES = {
    "nl": [
        (YEARS, "number", "2 or 3 years", 2, 3),
        (YEARS, "number", "twee drie jaar", 2, 3),
        (SCHOOL, "school_years", "klas 8 of 9", 8, 9),
    ],
    "ar": [
        (YEARS, "number", "سنتين ثلاث", 2, 3),
        (YEARS, "number", "سنة او سنتين", 1, 2),
        (SCHOOL, "school_years", "سنتين ثلاث", 2, 3),
        (SCHOOL, "school_years", "صف سادس سابع", 6, 7),
        (SCHOOL, "school_years", "سنتين تلات سنين", 2, 3),
    ],
    "ti": [
        (YEARS, "number", "ክልተ ወይ ሰለስተ", 2, 3),
        (YEARS, "number", "ዓመት ወይ ክልተ ዓመት", 1, 2),
        (SCHOOL, "school_years", "ክሳብ ሻሙናይ ወይ ታሽዓይ ክፍሊ", 8, 9),
    ],
    "prs": [
        (YEARS, "number", "دو سه سال", 2, 3),
        (YEARS, "number", "یک دو سال", 1, 2),
        (SCHOOL, "school_years", "تا صنف هشتم یا نهم", 8, 9),
    ],
}

DENIED = {
    "nl": [
        (HOURS, "number", "niet 20 maar 16", 16, 20),
        (SCHOOL, "school_years", "geen 8 jaar maar 6", 6, None),
        ("persoon.geboortedatum", "date", "niet 1985 maar 1986", "1986", "1985"),
    ],
    "ar": [
        (YEARS, "number", "مو خمس سنين، اربعة", 4, 5),
        ("persoon.geboortedatum", "date", "مو ١٩٨٥، ١٩٨٦", "1986", "1985"),
        ("persoon.geboorteland", "country", "مو العراق، سوريا", "SY", None),
    ],
    "ti": [
        (YEARS, "number", "ሓሙሽተ ዘይኮነ ኣርባዕተ", 4, 5),
        ("persoon.geboortedatum", "date", "1985 ዘይኮነስ 1986", "1986", "1985"),
        ("persoon.geboorteland", "country", "ኢትዮጵያ ዘይኮነስ ኤርትራ", "ER", "ET"),
    ],
    "prs": [
        (YEARS, "number", "پنج نی شش سال", 6, 5),
        (YEARS, "number", "پنج نه، چهار سال", 4, 5),
        ("persoon.geboortedatum", "date", "۱۳۶۵ نی، ۱۳۶۶", "1987", "1986"),
        ("persoon.geboorteland", "country", "ایران نی افغانستان", "AF", "IR"),
    ],
}

HALVES_AND_NINES_ARE_NO_DENIALS = [
    ("یک و نیم سال پیش", "2025-05"),
    ("هزار و سه صد و شصت و نه", "1990"),
]


@pytest.mark.parametrize(("language", "question", "value_type", "words", "best", "other"), rows(RANGES))
def test_the_lower_of_two_values_is_read_back(
    language: str, question: str, value_type: str, words: str, best: Any, other: Any
) -> None:
    reading = said(words, value_type, language, question)
    assert (reading.value, reading.confirm) == (best, True)
    assert other in reading.alternatives


@pytest.mark.parametrize(("language", "question", "value_type", "words", "best", "other"), rows(DENIED))
def test_what_is_denied_is_not_taken(
    language: str, question: str, value_type: str, words: str, best: Any, other: Any
) -> None:
    reading = said(words, value_type, language, question)
    assert (reading.value, reading.confirm) == (best, True)
    assert other is None or other in reading.alternatives


@pytest.mark.parametrize(("words", "value"), HALVES_AND_NINES_ARE_NO_DENIALS)
def test_words_for_a_half_and_nine_deny_nothing(words: str, value: str) -> None:
    assert said(words, "date", "prs", "persoon.geboortedatum").value == value


@pytest.mark.parametrize(
    ("language", "words", "value", "confirm"),
    [
        ("ar", "لا ما اعرف", False, False),
        ("ar", "ما بعرف", False, True),
        ("ti", "ኣይፈልጥን", False, True),
        ("prs", "یاد ندارم", False, None),
    ],
)
def test_i_do_not_know_how_is_a_no_when_a_skill_was_asked(
    language: str, words: str, value: bool, confirm: bool | None
) -> None:
    reading = said(words, "yesno", language, "werk.fiets")
    assert (reading.state, reading.value) == ("beantwoord", value)
    assert confirm is None or reading.confirm is confirm


@pytest.mark.parametrize(("language", "words"), [("ar", "ما بعرف"), ("ti", "ኣይፈልጥን"), ("nl", "weet ik eigenlijk niet")])
def test_elsewhere_it_is_not_knowing(language: str, words: str) -> None:
    assert said(words, "yesno", language, "gezin.gezinshereniging").state == "weet_niet"
