"""A sign of life of the worker: one loopback address that answers as long as its loop goes round.

A worker has no address of its own; this one says nothing but whether it is well, so that the supervisor can start again
one that hangs.
"""

from __future__ import annotations

import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler


class Heartbeat:
    """Remembers when the work last went on. ``within``: seconds of silence after which it counts as hanging."""

    def __init__(self, within: float = 600.0) -> None:
        self._within = within
        self._last = time.monotonic()

    def beat(self) -> None:
        """The work goes on."""
        self._last = time.monotonic()

    @property
    def well(self) -> bool:
        """Whether the last sign of life is recent enough. One batch of a large model can take minutes on a slow machine."""
        return time.monotonic() - self._last < self._within


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def answer_on(port: int, heartbeat: Heartbeat) -> socketserver.BaseServer:
    """Answer 200 while it is well and 503 when it is not, on loopback, in a thread of its own.

    Args:
        port: 0 for any. The returned server's ``server_address`` says which; its ``shutdown`` ends it.
        heartbeat: what is told.
    """

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            well = heartbeat.well
            said = b"well\n" if well else b"hangs\n"
            self.send_response(200 if well else 503)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *arguments: object) -> None:
            """Asked every few seconds: not worth a line."""

    server = _Server(("127.0.0.1", port), Answer)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
