"""One part as a process: started, asked whether it is well, started again when it dies or hangs, stopped for good."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.plain_json import read_json
from assistant.supervisor import lifeline
from assistant.supervisor.parts import Part

State = Literal["waiting", "starting", "ready", "stopped"]


@dataclass(frozen=True)
class Rhythm:
    """How patient the watch is; in seconds, ``log_limit`` in bytes.

    The pause before a restart doubles from ``first_pause`` to ``longest_pause``; it begins anew once the part was well.
    A part that was ready and then gives no sign for ``silent_for`` hangs: it is stopped and started again.
    """

    first_pause: float = 0.5
    longest_pause: float = 30.0
    ask_while_starting: float = 0.25
    ask_when_ready: float = 5.0
    answer_within: float = 3.0
    silent_for: float = 45.0
    stop_within: float = 10.0
    log_limit: int = 5_000_000


class Watch:
    """Keeps one part running in a thread of its own, until ``stop``.

    Args:
        part: what to run.
        log: file for what the part prints; what stands there is kept as ``.1`` beside it.
        lifeline_end: file descriptor of the read end of the supervisor's pipe.
        environ: the environment to which the part's own is added.
        tell: called with one line whenever a person should know something.
        changed: called after every change of state or process.
        rhythm: how patient it is.
    """

    def __init__(
        self,
        part: Part,
        log: Path,
        lifeline_end: int,
        environ: dict[str, str],
        tell: Callable[[str], None],
        changed: Callable[[], None],
        rhythm: Rhythm,
    ) -> None:
        self.part = part
        self.log = log
        self.state: State = "waiting"
        self.pid: int | None = None
        self.restarts = 0
        self.ready = threading.Event()
        self._lifeline_end = lifeline_end
        self._environ = {**environ, **part.environ, lifeline.VARIABLE: "stdin", "PYTHONUNBUFFERED": "1"}
        self._tell = tell
        self._changed = changed
        self._rhythm = rhythm
        self._stopping = threading.Event()
        self._something_happened = threading.Event()
        # the pages' own certificate is made out to their public name; here only a sign of life is asked of this machine
        unchecked = ssl.create_default_context()
        unchecked.check_hostname = False
        unchecked.verify_mode = ssl.CERT_NONE
        https = urllib.request.HTTPSHandler(context=unchecked)
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), https)
        self._thread = threading.Thread(target=self._keep_running, name=f"watch-{part.name}", daemon=True)

    # what the supervisor calls -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin; returns at once."""
        _keep_old(self.log)
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Begin to stop; returns at once, ``wait_stopped`` waits for the end."""
        self._stopping.set()
        self._something_happened.set()

    def wait_stopped(self) -> None:
        """Wait until the process and all it started are gone."""
        if self._thread.ident is not None:
            self._thread.join()

    def last_words(self, lines: int = 1) -> str:
        """The last lines that the part printed, for a message."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 8192))
                said = file.read().decode(errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join([_readable(line) for line in said if line.strip()][-lines:])

    # the thread --------------------------------------------------------------------------------------------------

    def _keep_running(self) -> None:
        # Everything is started from this thread, which lives as long as the part: the kernel's own signal to a child
        # whose parent is gone is sent when the starting *thread* ends.
        pause, told = self._rhythm.first_pause, ""
        while not self._stopping.is_set():
            why, was_ready = self._run_once()
            if self._stopping.is_set():
                break
            if was_ready:
                pause, told = self._rhythm.first_pause, ""
            if why != told:  # the same fault over and over is told once
                self._tell(f"{self.part.name}: {why}; starting it again in {pause:g} s. More in {self.log}")
                told = why
            self.restarts += 1
            self._enter("waiting", None)
            self._stopping.wait(pause)
            pause = min(pause * 2, self._rhythm.longest_pause)
        self._enter("stopped", None)

    def _run_once(self) -> tuple[str, bool]:
        """Run the process once; why it ended, and whether it had been ready."""
        self._something_happened.clear()
        try:
            process = self._start_process()
        except OSError as fault:
            return f"cannot be started ({fault.strerror}: {fault.filename or self.part.command[0]})", False
        self._enter("starting", process.pid)
        ended = threading.Event()
        threading.Thread(target=self._await_end, args=(process, ended), daemon=True).start()
        rhythm, why, was_ready = self._rhythm, "", False
        begun = last_sign = last_look_at_log = time.monotonic()
        while not (self._stopping.is_set() or ended.is_set()):
            well, now = self._is_well(), time.monotonic()
            if well:
                last_sign = now
                if not was_ready:
                    was_ready = True
                    self._enter("ready", process.pid)
            elif was_ready and now - last_sign > rhythm.silent_for:
                why = f"gave no sign for {rhythm.silent_for:g} s"
                break
            elif not was_ready and now - begun > self.part.start_within:
                why = f"was not ready within {self.part.start_within:g} s"
                break
            if now - last_look_at_log > rhythm.ask_when_ready:
                _keep_short(self.log, rhythm.log_limit)
                last_look_at_log = now
            pause = rhythm.ask_when_ready if was_ready else rhythm.ask_while_starting
            self._something_happened.wait(pause)
        self._end(process, ended)
        return why or _how_it_ended(process.returncode, self.last_words()), was_ready

    def _start_process(self) -> subprocess.Popen[bytes]:
        command = list(self.part.command)
        setpriv = shutil.which("setpriv")
        if setpriv is not None and shutil.which(command[0]) is not None:
            # Belt and braces beside the lifeline, for a child that does not come to listen to it: Linux tells it.
            command = [setpriv, "--pdeathsig", "TERM", "--", *command]
        with self.log.open("ab", buffering=0) as log:
            return subprocess.Popen(
                command,
                cwd=self.part.folder,
                env=self._environ,
                stdin=self._lifeline_end,
                stdout=log,
                stderr=log,
                # A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops all in order,
                # and whatever a part starts itself is stopped with it.
                start_new_session=True,
            )

    def _await_end(self, process: subprocess.Popen[bytes], ended: threading.Event) -> None:
        process.wait()
        ended.set()
        self._something_happened.set()

    def _end(self, process: subprocess.Popen[bytes], ended: threading.Event) -> None:
        """Stop the process when it still runs, and then whatever it left behind."""
        self._enter("waiting", process.pid)
        if not ended.is_set():
            _signal_group(process.pid, signal.SIGTERM)
            ended.wait(self._rhythm.stop_within)
        _signal_group(process.pid, signal.SIGKILL)
        ended.wait()
        _await_empty(process.pid)

    def _is_well(self) -> bool:
        try:
            with self._opener.open(self.part.ready, timeout=self._rhythm.answer_within) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError, http.client.HTTPException, ValueError):
            return False

    def _enter(self, state: State, pid: int | None) -> None:
        self.state, self.pid = state, pid
        if state != "ready":
            self.ready.clear()
        self._changed()
        if state == "ready":
            self.ready.set()


def _signal_group(group: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, sign)


def _await_empty(group: int, within: float = 1.0) -> None:
    """Wait until the kernel has cleared away the killed processes of a group, which takes it a moment."""
    until = time.monotonic() + within
    with contextlib.suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < until:
            os.killpg(group, 0)
            time.sleep(0.01)


def _how_it_ended(code: int | None, last_words: str) -> str:
    killed = code is not None and code < 0
    ending = f"was ended by {signal.Signals(-(code or 0)).name}" if killed else f"ended with exit code {code}"
    return f"{ending} ({last_words.strip()[:300]})" if last_words.strip() else ending


def _readable(line: str) -> str:
    """A line of a structured log as a person reads it; any other line as it is."""
    try:
        told = read_json(line)
    except ValueError:
        return line
    if not isinstance(told, dict) or "event" not in told:
        return line
    fault = told.get("fault")
    parts = [told.get("text"), told.get("where"), *(fault if isinstance(fault, list) else ())]
    return " ".join([f"{told['event']}:", *(str(part) for part in parts if part)])


def _keep_old(log: Path) -> None:
    """Begin a new log; the one of the last start stays as ``.1``."""
    with contextlib.suppress(FileNotFoundError):
        log.replace(log.with_name(log.name + ".1"))
    os.close(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))


def _keep_short(log: Path, limit: int) -> None:
    """Move what a long-running part printed to ``.1`` when it is too much; the part goes on writing to the file."""
    with contextlib.suppress(OSError):
        if log.stat().st_size > limit:
            shutil.copyfile(log, log.with_name(log.name + ".1"))
            os.truncate(log, 0)
