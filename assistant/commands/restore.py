"""``intake restore``: a data folder from a backup, or from the copy at the second place."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from assistant.commands.opening import BadInput
from assistant.supervisor import settings

HELP = "Restore a backup, or the copy at the second place, to a data folder; what is there is never overwritten."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("backup", nargs="?", type=Path, help="folder of the backup, as intake backup printed it")
    parser.add_argument("--copy", type=Path, metavar="DIR", help="instead of a backup: the copy at the second place")
    parser.add_argument("--at", metavar="TIME", help="with --copy: as it was then at the latest (2026-11-22T14:00+01:00)")
    parser.add_argument("--to", type=Path, metavar="DATA", required=True, help="the data folder")
    parser.add_argument("--replace", action="store_true", help="put aside what is in the data folder, in a folder within it")


def run(arguments: argparse.Namespace) -> int:
    """Restore, and note it in the audit of what was restored."""
    from assistant.audit import SYSTEM, Audit
    from assistant.backup.restoring import is_backup, restore_backup, restore_copy
    from assistant.house import open_keyring_of, open_store_of
    from assistant.keys import FileKey

    if bool(arguments.backup) == bool(arguments.copy):
        raise BadInput("name the folder of a backup, or a copy with --copy DIR")
    if arguments.at and not arguments.copy:
        raise BadInput("--at belongs to --copy")
    data = arguments.to.absolute()
    outer = settings.outer_key(data)
    if arguments.backup:
        if not is_backup(arguments.backup):
            raise BadInput(f"{arguments.backup} is no backup: it has no manifest.json")
        found, aside = restore_backup(arguments.backup.absolute(), data, outer, replace=arguments.replace)
        source = arguments.backup.name
        of = ""
    else:
        if not arguments.copy.is_dir():
            raise BadInput(f"there is no folder {arguments.copy}")
        until = _moment(arguments.at) if arguments.at else None
        found, aside, moment = restore_copy(arguments.copy.absolute(), data, outer, until=until, replace=arguments.replace)
        source = f"copy {moment.isoformat(timespec='seconds')}"
        of = f", as it was on {moment.astimezone():%Y-%m-%d %H:%M:%S}"
    store = open_store_of(data, open_keyring_of(data, outer, datetime.now(UTC)))
    try:
        about = {"uit": source}
        Audit(store.audit, lambda: datetime.now(UTC)).note("hersteld", who=SYSTEM, role=SYSTEM, about=about)
    finally:
        store.close()
    print(f"Restored to {data}{of}: {sum(found.tables.values())} rows in {len(found.tables)} tables, found whole.")
    if aside:
        print(f"What was there before lies in {aside}. Remove it when it is not needed any more.")
    if isinstance(outer, FileKey) and not outer.make:
        print(f"Start it with the same outer key: INTAKE_KEY_FILE={outer.path}")
    return 0


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):  # a day of the year 1 has no moment in UTC
        raise BadInput(f"--at is {text!r}: write it as 2026-11-22T14:00 (your own time) or 2026-11-22T13:00+00:00") from None
