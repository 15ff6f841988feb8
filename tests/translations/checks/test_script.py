"""Letters of another script than that of the language."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, severities

WRONG: list[Row] = [
    ("ar", "nl", "كنت نجار في حلب", "Ik was نجار in Aleppo"),
    ("ar", "nl", "كنت نجار في حلب", "كنت نجار"),
    ("ti", "nl", "ኣብ ኣስመራ ሓረስታይ ነይረ", "In Asmara was ik ሓረስታይ"),
    ("ti", "nl", "ኣብ ኣስመራ ነይረ", "ik was in ኣስመራ"),
    ("prs", "nl", "من خیاط بودم", "Ik was خیاط"),
    ("prs", "nl", "من خیاط بودم", "Ik was портной"),
    ("nl", "ar", "Kom morgen naar het loket", "Kom morgen naar het loket alstublieft"),
    ("nl", "ar", "Kom morgen", "ጽባሕ ንዓ"),
    ("nl", "ti", "Kom morgen", "تعال غدا"),
    ("nl", "prs", "Kom morgen", "ጽባሕ ንዓ"),
    ("nl", "prs", "Kom morgen", "kom morgen even langs"),
]
WARNED: list[Row] = [
    ("ar", "nl", "عملت حلاوة", "Ik maakte snoep (حلاوة)"),
    ("ti", "nl", "ስዋ ንሰርሕ", 'Wij maken "ስዋ", zelfgemaakt bier'),
    ("prs", "nl", "در حوزه درس خواندم", "Ik leerde aan de «حوزه»"),
    ("nl", "ar", "Kom naar de balie", "تعال إلى loket غدا صباحا"),
    ("nl", "ti", "Kom morgen naar ons", "ጽባሕ ናብ gemeentehuis ንዓ"),
    ("nl", "prs", "Kom morgen", "فردا به kantoor بیایید"),
]
RIGHT: list[Row] = [
    ("ar", "nl", "كنت نجار في حلب", "Ik was timmerman in Aleppo"),
    ("ti", "nl", "ኣብ ኣስመራ ነይረ", "Ik was in Asmara"),
    ("prs", "nl", "من خیاط بودم", "Ik was kleermaker"),
    ("ar", "nl", "٣ أولاد", "3 kinderen, één café, crème"),
    ("nl", "ar", "U krijgt een brief van DUO en de IND.", "ستصلك رسالة من DUO و IND."),
    ("nl", "ti", "Log in met DigiD.", "ብ DigiD እቶ።"),
    ("nl", "prs", "U heeft niveau A2.", "شما سطح A2 دارید."),
    ("nl", "ar", "Ga naar de mbo-opleiding.", "اذهب إلى تعليم mbo"),
    ("nl", "ti", "Welkom", "እንቋዕ ብደሓን መጻእኩም"),
    ("nl", "prs", "Dank u wel!", "تشکر!"),
    ("nl", "ar", "Albert Heijn", "Albert Heijn"),
    ("nl", "prs", "DigiD", "DigiD"),
]


@pytest.mark.parametrize("row", WRONG)
def test_a_wrong_script_is_an_error(row: Row) -> None:
    assert severities(row, "script") == {"error"}


@pytest.mark.parametrize("row", WARNED)
def test_quoted_words_and_words_in_latin_letters_are_a_warning(row: Row) -> None:
    assert severities(row, "script") == {"warning"}


@pytest.mark.parametrize("row", RIGHT)
def test_names_numbers_and_accents_are_right(row: Row) -> None:
    assert severities(row, "script") == set()
