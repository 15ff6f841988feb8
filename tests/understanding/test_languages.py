"""A language is a folder of data; what is wrong with one is said in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.understanding.languages import (
    BrokenLanguageData,
    MissingLanguageData,
    UnknownLanguage,
    available,
    language,
)

FACTS = "direction: ltr\nscript: Latn\nnative_name: Papiamentu\nspacy_code: xx\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one language, as a municipality would add it."""
    (tmp_path / "pap").mkdir()
    (tmp_path / "pap" / "language.yml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "_shared").mkdir()
    return tmp_path


def test_the_four_languages_of_the_product() -> None:
    assert available() == ["ar", "nl", "prs", "ti"]


@pytest.mark.parametrize(
    ("code", "direction", "script", "spacy_code"),
    [
        ("nl", "ltr", "Latn", "nl"),
        ("ar", "rtl", "Arab", "ar"),
        ("ti", "ltr", "Ethi", "ti"),
        ("prs", "rtl", "Arab", "fa"),
    ],
)
def test_what_a_language_is(code: str, direction: str, script: str, spacy_code: str) -> None:
    spoken = language(code)
    assert (spoken.code, spoken.direction, spoken.script, spoken.spacy_code) == (code, direction, script, spacy_code)
    assert [token.text for token in spoken.tokenizer(spoken.native_name)] == [spoken.native_name]


@pytest.mark.parametrize("code", ["nl", "ar", "ti", "prs"])
@pytest.mark.parametrize("name", ["language", "numbers", "calendar", "school"])
def test_every_language_has_the_same_files(code: str, name: str) -> None:
    assert language(code).data(name)


def test_a_fifth_language_is_a_new_folder(folder: Path) -> None:
    assert available(folder) == ["pap"]
    assert language("pap", folder).native_name == "Papiamentu"


def test_an_unknown_language_names_the_known_ones(folder: Path) -> None:
    with pytest.raises(UnknownLanguage, match="'xx'.*pap"):
        language("xx", folder)


def test_the_shared_folder_is_no_language() -> None:
    with pytest.raises(UnknownLanguage):
        language("_shared")


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(MissingLanguageData, match=r"'pap' has no file numbers\.yml"):
        language("pap", folder).data("numbers")


def test_a_broken_file_is_named(folder: Path) -> None:
    (folder / "pap" / "numbers.yml").write_text("values: [", encoding="utf-8")
    with pytest.raises(BrokenLanguageData, match=r"numbers\.yml of language 'pap'"):
        language("pap", folder).data("numbers")


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        (FACTS.replace("script: Latn\n", ""), "missing: script"),
        (FACTS.replace("ltr", "up"), "direction is 'up'"),
        ("- pap", "must be a mapping"),
    ],
)
def test_a_language_file_that_lacks_something(folder: Path, facts: str, problem: str) -> None:
    (folder / "brk").mkdir()
    (folder / "brk" / "language.yml").write_text(facts, encoding="utf-8")
    with pytest.raises(BrokenLanguageData, match=problem):
        language("brk", folder)


def test_layers_go_from_the_language_to_what_people_also_type() -> None:
    fives = [layer["values"][5][0] for layer in language("prs").layers("numbers")]
    assert fives == ["پنج", "five", "vijf"]
