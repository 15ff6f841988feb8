"""Many reviewers at many items at once, doing everything that can be done: nothing is lost and nothing is done twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.desk import REVIEWERS, Outcome, Work, simulate
from benchmarks.desk import _held_by_two as held_by_two


def _done(outcome: Outcome) -> Counter[str]:
    return sum((work.done for work in outcome.works), Counter())


@pytest.mark.parametrize(("items", "processes"), [(200, False), (40, True)], ids=["threads", "processes"])
def test_every_item_ends_somewhere_and_none_is_approved_by_two(tmp_path: Path, items: int, processes: bool) -> None:
    outcome = simulate(tmp_path / "data", items, seed=7, processes=processes)
    assert outcome.faults == []
    assert sum(outcome.ends.values()) == outcome.sources >= items
    assert outcome.ends["approved"] > items / 2
    assert {work.login for work in outcome.works} == {one.login for one in REVIEWERS}
    if items == 200:
        done = _done(outcome)
        # otherwise the run would show nothing
        assert all(
            done[what] for what in ("approved", "corrected", "left", "passed", "asked", "undone", "fell_away")
        ), done


def test_the_account_sees_an_item_in_two_hands() -> None:
    one = Work("hiwet", held=[(1, "2026-11-22T09:00:00+00:00", "2026-11-22T09:10:00+00:00")])
    other = Work("yonas", held=[(1, "2026-11-22T09:05:00+00:00", "2026-11-22T09:06:00+00:00")])
    assert list(held_by_two([one, other])) == ["item 1 was with hiwet and yonas at the same time"]
    other.held = [(1, "2026-11-22T09:10:00+00:00", "2026-11-22T09:16:00+00:00")]
    assert list(held_by_two([one, other])) == []
