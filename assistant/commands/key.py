"""``intake key``: the outer key and the data keys of everything that is kept."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from assistant.commands.opening import BadInput
from assistant.keys import OuterKey
from assistant.supervisor import settings

HELP = "Keys: make one, show what is used, change the outer key or the data key, encrypt, destroy an earlier key."
ACTIONS = {
    "new": "print a new outer key",
    "show": "the data keys, how old they are and what uses them; never a key",
    "rotate": "put another outer key around the data keys, at once, while everything runs",
    "renew": "another data key for everything that is kept; with the parts stopped",
    "encrypt": "encrypt the database and the recordings of an earlier version; with the parts stopped",
    "destroy": "destroy an earlier data key: backups made with it can never be read again",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("action", choices=tuple(ACTIONS), help="; ".join(f"{name}: {what}" for name, what in ACTIONS.items()))
    parser.add_argument("id", nargs="?", help="id of the data key (destroy)")
    to = parser.add_mutually_exclusive_group()
    to.add_argument("--to-file", type=Path, metavar="FILE", help="the new outer key stands in this file (rotate)")
    to.add_argument("--to-command", metavar="COMMAND", help="this command prints the new outer key (rotate)")
    to.add_argument("--to-env", metavar="NAME", help="this environment variable holds the new outer key (rotate)")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    if arguments.action == "new":
        from assistant.keys import new_outer_key

        print(new_outer_key())
        return 0
    data = (arguments.data or settings.data_folder()).absolute()
    if arguments.action not in {"rotate"} and (arguments.to_file or arguments.to_command or arguments.to_env):
        raise BadInput("--to-file, --to-command and --to-env belong to rotate")
    if arguments.id and arguments.action != "destroy":
        raise BadInput("only destroy takes the id of a key")
    if arguments.action == "show":
        return _show(data)
    if arguments.action == "rotate":
        return _rotate(data, arguments)
    if arguments.action == "renew":
        return _renew(data)
    if arguments.action == "encrypt":
        return _encrypt(data)
    return _destroy(data, arguments.id)


def _now() -> datetime:
    return datetime.now(UTC)


def _show(data: Path) -> int:
    from assistant.backup import unfinished
    from assistant.backup.places import away, backups_of_key, known_places
    from assistant.keys import read_keyring
    from assistant.keys.keyring import FILE

    outer = settings.outer_key(data)
    keyring = read_keyring(data / FILE, outer)
    print(f"outer key: from {outer.source}")
    print(f"keyring: {keyring.path}")
    for key in keyring.keys:
        days = (_now() - datetime.fromisoformat(key.made_at)).days
        backups = backups_of_key(data, key.id)
        uses = ["database, recordings, copy"] if key == keyring.current else []
        uses += [f"{len(backups)} backups"] if backups else []
        print(f"{key.id}  made {key.made_at[:10]} ({days} days old)  used by: {', '.join(uses) or 'nothing that is here'}")
    print(f"backups: {', '.join(str(one) for one in known_places(data))}")
    for place in away(data):
        print(f"not there now: {place}")
    if begun := unfinished.standing(data):
        print(f"not finished: {begun['what']}; run it again")
    return 0


def _rotate(data: Path, arguments: argparse.Namespace) -> int:
    from assistant.backup.places import away, follow_outer_key
    from assistant.keys import CommandKey, FileKey, ValueKey, WrongKey, read_keyring
    from assistant.keys.keyring import FILE

    outer = settings.outer_key(data)
    new: OuterKey
    if arguments.to_file:
        new, how = FileKey(arguments.to_file.absolute()), f"INTAKE_KEY_FILE={arguments.to_file.absolute()}"
    elif arguments.to_command:
        new, how = CommandKey(arguments.to_command), f"INTAKE_KEY_COMMAND={arguments.to_command}"
    elif arguments.to_env:
        new = ValueKey(os.environ.get(arguments.to_env, ""), arguments.to_env)
        how = f"INTAKE_KEY to what {arguments.to_env} holds"
    else:
        raise BadInput("say where the new outer key is: --to-file, --to-command or --to-env (intake key new makes one)")
    if new.read() == outer.read():
        raise BadInput(f"the outer key from {new.source} is the one that is used already")
    try:
        keyring = read_keyring(data / FILE, outer)
    except WrongKey:
        read_keyring(data / FILE, new)  # broken off after the keyring itself: the backups may still need it
    else:
        follow_outer_key(data, outer, new)
        keyring.rewrapped(new)
    # once more: a copy that is being made took the keyring as it was until now
    done, strange = follow_outer_key(data, outer, new)
    _note(data, new, {"handeling": "buitenste sleutel vervangen", "reservekopieen": done})
    print(f"The data keys are wrapped with the outer key from {new.source}, and so are {done} keyrings of backups and copies.")
    print("What runs now goes on. For every next start set:")
    print(f"  {how}")
    print("Then destroy the former outer key: nothing here needs it any more.")
    for path in strange:
        print(f"Left as it was, because neither key fits it: {path}")
    for place in away(data):
        print(f"Not there now: {place}. Keep the former key, and run the same rotate again when it is back.")
    return 0


def _renew(data: Path) -> int:
    from assistant.backup.renewing import renew

    done = renew(data, settings.outer_key(data), _now, settings.copy_folder())
    rows = sum(done.facts.tables.values())
    print(f"Everything in {data} is encrypted with {done.key.id}: {rows} rows, {done.recordings} recordings.")
    if done.copy:
        print(done.copy[0].upper() + done.copy[1:] + ".")
    for name in done.unreadable:
        print(f"Left as it was, because it could not be heard before either: recordings/{name}.bin")
    for key in done.earlier:
        print(f"Backups made before still need {key.id}. When they may go: intake key destroy {key.id}")
    return 0


def _encrypt(data: Path) -> int:
    from assistant.backup.renewing import encrypt

    found, recordings = encrypt(data, settings.outer_key(data), _now)
    rows = f"{sum(found.tables.values())} rows" if found else "the database was encrypted already"
    print(f"Encrypted: {rows}, {recordings} recordings. The plain file was overwritten and removed.")
    print("What a disk or a snapshot keeps of its own accord is beyond reach: remove old copies and backups yourself.")
    return 0


def _destroy(data: Path, key_id: str | None) -> int:
    from assistant.backup import unfinished
    from assistant.backup.places import away, backups_of_key, forget_key
    from assistant.house import open_keyring_of
    from assistant.recordings.vault import Vault

    if not key_id:
        raise BadInput("say which data key: intake key show lists them")
    outer = settings.outer_key(data)
    unfinished.refuse(data)
    keyring = open_keyring_of(data, outer, _now())
    if key_id not in {one.id for one in keyring.keys}:
        raise BadInput(f"there is no data key {key_id}: intake key show lists them")
    if key_id == keyring.current.id:
        raise BadInput(f"{key_id} is used by everything that is kept: run intake key renew first")
    if held := Vault(data, keyring).sealed_with(key_id):
        raise BadInput(f"{len(held)} recordings still need {key_id} ({held[0]}): run intake key renew, or remove them")
    named = backups_of_key(data, key_id)
    gone = forget_key(data, key_id, outer)
    keyring.without(key_id)
    _note(data, outer, {"handeling": "vernietigd", "sleutel": key_id, "reservekopieen": len(gone)})
    print(f"{key_id} is destroyed.")
    for backup in dict.fromkeys([*gone, *named]):
        print(f"Gone, and never to be read again: {backup}")
    print("A backup that was copied elsewhere has its own keyring: it is dead once the outer key of then is destroyed too.")
    for place in away(data):
        print(f"Not there now: {place}. What lies there still has its own keyring; destroy it, or the outer key of then.")
    return 0


def _note(data: Path, outer: OuterKey, about: dict[str, str | int]) -> None:
    """Write it in the audit; a rotate must work also when the database cannot be written, so that is only told."""
    import sys

    from sqlcipher3 import dbapi2 as sqlcipher

    from assistant.audit import SYSTEM, Audit
    from assistant.keys import read_keyring
    from assistant.keys.keyring import FILE
    from assistant.store import StoreFault
    from assistant.store.connecting import STORE_FILE
    from assistant.store.sqlite import SQLiteStore

    if not (data / STORE_FILE).exists():
        return
    keyring = read_keyring(data / FILE, outer)
    store = SQLiteStore(data / STORE_FILE, keyring.current.derived("database"))
    try:
        if "audit" in store.db.table_names():  # an earlier version has none
            Audit(store.audit, _now).note("sleutel", who=SYSTEM, role=SYSTEM, about=about)
    except (StoreFault, sqlcipher.Error) as fault:
        print(f"It could not be written in the audit: {fault}", file=sys.stderr)
    finally:
        store.close()
