"""A translation that is much shorter or longer than its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.texts import Pair

BOUNDS = Path(__file__).parent / "lengths.yml"


@dataclass(frozen=True)
class Bounds:
    """How long a translation may be: letters and digits of the translation for each one of the source.

    Attributes:
        usual: outside these a warning.
        extreme: outside these an error.
    """

    usual: tuple[float, float]
    extreme: tuple[float, float]


@cache
def _data() -> dict[str, Any]:
    content = yaml.safe_load(BOUNDS.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def bounds(from_language: str, to_language: str) -> Bounds:
    """The bounds of this pair of languages, or the wide ones for a pair that was never measured."""
    pairs = _data()["pairs"]
    of_pair = pairs.get(f"{from_language}-{to_language}") or _data()["unmeasured"]
    usual, extreme = of_pair["usual"], of_pair["extreme"]
    return Bounds((usual[0], usual[1]), (extreme[0], extreme[1]))


def check(pair: Pair) -> list[Check]:
    """A warning outside the usual bounds, an error outside the extreme ones; short texts are left alone."""
    said, made = _letters(pair.source.text), _letters(pair.translation.text)
    if not said or max(said, made) < _data()["shortest"]:
        return []
    of_pair = bounds(pair.source.language.code, pair.translation.language.code)
    ratio = made / said
    if of_pair.usual[0] <= ratio <= of_pair.usual[1]:
        return []
    far = not of_pair.extreme[0] <= ratio <= of_pair.extreme[1] and max(said, made) >= _data()["shortest_error"]
    return [finding("length", "error" if far else "warning", variant="short" if ratio < 1 else "long")]


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)
