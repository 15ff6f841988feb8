"""Whether a store can work, as numbers without persons: for the readiness page and the metrics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from assistant.store.migrations import migrations


@dataclass(frozen=True)
class VitalSigns:
    """How a store is.

    Attributes:
        writable: somebody may write now; a turn can be kept.
        up_to_date: its tables are those of this version.
        waiting: typed words that are kept and not answered yet.
        failures: wrong codes and passwords that are still remembered.
    """

    writable: bool
    up_to_date: bool
    waiting: int = 0
    failures: int = 0


def vital_signs(connect: Callable[[], sqlcipher.Connection]) -> VitalSigns:
    """Look at a store over a connection of its own; a store that cannot be read is neither writable nor up to date."""
    try:
        connection = connect()
    except sqlcipher.Error:
        return VitalSigns(writable=False, up_to_date=False)
    try:
        waiting = connection.execute("SELECT count(*) FROM inbox WHERE turn IS NULL").fetchone()[0]
        failures = connection.execute("SELECT count(*) FROM failures").fetchone()[0]
        up_to_date = not migrations.pending(Database(connection))
        return VitalSigns(_writable(connection), up_to_date, int(waiting), int(failures))
    except sqlcipher.Error:
        return VitalSigns(writable=False, up_to_date=False)
    finally:
        connection.close()


def _writable(connection: sqlcipher.Connection) -> bool:
    """Whether a write could begin; nothing is written. One that waits for another's long write counts as not."""
    try:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlcipher.Error:
        return False
    return True


__all__ = ["VitalSigns", "vital_signs"]
