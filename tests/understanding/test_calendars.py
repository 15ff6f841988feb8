"""Days, months and years of four calendars in the Gregorian calendar."""

from __future__ import annotations

import datetime

import pytest
from convertdate import persian

from assistant.understanding.calendars import (
    Calendar,
    ImpossibleDate,
    gregorian_month,
    gregorian_year,
    islamic_by_rule,
    month_length,
    to_gregorian,
    year_of,
)


@pytest.mark.parametrize(
    ("calendar", "said", "day"),
    [
        ("solar_hijri", (1365, 1, 12), "1986-04-01"),
        ("solar_hijri", (1380, 2, 2), "2001-04-22"),
        ("solar_hijri", (1399, 12, 30), "2021-03-20"),
        ("solar_hijri", (1278, 10, 11), "1900-01-01"),
        ("ethiopian", (1990, 7, 12), "1998-03-21"),
        ("ethiopian", (2010, 1, 1), "2017-09-11"),
        ("ethiopian", (1985, 13, 3), "1993-09-08"),
        ("islamic", (1420, 1, 1), "1999-04-17"),
        ("islamic", (1447, 9, 1), "2026-02-18"),
        ("gregorian", (1992, 2, 29), "1992-02-29"),
    ],
)
def test_a_day(calendar: Calendar, said: tuple[int, int, int], day: str) -> None:
    assert to_gregorian(calendar, *said).isoformat() == day


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        ("gregorian", (1991, 2, 29)),
        ("gregorian", (1990, 13, 1)),
        ("solar_hijri", (1370, 7, 31)),
        ("solar_hijri", (1371, 12, 30)),
        ("ethiopian", (1985, 13, 6)),
        ("ethiopian", (1985, 2, 31)),
        ("islamic", (1420, 0, 1)),
        ("islamic", (1420, 1, 31)),
        ("gregorian", (0, 1, 1)),
    ],
)
def test_a_day_that_does_not_exist(calendar: Calendar, said: tuple[int, int, int]) -> None:
    with pytest.raises(ImpossibleDate, match="does not exist"):
        to_gregorian(calendar, *said)


def test_the_new_year_of_afghanistan_is_that_of_the_sky() -> None:
    years = range(1277, 1500)
    assert [to_gregorian("solar_hijri", year, 1, 1) for year in years] == [
        datetime.date(*persian.to_gregorian(year, 1, 1)) for year in years
    ]


@pytest.mark.parametrize(
    ("calendar", "year", "month", "length"),
    [
        ("solar_hijri", 1370, 6, 31),
        ("solar_hijri", 1370, 7, 30),
        ("solar_hijri", 1370, 12, 30),
        ("solar_hijri", 1371, 12, 29),
        ("ethiopian", 1985, 13, 5),
        ("ethiopian", 1987, 13, 6),
        ("gregorian", 2000, 2, 29),
    ],
)
def test_how_long_a_month_is(calendar: Calendar, year: int, month: int, length: int) -> None:
    assert month_length(calendar, year, month) == length


@pytest.mark.parametrize(
    ("calendar", "year", "month", "gregorian"),
    [
        ("solar_hijri", 1365, 1, "1986-04"),  # 21 March to 20 April: twenty days in April
        ("solar_hijri", 1370, 10, "1992-01"),
        ("ethiopian", 1990, 7, "1998-03"),  # 10 March to 8 April
        ("gregorian", 1990, 3, "1990-03"),
    ],
)
def test_the_month_that_holds_most_of_it(calendar: Calendar, year: int, month: int, gregorian: str) -> None:
    assert gregorian_month(calendar, year, month) == (gregorian, True)


def test_an_islamic_month_across_two_months_is_not_clear() -> None:
    clear = {gregorian_month("islamic", 1420, month)[1] for month in range(1, 13)}
    assert clear == {True, False}


@pytest.mark.parametrize(
    ("calendar", "year", "gregorian"),
    [
        ("solar_hijri", 1365, "1986"),
        ("solar_hijri", 1400, "2021"),
        ("ethiopian", 1985, "1993"),
        ("islamic", 1410, "1990"),
        ("islamic", 1400, "1980"),
        ("gregorian", 1985, "1985"),
    ],
)
def test_the_year_that_holds_most_of_it(calendar: Calendar, year: int, gregorian: str) -> None:
    assert gregorian_year(calendar, year) == gregorian


@pytest.mark.parametrize(
    ("calendar", "year"), [("gregorian", 2026), ("solar_hijri", 1405), ("ethiopian", 2019), ("islamic", 1448)]
)
def test_the_year_it_is(calendar: Calendar, year: int) -> None:
    assert year_of(calendar, datetime.date(2026, 11, 22)) == year


def test_the_arithmetical_islamic_calendar_may_differ_from_umm_al_qura() -> None:
    assert to_gregorian("islamic", 1410, 2, 12).isoformat() == "1989-09-12"
    assert islamic_by_rule(1410, 2, 12).isoformat() == "1989-09-14"
