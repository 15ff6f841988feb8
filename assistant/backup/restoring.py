"""Puts a backup, or a point of the copy, where a house can be opened: beside what is there, then in its place."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.backup import unfinished
from assistant.backup.making import lay_out, read_manifest
from assistant.backup.proving import Facts
from assistant.backup.segments import build_point
from assistant.backup.stopped import parts_stopped
from assistant.durable_file import sync_folder
from assistant.keys import OuterKey
from assistant.plain_json import read_json
from assistant.recordings.vault import FOLDER as RECORDINGS
from assistant.store.connecting import STORE_FILE
from assistant.store.faults import StoreFault, StoreFull

_TAKEN = (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", RECORDINGS, "keys/keyring.json")
"""What a restore brings, or makes void: in this order it is put aside."""


class InTheWay(StoreFault):
    """There is something where the restored data should come; nothing was touched."""


def restore_backup(backup: Path, data: Path, outer: OuterKey, *, replace: bool = False) -> tuple[Facts, Path | None]:
    """Restore a backup to a data folder; returns what stands in it, and where the former data was put aside.

    Args:
        backup: folder of the backup. data: the data folder. outer: the outer key. replace: put aside what is there.

    Raises:
        InTheWay: there is data and ``replace`` was not said. NotProven: the backup is not whole; ``data`` is as it was.
        BadOuterKey, WrongKey, BrokenKeyring, AlreadyRunning, StoreFull.
    """
    manifest = read_manifest(backup, outer)
    return _restored(data, replace, lambda stage: lay_out(backup, stage, outer, manifest), backup.name)


def restore_copy(
    copy: Path, data: Path, outer: OuterKey, *, until: datetime | None = None, replace: bool = False
) -> tuple[Facts, Path | None, datetime]:
    """Restore the newest point of a copy, or the newest up to ``until``; also returns of what moment it is.

    Raises:
        As ``restore_backup``.
    """
    moments: list[datetime] = []

    def make(stage: Path) -> Facts:
        found, moment = build_point(copy, stage, outer, until)
        moments.append(moment)
        return found

    found, aside = _restored(data, replace, make, "copy")
    return found, aside, moments[0]


def _restored(data: Path, replace: bool, make: Callable[[Path], Facts], what: str) -> tuple[Facts, Path | None]:
    data = data.absolute()
    here = [name for name in _TAKEN if (data / name).exists()]
    begun = unfinished.standing(data)
    if (here or begun) and not replace:
        what_is_there = ", ".join(here) or "a restore was broken off"
        raise InTheWay(f"there is data in {data} ({what_is_there}): say --replace to put it aside")
    with parts_stopped(data):
        stage = data / f".restoring-{secrets.token_hex(4)}"
        try:
            for left in data.glob(".restoring-*"):
                shutil.rmtree(left)
            stage.mkdir(mode=0o700)
            found = make(stage)
            aside = _swap(data, stage, what)
        except OSError as fault:
            raise StoreFull(f"restoring to {data} could not be done ({fault.strerror}); nothing is lost, try again") from fault
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return found, aside


def _swap(data: Path, stage: Path, what: str) -> Path | None:
    """Put aside what is there and take in what was made; broken off anywhere, it can be done again."""
    aside = data / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    unfinished.begin(data, "restore", of=what)
    moved = False
    for name in _TAKEN:
        if (data / name).exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            (data / name).rename(aside / name)
            moved = True
    (data / "keys").mkdir(exist_ok=True, mode=0o700)
    (stage / "keys" / "keyring.json").rename(data / "keys" / "keyring.json")
    (stage / RECORDINGS).rename(data / RECORDINGS)
    (stage / STORE_FILE).rename(data / STORE_FILE)
    for folder in (data / "keys", aside / "keys", aside, data):
        if folder.is_dir():
            sync_folder(folder)
    unfinished.end(data)
    return aside if moved else None


def is_backup(folder: Path) -> bool:
    """Whether this looks like the folder of a backup."""
    try:
        return isinstance(read_json((folder / "manifest.json").read_text(encoding="utf-8")), dict)
    except (OSError, ValueError):
        return False


__all__ = ["InTheWay", "is_backup", "restore_backup", "restore_copy"]
