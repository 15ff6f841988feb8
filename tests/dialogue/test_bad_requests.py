"""A body that is not a turn is refused before anything is done with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.dialogue.server import DialogueServer, TinyActionServer

GOOD: dict[str, Any] = {"sender": "s", "message": "hallo", "metadata": {}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hallo",
        b'{"sender": "s"',
        b"\xff\xfe",
        [GOOD],
        "hallo",
        {**GOOD, "message": ""},
        {**GOOD, "message": " \n\t "},
        {**GOOD, "message": None},
        {**GOOD, "message": 5},
        {**GOOD, "message": ["hallo"]},
        {**GOOD, "metadata": None},
        {**GOOD, "metadata": "ti"},
        {**GOOD, "sender": ""},
        {**GOOD, "sender": "s" * 201},
        {**GOOD, "sender": 7},
        {key: GOOD[key] for key in ("sender", "message")},
        {key: GOOD[key] for key in ("message", "metadata")},
    ],
    ids=str,
)
def test_what_is_not_a_turn_is_refused(dialogue_server: DialogueServer, actions: TinyActionServer, body: Any) -> None:
    answer = dialogue_server.post(body)
    assert (answer.status_code, answer.json()) == (400, {"error": "bad_request"})
    assert actions.heard == []


def test_a_book_is_not_read(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    answer = dialogue_server.post(json.dumps({**GOOD, "message": "woord " * 20_000}).encode())
    assert answer.status_code == 413
    assert actions.heard == []


def test_half_a_character_does_not_stop_the_server(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    answer = dialogue_server.post(b'{"sender": "s", "message": "\\ud83d kok", "metadata": {}}')
    assert answer.status_code == 200
    assert answer.json() == {"heard": "\ud83d kok"}
    assert dialogue_server.say("hallo").status_code == 200
