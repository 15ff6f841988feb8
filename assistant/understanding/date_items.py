"""The words of an answer in which a date is looked for, and which of them a date has already taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.calendars import Calendar
from assistant.understanding.counted import NUMBER, ORDINAL
from assistant.understanding.date_meanings import Said
from assistant.understanding.tagging import Item

_YEAR_FROM = 1000
_FILLERS_BETWEEN = 2
_LONGEST_FILLER = 3
_WITHIN_A_DATE = (
    *("units", "month_label", "day_label", "ordinal_ending", "weekday", "calendar"),
    *("since", "from", "and", "age"),
)
_CENTURIES = (13, 14, 19, 20)


def without_zero_months(items: Sequence[Item]) -> list[Item]:
    """``items`` in which the name of a month is no number (صفر: the month Safar, zero)."""
    return [
        replace(item, tags={kind: values for kind, values in item.tags.items() if kind not in ("values", "times")})
        if item.has("months") and not item.digits
        else item
        for item in items
    ]


class DateItems:
    """The items of one answer, the dates found in it, and what was used for them.

    Attributes:
        items: the tagged words, their numbers put together.
        used: indexes of the numbers a date has taken.
        dates: the dates with a year, each with the index where it stands.
        years: indexes of the numbers that are years of four digits, used or not.
        labels: per unit the indexes of numbers that a word calls a day, month or year (سنة ٢٠١٥).
        markers: the calendars that were said in so many words; two where the words fit two ("hijri").
        doubt: whether anything makes the dates unsure.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = _joined_years(items)
        self.used: set[int] = set()
        self.dates: list[tuple[int, Said]] = []
        self.labels: dict[str, list[int]] = {"year": [], "month": [], "day": []}
        self.doubt = False
        self.years = tuple(at for at in range(len(self.items)) if self.is_year(at))
        self.markers = self._calendars_said()

    def _calendars_said(self) -> tuple[Calendar, ...]:
        said = [item.tags["calendar"] for item in self.items if item.has("calendar")]
        if not said:
            return ()
        shared = tuple(calendar for calendar in said[0] if all(calendar in other for other in said))
        self.doubt = self.doubt or len(shared) != 1
        return shared

    def number(self, at: int) -> int | None:
        """The whole number at ``at`` that no date has taken yet."""
        if not 0 <= at < len(self.items) or at in self.used or not self.items[at].has(NUMBER):
            return None
        value = self.items[at].value(NUMBER)
        return int(value) if value % 1 == 0 else None

    def is_year(self, at: int) -> bool:
        """Whether the number at ``at`` is a year of four digits."""
        number = self.number(at)
        return number is not None and _YEAR_FROM <= number <= 9999 and not self.items[at].has(ORDINAL)

    def is_short_year(self, at: int) -> bool:
        """Whether the number at ``at`` can be a year of two digits."""
        number = self.number(at)
        if number is None or self.items[at].has(ORDINAL) or number > 99:
            return False
        return len(self.items[at].text) == 2 if self.items[at].digits else number > 9

    def is_small(self, at: int) -> bool:
        """Whether the number at ``at`` can be a day of a month."""
        number = self.number(at)
        if number is None or (self.items[at].gap.endswith("'") and self.items[at].digits):
            return False  # '21 is a year
        return 1 <= number <= 31

    def says(self, kind: str) -> bool:
        """Whether any word of the answer is of this kind."""
        return any(item.has(kind) for item in self.items)

    def months_named(self, at: int) -> tuple[tuple[Calendar, int], ...]:
        """The calendars and month numbers the name at ``at`` can have; empty when it names no month."""
        item = self.items[at]
        if item.has("months_after_day"):
            return tuple(item.tags["months_after_day"]) if self.is_small(at - 1) and item.spaced else ()
        return tuple(item.tags.get("months", ()) + item.tags.get("english_months", ()))

    def year_of(self, at: int) -> tuple[int, bool]:
        """The year at ``at`` and whether it has two digits only."""
        number = self.number(at)
        assert number is not None
        return number, number < 100

    def label(self, unit: str) -> int | None:
        """The first number labelled as a day, month or year that no date has taken yet."""
        return next((at for at in self.labels[unit] if at not in self.used), None)

    def neighbour(self, at: int | None, step: int) -> int | None:
        """The index of the next number in a direction, with at most a few words of no meaning between."""
        if at is None:
            return None
        place = at + step
        for _ in range(_FILLERS_BETWEEN + 1):
            if not 0 <= place < len(self.items):
                return None
            if self.number(place) is not None:
                return place
            if place in self.used or not self.is_filler(place):
                return None
            place += step
        return None

    def is_filler(self, at: int) -> bool:
        """Words that stand within a date: "of", "van", من, ماه, سنة."""
        item = self.items[at]
        if self.months_named(at):
            return False
        if item.tags:
            return any(item.has(kind) for kind in _WITHIN_A_DATE)
        return len(item.text) <= _LONGEST_FILLER


def _joined_years(items: Sequence[Item]) -> list[Item]:
    """Takes a year said in two halves together: nineteen ninety, سیزده شصت و پنج."""
    out: list[Item] = []
    for item in items:
        before = out[-1] if out else None
        if (
            before is not None
            and _is_word_number(before)
            and _is_word_number(item)
            and before.value(NUMBER) in _CENTURIES
            and 10 <= item.value(NUMBER) <= 99
            and item.gap.strip() in ("", "-")
        ):
            year = before.value(NUMBER) * 100 + item.value(NUMBER)
            out[-1] = replace(before, text=f"{before.text} {item.text}", tags={NUMBER: (year,)})
        else:
            out.append(item)
    return out


def _is_word_number(item: Item) -> bool:
    return item.has(NUMBER) and not item.digits and not item.has(ORDINAL) and item.value(NUMBER) % 1 == 0
