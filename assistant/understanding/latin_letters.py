"""A language typed in Latin letters: "mnee7", "ma bade e7ki", "aykonen", "namefamam".

People write Arabic, Tigrinya and Dari on a Latin keyboard as they hear it, each in their own way, so no list of spellings is
long enough. Here such a word is compared with the words that the readers know, by its consonants first ("mnee7" and «منيح» are
both m-n-h) and then by its vowels. ``latin`` in ``phrasing.yml`` of a language says how letters sound:

``letters``
    native letter -> sound, for alphabets; ``rows`` for a syllabary: the first letter of a consonant -> sound, the seven letters
    after it being the same consonant with other ``vowels`` (a sign each, "-" for none).
``sounds``
    Latin letters and digits -> the same sounds, the longest first ("kh", "7", "3").
``words``
    short words that consonants cannot tell apart, as people type them -> the word.

A language without ``latin`` is left as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold, words
from assistant.understanding.reading import Reading

_FILES = ("yesno", "scale", "choices", "states", "passing_over", "phrasing", "numbers", "calendar")
_LATIN = re.compile(r"(?<![a-z0-9'’`])[a-z0-9'’`]*[a-z][a-z0-9'’`]*", re.IGNORECASE)
_VOWELS = "aiu"
_WEAK = "wy"
_NO_VOWEL = "-"
_FEWEST = 2
_NAMES = frozenset({"country", "language"})
_VALUES = ("yesno", "scale4", "choice", "number", "school_years")
"""Types whose value may be heard in Latin letters; of the others (names, free words) only the answer states are."""
_ALIKE = {2: 0.74, 3: 0.64}
"""How alike two words must be, vowels included, by their number of consonants (three or more count as three)."""


@dataclass(frozen=True)
class _Sounds:
    native: Mapping[str, str]
    latin: tuple[tuple[str, str], ...]
    words: Mapping[str, str]


@cache
def _sounds(language: Language) -> _Sounds | None:
    found = language.data("phrasing").get("latin")
    if not found:
        return None
    native: dict[str, str] = {str(letter): str(sound or "") for letter, sound in (found.get("letters") or {}).items()}
    for first, sound in (found.get("rows") or {}).items():
        for step, vowel in enumerate(found["vowels"]):
            native[chr(ord(first) + step)] = f"{sound or ''}{vowel if vowel != _NO_VOWEL else ''}"
    latin = sorted(
        ((str(key), str(sound or "")) for key, sound in found["sounds"].items()), key=lambda one: -len(one[0])
    )
    own = {fold(str(typed)): word for word, all_ in (found.get("words") or {}).items() for typed in all_}
    return _Sounds(native, tuple(latin), own)


def in_own_letters(text: str, language: Language) -> str | None:
    """``text`` with its Latin words in the letters of the language, as far as they are words it knows.

    Returns:
        ``None`` when nothing changed: no Latin letters, or none of the words is known.
    """
    sounds = _sounds(language)
    typed = [fold(word) for word in _LATIN.findall(text)]
    if sounds is None or not typed:
        return None
    foreign = [word for word in typed if word in _foreign(language) and word not in sounds.words]
    if 2 * len(foreign) > len(typed):
        return None  # Dutch or English
    changed = _LATIN.sub(lambda word: _own(word.group(0), language) or word.group(0), text)
    return changed if changed != text else None


def surest(as_said: Reading, heard: Reading, value_type: str) -> Reading:
    """Which of two readings of the same words counts: as typed, or as heard in the letters of the language.

    A value that was only heard is always read back.
    """
    if heard.state == "niet_begrepen" or (heard.state == as_said.state and heard.value == as_said.value):
        return as_said
    if as_said.state == "beantwoord" and not as_said.confirm and value_type in _NAMES:
        return as_said  # "Marokko" is a country, whatever it sounds like
    if heard.state != "beantwoord":
        # "kibl aydelyn": a denial alone is read as a no, the whole sentence says that one does not want to tell
        unsure = as_said.state == "niet_begrepen" or as_said.confirm or value_type in ("text", "yesno")
        return heard if unsure or heard.confidence >= 1.0 else as_said
    if value_type not in _VALUES:
        return as_said
    if as_said.state == "niet_begrepen":
        return replace(heard, confirm=True)
    if as_said.state != "beantwoord":
        return as_said
    if as_said.confirm and heard.confidence > as_said.confidence:
        others = (as_said.value, *heard.alternatives)
        return replace(heard, confirm=True, alternatives=tuple(dict.fromkeys(o for o in others if o != heard.value)))
    return as_said


@lru_cache(maxsize=4096)
def _own(typed: str, language: Language) -> str | None:
    sounds = _sounds(language)
    assert sounds is not None
    word = fold(typed)
    if word in sounds.words:
        return sounds.words[word]
    if word in _foreign(language):
        return None
    heard = _heard(word, sounds)
    consonants = _consonants(heard)
    if len(consonants) < _FEWEST:
        return None
    least = _ALIKE[min(len(consonants), max(_ALIKE))]
    scored = [
        (SequenceMatcher(None, heard, sound, autojunk=False).ratio(), known)
        for sound, known in _vocabulary(language).get(consonants, ())
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= least else None


def _heard(word: str, sounds: _Sounds) -> str:
    """How a Latin word sounds, in the sounds of the language file."""
    found: list[str] = []
    place = 0
    while place < len(word):
        for key, sound in sounds.latin:
            if word.startswith(key, place):
                found.append(sound)
                place += len(key)
                break
        else:
            found.append(word[place])
            place += 1
    return _plain("".join(found))


def _plain(sound: str) -> str:
    """Without doubled sounds."""
    return re.sub(r"(.)\1+", r"\1", sound)


def _consonants(sound: str) -> str:
    """The sounds without vowels and without w and y, which are vowels as often as not."""
    kept = "".join(letter for letter in sound if letter not in _VOWELS + _WEAK)
    return re.sub(r"(.)\1+", r"\1", kept)


@cache
def _vocabulary(language: Language) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Consonants -> (how it sounds, word) of every word in the word lists of the readers."""
    sounds = _sounds(language)
    assert sounds is not None
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in _FILES:
        for phrase in _texts(language.data(name)):
            for word in words(phrase):
                if any(letter in sounds.native for letter in word):
                    sound = _plain("".join(sounds.native.get(letter, letter) for letter in word))
                    found[_consonants(sound)].setdefault(word, sound)
    return {key: tuple((sound, word) for word, sound in known.items()) for key, known in found.items()}


@cache
def _foreign(language: Language) -> frozenset[str]:
    """Words of the other languages that people mix in: these stay as they are."""
    return frozenset(
        word
        for name in _FILES
        for layer in list(language.layers(name))[1:]
        for phrase in _texts(layer)
        for word in words(phrase)
        if len(word) > 1
    )


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for below in part.values():
            yield from _texts(below)
    elif isinstance(part, list):
        for below in part:
            yield from _texts(below)
