"""How much of what was said is read for a value: time must not grow with what somebody pastes into the field.

The words themselves are kept whole, however long; only the readers look at a part. An answer to a closed question has some
dozen words, the longest story in the measured data stays below 1,200 characters.
"""

from __future__ import annotations

import re

READ_AT_MOST = 2_000
"""Characters in which a value is looked for."""

LONGEST_RUN = 60
"""Signs without a space between them: the longest word in our lists has 32. What is longer is cut into runs of this length."""

_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")


def in_runs(text: str) -> str:
    """``text`` with a space in every run of signs that is too long to be a word; nothing is left out."""
    return _RUN.sub(r"\g<0> ", text) if len(text) > LONGEST_RUN else text


def read_part(text: str) -> str:
    """The part of ``text`` in which a value is looked for: all of it, but for what no person would say as one answer."""
    runs = in_runs(text[: READ_AT_MOST + 1])
    return runs if len(runs) <= READ_AT_MOST else (runs[: READ_AT_MOST + 1].rsplit(None, 1) or [""])[0]


__all__ = ["LONGEST_RUN", "READ_AT_MOST", "in_runs", "read_part"]
