"""The staff's way in: one Dutch form, what still has to be done after it, a cookie that no script can read, and a way out.

Whoever gave the right password and still has to give a one-time code, choose a password of their own or set up an app holds a
token that opens ``/inloggen/verder`` and nothing else; every step gives a fresh one.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import logging
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qs

import segno
from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access import AccessFault, HalfWay, NotSignedIn, TooManyTries, WeakPassword
from assistant.access.one_time_codes import address as code_address
from assistant.access.one_time_codes import in_groups
from assistant.access.passwords import SHORTEST
from assistant.roles import BEHEERDER, CULTUURVERTALER
from ui.chat.door import remote_address
from ui.oidc import ON_THE_WAY, SignOn, SignOnFault
from ui.served_assets import Assets
from ui.session_cookies import AWAKE, SIGN_ON, STAFF

COOKIE = STAFF
HOMES = {CULTUURVERTALER: "/vertaler", BEHEERDER: "/beheer/"}
"""Where a role goes after signing in; every other role goes to ``HOME``."""

HOME = "/consulent"
FURTHER = "/inloggen/verder"
THROUGH, BACK = "/inloggen/gemeente", "/inloggen/gemeente/terug"
LARGEST_FORM = 4096
log = logging.getLogger(__name__)

_FRAME = """<!doctype html>
<html lang="nl" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">{more}
<title>{title} – intake</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="{style}">
<link rel="stylesheet" href="{own}">
</head>
<body class="inloggen">
<main>
{body}
</main>
</body>
</html>
"""

_FORM = """<h1>Inloggen</h1>
<p class="stil">Voor medewerkers van de gemeente en cultuurvertalers.</p>
{fault}
{municipal}<form method="post" action="/inloggen">
<label for="naam">Gebruikersnaam</label>
<input id="naam" name="naam" autocomplete="username" autocapitalize="none" spellcheck="false" required
 value="{login}"{login_focus}>
<label for="wachtwoord">Wachtwoord</label>
<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required{password_focus}>
<button type="submit" class="knop hoofd">Inloggen</button>
</form>
<p class="stil">Bent u nieuw in Nederland en hebt u een code op papier? <a href="/">Ga naar het gesprek</a>.</p>"""

_MUNICIPAL = f'<p><a class="knop gemeente" href="{THROUGH}">Inloggen met uw account van de gemeente</a></p>\n'

_OUT = """<form method="post" action="/uitloggen"><button type="submit" class="stil-knop">Stoppen</button></form>"""

_CODE = """<h1>Geef de code uit uw app</h1>
<p class="stil">Open de app op uw telefoon. Typ de 6 cijfers die er nu staan.</p>
{fault}
<form method="post" action="/inloggen/verder" autocomplete="off">
<label for="code">Code van 6 cijfers</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" required autofocus>
<button type="submit" class="knop hoofd">Verder</button>
</form>
<p class="stil">Geen telefoon bij de hand, of een nieuwe telefoon? Vraag uw beheerder om de code te herstellen.</p>
""" + _OUT

_SET_UP = """<h1>Stel de tweede stap in</h1>
<p>Bij elke keer inloggen geeft u voortaan ook een code uit een app op uw telefoon.</p>
{fault}
<ol class="stappen">
<li>Open een app voor codes, zoals de app die uw gemeente gebruikt.</li>
<li>Scan deze QR-code met die app.
<div class="qr" role="img" aria-label="QR-code voor de app">{qr}</div>
<p class="stil">Lukt scannen niet? Typ dan deze sleutel in de app: <code class="sleutel">{secret}</code></p></li>
<li>Typ hier de 6 cijfers die de app nu laat zien.
<form method="post" action="/inloggen/verder" autocomplete="off">
<label for="code">Code van 6 cijfers</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" required>
<button type="submit" class="knop hoofd">Instellen en verder</button>
</form></li>
</ol>
""" + _OUT

_PASSWORD = """<h1>Kies een eigen wachtwoord</h1>
<p class="stil">U gebruikt nu een wachtwoord dat u kreeg. Neem {shortest} tekens of meer. Vier woorden die niet bij elkaar horen
zijn goed te onthouden. Hoofdletters en leestekens hoeven niet.</p>
{fault}
<form method="post" action="/inloggen/verder">
<label for="nieuw">Nieuw wachtwoord</label>
<input id="nieuw" name="nieuw" type="password" autocomplete="new-password" required autofocus>
<label for="nogmaals">Nog een keer</label>
<input id="nogmaals" name="nogmaals" type="password" autocomplete="new-password" required>
<button type="submit" class="knop hoofd">Bewaren en verder</button>
</form>
""" + _OUT

_GO_ON = '<h1>U bent ingelogd</h1>\n<p><a class="knop gemeente" href="{home}">Ga verder</a></p>'


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


def form_token(session: str) -> str:
    """What a form of this session carries: another site knows neither the session nor this."""
    return hashlib.sha256(f"formulier {session}".encode()).hexdigest()[:32]


def own_form(fields: Mapping[str, str], session: str) -> bool:
    """Whether a form that was sent is one of this session."""
    return hmac.compare_digest(fields.get("formulier", "").encode(), form_token(session).encode())


def framed(assets: Assets, title: str, body: str, *, status: int = 200, more: str = "") -> HTMLResponse:
    """A small page in the look of the sign-in form. ``body`` and ``more`` (for the head) are HTML."""
    html = _FRAME.format(
        title=title, body=body, more=more, icon=assets.address("icon.svg"), style=assets.address("chat.css"),
        own=assets.address("beheer.css"),
    )  # fmt: skip
    return HTMLResponse(html, status_code=status)


def wait_in_words(fault: TooManyTries) -> str:
    """How long to wait, as a Dutch sentence."""
    much = "een minuut" if fault.minutes == 1 else "een kwartier" if fault.minutes == 15 else f"{fault.minutes} minuten"
    return f"Te vaak geprobeerd. Wacht {much} en probeer het dan opnieuw."


def sign_in_router(house: Any, assets: Assets, *, sign_on: SignOn | None = None, address: str | None = None) -> APIRouter:
    """The routes under ``/inloggen``, ``/uitloggen`` and ``/aanwezig``.

    Args:
        house: whose accounts these are. assets: stylesheets.
        sign_on: the municipality's own, if there is one. address: how people reach us, when a proxy hides that.
    """
    router = APIRouter()
    access = house.access

    def page(title: str, body: str, *, status: int = 200, more: str = "") -> HTMLResponse:
        return framed(assets, title, body, status=status, more=more)

    def form(*, fault: str = "", login: str = "", status: int = 200) -> HTMLResponse:
        body = _FORM.format(
            fault=fault_text(fault), login=escape(login, quote=True), municipal=_MUNICIPAL if sign_on else "",
            login_focus="" if login else " autofocus", password_focus=" autofocus" if login else "",
        )  # fmt: skip
        return page("Inloggen", body, status=status)

    def step(half: HalfWay, *, fault: str = "", status: int = 200) -> HTMLResponse:
        if half.step == "code":
            return page("Code", _CODE.format(fault=fault_text(fault)), status=status)
        if half.step == "wachtwoord":
            return page("Nieuw wachtwoord", _PASSWORD.format(fault=fault_text(fault), shortest=SHORTEST), status=status)
        qr = _qr(code_address(half.secret, login=half.login, issuer=f"Intake {house.municipality.name}".strip()))
        body = _SET_UP.format(fault=fault_text(fault), qr=qr, secret=escape(in_groups(half.secret)))
        return page("Tweede stap", body, status=status)

    async def go_on(token: str, request: Request) -> Response:
        """On with a fresh token: to the own page, or to what is still to be done; the browser's earlier session ends."""
        before = request.cookies.get(COOKIE)
        if before and before != token:
            await to_thread.run_sync(access.sign_out, before)
        staff = await to_thread.run_sync(access.staff, token)
        response = RedirectResponse(home_of(staff.role) if staff else FURTHER, status_code=303)
        keep_token(response, token, request)
        return response

    @router.get("/inloggen")
    async def show_form(request: Request) -> Response:
        """The form; whoever is signed in already goes on."""
        token = request.cookies.get(COOKIE)
        staff = await to_thread.run_sync(access.staff, token) if token else None
        if staff is not None:
            return RedirectResponse(home_of(staff.role), status_code=303)
        return form()

    @router.post("/inloggen")
    async def sign_in(request: Request) -> Response:
        """Check name and password; never says which of the two was wrong."""
        fields = await read_form(request)
        login, password = fields.get("naam", "").strip(), fields.get("wachtwoord", "")
        try:
            token = await to_thread.run_sync(lambda: access.sign_in(login, password, remote=remote_address(request)))
        except TooManyTries as fault:
            return form(fault=wait_in_words(fault), login=login, status=429)
        except AccessFault:
            return form(fault="Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar.", login=login, status=403)
        return await go_on(token, request)

    @router.get(FURTHER)
    async def show_step(request: Request) -> Response:
        """What is still to be done before a page opens."""
        half = await to_thread.run_sync(access.half_way, request.cookies.get(COOKIE))
        return step(half) if half is not None else RedirectResponse("/inloggen", status_code=303)

    @router.post(FURTHER)
    async def take_step(request: Request) -> Response:
        """One of those steps."""
        token = request.cookies.get(COOKIE)
        half = await to_thread.run_sync(access.half_way, token)
        if half is None:
            return RedirectResponse("/inloggen", status_code=303)
        fields = await read_form(request)
        do: Callable[[], str]
        if half.step == "wachtwoord":
            if fields.get("nieuw") != fields.get("nogmaals"):
                return step(half, fault="De twee wachtwoorden zijn niet hetzelfde.", status=422)

            def do() -> str:
                return str(access.choose_password(token, fields.get("nieuw", "")))
        else:

            def do() -> str:
                return str(access.give_code(token, fields.get("code", ""), remote=remote_address(request)))

        try:
            fresh = await to_thread.run_sync(do)
        except TooManyTries as fault:
            return step(half, fault=wait_in_words(fault), status=429)
        except WeakPassword as fault:
            return step(half, fault=str(fault), status=422)
        except NotSignedIn:
            return RedirectResponse("/inloggen", status_code=303)
        except AccessFault:
            return step(half, fault="Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app.", status=403)
        return await go_on(fresh, request)

    @router.post("/uitloggen")
    async def sign_out(request: Request) -> Response:
        """End the session and go back to the form."""
        token = request.cookies.get(COOKIE)
        if token:
            await to_thread.run_sync(access.sign_out, token)
        response = RedirectResponse("/inloggen", status_code=303)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return response

    @router.post(AWAKE)
    async def awake(request: Request) -> Response:
        """A page says that somebody is there; ``SessionCookies`` has kept it by now."""
        staff = await to_thread.run_sync(access.staff, request.cookies.get(COOKIE))
        return Response(status_code=204 if staff is not None else 401)

    if sign_on is not None:
        _municipal_routes(router, house, sign_on, form, page, address)
    return router


def _municipal_routes(
    router: APIRouter, house: Any, sign_on: SignOn, form: Callable[..., Response], page: Callable[..., Response],
    address: str | None,
) -> None:  # fmt: skip
    """The way through the municipality's own sign-on."""
    access = house.access

    def back(request: Request) -> str:
        here = address or f"{request.url.scheme}://{request.url.netloc}"
        return here.rstrip("/") + BACK

    @router.get(THROUGH)
    async def through(request: Request) -> Response:
        """Send the browser there, with a secret of its own in a cookie."""
        try:
            secret, there = await to_thread.run_sync(sign_on.begin, back(request))
        except SignOnFault as fault:
            log.warning("sign-on of the municipality: %s", fault)
            return form(fault="Inloggen via de gemeente lukt nu niet. Probeer het later opnieuw.", status=502)
        response = RedirectResponse(there, status_code=303)
        # Lax: the browser comes back from another site, and has to bring this one cookie along
        response.set_cookie(
            SIGN_ON, secret, path="/", max_age=ON_THE_WAY, httponly=True, samesite="lax", secure=request.url.scheme == "https"
        )
        return response

    @router.get(BACK)
    async def came_back(request: Request) -> Response:
        """Check what the browser brought back, and let the account in that a beheerder made for this person."""
        answer = {name: request.query_params[name] for name in ("state", "code", "iss") if name in request.query_params}

        def let_in() -> str | None:
            found = sign_on.finish(request.cookies.get(SIGN_ON), answer, back(request))
            account = access.signed_on(found.issuer, found.subject, found.email, role=found.role)
            return str(access.sign_on(account)) if account is not None else None

        try:
            token = await to_thread.run_sync(let_in)
        except SignOnFault as fault:
            log.warning("sign-on of the municipality: %s", fault)
            response = form(fault="Inloggen via de gemeente is niet gelukt. Probeer het opnieuw.", status=403)
        except AccessFault:
            response = form(fault="Dit account is gesloten. Vraag uw beheerder.", status=403)
        else:
            if token is None:
                response = form(fault="U hebt hier nog geen account. Vraag uw beheerder er een te maken.", status=403)
            else:
                staff = access.staff(token)
                home = home_of(staff.role)
                # a page of our own, and no redirect: the strict cookie goes along only with what begins here
                refresh = f'\n<meta http-equiv="refresh" content="0; url={home}">'
                response = page("Ingelogd", _GO_ON.format(home=home), more=refresh)
                keep_token(response, token, request)
        response.delete_cookie(SIGN_ON, path="/", httponly=True, samesite="lax")
        return response


def keep_token(response: Response, token: str, request: Request) -> None:
    """Let the browser hold the token of a session of staff, where no script can read it."""
    response.set_cookie(COOKIE, token, path="/", secure=request.url.scheme == "https", httponly=True, samesite="strict")


def fault_text(text: str) -> str:
    """A fault above a form, as HTML; nothing for no fault."""
    return f'<p class="melding fout" role="alert">{escape(text)}</p>' if text else ""


def _qr(text: str) -> str:
    """A QR code as inline SVG, drawn here: the secret in it goes nowhere else."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, omitsize=True, dark="#000", light="#fff"
    )
    return drawn.getvalue().decode()


__all__ = [
    "COOKIE", "fault_text", "form_token", "framed", "home_of", "keep_token", "own_form", "read_form", "sign_in_router",
    "staff_login", "wait_in_words",
]  # fmt: skip
