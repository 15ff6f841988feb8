"""What goes through the pages, counted by class of request: never an address, a case, a login or a word.

It is also where the pages stop in good order: from the moment they are told to, a new request is asked to come again, and those
under way are waited for.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KIND = "intake.turn"
"""Where the turn endpoint notes in the scope whether the person typed or pressed a button."""

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Upper bounds of the turn durations that are counted, in seconds."""

_CLASSES = (
    ("turn", r"/gesprek/beurt$"),
    ("code", r"/gesprek/(code|tweede-feit)$"),
    ("screen", r"/gesprek/scherm$"),
    ("talk", r"/gesprek/"),
    ("recording", r"/opnamen/"),
    ("document", r"/documenten/"),
    ("health", r"/(gezond|healthz|readyz|metrics)$"),
    ("desk", r"/consulent(/|$)"),
    ("admin", r"/beheer(/|$)"),
    ("translator", r"/vertaler(/|$)"),
    ("file", r"/(middelen|assets|static)/"),
    ("sign_in", r"/(inloggen|uitloggen)(/|$)"),
    ("page", r"/$"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _CLASSES)


def class_of(path: str) -> str:
    """The class of a request by its path; what is none of ours is ``other``."""
    return next((name for name, pattern in _PATTERNS if pattern.match(path)), "other")


@dataclass
class Durations:
    """A histogram of how long something took."""

    buckets: list[int] = field(default_factory=lambda: [0] * len(BOUNDS))
    total: float = 0.0
    count: int = 0

    def add(self, seconds: float) -> None:
        """One more."""
        self.count += 1
        self.total += seconds
        for number, bound in enumerate(BOUNDS):
            if seconds <= bound:
                self.buckets[number] += 1


class Traffic:
    """ASGI middleware around everything: counts, and lets the pages stop in good order."""

    def __init__(self, app: ASGIApp | None = None) -> None:
        """``app`` may be given later, with ``around``."""
        self.app = app
        self.requests: Counter[tuple[str, str]] = Counter()
        self.turns = {"typed": Durations(), "button": Durations()}
        self.under_way = 0
        """Requests that change something and are not answered yet; a stream that a browser keeps open is none."""
        self.stopping = False
        self._told: Counter[tuple[str, str]] = Counter()

    def around(self, app: ASGIApp) -> Traffic:
        """Wrap ``app``."""
        self.app = app
        return self

    def since_last_asked(self) -> dict[str, int]:
        """Requests by class and kind of answer since this was last asked, without those for health and files."""
        fresh = self.requests - self._told
        self._told = self.requests.copy()
        return {f"{name} {kind}": count for (name, kind), count in sorted(fresh.items()) if name not in {"health", "file"}}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count one request; while stopping, a new one is told to come again."""
        assert self.app is not None
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name, begun, status = class_of(scope["path"]), time.perf_counter(), 500
        turn: dict[str, str] = {}
        scope[KIND] = turn

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        if self.stopping and name != "health":
            headers = {"Retry-After": "2", "Connection": "close", "Cache-Control": "no-store"}
            await PlainTextResponse("503", status_code=503, headers=headers)(scope, receive, send_and_note)
            self.requests[name, "5xx"] += 1
            return
        changes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        self.under_way += changes
        try:
            await self.app(scope, receive, send_and_note)
        finally:
            self.under_way -= changes
            way = turn.get("way")
            self.requests[f"turn_{way}" if way else name, f"{status // 100}xx"] += 1
            if way and status == 200:
                self.turns[way].add(time.perf_counter() - begun)


__all__ = ["BOUNDS", "KIND", "Durations", "Traffic", "class_of"]
