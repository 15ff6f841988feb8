"""The process connects to the action server and to nobody else, whatever a library would like."""

from __future__ import annotations

import pytest

from tests.dialogue.server import run_in_rasa

ATTEMPTS = [
    ("socket.create_connection(('127.0.0.1', {port}), 1).close()", "passed"),
    ("socket.create_connection(('localhost', {port}), 1)", "refused"),
    ("socket.create_connection(('127.0.0.1', {port} - 1 or 1), 1)", "refused"),
    ("socket.create_connection(('127.0.0.2', {port}), 1)", "refused"),
    ("socket.create_connection(('192.0.2.1', 443), 1)", "refused"),
    ("socket.getaddrinfo('telemetry.example', 443)", "refused"),
    ("socket.gethostbyname('telemetry.example')", "refused"),
    ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))", "refused"),
    ("socket.socket(socket.AF_UNIX).connect('/run/some.sock')", "refused"),
    ("urllib.request.urlopen('http://192.0.2.1/', timeout=1)", "refused"),
    ("socket.getaddrinfo('127.0.0.1', {port})", "passed"),
]


@pytest.mark.parametrize(("attempt", "outcome"), ATTEMPTS)
def test_only_the_action_server_can_be_reached(attempt: str, outcome: str) -> None:
    program = f"""
import socket, urllib.error, urllib.request
from assistant.dialogue.closed_outside import OutsideIsClosed, close_the_outside
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
close_the_outside(f"http://127.0.0.1:{{port}}/webhook")
try:
    {attempt.replace("{port}", "port")}
    print("passed")
except OutsideIsClosed:
    print("refused")
except urllib.error.URLError as wrapped:
    print("refused" if isinstance(wrapped.reason, OutsideIsClosed) else wrapped.reason)
"""
    assert run_in_rasa(program).split() == [outcome]


def test_without_an_action_server_everything_is_closed() -> None:
    program = """
import socket
from assistant.dialogue.closed_outside import OutsideIsClosed, close_the_outside
server = socket.create_server(("127.0.0.1", 0))
close_the_outside(None)
try:
    socket.create_connection(server.getsockname(), 1)
except OutsideIsClosed:
    print("refused")
"""
    assert run_in_rasa(program).split() == ["refused"]


def test_a_server_given_by_name_can_be_reached_by_its_address() -> None:
    program = """
import socket
from assistant.dialogue.closed_outside import close_the_outside
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
close_the_outside(f"http://localhost:{port}/webhook")
socket.create_connection(("127.0.0.1", port), 1).close()
socket.create_connection(("localhost", port), 1).close()
print("passed")
"""
    assert run_in_rasa(program).split() == ["passed"]
