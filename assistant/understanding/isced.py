"""The highest level of education that was completed, on the ISCED 2011 scale 0-8.

Words for levels are in ``isced.yml`` of a language, with the school system that its speakers mostly come from:

``levels`` and ``unsure``
    words per level; under ``unsure`` the words that stand for several levels, most likely first.
``subjects``
    what people study at a university; counts when no level is named.
``unfinished``, ``in_progress`` and ``finished``
    whether the level itself counts, or the one below it.
``attended``
    that the person was there; without it a long sentence about a university is read back.
``completed``
    the class or number of school years that completes a level ("klas 9", «صنف نهم»), read with :mod:`school_years`;
    ``completed_after_stage`` where classes of the secondary school are counted anew; ``borderline`` the numbers that complete
    another level in a neighbouring system.
``class_words``
    words for a class: a class is certain, a number of years only suggests a level.

Sources: the ISCED 2011 mappings of UNESCO for Syria, Eritrea, Sudan, Afghanistan and the Netherlands; mbo 2-3 is 3, mbo 4 is 4.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.understanding import school_years
from assistant.understanding.counted import NUMBER, ORDINAL, with_numbers
from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.tagging import lexicon

if TYPE_CHECKING:
    from assistant.understanding import Question

LOWEST, HIGHEST = 0, 8
# What a person has who did not complete a level, when nothing else is said.
_BELOW = {8: 7, 7: 6, 6: 3, 5: 3, 4: 2, 3: 2, 2: 1, 1: 0, 0: 0}
_HIGHER = 5
_SECONDARY_YEARS = 12
_BACHELOR_YEARS = 4
_OF_A_SUBJECT = (6, 3)
_UNFINISHED, _IN_PROGRESS, _FINISHED = "unfinished", "in_progress", "finished"
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5
_CHATTER = 2
"""With more other words than this a level that nobody says was finished is read back."""


@dataclass(frozen=True)
class _Level:
    """A level a phrase names; more than one when the phrase stands for several."""

    levels: tuple[int, ...]
    subject: bool = False


@dataclass
class _Named:
    """A level that was named, and whether it was completed."""

    levels: tuple[int, ...]
    near: bool
    subject: bool = False
    completed: bool = True
    finished: bool = False
    denied: bool = False

    @property
    def value(self) -> int:
        if self.denied and LOWEST < min(self.levels) <= 1:
            return LOWEST  # "school, no": a word for any school
        return self.levels[0] if self.completed else _BELOW[self.levels[0]]

    @property
    def sure(self) -> bool:
        return self.completed and not self.near and len(self.levels) == 1


@cache
def _lexicon(language: Language) -> Lexicon[_Level]:
    lexicon: Lexicon[_Level] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("isced"):
        lexicon.add_layer((word, _Level((level,))) for level, all_ in layer["levels"].items() for word in all_)
        lexicon.add_layer(
            (word, _Level(tuple(entry["levels"]))) for entry in layer.get("unsure") or () for word in entry["words"]
        )
        lexicon.add_layer((word, _Level(_OF_A_SUBJECT, subject=True)) for word in layer.get("subjects") or ())
    return lexicon


@cache
def _remarks(language: Language) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language))
    for layer in language.layers("isced"):
        lexicon.add_layer(_remark_entries(layer))
    return lexicon


def _remark_entries(layer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind in (_UNFINISHED, _IN_PROGRESS, _FINISHED):
        yield from ((word, kind) for word in layer.get(kind) or ())


@cache
def _class_words(language: Language) -> frozenset[str]:
    return frozenset(
        "".join(words(word)) for layer in language.layers("isced") for word in layer.get("class_words") or ()
    )


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The ISCED level; ``niet_begrepen`` when the words tell none.

    A level that was not finished counts as the one below it, to be read back.
    """
    exact = _digit(text, language)
    if exact is not None:
        return exact
    named = _named(text, language)
    if not named:
        return _from_years(text, language, question, today)
    named = [level for level in named if not level.subject] or named
    best = max(named, key=lambda level: (level.value, level.sure))
    reading = _judge(best, named)
    numbers = _numbers(text, language)
    if not reading.confirm and not best.finished and best.levels[0] >= _HIGHER and _chatter(text, language) > _CHATTER:
        reading = replace(reading, confirm=True, confidence=_DOUBTFUL)
    if (
        best.levels[0] in (2, 3)
        and not best.completed
        and not best.denied
        and _years_there(text, language) in (1.0, 2.0)
    ):
        # "begun, stopped after a year": the school below it was finished
        others = tuple(level for level in (2, *best.levels) if level != 1)
        return Reading("beantwoord", 1, True, tuple(dict.fromkeys(others)), _DOUBTFUL, "isced:not_completed")
    if best.completed and (best.levels[0] >= _HIGHER or numbers):
        years = school_years.read(text, language, question, today)
        if years.state == "beantwoord":
            return _with_years(best, reading, float(years.value), numbers, language)
    return reading


def _digit(text: str, language: Language) -> Reading | None:
    """A bare digit is taken for a step of the scale only after asking: it may as well be a number of years."""
    kept = without_fillers(words(text), language)
    if len(kept) != 1 or not kept[0].isdecimal() or not LOWEST <= int(kept[0]) <= HIGHEST:
        return None
    return Reading("beantwoord", int(kept[0]), True, confidence=_DOUBTFUL, rule="isced:digit")


def _chatter(text: str, language: Language) -> int:
    """How many words say something else than a level: who tells of a university does not always say it was theirs."""
    spoken = without_fillers(words(text), language)
    if _attended(language).find(spoken, near=False):
        return 0
    hits = [*_lexicon(language).find(spoken, near=False), *_remarks(language).find(spoken, near=False)]
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    return len(spoken) - len(covered)


def _years_there(text: str, language: Language) -> float | None:
    """The first number of years in ``text``."""
    items = with_numbers(lexicon(language, ("numbers",)).tag(text), decimals=True)
    for item, following in zip(items, items[1:], strict=False):
        if item.has(NUMBER) and following.has("units") and following.value("units") == "year":
            return float(item.value(NUMBER))
    return next((2.0 for item in items if item.has("pairs") and item.value("pairs") == "year"), None)


@cache
def _attended(language: Language) -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon(phrasing(language))
    for layer in language.layers("isced"):
        lexicon.add_layer((word, True) for word in layer.get("attended") or ())
    return lexicon


def _judge(best: _Named, named: Sequence[_Named]) -> Reading:
    possible = [best.levels[0], *best.levels[1:], *(level.value for level in named if not level.sure)]
    alternatives = tuple(dict.fromkeys(level for level in possible if level != best.value))
    # A level that is certain settles it, unless something above it is in doubt.
    doubts = [level for level in named if not level.sure and max((*level.levels, level.value)) > best.value]
    if best.sure and not doubts:
        return Reading("beantwoord", best.value, confidence=_SURE, rule="isced:level")
    rule = "isced:level" if best.completed else "isced:not_completed"
    return Reading("beantwoord", best.value, True, alternatives, _DOUBTFUL, rule)


def _named(text: str, language: Language) -> list[_Named]:
    """The levels that were named, each with what its clause says about finishing it."""
    found: list[_Named] = []
    for near in (False, True):
        for clause in clauses(text, language):
            hits = _lexicon(language).find(clause.words, near=near)
            remarks = _remarks(language).find(clause.words, near=False)
            hits = _without_remarks(hits, remarks)
            kinds = {remark.meanings[0] for remark in remarks if not _inside(remark, hits)}
            denied = _denied(clause.words, hits, remarks, language)
            levels = [_Named(hit.meanings[0].levels, hit.how == "near", hit.meanings[0].subject) for hit in hits]
            unfinished = denied or _UNFINISHED in kinds or (_IN_PROGRESS in kinds and _FINISHED not in kinds)
            if not levels and found and unfinished:
                levels_meant: list[_Named] = found[-1:]  # "hbo gedaan, maar niet afgemaakt"
            else:
                levels_meant = levels
            for level in levels_meant:
                level.denied = level.denied or denied
                level.completed = level.completed and not (unfinished and level.levels[0] > LOWEST)
                level.finished = level.finished or (_FINISHED in kinds and not unfinished)
            found.extend(levels)
        if found:
            return found  # a typing error is only looked for when nothing was spelled right
    return found


def _without_remarks(hits: list[Hit[_Level]], remarks: Sequence[Hit[str]]) -> list[Hit[_Level]]:
    """ "Diploma" names a level by itself, but in "mbo 4 diploma" it only says that the level was finished."""
    spans = {(remark.start, remark.end) for remark in remarks}
    telling = [hit for hit in hits if (hit.start, hit.end) not in spans]
    return telling or hits


def _inside(remark: Hit[str], hits: Sequence[Hit[_Level]]) -> bool:
    return any(hit.start <= remark.start and remark.end <= hit.end for hit in hits)


def _denied(
    spoken: Sequence[str], hits: Sequence[Hit[_Level]], remarks: Sequence[Hit[str]], language: Language
) -> bool:
    spans = [(hit.start, hit.end) for hit in hits] + [(remark.start, remark.end) for remark in remarks]
    covered = {place for start, end in spans for place in range(start, end)}
    return any(
        place not in covered and phrasing(language).denies(word) and not _is_number_of_class(spoken, place, language)
        for place, word in enumerate(spoken)
    )


def _is_number_of_class(spoken: Sequence[str], place: int, language: Language) -> bool:
    """Whether a word that denies is the number of a class here: «صنف نه» is the ninth."""
    beside = {spoken[at] for at in (place - 1, place + 1) if 0 <= at < len(spoken)}
    if not beside & _class_words(language):
        return False
    return any(item.has("values") for item in lexicon(language, ("numbers",)).tag(spoken[place]))


def _numbers(text: str, language: Language) -> set[float]:
    """The numbers and ranks in ``text``."""
    items = with_numbers(lexicon(language, ("numbers",)).tag(text), decimals=True)
    return {float(item.value(kind)) for item in items for kind in (NUMBER, ORDINAL) if item.has(kind)}


def _table(language: Language, name: str) -> Mapping[int, Any]:
    """A table of the language's own school system."""
    return dict(language.data("isced").get(name) or {})


def _completed(years: float, table: Mapping[int, int]) -> int:
    return max((level for needed, level in table.items() if years >= needed), default=LOWEST)


def _from_years(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The level that a class or a number of school years completes."""
    years = school_years.read(text, language, question, today)
    if years.state != "beantwoord":
        return NOT_UNDERSTOOD
    number = float(years.value)
    level = _completed(number, _table(language, "completed"))
    border = tuple(_table(language, "borderline").get(int(number), ()))
    if border:
        return Reading("beantwoord", border[0], True, border[1:], _DOUBTFUL, "isced:borderline")
    a_class = number == 0 or bool(_class_words(language) & set(_bare_words(text, language)))
    if a_class and not years.confirm:
        return Reading("beantwoord", level, confidence=_LIKELY, rule="isced:class")
    others = tuple(
        dict.fromkeys(_completed(other, _table(language, "completed")) for other in (number - 1, number + 1))
    )
    alternatives = tuple(other for other in others if other != level)
    return Reading("beantwoord", level, True, alternatives, _DOUBTFUL, "isced:years")


def _bare_words(text: str, language: Language) -> Iterator[str]:
    """The words of ``text``, also without the digits and affixes that are written against them («صنف۹», «للصف»)."""
    for word in words(text):
        bare = word.strip("0123456789")
        yield bare
        for prefix in phrasing(language).prefixes:
            if bare.startswith(prefix):
                yield bare[len(prefix) :]


def _with_years(
    best: _Named, reading: Reading, years: float, numbers: Collection[float], language: Language
) -> Reading:
    """``reading``, lowered when the years that were said do not complete the level that was named."""
    level = best.levels[0]
    if LOWEST < level <= 3:
        # "Klas 3 van de havo" is year 11; "klas 11" was said of a system that counts on.
        counted_anew = level > 1 and years not in numbers
        after_stage = _table(language, "completed_after_stage") if counted_anew else {}
        table = after_stage or _table(language, "completed")
        completed = min(level, _completed(years, table))
        if completed < reading.value:
            possible = dict.fromkeys((level, *best.levels[1:]))
            alternatives = tuple(other for other in possible if other != completed)
            return Reading("beantwoord", completed, True, alternatives, _DOUBTFUL, "isced:years_of_level")
    started = years - _SECONDARY_YEARS
    if level >= _HIGHER and started < 0 and years in numbers:
        started = years  # "three years of law": years of the study itself
    if level >= _HIGHER and not best.finished and 0 < started < _BACHELOR_YEARS and level < 7:
        needed = 2 if level == _HIGHER else _BACHELOR_YEARS
        if started < needed and years in numbers and years >= _SECONDARY_YEARS:  # the class itself was said: "14 pas"
            completed = _completed(years, _table(language, "completed"))
            return Reading("beantwoord", completed, True, (level,), _DOUBTFUL, "isced:years_of_level")
        if started < needed:
            return Reading("beantwoord", _BELOW[level], True, (level,), _DOUBTFUL, "isced:years_of_level")
    return reading
