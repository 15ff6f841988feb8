from __future__ import annotations

import time

from assistant.supervisor import notices
from tests.supervisor.tiny_house import alive, eventually, tiny


def test_stopping_ends_the_parts_and_all_they_started(supervise, tmp_path):
    helper = tmp_path / "helper"
    house = supervise(tiny("ui"), tiny("dialogue", "--helper", str(helper)))
    house.wait_ready(within=20)
    pids = [house.pid("ui"), house.pid("dialogue"), int(helper.read_text())]
    assert all(map(alive, pids))
    house.stop()
    assert not any(map(alive, pids))
    assert house.state("ui") == house.state("dialogue") == "stopped"


def test_a_part_deaf_to_the_polite_end_is_ended_the_hard_way(supervise):
    house = supervise(tiny("dialogue", "--deaf"))
    house.wait_ready(within=20)
    pid, begun = house.pid("dialogue"), time.monotonic()
    house.stop()
    assert not alive(pid)
    assert 0.9 < time.monotonic() - begun < 5, "it has stop_within (1 s here) to end by itself"


def test_stopping_while_a_part_still_starts(supervise):
    house = supervise(tiny("dialogue", ready="/never"))
    assert eventually(lambda: house.pid("dialogue"))
    pid = house.pid("dialogue")
    house.stop()
    assert not alive(pid)


def test_the_data_folder_is_free_after_a_stop(supervise, tmp_path):
    first = supervise(tiny("ui"))
    first.wait_ready(within=20)
    assert notices.read(tmp_path / "data")["parts"]["ui"]["state"] == "ready"
    first.stop()
    first.stop()
    assert notices.read(tmp_path / "data") is None
    supervise(tiny("ui")).wait_ready(within=20)
