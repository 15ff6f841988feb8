"""Is a database whole, and is in it what should be: by opening it and looking, never by the word of a file's size."""

from __future__ import annotations

from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from assistant.audit import Audit, AuditBroken
from assistant.store.audit_sqlite import SQLiteAuditStore
from assistant.store.connecting import StoreDamaged, connect
from assistant.store.looking import Facts, facts, touch


class NotProven(RuntimeError):
    """A backup or copy is not what it should be; the message says in what. It was not put in anybody's place."""


def prove(file: Path, key: bytes, wanted: Facts | None = None) -> Facts:
    """Open a database and look at every page, every index, the audit, and the number of rows of every table.

    Args:
        file: the database; nothing in it changes.
        key: its key. wanted: what should stand in it.

    Raises:
        NotProven: it is not whole, cannot be opened with this key, or something else stands in it.
    """
    try:
        with closing(connect(file, key)) as connection:
            touch(connection)
            if signs := connection.execute("PRAGMA cipher_integrity_check").fetchall():
                raise NotProven(f"{file.name}: {len(signs)} damaged pages ({signs[0][0]})")
            found = facts(connection)
            if (whole := connection.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
                raise NotProven(f"{file.name}: {str(whole[0][0])[:200]}")
            if "audit" in found.tables:
                database = Database(connection)
                trail = Audit(SQLiteAuditStore(lambda: database, lambda: nullcontext(database)), lambda: datetime.now(UTC))
                trail.verify(wanted.audit if wanted else None)
    except (sqlcipher.DatabaseError, StoreDamaged) as fault:
        raise NotProven(f"{file.name} is damaged, or was encrypted with another key ({str(fault)[:80]})") from None
    except AuditBroken as fault:
        raise NotProven(f"{file.name}: {fault}") from None
    if wanted is not None and found != wanted:
        other = [name for name in {*found.tables, *wanted.tables} if found.tables.get(name) != wanted.tables.get(name)]
        raise NotProven(f"{file.name} does not hold what it should: {', '.join(sorted(other)) or 'another version or audit'}")
    return found


__all__ = ["Facts", "NotProven", "prove"]
