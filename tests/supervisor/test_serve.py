"""`serve()` as a person meets it in a terminal: what it prints, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.supervisor import notices, settings
from assistant.supervisor.ports import free_ports
from tests.supervisor.tiny_house import alive

A_SERVE = Path(__file__).with_name("a_serve.py")


@pytest.fixture
def serve(tmp_path, to_be_killed):
    def start(port=None):
        process = subprocess.Popen(
            [sys.executable, str(A_SERVE), str(tmp_path / "data"), str(port or free_ports(1)[0])],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(settings.PROJECT)},
        )
        to_be_killed.append(process.pid)
        return process

    return start


def until(process, line):
    said = []
    for heard in process.stdout:
        said.append(heard)
        if line in heard:
            return "".join(said)
    pytest.fail(f"{line!r} was never said, but: {''.join(said)}")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda sign: sign.name)
def test_it_prints_the_addresses_and_stops_cleanly(serve, tmp_path, to_be_killed, sign):
    port = free_ports(1)[0]
    process = serve(port)
    said = until(process, "Everything is ready.")
    assert f"http://127.0.0.1:{port}/\n" in said
    assert f"http://127.0.0.1:{port}/consulent\n" in said
    assert "Code: ABCD-EFGH-JKMN" in said
    pids = [part["pid"] for part in notices.read(tmp_path / "data")["parts"].values()]
    to_be_killed += pids
    assert len(pids) == 4
    process.send_signal(sign)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert rest.endswith("Stopped.\n")
    assert "starting it again" not in rest, "a part that is told to stop has not died"
    assert not any(map(alive, pids))


def test_a_second_one_on_the_same_data_says_who_serves_it_and_prepares_nothing(serve):
    port = free_ports(1)[0]
    first = serve(port)
    until(first, "Everything is ready.")
    said, _ = (second := serve()).communicate(timeout=20)
    assert second.returncode == 2
    assert f"served already, by process {first.pid} and answers on http://127.0.0.1:{port}" in said
    assert "the demo is prepared" not in said
    assert "Traceback" not in said
    assert first.poll() is None


def test_a_taken_port_is_told_in_one_line(serve):
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = serve(other.getsockname()[1])
        said, _ = process.communicate(timeout=20)
    assert process.returncode == 2
    assert said.count("\n") == 1
    assert "INTAKE_PORT" in said
