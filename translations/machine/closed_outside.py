"""No connection leaves this process: what people said is translated here, and no library fetches or reports anything.

Nothing that is used does so; this closes the door as well, below every library that uses Python's sockets.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any


class OutsideIsClosed(PermissionError):
    """Something tried to reach another machine."""

    def __init__(self) -> None:
        super().__init__("the translation worker connects to no other machine")


def close_the_outside() -> None:
    """Refuse every connection and name look-up of this process except on this machine itself. Cannot be undone."""

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            target = arguments[1]
            if isinstance(target, tuple) and not _is_here(target[0]):
                raise OutsideIsClosed
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            name = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
            if name not in (None, "", "localhost") and not _is_here(name):
                raise OutsideIsClosed

    sys.addaudithook(guard)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
