"""A package file (``.argosmodel``, a zip archive), looked at from end to end before anything of it is unpacked.

A package file comes from outside. So: one folder, known files only, no path that leads elsewhere, no link, no program, no
archive that grows out of all proportion. What Argos packages hold for splitting sentences (``stanza/``, ``minisbd/``,
``spacy/``: models that can hold programs) is left out, because sentences are split here.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from translations.machine.faults import BadPackage
from translations.machine.metadata import LARGEST, PackageFacts, read_metadata

LARGEST_PACKAGE = 8 * 1024**3
"""Bytes, unpacked; the largest translation model that runs on a municipality's machine stays well below."""
MOST_FILES = 500
LARGEST_TEXT = 20 * 1024**2
LARGEST_RATIO = 60
"""Unpacked to packed; weights hardly shrink, word lists shrink to a fourth."""
MODEL_FILES = frozenset(
    {
        "model/model.bin", "model/config.json",
        "model/shared_vocabulary.txt", "model/shared_vocabulary.json",
        "model/source_vocabulary.txt", "model/source_vocabulary.json",
        "model/target_vocabulary.txt", "model/target_vocabulary.json",
        "model/vmap.txt",
    }
)  # fmt: skip
TOKENIZERS = ("sentencepiece.model", "bpe.model")
LEFT_OUT = ("stanza", "minisbd", "spacy")
_PROGRAMS = (".py", ".pyc", ".pyo", ".pkl", ".pickle", ".pt", ".pth", ".so", ".dll", ".exe", ".sh", ".joblib")
_TEXT_BESIDE = re.compile(r"[\w.-]{1,60}\.(md|txt)|LICEN[CS]E|NOTICE|COPYING")


@dataclass(frozen=True)
class Contents:
    """What a package file holds.

    Attributes:
        facts: what it is for.
        files: entries to unpack, with their path inside the package. size: their bytes, unpacked.
        left_out: folders that are not unpacked.
    """

    facts: PackageFacts
    files: tuple[tuple[zipfile.ZipInfo, str], ...]
    size: int
    left_out: tuple[str, ...]


def inspect(archive: zipfile.ZipFile) -> Contents:
    """Look at everything in a package file, and unpack nothing.

    Raises:
        BadPackage: when anything in it is not what belongs in a package; the message names it.
    """
    entries = archive.infolist()
    if not entries:
        raise BadPackage("it is empty")
    if len(entries) > MOST_FILES:
        raise BadPackage(f"it holds {len(entries)} files, which no package does")
    for entry in entries:
        _check_entry(entry)
    roots = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    if len(roots) != 1:
        raise BadPackage("it must hold one folder with the package in it")
    files = [entry for entry in entries if not entry.is_dir()]
    inner = [str(PurePosixPath(*PurePosixPath(entry.filename).parts[1:])) for entry in files]
    if len({name.casefold() for name in inner}) != len(inner):
        raise BadPackage("it holds the same file twice")
    left_out = check_names(inner)
    kept = [
        (entry, name) for entry, name in zip(files, inner, strict=True) if PurePosixPath(name).parts[0] not in left_out
    ]
    for entry, name in kept:
        check_size(name, entry.file_size)
        if entry.file_size > LARGEST and entry.file_size > LARGEST_RATIO * max(1, entry.compress_size):
            raise BadPackage(f"{_shown(name)} would grow out of all proportion when unpacked")
    size = sum(entry.file_size for entry, _ in kept)
    if size > LARGEST_PACKAGE:
        raise BadPackage(f"it would take {size / 1024**3:.0f} GB")
    (metadata,) = (entry for entry, name in kept if name == "metadata.json")
    return Contents(read_metadata(_read(archive, metadata)), tuple(kept), size, left_out)


def check_names(names: Iterable[str]) -> tuple[str, ...]:
    """Check the paths of the files of a package, relative to its folder; the folders that are left out.

    Raises:
        BadPackage: when one is missing, or is none of a package.
    """
    left_out: set[str] = set()
    known: set[str] = set()
    for name in names:
        top = PurePosixPath(name).parts[0] if name not in {"", "."} else ""
        if top in LEFT_OUT and name != top:
            left_out.add(top)
        elif name in MODEL_FILES or name in TOKENIZERS or name == "metadata.json" or _TEXT_BESIDE.fullmatch(name):
            known.add(name)
        elif name.lower().endswith(_PROGRAMS):
            raise BadPackage(f"it holds a program or pickle ({_shown(name)}): do not use this file")
        else:
            raise BadPackage(f"it holds {_shown(name)}, which does not belong in a package")
    for needed in ("metadata.json", "model/model.bin"):
        if needed not in known:
            raise BadPackage(f"{needed} is missing")
    if not known & set(TOKENIZERS):
        raise BadPackage(f"{' or '.join(TOKENIZERS)} is missing")
    return tuple(sorted(left_out))


def check_size(name: str, size: int) -> None:
    """Raises BadPackage when a file has no size that such a file can have."""
    if size == 0 and (name in MODEL_FILES or name in TOKENIZERS or name == "metadata.json"):
        raise BadPackage(f"{name} is empty")
    largest = LARGEST if name == "metadata.json" else LARGEST_PACKAGE if name == "model/model.bin" else LARGEST_TEXT
    if size > largest:
        raise BadPackage(f"{_shown(name)} is far too large")


def unpack(archive: zipfile.ZipFile, contents: Contents, folder: Path) -> None:
    """Write the files of a package into an empty folder.

    Raises:
        BadPackage: when the archive is damaged.
        OSError: when the disk is full or cannot be written.
    """
    for entry, name in contents.files:
        target = folder / name
        target.parent.mkdir(mode=0o700, exist_ok=True)
        left = entry.file_size
        try:
            with archive.open(entry) as packed, target.open("xb") as file:
                while block := packed.read(1 << 20):
                    left -= len(block)
                    if left < 0:
                        raise BadPackage(f"{_shown(name)} is larger than the archive says")
                    file.write(block)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as fault:
            raise BadPackage(f"{_shown(name)} is damaged: copy the file again") from fault
        except Exception as fault:
            if isinstance(fault, (OSError, BadPackage)):
                raise
            raise BadPackage(f"{_shown(name)} is damaged: copy the file again") from fault  # zlib.error and its kin


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.rstrip("/").split("/")
    if "\\" in name or ":" in name or name.startswith("/") or any(part in {"", ".", ".."} for part in parts):
        raise BadPackage(f"it holds a path that leads elsewhere ({_shown(name)}): do not use this file")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in name) or len(name) > 300:
        raise BadPackage("it holds a file with an impossible name: do not use this file")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise BadPackage(f"it holds a link or device ({_shown(name)}): do not use this file")
    if entry.flag_bits & 1:
        raise BadPackage("it is locked with a password")
    if not entry.is_dir() and len(parts) < 2:
        raise BadPackage("it must hold one folder with the package in it")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    content = b""
    with suppress(Exception), archive.open(entry) as file:  # zlib and zipfile have many ways to say: damaged
        content = file.read(LARGEST + 1)
    if not content:
        raise BadPackage("metadata.json is damaged: copy the file again")
    return content


def _shown(name: str) -> str:
    return ascii(name[-60:])
