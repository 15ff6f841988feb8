"""Runs one measurement of trust and reads what it printed: one JSON object a line, and nothing else.

What cannot be read, ends with a fault, takes too long or prints nothing has failed. Nothing is ever taken for proven by default.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
KEYS = {"trust": str, "what": str, "value": object, "unit": str, "wanted": str, "ok": bool, "about": str}
"""Every key that a figure has -> of which kind its value is."""


@dataclass(frozen=True)
class Figure:
    """One figure as a measurement printed it."""

    trust: str
    what: str
    value: Any
    unit: str
    wanted: str
    ok: bool
    about: str


@dataclass
class Part:
    """What became of one measurement. ``fault``: why it counts as failed, empty when it does not; ``version``: of the code."""

    name: str
    command: list[str]
    seconds: float = 0.0
    exit: int | None = None
    figures: list[Figure] = field(default_factory=list)
    fault: str = ""
    at: str = ""
    version: str = ""

    @property
    def failed(self) -> bool:
        """Whether nothing of it may count as proven."""
        return bool(self.fault)

    def kept(self) -> dict[str, Any]:
        """As the results file has it."""
        return asdict(self)


def part_of(kept: dict[str, Any]) -> Part:
    """A part as it was kept."""
    return Part(**{**kept, "figures": [Figure(**one) for one in kept["figures"]]})


def read_figure(line: str) -> Figure | None:
    """The figure on this line; None when the line is not exactly one."""
    try:
        read = json.loads(line)
    except ValueError:
        return None
    if not isinstance(read, dict) or set(read) - set(KEYS) or set(KEYS) - set(read) - {"about", "unit", "wanted"}:
        return None
    read = {"about": "", "unit": "", "wanted": "", **read}
    if any(not isinstance(read[key], kind) for key, kind in KEYS.items()) or not read["trust"].strip():
        return None
    return Figure(**read)


def judged(part: Part, output: str) -> Part:
    """The part with the figures of its output, and with its fault when there is one."""
    garbled = []
    for line in filter(str.strip, output.splitlines()):
        figure = read_figure(line)
        if figure is None:
            garbled.append(line)
        else:
            part.figures.append(figure)
    if part.fault:
        return part
    if garbled:
        part.fault = f"{len(garbled)} lines of its output are no figures, the first: {garbled[0][:80]!r}"
    elif not part.figures:
        part.fault = f"it printed no figure (it ended with {part.exit})"
    elif part.exit != 0 and all(figure.ok for figure in part.figures):
        # a figure below what is wanted explains an exit code; nothing else does
        part.fault = f"it ended with {part.exit}, though every figure it printed is as wanted"
    return part


def run_part(name: str, command: list[str], folder: Path, longest: float) -> Part:
    """Run a measurement; what it prints is kept in ``folder`` while it runs.

    Args:
        name: of the files. command: what to run, after the Python of this process.
        folder: where ``<name>.jsonl`` and ``<name>.err`` go. longest: seconds after which it and its children are stopped.
    """
    part = Part(name, command)
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with (folder / f"{name}.jsonl").open("wb") as printed, (folder / f"{name}.err").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=printed, stderr=errors,
            env={**os.environ, "PYTHONPATH": str(PROJECT)}, start_new_session=True,
        )  # fmt: skip
        try:
            part.exit = process.wait(longest)
        except subprocess.TimeoutExpired:
            part.fault = f"it was not done after {longest:.0f} seconds"
        finally:
            end(process)
    part.seconds = round(time.monotonic() - began, 1)
    return judged(part, (folder / f"{name}.jsonl").read_text(encoding="utf-8", errors="replace"))


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop it with what it started: a measurement kills processes and may leave some when it fails itself."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
