"""Numbers are kept, in every way to write them."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, found, severities

WRONG: list[Row] = [
    ("ar", "nl", "عندي ثلاث أولاد", "Ik heb vier kinderen"),
    ("ar", "nl", "درست ١٢ سنة", "Ik heb 11 jaar op school gezeten"),
    ("ar", "nl", "اشتغلت خمسة وعشرين سنة", "Ik heb twintig jaar gewerkt"),
    ("ar", "nl", "عمري ٣٤", "Ik ben oud"),
    ("ar", "nl", "اشتغلت سنتين", "Ik heb drie jaar gewerkt"),
    ("ti", "nl", "ሰለስተ ቆልዑ ኣለዉኒ", "Ik heb 4 kinderen"),
    ("ti", "nl", "ን፲፪ ዓመት ተማሂረ", "Ik heb 13 jaar geleerd"),
    ("ti", "nl", "ዓሰርተ ሓሙሽተ ዓመት ሰሪሐ", "Ik heb vijf jaar gewerkt"),
    ("ti", "nl", "ዕድመይ 28 እዩ", "Mijn leeftijd is 82"),
    ("prs", "nl", "۱۲ سال درس خواندم", "Ik heb 2 jaar geleerd"),
    ("prs", "nl", "پنج طفل دارم", "Ik heb zes kinderen"),
    ("prs", "nl", "بیست و پنج سال دارم", "Ik ben 35 jaar"),
    ("prs", "nl", "در سال ۱۳۹۵ آمدم", "Ik kwam in 2019"),
    ("prs", "nl", "کار کردم", "Ik heb 3 jaar gewerkt"),
    ("nl", "ar", "Kom om 10 uur naar kamer 4.", "تعال الساعة ١٠ إلى الغرفة ٥."),
    ("nl", "ti", "Neem twee foto's mee.", "ሰለስተ ስእሊ ሒዝካ ንዓ።"),
    ("nl", "prs", "Het kost 350 euro.", "قیمت آن ۳۰۰ یورو است."),
    ("ar", "nl", "رقمي 0612345678", "Mijn nummer is 0612345687"),
    ("ti", "nl", "B1 ሓሊፈ", "Ik heb A2 gehaald"),
    ("prs", "nl", "صنف سوم بودم", "Ik zat in de vierde klas"),
]
RIGHT: list[Row] = [
    ("ar", "nl", "عندي ثلاث أولاد", "Ik heb 3 kinderen"),
    ("ar", "nl", "عندي ولد واحد", "Ik heb een zoon"),
    ("ar", "nl", "عندي ولد", "Ik heb één zoon"),
    ("ar", "nl", "اشتغلت سنتين", "Ik heb twee jaar gewerkt"),
    ("ar", "nl", "عندي سيارتين", "Ik heb twee auto's"),
    ("ar", "nl", "سنة ونص", "anderhalf jaar"),
    ("ar", "nl", "أخي ميت", "Mijn broer is dood"),
    ("ar", "nl", "بدي مي، شربت مية", "Ik wil water, ik dronk water"),
    ("ar", "nl", "أمي ست بيت", "Mijn moeder is huisvrouw"),
    ("ar", "nl", "خمسة وعشرين سنة", "vijfentwintig jaar"),
    ("ar", "nl", "٥٠ بالمئة", "50 procent"),
    ("ar", "nl", "رقمي ٠٦١٢٣٤٥٦٧٨", "Mijn nummer is 06-12345678"),
    ("ar", "nl", "يوم الاثنين", "op maandag"),
    ("ti", "nl", "ሓደ ወዲ ኣለኒ", "Ik heb een zoon"),
    ("ti", "nl", "ሰለስተ ቆልዑ ኣለዉኒ", "Ik heb drie kinderen"),
    ("ti", "nl", "ን፲፪ ዓመት", "12 jaar"),
    ("ti", "nl", "ን፲፪ ዓመት", "twaalf jaar lang"),
    ("ti", "nl", "ዓሰርተ ሓሙሽተ ዓመት", "15 jaar"),
    ("ti", "nl", "ክልቲኦም ደቀይ", "Mijn beide kinderen"),
    ("prs", "nl", "یک دختر دارم", "Ik heb een dochter"),
    ("prs", "nl", "من در یک مکتب معلم بودم", "Ik was leraar op een school"),
    ("prs", "nl", "نه، ندارم", "Nee, die heb ik niet"),
    ("prs", "nl", "نه سال", "negen jaar"),
    ("prs", "nl", "مه ده کابل بودم", "Ik was in Kabul"),
    ("prs", "nl", "بیست و پنج ساله هستم", "Ik ben 25"),
    ("prs", "nl", "در سال ۱۳۹۵ آمدم", "Ik kwam in 2016"),
    ("prs", "nl", "در سال ۱۳۹۵ آمدم", "Ik kwam in 1395 (2016/2017)"),
    ("prs", "nl", "صنف دوازدهم", "klas 12"),
    ("nl", "ar", "Ik acht dat goed, ten minste voor nu.", "أظن أن هذا جيد على الأقل الآن."),
    ("nl", "ar", "Kom om half negen.", "تعال الساعة ٨:٣٠."),
    ("nl", "ti", "Neem twee foto's mee.", "ክልተ ስእሊ ሒዝካ ንዓ።"),
    ("nl", "prs", "Het kost 1.250 euro.", "قیمت آن ۱۲۵۰ یورو است."),
    ("ar", "nl", "3andi tlat wlad", "Ik heb drie kinderen"),
    ("ti", "nl", "ik heb drie kinderen", "Ik heb drie kinderen"),
    ("ar", "nl", "مواليد 96", "Geboren in 1996"),
    ("ar", "nl", "معي شهادة B1", "Ik heb een diploma B1"),
]


@pytest.mark.parametrize("row", WRONG)
def test_a_lost_or_invented_number_is_an_error(row: Row) -> None:
    assert severities(row, "numbers") == {"error"}


@pytest.mark.parametrize("row", RIGHT)
def test_the_same_number_in_another_way_is_right(row: Row) -> None:
    assert severities(row, "numbers") == set()


def test_the_message_names_the_numbers_of_both_texts() -> None:
    (check,) = found(("ti", "nl", "ሰለስተ ቆልዑ ኣለዉኒ", "Ik heb 4 kinderen"), "numbers")
    assert check.found == ("ሰለስተ (3)", "4")
    assert "ሰለስተ (3), 4" in check.message
