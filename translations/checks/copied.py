"""A translation that is the source once more."""

from __future__ import annotations

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.letters import is_international, scripts_of, written_words
from translations.checks.texts import Pair

_FEW = 3
"""So many words can be a name or a word of every language ("mbo 4", "Albert Heijn", "voetbal")."""

_MOSTLY = 0.7
"""Above this share of words that stand in both texts the translation is a copy."""

_ALREADY = 0.15
"""With this share of small words of the target language the source is in that language already."""


def check(pair: Pair) -> list[Check]:
    """An error when the translation is wholly or mostly the source.

    Not for a text of a few words in the target's script, for names, numbers and codes, and not when the person answered in
    the language of the translation.
    """
    source, target = pair.source, pair.translation
    if source.language == target.language:
        return []
    own = target.language.script
    said = [word for word in written_words(source.text) if scripts_of(word)]
    foreign = [word for word in said if own not in scripts_of(word)]
    if foreign and source.words == target.words and not all(is_international(word) for word in said):
        return [finding("copied", "error")]
    latin_alike = [word for word in said if not is_international(word)]
    if not latin_alike or (not foreign and len(said) <= _FEW):
        return []
    common = target.check_words.common
    if sum(word in common for word in source.words) >= _ALREADY * len(source.words):
        return []
    checked = [word for word in source.words if not word.isdecimal()]
    kept = set(target.words)
    same = sum(word in kept for word in checked)
    if len(checked) > _FEW and same >= _MOSTLY * len(checked):
        return [finding("copied", "error", variant="mostly" if source.words != target.words else "")]
    return []
