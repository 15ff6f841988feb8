"""Ending together with the process that started us, however that one ended."""

from __future__ import annotations

import os
import threading

LIFELINE = "INTAKE_LIFELINE"


class UnknownLifeline(ValueError):
    """`INTAKE_LIFELINE` names something else than standard input."""

    def __init__(self, value: str) -> None:
        super().__init__(f"{LIFELINE} is {value!r}; leave it out, or set it to stdin")


def _end_when_closed(descriptor: int) -> None:
    while os.read(descriptor, 4096):
        pass
    os._exit(0)


def hold_lifeline() -> None:
    """Watch standard input when `INTAKE_LIFELINE=stdin`: at its end this process ends at once.

    The starter keeps the other end of the pipe open. The system closes it when the starter ends, also by a kill.

    Raises:
        UnknownLifeline: for any other value.
    """
    value = os.environ.get(LIFELINE)
    if not value:
        return
    if value != "stdin":
        raise UnknownLifeline(value)
    threading.Thread(target=_end_when_closed, args=(0,), name="lifeline", daemon=True).start()
