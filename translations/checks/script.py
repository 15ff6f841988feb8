"""Letters of another script than that of the language of the translation."""

from __future__ import annotations

import re
from collections import Counter

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.letters import is_international, script_of, scripts_of, written_words
from translations.checks.texts import Pair

_LATIN = "Latn"
"""The script of names, abbreviations and Dutch terms, which people write in every language."""

_MOSTLY = 0.5

_QUOTED = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”“]*”|„[^”“„]*[”“]|«[^«»]*»|'[^'\s][^']*'(?!\w)|‘[^’‘]*’(?!\w)"
)


def check(pair: Pair) -> list[Check]:
    """An error for letters of a wrong script; a warning where they stand in quotes or brackets.

    Latin letters in a text of another script are an error when most of the text is Latin, and a warning when a word in small
    letters was not in the source.
    """
    target = pair.translation
    own = target.language.script
    counted = Counter(script for letter in target.text if (script := script_of(letter)))
    if not set(counted) - {own}:
        return []
    quoted = [word for part in _QUOTED.findall(target.text) for word in written_words(part)]
    bare = written_words(_QUOTED.sub(" ", target.text))
    allowed = {own, _LATIN}
    wrong = [word for word in bare if scripts_of(word) - allowed]
    if wrong:
        return [finding("script", "error", wrong)]
    found: list[Check] = []
    if kept := [word for word in quoted if scripts_of(word) - allowed]:
        found.append(finding("script", "warning", kept, variant="quoted"))
    said = set(pair.source.words)
    new = [
        word
        for word in bare
        if own not in scripts_of(word)
        and scripts_of(word)
        and not is_international(word)
        and word.casefold() not in said
    ]
    foreign = [word for word in bare if _LATIN in scripts_of(word)] if own != _LATIN else []
    if len(foreign) > _MOSTLY * len(bare) and _mostly_latin_words(bare, said):
        found.append(finding("script", "error", new or bare[:1], variant="other"))
    elif new and own != _LATIN:
        found.append(finding("script", "warning", new, variant="latin"))
    return found


def _mostly_latin_words(bare: list[str], said: set[str]) -> bool:
    """Whether a text in Latin letters is more than names, codes and words that were said like that."""
    plain = [word for word in bare if _LATIN in scripts_of(word) and not is_international(word)]
    return any(word.casefold() not in said for word in plain) or len(plain) > 3
