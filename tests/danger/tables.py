"""Constructed lines per language: lines that signal danger, and ordinary lines that look like them."""

from __future__ import annotations

import pytest

Lines = dict[str, list[str]]


def rows(lines: Lines) -> list[object]:
    """One row per language and line, named after the line."""
    return [pytest.param(code, line, id=f"{code}-{line}") for code, many in lines.items() for line in many]
