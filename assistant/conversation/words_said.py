"""Checks on words before anything is done with them, and what is recorded about them."""

from __future__ import annotations

import unicodedata

MAXIMUM_LENGTH = 5_000


def problem_with(text: str) -> str | None:
    """The id of the text that tells the person why these words cannot be an answer; None when they can."""
    visible = "".join(letter for letter in text if unicodedata.category(letter)[0] not in "CZ")
    if not visible:
        return "talk.problem.empty"
    if len(text) > MAXIMUM_LENGTH:
        return "talk.problem.too_long"
    if not any(unicodedata.category(letter)[0] in "LN" for letter in visible):
        return "talk.problem.only_symbols"
    return None
