"""What stands between the network and the pages: headers, a content security policy, and closed doors.

The person's page and the sign-in page run under a policy without any inline script: ``script-src 'self'``. Gradio's inline
``style`` attributes force ``style-src 'unsafe-inline'`` on every page. The staff pages are plain Gradio: its inline
start-up scripts get a nonce per response, and its ``js=`` hooks and ``gr.HTML`` templates compile text into functions,
which forces ``'unsafe-eval'`` there and only there.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.gradio_frame import own_page

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=(), interest-cohort=()",
    "X-Robots-Tag": "noindex, nofollow",
}
SIGN_IN = "/inloggen"
_COMMON_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; "
)
PERSON_POLICY = _COMMON_POLICY + "script-src 'self'"

# Of the person's mount only what starts Gradio's page is open; the mount has no handlers, so nothing else is needed.
_PERSON_OPEN = re.compile(r"/(assets/.*|static/.*|theme\.css|robots\.txt|favicon\.ico)?")
# Of the staff's mounts only what their page asks for, seen in a browser: the page, its parts, one door to the functions of
# the server, and whether somebody is still signed in. Gradio's queue, uploads, files, streams, documentation, builders, run
# history, proxy and monitoring are all shut: whatever a later Gradio adds is shut too.
_STAFF_OPEN = re.compile(
    r"/?|/(assets/.*|static/.*|theme\.css|robots\.txt|favicon\.ico|config/?|gradio_api/(component_server|login_check)/?)"
)


def staff_policy(nonce: str) -> str:
    """The content security policy of a staff page whose scripts carry ``nonce``."""
    return _COMMON_POLICY + f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'"


def from_elsewhere(headers: Headers, host: str) -> bool:
    """Whether a request that changes something was started by a page of another site.

    Today's browsers say so in ``Sec-Fetch-Site``, older ones in ``Origin`` (which is ``null`` for our own form, because
    we send no referrer; then the SameSite cookie is what protects). A program such as ``intake replay`` sends neither.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    try:
        return origin not in (None, "null") and urlsplit(str(origin)).netloc != host
    except ValueError:
        return True  # no browser sends this


class Protection:
    """ASGI middleware around the whole application.

    ``staff_mounts`` are the paths of the staff's Gradio pages; ``own_routes`` tells which paths our own routes answer.
    """

    def __init__(self, app: ASGIApp, *, staff_mounts: tuple[str, ...], own_routes: Callable[[str], bool]) -> None:
        """Wrap ``app``."""
        self.app = app
        self.staff_mounts = staff_mounts
        self.own_routes = own_routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is closed; send everything else on and put our headers on the answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # no page of ours speaks over a websocket
        path: str = scope["path"]
        headers = Headers(scope=scope)
        mount = next((mount for mount in self.staff_mounts if path == mount or path.startswith(mount + "/")), None)
        inner = path[len(mount) :] if mount else path
        closed = not self.own_routes(path) and (
            not (_STAFF_OPEN.fullmatch(inner) if mount else _PERSON_OPEN.fullmatch(path))
        )
        foreign = scope["method"] not in ("GET", "HEAD", "OPTIONS") and from_elsewhere(headers, headers.get("host", ""))

        nonce = secrets.token_urlsafe(16)
        policy = staff_policy(nonce) if mount else PERSON_POLICY

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                outgoing = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    outgoing[name] = value
                outgoing["Content-Security-Policy"] = policy
                if "cache-control" not in outgoing:
                    outgoing["Cache-Control"] = "no-store"
                if "server" in outgoing:
                    del outgoing["server"]
            await send(message)

        if closed:
            await PlainTextResponse("404", status_code=404)(scope, receive, send_protected)
        elif foreign:
            await PlainTextResponse("403", status_code=403)(scope, receive, send_protected)
        elif mount:
            await self._staff_page(scope, receive, send_protected, nonce)
        else:
            await self.app(scope, receive, send_protected)

    async def _staff_page(self, scope: Scope, receive: Receive, send: Send, nonce: str) -> None:
        """Pass a staff mount through; an HTML page of Gradio's is made ours on the way out, its bare 401 the sign-in."""
        start: Message | None = None
        body = bytearray()
        # Gradio would compress the page before it can be rewritten
        scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]} if (
            scope["method"] == "GET" and b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        ) else scope  # fmt: skip

        wants_page = b"text/html" in dict(scope["headers"]).get(b"accept", b"")

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if wants_page and message["status"] == 401:
                    start, message["status"] = None, 303
                    MutableHeaders(scope=message)["location"] = SIGN_IN
                    await send(message)
                    return
                if Headers(scope=message).get("content-type", "").startswith("text/html"):
                    start = message
                    return
                await send(message)
            elif start is None:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page = own_page(body.decode(), language="nl", direction="ltr", nonce=nonce).encode()
                    MutableHeaders(scope=start)["content-length"] = str(len(page))
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, collect)
