"""What the audit needs kept. See ``assistant.audit`` for what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class AuditRow:
    """One line of the audit. ``about`` is JSON; ``previous`` and ``digest`` chain it to the line before."""

    at: str
    who: str
    role: str
    what: str
    case_id: str | None
    about: str
    previous: str
    digest: str
    id: int | None = None


class AuditStore(Protocol):
    """Lines that are only ever added."""

    def add(self, make: Callable[[str], AuditRow]) -> AuditRow:
        """Add the line that ``make`` makes of the digest before it (empty for the first); nobody adds in between."""

    def rows(self, after: int = 0) -> Iterator[AuditRow]:
        """All lines with a higher id, oldest first."""

    def of_case(self, case_id: str) -> list[AuditRow]:
        """The lines about one case, oldest first."""

    def last(self, what: str) -> AuditRow | None:
        """The newest line of this kind."""

    def head(self) -> AuditRow | None:
        """The newest line."""


__all__ = ["AuditRow", "AuditStore"]
