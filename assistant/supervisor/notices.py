"""Two files in ``run/`` of the data folder that tell others: who holds this folder, and where its parts are.

``serve.lock`` is locked as long as the supervisor lives; the kernel lets go of it however the supervisor ends.
``serve.json`` says process ids, ports and addresses; it holds no secret, and only the owner can read it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from assistant.durable_file import make_folder
from assistant.supervisor.faults import AlreadyRunning, DataFolderUnusable


def make_folders(data: Path) -> None:
    """Make the data folder and what the supervisor needs in it; readable for the owner alone.

    Raises:
        DataFolderUnusable: when that fails.
    """
    try:
        make_folder(data)
        for name in ("run", "logs"):
            (data / name).mkdir(exist_ok=True, mode=0o700)
        probe = data / "run" / f".can-write-{os.getpid()}"
        probe.write_bytes(b"ok")
        probe.unlink()
    except OSError as fault:
        raise DataFolderUnusable(
            f"The data folder {data} cannot be used ({fault.strerror}): mend that, or name another with INTAKE_DATA."
        ) from fault


def take_lock(data: Path) -> int:
    """Take this data folder for one supervisor; close the returned file descriptor to give it back.

    Raises:
        AlreadyRunning: when another supervisor holds it.
    """
    file = os.open(data / "run" / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(file)
        told = read(data) or {}
        who = f"process {told['pid']}" if "pid" in told else "another process"
        where = f" and answers on {told['address']}" if told.get("address") else ""
        raise AlreadyRunning(
            f"The data folder {data} is being served already, by {who}{where}.\n"
            "Use that one, or stop it first (Ctrl-C where it runs), or name another data folder with INTAKE_DATA."
        ) from fault
    return file


def read(data: Path) -> dict[str, Any] | None:
    """What the supervisor of this data folder tells about itself, or None when there is nothing to read."""
    try:
        told = json.loads((data / "run" / "serve.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def write(data: Path, told: dict[str, Any]) -> None:
    """Tell others; whole or not at all."""
    fresh = data / "run" / "serve.json.new"
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(told, file, indent=1)
    fresh.replace(data / "run" / "serve.json")


def remove(data: Path) -> None:
    """Nothing is served any more."""
    (data / "run" / "serve.json").unlink(missing_ok=True)


def birth(pid: int) -> str | None:
    """When a process began, as the kernel counts: with its id that names a process for good. None when it is gone."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if after_name[0] in {"Z", "X"} else after_name[19]


def wait_for_leftovers(told: dict[str, Any] | None, patience: float = 6.0) -> None:
    """Let the parts of a supervisor that was killed come to their end, and end them when they take too long.

    Args:
        told: what that supervisor told (``read``) before it ended.
        patience: seconds; a part left alone ends itself within three.
    """
    parts = (told or {}).get("parts", {})
    left = {
        int(part["pid"]): str(part["born"])
        for part in (parts.values() if isinstance(parts, dict) else ())
        if isinstance(part, dict) and part.get("pid") and part.get("born")
    }
    until = time.monotonic() + patience
    while left and time.monotonic() < until:
        left = {pid: born for pid, born in left.items() if birth(pid) == born}
        if left:
            time.sleep(0.1)
    for pid in left:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
