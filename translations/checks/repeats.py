"""Words or phrases over and over, as translation programs make them when they lose the thread."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.renditions.model import Check
from translations.checks.findings import finding
from translations.checks.texts import Pair

_LONGEST = 10
"""Longest phrase looked for, in words."""

_TIMES = {1: 4, 2: 3, 3: 3}
_TIMES_LONGER = 2
"""How often a phrase of one, two, three and more words stands behind itself before it is a fault."""

_STUTTER = re.compile(r"(\w{1,4}?)\1{5,}")
"""Letters over and over within one word (dededededede)."""


def check(pair: Pair) -> list[Check]:
    """An error for every phrase that the translation repeats and the source does not."""
    found = _repeated(pair.translation.words)
    if not found:
        return []
    said = _repeated(pair.source.words)
    if any(times >= found_times for _, times in said for _, found_times in found):
        return []  # the person repeats it too
    return [finding("repeats", "error", [phrase for phrase, _ in found])]


def _repeated(words: Sequence[str]) -> list[tuple[str, int]]:
    """The phrases that stand behind themselves too often, and how often; each stretch of text once."""
    found: list[tuple[str, int]] = [(word, 6) for word in words if not word.isdecimal() and _STUTTER.search(word)]
    taken: set[int] = set()
    for length in range(1, _LONGEST + 1):
        same = 0
        for at in range(length, len(words) + 1):
            if at < len(words) and words[at] == words[at - length]:
                same += 1
                continue
            times = same // length + 1
            start = at - same - length
            if times >= _TIMES.get(length, _TIMES_LONGER) and start not in taken and not _counts(words[start:at]):
                found.append((" ".join(words[start : start + length]), times))
                taken.update(range(start, at))
            same = 0
    return found


def _counts(words: Sequence[str]) -> bool:
    """Digits may repeat: a telephone number."""
    return all(word.isdecimal() for word in words)
