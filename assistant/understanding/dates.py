"""Reads dates in four calendars, in words and in digits, whole and in part.

The value is Gregorian: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, as much as was said. Numeric dates are day-first. What
can be read in more than one way is read back (``confirm``), with the other ways as alternatives; a wrong date must
never be taken silently. ``detail`` keeps the calendar and the date as it was said.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding import Question
from assistant.understanding.calendars import EARLIEST_YEAR, ImpossibleDate, to_gregorian, year_of
from assistant.understanding.counted import with_numbers
from assistant.understanding.date_events import BIRTH, asked_of, put_asked_first
from assistant.understanding.date_items import without_zero_months
from assistant.understanding.date_meanings import (
    IMPOSSIBLE,
    IN_FUTURE,
    TOO_EARLY,
    CalendarHabits,
    Meaning,
    Said,
    habits_of,
    meanings,
)
from assistant.understanding.date_numeric import NoYear
from assistant.understanding.date_phrases import Elapsed, Found, Relative, find
from assistant.understanding.languages import Language
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.tagging import lexicon

CERTAIN, UNSURE = 0.95, 0.6
_NO_DATE = "0000-00"
"""Stands for a day that does not exist or lies beyond all memory; :func:`check_date` refuses it."""
_MOST_ALTERNATIVES = 4
_YOUNGEST, _OLDEST = 14, 95
"""Ages between which somebody who does the intake is expected to be."""
_SHORT_ANSWER = 4
_COMPARED = {"later": 1, "earlier": -1, "younger": 1, "older": -1}
"""Words that move a date by the time said beside them, and in which direction."""
_OLDEST_LIKELY = 75
"""A bare number of two digits is a year of birth when that makes a person at most this old, else an age."""


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The date that ``text`` says.

    A date after ``today`` or before 1900, or without a month that exists, is ``niet_begrepen`` with the rule
    ``date_in_future``, ``date_too_early`` or ``date_impossible``. Of a day that does not exist the month is kept and read
    back. A date of birth without a year is ``niet_begrepen`` (``birth_without_year``), and so is an age that tells no date
    ("I was 19 when I came", ``age_then``).
    """
    words = lexicon(language, ("numbers", "calendar"))
    habits = habits_of(language)
    items = words.tag(text, guess=True)
    found = find(with_numbers(without_zero_months(items), decimals=False))
    asked = asked_of(question)
    reading = _reading(put_asked_first(found, asked, language), habits, today, asked)
    if asked == BIRTH and reading.state == "beantwoord":
        reading = _of_birth(reading, today)
    if reading.state == "beantwoord" and any(item.guessed for item in items):
        return replace(reading, confirm=True, confidence=min(reading.confidence, UNSURE))
    return reading


def check_date(value: str, today: datetime.date) -> str | None:
    """Whether a date given by its parts (by buttons) can be taken.

    Args:
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, Gregorian.
        today: the day of the answer.

    Returns:
        ``None`` when it can be taken, else ``date_impossible``, ``date_in_future`` or ``date_too_early``.
    """
    parts = value.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return IMPOSSIBLE
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
        return IMPOSSIBLE
    year, month, day = (*(int(part) for part in parts), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        return IMPOSSIBLE
    if year < EARLIEST_YEAR:
        return TOO_EARLY
    return IN_FUTURE if value > today.isoformat()[: len(value)] else None


def _reading(found: Found, habits: CalendarHabits, today: datetime.date, asked: str | None) -> Reading:
    compared = next((kind for kind in _COMPARED if found.says(kind)), None)
    if found.dates:
        reading = _of_dates(replace(found, doubt=found.doubt or compared is not None), habits, today, asked)
        spans = [elapsed for elapsed in found.elapsed if not found.says("ago")]
        if compared and len(found.dates) == 1 and spans and reading.state == "beantwoord":
            return _moved(reading, spans[0], _COMPARED[compared], today)
        return reading
    if compared in ("younger", "older"):
        return NOT_UNDERSTOOD
    if _tells_no_date(found, asked):
        return replace(NOT_UNDERSTOOD, rule="age_then")
    if found.relatives:
        return _unsure([_relative_value(relative, today) for relative in found.relatives], "relative_date", today)
    if found.without_year and found.elapsed and found.elapsed[0].unit == "year":
        month, years = found.without_year[0], round(found.elapsed[0].months / 12)
        named = month.named or ((habits.short_years[0], month.month or 1),)
        return _unsure([_relative_value(Relative("year", -years, named, month.day), today)], "relative_date", today)
    if found.without_year and asked == BIRTH:
        return replace(NOT_UNDERSTOOD, rule="birth_without_year")
    if found.without_year:
        return _of_months(found.without_year, habits, today)
    if found.elapsed:
        values = [value for elapsed in found.elapsed for value in _elapsed_values(elapsed, today)]
        return _unsure(values, found.elapsed[0].rule, today)
    if found.bare:
        return _of_bare(found.bare, habits, today)
    return NOT_UNDERSTOOD


def _tells_no_date(found: Found, asked: str | None) -> bool:
    """Whether only an age at some time, or a length of time ("one very hot day"), was said."""
    if found.relatives or found.without_year or found.says("ago"):
        return False
    if found.says("then") and (found.says("age") or found.bare or found.elapsed and not found.says("since")):
        return True
    if asked != BIRTH and found.says("age") and any("came" in item.tags.get("events", ()) for item in found.items):
        return not found.says("since")
    short = bool(found.elapsed) and found.elapsed[0].unit in ("day", "week") and not found.says("since")
    return short and (asked == BIRTH or len(found.items) > _SHORT_ANSWER and not found.says("about"))


def _moved(reading: Reading, span: Elapsed, sign: int, today: datetime.date) -> Reading:
    """A date and a time after or before it: "on 3 August, two weeks later"; "my brother is of 1990, I am two years younger"."""
    parts = [int(part) for part in str(reading.value).split("-")]
    months = parts[0] * 12 + (parts[1] if len(parts) > 1 else 1) - 1 + sign * round(span.months)
    try:
        day = datetime.date(months // 12, months % 12 + 1, min(parts[2] if len(parts) > 2 else 1, 28))
        if not span.months and len(parts) > 2:
            day = datetime.date(*parts)
        day += datetime.timedelta(days=sign * span.days)
    except (ValueError, OverflowError):
        return reading
    exact = {"year": 4, "month": 7, "week": 10, "day": 10}[span.unit]
    value = day.isoformat()[: min(exact, len(str(reading.value)))]
    return replace(_unsure([value, str(reading.value), *reading.alternatives], "date_moved", today), detail=None)


def _of_birth(reading: Reading, today: datetime.date) -> Reading:
    """A date of birth that makes a grown-up comes first; one that does not is read back."""
    values = sorted((reading.value, *reading.alternatives), key=lambda value: not _grown_up(value, today))
    if not reading.confirm:
        return reading if _grown_up(reading.value, today) else replace(reading, confirm=True, confidence=UNSURE)
    if values[0] == reading.value:
        return reading
    return replace(reading, value=values[0], alternatives=tuple(values[1:]), detail=None)


def _grown_up(value: str, today: datetime.date) -> bool:
    return _YOUNGEST <= today.year - int(value[:4]) <= _OLDEST


def _of_dates(found: Found, habits: CalendarHabits, today: datetime.date, asked: str | None) -> Reading:
    each = [(said, meanings(said, habits, today)) for said in found.dates]
    if asked == BIRTH and not all(len(ways) == 1 for _, ways in each):
        each = [(said, sorted(ways, key=lambda way: not _likely_birth(way, today))) for said, ways in each]
    usable = [(said, ways) for said, ways in each if ways and not ways[0].refused]
    if not usable:
        refused = each[0][1][0].refused if each[0][1] else None
        return replace(NOT_UNDERSTOOD, rule=refused or NOT_UNDERSTOOD.rule)
    said, ways = usable[0]
    best = ways[0]
    certain = best.certain and not found.doubt
    # The same day said in two calendars confirms itself; two different days do not.
    rest = [meaning.value for _, others in usable[1:] for meaning in others]
    if len(each) > 1:
        shared = {meaning.value for meaning in ways} & set(rest)
        if shared and len(usable) == len(each):
            best = next(meaning for meaning in ways if meaning.value in shared)
        else:
            certain = False
    others = [meaning.value for meaning in ways] + rest
    alternatives = tuple(dict.fromkeys(value for value in others if value != best.value))[:_MOST_ALTERNATIVES]
    return Reading(
        "beantwoord",
        best.value,
        not certain,
        alternatives,
        CERTAIN if certain else UNSURE,
        said.rule,
        _detail(best),
    )


def _likely_birth(way: Meaning, today: datetime.date) -> bool:
    return bool(way.certain or way.refused or _grown_up(way.value, today))


def _detail(meaning: Meaning) -> dict[str, str]:
    return {"calendar": meaning.calendar, "as_said": meaning.as_said}


def _unsure(values: Sequence[str], rule: str, today: datetime.date) -> Reading:
    usable = [value for value in dict.fromkeys(values) if check_date(value, today) is None]
    if not usable:
        return replace(NOT_UNDERSTOOD, rule=check_date(values[0], today) or IMPOSSIBLE)
    return Reading("beantwoord", usable[0], True, tuple(usable[1 : 1 + _MOST_ALTERNATIVES]), UNSURE, rule)


def _months_before(today: datetime.date, months: int) -> str:
    index = today.year * 12 + today.month - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _elapsed_values(elapsed: Elapsed, today: datetime.date) -> list[str]:
    if elapsed.months > 200 * 12 or elapsed.days > 200 * 365:
        return [_NO_DATE]
    if elapsed.unit == "year" and not elapsed.days:
        year = today.year - round(elapsed.months / 12)
        return [f"{year:04d}", f"{year - 1:04d}"]
    if elapsed.months and not elapsed.days:
        return [_months_before(today, round(elapsed.months))]
    day = today - datetime.timedelta(days=elapsed.days + round(elapsed.months * 30.44))
    return [day.isoformat() if elapsed.unit == "day" else day.isoformat()[:7]]


def _month_of_year(relative: Relative, today: datetime.date) -> str:
    """The month, or the day, of a year counted from today; of a day that does not exist its month."""
    calendar, month = relative.month[0]
    year = year_of(calendar, today) + relative.offset
    try:
        middle = to_gregorian(calendar, year, month, 15).isoformat()[:7]
    except ImpossibleDate:
        return _NO_DATE
    try:
        return to_gregorian(calendar, year, month, relative.day).isoformat() if relative.day else middle
    except ImpossibleDate:
        return middle


def _relative_value(relative: Relative, today: datetime.date) -> str:
    if relative.unit == "year":
        if relative.month and relative.offset == 0:
            this = _month_of_year(relative, today)
            return this if this <= today.isoformat() else _month_of_year(replace(relative, offset=-1), today)
        if relative.month:
            return _month_of_year(relative, today)
        return f"{today.year + relative.offset:04d}"
    if relative.unit == "month":
        month = _months_before(today, -relative.offset)
        day = f"{month}-{relative.day or 0:02d}"
        return day if relative.day and check_date(day, today) is None else month
    if relative.unit == "weekday":
        back = (today.isoweekday() - (relative.day or 1) - 1) % 7 + 1
        return (today - datetime.timedelta(days=back)).isoformat()
    if relative.unit == "weekday_of_week":
        monday = today - datetime.timedelta(days=today.weekday())
        return (monday + datetime.timedelta(weeks=relative.offset, days=(relative.day or 1) - 1)).isoformat()
    if relative.unit == "week":
        return (today + datetime.timedelta(weeks=relative.offset)).isoformat()[:7]
    return (today + datetime.timedelta(days=relative.offset)).isoformat()


def _of_months(months: Sequence[NoYear], habits: CalendarHabits, today: datetime.date) -> Reading:
    """The most recent time that month or day came: always read back."""
    values: list[str] = []
    for said in months:
        named = said.named or ((habits.short_years[0], said.month or 0),)
        for calendar, month in named:
            this_year = year_of(calendar, today)
            for year in (this_year, this_year - 1):
                one = Said(year, None, said.day, ((calendar, month),), doubtful=True, coarse=said.coarse)
                ways = meanings(one, habits, today)
                usable = [way.value for way in ways if not way.refused]
                if usable:
                    values += usable[:1]
                    break
    if not values:
        return replace(NOT_UNDERSTOOD, rule=IMPOSSIBLE)
    return _unsure(values, "date_without_year", today)


def _of_bare(numbers: Sequence[int], habits: CalendarHabits, today: datetime.date) -> Reading:
    """85: a year of two digits, or an age."""
    values: list[str] = []
    for number in numbers:
        years = [
            meaning.value
            for meaning in meanings(Said(number, short=True, doubtful=True), habits, today)
            if not meaning.refused
        ]
        of_age = [f"{today.year - number:04d}"] if 10 <= number <= 110 else []
        likely = [value for value in years if today.year - int(value) <= _OLDEST_LIKELY]
        values += [*likely, *of_age, *(value for value in years if value not in likely)]
    if not values:
        return NOT_UNDERSTOOD
    return _unsure(values, "bare_number", today)


__all__ = ["IMPOSSIBLE", "IN_FUTURE", "TOO_EARLY", "check_date", "read"]
