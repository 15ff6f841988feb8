"""``AuditStore`` on the SQLite file of the store; knows the table ``audit`` of migration ``m006_trust``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlite_utils import Database

from assistant.store.audit import AuditRow

_COLUMNS = "at, who, role, what, case_id, about, previous, digest, id"


class SQLiteAuditStore:
    """See ``AuditStore``. ``db`` gives the calling thread's connection, ``transaction`` one durable write."""

    def __init__(self, db: Callable[[], Database], transaction: Callable[[], AbstractContextManager[Database]]) -> None:
        self._db, self._transaction = db, transaction

    def add(self, make: Callable[[str], AuditRow]) -> AuditRow:
        """See ``AuditStore``."""
        with self._transaction() as db:
            last = db.execute("SELECT digest FROM audit ORDER BY id DESC LIMIT 1").fetchone()
            row = make(last[0] if last else "")
            cursor = db.execute(
                "INSERT INTO audit (at, who, role, what, case_id, about, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [row.at, row.who, row.role, row.what, row.case_id, row.about, row.previous, row.digest],
            )
        return replace(row, id=cursor.lastrowid)

    def rows(self, after: int = 0) -> Iterator[AuditRow]:
        """See ``AuditStore``."""
        for row in self._db().execute(f"SELECT {_COLUMNS} FROM audit WHERE id > ? ORDER BY id", [after]):
            yield AuditRow(*row)

    def of_case(self, case_id: str) -> list[AuditRow]:
        """See ``AuditStore``."""
        rows = self._db().execute(f"SELECT {_COLUMNS} FROM audit WHERE case_id = ? ORDER BY id", [case_id])
        return [AuditRow(*row) for row in rows]

    def last(self, what: str) -> AuditRow | None:
        """See ``AuditStore``."""
        row = self._db().execute(f"SELECT {_COLUMNS} FROM audit WHERE what = ? ORDER BY id DESC LIMIT 1", [what]).fetchone()
        return AuditRow(*row) if row else None

    def head(self) -> AuditRow | None:
        """See ``AuditStore``."""
        row = self._db().execute(f"SELECT {_COLUMNS} FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        return AuditRow(*row) if row else None
