"""The cookies that sessions live in: under HTTPS each gets the prefix ``__Host-``, and what counts as doing something.

A cookie named ``__Host-…`` is only taken by a browser over HTTPS, from this very host and for all of it; so no neighbour under
the same domain can plant a session of its own here. Everything behind this middleware knows the plain names only.
"""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STAFF, PERSON, DEVICE, SIGN_ON = "intake_staff", "intake_person", "intake_device", "intake_oidc"
NAMES = (STAFF, PERSON, DEVICE, SIGN_ON)
PREFIX = "__Host-"
AWAKE = "/aanwezig"
"""Where a page of staff says that somebody is there."""

_DONE_AT = ("/documenten/", "/beheer", "/inloggen/wachtwoord")
_OPENED = ("/consulent", "/vertaler")


class SessionCookies:
    """ASGI middleware. ``https``: people reach us over HTTPS though a proxy speaks plain HTTP with us."""

    def __init__(self, app: ASGIApp, *, access: Any, https: bool = False) -> None:
        """Wrap ``app``; ``access`` is told when somebody of staff does something."""
        self.app, self.access, self.https = app, access, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rename the cookies of the request, and those of the answer back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = self.https or scope["scheme"] == "https"
        if secure:
            scope = {**scope, "headers": _plain(scope["headers"])}
        if _does_something(scope):
            token = cookie_parser(Headers(scope=scope).get("cookie", "")).get(STAFF)
            if token:
                await to_thread.run_sync(self.access.keep_awake, token)

        async def send_prefixed(message: Message) -> None:
            if secure and message["type"] == "http.response.start":
                message = {**message, "headers": [_prefixed(name, value) for name, value in message["headers"]]}
            await send(message)

        await self.app(scope, receive, send_prefixed)


def _does_something(scope: Scope) -> bool:
    """Whether this request is something that somebody did, and not a page that asks for news by itself."""
    path: str = scope["path"]
    if path == AWAKE or path.startswith(_DONE_AT):
        return True
    page = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and page and path.startswith(_OPENED)


def _plain(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a request with ``__Host-x`` as ``x``; a bare ``x`` is nothing that we set, and is dropped."""
    kept = []
    for name, value in headers:
        if name == b"cookie":
            pairs = [pair.strip() for pair in value.decode("latin-1").split(";")]
            pairs = [pair for pair in pairs if pair.split("=")[0].strip() not in NAMES]
            ours = tuple(PREFIX + one + "=" for one in NAMES)
            value = "; ".join(pair.removeprefix(PREFIX) if pair.startswith(ours) else pair for pair in pairs).encode("latin-1")
        kept.append((name, value))
    return kept


def _prefixed(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name.lower() != b"set-cookie" or value.split(b"=")[0].decode("latin-1") not in NAMES:
        return name, value
    secure = b"" if b"; secure" in value.lower() else b"; Secure"
    return name, PREFIX.encode() + value + secure


__all__ = ["AWAKE", "DEVICE", "NAMES", "PERSON", "PREFIX", "SIGN_ON", "STAFF", "SessionCookies"]
