"""A whole backup, made while everything runs: one folder, encrypted like the data itself, proven by restoring it.

``backup-<time>-<mark>/`` holds ``intake.sqlite``, ``recordings/``, ``keyring.json`` (the one key it needs, wrapped) and
``manifest.json``: versions, rows per table, the newest audit line, the SHA-256 of every file, and a signature (HMAC-SHA256)
under the key itself. The outer key is not in it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.backup.places import KEYRING, default_place, name_of, remember_place, sweep
from assistant.backup.proving import Facts, NotProven, prove
from assistant.durable_file import copy_whole, sync_file, sync_folder, write_whole
from assistant.keys import DataKey, Keyring, OuterKey, read_keyring
from assistant.plain_json import read_json
from assistant.recordings.vault import FOLDER as RECORDINGS
from assistant.recordings.vault import KeyFault, RecordingUnreadable, Vault
from assistant.store.connecting import STORE_FILE, connect, damage_told
from assistant.store.faults import StoreFault, StoreFull
from assistant.store.looking import facts, recordings_kept
from assistant.version import version

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Made:
    """A backup that was proven. ``missing``: recordings that have a row and no file, here and in the house itself."""

    folder: Path
    facts: Facts
    recordings: int
    bytes: int
    missing: tuple[str, ...]


def make_backup(data: Path, keyring: Keyring, now: datetime, to: Path | None = None, *, reason: str = "asked") -> Made:
    """Make a backup and prove it; whatever happens, nothing half lies under a name of a backup.

    Args:
        data: the data folder; everything may be running.
        keyring: its keys. now: goes into the name. to: the place; ``backups`` in the data folder by default.
        reason: why, in the manifest: ``asked``, ``daily``, or ``before <migration>``.

    Raises:
        StoreFull: it could not be written. NotProven: what was written is not whole. StoreFault: the database is damaged.
    """
    place = (to or default_place(data)).absolute()
    name = name_of(now, secrets.token_hex(2))
    making = place / f".making-{name}"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        remember_place(data, place)
        sweep(place)
        making.mkdir(mode=0o700)
        manifest = _written(data, keyring, making, now, reason)
        made = _proven(data, making, place / f".proving-{name}", keyring.outer, manifest)
        making.rename(place / name)
        sync_folder(place)
    except OSError as fault:
        raise StoreFull(f"the backup could not be written to {place} ({fault.strerror}): free some space there") from fault
    finally:
        for left in (making, place / f".proving-{name}"):
            shutil.rmtree(left, ignore_errors=True)
    return Made(place / name, made, len(manifest["files"]) - 2, manifest["bytes"], tuple(manifest["missing"]))


def _written(data: Path, keyring: Keyring, making: Path, now: datetime, reason: str) -> dict[str, Any]:
    key = keyring.current
    found = snapshot(data / STORE_FILE, making / STORE_FILE, key.derived("database"))
    # the recordings after the database: a sound is on the disk before its row is
    wanted = _recordings_in(making / STORE_FILE, key)
    (making / RECORDINGS).mkdir(mode=0o700)
    missing = []
    for one in wanted:
        try:
            copy_whole(data / RECORDINGS / f"{one}.bin", making / RECORDINGS / f"{one}.bin")
        except FileNotFoundError:
            missing.append(one)  # destroyed since, or lost before: the backup cannot bring it back
    write_whole(making / KEYRING, keyring.wrapped(only=key.id))
    files = {
        str(file.relative_to(making)): sha256_of(file) for file in sorted(making.rglob("*")) if file.is_file()
    }
    manifest = {
        "format": FORMAT, "made_at": now.isoformat(), "reason": reason, "program": version(), "key": key.id,
        "schema": list(found.schema), "tables": dict(found.tables), "audit": list(found.audit), "missing": missing,
        "bytes": sum((making / one).stat().st_size for one in files),
        # the keyring is signed by nothing: it follows the outer key, and proves itself by opening
        "files": {name: digest for name, digest in files.items() if name != KEYRING} | {KEYRING: ""},
    }  # fmt: skip
    write_whole(making / MANIFEST, json.dumps(manifest | {"mac": signature(manifest, key)}, indent=1).encode())
    sync_folder(making)
    return manifest


def snapshot(source: Path, target: Path, key: bytes, target_key: bytes | None = None) -> Facts:
    """Copy a database as it is at one moment, page by page, while others write in it; returns what stood in it then.

    Raises:
        OSError: no space. StoreFault: a page of it is damaged.
    """
    try:
        with closing(connect(source, key)) as connection, closing(connect(target, target_key or key)) as copy, damage_told():
            connection.execute("BEGIN")  # what is counted is what is copied
            found = facts(connection)
            connection.backup(copy)
            connection.execute("ROLLBACK")
            # one file, without a log beside it
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
    except Exception as fault:
        if isinstance(fault, StoreFault | OSError):
            raise
        text = str(fault)
        if any(word in text for word in ("full", "disk I/O", "unable to open", "readonly")):
            raise StoreFull(f"the backup could not be written ({text}): free some disk space") from fault
        raise NotProven(f"the database could not be copied ({text[:80]}): see intake key show, or restore a backup") from fault
    target.chmod(0o600)
    sync_file(target)
    return found


def _recordings_in(database: Path, key: DataKey) -> list[str]:
    with closing(connect(database, key.derived("database"))) as connection:
        return recordings_kept(connection)


def _proven(data: Path, making: Path, proving: Path, outer: OuterKey, manifest: Mapping[str, Any]) -> Facts:
    """Restore what was made into a folder that is thrown away, and look."""
    proving.mkdir(mode=0o700)
    read_manifest(making, outer)
    return lay_out(making, proving, outer, manifest)


def read_manifest(backup: Path, outer: OuterKey) -> dict[str, Any]:
    """The manifest of a backup, after its signature was found to be right.

    Raises:
        NotProven: it is missing, damaged or changed. BadOuterKey, WrongKey, BrokenKeyring: as of its keyring.
    """
    key = read_keyring(backup / KEYRING, outer).current
    try:
        manifest = read_json((backup / MANIFEST).read_text(encoding="utf-8"))
        mac = manifest.pop("mac")
        fits = manifest["format"] == FORMAT and hmac.compare_digest(str(mac), signature(manifest, key))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        fits, manifest = False, {}
    if not fits:
        raise NotProven(f"{backup.name}: its manifest is missing, or is not the one that was written")
    found: dict[str, Any] = manifest
    return found


def lay_out(backup: Path, into: Path, outer: OuterKey, manifest: Mapping[str, Any]) -> Facts:
    """Put the files of a backup where a data folder has them, and prove them there.

    Raises:
        NotProven: a file is missing or changed, or the database does not hold what the manifest says. OSError.
    """
    (into / "keys").mkdir(mode=0o700)
    (into / RECORDINGS).mkdir(mode=0o700)
    for name, digest in manifest["files"].items():
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise NotProven(f"{backup.name}: {name} is no file of a backup")
        target = into / "keys" / KEYRING if name == KEYRING else into / name
        try:
            copy_whole(backup / name, target)
        except FileNotFoundError:
            raise NotProven(f"{backup.name}: {name} is missing") from None
        if digest and sha256_of(target) != digest:
            raise NotProven(f"{backup.name}: {name} is not what was written")
    keyring = read_keyring(into / "keys" / KEYRING, outer)
    wanted = Facts(manifest["tables"], tuple(manifest["schema"]), (int(manifest["audit"][0]), str(manifest["audit"][1])))
    found = prove(into / STORE_FILE, keyring.current.derived("database"), wanted)
    vault = Vault(into, keyring)
    try:
        for one in vault.names():
            vault.get(one)
    except (KeyFault, RecordingUnreadable) as fault:
        raise NotProven(f"{backup.name}: a recording cannot be heard ({fault})") from None
    return found


def signature(manifest: Mapping[str, Any], key: DataKey) -> str:
    """HMAC-SHA256 over a manifest under the key of backups."""
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=True).encode()
    return hmac.new(key.derived("backup"), text, hashlib.sha256).hexdigest()


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


__all__ = [
    "MANIFEST", "Made", "lay_out", "make_backup", "read_manifest", "sha256_of", "signature", "snapshot",
]  # fmt: skip
