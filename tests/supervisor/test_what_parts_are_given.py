from __future__ import annotations

import dataclasses
import json
import stat
from pathlib import Path

import pytest

from assistant.supervisor.faults import DataFolderUnusable
from assistant.supervisor.serve import plan
from tests.supervisor.tiny_house import eventually, tiny

SECRETS = {"INTAKE_DIALOGUE_SECRET", "INTAKE_ACTIONS_SECRET"}


@pytest.mark.parametrize(
    ("part", "secrets"),
    [
        ("ui", {"INTAKE_DIALOGUE_SECRET"}),
        ("actions", {"INTAKE_ACTIONS_SECRET"}),
        ("dialogue", {"INTAKE_DIALOGUE_SECRET", "INTAKE_ACTIONS_SECRET"}),
        ("worker", set()),
    ],
)
def test_each_part_gets_the_secrets_it_needs_and_no_other(tmp_path, part, secrets):
    (described,) = plan(tmp_path, "127.0.0.1", 7860, names=[part]).supervisor.parts
    assert SECRETS & set(described.environ) == secrets
    assert not any(described.environ[name] in repr(described) for name in secrets)


def test_secrets_are_fresh_at_every_start_and_long(tmp_path):
    one, other = plan(tmp_path, "127.0.0.1", 7860), plan(tmp_path, "127.0.0.1", 7860)
    assert len({one.dialogue_secret, one.actions_secret, other.dialogue_secret, other.actions_secret}) == 4
    assert min(map(len, (one.dialogue_secret, one.actions_secret))) >= 32


def test_the_pages_are_started_first(tmp_path):
    house = plan(tmp_path, "127.0.0.1", 7860)
    assert [part.name for part in house.supervisor.parts] == ["ui", "actions", "dialogue", "worker"]


def test_the_parts_agree_on_where_they_are(tmp_path):
    house = plan(tmp_path, "0.0.0.0", 7861)
    ui, actions, dialogue, worker = house.supervisor.parts
    assert ui.ready == "http://127.0.0.1:7861/gezond"
    assert ui.environ["INTAKE_HOST"] == "0.0.0.0"
    assert ui.environ["INTAKE_DIALOGUE_URL"] == f"http://127.0.0.1:{dialogue.port}"
    assert ui.environ["INTAKE_DIALOGUE_SECRET"] == dialogue.environ["INTAKE_DIALOGUE_SECRET"]
    assert dialogue.environ["INTAKE_ACTIONS_URL"] == f"http://127.0.0.1:{actions.port}/webhook"
    assert dialogue.environ["INTAKE_ACTIONS_SECRET"] == actions.environ["INTAKE_ACTIONS_SECRET"]
    assert worker.ready == f"http://127.0.0.1:{worker.port}/"
    assert len({part.port for part in house.supervisor.parts}) == 4


def test_a_secret_of_the_supervisor_itself_is_not_handed_on(supervise, tmp_path, monkeypatch):
    monkeypatch.setenv("INTAKE_ACTIONS_SECRET", "secret-of-an-outer-supervisor")
    monkeypatch.setenv("INTAKE_LIFELINE", "stdin")
    seen = tmp_path / "environ"
    part = tiny("ui", "--environ", str(seen))
    house = supervise(dataclasses.replace(part, environ={**part.environ, "INTAKE_DIALOGUE_SECRET": "for the ui"}))
    house.wait_ready(within=20)
    environ = json.loads(seen.read_text())
    assert "INTAKE_ACTIONS_SECRET" not in environ
    assert environ["INTAKE_DIALOGUE_SECRET"] == "for the ui"
    assert "INTAKE_LIFELINE" not in environ, "processes that the part starts do not listen to its lifeline"


def test_what_is_told_to_others_holds_no_secret_and_is_for_the_owner_alone(supervise, tmp_path):
    part = tiny("ui")
    house = supervise(dataclasses.replace(part, environ={**part.environ, "INTAKE_DIALOGUE_SECRET": "hush-hush"}))
    house.wait_ready(within=20)
    file = tmp_path / "data" / "run" / "serve.json"
    told = json.loads(file.read_text())
    assert told["parts"]["ui"] | {"born": ""} == {
        "pid": house.pid("ui"),
        "born": "",
        "port": part.port,
        "state": "ready",
        "restarts": 0,
    }
    assert told["address"] == "http://127.0.0.1:1"
    assert "hush-hush" not in file.read_text()
    for private in (file, house.log("ui")):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600


def test_a_log_that_grows_too_long_is_moved_aside(supervise):
    house = supervise(tiny("ui", "--prints", "2000"))
    house.wait_ready(within=30)
    old = house.log("ui").with_name("ui.log.1")
    assert eventually(lambda: old.exists() and old.stat().st_size > 20_000)
    assert eventually(lambda: house.log("ui").stat().st_size < 20_000)


def test_the_log_of_the_last_start_is_kept(supervise):
    first = supervise(tiny("ui", "--prints", "3"))
    first.wait_ready(within=20)
    first.stop()
    second = supervise(tiny("ui"))
    second.wait_ready(within=20)
    assert "line 2 of a talkative part" in second.log("ui").with_name("ui.log.1").read_text()
    assert second.log("ui").read_text() == ""


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    from assistant.supervisor.supervisor import Supervisor

    with pytest.raises(DataFolderUnusable, match="INTAKE_DATA"):
        Supervisor([], Path(tmp_path / "file" / "data")).start()
