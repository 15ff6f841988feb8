from __future__ import annotations

import os
import signal
from itertools import pairwise

import pytest

from tests.supervisor.tiny_house import alive, eventually, tiny


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_a_part_that_dies_is_started_again(supervise, told, sign):
    house = supervise(tiny("actions"))
    house.wait_ready(within=20)
    first = house.pid("actions")
    os.kill(first, sign)
    assert eventually(lambda: house.pid("actions") not in {first, None} and house.state("actions") == "ready")
    assert house.restarts("actions") == 1
    assert not alive(first)
    assert any(line.startswith("actions:") and sign.name in line for line in told), told


def test_what_a_dead_part_had_started_is_ended_before_the_next_start(supervise, tmp_path):
    helper = tmp_path / "helper"
    house = supervise(tiny("dialogue", "--helper", str(helper)))
    house.wait_ready(within=20)
    first_helper = int(helper.read_text())
    os.kill(house.pid("dialogue"), signal.SIGKILL)
    assert eventually(lambda: not alive(first_helper))
    assert eventually(lambda: house.state("dialogue") == "ready")
    assert int(helper.read_text()) != first_helper


def test_a_part_that_hangs_is_started_again(supervise, told):
    house = supervise(tiny("dialogue"))
    house.wait_ready(within=20)
    hanging = house.pid("dialogue")
    os.kill(hanging, signal.SIGSTOP)
    assert eventually(lambda: house.pid("dialogue") not in {hanging, None})
    assert not alive(hanging)
    assert any("gave no sign" in line for line in told), told


def test_a_part_that_never_gets_ready_is_started_again(supervise, told):
    house = supervise(tiny("ui", ready="/never", start_within=0.5))
    assert eventually(lambda: house.restarts("ui") >= 1)
    assert any("was not ready within 0.5 s" in line for line in told), told


def test_pauses_between_starts_grow_to_a_limit(supervise):
    house = supervise(tiny("actions", "--counts-starts"))
    assert eventually(lambda: house.restarts("actions") >= 5, within=30)
    starts = [float(line) for line in house.log("actions").read_text().splitlines()]
    between = [later - earlier for earlier, later in pairwise(starts)][:4]
    assert between[0] >= 0.1
    assert between[1] >= 0.2
    assert min(between[2:]) >= 0.4
    assert max(between[2:]) < 0.4 + between[0] + 1, "0.4 s is the limit here"


def test_the_same_fault_over_and_over_is_told_once(supervise, told):
    house = supervise(tiny("actions", "--ends-at-once"))
    assert eventually(lambda: house.restarts("actions") >= 4, within=30)
    assert len(told) == 1


def test_the_pause_is_short_again_after_the_part_was_well(supervise, told):
    house = supervise(tiny("actions"))
    for _ in range(3):
        house.wait_ready(within=20)
        before = house.restarts("actions")
        os.kill(house.pid("actions"), signal.SIGKILL)
        assert eventually(lambda before=before: house.restarts("actions") > before)
    assert [line.partition("again in ")[2].partition(" s.")[0] for line in told] == ["0.1", "0.1", "0.1"]
