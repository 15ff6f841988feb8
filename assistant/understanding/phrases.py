"""Finding known phrases in what a person said: the shared machinery of the readers that work with word lists.

A :class:`Lexicon` holds phrases and what each means. Phrases are compared in folded form and without the spaces between
their words, so that «نمی دانم», «نمی‌دانم» and "weetniet" need no entry of their own. What a language glues to a word (the
Arabic article, a Tigrinya preposition, the Dari copula) is in ``phrasing.yml`` of its folder, with its words for "but",
its negations and its polite words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold, without_emphasis, without_spaces, words

_BREAK = re.compile(r"(?<!\d)[.,:/](?!\d)|(?<=\d)[.,:](?!\d)|[;!?…\n()،؛؟።፣፤፥፦፧፨]|፡(?=\s|$)|(?:^|\s)[-–—](?=\s)")

_THREE_OR_MORE = re.compile(r"(.)\1{2,}")

_SHORTEST_TWO_TYPOS = 8
_LONGEST_TWO_TYPOS = 16
_SHORT_ANSWER = 12
_LONGEST_KEY = 400
"""Letters of the words that are looked up together; the longest phrase of our lists has fewer than a hundred."""


class NotAPhrase(TypeError):
    """A phrase in a language file that YAML reads as something else than text."""

    def __init__(self, found: object) -> None:
        super().__init__(
            f"A phrase in a language file reads as {found!r}: put quotes around words such as no, on or 1."
        )


@dataclass(frozen=True)
class Hit[M]:
    """A phrase that was found.

    Attributes:
        meanings: what the phrase means; more than one when the phrase is ambiguous.
        start: index of its first word.
        end: index after its last word.
        how: ``exact``, ``affix`` (something was glued to it) or ``near`` (a typing error).
        phrase: the words that were found, folded and without spaces.
    """

    meanings: tuple[M, ...]
    start: int
    end: int
    how: str
    phrase: str


@dataclass(frozen=True)
class Phrasing:
    """How a language glues, contrasts and denies; from ``phrasing.yml`` of the language and of those it also reads."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    shortest_stem: int
    shortest_typo: int
    contrast: frozenset[str]
    negation_words: frozenset[str]
    negation_forms: tuple[tuple[str, str, int], ...]
    not_negation: frozenset[str]
    fillers: frozenset[str]
    denial_after: bool = False

    def denies(self, word: str) -> bool:
        """Whether one folded word denies: a word such as "geen", or a negated verb form such as «ኣይክእልን»."""
        if word in self.not_negation:
            return False
        if word in self.negation_words:
            return True
        return any(
            len(word) >= shortest and word.startswith(starts) and word.endswith(ends)
            for starts, ends, shortest in self.negation_forms
        )


@cache
def phrasing(language: Language) -> Phrasing:
    """The phrasing of a language. Affixes are its own; words come from all the folders it reads."""
    layers = list(language.layers("phrasing"))
    own = layers[0]

    def all_words(name: str) -> frozenset[str]:
        return frozenset(without_spaces(word) for layer in layers for word in layer.get(name) or ())

    forms = tuple(
        (fold(form.get("starts", "")), fold(form.get("ends", "")), int(form["shortest"]))
        for layer in layers
        for form in layer.get("negation_forms") or ()
    )
    return Phrasing(
        prefixes=_longest_first(own.get("prefixes")),
        suffixes=_longest_first(own.get("suffixes")),
        shortest_stem=int(own.get("shortest_stem", 3)),
        shortest_typo=int(own.get("shortest_typo", 5)),
        contrast=all_words("contrast"),
        negation_words=all_words("negation"),
        negation_forms=forms,
        not_negation=all_words("not_negation"),
        fillers=all_words("fillers"),
        denial_after=bool(own.get("denial_after")),
    )


def _longest_first(affixes: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(sorted({fold(affix) for affix in affixes or ()}, key=lambda affix: (-len(affix), affix)))


@dataclass(frozen=True)
class Clause:
    """A part of what was said, between punctuation or words such as "but".

    Attributes:
        words: its folded words, without the contrasting word.
        contrast: whether it began with a contrasting word ("maar", «ግን»).
    """

    words: tuple[str, ...]
    contrast: bool


def clauses(text: str, language: Language) -> list[Clause]:
    """``text`` cut at its punctuation and before every contrasting word; clauses without words are left out."""
    contrasting = phrasing(language).contrast
    found: list[Clause] = []
    contrast = False
    for part in _BREAK.split(text):
        current: list[str] = []
        for word in words(part or ""):
            if word in contrasting:
                if current:
                    found.append(Clause(tuple(current), contrast))
                current, contrast = [], True
            else:
                current.append(word)
        if current:
            found.append(Clause(tuple(current), contrast))
            contrast = False
    return found


@dataclass
class Lexicon[M]:
    """Phrases with their meanings, found in folded words with longest match.

    Attributes:
        phrasing: the affixes that may be glued to a phrase.
        typos: how many typing errors are forgiven (0, 1 or 2); the longer the word, the more.
        typos_in_denials: also in phrases that deny. Among verbs a denial one letter away is mostly another verb.
    """

    phrasing: Phrasing
    typos: int = 0
    typos_in_denials: bool = False
    _meanings: dict[str, tuple[M, ...]] = field(default_factory=dict)
    _longest: int = 1
    _denying: set[str] = field(default_factory=set)
    _respelled: dict[str, set[str]] | None = None

    def add_layer(self, entries: Iterable[tuple[str, M]]) -> None:
        """Add phrases that yield to those added before: a nearer layer keeps its meaning of a phrase.

        Within one layer the same phrase with two meanings is ambiguous and keeps both.

        Raises:
            NotAPhrase: an entry is no text.
        """
        layer: dict[str, list[M]] = {}
        for phrase, meaning in entries:
            if not isinstance(phrase, str):
                raise NotAPhrase(phrase)
            parts = words(phrase)
            if not parts:
                continue
            self._longest = max(self._longest, len(parts))
            if any(self.phrasing.denies(part) for part in parts):
                self._denying.add("".join(parts))
            known = layer.setdefault("".join(parts), [])
            if meaning not in known:
                known.append(meaning)
        for key, meanings in layer.items():
            self._meanings.setdefault(key, tuple(meanings))
        self._respelled = None

    def __len__(self) -> int:
        return len(self._meanings)

    def whole(self, spoken: Sequence[str]) -> tuple[M, ...]:
        """The meanings of all these words together as one phrase; empty when they are no phrase."""
        hit = self._look_up("".join(spoken))
        return hit[0] if hit else ()

    def find(self, spoken: Sequence[str], *, near: bool = True) -> list[Hit[M]]:
        """The phrases in ``spoken``, in order, the longest at each place.

        Args:
            spoken: folded words.
            near: also look for typing errors among the words that no phrase covers.
        """
        hits: list[Hit[M]] = []
        place = 0
        while place < len(spoken):
            hit = self._longest_at(spoken, place)
            if hit is None:
                place += 1
            else:
                hits.append(hit)
                place = hit.end
        if near and self.typos:
            hits.extend(self._misspelled(spoken, hits))
            hits.sort(key=lambda hit: hit.start)
        return hits

    def _longest_at(self, spoken: Sequence[str], start: int) -> Hit[M] | None:
        for end in range(min(len(spoken), start + self._longest), start, -1):
            key = "".join(spoken[start:end])
            found = self._look_up(key)
            if found:
                return Hit(found[0], start, end, found[1], key)
        return None

    def _look_up(self, key: str) -> tuple[tuple[M, ...], str] | None:
        if len(key) > _LONGEST_KEY:
            return None
        exact = self._meanings.get(key)
        if exact:
            return exact, "exact"
        calm = without_emphasis(key)
        if calm != key:  # "jaaaa", and "neeee", which keeps two of its letters
            for spelling in (calm, _THREE_OR_MORE.sub(r"\1\1", key)):
                if spelling in self._meanings:
                    return self._meanings[spelling], "exact"
        for stem in self._stems(key):
            known = self._meanings.get(stem)
            if known:
                return known, "affix"
        return None

    def _stems(self, key: str) -> Iterator[str]:
        """``key`` without a prefix, without a suffix, and without both, never shorter than the shortest stem."""
        shortest = self.phrasing.shortest_stem
        bare = [key] + [
            key[len(prefix) :]
            for prefix in self.phrasing.prefixes
            if key.startswith(prefix) and len(key) - len(prefix) >= shortest
        ]
        yield from bare[1:]
        for stem in bare:
            for suffix in self.phrasing.suffixes:
                if stem.endswith(suffix) and len(stem) - len(suffix) >= shortest:
                    yield stem[: -len(suffix)]

    def _misspelled(self, spoken: Sequence[str], hits: Sequence[Hit[M]]) -> list[Hit[M]]:
        taken = {place for hit in hits for place in range(hit.start, hit.end)}
        found: list[Hit[M]] = []
        # In a long answer only single words are tried: it keeps a reading within milliseconds.
        for size in (3, 2, 1) if len(spoken) <= _SHORT_ANSWER else (1,):
            for start in range(len(spoken) - size + 1):
                places = range(start, start + size)
                if taken.intersection(places):
                    continue
                key = "".join(spoken[start : start + size])
                denying = any(self.phrasing.denies(spoken[place]) for place in places)
                if denying and not self.typos_in_denials:
                    continue
                meanings = self._respelling(key, denying=denying)
                if meanings:
                    found.append(Hit(meanings, start, start + size, "near", key))
                    taken.update(places)
        return found

    def _respelling(self, key: str, *, denying: bool) -> tuple[M, ...]:
        """The meanings of the phrases that ``key`` is a misspelling of; empty when there is none.

        «درس خواندم» (I studied) is no misspelling of «درس نخواندم» (I did not): only a denial can be one of a denial.
        """
        # Among shorter words every typing error makes another word.
        if not self.phrasing.shortest_typo <= len(key) <= _LONGEST_KEY or any(sign.isdigit() for sign in key):
            return ()
        if self._respelled is None:
            self._respelled = self._index_of_shortened()
        allowed = self._allowed(key)
        candidates: set[str] = set()
        for shortened in _shortened(key, allowed):
            candidates |= self._respelled.get(shortened, set())
        candidates = {known for known in candidates if (known in self._denying) == denying}
        scored = [(distance, known) for known in candidates if (distance := _distance(key, known)) <= allowed]
        if not scored:
            return ()
        best = min(distance for distance, _ in scored)
        meanings: dict[Any, None] = {}
        for _, known in sorted(pair for pair in scored if pair[0] == best):
            meanings.update(dict.fromkeys(self._meanings[known]))
        return tuple(meanings)

    def _allowed(self, key: str) -> int:
        return min(self.typos, 2 if _SHORTEST_TWO_TYPOS <= len(key) <= _LONGEST_TWO_TYPOS else 1)

    def _index_of_shortened(self) -> dict[str, set[str]]:
        """Every phrase under itself and under itself with letters left out, so a misspelling is one look-up."""
        index: dict[str, set[str]] = {}
        for key in self._meanings:
            if len(key) >= self.phrasing.shortest_typo and not key.isdigit():
                for shortened in _shortened(key, self._allowed(key)):
                    index.setdefault(shortened, set()).add(key)
        return index


def _shortened(key: str, letters: int) -> set[str]:
    """``key`` and all forms of it with up to ``letters`` letters left out."""
    forms = {key}
    last = forms
    for _ in range(letters):
        last = {form[:place] + form[place + 1 :] for form in last for place in range(len(form))}
        forms = forms | last
    return forms


def _distance(one: str, other: str) -> int:
    """Letters to add, drop, replace or swap with their neighbour to make ``other`` of ``one``."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, target in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def without_fillers(spoken: Sequence[str], language: Language) -> list[str]:
    """``spoken`` without polite words and fillers ("nou", «ያኒ», "please")."""
    fillers = phrasing(language).fillers
    return [word for word in spoken if word not in fillers]
