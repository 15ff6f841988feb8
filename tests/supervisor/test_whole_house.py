"""The real parts under the supervisor: pages, action server, Rasa and the translation worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from assistant.supervisor import notices, settings
from assistant.supervisor.ports import free_ports
from assistant.supervisor.serve import running
from tests.supervisor.tiny_house import alive, eventually

COMMAND = (sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())")


def answer_of(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as answer:
            return answer.status
    except OSError:
        return None


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running(tmp_path_factory.mktemp("data"), wait_for=("ui",)) as house:
        yield house


def test_the_page_answers_while_the_dialogue_server_still_loads(tmp_path, monkeypatch):
    slow = tmp_path / "python-that-loads-for-ever"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("INTAKE_RASA_PYTHON", str(slow))
    with running(tmp_path / "data", names=("ui", "dialogue"), wait_for=("ui",)) as house:
        assert answer_of(house.ui_url + "/") == 200
        assert house.supervisor.state("dialogue") == "starting"


def test_all_parts_get_ready(house):
    house.wait_ready(within=180)
    assert answer_of(house.dialogue_url + "/webhooks/gesprek/ready") == 200


def test_a_killed_action_server_comes_back_while_the_others_go_on(house):
    house.wait_ready(within=180)
    others = house.pid("ui"), house.pid("dialogue")
    killed = house.pid("actions")
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: house.pid("actions") not in {killed, None}, within=10)
    house.wait_ready("actions", within=60)
    assert (house.pid("ui"), house.pid("dialogue")) == others


def test_inner_parts_listen_on_this_machine_only(house):
    house.wait_ready(within=180)
    inner = {part.port for part in house.supervisor.parts[1:]}
    listening = {}
    with open("/proc/net/tcp") as table:
        for row in list(table)[1:]:
            where, state = row.split()[1], row.split()[3]
            address, port = where.split(":")
            if state == "0A" and int(port, 16) in inner:
                listening[int(port, 16)] = address
    assert listening == dict.fromkeys(inner, "0100007F")


def test_intake_serve_ends_with_its_real_parts_when_killed(tmp_path, to_be_killed):
    data, (port,) = tmp_path / "data", free_ports(1)
    serve = subprocess.Popen(
        [*COMMAND, "serve", "--data", str(data), "--port", str(port)],
        cwd=settings.PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    to_be_killed.append(serve.pid)
    assert eventually(lambda: answer_of(f"http://127.0.0.1:{port}/gezond") == 200, within=60)
    pids = [part["pid"] for part in notices.read(data)["parts"].values()]
    to_be_killed += pids
    serve.kill()
    serve.wait()
    begun = time.monotonic()
    assert eventually(lambda: not any(map(alive, pids)), within=10), "Rasa is still importing, and must go too"
    assert time.monotonic() - begun < 10
