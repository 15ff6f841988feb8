from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.overview.small_numbers import HIDDEN_BESIDE, alone, fewer_than, together

LEAST = 5


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({"a": 10, "b": 20}, {"a": "10", "b": "20"}, "30"),
        ({"a": 3, "b": 20, "c": 9}, {"a": "minder dan 5", "b": "20", "c": "niet getoond"}, "32"),  # 32 - 29 would be 3
        (
            {"a": 4, "b": 4, "c": 20},
            {"a": "minder dan 5", "b": "minder dan 5", "c": "20"},
            "28",
        ),  # together 8: each could be 4
        ({"a": 1, "b": 1, "c": 20}, {"a": "minder dan 5", "b": "minder dan 5", "c": "niet getoond"}, "22"),  # 2 of two
        ({"a": 0, "b": 20}, {"a": "minder dan 5", "b": "20"}, "20"),  # nobody: nothing to find out about anybody
        ({"a": 0, "b": 1, "c": 20}, {"a": "minder dan 5", "b": "minder dan 5", "c": "niet getoond"}, "21"),
        ({"a": 2, "b": 1}, {"a": "minder dan 5", "b": "minder dan 5"}, "minder dan 5"),
        ({"a": 3, "b": 3}, {"a": "minder dan 5", "b": "minder dan 5"}, "6"),
        ({}, {}, "minder dan 5"),
    ],
)
def test_what_is_shown_of_counts_with_a_total(counts: dict[str, int], shown: dict[str, str], total: str) -> None:
    found, whole = together(counts, LEAST)
    assert {name: one.text for name, one in found.items()} == shown
    assert whole.text == total


@pytest.mark.parametrize(("number", "text"), [(0, "minder dan 5"), (4, "minder dan 5"), (5, "5"), (120, "120")])
def test_a_count_on_its_own(number: int, text: str) -> None:
    assert alone(number, LEAST).text == text


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 40), min_size=1))
def test_no_small_count_of_people_can_be_worked_out(counts: dict[str, int]) -> None:
    """Whoever knows all that is shown finds at least the limit left over for what is hidden, or nobody at all."""
    found, total = together(counts, LEAST)
    hidden = [name for name, one in found.items() if one.value is None]
    assert all(one.value is None or one.value >= LEAST for one in found.values())
    assert all(counts[name] >= LEAST for name in hidden if found[name].text == HIDDEN_BESIDE)
    assert all(counts[name] < LEAST for name in hidden if found[name].text == fewer_than(LEAST))
    if total.value is None:
        assert sum(counts.values()) < LEAST
    else:
        left = total.value - sum(one.value or 0 for one in found.values())
        assert left == 0 or left >= LEAST
        assert left == 0 or len(hidden) >= 2 or (len(counts) == 1)
