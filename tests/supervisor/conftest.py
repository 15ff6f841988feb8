from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.supervisor.parts import Part
from assistant.supervisor.supervisor import Supervisor
from assistant.supervisor.watch import Rhythm
from tests.supervisor.tiny_house import QUICK


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def supervise(tmp_path: Path, told: list[str]) -> Iterator[Callable[..., Supervisor]]:
    """Start tiny parts under a supervisor that is stopped after the test."""
    started: list[Supervisor] = []

    def start(*parts: Part, rhythm: Rhythm = QUICK) -> Supervisor:
        supervisor = Supervisor(parts, tmp_path / "data", address="http://127.0.0.1:1", tell=told.append, rhythm=rhythm)
        started.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in started:
        supervisor.stop()


@pytest.fixture
def to_be_killed() -> Iterator[list[int]]:
    """Ids of processes that must not outlive a test that fails."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
