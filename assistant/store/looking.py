"""Looks into a database without opening it as a store: also one of an earlier version, a backup, or one that is damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Facts:
    """What stands in a database: rows per table, the migrations it has had, id and digest of the newest audit line."""

    tables: Mapping[str, int]
    schema: tuple[str, ...]
    audit: tuple[int, str]


def touch(connection: Any) -> None:
    """Read the first page: raises when the key does not fit, and begins what a transaction sees."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def has_table(connection: Any, name: str) -> bool:
    """Whether there is a table with this name."""
    row = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]).fetchone()
    return row is not None


def facts(connection: Any) -> Facts:
    """What stands in the database of this connection, as its present transaction sees it."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [row[0] for row in connection.execute(query)]
    tables = {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}
    schema: tuple[str, ...] = ()
    if "_sqlite_migrations" in tables:
        schema = tuple(row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY rowid"))
    head = connection.execute("SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1").fetchone() if "audit" in tables else None
    return Facts(tables, schema, (int(head[0]), str(head[1])) if head else (0, ""))


def recordings_kept(connection: Any) -> list[str]:
    """The names of the recordings that were not taken back; none in a version that had no recordings."""
    if not has_table(connection, "recordings"):
        return []
    rows = connection.execute("SELECT file FROM recordings WHERE withdrawn_at IS NULL ORDER BY file")
    return [row[0] for row in rows.fetchall()]


def nonces(connection: Any) -> dict[str, str]:
    """Name of a recording → nonce (hexadecimal), as versions before the keyring kept it."""
    if not has_table(connection, "recordings"):
        return {}
    return dict(connection.execute("SELECT file, nonce FROM recordings").fetchall())


__all__ = ["Facts", "facts", "has_table", "nonces", "recordings_kept", "touch"]
