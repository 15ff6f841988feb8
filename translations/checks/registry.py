"""The checks in the order in which a reviewer reads them, and the one function that runs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.renditions.model import Check
from translations.checks import copied, dates, empty, glossary, length, names, negation, numbers, repeats, script
from translations.checks.texts import Pair, TermWords, pair_of

CHECKS: tuple[Callable[[Pair], Sequence[Check]], ...] = (
    copied.check,
    script.check,
    repeats.check,
    numbers.check,
    dates.check,
    negation.check,
    names.check,
    glossary.check,
    length.check,
)
"""All but the check for an empty text, which goes before: nothing else can be said of an empty text."""


def run_checks(
    source_text: str,
    translation: str,
    *,
    from_language: str,
    to_language: str,
    names: Sequence[str] = (),
    terms: Sequence[TermWords] = (),
) -> tuple[Check, ...]:
    """Everything that a person should look at in ``translation``, errors first.

    Args:
        source_text: the words as said.
        translation: their translation.
        from_language, to_language: project codes.
        names: names of people and places the caller knows; a name that does not stand in the source is passed over.
        terms: terms of the glossary; a term that does not stand in the source is passed over.

    Raises:
        assistant.understanding.languages.UnknownLanguage: one of the codes is no language of the product.
        translations.checks.words.MissingCheckWords: one of the languages has no words for the checks.
    """
    pair = pair_of(
        source_text, translation, from_language=from_language, to_language=to_language, names=names, terms=terms
    )
    if nothing := empty.check(pair):
        return tuple(nothing)
    found = [one for check in CHECKS for one in check(pair)]
    return tuple(sorted(found, key=lambda one: one.severity != "error"))
