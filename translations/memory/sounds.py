"""Whether a name in one script is the same name in another: ዳዊት and Dawit, حلب and Halab.

Names are written as they are heard, each time a little differently, so they are compared by their consonants. How letters sound
stands in ``phrasing.yml`` of the language (see ``assistant.understanding.latin_letters``). A name that has another form in
Dutch (حلب, Aleppo) is not recognised; then nothing enters the memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from assistant.understanding.languages import language
from assistant.understanding.normalise import fold

_LEAST_ALIKE = 0.72
_NO_VOWEL = "-"
_VOWELS = "aiuwy"


def same_name(native: str, latin: str, code: str) -> bool:
    """Whether ``native``, in the script of language ``code``, can be the name that ``latin`` is in Latin letters."""
    if fold(native) == fold(latin):
        return True
    heard, read = _skeleton_native(fold(native), code), _skeleton_latin(fold(latin), code)
    if not heard or not read or heard[0] != read[0]:
        return False
    return Levenshtein.normalized_similarity(heard, read) >= _LEAST_ALIKE


@cache
def _letters(code: str) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    found = language(code).data("phrasing").get("latin") or {}
    native = {
        fold(str(letter)) or str(letter): str(sound or "") for letter, sound in (found.get("letters") or {}).items()
    }
    for first, sound in (found.get("rows") or {}).items():
        for step, vowel in enumerate(found["vowels"]):
            native[chr(ord(first) + step)] = f"{sound or ''}{vowel if vowel != _NO_VOWEL else ''}"
    latin = sorted(
        ((str(key), str(sound or "")) for key, sound in (found.get("sounds") or {}).items()),
        key=lambda one: -len(one[0]),
    )
    return native, tuple(latin)


@lru_cache(maxsize=8192)
def _skeleton_native(word: str, code: str) -> str:
    native, _ = _letters(code)
    return _consonants("".join(native.get(letter, letter) for letter in word))


@lru_cache(maxsize=8192)
def _skeleton_latin(word: str, code: str) -> str:
    _, latin = _letters(code)
    heard: list[str] = []
    place = 0
    while place < len(word):
        key, sound = next(
            ((key, sound) for key, sound in latin if word.startswith(key, place)), (word[place], word[place])
        )
        heard.append(sound)
        place += len(key)
    return _consonants("".join(heard))


def _consonants(sound: str) -> str:
    """The consonants, doubled ones once; a name of vowels only keeps them."""
    kept = "".join(letter for letter in sound if letter not in _VOWELS)
    return re.sub(r"(.)\1+", r"\1", kept or sound)
