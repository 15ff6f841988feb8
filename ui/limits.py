"""How much one visitor may ask, and how large and how slow a request may be. Stands inside ``Protection``.

| limit | of whom | default |
| --- | --- | --- |
| size of a body | every request, by its address | ``BODIES``; 5 million characters of an import are the largest |
| a body that comes slowly | every request | 20 seconds without a byte, and one minute for a megabyte (at least one minute) |
| requests | a session (its cookie) | 600 at once, then 10 a second (`INTAKE_LIMITS`) |
| requests | an address | 6,000 at once, then 100 a second: a whole centre lives behind one address |
| signing in, codes, second facts | an address | 120 at once, then 2 a second: everybody of a centre may arrive together |
| requests that are being answered | an address | 400 at a time |

These limits keep the pages standing for everybody else; guessing a code is held back by ``assistant.access``, which counts
failures. Programs on this machine (``intake replay``, a benchmark) are not counted: behind a proxy nobody comes from there.
Nothing is written down: addresses and cookies are kept as digests, in memory, at most ``MOST_KNOWN`` of them.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.chat import door
from ui.chat.words import PageWords
from ui.sign_in import COOKIE as STAFF_COOKIE

MOST_KNOWN = 20_000
"""Visitors of each kind that are remembered; the one that was quiet for longest is forgotten first."""

BODIES = (
    (re.compile(r"/gesprek/"), 256 * 1024),
    (re.compile(r"/opnamen/(antwoord|tekst)$"), 8 * 1024 * 1024),
    (re.compile(r"/(consulent|vertaler|beheer)/gradio_api/(queue/join|component_server)/?$"), 32 * 1024 * 1024),
    (re.compile(r""), 64 * 1024),
)
"""Bytes of a body, by the beginning of the address; the first that fits counts. An import has 5 million characters, of which
each can take six bytes as JSON."""

QUIET_SECONDS = 20.0
"""So long nothing may come of a body that was begun."""

SECONDS_PER_MEGABYTE = 60.0
"""An old phone on a slow line brings a recording of ten minutes within this; a body that drips does not."""

_COSTLY = re.compile(r"/(inloggen.*|gesprek/(code|tweede-feit)|.*/gradio_api/login)$")
_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_TOO_BUSY, _TOO_LARGE, _TOO_SLOW = 429, 413, 408
_DUTCH = {
    _TOO_BUSY: "Er komen van uw adres te veel verzoeken tegelijk. Wacht een minuut en probeer het opnieuw.",
    _TOO_LARGE: "Wat u stuurt is te groot. Maak het kleiner of deel het op.",
    _TOO_SLOW: "De verbinding is te langzaam. Probeer het opnieuw.",
}
_MESSAGES = {_TOO_BUSY: "problem_busy", _TOO_LARGE: "problem_too_long", _TOO_SLOW: "problem_busy"}


@dataclass(frozen=True)
class Rate:
    """A bucket of requests: ``burst`` at once, and it fills with ``per_second``. A burst of 0 means: no limit."""

    burst: float
    per_second: float


@dataclass(frozen=True)
class Limits:
    """The limits of an installation.

    Attributes:
        session, address, sign_in: rates; see the table of the module.
        at_once: requests of one address that are answered at a time; 0 is no limit.
        quiet: seconds without a byte of a body that was begun. per_megabyte: seconds for a megabyte of it.
        local_too: also count what comes from this machine; for tests.
    """

    session: Rate = Rate(600, 10)
    address: Rate = Rate(6_000, 100)
    sign_in: Rate = Rate(120, 2)
    at_once: int = 400
    quiet: float = QUIET_SECONDS
    per_megabyte: float = SECONDS_PER_MEGABYTE
    local_too: bool = False

    @classmethod
    def of(cls, set_rates: Mapping[str, tuple[float, float]]) -> Limits:
        """The limits as ``INTAKE_LIMITS`` sets them."""
        return cls(**{name: Rate(*rate) for name, rate in set_rates.items()})  # type: ignore[arg-type]


class Buckets:
    """Token buckets by key, in bounded memory."""

    def __init__(self, rate: Rate, clock: Callable[[], float], most: int = MOST_KNOWN) -> None:
        self._rate, self._clock, self._most = rate, clock, most
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def take(self, key: bytes) -> float:
        """Take one request; 0 when it may go on, otherwise the seconds until it may."""
        if not self._rate.burst:
            return 0.0
        now = self._clock()
        left, since = self._left.pop(key, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - since) * self._rate.per_second)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate.per_second
        self._left[key] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return wait


class _Refused(Exception):
    """A body is too large or too slow; ``status`` says which."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class LimitedRequests:
    """ASGI middleware that refuses what is too much, too large or too slow, with a sentence that says what to do.

    Args:
        app: what it stands before.
        words: the texts of the person's page.
        limits: of this installation.
        clock: seconds, growing; replaced in tests.
    """

    def __init__(
        self, app: ASGIApp, words: PageWords, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app, self._words = app, words
        self.limits = limits or Limits()
        self.sessions = Buckets(self.limits.session, clock)
        self.addresses = Buckets(self.limits.address, clock)
        self.signing_in = Buckets(self.limits.sign_in, clock)
        self._in_hand: dict[bytes, int] = {}
        self._salt = secrets.token_bytes(16)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with an eye on the body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        client = (scope.get("client") or ("", 0))[0]
        address = self._key(client)
        counted = self.limits.local_too or client not in _LOCAL
        if counted and (wait := self._wait(scope["path"], headers, address)):
            await self._said(scope, _TOO_BUSY, wait)(scope, receive, send)
            return
        if _declared(headers) > largest_body(scope["path"]):
            await self._said(scope, _TOO_LARGE)(scope, receive, send)
            return
        self._in_hand[address] = self._in_hand.get(address, 0) + 1
        try:
            await self._pass_on(scope, receive, send)
        finally:
            self._in_hand[address] -= 1
            if not self._in_hand[address]:
                del self._in_hand[address]

    def _wait(self, path: str, headers: Headers, address: bytes) -> float:
        """Seconds this visitor has to wait; 0 when they may go on."""
        wait = self.addresses.take(address)
        if self.limits.at_once and self._in_hand.get(address, 0) >= self.limits.at_once:
            wait = max(wait, 1.0)
        if _COSTLY.match(path):
            wait = max(wait, self.signing_in.take(address))
        if not wait and (session := _session(headers)):
            wait = self.sessions.take(self._key(session))
        return wait

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12, key=self._salt).digest()

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on; a body over its limit ends it, and the answer says why."""
        largest, refused = largest_body(scope["path"]), 0
        had, began, ended, started = 0, time.monotonic(), False, False
        limits = self.limits

        async def watched() -> Message:
            nonlocal had, ended, refused
            if ended or refused:
                return await receive() if not refused else {"type": "http.disconnect"}
            allowed = limits.per_megabyte * max(1.0, had / 1_000_000) - (time.monotonic() - began)
            try:
                message = await asyncio.wait_for(receive(), max(0.001, min(limits.quiet, allowed)))
            except TimeoutError:
                refused = _TOO_SLOW
                return {"type": "http.disconnect"}
            had += len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if had > largest:
                refused = _TOO_LARGE
                return {"type": "http.disconnect"}
            return message

        async def unless_refused(message: Message) -> None:
            nonlocal started
            if refused and not started:
                return  # what the page makes of half a body is of no use to anybody
            started = True
            await send(message)

        try:
            await self.app(scope, watched, unless_refused)
        except Exception:
            if not refused or started:
                raise
        if refused and not started:
            await self._said(scope, refused)(scope, receive, send)

    def _said(self, scope: Scope, status: int, wait: float = 0.0) -> Response:
        """The refusal in the form that the asker can show."""
        headers = {"Cache-Control": "no-store"}
        if status != _TOO_LARGE:
            headers["Retry-After"] = str(max(1, math.ceil(wait)))
        if status in (_TOO_LARGE, _TOO_SLOW):
            headers["Connection"] = "close"  # the rest of the body is not waited for
        kind = _asked_by(scope["path"])
        if kind == "person":
            given = parse_qs(scope.get("query_string", b"").decode("ascii", "replace")).get("taal", ["nl"])[0]
            text_id = _MESSAGES[status]
            if status == _TOO_LARGE and scope["path"].startswith("/opnamen/"):
                text_id = "voice_too_long"
            text = self._words.text(given, text_id, max=5_000, minutes=10)
            return JSONResponse({"problem": f"page.{text_id}", "text": text}, status_code=status, headers=headers)
        if kind == "first":
            text = "".join(
                f'<p lang="{escape(one["code"])}" dir="{one["dir"]}">{escape(self._words.text(one["code"], "problem_busy"))}</p>'
                for one in self._words.languages
            )
            page = (
                f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>intake</title><body>{text}</body></html>'
            )
            return HTMLResponse(page, status_code=status, headers=headers)
        return PlainTextResponse(_DUTCH[status], status_code=status, headers=headers)


def largest_body(path: str) -> int:
    """Bytes that a request to ``path`` may bring."""
    return next(most for beginning, most in BODIES if beginning.match(path))


def _declared(headers: Headers) -> int:
    """The length of the body as the request says it; 0 when it says none (what comes is counted besides)."""
    length = headers.get("content-length", "").strip()
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0 if not length else 1 << 62


def _session(headers: Headers) -> str:
    try:
        cookies = SimpleCookie(headers.get("cookie", "")[:8_192])
    except CookieError:
        return ""
    return "".join(cookies[name].value for name in (door.COOKIE, STAFF_COOKIE) if name in cookies)


def _asked_by(path: str) -> Literal["person", "first", "staff"]:
    if path == "/":
        return "first"
    return "person" if path.startswith(("/gesprek/", "/opnamen/")) else "staff"


__all__ = ["BODIES", "Buckets", "LimitedRequests", "Limits", "Rate", "largest_body"]
