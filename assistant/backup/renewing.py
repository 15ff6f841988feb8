"""Another data key for everything that is kept, and the database of an earlier version encrypted; with the parts stopped.

Both make a new file beside the old one, prove it, and put it in its place in one step. Both can be killed at any point and
run again: what was begun stands in ``unfinished.json``, a recording says itself which key sealed it, and no key leaves the
keyring here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.audit import SYSTEM, Audit
from assistant.backup import unfinished
from assistant.backup.copying import Copier, PlaceAway
from assistant.backup.proving import Facts, NotProven, prove
from assistant.backup.stopped import parts_stopped, take_alone
from assistant.durable_file import sync_file, sync_folder
from assistant.keys import BrokenKeyring, DataKey, Keyring, OuterKey, open_keyring, read_keyring
from assistant.keys.keyring import FILE as KEYRING_FILE
from assistant.recordings.vault import FORMER_KEY, KeyFault, RecordingUnreadable, Vault
from assistant.store.connecting import PLAIN, STORE_FILE, OtherKey, StoreDamaged, connect
from assistant.store.faults import StoreFault, StoreFull
from assistant.store.looking import facts, nonces, touch
from assistant.store.sqlite import SQLiteStore

_FRESH = f"{STORE_FILE}.new"
_BLOCK = 1 << 20


class NothingToEncrypt(StoreFault):
    """There is no database of an earlier version here; nothing was touched."""


@dataclass(frozen=True)
class Renewed:
    """What was done. ``copy``: of the second place, in words; empty when there is none."""

    key: DataKey
    earlier: tuple[DataKey, ...]
    facts: Facts
    recordings: int
    unreadable: tuple[str, ...]
    copy: str


def renew(data: Path, outer: OuterKey, now: Callable[[], datetime], copy_to: Path | None = None) -> Renewed:
    """Give everything in a data folder a new data key; the earlier ones stay until ``intake key destroy``.

    Args:
        data: the data folder. outer: the outer key. now: the clock. copy_to: the second place, to begin anew there.

    Raises:
        AlreadyRunning, StillOpen: a part runs. Unfinished: something else was broken off. StoreFull: no space; run it again.
        NotProven, StoreDamaged: the database is damaged. BadOuterKey, WrongKey, BrokenKeyring, OtherKey: as of the keys.
    """
    with parts_stopped(data):
        unfinished.refuse(data, but="renew")
        keyring = read_keyring(data / KEYRING_FILE, outer)
        begun = unfinished.standing(data)
        try:
            if begun is None:
                here = _fitting(data, keyring)
                with closing(connect(data / STORE_FILE, here.derived("database"), timeout=1.0)) as connection:
                    take_alone(connection, data)
                unfinished.begin(data, "renew", **{"from": keyring.current.id})
                keyring = keyring.with_new_key(now())
            elif begun.get("from") == keyring.current.id:
                keyring = keyring.with_new_key(now())  # killed between the note and the key
            here = _fitting(data, keyring)
            key = keyring.current
            if here.id != key.id:
                _encrypt_anew(data, here, key)
            found = prove(data / STORE_FILE, key.derived("database"))
            sealed, unreadable = _seal_again(data, keyring)
            copy = _copy_anew(data, keyring, copy_to, now)
            _noted(data, keyring, now, {"handeling": "vernieuwd", "sleutel": key.id})
            unfinished.end(data)
        except OSError as fault:
            raise StoreFull(f"renewing was broken off ({fault.strerror}); nothing is lost: run it again") from fault
    return Renewed(key, keyring.keys[:-1], found, sealed, unreadable, copy)


def encrypt(data: Path, outer: OuterKey, now: Callable[[], datetime]) -> tuple[Facts | None, int]:
    """Encrypt the database of an earlier version and take over its recordings; the plain file is overwritten and removed.

    Returns:
        What stands in the database (None when it was encrypted already), and how many recordings were sealed again.

    Raises:
        NothingToEncrypt; and as ``renew``.
    """
    if not (_is_plain(data / STORE_FILE) or (data / FORMER_KEY).exists() or unfinished.standing(data)):
        raise NothingToEncrypt(f"there is no database of an earlier version in {data}; nothing was touched")
    with parts_stopped(data):
        unfinished.refuse(data, but="encrypt")
        try:
            former = _former_key(data)
            keyring = _keyring_for_plain(data, outer, now())
            unfinished.begin(data, "encrypt")
            key, found = keyring.current, None
            if _is_plain(data / STORE_FILE):
                found = _encrypt_plain(data, key)
            _overwrite(data / f"{STORE_FILE}.plain")
            sealed = _take_over(data, keyring, former) if former else 0
            _overwrite(data / FORMER_KEY)
            unfinished.end(data)
        except OSError as fault:
            raise StoreFull(f"encrypting was broken off ({fault.strerror}); nothing is lost: run it again") from fault
    return found, sealed


# the database ------------------------------------------------------------------------------------


def _fitting(data: Path, keyring: Keyring) -> DataKey:
    """The key that opens the database, the newest first; raises OtherKey when none does."""
    if not (data / STORE_FILE).exists():
        raise OtherKey(f"there is no database in {data}; nothing was touched")
    for key in reversed(keyring.keys):
        with closing(connect(data / STORE_FILE, key.derived("database"))) as connection:
            try:
                touch(connection)
            except sqlcipher.DatabaseError as fault:
                if "not a database" not in str(fault):
                    raise
            else:
                return key
    raise OtherKey(f"no key of the keyring fits {STORE_FILE}: put back the keyring of its backup; nothing was touched")


def _encrypt_anew(data: Path, here: DataKey, key: DataKey) -> None:
    old, fresh = data / STORE_FILE, data / _FRESH
    fresh.unlink(missing_ok=True)
    try:
        with closing(connect(old, here.derived("database"), timeout=1.0)) as connection:
            take_alone(connection, data)
            found = facts(connection)
            with closing(connect(fresh, key.derived("database"))) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            fresh.chmod(0o600)
            sync_file(fresh)
            prove(fresh, key.derived("database"), found)
            # while the old one is still held: nobody has opened it meanwhile
            fresh.replace(old)
            sync_folder(data)
    except sqlcipher.DatabaseError as fault:
        fresh.unlink(missing_ok=True)
        why = str(fault)[:80]
        raise StoreDamaged(f"the database could not be encrypted anew ({why}): free space, or restore a backup") from fault


def _encrypt_plain(data: Path, key: DataKey) -> Facts:
    old, fresh = data / STORE_FILE, data / _FRESH
    fresh.unlink(missing_ok=True)
    secret = key.derived("database")
    connection = sqlcipher.connect(str(old), timeout=1.0, isolation_level=None)
    try:
        take_alone(connection, data)
        found = facts(connection)
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", [str(fresh), f"x'{secret.hex()}'"])
        connection.execute("SELECT sqlcipher_export('fresh')")
        connection.execute("DETACH DATABASE fresh")
    except sqlcipher.DatabaseError as fault:
        fresh.unlink(missing_ok=True)
        raise StoreDamaged(f"the database could not be encrypted ({str(fault)[:80]}); the plain one is as it was") from fault
    finally:
        connection.close()
    fresh.chmod(0o600)
    sync_file(fresh)
    prove(fresh, secret, found)
    # the plain one keeps its bytes under another name until the encrypted one has its name
    plain = data / f"{STORE_FILE}.plain"
    plain.unlink(missing_ok=True)
    os.link(old, plain)
    sync_folder(data)
    fresh.replace(old)
    sync_folder(data)
    return found


def _is_plain(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(PLAIN)) == PLAIN
    except OSError:
        return False


def _keyring_for_plain(data: Path, outer: OuterKey, now: datetime) -> Keyring:
    """The keyring; a fresh one is right here, because what is there was never encrypted with one."""
    if (data / KEYRING_FILE).exists():
        return read_keyring(data / KEYRING_FILE, outer)
    if not _is_plain(data / STORE_FILE):
        return open_keyring(data, outer, now)
    return open_keyring(data, outer, now, over_plain=True)


def _overwrite(file: Path) -> None:
    """Overwrite a file once and remove it. What a disk keeps of its own accord (SSD, snapshots) is beyond reach."""
    if not file.exists():
        return
    with file.open("r+b") as opened:
        left = file.stat().st_size
        while left > 0:
            opened.write(bytes(min(left, _BLOCK)))
            left -= _BLOCK
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink()
    sync_folder(file.parent)


# recordings, the copy, the audit -----------------------------------------------------------------


def _seal_again(data: Path, keyring: Keyring) -> tuple[int, tuple[str, ...]]:
    vault, sealed, unreadable = Vault(data, keyring), 0, []
    for name in vault.names():
        try:
            sealed += vault.seal_again(name)
        except (KeyFault, RecordingUnreadable):
            unreadable.append(name)  # it could not be heard before either; it is left as it is
    return sealed, tuple(unreadable)


def _former_key(data: Path) -> bytes | None:
    try:
        text = (data / FORMER_KEY).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    if not text.strip("\0"):
        return None  # overwritten already, and killed before it was removed: nothing needs it any more
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise BrokenKeyring(f"{FORMER_KEY} is damaged: put the one of the backup there; nothing was touched")
    return bytes.fromhex(text)


def _take_over(data: Path, keyring: Keyring, former: bytes) -> int:
    vault, sealed = Vault(data, keyring), 0
    with closing(connect(data / STORE_FILE, keyring.current.derived("database"))) as connection:
        known = nonces(connection)
    for name in vault.names():
        if name in known:
            try:
                sealed += vault.take_over(name, known[name], former)
            except RecordingUnreadable as fault:
                raise BrokenKeyring(f"{fault}; put it back from the backup, or remove it: run the command again then") from None
    return sealed


def _copy_anew(data: Path, keyring: Keyring, to: Path | None, now: Callable[[], datetime]) -> str:
    """Begin the copy anew under the new key, so that nothing there needs the old one any more."""
    if to is None:
        return ""
    try:
        with closing(Copier(data, keyring, to, now)) as copier:
            copier.round()
    except (PlaceAway, OSError) as fault:
        return f"the copy at {to} could not be reached ({fault.strerror}): it begins anew when intake run copy reaches it"
    except NotProven as fault:
        return f"the copy at {to}: {fault}"
    return f"the copy at {to} was begun anew under the new key"


def _noted(data: Path, keyring: Keyring, now: Callable[[], datetime], about: dict[str, str]) -> None:
    store = SQLiteStore(data / STORE_FILE, keyring.current.derived("database"))
    try:
        if "audit" in store.db.table_names():
            Audit(store.audit, now).note("sleutel", who=SYSTEM, role=SYSTEM, about=about)
    finally:
        store.close()


__all__ = ["NothingToEncrypt", "Renewed", "encrypt", "renew"]
