"""A translation without any words, or words where nothing was said."""

from __future__ import annotations

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.texts import Pair


def check(pair: Pair) -> list[Check]:
    """An error when the source says something and the translation has no letter or digit."""
    if pair.source.words and not pair.translation.words:
        return [finding("empty", "error")]
    return []
