"""The JSON endpoints by themselves: what another program, or another site, may and may not do with them."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Iterator

import httpx
import pytest

from assistant.conversation import MAXIMUM_LENGTH
from tests.conftest import Person
from tests.ui.conftest import Site


@pytest.fixture
def someone(site: Site) -> Person:
    return site.person("nl", "persoon.naam")


@pytest.fixture
def client(site: Site, someone: Person) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.address) as inside:
        assert inside.post("/gesprek/code", json={"code": someone.case.code}).status_code == 200
        yield inside


def turn(someone: Person, **what: object) -> dict[str, object]:
    return {"message_id": str(uuid.uuid4()), "prompt_id": someone.reply["prompt_id"], "language": "nl", **what}


def test_a_whole_turn_with_words_and_with_a_button(client: httpx.Client, someone: Person) -> None:
    typed = client.post("/gesprek/beurt", json=turn(someone, text="Sara Haile"))
    assert typed.status_code == 200
    assert typed.json()["prompt"]["question"] == "persoon.geboortedatum"
    assert client.get("/gesprek/scherm").json()["prompt_id"] == typed.json()["prompt_id"]
    someone.reply = typed.json()
    pressed = client.post("/gesprek/beurt", json=turn(someone, button='answer:"1996-05-12"'))
    assert pressed.json()["prompt"]["question"] == "persoon.status"


def test_the_same_message_twice_gets_the_same_reply_and_changes_nothing(client: httpx.Client, someone: Person) -> None:
    for message in (turn(someone, text="Sara"), turn(someone, button="move:why")):
        first = client.post("/gesprek/beurt", json=message)
        second = client.post("/gesprek/beurt", json=message)
        assert first.json() == second.json()
    assert len(someone.answers("persoon.naam")) == 1


def test_without_a_session_nobody_comes_in(site: Site, someone: Person) -> None:
    for answer in (
        httpx.get(site.address + "/gesprek/scherm"),
        httpx.post(site.address + "/gesprek/beurt", json=turn(someone, text="Sara")),
        httpx.post(site.address + "/gesprek/tweede-feit", json={"fact": someone.case.second_fact}),
        httpx.get(site.address + "/gesprek/scherm", cookies={"intake_person": "made-up"}),
    ):
        assert answer.status_code == 401
        assert answer.json()["problem"] == "page.session_ended"
    assert someone.answers("persoon.naam") == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.invalid"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://sub.elsewhere.invalid"},
    ],
)
def test_another_site_cannot_send_a_turn(client: httpx.Client, someone: Person, headers: dict[str, str]) -> None:
    assert client.post("/gesprek/beurt", json=turn(someone, text="Sara"), headers=headers).status_code == 403
    assert someone.answers("persoon.naam") == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        pytest.param(b"message_id=1&text=hallo", "application/x-www-form-urlencoded", 415, id="a form"),
        pytest.param(b"{not json", "application/json", 422, id="no JSON"),
        pytest.param(b"[" * 100_000, "application/json", 422, id="a deep list"),
        pytest.param(b'["text"]', "application/json", 422, id="a list"),
        pytest.param(b'{"text": "hallo"}', "application/json", 422, id="without an id"),
        pytest.param(b'{"message_id": "a"}', "application/json", 422, id="without an answer"),
        pytest.param(b'{"message_id": "a", "text": "x", "button": "y"}', "application/json", 422, id="two answers"),
        pytest.param(b'{"message_id": "a", "text": 5}', "application/json", 422, id="a number for words"),
        pytest.param(b'{"message_id": "' + b"a" * 500 + b'", "text": "x"}', "application/json", 422, id="a long id"),
        pytest.param(
            b'{"message_id": "a", "text": "' + b"x" * 300_000 + b'"}', "application/json", 413, id="too large"
        ),
    ],
)
def test_what_is_no_message_is_refused_with_words(client: httpx.Client, body: bytes, kind: str, status: int) -> None:
    answer = client.post("/gesprek/beurt", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.json()["text"]


def test_the_longest_answer_in_geez_fits(client: httpx.Client, someone: Person) -> None:
    fits = client.post("/gesprek/beurt", json=turn(someone, text="ሳ" * MAXIMUM_LENGTH))
    assert fits.status_code == 200
    assert len(someone.answers("persoon.naam")[-1].words) == MAXIMUM_LENGTH


def test_twenty_thousand_characters_get_a_message_and_are_not_half_kept(client: httpx.Client, someone: Person) -> None:
    answer = client.post("/gesprek/beurt", json=turn(someone, text="ሳ" * 20_000))
    assert answer.status_code == 200
    assert [note["kind"] for note in answer.json()["notes"]] == ["problem"]
    assert someone.answers("persoon.naam") == []


def test_half_a_character_is_kept_as_a_replacement_sign(client: httpx.Client, someone: Person) -> None:
    message = json.dumps(turn(someone, text="Sara")).replace("Sara", "Sara \\ud83d")
    answer = client.post("/gesprek/beurt", content=message, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert someone.answers("persoon.naam")[-1].words == "Sara \ufffd"


def test_words_that_wait_are_answered_with_202_in_the_language_of_the_person(site: Site) -> None:
    someone = site.person("ar", "persoon.naam")
    site.dialogue.away = True
    try:
        with httpx.Client(base_url=site.address) as client:
            client.post("/gesprek/code", json={"code": someone.case.code})
            message = turn(someone, text="سارة") | {"language": "ar"}
            answer = client.post("/gesprek/beurt", json=message)
            assert (answer.status_code, answer.json()["waiting"]) == (202, True)
            assert answer.json()["text"] == site.house.wording.text("ar", "page.starting")
            assert client.get("/gesprek/scherm").json()["unprocessed"]["message_id"] == message["message_id"]
            site.dialogue.away = False
            assert client.post("/gesprek/beurt", json=message).status_code == 200
            assert client.get("/gesprek/scherm").json()["unprocessed"] is None
    finally:
        site.dialogue.away = False


def test_no_log_holds_words_codes_or_cookies(
    client: httpx.Client, someone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for name in ("ui", "fastapi", "starlette", "uvicorn", "gradio", "httpx"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        client.post("/gesprek/beurt", json=turn(someone, text="Xylofoonspeler"))
        client.post("/gesprek/code", json={"code": "ABCD-ABCD-ABCD"})
    written = "\n".join(record.getMessage() for record in caplog.records)
    for secret in ("Xylofoonspeler", "ABCD-ABCD", someone.case.code, client.cookies["intake_person"]):
        assert secret not in written
