"""The dialogue server does not outlive the process that started it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.dialogue.server import PROJECT, TinyActionServer, data_folder, make_model, rasa_python, start_dialogue

SECRETS = {
    "INTAKE_DIALOGUE_SECRET": "dialogue-secret-of-the-tests",
    "INTAKE_ACTIONS_SECRET": "actions-secret-of-the-tests",
    "INTAKE_ACTIONS_URL": "http://127.0.0.1:1/webhook",
}


def test_a_running_server_ends_at_once_when_its_starter_is_gone(actions: TinyActionServer) -> None:
    with start_dialogue(actions_url=actions.url, actions_secret="actions-secret-of-the-tests") as server:
        assert server.process.stdin is not None
        assert server.process.poll() is None
        server.process.stdin.close()
        assert server.process.wait(timeout=3) == 0


def test_a_server_that_is_told_to_stop_stops_in_peace(actions: TinyActionServer) -> None:
    with start_dialogue(actions_url=actions.url, actions_secret="actions-secret-of-the-tests") as server:
        assert server.say("hallo").status_code == 200
        server.process.terminate()
        assert server.process.wait(timeout=10) == 0
        assert [line for line in server.printed if not line.startswith('{"ready"')] == []


def test_also_while_it_is_still_starting() -> None:
    data = data_folder()
    make_model(data)
    process = subprocess.Popen(
        [str(rasa_python()), "-m", "assistant.dialogue.serve", "--port", "0", "--data", str(data)],
        cwd=PROJECT,
        env={**os.environ, **SECRETS, "INTAKE_LIFELINE": "stdin"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    printed, _ = process.communicate(timeout=60)  # closes its standard input
    assert (process.returncode, printed) == (0, b"")


def test_a_killed_starter_takes_it_along(tmp_path: Path) -> None:
    data = data_folder()
    make_model(data)
    starter = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", starter, str(rasa_python()), "-m", "assistant.dialogue.serve", "--port", "0", "--data",
         str(data)],
        cwd=PROJECT,
        env={**os.environ, **SECRETS, "INTAKE_LIFELINE": "stdin"},
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert Path(f"/proc/{child}").exists()
    parent.kill()
    parent.wait(timeout=10)
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(child)


def alive(pid: int) -> bool:
    """Whether a process runs (one that ended and was not yet collected does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
