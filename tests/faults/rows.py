"""What is kept, as short marks in the order in which it came: to see whether something is lost, changed or there twice."""

from __future__ import annotations

import hashlib
from typing import Any

ADDED_ONLY = {
    "answers": "id, case_id, question, entry, version, state, value, words, turn, message_id",
    "turns": "id, case_id, number, message_id, words, reply",
    "events": "id, case_id, kind, data, turn",
    "inbox": "rowid, case_id, message_id, text",  # the column turn is filled in later
    "dossier": "id, case_id, kind, data, by",
    "audit": "id, who, what, about, previous, digest",
    "sources": "id, case_id, kind, ref",
    "renditions": "id, source_id, text, origin",
    "reviews": "id, source_id, rendition_id, verdict, by",
}
"""Table to which rows are only added -> the columns that never change."""


def rows(db: Any) -> dict[str, list[str]]:
    """A mark for every row of every table, oldest first."""
    return {
        table: [
            hashlib.sha256(repr(row).encode()).hexdigest()[:16]
            for row in db.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")
        ]
        for table, columns in ADDED_ONLY.items()
    }


def counts(db: Any) -> dict[str, int]:
    """How many rows every table holds."""
    counted = ", ".join(f"(SELECT count(*) FROM {table})" for table in ADDED_ONLY)
    return dict(zip(ADDED_ONLY, db.execute(f"SELECT {counted}").fetchone(), strict=True))
