"""Looking at the trail often without reading all of it each time: what was found right before is not computed again.

The whole chain is checked the first time, once a day, and whenever somebody asks; in between only the lines that came after.
What was changed in the middle is therefore found within a day, what was cut off at the end at the next look: the line that
was the newest has to be there still. ``intake audit verify`` does not use this; it always reads everything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from assistant.audit.trail import Audit, AuditBroken

WHOLE_WITHIN = timedelta(days=1)
"""So long lines that were found right are not read again."""


@dataclass(frozen=True)
class Found:
    """What a look found right. ``lines``: all; ``whole_at``: when all that were there then were read; ``since``: lines after."""

    lines: int
    whole_at: datetime
    since: int


class Watch:
    """Remembers, in this process, up to which line the trail was found right. Many threads may look at once."""

    def __init__(self, audit: Audit, now: Callable[[], datetime]) -> None:
        self._audit, self._now, self._lock = audit, now, Lock()
        self._found: Found | None = None
        self._upto = (0, "")

    def look(self, *, whole: bool = False) -> Found:
        """Check what is to be checked now; ``whole``: everything, whatever was found before.

        Raises:
            AuditBroken: and every look from then on reads everything, until the trail is as it was written.
        """
        with self._lock:
            now, before = self._now(), self._found
            self._found = None  # whatever goes wrong now, the next look reads everything
            # a clock that was set back says nothing about when the whole was read: read it again
            if whole or before is None or not timedelta(0) <= now - before.whole_at < WHOLE_WITHIN:
                # what was the newest line must be among them: else the end was cut off
                lines, self._upto = self._audit.verify_after((0, ""), self._upto)
                self._found = Found(lines, now, 0)
            else:
                more, self._upto = self._audit.verify_after(self._upto)
                self._found = Found(before.lines + more, before.whole_at, before.since + more)
            return self._found


__all__ = ["WHOLE_WITHIN", "AuditBroken", "Found", "Watch"]
