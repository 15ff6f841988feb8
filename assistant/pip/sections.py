"""Reads ``sections.yml``: which sections the plan has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from assistant.pip.model import Section

FILE = Path(__file__).parent / "sections.yml"


@cache
def sections() -> tuple[Section, ...]:
    """The sections of the plan in order."""
    return tuple(
        Section(
            item["number"], item["id"], item["title"], item["decides"], bool(item.get("statutory")),
            tuple(item.get("forms") or ()), tuple(item.get("texts") or ()), item.get("help", ""),
        )
        for item in yaml.safe_load(FILE.read_text(encoding="utf-8"))
    )  # fmt: skip


def section(section_id: str) -> Section:
    """The section with this id; raises KeyError."""
    found = next((one for one in sections() if one.id == section_id), None)
    if found is None:
        raise KeyError(section_id)
    return found
