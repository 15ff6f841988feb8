"""Every process lets go of a case that another one erased, also when nobody asks it anything."""

from __future__ import annotations

import logging
import threading

from assistant.store import Store

EVERY = 30.0
"""Seconds after which a quiet process has noticed; one that is asked something notices at once."""

log = logging.getLogger(__name__)


def notice(store: Store) -> threading.Thread:
    """Look every ``EVERY`` seconds, in a thread that never keeps the process alive."""

    def go() -> None:
        pause = threading.Event()
        while not pause.wait(EVERY):
            try:
                store.erasing.notice()
            except Exception as fault:
                log.warning("could not look whether something was erased: %s", type(fault).__name__)

    thread = threading.Thread(target=go, name="notice-erasures", daemon=True)
    thread.start()
    return thread


__all__ = ["EVERY", "notice"]
