"""In which script letters are written, and which words are the same in every language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SCRIPTS = {"LATIN": "Latn", "ARABIC": "Arab", "ETHIOPIC": "Ethi"}
"""First word of a letter's Unicode name -> ISO 15924; other scripts keep the name."""

_WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_CODE = re.compile(r"[A-Za-z]{1,4}\d{1,3}\Z|\d")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str | None:
    """The ISO 15924 code of the script of a letter; ``None`` for digits, signs and marks."""
    if not letter.isalpha() or unicodedata.category(letter) == "Lm":
        return None
    name = unicodedata.name(letter, "").split(" ")[0]
    return _SCRIPTS.get(name, name)


def written_words(text: str) -> list[str]:
    """The words of a text as they stand (Albert, Al-Nour, D'Hondt)."""
    return _WORD.findall(text)


def scripts_of(word: str) -> set[str]:
    """The scripts of the letters of ``word``."""
    return {script for letter in word if (script := script_of(letter))}


def is_international(word: str) -> bool:
    """Whether a word is a name, an abbreviation, a number or a code that stays as it is (Heijn, DigiD, 12, A2)."""
    return bool(_CODE.match(word)) or word[0].isupper()
