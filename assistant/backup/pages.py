"""The pages of a database as one moment had them, read beside those who write, encrypted as they are.

A backup through SQLite would encrypt every page anew, and so could not say which of them changed. Here the file and its
write-ahead log are read as they lie on the disk, inside a read transaction that keeps both in place:

* while it lasts no page of the log is overwritten, and the file takes in only pages that stand in the log as well;
* the index of the log (``-shm``) says how many of its frames are committed, and how many pages the database then has.

See "WAL-mode file format" and "The WAL-index" of the SQLite documentation.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.store.connecting import connect
from assistant.store.faults import StoreBusy
from assistant.store.looking import touch

_INDEX = struct.Struct("=IIIBBHII8s8s8s")
_FRAME = struct.Struct(">II8s8s")
_HEADER = 32
_TRIES = 50


@dataclass(frozen=True)
class Mark:
    """Where the log was: its salt changes whenever it begins anew, ``frames`` of it are committed."""

    salt: bytes
    frames: int


@dataclass(frozen=True)
class Moment:
    """The database at one moment, readable for as long as ``Reader.moment`` lasts."""

    mark: Mark
    page_size: int
    count: int
    file: int
    log: int | None
    in_log: dict[int, int]
    newest: dict[int, int]

    def page(self, number: int) -> bytes:
        """One page; the first has number 1."""
        offset = self.in_log.get(number)
        if offset is not None and self.log is not None:
            return _exactly(self.log, self.page_size, offset)
        return _exactly(self.file, self.page_size, (number - 1) * self.page_size)

    def changed_since(self, mark: Mark | None) -> Iterator[int]:
        """Numbers of the pages that may have changed since ``mark``: all of them when the log began anew since."""
        if mark is None or mark.salt != self.mark.salt or mark.frames > self.mark.frames:
            yield from range(1, self.count + 1)
            return
        for number, frame in self.newest.items():
            if frame > mark.frames and number <= self.count:
                yield number


class Reader:
    """Reads one database; keeps one connection, so that the log stays where it is.

    Its files are closed after the connection is, and never before: closing any of them would give up the locks that every
    connection of this process has on them. So it belongs in a process of its own.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self._path = file
        self._connection: Any = connect(file, key)
        self._connection.execute("PRAGMA journal_mode = WAL").fetchone()  # it may come from a backup, which is one file
        touch(self._connection)
        self._page_size = int(self._connection.execute("PRAGMA page_size").fetchone()[0])
        self._open: dict[Path, tuple[int, int]] = {}
        self._old: list[int] = []

    def close(self) -> None:
        """Give everything back."""
        self._connection.close()
        for descriptor in [*(one for one, _ in self._open.values()), *self._old]:
            os.close(descriptor)
        self._open.clear()
        self._old.clear()

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """The database as it is now. Others go on writing meanwhile; only the log cannot be emptied.

        Raises:
            StoreBusy: the index of the log never stood still. OSError: something cannot be read.
        """
        self._connection.execute("BEGIN")
        try:
            touch(self._connection)
            yield self._moment()
        finally:
            with suppress(Exception):
                self._connection.execute("ROLLBACK")

    def _moment(self) -> Moment:
        mark, page_size, count = self._index()
        file, log, in_log, newest = self._descriptor(""), None, {}, {}
        if mark.frames:
            log = self._descriptor("-wal")
            for frame in range(1, mark.frames + 1):
                offset = _HEADER + (frame - 1) * (_FRAME.size + page_size)
                number, _, salt, _ = _FRAME.unpack(_exactly(log, _FRAME.size, offset))
                if salt != mark.salt:
                    raise StoreBusy("the log of the database changed while it was read: try again")
                in_log[number], newest[number] = offset + _FRAME.size, frame
        return Moment(mark, page_size, count, file, log, in_log, newest)

    def _index(self) -> tuple[Mark, int, int]:
        """The head of the index of the log. It is written twice, so that half of a change shows."""
        descriptor = self._descriptor("-shm")
        for _ in range(_TRIES):
            both = _exactly(descriptor, 2 * _INDEX.size, 0)
            if both[: _INDEX.size] == both[_INDEX.size :]:
                head = _INDEX.unpack(both[: _INDEX.size])
                ready, size, frames, count, salt = head[3], head[5], head[6], head[7], head[9]
                if ready and not frames:  # everything is in the file; a fresh index does not say how many pages that is
                    return Mark(salt, 0), self._page_size, os.fstat(self._descriptor("")).st_size // self._page_size
                if ready and count:
                    return Mark(salt, frames), 65536 if size == 1 else size, count
        raise StoreBusy("the index of the database never stood still: try again")

    def _descriptor(self, suffix: str) -> int:
        path = self._path.with_name(self._path.name + suffix)
        inode = path.stat().st_ino
        known = self._open.get(path)
        if known is None or known[1] != inode:
            if known is not None:
                self._old.append(known[0])
            known = self._open[path] = os.open(path, os.O_RDONLY | os.O_CLOEXEC), inode
        return known[0]


@contextmanager
def reading(file: Path, key: bytes) -> Iterator[Reader]:
    """A reader for as long as the block lasts."""
    with closing(Reader(file, key)) as reader:
        yield reader


def _exactly(descriptor: int, length: int, offset: int) -> bytes:
    found = os.pread(descriptor, length, offset)
    if len(found) != length:
        raise OSError(5, "a file of the database is shorter than it should be")
    return found


__all__ = ["Mark", "Moment", "Reader", "reading"]
