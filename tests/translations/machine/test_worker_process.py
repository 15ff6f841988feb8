"""The worker as a process of its own: killed at any moment nothing is lost or doubled; it is nice, quiet and alone."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.house import House
from assistant.supervisor.ports import free_ports
from assistant.supervisor.serve import running
from tests.conftest import PROJECT
from tests.translations.machine.conftest import WORDS, Queue
from translations.machine.health import Heartbeat, answer_on

COMMAND = (sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())", "run", "worker")


class Process:
    """A worker over the data folder of a house; what it prints goes to a file."""

    def __init__(self, data: Path) -> None:
        self.data, self.log = data, data / "worker-said.txt"
        (self.port,) = free_ports(1)
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [*COMMAND, "--port", str(self.port)], cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, "INTAKE_DATA": str(self.data), "INTAKE_LANGUAGE_PACKAGES": ""},
            )  # fmt: skip
        return self.running

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait()

    def is_well(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@pytest.fixture
def process(house: House) -> Iterator[Process]:
    worker = Process(house.data)
    yield worker
    worker.kill()


def eventually(what: Callable[[], object], within: float = 180.0, pause: float = 0.005) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(pause)
    return bool(what())


def test_killed_at_any_moment_none_is_lost_and_none_is_made_twice(
    queue: Queue, process: Process, languages: Callable[..., Path]
) -> None:
    languages("ar-en", "en-nl", "fa-en")
    sources = []
    for number in range(20):
        sources += queue.says("ar", f"{WORDS['ar']} {number}", f"مرحبا {number}. " * 30)
        sources += queue.says("prs", f"{WORDS['prs']} {number}")
    waiting = queue.says("ti", WORDS["ti"])

    def made() -> int:
        return sum(count for (_, _, state), count in queue.kept.jobs().items() if state == "done")

    moments = random.Random(20261122)
    process.start()
    time.sleep(moments.uniform(0.3, 1.5))
    process.kill()  # while it begins
    for enough in (1, 30):
        process.start()
        assert eventually(lambda enough=enough: made() >= enough), process.log.read_text()
        time.sleep(moments.uniform(0, 0.03))
        process.kill()
    process.start()
    assert eventually(lambda: not any(state == "queued" for _, _, state in queue.kept.jobs())), process.log.read_text()
    process.kill()
    kept = Counter(one.source_id for case in queue.house.store.cases() for one in queue.kept.renditions(case.id))
    assert kept == Counter(sources)
    assert [queue.state(source) for source in waiting] == ["waiting"]
    said = process.log.read_text()
    for line in queue.said:
        assert line[:12] not in said
    assert not any("؀" <= letter <= "ۿ" or "ሀ" <= letter <= "፿" for letter in said), "no words of anybody"
    assert "Traceback" not in said


def test_it_works_through_its_queue_where_there_is_no_network_at_all(
    queue: Queue, house: House, languages: Callable[..., Path]
) -> None:
    without = ("unshare", "--user", "--map-root-user", "--net")
    try:
        subprocess.run([*without, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine does not let a test make a network of its own")
    languages("ar-en", "en-nl")
    sources = queue.says("ar", WORDS["ar"], "مرحبا")
    worker = subprocess.Popen(
        [*without, *COMMAND], cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, "INTAKE_DATA": str(house.data), "INTAKE_LANGUAGE_PACKAGES": ""},
    )  # fmt: skip
    try:
        assert eventually(lambda: all(queue.state(source) == "done" for source in sources), pause=0.05)
    finally:
        worker.kill()
        _, said = worker.communicate()
    assert [made.origin for source in sources if (made := queue.rendition(source))] == ["machine", "machine"]
    assert said == b""


def test_it_is_nice_tells_that_it_is_well_and_is_alone(process: Process, house: House) -> None:
    running_process = process.start()
    assert eventually(process.is_well, pause=0.1)
    told = Path(f"/proc/{running_process.pid}/stat").read_text().rpartition(")")[2].split()
    assert int(told[16]) == 15, "the niceness of its process"
    environ = Path(f"/proc/{running_process.pid}/environ").read_text()
    second = subprocess.run(
        COMMAND,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        env={**os.environ, "INTAKE_DATA": str(house.data)},
        timeout=60,
    )
    assert second.returncode == 2
    assert "another translation worker works on" in second.stderr and "Traceback" not in second.stderr
    assert environ


def test_it_listens_on_this_machine_only(process: Process) -> None:
    process.start()
    assert eventually(process.is_well, pause=0.1)
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    mine = {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == process.port}
    assert mine == {"0100007F"}


def test_the_supervisor_starts_it_again_when_it_dies(tmp_path: Path) -> None:
    with running(tmp_path / "data", names=("worker",), within=60) as house:
        first = house.pid("worker")
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert eventually(lambda: house.pid("worker") not in {first, None}, within=10, pause=0.05)
        house.wait_ready("worker", within=60)


def test_a_heart_that_does_not_beat_is_told() -> None:
    heart = Heartbeat(within=0.3)
    server = answer_on(0, heart)
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}/"  # type: ignore[index]
        assert urllib.request.urlopen(address, timeout=5).status == 200
        time.sleep(0.4)
        with pytest.raises(urllib.error.HTTPError) as fault:
            urllib.request.urlopen(address, timeout=5)
        assert fault.value.code == 503
        heart.beat()
        assert urllib.request.urlopen(address, timeout=5).status == 200
    finally:
        server.shutdown()
        server.server_close()


def test_a_turn_does_not_wait_for_it(queue: Queue, process: Process, languages: Callable[..., Path]) -> None:
    """The queue is full and worked at while a person talks: no turn fails, and none takes long."""
    from tests.conftest import Person

    languages("ar-en", "en-nl")
    for number in range(30):
        queue.says("ar", *[f"{WORDS['ar']} {number} {line}" for line in range(4)])
    process.start()
    assert eventually(lambda: any(state == "done" for _, _, state in queue.kept.jobs()))
    someone = Person(queue.house, "ar")
    slowest = 0.0
    for _ in range(20):
        begun = time.perf_counter()
        someone.step()
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 3.0
    with socket.create_connection(("127.0.0.1", process.port), timeout=5):
        pass
