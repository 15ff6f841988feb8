"""Connections to the encrypted database: SQLCipher with a raw key of 32 bytes (a passphrase would cost 330 ms each time)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.store.faults import StoreFault

STORE_FILE = "intake.sqlite"
"""The database in a data folder."""
PLAIN = b"SQLite format 3\x00"
"""How a database begins that is not encrypted."""


class NotEncrypted(StoreFault):
    """The database of an earlier version is not encrypted yet; the message names the command that does it."""


class OtherKey(StoreFault):
    """The database was encrypted with another key, or is no database of ours; nothing was touched."""


class NewerDatabase(StoreFault):
    """The database was made by a later version of the program; nothing was touched."""


class StoreDamaged(StoreFault):
    """A page of the database is not what was written: the disk, or somebody, changed it. The message says what to do."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Say in words that a page does not carry its own signature (HMAC) any more."""
    try:
        yield
    except sqlcipher.DatabaseError as fault:
        if "malformed" not in str(fault):
            raise
        raise StoreDamaged(
            "a page of the database is damaged: stop the parts, and put the latest back with intake restore --replace "
            "(from a backup, or from the copy with --copy); what is there now is put aside, nothing is thrown away"
        ) from fault


class _Cursor(sqlcipher.Cursor):  # type: ignore[misc]
    """A cursor that says of a damaged page that it is one, whenever it is met."""

    def execute(self, *arguments: Any) -> Any:
        """See ``sqlite3``."""
        with damage_told():
            return super().execute(*arguments)

    def fetchone(self) -> Any:
        """See ``sqlite3``."""
        with damage_told():
            return super().fetchone()

    def fetchall(self) -> Any:
        """See ``sqlite3``."""
        with damage_told():
            return super().fetchall()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlcipher.DatabaseError:
            with damage_told():
                raise
            raise


class _Connection(sqlcipher.Connection):  # type: ignore[misc]
    """A connection whose cursors say so when a page is damaged."""

    def cursor(self, factory: Any = _Cursor) -> Any:
        """See ``sqlite3``."""
        return super().cursor(factory)


def connect(file: Path, key: bytes, *, timeout: float = 5.0) -> sqlcipher.Connection:
    """A connection with the key given; ``timeout`` in seconds is how long it waits for another process.

    Nothing is read yet: that the key does not fit is found by the first statement (``sqlcipher.DatabaseError``).
    """
    connection = sqlcipher.connect(
        str(file), timeout=timeout, isolation_level=None, check_same_thread=False, factory=_Connection
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # our own faults say it in words
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    # nothing that is sorted or gathered ever lies on the disk, encrypted or not
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def connect_to_write(file: Path, key: bytes, *, timeout: float = 5.0) -> sqlcipher.Connection:
    """As ``connect``, with every write durable and what is deleted overwritten."""
    connection = connect(file, key, timeout=timeout)
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: when a turn is confirmed on screen it is on the disk, also after a power cut
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def refuse_plain(file: Path) -> None:
    """Raise NotEncrypted when the file is a database that is not encrypted."""
    if file.exists():
        with file.open("rb") as opened:
            if opened.read(len(PLAIN)) == PLAIN:
                raise NotEncrypted(f"{file.name} is not encrypted yet: stop the parts and run intake key encrypt")


__all__ = [
    "STORE_FILE", "NewerDatabase", "NotEncrypted", "OtherKey", "StoreDamaged", "connect", "connect_to_write", "damage_told",
    "refuse_plain",
]  # fmt: skip
