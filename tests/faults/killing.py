"""Kills parts of the running product at random moments, while people talk and both desks work; then looks what is kept.

Everything is real: ``intake serve`` as a process of its own with its pages, action server, Rasa and worker. The people and
the staff do what their pages do: when no answer comes they send the very same message again.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.replay import hold, read_personas
from assistant.replay.channels import OverHTTP
from assistant.store.translation import Reviewer
from assistant.supervisor import notices
from assistant.supervisor.ports import free_ports
from assistant.writing_to_person import write_message
from ui.session_cookies import AWAKE
from ui.sign_in import COOKIE

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())")
LANGUAGES = ("nl", "ar", "prs", "ti")
PASSWORD = "een lang wachtwoord van de proef"
OFTEN = {"ui": 7, "actions": 7, "worker": 5, "dialogue": 2, "supervisor": 2}
"""How often each is chosen, relative to the others: Rasa needs the longest to be back."""
PATIENCE_S = 120.0
AWAKE_EVERY_S = 60.0


class Stuck(RuntimeError):
    """Nothing was confirmed any more for ``PATIENCE_S`` seconds."""


class Serving:
    """``intake serve`` on one data folder and one port, started again whenever it was killed, as systemd would."""

    def __init__(self, data: Path, environ: Mapping[str, str] | None = None, log: Path | None = None) -> None:
        self.data, self.log = data, log or data.parent / "serve.log"
        (self.port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}"
        self._environ = {**os.environ, **(environ or {})}
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            command = [*COMMAND, "serve", "--data", str(self.data), "--port", str(self.port)]
            return subprocess.Popen(command, cwd=PROJECT, env=self._environ, stdout=log, stderr=log, start_new_session=True)

    def parts(self) -> dict[str, int]:
        """Process ids of the parts that run now."""
        told = notices.read(self.data) or {}
        return {name: int(part["pid"]) for name, part in told.get("parts", {}).items() if part.get("pid")}

    def ready(self, *names: str) -> bool:
        """Whether these parts are ready."""
        told = (notices.read(self.data) or {}).get("parts", {})
        return all(told.get(name, {}).get("state") == "ready" for name in names)

    def wait_ready(self, *names: str, within: float = 180.0) -> None:
        """Wait for parts; raises TimeoutError with what the supervisor said."""
        until = time.monotonic() + within
        while not self.ready(*names):
            if time.monotonic() > until:
                raise TimeoutError(f"{names} not ready; {self.log.read_text()[-2000:]}")
            time.sleep(0.1)

    def kill(self, part: str) -> bool:
        """Kill a part, or the supervisor, which is started again at once; False when that part does not run now."""
        if part == "supervisor":
            self.process.kill()
            self.process.wait()
            self.process = self._start()
            return True
        pid = self.parts().get(part)
        if pid is None or notices.birth(pid) is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False

    def stop(self) -> int:
        """Stop as a person does; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


@dataclass
class Ledger:
    """What was confirmed to whom; many threads write in it."""

    turns: list[tuple[str, str, str]] = field(default_factory=list)
    """Case, message id, and the prompt that was shown as the answer to it."""
    sent: set[str] = field(default_factory=set)
    """Every message id that was ever sent: what is kept under another one was never said."""
    acts: list[tuple[str, str]] = field(default_factory=list)
    """Case and the words of an entry that the consulent was told is kept."""
    tried_acts: list[tuple[str, str]] = field(default_factory=list)
    verdicts: list[tuple[int, str]] = field(default_factory=list)
    """Source and translation that the cultuurvertaler was told is kept."""
    resent: int = 0
    refused: int = 0
    finished: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def progress(self) -> int:
        """Grows with everything that is confirmed."""
        return len(self.turns) + len(self.acts) + len(self.verdicts)


class Remembered(OverHTTP):
    """As the page; notes every confirmed turn."""

    def __init__(self, url: str, code: str, language: str, case_id: str, ledger: Ledger) -> None:
        self._case_id, self._ledger = case_id, ledger
        super().__init__(url, code, language)

    def _turn(self, message: dict[str, Any]) -> dict[str, Any]:
        if message.get("button") == "offer:now":
            message["button"] = "offer:later"  # the short way to the end: what counts here is how many talks end
        body = {"message_id": str(uuid.uuid4()), "language": self._language, **message}
        self._ledger.sent.add(body["message_id"])
        reply = self._post("/gesprek/beurt", body)
        if not any(note["kind"] == "problem" for note in reply["notes"]):
            self._ledger.turns.append((self._case_id, body["message_id"], reply["prompt_id"]))
        return reply


class StaffPage:
    """One page of the staff: calls its functions as its script does, and the same call again when no answer comes."""

    def __init__(self, url: str, path: str, token: str, ledger: Ledger) -> None:
        self._client = httpx.Client(base_url=url, cookies={COOKIE: token}, timeout=20, trust_env=False)
        self._path, self._ledger = path, ledger
        self._component: int | None = None
        self._awake = time.monotonic()

    def call(self, name: str, **data: Any) -> dict[str, Any]:
        """What the server says to a call; sends it again until there is an answer."""
        until, again = time.monotonic() + PATIENCE_S, False
        while time.monotonic() < until:
            if again:
                self._ledger.resent += 1
                time.sleep(0.4)
            again = True
            try:
                if time.monotonic() - self._awake > AWAKE_EVERY_S:  # as the page does: who does nothing is signed out
                    self._client.post(AWAKE).raise_for_status()
                    self._awake = time.monotonic()
                if self._component is None:
                    parts = self._client.get(f"{self._path}/config").json()["components"]
                    self._component = next(part["id"] for part in parts if part["type"] == "html")
                body = {"data": data, "component_id": self._component, "fn_name": name, "session_hash": "proef"}
                answer = self._client.post(f"{self._path}/gradio_api/component_server/", json=body)
            except (httpx.HTTPError, ValueError, KeyError):
                self._component = None  # the pages may be another process now
                continue
            if answer.status_code == 200:
                return dict(answer.json())
        raise Stuck(f"{name} of {self._path} gave no answer")

    def close(self) -> None:
        self._client.close()


@dataclass
class Outcome:
    """What came of a run; ``kills`` by part."""

    kills: Counter[str]
    seconds: float
    turns: int
    acts: int
    verdicts: int
    resent: int
    refused: int
    talks: int
    unfinished: int
    lost: list[str]
    doubled: list[str]
    faults: list[str]

    @property
    def confirmed(self) -> int:
        """Everything that was confirmed to somebody."""
        return self.turns + self.acts + self.verdicts


def run(folder: Path, kills: int, *, seed: int, report: Callable[[str], None] = lambda line: None) -> Outcome:
    """Hold conversations in four languages and work at both desks until so many kills were survived."""
    data, chance, ledger, over = folder / "data", random.Random(seed), Ledger(), threading.Event()
    house = open_house(data, wording_of)
    consulent, vertaler = _staff(house, 10 * kills)
    serving = Serving(data)
    done: Counter[str] = Counter()
    began = time.monotonic()
    try:
        serving.wait_ready("ui", "actions", "dialogue", "worker")
        began = time.monotonic()
        threads = [
            *(threading.Thread(target=_talks, args=(house, serving.url, one, ledger, over), name=one) for one in LANGUAGES),
            threading.Thread(target=_consulent, args=(house, serving.url, consulent, ledger, over), name="consulent"),
            threading.Thread(target=_vertaler, args=(house, serving.url, vertaler, ledger, over), name="vertaler"),
        ]
        for thread in threads:
            thread.start()
        try:
            _kill(serving, kills, chance, ledger, done, report)
        finally:
            over.set()
            for thread in threads:
                thread.join(PATIENCE_S + 60)
    finally:
        serving.stop()
    outcome = _look(house, ledger, done, time.monotonic() - began)
    house.store.close()
    return outcome


def _staff(house: House, waiting: int) -> tuple[str, str]:
    house.access.add_staff("marijke", "Marijke (verzonnen)", "consulent", PASSWORD)
    house.access.add_staff("vera", "Vera (verzonnen)", "cultuurvertaler", PASSWORD)
    house.store.translation.set_reviewer(Reviewer("vera", ("ti", "ar", "prs"), sensitive=True))
    case = house.access.new_case(language="ti", label="verzonnen", created_by="proef", constructed=True).case_id
    for _ in range(waiting):  # so that there is work before anybody has said much
        write_message(house.store, house.catalogue, case, "Wij bellen u morgen.", by="marijke", at=datetime.now(UTC))
    return (
        house.access.sign_in("marijke", PASSWORD, remote="proef"),
        house.access.sign_in("vera", PASSWORD, remote="proef"),
    )


def _kill(
    serving: Serving, kills: int, chance: random.Random, ledger: Ledger, done: Counter[str], report: Callable[[str], None]
) -> None:
    """In rounds: wait until work goes on, then kill one to three parts, each at a moment of its own."""
    while done.total() < kills:
        seen, since = ledger.progress, time.monotonic()
        while ledger.progress < seen + 8 or not serving.ready("ui"):
            if ledger.faults or time.monotonic() - since > PATIENCE_S:
                raise Stuck(f"after {done}: {ledger.faults or 'nothing was confirmed any more'}")
            time.sleep(0.05)
        chosen = _chosen(chance, kills - done.total())
        for part in chosen:
            time.sleep(chance.uniform(0, 0.7))
            if serving.kill(part):
                done[part] += 1
        report(f"{done.total()} of {kills}: {', '.join(chosen)}; {ledger.progress} confirmed")


def _chosen(chance: random.Random, most: int) -> Sequence[str]:
    parts: list[str] = []
    for _ in range(min(most, chance.choice((1, 2, 2, 3)))):
        left = [part for part in OFTEN if part not in parts]
        parts.append(chance.choices(left, [OFTEN[part] for part in left])[0])
    # after the supervisor nothing of this round is left to kill
    return sorted(parts, key=lambda part: part == "supervisor")


@contextlib.contextmanager
def _told(ledger: Ledger) -> Iterator[None]:
    try:
        yield
    except Exception as fault:  # a thread that ends in silence would look like somebody who is done
        ledger.faults.append(f"{threading.current_thread().name}: {type(fault).__name__}: {fault}")


def _talks(house: House, url: str, language: str, ledger: Ledger, over: threading.Event) -> None:
    """One person after the other, each to the end."""
    personas = read_personas([PROJECT / "tests" / "personas" / f"{language}.yml"])
    number = 0
    while not over.is_set():
        persona = personas[number % len(personas)]
        number += 1
        with _told(ledger):
            case = house.access.new_case(language=None, label="verzonnen", created_by="proef", constructed=True)
            channel = Remembered(url, case.code, language, case.case_id, ledger)
            try:
                talk = hold(persona, channel)
            finally:
                channel.close()
            (ledger.finished if talk.finished else ledger.unfinished).append(f"{persona.id} {case.case_id}")
        if ledger.faults:
            return


def _consulent(house: House, url: str, token: str, ledger: Ledger, over: threading.Event) -> None:
    """Appointments in one case after the other; each is sent until an answer comes, with the same mark as the page gives."""
    page, number = StaffPage(url, "/consulent", token, ledger), 0
    case_id = house.access.new_case(language="nl", label="verzonnen", created_by="proef", constructed=True).case_id
    with _told(ledger):
        while not over.is_set():
            number += 1
            words = f"Kamer {number}"
            asked = {
                "room": "stand", "case": case_id, "act": "enter", "once": str(uuid.uuid4()), "kind": "contactpersoon",
                "naam": words,
            }  # fmt: skip
            ledger.tried_acts.append((case_id, words))
            while "fault" in (said := page.call("act", **asked)):
                # it says that nothing was kept and to try again, as while the database is being opened
                ledger.refused += 1
                time.sleep(0.5)
                if over.is_set():
                    break
            if "closed" in said:
                raise AssertionError(said)
            if "fault" in said:
                continue
            ledger.acts.append((case_id, words))
            time.sleep(0.15)
    page.close()


def _vertaler(house: House, url: str, token: str, ledger: Ledger, over: threading.Event) -> None:
    """The next answer that waits: taken, written, kept, and the next."""
    page = StaffPage(url, "/vertaler", token, ledger)
    with _told(ledger):
        while not over.is_set():
            taken = page.call("take")
            if "source" not in taken:
                time.sleep(0.5)
                continue
            source, words = int(taken["source"]), f"Vertaling {uuid.uuid4().hex[:8]}"
            draft = {"text": words}
            kept = page.call("keep", source=source, mark=taken["mark"], draft=draft)
            if kept.get("elsewhere"):
                # the draft was kept and the answer was lost: the page takes what stands there
                kept = page.call("keep", source=source, mark=kept["mark"], draft=draft, force=True)
            if "mark" not in kept:
                continue
            said = page.call("decide", source=source, mark=kept["mark"], draft=draft, what="correct")
            if "said" in said:
                ledger.verdicts.append((source, words))
            elif not {"gone", "stolen", "elsewhere", "fault", "must"} & set(said):
                raise AssertionError(said)
            time.sleep(0.1)
    page.close()


def _look(house: House, ledger: Ledger, kills: Counter[str], seconds: float) -> Outcome:
    """Compare what was confirmed with what is kept."""
    lost, doubled, store = [], [], house.store
    by_case: dict[str, dict[str, str]] = {}
    for case_id, message_id, prompt_id in ledger.turns:
        by_case.setdefault(case_id, {})[message_id] = prompt_id
    for case_id, confirmed in by_case.items():
        turns = store.turns(case_id)
        kept = Counter(turn.message_id for turn in turns)
        replies = {turn.message_id: turn.reply["prompt_id"] for turn in turns}
        lost += [f"turn {one} of {case_id}" for one, prompt in confirmed.items() if replies.get(one) != prompt]
        doubled += [f"turn {one} of {case_id}" for one, times in kept.items() if times > 1 or one not in ledger.sent]
        answers = store.answers(case_id)
        once = Counter((one.question, one.entry, one.version) for one in answers)
        doubled += [f"answer {key} of {case_id}" for key, times in once.items() if times > 1]
        same = Counter((one.message_id, one.question, one.entry, one.words) for one in answers if one.message_id)
        doubled += [f"answer {key} of {case_id}" for key, times in same.items() if times > 1]
    entries = Counter(
        (case_id, str(one.data.get("naam")))
        for case_id in {case_id for case_id, _ in ledger.tried_acts}
        for one in store.dossier.entries(case_id)
    )
    lost += [f"act {one}" for one in ledger.acts if not entries[one]]
    doubled += [f"act {one}" for one, times in entries.items() if times > 1]
    for source, words in ledger.verdicts:
        case_id = store.translation.source(source).case_id
        found = [one.text for one in store.translation.renditions(case_id) if one.source_id == source]
        times = found.count(words)
        lost += [f"translation {source}"] * (times == 0)
        doubled += [f"translation {source}"] * (times > 1)
    faults = list(ledger.faults)
    faults += [f"integrity: {said}" for (said,) in store.connect().execute("PRAGMA integrity_check") if said != "ok"]
    house.audit.verify()
    return Outcome(
        kills, seconds, len(ledger.turns), len(ledger.acts), len(ledger.verdicts), ledger.resent, ledger.refused,
        len(ledger.finished), len(ledger.unfinished), lost, doubled, faults,
    )  # fmt: skip
