"""Dates that are not the same in the translation, whichever calendar each of them is in."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.renditions.model import Check
from translations.checks.compared import compared
from translations.checks.findings import finding
from translations.checks.said_dates import SaidDate
from translations.checks.texts import Pair, Text


def check(pair: Pair) -> list[Check]:
    """An error when a date of one text can be no date of the other.

    A date may stand converted to another calendar, as it was, in words or in digits. Of a month that is named by itself only
    a change is reported.
    """
    both = compared(pair)
    lost, new = _written(both.lost, pair.source), _written(both.new, pair.translation)
    if not lost and not new:
        other_said = [one for one in both.said.months if not _month_stands(one, both.made.months, both.made.dates)]
        other_made = [one for one in both.made.months if not _month_stands(one, both.said.months, both.said.dates)]
        if other_said and other_made:
            lost, new = _written(other_said, pair.source), _written(other_made, pair.translation)
    if lost and new:
        return [finding("dates", "error", (*lost, *new), variant="changed")]
    if lost:
        return [finding("dates", "error", lost, variant="missing")]
    if new:
        return [finding("dates", "error", new, variant="added")]
    return []


def _written(dates: Sequence[SaidDate], text: Text) -> list[str]:
    return [text.as_written(date.text) for date in dates]


def _month_stands(month: SaidDate, months: Sequence[SaidDate], dates: Sequence[SaidDate]) -> bool:
    return any(month.can_be(other) for other in months) or any(month.months & other.months for other in dates)
