"""What a process holds in its memory of cases, and how it lets go of that when a case was erased by any process.

Rows that never change are read once and kept. An erasure is the one thing that takes rows away; each adds a row to the table
``erasures``, and whoever reads next in another process sees that and empties everything here.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from functools import _lru_cache_wrapper
from typing import Protocol
from weakref import WeakSet

from sqlite_utils import Database

OURS = ("assistant", "translations", "ui", "actions")
"""Packages whose bounded caches may hold words that somebody said."""

log = logging.getLogger(__name__)


class Holding(Protocol):
    """Something that keeps what it read of cases."""

    def forget(self) -> None:
        """Let go of everything; it is read again when it is asked for."""


_holding: WeakSet[Holding] = WeakSet()


def holds[Cache: Holding](cache: Cache) -> Cache:
    """Have this cache emptied after an erasure, for as long as it lives; gives it back."""
    _holding.add(cache)
    return cache


def forget_words() -> int:
    """Empty every cache that may hold words of a person, and the bounded caches of functions; returns how many those were.

    Caches without a bound hold data of the program (word lists, catalogues), and stay.
    """
    for cache in list(_holding):
        cache.forget()
    emptied = 0
    for found in gc.get_objects():
        if type(found) is not _lru_cache_wrapper or found.cache_parameters()["maxsize"] is None:
            continue
        module = getattr(found, "__module__", None) or ""
        if module.partition(".")[0] in OURS:
            found.cache_clear()
            emptied += 1
    return emptied


class Forgetting:
    """Notices erasures of one opened store."""

    def __init__(self, db: Callable[[], Database], version: Callable[[], int]) -> None:
        self._db, self._version = db, version
        self._lock = threading.Lock()
        self._seen: int | None = None
        self._erasures: int | None = None

    def notice(self) -> int:
        """How many erasures there have been; when there was one since the last look, everything is let go of first.

        Costs one question to SQLite while nothing was kept by anybody.
        """
        version = self._version()
        with self._lock:
            if version == self._seen and self._erasures is not None:
                return self._erasures
            number = int(self._db().execute("SELECT coalesce(max(id), 0) FROM erasures").fetchone()[0])
            before, self._erasures, self._seen = self._erasures, number, version
        if before is not None and before != number:
            emptied = forget_words()
            log.info("a case was erased: what this process held of cases is gone (%s caches of functions)", emptied)
        return number


__all__ = ["Forgetting", "Holding", "forget_words", "holds"]
