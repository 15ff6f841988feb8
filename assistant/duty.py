"""The municipality's duty role: told at once that somebody should look at a case today. Never what was said, never why."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.store import Event, Store

Alarm = Callable[[int], None]
"""Called with the number of the case."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DutyCommand:
    """An alarm that runs a command of the municipality (a mail, a text message) with ``CASE_NUMBER`` in its environment.

    The command gets the case number and the name of the duty role, and nothing of the person. It runs by itself: a
    conversation never waits for it, and one that fails is logged. The consulent's page shows the same in any case.
    """

    command: str
    role: str

    def __call__(self, number: int) -> None:
        """Start the command."""
        environ = {**os.environ, "CASE_NUMBER": str(number), "INTAKE_DUTY_ROLE": self.role}
        try:
            subprocess.Popen(
                self.command, shell=True, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError as fault:
            log.error("the command of INTAKE_DUTY_COMMAND could not be started: %s", fault)


def say_it_was_read(store: Store, case_id: str, *, by: str, at: datetime) -> None:
    """A member of staff has read what a person wrote: the case no longer waits for the duty role. Raises UnknownCase."""
    _decide(store, case_id, "attention_seen", by=by, at=at)


def let_go_alone(store: Store, case_id: str, *, by: str, reason: str, at: datetime) -> None:
    """A consulent decides that a person under 18 may chat alone, with the reason. Raises UnknownCase."""
    _decide(store, case_id, "may_go_alone", by=by, at=at, reason=reason)


def _decide(store: Store, case_id: str, kind: str, *, by: str, at: datetime, **more: str) -> None:
    with store.writing(case_id) as writer:
        last = store.last_turn(case_id)
        writer.event(Event(kind, at.isoformat(), last.number if last else 0, {"by": by, **more}))
