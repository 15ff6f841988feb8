"""The staff's way in: one Dutch form, a cookie that no script can read, and a way out."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access import AccessFault, TooManyTries
from assistant.roles import CULTUURVERTALER
from ui.chat.door import remote_address
from ui.served_assets import Assets

COOKIE = "intake_staff"
HOMES = {CULTUURVERTALER: "/vertaler"}
"""Where a role goes after signing in; every other role goes to ``HOME``."""

HOME = "/consulent"
LARGEST_FORM = 4096

_PAGE = """<!doctype html>
<html lang="nl" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inloggen – intake</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{style}">
</head>
<body class="inloggen">
<main>
<h1>Inloggen</h1>
<p class="stil">Voor medewerkers van de gemeente en cultuurvertalers.</p>
{fault}
<form method="post" action="/inloggen">
<label for="naam">Gebruikersnaam</label>
<input id="naam" name="naam" autocomplete="username" autocapitalize="none" spellcheck="false" required
 value="{login}"{login_focus}>
<label for="wachtwoord">Wachtwoord</label>
<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required{password_focus}>
<button type="submit" class="knop hoofd">Inloggen</button>
</form>
<p class="stil">Bent u nieuw in Nederland en hebt u een code op papier? <a href="/">Ga naar het gesprek</a>.</p>
</main>
</body>
</html>
"""


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a small form; a body over ``LARGEST_FORM`` bytes is read as empty."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}


def staff_login(request: Request, access: Any) -> str | None:
    """The login of the member of staff behind ``request``, or None; fits Gradio's ``auth_dependency``."""
    token = request.cookies.get(COOKIE)
    staff = access.staff(token) if token else None
    return staff.login if staff is not None else None


def home_of(role: str) -> str:
    """The page of somebody with this role."""
    return HOMES.get(role, HOME)


def sign_in_router(house: Any, assets: Assets) -> APIRouter:
    """The routes ``/inloggen`` and ``/uitloggen``."""
    router = APIRouter()

    def page(*, fault: str = "", login: str = "", status: int = 200) -> HTMLResponse:
        html = _PAGE.format(
            icon=assets.address("icon.svg"),
            style=assets.address("chat.css"),
            fault=f'<p class="melding fout" role="alert">{escape(fault)}</p>' if fault else "",
            login=escape(login, quote=True),
            login_focus="" if login else " autofocus",
            password_focus=" autofocus" if login else "",
        )
        return HTMLResponse(html, status_code=status)

    @router.get("/inloggen")
    async def form(request: Request) -> Response:
        """The form; whoever is signed in already goes on."""
        token = request.cookies.get(COOKIE)
        staff = await to_thread.run_sync(house.access.staff, token) if token else None
        if staff is not None:
            return RedirectResponse(home_of(staff.role), status_code=303)
        return page()

    @router.post("/inloggen")
    async def sign_in(request: Request) -> Response:
        """Check name and password; never says which of the two was wrong."""
        fields = await read_form(request)
        login, password = fields.get("naam", "").strip(), fields.get("wachtwoord", "")
        try:
            token = await to_thread.run_sync(
                lambda: house.access.sign_in(login, password, remote=remote_address(request))
            )
        except TooManyTries:
            return page(
                fault="Te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw.", login=login, status=429
            )
        except AccessFault:
            return page(fault="Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.", login=login, status=403)
        staff = await to_thread.run_sync(house.access.staff, token)
        response = RedirectResponse(home_of(staff.role) if staff else HOME, status_code=303)
        response.set_cookie(
            COOKIE, token, path="/", secure=request.url.scheme == "https", httponly=True, samesite="strict"
        )
        return response

    @router.post("/uitloggen")
    async def sign_out(request: Request) -> Response:
        """End the session and go back to the form."""
        token = request.cookies.get(COOKIE)
        if token:
            await to_thread.run_sync(house.access.sign_out, token)
        response = RedirectResponse("/inloggen", status_code=303)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return response

    return router
