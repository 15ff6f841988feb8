"""Reads how many years of school a person completed.

People say a number of years, the class they reached (klas 9, صنف نهم, ሻሙናይ ክፍሊ), a level or certificate (بكالوريا), or
several of these (twelve years of school and two of university). Dutch groep 1 is year 1. What a level counts stands in
``school.yml`` of the language; study after school is added to it and always read back.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.understanding import Question
from assistant.understanding.counted import NUMBER, ORDINAL, corrected, is_denied, with_numbers
from assistant.understanding.languages import Language
from assistant.understanding.phrases import phrasing
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.tagging import Item, lexicon

PLAIN, ROUGH, UNSURE = 0.95, 0.85, 0.6

_SECONDARY = 8
"""School years before the Dutch secondary school; its classes are numbered from 1 again."""
_BEFORE_HIGHER = 12
"""School years before university, when the person does not say them."""
_STARTING_AGE = 6
_LONGEST_STAGE = 6
_HIGHEST_CLASS = 16
_MOST_YEARS = 30
_NEAR = 3
_CHATTER = 4
"""With more unknown words than this around a bare number it may say something else."""


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The number of completed school years that ``text`` says.

    Zero when the person never went to school. Years of lessons outside school (Koran school, church school) and
    everything that rests on a usual duration have ``confirm=True``.
    """
    words = lexicon(language, ("numbers", "school"))
    reading = NOT_UNDERSTOOD
    for guess in (False, True):
        items = with_numbers(words.tag(text, guess=guess), decimals=True)
        meant = _without_denied(items[corrected(items) :], language)
        reading = _School(meant, phrasing(language).denies).reading(today)
        if len(meant) < len(items):
            reading = replace(
                reading, confirm=reading.state == "beantwoord", confidence=min(reading.confidence, UNSURE)
            )
        if reading.state == "beantwoord":
            if any(item.guessed for item in items):
                return replace(reading, confirm=True, confidence=UNSURE)
            return reading
    return reading


def _without_denied(items: Sequence[Item], language: Language) -> list[Item]:
    """``items`` without the numbers that are denied ("geen 8 jaar maar 6"), as long as another number is left."""
    phrases = phrasing(language)
    denied: set[int] = set()
    for at, item in enumerate(items):
        end = at + 2 if at + 1 < len(items) and items[at + 1].has("units") and not items[at + 1].has(NUMBER) else at + 1
        if item.has(NUMBER) and is_denied(items, at, end, phrases):
            # "none" before the number goes with it, else it would say zero
            denied |= {at} if end < len(items) and items[end].has("or") else {*range(at, end), at - 1} - {-1}
    kept = [item for at, item in enumerate(items) if at not in denied]
    return kept if any(item.has(NUMBER) or item.has("pairs") for item in kept) else list(items)


def _apart(item: Item) -> bool:
    """Whether a new thing is told from here on ("12 jaar school + 4 jaar universiteit")."""
    return any(sign in item.gap for sign in "+,;&/")


@dataclass(frozen=True)
class _Years:
    """A number of years somebody was at school, and the kind of school it was said of."""

    value: float
    kind: str | None
    at: int
    before: int = 0


class _School:
    def __init__(self, items: Sequence[Item], denies: Callable[[str], bool]) -> None:
        self.items = items
        self.denies = denies
        self.used: set[int] = set()
        self.doubt = False
        self.either = False
        self.low: set[int] = set()
        self.until_age = self._until_age()
        self.durations = self._durations()
        self.graded = self._graded()
        self.classes = self._classes()

    # -- small questions about the items ------------------------------------------------------------------------

    def _says(self, kind: str) -> bool:
        return any(item.has(kind) for item in self.items)

    def _chatter(self, times: int = 1) -> bool:
        """Whether so much else is said that a bare number may say something else."""
        return sum(1 for item in self.items if not item.tags) > _CHATTER * times

    def _number(self, at: int) -> float | None:
        if not 0 <= at < len(self.items) or at in self.used or not self.items[at].has(NUMBER):
            return None
        return float(self.items[at].value(NUMBER))

    def _has(self, at: int, kind: str) -> bool:
        return 0 <= at < len(self.items) and self.items[at].has(kind)

    def _counted(self, at: int) -> bool:
        """Whether the number at ``at`` counts something (years), so that it is no class."""
        return self._has(at + 1, "units") and not self.items[at + 1].has(NUMBER)

    # -- finding ------------------------------------------------------------------------------------------------

    def _until_age(self) -> int | None:
        for at in range(len(self.items)):
            number = self._number(at)
            if number is None or not 7 <= number <= 30:
                continue
            near = [place for place in (at - 1, at - 2) if self._has(place, "until_age")]
            after_to = self._has(at - 1, "to") and self._has(at + 1, "age_unit")
            if near or after_to:
                self.used |= {at, at + 1} if self._counted(at) else {at}
                return int(number)
        return None

    def _durations(self) -> list[_Years]:
        found = []
        for at, item in enumerate(self.items):
            if item.has("pairs") and not item.has(NUMBER) and item.value("pairs") == "year":
                found.append(self._of_kind(2, at, at))
            elif self._number(at) is not None and self._counted(at):
                unit = self.items[at + 1].value("units")
                value = float(self._number(at) or 0)
                if self._has(at + 2, "and") and self._number(at + 3) == 0.5:
                    value += 0.5
                    self.used.add(at + 3)
                if unit in ("year", "month") and not self._is_time_since(at):
                    found.append(self._of_kind(value / 12 if unit == "month" else value, at, at + 1))
                self.used.add(at)
            elif (
                item.has("units")
                and not item.has(NUMBER)
                and item.has("singular")
                and item.value("units") == "year"
                and at not in self.used
                and self._has(at + 1, "higher")
                and not self._has(at - 1, NUMBER)
            ):
                found.append(self._of_kind(1, at, at))
        return found

    def _is_time_since(self, at: int) -> bool:
        """Whether the years have passed since school ("two years ago I stopped")."""
        near = [self.items[place] for place in (at - 2, at - 1, at + 2) if 0 <= place < len(self.items)]
        return any(item.has("passed") for item in near)

    def _of_kind(self, value: float, at: int, end: int) -> _Years:
        """The duration at ``at`` with the school it was said of: the nearest word for one, first after, then before."""
        for place in range(end + 1, min(end + 2 + _NEAR, len(self.items))):
            if self.items[place].has(NUMBER) or _apart(self.items[place]):
                break
            if kind := self._kind(place):
                return _Years(value, kind, at, self._before(place))
        for place in range(at - 1, max(at - 1 - _NEAR, -1), -1):
            if self.items[place].has(NUMBER) or self.items[place].has("units"):
                break
            if kind := self._kind(place):
                return _Years(value, kind, at, self._before(place))
        return _Years(value, None, at)

    def _kind(self, at: int) -> str | None:
        for kind in ("higher", "religious", "stages", "levels", "levels_unsure", "school_word"):
            if self.items[at].has(kind):
                return kind
        return None

    def _before(self, at: int) -> int:
        return int(self.items[at].value("stages")) if self.items[at].has("stages") else 0

    def _graded(self) -> int | None:
        """mbo 4: a study numbered by its level."""
        for at, item in enumerate(self.items):
            number = self._number(at + 1)
            if item.has("graded") and number is not None and 1 <= number <= 4 and not self._counted(at + 1):
                self.used.add(at + 1)
                return int(item.value("graded") + number)
        return None

    def _classes(self) -> list[int]:
        """The classes that were named, as school years from the start."""
        found: list[int] = []
        for at, item in enumerate(self.items):
            if not item.has("class_word"):
                continue
            place = self._class_number(at)
            if place is None:
                continue
            found.append(self._class_years(place, low_is_doubtful=item.has("two_schools")))
            self.used.add(place)
            other = self._linked_class(place, at)
            if other is not None:
                found.append(self._class_years(other, low_is_doubtful=item.has("two_schools")))
                self.used.add(other)
                link = place + (-1 if place < at else 1)
                if not self._has(link, "to"):
                    self.doubt = True
                    self.either = not self._has(link, "and")
        for at in range(len(self.items)):
            if self._number(at) is None or self._counted(at):
                continue
            beside_stage = self._has(at + 1, "stages") or self._has(at - 1, "stages")
            if beside_stage and 1 <= (self._number(at) or 0) <= _LONGEST_STAGE + 3:
                found.append(self._class_years(at, low_is_doubtful=False))
                self.used.add(at)
            elif self._is_year_of_study(at):
                continue
            elif self.items[at].has(ORDINAL) and 1 <= (self._number(at) or 0) <= _HIGHEST_CLASS:
                found.append(self._class_years(at, low_is_doubtful=False))
                self.used.add(at)
        return found

    def _linked_class(self, place: int, class_word: int) -> int | None:
        """The other number of "klas 8 of 9", "8 ወይ 9 ክፍሊ", "klas 8-9"; the first number is at ``place``."""
        step = -1 if place < class_word else 1
        link = place + step
        linked = any(self._has(link, kind) for kind in ("or", "to", "and")) and not self._has(link, NUMBER)
        other = place + 2 * step if linked else place + step
        number = self._number(other)
        if number is None or not 1 <= number <= _HIGHEST_CLASS or self._counted(other):
            return None
        if self._has(other + 1, "class_word") or self._has(other - 1, "class_word"):
            return None
        stroke = self.items[max(other, place)].gap.strip() in ("-", "/")
        beside = (
            not linked and self.items[max(other, place)].spaced and abs(number - self.items[place].value(NUMBER)) == 1
        )
        return other if linked or stroke or beside else None

    def _is_year_of_study(self, at: int) -> bool:
        """tweede jaar universiteit · سنة تانية جامعة"""
        if not self.items[at].has(ORDINAL) or not self._says("higher"):
            return False
        beside = self._has(at - 1, "higher") or self._has(at + 1, "higher")
        return beside or self._counted(at) or (self._has(at - 1, "units") and not self.items[at - 1].has(NUMBER))

    def _class_number(self, at: int) -> int | None:
        """The index of the number of the class word at ``at``: klas 9, 9e klas, ሻሙናይ ክፍሊ, صنف نهم."""

        def usable(place: int) -> bool:
            number = self._number(place)
            return number is not None and 1 <= number <= _HIGHEST_CLASS and number % 1 == 0 and not self._counted(place)

        before, after = at - 1, at + 1
        if usable(before) and self.items[before].has(ORDINAL):
            return before
        if usable(after):
            return after
        if usable(before):
            return before
        if usable(at + 2) and not self.items[at + 1].tags:
            return at + 2
        return None

    def _class_years(self, at: int, *, low_is_doubtful: bool) -> int:
        """The school years a class number stands for; in a stage it counts from the start of that stage."""
        number = int(self._number(at) or 0)
        places = [place for place in (*range(at + 1, at + 2 + _NEAR), at - 1, at - 2) if 0 <= place < len(self.items)]
        stage = next((self.items[place] for place in places if self.items[place].has("stages")), None)
        if stage is not None:
            offset = int(stage.value("stages"))
            if offset and number <= _LONGEST_STAGE:
                self.doubt = self.doubt or offset > _SECONDARY
                return offset + number
            return number
        if low_is_doubtful and number <= _LONGEST_STAGE:
            self.low.add(number)
        if number > 13:
            self.doubt = True
        return number

    # -- deciding -----------------------------------------------------------------------------------------------

    def reading(self, today: datetime.date) -> Reading:
        """The reading of the whole answer."""
        numbers = self._plain_numbers()
        if self._says("not_schooled"):
            certain = not (self.classes or self.durations or numbers or self._says("religious"))
            return self._answer(0, confirm=not certain, rule="not_schooled")
        if self.until_age is not None:
            years = self.until_age - _STARTING_AGE
            return self._answer(years, confirm=True, others=[years - 1, years + 1], rule="school_until_age")
        if self._says("religious") and not self.classes:
            return self._outside_school(numbers)
        if span := self._span_of_years(numbers, today):
            return span
        if self._says("higher"):
            return self._higher(numbers)
        if self.graded is not None:
            return self._answer(self.graded, confirm=True, rule="school_level")
        if self.classes:
            return self._of_classes(numbers)
        if self.durations:
            return self._of_durations()
        if numbers:
            return self._of_numbers(numbers)
        if levels := self._levels():
            return self._of_levels(levels)
        if self._says("none"):
            return self._answer(0, confirm=len(self.items) > 1, rule="none_said")
        if self._says("school_word") and any(self.denies(item.text.replace(" ", "")) for item in self.items):
            return self._answer(0, confirm=True, rule="not_schooled")
        if self._says("deny"):
            return self._answer(0, confirm=True, rule="none_said")
        return NOT_UNDERSTOOD

    def _plain_numbers(self) -> list[float]:
        """Numbers that are no class and count nothing; an article counts only when nothing else does."""
        places = [at for at in range(len(self.items)) if self._number(at) is not None and not self._counted(at)]
        strong = [
            at
            for at in places
            if not self.items[at].has("article") or self.items[at].digits or self._has(at - 1, "units")  # سنة وحدة
        ]
        if not strong and len(self.items) == 1:
            strong = places
        return [float(self.items[at].value(NUMBER)) for at in strong]

    def _outside_school(self, numbers: Sequence[float]) -> Reading:
        years = [duration.value for duration in self.durations]
        years += [number for number in numbers if number <= _MOST_YEARS]
        if not years and self._says("only"):
            return self._answer(0, confirm=True, rule="outside_school")
        if not years:
            return replace(NOT_UNDERSTOOD, rule="outside_school")
        outside = [duration for duration in self.durations if duration.kind == "religious"]
        ordinary = [duration for duration in self.durations if duration.kind != "religious"]
        if outside and ordinary:
            return self._answer(ordinary[0].value, confirm=True, others=[sum(years)], rule="outside_school")
        return self._answer(years[0], confirm=True, others=[0], rule="outside_school")

    def _span_of_years(self, numbers: Sequence[float], today: datetime.date) -> Reading | None:
        years = [number for number in numbers if 1930 <= number <= today.year or 1310 <= number <= today.year - 621]
        if len(years) < 2 or self.classes or self.durations:
            return None
        passed = int(years[1] - years[0])
        if not 0 < passed <= _MOST_YEARS:
            return None
        return self._answer(passed, confirm=True, rule="from_year_to_year")

    def _higher(self, numbers: Sequence[float]) -> Reading:
        """Study after school: its years are added to those of school."""
        usual = max(int(item.value("higher")) for item in self.items if item.has("higher"))
        study = [duration for duration in self.durations if duration.kind == "higher"]
        school = [duration for duration in self.durations if duration.kind != "higher"]
        if self.graded is not None and not study:
            return self._answer(self.graded, confirm=True, rule="school_level")
        rank = next((at for at in range(len(self.items)) if self._is_year_of_study(at)), None)
        if rank is not None and not study:
            study = [_Years(float(self.items[rank].value(NUMBER)), "higher", rank)]
        base = _BEFORE_HIGHER
        if self.classes:
            base = max(self.classes)
        elif school:
            base = int(sum(duration.value for duration in school))
        elif not study and numbers and 1 <= numbers[0] <= _LONGEST_STAGE:
            study = [_Years(numbers[0], "higher", 0)]
        if study:
            years = base + int(sum(duration.value for duration in study))
            others = [years - 1] if rank is not None else []
            return self._answer(years, confirm=True, others=others, rule="school_and_study")
        if self._says("unfinished") or self._says("stopped"):
            years = max(base, usual - 2)
            return self._answer(years, confirm=True, others=[base, usual - 1], rule="school_and_study")
        others = [base] if base != usual else []
        return self._answer(max(usual, base), confirm=True, others=others, rule="school_and_study")

    def _of_classes(self, numbers: Sequence[float]) -> Reading:
        years = max(self.classes)
        if not self._says("class_word") and (self._says("things") or self._chatter()):
            self.doubt = True
        if self._says("repeated") and self.durations and (not self._says("class_word") or self.classes == [1]):
            stayed = self.durations[0].value
            return self._answer(stayed - 1, confirm=True, others=[stayed, years], rule="class_repeated")
        reached = [int(number) for number in numbers if self._follows_to(number) and years < number <= _HIGHEST_CLASS]
        if reached:
            return self._answer(max(reached), confirm=True, others=[years], rule="class_reached")
        more = [duration.value for duration in self.durations if duration.kind in (None, "higher")]
        if more and self._says("and_then") and not self._says("repeated"):
            return self._answer(years + sum(more), confirm=True, others=[years], rule="sum")
        later = [duration.value for duration in self.durations if duration.before]
        if later:
            # groep 8 en 4 jaar vmbo
            return self._answer(years + sum(later), confirm=True, others=[years], rule="sum")
        others: list[float] = [value for value in sorted(self.classes, reverse=True) if value != years]
        if self.either and len(set(self.classes)) > 1:
            # klas 8 of 9: the lower one is sure
            years, others = min(self.classes), [*sorted(set(self.classes))[1:]]
        stopped = self._says("stopped") and not self._says("after_class")
        if stopped and self._says("finished") and not self._says("unfinished"):
            return self._answer(years, confirm=True, others=[years - 1], rule="class_reached")
        if self._says("unfinished") or stopped:
            return self._answer(years - 1, confirm=True, others=[years], rule="class_not_finished")
        if self._says("stopped"):
            return self._answer(years, confirm=True, others=[years - 1], rule="class_reached")
        if self._says("was_in") and not self._says("finished"):
            return self._answer(years, confirm=True, others=[years - 1], rule="class_reached")
        if years in self.low:
            others.append(years + _SECONDARY)
        said_otherwise = [value for value in (*numbers, *(each.value for each in self.durations)) if value != years]
        others += [value for value in said_otherwise if value <= _MOST_YEARS]
        confirm = self.doubt or years in self.low or bool(said_otherwise) or self._says("less") or self._says("more")
        return self._answer(years, confirm=confirm, others=others if confirm else [], rule="class_reached")

    def _follows_to(self, number: float) -> bool:
        """Whether "to" stands before a number that is no duration: «بعد تا نه»."""
        return any(
            item.has(NUMBER) and item.value(NUMBER) == number and self._has(at - 1, "to") and not self._counted(at)
            for at, item in enumerate(self.items)
        )

    def _of_durations(self) -> Reading:
        total = sum(duration.value for duration in self.durations)
        if self._says("repeated"):
            return self._answer(total - 1, confirm=True, others=[total], rule="class_repeated")
        if len(self.durations) == 1:
            only = self.durations[0]
            if only.before:
                return self._answer(
                    only.before + only.value, confirm=True, others=[only.value], rule="years_of_secondary_school"
                )
            more = self._plain_range(only)
            confirm = bool(more) or self._chatter(2) or total % 1 != 0 or self._says("less") or self._says("more")
            return self._answer(total if not more else more[0], confirm=confirm, others=more[1:], rule="school_years")
        first, second = self.durations[0], self.durations[1]
        beside = second.at - first.at <= 2 and first.value < second.value <= first.value + 2
        if self._says("or") or (len(self.durations) == 2 and beside and first.kind == second.kind):
            values = sorted(duration.value for duration in self.durations)
            return self._answer(values[0], confirm=True, others=values[1:], rule="range")
        return self._answer(total, confirm=True, others=[duration.value for duration in self.durations], rule="sum")

    def _plain_range(self, duration: _Years) -> list[float]:
        """5 of 6 jaar: the number before the one that was counted."""
        linked = any(self._has(duration.at - 1, kind) for kind in ("or", "to", "and"))
        place = duration.at - 2 if linked else duration.at - 1
        near = self._number(place)
        if near is not None and not self.items[place].has("article") and near <= duration.value:
            return [near, duration.value]
        # سنتين ثلاث: the number after the one that was counted
        following = duration.at + (1 if self.items[duration.at].has("pairs") else 2)
        after = self._number(following)
        if after is None or self._counted(following) or not self.items[following].spaced:
            return []
        return [duration.value, after] if duration.value < after <= duration.value + 2 else []

    def _of_numbers(self, numbers: Sequence[float]) -> Reading:
        years = numbers[0]
        if years > _MOST_YEARS:
            return replace(NOT_UNDERSTOOD, rule="number_too_large")
        confirm = len(numbers) > 1 or years > 20 or years % 1 != 0 or self._says("less") or self._says("more")
        confirm = confirm or any(item.has("also_no") for item in self.items) or self._says("none")
        confirm = confirm or self._says("about_number") or self._says("things") or self._chatter()
        others = [number for number in numbers[1:] if number <= _MOST_YEARS]
        if any(item.has("also_no") for item in self.items):
            others.append(0)
        if self._says("unfinished"):
            return self._answer(years - 1, confirm=True, others=[years], rule="class_not_finished")
        return self._answer(years, confirm=confirm, others=others, rule="school_years")

    def _levels(self) -> list[tuple[int, bool]]:
        """Levels named: the school years of each and whether that is sure."""
        found = [(int(item.value("levels")), True) for item in self.items if item.has("levels")]
        found += [
            (int(item.value("levels_unsure")), False)
            for item in self.items
            if item.has("levels_unsure") and not item.has("levels")
        ]
        return sorted(found, reverse=True)

    def _of_levels(self, levels: Sequence[tuple[int, bool]]) -> Reading:
        years, sure = levels[0]
        lower = [value for value, _ in levels[1:] if value != years]
        if self._says("unfinished") or self._says("stopped"):
            return self._answer(years - 1, confirm=True, others=lower or [years], rule="level_not_finished")
        confirm = not sure or self._chatter() or self._says("none") or self._says("was_in") or self._says("deny")
        return self._answer(years, confirm=confirm, others=lower if confirm else [], rule="school_level")

    def _answer(self, value: float, *, confirm: bool, rule: str, others: Sequence[float] = ()) -> Reading:
        if value < 0 or value > _MOST_YEARS:
            return replace(NOT_UNDERSTOOD, rule="number_too_large")
        whole = int(value)
        alternatives = tuple(dict.fromkeys(int(other) for other in others if int(other) != whole and other >= 0))
        confidence = UNSURE if confirm else ROUGH if self._says("about") else PLAIN
        return Reading("beantwoord", whole, confirm, alternatives, confidence, rule)
