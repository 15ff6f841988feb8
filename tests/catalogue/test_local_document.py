"""The worked example of docs/local-questions.md is a folder that loads and does what the document says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.catalogue import Catalogue, load
from assistant.catalogue.local import CHANGEABLE
from assistant.commands.opening import open_here
from tests.conftest import PROJECT, Person

DOCUMENT = (PROJECT / "docs" / "local-questions.md").read_text(encoding="utf-8")
FILE = re.compile(r"^`vragen/([^`]+)`[^`]*?\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example, written to a folder file by file."""
    files = FILE.findall(re.sub(r"\(one file per.*?not approved yet\.\n", "\n", DOCUMENT, flags=re.DOTALL))
    for name, content in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert {name for name, _ in files} == {"local.yml", "topics/wonen.yml", "topics/startbaan.yml", "texts/ar.po"}
    return tmp_path


@pytest.fixture
def theirs(folder: Path) -> Catalogue:
    return load(local=folder)


def test_it_loads_and_names_itself(theirs: Catalogue) -> None:
    assert (theirs.name, theirs.version) == (f"{load().name}+voorbeeldstad", f"{load().version}+2026.2")
    for name in re.findall(r"`(brede-intake-basis\+\w+)`, `([^`]+)`", DOCUMENT):
        assert name == (theirs.name, theirs.version)


def test_it_does_what_it_says(theirs: Catalogue) -> None:
    assert theirs.question("vrije_tijd.graag").path == "more"
    assert theirs.question("digitaal.scherm_of_muis").path == "interview"
    assert theirs.question("financien.brieven").path == "off"
    assert "Voorbeeldstad" in theirs.question("netwerk.hulp").text
    assert [topic.id for topic in theirs.topics][1:4] == ["persoon", "taal", "gezin"]
    assert [question.id for question in theirs.topic("werk").questions][:2] == ["werk.nu", "werk.droombaan"]
    assert [topic.id for topic in theirs.topics][-2] == "startbaan"
    assert theirs.topic("wonen").questions[-1].id == "wonen.buurthuis"


def test_a_talk_with_it(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTAKE_QUESTIONS", str(folder))
    house = open_here(tmp_path / "data")
    try:
        someone = Person(house, "nl")
        someone.go_to("persoon.woonplek")
        someone.press('answer:"gemeente"')
        assert someone.question == "taal.moedertaal", "languages come before the family here"
        someone.go_to("startbaan.wil")
        someone.press("answer:true")
        (answer,) = someone.answers("startbaan.wil")
        assert (answer.catalogue, answer.catalogue_version) == (house.catalogue.name, house.catalogue.version)
        someone.go_to("startbaan.soort")
        arab = Person(house, "ar")
        arab.go_to("startbaan.wil")
        assert arab.reply["prompt"]["text"] == "هل تريد عملاً للبداية؟"
        assert arab.reply["prompt"]["unapproved"]
    finally:
        house.store.close()


def test_the_keys_that_may_change_are_all_in_the_document() -> None:
    table = DOCUMENT.split("## What can be changed")[1].split("##")[0]
    named = {name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named == CHANGEABLE
