"""Finds the dates in the tagged words of an answer: days, months and years in every order, and spans of time.

Nothing is decided here about calendars; see :mod:`assistant.understanding.date_meanings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.understanding.calendars import Calendar
from assistant.understanding.counted import NUMBER, ORDINAL
from assistant.understanding.date_meanings import Said
from assistant.understanding.tagging import Item

_STROKE = re.compile(r"\s*[-/.,\\:_]+\s*\Z")
_YEAR_FROM = 1000
_FILLERS_BETWEEN = 2
_CENTURIES = (13, 14, 19, 20)


@dataclass(frozen=True)
class Elapsed:
    """A time that has passed since the date (five years ago, since three months, 30 years old).

    Attributes:
        months: years and months together, in months.
        days: weeks and days together, in days.
        unit: the smallest unit that was said: ``year``, ``month``, ``week`` or ``day``.
        rule: how it was found.
    """

    months: float = 0
    days: int = 0
    unit: str = "year"
    rule: str = "time_ago"


@dataclass(frozen=True)
class Relative:
    """A year, month, week or day counted from today (last year, yesterday), possibly with the name of a month."""

    unit: str
    offset: int
    month: tuple[tuple[Calendar, int], ...] = ()
    day: int | None = None


@dataclass(frozen=True)
class NoYear:
    """A month, with or without a day, of which the year was not said."""

    month: int | None
    day: int | None
    named: tuple[tuple[Calendar, int], ...]


@dataclass(frozen=True)
class Found:
    """What the words of one answer say about a date.

    Attributes:
        dates: dates with a year, in the order they were said.
        elapsed: times that have passed.
        relatives: years, months, weeks or days counted from today.
        without_year: months of which the year was not said.
        bare: numbers that may be a year of two digits or an age.
        doubt: a word or a number in the answer makes it unsure.
    """

    dates: tuple[Said, ...] = ()
    elapsed: tuple[Elapsed, ...] = ()
    relatives: tuple[Relative, ...] = ()
    without_year: tuple[NoYear, ...] = ()
    bare: tuple[int, ...] = ()
    doubt: bool = False


def find(items: Sequence[Item]) -> Found:
    """What ``items`` (with their numbers put together) say about a date."""
    return _Finder(_joined_years(items)).found()


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


class _Finder:
    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.used: set[int] = set()
        self.dates: list[tuple[int, Said]] = []
        self.elapsed: list[Elapsed] = []
        self.relatives: list[Relative] = []
        self.without_year: list[NoYear] = []
        self.labels: dict[str, list[int]] = {"year": [], "month": [], "day": []}
        self.doubt = False
        self.marker = self._marker()

    def found(self) -> Found:
        """Everything, in the order in which the surest forms come first."""
        self._relative_words()
        self._triples()
        self._labelled()
        self._named_months()
        self._labelled_months()
        self._pairs()
        self._years()
        self._ages()
        bare = self._bare()
        self._doubts()
        dates = tuple(self._marked(said) for _, said in sorted(self.dates, key=lambda found: found[0]))
        return Found(
            dates, tuple(self.elapsed), tuple(self.relatives), tuple(self.without_year), tuple(bare), self.doubt
        )

    # -- small questions about the items ------------------------------------------------------------------------

    def _marker(self) -> Calendar | None:
        markers = {value for item in self.items if item.has("calendar") for value in item.tags["calendar"]}
        if len(markers) > 1:
            self.doubt = True
        return next(iter(markers)) if len(markers) == 1 else None

    def _marked(self, said: Said) -> Said:
        return replace(said, marker=self.marker)

    def _number(self, at: int) -> int | None:
        """The whole number at ``at`` that no date has taken yet."""
        if not 0 <= at < len(self.items) or at in self.used or not self.items[at].has(NUMBER):
            return None
        value = self.items[at].value(NUMBER)
        return int(value) if value % 1 == 0 else None

    def _is_year(self, at: int) -> bool:
        number = self._number(at)
        return number is not None and _YEAR_FROM <= number <= 9999 and not self.items[at].has(ORDINAL)

    def _is_short_year(self, at: int) -> bool:
        number = self._number(at)
        if number is None or self.items[at].has(ORDINAL) or number > 99:
            return False
        return len(self.items[at].text) == 2 if self.items[at].digits else number > 9

    def _is_small(self, at: int) -> bool:
        number = self._number(at)
        return number is not None and 1 <= number <= 31

    def _has(self, kind: str) -> bool:
        return any(item.has(kind) for item in self.items)

    def _months_named(self, at: int) -> tuple[tuple[Calendar, int], ...]:
        item = self.items[at]
        return tuple(item.tags.get("months", ()) + item.tags.get("english_months", ()))

    def _year_of(self, at: int) -> tuple[int, bool]:
        """The year at ``at`` and whether it has two digits only."""
        number = self._number(at)
        assert number is not None
        return number, number < 100

    # -- relative words -----------------------------------------------------------------------------------------

    def _relative_words(self) -> None:
        for at, item in enumerate(self.items):
            if not item.has("relative"):
                continue
            unit, offset = item.value("relative")
            before = self._number(at - 1)
            if offset == -1 and before is not None and not self.items[at - 1].has("article") and before < 100:
                # پنج سال گذشته, the past five years
                self.used.add(at - 1)
                self.elapsed.append(_elapsed(before, unit))
            else:
                self.relatives.append(Relative(unit, offset))

    # -- numeric dates ------------------------------------------------------------------------------------------

    def _triples(self) -> None:
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
        numbers = [self._number(place) for place in (at, at + 1, at + 2)]
        if any(number is None for number in numbers):
            return False
        gaps = [self.items[place].gap for place in (at + 1, at + 2)]
        strokes = [bool(_STROKE.match(gap)) for gap in gaps]
        if all(strokes):
            return True
        big = [number for number in numbers if number is not None and number >= _YEAR_FROM]
        return len(big) == 1 and all(stroke or not gap.strip() for stroke, gap in zip(strokes, gaps, strict=True))

    def _triple(self, at: int) -> Said | None:
        places = (at, at + 1, at + 2)
        first, second, third = (int(self._number(place) or 0) for place in places)
        geez = any(self.items[place].geez for place in places)
        doubtful = not all(self.items[place].digits or self.items[place].geez for place in places)
        if first >= _YEAR_FROM or (first > 31 and third <= 31):
            year, month, day, short = first, second, third, first < 100
            doubtful = doubtful or short
        elif third >= _YEAR_FROM or third < 100:
            year, month, day, short = third, second, first, third < 100
            if short and not all(_STROKE.match(self.items[place].gap) for place in places[1:]):
                doubtful = True
        else:
            return None
        if year >= 10_000 or 100 <= year < _YEAR_FROM:
            return None
        thirteenth = month == 13 and self.marker == "ethiopian"
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

    def _pairs(self) -> None:
        """03/2015 · 2015-03: a month and a year; 12/3: a day and a month."""
        for at in range(len(self.items) - 1):
            if self._number(at) is None or self._number(at + 1) is None:
                continue
            if not _STROKE.match(self.items[at + 1].gap):
                if not (self.items[at + 1].spaced and self.items[at].digits and self.items[at + 1].digits):
                    continue
                if not (self._is_year(at) or self._is_year(at + 1)):
                    continue
            first, second = int(self._number(at) or 0), int(self._number(at + 1) or 0)
            said: Said | None = None
            if self._is_year(at + 1) and 1 <= first <= 13:
                said = Said(second, first, rule="date_numeric")
            elif self._is_year(at) and 1 <= second <= 13:
                said = Said(first, second, doubtful=second < 10 and len(self.items[at + 1].text) == 1,
                            rule="date_numeric")  # fmt: skip
            if said is not None:
                spaced = not _STROKE.match(self.items[at + 1].gap)
                self.dates.append((at, replace(said, doubtful=said.doubtful or spaced)))
                self.used |= {at, at + 1}
            elif first <= 31 and second <= 12 and second >= 1 and first >= 1 and not self._is_short_year(at + 1):
                self.without_year.append(NoYear(second, first, ()))
                self.used |= {at, at + 1}
            elif 1 <= first <= 12 and self._is_short_year(at + 1) and second > 31:
                self.dates.append((at, Said(second, first, short=True, doubtful=True, rule="date_numeric")))
                self.used |= {at, at + 1}
            elif 1 <= first <= 31 and 1 <= second <= 12:
                self.without_year.append(NoYear(second, first, ()))
                self.used |= {at, at + 1}

    # -- numbers with a unit or a label -------------------------------------------------------------------------

    def _labelled(self) -> None:
        """سنة ٢٠١٥ · ماه ۳ · ዕለት 12 are labels; 5 jaar, خمس سنين, ሓሙሽተ ዓመት are times that have passed."""
        spans: list[tuple[int, float, str]] = []
        for at, item in enumerate(self.items):
            if item.has("pairs") and not item.has(NUMBER):
                spans.append((at, 2, item.value("pairs")))
                continue
            if item.has(NUMBER) or not (item.has("units") or item.has("month_label") or item.has("day_label")):
                continue
            unit = self._unit(item)
            before = self._number_before(at)
            after = at + 1 if self._number(at + 1) is not None and self._close(at + 1) else None
            if unit == "hour" or unit == "minute":
                if before is not None:
                    self.used.add(before)
            elif self._is_label(at, unit, before, after):
                assert after is not None
                self.labels[unit].append(after)
            elif unit == "month" and before is not None and self.items[before].has(ORDINAL):
                self.labels["month"].append(before)
            elif before is not None and not (unit == "month" and self._named_follows(at)):
                value = self.items[before].value(NUMBER)
                if unit == "year" and value >= _YEAR_FROM:
                    self.labels["year"].append(before)
                elif not (unit == "day" and self._has_month()):
                    self.used.add(before)
                    spans.append((at, value, unit))
            elif before is None and after is None and self._counts_alone(at, item):
                spans.append((at, 1, unit))
        self._spans(spans)

    def _unit(self, item: Item) -> str:
        if item.has("units"):
            return str(item.value("units"))
        return "month" if item.has("month_label") else "day"

    def _number_before(self, at: int) -> int | None:
        """The index of the number (halves too) right before the unit at ``at``."""
        place = at - 1
        if place < 0 or place in self.used or not self.items[place].has(NUMBER) or not self._close(at):
            return None
        if any(place in labelled for labelled in self.labels.values()):
            return None
        return place

    def _close(self, at: int) -> bool:
        return self.items[at].gap.strip() in ("", "-", ":", "'", ".")

    def _is_label(self, at: int, unit: str, before: int | None, after: int | None) -> bool:
        if after is None:
            return False
        number = int(self._number(after) or 0)
        next_is_unit = after + 1 < len(self.items) and self.items[after + 1].has("units") and self._close(after + 1)
        if unit == "year":
            if number >= _YEAR_FROM:
                return before is None or not self._has("ago")
            return before is None and self._is_short_year(after) and not next_is_unit and number > 12
        if next_is_unit and unit != "day" and number < _YEAR_FROM and self._unit(self.items[after + 1]) == unit:
            return False
        if unit == "month":
            return 1 <= number <= 13 and (before is None or self._has_year() or self._short_year_after(after))
        return unit == "day" and 1 <= number <= 31 and before is None

    def _short_year_after(self, at: int) -> bool:
        return self._is_short_year(at + 1)

    def _has_year(self) -> bool:
        return any(self._is_year(at) for at in range(len(self.items)))

    def _has_month(self) -> bool:
        return any(item.has("months") or item.has("english_months") for item in self.items) or bool(
            self.labels["month"]
        )

    def _named_follows(self, at: int) -> bool:
        return at + 1 < len(self.items) and bool(self._months_named(at + 1))

    def _counts_alone(self, at: int, item: Item) -> bool:
        """A unit without a number says one of it when a word such as "ago" stands beside it (قبل سنة, سال پیش)."""
        if not item.has("units"):
            return False
        near = [self.items[place] for place in (at - 1, at + 1) if 0 <= place < len(self.items)]
        return any(neighbour.has("ago") or neighbour.has("since") for neighbour in near)

    def _spans(self, spans: Sequence[tuple[int, float, str]]) -> None:
        """Puts spans together that belong together (two years and three months ago)."""
        joined: Elapsed | None = None
        last = -10
        for at, value, unit in spans:
            value += self._half_after(at)
            one = _elapsed(value, unit)
            if joined is not None and at - last <= 4 and one.unit != joined.unit:
                joined = Elapsed(joined.months + one.months, joined.days + one.days, one.unit)
                self.elapsed[-1] = joined
            else:
                joined = one
                self.elapsed.append(one)
            last = at

    def _half_after(self, at: int) -> float:
        """"and a half" after a unit (سنة ونص)."""
        place = at + 1
        while place < len(self.items) and self.items[place].has("and") and not self.items[place].has(NUMBER):
            place += 1
        if place < len(self.items) and self.items[place].has(NUMBER) and place not in self.used:
            value = self.items[place].value(NUMBER)
            if value in (0.5, 0.25) and not self.items[place].digits and (place > at + 1):
                self.used.add(place)
                return float(value)
        return 0.0

    # -- months -------------------------------------------------------------------------------------------------

    def _named_months(self) -> None:
        groups = list(self._month_groups())
        if self.dates and groups:
            # A numeric date stands there already: a name that fits repeats it, another one makes it unsure.
            said = self.dates[0][1]
            fits = all(said.month in dict(named).values() for _, _, named in groups)
            self.doubt = self.doubt or not fits
            return
        for start, end, named in groups:
            self._named_month(start, end, named, alone=len(groups) == 1)

    def _month_groups(self) -> Iterator[tuple[int, int, tuple[tuple[Calendar, int], ...]]]:
        """Names of months; two names for the same month side by side are one (آذار/مارس)."""
        at = 0
        while at < len(self.items):
            named = self._months_named(at)
            if not named:
                at += 1
                continue
            start = at
            while at + 1 < len(self.items) and (also := self._months_named(at + 1)) and set(also) & set(named):
                named = tuple(month for month in named if month in also)
                at += 1
            yield start, at, named
            at += 1

    def _named_month(
        self, start: int, end: int, named: tuple[tuple[Calendar, int], ...], *, alone: bool
    ) -> None:
        day, year, doubtful = self._around_month(start, end)
        if day is None and self.labels["day"]:
            day = self.labels["day"][0]
        if year is None and self.labels["year"]:
            year = self.labels["year"][0]
        if year is None:
            big = [at for at in range(len(self.items)) if self._is_year(at)]
            year = big[0] if len(big) == 1 else None
        day_number = int(self._number(day) or 0) if day is not None else None
        if year is None:
            self._month_without_year(named, day_number, alone)
        else:
            number, short = self._year_of(year)
            geez = self.items[year].geez or (day is not None and self.items[day].geez)
            self.dates.append(
                (start, Said(number, None, day_number, named, short=short, geez=geez, doubtful=doubtful, rule="date_named"))
            )
        self.used |= {place for place in (day, year) if place is not None}

    def _around_month(self, start: int, end: int) -> tuple[int | None, int | None, bool]:
        """Where the day and the year of a named month stand, and whether they could be the other way around."""
        left, right = self._neighbour(start, -1), self._neighbour(end, +1)
        before = self._neighbour(left, -1)
        beyond = self._neighbour(right, +1)
        left_is_day = left is not None and self._is_small(left)
        right_is_day = right is not None and self._is_small(right)
        if right is not None and self._is_year(right):
            # a number beside a month and its year is meant as the day, even when there is no such day (32 maart 1990)
            beside = left is not None and left == start - 1 and 32 <= int(self._number(left) or 0) <= 99
            return (left if left_is_day or beside else None), right, False
        if right_is_day and beyond is not None and self._is_year(beyond):
            return right, beyond, left_is_day
        if left is not None and self._is_year(left):
            return (right if right_is_day else None), left, False
        right_is_year = right is not None and self._is_short_year(right)
        if left_is_day and not right_is_year and before is not None and self._is_year(before):
            return left, before, False
        if left_is_day:
            return left, (right if right_is_year else None), False
        if right_is_year and not right_is_day:
            return None, right, False
        # maart 12: the twelfth of March, or March 2012
        return (right if right_is_day else None), None, right_is_day

    def _month_without_year(
        self, named: tuple[tuple[Calendar, int], ...], day: int | None, alone: bool
    ) -> None:
        for place, relative in enumerate(self.relatives):
            if relative.unit == "year" and not relative.month and alone:
                self.relatives[place] = replace(relative, month=named, day=day)
                return
        self.without_year.append(NoYear(None, day, named))

    def _neighbour(self, at: int | None, step: int) -> int | None:
        """The index of the next number in a direction, with at most a few words of no meaning between."""
        if at is None:
            return None
        place = at + step
        for _ in range(_FILLERS_BETWEEN + 1):
            if not 0 <= place < len(self.items):
                return None
            if self._number(place) is not None:
                return place
            item = self.items[place]
            if place in self.used or self._months_named(place) or item.has("or") or item.has("to"):
                return None
            place += step
        return None

    def _labelled_months(self) -> None:
        """شهر 3 سنة 2015 · ماه ۳ سال ۱۳۸۰ · ወርሒ 3: a month said with its number."""
        free = [at for at in self.labels["month"] if at not in self.used]
        if not free or self.dates:
            self.doubt = self.doubt or len(free) > 0
            return
        at = free[0]
        month = int(self._number(at) or 0)
        years = [place for place in self.labels["year"] if place not in self.used]
        years += [place for place in range(len(self.items)) if self._is_year(place) and place not in years]
        short = [place for place in (at + 1, at + 2) if place not in free and self._is_short_year(place)]
        days = [place for place in self.labels["day"] if place not in self.used]
        before = self._neighbour(at, -1)
        if not days and before is not None and self._is_small(before):
            days = [before]
        day = int(self._number(days[0]) or 0) if days else None
        year = years[0] if years else short[0] if short and short[0] not in days else None
        self.used |= {at, *days[:1]}
        if year is None:
            for place, relative in enumerate(self.relatives):
                if relative.unit == "year":
                    self.relatives[place] = replace(relative, month=(("gregorian", month),), day=day)
                    return
            self.without_year.append(NoYear(month, day, ()))
            return
        number, is_short = self._year_of(year)
        self.used.add(year)
        self.dates.append((at, Said(number, month, day, short=is_short, doubtful=is_short, rule="date_labelled")))

    # -- the rest -----------------------------------------------------------------------------------------------

    def _years(self) -> None:
        bigs = [at for at in range(len(self.items)) if self._is_year(at)]
        for at in bigs:
            number, _ = self._year_of(at)
            if not self.dates or all(said.year != number for _, said in self.dates):
                self.dates.append((at, Said(number, geez=self.items[at].geez, rule="date_year")))
            self.used.add(at)
        for at in self.labels["year"]:
            if at not in self.used and not self.dates:
                number, short = self._year_of(at)
                self.dates.append((at, Said(number, short=short, doubtful=True, rule="date_year")))
                self.used.add(at)
        for at, item in enumerate(self.items):
            if item.has("decade"):
                self._decade(at)

    def _decade(self, at: int) -> None:
        values = [value for value in self.items[at].tags["decade"] if value is not True]
        if values and not self.dates:
            self.dates.append((at, Said(int(values[0]), doubtful=True, rule="decade")))
            return
        number = self._number(at + 1)
        if number is not None and number % 10 == 0 and 10 <= number < 100 and not self.dates:
            self.dates.append((at, Said(number, short=True, doubtful=True, rule="decade")))
            self.used.add(at + 1)

    def _ages(self) -> None:
        if self.dates or self.elapsed or self.relatives or self.without_year or not self._has("age"):
            return
        for at in range(len(self.items)):
            number = self._number(at)
            if number is not None and 1 <= number <= 110:
                self.elapsed.append(Elapsed(months=number * 12, rule="age"))
                self.used.add(at)
                return

    def _bare(self) -> list[int]:
        if self.dates or self.elapsed or self.relatives or self.without_year:
            return []
        places = [at for at in range(len(self.items)) if self._is_short_year(at)]
        return [int(self._number(at) or 0) for at in places]

    def _doubts(self) -> None:
        """Numbers nobody used and words that make a date unsure."""
        for at, item in enumerate(self.items):
            left_over = item.has(NUMBER) and at not in self.used and item.value(NUMBER) % 1 == 0
            harmless = item.has("article") or item.has("part_of_year") or item.has("weekday")
            if left_over and not harmless and (self.dates or self.relatives or self.without_year):
                self.doubt = True
            nearby = self.items[at + 1] if at + 1 < len(self.items) else None
            if item.has("to") and nearby is not None and (nearby.has(NUMBER) or nearby.has("months")):
                self.doubt = True
        unsure = ("about", "about_number", "or", "between", "less", "more", "after", "ago", "season", "decade")
        self.doubt = self.doubt or any(self._has(kind) for kind in unsure)


def _elapsed(value: float, unit: str) -> Elapsed:
    if unit == "year":
        return Elapsed(months=value * 12, unit="year" if value % 1 == 0 else "month")
    if unit == "month":
        return Elapsed(months=value, unit="month")
    return Elapsed(days=int(value * 7) if unit == "week" else int(value), unit=unit)
