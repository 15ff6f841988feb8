"""The threat model names only tests and files that exist, says of every threat what proves it, and what is not covered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "docs" / "threats.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("| \n").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]  # fmt: skip
NAMED = re.compile(r"`((?:assistant|ui|actions|translations|docs|benchmarks|tests|deploy|nlu_data)/[\w./-]+?)(?:::(\w+))?`")


def missing(text: str) -> list[str]:
    """What a text names in backticks and does not exist, tests in a file included."""
    found = []
    for file, test in NAMED.findall(text):
        path = PROJECT / file
        if not path.exists() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
            found.append(f"{file}::{test}" if test else file)
    return found


@pytest.mark.parametrize("page", ["threats.md", "ai.md", "dpia.md", "privacy.md", "verwerkingsregister.md"])
def test_every_test_and_file_that_is_named_exists(page: str) -> None:
    assert missing((PROJECT / "docs" / page).read_text(encoding="utf-8")) == []


def test_a_name_that_does_not_exist_is_found() -> None:
    assert missing("`tests/no_such.py` and `tests/docs/test_threats.py::test_no_such` and `tests/docs/test_threats.py`") == [
        "tests/no_such.py", "tests/docs/test_threats.py::test_no_such",
    ]  # fmt: skip


def test_there_is_one_table_with_numbers_that_go_on() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) >= 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_every_threat_says_who_what_against_it_which_test_and_what_is_not_covered(row: list[str]) -> None:
    assert len(row) == 7 and all(row), "a cell is empty"
    tests = [file for file, _ in NAMED.findall(row[5]) if file.startswith("tests/")]
    assert tests, "no test proves it"
    assert len(row[6]) > 10


@pytest.mark.parametrize("letter", ["S", "T", "R", "I", "D", "E", "Li", "Id", "De", "Dd", "Nr", "U", "Nc"])
def test_every_kind_of_threat_was_thought_of(letter: str) -> None:
    kinds = {kind for row in ROWS for kind in re.findall(r"\(([^)]*)\)$", row[1])}
    assert any(letter in kind.split(", ") for kind in kinds)


def test_what_is_not_covered_has_a_section_of_its_own() -> None:
    assert "## Not covered" in PAGE
    assert len(re.findall(r"^- ", PAGE.split("## Not covered")[1], flags=re.MULTILINE)) >= 8


def test_every_direct_dependency_stands_in_the_list_of_what_is_known_of_it() -> None:
    listed = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    chosen = re.findall(r"^([A-Za-z][\w.-]*)", (PROJECT / "requirements" / "app.in").read_text(), flags=re.MULTILINE)
    assert len(chosen) > 10
    assert [name for name in chosen if name.lower() not in listed] == []
    assert "rasa 3.6.21" in listed or "rasa` 3.6.21" in listed or "3.6.21" in listed
