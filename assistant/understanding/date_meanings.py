"""What a date that was said means: the calendars it can be of, and its Gregorian value in each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.understanding.calendars import (
    EARLIEST_YEAR,
    Calendar,
    ImpossibleDate,
    gregorian_month,
    gregorian_year,
    islamic_by_rule,
    month_length,
    to_gregorian,
    year_of,
)
from assistant.understanding.languages import Language

IN_FUTURE = "date_in_future"
TOO_EARLY = "date_too_early"
IMPOSSIBLE = "date_impossible"

_HIJRI_YEARS = range(1279, 1501)
_GREGORIAN_LIKE = range(1501, 10_000)


@dataclass(frozen=True)
class Said:
    """A date as it was said, before it is known which calendar was meant.

    Attributes:
        year: the year as said; below 100 when only two digits were said.
        month: month number; with ``named`` the number in each calendar stands there instead.
        day: day of the month.
        named: the calendars and month numbers the name of the month can have.
        markers: the calendar that was said in so many words; two where the words fit two ("hijri").
        short: the year was said with its last two digits.
        geez: the year or day was written in Ge'ez numerals.
        doubtful: the parts could also be put together in another way.
        coarse: the day only tells which month it was (a feast).
        rule: how it was found.
    """

    year: int
    month: int | None = None
    day: int | None = None
    named: tuple[tuple[Calendar, int], ...] = ()
    markers: tuple[Calendar, ...] = ()
    short: bool = False
    geez: bool = False
    doubtful: bool = False
    coarse: bool = False
    rule: str = "date"


@dataclass(frozen=True)
class Meaning:
    """One Gregorian value a date can have.

    Attributes:
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty when refused.
        calendar: the calendar the date was read in.
        as_said: the date in that calendar.
        certain: nothing else can be meant.
        clear: one day more or less would not change the value.
        refused: why the value cannot be taken, or ``None``.
    """

    value: str
    calendar: Calendar
    as_said: str
    certain: bool
    clear: bool = True
    refused: str | None = None


@dataclass(frozen=True)
class CalendarHabits:
    """Which calendars the people of a language use, from ``calendars`` in its ``language.yml``.

    Attributes:
        hijri_years: the calendars a year like 1365 or 1410 can be of, the usual one first.
        hijri_years_certain: the first of these needs no confirmation.
        short_years: the calendars a numeric date with a two-digit year can be of.
        beside_gregorian: calendars whose years look like Gregorian years; given as alternatives.
        digits_are_gregorian: a date in ordinary digits without the name of a month is Gregorian without doubt.
    """

    hijri_years: tuple[Calendar, ...] = ("solar_hijri", "islamic")
    hijri_years_certain: bool = False
    short_years: tuple[Calendar, ...] = ("gregorian",)
    beside_gregorian: tuple[Calendar, ...] = ()
    digits_are_gregorian: bool = True


_OLDEST_CERTAIN = 80
"""A year of two digits that lies longer ago than this is read back."""


def habits_of(language: Language) -> CalendarHabits:
    """The :class:`CalendarHabits` of a language."""
    facts = language.data("language").get("calendars") or {}
    return CalendarHabits(
        hijri_years=tuple(facts.get("hijri_years", CalendarHabits.hijri_years)),
        hijri_years_certain=bool(facts.get("hijri_years_certain", False)),
        short_years=tuple(facts.get("short_years", CalendarHabits.short_years)),
        beside_gregorian=tuple(facts.get("beside_gregorian", ())),
        digits_are_gregorian=bool(facts.get("digits_are_gregorian", True)),
    )


def meanings(said: Said, habits: CalendarHabits, today: datetime.date) -> list[Meaning]:
    """What ``said`` can mean, most likely first: the possible values, or one refusal when there is none."""
    months = list(_each_month(said))
    candidates = [each for one in months for each in _candidates(one, habits, today)]
    found = [meaning for meaning in candidates if not meaning.refused]
    if not found and said.day and any(meaning.refused == IMPOSSIBLE for meaning in candidates):
        # "31 april 1990": the month and the year are kept, and read back
        return _unsure_months(replace(said, day=None, doubtful=True), habits, today) or candidates[:1]
    if not found:
        return candidates[:1]
    if said.coarse:
        found = _by_month(found)
    # When every other calendar gives an impossible date, the usual calendar is what was meant.
    alone = len(found) == 1 and found[0] is candidates[0] and (len(candidates) > 1 or found[0].certain)
    unique: dict[str, Meaning] = {}
    for meaning in found:
        certain = (meaning.certain or alone) and meaning.clear and not months[0].doubtful and not candidates[0].refused
        unique.setdefault(meaning.value, replace(meaning, certain=certain))
    return list(unique.values())


def _each_month(said: Said) -> Iterator[Said]:
    """``said`` for every month its name can have in one calendar («تشرين» is October or November)."""
    calendars = [calendar for calendar, _ in said.named]
    if len(set(calendars)) == len(calendars):
        yield said
        return
    for place, month in enumerate(said.named):
        once = [other for other in said.named if other[0] != month[0]] if calendars.index(month[0]) == place else []
        yield replace(said, named=(month, *once), doubtful=True)


def _unsure_months(said: Said, habits: CalendarHabits, today: datetime.date) -> list[Meaning]:
    usual = next((each for one in _each_month(said) for each in _candidates(one, habits, today)), None)
    if usual is None or usual.refused == IMPOSSIBLE:
        return []
    return [meaning for meaning in meanings(said, habits, today) if not meaning.refused]


def _by_month(found: Sequence[Meaning]) -> list[Meaning]:
    """The months of the days in ``found``, then their years."""
    months = [replace(meaning, value=meaning.value[:7], certain=False) for meaning in found]
    return [*months, *(replace(meaning, value=meaning.value[:4]) for meaning in months)]


def _calendars(said: Said, habits: CalendarHabits) -> list[tuple[Calendar, bool]]:
    """The calendars to try, in order, and whether that calendar is certain if its value is possible."""
    if said.named:
        names = [calendar for calendar, _ in said.named]
        meant = [marker for marker in said.markers if marker in names]
        if meant:
            return [(marker, len(meant) == 1) for marker in meant]
        if not said.short:  # the calendars that have such a year come first
            names.sort(key=lambda name: not _year_fits(name, said.year))
        return [(name, len(names) == 1 and not said.markers) for name in names]
    if said.markers:
        return [(marker, len(said.markers) == 1) for marker in said.markers]
    if said.short:
        return [(calendar, len(habits.short_years) == 1) for calendar in habits.short_years]
    if said.year in _HIJRI_YEARS:
        certain = habits.hijri_years_certain
        return [(calendar, certain and place == 0) for place, calendar in enumerate(habits.hijri_years)]
    beside = [(calendar, False) for calendar in habits.beside_gregorian]
    doubtful = bool(beside) and (said.geez or not habits.digits_are_gregorian)
    return [("gregorian", not doubtful), *beside]


def _candidates(said: Said, habits: CalendarHabits, today: datetime.date) -> Iterator[Meaning]:
    for calendar, certain in _calendars(said, habits):
        month = dict(said.named).get(calendar, said.month)
        if said.named and calendar == "islamic" and said.year in _HIJRI_YEARS and habits.hijri_years[0] != "islamic":
            # A month of the moon in a year of the sun: who counts years by the sun can mean either.
            yield from _mixed(said, calendar, month, habits, today)
            certain = False
        if said.coarse and calendar != "gregorian" and said.year in _GREGORIAN_LIKE and not said.markers:
            yield from _mixed(said, calendar, month, habits, today)  # a feast in a Gregorian year
        if said.short:
            yield _most_recent(said, calendar, month, certain, today)
        elif _year_fits(calendar, said.year):
            yield from _all_of(calendar, said.year, month, said.day, certain, today)
        else:
            mixed = list(_mixed(said, calendar, month, habits, today))
            yield from mixed or [_refusal(calendar, said, TOO_EARLY if said.year < EARLIEST_YEAR else IMPOSSIBLE)]


def _year_fits(calendar: Calendar, year: int) -> bool:
    return year in (_HIJRI_YEARS if calendar in ("solar_hijri", "islamic") else _GREGORIAN_LIKE)


def _most_recent(said: Said, calendar: Calendar, month: int | None, certain: bool, today: datetime.date) -> Meaning:
    """A two-digit year is the most recent one possible."""
    this_year = year_of(calendar, today)
    year = this_year - this_year % 100 + said.year % 100
    meaning = next(_all_of(calendar, year, month, said.day, certain, today))
    leap_day = meaning.refused == IMPOSSIBLE and said.day in (29, 30)
    if meaning.refused == IN_FUTURE or leap_day:
        meaning = next(_all_of(calendar, year - 100, month, said.day, certain, today))
    # "In maart 40" is sooner an age than a year
    old = not meaning.refused and today.year - int(meaning.value[:4]) > _OLDEST_CERTAIN
    return replace(meaning, certain=False) if old else meaning


def _all_of(
    calendar: Calendar, year: int, month: int | None, day: int | None, certain: bool, today: datetime.date
) -> Iterator[Meaning]:
    """The value of one date in one calendar; two for a month of the Islamic calendar that lies across two months."""
    as_said = "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
    try:
        if month is None:
            first = to_gregorian(calendar, year, 1, 1)
            value, clear, other = gregorian_year(calendar, year), True, None
        elif day is None:
            first = to_gregorian(calendar, year, month, 1)
            last = first + datetime.timedelta(days=month_length(calendar, year, month) - 1)
            value, clear = gregorian_month(calendar, year, month)
            other = next((found for found in (_month_of(first), _month_of(last)) if found != value), None)
        else:
            first = to_gregorian(calendar, year, month, day)
            value, clear = first.isoformat(), calendar != "islamic"
            other = None if clear else islamic_by_rule(year, month, day).isoformat()
    except ImpossibleDate:
        yield Meaning("", calendar, as_said, False, refused=IMPOSSIBLE)
        return
    if first > today:
        yield Meaning("", calendar, as_said, False, refused=IN_FUTURE)
    elif int(value[:4]) < EARLIEST_YEAR:
        yield Meaning("", calendar, as_said, False, refused=TOO_EARLY)
    else:
        value = min(value, today.isoformat()[: len(value)])
        yield Meaning(value, calendar, as_said, certain, clear)
        if other and other != value and not clear and other <= today.isoformat():
            yield Meaning(other, calendar, as_said, False, clear)


def _ends(calendar: Calendar, year: int) -> tuple[datetime.date, datetime.date]:
    return to_gregorian(calendar, year, 1, 1), to_gregorian(calendar, year + 1, 1, 1) - datetime.timedelta(days=1)


def _month_of(day: datetime.date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _mixed(
    said: Said, calendar: Calendar, month: int | None, habits: CalendarHabits, today: datetime.date
) -> Iterator[Meaning]:
    """A month of one calendar with a year of another (12 حمل 1990): always to be confirmed."""
    if month is None or not said.named:
        return
    others: Sequence[Calendar] = ("gregorian",) if said.year in _GREGORIAN_LIKE else habits.hijri_years
    for other in others:
        if other == calendar or not _year_fits(other, said.year):
            continue
        try:
            first, last = _ends(other, said.year)
        except ImpossibleDate:
            continue
        for year in range(year_of(calendar, first), year_of(calendar, last) + 1):
            try:
                middle = to_gregorian(calendar, year, month, said.day or 15)
            except ImpossibleDate:
                continue
            if first <= middle <= last:
                for meaning in _all_of(calendar, year, month, said.day, False, today):
                    yield replace(meaning, certain=False)


def _refusal(calendar: Calendar, said: Said, why: str) -> Meaning:
    as_said = "-".join(f"{part:02d}" for part in (said.year, said.month, said.day) if part is not None)
    return Meaning("", calendar, as_said, False, refused=why)
