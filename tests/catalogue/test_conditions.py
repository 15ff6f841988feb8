"""When a question applies."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.catalogue.conditions import UnreadableCondition, read_condition

YEARS = "onderwijs.jaren"
CASES: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"question": YEARS, "is": 0}, {YEARS: 0}, True),
    ({"question": YEARS, "is": 0}, {YEARS: 6}, False),
    ({"question": YEARS, "is": 0}, {}, False),
    ({"question": YEARS, "is_not": 0}, {YEARS: 6}, True),
    ({"question": YEARS, "is_not": 0}, {}, False),
    ({"question": YEARS, "above": 5}, {YEARS: 6}, True),
    ({"question": YEARS, "below": 6}, {YEARS: 6}, False),
    ({"question": "persoon.status", "in": ["nareiziger", "anders"]}, {"persoon.status": "anders"}, True),
    (
        {"all": [{"question": YEARS, "above": 5}, {"question": "werk.nu", "is": True}]},
        {YEARS: 6, "werk.nu": True},
        True,
    ),
    ({"all": [{"question": YEARS, "above": 5}, {"question": "werk.nu", "is": True}]}, {YEARS: 6}, False),
    ({"any": [{"question": YEARS, "above": 5}, {"question": "werk.nu", "is": True}]}, {YEARS: 6}, True),
]


@pytest.mark.parametrize(("condition", "values", "expected"), CASES)
def test_condition(condition: dict[str, Any], values: dict[str, Any], expected: bool) -> None:
    assert read_condition(condition).holds(values) is expected


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "onderwijs.jaren",
        {},
        {"question": YEARS},
        {"question": YEARS, "is": 1, "in": [1]},
        {"all": []},
        {"question": YEARS, "in": 3},
    ],
)
def test_what_is_no_condition_is_refused(wrong: Any) -> None:
    with pytest.raises(UnreadableCondition):
        read_condition(wrong)
