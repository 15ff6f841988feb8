"""The only address this process may connect to is the action server's.

Rasa and its libraries can report usage, fetch models and look for updates. All of that is switched off; this closes the
door as well, below any library that uses Python's sockets.
"""

from __future__ import annotations

import socket
import sys
from typing import Any
from urllib.parse import urlsplit


class OutsideIsClosed(PermissionError):
    """Something tried to connect to another address than the action server's."""

    def __init__(self) -> None:
        super().__init__("the dialogue server connects to the action server only")


def close_the_outside(allowed_url: str | None) -> None:
    """Refuse every connection and name look-up of this process except to one server. Cannot be undone.

    Args:
        allowed_url: the action server's address; None: nothing at all.
    """
    address = urlsplit(allowed_url or "")
    host = address.hostname
    port = address.port or (443 if address.scheme == "https" else 80)
    known: set[str] = set()

    def is_action_server(target: Any) -> bool:
        if host is None or not isinstance(target, tuple) or len(target) < 2 or target[1] != port:
            return False
        if target[0] != host and target[0] not in known:
            known.update(str(found[4][0]) for found in socket.getaddrinfo(host, port))
        return target[0] == host or target[0] in known

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" or event == "socket.sendto":
            if not is_action_server(arguments[1]):
                raise OutsideIsClosed
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            name = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
            # Numeric addresses and None ask no name server; aiohttp and asyncio look those up all the time.
            if name is not None and name != host and not _is_numeric(name):
                raise OutsideIsClosed

    sys.addaudithook(guard)


def _is_numeric(name: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, name)
        except OSError:
            continue
        return True
    return False
