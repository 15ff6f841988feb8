"""A real dialogue server in a process of its own, and a tiny real action server for it to call."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import httpx

PROJECT = Path(__file__).resolve().parents[2]
START_WITHIN = 120.0  # seconds; about six on a quiet machine


def rasa_python() -> Path:
    """The Python of the Rasa environment."""
    python = Path(os.environ.get("INTAKE_RASA_PYTHON") or PROJECT / "assistant/dialogue/.venv/bin/python")
    if not python.exists():
        raise AssertionError(f"{python} does not exist: run `make setup`, or set INTAKE_RASA_PYTHON")
    return python


def data_folder() -> Path:
    """Where the trained model is: INTAKE_DATA, else var/ of the project."""
    return Path(os.environ.get("INTAKE_DATA") or PROJECT / "var").resolve()


def run_dialogue(
    module: str, *arguments: str, words: str = "", environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command of assistant/dialogue in the Rasa environment and wait for it."""
    return subprocess.run(
        [str(rasa_python()), "-m", f"assistant.dialogue.{module}", *arguments],
        cwd=PROJECT,
        env={**os.environ, **(environ or {})},
        input=words,
        capture_output=True,
        text=True,
        timeout=300,
    )


def run_in_rasa(program: str) -> str:
    """Run a few lines of Python in the Rasa environment; returns what they print."""
    done = subprocess.run([str(rasa_python()), "-c", program], cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_model(data: Path) -> Path:
    """Train the model of the current phrases unless it is there."""
    trained = run_dialogue("train", "--data", str(data))
    assert trained.returncode == 0, trained.stderr
    return Path(run_dialogue("train", "--data", str(data), "--print-path").stdout.strip())


Answer = Callable[[dict[str, Any]], tuple[int, bytes]]


def custom(reply: dict[str, Any]) -> tuple[int, bytes]:
    """What an action server answers when its action utters one custom JSON object."""
    return 200, json.dumps({"events": [], "responses": [{"custom": reply, "text": None, "buttons": []}]}).encode()


def echo(call: dict[str, Any]) -> tuple[int, bytes]:
    """An action that gives back the words it was given."""
    return custom({"heard": call["tracker"]["latest_message"]["text"]})


class Heard(NamedTuple):
    """One call of the action server."""

    headers: dict[str, str]
    call: dict[str, Any]
    size: int  # bytes of the body
    connection: int  # the caller's port: the same while a connection is kept


@dataclass
class TinyActionServer:
    """A real HTTP server that answers action calls as told and remembers what it was asked."""

    answer: Answer = echo
    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Address of the webhook."""
        return f"http://127.0.0.1:{self.port}/webhook"

    def up(self) -> None:
        """Start answering, on the same port as before."""
        if self._server is not None:
            return
        actions = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # headers and body in one packet, else every answer waits 40 ms

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                call = json.loads(body)
                actions.heard.append(Heard(dict(self.headers), call, len(body), self.client_address[1]))
                status, content = actions.answer(call)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def __init__(self, address: tuple[str, int]) -> None:
                self.connections: list[Any] = []
                super().__init__(address, Handler)

            def process_request(self, request: Any, client_address: Any) -> None:
                self.connections.append(request)
                super().process_request(request, client_address)

            def handle_error(self, *_: Any) -> None:
                pass

        self._server = Server(("127.0.0.1", self.port))
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def down(self) -> None:
        """Stop answering and break every kept connection, as a server that dies."""
        if self._server is None:
            return
        self._server.shutdown()
        self._server.server_close()
        for connection in self._server.connections:  # type: ignore[attr-defined]
            with contextlib.suppress(OSError):  # it may have been closed already
                connection.shutdown(socket.SHUT_RDWR)
        self._server = None


@dataclass
class DialogueServer:
    """A running dialogue server."""

    process: subprocess.Popen[str]
    port: int
    secret: str
    printed: list[str]  # all lines of standard output and standard error

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def post(self, body: Any, *, secret: str | None = None, path: str = "/webhooks/gesprek/beurt") -> httpx.Response:
        """Send a body with a secret (its own by default)."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.post(
            self.url + path,
            content=content,
            headers={"Authorization": f"Bearer {self.secret if secret is None else secret}"},
            timeout=30,
        )

    def get(self, path: str) -> httpx.Response:
        """Ask something without a secret."""
        return httpx.get(self.url + path, timeout=30)

    def say(self, words: str, **metadata: Any) -> httpx.Response:
        """One turn: words typed by a person."""
        about = {"case": "verzonnen", "message_id": secrets.token_hex(8), "prompt_id": "17", "language": "nl"}
        return self.post({"sender": secrets.token_hex(8), "message": words, "metadata": {**about, **metadata}})


@contextlib.contextmanager
def start_dialogue(
    *, actions_url: str, actions_secret: str, data: Path | None = None, lifeline: bool = True, port: int = 0
) -> Iterator[DialogueServer]:
    """Start the dialogue server with the trained model and wait until it answers.

    Args:
        actions_url: webhook of the action server it shall call.
        actions_secret: what it shows the action server.
        data: folder with the models; trains one there when needed.
        lifeline: it ends when its standard input closes.
        port: where it listens; 0 takes a free one.
    """
    data = data or data_folder()
    make_model(data)
    secret = secrets.token_urlsafe(24)
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "INTAKE_DATA": str(data),
        "INTAKE_DIALOGUE_SECRET": secret,
        "INTAKE_ACTIONS_URL": actions_url,
        "INTAKE_ACTIONS_SECRET": actions_secret,
        "INTAKE_LIFELINE": "stdin" if lifeline else "",
    }
    process = subprocess.Popen(
        [str(rasa_python()), "-m", "assistant.dialogue.serve", "--port", str(port)],
        cwd=PROJECT,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    printed: list[str] = []
    ready: queue.Queue[int] = queue.Queue()

    def listen() -> None:
        for line in process.stdout or ():
            printed.append(line)
            if line.startswith('{"ready"'):
                ready.put(json.loads(line)["port"])
        ready.put(0)

    threading.Thread(target=listen, daemon=True).start()
    try:
        opened = ready.get(timeout=START_WITHIN)
        assert opened, f"the dialogue server did not start:\n{''.join(printed)}"
        yield DialogueServer(process, opened, secret, printed)
    finally:
        process.kill()
        process.wait(timeout=10)
