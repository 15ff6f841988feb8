"""Whether a name in one script and a name in another are said alike, by their consonants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Indel

from assistant.understanding.languages import Language

_VOWELS = frozenset("aiueowyh")
"""Left out: vowels, w and y that are vowels as often as not, and the h that nobody hears at the end."""

_ALIKE = 0.65


@dataclass(frozen=True)
class _Letters:
    native: Mapping[str, str]
    latin: tuple[tuple[str, str], ...]


@cache
def _letters(language: Language) -> _Letters:
    """How letters sound, from ``latin`` in ``phrasing.yml``; nothing for a language that is written in Latin letters."""
    known = language.data("phrasing").get("latin") or {}
    native = {str(letter): str(sound or "") for letter, sound in (known.get("letters") or {}).items()}
    for first, sound in (known.get("rows") or {}).items():
        native.update({chr(ord(str(first)) + step): str(sound or "") for step in range(8)})
    latin = sorted(
        ((str(key), str(sound or "")) for key, sound in (known.get("sounds") or {}).items() if str(key).isalpha()),
        key=lambda one: -len(one[0]),
    )
    return _Letters(native, tuple(latin))


def sounds_alike(word: str, language: Language, other: str, other_language: Language) -> bool:
    """Whether two folded words of different languages sound alike; ``False`` for a word of one consonant in one script only."""
    if word[:1].isascii() and other[:1].isascii():
        return False
    one = _consonants(word, language, other_language)
    two = _consonants(other, other_language, language)
    if not one or not two:
        return False
    return Indel.normalized_similarity(one, two) >= (1.0 if min(len(one), len(two)) == 1 else _ALIKE)


def _consonants(word: str, language: Language, other: Language) -> str:
    own, foreign = _letters(language), _letters(other)
    sound = "".join(own.native.get(letter, letter) for letter in word)
    for latin, as_heard in own.latin or foreign.latin:
        if word.isascii():
            sound = sound.replace(latin, as_heard)
    kept: list[str] = []
    for letter in sound.casefold():
        if letter.isalpha() and letter not in _VOWELS and kept[-1:] != [letter]:
            kept.append(letter)
    return "".join(kept)
