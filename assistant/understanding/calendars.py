"""Four calendars, and how a day, a month or a year of each becomes Gregorian.

* ``gregorian``
* ``solar_hijri``: the calendar of Afghanistan and Iran. Computed with the 33-year leap rule, which gives the same days
  as the astronomical rule (``convertdate.persian``, 24 ms for every conversion) for the years 1277 to 1500.
* ``islamic``: the lunar calendar. Umm al-Qura days (``hijridate``) for the years 1343-1500, the arithmetical calendar
  (``convertdate.islamic``) before. Where the new moon is observed by eye a day can differ by one or two.
* ``ethiopian``: the Ge'ez calendar of Ethiopia and of the church in Eritrea: the Coptic calendar, year + 276.
"""

from __future__ import annotations

import calendar as _gregorian
import datetime
from collections import Counter
from functools import lru_cache
from typing import Literal

from convertdate import coptic as _coptic
from convertdate import islamic as _islamic
from hijridate import Hijri as _Hijri

Calendar = Literal["gregorian", "solar_hijri", "islamic", "ethiopian"]

CALENDARS: tuple[Calendar, ...] = ("gregorian", "solar_hijri", "islamic", "ethiopian")

EARLIEST_YEAR = 1900
"""Dates before this Gregorian year are no dates of a living person."""

_MONTHS = {"gregorian": 12, "solar_hijri": 12, "islamic": 12, "ethiopian": 13}
_COPTIC_TO_ETHIOPIAN = 276
_UMM_AL_QURA = range(1343, 1501)
_LONGEST_LUNAR_MONTH = 30
_SOLAR_HIJRI_EPOCH = datetime.date(622, 3, 21).toordinal() - 1
"""The day before 1 Hamal of year 1 by the 33-year rule, as a proleptic Gregorian day number."""


class ImpossibleDate(ValueError):
    """A day, month or year that its calendar does not have."""

    def __init__(self, calendar: Calendar, year: int, month: int | None = None, day: int | None = None) -> None:
        said = "-".join(str(part) for part in (year, month, day) if part is not None)
        super().__init__(f"{said} does not exist in the calendar {calendar}.")


def month_count(calendar: Calendar) -> int:
    """How many months a year of ``calendar`` has (the Ethiopian year has thirteen)."""
    return _MONTHS[calendar]


@lru_cache(maxsize=4096)
def month_length(calendar: Calendar, year: int, month: int) -> int:
    """The number of days in a month of ``calendar``.

    Raises:
        ImpossibleDate: there is no such month, or the year is out of reach.
    """
    if not (1 <= month <= _MONTHS[calendar] and 1 <= year <= 9000):
        raise ImpossibleDate(calendar, year, month)
    if calendar == "gregorian":
        return _gregorian.monthrange(year, month)[1]
    if calendar == "islamic" and year not in _UMM_AL_QURA:
        return int(_islamic.month_length(year, month))
    first = to_gregorian(calendar, year, month, 1)
    following = (year, month + 1) if month < _MONTHS[calendar] else (year + 1, 1)
    return (to_gregorian(calendar, *following, 1) - first).days


@lru_cache(maxsize=4096)
def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day in ``calendar``.

    Every Islamic month takes a thirtieth day: people see the moon themselves, whatever the tables say of that month.

    Raises:
        ImpossibleDate: the calendar has no such day.
    """
    if not (1 <= month <= _MONTHS[calendar] and 1 <= year <= 9000 and 1 <= day <= 31):
        raise ImpossibleDate(calendar, year, month, day)
    try:
        if calendar == "islamic" and 1 < day <= _LONGEST_LUNAR_MONTH:
            return _convert(calendar, year, month, 1) + datetime.timedelta(days=day - 1)
        if day > 1 and day > month_length(calendar, year, month):
            raise ImpossibleDate(calendar, year, month, day)
        return _convert(calendar, year, month, day)
    except (ValueError, OverflowError) as problem:
        raise ImpossibleDate(calendar, year, month, day) from problem


def _convert(calendar: Calendar, year: int, month: int, day: int) -> datetime.date:
    if calendar == "gregorian":
        return datetime.date(year, month, day)
    if calendar == "solar_hijri":
        days_of_months = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
        leap_days = (8 * year + 21) // 33
        return datetime.date.fromordinal(_SOLAR_HIJRI_EPOCH + 365 * (year - 1) + leap_days + days_of_months + day)
    if calendar == "ethiopian":
        return datetime.date(*_coptic.to_gregorian(year - _COPTIC_TO_ETHIOPIAN, month, day))
    if year in _UMM_AL_QURA:
        return _Hijri(year, month, day).to_gregorian()
    return islamic_by_rule(year, month, day)


def islamic_by_rule(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of an Islamic day by the arithmetical calendar, which no observation of the moon changes.

    Where it differs from :func:`to_gregorian`, both are days that people can have in their papers.
    """
    return datetime.date(*_islamic.to_gregorian(year, month, day))


def gregorian_month(calendar: Calendar, year: int, month: int) -> tuple[str, bool]:
    """The Gregorian month (``YYYY-MM``) that holds most days of a month of ``calendar``, and whether that is clear.

    It is not clear when two Gregorian months hold nearly the same number of days, so that one day decides.

    Raises:
        ImpossibleDate: the calendar has no such month.
    """
    length = month_length(calendar, year, month)
    first = to_gregorian(calendar, year, month, 1)
    shares = Counter(f"{day.year:04d}-{day.month:02d}" for day in _days(first, length)).most_common()
    clear = len(shares) == 1 or calendar == "gregorian" or shares[0][1] - shares[1][1] > 2
    return shares[0][0], clear or calendar != "islamic" and shares[0][1] != shares[1][1]


def gregorian_year(calendar: Calendar, year: int) -> str:
    """The Gregorian year (``YYYY``) that holds most days of a year of ``calendar``.

    Raises:
        ImpossibleDate: the year is out of reach.
    """
    if calendar == "gregorian":
        return f"{year:04d}"
    first = to_gregorian(calendar, year, 1, 1)
    length = (to_gregorian(calendar, year + 1, 1, 1) - first).days
    in_first = min(length, (datetime.date(first.year + 1, 1, 1) - first).days)
    in_second = min(length - in_first, 365)
    return f"{first.year if in_first >= in_second else first.year + 1:04d}"


def year_of(calendar: Calendar, day: datetime.date) -> int:
    """The year of ``calendar`` in which the Gregorian ``day`` falls."""
    if calendar == "gregorian":
        return day.year
    guess = {
        "solar_hijri": day.year - 621,
        "ethiopian": day.year - 7,
        "islamic": int((day.year - 622) * 33 / 32) + 2,
    }[calendar]
    while to_gregorian(calendar, guess, 1, 1) > day:
        guess -= 1
    return guess


def _days(first: datetime.date, length: int) -> list[datetime.date]:
    return [first + datetime.timedelta(days=step) for step in range(length)]
