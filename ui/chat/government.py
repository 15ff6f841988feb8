"""The seam for DigiD: two routes around a ``PersonSignOn``, there only when an installation gives one to ``create_app``.

The person goes to ``/gesprek/aanmelden``, signs on at the government, and comes back at ``/gesprek/aangemeld`` with a session
that may show earlier sensitive answers. The invitation code keeps working beside it.
"""

from __future__ import annotations

import secrets
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access import PersonSignOn
from assistant.store import UnknownCase
from ui.chat import door
from ui.session_cookies import SIGN_ON

BEGIN, BACK = "/gesprek/aanmelden", "/gesprek/aangemeld"
TO_THE_TALK = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/">'
    '<title>…</title></head><body><p><a href="/">→</a></p></body></html>'
)
"""A page of our own and no redirect: a strict cookie goes along only with what begins here. It says nothing to read."""


def government_router(house: Any, sign_on: PersonSignOn, address: str | None = None) -> APIRouter:
    """The two routes. ``address``: how people reach us, when a proxy hides that."""
    router = APIRouter()

    def back(request: Request) -> str:
        return (address or f"{request.url.scheme}://{request.url.netloc}").rstrip("/") + BACK

    @router.get(BEGIN)
    async def begin(request: Request) -> Response:
        """Send the browser away, with a secret of its own that binds the answer to it."""
        browser = secrets.token_urlsafe(32)
        there = await to_thread.run_sync(sign_on.begin, browser, back(request))
        response = RedirectResponse(there, status_code=303)
        response.set_cookie(
            SIGN_ON, browser, path="/", max_age=900, httponly=True, samesite="lax", secure=request.url.scheme == "https"
        )
        return response

    @router.get(BACK)
    async def came_back(request: Request) -> Response:
        """Let in whoever the government vouches for; anybody else comes to the page where the code is asked."""

        def let_in() -> str | None:
            browser = request.cookies.get(SIGN_ON)
            found = sign_on.finish(browser, dict(request.query_params)) if browser else None
            try:
                return str(house.access.enter_signed_on(found)) if found is not None else None
            except UnknownCase:
                return None

        token = await to_thread.run_sync(let_in)
        response = HTMLResponse(TO_THE_TALK)
        if token is not None:
            door.let_in(response, token, https=request.url.scheme == "https")
        response.delete_cookie(SIGN_ON, path="/", httponly=True, samesite="lax")
        return response

    return router
