"""One real run of all parts with talks in four languages: every log line fits the schema and holds no word, Rasa keeps nothing,
and the inner servers are for those with the secret, on this machine."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.house import House
from assistant.structured_log import FIELDS, LEVELS, PARTS
from assistant.supervisor.serve import RunningHouse
from tests.dialogue.test_nothing_remains import found_in_memory, written_forms
from tests.running.talking import WORDS, Talk, talk_in_every_language

REQUIRED = {"at", "level", "part", "event"}
PATTERNS = {
    "at": r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "level": "|".join(LEVELS), "part": "|".join(PARTS),
    "event": r"[a-z][a-z0-9_]+", "version": r"\d+\.\d+\.\d+\S*", "name": "|".join(PARTS),
    "state": "waiting|starting|ready|stopped", "where": r"\S+:(\d+|None)", "logger": r"[A-Za-z_.]+[A-Za-z0-9_.]*",
}  # fmt: skip


@pytest.fixture(scope="module")
def typed_before(running_house: tuple[RunningHouse, House]) -> int:
    """Turns that other tests of this session typed to the same servers."""
    servers, _ = running_house
    servers.wait_ready()
    return turns_typed(servers)


@pytest.fixture(scope="module")
def talks(running_house: tuple[RunningHouse, House], typed_before: int) -> list[Talk]:
    servers, house = running_house
    found = talk_in_every_language(servers, house)
    time.sleep(0.5)
    return found


def turns_typed(servers: RunningHouse) -> int:
    """How many typed turns the pages counted since they were started."""
    told = re.search(r'^intake_turn_seconds_count\{way="typed"\} (\d+)$', httpx.get(f"{servers.ui_url}/metrics").text, re.M)
    return int(told[1]) if told else 0


def faults_in(line: str) -> list[str]:
    """What is wrong with a log line."""
    try:
        told = json.loads(line)
    except ValueError:
        return [f"no JSON: {line!r}"]
    wrong = [f"{name} is missing" for name in REQUIRED - set(told)] + [f"unknown: {n}" for n in set(told) - set(FIELDS)]
    for name, pattern in PATTERNS.items():
        if name in told and not re.fullmatch(pattern, str(told[name])):
            wrong.append(f"{name}: {told[name]!r}")
    for name, number in told.get("counts", {}).items():
        if not (re.fullmatch(r"[a-z_]+ [1-5]xx", name) and isinstance(number, int)):
            wrong.append(f"counts: {name!r}")
    return wrong


def log_lines(servers: RunningHouse) -> dict[str, list[str]]:
    return {
        file.name: file.read_text(encoding="utf-8").splitlines() for file in sorted((servers.data / "logs").iterdir())
    }


def test_every_part_writes_and_every_line_fits_the_schema(
    talks: list[Talk], running_house: tuple[RunningHouse, House]
) -> None:
    logs = log_lines(running_house[0])
    running = ("supervisor", *(part.name for part in running_house[0].supervisor.parts))
    assert set(running) >= {"supervisor", "ui", "actions", "dialogue", "worker"}
    for part in running:
        assert logs[f"{part}.log"], f"{part} wrote nothing: there is nothing to judge"
    wrong = [(name, fault) for name, lines in logs.items() for line in lines for fault in faults_in(line)]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        "Traceback (most recent call last):",
        '{"at": "2026-11-22T17:41:00.123Z", "level": "info", "part": "ui", "event": "turn", "words": "kok"}',
        '{"at": "gisteren", "level": "info", "part": "ui", "event": "turn"}',
        '{"at": "2026-11-22T17:41:00.123Z", "level": "info", "part": "ui", "event": "requests", "counts": {"/gesprek/AB": 1}}',
    ],
)
def test_the_schema_refuses_what_it_should(line: str) -> None:
    assert faults_in(line)


def test_no_log_holds_a_word_a_code_a_case_or_a_cookie(
    talks: list[Talk], running_house: tuple[RunningHouse, House]
) -> None:
    hidden = {text for talk in talks for text in (*talk.said, *talk.secret)} | {w for words in WORDS.values() for w in words}
    assert len(hidden) > 15
    texts = [file.read_bytes() for file in (running_house[0].data / "logs").iterdir()]
    assert [text for text in hidden for log in texts if any(form in log for form in written_forms(text))] == []


def test_rasa_holds_no_word_name_or_code_after_the_talks(
    talks: list[Talk], running_house: tuple[RunningHouse, House]
) -> None:
    servers, _ = running_house
    pid = servers.pid("dialogue")
    assert pid
    hidden = [text for words in WORDS.values() for text in words] + [text for talk in talks for text in talk.secret]
    assert found_in_memory(pid, hidden) == set()
    assert found_in_memory(pid, [servers.dialogue_secret]), "the search finds what is there"


def test_nor_do_its_files(talks: list[Talk], running_house: tuple[RunningHouse, House]) -> None:
    pid = running_house[0].pid("dialogue")
    own = {"dialogue.log", "dialogue.log.1"}
    opened = [Path(os.readlink(one)) for one in Path(f"/proc/{pid}/fd").iterdir() if one.exists()]
    written = [file for file in opened if file.is_file() and file.name not in own]
    assert written == []


def test_the_reply_is_in_the_store_and_nowhere_else(talks: list[Talk], running_house: tuple[RunningHouse, House]) -> None:
    """The talks were real: what was typed is in the record or beside it."""
    _, house = running_house
    for talk in talks:
        kept = json.dumps([turn.words for turn in house.store.turns(talk.case_id)], ensure_ascii=False)
        assert any(word in kept for word in talk.said)


# the inner servers --------------------------------------------------------------------------------


def own_addresses() -> list[str]:
    """Addresses of this machine other than loopback."""
    found = {str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: this only asks which address would be used
            found.add(str(probe.getsockname()[0]))
        except OSError:
            pass  # no network at all
    return sorted(address for address in found if not address.startswith("127."))


def test_inner_servers_do_not_answer_on_other_addresses(running_house: tuple[RunningHouse, House]) -> None:
    servers, _ = running_house
    servers.wait_ready()
    ports = {part.name: part.port for part in servers.supervisor.parts if part.name != "ui"}
    assert set(ports) == {"actions", "dialogue", "worker"}
    if not own_addresses():
        pytest.skip("this machine has no address but loopback")
    for address in own_addresses():
        for port in ports.values():
            with socket.socket() as probe:
                probe.settimeout(2)
                assert probe.connect_ex((address, port)) != 0


@pytest.mark.parametrize("secret", [None, "", "Bearer", "Bearer wrong", "Basic wrong"])
def test_without_the_secret_nobody_speaks_to_the_inner_servers(
    running_house: tuple[RunningHouse, House], secret: str | None
) -> None:
    servers, _ = running_house
    servers.wait_ready()
    headers = {"Authorization": secret} if secret is not None else {}
    turn: dict[str, Any] = {"sender": "x", "message": "hallo", "metadata": {"case": "x", "message_id": "y"}}
    asked = httpx.post(f"{servers.dialogue_url}/webhooks/gesprek/beurt", json=turn, headers=headers)
    assert asked.status_code == 401
    called = {"next_action": "action_intake_turn", "tracker": {"latest_message": {}}, "domain": {}}
    assert httpx.post(servers.actions_url, json=called, headers=headers).status_code == 401


@pytest.mark.parametrize("swap", ["dialogue", "actions"])
def test_the_secret_of_one_does_not_open_the_other(running_house: tuple[RunningHouse, House], swap: str) -> None:
    servers, _ = running_house
    servers.wait_ready()
    address, other = {
        "dialogue": (f"{servers.dialogue_url}/webhooks/gesprek/beurt", servers.actions_secret),
        "actions": (servers.actions_url, servers.dialogue_secret),
    }[swap]
    assert httpx.post(address, json={}, headers={"Authorization": f"Bearer {other}"}).status_code == 401


RASA_API = [
    "/", "/version", "/status", "/domain", "/model", "/model/parse", "/model/train", "/model/predict", "/model/test/intents",
    "/conversations/x/tracker", "/conversations/x/tracker/events", "/conversations/x/messages", "/conversations/x/story",
    "/conversations/x/execute", "/conversations/x/predict", "/conversations/x/trigger_intent", "/webhooks/rest/webhook",
    "/webhooks/callback/webhook", "/socket.io/", "/webhooks/gesprek/", "/webhooks/gesprek/webhook",
]  # fmt: skip


@pytest.mark.parametrize("path", RASA_API)
def test_rasas_own_http_api_is_closed(running_house: tuple[RunningHouse, House], path: str) -> None:
    servers, _ = running_house
    servers.wait_ready()
    for method in ("GET", "POST", "PUT", "DELETE"):
        asked = httpx.request(method, servers.dialogue_url + path, json={"text": "hallo", "name": "x"}
                              if method in ("POST", "PUT") else None,
                              headers={"Authorization": f"Bearer {servers.dialogue_secret}"})  # fmt: skip
        assert asked.status_code == 404, (method, path)


def test_rasa_sdks_list_of_actions_asks_for_the_secret_too(running_house: tuple[RunningHouse, House]) -> None:
    servers, _ = running_house
    servers.wait_ready()
    inner = servers.actions_url.removesuffix("/webhook")
    assert httpx.get(f"{inner}/actions").status_code == 401
    assert httpx.get(f"{inner}/health").json() == {"status": "ok"}


# how it is, asked of the real thing -----------------------------------------------------------------


def test_everything_that_runs_is_ready_and_counted(
    talks: list[Talk], typed_before: int, running_house: tuple[RunningHouse, House]
) -> None:
    servers, _ = running_house
    until = time.monotonic() + 30
    while (told := httpx.get(f"{servers.ui_url}/readyz").json())["ready"] is not True and time.monotonic() < until:
        time.sleep(1)
    assert told["not_ready"] == []
    assert told["parts"] == {"dialogue": True, "actions": True, "worker": True}
    figures = httpx.get(f"{servers.ui_url}/metrics").text
    assert turns_typed(servers) - typed_before == sum(len(talk.said) for talk in talks)
    assert not any(form in figures.encode() for talk in talks for text in talk.secret for form in written_forms(text))
