"""Rasa goes on silently when an action fails. The caller must hear of it, so that it can send the words again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.dialogue.server import DialogueServer, TinyActionServer, custom

AWAY = (503, {"error": "actions_unavailable"})


def responses(*uttered: dict[str, Any], events: Any = ()) -> tuple[int, bytes]:
    return 200, json.dumps({"events": list(events), "responses": list(uttered)}).encode()


def test_down_is_told_and_up_again_works(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    assert dialogue_server.say("een").status_code == 200
    actions.down()
    for _ in range(2):
        answer = dialogue_server.say("twee")
        assert (answer.status_code, answer.json()) == AWAY
    actions.up()
    assert dialogue_server.say("drie").json() == {"heard": "drie"}


def test_a_restarted_action_server_costs_no_turn(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    dialogue_server.say("een")
    actions.down()
    actions.up()
    assert dialogue_server.say("twee").json() == {"heard": "twee"}, "the kept connection was broken"


@pytest.mark.parametrize(
    "answer",
    [
        (500, b'{"error": "boom"}'),
        (404, b'{"error": "no such action", "action_name": "action_intake_turn"}'),
        (400, b'{"error": "rejected", "action_name": "action_intake_turn"}'),
        (401, b""),
        (302, b""),
        (200, b"not json"),
        (200, b"null"),
        (200, b"[]"),
        (200, b"{}"),
        responses(),
        responses({"text": "only text"}),
        responses({"custom": {}}),
        responses({"custom": "no object"}),
        responses({"custom": {"een": 1}}, {"custom": {"twee": 2}}),
        responses({"custom": {"een": 1}}, events=[{"event": 5}]),
        responses({"custom": {"een": 1}}, events=["restart"]),
    ],
    ids=str,
)
def test_anything_but_one_reply_is_no_reply(
    dialogue_server: DialogueServer, actions: TinyActionServer, answer: tuple[int, bytes]
) -> None:
    actions.answer = lambda call: answer
    refused = dialogue_server.say("ik ben kok")
    assert (refused.status_code, refused.json()) == AWAY
    assert len(actions.heard) == 1, "one turn is one call, also when it fails"
    actions.answer = lambda call: custom({"weer": "goed"})
    assert dialogue_server.say("ik ben kok").json() == {"weer": "goed"}


def test_events_of_the_action_leave_no_trace(dialogue_server: DialogueServer, actions: TinyActionServer) -> None:
    events = [{"event": "restart"}, {"event": "pause"}, {"event": "followup", "name": "action_listen"}]
    actions.answer = lambda call: responses({"custom": {"een": 1}}, events=events)
    assert dialogue_server.say("ja").json() == {"een": 1}
    actions.answer = lambda call: custom({"twee": 2})
    assert dialogue_server.say("ja").json() == {"twee": 2}
