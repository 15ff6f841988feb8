"""Runs renew, encrypt or restore again and again, killed at every step on the disk, and looks whether anything was lost.

A step is a call that makes something lasting: fsync, rename, link, unlink; killed just before it.
Prints one line per step: what it was, and what stood there after the kill and after running it again.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.backup import unfinished
from assistant.backup.renewing import encrypt, renew
from assistant.backup.restoring import restore_backup
from assistant.keys import FileKey, key_beside
from assistant.keys.keyring import FILE
from assistant.store.connecting import STORE_FILE
from tests.backup.helping import plain_text_in, ring, sounds_kept, words_kept

STEPS = ("fsync", "replace", "rename", "link", "unlink")


def now() -> datetime:
    return datetime(2026, 11, 22, 12, tzinfo=UTC)


def forked(work: Callable[[], object], at: int | None) -> bool:
    """Do ``work`` in a process of its own, killed just before step ``at``; True when it came to its end."""
    child = os.fork()
    if not child:
        try:
            if at is not None:
                die_at(at)
            work()
            os._exit(0)
        except BaseException as fault:
            print(json.dumps({"fault": repr(fault)}), flush=True)
            os._exit(3)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed, and was not killed"
    return not os.WIFSIGNALED(status)


def die_at(at: int) -> None:
    """End this process by SIGKILL just before the step with this number."""
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1
            return real(*arguments, **named)

        return step

    for name in STEPS:
        setattr(os, name, wrapped(getattr(os, name)))


def main(what: str, template: Path, place: Path) -> None:
    words, sounds = json.loads(template.with_name("words.json").read_text()), 1
    backup = next(iter((template / "backups").glob("backup-*")), None)
    at = 0
    while True:
        data = place / f"{what}-{at}"
        shutil.copytree(template, data)
        works: dict[str, Callable[[], object]] = {
            "renew": lambda: renew(data, key_beside(data), now),  # noqa: B023
            "encrypt": lambda: encrypt(data, key_beside(data), now),  # noqa: B023
            "restore": lambda: restore_backup(backup, data, FileKey(data / "keys" / "outer.key"), replace=True),  # noqa: B023
        }
        ended = forked(works[what], at)
        begun = unfinished.standing(data)
        not_begun = what == "encrypt" and (not (data / FILE).exists() or (data / "keys" / "recordings.key").exists())
        if begun is not None or not_begun or not (data / STORE_FILE).exists():
            forked(works[what], None)
        found = {
            "at": at, "ended": ended, "begun": begun is not None, "words": words_kept(data) == words,
            "sounds": len(sounds_kept(data)) == sounds, "open": unfinished.standing(data) is None,
            "plain": plain_text_in(data) if what == "encrypt" else [], "keys": len(ring(data).keys),
        }  # fmt: skip
        print(json.dumps(found), flush=True)
        shutil.rmtree(data)
        if ended:
            return
        at += 1


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
