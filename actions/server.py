"""rasa-sdk's own server with our action: on loopback, for callers that know the secret, silent about words."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse

from actions.intake_turn import IntakeTurn
from assistant.house import House
from assistant.store import StoreFault

LOOPBACK = "127.0.0.1"
log = logging.getLogger(__name__)


class WordlessErrors(ErrorHandler):
    """rasa-sdk answers and logs a fault with the whole request, words included: ours names the fault only."""

    def default(self, request: Request, exception: Exception) -> HTTPResponse:
        """503 when nothing could be kept (send it again), else 500; never anything of the request."""
        if isinstance(exception, SanicException):
            return response.json({"error": type(exception).__name__}, status=exception.status_code)
        log.error("a turn failed: %s", type(exception).__name__)
        status = 503 if isinstance(exception, StoreFault) else 500
        return response.json({"error": type(exception).__name__}, status=status)

    def response(self, request: Request, exception: Exception) -> HTTPResponse:
        """Skip the handlers that others registered."""
        return self.default(request, exception)


def make_server(house: House, secret: str) -> Sanic[Any, Any]:
    """The server over one house; ``secret`` is what the dialogue server sends as bearer token."""
    executor = ActionExecutor()
    executor.register_action(IntakeTurn(house))
    app: Sanic[Any, Any] = create_app(executor, cors_origins=None)
    app.error_handler = WordlessErrors()
    app.config.ACCESS_LOG = False
    app.config.KEEP_ALIVE_TIMEOUT = 120
    expected = f"Bearer {secret}".encode()

    async def check_secret(request: Request) -> HTTPResponse | None:
        if request.path == "/health":
            return None
        given = request.headers.get("authorization", "").encode()
        return None if hmac.compare_digest(given, expected) else response.json({"error": "unauthorised"}, status=401)

    app.register_middleware(check_secret, "request")
    return app


def serve(house: House, secret: str, port: int, *, begun: Callable[[], None] = lambda: None) -> None:
    """Serve until stopped; one process, because every turn of a case is one write transaction anyway.

    ``begun`` is called when it listens.
    """
    app = make_server(house, secret)

    @app.after_server_start
    async def listening(_app: Sanic[Any, Any]) -> None:
        begun()

    app.prepare(host=LOOPBACK, port=port, single_process=True, motd=False, access_log=False)
    Sanic.serve_single(primary=app)
