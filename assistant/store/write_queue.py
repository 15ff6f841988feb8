"""Who may write next: first come, first served within a process, and other processes are waited for outside SQLite.

SQLite can wait for its write lock by itself, but holds the mutex of the waiting connection while it does. The garbage collector
runs in any thread and may free a cursor of that very connection; when it runs in the thread that has the write lock, both wait
for each other until the time is over, and everybody else with them. Nor does SQLite know who came first.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from assistant.store.faults import StoreBusy

SHORTEST_PAUSE, LONGEST_PAUSE = 0.001, 0.02
"""Seconds between two tries while another process writes."""


class WriteQueue:
    """The queue of one opened store; every ``begin`` that returned is followed by one ``done``."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._waiting: deque[object] = deque()
        """Everybody who waits, and first the one who writes."""

    def begin(self, connection: Any) -> None:
        """Wait for the turn and begin a write on this thread's connection, as long as its ``busy_timeout`` says.

        Raises:
            StoreBusy: others wrote all that time. ``sqlcipher.OperationalError``: any other fault, as SQLite says it.
        """
        (patience_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
        until, mine = time.monotonic() + patience_ms / 1000, object()
        with self._turn:
            self._waiting.append(mine)
            if not self._turn.wait_for(lambda: self._waiting[0] is mine, timeout=patience_ms / 1000):
                self._leave(mine)
                raise StoreBusy("the database is in use by others: try again")
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            try:
                self._try(connection, until)
            finally:
                connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
        except BaseException:
            self.done()
            raise

    def done(self) -> None:
        """The write is over, whatever became of it: the next one's turn."""
        with self._turn:
            self._waiting.popleft()
            self._turn.notify_all()

    def _leave(self, mine: object) -> None:
        self._waiting.remove(mine)
        self._turn.notify_all()

    @staticmethod
    def _try(connection: Any, until: float) -> None:
        pause = SHORTEST_PAUSE
        while True:
            try:
                # IMMEDIATE: the turn reads what it decides on, so nobody may write between its reading and writing
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlcipher.OperationalError as fault:
                if "locked" not in str(fault) or time.monotonic() + pause > until:
                    raise
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


__all__ = ["WriteQueue"]
