"""One typed turn to the dialogue server: what goes over the line, and what happens when it does not answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.ui.conftest import SECRET, serve, stop
from ui.dialogue_client import WORDS_FOR_DIALOGUE, DialogueAway, DialogueClient

TURN: dict[str, Any] = {"case_id": "c1", "message_id": "m1", "prompt_id": "7", "language": "ti", "text": "ሰላም"}


class Channel:
    """A channel that answers as a test wants."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.answers: list[Response | float] = []

    async def turn(self, request: Request) -> Response:
        self.got.append((dict(request.headers), await request.json()))
        answer = self.answers.pop(0) if self.answers else JSONResponse({"prompt": {}})
        if isinstance(answer, float):
            await asyncio.sleep(answer)
            return JSONResponse({"prompt": {}})
        return answer


@pytest.fixture
def channel():
    made = Channel()
    server, thread, made.address = serve(
        Starlette(routes=[Route("/webhooks/gesprek/beurt", made.turn, methods=["POST"])])
    )  # type: ignore[attr-defined]
    yield made
    stop(server, thread)


def send(address: str, *, timeout: float = 2.0, times: int = 1, **changes: Any) -> list[dict[str, Any]]:
    async def go() -> list[dict[str, Any]]:
        client = DialogueClient(address, SECRET, timeout=timeout)
        try:
            return [await client.turn(**(TURN | changes)) for _ in range(times)]
        finally:
            await client.close()

    return asyncio.run(go())


def test_what_goes_over_the_line(channel) -> None:
    send(channel.address, times=2, text="ሰ" * 700)
    (headers, first), (_, second) = channel.got
    assert headers["authorization"] == f"Bearer {SECRET}"
    assert first["message"] == "ሰ" * WORDS_FOR_DIALOGUE
    assert first["metadata"] == {"case": "c1", "message_id": "m1", "prompt_id": "7", "language": "ti"}
    assert first["sender"] != second["sender"], "two turns of one person cannot be told to be of one person"


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse({"error": "starting"}, status_code=503),
        JSONResponse({"error": "no entry"}, status_code=401),
        PlainTextResponse("hallo"),
        JSONResponse([]),
        JSONResponse({"text": "no prompt"}),
        5.0,
    ],
    ids=["503", "401", "no JSON", "a list", "no prompt", "too slow"],
)
def test_no_usable_reply_means_away(channel, answer) -> None:
    channel.answers = [answer]
    with pytest.raises(DialogueAway) as fault:
        send(channel.address, timeout=0.5)
    assert "ሰላም" not in str(fault.value)


def test_nobody_there_means_away() -> None:
    with pytest.raises(DialogueAway):
        send("http://127.0.0.1:9")
