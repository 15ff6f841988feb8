"""Makes sure that nobody works in a data folder, and that nobody begins to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.supervisor import notices
from assistant.supervisor.faults import CannotServe


class StillOpen(CannotServe):
    """A part or a command has the database open; stop it first."""


@contextmanager
def parts_stopped(data: Path) -> Iterator[None]:
    """Hold the data folder as ``intake serve`` does, so that neither starts while the other works.

    Raises:
        AlreadyRunning: it is being served. DataFolderUnusable: it cannot be written.
    """
    notices.make_folders(data)
    lock = notices.take_lock(data)
    try:
        notices.wait_for_leftovers(notices.read(data))
        yield
    finally:
        os.close(lock)


def take_alone(connection: Any, data: Path) -> None:
    """Make this the only connection to its database, until it is closed: also a part that runs alone shuts it out.

    The write-ahead log is taken in, so that the database is one file.

    Raises:
        StillOpen: another process has it open.
    """
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlcipher.OperationalError as fault:
        if "locked" not in str(fault):
            raise
        raise StillOpen(
            f"A part or a command still has the database in {data} open: stop all parts first; nothing was touched."
        ) from fault


__all__ = ["StillOpen", "parts_stopped", "take_alone"]
