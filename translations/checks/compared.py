"""The numbers and dates of both texts side by side; made once for the checks that need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from translations.checks.quantities import Quantities, quantities
from translations.checks.said_dates import SaidDate
from translations.checks.texts import Pair, Text

_MOST = 40
"""So many dates are converted and compared one by one; no answer has more."""


@dataclass(frozen=True)
class Compared:
    """What both texts say in numbers, and the dates of which the other text has nothing.

    Attributes:
        said, made: of the source and of the translation.
        lost: dates of the source that the translation does not have.
        new: dates of the translation that the source does not have.
    """

    said: Quantities
    made: Quantities
    lost: tuple[SaidDate, ...]
    new: tuple[SaidDate, ...]


def compared(pair: Pair) -> Compared:
    """The numbers and dates of a pair."""
    return _compared(pair.source, pair.translation)


@lru_cache(maxsize=8)
def _compared(source: Text, translation: Text) -> Compared:
    said, made = quantities(source), quantities(translation)
    lost = _without_match(said.dates, made.dates)
    new = _without_match(made.dates, said.dates)
    if not (lost and new):
        # The other text may say it in a way that is not known as a date: then all of its numbers are there.
        lost = [one for one in lost if not one.said_numbers <= made.values]
        new = [one for one in new if not one.said_numbers <= said.values]
    return Compared(said, made, tuple(lost), tuple(new))


def _without_match(dates: Sequence[SaidDate], others: Sequence[SaidDate]) -> list[SaidDate]:
    """The dates that can be none of the others; the same date in the same calendar is found without looking at all."""
    same = {key for other in others for key in other.keys}
    rest = [one for one in dates if one.keys.isdisjoint(same)][:_MOST]
    return [one for one in rest if not any(one.can_be(other) for other in others[:_MOST])]
