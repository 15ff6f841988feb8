"""The caseload kept at hand, so that a page that asks every second costs next to nothing.

A case is folded again only when its last turn moved. One copy serves every consulent; it holds what any of them may
see.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable

from assistant.caseload import ATTENTION_NL, CaseSummary, summary
from assistant.catalogue import Catalogue
from assistant.record import fold
from assistant.store import Store
from ui.consulent.decisions import waits_for_staff

FRESH_FOR = 1.0
"""Seconds during which one look at the store serves everybody who asks."""


class CaseloadCache:
    """Summaries of all cases, brought up to date by looking at what moved."""

    def __init__(self, store: Store, catalogue: Catalogue, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._catalogue, self._clock = store, catalogue, clock
        self._lock = threading.Lock()
        self._looked_at: float | None = None
        self._mark = ""
        self._moved: dict[str, tuple[str | None, int, int]] = {}
        self._summaries: dict[str, CaseSummary] = {}

    def forget(self) -> None:
        """Look at the store again at the next question, for example because a case was made just now."""
        with self._lock:
            self._looked_at = None

    def mark(self) -> str:
        """Changes whenever a case is made or takes a turn."""
        with self._lock:
            self._refresh()
            return self._mark

    def cases(self) -> tuple[str, list[CaseSummary]]:
        """The mark and all cases: what must be read today, then the newest activity, then those that have not begun."""
        with self._lock:
            self._refresh()
            found = sorted(
                self._summaries.values(),
                key=lambda case: (
                    ATTENTION_NL in case.flags,
                    case.last_activity is not None,
                    case.last_activity,
                    case.number,
                ),
                reverse=True,
            )
            return self._mark, found

    def _refresh(self) -> None:
        now = self._clock()
        if self._looked_at is not None and now - self._looked_at < FRESH_FOR:
            return
        activity = self._store.activity()
        cases = self._store.cases()
        to_review = self._store.translation.unreviewed_counts()
        moved = {case.id: (activity.get(case.id), self._decided(case.id), to_review.get(case.id, 0)) for case in cases}
        for case in cases:
            if case.id not in self._summaries or moved[case.id] != self._moved.get(case.id):
                record = fold(self._catalogue, self._store.answers(case.id))
                self._summaries[case.id] = summary(
                    self._catalogue, case, record, self._store.events(case.id), activity.get(case.id),
                    to_review=to_review.get(case.id, 0),
                )  # fmt: skip
        for gone in self._summaries.keys() - moved.keys():
            del self._summaries[gone]
        if moved != self._moved or not self._mark:
            self._mark = hashlib.sha256(repr(sorted(moved.items(), key=str)).encode()).hexdigest()[:12]
        self._moved, self._looked_at = moved, now

    def _decided(self, case_id: str) -> int:
        """Moves when staff decide about a case that waits for them, which is no turn; the same for every other case."""
        known = self._summaries.get(case_id)
        return self._store.last_change(case_id) if known is not None and waits_for_staff(known) else 0
