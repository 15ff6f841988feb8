"""``intake backup``: a whole backup while everything runs, encrypted, and proven by restoring it."""

from __future__ import annotations

import argparse
import time
from datetime import UTC, datetime
from pathlib import Path

from assistant.supervisor import settings

HELP = "Make a backup while everything runs: encrypted, and proven by restoring it. Removes backups that are too old."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--to", type=Path, metavar="DIR", help="where backups go (setting INTAKE_BACKUP_TO)")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Make it, prove it, and let the old ones go."""
    from assistant.audit import SYSTEM, Audit
    from assistant.backup.making import make_backup
    from assistant.backup.places import backups_gone_by, expire
    from assistant.house import open_keyring_of, open_store_of
    from assistant.keys import FileKey

    data = (arguments.data or settings.data_folder()).absolute()
    outer, days, now = settings.outer_key(data), settings.backup_days(), datetime.now(UTC)
    keyring = open_keyring_of(data, outer, now)
    store = open_store_of(data, keyring)
    try:
        begun = time.monotonic()
        made = make_backup(data, keyring, now, arguments.to or settings.backup_folder(data), reason="asked")
        gone = expire(data, now, days)
        about = {"naam": made.folder.name, "vervallen": len(gone)}
        Audit(store.audit, lambda: now).note("reservekopie", who=SYSTEM, role=SYSTEM, about=about)
    finally:
        store.close()
    rows = sum(made.facts.tables.values())
    print(f"{made.folder}")
    print(
        f"Restored and found whole: {rows} rows in {len(made.facts.tables)} tables, {made.recordings} recordings, "
        f"{made.bytes / 1e6:.1f} MB, {time.monotonic() - begun:.1f} s."
    )
    for name in made.missing:
        print(f"There is a row and no sound, here as in the house: recordings/{name}.bin")
    for backup in gone:
        print(f"Removed, older than {days} days: {backup}")
    print(f"What is erased today is gone from backups at the latest on {backups_gone_by(now, days):%Y-%m-%d}.")
    if isinstance(outer, FileKey) and outer.make:
        print(f"Without the outer key this backup is of no use, and it is not in it: keep a copy of {outer.path} elsewhere.")
    return 0
