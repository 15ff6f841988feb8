"""The words and cues of danger as the language folders hold them, ready to be looked for.

``danger.yml`` of a language has two parts:

``words``
    named groups of words and phrases ("partner", "hit", "wish"). A group has the same name and meaning in every language, and
    people mix languages, so the groups of all folders a language reads are one. ``*`` stands for any letters of a word,
    none included, and for any vowel of a Ge'ez sign before it: a verb that changes at both ends is written "*ضربني*".
    A phrase without ``*`` is found as in the other word lists: however it is spaced, with affixes of the language, and
    with a typing error when it is long.
``cues``
    what signals danger: ``all`` names groups that must all be found (a list of groups: one of them), in whatever order, in
    one clause, within ``within`` words. ``unless`` names groups that make the same words harmless when they stand in the
    same clause ("the taliban threatened us"), ``across: true`` looks past the borders of clauses. A cue of one group is a
    phrase that says enough.

The cues that hold in every language are in ``_shared``; a language has its own only when it needs them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold
from assistant.understanding.phrases import Lexicon, NotAPhrase, phrasing

FILE = "danger"
_WITHIN = 8
"""So many words lie at most between the first and the last word of a cue, both included, unless the cue says otherwise."""
_LONGEST_WORD = 200
_SHORTEST_MISSPELLED = 8
"""One letter away from a shorter word lies another word: "slaapt" from "slaat"."""
_GEEZ = ("\u1200", "\u135a")
"""The first and the last syllable of the Ge'ez script."""
_KEYS = frozenset({"all", "unless", "within", "across"})


class BrokenCue(ValueError):
    """A cue in ``danger.yml`` that cannot be used as it stands."""

    def __init__(self, language: str, cue: object, problem: str) -> None:
        super().__init__(f"The cue {cue!r} in danger.yml, as {language!r} reads it, is not right: {problem}")


@dataclass(frozen=True)
class Cue:
    """Groups of words that together signal danger.

    Attributes:
        groups: of each of these one group must be found.
        unless: any of these in the same clause makes it harmless.
        within: number of words that the found groups may span.
        across: whether the groups may stand in different clauses.
    """

    groups: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()
    within: int = _WITHIN
    across: bool = False


@dataclass(frozen=True)
class Found:
    """A group of words that was found, from word ``start`` to before word ``end``."""

    group: str
    start: int
    end: int


@dataclass(frozen=True)
class DangerWords:
    """Everything one language looks for.

    Attributes:
        cues: the cues, those of the language itself first.
        lexicon: phrase -> group.
        longest: number of words of its longest phrase.
        forms: phrases with ``*``, a pattern for each of their words, with their group.
    """

    cues: tuple[Cue, ...]
    lexicon: Lexicon[str]
    longest: int
    forms: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]

    def find(self, spoken: Sequence[str]) -> list[Found]:
        """The groups found among these folded words; one word can belong to several groups."""
        # Phrases may overlap: in "bang voor mijn man" the last two words are also somebody.
        found = [
            Found(group, start, end)
            for start in range(len(spoken))
            for end in range(start + 1, min(len(spoken), start + self.longest) + 1)
            for group in self.lexicon.whole(spoken[start:end])
        ]
        found.extend(
            Found(group, hit.start, hit.end)
            for hit in self.lexicon.find(spoken)
            if hit.how == "near" and len(hit.phrase) >= _SHORTEST_MISSPELLED
            for group in hit.meanings
        )
        # letters that no person would write as one word: "ab*cd*" would look through them again and again
        spoken = [word[:_LONGEST_WORD] for word in spoken]
        for group, patterns in self.forms:
            for start in range(len(spoken) - len(patterns) + 1):
                if all(pattern.fullmatch(spoken[start + place]) for place, pattern in enumerate(patterns)):
                    found.append(Found(group, start, start + len(patterns)))
        return found


@cache
def danger_words(language: Language) -> DangerWords:
    """The words and cues of a language and of the folders it also reads.

    Raises:
        MissingLanguageData: the language has no ``danger.yml``.
        NotAPhrase: YAML reads one of the words as something else than text.
        BrokenCue: a cue names a group that nobody filled, or has a field that does not exist.
    """
    layers = list(language.layers(FILE))
    lexicon: Lexicon[str] = Lexicon(phrasing(language), typos=1, typos_in_denials=True)
    plain: list[tuple[str, str]] = []
    stems: dict[str, list[str]] = defaultdict(list)
    forms: list[tuple[str, tuple[re.Pattern[str], ...]]] = []
    for group, phrase in _phrases(layers):
        if "*" not in phrase:
            plain.append((phrase, group))
        elif " " in phrase:
            forms.append((group, tuple(_pattern([word]) for word in fold(phrase).split())))
        else:
            stems[group].append(fold(phrase))
    # One layer for all: a word in groups of two folders belongs to both.
    lexicon.add_layer(plain)
    longest = max((len(fold(phrase).split()) for phrase, _ in plain), default=1)
    forms.extend((group, (_pattern(words),)) for group, words in stems.items())
    known = {group for group, _ in _phrases(layers)}
    cues = tuple(_cue(entry, known, language.code) for layer in layers for entry in layer.get("cues") or ())
    return DangerWords(cues, lexicon, longest, tuple(forms))


def _phrases(layers: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for layer in layers:
        for group, phrases in (layer.get("words") or {}).items():
            for phrase in phrases or ():
                if not isinstance(phrase, str):
                    raise NotAPhrase(phrase)
                yield group, phrase


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of these words, where ``*`` stands for any letters and frees the vowel of the sign before it."""
    return re.compile("|".join(_with_stars(word) for word in words))


def _with_stars(word: str) -> str:
    *stems, end = word.split("*")
    return ".*".join([*(_stem(stem) for stem in stems), re.escape(end)])


def _stem(part: str) -> str:
    """``part`` of a word before a ``*``, as a pattern.

    A sign of a syllabary holds a vowel, and inflection changes the vowel of the last consonant: «ይሃርም» (hits), «ይሃርሞ» (hits
    him) and «ይሃርማ» (hits her) are all "ይሃርም*". The signs of one Ge'ez consonant stand together, eight in a row.
    """
    if part and _GEEZ[0] <= part[-1] <= _GEEZ[1]:
        row = ord(part[-1]) & ~7
        return f"{re.escape(part[:-1])}[{chr(row)}-{chr(row + 7)}]"
    return re.escape(part)


def _cue(entry: Any, known: set[str], language: str) -> Cue:
    if not isinstance(entry, dict) or not entry.get("all"):
        raise BrokenCue(language, entry, "it must have a list `all` of groups.")
    if strange := set(entry) - _KEYS:
        raise BrokenCue(language, entry, f"there is no field {', '.join(sorted(strange))}.")
    cue = Cue(
        groups=tuple((group,) if isinstance(group, str) else tuple(group) for group in entry["all"]),
        unless=tuple(entry.get("unless") or ()),
        within=int(entry.get("within", _WITHIN)),
        across=bool(entry.get("across", False)),
    )
    if missing := [group for group in (*chain.from_iterable(cue.groups), *cue.unless) if group not in known]:
        raise BrokenCue(language, entry, f"no words are given for {', '.join(missing)}.")
    return cue
