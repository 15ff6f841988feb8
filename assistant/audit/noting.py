"""Noting at a door: before something is shown or done, so that what cannot be noted does not happen."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from assistant.audit.trail import Audit
from assistant.store import StoreFault

if TYPE_CHECKING:
    from assistant.access import Staff

AGAIN = timedelta(minutes=15)
"""Who goes on looking at the same gets one line per quarter of an hour: a page asks anew every few seconds."""

NOT_SHOWN = (
    "Dit kan nu niet worden getoond: het programma kan niet vastleggen dat u het bekijkt. Probeer het zo opnieuw. Blijft dit "
    "zo? Meld het bij uw beheerder."
)
NOT_DONE = (
    "Niet gedaan en niet bewaard: het programma kan niet vastleggen wie dit doet. Probeer het zo opnieuw. Blijft dit zo? Meld "
    "het bij uw beheerder."
)


class NotNoted(RuntimeError):
    """It could not be noted, so it must not be shown or done; the message is Dutch and says so."""


@dataclass
class Views:
    """What somebody is looking at, so that it is noted once per quarter of an hour."""

    REMEMBERED = 20_000

    audit: Audit
    _noted: OrderedDict[tuple[str, str, str], datetime] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def seen(self, staff: Staff, case_id: str | None, room: str, now: datetime, **about: Any) -> None:
        """Note that somebody sees a room of a case; raises NotNoted, and then it must not be shown."""
        key = (staff.login, case_id or "", f"{room} {sorted(about.items())}")
        with self._lock:
            before = self._noted.get(key)
        if before is not None and timedelta(0) <= now - before < AGAIN:
            return
        note(self.audit, "gezien", staff, case_id, {"ruimte": room, **about}, fault=NOT_SHOWN)
        with self._lock:
            self._noted[key] = now
            self._noted.move_to_end(key)
            while len(self._noted) > self.REMEMBERED:
                self._noted.popitem(last=False)


def note(
    audit: Audit, what: str, staff: Staff, case_id: str | None, about: Mapping[str, Any], *, fault: str = NOT_DONE
) -> int:
    """Add a line about what somebody of staff does; returns its id. Raises NotNoted with the sentence ``fault``."""
    try:
        return audit.note(what, who=staff.login, role=staff.role, case_id=case_id, about=about).id
    except StoreFault as reason:
        raise NotNoted(fault) from reason


@contextmanager
def doing(audit: Audit, what: str, staff: Staff, case_id: str | None, about: Mapping[str, Any]) -> Iterator[Undone]:
    """Note what is about to be done; when it is refused after all, a second line says so.

    Raises:
        NotNoted: nothing may be done. Whatever happens inside.
    """
    line = note(audit, what, staff, case_id, about)
    undone = Undone()
    try:
        yield undone
    except BaseException:
        undone.said = True
        raise
    finally:
        if undone.said:
            _refused(audit, staff, case_id, line)


@dataclass
class Undone:
    """Set ``said`` when what was noted was not done."""

    said: bool = False


def _refused(audit: Audit, staff: Staff, case_id: str | None, line: int) -> None:
    """The store may be what is broken; the first line stands, and says too much rather than too little."""
    try:
        audit.note("geweigerd", who=staff.login, role=staff.role, case_id=case_id, about={"regel": line})
    except StoreFault:
        return


__all__ = ["AGAIN", "NOT_DONE", "NOT_SHOWN", "NotNoted", "Undone", "Views", "doing", "note"]
