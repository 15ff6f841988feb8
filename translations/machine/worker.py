"""The process that works through the queue of words to translate: niced, one thread, beside the chat and never in its way.

Every job is leased before and written with its result in one transaction, so it can be killed at any moment: what it had
taken is done again, and nothing is done twice. It never prints words of a person.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
import traceback
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.catalogue import Catalogue
from assistant.plain_json import read_json
from assistant.renditions.model import Check, Rendition, Source
from assistant.store import Store, StoreFault
from assistant.store.translation import JobState
from translations.machine.backfill import backfill
from translations.machine.drafting import Aids, StoredAids, from_machine, from_memory
from translations.machine.faults import AnotherWorker, CannotTranslate, NoRoute
from translations.machine.health import Heartbeat
from translations.machine.machine import Machine
from translations.machine.routes import pairs

BATCH = 8
"""Texts taken at once: enough to fill a batch of sentences, few enough that the first is not kept waiting by the last."""
LEASE = timedelta(minutes=10)
"""Only a worker on another machine would have to wait for it: one that starts here gives back what the last one held."""
MOST_FAULTS = 3
MOST_CRASHES = 6
"""Times a text is taken before it is given up: its package failed, or the process ended each time (or was killed)."""
_CAREFUL = 2 * BATCH
"""Texts taken one by one after a crash, so that the one that causes it is found and the others do not suffer."""
_SHORT, _LONG, _GROWS = 0.2, 1.5, 1.5
"""Seconds between two looks at an empty queue."""
_IDLE_LOOKS = 400
"""Looks at an empty queue after which the models leave the memory: about ten minutes."""


class Worker:
    """Works through the queue of one store.

    Args:
        store: with the queue.
        catalogue: tells which words are translated, for cases of an older version.
        machine: translates.
        routes_file: remembers which packages there were, so that what waited for a new one is queued again, once.
        aids: memory and checks; those of the store when left out.
        heartbeat: told that the work goes on.
        say: receives a line, without words of a person, whenever something happens that a beheerder should know.
        now: the clock.
    """

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        machine: Machine,
        routes_file: Path,
        *,
        aids: Aids | None = None,
        heartbeat: Heartbeat | None = None,
        say: Callable[[str], None] = lambda line: print(line, flush=True),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store, self._kept, self._catalogue, self._machine = store, store.translation, catalogue, machine
        self._routes_file = routes_file
        self._aids = aids or StoredAids(store.translation)
        self._heartbeat = heartbeat or Heartbeat()
        self._say, self._now = say, now
        self._name = f"worker-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._careful = 0

    # the process ---------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop. A store that is full or busy is tried again."""
        pause, idle, prepared, told = _SHORT, 0, False, ""
        while not stop.is_set():
            self._heartbeat.beat()
            try:
                if not prepared:
                    self.prepare()
                    prepared = True
                done = self.work_once()
                told = ""
            except StoreFault as fault:
                if str(fault) != told:
                    self._say(f"worker: {fault}")
                    told = str(fault)
                stop.wait(5.0)
                continue
            except Exception as fault:
                # a traceback could hold words; the supervisor starts a fresh worker, which takes up what this one held
                self._say(f"worker: {_where(fault)}")
                raise SystemExit(1) from None
            if done:
                pause, idle = _SHORT, 0
                continue
            idle += 1
            if idle == _IDLE_LOOKS:
                self._machine.rest()
            stop.wait(pause)
            pause = min(pause * _GROWS, _LONG)

    def prepare(self) -> None:
        """Once at the start: give back what a worker that is gone held, fill in what an older version left out."""
        if given_back := self._kept.end_leases():
            self._careful = _CAREFUL
            self._say(f"worker: {given_back} jobs of a worker that ended are taken up again")
        if added := backfill(self._store, self._catalogue, self._heartbeat.beat):
            self._say(f"worker: {added} texts of earlier conversations are in the queue now")
        self._tell_packages()
        self._requeue_what_became_possible()

    def work_once(self) -> int:
        """Do the next jobs; how many there were. Notices packages that were installed or removed meanwhile."""
        if self._machine.look_again():
            self._tell_packages()
            self._requeue_what_became_possible()
        now = self._now()
        count = 1 if self._careful else BATCH
        self._careful = max(0, self._careful - 1)
        leased = self._kept.lease_jobs(self._name, pairs(), count, now.isoformat(), (now + LEASE).isoformat())
        for pair, sources in _by_pair(leased).items():
            self._translate(pair, [source for source in sources if self._is_to_do(source)])
        return len(leased)

    # packages ------------------------------------------------------------------------------------

    def _tell_packages(self) -> None:
        names = ", ".join(package.facts.name for package in self._machine.packages) or "none"
        self._say(f"worker: language packages: {names}")
        for thing in self._machine.not_used:
            self._say(f"worker: not used: {thing.name}: {thing.why}")

    def _requeue_what_became_possible(self) -> None:
        now = {f"{start}>{end}": route.mark for (start, end), route in self._machine.routes().items()}
        before = self._remembered_routes()
        if now == before:
            return
        changed = [pair for pair in pairs() if (name := ">".join(pair)) in now and now[name] != before.get(name)]
        if changed and (count := self._kept.requeue(changed, self._now().isoformat())):
            self._say(f"worker: {count} texts that waited are in the queue again")
        # after the queue: a worker that is killed in between does it once more, which changes nothing
        self._routes_file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._routes_file.with_name(self._routes_file.name + ".new")
        try:
            fresh.write_text(json.dumps(now), encoding="utf-8")
            fresh.replace(self._routes_file)
        except OSError as fault:
            self._say(f"worker: {self._routes_file.name} cannot be written ({fault.strerror})")

    def _remembered_routes(self) -> dict[str, str]:
        try:
            told = read_json(self._routes_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    # jobs ----------------------------------------------------------------------------------------

    def _is_to_do(self, source: Source) -> bool:
        """Whether this job is to be done; if not, its state is set."""
        assert source.id is not None
        job = self._kept.job(source.id)
        if not source.words.strip():
            self._set(source, "waiting")  # a recording: somebody must listen first
        elif self._kept.has_translation(source.id):
            self._set(source, "done")
        elif job is not None and job.attempts > MOST_CRASHES:
            self._say(f"worker: text {source.id} is given up: the worker ended every time it was translated")
            self._set(source, "failed", "the worker ended every time this was translated")
        else:
            return True
        return False

    def _translate(self, pair: tuple[str, str], sources: Sequence[Source]) -> None:
        for_machine = [source for source in sources if not self._from_memory(source)]
        if not for_machine:
            return
        self._heartbeat.beat()
        try:
            drafts = self._machine.translate([source.words for source in for_machine], *pair)
        except NoRoute:
            for source in for_machine:
                self._set(source, "waiting")
            return
        except CannotTranslate as fault:
            if len(for_machine) > 1:  # one text can be the cause: the others go on
                for source in for_machine:
                    self._translate(pair, [source])
            else:
                self._failed(for_machine[0], str(fault))
            return
        for source, draft in zip(for_machine, drafts, strict=True):
            checks, detail = self._checks(source, draft.text), dict(draft.detail)
            if checks is None:
                detail["unchecked"] = True
            made = from_machine(source, draft, checks or (), self._now().isoformat())
            self._keep(source, replace(made, detail=detail), draft.milliseconds)

    def _checks(self, source: Source, text: str) -> Sequence[Check] | None:
        """The checks; None when they fail: a draft without them is worth more than none, and the desk checks it again."""
        try:
            return self._aids.checks(source, text)
        except Exception as fault:  # whatever is wrong with them, the queue goes on
            self._say(f"worker: the checks failed for text {source.id} ({type(fault).__name__})")
            return None

    def _from_memory(self, source: Source) -> bool:
        """Keep what the memory has for these very words; False when it has nothing (or cannot be asked)."""
        try:
            match = self._aids.exact(source)
        except StoreFault:
            raise
        except Exception as fault:  # whatever is wrong with it, the machine still can
            self._say(f"worker: the memory could not be asked for text {source.id} ({type(fault).__name__})")
            return False
        if match is None:
            return False
        checks = self._checks(source, match.text) or ()
        rendition = from_memory(source, match, checks, self._now().isoformat())
        self._keep(source, rendition, None)
        return True

    def _keep(self, source: Source, rendition: Rendition, milliseconds: float | None) -> None:
        """Write the rendition and the state of its job together, unless the job is not ours any more."""
        assert source.id is not None
        with self._kept.writing() as writer:
            if not self._is_ours(source.id):
                return
            # a person who translated it meanwhile goes before a machine
            if not self._kept.has_translation(source.id):
                writer.rendition(rendition)
            writer.job(source.id, "done", self._now().isoformat(), milliseconds=milliseconds)

    def _failed(self, source: Source, fault: str) -> None:
        assert source.id is not None
        with self._kept.writing() as writer:
            if not self._is_ours(source.id):
                return
            job = self._kept.job(source.id)
            last = job is None or job.attempts >= MOST_FAULTS
            writer.job(source.id, "failed" if last else "queued", self._now().isoformat(), fault=fault)
        if last:
            self._say(f"worker: text {source.id} is left to a person: {fault}")

    def _set(self, source: Source, state: JobState, fault: str | None = None) -> None:
        assert source.id is not None
        with self._kept.writing() as writer:
            if self._is_ours(source.id):
                writer.job(source.id, state, self._now().isoformat(), fault=fault)

    def _is_ours(self, source_id: int) -> bool:
        job = self._kept.job(source_id)
        return job is not None and job.state == "queued" and job.leased_by == self._name


def _where(fault: BaseException) -> str:
    """Kind and place of a fault, without its message."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _by_pair(sources: Sequence[Source]) -> dict[tuple[str, str], list[Source]]:
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        groups.setdefault((source.from_language, source.to_language), []).append(source)
    return groups


@contextmanager
def the_only_worker(data: Path) -> Iterator[None]:
    """Take the queue of a data folder for one worker, as long as the block lasts.

    Raises:
        AnotherWorker: when another process has it.
    """
    (data / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(data / "run" / "worker.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise AnotherWorker(f"another translation worker works on {data} already") from fault
        yield
    finally:
        os.close(file)
