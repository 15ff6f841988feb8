"""Connections to the encrypted database: SQLCipher with a raw key of 32 bytes (a passphrase would cost 330 ms each time)."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.store.faults import StoreFault

PLAIN = b"SQLite format 3\x00"
"""How a database begins that is not encrypted."""


class NotEncrypted(StoreFault):
    """The database of an earlier version is not encrypted yet; the message names the command that does it."""


class OtherKey(StoreFault):
    """The database was encrypted with another key, or is no database of ours; nothing was touched."""


def connect(file: Path, key: bytes, *, timeout: float = 5.0) -> sqlcipher.Connection:
    """A connection with the key given; ``timeout`` in seconds is how long it waits for another process.

    Nothing is read yet: that the key does not fit is found by the first statement (``sqlcipher.DatabaseError``).
    """
    connection = sqlcipher.connect(str(file), timeout=timeout, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")  # our own faults say it in words
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
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


__all__ = ["NotEncrypted", "OtherKey", "connect", "connect_to_write", "refuse_plain"]
