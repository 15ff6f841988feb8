"""What of an approved translation may be remembered: both texts without the names and numbers that they share.

A pair is remembered only when nothing personal is left in it: every number and every word that is no ordinary word must stand
in both texts, one to one. Whatever is in doubt does not enter; nothing is lost by that but some work that is done twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.danger import signals_danger
from assistant.understanding.languages import UnknownLanguage
from assistant.understanding.normalise import fold
from translations.memory.masking import Kind, Masked, Token, comparable, marks_of, masked, says_who, tokens_of
from translations.memory.ordinary import ordinary_words
from translations.memory.sounds import same_name

LONGEST = 24
"""Words of the longest text that enters: a whole story is personal by itself, whoever tells it."""
_FEWEST_ORDINARY = 1


def pair(
    words: str, translation: str, from_language: str, to_language: str, names: Sequence[str] = ()
) -> tuple[Masked, Masked] | None:
    """Both texts without what is personal, marked alike; None when they may not be remembered.

    Args:
        words: what was said. translation: the approved text. from_language, to_language: their codes.
        names: names that are known to stand in the texts, in whatever script.
    """
    source, target = tokens_of(words, from_language, names), tokens_of(translation, to_language, names)
    if max(len(source), len(target)) > LONGEST or _personal(words, source, from_language):
        return None
    if _personal(translation, target, to_language) or any(token.rank for token in target):
        return None
    same = _same_names(source, target, from_language, to_language)
    if same is None or _values(source, "number") != _values(target, "number"):
        return None
    marks = marks_of(source)
    of_target: dict[tuple[Kind, str], str] = {key: mark for key, mark in marks.items() if key[0] == "number"}
    of_target |= {("name", there): marks["name", here] for here, there in same.items()}
    result = masked(words, source, marks), masked(translation, target, of_target)
    if any(text.ordinary < _FEWEST_ORDINARY for text in result):
        return None
    return result


def _personal(text: str, tokens: Sequence[Token], code: str) -> bool:
    try:
        return says_who(tokens, code) or signals_danger(text, code)
    except UnknownLanguage:
        return True


def _values(tokens: Sequence[Token], kind: Kind) -> list[str]:
    return sorted({comparable(token) for token in tokens if token.kind == kind})


def _same_names(
    source: Sequence[Token], target: Sequence[Token], from_language: str, to_language: str
) -> dict[str, str] | None:
    """Name in the source -> the same name in the target; None when they cannot be told one to one."""
    here, there = _values(source, "name"), _values(target, "name")
    if len(here) != len(there):
        return None
    same: dict[str, str] = {}
    for name in here:
        alike = [other for other in there if _alike(name, other, from_language, to_language)]
        if len(alike) != 1 or alike[0] in same.values():
            return None
        same[name] = alike[0]
    return same


def _alike(name: str, other: str, from_language: str, to_language: str) -> bool:
    if fold(name) == fold(other):
        return True
    pairs = ((name, other, from_language), (other, name, to_language))
    return any(
        ordinary_words(code).capitals is None and any(same_name(bare, latin, code) for bare in _bare(native, code))
        for native, latin, code in pairs
    )


def _bare(name: str, code: str) -> list[str]:
    """A name, and what it can be without what a language writes onto it (ንዳዊት: to Dawit)."""
    return [name, *ordinary_words(code).without_prefix(name)]
