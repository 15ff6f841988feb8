"""Logs of one JSON object per line that cannot hold a person's words.

Everything a part writes goes through here: our own events, the lines of libraries (uvicorn, Gradio, Sanic, rasa-sdk), warnings,
faults that nobody caught, and plain prints. Of what is not our own only this is written: when, how serious, which line of
which file, and the types and lines of an exception. A library's text is withheld, because it may quote what a person said.

    {"at": "2026-11-22T17:41:00.123Z", "level": "info", "part": "ui", "event": "ready", "version": "0.1.0"}

There is no case, login, code, address or name in any line, and none of the fields could carry one (``FIELDS``). The dialogue
server is a project of its own and writes the same fields (``assistant/dialogue/wordless_log.py``).

Lines go to standard output: ``intake serve`` keeps them in ``logs/`` (5 MB, and one file before it), systemd in its journal.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

OWN = ("assistant", "actions", "translations", "ui")
"""Packages whose sentences are constants, counts and names of our own; those may be written."""

PARTS = ("supervisor", "ui", "actions", "dialogue", "worker", "copy")
LEVELS = ("info", "warning", "error", "critical")
WITHHELD = "text withheld, it may hold a person's words"

FIELDS: Mapping[str, str] = {
    "at": "when, in UTC, to the millisecond",
    "level": "info, warning, error or critical",
    "part": "which process: supervisor, ui, actions, dialogue, worker or copy",
    "event": "what happened, as one word",
    "version": "of the product",
    "text": "a sentence of our own, or that a library's text is withheld",
    "where": "file and line",
    "logger": "which library or module",
    "fault": "types and source lines of an exception, never its text",
    "name": "which part it is about",
    "state": "how that part is now",
    "restarts": "how often it was started again",
    "counts": "requests since the last such line, by class and kind of answer",
    "turns": "turns since the last such line",
    "ms": "how long something took",
    "port": "where a part listens",
    "ready": "the dialogue server answers from now on",
}
"""Every field that a line can have, and what it says."""

_SLUG = re.compile(r"[a-z][a-z0-9_]{1,40}")
_COUNTED = re.compile(r"[a-z_]{2,40}( [1-5]xx)?")


class NotForTheLog(ValueError):
    """An event has a field or a value that no log line may have."""


def line(part: str, level: str, event: str, **about: Any) -> str:
    """One line of the log as JSON.

    Raises:
        NotForTheLog: for a field that is not in ``FIELDS`` or a value that could carry more than it should.
    """
    if not _SLUG.fullmatch(event):
        raise NotForTheLog("the name of an event is one word in small letters")
    if unknown := set(about) - set(FIELDS):
        raise NotForTheLog(f"a log line has no field {', '.join(sorted(unknown))}")
    counts = about.get("counts")
    if counts is not None and not all(
        isinstance(number, int) and _COUNTED.fullmatch(name) for name, number in counts.items()
    ):
        raise NotForTheLog("counts are whole numbers by class of request")
    now = time.time()
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now % 1 * 1000):03d}Z"
    return json.dumps({"at": moment, "level": level, "part": part, "event": event, **about}, ensure_ascii=False)


def place(path: str, number: int | None) -> str:
    """A source line as ``package/file.py:12``, without the folders of this machine."""
    parts = Path(path).parts
    if "site-packages" in parts:
        parts = parts[parts.index("site-packages") + 1 :]
    return f"{'/'.join(parts[-4:])}:{number}"


def describe(fault: BaseException | None) -> list[str]:
    """The types and source lines of an exception and its causes, without any of its texts."""
    lines: list[str] = []
    while fault is not None and len(lines) < 100:
        kind = type(fault)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        frames = traceback.extract_tb(fault.__traceback__, limit=-6)  # where it happened, not the whole way there
        lines += [f"{place(frame.filename, frame.lineno)} in {frame.name}" for frame in frames]
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return lines


class StructuredLog:
    """What one part writes.

    Args:
        part: one of ``PARTS``.
        stream: where the lines go; standard output when left out.
    """

    def __init__(self, part: str, stream: TextIO | None = None) -> None:
        self.part = part
        self._stream = stream if stream is not None else sys.stdout
        self._lock = threading.Lock()

    def event(self, event: str, *, level: str = "info", **about: Any) -> None:
        """Write one event; a log that cannot be written never stops the work."""
        text = line(self.part, level, event, **about)
        with self._lock:
            try:
                self._stream.write(text + "\n")
                self._stream.flush()
            except (OSError, ValueError):
                return  # a full disk or a closed pipe

    def say(self, text: str) -> None:
        """Write one sentence of our own, as the worker gives them."""
        self.event("said", text=text)

    def listen(self) -> None:
        """Take over logging, warnings, faults that nobody caught, and from now on also what is printed."""
        logging.basicConfig(handlers=[_Handler(self)], level=logging.WARNING, force=True)
        logging.raiseExceptions = False  # a fault while logging would print the record with its arguments
        for name in OWN:
            logging.getLogger(name).setLevel(logging.INFO)
        for name in list(logging.root.manager.loggerDict):
            found = logging.getLogger(name)
            if found.handlers and not name.startswith(OWN):
                found.handlers.clear()  # a library's own handler would write the text itself
                found.propagate = True
        warnings.showwarning = self._warning
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        sys.stdout = _Printed(self, "info")
        sys.stderr = _Printed(self, "warning")

    def _warning(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        # deprecations of the libraries are no use to who runs this
        if issubclass(category, (UserWarning, RuntimeWarning)) and not issubclass(category, DeprecationWarning):
            self.event("warned", level="warning", text=WITHHELD, where=place(filename, lineno), logger=category.__name__)

    def _uncaught(self, kind: type[BaseException], fault: BaseException, trace: types.TracebackType | None) -> None:
        self.event("program_stops", level="critical", fault=describe(fault))

    def _uncaught_in_thread(self, about: threading.ExceptHookArgs) -> None:
        self.event("thread_stops", level="critical", fault=describe(about.exc_value))

    def _unraisable(self, about: Any) -> None:
        self.event("not_raised", level="error", fault=describe(about.exc_value))


class _Handler(logging.Handler):
    """Python's logging, as lines of ours."""

    def __init__(self, log: StructuredLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        own = record.name.partition(".")[0] in OWN
        fault = record.exc_info[1] if record.exc_info else None
        about: dict[str, Any] = {"fault": describe(fault)} if fault is not None else {}
        level = record.levelname.lower()
        self._log.event(
            "noted",
            level=level if level in LEVELS else "info",
            text=record.getMessage() if own else WITHHELD,
            where=place(record.pathname, record.lineno),
            logger=record.name,
            **about,
        )


class _Printed(io.TextIOBase):
    """Standard output or error of a part that serves: that something was printed, and not what."""

    def __init__(self, log: StructuredLog, level: str) -> None:
        self._log, self._level = log, level

    def write(self, text: str) -> int:
        """Count as one event whatever is written at once."""
        if text.strip():
            self._log.event("printed", level=self._level, text=WITHHELD)
        return len(text)

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def isatty(self) -> bool:
        """It is no terminal."""
        return False

    def fileno(self) -> int:
        """The descriptor of the real standard error, for what a library starts."""
        return 2


def log_file(file: Path, part: str) -> StructuredLog:
    """A log in a file of its own, for the supervisor, whose standard output is read by a person."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return StructuredLog(part, os.fdopen(opened, "a", encoding="utf-8"))


__all__ = ["FIELDS", "LEVELS", "PARTS", "NotForTheLog", "StructuredLog", "describe", "line", "log_file", "place"]
