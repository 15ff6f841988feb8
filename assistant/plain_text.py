"""Words as a page sent them, made fit for the disk."""

from __future__ import annotations


def without_lone_surrogates(text: str) -> str:
    """``text`` with halves of broken characters replaced by U+FFFD: they can be typed but not written to disk as UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


__all__ = ["without_lone_surrogates"]
