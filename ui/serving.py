"""Serves the pages with uvicorn, and stops them in good order.

On SIGTERM nothing new is taken, a turn under way is finished (its answer is kept and the person gets the reply), and then the
pages end with exit code 0. What takes longer than ``FINISH_WITHIN`` is broken off; the page sends the same message again later,
so nothing is lost or kept twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from ui.traffic import Traffic

FINISH_WITHIN = 9.0
"""Seconds that a turn under way may take; the dialogue server is given up after eight."""
STREAMS_WITHIN = 1
"""Seconds for what browsers keep open, as the staff pages do."""


class DrainingServer(uvicorn.Server):
    """uvicorn's server, which first lets requests finish that change something, and then ends with exit code 0."""

    def __init__(self, config: uvicorn.Config, traffic: Traffic, finished: Callable[[float], None]) -> None:
        """``finished`` is called with the seconds that the last turns took."""
        super().__init__(config)
        self._traffic, self._finished = traffic, finished

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take nothing new, finish what is under way, close."""
        begun = time.monotonic()
        self._traffic.stopping = True
        for server in self.servers:
            server.close()
        while self._traffic.under_way and time.monotonic() - begun < FINISH_WITHIN and not self.force_exit:
            await asyncio.sleep(0.05)
        self._finished(time.monotonic() - begun)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """As uvicorn's, but the signal is not raised again at the end: being told to stop is no fault."""
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread hears signals
            return
        before = {sign: signal.signal(sign, self._told) for sign in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def _told(self, number: int, frame: FrameType | None) -> None:
        self.handle_exit(number, frame)


def server_of(
    app: ASGIApp,
    traffic: Traffic,
    *,
    host: str,
    port: int,
    trusted: Sequence[str] = (),
    certificate: tuple[Path, Path] | None = None,
    finished: Callable[[float], None] = lambda seconds: None,
) -> DrainingServer:
    """A server for the pages.

    Args:
        app: the application.
        traffic: what counts its requests.
        host, port: where it listens.
        trusted: addresses of the proxy whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed; none by default.
        certificate: files of certificate and key for HTTPS without a proxy.
        finished: called with the seconds that the last turns took.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        # no access log: addresses and times of a person's visits are personal data
        access_log=False,
        log_config=None,
        log_level="warning",
        timeout_graceful_shutdown=STREAMS_WITHIN,
        server_header=False,
        # without a proxy that was named, whatever a visitor says about itself is not believed
        proxy_headers=bool(trusted),
        forwarded_allow_ips=list(trusted),
        ssl_certfile=str(certificate[0]) if certificate else None,
        ssl_keyfile=str(certificate[1]) if certificate else None,
    )
    return DrainingServer(config, traffic, finished)


__all__ = ["FINISH_WITHIN", "DrainingServer", "server_of"]
