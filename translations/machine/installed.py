"""What stands in the folder of the municipality: each package by itself, so that one that is broken harms no other.

(Argos's own loader stops at the first stray folder.)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translations.machine.archive import check_names, check_size
from translations.machine.faults import BadPackage
from translations.machine.metadata import PackageFacts, read_metadata

IN_THE_MAKING = ".new-"
"""What the name of a folder begins with while a package is being unpacked."""


@dataclass(frozen=True)
class InstalledPackage:
    """One package that can be loaded, as far as can be seen from outside. ``size`` in bytes; ``mark`` changes with it."""

    folder: Path
    facts: PackageFacts
    size: int
    mark: tuple[int, int]


@dataclass(frozen=True)
class NotUsed:
    """Something in the folder that is not used, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Installed:
    """What a folder holds: the packages that count, one for each direction, and what is not used."""

    packages: tuple[InstalledPackage, ...] = ()
    not_used: tuple[NotUsed, ...] = ()


def look(folder: Path) -> Installed:
    """What stands in the folder of packages; nothing when there is no such folder. Never raises for what it finds."""
    found: list[InstalledPackage] = []
    not_used: list[NotUsed] = []
    try:
        entries = sorted(folder.iterdir())
    except FileNotFoundError:
        return Installed()
    except OSError as fault:
        return Installed((), (NotUsed(folder.name, f"the folder cannot be read ({fault.strerror})"),))
    for entry in entries:
        if entry.name.startswith("."):
            continue  # ours while installing, or of the system
        try:
            found.append(_package(entry))
        except BadPackage as fault:
            not_used.append(NotUsed(entry.name, str(fault)))
        except OSError as fault:
            not_used.append(NotUsed(entry.name, f"cannot be read ({fault.strerror})"))
    counting: dict[tuple[str, str], InstalledPackage] = {}
    # the one that was put there last counts, also when its version is lower: somebody chose it
    for package in sorted(found, key=lambda one: (one.mark[0], one.folder.name)):
        pair = (package.facts.from_code, package.facts.to_code)
        if before := counting.get(pair):
            not_used.append(NotUsed(before.folder.name, f"replaced by {package.folder.name}; it can be removed"))
        counting[pair] = package
    return Installed(tuple(counting[pair] for pair in sorted(counting)), tuple(not_used))


def signature(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Changes when anything in the folder does; cheap enough to ask every second."""
    try:
        entries = list(folder.iterdir())
    except OSError:
        return frozenset()
    marks = set()
    for entry in entries:
        if entry.name.startswith("."):
            continue
        for file in (entry, entry / "metadata.json", entry / "model" / "model.bin"):
            try:
                facts = file.stat()
            except OSError:
                continue
            marks.add((f"{entry.name}/{file.name}", facts.st_mtime_ns, facts.st_size))
    return frozenset(marks)


def _package(folder: Path) -> InstalledPackage:
    if folder.is_symlink():
        raise BadPackage("it is a link: copy the folder itself")
    if not folder.is_dir():
        if folder.suffix == ".argosmodel":
            raise BadPackage(f"it is not installed yet: intake languages install {folder}")
        raise BadPackage("it is no language package: move it elsewhere")
    if not (folder / "metadata.json").is_file():
        raise BadPackage("it is no language package (no metadata.json in it): move it elsewhere")
    names: dict[str, int] = {}
    for file in folder.rglob("*"):
        if file.is_symlink():
            raise BadPackage("it holds a link: install the package again")
        if file.is_file():
            names[file.relative_to(folder).as_posix()] = file.stat().st_size
        if len(names) > 10_000:
            raise BadPackage("it holds far more files than a package does: move it elsewhere")
    left_out = check_names(names)
    for name, size in names.items():
        if name.split("/")[0] not in left_out:
            check_size(name, size)
    metadata = folder / "metadata.json"
    return InstalledPackage(
        folder,
        read_metadata(metadata.read_bytes()),
        sum(names.values()),
        (metadata.stat().st_mtime_ns, (folder / "model" / "model.bin").stat().st_mtime_ns),
    )
