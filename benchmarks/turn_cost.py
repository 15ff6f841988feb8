"""What a typed turn costs: our stack beside a plain Rasa form bot, on the same machine in the same run.

    .venv/bin/python benchmarks/turn_cost.py            everything, about half an hour, most of it the plain bot
    .venv/bin/python benchmarks/turn_cost.py --quick    shorter talks, a few minutes

Ours goes the whole way of a person's words: page endpoint, dialogue server, action server, durable store. The plain bot
(``benchmarks/plain_rasa_bot``) goes through its REST channel only. Both are spoken to by the same threads; every turn
waits for its reply. Printed: medians per 20 turns of one long talk and the ratio last/first, throughput of many chats that
never pause (their first 10 turns, and whole talks), CPU per turn by part, memory and start time; button turns apart.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from assistant.commands.opening import open_here
from assistant.supervisor import settings
from assistant.supervisor.ports import free_ports
from assistant.supervisor.serve import RunningHouse, running

PLAIN_BOT = Path(__file__).parent / "plain_rasa_bot"
TICKS = os.sysconf("SC_CLK_TCK")
PLAIN_WORDS = (
    "Sara Haile", "12 maart 1990", "Eritrea", "in 2023", "ik heb asiel gekregen", "in een azc", "ja", "nee",
    "nee hoor", "zes jaar", "basisschool", "nee", "kok", "vijf jaar", "in Soedan", "nee", "timmerman", "schoonmaken", "24 uur",
    "ja",
)  # fmt: skip


# two ways to talk ---------------------------------------------------------------------------------


class OurChat:
    """One person at the page, who types an answer to whatever is asked and always has one more child."""

    WORDS = {
        "text": "ik wil graag in een winkel werken", "number": "5", "date": "2019", "country": "Eritrea",
        "school_years": "8 jaar", "isced": "basisschool", "occupation": "kok", "yesno": "ja", "notice": "ok gelezen",
    }  # fmt: skip
    CHOICES = {
        "welkom.lezen": "ja goed", "welkom.aanwezig": "ik ben alleen", "persoon.status": "asiel",
        "persoon.woonplek": "azc", "gezin.partner": "nee", "gezin.kinderen.woont": "bij mij",
        "gezin.kinderen.school": "basisschool",
    }  # fmt: skip

    def __init__(self, servers: RunningHouse, house: Any) -> None:
        case = house.access.new_case(language=None, label="benchmark", created_by="benchmark", constructed=True)
        self._catalogue = house.catalogue
        self._client = httpx.Client(base_url=servers.ui_url, timeout=120, trust_env=False)
        self._post("/gesprek/code", {"code": case.code, "language": "nl"})
        self._reply: dict[str, Any] = self._client.get("/gesprek/scherm").json()
        self._reply = self._send(button="language:nl")

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = self._client.post(path, json=body)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
        return dict(response.json())

    def _send(self, **what: str) -> dict[str, Any]:
        message = {"message_id": str(uuid.uuid4()), "prompt_id": self._reply["prompt_id"], "language": "nl", **what}
        return self._post("/gesprek/beurt", message)

    def type_one(self) -> None:
        """One typed turn."""
        prompt = self._reply["prompt"]
        question = prompt["question"]
        if prompt["kind"] in {"gate", "more", "readback", "confirm"} or question is None:
            words = "ja dat klopt" if question is None or prompt["kind"] == "confirm" else "ja"
        elif question in self.CHOICES:
            words = self.CHOICES[question]
        else:
            words = self.WORDS[self._catalogue.question(question).type]
        self._reply = self._send(text=words)

    def press_one(self) -> None:
        """One button turn: the same moves a person has at hand on every screen."""
        self._reply = self._send(button="move:why")


class PlainChat:
    """One person at the plain bot's REST channel."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=300, trust_env=False)
        self._sender = uuid.uuid4().hex
        self._said = 0
        self._say("hallo")

    def _say(self, words: str) -> None:
        response = self._client.post("/webhooks/rest/webhook", json={"sender": self._sender, "message": words})
        if response.status_code != 200 or not response.json():
            raise RuntimeError(f"the plain bot answered {response.status_code} {response.text[:80]}")

    def type_one(self) -> None:
        """One typed turn."""
        self._say(PLAIN_WORDS[self._said % len(PLAIN_WORDS)])
        self._said += 1


# the servers --------------------------------------------------------------------------------------


@dataclass
class System:
    """A running system under measurement."""

    name: str
    new_chat: Callable[[], Any]
    pids: Callable[[], dict[str, int]]
    started_s: dict[str, float] = field(default_factory=dict)


@contextmanager
def ours() -> Iterator[System]:
    """Our stack on a temporary data folder."""
    with tempfile.TemporaryDirectory(prefix="intake-benchmark-") as folder:
        data = Path(folder)
        house = open_here(data)
        begin = time.perf_counter()
        with running(data, wait_for=("ui",)) as servers:
            started = {"pages answer": time.perf_counter() - begin}
            servers.wait_ready()
            started["everything ready"] = time.perf_counter() - begin
            parts = ("ui", "actions", "dialogue")
            yield System(
                "ours",
                lambda: OurChat(servers, house),
                lambda: {part: pid for part in parts if (pid := servers.pid(part))},
                started,
            )


@contextmanager
def plain() -> Iterator[System]:
    """The plain bot, trained in a temporary folder with the same Rasa."""
    rasa = settings.dialogue_python()
    environ = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    with tempfile.TemporaryDirectory(prefix="plain-bot-") as folder:
        shutil.copytree(PLAIN_BOT, folder, dirs_exist_ok=True)
        quiet: dict[str, Any] = {
            "cwd": folder,
            "env": environ,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        subprocess.run([str(rasa), "-m", "rasa", "train"], check=True, **quiet)
        (port,) = free_ports(1)
        begin = time.perf_counter()
        command = [str(rasa), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)]
        command += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        process = subprocess.Popen(command, **quiet)
        url = f"http://127.0.0.1:{port}"
        try:
            while not _answers(f"{url}/webhooks/rest/"):
                time.sleep(0.25)
            started = {"everything ready": time.perf_counter() - begin}
            yield System("plain", lambda: PlainChat(url), lambda: {"rasa": process.pid}, started)
        finally:
            process.terminate()
            process.wait(30)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=1, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


# measuring ----------------------------------------------------------------------------------------


def cpu_seconds(pid: int) -> float:
    """CPU time a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def one_long_talk(system: System, turns: int) -> dict[str, Any]:
    """One chat alone: median ms of every 20 turns, and what a turn costs each part in CPU."""
    chat = system.new_chat()
    before = {name: cpu_seconds(pid) for name, pid in system.pids().items()}
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        chat.type_one()
        times.append((time.perf_counter() - start) * 1000)
    medians = [round(statistics.median(times[i : i + 20]), 1) for i in range(0, turns, 20)]
    after = {name: cpu_seconds(pid) for name, pid in system.pids().items()}
    return {
        "median_ms_per_20_turns": medians,
        "last_over_first": round(medians[-1] / medians[0], 2),
        "cpu_ms_per_turn": {name: round((after[name] - before[name]) * 1000 / turns, 1) for name in before},
    }


def many_chats(system: System, chats: int, turns: int) -> dict[str, Any]:
    """Chats that never pause, all at once: turns a second."""
    people = [system.new_chat() for _ in range(chats)]
    times: list[float] = []
    lock = threading.Lock()

    def talk(chat: Any) -> None:
        for _ in range(turns):
            start = time.perf_counter()
            chat.type_one()
            with lock:
                times.append((time.perf_counter() - start) * 1000)

    begin = time.perf_counter()
    with ThreadPoolExecutor(chats) as pool:
        list(pool.map(talk, people))
    took = time.perf_counter() - begin
    times.sort()
    return {
        "chats": chats,
        "turns_each": turns,
        "turns_per_s": round(chats * turns / took, 1),
        "median_ms": round(times[len(times) // 2]),
        "p95_ms": round(times[int(len(times) * 0.95)]),
    }


def button_turns(system: System, turns: int) -> dict[str, Any]:
    """One chat alone that presses buttons: these do not pass the dialogue server."""
    chat = system.new_chat()
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        chat.press_one()
        times.append((time.perf_counter() - start) * 1000)
    return {"median_ms": round(statistics.median(times), 1), "p95_ms": round(sorted(times)[int(turns * 0.95)], 1)}


def measure(system: System, *, turns: int, chats: int, whole: int) -> dict[str, Any]:
    """All figures of one system."""
    one_long_talk(system, 20)  # warm up: imports, caches, first connections
    found: dict[str, Any] = {
        "start_s": {what: round(seconds, 1) for what, seconds in system.started_s.items()},
        "long_talk": one_long_talk(system, turns),
        "first_10": many_chats(system, chats, 10),
        "whole_talks": many_chats(system, chats, whole),
    }
    if system.name == "ours":
        found["button_turns"] = button_turns(system, turns)
    found["memory_mb"] = {name: round(memory_mb(pid)) for name, pid in system.pids().items()}
    return found


def main() -> int:
    """Measure both systems and print one JSON object with the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100-turn talk, whole talks of 30 turns")
    parser.add_argument("--only", choices=("ours", "plain"), help="measure one of the two")
    parser.add_argument("--chats", type=int, default=32)
    arguments = parser.parse_args()
    turns, whole = (100, 30) if arguments.quick else (200, 100)
    found: dict[str, Any] = {}
    for name, system in (("ours", ours), ("plain", plain)):
        if arguments.only in {None, name}:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            with system() as running_system:
                found[name] = measure(running_system, turns=turns, chats=arguments.chats, whole=whole)
    if len(found) == 2:
        found["ours_over_plain"] = {
            what: round(found["ours"][what]["turns_per_s"] / found["plain"][what]["turns_per_s"], 2)
            for what in ("first_10", "whole_talks")
        }
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
