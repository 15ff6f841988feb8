"""Which words of an answer the data of a language knows, and what they are.

The data files of a language (``numbers.yml``, ``calendar.yml``, ``school.yml``) share one form: a *kind* of word, below
it either a list of ways to write it, or values with a list of ways each::

    about: [ongeveer, zo'n]
    values:
      2: [twee]
    months:
      gregorian:
        3: [maart, mrt]

A :class:`Lexicon` finds the longest of these in a text. It undoes what a language attaches to a word (``prefixes`` and
``suffixes`` in ``language.yml``), takes numbers written in one word apart (vijfentwintig, بیست‌و‌پنج), splits digits from
letters (5jaar) and forgives one wrong letter when nothing else helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from assistant.understanding.languages import BrokenLanguageData, Language
from assistant.understanding.normalise import fold, without_emphasis
from assistant.understanding.numerals import GEEZ_SIGNS, NumberRules, Part, accumulate, geez_number

RULES = "rules"
"""The section of a data file that is no list of words but states rules."""

_LONGEST_PHRASE = 6
_TOKEN = re.compile(rf"[{GEEZ_SIGNS}]+|(?:(?![{GEEZ_SIGNS}])[^\W_])+(?:'(?:(?![{GEEZ_SIGNS}])[^\W_])+)*")
_RUNS = re.compile(r"\d+|[^\d]+")
_GAP_IN_PHRASE = re.compile(r"[ .'\-/_]*\Z")

Tags = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Item:
    """A word or phrase of the answer.

    Attributes:
        text: the folded words.
        gap: what stood between it and the item before it (a space, a stroke, nothing).
        tags: kind -> the values it can have; empty for a word the data does not know.
        rules: how the language of this word puts numbers together.
        digits: it was written in decimal digits.
        geez: it was written in Ge'ez numerals.
        guessed: one letter had to be changed to know it.
    """

    text: str
    gap: str = ""
    tags: Tags = field(default_factory=dict)
    rules: NumberRules = NumberRules()
    digits: bool = False
    geez: bool = False
    guessed: bool = False

    def has(self, kind: str) -> bool:
        """Whether it can be a word of this kind."""
        return kind in self.tags

    def value(self, kind: str) -> Any:
        """Its first value as a word of this kind.

        Raises:
            KeyError: it is no word of this kind.
        """
        return self.tags[kind][0]

    @property
    def spaced(self) -> bool:
        """Whether only space (or nothing) stands before it."""
        return not self.gap.strip()


@dataclass(frozen=True)
class _Entry:
    tags: Tags
    rules: NumberRules
    layer: int


class Lexicon:
    """The words of one language, those of the folders it also reads after them.

    Args:
        language: the language.
        names: the data files to take words from, for example ``("numbers", "calendar")``.
    """

    def __init__(self, language: Language, names: Sequence[str]) -> None:
        facts = language.data("language")
        self._affixes = _Affixes(facts.get("prefixes") or {}, facts.get("suffixes") or {})
        self._phrases: dict[tuple[str, ...], _Entry] = {}
        codes = [language.code, *language.also_reads]
        for layer, code in enumerate(codes):
            self._add_layer(layer, code, [(name, _file_of(language, code, name)) for name in names])
        self._first_words = {phrase[0] for phrase in self._phrases if len(phrase) > 1}
        self._layers = len(codes)

    def _add_layer(self, layer: int, code: str, files: Sequence[tuple[str, Any]]) -> None:
        found: dict[tuple[str, ...], dict[str, list[Any]]] = {}
        rules = NumberRules()
        for name, content in files:
            if content is None:
                continue
            if not isinstance(content, Mapping):
                raise BrokenLanguageData(code, name, "it must be a mapping of kinds of words")
            if content.get(RULES):
                rules = replace(rules, **{rule: bool(value) for rule, value in content[RULES].items()})
            for kind, below in content.items():
                if kind == RULES:
                    continue
                for value, written in _ways_to_write(below, code, name):
                    phrase = tuple(_TOKEN.findall(fold(written)))
                    if not phrase:
                        raise BrokenLanguageData(code, name, f"{written!r} under {kind} has no letters")
                    values = found.setdefault(phrase, {}).setdefault(kind, [])
                    if value not in values:
                        values.append(value)
        for phrase, kinds in found.items():
            # A word of the language itself hides the same letters in another language.
            if phrase not in self._phrases:
                tags = {kind: tuple(values) for kind, values in kinds.items()}
                self._phrases[phrase] = _Entry(tags, rules, layer)

    @cached_property
    def _number_words(self) -> list[dict[str, Part]]:
        """Per layer, the single words that a glued number can consist of."""
        layers: list[dict[str, Part]] = [{} for _ in range(self._layers)]
        for phrase, entry in self._phrases.items():
            part = _part(entry.tags, entry.rules)
            if len(phrase) == 1 and part and not phrase[0].isdecimal():
                layers[entry.layer][phrase[0]] = part
        return layers

    @cached_property
    def _number_starts(self) -> frozenset[str]:
        """The first two letters of all number words: most words are no number, and that is soon known."""
        return frozenset(word[:2] for layer in self._number_words for word in layer)

    @cached_property
    def _units(self) -> tuple[str, ...]:
        """Single words for units, the longest first."""
        units = {phrase[0] for phrase, entry in self._phrases.items() if len(phrase) == 1 and "units" in entry.tags}
        return tuple(sorted((unit for unit in units if len(unit) >= 2), key=len, reverse=True))

    @cached_property
    def _near(self) -> dict[str, set[str]]:
        """Words of numbers and months, and those words without one letter -> the words they come from."""
        index: dict[str, set[str]] = {}
        for phrase, entry in self._phrases.items():
            word = phrase[0]
            if len(phrase) == 1 and len(word) >= 4 and entry.tags.keys() & {"values", "months", "ordinals"}:
                for shape in _shapes(word):
                    index.setdefault(shape, set()).add(word)
        return index

    def tag(self, text: str, *, guess: bool = False) -> list[Item]:
        """The items of ``text`` in order.

        Args:
            text: the words as said.
            guess: also take unknown words for the one number or month that is a single letter away.
        """
        tokens = list(self._tokens(fold(text)))
        items: list[Item] = []
        at = 0
        while at < len(tokens):
            found, length = self._match(tokens, at)
            if not found:
                found = self._unknown(*tokens[at], guess=guess)
                length = 1
            items.extend(found)
            at += length
        return items

    def _tokens(self, folded: str) -> Iterator[tuple[str, str]]:
        end = 0
        for match in _TOKEN.finditer(folded):
            gap, word = folded[end : match.start()], match.group()
            end = match.end()
            runs = _RUNS.findall(word)
            if len(runs) == 1 or (word,) in self._phrases or not self._splits(runs):
                yield word, gap
                continue
            for run in runs:
                yield run.strip("'") or run, gap
                gap = ""

    def _splits(self, runs: Sequence[str]) -> bool:
        """Whether a word of letters and digits is several words (5jaar, ب2015) and not one (tase3: تاسع)."""
        for run in runs:
            if run.isdecimal():
                if len(run) >= 4:
                    return True
            elif run.isascii() and not self._knows(run):
                return False
        return True

    def _knows(self, word: str) -> bool:
        return any((variant,) in self._phrases for (variant,), *_ in self._affixes.variants([word]))

    def _match(self, tokens: Sequence[tuple[str, str]], at: int) -> tuple[list[Item], int]:
        word, gap = tokens[at]
        if word.isdecimal():
            if (phrase := (word,)) in self._phrases:
                return [Item(word, gap, self._phrases[phrase].tags, digits=True)], 1
            if len(word) <= 12:
                return [Item(word, gap, {"values": (int(word),)}, digits=True)], 1
            return [Item(word, gap, digits=True)], 1
        if word[0] in GEEZ_SIGNS:
            number = geez_number(word)
            tags: Tags = {} if number is None else {"values": (number,)}
            return [Item(word, gap, tags, geez=True)], 1
        longest = 1
        opens_phrase = any(first in self._first_words for (first,), *_ in self._affixes.variants([word]))
        while (
            opens_phrase
            and longest < _LONGEST_PHRASE
            and at + longest < len(tokens)
            and _GAP_IN_PHRASE.match(tokens[at + longest][1])
        ):
            longest += 1
        for length in range(longest, 0, -1):
            inner = [token for token, _ in tokens[at : at + length]]
            for variant, before, after in self._affixes.variants(inner):
                if length > 1 and variant[0] not in self._first_words:
                    continue
                entry = self._phrases.get(tuple(variant))
                if entry is None:
                    continue
                items = [Item("", gap, {"and": (True,)})] if before else []
                items.append(Item(" ".join(variant), "" if before else gap, entry.tags, entry.rules))
                if after:
                    items.append(Item("", "", {"and": (True,)}))
                return items, length
        return [], 1

    def _unknown(self, word: str, gap: str, *, guess: bool) -> list[Item]:
        calm = without_emphasis(word)
        if calm != word and (found := self._match([(calm, gap)], 0)[0]):
            return found
        for (variant,), before, after in self._affixes.variants([word]):
            if glued := self._glued(variant, gap):
                front = [Item("", gap, {"and": (True,)})] if before else []
                back = [Item("", "", {"and": (True,)})] if after else []
                return [*front, *glued, *back]
        if guess and (near := self._nearest(word)):
            entry = self._phrases[(near,)]
            return [Item(near, gap, entry.tags, entry.rules, guessed=True)]
        return [Item(word, gap)]

    def _glued(self, word: str, gap: str) -> list[Item]:
        """The items of numbers written in one word, with or without the word they count (پنجساله)."""
        if word[:2] not in self._number_starts:
            return []
        for layer in self._number_words:
            if parts := _segment(word, layer):
                return self._items_of(parts, gap)
        if not word.endswith(self._units):
            return []
        for unit in self._units:
            if len(word) <= len(unit) or not word.endswith(unit):
                continue
            rest = word[: -len(unit)]
            for layer in self._number_words:
                parts = [rest] if rest in layer and len(rest) > 1 else _segment(rest, layer)
                if parts:
                    return [*self._items_of(parts, gap), Item(unit, "", self._phrases[(unit,)].tags)]
        return []

    def _items_of(self, words: Sequence[str], gap: str) -> list[Item]:
        entries = [self._phrases[(word,)] for word in words]
        return [
            Item(word, gap if place == 0 else "", entry.tags, entry.rules)
            for place, (word, entry) in enumerate(zip(words, entries, strict=True))
        ]

    def _nearest(self, word: str) -> str | None:
        if len(word) < 4 or not word.isalpha():
            return None
        near = {
            known
            for shape in _shapes(word)
            for known in self._near.get(shape, ())
            if _same_letter(known[0], word[0]) and _one_letter_apart(word, known)
        }
        if ord(word[0]) in _GEEZ_LETTERS:
            near = self._skeletons.get(_skeleton(word), near)
        meanings = {str(self._phrases[(known,)].tags) for known in near}
        return min(near) if len(meanings) == 1 else None

    @cached_property
    def _skeletons(self) -> dict[str, set[str]]:
        """Consonants of Ge'ez words of numbers and months -> the words: vowels are what people write differently."""
        index: dict[str, set[str]] = {}
        for word in {word for words in self._near.values() for word in words}:
            if all(ord(letter) in _GEEZ_LETTERS for letter in word):
                index.setdefault(_skeleton(word), set()).add(word)
        return index


class _Affixes:
    """What a language writes at the front or the end of a word.

    ``and`` affixes say "and" (و in Arabic, ን in Tigrinya); ``drop`` affixes are articles and prepositions.
    """

    def __init__(self, prefixes: Mapping[str, Sequence[str]], suffixes: Mapping[str, Sequence[str]]) -> None:
        self._prefixes = [(fold(affix), kind == "and") for kind, affixes in prefixes.items() for affix in affixes]
        self._suffixes = [(fold(affix), kind == "and") for kind, affixes in suffixes.items() for affix in affixes]

    def variants(self, words: Sequence[str]) -> Iterator[tuple[list[str], bool, bool]]:
        """``words`` as they are, then without what is attached: (words, "and" stood before, "and" stood after)."""
        yield list(words), False, False
        ends = [(words[-1][: -len(affix)], says_and) for affix, says_and in self._suffixes if words[-1].endswith(affix)]
        for end, says_and in ends:
            if len(end) >= 2:
                yield [*words[:-1], end], False, says_and
        for affix, says_and in self._prefixes:
            start = words[0][len(affix) :]
            if not words[0].startswith(affix) or len(start) < 2:
                continue
            yield [start, *words[1:]], says_and, False
            for end, end_says_and in ends:
                whole = [start, *words[1:-1], end] if len(words) > 1 else [end[len(affix) :]]
                if len(whole[0]) >= 2 and len(whole[-1]) >= 2:
                    yield whole, says_and, end_says_and


def _file_of(language: Language, code: str, name: str) -> Any:
    if code == language.code:
        return language.data(name)
    other = Language(code, "ltr", "", "", "", folder=language.folder)
    return other.data(name) if (language.folder / code / f"{name}.yml").is_file() else None


def _ways_to_write(below: Any, code: str, name: str, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, str]]:
    if isinstance(below, Mapping):
        for value, deeper in below.items():
            yield from _ways_to_write(deeper, code, name, (*path, value))
    elif isinstance(below, list):
        for written in below:
            if not isinstance(written, str):
                raise BrokenLanguageData(code, name, f"{written!r} must be quoted: YAML reads it as no text")
            yield (path[0] if len(path) == 1 else path or True), written
    elif below is not None:
        raise BrokenLanguageData(code, name, f"{below!r} stands where a list of words must stand")


def part_of(item: Item) -> Part | None:
    """What ``item`` is within a number, or ``None`` when it cannot be in one."""
    part = _part(item.tags, item.rules)
    return replace(part, digits=True) if part and (item.digits or item.geez) else part


def _part(tags: Tags, rules: NumberRules) -> Part | None:
    if "values" in tags:
        return Part("value", tags["values"][0], rules=rules)
    if "times" in tags:
        return Part("times", tags["times"][0], rules=rules)
    if "fractions" in tags:
        return Part("fraction", tags["fractions"][0], rules=rules)
    if "and" in tags:
        return Part("and", rules=rules)
    return None


def _segment(word: str, known: Mapping[str, Part]) -> list[str]:
    """``word`` as two or more number words that make one number together, else an empty list."""
    if len(word) < 4:
        return []
    ways: dict[int, list[list[str]]] = {0: [[]]}
    for end in range(1, len(word) + 1):
        found = []
        for start, before in ways.items():
            piece = word[start:end]
            if piece in known:
                found += [[*way, piece] for way in before]
        if found:
            ways[end] = found[:8]
    for way in sorted(ways.get(len(word), []), key=len):
        parts = [known[piece] for piece in way]
        if len(way) < 2 or parts[0].kind == "and" or parts[-1].kind == "and":
            continue
        first = accumulate(parts)
        if first and first[1] == len(parts):
            return way
        # negentienvijfentachtig: a year said in two halves
        if first and first[0] in (13, 14, 19, 20) and first[1] < len(parts) and parts[first[1]].kind == "value":
            second = accumulate(parts, first[1])
            if second and second[1] == len(parts) and 10 <= second[0] <= 99:
                return way
    return []


def _shapes(word: str) -> set[str]:
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


_GEEZ_LETTERS = range(0x1200, 0x1380)


def _skeleton(word: str) -> str:
    """The consonants of a word in Ge'ez letters, of which every row of eight has one."""
    return " ".join(str(ord(letter) // 8) for letter in word)


def _same_letter(one: str, other: str) -> bool:
    """Whether two letters are one, or Ge'ez forms of one consonant: people seldom mistype the first letter."""
    geez = _GEEZ_LETTERS
    return one == other or (ord(one) in geez and ord(other) in geez and ord(one) // 8 == ord(other) // 8)


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = (
            len(places) == 2
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
        return len(places) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


@cache
def lexicon(language: Language, names: tuple[str, ...]) -> Lexicon:
    """The :class:`Lexicon` of ``language`` for these data files, made once."""
    return Lexicon(language, names)
