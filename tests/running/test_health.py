"""What who runs it can ask: alive, ready, figures; and that none of it says anything about anybody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.store.vital_signs import vital_signs
from assistant.version import version
from tests.conftest import Person
from ui import health
from ui.app import create_app
from ui.traffic import Traffic, class_of

TOKEN = "a-token-for-the-figures"
SECRET = "a-secret-of-the-tests-only"
AWAY = "http://127.0.0.1:9"
"""Nobody listens on the discard port."""


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def app(house: House, traffic: Traffic) -> ASGIApp:
    return create_app(
        house, dialogue_url=AWAY, dialogue_secret=SECRET, neighbours={"worker": AWAY}, metrics_token=TOKEN, traffic=traffic
    )


def ask(app: ASGIApp, path: str, *, client: str = "127.0.0.1", **headers: str) -> httpx.Response:
    async def one() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=(client, 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://intake.test") as browser:
            return await browser.get(path, headers={name.replace("_", "-"): text for name, text in headers.items()})

    return asyncio.run(one())


def test_alive_is_one_word(app: ASGIApp) -> None:
    answer = ask(app, "/healthz", client="203.0.113.9")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert ask(app, "/gezond").json() == {"ok": True}


def test_without_a_dialogue_server_it_is_not_ready_and_says_which_part(app: ASGIApp) -> None:
    answer = ask(app, "/readyz")
    assert answer.status_code == 503
    assert answer.json()["not_ready"] == ["dialogue"]
    assert {"worker", "backup"} <= set(answer.json()["warnings"]), "nobody waits for the worker; there is no backup yet"
    assert answer.json()["version"] == version()


def test_a_stranger_reads_names_of_parts_and_nothing_else(app: ASGIApp) -> None:
    told = ask(app, "/readyz", client="203.0.113.9").json()
    assert told == {"ready": False, "not_ready": ["dialogue"]}


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("203.0.113.9", {}, 404),
        ("203.0.113.9", {"authorization": f"Bearer {TOKEN}"}, 200),
        ("203.0.113.9", {"authorization": "Bearer another"}, 404),
        ("203.0.113.9", {"authorization": f"Basic {TOKEN}"}, 404),
        # through a proxy on this machine everybody seems to come from here
        ("127.0.0.1", {"x_forwarded_for": "203.0.113.9"}, 404),
        ("127.0.0.1", {"forwarded": "for=203.0.113.9"}, 404),
        ("127.0.0.1", {"x_real_ip": "203.0.113.9"}, 404),
        ("127.0.0.1", {"x_forwarded_for": "203.0.113.9", "authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_who_gets_the_figures(app: ASGIApp, client: str, headers: dict[str, str], status: int) -> None:
    assert ask(app, "/metrics", client=client, **headers).status_code == status


def test_without_a_token_set_no_token_opens(house: House) -> None:
    app = create_app(house, dialogue_url=AWAY, dialogue_secret=SECRET)
    for given in ("Bearer ", "Bearer None", "Bearer"):
        assert ask(app, "/metrics", client="203.0.113.9", authorization=given).status_code == 404


def look(house: House, monkeypatch: pytest.MonkeyPatch, **more: Any) -> health.Looked:
    watched = health.Health(house.data, house.store.connect, {}, dict, Traffic(), house.now)  # type: ignore[attr-defined]
    for name, value in more.items():
        monkeypatch.setattr(health, name, value)
    return asyncio.run(watched.look())


def test_a_whole_house_is_ready(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look(house, monkeypatch).not_ready == ()


def test_a_full_disk_is_not_ready(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "disk" in look(house, monkeypatch, LEAST_DISK=1 << 62, LOW_DISK=1 << 62).not_ready


def test_little_disk_is_told_before_it_is_full(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    found = look(house, monkeypatch, LOW_DISK=1 << 62)
    assert "disk" in found.warnings
    assert found.not_ready == ()


def test_a_data_folder_that_cannot_be_written_is_not_ready(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look(house, monkeypatch, _can_write=lambda data: False).not_ready == ("store",)


def test_a_file_can_be_written_and_the_probe_leaves_nothing(house: House) -> None:
    before = sorted(house.data.rglob("*"))
    assert health._can_write(house.data)
    assert sorted(house.data.rglob("*")) == before
    assert not health._can_write(house.data / "nowhere")


def test_a_store_that_somebody_holds_is_not_writable(house: House) -> None:
    holder, waits = house.store.connect(), house.store.connect  # type: ignore[attr-defined]
    holder.execute("BEGIN IMMEDIATE")

    def hurried() -> Any:
        connection = waits()
        connection.execute("PRAGMA busy_timeout = 50")
        return connection

    assert vital_signs(hurried).writable is False
    holder.execute("ROLLBACK")
    holder.close()
    assert vital_signs(hurried).writable is True


def test_tables_of_an_earlier_version_are_not_up_to_date(house: House) -> None:
    connection = house.store.connect()  # type: ignore[attr-defined]
    connection.execute("DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations)")
    connection.close()
    assert vital_signs(house.store.connect).up_to_date is False  # type: ignore[attr-defined]


def test_a_database_under_another_key_is_neither(tmp_path: Path, house: House) -> None:
    other = open_house(tmp_path / "other", wording_of)
    (tmp_path / "data" / "intake.sqlite").write_bytes((tmp_path / "other" / "intake.sqlite").read_bytes())
    for beside in ("-wal", "-shm"):
        (tmp_path / "data" / f"intake.sqlite{beside}").unlink(missing_ok=True)
    found = vital_signs(house.store.connect)  # type: ignore[attr-defined]
    assert (found.writable, found.up_to_date) == (False, False)
    other.store.close()


def test_words_that_wait_are_counted(house: House, person: Callable[..., Person]) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    house.conversation.receive(someone.case.case_id, "m-1", someone.reply["prompt_id"], "lasser bij een scheepswerf")
    assert vital_signs(house.store.connect).waiting == 1  # type: ignore[attr-defined]


def test_the_age_of_the_last_backup_is_told(house: House) -> None:
    assert health.newest_backup(house.data) is None
    (house.data / "backups" / "backup-20261121T013000Z-0a1b").mkdir(parents=True)
    (house.data / "backups" / "backup-20261120T013000Z-ffff").mkdir()
    (house.data / "backups" / ".making-backup-20261122T013000Z-0a1b").mkdir()
    assert health.newest_backup(house.data) == datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


METRIC = re.compile(
    r"# (HELP|TYPE) intake_[a-z_]+ .+"
    r"|intake_[a-z_]+(\{([a-z]+=\"[A-Za-z0-9_.+]*\",?)+\})? [0-9]+(\.[0-9]+)?"
)
LABELS = {"version", "part", "class", "answer", "way", "le", "from", "to", "state"}


def test_every_line_of_the_figures_is_one_and_holds_no_person(
    app: ASGIApp, house: House, person: Callable[..., Person]
) -> None:
    someone = person("ti")
    for path in ("/inloggen", f"/{someone.case.code}", f"/gesprek/{someone.case.case_id}", "/gesprek/scherm", "/consulent/"):
        ask(app, path, client="203.0.113.9", cookie=f"intake_person={someone.case.code}")
    text = ask(app, "/metrics").text
    assert all(METRIC.fullmatch(line) for line in text.splitlines()), text
    assert set(re.findall(r"([a-z]+)=\"", text)) <= LABELS
    for hidden in (someone.case.case_id, someone.case.code, "203.0.113.9", "verzonnen"):
        assert hidden not in text
    assert 'intake_requests_total{class="sign_in",answer="2xx"} 1' in text
    assert 'intake_requests_total{class="screen",answer="4xx"} 1' in text
    assert 'intake_part_up{part="dialogue"} 0' in text


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "page"), ("/gesprek/beurt", "turn"), ("/gesprek/code", "code"), ("/gesprek/tweede-feit", "code"),
        ("/gesprek/scherm", "screen"), ("/gesprek/eerder", "talk"), ("/opnamen/antwoord", "recording"),
        ("/documenten/x/y", "document"), ("/consulent", "desk"), ("/consulent/gradio_api/queue/join", "desk"),
        ("/vertaler/", "translator"), ("/beheer/", "admin"), ("/inloggen", "sign_in"),
        ("/middelen/x/chat.js", "file"), ("/metrics", "health"),
        ("/KOOK-MUUR-1234", "other"), ("/consulentje", "other"),
    ],
)  # fmt: skip
def test_a_request_is_counted_by_its_class_and_not_by_its_address(path: str, name: str) -> None:
    assert class_of(path) == name


def test_turns_are_counted_as_typed_or_pressed_with_their_durations(app: ASGIApp, house: House, traffic: Traffic) -> None:
    case = house.access.new_case(language=None, label="verzonnen", created_by="test", constructed=True)

    async def talk() -> list[int]:
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://intake.test") as browser:
            await browser.post("/gesprek/code", json={"code": case.code, "language": "nl"})
            screen = (await browser.get("/gesprek/scherm")).json()
            pressed = {"message_id": "a", "prompt_id": screen["prompt_id"], "button": "language:nl"}
            first = await browser.post("/gesprek/beurt", json=pressed)
            typed = {"message_id": "b", "prompt_id": first.json()["prompt_id"], "text": "goed"}
            return [first.status_code, (await browser.post("/gesprek/beurt", json=typed)).status_code]

    assert asyncio.run(talk()) == [200, 202]
    assert (traffic.turns["button"].count, traffic.turns["typed"].count) == (1, 0), "202 is no answer yet"
    assert traffic.requests["turn_button", "2xx"] == traffic.requests["turn_typed", "2xx"] == 1
    assert sum(traffic.turns["button"].buckets[-1:]) == 1
    assert traffic.since_last_asked() == {"code 2xx": 1, "screen 2xx": 1, "turn_button 2xx": 1, "turn_typed 2xx": 1}
    assert traffic.since_last_asked() == {}
