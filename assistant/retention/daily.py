"""Once a day, in the process of the pages: the rules are applied, and every process notices what another one erased."""

from __future__ import annotations

import fcntl
import logging
import threading
from datetime import date
from pathlib import Path

from assistant.backup import expire
from assistant.case_file import NETHERLANDS
from assistant.durable_file import make_folder, write_whole
from assistant.erasing.doing import sweep
from assistant.erasing.noticing import notice
from assistant.house import House
from assistant.retention.running import retain
from assistant.supervisor import settings

HOUR = 3
"""Not before this hour of the Dutch night."""
LOOK_EVERY, FIRST_LOOK = 600.0, 60.0
LAST, LOCK = "run/retention-last", "run/retention.lock"

log = logging.getLogger(__name__)


def due_now(house: House) -> bool:
    """Whether the run of today is still to come, and it is late enough."""
    now = house.now().astimezone(NETHERLANDS)
    last = _last(house.data)
    return now.hour >= HOUR and (last is None or last < now.date())


def run_once(house: House) -> bool:
    """Apply the rules, unless today's run was done or another process is at it; says whether this one did."""
    lock = house.data / LOCK
    make_folder(lock.parent)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if not due_now(house):
            return False
        report = retain(house, dry_run=False)
        # what was erased lives on in a backup until that goes: so the backups go in the same daily task
        expire(house.data, house.now(), settings.backup_days())
        write_whole(house.data / LAST, house.now().astimezone(NETHERLANDS).date().isoformat().encode())
        log.info("retention: %s went, %s held, %s failed", sum(report.done.values()), report.held, len(report.failed))
        return True


def start(house: House, stop: threading.Event) -> threading.Thread:
    """Run every day until ``stop``, in a thread that never keeps the process alive."""

    def go() -> None:
        wait = FIRST_LOOK
        while not stop.wait(wait):
            wait = LOOK_EVERY
            try:
                if due_now(house):
                    run_once(house)
            except Exception as fault:
                # the kind only, never the message: it could name somebody
                log.error("the retention rules could not be applied today: %s; it is tried again", type(fault).__name__)

    thread = threading.Thread(target=go, name="retention", daemon=True)
    thread.start()
    return thread


def begin(house: House) -> None:
    """At the start of a process with pages: finish what a crash left, then every day the rules."""
    try:
        sweep(house)
    except Exception as fault:
        log.error("what was erased could not be swept up at the start: %s", type(fault).__name__)
    notice(house.store)
    start(house, threading.Event())


def _last(data: Path) -> date | None:
    try:
        return date.fromisoformat((data / LAST).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


__all__ = ["begin", "due_now", "run_once", "start"]
