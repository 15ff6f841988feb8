"""Tables of cases per language, as parameters of a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest


def rows(tables: Mapping[str, Sequence[Any]]) -> list[Any]:
    """Every case of every language as ``(language, *case)``, named after its words."""
    return [
        pytest.param(language, *(case if isinstance(case, tuple) else (case,)), id=f"{language}-{number}")
        for language, cases in tables.items()
        for number, case in enumerate(cases, start=1)
    ]
