"""Names that stand in the source and not in the translation."""

from __future__ import annotations

import re

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.letters import scripts_of, written_words
from translations.checks.spoken import sounds_alike
from translations.checks.texts import Pair, fold

_SHORTEST = 2
_SHORTEST_COMPOUND = 4
_SPELLING = re.compile(r"[\W_]+")


def check(pair: Pair) -> list[Check]:
    """A warning for the caller's names, and for words with a capital in Latin letters inside a text of another script.

    A name may be written in the script of the translation: then it must sound alike.
    """
    names = _names(pair)
    if not names:
        return []
    made, words = _plain(pair.translation.text), frozenset(pair.translation.words)
    missing = [name for name in names if not _kept(name, made, words, pair)]
    return [finding("names", "warning", missing)] if missing else []


def _names(pair: Pair) -> list[str]:
    said = f" {' '.join(pair.source.words)} "
    given = [name for name in pair.names if fold(name).strip() and f" {' '.join(fold(name).split())} " in said]
    own = pair.source.language.script
    foreign = [
        word
        for word in written_words(pair.source.text)
        if len(word) >= _SHORTEST and word[0].isupper() and own not in scripts_of(word)
    ]
    return list(dict.fromkeys((*given, *foreign)))


def _kept(name: str, made: str, words: frozenset[str], pair: Pair) -> bool:
    wanted = _plain(name)
    target = pair.translation
    if wanted in words or (len(wanted) >= _SHORTEST_COMPOUND and wanted in made):
        return True
    if target.language.script in scripts_of(name):
        return False
    return all(
        any(sounds_alike(part, pair.source.language, word, target.language) for word in target.words)
        for part in fold(name).split()
    )


def _plain(text: str) -> str:
    return _SPELLING.sub("", fold(text))
