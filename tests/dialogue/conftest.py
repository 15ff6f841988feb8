"""One dialogue server for all tests of this folder; starting Rasa takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.dialogue.server import DialogueServer, TinyActionServer, echo, start_dialogue

ACTIONS_SECRET = "actions-secret-of-the-tests"


@pytest.fixture(scope="session")
def _shared_actions() -> Iterator[TinyActionServer]:
    server = TinyActionServer()
    server.up()
    yield server
    server.down()


@pytest.fixture(scope="session")
def dialogue_server(_shared_actions: TinyActionServer) -> Iterator[DialogueServer]:
    """The running dialogue server, calling the tiny action server of these tests."""
    with start_dialogue(actions_url=_shared_actions.url, actions_secret=ACTIONS_SECRET) as server:
        yield server


@pytest.fixture
def actions(_shared_actions: TinyActionServer) -> TinyActionServer:
    """The tiny action server as every test finds it: up, echoing, having heard nothing."""
    _shared_actions.up()
    _shared_actions.answer = echo
    _shared_actions.heard.clear()
    return _shared_actions
