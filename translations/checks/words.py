"""The words a check needs of a language, from ``languages/<code>.yml``. A fifth language is a fifth file.

::

    negation:
      clear:  [niet, geen]        # certainly denies
      likely: ["ما *"]            # mostly denies: a warning when the other text has nothing like it
      unsure: [zonder, "*loos"]   # may render a denial of the other language, or deny by itself
      weak:   [alleen, minder]    # takes something away: a warning when the other text clearly denies
      mild:   [niet alleen]       # holds a denying word and denies little or nothing; counted as unsure
      glued:  [و, ف]              # what may be written onto the front of these words
    numbers:
      doubtful: [acht]            # a number or another word: never reported, but it may answer a number
      also: {2: [beide]}          # other words that say a number
      left_out: [بالمئة]          # holds a number word and is none (per cent)
      endings: [maal]             # written onto a number word (driemaal)
      dual_endings: [ين]          # a word with this ending may mean two of it
      half_hour_before: true      # "half negen" is 8:30
    common: [de, het]             # small words by which the language is known
    glossary:
      inside_words: true          # articles and prepositions are written onto a term

A star stands for any letters (``"ኣይ*ን"``). Words are folded on loading, so one way to write them is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.normalise import fold

FOLDER = Path(__file__).parent / "languages"

_NEVER = re.compile(r"(?!)")


class MissingCheckWords(LookupError):
    """A language has no file with the words the checks need."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The language {code!r} has no words for the checks of a translation. Copy the file of another language in "
            f"translations/checks/languages to {code}.yml and fill it."
        )


class BrokenCheckWords(ValueError):
    """A file with the words of the checks cannot be read; the message names it and the fault."""


@dataclass(frozen=True)
class CheckWords:
    """What the checks know of one language.

    Attributes:
        clear, likely, unsure, weak, mild: patterns over folded words with one space between them.
        left_out: pattern over folded text of what is no number.
        doubtful: folded words that are a number or something else.
        also: folded word -> the number it says.
        endings: folded endings written onto a number word.
        dual: pattern of a folded word that may mean two of something.
        half_hour_before: "half nine" is 8:30.
        common: folded small words.
        inside_words: a term may stand inside a longer word.
    """

    clear: re.Pattern[str]
    likely: re.Pattern[str]
    unsure: re.Pattern[str]
    weak: re.Pattern[str]
    mild: re.Pattern[str]
    left_out: re.Pattern[str]
    doubtful: frozenset[str]
    also: Mapping[str, int]
    endings: tuple[str, ...]
    dual: re.Pattern[str]
    half_hour_before: bool
    common: frozenset[str]
    inside_words: bool


@cache
def check_words(code: str, folder: Path = FOLDER) -> CheckWords:
    """The words of the language with this code, read once.

    Raises:
        MissingCheckWords: there is no file for it.
        BrokenCheckWords: the file is no YAML or no mapping.
    """
    try:
        content = yaml.safe_load((folder / f"{code}.yml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MissingCheckWords(code) from None
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise BrokenCheckWords(f"{code}.yml: this is not valid YAML: {fault}. Correct the file.") from None
    if not isinstance(content, Mapping):
        raise BrokenCheckWords(f"{code}.yml: it must be a mapping; see translations/checks/words.py for its form.")
    negation: Mapping[str, Any] = content.get("negation") or {}
    numbers: Mapping[str, Any] = content.get("numbers") or {}
    glued = negation.get("glued") or ()
    return CheckWords(
        clear=_pattern(negation.get("clear") or (), glued),
        likely=_pattern(negation.get("likely") or (), glued),
        unsure=_pattern(negation.get("unsure") or (), glued),
        weak=_pattern(negation.get("weak") or (), glued),
        mild=_pattern(negation.get("mild") or (), glued),
        left_out=_pattern(numbers.get("left_out") or (), ()),
        doubtful=_folded(numbers.get("doubtful") or ()),
        also={fold(word): int(value) for value, written in (numbers.get("also") or {}).items() for word in written},
        endings=tuple(sorted((fold(ending) for ending in numbers.get("endings") or ()), key=len, reverse=True)),
        dual=_pattern([f"*{ending}" for ending in numbers.get("dual_endings") or ()], ()),
        half_hour_before=bool(numbers.get("half_hour_before", False)),
        common=_folded(content.get("common") or ()),
        inside_words=bool((content.get("glossary") or {}).get("inside_words", False)),
    )


def _folded(written: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in written)


def _pattern(written: Iterable[str], glued: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all ways to write these words, the longest first; a match is always of whole words."""
    ways = sorted({_way(str(way)) for way in written}, key=len, reverse=True)
    if not ways:
        return _NEVER
    letters = "|".join(re.escape(fold(front)) for front in glued)
    front = f"(?:{letters})?" if letters else ""
    return re.compile(rf"(?<!\w){front}(?:{'|'.join(ways)})(?!\w)")


def _way(written: str) -> str:
    """The pattern of one way to write it: a star by itself is any word, within a word any letters or none."""
    tokens = []
    for token in written.split():
        pieces = [re.escape(fold(piece)) for piece in token.split("*")]
        tokens.append(r"\w*".join(pieces) if token != "*" else r"\w+")
    return " ".join(tokens)
