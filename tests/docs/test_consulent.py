"""The walk-through for a new consulent: every picture is there, and every name of a button stands on some screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
GUIDE = (PROJECT / "docs/consulent.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"src=\"(screenshots/[^\"]+)\"", GUIDE)
NAMES = sorted({" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", GUIDE, flags=re.DOTALL)})
LARGEST = 200_000
"""Bytes of a picture: the guide is read on slow lines as well."""

SCREENS = "\n".join(
    file.read_text(encoding="utf-8")
    for where, kinds in (
        ("ui/consulent", ("*.html", "*.js", "*.py")),
        ("ui", ("sign_in.py",)),
        ("assistant/pip/workflow", ("steps.py",)),  # the names of the steps
        ("assistant/documents", ("*.py",)),  # the names of the documents
    )
    for kind in kinds
    for file in sorted((PROJECT / where).rglob(kind))
)


def stands_on_a_screen(name: str) -> bool:
    """Whether it is the whole text of something: between tags, quotes or parts of a template."""
    return re.search(rf"[>}}\"“']\s*{re.escape(name)}\s*[<{{\"”':]", SCREENS) is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_bold_stands_on_a_screen(name: str) -> None:
    assert stands_on_a_screen(name)


@pytest.mark.parametrize("name", ["Plan goedkeuren", "beslist", "Nieuwe"])
def test_a_name_that_is_no_name_of_a_button_is_noticed(name: str) -> None:
    assert not stands_on_a_screen(name)


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_is_there_and_small(picture: str) -> None:
    assert 0 < (PROJECT / "docs" / picture).stat().st_size < LARGEST


def test_every_picture_of_the_desk_is_shown() -> None:
    made = {f"screenshots/{file.name}" for file in (PROJECT / "docs/screenshots").glob("desk-*.png")}
    assert made == set(PICTURES)


def test_the_guide_is_read_in_ten_minutes() -> None:
    words = re.sub(r"<img[^>]*>", "", GUIDE).split()
    assert len(words) < 10 * 160  # slow, in a second language, with a look at every picture
