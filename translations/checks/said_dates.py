"""A date of a text, and whether a date of another text can be the same day, month or year in any of the four calendars."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.understanding.calendars import (
    CALENDARS,
    Calendar,
    ImpossibleDate,
    month_count,
    month_length,
    to_gregorian,
    year_of,
)
from assistant.understanding.date_meanings import CalendarHabits, Said, meanings

_TOLERANCE = {"gregorian": 0, "solar_hijri": 1, "islamic": 2, "ethiopian": 1}
"""Days by which conversions differ: leap years, and the moon that is seen a day later."""

_EXAMPLE_YEARS = range(2021, 2025)
"""Gregorian years over which a day without a year is converted: four, for the leap years."""

Months = frozenset[tuple[Calendar, int]]


@dataclass(frozen=True)
class _Span:
    """The Gregorian days one meaning of a date covers."""

    calendar: Calendar
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class SaidDate:
    """A day, a month or a day without a year, as one text says it.

    Attributes:
        text: its folded words.
        year: the year as said, or None.
        months: the calendars and numbers its month can have; a month in digits can be of every calendar.
        named: the month was said by its name.
        day: the day of the month, or None.
        spans: what it covers, one span for each meaning it can have.
    """

    text: str
    year: int | None
    months: Months
    named: bool
    day: int | None
    spans: tuple[_Span, ...]

    @classmethod
    def of(
        cls,
        year: int | None,
        month: int | None,
        day: int | None,
        named: tuple[tuple[Calendar, int], ...],
        *,
        short: bool,
        markers: tuple[Calendar, ...],
        text: str,
        habits: CalendarHabits,
        horizon: datetime.date,
    ) -> SaidDate:
        """The date of these parts.

        Args:
            year, month, day: as said; the month is None when it was named.
            named: the calendars and numbers of a named month.
            short: the year has two digits.
            markers: the calendars that were named beside it.
            text: its folded words.
            habits: which calendars people of this language use.
            horizon: the last day that is taken for a date.
        """
        months: Months = frozenset(named) if named else frozenset((calendar, month or 0) for calendar in CALENDARS)
        spans: tuple[_Span, ...] = ()
        if year is not None:
            said = Said(year, month, day, named, markers, short=short)
            spans = tuple(
                span
                for meaning in meanings(said, habits, horizon)
                if not meaning.refused and (span := _span(meaning.calendar, meaning.as_said))
            )
        return cls(text, year, months, bool(named), day, spans)

    @cached_property
    def keys(self) -> frozenset[tuple[int | None, Calendar, int, int | None]]:
        """The date as it was said, in each calendar it can be of; two dates with a key in common are the same."""
        return frozenset((self.year, calendar, month, self.day) for calendar, month in self.months)

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The numbers it consists of, the number of a named month too (it may be said in digits)."""
        found = frozenset(float(month) for _, month in self.months)
        return found | {float(part) for part in (self.year, self.day) if part is not None}

    @property
    def said_numbers(self) -> set[float]:
        """The numbers as they stand in the text, without that of a named month."""
        found = {float(part) for part in (self.year, self.day) if part is not None}
        return found if self.named else found | {float(month) for _, month in self.months}

    def can_be(self, other: SaidDate) -> bool:
        """Whether both can be the same: as it was said, or converted from one calendar to another."""
        if self._as_it_was(other):
            return True
        if self.year is None and other.year is None:
            return self._same_day_of_year(other)
        return any(_meet(one, two, self._exact(other)) for one in self.spans for two in other.spans)

    def _exact(self, other: SaidDate) -> bool:
        return (self.day is None) == (other.day is None)

    def _as_it_was(self, other: SaidDate) -> bool:
        years = {self.year, other.year}
        same_year = len(years) == 1 or (
            None not in years and min(years, key=_year) == _year(max(years, key=_year)) % 100
        )
        return same_year and self.day == other.day and bool(self.months & other.months)

    def _same_day_of_year(self, other: SaidDate) -> bool:
        if (self.day is None) != (other.day is None):
            return False
        return any(
            one[0] == "islamic" or two[0] == "islamic" or _days_of_year(*one, self.day) & _days_of_year(*two, other.day)
            for one in self.months
            for two in other.months
        )


def _year(year: int | None) -> int:
    return year or 0


def _meet(one: _Span, two: _Span, exact: bool) -> bool:
    if one.calendar == two.calendar and not exact:
        return False
    if not exact and _days(one) > 1 and _days(two) > 1:
        return False
    tolerance = datetime.timedelta(days=max(_TOLERANCE[one.calendar], _TOLERANCE[two.calendar]))
    return one.first - tolerance <= two.last and two.first - tolerance <= one.last


def _days(span: _Span) -> int:
    return (span.last - span.first).days + 1


@lru_cache(maxsize=4096)
def _span(calendar: Calendar, as_said: str) -> _Span | None:
    """The days of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` of a calendar; None when it has no such day."""
    parts = [int(part) for part in as_said.split("-")]
    try:
        if len(parts) == 3:
            day = to_gregorian(calendar, *parts)
            return _Span(calendar, day, day)
        first_month, last_month = (parts[1], parts[1]) if len(parts) == 2 else (1, month_count(calendar))
        first = to_gregorian(calendar, parts[0], first_month, 1)
        start = to_gregorian(calendar, parts[0], last_month, 1)
        length = month_length(calendar, parts[0], last_month)
        return _Span(calendar, first, start + datetime.timedelta(days=length - 1))
    except ImpossibleDate:
        return None


def year_span(calendar: Calendar, year: int) -> range:
    """The Gregorian years that a year of ``calendar`` touches; empty for a year out of reach."""
    span = _span(calendar, f"{year:04d}")
    return range(span.first.year, span.last.year + 1) if span else range(0)


@lru_cache(maxsize=4096)
def _days_of_year(calendar: Calendar, month: int, day: int | None) -> frozenset[tuple[int, int]]:
    """The Gregorian (month, day) that a day, or every day of a month, of a calendar falls on; with its tolerance."""
    found: set[tuple[int, int]] = set()
    for gregorian in _EXAMPLE_YEARS:
        year = year_of(calendar, datetime.date(gregorian, 12, 31))
        try:
            days = [day] if day else list(range(1, month_length(calendar, year, month) + 1))
            for one in days:
                middle = to_gregorian(calendar, year, month, one)
                for step in range(-_TOLERANCE[calendar], _TOLERANCE[calendar] + 1):
                    moved = middle + datetime.timedelta(days=step)
                    found.add((moved.month, moved.day))
        except ImpossibleDate:
            continue
    return frozenset(found)
