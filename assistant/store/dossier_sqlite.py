"""The dossier on SQLite: the tables ``dossier`` and ``plan_versions``, both append-only."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from assistant.dossier.entry import Dossier, Entry
from assistant.store.dossier import PlanVersion
from assistant.store.erasing_sqlite import refuse_erased
from assistant.store.faults import UnknownCase
from assistant.store.forgetting import holds
from assistant.store.once import kept_before, next_write, remember


class SQLiteDossierStore:
    """``assistant.store.dossier.DossierStore`` over the connections of a ``SQLiteStore``."""

    CASES = 512

    def __init__(
        self, db: Callable[[], Database], transaction: Callable[[], AbstractContextManager[Database]], notice: Callable[[], int]
    ) -> None:
        self._db, self._transaction, self._notice = db, transaction, notice
        self._generation = 0
        # an entry never changes once it is there, so each is read from the disk once
        self._known: OrderedDict[str, tuple[Entry, ...]] = OrderedDict()
        self._lock = threading.Lock()
        holds(self)

    def forget(self) -> None:
        """See ``assistant.store.forgetting``."""
        with self._lock:
            self._known.clear()
            self._generation += 1

    def append(self, case_id: str, entry: Entry, check: Callable[[Dossier], None] | None = None) -> Entry:
        """See ``DossierStore``."""
        return self.append_all(case_id, [entry], check)[0]

    def append_all(
        self, case_id: str, entries: Sequence[Entry], check: Callable[[Dossier], None] | None = None
    ) -> list[Entry]:
        """See ``DossierStore``."""
        name = next_write()
        with self._transaction() as db:
            _known_case(db, case_id)
            if (before := kept_before(db, name)) is not None:
                return [one for one in _read(db, case_id, 0) if one.id in before]
            if check is not None:
                check(Dossier.of(_read(db, case_id, 0)))
            kept = [_insert(db, case_id, entry) for entry in entries]
            remember(db, name, [one.id for one in kept], entries[0].at if entries else "")
            return kept

    def entries(self, case_id: str) -> list[Entry]:
        """See ``DossierStore``."""
        self._notice()
        with self._lock:
            known, generation = self._known.get(case_id, ()), self._generation
        fresh = _read(self._db(), case_id, known[-1].id if known else 0)
        if not fresh:
            return list(known)
        rows = known + tuple(fresh)
        with self._lock:
            if generation != self._generation:
                return list(rows)  # something was erased meanwhile: not to be remembered
            if len(rows) > len(self._known.get(case_id, ())):
                self._known[case_id] = rows
            self._known.move_to_end(case_id)
            while len(self._known) > self.CASES:
                self._known.popitem(last=False)
        return list(rows)

    def entries_of(self, kinds: Sequence[str]) -> dict[str, list[Entry]]:
        """See ``DossierStore``."""
        found: dict[str, list[Entry]] = {}
        marks = ", ".join("?" for _ in kinds)
        query = f"SELECT * FROM dossier WHERE kind IN ({marks}) ORDER BY id"
        for row in self._db().query(query, list(kinds)):
            found.setdefault(row["case_id"], []).append(_entry(row))
        return found

    def marks(self) -> dict[str, int]:
        """See ``DossierStore``."""
        return dict(self._db().execute("SELECT case_id, max(id) FROM dossier GROUP BY case_id").fetchall())

    def mark(self, case_id: str) -> int:
        """See ``DossierStore``."""
        row = self._db().execute("SELECT coalesce(max(id), 0) FROM dossier WHERE case_id = ?", [case_id]).fetchone()
        return int(row[0])

    def set_plan(
        self, version: PlanVersion, entry: Entry, check: Callable[[Dossier, Sequence[PlanVersion]], None]
    ) -> PlanVersion:
        """See ``DossierStore``."""
        with self._transaction() as db:
            _known_case(db, version.case_id)
            check(Dossier.of(_read(db, version.case_id, 0)), _versions(db, version.case_id))
            db.execute(
                "INSERT INTO plan_versions (case_id, number, document, plan, digest, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    version.case_id, version.number, _dumps(version.document), _dumps(version.plan), version.digest,
                    version.by, version.at,
                ],
            )  # fmt: skip
            _insert(db, version.case_id, entry)
        return version

    def versions(self, case_id: str) -> list[PlanVersion]:
        """See ``DossierStore``."""
        return _versions(self._db(), case_id)


def _known_case(db: Database, case_id: str) -> None:
    if db.execute("SELECT 1 FROM cases WHERE id = ?", [case_id]).fetchone() is None:
        raise UnknownCase(case_id)
    refuse_erased(db, case_id)


def _insert(db: Database, case_id: str, entry: Entry) -> Entry:
    cursor = db.execute(
        "INSERT INTO dossier (case_id, kind, data, by, at) VALUES (?, ?, ?, ?, ?)",
        [case_id, entry.kind, _dumps(entry.data), entry.by, entry.at],
    )
    return replace(entry, id=int(cursor.lastrowid or 0))


def _read(db: Database, case_id: str, after: int) -> list[Entry]:
    rows = db.query("SELECT * FROM dossier WHERE case_id = ? AND id > ? ORDER BY id", [case_id, after])
    return [_entry(row) for row in rows]


def _versions(db: Database, case_id: str) -> list[PlanVersion]:
    rows = db.query("SELECT * FROM plan_versions WHERE case_id = ? ORDER BY number", [case_id])
    return [
        PlanVersion(
            row["case_id"], row["number"], json.loads(row["document"]), json.loads(row["plan"]), row["digest"], row["by"],
            row["at"],
        )
        for row in rows
    ]  # fmt: skip


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(row["kind"], json.loads(row["data"]), row["by"], row["at"], row["id"])


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
