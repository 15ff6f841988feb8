"""Which values can be right for a question: asked of buttons, because a page is not trusted, and of typed answers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.catalogue import Question
from assistant.value_labels import country_name, language_name

EARLIEST_YEAR = 1900
LARGEST_NUMBER = 10**9
_DATE = re.compile(r"[0-9]{1,4}(-[0-9]{1,2}){0,2}")
YES_NO_ASKS = frozenset({"gate", "more"})


def fits(question: Question, ask_kind: str, value: Any) -> bool:
    """Whether a value has the type and the range of codes that this question wants."""
    kind = "yesno" if ask_kind in YES_NO_ASKS else question.type
    if kind == "yesno":
        return isinstance(value, bool)
    if kind == "notice":
        return value is True
    if kind == "choice":
        return isinstance(value, str) and value in question.options
    if kind in {"scale4", "isced"}:
        return type(value) is int and 0 <= value <= (3 if kind == "scale4" else 8)
    if kind in {"number", "school_years"}:
        return type(value) in {int, float} and abs(value) <= LARGEST_NUMBER  # no NaN either: it is not within
    if kind == "country":
        return isinstance(value, str) and country_name(value, "nl") != value
    if kind == "language":
        return isinstance(value, str) and language_name(value, "nl") != value
    return kind == "date" and isinstance(value, str)


def problem_of(question: Question, ask_kind: str, value: Any, today: date) -> tuple[str, dict[str, object]] | None:
    """The text (id and parameters) that says why a value of the right type cannot be right; None when it can."""
    if ask_kind in YES_NO_ASKS:
        return None
    if question.type == "date" and isinstance(value, str):
        problem = date_problem(value, today)
        return (f"talk.problem.{problem}", {}) if problem else None
    if question.type in {"number", "school_years"} and type(value) in {int, float}:
        if question.maximum is not None and value > question.maximum:
            return "talk.problem.number_too_high", {"maximum": f"{question.maximum:g}"}
        minimum = question.minimum if question.minimum is not None else 0
        if value < minimum:
            return "talk.problem.number_too_low", {"minimum": f"{minimum:g}"}
    return None


def date_problem(value: str, today: date) -> str | None:
    """What is wrong with a Gregorian date made of parts (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); None when nothing.

    Returns the same names as the date reader: ``date_impossible``, ``date_too_early``, ``date_in_future``.
    """
    if _DATE.fullmatch(value) is None:
        return "date_impossible"
    try:
        parts = [int(part) for part in value.split("-")]
        day = date(*(parts + [1, 1])[:3]) if 1 <= len(parts) <= 3 else None
    except ValueError:
        day = None
    if day is None:
        return "date_impossible"
    if day.year < EARLIEST_YEAR:
        return "date_too_early"
    return "date_in_future" if day > today else None
