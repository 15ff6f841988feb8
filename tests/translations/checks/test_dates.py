"""Dates are kept, as they were or in another calendar."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, found, severities

WRONG: list[Row] = [
    ("prs", "nl", "۲ ثور ۱۳۸۰", "22 april 2011"),
    ("prs", "nl", "تاریخ تولد من ۲ ثور ۱۳۸۰ است", "Ik ben geboren op 22 mei 2001"),
    ("prs", "nl", "در ماه حمل ۱۳۷۰ آمدم", "Ik kwam in september 1991"),
    ("ar", "nl", "ولدت في ١٢ آذار ١٩٩٠", "Ik ben geboren op 12 mei 1990"),
    ("ar", "nl", "ولدت في 12/3/1990", "Ik ben geboren op 3 december 1990"),
    ("ar", "nl", "وصلت في شهر تموز 2015", "Ik kwam aan in juni 2015"),
    ("ar", "nl", "وصلت في ٥ كانون الثاني ٢٠١٦", "Ik kwam aan op 15 januari 2016"),
    ("ti", "nl", "12 መጋቢት 1990 ተወሊደ", "Ik ben geboren op 12 mei 1991"),
    ("ti", "nl", "ብ 3-5-2018 መጺአ", "Ik kwam op 5 augustus 2018"),
    ("nl", "ar", "Uw afspraak is op 3 maart 2027.", "موعدك في ٣ أيار ٢٠٢٧."),
    ("nl", "ti", "Uw afspraak is op 14 juni.", "ቆጸራኹም 14 ሓምለ እዩ።"),
    ("nl", "prs", "Kom op 5 oktober 2026.", "به تاریخ ۵ نومبر ۲۰۲۶ بیایید."),
    ("nl", "nl", "Ik kwam op 12 maart 2015.", "Ik kwam op 12 maart 2016."),
]
RIGHT: list[Row] = [
    ("prs", "nl", "۲ ثور ۱۳۸۰", "22 april 2001"),
    ("prs", "nl", "۲ ثور ۱۳۸۰", "2 Saur 1380"),
    ("prs", "nl", "۲ ثور ۱۳۸۰", "2-2-1380"),
    ("prs", "nl", "در ماه حمل ۱۳۷۰ آمدم", "Ik kwam in april 1991"),
    ("prs", "nl", "۱۳۸۰/۲/۲", "22-04-2001"),
    ("prs", "nl", "۱۵ می ۲۰۱۹ رسیدم", "Ik kwam aan op 15 mei 2019"),
    ("ar", "nl", "ولدت في ١٢ آذار ١٩٩٠", "Ik ben geboren op 12 maart 1990"),
    ("ar", "nl", "ولدت في ١٢ آذار/مارس ١٩٩٠", "Ik ben geboren op 12-3-1990"),
    ("ar", "nl", "12/3/1990", "12 maart 1990"),
    ("ar", "nl", "١ محرم ١٤٢٠", "17 april 1999"),
    ("ar", "nl", "من شهر تموز ٢٠١٥ لهلق", "Van juli 2015 tot nu"),
    ("ar", "nl", "من ٢٠١٢ إلى ٢٠١٥", "Van 2012 tot 2015"),
    ("ti", "nl", "12 መጋቢት 1990 ተወሊደ", "Ik ben geboren op 12 maart 1990"),
    ("ti", "nl", "ብ 3-5-2018 መጺአ", "Ik kwam op 3 mei 2018"),
    ("ti", "nl", "2 መስከረም 2007 ብግእዝ", "12 september 2014"),
    ("nl", "ar", "Uw afspraak is op 3 maart 2027.", "موعدك في ٣ آذار ٢٠٢٧."),
    ("nl", "ti", "Uw afspraak is op 14 juni.", "ቆጸራኹም 14 ሰነ እዩ።"),
    ("nl", "prs", "Kom op 5 oktober 2026.", "به تاریخ ۵ اکتوبر ۲۰۲۶ بیایید."),
    ("nl", "prs", "Het is 22 april 2001.", "۲ ثور ۱۳۸۰ است."),
    ("ar", "nl", "ابني عمره ٣ سنين واسمه يان", "Mijn zoon is 3 jaar en heet Jan"),
    ("nl", "nl", "Jan 3 jaar, Mei 5 jaar", "Jan 3 jaar, Mei 5 jaar"),
]


@pytest.mark.parametrize("row", WRONG)
def test_another_day_month_or_year_is_an_error(row: Row) -> None:
    assert severities(row, "dates") | severities(row, "numbers") == {"error"}


@pytest.mark.parametrize("row", RIGHT)
def test_the_same_date_is_right_in_each_calendar(row: Row) -> None:
    assert severities(row, "dates") | severities(row, "numbers") == set()


def test_the_message_names_both_dates() -> None:
    (check,) = found(("prs", "nl", "۲ ثور ۱۳۸۰", "22 april 2011"), "dates")
    assert check.found == ("۲ ثور ۱۳۸۰", "22 april 2011")
