"""Installing a package file: looked at whole before anything is unpacked, in place whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.translations.machine.packages import build_package, package_files
from translations.machine import archive, installing
from translations.machine.faults import BadPackage, NoPackageFile
from translations.machine.installed import look
from translations.machine.installing import install

NOTHING_TRIED = {"loads": lambda folder: None}
FILES: dict[str, bytes] = {}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return package_files(tmp_path_factory.mktemp("parts"), "ti", "en")


Zipper = Callable[..., Path]


@pytest.fixture
def zipped(tmp_path: Path, parts: dict[str, bytes]) -> Zipper:
    """A package file with things changed, added or left out (``None``)."""

    def make(changes: dict[str, bytes | None] | None = None, *, raw: dict[str, bytes] | None = None) -> Path:
        file = tmp_path / "given.argosmodel"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in {**parts, **(changes or {})}.items():
                if content is not None:
                    packed.writestr(f"ti_en/{name}", content)
            for name, content in (raw or {}).items():
                packed.writestr(name, content)
        return file

    return make


def metadata(**changes: object) -> dict[str, bytes | None]:
    told = {"package_version": "1.0", "from_code": "ti", "to_code": "en", **changes}
    return {"metadata.json": json.dumps(told).encode()}


def test_a_genuine_package_is_installed_and_works(tmp_path: Path, package_files: dict[tuple[str, str], Path]) -> None:
    (done,) = install(package_files["ti", "en"], tmp_path / "languages")
    assert done.package is not None and done.package.facts.name == "translate-ti_en 1.0"
    (found,) = look(tmp_path / "languages").packages
    assert found == done.package
    assert stat.S_IMODE((tmp_path / "languages").stat().st_mode) == 0o700


def test_a_folder_of_files_and_one_bad_one_among_them(tmp_path: Path, copied: Path) -> None:
    (copied / "broken.argosmodel").write_bytes((copied / "translate-ar_en-1_0.argosmodel").read_bytes()[:20_000])
    (copied / "leesmij.txt").write_text("niet voor ons")
    outcomes = {done.file.name: done for done in install(copied, tmp_path / "languages", **NOTHING_TRIED)}
    assert set(outcomes) == {
        "broken.argosmodel",
        "translate-ar_en-1_0.argosmodel",
        "translate-en_nl-1_0.argosmodel",
    }
    assert "copy it again" in (outcomes["broken.argosmodel"].fault or "")
    assert len(look(tmp_path / "languages").packages) == 2


@pytest.mark.parametrize(
    ("changes", "raw", "why"),
    [
        ({}, {"../outside.txt": b"x"}, "leads elsewhere"),
        ({}, {"ti_en/../../outside.txt": b"x"}, "leads elsewhere"),
        ({}, {"/etc/outside": b"x"}, "leads elsewhere"),
        ({}, {"ti_en\\..\\outside": b"x"}, "leads elsewhere"),
        ({}, {"c:/outside": b"x"}, "leads elsewhere"),
        ({}, {"ti_en//metadata.json": b"x"}, "leads elsewhere"),
        ({}, {"other/model.txt": b"x"}, "one folder"),
        ({}, {"readme.md": b"x"}, "one folder"),
        ({"setup.py": b"import os"}, {}, "program or pickle"),
        ({"model/hook.pkl": b"x"}, {}, "program or pickle"),
        ({"model/weights.pt": b"x"}, {}, "program or pickle"),
        ({"model/extra.bin": b"x"}, {}, "does not belong"),
        ({".hidden": b"x"}, {}, "does not belong"),
        ({"model/model.bin": None}, {}, "model/model.bin is missing"),
        ({"model/model.bin": b""}, {}, "model/model.bin is empty"),
        ({"sentencepiece.model": None}, {}, "sentencepiece.model or bpe.model is missing"),
        ({"metadata.json": None}, {}, "metadata.json is missing"),
        ({"metadata.json": b"{"}, {}, "no JSON"),
        ({"metadata.json": b"[]"}, {}, "no JSON object"),
        ({"metadata.json": b"[" * 50_000}, {}, "no JSON"),
        ({"metadata.json": b" " * 70_000}, {}, "too large"),
        (metadata(from_code="../x"), {}, "from_code"),
        (metadata(from_code=None), {}, "from_code"),
        (metadata(to_code=["en"]), {}, "to_code"),
        (metadata(to_code="ti"), {}, "into itself"),
        (metadata(package_version="1/../.."), {}, "package_version"),
        (metadata(target_prefix="a b"), {}, "target_prefix"),
        (metadata(type="sbd"), {}, "another kind"),
        ({"README.md": b"0" * 3_000_000}, {}, "out of all proportion"),
        ({"model/model.bin": b"0" * 3_000_000}, {}, "out of all proportion"),
        ({"METADATA.JSON": b"{}"}, {}, "twice"),
        ({f"note-{number}.txt": b"x" for number in range(501)}, {}, "which no package does"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_and_nothing_of_it_is_unpacked(
    tmp_path: Path, zipped: Zipper, changes: dict[str, bytes | None], raw: dict[str, bytes], why: str
) -> None:
    (done,) = install(zipped(changes, raw=raw), tmp_path / "languages", **NOTHING_TRIED)
    assert done.package is None
    assert why in (done.fault or "")
    assert [file.name for file in (tmp_path / "languages").iterdir()] == [".lock"]
    assert not (tmp_path / "outside.txt").exists() and not (tmp_path.parent / "outside.txt").exists()


def test_a_link_in_a_package_is_refused(tmp_path: Path, zipped: Zipper) -> None:
    file = zipped()
    with zipfile.ZipFile(file, "a") as packed:
        link = zipfile.ZipInfo("ti_en/LICENSE")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    (done,) = install(file, tmp_path / "languages", **NOTHING_TRIED)
    assert "a link or device" in (done.fault or "")


@pytest.mark.parametrize("content", [b"", b"MZ not a zip at all", b"PK\x03\x04 half"])
def test_something_that_is_no_package_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.argosmodel").write_bytes(content)
    (done,) = install(tmp_path / "x.argosmodel", tmp_path / "languages", **NOTHING_TRIED)
    assert "copy it again" in (done.fault or "")


@pytest.mark.parametrize("where", [0.2, 0.5, 0.9])
def test_a_file_that_was_damaged_on_its_way(tmp_path: Path, zipped: Zipper, where: float) -> None:
    file = zipped()
    content = bytearray(file.read_bytes())
    at = int(len(content) * where)
    content[at : at + 40] = os.urandom(40)
    file.write_bytes(content)
    (done,) = install(file, tmp_path / "languages", **NOTHING_TRIED)
    assert done.package is None and done.fault
    assert look(tmp_path / "languages").packages == ()


@pytest.mark.parametrize("name", ["model/model.bin", "sentencepiece.model", "model/shared_vocabulary.json"])
def test_a_package_that_cannot_be_loaded_for_real_is_not_installed(
    tmp_path: Path, zipped: Zipper, parts: dict[str, bytes], name: str
) -> None:
    (done,) = install(zipped({name: parts[name][: len(parts[name]) // 2]}), tmp_path / "languages")
    assert done.package is None
    assert "cannot be loaded" in (done.fault or "") or "ended the process" in (done.fault or "")


def test_what_splits_sentences_elsewhere_is_left_out_of_a_genuine_package(tmp_path: Path, zipped: Zipper) -> None:
    file = zipped({"stanza/ti/tokenize/x.pt": b"a pickle", "stanza/resources.json": b"{}"})
    (done,) = install(file, tmp_path / "languages", **NOTHING_TRIED)
    assert done.package is not None and done.left_out == ("stanza",)
    assert not list((tmp_path / "languages").rglob("*stanza*"))


def test_a_newer_version_takes_the_place_of_the_older(
    tmp_path: Path, package_files: dict[tuple[str, str], Path]
) -> None:
    folder = tmp_path / "languages"
    (first,) = install(package_files["ar", "en"], folder, **NOTHING_TRIED)
    (second,) = install(build_package(tmp_path, "ar", "en", "1.2"), folder, **NOTHING_TRIED)
    assert second.replaced == (first.package.folder.name,) if first.package else False
    assert [package.facts.version for package in look(folder).packages] == ["1.2"]
    assert len([entry for entry in folder.iterdir() if not entry.name.startswith(".")]) == 1
    (again,) = install(package_files["ar", "en"], folder, **NOTHING_TRIED)
    assert [package.facts.version for package in look(folder).packages] == ["1.0"], "somebody chose to go back"


def test_the_older_version_stays_until_the_newer_is_complete(
    tmp_path: Path, package_files: dict[tuple[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "languages"
    install(package_files["ar", "en"], folder, **NOTHING_TRIED)
    newer = build_package(tmp_path, "ar", "en", "1.2")

    def refuses(place: Path) -> None:
        raise BadPackage("its model cannot be loaded")

    assert install(newer, folder, loads=refuses)[0].package is None
    unpack = archive.unpack

    def is_cut_off(*arguments: object) -> None:
        unpack(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(installing, "unpack", is_cut_off)
    with pytest.raises(KeyboardInterrupt):
        install(newer, folder, **NOTHING_TRIED)
    assert [package.facts.version for package in look(folder).packages] == ["1.0"]


def test_what_a_killed_installation_left_is_cleared_away(
    tmp_path: Path, package_files: dict[tuple[str, str], Path]
) -> None:
    left = tmp_path / "languages" / ".new-0123"
    left.mkdir(parents=True)
    (left / "model.bin").write_bytes(b"half")
    assert look(tmp_path / "languages").packages == () == look(tmp_path / "languages").not_used
    install(package_files["ar", "en"], tmp_path / "languages", **NOTHING_TRIED)
    assert not left.exists()


def test_a_disk_that_is_too_full(
    tmp_path: Path, package_files: dict[tuple[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(installing.shutil, "disk_usage", lambda folder: usage._replace(free=1_000_000))
    (done,) = install(package_files["ar", "en"], tmp_path / "languages", **NOTHING_TRIED)
    assert "make room first" in (done.fault or "")


def test_nothing_to_install(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(NoPackageFile, match="argosmodel"):
            install(path, tmp_path / "languages")
