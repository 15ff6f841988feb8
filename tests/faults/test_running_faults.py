"""The whole running house while something else fails: a disk that is full, read-only, slow or locked, a Rasa or an action
server that hangs. The person gets a message in their own language, nothing is lost, and afterwards it works again.

The disk is a small one of its own (tmpfs) where that can be mounted, and is really filled; elsewhere the system refuses
every longer file. "Read-only" and "slow" are what a library under the real store makes of its writes (``recorder.c``).
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.access import NewCase
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.supervisor import notices
from tests.conftest import Person
from tests.faults.killing import Serving
from tests.faults.power import compiled

LANGUAGES = ("nl", "ar", "prs", "ti")
NAMES = {"nl": "Sara", "ar": "سارة", "prs": "سارا", "ti": "ሳራ"}


@dataclass
class Running:
    """A running house on a disk of its own. ``fault``: the file that says what its disk does."""

    serving: Serving
    house: House
    disk: Path
    fault: Path
    mounted: bool

    def text(self, language: str, text_id: str) -> str:
        return self.house.wording.text(language, text_id)

    def pid(self, part: str) -> int:
        return self.serving.parts()[part]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("faults")
    disk, fault = folder / "disk", folder / "fault"
    disk.mkdir()
    mounted = os.geteuid() == 0 and _mount(disk)
    try:
        house = open_house(disk / "data", wording_of)
        environ = {"LD_PRELOAD": str(compiled(folder)), "RECORD_FOLDER": str(disk), "FAULT_FILE": str(fault)}
        serving = Serving(disk / "data", environ, log=folder / "serve.log")
        try:
            serving.wait_ready("ui", "actions", "dialogue")
            yield Running(serving, house, disk, fault, mounted)
        finally:
            serving.stop()
            house.store.close()
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(disk)], check=False)


def _mount(disk: Path) -> bool:
    if shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m,mode=0700", "tmpfs", str(disk)]).returncode == 0


class Phone:
    """A person's page: the same requests, with the message id under which they are sent again."""

    def __init__(self, running: Running, language: str, question: str) -> None:
        self.running, self.language = running, language
        somebody = Person(running.house, language)
        somebody.go_to(question)
        self.case: NewCase = somebody.case
        self.client = httpx.Client(base_url=running.serving.url, timeout=25, trust_env=False)
        self.prompt = self.post("/gesprek/code", {"code": self.case.code}).json()["prompt_id"]

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return self.client.post(path, json={"language": self.language, **body})

    def send(self, message_id: str, **what: str) -> httpx.Response:
        return self.post("/gesprek/beurt", {"message_id": message_id, "prompt_id": self.prompt, **what})

    def until_taken(self, message_id: str, within: float = 60, **what: str) -> dict[str, Any]:
        """Send the same message until it is taken, as the page does."""
        until, said = time.monotonic() + within, None
        while time.monotonic() < until:
            with suppress(httpx.TransportError):
                said = self.send(message_id, **what)
                if said.status_code == 200:
                    self.prompt = said.json()["prompt_id"]
                    return dict(said.json())
            time.sleep(0.4)
        raise AssertionError(f"not taken within {within} s: {said and (said.status_code, said.text[:300])}")

    def names(self) -> list[str]:
        answers = self.running.house.store.answers(self.case.case_id)
        return [one.words for one in answers if one.question == "persoon.naam"]


def says(answer: httpx.Response, running: Running, language: str, *text_ids: str) -> None:
    """The answer is a message in the person's language."""
    assert answer.json()["text"] in {running.text(language, one) for one in text_ids}, answer.text


@contextmanager
def full(running: Running) -> Iterator[None]:
    """No byte more fits on the disk."""
    if running.mounted:
        filler = running.disk / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(1 << 16)):
                pass
        with filler.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(b"x"):
                pass
        try:
            assert shutil.disk_usage(running.disk).free == 0
            yield
        finally:
            filler.unlink()
        return
    parts = [running.pid(part) for part in ("ui", "actions", "worker")]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in parts}
    for pid in parts:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, before[pid][1]))
    try:
        yield
    finally:
        for pid in parts:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before[pid])


@contextmanager
def disk_is(running: Running, what: str) -> Iterator[None]:
    running.fault.write_text(what)
    try:
        yield
    finally:
        running.fault.unlink()


@contextmanager
def hanging(running: Running, part: str) -> Iterator[int]:
    """A part that lives and does nothing."""
    pid = running.pid(part)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def locked(running: Running) -> Iterator[None]:
    """Another process is writing, and goes on with that."""
    other = running.house.store.connect()  # type: ignore[attr-defined]
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize(
    ("fault", "language", "text_id"),
    [
        pytest.param(full, "ti", "page.problem_full", id="disk full, ti"),
        pytest.param(full, "ar", "page.problem_full", id="disk full, ar"),
        pytest.param(lambda running: disk_is(running, "readonly"), "prs", "page.problem_full", id="disk read-only, prs"),
        pytest.param(locked, "nl", "page.problem_busy", id="database locked, nl"),
    ],
)
def test_what_cannot_be_kept_is_said_kindly_and_is_kept_once_afterwards(
    running: Running, fault: Callable[[Running], Any], language: str, text_id: str
) -> None:
    phone, typed, pressed = Phone(running, language, "persoon.naam"), str(uuid.uuid4()), str(uuid.uuid4())
    before = running.house.store.last_change(phone.case.case_id)
    with fault(running):
        for said in (phone.send(typed, text=NAMES[language]), phone.send(pressed, button="state:later")):
            assert said.status_code in {503, 507}, said.text
            says(said, running, language, text_id)
        screen = phone.client.get("/gesprek/scherm", params={"taal": language})
        assert screen.status_code == 200, "what is there can still be read"
    assert running.house.store.last_change(phone.case.case_id) == before, "nothing is half kept"
    phone.until_taken(typed, text=NAMES[language])
    assert phone.names() == [NAMES[language]]
    store = running.house.store.connect()  # type: ignore[attr-defined]
    assert store.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    store.close()


def test_a_new_person_cannot_come_in_on_a_full_disk_and_is_told_so(running: Running) -> None:
    case = running.house.access.new_case(language="ti", label="verzonnen", created_by="test", constructed=True)
    ask = {"code": case.code, "language": "ti"}
    with httpx.Client(base_url=running.serving.url, timeout=25, trust_env=False) as client:
        with full(running):
            said = client.post("/gesprek/code", json=ask)
            assert said.status_code == 507, said.text
            says(said, running, "ti", "page.problem_full")
        assert client.post("/gesprek/code", json=ask).status_code == 200


def test_a_slow_disk_is_waited_for(running: Running) -> None:
    phone, message = Phone(running, "nl", "persoon.naam"), str(uuid.uuid4())
    with disk_is(running, "slow 900"):
        began = time.monotonic()
        said = phone.until_taken(message, text="Sara")
        assert time.monotonic() - began >= 0.9, "the disk was not slow: this shows nothing"
    assert said["prompt"]["question"] != "persoon.naam"
    assert phone.names() == ["Sara"]


def test_rasa_hangs_while_people_in_four_languages_type(running: Running) -> None:
    phones = {language: (Phone(running, language, "persoon.naam"), str(uuid.uuid4())) for language in LANGUAGES}
    buttons = Phone(running, "nl", "persoon.naam")
    with hanging(running, "dialogue"), ThreadPoolExecutor(len(phones)) as at_once:
        sent = {
            language: at_once.submit(phone.send, message, text=NAMES[language])
            for language, (phone, message) in phones.items()
        }
        pressed = buttons.send(str(uuid.uuid4()), button="state:later")
        assert pressed.status_code == 200, "buttons work meanwhile"
        for language, (phone, message) in phones.items():
            said = sent[language].result(20)  # the page gives it 25 s, the house answers in 8
            assert said.status_code == 202
            says(said, running, language, "page.starting")
            screen = phone.client.get("/gesprek/scherm", params={"taal": language}).json()
            assert screen["unprocessed"] == {"message_id": message, "text": NAMES[language]}, "the words are kept"
    for language, (phone, message) in phones.items():
        phone.until_taken(message, text=NAMES[language])
    time.sleep(1)  # what Rasa was asked while it hung is answered now too, to nobody
    assert {language: phone.names() for language, (phone, _) in phones.items()} == {
        language: [NAMES[language]] for language in LANGUAGES
    }


def test_the_action_server_hangs_and_is_started_again(running: Running) -> None:
    phone, message = Phone(running, "prs", "persoon.naam"), str(uuid.uuid4())
    with hanging(running, "actions"):
        said = phone.send(message, text=NAMES["prs"])
        assert said.status_code == 202
        says(said, running, "prs", "page.starting")
    phone.until_taken(message, text=NAMES["prs"])
    assert phone.names() == [NAMES["prs"]]
    other, message = Phone(running, "ar", "persoon.naam"), str(uuid.uuid4())
    with hanging(running, "actions") as pid:
        os.kill(pid, signal.SIGKILL)  # as the supervisor does after 45 s without a sign; see test_restart.py
        other.until_taken(message, within=90, text=NAMES["ar"])
    assert other.names() == [NAMES["ar"]]
    assert notices.birth(pid) is None
