"""The page where somebody of staff replaces the own password, knowing the old one."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.access import NoPassword, NotSignedIn, Staff, TooManyTries, WeakPassword, WrongPassword
from assistant.access.passwords import SHORTEST
from ui.chat.door import remote_address
from ui.consulent.harmless import harmless
from ui.served_assets import Assets
from ui.sign_in import COOKIE, fault_text, form_token, framed, home_of, keep_token, own_form, read_form, wait_in_words

PAGE = "/inloggen/wachtwoord"
SIGN_IN = "/inloggen"
OLD_FORM = "Deze pagina was te oud. Er is niets veranderd. Probeer het opnieuw."
WRONG = "Uw huidige wachtwoord klopt niet. Er is niets veranderd."
NOT_THE_SAME = "De twee nieuwe wachtwoorden zijn niet hetzelfde. Er is niets veranderd."

_BACK = '<p class="terug"><a href="{home}">{text}</a></p>'

_FORM = """<h1>Wachtwoord veranderen</h1>
<p class="stil">U bent ingelogd als {name}. Neem {shortest} tekens of meer. Vier woorden die niet bij elkaar horen zijn goed te
onthouden. Hoofdletters en leestekens hoeven niet.</p>
{fault}
<form method="post" action="/inloggen/wachtwoord">
<input type="hidden" name="formulier" value="{token}">
<input type="hidden" name="naam" value="{login}" autocomplete="username">
<label for="oud">Huidig wachtwoord</label>
<input id="oud" name="oud" type="password" autocomplete="current-password" required autofocus>
<label for="nieuw">Nieuw wachtwoord</label>
<input id="nieuw" name="nieuw" type="password" autocomplete="new-password" required>
<label for="nogmaals">Nieuw wachtwoord, nog een keer</label>
<input id="nogmaals" name="nogmaals" type="password" autocomplete="new-password" required>
<button type="submit" class="knop hoofd">Wachtwoord bewaren</button>
</form>
<p class="stil">Daarna bent u op uw andere apparaten en in andere browsers uitgelogd.</p>
"""

_DONE = """<h1>Uw wachtwoord is veranderd</h1>
<p role="status">Hier blijft u ingelogd. Op uw andere apparaten en in andere browsers bent u uitgelogd.</p>
<p><a class="knop gemeente" href="{home}">Ga verder</a></p>"""

_ELSEWHERE = """<h1>Wachtwoord veranderen</h1>
<p>U logt in met uw account van de gemeente. Uw wachtwoord verandert u daar.</p>
"""


def own_password_router(house: Any, assets: Assets) -> APIRouter:
    """The route ``/inloggen/wachtwoord`` for the accounts of ``house``."""
    router = APIRouter()
    access = house.access

    def form(staff: Staff, token: str, *, fault: str = "", status: int = 200) -> Response:
        back = _BACK.format(home=home_of(staff.role), text="Terug, niets veranderen")
        account = house.store.staff(staff.login)
        if account is None or not account.password_hash:
            return framed(assets, "Wachtwoord", _ELSEWHERE + back)
        body = _FORM.format(
            name=harmless(staff.name), shortest=SHORTEST, fault=fault_text(fault), token=form_token(token),
            login=escape(staff.login, quote=True),
        )  # fmt: skip
        return framed(assets, "Wachtwoord", body + back, status=status)

    async def for_staff(request: Request, do: Callable[[Staff, str], Response]) -> Response:
        token = request.cookies.get(COOKIE) or ""

        def look() -> Response:
            staff = access.staff(token)
            return do(staff, token) if staff is not None else RedirectResponse(SIGN_IN, status_code=303)

        return await to_thread.run_sync(look)

    @router.get(PAGE)
    async def show(request: Request) -> Response:
        """The form."""
        return await for_staff(request, form)

    @router.post(PAGE)
    async def change(request: Request) -> Response:
        """Replace it; nothing is changed when anything is not right."""
        fields = await read_form(request)

        def do(staff: Staff, token: str) -> Response:
            if not own_form(fields, token):
                return form(staff, token, fault=OLD_FORM, status=403)
            old, new = fields.get("oud", ""), fields.get("nieuw", "")
            if new != fields.get("nogmaals"):
                return form(staff, token, fault=NOT_THE_SAME, status=422)
            try:
                fresh = access.change_password(token, old, new, remote=remote_address(request))
            except TooManyTries as fault:
                return form(staff, token, fault=wait_in_words(fault), status=429)
            except WeakPassword as fault:
                return form(staff, token, fault=str(fault), status=422)
            except WrongPassword:
                return form(staff, token, fault=WRONG, status=403)
            except NoPassword:
                return form(staff, token)
            except NotSignedIn:
                return RedirectResponse(SIGN_IN, status_code=303)
            response = framed(assets, "Wachtwoord", _DONE.format(home=home_of(staff.role)))
            keep_token(response, fresh, request)
            return response

        return await for_staff(request, do)

    return router


__all__ = ["PAGE", "own_password_router"]
