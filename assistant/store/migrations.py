"""The tables, and every change ever made to them, in order; a migration is never edited afterwards."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("intake")

APPEND_ONLY = ("answers", "turns", "events")
APPEND_ONLY_TRANSLATION = ("sources", "renditions", "reviews", "notes")
APPEND_ONLY_DOSSIER = ("dossier", "plan_versions")
APPEND_ONLY_TEXTS = ("approvals", "approval_changes", "local_texts")
APPEND_ONLY_TRUST = ("audit", "erasures")
_CASE_OF_SOURCE = "(SELECT case_id FROM sources WHERE id = OLD.source_id)"
ERASABLE = {
    **dict.fromkeys((*APPEND_ONLY, "sources", *APPEND_ONLY_DOSSIER), "OLD.case_id"),
    **dict.fromkeys(("renditions", "reviews", "notes"), _CASE_OF_SOURCE),
}
"""Append-only table -> how to find the case of a row: rows go only while their case is being erased."""


@migrations()
def m001_first_tables(db: Database) -> None:
    """Cases, the append-only record, sessions, staff and approvals of texts."""
    db.table("cases").create(
        {
            "id": str, "number": int, "label": str, "language": str, "constructed": int, "created_by": str,
            "created_at": str, "code_digest": str, "code_expires_at": str, "second_fact_digest": str,
        },
        pk="id", not_null={"number", "label", "created_by", "created_at"},
    )  # fmt: skip
    db.table("cases").create_index(["code_digest"], unique=True)
    db.table("cases").create_index(["number"], unique=True)
    db.table("answers").create(
        {
            "id": int, "case_id": str, "question": str, "entry": int, "version": int, "state": str, "value": str,
            "words": str, "language": str, "script": str, "understood_by": str, "rule": str, "confidence": float,
            "to_confirm": int, "detail": str, "speaker": str, "present": str, "channel": str, "typed_by": str,
            "at": str, "catalogue": str, "catalogue_version": str, "source": str, "flag": str, "turn": int,
            "device": str, "message_id": str,
        },
        pk="id", not_null={"case_id", "question", "version", "state", "words", "at", "turn"},
        foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("answers").create_index(["case_id", "question", "entry", "version"])
    db.table("turns").create(
        {
            "id": int, "case_id": str, "number": int, "message_id": str, "kind": str, "words": str, "reply": str,
            "cursor": str, "at": str,
        },
        pk="id", not_null={"case_id", "number", "message_id", "reply", "cursor", "at"},
        foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("turns").create_index(["case_id", "message_id"], unique=True)
    db.table("turns").create_index(["case_id", "number"], unique=True)
    db.table("events").create(
        {"id": int, "case_id": str, "kind": str, "at": str, "turn": int, "data": str},
        pk="id", not_null={"case_id", "kind", "at"}, foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("events").create_index(["case_id"])
    db.table("inbox").create(
        {
            "case_id": str, "message_id": str, "prompt_id": str, "text": str, "at": str, "device": str, "trusted": int,
            "turn": int,
        },
        pk=("case_id", "message_id"), foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("sessions").create(
        {
            "digest": str, "kind": str, "case_id": str, "login": str, "trusted": int, "created_at": str,
            "expires_at": str,
        },
        pk="digest",
    )  # fmt: skip
    db.table("sessions").create_index(["case_id"])
    db.table("staff").create({"login": str, "name": str, "role": str, "password_hash": str}, pk="login")
    db.table("failures").create({"id": int, "subject": str, "at": str}, pk="id")
    db.table("failures").create_index(["subject", "at"])
    db.table("approvals").create(
        {
            "id": int, "language": str, "text_id": str, "dutch_hash": str, "text_hash": str, "who": str, "at": str,
        },
        pk="id",
    )  # fmt: skip
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            # the record is append-only by construction: not even our own code can overwrite what was said
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


@migrations()
def m002_question_sets(db: Database) -> None:
    """What the questions of every catalogue were called, so that old records keep reading."""
    db.table("catalogues").create(
        {"id": int, "name": str, "version": str, "digest": str, "questions": str, "at": str},
        pk="id", not_null={"name", "version", "digest", "questions", "at"},
    )  # fmt: skip
    db.table("catalogues").create_index(["name", "version", "digest"], unique=True)


@migrations()
def m003_renditions(db: Database) -> None:
    """Translations of what was said and written, who decides on them, and what they learn from."""
    db.table("sources").create(
        {
            "id": int, "case_id": str, "kind": str, "ref": int, "about": str, "question": str, "entry": int,
            "version": int, "topic": str, "sensitive": int, "from_language": str, "to_language": str, "at": str,
        },
        pk="id", not_null={"case_id", "kind", "ref", "about", "from_language", "to_language", "at"},
        foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("sources").create_index(["kind", "ref"], unique=True)
    db.table("sources").create_index(["case_id", "question", "entry"])
    db.table("renditions").create(
        {
            "id": int, "source_id": int, "purpose": str, "text": str, "language": str, "origin": str, "made_by": str,
            "pivot": str, "via": str, "checks": str, "detail": str, "based_on": int, "at": str,
        },
        pk="id", not_null={"source_id", "purpose", "text", "language", "origin", "made_by", "at"},
        foreign_keys=[("source_id", "sources", "id")],
    )  # fmt: skip
    db.table("renditions").create_index(["source_id"])
    db.table("reviews").create(
        {
            "id": int, "source_id": int, "rendition_id": int, "verdict": str, "by": str, "role": str, "reason": str,
            "acknowledged": str, "at": str,
        },
        pk="id", not_null={"source_id", "verdict", "by", "role", "at"}, foreign_keys=[("source_id", "sources", "id")],
    )  # fmt: skip
    db.table("reviews").create_index(["source_id"])
    db.table("notes").create(
        {"id": int, "source_id": int, "text": str, "by": str, "at": str},
        pk="id", not_null={"source_id", "text", "by", "at"}, foreign_keys=[("source_id", "sources", "id")],
    )  # fmt: skip
    db.table("notes").create_index(["source_id"])
    # work to do: the only tables here whose rows change
    db.table("jobs").create(
        {
            "source_id": int, "state": str, "leased_by": str, "leased_until": str, "attempts": int, "fault": str,
            "milliseconds": float, "changed_at": str,
        },
        pk="source_id", not_null={"state", "attempts", "changed_at"}, foreign_keys=[("source_id", "sources", "id")],
    )  # fmt: skip
    db.table("jobs").create_index(["state", "source_id"])
    db.table("desk_leases").create({"source_id": int, "login": str, "until": str}, pk="source_id")
    db.table("desk_drafts").create({"source_id": int, "login": str, "draft": str, "at": str}, pk=("source_id", "login"))
    db.table("desk_passed").create(
        {"id": int, "login": str, "source_id": int, "case_id": str, "reason": str, "at": str}, pk="id"
    )
    db.table("desk_passed").create_index(["login"])
    db.table("reviewers").create(
        {"login": str, "languages": str, "sensitive": int, "gender": str, "countries": str}, pk="login"
    )
    db.table("memory").create(
        {
            "id": int, "from_language": str, "to_language": str, "source": str, "target": str, "key": str,
            "rendition_id": int, "approved_by": str, "at": str, "withdrawn_at": str,
        },
        pk="id", not_null={"from_language", "to_language", "source", "target", "key", "approved_by", "at"},
    )  # fmt: skip
    db.table("memory").create_index(["from_language", "to_language", "key"])
    db.table("memory").create_index(["rendition_id"])
    db.table("local_texts").create(
        {"id": int, "language": str, "text_id": str, "text": str, "dutch_hash": str, "by": str, "at": str},
        pk="id", not_null={"language", "text_id", "text", "dutch_hash", "by", "at"},
    )  # fmt: skip
    db.table("local_texts").create_index(["language", "text_id"])
    db.table("recordings").create(
        {
            "id": int, "kind": str, "language": str, "text_id": str, "text_hash": str, "case_id": str, "media_type": str,
            "milliseconds": int, "file": str, "nonce": str, "by": str, "at": str, "withdrawn_at": str,
        },
        pk="id", not_null={"kind", "media_type", "file", "nonce", "at"},
    )  # fmt: skip
    db.table("recordings").create_index(["language", "text_id"])
    for table in APPEND_ONLY_TRANSLATION:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


@migrations()
def m004_approvals(db: Database) -> None:
    """What was approved of a text, in full, and approvals that were taken back."""
    for column in ("dutch", "text"):
        db.table("approvals").add_column(column, str)
    db.table("approvals").create_index(["language", "text_id"])
    db.table("approval_changes").create(
        {"id": int, "approval_id": int, "withdrawn": int, "who": str, "at": str},
        pk="id", not_null={"approval_id", "withdrawn", "who", "at"}, foreign_keys=[("approval_id", "approvals", "id")],
    )  # fmt: skip
    db.table("approval_changes").create_index(["approval_id"])
    for table in APPEND_ONLY_TEXTS:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


@migrations()
def m005_dossier(db: Database) -> None:
    """What staff enter and decide about a case, and the plans that were set."""
    db.table("dossier").create(
        {"id": int, "case_id": str, "kind": str, "data": str, "by": str, "at": str},
        pk="id", not_null={"case_id", "kind", "data", "by", "at"}, foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("dossier").create_index(["case_id"])
    db.table("dossier").create_index(["kind"])
    db.table("plan_versions").create(
        {
            "id": int, "case_id": str, "number": int, "document": str, "plan": str, "digest": str, "by": str, "at": str,
        },
        pk="id", not_null={"case_id", "number", "document", "plan", "digest", "by", "at"},
        foreign_keys=[("case_id", "cases", "id")],
    )  # fmt: skip
    db.table("plan_versions").create_index(["case_id", "number"], unique=True)
    for table in APPEND_ONLY_DOSSIER:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


@migrations()
def m006_trust(db: Database) -> None:
    """Who looked and did what, second factors and sign-on of staff, and what may be destroyed at the end."""
    db.table("audit").create(
        {
            "id": int, "at": str, "who": str, "role": str, "what": str, "case_id": str, "about": str, "previous": str,
            "digest": str,
        },
        pk="id", not_null={"at", "who", "role", "what", "about", "previous", "digest"},
    )  # fmt: skip
    db.table("audit").create_index(["case_id"])
    for column in ("totp_secret", "totp_since", "disabled_at", "password_at", "issuer", "subject", "made_at"):
        db.table("staff").add_column(column, str)
    for column, kind in (("totp_last", int), ("must_change", int)):
        db.table("staff").add_column(column, kind)
    db.table("sessions").add_column("seen_at", str)
    db.table("sessions").create_index(["login"])
    # while a case is being erased, and only then, its rows may go; nothing may ever be changed
    db.table("erasing").create({"case_id": str}, pk="case_id")
    db.table("erasures").create(
        {"id": int, "case_id": str, "number": int, "at": str, "by": str, "what": str, "ground": str, "counts": str},
        pk="id", not_null={"case_id", "number", "at", "by", "what", "ground", "counts"},
    )  # fmt: skip
    for table, of_case in ERASABLE.items():
        db.execute(f"DROP TRIGGER {table}_no_delete")
        db.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE case_id = {of_case}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    for table in APPEND_ONLY_TRUST:
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


@migrations()
def m007_erasing(db: Database) -> None:
    """What was erased of a case, doors that were shut with it, and declarations that a dossier was destroyed."""
    db.table("cases").add_column("erased", str)
    db.table("cases").add_column("erased_at", str)
    # digests of random codes and tokens, tied to nobody: so that the page can say kindly that a conversation was ended
    db.table("shut_doors").create({"digest": str, "at": str}, pk="digest")
    db.table("declarations").create(
        {"id": int, "number": int, "at": str, "by": str, "document": str, "digest": str},
        pk="id", not_null={"number", "at", "by", "document", "digest"},
    )  # fmt: skip
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER declarations_no_{verb.lower()} BEFORE {verb} ON declarations "
            "BEGIN SELECT RAISE(ABORT, 'declarations is append-only'); END"
        )


@migrations()
def m008_sent_once(db: Database) -> None:
    """Marks of what staff sent, so that the same thing sent again is not kept twice; digests, tied to nobody."""
    db.table("sent_once").create({"name": str, "rows": str, "at": str}, pk="name", not_null={"rows", "at"})
