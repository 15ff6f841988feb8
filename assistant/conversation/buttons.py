"""A button as the page gets it."""

from __future__ import annotations

from typing import Any


def button(payload: str, label: str, style: str = "plain", **more: Any) -> dict[str, Any]:
    """What it sends, what it says, ``main``, ``plain`` or ``quiet``; ``more`` is what else the page needs to draw it."""
    return {"payload": payload, "label": label, "style": style, **more}
