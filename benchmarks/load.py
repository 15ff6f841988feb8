"""How many people can chat at once: the whole house over HTTP, in four languages, with real answers and pauses between them.

    .venv/bin/python benchmarks/load.py                              25 people for 20 s: whether it holds at all
    .venv/bin/python benchmarks/load.py --full                       25, 50, 100, and on until it no longer holds
    .venv/bin/python benchmarks/load.py --write docs/sizing.md       the same, and writes the table into that page

Every person is one of the constructed personas of ``tests/personas`` (as many of each language), comes with a code of their own,
from an address of their own (as a proxy tells it), and opens a new connection for every turn, as a phone does after a pause.
Before each turn they think, for a time drawn from a lognormal distribution with a mean of 20 s and a sigma of 0.8 (median 14.5 s,
one in twenty longer than 54 s). A person stays when more come, and comes in somewhere in the talk: the first 4 to 20 turns go
without pauses and are not measured. Whoever reaches the end is followed by somebody new. Measured from the request to the whole
answer; a turn that is not answered with 200 at the first try counts as an error. "Holds": the slowest twentieth of typed turns
takes a second or less and there is no error.

One JSON object per line on standard output, a table on standard error. The people run on the same machine as the house.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import math
import os
import platform
import random
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from assistant.commands.opening import open_here
from assistant.house import House
from assistant.replay import Persona, hold, read_personas
from assistant.supervisor.serve import RunningHouse, running
from assistant.supervisor.settings import PROJECT

MEAN_PAUSE, SIGMA = 20.0, 0.8
FIRST = (25, 50, 100)
GROWS = 1.5
MOST = 4000
HOLDS_MS = 1000.0
PARTS = ("ui", "actions", "dialogue", "worker")
TICKS = os.sysconf("SC_CLK_TCK")
BEGIN, END = "<!-- measured: benchmarks/load.py writes what stands between these lines -->", "<!-- end of what was measured -->"


def pause_of(chance: random.Random) -> float:
    """Seconds somebody reads, thinks and types."""
    return chance.lognormvariate(math.log(MEAN_PAUSE) - SIGMA**2 / 2, SIGMA)


class Over(Exception):
    """The step ends here; what a person was doing does not count any more."""


@dataclass
class Seen:
    """What the people meet; what is measured of it is taken away after every step."""

    typed: list[float] = field(default_factory=list)
    button: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    measuring: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> tuple[list[float], list[float], dict[str, int]]:
        """Typed turns, button turns and errors since this was last called."""
        with self.lock:
            found = self.typed, self.button, self.errors
            self.typed, self.button, self.errors = [], [], {}
        return found

    def turn(self, way: str, ms: float, status: str) -> None:
        """One answer to one turn."""
        if not self.measuring:
            return
        with self.lock:
            if status == "200":
                (self.typed if way == "typed" else self.button).append(ms)
            else:
                self.errors[status] = self.errors.get(status, 0) + 1


class Phone:
    """The channel of one person: a new connection per request, the same message again when it was not answered."""

    def __init__(self, url: str, code: str, language: str, address: str, seen: Seen, chance: random.Random) -> None:
        at = urlsplit(url)
        self._host, self._port = at.hostname or "", at.port or 80
        self._language, self._address, self._seen, self._chance = language, address, seen, chance
        self._cookie, self._hurried = "", chance.randint(4, 20)
        self._ask("POST", "/gesprek/code", {"code": code, "language": language})

    def screen(self) -> dict[str, Any]:
        """See ``assistant.replay.Channel``. A screen that does not come is an error too, and asked for again."""
        while True:
            status, reply = self._ask("GET", f"/gesprek/scherm?taal={quote(self._language)}", None)
            if status == 200:
                return reply
            self._seen.turn("button", 0.0, f"screen: {status}")
            if self._seen.over.wait(2):
                raise Over

    def press(self, prompt_id: str, payload: str) -> dict[str, Any]:
        """See ``assistant.replay.Channel``."""
        return self._turn("button", {"prompt_id": prompt_id, "button": payload})

    def write(self, prompt_id: str, text: str) -> dict[str, Any]:
        """See ``assistant.replay.Channel``."""
        return self._turn("typed", {"prompt_id": prompt_id, "text": text})

    def _turn(self, way: str, message: dict[str, Any]) -> dict[str, Any]:
        self._hurried -= 1
        coming_in = self._hurried >= 0
        if self._seen.over.wait(0.05 if coming_in else pause_of(self._chance)):
            raise Over
        body = {"message_id": str(uuid.uuid4()), "language": self._language, **message}
        while True:
            begun = time.perf_counter()
            try:
                status, reply = self._ask("POST", "/gesprek/beurt", body)
            except (OSError, http.client.HTTPException, ValueError) as fault:
                status, reply = 0, {}
                self._seen.turn(way, 0.0, type(fault).__name__)
            else:
                if not coming_in or status != 200:
                    self._seen.turn(way, (time.perf_counter() - begun) * 1000, str(status))
            if status == 200:
                return reply
            if self._seen.over.wait(2):
                raise Over

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=60)
        headers = {"X-Forwarded-For": self._address, "X-Forwarded-Proto": "http", "Accept-Encoding": "gzip"}
        if self._cookie:
            headers["Cookie"] = self._cookie
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.headers.get("content-encoding") == "gzip":
                content = gzip.decompress(content)
            if given := answer.headers.get("set-cookie"):
                self._cookie = given.partition(";")[0]
            return answer.status, json.loads(content)
        finally:
            connection.close()


def live(url: str, house: House, personas: Sequence[Persona], number: int, begins: float, seen: Seen) -> None:
    """One place at the table: a person after another, until it is over."""
    chance = random.Random(number)
    if seen.over.wait(begins):
        return
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    for turn in count(number):
        persona = personas[turn % len(personas)]
        try:
            case = house.access.new_case(language=None, label="last", created_by="benchmark", constructed=True)
            hold(persona, Phone(url, case.code, persona.language, address, seen, chance))
        except Over:
            return
        except Exception as fault:  # a stuck talk is an error of the house, and the others go on
            seen.turn("typed", 0.0, f"talk: {type(fault).__name__}")
            if seen.over.wait(2):
                return


# one step -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """What one number of people showed."""

    people: int
    seconds: float
    typed: tuple[float, ...]
    button: tuple[float, ...]
    errors: dict[str, int]
    cpu: dict[str, float]
    memory: dict[str, float]
    load: float

    @property
    def holds(self) -> bool:
        """Whether this many people can chat at once."""
        return bool(self.typed) and at(self.typed, 95) <= HOLDS_MS and not self.errors

    @property
    def turns_per_s(self) -> float:
        """Answered turns a second."""
        return (len(self.typed) + len(self.button)) / self.seconds


def at(values: Sequence[float], percent: float) -> float:
    """The value below which this part of the values lies (nearest rank); 0 without values."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else 0.0


def cpu_seconds(pid: int) -> float:
    """CPU time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


class Table:
    """The people at one running house; more can come, nobody leaves before the end."""

    def __init__(self, house: House, servers: RunningHouse, personas: Sequence[Persona]) -> None:
        self._house, self._servers, self._personas = house, servers, personas
        self._seen, self._threads, self._chance = Seen(), list[threading.Thread](), random.Random(1)

    def invite(self, people: int, within: float) -> None:
        """Let people come in until there are this many, spread over ``within`` seconds and the time their coming in takes."""
        here = len(self._threads)
        within = max(within, (people - here) / 5)
        for number in range(here + 1, people + 1):
            begins = self._chance.uniform(0, within)
            about = (self._servers.ui_url, self._house, self._personas, number, begins, self._seen)
            self._threads.append(threading.Thread(target=live, args=about, daemon=True))
            self._threads[-1].start()
        time.sleep(within + 10)

    def step(self, people: int, ramp: float, seconds: float) -> Step:
        """Let this many people chat and measure for so many seconds."""
        self.invite(people, ramp)
        pids = {part: pid for part in PARTS if (pid := self._servers.pid(part))}
        before = {part: cpu_seconds(pid) for part, pid in pids.items()}
        own = time.process_time()
        self._seen.take()
        self._seen.measuring, begun = True, time.perf_counter()
        time.sleep(seconds)
        self._seen.measuring, took = False, time.perf_counter() - begun
        cpu = {part: (cpu_seconds(pid) - before[part]) / took * 100 for part, pid in pids.items()}
        cpu["people"] = (time.process_time() - own) / took * 100
        memory = {part: memory_mb(pid) for part, pid in pids.items()}
        typed, button, errors = self._seen.take()
        return Step(people, took, tuple(typed), tuple(button), errors, cpu, memory, os.getloadavg()[0])

    def close(self) -> None:
        """Everybody leaves."""
        self._seen.over.set()
        for thread in self._threads:
            thread.join(70)


def measure(counts: Sequence[int], *, ramp: float, seconds: float, until_not: bool) -> list[Step]:
    """Every number of people in turn, over one running house; with ``until_not`` on to the first that does not hold."""
    threading.stack_size(512 * 1024)
    personas = _mixed(read_personas(sorted((PROJECT / "tests" / "personas").glob("*.yml"))))
    os.environ["INTAKE_TRUSTED_PROXY"] = "127.0.0.1"
    steps: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="intake-load-") as folder:
        house = open_here(Path(folder))
        with running(Path(folder)) as servers:
            servers.wait_ready()
            table, todo = Table(house, servers, personas), list(counts)
            while todo:
                found = table.step(todo.pop(0), ramp, seconds)
                steps.append(found)
                print(row(found), file=sys.stderr, flush=True)
                if not found.holds:
                    break
                if not todo and until_not and found.people < MOST:
                    todo.append(min(MOST, math.ceil(found.people * GROWS / 10) * 10))
            table.close()
        house.store.close()
    return steps


def _mixed(personas: Sequence[Persona]) -> list[Persona]:
    """As many of each language, one after the other."""
    languages = sorted({persona.language for persona in personas})
    of = {code: [persona for persona in personas if persona.language == code] for code in languages}
    most = max(map(len, of.values()))
    return [of[code][number % len(of[code])] for number in range(most) for code in languages]


# what is told -------------------------------------------------------------------------------------

HEAD = (
    "| people at once | turns/s | typed p50 / p95 / p99 (ms) | button p50 / p95 / p99 (ms) | turns measured | errors "
    "| CPU ui + actions + dialogue; the people (% of one core) "
    "| memory ui + actions + dialogue + worker (MB) | load average | holds |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def row(found: Step) -> str:
    """One step as a row of the table."""
    typed, button = (
        " / ".join(f"{at(ms, percent):.0f}" for percent in (50, 95, 99)) for ms in (found.typed, found.button)
    )
    cpu = " + ".join(f"{found.cpu.get(part, 0):.0f}" for part in PARTS[:3]) + f"; {found.cpu['people']:.0f}"
    memory = " + ".join(f"{found.memory.get(part, 0):.0f}" for part in PARTS)
    errors = sum(found.errors.values())
    about = f" ({', '.join(f'{name}: {n}' for name, n in sorted(found.errors.items()))})" if errors else ""
    cells = [
        str(found.people), f"{found.turns_per_s:.1f}", typed, button, str(len(found.typed) + len(found.button)),
        f"{errors}{about}", cpu, memory, f"{found.load:.1f}", "yes" if found.holds else "no",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def as_json(steps: Sequence[Step], *, searched: bool) -> list[dict[str, Any]]:
    """What was measured, one object per figure."""
    lines: list[dict[str, Any]] = []
    for found in steps:
        about = f"{len(found.typed) + len(found.button)} turns in {found.seconds:.0f} s, load average {found.load:.1f}"
        for way, ms in (("typed", found.typed), ("button", found.button)):
            figures = ", ".join(f"p{percent} {at(ms, percent):.0f}" for percent in (50, 99))
            lines.append(
                {
                    "trust": f"load.{found.people}.{way}", "what": f"{found.people} people at once: {way} turn, p95",
                    "value": round(at(ms, 95), 1), "unit": "ms",
                    "wanted": f"<= {HOLDS_MS:.0f}" if found.people <= FIRST[-1] else "",
                    "ok": at(ms, 95) <= HOLDS_MS or found.people > FIRST[-1], "about": f"{figures}; {about}",
                }
            )  # fmt: skip
        errors = sum(found.errors.values())
        lines.append(
            {
                "trust": f"load.{found.people}.errors", "what": f"{found.people} people at once: turns not answered",
                "value": errors, "unit": "turns", "wanted": "0" if found.people <= FIRST[-1] else "",
                "ok": errors == 0 or found.people > FIRST[-1], "about": json.dumps(found.errors) if errors else about,
            }
        )  # fmt: skip
        lines.append(
            {
                "trust": f"load.{found.people}.memory", "what": f"{found.people} people at once: memory of all parts",
                "value": round(sum(found.memory.values())), "unit": "MB", "wanted": "", "ok": True,
                "about": ", ".join(f"{part} {mb:.0f}" for part, mb in found.memory.items()),
            }
        )  # fmt: skip
    if searched:
        held = max((found.people for found in steps if found.holds), default=0)
        beyond = next((found.people for found in steps if not found.holds), None)
        lines.append(
            {
                "trust": "load.holds", "what": "people at once that hold: typed p95 of at most 1 s, no errors",
                "value": held, "unit": "people", "wanted": f">= {FIRST[-1]}", "ok": held >= FIRST[-1],
                "about": f"{beyond} did not" if beyond else f"more than {MOST} was not tried",
            }
        )  # fmt: skip
    return lines


def machine() -> str:
    """On what it was measured."""
    with open("/proc/meminfo", encoding="ascii") as told:
        memory = int(told.readline().split()[1]) / 1024 / 1024
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, Python {platform.python_version()}"


def write_page(page: Path, steps: Sequence[Step], before: float) -> None:
    """Put the table between the two lines of the page that say where it stands."""
    text = page.read_text(encoding="utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    about = (
        f"Measured {when} on {machine()}; load average before the first step {before:.1f} (0 is a quiet machine). The people ran "
        f"on the same machine. {steps[0].seconds:.0f} s measured per row.\n"
    )
    table = "\n".join([HEAD, *map(row, steps)])
    page.write_text(f"{text[:start]}\n{about}\n{table}\n{text[end:]}", encoding="utf-8")


def main() -> int:
    """Measure, tell, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="25, 50, 100, and on until it no longer holds")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="as --full, and write the table into this page")
    parser.add_argument("--people", type=int, nargs="+", help="these numbers of people instead")
    parser.add_argument("--seconds", type=float, help="seconds measured per step (default 20, with --full 120)")
    parser.add_argument("--ramp", type=float, help="seconds in which the people come in (default 10, with --full 30)")
    arguments = parser.parse_args()
    full = arguments.full or arguments.write is not None
    seconds = arguments.seconds or (120.0 if full else 20.0)
    ramp = arguments.ramp or (30.0 if full else 10.0)
    before = os.getloadavg()[0]
    counts = arguments.people or (FIRST if full else FIRST[:1])
    searching = full and not arguments.people
    print(HEAD, file=sys.stderr, flush=True)
    steps = measure(counts, ramp=ramp, seconds=seconds, until_not=searching)
    lines = as_json(steps, searched=searching)
    for told in lines:
        print(json.dumps(told, ensure_ascii=False), flush=True)
    if arguments.write:
        write_page(arguments.write, steps, before)
    return 0 if all(told["ok"] for told in lines) else 1


if __name__ == "__main__":
    raise SystemExit(main())
