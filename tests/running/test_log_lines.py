"""A line of the log says when, what and where; it has no place for words, names, codes or addresses."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.structured_log import FIELDS, NotForTheLog, StructuredLog, line, log_file, place
from assistant.supervisor.watch import _readable

SAID = "ኣብ ሱዳን ብዙሕ ዕዳ ኣሎኒ"


@pytest.fixture
def log() -> Iterator[tuple[StructuredLog, io.StringIO]]:
    """A log that listens to everything, and everything as it was afterwards."""
    kept = sys.stdout, sys.stderr, sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    root, handlers, level, raising = logging.getLogger(), logging.root.handlers[:], logging.root.level, logging.raiseExceptions
    stream = io.StringIO()
    made = StructuredLog("ui", stream)
    made.listen()  # a test that prints calls this once more: pytest puts its own streams there before each step
    yield made, stream
    sys.stdout, sys.stderr, sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = kept
    root.handlers[:], root.level, logging.raiseExceptions = handlers, level, raising


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(one) for one in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_json() -> None:
    told = json.loads(line("ui", "info", "ready", version="0.1.0"))
    assert list(told) == ["at", "level", "part", "event", "version"]
    assert told["at"].endswith("Z") and len(told["at"]) == 24


@pytest.mark.parametrize(
    ("event", "about"),
    [
        ("Ready to go", {}),
        (SAID, {}),
        ("turn", {"words": SAID}),
        ("turn", {"case": 12}),
        ("requests", {"counts": {SAID: 1}}),
        ("requests", {"counts": {"turn 2xx": "veel"}}),
        ("requests", {"counts": {"/gesprek/KOOK-MUUR": 1}}),
    ],
)
def test_what_is_not_for_the_log_is_refused(event: str, about: dict[str, Any]) -> None:
    with pytest.raises(NotForTheLog):
        line("ui", "info", event, **about)


def test_no_field_is_about_a_person() -> None:
    assert not {"case", "case_id", "login", "code", "address", "words", "language"} & set(FIELDS)


def test_a_librarys_text_is_withheld_and_its_place_told(log: tuple[StructuredLog, io.StringIO]) -> None:
    logging.getLogger("uvicorn.error").error("could not send %s", SAID)
    logging.getLogger("uvicorn.access").info("203.0.113.9 GET /")
    (told,) = lines(log[1])
    assert told["logger"] == "uvicorn.error"
    assert told["where"].startswith("tests/running/test_log_lines.py:") or "test_log_lines.py" in told["where"]
    assert SAID not in log[1].getvalue()


def test_an_exception_is_told_by_type_and_line(log: tuple[StructuredLog, io.StringIO]) -> None:
    try:
        raise ValueError(SAID)
    except ValueError:
        logging.getLogger("gradio").exception("%s", SAID)
    (told,) = lines(log[1])
    assert told["fault"][0] == "builtins.ValueError"
    assert "test_log_lines.py" in told["fault"][1]
    assert SAID not in log[1].getvalue()


def test_our_own_sentences_are_kept(log: tuple[StructuredLog, io.StringIO]) -> None:
    logging.getLogger("actions.server").error("a turn failed: %s", "StoreFull")
    assert lines(log[1])[0]["text"] == "a turn failed: StoreFull"


def test_whatever_is_printed_warned_or_uncaught_holds_no_words(log: tuple[StructuredLog, io.StringIO]) -> None:
    log[0].listen()
    print(SAID)
    print(SAID, file=sys.stderr)
    warnings.warn(SAID, UserWarning, stacklevel=1)
    warnings.warn(SAID, DeprecationWarning, stacklevel=1)

    def fail() -> None:
        raise KeyError(SAID)

    failing = threading.Thread(target=fail)
    failing.start()
    failing.join()
    sys.excepthook(RuntimeError, RuntimeError(SAID), None)
    assert [told["event"] for told in lines(log[1])] == ["printed", "printed", "warned", "thread_stops", "program_stops"]
    assert SAID not in log[1].getvalue()


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    closed = io.StringIO()
    closed.close()
    StructuredLog("ui", closed).event("ready")


def test_the_supervisors_log_is_for_its_owner(tmp_path: Any) -> None:
    log_file(tmp_path / "supervisor.log", "supervisor").event("part", name="ui", state="ready", restarts=0)
    assert (tmp_path / "supervisor.log").stat().st_mode & 0o777 == 0o600


def test_a_place_has_no_folder_of_this_machine() -> None:
    assert place("/srv/x/lib/python3.12/site-packages/uvicorn/server.py", 7) == "uvicorn/server.py:7"


def test_the_last_words_of_a_part_are_read_by_people() -> None:
    told = line("actions", "error", "noted", text="a turn failed: StoreFull", where="actions/server.py:31")
    assert _readable(told) == "noted: a turn failed: StoreFull actions/server.py:31"
    assert _readable("I lost my dictionary") == "I lost my dictionary"
    assert _readable('{"ready": true') == '{"ready": true'
