"""Words over and over, as translation programs make them."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, severities

REPEATED: list[Row] = [
    ("ar", "nl", "أريد أن أتعلم", "de de de de de"),
    ("ar", "nl", "أريد أن أتعلم", "ik wil ik wil ik wil leren"),
    ("ti", "nl", "ክመሃር እደሊ", "Ik wil leren leren leren leren"),
    ("prs", "nl", "می‌خواهم درس بخوانم", "Ik wil naar school, ik wil naar school."),
    ("prs", "nl", "کار می‌کردم", "dededededededede werkte ik"),
    ("nl", "ar", "Kom morgen langs.", "تعال غدا غدا غدا غدا"),
    ("nl", "ar", "Kom morgen langs.", "تعال إلى تعال إلى تعال إلى"),
    ("nl", "ti", "Kom morgen langs.", "ጽባሕ ጽባሕ ጽባሕ ጽባሕ ንዓ"),
    ("nl", "ti", "Kom morgen langs.", "ጽባሕ ንዓ ጽባሕ ንዓ ጽባሕ ንዓ"),
    ("nl", "prs", "Kom morgen langs.", "فردا بیایید فردا بیایید فردا بیایید"),
    ("nl", "prs", "Kom morgen langs.", "فردا فردا فردا فردا بیایید"),
    ("ti", "nl", "ኣብ ሱዳን ነይረ", "in Soedan en in Soedan en in Soedan en in Soedan en"),
]
NOT_REPEATED: list[Row] = [
    ("ar", "nl", "لا لا لا لا", "nee nee nee nee"),
    ("ar", "nl", "كتير كتير صعب", "heel heel moeilijk"),
    ("ti", "nl", "ብጣዕሚ ብጣዕሚ ጽቡቕ", "heel, heel erg goed"),
    ("prs", "nl", "کار، کار، کار، کار", "werk, werk, werk, werk"),
    ("ar", "nl", "رقمي 22222222", "mijn nummer is 2 2 2 2 2 2 2 2"),
    ("ar", "nl", "يوم بعد يوم", "dag na dag"),
    ("prs", "nl", "خانه به خانه", "van huis tot huis"),
    ("ti", "nl", "ክልተ ክልተ", "twee aan twee"),
    ("nl", "ar", "Heel goed, heel goed.", "جيد جدا جيد جدا"),
    ("nl", "ti", "Stap voor stap", "ስጉምቲ ብስጉምቲ"),
    ("nl", "prs", "Langzaam aan", "آهسته آهسته"),
    ("ar", "nl", "ههههههه طيب", "hahahaha oké"),
    ("prs", "nl", "اول در کابل بودم بعد در هرات بودم", "Eerst was ik in Kabul, daarna was ik in Herat."),
]


@pytest.mark.parametrize("row", REPEATED)
def test_a_stammering_translation_is_an_error(row: Row) -> None:
    assert severities(row, "repeats") == {"error"}


@pytest.mark.parametrize("row", NOT_REPEATED)
def test_people_say_some_things_twice(row: Row) -> None:
    assert severities(row, "repeats") == set()
