"""The numbers and dates that a text says, in digits of every script and in words.

Made for comparing two texts, not for reading an answer: what may be no number (an article, a word that also means
something else) is *weak*: it can answer a number of the other text, and is never reported by itself.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from assistant.understanding.calendars import Calendar
from assistant.understanding.counted import NUMBER, ORDINAL, with_numbers
from assistant.understanding.date_items import without_zero_months
from assistant.understanding.date_meanings import CalendarHabits, habits_of
from assistant.understanding.date_numeric import NumericDates
from assistant.understanding.normalise import fold
from assistant.understanding.tagging import Item
from translations.checks.said_dates import SaidDate
from translations.checks.texts import Text

_STROKE = re.compile(r"\s*[-/.]\s*\Z")
_TELEPHONE = re.compile(r"(?<!\w)(?:\+|00?(?=\d))[\d\s().\-/]{7,}\d|(?<!\w)\d{9,}(?!\w)")
_CODE = re.compile(r"(?<![^\W_])[a-z]\d{1,2}(?![^\W_])")
"""A level or a bus: A2, B1."""

_DOZEN = 12
_PARTS = ("values", "times", "fractions", "and")
_TELLING = ("values", "times", "fractions", "ordinals", "pairs", "months", "months_after_day", "english_months")
"""A sentence without any of these says no number and no date."""

_LONGEST_NUMBER = 16
"""No number has so many parts."""

_YEARS_AHEAD = 10
"""A message may speak of a day to come."""


@dataclass(frozen=True)
class SaidNumber:
    """One number of a text.

    Attributes:
        value: the number.
        text: its folded words.
        weak: never reported by itself.
        ordinal: it says a rank in words.
        digits: it was written in digits, of any script.
    """

    value: float
    text: str
    weak: bool = False
    ordinal: bool = False
    digits: bool = False


@dataclass
class Quantities:
    """All numbers and dates of one text.

    Attributes:
        numbers: numbers outside dates.
        dates: dates with a day or a year beside the month.
        months: months named by themselves, as calendars and numbers, with the word.
        codes: telephone numbers (digits only), levels (a2).
        maybe: values that a word may also have (half negen: 8 and 30).
        dual: a word may mean two of something.
    """

    numbers: list[SaidNumber] = field(default_factory=list)
    dates: list[SaidDate] = field(default_factory=list)
    months: list[SaidDate] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    maybe: set[float] = field(default_factory=set)
    dual: bool = False

    @cached_property
    def values(self) -> frozenset[float]:
        """Every value the text says in any way, those within dates too. Read it when everything was found."""
        found = {number.value for number in self.numbers} | self.maybe
        found |= {float(code) for code in self.codes if code.isdecimal()}
        for date in self.dates:
            found |= date.numbers
        return frozenset(found)

    @cached_property
    def in_digits(self) -> frozenset[float]:
        """The numbers outside dates that are written in digits."""
        return frozenset(number.value for number in self.numbers if number.digits)


@lru_cache(maxsize=8)
def quantities(text: Text) -> Quantities:
    """The numbers and dates of ``text``; kept for a moment, since a source stays the same while its translation is typed."""
    found = Quantities()
    habits = habits_of(text.language)
    horizon = datetime.date.today() + datetime.timedelta(days=365 * _YEARS_AHEAD)
    for sentence in text.sentences:
        rest = _without_codes(text.check_words.left_out.sub(" ; ", fold(sentence)), found)
        items = without_zero_months(text.lexicon.tag(rest))
        if not any(kind in item.tags for item in items for kind in _TELLING):
            _take_words(items, text, found)
            continue
        dates = _Dates(_numbered(items, decimals=False), habits, horizon)
        found.dates += dates.said
        found.months += dates.months
        _take_numbers(_numbered(dates.left(), decimals=True), text, found)
    found.dual = any(text.check_words.dual.match(word) for word in text.words)
    return found


def _numbered(items: Sequence[Item], *, decimals: bool) -> list[Item]:
    """``with_numbers`` in pieces: it looks ahead to the end of a run of number words, and a text may be one long run."""
    out: list[Item] = []
    start = run = 0
    for at, item in enumerate(items):
        run = run + 1 if any(kind in item.tags for kind in _PARTS) else 0
        if run >= _LONGEST_NUMBER:
            out += with_numbers(items[start:at], decimals=decimals)
            start, run = at, 1
    return out + with_numbers(items[start:], decimals=decimals)


def _without_codes(folded: str, found: Quantities) -> str:
    """``folded`` without telephone numbers and levels, which are compared as they are."""
    for pattern in (_TELEPHONE, _CODE):
        for match in pattern.finditer(folded):
            code = re.sub(r"[^a-z\d]", "", match.group())
            found.codes[re.sub(r"\A(?:0031|31|0)(?=\d{9}\Z)", "", code)] = match.group().strip()
        folded = pattern.sub(" ; ", folded)
    return folded


def _take_numbers(items: Sequence[Item], text: Text, found: Quantities) -> None:
    words = text.check_words
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if item.has("pairs") and not item.has(NUMBER):
            found.numbers.append(SaidNumber(2, item.text))
        elif not item.has(NUMBER):
            _take_words([item], text, found)
        else:
            value = float(item.value(NUMBER))
            ordinal = item.has(ORDINAL) and not item.digits
            doubtful = not item.digits and not item.geez and item.text in words.doubtful
            label = item.has("weekday") or item.has("months")
            weak = value in (0, 1) or doubtful or label or (value % 1 != 0 and not item.digits)
            after_half = at and items[at - 1].has(NUMBER) and items[at - 1].value(NUMBER) in (0.5, 0.25)
            if after_half and words.half_hour_before and value <= _DOZEN and not (following and following.has("units")):
                found.maybe |= {value - 1 or _DOZEN, 30}
                weak = True
            if value % 1:
                found.maybe |= _parts(item, value)
            found.numbers.append(
                SaidNumber(value, item.text, weak or ordinal, ordinal and value > 1, item.digits or item.geez)
            )


def _parts(item: Item, value: float) -> set[float]:
    """Other ways to say a number with a fraction: 8:30 or half past eight, 11.29 or 11:29."""
    minutes = {0.25: {15.0, 45.0}, 0.5: {30.0}}.get(value % 1, set())
    behind = {float(f"{value:g}".partition(".")[2])} if item.digits else set()
    return {value // 1, *minutes, *behind}


def _take_words(items: Sequence[Item], text: Text, found: Quantities) -> None:
    """Words that say a number in another way: beide, driemaal."""
    words = text.check_words
    for item in items:
        if item.text in words.also:
            found.numbers.append(SaidNumber(words.also[item.text], item.text, weak=True))
        elif item.text.endswith(words.endings) and (value := _counted(item.text, text)) is not None:
            found.numbers.append(SaidNumber(value, item.text, weak=True))


def _counted(word: str, text: Text) -> float | None:
    """The number a word begins with: driemaal."""
    ending = next(ending for ending in text.check_words.endings if word.endswith(ending))
    start = text.lexicon.tag(word[: -len(ending)])
    numbers = with_numbers(start, decimals=False)
    return float(numbers[0].value(NUMBER)) if len(numbers) == 1 and numbers[0].has(NUMBER) else None


class _Dates(NumericDates):
    """The dates of one sentence: in numbers alone, and with the name of a month."""

    def __init__(self, items: Sequence[Item], habits: CalendarHabits, horizon: datetime.date) -> None:
        super().__init__(items)
        self._habits = habits
        self._horizon = horizon
        self.months: list[SaidDate] = []
        self.said: list[SaidDate] = []
        before: set[int] = set()
        self.take_triples()
        for at, said in self.dates:
            places = sorted(self.used - before)[:3] if len(self.dates) == 1 else [at, at + 1, at + 2]
            text = " ".join(self.items[place].text for place in places if place in self.used)
            self._add(said.year, said.month, said.day, (), said.short, text)
        self._month_and_year()
        self._named()

    def left(self) -> list[Item]:
        """The items that are in no date; where one stood nothing can be put together over it."""
        return [Item("", " ; ") if at in self.used else item for at, item in enumerate(self.items)]

    def _add(
        self,
        year: int | None,
        month: int | None,
        day: int | None,
        named: tuple[tuple[Calendar, int], ...],
        short: bool,
        text: str,
    ) -> None:
        self.said.append(
            SaidDate.of(
                year, month, day, named, short=short, markers=self.markers, text=text, habits=self._habits,
                horizon=self._horizon,
            )
        )  # fmt: skip

    def _month_and_year(self) -> None:
        """03/2015 · 2015-03."""
        for at in range(len(self.items) - 1):
            first, second = self.number(at), self.number(at + 1)
            if first is None or second is None or not _STROKE.match(self.items[at + 1].gap):
                continue
            year, month = (second, first) if self.is_year(at + 1) else (first, second)
            if not (self.is_year(at) or self.is_year(at + 1)) or not 1 <= month <= 12:
                continue
            text = f"{self.items[at].text}{self.items[at + 1].gap}{self.items[at + 1].text}"
            self._add(year, month, None, (), False, text)
            self.used |= {at, at + 1}

    def _named(self) -> None:
        for first, last in self._month_runs():
            named = tuple(dict.fromkeys(pair for at in range(first, last + 1) for pair in self.months_named(at)))
            day, year, places = self._around(first, last)
            text = " ".join(self.items[at].text for at in sorted([*places, *range(first, last + 1)]))
            if day is None and year is None:
                self._add_month(named, text)
                continue
            self.used |= {*places, *range(first, last + 1)}
            self._add(year, None, day, named, year is not None and year < 100, text)

    def _add_month(self, named: tuple[tuple[Calendar, int], ...], text: str) -> None:
        one = SaidDate.of(
            None, None, None, named, short=False, markers=self.markers, text=text, habits=self._habits,
            horizon=self._horizon,
        )  # fmt: skip
        self.months.append(one)

    def _month_runs(self) -> Iterator[tuple[int, int]]:
        """Names of months; one month may be named twice (آذار/مارس)."""
        at = 0
        while at < len(self.items):
            if at in self.used or not self.months_named(at) or self.items[at].has(NUMBER):
                at += 1
                continue
            last = at
            while last + 1 < len(self.items) and self._same_month(last + 1, at):
                last += 1
            yield at, last
            at = last + 1

    def _same_month(self, at: int, other: int) -> bool:
        known = self.months_named(at)
        return bool(known) and not self.items[at].has(NUMBER) and bool(set(known) & set(self.months_named(other)))

    def _around(self, first: int, last: int) -> tuple[int | None, int | None, list[int]]:
        """The day and the year that stand beside the name of a month, and where."""
        day = year = None
        places: list[int] = []
        before = self.neighbour(first, -1)
        if before is not None and not any(sign in self.items[first].gap for sign in ",;"):
            if self.is_year(before):
                year = self.number(before)
                places.append(before)
            elif self.is_small(before):
                day = self.number(before)
                places.append(before)
        after = self.neighbour(last, +1)
        if after is not None and day is None and self.is_small(after) and not self._counts_something(after):
            day = self.number(after)
            places.append(after)
            after = self.neighbour(after, +1)
        if after is not None and year is None and (self.is_year(after) or self._is_short(after, day)):
            year = self.number(after)
            places.append(after)
        return day, year, places

    def _is_short(self, at: int, day: int | None) -> bool:
        return day is not None and self.items[at].digits and self.is_short_year(at) and not self._counts_something(at)

    def _counts_something(self, at: int) -> bool:
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        return following is not None and any(following.has(kind) for kind in ("units", "things", "per"))


def reported(number: SaidNumber, text: Text) -> str:
    """A number as a reviewer finds it in the text; of words with the value."""
    written = text.as_written(number.text)
    value = f"{number.value:g}"
    return value if number.digits or fold(written) == value else f"{written} ({value})"


__all__ = ["Quantities", "SaidNumber", "quantities", "reported"]
