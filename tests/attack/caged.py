"""Reads hostile input in a process of its own that may do nothing but compute and write in one folder; prints what it tried.

``python -m tests.attack.caged`` prints ``{"cases": …, "tried": […]}``: every step out of the cage, which is stopped as well.
Python tells its audit hook of each file that is opened, connection, program and change on the disk (PEP 578). What a library
does in C without Python is not told: for that the test looks at the folders afterwards, and the parsers of XML refuse what
declares anything before the library reads it (``test_hostile_files``).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "benchmarks"))

OWN = Path(tempfile.gettempdir()).resolve()
"""Where may be written: the test gives this process a temporary folder of its own."""
READABLE = tuple(
    {
        str(PROJECT),
        str(OWN),
        sys.prefix,
        sys.base_prefix,
        *sysconfig.get_paths().values(),
        "/usr/",
        "/proc/",
        "/dev/",
        "/etc/localtime",
    }
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.chmod", "os.chown", "os.truncate", "os.utime",
    "shutil.rmtree", "shutil.move", "sqlite3.connect", "os.mkfifo", "os.mknod", "os.setxattr",
}  # fmt: skip
NEVER = {
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn", "os.kill",
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto",
    "socket.sendmsg", "pickle.find_class", "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
    "webbrowser.open", "os.putenv", "os.unsetenv", "ctypes.dlopen",
}  # fmt: skip

NAMES_FILES = {"settings", "sign-on, settings"}
"""Parsers of what the beheerder sets: reading the file that a setting names is their task."""


class Out(RuntimeError):
    """A step out of the cage; it is not done."""


class Cage:
    """Stops and remembers what goes outside, while it is shut."""

    def __init__(self) -> None:
        self.shut = False
        self.may_read = False
        self.tried: list[str] = []
        sys.addaudithook(self._hear)

    @contextmanager
    def closed(self) -> Any:
        self.shut = True
        try:
            yield
        finally:
            self.shut = False

    def _hear(self, event: str, about: tuple[Any, ...]) -> None:
        if not self.shut:
            return
        self.shut = False  # what is done here to find out is not heard
        try:
            why = self._why_not(event, about)
        finally:
            self.shut = True
        if why:
            self.tried.append(why)
            raise Out(why)

    def _why_not(self, event: str, about: tuple[Any, ...]) -> str:
        if event in NEVER or (event == "socket.__new__" and about[1] != socket.AF_UNIX):
            return f"{event} {about[:1]!r:.120}"
        if event == "open" and not isinstance(about[0], int):
            path = _real(about[0])
            if about[2] & WRITES and not _within(path, (str(OWN),)):
                return f"writes {path}"
            return "" if self.may_read or _within(path, READABLE) else f"reads {path}"
        if event in CHANGES:
            paths = [_real(one) for one in about[:2] if isinstance(one, str | bytes | os.PathLike)]
            return next(
                (f"{event} {path}" for path in paths if not _within(path, (str(OWN),)) and path != ":memory:"), ""
            )
        return ""


def _real(path: Any) -> str:
    text = os.fsdecode(path)
    return text if text == ":memory:" else os.path.realpath(text)


def _within(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place.rstrip("/") or path.startswith(place.rstrip("/") + "/") for place in places)


def prove(cage: Cage) -> None:
    """Try what must not be possible; each has to be stopped."""
    steps: tuple[Callable[[], object], ...] = (
        lambda: open("/var/tmp/out-of-the-cage", "w"),  # noqa: SIM115
        lambda: os.open("/var/tmp/out-of-the-cage", os.O_CREAT),
        lambda: open("/etc/passwd"),  # noqa: SIM115
        lambda: os.symlink(str(OWN / "a"), "/var/tmp/out-of-the-cage"),
        lambda: os.remove("/var/tmp/out-of-the-cage"),
        lambda: socket.socket(socket.AF_INET),
        lambda: socket.getaddrinfo("gemeente.invalid", 80),
        lambda: subprocess.run(["true"], check=False),
        lambda: os.system("true"),
    )
    for step in steps:
        before = len(cage.tried)
        with cage.closed(), suppress(Out):
            step()
        if len(cage.tried) != before + 1:
            raise SystemExit(f"the cage let a step through: {len(cage.tried)} of them were stopped")
    cage.tried.clear()


def main() -> None:
    """Prove the cage, then read hostile input in it."""
    from fuzzing.running import attack, everything

    from tests.attack.hostile_files import read_all

    cage = Cage()
    prove(cage)
    cases = 0
    for parser in everything():
        words = "." in parser.name and parser.name[0] != "."
        few = 2 if words else max(3, int(10 * parser.share))
        attack(parser, 2, seed=99)  # what is loaded at first use, or made before the first case, is no part of it
        cage.may_read = parser.name in NAMES_FILES
        with cage.closed():
            tried = attack(replace(parser, begin=lambda: None), few, seed=11)
        cases += tried.cases
        if tried.crashes or tried.hangs:
            cage.tried.append(f"{parser.name}: {tried.faults}")
    cage.may_read = False
    read_all()
    with cage.closed():
        cases += read_all()
    print(json.dumps({"cases": cases, "tried": cage.tried}))


if __name__ == "__main__":
    main()
