"""Memory that is overwritten when it is given back, so that a person's words are gone after the turn.

Freed memory usually keeps its content until something else needs the place; words of a conversation could be found in
a running process for hours. The C library can overwrite every block at the moment it is freed, when two of its settings
say so at the start of the process: `perturb`, and no per-thread cache (which would skip it). Python must then use the C
library for its small objects too. So the server starts itself once more with these settings. Nor may a crash write the
memory to disk.

Objects that refer to each other are only freed by Python's collector, which may wait for many turns; so it runs shortly
after every turn. What was there when the server opened is set aside first: a collection then looks at the few objects
of the turn and takes about a millisecond.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import sys

_STARTED_AGAIN = "INTAKE_MEMORY_WIPED"
_TUNABLES = "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0"


def start_again_with_wiped_memory() -> None:
    """Replace this process by itself with memory that is overwritten when freed; the process id stays the same.

    Returns only in the process that has it. A C library other than glibc ignores the settings.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if os.environ.get(_STARTED_AGAIN) == "1":
        return
    others = os.environ.get("GLIBC_TUNABLES")
    environ = {
        **os.environ,
        _STARTED_AGAIN: "1",
        "PYTHONMALLOC": "malloc",
        "GLIBC_TUNABLES": f"{others}:{_TUNABLES}" if others else _TUNABLES,
    }
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environ)


class TurnCleaning:
    """Frees what a turn left behind, shortly after its answer was sent."""

    WAIT = 0.05  # seconds; turns that end within it are cleaned up together

    def __init__(self) -> None:
        self._coming: asyncio.TimerHandle | None = None

    def set_aside_what_is_there(self) -> None:
        """Keep everything that exists now out of later collections. Call once, when all is loaded."""
        gc.collect()
        gc.freeze()

    def soon(self) -> None:
        """Clean up after the turn that ends now."""
        if self._coming is None:
            self._coming = asyncio.get_running_loop().call_later(self.WAIT, self._clean)

    def _clean(self) -> None:
        self._coming = None
        gc.collect()
