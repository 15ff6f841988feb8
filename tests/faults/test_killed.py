"""Parts of the running house are killed outright, again and again, while four people talk in their own languages and both
desks work. ``make trust`` does the same 300 times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.killing import run

KILLS, SEED = 24, 20261122


@pytest.mark.timeout(1200)  # some two minutes on two cores that do nothing else; never to be counted on
def test_nothing_that_was_confirmed_is_lost_or_kept_twice(tmp_path: Path) -> None:
    outcome = run(tmp_path, KILLS, seed=SEED, report=print)
    print(outcome)
    assert outcome.kills.total() == KILLS
    assert set(outcome.kills) == {"ui", "actions", "dialogue", "worker", "supervisor"}, "each of them was killed"
    assert outcome.faults == []
    assert outcome.lost == []
    assert outcome.doubled == []
    assert outcome.unfinished == 0 and outcome.talks >= 4, "every conversation reached its end"
    assert outcome.turns > 200 and outcome.acts > KILLS and outcome.verdicts > 0, "people and both desks were at work"
    assert outcome.resent > 0, "no answer was cut off: this shows nothing"
