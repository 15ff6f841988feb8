"""Which words are ordinary words of a language, so that they say nothing about who spoke.

Arabic and Tigrinya write names as they write every other word. The memory therefore turns the question round: it does not look
for names, it looks for words that are certainly none. ``languages/<code>.txt`` lists them, ``languages/<code>.yml`` says how
the language builds words from them and which words lead up to a name. A language without these files has no ordinary words, so
nothing in that language ever enters the memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.normalise import fold, words

FOLDER = Path(__file__).parent / "languages"
_SHORTEST_STEM = 3
_SHORTEST_SHARED_STEM = 4
"""Letters of a stem that a word has in common with a listed one, when the stem itself is not listed."""
_SHORTEST_PART = 4
"""Letters of a part of a compound: with shorter parts names fall apart into words."""


class OrdinaryWords:
    """The ordinary words of one language, and what leads up to a name in it.

    Attributes:
        listed: the words as they are listed, folded.
        capitals: words that may have a capital within a sentence without being a name; None for a script without capitals.
        titles: words after which a name comes.
        months: names of months; in these languages a date in words.
    """

    def __init__(self, code: str, folder: Path = FOLDER) -> None:
        facts = _facts(folder / f"{code}.yml")
        self.listed = _listed(folder / f"{code}.txt")
        self._prefixes = tuple(sorted((fold(one) for one in facts.get("prefixes", ())), key=len, reverse=True))
        self._suffixes = tuple(sorted((fold(one) for one in facts.get("suffixes", ())), key=len, reverse=True))
        self._joints = tuple(facts.get("compounds", ()))
        self.capitals = frozenset(fold(one) for one in facts["capitals"]) if "capitals" in facts else None
        self.titles = frozenset(word for one in facts.get("titles", ()) for word in words(one))
        self.months = frozenset(fold(one) for one in facts.get("months", ()))
        self._personal = frozenset(fold(one) for one in facts.get("personal", ()))
        self._personal_endings = tuple(fold(one) for one in facts.get("personal_endings", ()))
        self._names = frozenset(fold(str(one)) for one in facts.get("names", ()))
        self._stems = frozenset(stem for word in self.listed for stem in self._stems_of(word))
        self.knows = lru_cache(maxsize=65536)(self._knows)

    def _knows(self, word: str) -> bool:
        """Whether a folded word is ordinary: one letter, listed, built from a listed one, or a compound of listed ones."""
        if len(word) == 1:
            return True
        stems = self._stems_of(word)
        if word in self._names or any(stem in self._names for stem in self.without_prefix(word)):
            return False
        if word in self.listed or any(
            stem in self.listed or (len(stem) >= _SHORTEST_SHARED_STEM and stem in self._stems) for stem in stems
        ):
            return True
        return bool(self._joints) and self._compound(word)

    def says_who(self, word: str) -> bool:
        """Whether a folded word says that a name or an address is near ("heet", "Dorpsstraat")."""
        return word in self._personal or (
            len(word) > _SHORTEST_PART + 2 and word.endswith(self._personal_endings) and word not in self.listed
        )

    def without_prefix(self, word: str) -> list[str]:
        """A folded word without each prefix it can have."""
        return [word[len(one) :] for one in self._prefixes if word.startswith(one) and len(word) > len(one) + 1]

    def _stems_of(self, word: str) -> list[str]:
        starts = [word, *(word[len(one) :] for one in self._prefixes if word.startswith(one))]
        found = list(starts)
        for start in starts:
            found += [start[: -len(one)] for one in self._suffixes if start.endswith(one)]
        return [stem for stem in found if len(stem) >= _SHORTEST_STEM]

    def _compound(self, word: str) -> bool:
        for end in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            if word[:end] not in self.listed:
                continue
            for joint in self._joints:
                rest = word[end + len(joint) :]
                if word.startswith(joint, end) and len(rest) >= _SHORTEST_PART:
                    known = rest in self.listed or any(stem in self.listed for stem in self._stems_of(rest))
                    if known or self._compound(rest):
                        return True
        return False


@cache
def ordinary_words(code: str) -> OrdinaryWords:
    """The ordinary words of this language."""
    return OrdinaryWords(code)


def _facts(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        return {}
    found: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _listed(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line.strip() and not line.startswith("#"))
