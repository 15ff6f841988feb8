"""The state of a rendition: every combination of who made it, what was decided, and what changed since."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from assistant.renditions.model import Origin, Verdict
from assistant.renditions.state import STATE_NL, State, standing

# origin, verdict -> state; None is "no text" and "nobody decided"
TABLE: dict[tuple[str | None, str | None], str] = {
    (None, None): "ontbreekt",
    (None, "goedgekeurd"): "ontbreekt",
    (None, "aan_te_passen"): "ontbreekt",
    (None, "opnieuw_vragen"): "ontbreekt",
    (None, "ingetrokken"): "ontbreekt",
    ("machine", None): "machine",
    ("machine", "goedgekeurd"): "goedgekeurd",
    ("machine", "aan_te_passen"): "aan_te_passen",
    ("machine", "opnieuw_vragen"): "machine",
    ("machine", "ingetrokken"): "machine",
    ("memory", None): "machine",
    ("memory", "goedgekeurd"): "goedgekeurd",
    ("memory", "aan_te_passen"): "aan_te_passen",
    ("memory", "opnieuw_vragen"): "machine",
    ("memory", "ingetrokken"): "machine",
    ("person", None): "gecorrigeerd",
    ("person", "goedgekeurd"): "goedgekeurd",
    ("person", "aan_te_passen"): "aan_te_passen",
    ("person", "opnieuw_vragen"): "gecorrigeerd",
    ("person", "ingetrokken"): "gecorrigeerd",
}


def test_the_table_is_exhaustive() -> None:
    assert set(TABLE) == set(product((None, *get_args(Origin)), (None, *get_args(Verdict))))


@pytest.mark.parametrize(("outdated", "question_open"), list(product((False, True), repeat=2)))
@pytest.mark.parametrize(("origin", "verdict"), TABLE)
def test_every_combination(origin: Origin | None, verdict: Verdict | None, outdated: bool, question_open: bool) -> None:
    where = standing(origin, verdict, outdated=outdated, question_open=question_open)
    assert where.state.name == TABLE[origin, verdict]
    # no text cannot be outdated; a text that is outdated was never reviewed for the words as they are now
    assert where.outdated == (outdated and origin is not None)
    assert where.asked_again == (verdict == "opnieuw_vragen" and question_open)
    assert where.reviewed == (where.state is State.goedgekeurd and not where.outdated)


def test_only_an_approval_by_a_person_counts_as_reviewed() -> None:
    reviewed = {key for key in TABLE if standing(*key).reviewed}  # type: ignore[arg-type]
    assert reviewed == {(origin, "goedgekeurd") for origin in get_args(Origin)}


def test_the_states_are_ordered_and_each_has_words() -> None:
    assert [state.name for state in sorted(State)] == ["ontbreekt", "machine", "aan_te_passen", "gecorrigeerd", "goedgekeurd"]
    assert set(STATE_NL) == set(State)
    assert "verouderd" in standing("person", "goedgekeurd", outdated=True).text_nl
