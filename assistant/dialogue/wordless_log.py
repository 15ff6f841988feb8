"""Logs that cannot hold a person's words.

Rasa writes messages into its logs in many places (warnings, exceptions, structured events), and an exception's text
may quote the message too. So from the moment the server hears people, of everything that is not our own only this is
written, as one JSON object per line: when, how serious, which line of which file, and the types and lines of an
exception. That finds the cause in the source without a single word of the conversation. Before that moment messages are
written whole: there are no words yet, and a failing start has to be understood.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

#: Our own loggers; their messages are constants and numbers, never words of a person.
OWN = "assistant.dialogue"

_LEVELS = ("INFO", "WARNING", "ERROR", "CRITICAL")

WITHHELD = "text withheld, it may hold a person's words"

_STRUCTURED = logging.getLogger("structlog")
_FAULTS = logging.getLogger("uncaught")


def _where(path: str, line: int | None) -> str:
    parts = Path(path).parts
    if "site-packages" in parts:
        parts = parts[parts.index("site-packages") + 1 :]
    return f"{'/'.join(parts[-4:])}:{line}"


def describe_exception(fault: BaseException | None) -> list[str]:
    """The types and source lines of an exception and its causes, without any of its texts."""
    lines: list[str] = []
    while fault is not None and len(lines) < 200:
        kind = type(fault)
        lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        frames = traceback.extract_tb(fault.__traceback__, limit=-6)  # where it happened, not the whole way there
        lines += [f"    {_where(frame.filename, frame.lineno)} in {frame.name}" for frame in frames]
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return lines


class WordlessFormatter(logging.Formatter):
    """Writes whole messages until `people_speak` is set, and only their places after that."""

    def __init__(self) -> None:
        super().__init__()
        self.people_speak = False

    def format(self, record: logging.LogRecord) -> str:
        """One log record as text; see the module."""
        own = record.name == OWN or record.name.startswith(f"{OWN}.")
        where = getattr(record, "where", None) or _where(record.pathname, record.lineno)
        level = record.levelname.lower() if record.levelname in _LEVELS else "info"
        said = record.getMessage() if own or not self.people_speak else WITHHELD
        about: dict[str, Any] = {"text": said, "where": where, "logger": record.name}
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            if self.people_speak:
                about["fault"] = [line.strip() for line in describe_exception(fault)]
            else:
                about["fault"] = "".join(traceback.format_exception(fault)).splitlines()
        return log_line(level, "noted", **about)


def log_line(level: str, event: str, **about: Any) -> str:
    """One line of the log as JSON, with the fields that every part of the product uses (``docs/running.md``)."""
    now = time.time()
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now % 1 * 1000):03d}Z"
    return json.dumps({"at": moment, "level": level, "part": "dialogue", "event": event, **about}, ensure_ascii=False)


def _structured_event(_logger: Any, method: str, event: MutableMapping[str, Any]) -> Any:
    """Hand a structlog event to the ordinary log with the place it came from, then drop it."""
    place = _where(str(event.pop("pathname", "?")), event.pop("lineno", None))
    level = {"warn": "WARNING", "exception": "ERROR", "fatal": "CRITICAL"}.get(method, method.upper())
    _STRUCTURED.log(
        getattr(logging, level, logging.WARNING),
        "%s",
        dict(event),
        extra={"where": place},
        exc_info=sys.exc_info() if event.get("exc_info") else None,
    )
    raise structlog.DropEvent


def _warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    # Old habits of the libraries (deprecations and the like) are no use to who runs this; some insist on showing them.
    if issubclass(category, (UserWarning, RuntimeWarning)) and not issubclass(category, DeprecationWarning):
        _FAULTS.warning("%s: %s", category.__name__, message, extra={"where": _where(filename, lineno)})


def _uncaught(_kind: type[BaseException], fault: BaseException, _trace: types.TracebackType | None) -> None:
    _FAULTS.critical("the program stops", exc_info=fault)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    _FAULTS.critical("a thread stops", exc_info=args.exc_value)


def _unraisable(args: Any) -> None:
    _FAULTS.error("an exception could not be raised", exc_info=args.exc_value)


def write_wordless_log(stream: TextIO) -> WordlessFormatter:
    """Send every kind of log of this process (logging, structlog, warnings, uncaught faults) to one stream.

    Only warnings and worse are written.

    Args:
        stream: usually standard error.

    Returns:
        The formatter; call `let_people_speak` with it before the first message can arrive.
    """
    formatter = WordlessFormatter()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False  # a fault while logging would print the record with its arguments
    structlog.configure(
        processors=[
            structlog.processors.CallsiteParameterAdder(
                {structlog.processors.CallsiteParameter.PATHNAME, structlog.processors.CallsiteParameter.LINENO}
            ),
            _structured_event,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _warning
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable
    return formatter


def let_people_speak(formatter: WordlessFormatter) -> None:
    """From now on no text of others is written, and plain prints go nowhere (the log keeps its own stream)."""
    formatter.people_speak = True
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - stays open as long as the process
    sys.stdout = nowhere
    sys.stderr = nowhere
