"""The caseload kept at hand, so that a page that asks every second costs next to nothing.

A case is folded again only when something of it moved, or when a new day began: its clocks move with the day. One copy
serves everybody; it holds what any of them may see. With many cases to fold, a request does a little and a thread behind it
the rest, so that the first page of the day answers at once with what is there.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from assistant.case_file import NETHERLANDS
from assistant.caseload import ATTENTION_NL, CaseSummary, summary
from assistant.caseload_line import CaseLine, file_for_line, line_of
from assistant.catalogue import Catalogue
from assistant.municipality import Municipality, load_municipality
from assistant.roles import CONSULENT
from assistant.store import Case, Store, StoreFault
from assistant.wording import Wording

FRESH_FOR = 1.0
"""Seconds during which one look at the store serves everybody who asks."""

PATIENCE = 0.3
"""Seconds that one request spends on folding; a thread does what is left."""

AT_ONCE = 10
"""So many cases the thread folds before it lets a request pass."""

FEW = 50
"""Up to so many cases that moved are asked for one by one; of more, all are asked for in one go."""

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Caseload:
    """The lines that are known. ``mark`` moves when anything of any case does; ``waiting`` cases are still being read."""

    mark: str
    lines: Mapping[str, CaseLine]
    waiting: int = 0


class CaseloadCache:
    """Lines of all cases, brought up to date by looking at what moved."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        clock: Callable[[], float] = time.monotonic,
        *,
        wording: Wording | None = None,
        municipality: Municipality | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._store, self._catalogue, self._clock, self._now = store, catalogue, clock, now
        # no clock and no phase is in the words of a language: the list may be made without them
        self._wording, self._municipality = cast(Wording, wording), municipality or load_municipality()
        self._lock = threading.Lock()
        self._looked_at: float | None = None
        self._seen: object = None
        self._mark = ""
        self._moved: dict[str, object] = {}
        self._lines: dict[str, CaseLine] = {}
        self._stale: dict[str, Case] = {}
        self._activity: Mapping[str, str] = {}
        self._to_review: Mapping[str, int] = {}
        self._consulenten: frozenset[str] = frozenset()
        self._names: Mapping[str, str] = {}
        self._thread: threading.Thread | None = None

    def warm(self) -> None:
        """Begin to read all cases in a thread, before anybody asks."""
        with self._lock:
            self._look()
            self._go_on_behind()

    def forget(self) -> None:
        """Look at the store again at the next question, for example because a case was made just now."""
        with self._lock:
            self._looked_at = None

    def mark(self) -> str:
        """Changes whenever something of a case changes, a day begins, or more cases have been read."""
        return self.caseload().mark

    def caseload(self) -> Caseload:
        """What is known now, after at most ``PATIENCE`` seconds of reading."""
        with self._lock:
            self._look()
            self._read(until=time.monotonic() + PATIENCE)
            self._go_on_behind()
            waiting = sum(case_id not in self._lines for case_id in self._stale)
            mark = f"{self._mark}.{len(self._stale)}" if self._stale else self._mark
            return Caseload(mark, dict(self._lines), waiting)

    @property
    def names(self) -> Mapping[str, str]:
        """Login -> name of everybody of staff, as of the last look."""
        return self._names

    @property
    def consulenten(self) -> frozenset[str]:
        """Logins of the consulenten, as of the last look."""
        return self._consulenten

    def cases(self) -> tuple[str, list[CaseSummary]]:
        """The mark and all cases, however long it takes: to read today first, then the newest activity."""
        with self._lock:
            self._look()
            self._read(until=None)
            return self._mark, sorted((line.summary for line in self._lines.values()), key=newest_first, reverse=True)

    def _look(self) -> None:
        """See which cases moved; with the lock held."""
        moment = self._clock()
        if self._looked_at is not None and moment - self._looked_at < FRESH_FOR:
            return
        today = self._now().astimezone(NETHERLANDS).date()
        # asked before the reading: what is kept meanwhile is then found the next time
        seen = self._store.version(), today
        if seen == self._seen:
            self._looked_at = moment
            return
        cases, changes, marks = self._store.cases(), self._store.changes(), self._store.dossier.marks()
        self._to_review = self._store.translation.unreviewed_counts()
        accounts = self._store.staff_accounts()
        self._consulenten = frozenset(one.login for one in accounts if one.role == CONSULENT)
        self._names = {one.login: one.name for one in accounts}
        moved: dict[str, object] = {
            case.id: (
                changes.get(case.id, 0), marks.get(case.id, 0), self._to_review.get(case.id, 0), case.language, case.label,
                case.erased_at, today,
            )
            for case in cases
        }  # fmt: skip
        for case in cases:
            if moved[case.id] != self._moved.get(case.id):
                self._stale[case.id] = case
        for gone in self._lines.keys() - moved.keys():
            del self._lines[gone]
        if self._stale:
            self._activity = self._activity_of_stale()
        if moved != self._moved or not self._mark:
            # cases come in the order of their numbers, so that every process over this store has the same mark
            self._mark = hashlib.sha256(repr(moved).encode()).hexdigest()[:12]
        self._moved, self._looked_at, self._seen = moved, moment, seen

    def _activity_of_stale(self) -> Mapping[str, str]:
        if len(self._stale) > FEW:
            return self._store.activity()
        return {case_id: turn.at for case_id in self._stale if (turn := self._store.last_turn(case_id)) is not None}

    def _read(self, until: float | None = None, most: int | None = None) -> None:
        """Fold what is stale, until a moment or so many of them; with the lock held."""
        done = 0
        while self._stale and (most is None or done < most) and (until is None or time.monotonic() < until):
            case_id = next(iter(self._stale))
            self._lines[case_id] = self._line(self._stale[case_id])
            del self._stale[case_id]
            done += 1

    def _line(self, case: Case) -> CaseLine:
        now = self._now()
        file = file_for_line(self._store, self._catalogue, self._wording, self._municipality, case, now, self._names)
        short = summary(
            self._catalogue, case, file.record, file.events, self._activity.get(case.id),
            to_review=self._to_review.get(case.id, 0),
        )  # fmt: skip
        return line_of(file, short, self._consulenten)

    def _go_on_behind(self) -> None:
        if self._stale and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._read_all, name="caseload", daemon=True)
            self._thread.start()

    def _read_all(self) -> None:
        while True:
            try:
                with self._lock:
                    self._read(most=AT_ONCE)
                    if not self._stale:
                        return
            except StoreFault as fault:
                log.warning("the caseload is read further at the next question: %s", type(fault).__name__)
                return
            time.sleep(0.002)  # a request that waits for the lock goes first


def newest_first(case: CaseSummary) -> tuple[bool, bool, datetime, int]:
    """Sorts (in reverse): what must be read today, then the newest activity, then those that have not begun."""
    return (
        ATTENTION_NL in case.flags, case.last_activity is not None, case.last_activity or datetime.min.replace(tzinfo=UTC),
        case.number,
    )  # fmt: skip


__all__ = ["FRESH_FOR", "Caseload", "CaseloadCache", "newest_first"]
