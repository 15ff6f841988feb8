"""Finds the dates in the tagged words of an answer: days, months and years in every order, and spans of time.

Nothing is decided here about calendars; see :mod:`assistant.understanding.date_meanings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.understanding.calendars import Calendar
from assistant.understanding.counted import NUMBER, ORDINAL, corrected
from assistant.understanding.date_meanings import Said
from assistant.understanding.date_numeric import NoYear, NumericDates
from assistant.understanding.tagging import Item

_YEAR_FROM = 1000
_SHORTEST_WEEKDAY = 2
"""A day of the week in fewer letters ("ma") is mostly another word."""
_COMPARING = ("younger", "older")
_PART_OF_DECADE = {"begin": 1, "middle": 5, "end": 8}
_CHATTER = 10
"""With more unknown words than this around it a bare year may be the year of something else."""


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
    """A year, month, week or day counted from today (last year, yesterday), possibly with the name of a month.

    With the unit ``weekday`` (or ``weekday_of_week``) the ``day`` is the number of a day of the week, Monday 1: the last
    of them (or the one in the week that lies ``offset`` weeks from now).
    """

    unit: str
    offset: int
    month: tuple[tuple[Calendar, int], ...] = ()
    day: int | None = None


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
        places: where each of ``dates`` stands among ``items``.
        items: the words of the answer.
    """

    dates: tuple[Said, ...] = ()
    elapsed: tuple[Elapsed, ...] = ()
    relatives: tuple[Relative, ...] = ()
    without_year: tuple[NoYear, ...] = ()
    bare: tuple[int, ...] = ()
    doubt: bool = False
    places: tuple[int, ...] = ()
    items: tuple[Item, ...] = ()

    def says(self, kind: str) -> bool:
        """Whether any word of the answer is of this kind."""
        return any(item.has(kind) for item in self.items)


def find(items: Sequence[Item]) -> Found:
    """What ``items`` (with their numbers put together) say about a date."""
    return _Finder(items).found()


class _Finder(NumericDates):
    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(items)
        self.elapsed: list[Elapsed] = []
        self.relatives: list[Relative] = []

    def found(self) -> Found:
        """Everything, in the order in which the surest forms come first."""
        self._relative_words()
        self.take_triples()
        self.take_ranks()
        self._labelled()
        self._named_months()
        self._labelled_months()
        self.take_pairs()
        self._feasts()
        self._day_of_relative_month()
        self._years()
        self._weekdays()
        self._ages()
        bare = self._bare()
        self._doubts()
        found = sorted(self.dates, key=lambda found: found[0])
        return Found(
            tuple(replace(said, markers=self.markers) for _, said in found),
            tuple(self.elapsed),
            tuple(self.relatives),
            tuple(self.without_year),
            tuple(bare),
            self.doubt,
            tuple(at for at, _ in found),
            tuple(self.items),
        )

    # -- relative words -----------------------------------------------------------------------------------------

    def _relative_words(self) -> None:
        for at, item in enumerate(self.items):
            if not item.has("relative"):
                continue
            unit, offset = item.value("relative")
            before = self.number(at - 1) if not self._is_month_label(at - 2) else None
            if at and self.items[at - 1].has("vague"):
                continue  # چند هفته پیش, some weeks ago
            if offset == -1 and before is not None and not self.items[at - 1].has("article") and before < 100:
                # پنج سال گذشته, the past five years
                self.used.add(at - 1)
                self.elapsed.append(_elapsed(before, unit))
            else:
                self.relatives.append(Relative(unit, offset))

    def _is_month_label(self, at: int) -> bool:
        return 0 <= at < len(self.items) and self.items[at].has("month_label")

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
            after = at + 1 if self.number(at + 1) is not None and self._close(at + 1) else None
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
        number = int(self.number(after) or 0)
        next_is_unit = after + 1 < len(self.items) and self.items[after + 1].has("units") and self._close(after + 1)
        if unit == "year":
            if number >= _YEAR_FROM:
                return before is None or not self.says("ago")
            return before is None and self.is_short_year(after) and not next_is_unit and number > 12
        if next_is_unit and unit != "day" and number < _YEAR_FROM and self._unit(self.items[after + 1]) == unit:
            return False
        if unit == "month":
            dated = self._has_year() or self._short_year_after(after) or not (self.says("ago") or self.says("since"))
            return 1 <= number <= 13 and (before is None or dated)
        return unit == "day" and 1 <= number <= 31 and before is None

    def _short_year_after(self, at: int) -> bool:
        return self.is_short_year(at + 1)

    def _has_year(self) -> bool:
        return any(self.is_year(at) for at in range(len(self.items)))

    def _has_month(self) -> bool:
        return any(item.has("months") or item.has("english_months") for item in self.items) or bool(
            self.labels["month"]
        )

    def _named_follows(self, at: int) -> bool:
        return at + 1 < len(self.items) and bool(self.months_named(at + 1))

    def _counts_alone(self, at: int, item: Item) -> bool:
        """A unit without a number says one of it when a word such as "ago" stands beside it (قبل سنة, سال پیش)."""
        if not item.has("units") or (at and self.items[at - 1].has("vague")):
            return False
        near = [self.items[place] for place in (at - 1, at + 1) if 0 <= place < len(self.items)]
        if any(self.says(kind) for kind in _COMPARING) and (item.has("singular") or at and self.items[at].gap == ""):
            return True
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
        """The half of "a year and a half" (سنة ونص)."""
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
        complete = [group for group in groups if self.dates and self._has_own_year(group[0], group[1])]
        if complete:  # another date with its own year: "01-01-1988 on paper, but born on 5 June 1987"
            for start, end, named in complete:
                self._named_month(start, end, named, alone=False)
            return
        if self.dates and groups:
            # A numeric date stands there already: a name that fits repeats it, another one makes it unsure.
            said = self.dates[0][1]
            fits = all(said.month in dict(named).values() for _, _, named in groups)
            self.doubt = self.doubt or not fits
            return
        start = corrected(self.items, "months")
        if start and groups[-1][0] >= start:
            self._month_taken_back(groups, start)
            return
        for start, end, named in groups:
            self._named_month(start, end, named, alone=len(groups) == 1)

    def _month_taken_back(
        self, groups: Sequence[tuple[int, int, tuple[tuple[Calendar, int], ...]]], start: int
    ) -> None:
        """5 mei, oh nee juni, 2026: the last month counts, with the day of the first when it has none."""
        place, end, named = groups[-1]
        day, year, _ = self._around_month(place, end)
        if day is None or day < start:
            day = self._around_month(groups[0][0], groups[0][1])[0]
        if year is None:
            year = next((at for at in range(len(self.items)) if self.is_year(at)), None)
        self.doubt = True
        number_of_day = int(self.number(day) or 0) if day is not None else None
        if year is None:
            self._month_without_year(named, number_of_day, False)
        else:
            number, short = self.year_of(year)
            self.dates.append((place, Said(number, None, number_of_day, named, short=short, rule="date_named")))
        self.used |= {at for at in (day, year) if at is not None}

    def _has_own_year(self, start: int, end: int) -> bool:
        _, year, _ = self._around_month(start, end)
        return year is not None and self.is_year(year)

    def _month_groups(self) -> Iterator[tuple[int, int, tuple[tuple[Calendar, int], ...]]]:
        """Names of months; two names for the same month side by side are one (آذار/مارس)."""
        at = 0
        while at < len(self.items):
            named = self.months_named(at)
            if not named:
                at += 1
                continue
            start = at
            while at + 1 < len(self.items) and (also := self.months_named(at + 1)) and set(also) & set(named):
                named = tuple(month for month in named if month in also)
                at += 1
            yield start, at, named
            at += 1

    def _named_month(self, start: int, end: int, named: tuple[tuple[Calendar, int], ...], *, alone: bool) -> None:
        day, year, doubtful = self._around_month(start, end)
        if day is None:
            day = self.label("day")
        if day is None:
            day = self._rank_apart()
            doubtful = doubtful or day is not None
        if year is None:
            year = self.label("year")
        if year is None:
            big = [at for at in self.years if self.is_year(at)]
            year = big[0] if len(big) == 1 else None
        day_number = int(self.number(day) or 0) if day is not None else None
        if year is None:
            self._month_without_year(named, day_number, alone)
        else:
            number, short = self.year_of(year)
            geez = self.items[year].geez or (day is not None and self.items[day].geez)
            said = Said(number, None, day_number, named, short=short, geez=geez, doubtful=doubtful, rule="date_named")
            self.dates.append((start, said))
        self.used |= {place for place in (day, year) if place is not None}

    def _rank_apart(self) -> int | None:
        """The day said apart from its month: in september, op de zestiende."""
        ranks = [
            at
            for at, item in enumerate(self.items)
            if item.has(ORDINAL)
            and not item.guessed
            and self.is_small(at)
            and not item.has("part_of_year")
            and not self._names_no_day(at)
        ]
        return ranks[0] if len(ranks) == 1 else None

    def _names_no_day(self, at: int) -> bool:
        """Whether something else than a day follows the rank (the second year, the first time)."""
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        return (
            following is not None
            and any(following.has(kind) for kind in ("units", "things"))
            and not (following.has("day_label"))
        )

    def _around_month(self, start: int, end: int) -> tuple[int | None, int | None, bool]:
        """Where the day and the year of a named month stand, and whether they could be the other way around."""
        left, right = self.neighbour(start, -1), self.neighbour(end, +1)
        before = self.neighbour(left, -1)
        beyond = self.neighbour(right, +1)
        left_is_day = left is not None and self.is_small(left)
        right_is_day = right is not None and self.is_small(right)
        if right is not None and self.is_year(right):
            # a number beside a month and its year is meant as the day, even when there is no such day (32 maart 1990)
            beside = left is not None and left == start - 1 and 32 <= int(self.number(left) or 0) <= 99
            return (left if left_is_day or beside else None), right, False
        if right_is_day and beyond is not None and self.is_year(beyond):
            return right, beyond, left_is_day
        if left is not None and self.is_year(left):
            return (right if right_is_day else None), left, False
        right_is_year = right is not None and self.is_short_year(right)
        if left_is_day and not right_is_year and before is not None and self.is_year(before):
            return left, before, False
        if left_is_day:
            return left, (right if right_is_year else None), False
        if right_is_year and not right_is_day:
            return None, right, False
        # maart 12: the twelfth of March, or March 2012
        return (right if right_is_day else None), None, right_is_day

    def _month_without_year(self, named: tuple[tuple[Calendar, int], ...], day: int | None, alone: bool) -> None:
        for place, relative in enumerate(self.relatives):
            if relative.unit == "year" and not relative.month and alone:
                self.relatives[place] = replace(relative, month=named, day=day)
                return
        self.without_year.append(NoYear(None, day, named))

    def _labelled_months(self) -> None:
        """شهر 3 سنة 2015 · ماه ۳ سال ۱۳۸۰ · ወርሒ 3: a month said with its number."""
        free = [at for at in self.labels["month"] if at not in self.used]
        if not free or self.dates:
            self.doubt = self.doubt or len(free) > 0
            return
        at = free[0]
        month = int(self.number(at) or 0)
        years = [place for place in self.labels["year"] if place not in self.used]
        years += [place for place in range(len(self.items)) if self.is_year(place) and place not in years]
        short = [place for place in (at + 1, at + 2) if place not in free and self.is_short_year(place)]
        days = [place for place in self.labels["day"] if place not in self.used]
        before = self.neighbour(at, -1)
        if not days and before is not None and self.is_small(before):
            days = [before]
        day = int(self.number(days[0]) or 0) if days else None
        year = years[0] if years else short[0] if short and short[0] not in days else None
        self.used |= {at, *days[:1]}
        if year is None:
            for place, relative in enumerate(self.relatives):
                if relative.unit == "year":
                    self.relatives[place] = replace(relative, month=(("gregorian", month),), day=day)
                    return
            self.without_year.append(NoYear(month, day, ()))
            return
        number, is_short = self.year_of(year)
        self.used.add(year)
        self.dates.append((at, Said(number, month, day, short=is_short, doubtful=is_short, rule="date_labelled")))

    # -- the rest -----------------------------------------------------------------------------------------------

    def _feasts(self) -> None:
        """met kerst 2023 · نوروز ۱۳۷۵: the month of the feast in that year, to be read back."""
        at = next((place for place, item in enumerate(self.items) if item.has("feasts")), None)
        if at is None or self.dates or self.without_year:
            return
        named = tuple((calendar, month) for calendar, month, _ in self.items[at].tags["feasts"])
        day = int(self.items[at].tags["feasts"][0][2])
        years = [place for place in range(len(self.items)) if self.is_year(place)]
        years += [place for place in (at + 1, at - 1) if self.is_short_year(place)]
        years += [place for place in self.labels["year"] if place not in self.used]
        if years:
            number, short = self.year_of(years[0])
            self.used.add(years[0])
            said = Said(number, None, day, named, short=short, doubtful=True, coarse=True, rule="date_feast")
            self.dates.append((at, said))
        elif not self.relatives and not self.elapsed:
            self.without_year.append(NoYear(None, day, named, coarse=True))
        else:
            self._feast_in_relative_year(named, day)

    def _day_of_relative_month(self) -> None:
        """vorige maand op de 5e · ماه گذشته تاریخ ۵"""
        if self.dates or self.without_year or len(self.relatives) != 1 or self.relatives[0].unit != "month":
            return
        day = self.label("day")
        day = self._rank_apart() if day is None else day
        if day is not None:
            self.relatives = [replace(self.relatives[0], day=int(self.number(day) or 0))]
            self.used.add(day)

    def _feast_in_relative_year(self, named: tuple[tuple[Calendar, int], ...], day: int) -> None:
        for place, relative in enumerate(self.relatives):
            if relative.unit == "year" and not relative.month:
                self.relatives[place] = replace(relative, month=named)
                return

    def _weekdays(self) -> None:
        """afgelopen maandag: the last day of that name, when nothing else tells the date."""
        weeks = [relative for relative in self.relatives if relative.unit == "week"]
        if self.dates or self.without_year or self.elapsed or len(weeks) < len(self.relatives):
            return
        for item in self.items:
            if item.has("weekday") and (len(item.text) > _SHORTEST_WEEKDAY or len(self.items) == 1):
                since = weeks[0].offset if weeks else 0
                self.relatives = [
                    Relative("weekday" if not weeks else "weekday_of_week", since, day=item.value("weekday"))
                ]
                return

    def _years(self) -> None:
        bigs = [at for at in range(len(self.items)) if self.is_year(at)]
        for at, item in enumerate(self.items):
            if item.has("decade") and self._part_of_year():
                self._decade(at)
        for at in bigs:
            number, _ = self.year_of(at)
            following = self.items[at + 1] if at + 1 < len(self.items) else None
            if following is not None and following.has("decade_ending") and number % 10 == 0:
                number += self._part_of_year()
            if not self.dates or all(said.year != number for _, said in self.dates):
                self.dates.append((at, Said(number, geez=self.items[at].geez, rule="date_year")))
            self.used.add(at)
        for at in self.labels["year"]:
            if at not in self.used and not self.dates:
                number, short = self.year_of(at)
                self.dates.append((at, Said(number, short=short, doubtful=True, rule="date_year")))
                self.used.add(at)
        for at, item in enumerate(self.items):
            if item.has("decade"):
                self._decade(at)

    def _part_of_year(self) -> int:
        """The years to add to a decade of which the begin, the middle or the end was said."""
        parts = [item.value("part_of_year") for item in self.items if item.has("part_of_year")]
        return _PART_OF_DECADE.get(parts[0], 0) if parts else 0

    def _decade(self, at: int) -> None:
        values = [value for value in self.items[at].tags["decade"] if value is not True]
        within = self._part_of_year()
        if values and not self.dates:
            self.dates.append((at, Said(int(values[0]) + within, doubtful=True, rule="decade")))
            return
        number = self.number(at + 1)
        if number is not None and number % 10 == 0 and 10 <= number < 100 and not self.dates:
            self.dates.append((at, Said(number + within, short=True, doubtful=True, rule="decade")))
            self.used.add(at + 1)

    def _ages(self) -> None:
        if self.dates or self.elapsed or self.relatives or self.without_year or not self.says("age"):
            return
        for at in range(len(self.items)):
            number = self.number(at)
            if number is not None and 1 <= number <= 110:
                self.elapsed.append(Elapsed(months=number * 12, rule="age"))
                self.used.add(at)
                return

    def _bare(self) -> list[int]:
        if self.dates or self.elapsed or self.relatives or self.without_year:
            return []
        places = [at for at in range(len(self.items)) if self.is_short_year(at)]
        return [int(self.number(at) or 0) for at in places]

    def _doubts(self) -> None:
        """Numbers nobody used and words that make a date unsure."""
        for at, item in enumerate(self.items):
            left_over = item.has(NUMBER) and at not in self.used and item.value(NUMBER) % 1 == 0
            harmless = item.has("article") or item.has("part_of_year") or item.has("weekday")
            if left_over and not harmless and (self.dates or self.relatives or self.without_year):
                self.doubt = True
            if item.has("decade_ending") and at and item.gap in ("", "'", "-") and self.items[at - 1].has(NUMBER):
                self.doubt = True
            if item.has("months_after_day") and not self.months_named(at) and at - 1 not in self.used:
                following = self.items[at + 1] if at + 1 < len(self.items) else None
                self.doubt = self.doubt or (following is not None and following.has(NUMBER))
            nearby = self.items[at + 1] if at + 1 < len(self.items) else None
            if item.has("to") and nearby is not None and (nearby.has(NUMBER) or nearby.has("months")):
                self.doubt = True
        only_years = all(said.month is None and not said.named for _, said in self.dates)
        if sum(1 for item in self.items if not item.tags) > _CHATTER and only_years:
            self.doubt = True
        if only_years and any(item.has("part_of_year") and not item.has(NUMBER) for item in self.items):
            self.doubt = True
        if only_years and self.says("feasts"):
            self.doubt = True
        unsure = ("about", "about_number", "or", "between", "less", "more", "after", "ago", "season", "decade", "era")
        self.doubt = self.doubt or any(self.says(kind) for kind in unsure)
        self.doubt = self.doubt or bool(self.dates and self.without_year)


def _elapsed(value: float, unit: str) -> Elapsed:
    if unit == "year":
        return Elapsed(months=value * 12, unit="year" if value % 1 == 0 else "month")
    if unit == "month":
        return Elapsed(months=value, unit="month")
    return Elapsed(days=int(value * 7) if unit == "week" else int(value), unit=unit)
