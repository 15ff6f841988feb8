"""Hides small counts, and what they could be worked out from.

A count below the limit can point at one person. Where the total is known too, one hidden count is the total less the
others; so another one is hidden with it (as statistical offices do: primary and secondary suppression).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HIDDEN_BESIDE = "niet getoond"
"""What stands for a count that is hidden only because a smaller one could be worked out from it."""


@dataclass(frozen=True)
class Count:
    """A count as it may be shown: ``value`` is None when it is hidden; ``text`` is what stands there then, or the number."""

    value: int | None
    text: str


def fewer_than(least: int) -> str:
    """What stands for a count below the limit."""
    return f"minder dan {least}"


def alone(number: int, least: int) -> Count:
    """A count that belongs to no total."""
    return Count(None, fewer_than(least)) if number < least else Count(number, str(number))


def together(counts: Mapping[str, int], least: int) -> tuple[Mapping[str, Count], Count]:
    """Counts that add up to a total that is shown: each as it may be shown, and the total.

    Hidden are those below the limit, and then the smallest of the others as long as all that is hidden together stays below
    the limit. A count of nobody needs no other beside it: that it is nobody points at nobody.
    """
    total = sum(counts.values())
    small = {name for name, number in counts.items() if number < least}
    hidden = set(small)
    while 0 < sum(counts[name] for name in hidden) < least and len(hidden) < len(counts):
        hidden.add(min(counts.keys() - hidden, key=lambda name: (counts[name], name)))
    shown = {
        name: Count(None, fewer_than(least) if name in small else HIDDEN_BESIDE) if name in hidden else Count(number, str(number))
        for name, number in counts.items()
    }  # fmt: skip
    return shown, alone(total, least)


__all__ = ["HIDDEN_BESIDE", "Count", "alone", "fewer_than", "together"]
