"""Nothing is left untranslated: questions, buttons, reasons and errors, in every language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.catalogue import load
from assistant.commands import main
from assistant.house import House
from assistant.messages import PLACEHOLDER
from assistant.understanding.languages import available
from translations import po_files
from translations.texts import CATALOGS as SHIPPED
from translations.texts import BrokenCatalog, dutch_texts, load_texts, read_catalog, text_hash

# names that are the same in every language: people know them as they stand on letters and screens
NAMES = {"ISK", "DigiD", "WhatsApp", "SMS", "Inburgering", "Brede intake"}
CODES = [code for code in available() if code != "nl"]


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_missing_or_wrong(code: str) -> None:
    assert [str(fault) for fault in po_files.faults(code, dutch_texts(load()))] == []


@pytest.mark.parametrize("code", CODES)
def test_no_text_is_dutch_in_another_language(code: str) -> None:
    dutch = dutch_texts(load())
    same = [
        text_id
        for text_id, text in read_catalog(SHIPPED / f"{code}.po").items()
        if text == dutch[text_id].text
        and text not in NAMES
        and any(letter.isalpha() for letter in PLACEHOLDER.sub("", text))
    ]
    assert same == []


def test_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-translations"]) == 0
    assert "0 with a fault" in capsys.readouterr().out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in SHIPPED.glob("*.po"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_a_missing_text_is_found_and_dutch_is_shown_rather_than_nothing(folder: Path) -> None:
    file = folder / "ti.po"
    translated = read_catalog(file)["persoon.naam.text"]
    file.write_text(file.read_text(encoding="utf-8").replace(f'"{translated}"', '""'), encoding="utf-8")
    faults = [str(fault) for fault in po_files.faults("ti", dutch_texts(load()), folder)]
    assert "ti persoon.naam.text: is not translated" in faults
    assert load_texts(load(), folder).text("ti", "persoon.naam.text") == "Hoe heet u?"


def test_a_lost_placeholder_is_found(folder: Path) -> None:
    po_files.fill("ar", {"talk.understood": "تم"}, folder)
    faults = [str(fault) for fault in po_files.faults("ar", dutch_texts(load()), folder)]
    assert "ar talk.understood: has other placeholders than the Dutch ({value})" in faults


def test_a_translation_of_an_earlier_dutch_text_is_found(folder: Path) -> None:
    file = folder / "prs.po"
    file.write_text(
        file.read_text(encoding="utf-8").replace('msgid "Hoe heet u?"', 'msgid "Wat is uw naam?"'), encoding="utf-8"
    )
    faults = [str(fault) for fault in po_files.faults("prs", dutch_texts(load()), folder)]
    assert "prs persoon.naam.text: was made from an earlier Dutch text: look at it again" in faults
    po_files.update("prs", dutch_texts(load()), folder)
    assert 'msgid "Wat is uw naam?"' in file.read_text(encoding="utf-8"), "the earlier Dutch stays for the translator"


def test_a_broken_file_is_named_with_its_line(folder: Path) -> None:
    file = folder / "ar.po"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[40] = 'msgstr "no end'
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BrokenCatalog, match=r"ar\.po: .*line"):
        load_texts(load(), folder)


def test_approval_is_of_this_very_wording(house: House) -> None:
    catalogue, text_id = house.catalogue, "persoon.naam.text"
    texts = load_texts(catalogue)
    assert texts.approved("nl", text_id), "the source needs no approval"
    assert not texts.approved("ti", text_id), "a draft is not presented as reviewed"
    dutch, tigrinya = text_hash("Hoe heet u?"), text_hash(texts.text("ti", text_id))
    house.store.approve_text("ti", text_id, dutch, tigrinya, "vertaler", "2026-11-22")
    assert load_texts(catalogue, approvals=house.store.approvals()).approved("ti", text_id)
    house.store.approve_text("ar", text_id, dutch, text_hash("an earlier wording"), "vertaler", "2026-11-22")
    assert not load_texts(catalogue, approvals=house.store.approvals()).approved("ar", text_id)
