from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.supervisor import notices, settings
from assistant.supervisor.faults import AlreadyRunning
from assistant.supervisor.supervisor import Supervisor
from tests.supervisor.tiny_house import QUICK, alive, eventually, tiny

A_SUPERVISOR = Path(__file__).with_name("a_supervisor.py")


def start_one(data, *parts, path=None):
    described = json.dumps(
        [
            {"name": p.name, "command": p.command, "ready": p.ready, "port": p.port, "environ": dict(p.environ)}
            for p in parts
        ]
    )
    environ = {**os.environ, "PYTHONPATH": str(settings.PROJECT)} | ({"PATH": path} if path else {})
    process = subprocess.Popen(
        [sys.executable, str(A_SUPERVISOR), str(data), described], stdout=subprocess.PIPE, text=True, env=environ
    )
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize(
    ("options", "path"),
    [
        pytest.param((), None, id="lifeline and the kernel's signal"),
        pytest.param((), "/nowhere", id="lifeline alone"),
        pytest.param(("--without-lifeline",), None, id="the kernel's signal alone"),
        pytest.param(("--deaf",), None, id="deaf to the polite end"),
    ],
)
def test_no_part_outlives_a_supervisor_that_was_killed(tmp_path, to_be_killed, options, path):
    if options == ("--without-lifeline",) and not os.path.exists("/usr/bin/setpriv"):
        pytest.skip("this system has no setpriv")
    supervisor = start_one(tmp_path, tiny("ui", *options), tiny("dialogue", *options), path=path)
    pids = [part["pid"] for part in notices.read(tmp_path)["parts"].values()]
    to_be_killed += [supervisor.pid, *pids]
    assert len(pids) == 2
    assert all(map(alive, pids))
    supervisor.kill()
    supervisor.wait()
    assert eventually(lambda: not any(map(alive, pids)), within=10)


def test_what_a_part_started_ends_too(tmp_path, to_be_killed):
    helper = tmp_path / "helper"
    supervisor = start_one(tmp_path, tiny("dialogue", "--deaf", "--helper", str(helper)))
    pids = [notices.read(tmp_path)["parts"]["dialogue"]["pid"], int(helper.read_text())]
    to_be_killed += [supervisor.pid, *pids]
    supervisor.kill()
    supervisor.wait()
    assert eventually(lambda: not any(map(alive, pids)), within=10)


def test_after_a_kill_the_next_start_takes_over_on_the_same_ports(tmp_path, to_be_killed):
    parts = [tiny("ui", "--deaf", "--without-lifeline")]
    supervisor = start_one(tmp_path, *parts)
    left = notices.read(tmp_path)["parts"]["ui"]["pid"]
    to_be_killed += [supervisor.pid, left]
    supervisor.kill()
    supervisor.wait()
    assert alive(left), "this part hears neither of the two signs: the next start has to end it"
    with Supervisor(parts, tmp_path, rhythm=QUICK) as house:
        house.wait_ready(within=20)
        assert not alive(left)
        assert house.restarts("ui") == 0


def test_a_second_start_on_the_same_data_is_refused(tmp_path, to_be_killed):
    first = start_one(tmp_path, tiny("ui"))
    part = notices.read(tmp_path)["parts"]["ui"]["pid"]
    to_be_killed += [first.pid, part]
    with pytest.raises(AlreadyRunning) as refusal:
        Supervisor([tiny("ui")], tmp_path).start()
    assert f"process {first.pid}" in str(refusal.value)
    assert "http://127.0.0.1:7860" in str(refusal.value)
    assert alive(part), "the first one goes on undisturbed"
    assert notices.read(tmp_path)["pid"] == first.pid
    first.send_signal(signal.SIGKILL)
    first.wait()
