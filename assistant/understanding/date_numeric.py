"""Dates written with numbers alone: 12-3-1990, 1380/2/2, 03/2015."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.calendars import Calendar
from assistant.understanding.counted import ORDINAL
from assistant.understanding.date_items import DateItems
from assistant.understanding.date_meanings import Said
from assistant.understanding.tagging import Item

_STROKE = re.compile(r"\s*[-/.,\\_]+\s*'?\Z")
_YEAR_FROM = 1000


@dataclass(frozen=True)
class NoYear:
    """A month, with or without a day, of which the year was not said; ``coarse`` as in ``Said``."""

    month: int | None
    day: int | None
    named: tuple[tuple[Calendar, int], ...]
    coarse: bool = False


class NumericDates(DateItems):
    """Takes the dates that are written with numbers alone out of the items.

    Attributes:
        without_year: a day and a month whose year was not said.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(items)
        self.without_year: list[NoYear] = []

    def take_triples(self) -> None:
        """A day, a month and a year, in the order of the person."""
        at = 0
        while at + 2 < len(self.items):
            if self._is_triple(at) and (said := self._triple(at)):
                self.dates.append((at, said))
                self.used |= {at, at + 1, at + 2}
                at += 3
            elif compact := self._compact(at):
                self.dates.append((at, compact))
                self.used.add(at)
                at += 1
            else:
                at += 1
        for rest in range(at, len(self.items)):
            if compact := self._compact(rest):
                self.dates.append((rest, compact))
                self.used.add(rest)

    def _is_triple(self, at: int) -> bool:
        numbers = [self.number(place) for place in (at, at + 1, at + 2)]
        if any(number is None for number in numbers):
            return False
        if at and self.months_named(at - 1) and self.is_year(at):
            return False  # 12 maart 1990 11 uur 30
        if self.items[at].has(ORDINAL) or self.items[at + 1].has(ORDINAL):
            return False
        gaps = [self.items[place].gap for place in (at + 1, at + 2)]
        strokes = [bool(_STROKE.match(gap)) for gap in gaps]
        if all(strokes):
            return True
        day, month, year = (number or 0 for number in numbers)
        spaced = all(not gap.strip() for gap in gaps)
        if spaced and 1 <= day <= 31 and 1 <= month <= 12 and 31 < year < 100:
            return True  # «خمسة ستة تلاتة وتسعين»
        big = [number for number in numbers if number is not None and number >= _YEAR_FROM]
        return len(big) == 1 and all(stroke or not gap.strip() for stroke, gap in zip(strokes, gaps, strict=True))

    def _triple(self, at: int) -> Said | None:
        places = (at, at + 1, at + 2)
        first, second, third = (int(self.number(place) or 0) for place in places)
        geez = any(self.items[place].geez for place in places)
        doubtful = not all(self.items[place].digits or self.items[place].geez for place in places)
        if first >= _YEAR_FROM or (first > 31 and third <= 31):
            year, month, day, short = first, second, third, first < 100
            doubtful = doubtful or short
        elif third >= _YEAR_FROM or third < 100:
            year, month, day, short = third, second, first, third < 100
            gaps = {self.items[place].gap.strip(" '") for place in places[1:]}
            if short and (len(gaps) > 1 or gaps == {""}):
                doubtful = True  # 4.8-13 and 12 3 90 may be other things
        else:
            return None
        if year >= 10_000 or 100 <= year < _YEAR_FROM:
            return None
        thirteenth = month == 13 and "ethiopian" in self.markers
        if month > 12 >= day >= 1 and month <= 31 and not thirteenth:
            month, day, doubtful = day, month, True
        if day == 0:
            return Said(year, month or None, None, short=short, geez=geez, doubtful=True, rule="date_numeric")
        return Said(year, month, day, short=short, geez=geez, doubtful=doubtful, rule="date_numeric")

    def _compact(self, at: int) -> Said | None:
        """12031990 or 19900312, written without strokes: always read back."""
        item = self.items[at]
        if not item.digits or len(item.text) != 8 or at in self.used:
            return None
        text = item.text
        if 1 <= int(text[:2]) <= 31 and 1 <= int(text[2:4]) <= 12 and int(text[4:]) >= _YEAR_FROM:
            return Said(int(text[4:]), int(text[2:4]), int(text[:2]), doubtful=True, rule="date_compact")
        if 1 <= int(text[4:6]) <= 12 and 1 <= int(text[6:]) <= 31:
            return Said(int(text[:4]), int(text[4:6]), int(text[6:]), doubtful=True, rule="date_compact")
        return None

    def take_ranks(self) -> None:
        """de 3e van de 4e 1991: the rank of a day, of a month, and a year."""
        for at in range(len(self.items)):
            month = self.neighbour(at, +1)
            year = self.neighbour(month, +1)
            if month is None or year is None or not (self.is_small(at) and self.items[at].has(ORDINAL)):
                continue
            if not self.items[month].has(ORDINAL) or not 1 <= int(self.number(month) or 0) <= 12:
                continue
            if not (self.is_year(year) or self.is_short_year(year)):
                continue
            number, short = self.year_of(year)
            day = int(self.number(at) or 0)
            self.dates.append(
                (at, Said(number, self.number(month), day, short=short, doubtful=short, rule="date_numeric"))
            )
            self.used |= {at, month, year}

    def take_pairs(self) -> None:
        """03/2015 · 2015-03: a month and a year; 12/3: a day and a month."""
        for at in range(len(self.items) - 1):
            if self.number(at) is None or self.number(at + 1) is None:
                continue
            if not _STROKE.match(self.items[at + 1].gap):
                if not (self.items[at + 1].spaced and self.items[at].digits and self.items[at + 1].digits):
                    continue
                if not (self.is_year(at) or self.is_year(at + 1)):
                    continue
            first, second = int(self.number(at) or 0), int(self.number(at + 1) or 0)
            spaced = not _STROKE.match(self.items[at + 1].gap)
            if self.is_year(at + 1) and 1 <= first <= 13:
                self.dates.append((at, Said(second, first, doubtful=spaced, rule="date_numeric")))
            elif self.is_year(at) and 1 <= second <= 13:
                self.dates.append((at, Said(first, second, doubtful=spaced, rule="date_numeric")))
            elif 1 <= first <= 31 and 1 <= second <= 12:
                self.without_year.append(NoYear(second, first, ()))
            elif 1 <= first <= 12 and self.is_short_year(at + 1) and second > 31:
                self.dates.append((at, Said(second, first, short=True, doubtful=True, rule="date_numeric")))
            else:
                continue
            self.used |= {at, at + 1}
