"""How to ask on: a short hint for the consulent per question, as data (``hints.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from assistant.catalogue import Catalogue
from assistant.interviewing.faults import BrokenRules

FILE = Path(__file__).parent / "hints.yml"


@cache
def hints() -> Mapping[str, str]:
    """Question id -> hint in Dutch."""
    found: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def hint(question_id: str) -> str:
    """The hint for a question; empty when there is none."""
    return hints().get(question_id, "")


def check_hints(catalogue: Catalogue) -> None:
    """Raises BrokenRules when a hint belongs to a question that does not exist."""
    if unknown := sorted(name for name in hints() if name not in catalogue):
        raise BrokenRules(f"{FILE.name}: there is no question {unknown[0]}")
