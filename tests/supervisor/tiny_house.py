"""What the tests of the supervisor share: tiny parts, a quick rhythm, and looking at processes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from assistant.supervisor import notices, settings
from assistant.supervisor.parts import Part
from assistant.supervisor.ports import free_ports
from assistant.supervisor.watch import Rhythm

TINY_PART = Path(__file__).with_name("tiny_part.py")
QUICK = Rhythm(
    first_pause=0.1,
    longest_pause=0.4,
    ask_while_starting=0.05,
    ask_when_ready=0.1,
    answer_within=0.5,
    silent_for=1.0,
    stop_within=1.0,
    log_limit=20_000,
)


def tiny(name: str, *options: str, ready: str = "/", start_within: float = 20.0) -> Part:
    (port,) = free_ports(1)
    return Part(
        name=name,
        command=(sys.executable, str(TINY_PART), "--port", str(port), *options),
        ready=f"http://127.0.0.1:{port}{ready}",
        port=port,
        environ={"PYTHONPATH": str(settings.PROJECT)},
        start_within=start_within,
    )


def alive(pid: int) -> bool:
    return notices.birth(pid) is not None


def eventually(what: Callable[[], object], within: float = 15.0) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return bool(what())
