"""Entries that are named by a word: one per occupation (jobs) or per language.

The answer is cut where people begin the next entry (punctuation, "and", "then"). Every entry has exactly one name, and what
was said around it is read by the readers of the other fields. Where an entry begins is often unclear ("kleermaker, 5 jaar
in Syrië, chauffeur"): the likeliest way to cut in which no entry gets two durations or two countries counts, and what
another equally likely way would fill differently is read back.
"""

from __future__ import annotations

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from assistant.understanding import countries, language_names, numbers, occupations, scale
from assistant.understanding.counted import NUMBER, with_numbers
from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold, without_spaces, words
from assistant.understanding.phrases import Lexicon, phrasing
from assistant.understanding.reading import Reading, State
from assistant.understanding.several_shape import Entry, GroupShape
from assistant.understanding.tagging import Item, lexicon

_PUNCTUATION = re.compile(r"([.,;:!?،؛؟።፣፤፥፡\n()/+&]+|\s[-–—]\s)")
_STRONG_SIGNS = set(".;:!?؛؟።፤፥\n+&")
_NONE, _COMMA, _AND, _THEN = 0, 1, 2, 3
_MOST_WAYS = 200
_DURATIONS = ("year", "month")
_UNDERSTOOD: State = "beantwoord"
_SIGNS = " ,.;:!?،؛؟።፣፤()\"'"


@dataclass(frozen=True)
class _Piece:
    """A part of the answer and how strongly what stands before it begins a new entry."""

    text: str
    strength: int


@dataclass(frozen=True)
class _Name:
    """What names an entry: its kind (to tell two names apart) and the words for it, folded without spaces."""

    kind: str
    phrase: str


def named_entries(text: str, group: GroupShape, language: Language, today: datetime.date) -> tuple[Entry, ...]:
    """One entry per occupation or language that ``text`` names; empty when nothing is sure enough."""
    lead = str(group.leading(("occupation", "language")))
    reader = _Jobs if group.fields[lead].type == "occupation" else _Languages
    return reader(group, lead, language, today).entries(text)


def other_fields(
    text: str, group: GroupShape, language: Language, asked: str, today: datetime.date
) -> Mapping[str, Reading]:
    """The fields of one entry that ``text`` fills beside ``asked``."""
    lead = str(group.leading(("occupation", "language")))
    reader = _Jobs if group.fields[lead].type == "occupation" else _Languages
    return reader(group, lead, language, today).beside(text, asked)


class _Reader(ABC):
    """What jobs and languages have in common."""

    def __init__(self, group: GroupShape, lead: str, language: Language, today: datetime.date) -> None:
        self.group = group
        self.lead = lead
        self.language = language
        self.today = today

    @abstractmethod
    def names(self, text: str) -> list[_Name] | None:
        """The names in a part of the answer; ``None`` when it must not be used (somebody else, a wish)."""

    @abstractmethod
    def lead_reading(self, text: str, name: _Name) -> Reading:
        """The value of the naming field."""

    @abstractmethod
    def fits(self, text: str) -> bool:
        """Whether ``text`` can be one entry (no two durations, no two countries)."""

    @abstractmethod
    def facts(self, text: str) -> dict[str, Reading]:
        """The readings of the other fields."""

    def entries(self, text: str) -> tuple[Entry, ...]:
        """The entries of the whole answer."""
        pieces = list(_pieces(text, self.language))
        found = [self.names(piece.text) for piece in pieces]
        if any(names is None for names in found):
            return ()
        leads = [place for place, names in enumerate(found) if names]
        if not leads:
            return ()
        if len(leads) == 1:
            names = found[leads[0]] or []
            if len(names) == 1 and not self.fits(text):
                return ({self.lead: self.lead_reading(names[0].phrase, names[0])},)
            if len(names) == 1:
                return (self._entry(text, names[0]),)
            return self.side_by_side(names, text)
        if any(len(found[place] or ()) > 1 for place in leads):
            return self.mixed(pieces, [names or [] for names in found])
        ways = [parts for parts in _ways(pieces, leads) if all(self.fits(_joined(part)) for part in parts)]
        each = [(found[place] or [])[0] for place in leads]
        if not ways:
            return tuple({self.lead: self.lead_reading(name.phrase, name)} for name in each)
        best = [self._entry(_joined(part), name) for part, name in zip(ways[0], each, strict=True)]
        rivals = [way for way in ways[1:] if _begins(way) == _begins(ways[0])]
        for way in rivals:
            other = [self._entry(_joined(part), name) for part, name in zip(way, each, strict=True)]
            best = [_doubted(one, two) for one, two in zip(best, other, strict=True)]
        return tuple(best)

    def side_by_side(self, names: Sequence[_Name], text: str) -> tuple[Entry, ...]:
        """Several names in one part of the answer."""
        return ()

    def mixed(self, pieces: Sequence[_Piece], found: Sequence[Sequence[_Name]]) -> tuple[Entry, ...]:
        """Several names, of which some stand in one part of the answer."""
        return ()

    def beside(self, text: str, asked: str) -> Mapping[str, Reading]:
        """The other fields of one entry."""
        pieces = list(_pieces(text, self.language))
        found = [self.names(piece.text) for piece in pieces]
        every = [name for names in found for name in names or ()]
        if any(names is None for names in found) or len({name.kind for name in every}) > 1 or not self.fits(text):
            return {}
        readings = self.facts(text)
        if every and asked != self.lead:
            readings = {self.lead: self.lead_reading(text, every[0]), **readings}
        return {field: reading for field, reading in readings.items() if field != asked}

    def _entry(self, text: str, name: _Name) -> Entry:
        return {self.lead: self.lead_reading(text, name), **self.facts(text)}


class _Jobs(_Reader):
    """Occupations with a number of years and a country."""

    def names(self, text: str) -> list[_Name] | None:
        said = occupations.named(text, self.language)
        if said is None or said.unpaid:
            return []
        if said.relative or _wishes(text, self.language):
            return None
        if said.place:
            return [_Name(said.groups[0], said.phrase)] if _only_place(text, said.phrase) else []
        return [_Name(group, said.phrase) for group in said.groups]

    def lead_reading(self, text: str, name: _Name) -> Reading:
        said = _as_written(text, name.phrase, self.language) or text
        reading = occupations.read(said, self.language, self.group.question(self.lead), self.today)
        around = occupations.read(text, self.language, self.group.question(self.lead), self.today)
        if around.confirm and not reading.confirm:
            said = _tidy(text)
            alternatives = tuple({**one, "text": said} for one in around.alternatives)
            return replace(around, value={**around.value, "text": said}, alternatives=alternatives)
        return reading

    def _durations(self, text: str) -> list[Reading]:
        field = next((name for name, one in self.group.fields.items() if one.type == "number"), None)
        if field is None:
            return []
        items = with_numbers(lexicon(self.language, ("numbers", "several")).tag(text), decimals=True)
        question = self.group.question(field)
        if any(item.has("ago") for item in items):
            return []
        read = numbers.amounts_in(items, question, self.language, self.today)
        return [
            replace(reading, confirm=True) if amount.weak else reading
            for amount, reading in read
            if amount.unit in _DURATIONS and (not amount.weak or items[amount.start].has("singular"))
        ]

    def _span_of_years(self, text: str) -> bool:
        field = next((name for name, one in self.group.fields.items() if one.type == "number"), None)
        reading = numbers.read(text, self.language, self.group.question(field), self.today) if field else None
        return reading is not None and reading.rule in ("from_year_to_year", "range")

    def _countries(self, text: str) -> list[str]:
        return countries.named(text, self.language, near=False)

    def fits(self, text: str) -> bool:
        durations = self._durations(text)
        return (len(durations) <= 1 or self._span_of_years(text)) and len(self._countries(text)) <= 1

    def facts(self, text: str) -> dict[str, Reading]:
        found: dict[str, Reading] = {}
        for field, one in self.group.fields.items():
            question = self.group.question(field)
            if one.type == "number" and (self._durations(text) or self._span_of_years(text)):
                if any(item.has("ago") for item in lexicon(self.language, ("numbers", "several")).tag(text)):
                    continue
                reading = numbers.read(text, self.language, question, self.today)
                if reading.state == _UNDERSTOOD and reading.value:
                    found[field] = reading
                elif self._durations(text):
                    found[field] = self._durations(text)[0]
            elif one.type == "country" and self._countries(text):
                reading = countries.read(text, self.language, question, self.today)
                if reading.state == _UNDERSTOOD:
                    found[field] = reading
        return found


class _Languages(_Reader):
    """Languages with how well each is spoken, understood, read and written."""

    def names(self, text: str) -> list[_Name] | None:
        if _wishes(text, self.language) or _of_others(text, self.language):
            return []
        return [_Name(code, phrase) for code, phrase in language_names.named(text, self.language)]

    def lead_reading(self, text: str, name: _Name) -> Reading:
        reading = language_names.read(name.phrase, self.language, self.group.question(self.lead), self.today)
        return reading if reading.value == name.kind else Reading(_UNDERSTOOD, name.kind, rule="language:name")

    def fits(self, text: str) -> bool:
        return True

    def facts(self, text: str) -> dict[str, Reading]:
        found: dict[str, Reading] = {}
        for field, one in self.group.fields.items():
            if one.type != "scale4" or field not in scale.skills_named(text, self.language):
                continue
            reading = scale.read(text, self.language, self.group.question(field), self.today)
            if reading.state == _UNDERSTOOD and not reading.confirm:
                found[field] = reading
        return found

    def side_by_side(self, names: Sequence[_Name], text: str) -> tuple[Entry, ...]:
        unique = {name.kind: name for name in names}
        return tuple({self.lead: self.lead_reading(name.phrase, name)} for name in unique.values())

    def mixed(self, pieces: Sequence[_Piece], found: Sequence[Sequence[_Name]]) -> tuple[Entry, ...]:
        return self.side_by_side([name for names in found for name in names], "")

    def entries(self, text: str) -> tuple[Entry, ...]:
        entries = super().entries(text)
        merged: dict[str, Entry] = {}
        for entry in entries:  # one language named twice is one entry
            code = entry[self.lead].value
            merged[code] = {**entry, **merged.get(code, {})}
        return tuple(merged.values())


# -- cutting ------------------------------------------------------------------------------------------------------------


@cache
def _joints(language: Language) -> Lexicon[int]:
    joints: Lexicon[int] = Lexicon(phrasing(language))
    for name, kind, strength in (("several", "then", _THEN), ("numbers", "and", _AND)):
        for layer in language.layers(name):
            joints.add_layer((phrase, strength) for phrase in layer.get(kind) or ())
    return joints


@cache
def _listed(language: Language, kind: str) -> Lexicon[bool]:
    listed: Lexicon[bool] = Lexicon(phrasing(language))
    for layer in language.layers("several"):
        listed.add_layer((phrase, True) for phrase in layer.get(kind) or ())
    return listed


def _wishes(text: str, language: Language) -> bool:
    return bool(_listed(language, "wish").find(words(text), near=False))


def _of_others(text: str, language: Language) -> bool:
    return bool(_listed(language, "others").find(words(text), near=False))


def _pieces(text: str, language: Language) -> Iterator[_Piece]:
    """``text`` cut at punctuation and before every word that joins ("and", "then", و before a word)."""
    strength = _NONE
    for part in _PUNCTUATION.split(text):
        if not part or not part.strip():
            continue
        if _PUNCTUATION.fullmatch(part):
            strength = max(strength, _THEN if set(part) & _STRONG_SIGNS else _COMMA)
            continue
        for words_of_piece, joint in _at_joints(part.split(), language):
            if words_of_piece:
                yield _Piece(" ".join(words_of_piece), max(strength, joint))
                strength = _NONE
            else:
                strength = max(strength, joint)


def _at_joints(tokens: Sequence[str], language: Language) -> Iterator[tuple[list[str], int]]:
    current: list[str] = []
    joint = _NONE
    place = 0
    while place < len(tokens):
        length, strength = _joint_at(tokens, place, language)
        if strength == _NONE or (current and _within_number(current[-1], tokens[place + length :], language)):
            current.append(tokens[place])
            place += 1
            continue
        if length == 0:  # و is written onto the word: the word itself begins the next piece
            yield current, joint
            current, joint = [tokens[place]], strength
            place += 1
            continue
        if current:
            yield current, joint
            current, joint = [], _NONE
        joint = max(joint, strength)
        place += length
    yield current, joint


def _joint_at(tokens: Sequence[str], place: int, language: Language) -> tuple[int, int]:
    """How many tokens join at ``place`` and how strongly; no tokens for an "and" that is written onto a word."""
    for length in (3, 2, 1):
        spoken = words(" ".join(tokens[place : place + length]))
        if place + length <= len(tokens) and len(spoken) >= 1:
            exact = [hit for hit in _joints(language).find(spoken, near=False) if hit.how == "exact"]
            if exact and exact[0].start == 0 and exact[0].end == len(spoken):
                return length, exact[0].meanings[0]
    glued = [fold(affix) for affix in (language.data("language").get("prefixes") or {}).get("and") or ()]
    folded = fold(tokens[place])
    before = [fold(affix) for affix in (language.data("language").get("suffixes") or {}).get("and") or ()]
    if place and any(folded.startswith(affix) and len(folded) - len(affix) >= 3 for affix in glued):
        return 0, _AND
    if place and any(_ends_with_and(tokens[place - 1], affix, language) for affix in before):
        return 0, _AND
    return 1, _NONE


def _ends_with_and(token: str, affix: str, language: Language) -> bool:
    """ትግርኛን ዓረብን: an "and" that is written behind a word that is known without it."""
    folded = "".join(words(token))
    if not folded.endswith(affix) or len(folded) <= len(affix) + 1:
        return False
    stem = folded[: -len(affix)]
    return bool(
        language_names.named(stem, language)
        or occupations.named(stem, language)
        or countries.named(stem, language)
        or any(item.has("units") or item.has(NUMBER) for item in _tagged(stem, language))
    )


def _tagged(text: str, language: Language) -> list[Item]:
    return with_numbers(lexicon(language, ("numbers",)).tag(text), decimals=True)


def _within_number(before: str, after: Sequence[str], language: Language) -> bool:
    """Whether "and" stands within a number or an amount: خمسة وعشرين, five and a half."""
    following = _tagged(" ".join(after[:2]), language)
    following = [item for item in following if not (item.has("and") and not item.has(NUMBER))]
    if not following or not following[0].has(NUMBER):
        return False
    number = following[0].value(NUMBER)
    if number in (0.5, 0.25, 0.75):
        return True
    last = _tagged(before, language)
    return bool(last) and last[-1].has(NUMBER) and not last[-1].digits and not following[0].digits


def _ways(pieces: Sequence[_Piece], leads: Sequence[int]) -> list[list[list[_Piece]]]:
    """The ways to cut ``pieces`` into one run per name, likeliest first."""
    choices = []
    for first, second in zip(leads, leads[1:], strict=False):
        places = range(first + 1, second + 1)
        # The strongest joint begins the next entry; of equal ones the last: "kleermaker, 5 jaar, chauffeur, 2 jaar".
        choices.append(sorted(places, key=lambda place: (-pieces[place].strength, -place)))
    ways = []
    for cuts in product(*choices):
        bounds = [0, *cuts, len(pieces)]
        ways.append([list(pieces[start:end]) for start, end in zip(bounds, bounds[1:], strict=False)])
        if len(ways) == _MOST_WAYS:
            break
    return ways


def _begins(way: Sequence[Sequence[_Piece]]) -> list[int]:
    return [part[0].strength for part in way]


def _joined(part: Sequence[_Piece]) -> str:
    return ", ".join(piece.text for piece in part)


def _doubted(one: Entry, other: Entry) -> Entry:
    """``one``, to be confirmed where ``other`` says something else."""
    return {
        field: reading if field in other and other[field].value == reading.value else replace(reading, confirm=True)
        for field, reading in one.items()
        if field in other or reading.value is not None
    }


# -- words as written ---------------------------------------------------------------------------------------------------


def _without_and(said: str, language: Language) -> str:
    """``said`` without an "and" that is written onto its first or last word, where that leaves an occupation."""
    facts = language.data("language")
    for affix in sorted((facts.get("prefixes") or {}).get("and") or (), key=len):
        if said.startswith(affix) and _exactly_named(said[len(affix) :], language):
            return said[len(affix) :]
    for affix in (facts.get("suffixes") or {}).get("and") or ():
        if said.endswith(affix) and _exactly_named(said[: -len(affix)], language):
            return said[: -len(affix)]
    return said


def _exactly_named(said: str, language: Language) -> bool:
    named = occupations.named(said, language)
    return named is not None and named.phrase == without_spaces(said) and not named.glued


def _as_written(text: str, phrase: str, language: Language) -> str | None:
    """The words of ``text`` that ``phrase`` (folded, without spaces) was found in, as they were written."""
    tokens = text.split()
    for length in range(1, len(tokens) + 1):
        for start in range(len(tokens) - length + 1):
            run = " ".join(tokens[start : start + length])
            if without_spaces(run) == phrase:
                return _without_and(run.strip(_SIGNS), language)
    return None


def _tidy(text: str) -> str:
    return text.strip(_SIGNS)


def _only_place(text: str, phrase: str) -> bool:
    """A place of work names a job when that is all this part of the answer says ("in een bakkerij")."""
    return bool(phrase) and len(words(text)) <= 6
