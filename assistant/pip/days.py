"""Counting days, weeks, months and years of a term: whole days of the calendar, never hours.

A day is a ``date``, so the change to summer time and the hour of the clock play no part.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)


def weeks_after(day: date, weeks: int) -> date:
    """The day that lies this many weeks after a day."""
    return day + timedelta(weeks=weeks)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day_of(first: date, months: int) -> date:
    """The last day of a term of so many months that begins on ``first``.

    It is the day before the one with the same number. Where that month has no such day, the term fills the month: three
    years from 29 February 2028 last up to and including 28 February 2031, and six months from 31 August 2026 up to and
    including 28 February 2027.
    """
    same = months_after(first, months)
    return same if same.day != first.day else same - ONE_DAY


@cache
def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    skipped, left = divmod(century, 4)
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leaps, rest = divmod(of_century, 4)
    week = (32 + 2 * left + 2 * leaps - moon - rest) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _koningsdag(year: int) -> date:
    """27 April; the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - ONE_DAY if day.weekday() == 6 else day


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "nieuwjaarsdag": lambda year: date(year, 1, 1),
    "goede_vrijdag": lambda year: easter(year) - timedelta(days=2),
    "tweede_paasdag": lambda year: easter(year) + ONE_DAY,
    "koningsdag": _koningsdag,
    "bevrijdingsdag": lambda year: date(year, 5, 5),
    "hemelvaartsdag": lambda year: easter(year) + timedelta(days=39),
    "tweede_pinksterdag": lambda year: easter(year) + timedelta(days=50),
    "eerste_kerstdag": lambda year: date(year, 12, 25),
    "tweede_kerstdag": lambda year: date(year, 12, 26),
}
"""Name of a day of Algemene termijnenwet art. 3 -> when it is in a year. 5 May is one every year."""


def holidays(year: int, names: Collection[str] = tuple(HOLIDAYS)) -> frozenset[date]:
    """The days of a year that are generally recognised holidays (Algemene termijnenwet art. 3); unknown names are skipped."""
    return frozenset(HOLIDAYS[name](year) for name in names if name in HOLIDAYS)


def extended(end: date, names: Collection[str] = tuple(HOLIDAYS), equated: Collection[date] = ()) -> date:
    """The last day of a legal term (Algemene termijnenwet art. 1).

    A term that ends on a Saturday, a Sunday, a generally recognised holiday or a day that a decree equates with one runs to
    the next day that is none of these.
    """
    while end.weekday() >= 5 or end in equated or end in holidays(end.year, names):
        end += ONE_DAY
    return end


__all__ = ["HOLIDAYS", "easter", "extended", "holidays", "last_day_of", "months_after", "weeks_after"]
