"""The person's way in: a case code becomes a session, and the session lives in a cookie that no script can read."""

from __future__ import annotations

from typing import Any, Protocol

from anyio import to_thread
from fastapi import Request
from starlette.responses import Response

COOKIE = "intake_person"

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
    """The address the request came from; only used to slow down guessing."""
    return request.client.host if request.client else "unknown"
