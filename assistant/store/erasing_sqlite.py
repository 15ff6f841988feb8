"""``ErasingStore`` on the SQLite file of the store. The tables it empties are those of all migrations: see ``_OF_A_CASE``."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from assistant.store.erasing import Declaration, Erasure, Staying
from assistant.store.faults import ErasedCase
from assistant.store.translation import Recording

ALL = "alles"
_SOURCES = "source_id IN (SELECT id FROM sources WHERE case_id = :case)"
_OF_A_CASE = {
    "desk_leases": _SOURCES,
    "desk_drafts": _SOURCES,
    "desk_passed": f"(case_id = :case OR {_SOURCES})",
    "memory": f"rendition_id IN (SELECT id FROM renditions WHERE {_SOURCES})",
    "notes": _SOURCES,
    "reviews": _SOURCES,
    "renditions": _SOURCES,
    "jobs": _SOURCES,
    "sources": "case_id = :case",
    "answers": "case_id = :case",
    "turns": "case_id = :case",
    "inbox": "case_id = :case",
    "events": "case_id = :case",
    "plan_versions": "case_id = :case",
    "dossier": "case_id = :case",
    "sessions": "case_id = :case",
    "failures": "subject LIKE '%' || :case",
}
"""Table -> which of its rows are of a case, in the order in which they can go (children first).

Not here: ``cases`` (emptied), ``recordings`` (withdrawn, the sound destroyed), ``audit`` and ``erasures`` (no words; the proof).
A test compares this with the tables there are.
"""
_NO_ID = {"jobs": "source_id", "desk_leases": "source_id", "desk_drafts": "source_id"}
_OLD = {
    "sessions": "expires_at < ?", "failures": "at < ?", "desk_drafts": "at < ?", "shut_doors": "at < ?", "sent_once": "at < ?",
}  # fmt: skip


def refuse_erased(db: Database, case_id: str) -> None:
    """Raise ErasedCase when everything of this case was erased; to be asked within a write."""
    row = db.execute("SELECT erased FROM cases WHERE id = ?", [case_id]).fetchone()
    if row is not None and row[0] == ALL:
        raise ErasedCase(case_id)


class SQLiteErasingStore:
    """See ``ErasingStore``."""

    def __init__(
        self,
        db: Callable[[], Database],
        transaction: Callable[[], AbstractContextManager[Database]],
        notice: Callable[[], int],
        faults: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._db, self._transaction, self._notice, self._faults = db, transaction, notice, faults

    @contextmanager
    def writing(self, case_id: str) -> Iterator[SQLiteErasingWriter]:
        """See ``ErasingStore``."""
        with self._transaction() as db:
            db.execute("INSERT INTO erasing (case_id) VALUES (?)", [case_id])
            yield SQLiteErasingWriter(db, case_id)
            db.execute("DELETE FROM erasing WHERE case_id = ?", [case_id])
        self._notice()

    def erasures(self, case_id: str | None = None) -> list[Erasure]:
        """See ``ErasingStore``."""
        where, about = ("WHERE case_id = ?", [case_id]) if case_id is not None else ("", [])
        return [_erasure(row) for row in self._db().query(f"SELECT * FROM erasures {where} ORDER BY id", about)]

    def erasure(self, erasure_id: int) -> Erasure | None:
        """See ``ErasingStore``."""
        rows = self._db().query("SELECT * FROM erasures WHERE id = ?", [erasure_id])
        return next((_erasure(row) for row in rows), None)

    def recordings(self, case_id: str) -> list[Recording]:
        """See ``ErasingStore``."""
        names = ", ".join(one.name for one in fields(Recording))
        rows = self._db().query(f"SELECT {names} FROM recordings WHERE case_id = ? ORDER BY id", [case_id])
        return [Recording(**row) for row in rows]

    def files_to_go(self) -> list[str]:
        """See ``ErasingStore``."""
        return [row[0] for row in self._db().execute("SELECT file FROM recordings WHERE withdrawn_at IS NOT NULL")]

    def shut(self, digest: str) -> bool:
        """See ``ErasingStore``."""
        return self._db().execute("SELECT 1 FROM shut_doors WHERE digest = ?", [digest]).fetchone() is not None

    def declarations(self) -> list[Declaration]:
        """See ``ErasingStore``."""
        query = "SELECT number, at, by, document, digest, id FROM declarations ORDER BY id"
        return [Declaration(*row) for row in self._db().execute(query)]

    def rewrite_log(self) -> bool:
        """See ``ErasingStore``."""
        with self._faults():
            for wait in (0.0, 0.05, 0.2, 0.5, 1.0):
                time.sleep(wait)
                busy = self._db().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                if not busy:
                    return True
        return False

    def forget_old(self, table: str, before: str) -> int:
        """See ``ErasingStore``."""
        with self._transaction() as db:
            return int(db.execute(f"DELETE FROM {table} WHERE {_OLD[table]}", [before]).rowcount)

    def count_old(self, table: str, before: str) -> int:
        """See ``ErasingStore``."""
        return int(self._db().execute(f"SELECT count(*) FROM {table} WHERE {_OLD[table]}", [before]).fetchone()[0])

    def notice(self) -> int:
        """See ``ErasingStore``."""
        return self._notice()


class SQLiteErasingWriter:
    """See ``ErasingWriter``; within one transaction."""

    def __init__(self, db: Database, case_id: str) -> None:
        self._db, self._case_id = db, case_id

    def erase(self, staying: Staying, keep_of_events: Mapping[str, frozenset[str]], at: str) -> dict[str, int]:
        """See ``ErasingWriter``."""
        self._shut_doors(at)
        facts = self._facts(keep_of_events)
        entries = self._entries_without(staying)
        stays = {
            "answers": staying.answers, "sources": staying.sources, "renditions": staying.renditions,
            "reviews": staying.reviews, "notes": staying.notes, "dossier": staying.entries - staying.without.keys(),
            "jobs": staying.sources,
        }  # fmt: skip
        counts: dict[str, int] = {}
        for table, where in _OF_A_CASE.items():
            if table == "plan_versions" and staying.versions:
                continue
            kept = ", ".join(str(number) for number in sorted(stays.get(table, ())))
            but = f" AND {_NO_ID.get(table, 'id')} NOT IN ({kept})" if kept else ""
            if table == "memory" and staying.renditions:
                # what was learnt goes as a whole: the memory is no source of the plan
                but = ""
            gone = self._db.execute(f"DELETE FROM {table} WHERE {where}{but}", {"case": self._case_id}).rowcount
            if gone:
                counts[table] = int(gone)
        counts |= self._recordings(at)
        for row in facts:
            self._db.execute("INSERT INTO events (case_id, kind, at, turn, data) VALUES (?, ?, ?, ?, ?)", row)
        for entry in entries:
            self._db.execute("INSERT INTO dossier (case_id, kind, data, by, at) VALUES (?, ?, ?, ?, ?)", entry)
        for table, again in (("events", len(facts)), ("dossier", len(entries))):
            if again:
                counts[table] = counts[table] - again
        return {table: number for table, number in counts.items() if number}

    def _shut_doors(self, at: str) -> None:
        doors = "SELECT code_digest FROM cases WHERE id = :case AND code_digest IS NOT NULL"
        doors += " UNION SELECT digest FROM sessions WHERE case_id = :case"
        for (digest,) in self._db.execute(doors, {"case": self._case_id}).fetchall():
            self._db.execute("INSERT OR IGNORE INTO shut_doors (digest, at) VALUES (?, ?)", [digest, at])

    def _facts(self, keep_of_events: Mapping[str, frozenset[str]]) -> list[tuple[str, str, str, int, str]]:
        found = []
        rows = self._db.query("SELECT * FROM events WHERE case_id = ? ORDER BY id", [self._case_id])
        for row in rows:
            if row["kind"] in keep_of_events:
                data = {name: value for name, value in json.loads(row["data"]).items() if name in keep_of_events[row["kind"]]}
                found.append((self._case_id, row["kind"], row["at"], row["turn"], _dumps(data)))
        return found

    def _entries_without(self, staying: Staying) -> list[tuple[str, str, str, str, str]]:
        found = []
        rows = self._db.query("SELECT * FROM dossier WHERE case_id = ? ORDER BY id", [self._case_id])
        for row in rows:
            if row["id"] in staying.without:
                gone = staying.without[row["id"]]
                data = {name: value for name, value in json.loads(row["data"]).items() if name not in gone}
                found.append((self._case_id, row["kind"], _dumps(data), row["by"], row["at"]))
        return found

    def _recordings(self, at: str) -> dict[str, int]:
        done = self._db.execute(
            "UPDATE recordings SET withdrawn_at = ? WHERE case_id = ? AND withdrawn_at IS NULL", [at, self._case_id]
        ).rowcount
        return {"recordings": int(done)} if done > 0 else {}

    def prove(self, *, number: int, at: str, by: str, what: str, ground: str, counts: Mapping[str, int]) -> Erasure:
        """See ``ErasingWriter``."""
        # after what is left of a case was destroyed, nothing may be added to it either
        everything = what != "werkmateriaal"
        emptied = ", label = '', language = NULL" if everything else ""
        self._db.execute(
            "UPDATE cases SET erased = ?, erased_at = ?, code_digest = ?, code_expires_at = ?, second_fact_digest = ''"
            f"{emptied} WHERE id = ?",
            # as a code that was revoked: nothing that is typed ever has this digest
            [ALL if everything else what, at, f"ingetrokken {secrets.token_hex(16)}", at, self._case_id],
        )
        cursor = self._db.execute(
            "INSERT INTO erasures (case_id, number, at, by, what, ground, counts) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [self._case_id, number, at, by, what, ground, _dumps(dict(counts))],
        )
        return Erasure(int(cursor.lastrowid or 0), self._case_id, number, at, by, what, ground, dict(counts))

    def declare(self, declaration: Declaration) -> Declaration:
        """See ``ErasingWriter``."""
        values = (declaration.number, declaration.at, declaration.by, declaration.document, declaration.digest)
        cursor = self._db.execute(
            "INSERT INTO declarations (number, at, by, document, digest) VALUES (?, ?, ?, ?, ?)", list(values)
        )
        return Declaration(*values, id=int(cursor.lastrowid or 0))


def _erasure(row: dict[str, Any]) -> Erasure:
    return Erasure(**{**row, "counts": json.loads(str(row["counts"]))})


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


__all__ = ["ALL", "SQLiteErasingStore", "SQLiteErasingWriter", "refuse_erased"]
