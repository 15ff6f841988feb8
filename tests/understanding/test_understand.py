"""One door to all readers: the type decides which, and a phrase such as "I do not know" may win from the value."""

from __future__ import annotations

import time

import pytest

from assistant.understanding import Question, UnknownType, understand, value_types
from assistant.understanding.languages import UnknownLanguage
from tests.understanding.saying import TODAY, said


def test_every_value_type_has_a_reader() -> None:
    for value_type in value_types():
        question = Question("gezin.partner", {"geen": ["geen partner"], "in_nl": ["in Nederland"]})
        understand("5 jaar", value_type, "nl", question=question, today=TODAY)


def test_an_unknown_type_names_the_known_ones() -> None:
    with pytest.raises(UnknownType, match="'colour'.*school_years"):
        understand("rood", "colour", "nl")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        understand("5", "number", "fr")


@pytest.mark.parametrize(
    ("words", "code"), [("weet ik niet", "nl"), ("ما بعرف", "ar"), ("ኣይፈልጥን", "ti"), ("نمی‌دانم", "prs")]
)
@pytest.mark.parametrize("value_type", ["number", "date", "school_years"])
def test_not_knowing_is_a_state(words: str, code: str, value_type: str) -> None:
    assert said(words, value_type, code).state == "weet_niet"


def test_a_value_beside_not_knowing_is_read_back() -> None:
    reading = said("ik weet het niet precies, ongeveer 1985", "date", "nl")
    assert (reading.state, reading.value, reading.confirm) == ("beantwoord", "1985", True)


def test_a_strong_value_beside_not_knowing_counts() -> None:
    assert said("ik weet het niet zeker, 5 jaar", "number", "nl").value == 5


@pytest.mark.parametrize(
    ("words", "code"), [("نيسان", "ar"), ("آذار", "ar"), ("later", "nl"), ("ሎሚ", "ti"), ("بهار ۱۳۷۰", "prs")]
)
def test_a_month_is_never_taken_for_a_state(words: str, code: str) -> None:
    reading = said(words, "date", code)
    assert (reading.state == "beantwoord") == (words != "later")


@pytest.mark.parametrize("code", ["nl", "ar", "ti", "prs"])
def test_the_same_words_can_be_borrowed_everywhere(code: str) -> None:
    for words in ("5", "vijf", "five", "٥", "۵", "፭"):
        assert said(words, "number", code).value == 5


def test_a_reading_takes_less_than_five_milliseconds() -> None:
    answers = {
        "nl": "ik ben geboren op 12 maart 1990 in Asmara en ik woon hier sinds 2015",
        "ar": "ولدت في ١٢ آذار سنة ١٩٩٠ بحلب وصارلي خمس سنين هون",
        "ti": "ብ12 መጋቢት 1990 ኣብ ኣስመራ ተወሊደ ቅድሚ ሓሙሽተ ዓመት ድማ ናብ ሆላንድ መጺአ",
        "prs": "من در ۱۲ حمل سال ۱۳۶۵ در هرات تولد شدم و پنج سال است که اینجا هستم",
    }
    for code, words in answers.items():
        for value_type in ("number", "date", "school_years"):
            said(words, value_type, code)  # loads the words of the language
            times = []
            for turn in range(5):
                start = time.perf_counter()
                said(f"{words} {turn}", value_type, code)
                times.append(time.perf_counter() - start)
            assert min(times) < 0.005, (code, value_type, min(times))
