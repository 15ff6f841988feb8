"""No translation at all, and the source once more."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, severities

EMPTY: list[Row] = [
    ("ar", "nl", "عندي ثلاث أولاد", ""),
    ("ti", "nl", "ኣብ ከረን ተወሊደ", "   "),
    ("prs", "nl", "در کابل تولد شدم", "\n"),
    ("prs", "nl", "بلی", "..."),
    ("nl", "ar", "Morgen om tien uur.", "—"),
    ("nl", "ti", "Welkom", "።"),
    ("nl", "prs", "Welkom", "؟"),
    ("ar", "nl", "لا", "( )"),
    ("ti", "nl", "3", "-"),
    ("ar", "nl", "نعم", "\u200f"),
]
NOT_EMPTY: list[Row] = [
    ("ar", "nl", "نعم", "ja"),
    ("ti", "nl", "3", "3"),
    ("ti", "nl", "ሰለስተ", "3"),
    ("prs", "nl", "نی", "nee"),
    ("ar", "nl", "...", "..."),
    ("ar", "nl", "", ""),
    ("nl", "ar", "Ja", "نعم"),
    ("nl", "ti", "Ja", "እወ"),
    ("nl", "prs", "Nee", "نی"),
    ("prs", "nl", "۱۲", "12"),
]

COPIED: list[Row] = [
    ("ar", "nl", "أشتغل في مطعم", "أشتغل في مطعم"),
    ("ar", "nl", "أنا من حلب.", "انا من حلب"),
    ("ti", "nl", "ኣብ ቤት ትምህርቲ ሰሪሐ", "ኣብ ቤት ትምህርቲ ሰሪሐ"),
    ("ti", "nl", "ኣነ ምሃንድስ እየ።", "ኣነ ምሃንድስ እየ"),
    ("prs", "nl", "من معلم بودم", "من معلم بودم"),
    ("prs", "nl", "در یک دکان کار کردم", "در یک دکان کار کردم!"),
    ("nl", "ar", "Wilt u morgen naar het gemeentehuis komen?", "Wilt u morgen naar het gemeentehuis komen?"),
    ("nl", "ti", "Neem uw papieren mee naar het gesprek.", "Neem uw papieren mee naar het gesprek"),
    ("nl", "prs", "Kunt u uitleggen wat u bedoelt?", "Kunt u uitleggen wat u bedoelt?"),
    ("nl", "ar", "Wilt u morgen naar het gemeentehuis komen?", "wilt u morgen naar gemeentehuis komen"),
    ("ar", "nl", "ana kont badros bil jame3a bi halab", "ana kont badros bil jame3a bi halab"),
    ("ar", "nl", "سارة", "سارة"),
]
NOT_COPIED: list[Row] = [
    ("ar", "nl", "Albert Heijn", "Albert Heijn"),
    ("ti", "nl", "mbo 4", "mbo 4"),
    ("prs", "nl", "A2", "A2"),
    ("ar", "nl", "2015", "2015"),
    ("ti", "nl", "voetbal", "voetbal"),
    ("prs", "nl", "Ali Reza Mohammadi", "Ali Reza Mohammadi"),
    ("ar", "nl", "Ik werk bij Albert Heijn in de avond", "Ik werk bij Albert Heijn in de avond"),
    ("nl", "ar", "Albert Heijn Zwolle", "Albert Heijn Zwolle"),
    ("nl", "ti", "DigiD", "DigiD"),
    ("ar", "nl", "أشتغل في مطعم", "Ik werk in een restaurant"),
    ("ti", "nl", "ኣነ ምሃንድስ እየ", "Ik ben ingenieur"),
    ("prs", "nl", "Excel Word PowerPoint Photoshop", "Excel, Word, PowerPoint, Photoshop"),
    ("ar", "nl", "0612345678", "0612345678"),
]


@pytest.mark.parametrize("row", EMPTY)
def test_a_translation_without_words_is_an_error(row: Row) -> None:
    assert severities(row, "empty") == {"error"}


@pytest.mark.parametrize("row", NOT_EMPTY)
def test_a_short_answer_is_not_empty(row: Row) -> None:
    assert severities(row, "empty") == set()


@pytest.mark.parametrize("row", COPIED)
def test_a_copy_of_the_source_is_an_error(row: Row) -> None:
    assert severities(row, "copied") == {"error"}


@pytest.mark.parametrize("row", NOT_COPIED)
def test_names_numbers_and_dutch_answers_may_stay_as_they_are(row: Row) -> None:
    assert severities(row, "copied") == set()
