"""Numbers that the translation lost, and numbers that it invented."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from assistant.renditions.model import Check
from assistant.understanding.calendars import Calendar
from translations.checks.compared import compared
from translations.checks.findings import finding
from translations.checks.quantities import Quantities, SaidNumber, reported
from translations.checks.said_dates import year_span
from translations.checks.texts import Pair, Text

_CENTURIES = (1800, 2100)
_HIJRI = range(1279, 1501)
_GREGORIAN = range(1862, 2123)
_CALENDARS_OF_HIJRI: tuple[Calendar, ...] = ("solar_hijri", "islamic")


def check(pair: Pair) -> list[Check]:
    """An error for numbers of the source that are missing, and one for numbers that the source does not have.

    Digits of every script and number words are one; a year of another calendar may stand converted.
    """
    both = compared(pair)
    # what the check of the dates reports already is not reported twice
    in_dates = {value for date in (*both.lost, *both.new) for value in date.numbers}
    missing = [one for one in both.said.numbers if one.value not in in_dates and not _stands(one, both.made)]
    added = [one for one in both.made.numbers if one.value not in in_dates and not _stands(one, both.said)]
    ranks = any(one.ordinal for one in missing) and any(one.ordinal for one in added)
    lost = [*_shown(missing, pair.source, ranks), *_codes(both.said, both.made)]
    new = [*_shown(added, pair.translation, ranks), *_codes(both.made, both.said)]
    if lost and new:
        return [finding("numbers", "error", (*lost, *new), variant="changed")]
    if lost:
        return [finding("numbers", "error", lost, variant="missing")]
    if new:
        return [finding("numbers", "error", new, variant="added")]
    return []


def _shown(numbers: Iterable[SaidNumber], text: Text, ranks: bool) -> list[str]:
    """What is reported: ranks in words only when both texts have one that the other has not (derde, vierde)."""
    return [reported(one, text) for one in numbers if not one.weak or (ranks and one.ordinal)]


def _stands(number: SaidNumber, other: Quantities) -> bool:
    value = number.value
    if value in other.values or (value == 2 and other.dual):
        return True
    if value % 1:
        return _fraction_stands(value, other)
    return _short_year(number, other) or _converted_year(value, other)


def _fraction_stands(value: float, other: Quantities) -> bool:
    """1.5 stands as "one and a half", 11.29 as 11:29."""
    whole, fraction = value // 1, value % 1
    behind = float(f"{value:g}".partition(".")[2] or 0)
    if {whole, behind} <= other.values:
        return True
    return fraction in other.values and (whole in other.values or whole <= 1)


def _short_year(number: SaidNumber, other: Quantities) -> bool:
    """96 stands as 1996, 1930 as the years 30."""
    value = number.value
    if _CENTURIES[0] <= value < _CENTURIES[1]:
        return value % 100 in other.in_digits
    in_centuries = range(_CENTURIES[0], _CENTURIES[1], 100)
    return number.digits and 10 <= value <= 99 and any(century + value in other.in_digits for century in in_centuries)


def _converted_year(value: float, other: Quantities) -> bool:
    """Whether a year of a Hijri calendar stands in the other text as a Gregorian year, or the other way about."""
    year = int(value)
    if year in _HIJRI:
        return any(one in other.values for calendar in _CALENDARS_OF_HIJRI for one in year_span(calendar, year))
    return year in _GREGORIAN and not _hijri_years().get(year, frozenset()).isdisjoint(other.values)


@cache
def _hijri_years() -> dict[int, frozenset[int]]:
    """Gregorian year -> the years of the Hijri calendars that touch it."""
    found: dict[int, set[int]] = {}
    for calendar in _CALENDARS_OF_HIJRI:
        for hijri in _HIJRI:
            for year in year_span(calendar, hijri):
                found.setdefault(year, set()).add(hijri)
    return {year: frozenset(hijri) for year, hijri in found.items()}


def _codes(own: Quantities, other: Quantities) -> list[str]:
    return [
        written
        for code, written in own.codes.items()
        if code not in other.codes and not (code.isdecimal() and float(code) in other.values)
    ]
