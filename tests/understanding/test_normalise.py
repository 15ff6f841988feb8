"""Words that people write in different ways compare as one; the form is only for comparing."""

from __future__ import annotations

import pytest

from assistant.understanding.normalise import fold, without_emphasis, without_spaces, words

SAME = [
    # the three ways to write a Persian verb prefix
    ("نمی‌فهمم", "نمی فهمم"),
    ("نمی‌فهمم", "نمیفهمم"),
    ("می‌خواهم", "می خواهم"),
    # Persian, Arabic and Kurdish keyboards
    ("كتاب", "کتاب"),
    ("علي", "علی"),
    ("على", "علی"),
    ("سنة", "سنه"),
    ("ساڵ", "سال"),
    ("سنبلهٔ", "سنبله"),
    ("سنبلۀ", "سنبله"),
    # hamza, vowel signs, tatweel
    ("أربعة", "اربعه"),
    ("إلى", "الی"),
    ("آب", "اب"),
    ("شيء", "شي"),
    ("خَمْسَة", "خمسة"),
    ("هـ", "ه"),
    ("مؤسسة", "موسسه"),
    # digits of every script
    ("٢٠١٥", "2015"),
    ("۲۰۱۵", "2015"),
    ("٢٫٥", "2.5"),
    ("2½", "2.5"),
    ("½", "0.5"),
    # Ge'ez letters that sound alike
    ("ሠላሳ", "ሰላሳ"),
    ("ፀሓይ", "ጸሓይ"),
    ("ኅዳር", "ሕዳር"),
    ("ሐደ", "ሓደ"),
    ("አርባዕተ", "ኣርባዕተ"),
    ("ዐሰርተ", "ዓሰርተ"),
    ("ጥቕምቲ", "ጥቅምቲ"),
    ("ይኽእል", "ይክእል"),
    # Latin
    ("ÉÉN", "een"),
    ("tweeënhalf", "tweeenhalf"),
    ("zo’n", "zo'n"),
    ("Ｉntake", "intake"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("آذر", "آذار"),  # the ninth month in Iran, March in Syria
        ("ثاني", "ثمان"),
        ("ሰብዓ", "ሰብ"),
        ("دو", "ده"),
        ("መጋቢት", "መጋቢ"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("text", [text for pair in SAME for text in pair] + ["می ۲۰۱۹", "፲፭", "ʼn 12‑3", "ሰላም፡ ዓለም።"])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_month_of_may_is_not_joined_to_its_year() -> None:
    assert fold("می ۲۰۱۹") == "مي 2019"
    assert words("ماه می سال ۲۰۱۹")[1] == "مي"


def test_geez_punctuation_separates_words() -> None:
    assert words("ሰላም፡ዓለም።") == ["ሰላም", "ዓለም"]


def test_geez_numerals_stay_numerals() -> None:
    assert fold("፲፭") == "፲፭"


def test_invisible_direction_marks_go() -> None:
    assert fold("\u200f١٢\u200e/٣\u202c") == "12/3"


def test_words_have_no_punctuation_but_keep_inner_apostrophes() -> None:
    assert words("  Zo’n 5 jaar, denk ik! ") == ["zo'n", "5", "jaar", "denk", "ik"]
    assert words("... 😀 !") == []


@pytest.mark.parametrize(("word", "calm"), [("jaaaa", "ja"), ("لاااا", "لا"), ("neee", "ne"), ("twee", "twee")])
def test_repeated_letters_are_calmed(word: str, calm: str) -> None:
    assert without_emphasis(word) == calm


def test_a_phrase_without_its_spaces() -> None:
    assert without_spaces("نمی دانم") == without_spaces("نمی‌دانم") == without_spaces("نمیدانم")
