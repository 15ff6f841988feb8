"""Reads numbers: digits of every script, Ge'ez numerals, number words, halves, ranges and amounts with a unit.

A question about years (its id ends in ``leeftijd`` or ``jaren``) gets years also when the person says months, weeks, or
since which year; a question about hours (``uren``) gets hours a week also when the person says hours a day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.understanding import Question
from assistant.understanding.calendars import year_of
from assistant.understanding.counted import NUMBER, ORDINAL, corrected, is_denied, with_numbers
from assistant.understanding.languages import Language
from assistant.understanding.phrases import phrasing
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.tagging import Item, lexicon

_EXPECTED_UNITS = {"leeftijd": "year", "jaren": "year", "uren": "hour"}
"""The last part of a question id -> the unit its answer is in."""

_PER_YEAR = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0}
_LARGEST = {"year": 120, "hour": 168}
_REMARKABLE = {"year": 100, "hour": 80, None: 1000}
"""Above this an amount is possible but read back."""

_HOURS_OF_A_DAY_OF_WORK = 8
_DAYS_OF_A_WEEK_OF_WORK = 5
_LONGEST_DAY = 14
_WIDEST_GUESS = 5
"""Two numbers side by side at most this far apart are one guess (ten twelve years)."""

_WEAK_RULE = "number_weak"
"""The rule of a number that may be none: an article, or a unit that nothing stands before."""

_NEAR_NOW = 4
"""A number this many words after "now" or "becomes" goes with it."""

_CHATTER = 6
"""With more unknown words than this around a bare number it may say something else."""

PLAIN, ROUGH, UNSURE = 0.95, 0.85, 0.6
"""How sure a reading is: plain words; "about", "I think"; to be confirmed."""


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The number that ``text`` says.

    Several unrelated numbers, a range, "more than" and conversions that need a guess give ``confirm=True``. A negative
    or impossible amount is ``niet_begrepen``.
    """
    expected = _EXPECTED_UNITS.get(question.id.rsplit(".", 1)[-1]) if question else None
    words = lexicon(language, ("numbers",))
    for guess in (False, True):
        items = with_numbers(words.tag(text, guess=guess), decimals=True)
        reading = _Amounts(items, expected, bool(question), language, today, of_age=_asks_age(question)).reading()
        if reading.rule not in (NOT_UNDERSTOOD.rule, _WEAK_RULE):
            break
    if reading.state == "beantwoord" and any(item.guessed for item in items):
        return replace(reading, confirm=True, confidence=min(reading.confidence, UNSURE), rule="number_near")
    return reading


def amounts_in(
    items: Sequence[Item], question: Question, language: Language, today: datetime.date
) -> list[tuple[Amount, Reading]]:
    """Every amount that ``items`` say, each with its own reading as an answer to ``question``.

    For answers that tell of several things at once. What may be an article ("een zoon") is left out.

    Args:
        items: the tagged answer, its numbers put together (:func:`~assistant.understanding.counted.with_numbers`).
        question: the question each amount would answer.
        language: the language the person chose.
        today: the day of the answer.
    """
    expected = _EXPECTED_UNITS.get(question.id.rsplit(".", 1)[-1])
    found = _Amounts(items, expected, True, language, today, of_age=_asks_age(question))
    return [
        (amount, found.value_of(amount))
        for amount in found.amounts
        if not amount.weak or items[amount.start].has(NUMBER)
    ]


def _asks_age(question: Question | None) -> bool:
    return question is not None and question.id.rsplit(".", 1)[-1] == "leeftijd"


@dataclass(frozen=True)
class Amount:
    """A number with the unit it counts.

    Attributes:
        value: the number.
        unit: ``year``, ``month``, ``week``, ``day``, ``hour``, another thing that is counted, or ``None``.
        weak: it may be no number at all (an article, a bare unit).
        start: index of its first item.
        end: index after its last item.
        per: "a day", "a week" after it.
    """

    value: float
    unit: str | None
    weak: bool
    start: int
    end: int
    per: str | None = None


class _Amounts:
    """The amounts of one answer and what they come to."""

    def __init__(
        self,
        items: Sequence[Item],
        expected: str | None,
        question_known: bool,
        language: Language,
        today: datetime.date,
        *,
        of_age: bool = False,
    ) -> None:
        self.items = items
        self.expected = expected
        self.question_known = question_known
        self.language = language
        self.today = today
        self._kinds = {kind for item in items for kind in item.tags}
        self.amounts = list(self._find())
        self.left_out: list[Amount] = []
        self.of_age = of_age

    # -- finding ------------------------------------------------------------------------------------------------

    def _find(self) -> list[Amount]:
        found: list[Amount] = []
        at = 0
        while at < len(self.items):
            amount = self._amount_at(at)
            if amount is None:
                at += 1
                continue
            found.append(amount)
            at = amount.end
        return [replace(each, weak=False) if self._opens_range(each, found) else each for each in found]

    def _opens_range(self, amount: Amount, found: Sequence[Amount]) -> bool:
        """سنة او سنتين · ዓመት ወይ ክልተ · یک دو سال: a bare "one" or unit right before two or three counts."""
        if not amount.weak:
            return False
        following = next((other for other in found if other.start >= amount.end), None)
        if following is None or following.weak or following.value not in (2, 3):
            return False
        between = self.items[amount.end : following.start]
        says_or = bool(between) and all(item.has("or") for item in between)
        beside = not between and self.items[following.start].spaced and self.items[amount.start].has(NUMBER)
        return says_or or beside

    def _amount_at(self, at: int) -> Amount | None:
        item = self.items[at]
        if item.has("pairs") and not item.has(NUMBER):
            return self._extended(Amount(2, item.value("pairs"), False, at, at + 1))
        if item.has(NUMBER):
            weak = item.has("article") and not item.digits
            unit_at = at + 1
            counted = unit_at < len(self.items) and self._is_unit(unit_at)
            if counted and not (item.value(NUMBER) >= 1000 and self.items[unit_at].value("units") == "year"):
                # a bare "one" before a unit counts: one year
                return self._extended(
                    Amount(item.value(NUMBER), self.items[unit_at].value("units"), False, at, unit_at + 1)
                )
            return self._extended(Amount(item.value(NUMBER), None, weak, at, at + 1))
        if self._is_unit(at) and not (at and self.items[at - 1].has("vague")) and not self._labels_a_year(at):
            return self._unit_alone(at)
        return None

    def _is_unit(self, at: int) -> bool:
        item = self.items[at]
        return item.has("units") and not item.has(NUMBER) and item.gap.strip() in ("", "-", "'")

    def _labels_a_year(self, at: int) -> bool:
        """سنة ٢٠١٨ is the year 2018, not one year."""
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        return following is not None and following.has(NUMBER) and following.value(NUMBER) >= 1000

    def _unit_alone(self, at: int) -> Amount:
        """سنة · سنة واحدة · سنة ونص · een jaar of vijf: a unit without a number before it."""
        unit = self.items[at].value("units")
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        if following and following.has(NUMBER) and following.has("article"):
            return self._extended(Amount(1, unit, False, at, at + 2))
        alone = Amount(1, unit, not self.items[at].has("singular") or len(self.items) > 2, at, at + 1)
        extended = self._extended(alone)
        return replace(extended, weak=False) if extended.end > alone.end and extended.per is None else extended

    def _extended(self, amount: Amount) -> Amount:
        """``amount`` with "and a half", "and three months" and "a week" after it."""
        items, end = self.items, amount.end
        following = end
        while following < len(items) and items[following].has("and") and not items[following].has(NUMBER):
            following += 1
        says_and = following > end
        if following < len(items) and amount.unit and items[following].gap.strip() == "":
            item = items[following]
            fraction = item.has(NUMBER) and item.value(NUMBER) in (0.5, 0.25) and not item.digits
            if fraction and (says_and or item.rules.half_without_and) and amount.value % 1 == 0:
                after = following + 1
                if after < len(items) and items[after].has("units") and items[after].value("units") == amount.unit:
                    after += 1
                return self._with_per(replace(amount, value=amount.value + item.value(NUMBER), end=after, weak=False))
            if says_and and amount.unit == "year" and (rest := self._smaller_at(following)):
                return self._with_per(
                    replace(amount, value=amount.value + rest.value / _PER_YEAR[str(rest.unit)], end=rest.end)
                )
        apart = end < len(items) and "," in items[end].gap.replace("،", ",")
        if apart and amount.start and items[amount.start - 1].has("less"):
            return amount  # nog geen jaar, 8 maanden
        if amount.unit == "year" and not says_and and end < len(items) and (rest := self._smaller_at(end)):
            return replace(amount, value=amount.value + rest.value / _PER_YEAR[str(rest.unit)], end=rest.end)
        return self._with_per(amount)

    def _smaller_at(self, at: int) -> Amount | None:
        """Months, weeks or days that complete a number of years (2 jaar en 3 maanden)."""
        item = self.items[at]
        if item.has("pairs") and item.value("pairs") == "month":
            return Amount(2, "month", False, at, at + 1)
        if item.has("units") and not item.has(NUMBER) and item.value("units") == "month" and item.has("singular"):
            return Amount(1, "month", False, at, at + 1)
        if item.has(NUMBER) and at + 1 < len(self.items) and self._is_unit(at + 1):
            unit = self.items[at + 1].value("units")
            if unit in ("month", "week", "day") and item.value(NUMBER) < _PER_YEAR[unit]:
                return Amount(item.value(NUMBER), unit, False, at, at + 2)
        return None

    def _with_per(self, amount: Amount) -> Amount:
        if amount.end < len(self.items) and self.items[amount.end].has("per"):
            return replace(amount, per=self.items[amount.end].value("per"), end=amount.end + 1)
        return amount

    def _says(self, kind: str) -> bool:
        return kind in self._kinds

    # -- deciding -----------------------------------------------------------------------------------------------

    def reading(self) -> Reading:
        """The reading of the whole answer."""
        strong = self._without_other_amounts([amount for amount in self.amounts if not amount.weak])
        if self._is_negative():
            return replace(NOT_UNDERSTOOD, rule="negative")
        if not strong and self._says("none"):
            return Reading("beantwoord", 0, confidence=PLAIN, rule="none_said")
        if not strong and self._says("full_time") and self.expected in (None, "hour"):
            hours = next(item.value("full_time") for item in self.items if item.has("full_time"))
            alternatives = (36, 32) if hours == 40 else (16, 24)
            return Reading("beantwoord", hours, True, alternatives, UNSURE, "working_time")
        if not strong and self._says("vague"):
            return replace(NOT_UNDERSTOOD, rule="vague_amount")
        if not strong and self.amounts:
            return self._weak(self.amounts)
        if not strong:
            if self._says("deny"):
                return Reading("beantwoord", 0, True, (), UNSURE, "none_said")
            return NOT_UNDERSTOOD
        phrases = phrasing(self.language)
        meant = [each for each in strong if not is_denied(self.items, each.start, each.end, phrases)]
        if meant and len(meant) < len(strong):
            reading = self._strong(meant)
            denied = tuple(self._converted(each)[0] for each in strong if each not in meant)
            others = tuple(dict.fromkeys((*reading.alternatives, *denied)))
            return replace(reading, confirm=True, alternatives=others, confidence=min(reading.confidence, UNSURE))
        if not meant:
            return replace(self._strong(strong), confirm=True)
        return self._strong(strong)

    def _without_other_amounts(self, strong: list[Amount]) -> list[Amount]:
        """The amounts that can be the answer; what is left out is kept in :attr:`left_out`, to be offered."""
        chosen = strong
        start = corrected(self.items)
        for keep in (
            lambda amount: amount.start >= start,
            self._is_no_age_back_then,
            self._is_meant(),
            self._is_now(),
        ):
            kept = [amount for amount in chosen if keep(amount)]
            chosen = kept or chosen
        places = {amount.start for amount in chosen}
        self.left_out = [amount for amount in strong if amount.start not in places]
        return chosen

    def _near(self, at: int, kind: str, *, before: int, after: int = 0) -> bool:
        places = [at, *range(at - 1, at - 1 - before, -1), *range(at + 1, at + 1 + after)]
        for place in places:
            if not 0 <= place < len(self.items):
                continue
            if self.items[place].has(kind):
                return True
        return False

    def _is_no_age_back_then(self, amount: Amount) -> bool:
        """Not the age at which something began: «۲۰ ساله بودم که شروع کدم، ۸ سال کار کدم»."""
        if self.expected != "year" or self.of_age:
            return True
        return not (
            self._near(amount.start, "age_at", before=2) or self._near(amount.end - 1, "age_of", before=1, after=1)
        )

    def _is_meant(self) -> Callable[[Amount], bool]:
        """Of two children, the one that is talked about: after "the one we talk about", or said last."""
        places = [at for at, item in enumerate(self.items) if item.has("meant")]
        if not self.of_age or not places:
            return lambda amount: True
        plain = [other for other in self.amounts if not other.weak]
        after = [other for other in plain if other.start > places[-1]]
        meant = (after or plain[-1:])[0] if plain else None
        return lambda amount: amount == meant

    def _is_now(self) -> Callable[[Amount], bool]:
        """Not what was before: "vroeger 40 uur, nu 20"."""
        places = {at for at, item in enumerate(self.items) if item.has("now")}
        if not places or (self.expected == "year" and not self.of_age):
            return lambda amount: True
        strong = [other for other in self.amounts if not other.weak]
        near = {one.start for one in strong if any(one.start - step in places for step in range(1, _NEAR_NOW + 1))}
        near = near or {one.start for one in strong if one.end in places}
        return lambda amount: amount.start in near

    def _is_becoming(self, amount: Amount) -> bool:
        """wordt 12 · داخل عالأربعة: an age that is not yet reached."""
        return self.of_age and self._near(amount.start, "becoming", before=_NEAR_NOW)

    def _is_negative(self) -> bool:
        for amount in self.amounts:
            item = self.items[amount.start]
            before = self.items[amount.start - 1] if amount.start else None
            if before is not None and before.has("minus"):
                return True
            if (
                item.digits
                and item.gap.endswith("-")
                and (before is None or item.gap.startswith(" "))
                and not (before is not None and before.has(NUMBER))
            ):
                return True
        return False

    def _weak(self, amounts: Sequence[Amount]) -> Reading:
        amount = amounts[0]
        unit = self.items[amount.start]
        bounded = amount.start > 0 and any(self.items[amount.start - 1].has(kind) for kind in ("less", "more", "about"))
        if not unit.has(NUMBER) and not unit.has("singular") and not bounded:
            return NOT_UNDERSTOOD  # "zoveel jaar", but not "nog geen jaar"
        alone = len(self.items) <= 2 and amount.unit is None or len(self.items) == 1
        reading = self._value(amount, confirm=bounded or not alone, alternatives=[])
        return replace(reading, rule=_WEAK_RULE) if reading.rule == "number" else reading

    def _strong(self, strong: Sequence[Amount]) -> Reading:
        if years := self._as_span_of_years(strong):
            return years
        if ages := self._as_span_of_ages():
            return ages
        if pair := self._range(strong):
            low, high = pair
            return self._span(low, high)
        if hours := self._hours_of_days(strong):
            return hours
        fitting = [amount for amount in strong if self._fits(amount)] or list(strong)
        chosen = fitting[0]
        others = [
            amount for amount in (*strong, *self.left_out) if amount is not chosen and amount.value != chosen.value
        ]
        if self._is_becoming(chosen) and chosen.value >= 1 and chosen.unit in (None, "year"):
            values = (chosen.value, *(self._converted(other)[0] for other in others))
            return Reading("beantwoord", _neat(chosen.value - 1), True, values[:3], UNSURE, "age_to_come")
        confirm = (
            bool(others)
            or bool(self.left_out)
            or self._says("more")
            or self._says("less")
            or self._says("about_number")
        )
        if self.expected and chosen.unit is None and self._counts_things(chosen):
            confirm = True
        if chosen.unit is None and self._unknown_words() > _CHATTER:
            confirm = True
        if self._says("none") or (self._says("vague") and len(self.items) > 2):
            confirm = True
        if any(item.has("also_no") and item.value(NUMBER) == chosen.value for item in self.items) and not chosen.unit:
            return Reading("beantwoord", chosen.value, True, (0,), UNSURE, "number")
        return self._value(chosen, confirm=confirm, alternatives=[self._converted(other)[0] for other in others])

    def _counts_things(self, amount: Amount) -> bool:
        """Whether the number counts something that is no time (three children)."""
        return amount.end < len(self.items) and self.items[amount.end].has("things")

    def _unknown_words(self) -> int:
        return sum(1 for item in self.items if not item.tags)

    def _fits(self, amount: Amount) -> bool:
        """Whether its unit is the one the question asks for."""
        if self.expected == "year":
            return amount.unit in ("year", "month")
        return self.expected is not None and amount.unit == self.expected

    def value_of(self, amount: Amount) -> Reading:
        """The reading of one of :attr:`amounts`, whatever else is said."""
        return self._value(amount, confirm=False, alternatives=[])

    def _value(self, amount: Amount, *, confirm: bool, alternatives: Sequence[float]) -> Reading:
        value, doubtful, other = self._converted(amount)
        limit = _LARGEST.get(self.expected or "")
        if limit is not None and value > limit:
            return replace(NOT_UNDERSTOOD, rule="number_too_large")
        if value > _REMARKABLE.get(self.expected, 1000) or amount.value > 9999:
            confirm = True
        if self.items[amount.start].has(ORDINAL):
            confirm = True
        confirm = confirm or doubtful
        choices = tuple(dict.fromkeys(found for found in (*other, *alternatives) if found != value))
        confidence = UNSURE if confirm else ROUGH if self._says("about") else PLAIN
        detail = {"unit": amount.unit} if amount.unit else None
        return Reading("beantwoord", value, confirm, choices, confidence, "number", detail)

    def _converted(self, amount: Amount) -> tuple[float, bool, list[float]]:
        """The value in the unit of the question, whether that is doubtful, and other values it can be."""
        value, unit = amount.value, amount.unit
        if self.expected == "hour":
            return self._hours_a_week(amount)
        if self.expected == "year" or (not self.question_known and unit == "month"):
            if unit in ("month", "week", "day"):
                years = value / _PER_YEAR[unit]
                exact = (years * 4) % 1 == 0
                return _neat(round(years, 2)), not exact or not self.question_known, [value]
            if unit == "hour":
                return _neat(value), True, []
            if unit is None and self._is_year(value) and self.expected == "year":
                passed = self._years_since(int(value))
                return passed, True, [passed - 1] if passed else []
        whole_quarters = unit != "year" or (value * 4) % 1 == 0
        return _neat(round(value, 2)), not whole_quarters, []

    def _hours_a_week(self, amount: Amount) -> tuple[float, bool, list[float]]:
        value = amount.value
        per = amount.per or next((item.value("per") for item in self.items if item.has("per")), None)
        if amount.unit == "day":
            return _neat(value * _HOURS_OF_A_DAY_OF_WORK), True, [value]
        if per == "day" or (amount.unit == "hour" and any(other.unit == "day" for other in self.amounts if other.weak)):
            return _neat(value * _DAYS_OF_A_WEEK_OF_WORK), True, [value]
        if per == "month" or amount.unit in ("year", "month", "week"):
            return _neat(value), True, []
        return _neat(value), False, []

    def _hours_of_days(self, strong: Sequence[Amount]) -> Reading | None:
        """5 dagen van 8 uur."""
        if self.expected not in ("hour", None):
            return None
        days = [amount.value for amount in strong if amount.unit == "day"]
        hours = [amount.value for amount in strong if amount.unit == "hour"]
        if len(days) != 1 or len(hours) != 1 or len(strong) != 2:
            return None
        if hours[0] > _LONGEST_DAY or days[0] > 7:
            return Reading("beantwoord", _neat(hours[0]), hours[0] < 20, (), ROUGH, "number")
        return Reading("beantwoord", _neat(hours[0] * days[0]), True, (hours[0],), UNSURE, "hours_of_days")

    def _range(self, strong: Sequence[Amount]) -> tuple[Amount, Amount] | None:
        """2 of 3 · tussen 3 en 4 · 3-4: two numbers that say one amount."""
        opened = next((at for at, item in enumerate(self.items) if item.has("between")), len(self.items))
        for first, second in zip(strong, strong[1:], strict=False):
            between = self.items[first.end : second.start]
            stroke = self.items[second.start].gap.strip() in ("-", "/") and not between
            linked = bool(between) and all(item.has("or") or item.has("to") or item.has("about") for item in between)
            round_numbers = first.value % 10 == 0 and second.value % 10 == 0
            widest = 2 * 10 if round_numbers else _WIDEST_GUESS
            near = 1 <= second.value - first.value <= widest and first.unit is None
            adjacent = not between and near and self.items[second.start].spaced
            started = opened < first.start
            joined = started and bool(between) and all(item.has("and") for item in between)
            if (
                linked
                and first.unit
                and not second.unit
                and self.items[first.start].has("article")
                and second.value > 2
            ):
                # een jaar of vijf: about five years
                return replace(second, unit=first.unit), replace(second, unit=first.unit)
            if stroke or linked or adjacent or joined:
                unit = first.unit or second.unit
                return replace(first, unit=unit, per=second.per), replace(second, unit=second.unit or unit)
        return None

    def _span(self, low: Amount, high: Amount) -> Reading:
        first, second = self._converted(low)[0], self._converted(high)[0]
        middle = _neat((first + second) / 2)
        others = [second, middle] if (middle * 2) % 1 == 0 else [second]
        limit = _LARGEST.get(self.expected or "")
        if limit is not None and first > limit:
            return replace(NOT_UNDERSTOOD, rule="number_too_large")
        alternatives = tuple(value for value in others if value != first)
        return Reading("beantwoord", first, True, alternatives, UNSURE, "range")

    # -- years on the calendar ----------------------------------------------------------------------------------

    def _is_year(self, value: float) -> bool:
        return value % 1 == 0 and (
            1930 <= value <= self.today.year or 1330 <= value <= year_of("solar_hijri", self.today)
        )

    def _years_since(self, year: int) -> int:
        calendar = "gregorian" if year >= 1900 else "solar_hijri"
        return year_of(calendar, self.today) - year  # type: ignore[arg-type]

    def _as_span_of_ages(self) -> Reading | None:
        """من عمر ال12 لعمر ال20 · van mijn 12e tot mijn 20e: eight years."""
        strong = [amount for amount in self.amounts if not amount.weak and amount.unit in (None, "year")]
        if self.expected != "year" or self.of_age or len(strong) != 2:
            return None
        first, second = strong
        aged = [
            self.items[amount.start].has(ORDINAL)
            or self._near(amount.start, "age_of", before=2)
            or self._near(amount.end - 1, "age_of", before=0, after=1)
            for amount in strong
        ]
        between = self.items[first.end : second.start]
        linked = any(item.has("to") or item.has("age_to") for item in between)
        passed = second.value - first.value
        if not linked or not any(aged) or not (0 < passed <= 60 and first.value >= 5):
            return None
        return Reading("beantwoord", _neat(passed), True, (_neat(second.value),), UNSURE, "from_age_to_age")

    def _as_span_of_years(self, strong: Sequence[Amount]) -> Reading | None:
        """van 2010 tot 2015: five years."""
        if self.expected == "hour":
            return None
        years = [amount for amount in strong if amount.unit is None and self._is_year(amount.value)]
        if len(years) < 2:
            return None
        passed = int(years[1].value - years[0].value)
        said = [amount for amount in strong if amount not in years]
        if not 0 <= passed < 80:
            return None
        if said:
            certain = len(said) == 1 and said[0].value == passed
            return self._value(said[0], confirm=not certain, alternatives=[passed])
        return Reading("beantwoord", passed, True, (), UNSURE, "from_year_to_year")


def _neat(value: float) -> float:
    """A whole number without its decimal point."""
    return int(value) if value % 1 == 0 else value
