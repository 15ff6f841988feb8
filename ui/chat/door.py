"""The person's way in: a case code becomes a session, and the session lives in a cookie that no script can read."""

from __future__ import annotations

import secrets
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Protocol

from anyio import to_thread
from fastapi import Request
from starlette.responses import Response

from ui.session_cookies import DEVICE, PERSON

COOKIE = PERSON

# A person may come back weeks later; the session itself ends in the store, the cookie is only its carrier.
COOKIE_SECONDS = 60 * 60 * 24 * 30


class Visitor(Protocol):
    """The person behind a request: which case, from which browser, and whether that may show sensitive answers."""

    case_id: str
    trusted: bool
    device: str


def token_of(request: Request) -> str | None:
    """The session token in the cookie of this request, if there is one."""
    return request.cookies.get(COOKIE)


async def visitor(request: Request, access: Any) -> Visitor | None:
    """Who is at the other end of ``request``, or None when nobody is let in (no cookie, or its session ended)."""
    token = token_of(request)
    if not token:
        return None
    person: Visitor | None = await to_thread.run_sync(access.person, token)
    return person


def let_in(response: Response, token: str, *, https: bool) -> None:
    """Put the session token in the cookie of ``response``."""
    response.set_cookie(COOKIE, token, max_age=COOKIE_SECONDS, path="/", secure=https, httponly=True, samesite="strict")


def let_out(response: Response, *, https: bool) -> None:
    """Take the session cookie back from the browser."""
    response.delete_cookie(COOKIE, path="/", secure=https, httponly=True, samesite="strict")


def remote_address(request: Request) -> str:
    """The address the request came from; only used to slow down guessing. Of IPv6 the network: a phone has all of it."""
    if request.client is None:
        return "unknown"
    try:
        found = ip_address(request.client.host)
    except ValueError:
        return request.client.host
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)


def device_of(request: Request) -> str:
    """A random name of this browser, that a wrong code gave it; a fresh one when it has none. Only slows guessing down."""
    return request.cookies.get(DEVICE) or secrets.token_urlsafe(16)


def name_device(response: Response, device: str, *, https: bool) -> None:
    """Let the browser keep its random name until it is closed."""
    response.set_cookie(DEVICE, device, path="/", secure=https, httponly=True, samesite="strict")
