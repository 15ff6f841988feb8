"""Whether an environment is made: a stamp inside it, written last, holds a hash of what it was made from.

A half-made environment has no stamp and so never counts as made; the stamp is removed before anything is changed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

STAMP = "intake-setup.stamp"


def fingerprint(folder: Path, inputs: Iterable[Path], *facts: str) -> str:
    """Hash of the input files, of where the environment stands (it cannot be moved) and of further facts.

    Raises:
        FileNotFoundError: when an input file is missing.
    """
    digest = hashlib.sha256(str(folder.resolve()).encode())
    for fact in facts:
        digest.update(b"\0fact\0" + fact.encode())
    for path in inputs:
        digest.update(b"\0file\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_made(folder: Path, wanted: str, programs: Iterable[str]) -> bool:
    """True when the stamp says `wanted` and each of the `programs` in its `bin` folder is still there.

    A program that points to an interpreter removed since does not count as there.
    """
    return _read(folder)[:1] == [wanted] and all((folder / "bin" / program).exists() for program in programs)


def was_made_here(folder: Path) -> bool:
    """True when it was whole once, and in this very place: programs of one that was moved call the old place."""
    return _read(folder)[1:] == [str(folder.resolve())]


def _read(folder: Path) -> list[str]:
    try:
        return (folder / STAMP).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def unmark(folder: Path) -> None:
    """Say that the environment is not (or no longer) made."""
    (folder / STAMP).unlink(missing_ok=True)


def mark(folder: Path, made_from: str) -> None:
    """Say that the environment is made; on disk before this returns, so that a power cut cannot leave half a stamp."""
    fresh = folder / (STAMP + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(f"{made_from}\n{folder.resolve()}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / STAMP)
