"""A part that cannot start says so in a line of the log, as every other line is; in a terminal it is told in plain words."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.structured_log import FIELDS, LEVELS, PARTS
from assistant.supervisor.watch import _readable

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())", "run")
SECRET = "geheim-van-de-tests-alleen"


def environ(data: Path, **more: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("INTAKE_")}
    return {**kept, "INTAKE_DATA": str(data), "INTAKE_DIALOGUE_SECRET": SECRET, "INTAKE_ACTIONS_SECRET": SECRET, **more}


def lines_of(part: str, around: dict[str, str]) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of a part, and every line that it wrote; a line that is no JSON fails."""
    done = subprocess.run(
        [*COMMAND, part], cwd=PROJECT, env=around, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]


@pytest.mark.parametrize(
    ("part", "setting", "value", "told"),
    [
        ("ui", "INTAKE_PORT", "veel", "INTAKE_PORT is 'veel'"),
        ("ui", "INTAKE_LIMITS", "alles", "INTAKE_LIMITS has 'alles'"),
        ("actions", "INTAKE_ACTIONS_SECRET", "kort", "set INTAKE_ACTIONS_SECRET"),
        ("dialogue", "INTAKE_RASA_PYTHON", "nergens/python", "does not exist: run make setup first"),
        ("worker", "INTAKE_KEY", "geen sleutel", "gives no key"),
        ("copy", "INTAKE_COPY_TO", "", "set INTAKE_COPY_TO"),
    ],
)
def test_why_a_part_cannot_start_is_a_line_of_the_log(
    tmp_path: Path, part: str, setting: str, value: str, told: str
) -> None:
    code, lines = lines_of(part, environ(tmp_path / "data", **{setting: value}))
    assert code == 2
    assert all(set(line) <= set(FIELDS) and line["level"] in LEVELS and line["part"] in PARTS for line in lines)
    last = lines[-1]
    assert (last["part"], last["level"], last["event"]) == (part, "critical", "cannot_start")
    assert told in last["text"]
    assert told in _readable(json.dumps(last))


def test_in_a_terminal_it_is_told_in_plain_words(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    code = subprocess.run(
        [*COMMAND, "copy"], cwd=PROJECT, env=environ(tmp_path / "data"), stdout=subprocess.DEVNULL, stderr=theirs,
        stdin=subprocess.DEVNULL, timeout=120, check=False,
    ).returncode  # fmt: skip
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert code == 2
    assert said.startswith("intake run: set INTAKE_COPY_TO")


def test_what_nobody_thought_of_is_told_by_type_and_line_only(
    capfd: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    from assistant.commands import run

    def breaks(port: int | None) -> None:
        raise KeyError("ኣብ ሱዳን")

    monkeypatch.setattr(run, "run_copy", breaks)
    monkeypatch.setattr("assistant.supervisor.lifeline.watch", lambda: None)
    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    assert run.run(run.argparse.Namespace(part="copy", port=None)) == 1
    (line,) = [json.loads(one) for one in capfd.readouterr().err.splitlines()]
    assert line["event"] == "program_stops"
    assert line["fault"][0] == "builtins.KeyError"
    assert "ሱዳን" not in json.dumps(line, ensure_ascii=False)
