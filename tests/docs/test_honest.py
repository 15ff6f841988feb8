"""What the pages for a privacy officer say of the machine is true: the figures are measured, the tests exist, people are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.understanding.languages import available
from tests.conftest import Person
from translations.texts import CATALOGS, read_entries

DOCS = Path(__file__).resolve().parents[2] / "docs"
AI = (DOCS / "ai.md").read_text(encoding="utf-8")
SECTION = AI.split("## How well it works, measured")[1].split("\n## ")[0]
MEASURED = [
    (figures, page)
    for figures, page in re.findall(r"^\| [^|]+ \| ([^|]+) \| \[[^]]+\]\(([\w-]+\.md)\) \|$", SECTION, flags=re.MULTILINE)
    if "not measured" not in figures
]


def squeezed(text: str) -> str:
    """Spaces and thousands marks away: pages write 99.4 % and 99.4%."""
    return re.sub(r"\s+(?=%)|(?<=\d),(?=\d{3})", "", text)


def test_there_is_a_table_of_figures() -> None:
    assert len(MEASURED) >= 10


@pytest.mark.parametrize(("figures", "page"), MEASURED, ids=lambda one: one[:30])
def test_every_figure_stands_on_the_page_that_was_measured(figures: str, page: str) -> None:
    measured = squeezed((DOCS / page).read_text(encoding="utf-8"))
    numbers = re.findall(r"\d+(?:\.\d+)?%?(?:/\d+)?", squeezed(figures))
    assert numbers
    assert [number for number in numbers if not re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", measured)] == []


COMPUTER = {"nl": "computer", "ar": "كمبيوتر|حاسوب", "prs": "کمپیوتر", "ti": "ኮምፕዩተር|ኮምፒዩተር|ኮምፒተር|ኮምፕተር"}


@pytest.mark.parametrize("code", available())
def test_the_first_screen_says_in_every_language_that_it_is_a_computer(code: str, person: Callable[..., Person]) -> None:
    someone = person(code)
    prompt = someone.reply["prompt"]
    question = someone.house.catalogue.question("welkom.uitleg")
    assert prompt["question"] == question.id
    assert "praat u met een computer, niet met een mens" in question.text
    translated = read_entries(CATALOGS / f"{code}.po").get("welkom.uitleg.text") if code != "nl" else None
    if translated is not None and translated.dutch != question.text:
        return  # made from earlier Dutch: tests/translations/test_complete.py tells that, and fails
    assert re.search(COMPUTER.get(code, "computer"), prompt["text"])


def test_a_person_can_ask_whether_it_is_a_human() -> None:
    answers = (DOCS.parent / "assistant" / "answers" / "answers.yml").read_text(encoding="utf-8")
    assert "Praat ik met een mens of met een computer?" in answers
