"""The trail itself: adding a line, reading lines, and proving that none was changed, taken out or put in between."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from assistant.store.audit import AuditRow, AuditStore

SYSTEM = "systeem"
"""Who did it, when nobody did: a daily task, a start, a migration."""

WHATS = (
    "gezien", "gewijzigd", "verstrekt", "gedownload", "goedgekeurd", "verwijderd", "aangemeld", "geweigerd", "afgemeld",
    "account", "sleutel", "reservekopie", "hersteld", "gestart", "bewaartermijn", "recht",
)  # fmt: skip
"""What can be done: seen, changed, given out, downloaded, approved, deleted, signed in, refused, signed out, an account
changed, a key changed, a backup made, restored, started, the retention rules applied, a right of the person served."""


class AuditBroken(RuntimeError):
    """The trail is not as it was written; ``line`` is the id of the first line that does not fit.

    ``gone``: that line is not there any more, so the end was cut off.
    """

    def __init__(self, line: int, why: str, *, gone: bool = False) -> None:
        super().__init__(f"line {line} of the audit: {why}")
        self.line, self.gone = line, gone


@dataclass(frozen=True)
class Line:
    """One line as it is read. ``about``: names of things; see ``WHATS`` for ``what``."""

    id: int
    at: str
    who: str
    role: str
    what: str
    case_id: str | None
    about: Mapping[str, Any] = field(default_factory=dict)


class Audit:
    """The trail of one house: a chain of SHA-256 digests, that needs no key to be checked.

    Whoever can write the database could write the whole chain anew; ``head`` written down elsewhere (each backup keeps
    it) is what shows that.
    """

    def __init__(self, store: AuditStore, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def note(
        self, what: str, *, who: str, role: str, case_id: str | None = None, about: Mapping[str, Any] | None = None
    ) -> Line:
        """Add a line; durable when this returns.

        Args:
            what: one of ``WHATS``. who: login, or ``SYSTEM``, or ``inburgeraar``. role: of ``assistant.roles``, or the same.
            case_id: about which case. about: names of things, never anybody's words; short values only.

        Raises:
            ValueError: ``what`` is unknown. StoreFull, StoreBusy: it could not be kept, so what it is about must not happen.
        """
        if what not in WHATS:
            raise ValueError(what)
        at, text = self._now().isoformat(), json.dumps(about or {}, ensure_ascii=False, sort_keys=True)

        def make(previous: str) -> AuditRow:
            row = AuditRow(at, who, role, what, case_id, text, previous, "")
            return replace(row, digest=_digest(row))

        return _line(self._store.add(make))

    def of_case(self, case_id: str) -> list[Line]:
        """The lines about one case, oldest first."""
        return [_line(row) for row in self._store.of_case(case_id)]

    def lines(self, after: int = 0) -> Iterator[Line]:
        """All lines after this id, oldest first."""
        return map(_line, self._store.rows(after))

    def last(self, what: str) -> Line | None:
        """The newest line of this kind (see ``WHATS``), or None."""
        row = self._store.last(what)
        return _line(row) if row else None

    def head(self) -> tuple[int, str]:
        """Id and digest of the newest line, to be written down elsewhere: it proves later that the end was not cut off."""
        row = self._store.head()
        return (row.id or 0, row.digest) if row else (0, "")

    def verify(self, known: tuple[int, str] | None = None) -> int:
        """Check the whole chain; returns how many lines there are.

        Args:
            known: an id and digest that were written down earlier.

        Raises:
            AuditBroken: a line was changed, taken out or put in between, or the end was cut off.
        """
        return self.verify_after((0, ""), known)[0]

    def verify_after(self, start: tuple[int, str], known: tuple[int, str] | None = None) -> tuple[int, tuple[int, str]]:
        """Check the line ``start``, that was found right earlier, and everything after it, and nothing before it.

        Args:
            start: id and digest of that line; ``(0, "")``: the whole chain. known: as ``verify`` takes it, not before ``start``.

        Returns:
            How many lines there are after ``start``, and id and digest of the newest one.

        Raises:
            AuditBroken: as ``verify``; also when the line ``start`` is not there, or is another one now.
        """
        last, number, met = (0, "") if start == (0, "") else None, 0, known is None or known == (0, "")
        for row in self._store.rows(max(start[0] - 1, 0)):
            here = row.id or 0
            if last is None:
                if here != start[0]:
                    break
                if (row.digest, _digest(row)) != (start[1], start[1]):
                    raise AuditBroken(here, "it is not the line that was found right earlier")
            else:
                if row.previous != last[1]:
                    raise AuditBroken(here, "it does not follow the line before it: a line was taken out or put in")
                if _digest(row) != row.digest:
                    raise AuditBroken(here, "it is not what was written")
                number += 1
            if known is not None and here == known[0]:
                if row.digest != known[1]:
                    raise AuditBroken(here, "it is not the line that was written down elsewhere")
                met = True
            last = here, row.digest
        if last is None:
            raise AuditBroken(start[0], "it was found right earlier and is not there: the end was cut off", gone=True)
        if not met:
            why = "it was written down elsewhere and is not there: the end was cut off"
            raise AuditBroken(known[0] if known else 0, why, gone=True)
        return number, last


def _digest(row: AuditRow) -> str:
    parts = [row.previous, row.at, row.who, row.role, row.what, row.case_id, row.about]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _line(row: AuditRow) -> Line:
    return Line(row.id or 0, row.at, row.who, row.role, row.what, row.case_id, json.loads(row.about))


__all__ = ["SYSTEM", "WHATS", "Audit", "AuditBroken", "Line"]
