"""JSON that may not be what we wrote: every fault of one kind, a ``ValueError``.

``json.loads`` says ``RecursionError`` to brackets in brackets, which nobody who catches ``ValueError`` expects.
"""

from __future__ import annotations

import json
from typing import Any


class BrokenJson(ValueError):
    """A text is no JSON that can be read: not written as JSON, or brackets in brackets without end."""


def read_json(text: str | bytes | bytearray) -> Any:
    """The value that a text holds; raises BrokenJson."""
    try:
        return json.loads(text)
    except RecursionError:
        raise BrokenJson("this has brackets in brackets without end") from None
    except ValueError as fault:
        raise BrokenJson(f"this is no JSON ({type(fault).__name__})") from None


__all__ = ["BrokenJson", "read_json"]
