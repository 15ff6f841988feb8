"""A broken topic file is refused with the file, the question and the fault in the message."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.catalogue import CatalogueFault, load
from assistant.catalogue.loading import HERE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "catalogue"
    copy.mkdir()
    for file in HERE.glob("*.yml"):
        shutil.copy(file, copy)
    return copy


FAULTS = [
    # file, from, to, what the message must say
    ("persoon.yml", "type: country", "type: land", "persoon.yml, persoon.geboorteland: type 'land' does not exist"),
    ("persoon.yml", "id: persoon.naam", "id: naam", "the id must look like 'persoon.short_name'"),
    ("persoon.yml", "id: persoon.naam", "id: persoon.status", "persoon.status: this id stands in the catalogue twice"),
    ("persoon.yml", "    label: Naam\n", "", "persoon.yml, persoon.naam: 'label' is missing"),
    ("persoon.yml", "    label: Naam\n", "    lable: Naam\n", "persoon.naam: unknown key 'lable'"),
    ("persoon.yml", "legal_basis: lokaal", "legal_basis: zomaar", "legal_basis 'zomaar' is not in catalogue.yml"),
    ("persoon.yml", 'readback: "U heet {value}."', 'readback: "U heet."', "persoon.naam: 'readback' must hold {value}"),
    ("persoon.yml", "pip: [1, 10]", "pip: [99]", "persoon.status: 'pip' is a list of PIP section numbers"),
    ("persoon.yml", "topic: persoon", "topic: personen", "persoon.yml: 'topic' must be 'persoon'"),
    ("persoon.yml", "questions:", "vragen:", "unknown key 'vragen'"),
    ("persoon.yml", "  - id: persoon.naam", "  - id: [", "persoon.yml: this is not valid YAML at line"),
    ("persoon.yml", "    why: Dan weten wij hoe wij u moeten aanspreken.\n", "", "persoon.naam: 'why' is missing"),
    (
        "onderwijs.yml",
        "is: 0}\n        value: 0",
        "gelijk: 0}\n        value: 0",
        "onderwijs.hoogste: a condition names",
    ),
    ("onderwijs.yml", "unless: {question: onderwijs.jaren", "unless: {question: werk.nu", "rests on 'werk.nu'"),
    ("gezin.yml", "        label: Leeftijd\n", "", "gezin.yml, gezin.kinderen.leeftijd: 'label' is missing"),
    ("gezin.yml", "    more: Hebt u nog een kind?\n", "", "gezin.kinderen: a group needs 'more'"),
    ("gezin.yml", "      yes: U wacht op familie", "      ja: U wacht op familie", "'readback' must have 'no', 'yes'"),
    ("gezin.yml", "      geen: Nee", "      no: Nee", "option 'False' must be a short name"),
    ("catalogue.yml", "version:", "versie:", "catalogue.yml: 'version' is missing"),
    ("catalogue.yml", "afsluiting]", "afsluiting, hobby]", "hobby.yml: the file does not exist"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS, ids=[fault[3][:50] for fault in FAULTS])
def test_a_fault_is_named(folder: Path, file: str, old: str, new: str, message: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, "the table of this test no longer fits the catalogue"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueFault) as fault:
        load(folder)
    assert message in str(fault.value)


def test_a_file_that_is_not_listed_is_not_silently_left_out(folder: Path) -> None:
    (folder / "hobby.yml").write_text("topic: hobby\ntitle: Hobby\nquestions: []\n", encoding="utf-8")
    with pytest.raises(CatalogueFault, match=r"hobby\.yml: this topic is not in the list 'topics'"):
        load(folder)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "werk.yml").write_bytes("topic: werk # é".encode("latin-1"))
    with pytest.raises(CatalogueFault, match=r"werk\.yml: the file is not UTF-8 text"):
        load(folder)
