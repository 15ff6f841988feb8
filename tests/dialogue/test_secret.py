"""Only who knows the secret may speak, and the server tells strangers nothing about itself."""

from __future__ import annotations

import httpx
import pytest

from tests.dialogue.conftest import ACTIONS_SECRET
from tests.dialogue.server import DialogueServer, TinyActionServer

TURN = {"sender": "s", "message": "hallo", "metadata": {}}


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", "Basic {secret}", "{secret}", "bearer {secret}", "Bearer {secret}x",
     "Bearer é"],
)  # fmt: skip
def test_without_the_right_secret_nothing_is_done(
    dialogue_server: DialogueServer, actions: TinyActionServer, authorization: str | None
) -> None:
    given = None if authorization is None else authorization.format(secret=dialogue_server.secret).encode()
    headers = {} if given is None else {"Authorization": given}
    answer = httpx.post(f"{dialogue_server.url}/webhooks/gesprek/beurt", json=TURN, headers=headers, timeout=30)
    assert (answer.status_code, answer.json()) == (401, {"error": "unauthorised"})
    assert actions.heard == []


def test_the_action_server_is_shown_its_own_secret_and_not_the_callers(
    dialogue_server: DialogueServer, actions: TinyActionServer
) -> None:
    dialogue_server.say("hallo")
    assert actions.heard[0].headers["Authorization"] == f"Bearer {ACTIONS_SECRET}"
    assert dialogue_server.secret not in str(actions.heard)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/version"),
        ("GET", "/status"),
        ("GET", "/domain"),
        ("GET", "/webhooks/rest/"),
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/model/parse"),
        ("GET", "/conversations/x/tracker"),
        ("GET", "/webhooks/gesprek/"),
        ("GET", "/webhooks/gesprek/beurt"),
        ("POST", "/webhooks/gesprek/ready"),
    ],
)
def test_there_is_no_other_door(
    dialogue_server: DialogueServer, actions: TinyActionServer, method: str, path: str
) -> None:
    headers = {"Authorization": f"Bearer {dialogue_server.secret}", "Origin": "https://elders.example"}
    answer = httpx.request(method, dialogue_server.url + path, headers=headers, content=b"{}", timeout=30)
    assert answer.status_code in {404, 405}
    told = f"{answer.text} {dict(answer.headers)}".lower()
    for secret_of_the_house in ("rasa", "sanic", "python", "3.6.21", "access-control-allow"):
        assert secret_of_the_house not in told
    assert actions.heard == []
