"""What holds for dates in every language: no silent wrong date, refusals with a reason, the date as said is kept."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from assistant.understanding import understand
from assistant.understanding.calendars import gregorian_month, to_gregorian
from assistant.understanding.date_meanings import Said, habits_of, meanings
from assistant.understanding.dates import check_date
from assistant.understanding.languages import language
from tests.understanding.saying import TODAY, said


@pytest.mark.parametrize(
    ("words", "code", "rule"),
    [
        ("1990-13-40", "nl", "date_impossible"),
        ("300 jaar geleden", "nl", "date_impossible"),
        ("2030", "nl", "date_in_future"),
        ("12 december 2026", "nl", "date_in_future"),
        ("1850", "nl", "date_too_early"),
        ("۱۵ قوس ۱۴۰۵", "prs", "date_in_future"),
        ("۱۲ حمل ۱۲۶۵", "prs", "date_too_early"),
        ("٣٢/١٣/١٩٩٠", "ar", "date_impossible"),
        ("2035", "ar", "date_in_future"),
        ("1800", "ti", "date_too_early"),
        ("23 ሕዳር 2026", "ti", "date_in_future"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(words: str, code: str, rule: str) -> None:
    reading = said(words, "date", code)
    assert (reading.state, reading.value, reading.rule) == ("niet_begrepen", None, rule)


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ("1990-03-12", None),
        ("1990-03", None),
        ("1990", None),
        ("2026-11-22", None),
        ("2026-11", None),
        ("2026", None),
        ("2026-11-23", "date_in_future"),
        ("2026-12", "date_in_future"),
        ("2027", "date_in_future"),
        ("1899-12-31", "date_too_early"),
        ("1899", "date_too_early"),
        ("1990-02-30", "date_impossible"),
        ("1990-13", "date_impossible"),
        ("0000", "date_impossible"),
        ("90-3-12", "date_impossible"),
        ("1990-3", "date_impossible"),
        ("1990-03-12-01", "date_impossible"),
        ("", "date_impossible"),
        ("maart", "date_impossible"),
        ("١٩٩٠", "date_impossible"),
    ],
)
def test_a_date_made_with_buttons_is_checked(value: str, refusal: str | None) -> None:
    assert check_date(value, TODAY) == refusal


@pytest.mark.parametrize(
    ("words", "code", "calendar", "as_said"),
    [
        ("۲ ثور ۱۳۷۵", "prs", "solar_hijri", "1375-02-02"),
        ("حمل ۱۳۶۵", "prs", "solar_hijri", "1365-01"),
        ("۱۳۶۵ هجری قمری", "prs", "islamic", "1365"),
        ("12 maart 1990", "nl", "gregorian", "1990-03-12"),
        ("12 መጋቢት 1990 ብግእዝ", "ti", "ethiopian", "1990-07-12"),
        ("12 መጋቢት 1990", "ti", "gregorian", "1990-03-12"),
        ("1410 هـ", "ar", "islamic", "1410"),
    ],
)
def test_the_calendar_and_the_date_as_said_are_kept(words: str, code: str, calendar: str, as_said: str) -> None:
    assert said(words, "date", code).detail == {"calendar": calendar, "as_said": as_said}


@pytest.mark.parametrize(
    ("words", "code", "best", "other"),
    [
        ("12 መጋቢት 1990", "ti", "1990-03-12", "1998-03-21"),
        ("ግንቦት 1991", "ti", "1991-05", "1999-05"),
        ("۱۲/۲/۶۵", "prs", "1986-05-02", "1965-02-12"),
        ("1375", "nl", "1996", "1956"),
        ("1400", "ar", "1980", "2021"),
        ("2014 of 2015", "nl", "2014", "2015"),
        ("5 jaar geleden", "nl", "2021", "2020"),
        ("85", "nl", "1985", "1941"),
        ("رمضان ۱۳۶۵", "prs", "1986-05", "1946-08"),
        ("١٢ صفر ١٤١٠", "ar", "1989-09-12", "1989-09-14"),
    ],
)
def test_what_can_mean_two_dates_is_read_back_with_both(words: str, code: str, best: str, other: str) -> None:
    reading = said(words, "date", code)
    assert (reading.value, reading.confirm) == (best, True)
    assert other in reading.alternatives


def test_a_numeric_date_in_tigrinya_has_the_geez_date_as_alternative() -> None:
    reading = said("12/3/1990", "date", "ti")
    assert (reading.value, reading.confirm, reading.alternatives) == ("1990-03-12", False, ("1997-11-21",))


def test_a_municipality_can_have_every_numeric_date_in_tigrinya_read_back() -> None:
    careful = replace(habits_of(language("ti")), digits_are_gregorian=False)
    found = meanings(Said(1990, 3, 12), careful, TODAY)
    assert [(meaning.value, meaning.certain) for meaning in found] == [("1990-03-12", False), ("1997-11-21", False)]


def test_the_same_day_in_two_calendars_confirms_itself() -> None:
    reading = said("۱۲ اسد ۱۳۶۵ (3 august 1986)", "date", "prs")
    assert (reading.value, reading.confirm) == ("1986-08-03", False)
    other_day = said("۱۲ اسد ۱۳۶۵ (4 august 1986)", "date", "prs")
    assert (other_day.value, other_day.confirm) == ("1986-08-03", True)
    assert "1986-08-04" in other_day.alternatives


def test_today_decides_what_a_short_year_and_a_past_time_are() -> None:
    in_2020 = datetime.date(2020, 6, 1)
    assert understand("12-3-25", "date", "nl", today=in_2020).value == "1925-03-12"
    assert said("12-3-25", "date", "nl").value == "2025-03-12"
    assert understand("5 jaar geleden", "date", "nl", today=in_2020).value == "2015"
    assert understand("maart", "date", "nl", today=datetime.date(2020, 2, 1)).value == "2019-03"
    assert understand("2021", "date", "nl", today=in_2020).rule == "date_in_future"


@pytest.mark.parametrize("code", ["nl", "ar", "ti", "prs"])
@pytest.mark.parametrize(
    "words", ["12 maart 1990", "12 march 1990", "12-3-1990", "١٢/٣/١٩٩٠", "۱۲-۳-۱۹۹۰", "1990-03-12"]
)
def test_dutch_english_and_all_digits_are_read_in_every_language(words: str, code: str) -> None:
    reading = said(words, "date", code)
    assert (reading.value, reading.confirm) == ("1990-03-12", False)


def written_months() -> list[tuple[str, str, str, int]]:
    """Every way to write a month in the data of every language."""
    return [
        (code, written, calendar, number)
        for code in ("nl", "ar", "ti", "prs")
        for calendar, months in language(code).data("calendar")["months"].items()
        for number, ways in months.items()
        for written in ways
    ]


YEARS = {"gregorian": 1992, "solar_hijri": 1371, "islamic": 1421, "ethiopian": 1985}


@pytest.mark.parametrize(("code", "written", "calendar", "number"), written_months())
def test_every_spelling_of_a_month_is_that_month(code: str, written: str, calendar: str, number: int) -> None:
    year = YEARS[calendar]
    reading = said(f"3 {written} {year}", "date", code)
    meant = to_gregorian(calendar, year, number, 3).isoformat()  # type: ignore[arg-type]
    assert meant in (reading.value, *reading.alternatives)
    assert reading.value == meant or reading.confirm
    month_only = said(f"{written} {year}", "date", code)
    assert gregorian_month(calendar, year, number)[0] in (month_only.value, *month_only.alternatives)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["", "   ", "?", "😀", "...", "\u200f"])
@pytest.mark.parametrize("value_type", ["date", "number", "school_years"])
def test_nothing_said_is_not_understood(words: str, value_type: str) -> None:
    assert said(words, value_type, "prs").state == "niet_begrepen"


@pytest.mark.parametrize(
    "words",
    [
        "1" * 500,
        "1/" * 200,
        "-" * 300,
        "12/3/" * 80,
        "٠" * 100,
        "፼" * 60,
        "9999-99-99",
        "0/0/0",
        "1e99",
        "½½½",
        "12 maart " * 50,
    ],
)
@pytest.mark.parametrize("value_type", ["date", "number", "school_years"])
@pytest.mark.parametrize("code", ["nl", "ar", "ti", "prs"])
def test_nonsense_never_breaks_a_reader(words: str, value_type: str, code: str) -> None:
    reading = said(words, value_type, code)
    assert reading.state == "niet_begrepen" or reading.confirm or reading.value is not None
