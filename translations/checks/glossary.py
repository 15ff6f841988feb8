"""A term of the glossary of which no approved rendering stands in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.texts import Pair, Text, fold

_LONG_ENOUGH = 5
"""From so many letters a term is also found inside a compound (inburgeringsexamen)."""


def check(pair: Pair) -> list[Check]:
    """A warning for each term that stands in the source while none of its renderings stands in the translation."""
    missing = []
    for term in pair.terms:
        said = next((word for word in term.source_words if _stands_in(word, pair.source)), None)
        if said and term.target_words and not any(_stands_in(word, pair.translation) for word in term.target_words):
            missing.append(f"{said} = {term.target_words[0]}")
    return [finding("glossary", "warning", missing)] if missing else []


def _stands_in(term: str, text: Text) -> bool:
    pattern = _pattern(term, text.language.code, text.check_words.inside_words)
    return pattern is not None and bool(pattern.search(fold(text.text)))


@lru_cache(maxsize=4096)
def _pattern(term: str, code: str, inside_words: bool) -> re.Pattern[str] | None:
    words: Iterable[str] = fold(term).split()
    inner = r"\w*\s+".join(re.escape(word) for word in words)
    if not inner:
        return None
    anywhere = inside_words or len(fold(term)) >= _LONG_ENOUGH
    return re.compile(inner if anywhere else rf"\b{inner}")
