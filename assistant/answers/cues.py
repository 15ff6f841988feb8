"""The words by which a question is recognised: ``info.yml`` of a language folder.

A cue is what a person cannot leave out when asking for an answer. It is written as words that must all be there, in any
order: ``kost* <opvang>``. In a word

* ``*`` stands for any letters: ``oefen*`` is also "oefenen";
* ``|`` separates words that may stand for one another: ``wie|waar``;
* ``_`` joins words that must stand next to each other: ``wie_is``;
* ``<opvang>`` stands for the words listed under ``groups``.

``=`` before a cue: it counts only when nothing else is asked ("is het gratis" may be about anything, so ``= gratis``).

``info.yml`` has four parts:

* ``asking``: by what one hears that something is asked; ``^`` before it: only as the first words, because "kan ik" asks
  there and "dat kan ik" does not;
* ``small``: words without a topic;
* ``groups``: name -> words;
* ``cues``: answer id -> cues.

What the folders hold that the language also reads counts as well, so a Dutch word inside an Arabic question is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from assistant.answers import load_answers
from assistant.understanding.languages import BrokenLanguageData, Language
from assistant.understanding.normalise import without_emphasis, words
from assistant.understanding.phrases import Phrasing, phrasing

NAME = "info"
"""The file of a language folder that holds the cues: ``info.yml``."""


@dataclass(frozen=True)
class Spoken:
    """The words of a question in the forms in which a cue may meet them.

    Attributes:
        words: the folded words as they were said.
        places: where each form stands: every word as it was said, and without what the language glues to it.
        misspelled: the places of words that no cue holds and that are long enough to forgive one wrong letter.
        begin: the place of the first word that is no filler ("sorry", "hello").
    """

    words: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    misspelled: tuple[int, ...]
    begin: int


def _forms(word: str, rules: Phrasing) -> Iterator[str]:
    for spelling in {word, without_emphasis(word)}:
        bare = [spelling] + [
            spelling[len(prefix) :]
            for prefix in rules.prefixes
            if spelling.startswith(prefix) and len(spelling) - len(prefix) >= rules.shortest_stem
        ]
        yield from bare
        for stem in bare:
            for suffix in rules.suffixes:
                if stem.endswith(suffix) and len(stem) - len(suffix) >= rules.shortest_stem:
                    yield stem[: -len(suffix)]


@dataclass(frozen=True)
class Pattern:
    """One word of a cue, of which the beginning or the end may be open.

    Attributes:
        word: the folded word, or the part of it that must be there.
        open_start: whether letters may stand before it.
        open_end: whether letters may stand after it.
        strict: whether no typing error is forgiven; one letter further lies another word ("not", "can").
        begins: whether it must be the first word.
    """

    word: str
    open_start: bool = False
    open_end: bool = False
    strict: bool = False
    begins: bool = False

    def at(self, spoken: Spoken) -> tuple[tuple[int, int], ...]:
        """The places where this word begins, each with the place after it."""
        if not self.open_start and not self.open_end:
            found = [(place, place + 1) for place in spoken.places.get(self.word, ())]
            if not self.strict:
                found += [
                    (place, place + 1)
                    for place in spoken.misspelled
                    if one_typing_error(spoken.words[place], self.word)
                ]
        else:
            places = {place for form, places in spoken.places.items() if self._meets(form) for place in places}
            found = [(place, place + 1) for place in sorted(places)]
        found += [(place, place + 2) for place in self._written_apart(spoken)]
        return tuple((start, end) for start, end in found if not self.begins or start == spoken.begin)

    def _meets(self, form: str) -> bool:
        if self.open_start and self.open_end:
            return self.word in form
        return form.endswith(self.word) if self.open_start else form.startswith(self.word)

    def _written_apart(self, spoken: Spoken) -> Iterator[int]:
        """Where it is written as two words: "kinder opvang"."""
        if self.open_start or self.strict:
            return
        for place, (one, two) in enumerate(pairwise(spoken.words)):
            if len(one) < len(self.word) and self.word.startswith(one):
                joined = one + two
                if joined == self.word or (self.open_end and joined.startswith(self.word)):
                    yield place


@dataclass(frozen=True)
class Element:
    """What must be there for a cue: one of these alternatives, each of one or more words in a row."""

    alternatives: tuple[tuple[Pattern, ...], ...]

    def occurrences(self, spoken: Spoken) -> list[frozenset[int]]:
        """The places of the words of every time it occurs."""
        found: set[tuple[int, int]] = set()
        for first, *rest in self.alternatives:
            for start, end in first.at(spoken):
                reached = end
                for pattern in rest:
                    reached = next((after for begin, after in pattern.at(spoken) if begin == reached), start)
                    if reached == start:
                        break
                if reached > start:
                    found.add((start, reached))
        return [frozenset(range(start, end)) for start, end in sorted(found)]

    def places(self, spoken: Spoken) -> frozenset[int]:
        """The places of all words that are this element; empty when it does not occur."""
        return frozenset().union(*self.occurrences(spoken))


@dataclass(frozen=True)
class Cue:
    """The elements that must all be in a question for an answer.

    Attributes:
        answer: the id of the answer.
        elements: what must be there, in any order.
        alone: whether nothing else may be asked beside it.
    """

    answer: str
    elements: tuple[Element, ...]
    alone: bool

    def places(self, spoken: Spoken) -> frozenset[int]:
        """The places of the words that make this cue; empty when one of its elements is not there.

        One word is never two elements: "learnability test" does not also say "learn".
        """
        each: list[list[frozenset[int]]] = []
        for element in self.elements:
            occurrences = element.occurrences(spoken)
            if not occurrences:
                return frozenset()
            each.append(occurrences)
        if not _apart(each, frozenset()):
            return frozenset()
        return frozenset().union(*(occurrence for occurrences in each for occurrence in occurrences))


def _apart(each: Sequence[Sequence[frozenset[int]]], taken: frozenset[int]) -> bool:
    """Whether one occurrence of every element can be chosen so that no word is used twice."""
    if not each:
        return True
    return any(_apart(each[1:], taken | one) for one in each[0] if taken.isdisjoint(one))


@dataclass(frozen=True)
class CueSheet:
    """All that is known of how people ask in one language.

    Attributes:
        cues: of all answers.
        asking: by what one hears that something is asked.
        small: words without a topic.
        fillers: polite words and hesitations.
        rules: what the language glues to its words.
    """

    cues: tuple[Cue, ...]
    asking: Element
    small: Element
    fillers: Element
    rules: Phrasing

    @cached_property
    def answers(self) -> frozenset[str]:
        """The ids of the answers that can be found in this language."""
        return frozenset(cue.answer for cue in self.cues)

    @cached_property
    def _known(self) -> frozenset[str]:
        elements = [self.asking, self.small, self.fillers, *(element for cue in self.cues for element in cue.elements)]
        return frozenset(
            pattern.word for element in elements for alternative in element.alternatives for pattern in alternative
        )

    def hear(self, said: Sequence[str]) -> Spoken:
        """The folded words ``said``, ready to be compared with the cues."""
        places: dict[str, list[int]] = {}
        misspelled: list[int] = []
        # A letter more than in an answer to a question that is known: here any topic may follow.
        shortest = self.rules.shortest_typo + 1
        for place, word in enumerate(said):
            forms = set(_forms(word, self.rules))
            for form in forms:
                places.setdefault(form, []).append(place)
            if len(word) >= shortest and forms.isdisjoint(self._known) and not self.rules.denies(word):
                misspelled.append(place)
        fillers = self.rules.fillers
        begin = next((place for place, word in enumerate(said) if word not in fillers), 0)
        return Spoken(tuple(said), {form: tuple(at) for form, at in places.items()}, tuple(misspelled), begin)


@cache
def cue_sheet(language: Language) -> CueSheet:
    """The cues of a language and of the folders it also reads.

    Raises:
        MissingLanguageData: the language has no ``info.yml``.
        BrokenLanguageData: an ``info.yml`` is of another form, or names an answer or a group that does not exist.
    """
    cues: list[Cue] = []
    asking: list[tuple[Pattern, ...]] = []
    small: list[tuple[Pattern, ...]] = []
    for layer in language.layers(NAME):
        sheet = _Reader(layer, language)
        asking.extend(sheet.alternatives("asking"))
        small.extend(sheet.alternatives("small"))
        cues.extend(sheet.cues())
    fillers = Element(tuple((Pattern(word, strict=True),) for word in sorted(phrasing(language).fillers)))
    return CueSheet(tuple(cues), Element(tuple(asking)), Element(tuple(small)), fillers, phrasing(language))


class _Reader:
    """Reads one ``info.yml``."""

    def __init__(self, layer: Any, language: Language) -> None:
        code = language.code
        if not isinstance(layer, Mapping) or not {"asking", "small", "groups", "cues"} >= set(layer):
            raise BrokenLanguageData(code, NAME, "it has the parts asking, small, groups and cues, and no others")
        self._layer, self._code, self._rules = layer, code, phrasing(language)
        self._groups = {
            str(name): [
                alternative for word in self._texts(entries, f"groups.{name}") for alternative in self._word(word)
            ]
            for name, entries in self._part("groups").items()
        }

    def alternatives(self, part: str) -> list[tuple[Pattern, ...]]:
        """The patterns of a part that is one list of words and phrases."""
        found: list[tuple[Pattern, ...]] = []
        for text in self._texts(self._layer.get(part) or [], part):
            patterns = self._word("_".join(text.removeprefix("^").split()))[0]
            first, *rest = (replace(pattern, strict=True) for pattern in patterns)
            found.append((replace(first, begins=text.startswith("^")), *rest))
        return found

    def cues(self) -> Iterator[Cue]:
        """The cues of all answers."""
        known = load_answers()
        for answer, entries in self._part("cues").items():
            if answer not in known:
                raise BrokenLanguageData(self._code, NAME, f"cues.{answer}: there is no answer with this id")
            for text in self._texts(entries, f"cues.{answer}"):
                yield self._cue(answer, text)

    def _part(self, part: str) -> Mapping[str, Any]:
        found = self._layer.get(part) or {}
        if not isinstance(found, Mapping):
            raise BrokenLanguageData(self._code, NAME, f"{part} must be names, each with a list")
        return found

    def _texts(self, entries: Any, where: str) -> list[str]:
        if not isinstance(entries, list) or not all(isinstance(entry, str) and entry.strip() for entry in entries):
            raise BrokenLanguageData(
                self._code, NAME, f"{where} must be a list of texts; put quotes around words such as no, on or 60"
            )
        return entries

    def _cue(self, answer: str, text: str) -> Cue:
        alone = text.lstrip().startswith("=")
        elements = [self._element(part, f"cues.{answer}") for part in text.lstrip(" =").split()]
        if not elements:
            raise BrokenLanguageData(self._code, NAME, f"cues.{answer}: {text!r} holds no words")
        return Cue(answer, tuple(elements), alone)

    def _element(self, part: str, where: str) -> Element:
        alternatives: list[tuple[Pattern, ...]] = []
        for word in part.split("|"):
            if word.startswith("<") and word.endswith(">"):
                if word[1:-1] not in self._groups:
                    raise BrokenLanguageData(self._code, NAME, f"{where}: there is no group {word}")
                alternatives.extend(self._groups[word[1:-1]])
            else:
                alternatives.extend(self._word(word))
        return Element(tuple(alternatives))

    def _word(self, text: str) -> list[tuple[Pattern, ...]]:
        """One alternative of one or more words."""
        patterns: list[Pattern] = []
        for piece in text.replace(" ", "_").split("_"):
            folded = words(piece)
            if len(folded) > 1:
                patterns.extend(Pattern(word) for word in folded)
            elif folded:
                strict = self._rules.denies(folded[0])
                patterns.append(Pattern(folded[0], piece.startswith("*"), piece.endswith("*"), strict))
        if not patterns:
            raise BrokenLanguageData(self._code, NAME, f"{text!r} holds no words")
        return [tuple(patterns)]


def one_typing_error(one: str, other: str) -> bool:
    """Whether one letter added, dropped, replaced or swapped with its neighbour makes ``other`` of ``one``.

    The first letter is hardly ever the wrong one, and with another first letter it is mostly another word.
    """
    if one == other or one[:1] != other[:1] or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        swapped = one[start + 1 : start + 2] + one[start : start + 1] == other[start : start + 2]
        return one[start + 1 :] == other[start + 1 :] or (swapped and one[start + 2 :] == other[start + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]
