"""Small files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def write_whole(path: Path, content: bytes) -> None:
    """Write a file (mode 600) whole or not at all; it is on the disk, with its name, when this returns.

    Raises:
        OSError: it could not be written; what stood there before still stands there.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, _NEW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_first(path: Path, content: bytes) -> bool:
    """As ``write_whole``, but only when no such file is there yet, whoever else tries at the same moment; True when it was us."""
    make_folder(path.parent)
    fresh = path.with_name(f".{path.name}.first.{secrets.token_hex(4)}")
    write_whole(fresh, content)
    try:
        os.link(fresh, path)
    except FileExistsError:
        return False
    finally:
        fresh.unlink()
        sync_folder(path.parent)
    return True


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file (mode 600) whole or not at all, whatever its size; it is on the disk, with its name, when this returns.

    Raises:
        OSError: it could not be read or written; what stood there before still stands there.
    """
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with source.open("rb") as read, os.fdopen(os.open(fresh, _NEW, 0o600), "wb") as written:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Put what stands in a file on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder (mode 700) and those it lies in, when they are not there; its name is on the disk when this returns.

    A file can be synced as often as one likes: after a power cut it is gone when the folder it lies in never was written.

    Raises:
        OSError: it could not be made.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True, mode=0o700)
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


__all__ = ["copy_whole", "sync_file", "sync_folder", "write_first", "write_whole"]
