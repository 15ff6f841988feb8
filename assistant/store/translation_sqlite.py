"""``TranslationStore`` on the SQLite file of the store; knows the tables of migration ``m003_renditions``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields, replace
from typing import Any

from sqlite_utils import Database

from assistant.renditions.model import Note, Rendition, Review, Source, SourceKind
from assistant.store.forgetting import holds
from assistant.store.translation import (
    ChangeMark,
    Job,
    JobState,
    LocalText,
    MemorySegment,
    NotYours,
    Passed,
    Recording,
    Reviewer,
    TextApproval,
    UnknownSource,
)
from assistant.store.unreviewed import APPROVED, UnreviewedCounts, counted

# the words are read with the source, from where they were said
_SOURCE = """SELECT s.*, coalesce(a.words, json_extract(e.data, '$.words'), '') AS words FROM sources s
LEFT JOIN answers a ON s.kind = 'answer' AND a.id = s.ref
LEFT JOIN events e ON s.kind = 'event' AND e.id = s.ref"""

_OF_A_CASE = ("answers", "events", "sources")
_OF_A_SOURCE = ("renditions", "reviews", "notes")


class SQLiteTranslationStore:
    """See ``TranslationStore``. ``db`` gives the calling thread's connection, ``transaction`` one durable write."""

    def __init__(
        self, db: Callable[[], Database], transaction: Callable[[], AbstractContextManager[Database]], notice: Callable[[], int]
    ) -> None:
        self._db, self._transaction, self._notice = db, transaction, notice
        self._unreviewed = holds(UnreviewedCounts())

    # writing -------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[SQLiteTranslationWriter]:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            yield SQLiteTranslationWriter(db)

    @contextmanager
    def deciding(self, source_id: int, login: str, now: str) -> Iterator[SQLiteTranslationWriter]:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            row = db.execute(
                "SELECT 1 FROM desk_leases WHERE source_id = ? AND login = ? AND until >= ?", [source_id, login, now]
            ).fetchone()
            if row is None:
                raise NotYours(f"item {source_id} is not held by this reviewer any more")
            yield SQLiteTranslationWriter(db)

    # sources and what became of them ---------------------------------------------------------------

    def source(self, source_id: int) -> Source:
        """See ``TranslationStore``."""
        for row in self._db().query(f"{_SOURCE} WHERE s.id = ?", [source_id]):
            return _source(row)
        raise UnknownSource(source_id)

    def source_of(self, kind: SourceKind, ref: int) -> Source | None:
        """See ``TranslationStore``."""
        for row in self._db().query(f"{_SOURCE} WHERE s.kind = ? AND s.ref = ?", [kind, ref]):
            return _source(row)
        return None

    def sources(self, case_id: str) -> list[Source]:
        """See ``TranslationStore``."""
        return [_source(row) for row in self._db().query(f"{_SOURCE} WHERE s.case_id = ? ORDER BY s.id", [case_id])]

    def renditions(self, case_id: str) -> list[Rendition]:
        """See ``TranslationStore``."""
        return [_rendition(row) for row in self._of_case("renditions", case_id)]

    def reviews(self, case_id: str) -> list[Review]:
        """See ``TranslationStore``."""
        return [_review(row) for row in self._of_case("reviews", case_id)]

    def notes(self, case_id: str) -> list[Note]:
        """See ``TranslationStore``."""
        return [Note(**row) for row in self._of_case("notes", case_id)]

    def _of_case(self, table: str, case_id: str) -> Iterator[dict[str, Any]]:
        query = f"SELECT t.* FROM {table} t JOIN sources s ON s.id = t.source_id WHERE s.case_id = ? ORDER BY t.id"
        return iter(self._db().query(query, [case_id]))

    def last_translation_change(self, case_id: str) -> int:
        """See ``TranslationStore``."""
        counts = " + ".join(
            f"(SELECT count(*) FROM {table} t JOIN sources s ON s.id = t.source_id WHERE s.case_id = :case)"
            for table in ("renditions", "reviews", "notes")
        )
        return int(self._db().execute(f"SELECT {counts}", {"case": case_id}).fetchone()[0])

    def unreviewed_counts(self, case_id: str | None = None) -> dict[str, int]:
        """See ``TranslationStore``."""
        self._notice()
        return counted(self._db(), [case_id]) if case_id is not None else self._unreviewed.counts(self._db())

    # the machine -----------------------------------------------------------------------------------

    def lease_jobs(
        self, worker: str, pairs: Sequence[tuple[str, str]], count: int, now: str, until: str
    ) -> list[Source]:
        """See ``TranslationStore``."""
        if not pairs:
            return []
        wanted = " OR ".join("(s.from_language = ? AND s.to_language = ?)" for _ in pairs)
        flat = [code for pair in pairs for code in pair]
        free = "j.state = 'queued' AND (j.leased_until IS NULL OR j.leased_until < ?)"
        # looked at without locking first: most looks find nothing
        if (
            not self._db()
            .execute(
                f"SELECT 1 FROM jobs j JOIN sources s ON s.id = j.source_id WHERE {free} AND ({wanted}) LIMIT 1",
                [now, *flat],
            )
            .fetchone()
        ):
            return []
        with self._transaction() as db:
            rows = db.execute(
                f"SELECT j.source_id FROM jobs j JOIN sources s ON s.id = j.source_id WHERE {free} AND ({wanted}) "
                "ORDER BY j.source_id LIMIT ?",
                [now, *flat, count],
            ).fetchall()
            ids = [row[0] for row in rows]
            for source_id in ids:
                db.execute(
                    "UPDATE jobs SET leased_by = ?, leased_until = ?, attempts = attempts + 1, changed_at = ? "
                    "WHERE source_id = ?",
                    [worker, until, now, source_id],
                )
        return [self.source(source_id) for source_id in ids]

    def jobs(self) -> dict[tuple[str, str, str], int]:
        """See ``TranslationStore``."""
        query = (
            "SELECT s.from_language, s.to_language, j.state, count(*) FROM jobs j JOIN sources s ON s.id = j.source_id "
            "GROUP BY 1, 2, 3"
        )
        return {(row[0], row[1], row[2]): row[3] for row in self._db().execute(query)}

    def job(self, source_id: int) -> Job | None:
        """See ``TranslationStore``."""
        names = ", ".join(column.name for column in fields(Job))
        for row in self._db().query(f"SELECT {names} FROM jobs WHERE source_id = ?", [source_id]):
            return Job(**row)
        return None

    def has_translation(self, source_id: int) -> bool:
        """See ``TranslationStore``."""
        query = "SELECT 1 FROM renditions WHERE source_id = ? AND purpose = 'translation' LIMIT 1"
        return self._db().execute(query, [source_id]).fetchone() is not None

    def end_leases(self) -> int:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            done = db.execute(
                "UPDATE jobs SET leased_by = NULL, leased_until = NULL WHERE leased_until IS NOT NULL"
            ).rowcount
        return int(done)

    def machine_details(self, limit: int = 1000) -> list[Mapping[str, Any]]:
        """See ``TranslationStore``."""
        query = "SELECT detail FROM renditions WHERE origin = 'machine' ORDER BY id DESC LIMIT ?"
        return [json.loads(row[0]) for row in self._db().execute(query, [limit])]

    def requeue(self, pairs: Sequence[tuple[str, str]], now: str) -> int:
        """See ``TranslationStore``."""
        done = 0
        with self._transaction() as db:
            for from_language, to_language in pairs:
                done += db.execute(
                    "UPDATE jobs SET state = 'queued', attempts = 0, fault = NULL, leased_until = NULL, changed_at = ? "
                    "WHERE state IN ('waiting', 'failed') AND source_id IN "
                    "(SELECT id FROM sources WHERE from_language = ? AND to_language = ?)",
                    [now, from_language, to_language],
                ).rowcount
        return done

    # the desk --------------------------------------------------------------------------------------

    def open_sources(self, languages: Sequence[str], *, sensitive: bool, limit: int = 500) -> list[Source]:
        """See ``TranslationStore``."""
        if not languages:
            return []
        marks = ", ".join("?" for _ in languages)
        query = (
            f"{_SOURCE} WHERE (s.from_language IN ({marks}) OR s.to_language IN ({marks})) "
            f"{'' if sensitive else 'AND s.sensitive = 0'} AND NOT {APPROVED} ORDER BY s.id LIMIT ?"
        )
        return [_source(row) for row in self._db().query(query, [*languages, *languages, limit])]

    def open_cases(self) -> frozenset[str]:
        """See ``TranslationStore``."""
        query = f"SELECT DISTINCT s.case_id FROM sources s WHERE NOT {APPROVED}"
        return frozenset(row[0] for row in self._db().execute(query))

    def change_mark(self) -> ChangeMark:
        """See ``TranslationStore``."""
        highest = ", ".join(f"(SELECT coalesce(max(id), 0) FROM {table})" for table in (*_OF_A_CASE, *_OF_A_SOURCE))
        return (*(int(number) for number in self._db().execute(f"SELECT {highest}").fetchone()), self._notice())

    def changed_cases(self, since: ChangeMark) -> frozenset[str]:
        """See ``TranslationStore``."""
        direct = [f"SELECT case_id FROM {table} WHERE id > ?" for table in _OF_A_CASE]
        through = [
            f"SELECT s.case_id FROM {table} t JOIN sources s ON s.id = t.source_id WHERE t.id > ?"
            for table in _OF_A_SOURCE
        ]
        return frozenset(row[0] for row in self._db().execute(" UNION ".join([*direct, *through]), list(since[:-1])))

    def take(self, source_id: int, login: str, now: str, until: str) -> bool:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            row = db.execute("SELECT login, until FROM desk_leases WHERE source_id = ?", [source_id]).fetchone()
            if row is not None and row[0] != login and row[1] >= now:
                return False
            db.table("desk_leases").insert({"source_id": source_id, "login": login, "until": until}, replace=True)
        return True

    def held(self, now: str) -> dict[int, str]:
        """See ``TranslationStore``."""
        return dict(self._db().execute("SELECT source_id, login FROM desk_leases WHERE until >= ?", [now]).fetchall())

    def give_back(self, source_id: int, login: str) -> None:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            db.execute("DELETE FROM desk_leases WHERE source_id = ? AND login = ?", [source_id, login])

    def save_draft(self, source_id: int, login: str, draft: Mapping[str, Any], at: str) -> None:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            db.table("desk_drafts").insert(
                {"source_id": source_id, "login": login, "draft": _dumps(draft), "at": at}, replace=True
            )

    def draft(self, source_id: int, login: str) -> dict[str, Any] | None:
        """See ``TranslationStore``."""
        row = (
            self._db()
            .execute("SELECT draft FROM desk_drafts WHERE source_id = ? AND login = ?", [source_id, login])
            .fetchone()
        )
        found: dict[str, Any] | None = json.loads(row[0]) if row else None
        return found

    def drafts(self, login: str) -> dict[int, str]:
        """See ``TranslationStore``."""
        return dict(
            self._db().execute("SELECT source_id, at FROM desk_drafts WHERE login = ? ORDER BY at", [login]).fetchall()
        )

    def drop_draft(self, source_id: int, login: str) -> None:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            db.execute("DELETE FROM desk_drafts WHERE source_id = ? AND login = ?", [source_id, login])

    def pass_over(self, passed: Passed) -> None:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            db.table("desk_passed").insert(dict(passed.__dict__))
            if passed.source_id is not None:
                db.execute(
                    "DELETE FROM desk_leases WHERE source_id = ? AND login = ?", [passed.source_id, passed.login]
                )

    def take_back_pass(self, login: str, source_id: int) -> None:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            db.execute(
                "DELETE FROM desk_passed WHERE login = ? AND source_id = ? AND reason = 'not_for_me'",
                [login, source_id],
            )

    def take_back_knowing(self, login: str, case_id: str) -> bool:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            done = db.execute(
                "DELETE FROM desk_passed WHERE login = ? AND case_id = ? AND reason = 'knows_the_person'",
                [login, case_id],
            )
        return done.rowcount > 0

    def passed(self, login: str) -> list[Passed]:
        """See ``TranslationStore``."""
        query = "SELECT login, source_id, case_id, reason, at FROM desk_passed WHERE login = ? ORDER BY id"
        return [Passed(**row) for row in self._db().query(query, [login])]

    def set_reviewer(self, reviewer: Reviewer) -> None:
        """See ``TranslationStore``."""
        row = {
            **reviewer.__dict__, "languages": _dumps(reviewer.languages), "sensitive": int(reviewer.sensitive),
            "countries": _dumps(reviewer.countries),
        }  # fmt: skip
        with self._transaction() as db:
            db.table("reviewers").insert(row, replace=True)

    def reviewer(self, login: str) -> Reviewer | None:
        """See ``TranslationStore``."""
        return next((one for one in self.reviewers() if one.login == login), None)

    def reviewers(self) -> list[Reviewer]:
        """See ``TranslationStore``."""
        return [
            Reviewer(
                row["login"], tuple(json.loads(row["languages"])), bool(row["sensitive"]), row["gender"],
                tuple(json.loads(row["countries"])),
            )
            for row in self._db().query("SELECT * FROM reviewers ORDER BY login")
        ]  # fmt: skip

    # memory, texts, recordings -----------------------------------------------------------------------

    def memory(self, from_language: str, to_language: str, after: int = 0) -> list[MemorySegment]:
        """See ``TranslationStore``."""
        query = (
            "SELECT * FROM memory WHERE from_language = ? AND to_language = ? AND id > ? AND withdrawn_at IS NULL "
            "ORDER BY id"
        )
        return [_segment(row) for row in self._db().query(query, [from_language, to_language, after])]

    def memory_mark(self) -> tuple[int, int]:
        """See ``TranslationStore``."""
        row = self._db().execute("SELECT coalesce(max(id), 0), count(withdrawn_at) FROM memory").fetchone()
        # an erasure takes segments away as a withdrawal does: the second number has to move with both
        return int(row[0]), int(row[1]) + (self._notice() << 32)

    def exact(self, from_language: str, to_language: str, key: str) -> MemorySegment | None:
        """See ``TranslationStore``."""
        query = (
            "SELECT * FROM memory WHERE from_language = ? AND to_language = ? AND key = ? AND withdrawn_at IS NULL "
            "ORDER BY id DESC LIMIT 1"
        )
        for row in self._db().query(query, [from_language, to_language, key]):
            return _segment(row)
        return None

    def add_local_text(self, text: LocalText) -> LocalText:
        """See ``TranslationStore``."""
        return replace(text, id=self._insert("local_texts", text))

    def local_texts(self) -> dict[str, dict[str, LocalText]]:
        """See ``TranslationStore``."""
        found: dict[str, dict[str, LocalText]] = {}
        for row in self._db().query("SELECT * FROM local_texts ORDER BY id"):
            text = LocalText(**row)
            if text.text:
                found.setdefault(text.language, {})[text.text_id] = text
            else:
                found.get(text.language, {}).pop(text.text_id, None)
        return found

    def local_text_history(self, language: str, text_id: str) -> list[LocalText]:
        """See ``TranslationStore``."""
        query = "SELECT * FROM local_texts WHERE language = ? AND text_id = ? ORDER BY id"
        return [LocalText(**row) for row in self._db().query(query, [language, text_id])]

    def text_approvals(self, language: str) -> list[TextApproval]:
        """See ``TranslationStore``."""
        query = (
            "SELECT a.*, CASE c.withdrawn WHEN 1 THEN c.who END AS withdrawn_by, "
            "CASE c.withdrawn WHEN 1 THEN c.at END AS withdrawn_at FROM approvals a LEFT JOIN approval_changes c "
            "ON c.id = (SELECT max(id) FROM approval_changes WHERE approval_id = a.id) WHERE a.language = ? ORDER BY a.id"
        )
        return [TextApproval(**row) for row in self._db().query(query, [language])]

    def texts_mark(self) -> int:
        """See ``TranslationStore``."""
        tables = ("approvals", "approval_changes", "local_texts")
        query = " + ".join(f"(SELECT coalesce(max(id), 0) FROM {table})" for table in tables)
        return int(self._db().execute(f"SELECT {query}").fetchone()[0])

    def add_recording(self, recording: Recording) -> Recording:
        """See ``TranslationStore``."""
        return replace(recording, id=self._insert("recordings", recording))

    def recording(self, recording_id: int) -> Recording | None:
        """See ``TranslationStore``."""
        for row in self._db().query("SELECT * FROM recordings WHERE id = ? AND withdrawn_at IS NULL", [recording_id]):
            return _recording(row)
        return None

    def recording_in_file(self, file: str) -> Recording | None:
        """See ``TranslationStore``."""
        for row in self._db().query("SELECT * FROM recordings WHERE file = ?", [file]):
            return _recording(row)
        return None

    def case_recordings(self, case_id: str) -> list[Recording]:
        """See ``TranslationStore``."""
        query = "SELECT * FROM recordings WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY id"
        return [_recording(row) for row in self._db().query(query, [case_id])]

    def text_recordings(self) -> dict[tuple[str, str], Recording]:
        """See ``TranslationStore``."""
        rows = self._db().query("SELECT * FROM recordings WHERE kind = 'text' AND withdrawn_at IS NULL ORDER BY id")
        return {(row["language"], row["text_id"]): _recording(row) for row in rows}

    def recordings_mark(self) -> tuple[int, int]:
        """See ``TranslationStore``."""
        row = self._db().execute("SELECT coalesce(max(id), 0), count(withdrawn_at) FROM recordings").fetchone()
        return int(row[0]), int(row[1])

    def withdraw_recording(self, recording_id: int, at: str) -> None:
        """See ``TranslationStore``."""
        with self._transaction() as db:
            db.execute("UPDATE recordings SET withdrawn_at = ? WHERE id = ?", [at, recording_id])

    def _insert(self, table: str, row: Any) -> int:
        with self._transaction() as db:
            return _insert(db, table, row)


class SQLiteTranslationWriter:
    """See ``TranslationWriter``; within one transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def source(self, source: Source) -> Source:
        """See ``TranslationWriter``."""
        if source.kind == "answer" and (same := self._same_words(source)):
            return replace(source, id=same)
        row = {
            column.name: getattr(source, column.name) for column in fields(Source) if column.name not in {"id", "words"}
        }
        cursor = self._db.execute(
            f"INSERT OR IGNORE INTO sources ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})",
            [int(value) if isinstance(value, bool) else value for value in row.values()],
        )
        if cursor.rowcount < 1:
            known = self._db.execute("SELECT id FROM sources WHERE kind = ? AND ref = ?", [source.kind, source.ref])
            return replace(source, id=known.fetchone()[0])
        kept = replace(source, id=cursor.lastrowid)
        # a recording waits for somebody who listens: there is nothing for a machine to read
        state = "waiting" if source.kind == "recording" else "queued"
        self._db.execute(
            "INSERT INTO jobs (source_id, state, attempts, changed_at) VALUES (?, ?, 0, ?)", [kept.id, state, source.at]
        )
        return kept

    def _same_words(self, source: Source) -> int | None:
        """The source of the version before, when the same words were only confirmed."""
        row = self._db.execute(
            "SELECT s.id, a.words FROM sources s JOIN answers a ON a.id = s.ref WHERE s.kind = 'answer' AND s.case_id = ? "
            "AND s.question IS ? AND s.entry IS ? AND s.from_language = ? ORDER BY s.id DESC LIMIT 1",
            [source.case_id, source.question, source.entry, source.from_language],
        ).fetchone()
        return row[0] if row is not None and row[1] == source.words else None

    def rendition(self, rendition: Rendition) -> Rendition:
        """See ``TranslationWriter``."""
        row = {**rendition.__dict__, "checks": _dumps(list(rendition.checks)), "detail": _dumps(rendition.detail)}
        return replace(rendition, id=_insert(self._db, "renditions", row))

    def review(self, review: Review) -> Review:
        """See ``TranslationWriter``."""
        return replace(
            review, id=_insert(self._db, "reviews", {**review.__dict__, "acknowledged": _dumps(review.acknowledged)})
        )

    def note(self, note: Note) -> Note:
        """See ``TranslationWriter``."""
        return replace(note, id=_insert(self._db, "notes", note))

    def event(self, case_id: str, kind: str, at: str, data: Mapping[str, Any]) -> int:
        """See ``TranslationWriter``."""
        turn = self._db.execute("SELECT coalesce(max(number), 0) FROM turns WHERE case_id = ?", [case_id]).fetchone()[0]
        row = {"case_id": case_id, "kind": kind, "at": at, "turn": turn, "data": _dumps(data)}
        return _insert(self._db, "events", row)

    def job(
        self, source_id: int, state: JobState, at: str, *, fault: str | None = None, milliseconds: float | None = None
    ) -> None:
        """See ``TranslationWriter``."""
        self._db.execute(
            "UPDATE jobs SET state = ?, fault = ?, milliseconds = ?, leased_by = NULL, leased_until = NULL, changed_at = ? "
            "WHERE source_id = ?",
            [state, fault, milliseconds, at, source_id],
        )

    def remember(self, segment: MemorySegment) -> None:
        """See ``TranslationWriter``."""
        _insert(self._db, "memory", segment)

    def forget(self, rendition_id: int, at: str) -> None:
        """See ``TranslationWriter``."""
        self._db.execute(
            "UPDATE memory SET withdrawn_at = ? WHERE rendition_id = ? AND withdrawn_at IS NULL", [at, rendition_id]
        )

    def give_back(self, source_id: int) -> None:
        """See ``TranslationWriter``."""
        self._db.execute("DELETE FROM desk_leases WHERE source_id = ?", [source_id])
        self._db.execute("DELETE FROM desk_drafts WHERE source_id = ?", [source_id])

    def local_text(self, text: LocalText) -> LocalText:
        """See ``TranslationWriter``."""
        return replace(text, id=_insert(self._db, "local_texts", text))

    def approve_text(self, approval: TextApproval) -> TextApproval:
        """See ``TranslationWriter``."""
        row = {name: value for name, value in approval.__dict__.items() if not name.startswith("withdrawn_")}
        return replace(approval, id=_insert(self._db, "approvals", row))

    def withdraw_text_approval(self, approval_id: int, who: str, at: str) -> None:
        """See ``TranslationWriter``."""
        _insert(self._db, "approval_changes", {"approval_id": approval_id, "withdrawn": 1, "who": who, "at": at})

    def restore_text_approval(self, approval_id: int, who: str, at: str) -> None:
        """See ``TranslationWriter``."""
        _insert(self._db, "approval_changes", {"approval_id": approval_id, "withdrawn": 0, "who": who, "at": at})


def _insert(db: Database, table: str, row: Any) -> int:
    values = dict(row if isinstance(row, Mapping) else row.__dict__)
    values.pop("id", None)
    names = ", ".join(f'"{name}"' for name in values)
    cursor = db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' for _ in values)})", list(values.values())
    )
    return int(cursor.lastrowid or 0)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _source(row: dict[str, Any]) -> Source:
    return Source(**{**row, "sensitive": bool(row["sensitive"])})


def _rendition(row: dict[str, Any]) -> Rendition:
    return Rendition(**{**row, "checks": tuple(json.loads(row["checks"])), "detail": json.loads(row["detail"])})


def _review(row: dict[str, Any]) -> Review:
    return Review(**{**row, "acknowledged": json.loads(row["acknowledged"])})


def _segment(row: dict[str, Any]) -> MemorySegment:
    return MemorySegment(**{name: value for name, value in row.items() if name != "withdrawn_at"})


def _recording(row: dict[str, Any]) -> Recording:
    return Recording(**{name: value for name, value in row.items() if name != "withdrawn_at"})
