"""The word lists of the languages, as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.understanding.countries import codes
from assistant.understanding.languages import available, language

LANGUAGES = available()
FILES = [
    "choices",
    "countries",
    "isced",
    "language_names",
    "occupations",
    "phrasing",
    "scale",
    "states",
    "yesno",
]


def lists(part: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(part, dict):
        for key, below in part.items():
            yield from lists(below, f"{path}/{key}")
    elif isinstance(part, list):
        yield path, part
        for below in part:
            yield from lists(below, path)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_every_language_has_the_file_and_no_word_twice(code: str, name: str) -> None:
    for path, words in lists(language(code).data(name)):
        twice = [word for word, times in Counter(word for word in words if isinstance(word, str)).items() if times > 1]
        assert not twice, path
        assert all(isinstance(word, str | dict | list | int) and not isinstance(word, bool) for word in words), path


@pytest.mark.parametrize("code", LANGUAGES)
def test_country_files_name_real_countries(code: str) -> None:
    data = language(code).data("countries")
    listed = set(data["names"]) | set(data["places"]) | {one for entry in data["unsure"] for one in entry["codes"]}
    assert listed <= codes()


@pytest.mark.parametrize("code", LANGUAGES)
def test_choice_files_have_the_same_questions_and_options(code: str) -> None:
    def options(of: str) -> dict[str, set[str]]:
        return {
            question: set(known) - {"either"} for question, known in language(of).data("choices")["questions"].items()
        }

    assert options(code) == options("nl")
