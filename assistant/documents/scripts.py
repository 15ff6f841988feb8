"""Where a text changes its direction of writing: Word wants to be told with every run."""

from __future__ import annotations

import unicodedata

RIGHT_TO_LEFT = frozenset({"R", "AL"})
LEFT_TO_RIGHT = frozenset({"L"})
ARABIC_DIGITS = frozenset({"AN"})


def right_to_left_parts(text: str) -> list[tuple[str, bool]]:
    """The text in parts with whether each is written from right to left; what has no direction goes with what is before it.

    What stands before the first letter goes with that letter. Digits and marks between two letters of one direction stay
    with them, so that a sentence is one part.
    """
    parts: list[tuple[str, bool]] = []
    begun = ""
    now: bool | None = None
    for letter in text:
        found = _direction(letter)
        if found is not None and now is not None and found is not now:
            # what lies between two directions belongs to neither: it stays with the words before it, without the space
            parts.append((begun, now))
            begun = ""
        if found is not None:
            now = found
        begun += letter
    return [*parts, (begun, bool(now))] if begun or not parts else parts


def _direction(letter: str) -> bool | None:
    kind = unicodedata.bidirectional(letter)
    if kind in RIGHT_TO_LEFT or kind in ARABIC_DIGITS:
        return True
    return False if kind in LEFT_TO_RIGHT else None


__all__ = ["right_to_left_parts"]
