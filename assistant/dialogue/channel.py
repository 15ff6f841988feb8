"""The one door of the dialogue server: the channel `gesprek`. One request is one turn and brings that turn's reply."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger("assistant.dialogue.channel")


class NotATurn(ValueError):
    """The body of a request is not a turn."""


class Turn(NamedTuple):
    """What a caller sends: who speaks (opaque, new per turn), the words, and what the action needs to know."""

    sender: str
    message: str
    metadata: dict[str, Any]


def read_turn(body: bytes) -> Turn:
    """Read the body of a request.

    Raises:
        NotATurn: when it is not JSON, a part is missing or of another type, or there are no words.
    """
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise NotATurn("the body is not JSON") from fault
    if not isinstance(content, dict):
        raise NotATurn("the body is not a JSON object")
    sender, message, metadata = (content.get(part) for part in ("sender", "message", "metadata"))
    if not isinstance(sender, str) or not 0 < len(sender) <= 200:
        raise NotATurn("sender must be a text of 1 to 200 characters")
    if not isinstance(message, str) or not message.strip():
        raise NotATurn("message must hold words")
    if not isinstance(metadata, dict):
        raise NotATurn("metadata must be an object")
    return Turn(sender, message, metadata)


class TurnOutput(OutputChannel):
    """Collects what the action utters in one turn."""

    def __init__(self) -> None:
        self.replies: list[Any] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return Gesprek.name()

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the custom JSON of one utterance."""
        self.replies.append(message.get("custom"))

    def reply(self) -> dict[str, Any] | None:
        """The reply of this turn; None when the action did not give exactly one."""
        if len(self.replies) == 1 and isinstance(self.replies[0], dict):
            return self.replies[0]
        return None


def _answer(content: dict[str, Any], status: int = 200) -> HTTPResponse:
    return HTTPResponse(
        json.dumps(content).encode(), status, {"Cache-Control": "no-store"}, content_type="application/json"
    )


class Gesprek(InputChannel):
    """The channel between the pages and Rasa.

    Args:
        secret: what callers must send as `Authorization: Bearer …`.
    """

    def __init__(self, secret: str) -> None:
        self._expected = f"Bearer {secret}".encode()

    @classmethod
    def name(cls) -> str:
        """Part of the path: /webhooks/gesprek/."""
        return "gesprek"

    def _may_speak(self, request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._expected)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two paths of the channel: `beurt` and `ready`."""
        paths = Blueprint("gesprek")

        @paths.get("/ready")
        async def ready(_: Request) -> HTTPResponse:
            return _answer({"ready": True})  # the port opens after the model was loaded

        @paths.post("/beurt")
        async def beurt(request: Request) -> HTTPResponse:
            if not self._may_speak(request):
                return _answer({"error": "unauthorised"}, 401)
            try:
                turn = read_turn(request.body)
            except NotATurn:
                return _answer({"error": "bad_request"}, 400)
            output = TurnOutput()
            try:
                await on_new_message(
                    UserMessage(turn.message, output, turn.sender, input_channel=self.name(), metadata=turn.metadata)
                )
            except Exception:
                logger.exception("a turn failed inside Rasa")
                return _answer({"error": "turn_failed"}, 503)
            reply = output.reply()
            if reply is None:
                # Rasa goes on when an action fails; without this the person would get an empty answer.
                logger.warning("no reply from the action server")
                return _answer({"error": "actions_unavailable"}, 503)
            return _answer(reply)

        return paths
