"""Broken, partial and foreign things in the folder of packages: a clear message each, and the rest works."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from translations.machine.installed import look, signature
from translations.machine.machine import Machine

Languages = Callable[..., Path]


def stray_file(folder: Path, package: Path) -> None:
    (folder / "leesmij.txt").write_text("x")


def stray_folder(folder: Path, package: Path) -> None:
    (folder / "oud").mkdir()


def not_yet_installed(folder: Path, package: Path) -> None:
    (folder / "translate-ti_en.argosmodel").write_bytes(b"PK")


def without_model(folder: Path, package: Path) -> None:
    shutil.copytree(package, folder / "half", ignore=shutil.ignore_patterns("model.bin"))


def with_an_empty_model(folder: Path, package: Path) -> None:
    shutil.copytree(package, folder / "half")
    (folder / "half/model/model.bin").write_bytes(b"")


def with_broken_metadata(folder: Path, package: Path) -> None:
    shutil.copytree(package, folder / "half")
    (folder / "half/metadata.json").write_text("{")


def with_a_program(folder: Path, package: Path) -> None:
    shutil.copytree(package, folder / "half")
    (folder / "half/model/hook.py").write_text("print(1)")


def a_link(folder: Path, package: Path) -> None:
    (folder / "link").symlink_to(package)


def with_a_link_in_it(folder: Path, package: Path) -> None:
    shutil.copytree(package, folder / "half")
    (folder / "half/model/model.bin").unlink()
    (folder / "half/model/model.bin").symlink_to(package / "model/model.bin")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (stray_file, "move it elsewhere"),
        (stray_folder, "no metadata.json"),
        (not_yet_installed, "intake languages install"),
        (without_model, "model/model.bin is missing"),
        (with_an_empty_model, "model/model.bin is empty"),
        (with_broken_metadata, "no JSON"),
        (with_a_program, "program or pickle"),
        (a_link, "it is a link"),
        (with_a_link_in_it, "it holds a link"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_one_bad_thing_is_named_and_the_rest_works(
    languages: Languages, spoil: Callable[[Path, Path], None], why: str
) -> None:
    folder = languages("ar-en", "en-nl")
    spoil(folder, next(package.folder for package in look(folder).packages))
    found = look(folder)
    assert [package.facts.name for package in found.packages] == ["translate-ar_en 1.0", "translate-en_nl 1.0"]
    (bad,) = found.not_used
    assert why in bad.why
    machine = Machine(folder, tries=lambda place: None)
    assert machine.translate(["مرحبا"], "ar", "nl")[0].text


def test_no_folder_at_all(tmp_path: Path) -> None:
    assert look(tmp_path / "none").packages == ()
    assert signature(tmp_path / "none") == frozenset()


def test_a_folder_that_an_argos_of_somebody_else_unpacked_can_be_copied(languages: Languages, tmp_path: Path) -> None:
    package = look(languages("ar-en")).packages[0].folder
    folder = tmp_path / "other"
    shutil.copytree(package, folder / "ar_en")
    (folder / "ar_en/stanza/ar/tokenize").mkdir(parents=True)
    (folder / "ar_en/stanza/ar/tokenize/ar.pt").write_bytes(b"x")
    assert [one.facts.name for one in look(folder).packages] == ["translate-ar_en 1.0"]


def test_of_two_for_one_direction_the_one_that_came_last_counts(languages: Languages) -> None:
    folder = languages("ar-en")
    package = look(folder).packages[0].folder
    shutil.copytree(package, folder / "copied")
    os.utime(folder / "copied/metadata.json", (2_000_000_000, 2_000_000_000))
    found = look(folder)
    assert [one.folder.name for one in found.packages] == ["copied"]
    assert [(thing.name, thing.why) for thing in found.not_used] == [
        (package.name, "replaced by copied; it can be removed")
    ]


def test_the_signature_changes_with_every_change(languages: Languages) -> None:
    folder = languages("ar-en")
    seen = {signature(folder)}
    languages("en-nl")
    seen.add(signature(folder))
    package = look(folder).packages[0].folder
    os.utime(package / "model/model.bin", (1, 1))
    seen.add(signature(folder))
    shutil.rmtree(package)
    seen.add(signature(folder))
    assert len(seen) == 4
    assert signature(folder) in seen
