"""A child that never outlives its supervisor, however that one ended.

The supervisor gives every child the read end of one pipe as standard input and keeps the write end to itself. When the
supervisor is gone, also when it was killed outright, the pipe closes. A child that called ``watch()`` then ends itself:
first politely, and after ``grace`` seconds with everything it started.

This module imports the standard library only, so that a child can call it before its heavy imports.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time

VARIABLE = "INTAKE_LIFELINE"


def watch(grace: float = 3.0) -> bool:
    """End this process when the supervisor is gone; call it once, as early as possible.

    Does nothing unless the environment says ``INTAKE_LIFELINE=stdin``. The variable is taken away, so that processes
    this one starts do not listen to the same pipe.

    Args:
        grace: seconds between the polite end (SIGTERM) and the hard one.

    Returns:
        True when it watches.
    """
    if os.environ.pop(VARIABLE, None) != "stdin":
        return False
    threading.Thread(target=_wait_for_the_end, args=(grace,), name="lifeline", daemon=True).start()
    return True


def _wait_for_the_end(grace: float) -> None:
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass  # standard input was closed under us: as good as gone
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(grace)
    if os.getpgrp() == os.getpid():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)
