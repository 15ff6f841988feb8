"""``intake texts``: out to a translator and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.commands import main
from assistant.commands.opening import wording_of
from assistant.house import open_house
from assistant.store import StaffAccount
from assistant.store.translation import LocalText
from translations.texts import text_hash

NAME, SHIPPED, NEW = "persoon.naam.text", "ስምኩም መን እዩ?", "መን ትበሃሉ?"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    house = open_house(tmp_path / "data", wording_of)
    house.store.add_staff(StaffAccount("amal", "Amal", "beheerder", "-"))
    house.store.close()
    return tmp_path / "data"


def said(data: Path, text_id: str = NAME) -> str:
    house = open_house(data, wording_of)
    try:
        return house.wording.text("ti", text_id)
    finally:
        house.store.close()


def export(data: Path, out: Path, *more: str) -> int:
    return main(["texts", "export", "--language", "ti", "--out", str(out), "--data", str(data), *more])


def take_over(data: Path, file: Path, *more: str) -> int:
    return main(["texts", "import", str(file), "--language", "ti", "--by", "amal", "--data", str(data), *more])


@pytest.mark.parametrize(("form", "suffix"), [("po", "po"), ("xliff", "xlf")])
def test_a_text_is_corrected_outside(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, suffix: str
) -> None:
    file = tmp_path / f"ti.{suffix}"
    assert export(data, file, "--format", form) == 0
    changed = file.read_text(encoding="utf-8").replace(SHIPPED, NEW)
    file.write_text(changed.replace(f'#, fuzzy\nmsgctxt "{NAME}"', f'msgctxt "{NAME}"'), encoding="utf-8")
    assert take_over(data, file, "--dry-run") == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert said(data) == SHIPPED
    assert take_over(data, file) == 0
    assert f"1 changed, wait for an approval\n  {NAME}" in capsys.readouterr().out
    assert said(data) == NEW


def test_only_what_was_corrected_at_the_desk(data: Path, tmp_path: Path) -> None:
    house = open_house(data, wording_of)
    house.store.translation.add_local_text(LocalText("ti", NAME, NEW, text_hash("Hoe heet u?"), "amal", "2026-11-22"))
    house.store.close()
    assert export(data, tmp_path / "ti.po", "--local-only") == 0
    written = (tmp_path / "ti.po").read_text(encoding="utf-8")
    assert written.count("msgctxt") == 1 and NEW in written


@pytest.mark.parametrize("form", ["tmx", "tbx"])
def test_the_memory_and_the_glossary(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    file = tmp_path / f"ti.{form}"
    assert export(data, file, "--format", form) == 0
    assert file.read_bytes().startswith(b"<?xml")
    if form == "tbx":
        assert take_over(data, file) == 0
        assert "0 differ" in capsys.readouterr().out
    else:
        assert take_over(data, file) == 2, "there is nothing in it yet"
        assert "Nothing was taken over" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["export", "--language", "nl", "--out", "x.po"], "nl is not one of the languages"),
        (["export", "--language", "ti", "--out", "/niet/daar/x.po"], "cannot be written"),
        (
            ["export", "--language", "ti", "--format", "tmx", "--local-only", "--out", "x.tmx"],
            "--local-only is for texts",
        ),
        (["import", "x.doc", "--language", "ti", "--by", "amal"], "give a file that ends in"),
        (["import", "x.po", "--language", "ti", "--by", "amal"], "cannot be read"),
        (["import", "x.po", "--language", "ti", "--by", "nobody"], "there is no staff account nobody"),
        (["import", "x.po", "--language", "ti", "--by", "amal", "--as-approved"], "approved at the desk"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert main(["texts", *arguments, "--data", str(data)]) == 2
    told = capsys.readouterr().err
    assert problem in told and told.count("\n") == 1


def test_a_damaged_file_is_refused_whole(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ti.po"
    assert export(data, file) == 0
    text = file.read_text(encoding="utf-8").replace(SHIPPED, NEW)
    file.write_text(text[: len(text) // 2] + '\nmsgid "', encoding="utf-8")
    assert take_over(data, file) == 2
    assert "Nothing was taken over" in capsys.readouterr().err
    assert said(data) == SHIPPED
