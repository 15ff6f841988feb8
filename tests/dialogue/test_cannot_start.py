"""What is missing is said at once and in plain words, before Rasa is loaded."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from tests.dialogue.server import data_folder, make_model, run_dialogue

SETTINGS = {
    "INTAKE_DIALOGUE_SECRET": "dialogue-secret-of-the-tests",
    "INTAKE_ACTIONS_SECRET": "actions-secret-of-the-tests",
    "INTAKE_ACTIONS_URL": "http://127.0.0.1:5055/webhook",
    "INTAKE_LIFELINE": "",
}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("INTAKE_DIALOGUE_SECRET", "", "set INTAKE_DIALOGUE_SECRET to a random secret of at least 16 characters"),
        ("INTAKE_DIALOGUE_SECRET", "short", "INTAKE_DIALOGUE_SECRET"),
        ("INTAKE_ACTIONS_SECRET", "", "set INTAKE_ACTIONS_SECRET"),
        ("INTAKE_ACTIONS_URL", "", "set INTAKE_ACTIONS_URL to the action server's webhook"),
        ("INTAKE_ACTIONS_URL", "127.0.0.1:5055", "set INTAKE_ACTIONS_URL"),
        ("INTAKE_LIFELINE", "stdout", "INTAKE_LIFELINE is 'stdout'"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, told: str) -> None:
    done = run_dialogue("serve", "--port", "0", "--data", str(data_folder()), environ={**SETTINGS, name: value})
    assert done.returncode == 2
    line = json.loads(done.stderr)
    assert list(line) == ["at", "level", "part", "event", "text"]
    assert (line["level"], line["part"], line["event"]) == ("critical", "dialogue", "cannot_start")
    assert told in line["text"]
    assert "Traceback" not in done.stderr
    assert value == "" or value == "stdout" or value not in done.stderr.replace(SETTINGS["INTAKE_ACTIONS_URL"], "")


def test_a_missing_model_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    done = run_dialogue("serve", "--port", "0", "--data", str(tmp_path), environ=SETTINGS)
    assert done.returncode == 2
    assert f"-m assistant.dialogue.train --data {tmp_path}" in done.stderr


def test_a_port_in_use_is_known_before_rasa_is_loaded() -> None:
    data = data_folder()
    make_model(data)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        begun = time.monotonic()
        done = run_dialogue("serve", "--port", str(port), "--data", str(data), environ=SETTINGS)
        assert time.monotonic() - begun < 3
    assert done.returncode == 2
    assert f"port {port} on 127.0.0.1 cannot be used" in done.stderr


def test_a_damaged_model_is_told_with_its_cure(tmp_path: Path) -> None:
    data = data_folder()
    good = make_model(data)
    damaged = tmp_path / "models" / good.name
    damaged.parent.mkdir()
    damaged.write_bytes(good.read_bytes()[:5000])
    done = run_dialogue("serve", "--port", "0", "--data", str(tmp_path), environ=SETTINGS)
    assert done.returncode == 2
    assert f"the model {damaged} cannot be read" in done.stderr
    assert "delete it and train again" in done.stderr
    assert "Traceback" not in done.stderr
