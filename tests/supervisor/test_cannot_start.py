from __future__ import annotations

import dataclasses

import pytest

from assistant.supervisor.faults import NotReady
from tests.supervisor.tiny_house import eventually, tiny


def test_a_missing_program_is_named_and_the_others_go_on(supervise, told):
    missing = dataclasses.replace(tiny("dialogue"), command=("/nowhere/python", "-m", "assistant.dialogue.serve"))
    house = supervise(tiny("ui"), missing, tiny("actions"))
    house.wait_ready(["ui", "actions"], within=20)
    assert eventually(lambda: any("cannot be started" in line and "/nowhere/python" in line for line in told)), told
    assert house.state("dialogue") in {"waiting", "starting"}


def test_the_last_words_of_a_part_that_ends_at_once_are_told(supervise, told):
    house = supervise(tiny("ui"), tiny("actions", "--ends-at-once"))
    house.wait_ready(["ui"], within=20)
    assert eventually(lambda: told)
    assert "exit code 3" in told[0]
    assert "I lost my dictionary" in told[0]
    assert str(house.log("actions")) in told[0]


def test_waiting_for_a_part_that_never_comes_ends_with_its_name_and_words(supervise):
    house = supervise(tiny("actions", "--ends-at-once"))
    with pytest.raises(NotReady, match=r"(?s)part actions was not ready within 1 s.*I lost my dictionary"):
        house.wait_ready(within=1)
