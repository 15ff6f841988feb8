"""How many texts of each case nobody has approved a translation of; kept up to date by looking at what was added."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from sqlite_utils import Database

# the latest verdict is an approval of the latest translation
APPROVED = """EXISTS (SELECT 1 FROM reviews r WHERE r.source_id = s.id
  AND r.id = (SELECT max(id) FROM reviews WHERE source_id = s.id) AND r.verdict = 'goedgekeurd'
  AND r.rendition_id = (SELECT max(id) FROM renditions WHERE source_id = s.id AND purpose = 'translation'))"""
# words that were changed or taken back since are no work for anybody: only the newest words of a question count
_COUNT = f"""SELECT s.case_id, count(*) FROM sources s
LEFT JOIN answers a ON s.kind = 'answer' AND a.id = s.ref
LEFT JOIN answers l ON s.kind <> 'event' AND l.id = (SELECT id FROM answers
  WHERE case_id = s.case_id AND question = s.question AND entry IS s.entry ORDER BY version DESC LIMIT 1)
WHERE NOT {APPROVED} AND (s.kind = 'event' OR (
  s.id = (SELECT max(id) FROM sources WHERE case_id = s.case_id AND question = s.question AND entry IS s.entry
    AND kind <> 'event')
  AND CASE s.kind WHEN 'answer' THEN l.words = a.words AND l.language = s.from_language
    ELSE json_extract(l.detail, '$.recording') = s.ref END))"""
_MARKS = ("sources", "renditions", "reviews", "answers")
_CHANGED = """SELECT case_id FROM sources WHERE id > ?
UNION SELECT s.case_id FROM renditions t JOIN sources s ON s.id = t.source_id WHERE t.id > ?
UNION SELECT s.case_id FROM reviews t JOIN sources s ON s.id = t.source_id WHERE t.id > ?
UNION SELECT case_id FROM answers WHERE id > ?"""


class UnreviewedCounts:
    """Counts of all cases. What they follow from is append-only, so only cases with new rows are counted again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._marks = [0] * len(_MARKS)
        self._counts: dict[str, int] = {}

    def forget(self) -> None:
        """See ``assistant.store.forgetting``: everything is counted again."""
        with self._lock:
            self._marks, self._counts = [0] * len(_MARKS), {}

    def counts(self, db: Database) -> dict[str, int]:
        """Case id -> how many, for cases that have any."""
        query = ", ".join(f"(SELECT coalesce(max(id), 0) FROM {table})" for table in _MARKS)
        with self._lock:
            marks = list(db.execute(f"SELECT {query}").fetchone())
            if marks == self._marks:
                return dict(self._counts)
            if not any(self._marks):
                found = dict(db.execute(f"{_COUNT} GROUP BY s.case_id").fetchall())
            else:
                changed = [row[0] for row in db.execute(_CHANGED, self._marks)]
                found = {case_id: number for case_id, number in self._counts.items() if case_id not in set(changed)}
                found |= counted(db, changed)
            if not db.conn.in_transaction:
                # inside a transaction nothing is certain yet, so nothing is remembered
                self._marks, self._counts = marks, found
            return dict(found)


def counted(db: Database, case_ids: Iterable[str]) -> dict[str, int]:
    """Case id -> how many, for those of these cases that have any."""
    found = {}
    for case_id in case_ids:
        number = db.execute(f"{_COUNT} AND s.case_id = ?", [case_id]).fetchone()[1]
        if number:
            found[case_id] = number
    return found
