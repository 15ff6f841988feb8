"""A whole number as a page or an address sends it: a few of the digits 0 to 9, and nothing else.

``str.isdigit`` is true of "²", which ``int`` does not read, and ``int`` refuses thousands of digits with a fault of its own.
"""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[0-9]{1,15}")


def whole_number(text: object) -> int | None:
    """The number that ``text`` writes, at most fifteen digits; None for anything else, also for no text at all."""
    return int(text) if isinstance(text, str) and _WHOLE.fullmatch(text) else None


__all__ = ["whole_number"]
