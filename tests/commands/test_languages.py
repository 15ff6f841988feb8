"""``intake languages``: what a beheerder reads when installing, listing, checking and packing translation packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.commands import main
from assistant.house import House
from assistant.renditions.sources import source_of_event
from assistant.store import Event
from tests.translations.machine.conftest import NoAids
from tests.translations.machine.packages import build_model, build_package
from translations.machine.machine import Machine
from translations.machine.worker import Worker

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def packages_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INTAKE_LANGUAGE_PACKAGES", raising=False)


def languages(data: Path, *arguments: object, capture: Capture) -> tuple[int, str]:
    code = main(["languages", *map(str, arguments), "--data", str(data)])
    told = capture.readouterr()
    return code, told.out + told.err


def test_nothing_is_installed(tmp_path: Path, capsys: Capture) -> None:
    code, told = languages(tmp_path, "list", capture=capsys)
    assert code == 0
    assert "intake languages install PATH" in told
    assert "ti → nl  no: a person translates. To change that, install ti → en and en → nl" in told
    assert "nl → prs  no: a person translates. To change that, install nl → en and en → prs or en → fa" in told


def test_a_stick_with_packages(tmp_path: Path, capsys: Capture) -> None:
    stick = tmp_path / "stick"
    for pair in (("fa", "en"), ("en", "nl")):
        build_package(stick, *pair, licence="CC BY 4.0")
    (stick / "half.argosmodel").write_bytes(b"PK")
    code, told = languages(tmp_path, "install", stick, capture=capsys)
    assert code == 1, "one of the files was not installed"
    assert "installed: translate-fa_en 1.0  fa → en" in told and "licence: CC BY 4.0" in told
    assert "not installed: half.argosmodel: it is no package file" in told
    assert "ar → nl  no: a person translates. To change that, install ar → en" in told
    assert "prs → nl  yes: fa → en → nl (two hops, the English is kept, via fa: only near to prs)" in told
    (tmp_path / "languages/oud").mkdir()
    code, told = languages(tmp_path, "list", capture=capsys)
    assert code == 0
    assert "oud: it is no language package" in told


def test_check_loads_everything_for_real(tmp_path: Path, capsys: Capture) -> None:
    languages(tmp_path, "install", build_package(tmp_path, "ar", "nl"), capture=capsys)
    code, told = languages(tmp_path, "check", capture=capsys)
    assert code == 0
    assert re.search(r"ok     translate-ar_nl 1\.0: loaded in \d+ ms, a word in \d+ ms, \d+ MB", told)
    (model,) = (tmp_path / "languages").glob("translate-ar_nl*/model/model.bin")
    model.write_bytes(model.read_bytes()[:10_000])
    code, told = languages(tmp_path, "check", capture=capsys)
    assert code == 1
    assert "FAULT  translate-ar_nl 1.0:" in told and "Install it again" in told
    assert "ar → nl  no: a person translates" in told


def test_it_tells_what_was_made_and_how_long_it_took(house: House, capsys: Capture) -> None:
    build_package(house.data / "stick", "ar", "nl")
    languages(house.data, "install", house.data / "stick", capture=capsys)
    case = house.access.new_case(language="ar", label="verzonnen", created_by="test", constructed=True)
    for words in ("مرحبا", "شكرا جزيلا"):
        with house.store.writing(case.case_id) as writer:
            event = writer.event(Event("remark", "2026-11-22T09:00:00+00:00", 1, {"words": words, "language": "ar"}))
            source = source_of_event(house.catalogue, event, "ar")
            assert source is not None
            writer.source(source)
    machine = Machine(house.data / "languages")
    Worker(
        house.store, house.catalogue, machine, house.data / "routes.json", aids=NoAids(), say=lambda line: None
    ).work_once()
    _, told = languages(house.data, "list", capture=capsys)
    assert re.search(r"translate-ar_nl 1\.0: 2 texts, median \d+\.\d ms", told)
    assert "Texts: 2 done" in told


def test_the_folder_can_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("INTAKE_LANGUAGE_PACKAGES", str(tmp_path / "shared"))
    _, told = languages(tmp_path, "list", capture=capsys)
    assert f"Packages in {tmp_path / 'shared'}:" in told


def test_pack_makes_a_file_that_install_takes(tmp_path: Path, capsys: Capture) -> None:
    folder, out = build_model(tmp_path / "converted", "ti", "en"), tmp_path / "ti_en.argosmodel"
    more = ["--from", "ti", "--to", "en", "--version", "1.0", "--licence", "CC BY 4.0"]
    code, told = languages(tmp_path, "pack", folder, out, *more, capture=capsys)
    assert code == 0 and "it works" in told
    code, told = languages(tmp_path, "install", out, capture=capsys)
    assert code == 0 and "installed: translate-ti_en 1.0" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["install", "nowhere.argosmodel"], "does not exist"),
        (
            ["pack", "nowhere", "x.argosmodel", "--from", "ti", "--to", "en", "--version", "1.0"],
            "no SentencePiece model",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = languages(tmp_path, *arguments, capture=capsys)
    assert code == 2
    assert said.startswith("intake languages: ") and told in said and said.count("\n") == 1
