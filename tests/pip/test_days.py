from __future__ import annotations

from datetime import date

import pytest

from assistant.pip.days import easter, extended, holidays, last_day_of, months_after


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-03-02", 36, "2029-03-01"),
        ("2025-03-01", 36, "2028-02-29"),  # the day before 1 March 2028
        ("2028-03-01", 36, "2031-02-28"),  # dagtekening on 29 February
        ("2028-02-29", 36, "2031-02-28"),  # no 29 February in 2031: the month is full
        ("2028-02-29", 48, "2032-02-28"),  # there is one in 2032: the day before it
        ("2026-01-01", 36, "2028-12-31"),
        ("2026-01-15", 6, "2026-07-14"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-01", 18, "2028-05-31"),
    ],
)
def test_a_term_in_months_ends_the_day_before_the_same_day(first: str, months: int, last: str) -> None:
    assert last_day_of(date.fromisoformat(first), months).isoformat() == last


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-10-15", 3, "2027-01-15"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: str, months: int, found: str) -> None:
    assert months_after(date.fromisoformat(day), months).isoformat() == found


# the dates of Easter that every almanac gives
@pytest.mark.parametrize(
    "day",
    ["1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
     "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19"],
)  # fmt: skip
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_the_holidays_of_2026() -> None:
    assert sorted(day.isoformat() for day in holidays(2026)) == [
        "2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-25", "2026-12-25",
        "2026-12-26",
    ]  # fmt: skip


def test_koningsdag_is_the_day_before_when_it_would_be_sunday() -> None:
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


@pytest.mark.parametrize(
    ("end", "until"),
    [
        ("2026-11-20", "2026-11-20"),  # a Friday
        ("2026-11-21", "2026-11-23"),  # a Saturday
        ("2026-11-22", "2026-11-23"),  # a Sunday
        ("2026-04-03", "2026-04-07"),  # Goede Vrijdag, the weekend, tweede paasdag
        ("2026-12-25", "2026-12-28"),  # kerst on Friday and Saturday, then Sunday
        ("2027-12-25", "2027-12-27"),  # kerst on Saturday and Sunday
        ("2026-05-05", "2026-05-06"),  # bevrijdingsdag, every year
        ("2032-12-31", "2032-12-31"),
        ("2033-01-01", "2033-01-03"),  # nieuwjaarsdag on Saturday
    ],
)
def test_a_legal_term_does_not_end_in_a_weekend_or_on_a_holiday(end: str, until: str) -> None:
    assert extended(date.fromisoformat(end)).isoformat() == until


def test_a_day_that_a_decree_equates_with_a_holiday_counts_too() -> None:
    friday_after_ascension = date(2026, 5, 15)
    assert extended(date(2026, 5, 14), equated=[friday_after_ascension]) == date(2026, 5, 18)
    assert extended(date(2026, 5, 14)) == friday_after_ascension
