"""Package files into the folder of the municipality: checked, unpacked beside it, loaded once, and then put in place.

A package becomes visible whole, by one rename, or not at all; the one it replaces is removed after that. A run that was
cut off leaves a hidden folder that the next one clears away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from translations.machine.archive import Contents, inspect, unpack
from translations.machine.faults import BadPackage, NoPackageFile, NoRoom, PackageFault
from translations.machine.installed import IN_THE_MAKING, InstalledPackage, look
from translations.machine.probing import probe
from translations.machine.tried import TriedPackages

ENDING = ".argosmodel"
_SPARE = 200 * 1024**2
"""Bytes that must stay free: the store needs room too."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the package with what it replaced and left out, or the fault."""

    file: Path
    package: InstalledPackage | None = None
    replaced: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    fault: str | None = None


def install(path: Path, folder: Path, *, loads: Callable[[Path], object] = probe) -> list[Outcome]:
    """Install a package file, or every package file in a folder; one that is bad does not keep the others out.

    Args:
        path: a ``.argosmodel`` file or a folder with such files.
        folder: where packages stand; made when missing.
        loads: tries an unpacked package for real; raises BadPackage.

    Raises:
        NoPackageFile: when there is nothing to install there.
        PackageFault: when the folder cannot be used.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.name.endswith(ENDING))
        if not files:
            raise NoPackageFile(f"there is no {ENDING} file in {path}")
    elif path.is_file():
        files = [path]
    else:
        raise NoPackageFile(f"{path} does not exist: give a {ENDING} file, or a folder with such files")
    with _alone(folder):
        return [_outcome(file, folder, loads) for file in files]


def _outcome(file: Path, folder: Path, loads: Callable[[Path], object]) -> Outcome:
    try:
        return _install_one(file, folder, loads)
    except PackageFault as fault:
        return Outcome(file, fault=str(fault))
    except OSError as fault:
        return Outcome(file, fault=f"it cannot be installed ({fault.strerror or fault})")


def _install_one(file: Path, folder: Path, loads: Callable[[Path], object]) -> Outcome:
    if not zipfile.is_zipfile(file):
        raise BadPackage("it is no package file (no zip archive), or it was copied in part: copy it again")
    fresh = folder / f"{IN_THE_MAKING}{uuid.uuid4().hex}"
    try:
        with _opened(file) as archive:
            contents = inspect(archive)
            _check_room(contents, folder)
            fresh.mkdir(mode=0o700)
            unpack(archive, contents, fresh)
        loads(fresh)
        _flush(fresh)
        os.utime(fresh / "metadata.json")  # the one that was put there last counts
        facts = contents.facts
        name = f"translate-{facts.from_code}_{facts.to_code}-{facts.version.replace('.', '_')}-{uuid.uuid4().hex[:8]}"
        fresh.rename(folder / name)
        _flush_folder(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    replaced = _remove_replaced(folder, name)
    package = next(one for one in look(folder).packages if one.folder.name == name)
    TriedPackages(folder).add(package)
    return Outcome(file, package, replaced, contents.left_out)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise BadPackage("it is damaged, or it was copied in part: copy it again") from fault
    with archive:
        yield archive


def _check_room(contents: Contents, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < contents.size + _SPARE:
        needed = (contents.size + _SPARE) / 1024**2
        raise NoRoom(f"it needs {needed:.0f} MB and there are {free / 1024**2:.0f} MB free: make room first")


def _remove_replaced(folder: Path, name: str) -> tuple[str, ...]:
    """Remove earlier packages of the same direction that we installed ourselves; the names of all that are replaced."""
    mine = next((one for one in look(folder).packages if one.folder.name == name), None)
    if mine is None:
        raise BadPackage(
            "another package of the same direction, dated in the future, counts before it: remove that one"
        )
    pair = f"translate-{mine.facts.from_code}_{mine.facts.to_code}-"
    gone = []
    for other in sorted(folder.iterdir()):
        if other.name != name and other.name.startswith(pair) and other.is_dir() and not other.is_symlink():
            shutil.rmtree(other, ignore_errors=True)
            gone.append(other.name)
    return tuple(gone)


def _flush(folder: Path) -> None:
    """On the disk before it is put in place: a power cut leaves no half package behind."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
        else:
            _flush_folder(file)
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One installation at a time; what an earlier one that was cut off left behind is cleared away."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise PackageFault(f"the folder {folder} cannot be used ({fault.strerror})") from fault
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise PackageFault(f"packages are being installed in {folder} already: wait for that") from fault
        for left in folder.glob(f"{IN_THE_MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(descriptor)
