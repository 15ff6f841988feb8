"""A denial that the translation lost, or made."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.renditions.model import Check
from assistant.understanding.normalise import words as folded_words
from assistant.understanding.phrases import phrasing
from translations.checks.findings import finding
from translations.checks.texts import Pair, Text


@dataclass(frozen=True)
class _Denials:
    """The words of one part of a text that deny, by how surely they do; see ``words.py``."""

    clear: tuple[str, ...]
    likely: tuple[str, ...]
    unsure: tuple[str, ...]
    weak: tuple[str, ...]

    @property
    def may_deny(self) -> bool:
        """Whether any word could render a denial of the other text."""
        return bool(self.clear or self.likely or self.unsure)


def check(pair: Pair) -> list[Check]:
    """An error when one text clearly denies and the other has nothing that could; a warning when that is not sure.

    Texts with as many sentences each are compared sentence by sentence.
    """
    said, made = pair.source, pair.translation
    parts: list[tuple[str, str]] = [(said.text, made.text)]
    if len(said.sentences) == len(made.sentences):
        parts = list(zip(said.sentences, made.sentences, strict=True))
    lost: list[str] = []
    added: list[str] = []
    unsure: list[str] = []
    for one, other in parts:
        source, target = _denials(one, said), _denials(other, made)
        if source.clear and not target.may_deny:
            (unsure if target.weak else lost).extend(source.clear)
        elif target.clear and not source.may_deny:
            (unsure if source.weak else added).extend(target.clear)
        else:
            unsure += _doubted(source, target) + _doubted(target, source)
    found = []
    if lost:
        found.append(finding("negation", "error", _written(lost, said), variant="lost"))
    if added:
        found.append(finding("negation", "error", _written(added, made), variant="added"))
    if unsure and not found:
        found.append(finding("negation", "warning", _written(_written(unsure, said), made), variant="unsure"))
    return found


def _doubted(one: _Denials, other: _Denials) -> list[str]:
    """The denials of one text for which the other has none, or too few."""
    if one.likely and not one.clear and not other.may_deny and not other.weak:
        return list(one.likely)
    enough = len(other.clear) + len(other.likely) + len(other.unsure)
    return list(one.clear) if len(one.clear) > enough else []


def _written(denials: list[str], text: Text) -> list[str]:
    return [text.as_written(one) for one in denials]


def _denials(part: str, text: Text) -> _Denials:
    """The denials of a part of ``text``; of words typed in another script nothing is sure."""
    known, every = text.check_words, folded_words(part)
    if not text.in_own_script:
        denies = phrasing(text.language).denies
        return _Denials((), tuple(word for word in every if denies(word)), (), tuple(every))
    line = " ".join(every)
    mild, line = _taken(known.mild, line)
    clear, line = _taken(known.clear, line)
    likely, line = _taken(known.likely, line)
    unsure, line = _taken(known.unsure, line)
    weak, _ = _taken(known.weak, line)
    return _Denials(clear, likely, (*mild, *unsure), weak)


def _taken(pattern: re.Pattern[str], line: str) -> tuple[tuple[str, ...], str]:
    """What matches, and the line without it."""
    found = tuple(match.group() for match in pattern.finditer(line))
    return found, pattern.sub(" ", line) if found else line
