"""All parts together on one data folder."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.structured_log import StructuredLog, log_file
from assistant.supervisor import notices
from assistant.supervisor.faults import NotReady
from assistant.supervisor.parts import Part
from assistant.supervisor.watch import Rhythm, State, Watch
from assistant.version import version

# A part gets the secrets that are meant for it and no other, also when the supervisor itself was given some.
_NOT_HANDED_ON = ("INTAKE_DIALOGUE_SECRET", "INTAKE_ACTIONS_SECRET", "INTAKE_LIFELINE")


class Supervisor:
    """Starts the parts in the given order, keeps them running, and stops them.

    Args:
        parts: what to run, the first to be started first.
        data: the data folder; made when missing.
        address: where people find the pages; told to others in ``run/serve.json``.
        addresses: further addresses to tell, by name.
        check: called when the data folder is taken and before anything is started; may raise to refuse the start.
            The folder comes first: who serves it twice should read that, and not that its port is taken.
        tell: receives one line whenever a person should know something.
        rhythm: how patient the watch is.

    Can be used as a context manager.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        data: Path,
        *,
        address: str | None = None,
        addresses: Mapping[str, str] | None = None,
        check: Callable[[], None] = lambda: None,
        tell: Callable[[str], None] = lambda line: print(line, flush=True),
        rhythm: Rhythm | None = None,
    ) -> None:
        self.parts = tuple(parts)
        self.data = data.absolute()
        self.address = address
        self._addresses = dict(addresses or {})
        self._check = check
        self._tell = tell
        self._rhythm = rhythm or Rhythm()
        self._watches: dict[str, Watch] = {}
        self._lock: int | None = None
        self._pipe: tuple[int, int] | None = None
        self._writing = threading.Lock()
        self._started = ""
        self._log: StructuredLog | None = None
        self._noted: dict[str, State] = {}

    def start(self) -> None:
        """Take the data folder and start all parts; returns without waiting for them to be ready.

        Raises:
            AlreadyRunning: when another supervisor serves this data folder.
            DataFolderUnusable: when the data folder cannot be written.
            Exception: what ``check`` raises.
        """
        notices.make_folders(self.data)
        self._lock = notices.take_lock(self.data)
        try:
            notices.wait_for_leftovers(notices.read(self.data))
            self._check()
            self._start_parts()
        except BaseException:
            self.stop()
            raise

    def _start_parts(self) -> None:
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._log = log_file(self.data / "logs" / "supervisor.log", "supervisor")
        self._log.event("started", version=version())
        self._pipe = os.pipe()
        environ = {name: text for name, text in os.environ.items() if name not in _NOT_HANDED_ON}
        for part in self.parts:
            log = self.data / "logs" / f"{part.name}.log"
            self._watches[part.name] = Watch(
                part, log, self._pipe[0], environ, self._tell, self._changed, self._rhythm
            )
        self._tell_others()
        for watch in self._watches.values():
            watch.start()

    def _note(self, name: str, state: State, restarts: int) -> None:
        """Keep in the supervisor's own log how a part is now."""
        if self._log is not None:
            self._log.event("part", name=name, state=state, restarts=restarts)

    def stop(self) -> None:
        """Stop all parts and give the data folder back; may be called twice.

        One after another in the order they were started, the pages first: a turn under way still needs the others.
        """
        if self._lock is None:
            return
        if (worker := self._watches.get("worker")) is not None:
            worker.ask_to_stop()  # nobody waits for it, and it for nobody
        for watch in self._watches.values():
            watch.ask_to_stop()
            watch.wait_stopped()
        if self._log is not None:
            self._log.event("stopped", version=version())
            self._log = None
        notices.remove(self.data)
        for end in self._pipe or ():
            os.close(end)
        os.close(self._lock)
        self._pipe = self._lock = None

    def state(self, name: str) -> State:
        """How a part is: waiting for its next start, starting, ready, or stopped."""
        return self._watches[name].state

    def pid(self, name: str) -> int | None:
        """Process id of a part, or None while it does not run."""
        return self._watches[name].pid

    def restarts(self, name: str) -> int:
        """How often a part had to be started again."""
        return self._watches[name].restarts

    def log(self, name: str) -> Path:
        """Where a part's output stands."""
        return self._watches[name].log

    def wait_ready(self, names: Sequence[str] | None = None, *, within: float = 180.0) -> None:
        """Wait until parts are ready; all of them unless ``names`` says which.

        Raises:
            NotReady: when ``within`` seconds have passed.
        """
        until = time.monotonic() + within
        for name in names if names is not None else list(self._watches):
            watch = self._watches[name]
            if not watch.ready.wait(max(0.0, until - time.monotonic())):
                raise NotReady(
                    f"The part {name} was not ready within {within:g} s (restarts: {watch.restarts}).\n"
                    f"Its last words, from {watch.log}:\n{watch.last_words(15)}"
                )

    def _changed(self) -> None:
        """A part changed its state or its process: keep that in the log, and tell others."""
        with self._writing:
            for name, watch in self._watches.items():
                if self._noted.get(name) != watch.state:
                    self._noted[name] = watch.state
                    self._note(name, watch.state, watch.restarts)
        self._tell_others()

    def _tell_others(self) -> None:
        with self._writing:
            if self._lock is None:
                return
            told: dict[str, Any] = {
                "pid": os.getpid(),
                "born": notices.birth(os.getpid()),
                "started": self._started,
                "data": str(self.data),
                "address": self.address,
                "addresses": self._addresses,
                "parts": {
                    name: {
                        "pid": watch.pid,
                        "born": notices.birth(watch.pid) if watch.pid else None,
                        "port": watch.part.port,
                        "state": watch.state,
                        "restarts": watch.restarts,
                    }
                    for name, watch in self._watches.items()
                },
            }
            try:
                notices.write(self.data, told)
            except OSError as fault:  # a full disk must not end the watch over the parts
                self._tell(f"run/serve.json cannot be written ({fault.strerror}); other commands cannot find the parts")

    def __enter__(self) -> Supervisor:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
