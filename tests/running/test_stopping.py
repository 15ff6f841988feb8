"""Told to stop, the house finishes the turn that is under way and ends with exit code 0."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.supervisor import notices
from assistant.supervisor.ports import free_ports
from assistant.supervisor.settings import PROJECT
from assistant.version import version
from tests.supervisor.tiny_house import alive, eventually

COMMAND = (sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())")
WORD = "kantklosvlechtmeester"


@pytest.fixture
def house(tmp_path: Path) -> Any:
    opened = open_house(tmp_path / "data", wording_of)
    yield opened
    opened.store.close()


def serve(house: House, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "serve", "--data", str(house.data), "--port", str(port)], cwd=PROJECT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**{k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


def test_a_turn_under_way_is_finished_kept_and_answered(house: House) -> None:
    port = free_ports(1)[0]
    process = serve(house, port)
    pids: list[int] = []
    try:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "Everything is ready." in line:
                break
        assert f"The intake assistant {version()} is starting" in said[0] or version() in "".join(said)
        assert any(str(house.data) in line for line in said), "where the data is"
        assert any("Outer key" in line and "outer.key" in line for line in said), "where the key is"
        parts = notices.read(house.data)["parts"]  # type: ignore[index]
        pids = [part["pid"] for part in parts.values()]
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)
        case = house.access.new_case(language=None, label="verzonnen", created_by="test", constructed=True)
        client.post("/gesprek/code", json={"code": case.code, "language": "nl"}).raise_for_status()
        screen = client.get("/gesprek/scherm").json()

        def turn(screen: dict[str, Any], **what: str) -> httpx.Response:
            body = {"message_id": str(uuid.uuid4()), "prompt_id": screen["prompt_id"], "language": "nl", **what}
            return client.post("/gesprek/beurt", json=body)

        screen = turn(screen, button="language:nl").json()
        # the dialogue server holds its breath, so that the turn is surely under way when the end is announced
        os.kill(parts["dialogue"]["pid"], signal.SIGSTOP)
        answers: list[httpx.Response] = []
        under_way = threading.Thread(target=lambda: answers.append(turn(screen, text=WORD)))
        under_way.start()
        assert eventually(lambda: words_kept(house, case.case_id), within=10), "the words are on disk first"
        process.send_signal(signal.SIGTERM)
        time.sleep(1.5)
        assert process.poll() is None, "it waits for the turn"
        with pytest.raises(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{port}/", timeout=2, trust_env=False)  # nobody new is let in
        os.kill(parts["dialogue"]["pid"], signal.SIGCONT)
        under_way.join(20)
        assert [answer.status_code for answer in answers] == [200]
        assert answers[0].json()["prompt"], "the person got the reply"
        rest, _ = process.communicate(timeout=40)
        assert process.returncode == 0
        assert rest.endswith("Stopped.\n")
        assert not any(map(alive, pids))
        assert house.store.turns(case.case_id)[-1].words and WORD in json.dumps(
            house.store.turns(case.case_id)[-1].words, ensure_ascii=False
        )
        log = (house.data / "logs" / "ui.log").read_text(encoding="utf-8").splitlines()
        told = [json.loads(line) for line in log]
        assert told[-1]["event"] == "stopped"
        assert next(line["ms"] for line in told if line["event"] == "finished_turns") >= 1000
        assert not any("ended with" in line or "starting it again" in line for line in rest.splitlines())
    finally:
        for pid in [process.pid, *pids]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def words_kept(house: House, case_id: str) -> bool:
    return house.store.unprocessed_words(case_id) is not None


@pytest.mark.parametrize("part", ["ui", "actions", "worker"])
def test_one_part_alone_ends_with_exit_code_0(tmp_path: Path, part: str) -> None:
    port = free_ports(1)[0]
    environ = {
        **os.environ, "INTAKE_DATA": str(tmp_path / "data"), "INTAKE_DIALOGUE_SECRET": "a-secret-of-the-tests",
        "INTAKE_ACTIONS_SECRET": "another-secret-of-tests", "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    process = subprocess.Popen([*COMMAND, "run", part, "--port", str(port)], cwd=PROJECT, env=environ, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    path = {"ui": "/healthz", "actions": "/health", "worker": "/"}[part]

    def answers() -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{port}{path}", timeout=2, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    try:
        assert eventually(answers, within=90)
        # a port answers a moment before its part runs: a signal in that moment is lost in the server's own library
        time.sleep(2)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, said
    told = [json.loads(line) for line in said.splitlines()]
    assert [line["event"] for line in told if line["event"] in {"starting", "serving", "stopped"}] == [
        "starting", "serving", "stopped",
    ]  # fmt: skip
    assert {line["part"] for line in told} == {part}


def test_the_version_is_shown() -> None:
    done = subprocess.run([*COMMAND, "--version"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == f"intake {version()}\n"
