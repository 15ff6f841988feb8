"""The store on SQLite, through sqlite-utils. The only module beside ``migrations`` that knows the tables."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from assistant.durable_file import make_folder
from assistant.record import Answer
from assistant.renditions.model import Source
from assistant.store import Case, Event, Session, StaffAccount, Turn, UnknownCase, Words
from assistant.store.audit_sqlite import SQLiteAuditStore
from assistant.store.connecting import NewerDatabase, OtherKey, connect, connect_to_write, refuse_plain
from assistant.store.dossier_sqlite import SQLiteDossierStore
from assistant.store.erasing_sqlite import SQLiteErasingStore, refuse_erased
from assistant.store.faults import StoreBusy, StoreFull
from assistant.store.forgetting import Forgetting, holds
from assistant.store.migrations import migrations
from assistant.store.once import kept_before, next_write, remember
from assistant.store.translation_sqlite import SQLiteTranslationStore, SQLiteTranslationWriter
from assistant.store.write_queue import WriteQueue

BUSY_TIMEOUT_MS = 5_000
ANSWER_COLUMNS = [column.name for column in fields(Answer) if column.name != "id"]
JSON_ANSWER_COLUMNS = {"value", "detail"}


def open_store(file: Path, key: bytes, before_migrating: Callable[[list[str]], None] | None = None) -> SQLiteStore:
    """Open (and, when needed, make or migrate) the store in ``file``, encrypted with ``key`` (32 bytes).

    Args:
        file: the database.
        key: of the database.
        before_migrating: called with the names of the migrations to come when the file holds data of an earlier version;
            what it raises stops the opening, with nothing changed.

    Raises:
        StoreFull: the disk is full or the file cannot be written.
        OtherKey: it was encrypted with another key, or is no database of ours. NotEncrypted: of an earlier version.
        NewerDatabase: it was made by a later version of the program. StoreDamaged: a page is damaged.
    """
    make_folder(file.parent)
    refuse_plain(file)
    store = SQLiteStore(file, key)
    if file.exists() and file.stat().st_size:
        with store._faults():
            # nothing is written before it is known that the key fits and the version is ours
            pending = store._pending()
        if pending:
            with _alone(file):
                with store._faults():
                    pending = store._pending()
                if pending and before_migrating is not None:
                    before_migrating(pending)
                with store._faults():
                    migrations.apply(store.db)
    else:
        with _alone(file), store._faults():
            migrations.apply(store.db)
    file.chmod(0o600)
    return store


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One process at a time makes or migrates the tables: parts may start at the same moment."""
    lock = os.open(file.with_name(f".{file.name}.migrating"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


class SQLiteStore:
    """``assistant.store.Store`` on one SQLite file; one connection per thread, so any thread may call it."""

    def __init__(self, file: Path, key: bytes) -> None:
        self.file = file
        self._key = key
        self._local = threading.local()
        self._connections: list[sqlcipher.Connection] = []
        self._lock = threading.Lock()
        self._queue = WriteQueue()
        self._watch: sqlcipher.Connection | None = None
        self._cases: tuple[int, tuple[Case, ...]] | None = None
        self._forgetting = Forgetting(lambda: self.db, self.version)
        self._answers = holds(_AppendOnly("answers", _answer, self._forgetting.notice))
        self._events = holds(_AppendOnly("events", _event, self._forgetting.notice))
        self.translation = SQLiteTranslationStore(lambda: self.db, self._transaction, self._forgetting.notice)
        self.audit = SQLiteAuditStore(lambda: self.db, self._transaction)
        self.dossier = SQLiteDossierStore(lambda: self.db, self._transaction, self._forgetting.notice)
        self.erasing = SQLiteErasingStore(lambda: self.db, self._transaction, self._forgetting.notice, self._faults)

    @property
    def db(self) -> Database:
        """This thread's connection."""
        db: Database | None = getattr(self._local, "db", None)
        if db is None:
            with self._faults():
                connection = connect_to_write(self.file, self._key, timeout=BUSY_TIMEOUT_MS / 1000)
            db = Database(connection)
            self._local.db = db
            with self._lock:
                self._connections.append(connection)
        return db

    def connect(self) -> sqlcipher.Connection:
        """One more connection, for a backup or a test; the caller closes it."""
        return connect(self.file, self._key)

    def _pending(self) -> list[str]:
        """The migrations that this file still needs; raises NewerDatabase when it has some that are not ours."""
        with closing(self.connect()) as connection:
            here = Database(connection)
            known = {one.name for one in migrations._migrations}
            applied = [one.name for one in migrations.applied(here)]
            if strange := [name for name in applied if name not in known]:
                raise NewerDatabase(
                    f"{self.file.name} was made by a later version of this program ({strange[-1]}): start that version, or "
                    "restore a backup of before; nothing was touched"
                )
            return [one.name for one in migrations.pending(here)]

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self._watch = self._cases = None
        self._local = threading.local()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlcipher.OperationalError as fault:
            text = str(fault)
            if "locked" in text or "busy" in text:
                raise StoreBusy("the database is in use by another process: try again") from fault
            if "full" in text or "readonly" in text or "disk I/O" in text or "unable to open" in text:
                raise StoreFull(f"nothing could be kept ({text}): free some disk space and try again") from fault
            raise
        except sqlcipher.DatabaseError as fault:
            if "not a database" in str(fault):
                raise OtherKey(
                    f"{self.file.name} was encrypted with another key, or is not a database of this assistant, or its first page "
                    "is damaged: give the right key, restore a backup, or point INTAKE_DATA elsewhere; nothing was touched"
                ) from fault
            raise

    @contextmanager
    def _transaction(self) -> Iterator[Database]:
        with self._faults():
            db = self.db
            self._queue.begin(db.conn)
            try:
                db.changes_at_begin = db.conn.total_changes  # type: ignore[attr-defined]
                try:
                    yield db
                    db.execute("COMMIT")
                except BaseException:
                    db.rollback()
                    raise
            finally:
                self._queue.done()

    # cases ---------------------------------------------------------------------------------------

    def add_case(self, case: Case) -> Case:
        """See ``Store``."""
        with self._transaction() as db:
            number = (db.execute("SELECT max(number) FROM cases").fetchone()[0] or 0) + 1
            kept = replace(case, number=number)
            db.table("cases").insert({**kept.__dict__, "constructed": int(kept.constructed)})
        return kept

    def case(self, case_id: str) -> Case:
        """See ``Store``."""
        for row in self.db.query("SELECT * FROM cases WHERE id = ?", [case_id]):
            return _case(row)
        raise UnknownCase(case_id)

    def case_with_code(self, code_digest: str) -> Case | None:
        """See ``Store``."""
        for row in self.db.query("SELECT * FROM cases WHERE code_digest = ?", [code_digest]):
            return _case(row)
        return None

    def cases(self) -> list[Case]:
        """See ``Store``."""
        # read again only when something was kept; the version is asked first, so that nothing kept meanwhile is missed
        version, kept = self.version(), self._cases
        if kept is not None and kept[0] == version and not self.db.conn.in_transaction:
            return list(kept[1])
        columns = ", ".join(one.name for one in fields(Case))
        rows = self.db.execute(f"SELECT {columns} FROM cases ORDER BY number DESC")
        found = tuple(Case(*(*row[:4], bool(row[4]), *row[5:])) for row in rows)
        if not self.db.conn.in_transaction:
            self._cases = version, found
        return list(found)

    # turns ---------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, case_id: str) -> Iterator[_TurnWriter]:
        """See ``Store``."""
        with self._transaction() as db:
            refuse_erased(db, case_id)
            yield _TurnWriter(db, case_id)

    def answers(self, case_id: str) -> list[Answer]:
        """See ``Store``."""
        return list(self._answers.rows(self.db, case_id))

    def events(self, case_id: str) -> list[Event]:
        """See ``Store``."""
        return list(self._events.rows(self.db, case_id))

    def last_turn(self, case_id: str) -> Turn | None:
        """See ``Store``."""
        return self._one_turn("case_id = ? ORDER BY number DESC LIMIT 1", [case_id])

    def turn_of_message(self, case_id: str, message_id: str) -> Turn | None:
        """See ``Store``."""
        return self._one_turn("case_id = ? AND message_id = ?", [case_id, message_id])

    def turns(self, case_id: str) -> list[Turn]:
        """See ``Store``."""
        rows = self.db.query("SELECT * FROM turns WHERE case_id = ? ORDER BY number", [case_id])
        return [_turn(row) for row in rows]

    def _one_turn(self, where: str, parameters: Sequence[Any]) -> Turn | None:
        for row in self.db.query(f"SELECT * FROM turns WHERE {where}", list(parameters)):
            return _turn(row)
        return None

    # the inbox -----------------------------------------------------------------------------------

    def put_words(self, words: Words) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            refuse_erased(db, words.case_id)
            db.execute(
                "INSERT OR IGNORE INTO inbox (case_id, message_id, prompt_id, text, at, device, trusted) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    words.case_id,
                    words.message_id,
                    words.prompt_id,
                    words.text,
                    words.at,
                    words.device,
                    int(words.trusted),
                ],
            )

    def words(self, case_id: str, message_id: str) -> Words | None:
        """See ``Store``."""
        return self._one_words("case_id = ? AND message_id = ?", [case_id, message_id])

    def unprocessed_words(self, case_id: str) -> Words | None:
        """See ``Store``."""
        return self._one_words("case_id = ? AND turn IS NULL ORDER BY rowid LIMIT 1", [case_id])

    def _one_words(self, where: str, parameters: Sequence[Any]) -> Words | None:
        for row in self.db.query(f"SELECT * FROM inbox WHERE {where}", list(parameters)):
            return Words(
                row["case_id"], row["message_id"], row["prompt_id"], row["text"], row["at"], row["device"],
                bool(row["trusted"]),
            )  # fmt: skip
        return None

    # what the pages poll -------------------------------------------------------------------------

    def last_change(self, case_id: str) -> int:
        """See ``Store``."""
        # turns and events only ever grow, and a decision of staff is an event without a turn
        row = self.db.execute(
            "SELECT (SELECT count(*) FROM turns WHERE case_id = ?) + (SELECT count(*) FROM events WHERE case_id = ?)",
            [case_id, case_id],
        ).fetchone()
        return int(row[0])

    def changes(self) -> dict[str, int]:
        """See ``Store``."""
        query = (
            "SELECT case_id, sum(n) FROM (SELECT case_id, count(*) AS n FROM turns GROUP BY case_id "
            "UNION ALL SELECT case_id, count(*) AS n FROM events GROUP BY case_id) GROUP BY case_id"
        )
        return {case_id: int(count) for case_id, count in self.db.execute(query)}

    def version(self) -> int:
        """See ``Store``."""
        with self._lock:
            if self._watch is None:
                # a connection that never writes: SQLite counts for it what every other one committed
                self._watch = connect(self.file, self._key)
                self._connections.append(self._watch)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def activity(self) -> dict[str, str]:
        """See ``Store``."""
        # one look into the index per case: reading every turn would read every reply that was ever given
        query = (
            "SELECT id, (SELECT at FROM turns WHERE case_id = cases.id ORDER BY number DESC LIMIT 1) AS last FROM cases "
            "WHERE last IS NOT NULL"
        )
        return dict(self.db.execute(query).fetchall())

    # sessions and accounts -----------------------------------------------------------------------

    def add_session(self, session: Session) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            # those of persons stay: whoever enters a code later is on another device
            db.execute("DELETE FROM sessions WHERE kind <> 'person' AND expires_at < ?", [session.created_at])
            db.table("sessions").insert({**session.__dict__, "trusted": int(session.trusted)})

    def session(self, digest: str) -> Session | None:
        """See ``Store``."""
        for row in self.db.query("SELECT * FROM sessions WHERE digest = ?", [digest]):
            return Session(**{**row, "trusted": bool(row["trusted"])})
        return None

    def trust_session(self, digest: str) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute("UPDATE sessions SET trusted = 1 WHERE digest = ?", [digest])

    def has_sessions(self, case_id: str) -> bool:
        """See ``Store``."""
        return bool(self.db.execute("SELECT 1 FROM sessions WHERE case_id = ? LIMIT 1", [case_id]).fetchone())

    def end_session(self, digest: str) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute("DELETE FROM sessions WHERE digest = ? AND kind <> 'person'", [digest])
            db.execute("UPDATE sessions SET expires_at = '' WHERE digest = ?", [digest])

    def end_sessions(self, login: str, *, but: str | None = None) -> int:
        """See ``Store``."""
        with self._transaction() as db:
            found = db.execute("DELETE FROM sessions WHERE login = ? AND digest IS NOT ?", [login, but])
            return int(found.rowcount)

    def staff_sessions(self, login: str) -> list[Session]:
        """See ``Store``."""
        return self._sessions("login = ? AND kind = 'staff'", login)

    def case_sessions(self, case_id: str) -> list[Session]:
        """See ``Store``."""
        return self._sessions("case_id = ? AND kind = 'person' AND expires_at <> ''", case_id)

    def _sessions(self, where: str, value: str) -> list[Session]:
        rows = self.db.query(f"SELECT * FROM sessions WHERE {where} ORDER BY rowid", [value])  # a clock set back changes no order
        return [Session(**{**row, "trusted": bool(row["trusted"])}) for row in rows]

    def session_seen(self, digest: str, at: str) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute("UPDATE sessions SET seen_at = ? WHERE digest = ?", [at, digest])

    def use_once(self, digest: str, at: str, expires_at: str) -> bool:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute("DELETE FROM sessions WHERE kind = 'used' AND expires_at < ?", [at])
            kept = db.execute(
                "INSERT OR IGNORE INTO sessions (digest, kind, trusted, created_at, expires_at) VALUES (?, 'used', 0, ?, ?)",
                [digest, at, expires_at],
            )
            return int(kept.rowcount) == 1

    def replace_code(self, case_id: str, code_digest: str, expires_at: str, second_fact_digest: str | None) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            changed = db.execute(
                "UPDATE cases SET code_digest = ?, code_expires_at = ?, "
                "second_fact_digest = coalesce(?, second_fact_digest) WHERE id = ?",
                [code_digest, expires_at, second_fact_digest, case_id],
            )
            if changed.rowcount != 1:
                raise UnknownCase(case_id)
            db.execute("UPDATE sessions SET expires_at = '' WHERE case_id = ?", [case_id])
        self._cases = None

    def add_staff(self, account: StaffAccount) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            db.table("staff").insert({**account.__dict__, "must_change": int(account.must_change)}, replace=True)

    def staff(self, login: str) -> StaffAccount | None:
        """See ``Store``."""
        for row in self.db.query("SELECT * FROM staff WHERE login = ?", [login]):
            return _staff(row)
        return None

    def staff_accounts(self) -> list[StaffAccount]:
        """See ``Store``."""
        return [_staff(row) for row in self.db.query("SELECT * FROM staff ORDER BY login")]

    def staff_logins(self) -> list[str]:
        """See ``Store``."""
        return [row[0] for row in self.db.execute("SELECT login FROM staff ORDER BY login")]

    def staff_with_subject(self, issuer: str, subject: str) -> StaffAccount | None:
        """See ``Store``."""
        for row in self.db.query("SELECT * FROM staff WHERE issuer = ? AND subject = ?", [issuer, subject]):
            return _staff(row)
        return None

    def take_totp_step(self, login: str, step: int) -> bool:
        """See ``Store``."""
        with self._transaction() as db:
            query = "UPDATE staff SET totp_last = ? WHERE login = ? AND coalesce(totp_last, 0) < ?"
            return int(db.execute(query, [step, login, step]).rowcount) == 1

    def reserve_try(
        self, subjects: Sequence[str], at: str, forget_before: str, check: Callable[[Sequence[Sequence[str]]], None]
    ) -> list[int]:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute("DELETE FROM failures WHERE at < ?", [forget_before])
            query = "SELECT at FROM failures WHERE subject = ? ORDER BY at"
            check([[row[0] for row in db.execute(query, [subject])] for subject in subjects])
            insert = "INSERT INTO failures (subject, at) VALUES (?, ?)"
            return [int(db.execute(insert, [subject, at]).lastrowid or 0) for subject in subjects]

    def release_try(self, tries: Sequence[int]) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            for one in tries:
                db.execute("DELETE FROM failures WHERE id = ?", [one])

    def clear_failures(self, subject: str) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute("DELETE FROM failures WHERE subject = ?", [subject])

    # question sets -------------------------------------------------------------------------------

    def keep_catalogue(self, name: str, version: str, questions: dict[str, Any], at: str) -> None:
        """See ``Store``."""
        text = _dumps(questions)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        with self._faults():
            known = self.db.execute(
                "SELECT 1 FROM catalogues WHERE name = ? AND version = ? AND digest = ?", (name, version, digest)
            ).fetchone()
        if known is None:
            with self._transaction() as db:
                db.execute(
                    "INSERT INTO catalogues (name, version, digest, questions, at) VALUES (?, ?, ?, ?, ?)",
                    (name, version, digest, text, at),
                )

    def kept_questions(self, name: str, version: str) -> dict[str, Any]:
        """See ``Store``."""
        row = self.db.execute(
            "SELECT questions FROM catalogues WHERE name = ? AND version = ? ORDER BY id DESC LIMIT 1", (name, version)
        ).fetchone()
        found: dict[str, Any] = json.loads(row[0]) if row else {}
        return found

    # approvals of texts --------------------------------------------------------------------------

    def approvals(self) -> dict[str, set[tuple[str, str, str]]]:
        """See ``Store``."""
        found: dict[str, set[tuple[str, str, str]]] = {}
        query = (
            "SELECT language, text_id, dutch_hash, text_hash FROM approvals a WHERE NOT coalesce("
            "(SELECT withdrawn FROM approval_changes WHERE approval_id = a.id ORDER BY id DESC LIMIT 1), 0)"
        )
        for language, *text in self.db.execute(query):
            found.setdefault(language, set()).add((text[0], text[1], text[2]))
        return found

    def approve_text(self, language: str, text_id: str, dutch_hash: str, text_hash: str, who: str, at: str) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO approvals (language, text_id, dutch_hash, text_hash, who, at) VALUES (?, ?, ?, ?, ?, ?)",
                [language, text_id, dutch_hash, text_hash, who, at],
            )


class _AppendOnly[Row]:
    """Rows of an append-only table by case, each read from the disk once.

    A row never changes once it is there, so a turn reads only what is new: its cost does not grow with the talk. Rows
    of a turn that is rolled back never come here, because only committed rows are remembered.
    """

    CASES = 256

    def __init__(self, table: str, read: Callable[[dict[str, Any]], Row], notice: Callable[[], int]) -> None:
        self._query = f"SELECT * FROM {table} WHERE case_id = ? AND id > ? ORDER BY id"
        self._read, self._notice = read, notice
        self._generation = 0
        self._known: OrderedDict[str, tuple[Row, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, db: Database, case_id: str) -> tuple[Row, ...]:
        """All rows of the case, oldest first, as this connection sees them."""
        self._notice()
        with self._lock:
            known, generation = self._known.get(case_id, ()), self._generation
        last = known[-1].id if known else 0  # type: ignore[attr-defined]
        fresh = tuple(self._read(row) for row in db.query(self._query, [case_id, last]))
        if not fresh:
            return known
        rows = known + fresh
        if self._written_here(db):
            # inside a transaction that already wrote: not committed yet, so not to be remembered
            return rows
        with self._lock:
            if generation != self._generation:
                return rows  # something was erased meanwhile: not to be remembered
            if len(rows) > len(self._known.get(case_id, ())):
                self._known[case_id] = rows
            self._known.move_to_end(case_id)
            while len(self._known) > self.CASES:
                self._known.popitem(last=False)
        return rows

    def forget(self) -> None:
        """See ``assistant.store.forgetting``."""
        with self._lock:
            self._known.clear()
            self._generation += 1

    @staticmethod
    def _written_here(db: Database) -> bool:
        return bool(db.conn.in_transaction) and db.conn.total_changes != getattr(db, "changes_at_begin", -1)


class _TurnWriter:
    """Writes of one turn, within the transaction that ``SQLiteStore.writing`` opened."""

    def __init__(self, db: Database, case_id: str) -> None:
        self._db, self._case_id = db, case_id

    def answer(self, answer: Answer) -> Answer:
        version = self._db.execute(
            "SELECT coalesce(max(version), 0) + 1 FROM answers WHERE case_id = ? AND question = ? AND entry IS ?",
            [self._case_id, answer.question, answer.entry],
        ).fetchone()[0]
        kept = replace(answer, version=version)
        row = {name: getattr(kept, name) for name in ANSWER_COLUMNS}
        row["to_confirm"] = int(kept.to_confirm)
        for name in JSON_ANSWER_COLUMNS:
            row[name] = None if row[name] is None else _dumps(row[name])
        columns = ["case_id", *row]
        marks = ", ".join("?" for _ in columns)
        cursor = self._db.execute(
            f"INSERT INTO answers ({', '.join(columns)}) VALUES ({marks})", [self._case_id, *row.values()]
        )
        return replace(kept, id=cursor.lastrowid)

    def event(self, event: Event) -> Event:
        cursor = self._db.execute(
            "INSERT INTO events (case_id, kind, at, turn, data) VALUES (?, ?, ?, ?, ?)",
            [self._case_id, event.kind, event.at, event.turn, _dumps(event.data)],
        )
        return replace(event, id=cursor.lastrowid)

    def event_once(self, event: Event) -> tuple[Event, bool]:
        name = next_write()
        if before := kept_before(self._db, name):
            (row,) = self._db.query("SELECT * FROM events WHERE id = ?", [before[0]])
            return _event(row), False
        kept = self.event(event)
        remember(self._db, name, [kept.id], event.at)
        return kept, True

    def source(self, source: Source) -> Source:
        return SQLiteTranslationWriter(self._db).source(replace(source, case_id=self._case_id))

    def turn(self, turn: Turn) -> None:
        self._db.execute(
            "INSERT INTO turns (case_id, number, message_id, kind, words, reply, cursor, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self._case_id, turn.number, turn.message_id, turn.kind, turn.words, _dumps(turn.reply),
                _dumps(turn.cursor), turn.at,
            ],
        )  # fmt: skip
        self._db.execute(
            "UPDATE inbox SET turn = ? WHERE case_id = ? AND message_id = ?",
            [turn.number, self._case_id, turn.message_id],
        )

    def language(self, language: str) -> None:
        self._db.execute("UPDATE cases SET language = ? WHERE id = ?", [language, self._case_id])


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _case(row: dict[str, Any]) -> Case:
    return Case(**{**row, "constructed": bool(row["constructed"])})


def _staff(row: dict[str, Any]) -> StaffAccount:
    return StaffAccount(**{**row, "must_change": bool(row["must_change"])})


def _turn(row: dict[str, Any]) -> Turn:
    return Turn(
        row["case_id"], row["number"], row["message_id"], row["kind"], row["words"], json.loads(row["reply"]),
        json.loads(row["cursor"]), row["at"],
    )  # fmt: skip


def _event(row: dict[str, Any]) -> Event:
    return Event(row["kind"], row["at"], row["turn"], json.loads(row["data"]), row["id"])


def _answer(row: dict[str, Any]) -> Answer:
    data = {name: row[name] for name in ANSWER_COLUMNS}
    data["to_confirm"] = bool(data["to_confirm"])
    for name in JSON_ANSWER_COLUMNS:
        data[name] = None if data[name] is None else json.loads(data[name])
    return Answer(id=row["id"], **data)
