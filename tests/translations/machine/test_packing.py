"""A converted model of somebody else becomes a package that works, or nothing at all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.translations.machine.conftest import WORDS
from tests.translations.machine.packages import build_model
from translations.machine.faults import CannotPack
from translations.machine.installing import install
from translations.machine.machine import Machine
from translations.machine.packing import Recipe, pack


@pytest.fixture
def converted(tmp_path: Path) -> Path:
    """What a converter makes, with the tokeniser under the name that Marian gives it."""
    folder = build_model(tmp_path / "converted", "ti", "en")
    (folder / "sentencepiece.model").rename(folder / "source.spm")
    (folder / "LICENSE").write_text("CC BY 4.0")
    (folder / "tokenizer_config.json").write_text("{}")
    return folder


def test_a_converted_model_becomes_a_package_that_works(tmp_path: Path, converted: Path) -> None:
    made = pack(converted, tmp_path / "ti_en.argosmodel", Recipe("ti", "en", "1.0", "CC BY 4.0", source_suffix="</s>"))
    with zipfile.ZipFile(made) as archive:
        names = set(archive.namelist())
        told = json.loads(archive.read("translate-ti_en/metadata.json"))
    assert "translate-ti_en/tokenizer_config.json" not in names
    assert {
        "translate-ti_en/model/model.bin",
        "translate-ti_en/sentencepiece.model",
        "translate-ti_en/LICENSE",
    } <= names
    assert told == {
        "package_version": "1.0", "argos_version": "1.9", "type": "translate", "from_code": "ti", "from_name": "Tigrinya",
        "to_code": "en", "to_name": "English", "licence": "CC BY 4.0", "source_suffix": "</s>",
    }  # fmt: skip
    (done,) = install(made, tmp_path / "languages")
    assert done.package is not None and done.package.facts.licence == "CC BY 4.0"


def test_a_model_for_many_languages_becomes_one_direct_package(tmp_path: Path, converted: Path) -> None:
    recipe = Recipe("ti", "nl", "0.6", "CC BY-NC 4.0", source_prefix="▁", source_suffix="</s>", target_prefix="▁ik")
    install(pack(converted, tmp_path / "ti_nl.argosmodel", recipe), tmp_path / "languages")
    machine = Machine(tmp_path / "languages")
    (draft,) = machine.translate([WORDS["ti"]], "ti", "nl")
    assert (draft.made_by, draft.pivot) == ("translate-ti_nl 0.6", None)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda folder: (folder / "model.bin").unlink(), "no model.bin"),
        (lambda folder: (folder / "source.spm").unlink(), "no SentencePiece model"),
        (lambda folder: (folder / "source.spm").write_bytes(b"x"), "would not work"),
        (lambda folder: (folder / "model.bin").write_bytes(b"x" * 99), "would not work"),
    ],
)
def test_a_model_that_does_not_work_is_not_packed(tmp_path: Path, converted: Path, spoil: object, why: str) -> None:
    spoil(converted)  # type: ignore[operator]
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CannotPack, match=why):
        pack(converted, tmp_path / "out.argosmodel", Recipe("ti", "en", "1.0"))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("recipe", "out", "why"),
    [
        (Recipe("Tigrinya", "en", "1.0"), "x.argosmodel", "from_code"),
        (Recipe("ti", "en", "een"), "x.argosmodel", "package_version"),
        (Recipe("ti", "en", "1.0"), "x.zip", "must end in .argosmodel"),
        (Recipe("ti", "en", "1.0"), "nowhere/x.argosmodel", "cannot be made"),
    ],
)
def test_a_recipe_that_is_wrong(tmp_path: Path, converted: Path, recipe: Recipe, out: str, why: str) -> None:
    with pytest.raises(CannotPack, match=why):
        pack(converted, tmp_path / out, recipe)
