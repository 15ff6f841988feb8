"""The routes under ``/beheer``: who asks is looked up in every call, and every form carries a digest of its session.

A beheerder makes and closes accounts and sees how the house stands; no answer, no name of a person and no case is on any page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access import AccessFault, BadAccount, Staff, login_of
from assistant.audit import Watch
from assistant.renditions.sources import DUTCH
from assistant.roles import CULTUURVERTALER, ROLES, may
from assistant.store import StoreBusy, StoreFull
from assistant.store.translation import Reviewer
from assistant.value_labels import language_name
from ui.beheer.state import state_of
from ui.beheer.templating import render
from ui.consulent.moments import on_the_clock
from ui.served_assets import Assets
from ui.sign_in import COOKIE, form_token, own_form, read_form

NEEDS = "manage_accounts"
NOT_YOURS = "Deze pagina is voor beheerders. Log uit, en log in als beheerder."
OLD_FORM = "Deze pagina was te oud. Er is niets veranderd. Probeer het opnieuw."


@dataclass(frozen=True)
class Told:
    """What the page says after something was done.

    Attributes:
        text, fault: it was done, it was not. login: whose account. secret: a password that is shown this once.
        typed: what stood in the form for a new account, when ``fault`` is about that.
    """

    text: str = ""
    fault: str = ""
    login: str = ""
    secret: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def beheer_router(house: Any, assets: Assets) -> APIRouter:
    """The routes of the beheerder over ``house``."""
    router = APIRouter()
    watch = Watch(house.audit, house.now)

    def page(name: str, title: str, staff: Staff | None, *, status: int = 200, **more: object) -> HTMLResponse:
        html = render(
            name, title=title, staff=staff, style=assets.address("chat.css"), own=assets.address("beheer.css"),
            icon=assets.address("icon.svg"), here=name, **more,
        )  # fmt: skip
        return HTMLResponse(html, status_code=status)

    async def admitted(request: Request, do: Callable[[Staff, str], Response]) -> Response:
        token = request.cookies.get(COOKIE) or ""

        def look() -> Response:
            staff = house.access.staff(token)
            if staff is None:
                return RedirectResponse("/inloggen", status_code=303)
            if not may(staff.role, NEEDS):
                return page("closed.html", "Beheer", None, status=403, text=NOT_YOURS)
            return do(staff, token)

        return await to_thread.run_sync(look)

    def accounts(staff: Staff, token: str, told: Told = Told(), status: int = 200) -> Response:  # noqa: B008 - frozen
        wording = house.wording
        now = house.now()
        shown = [
            {
                "it": one, "role": ROLES.get(one.role, one.role), "own": one.login == staff.login,
                "closed": on_the_clock(_moment(one.disabled_at), now) if one.disabled_at else "",
            }
            for one in house.access.accounts(staff)
        ]  # fmt: skip
        languages = [
            (code, language_name(code, DUTCH), wording.language_name(code)) for code in wording.languages() if code != DUTCH
        ]
        return page(
            "accounts.html", "Accounts", staff, status=status, accounts=shown, roles=ROLES, told=told, languages=languages,
            typed=defaultdict(str, told.typed), token=form_token(token), required=house.access.policy.second_factor,
        )  # fmt: skip

    @router.get("/beheer")
    async def to_the_page() -> Response:
        """The page answers under its address with a slash."""
        return RedirectResponse("/beheer/", status_code=307)

    @router.get("/beheer/")
    async def show(request: Request) -> Response:
        """All accounts."""
        return await admitted(request, lambda staff, token: accounts(staff, token))

    @router.get("/beheer/toestand")
    async def state(request: Request) -> Response:
        """How the house stands; nothing can be changed here. ``?opnieuw``: all of the audit is read again."""
        whole = "opnieuw" in request.query_params

        def show(staff: Staff, token: str) -> Response:
            return page("state.html", "Toestand", staff, rows=state_of(house, watch, whole=whole))

        return await admitted(request, show)

    @router.post("/beheer/")
    async def act(request: Request) -> Response:
        """Make or change an account."""
        fields = await read_form(request)

        def do(staff: Staff, token: str) -> Response:
            if not own_form(fields, token):
                return accounts(staff, token, Told(fault=OLD_FORM), 403)
            try:
                return accounts(staff, token, _do(house, staff, fields))
            except BadAccount as fault:
                typed = fields if fields.get("wat") == "maken" else {}
                return accounts(staff, token, Told(fault=str(fault), typed=typed), 422)
            except AccessFault:
                return accounts(staff, token, Told(fault=NOT_YOURS), 403)
            except StoreFull:
                return accounts(staff, token, Told(fault="Niet bewaard: de computer is vol."), 507)
            except StoreBusy:
                return accounts(staff, token, Told(fault="Niet bewaard: het is even druk. Probeer het opnieuw."), 503)

        return await admitted(request, do)

    return router


def _do(house: Any, by: Staff, fields: dict[str, str]) -> Told:
    """Do what a button asks; raises BadAccount with a Dutch sentence."""
    access, login = house.access, fields.get("login", "")
    match fields.get("wat"):
        case "maken":
            return _make(house, by, fields)
        case "sluiten":
            if login == by.login:
                raise BadAccount("U kunt uw eigen account niet sluiten. Vraag een andere beheerder.")
            access.disable(login, by=by)
            return Told(f"Het account {login} is gesloten. Niemand kan er nog mee inloggen.")
        case "openen":
            access.enable(login, by=by)
            return Told(f"Met het account {login} kan weer worden ingelogd.")
        case "wachtwoord":
            return Told("Nieuw wachtwoord:", login=login, secret=access.reset_password(login, by=by))
        case "code":
            access.reset_code(login, by=by)
            return Told(f"De code van {login} is hersteld. Bij het volgende inloggen wordt de app opnieuw ingesteld.")
        case "uitloggen":
            count = access.end_sessions(login, by=by)
            return Told(f"{login} is overal uitgelogd ({count} {'sessie' if count == 1 else 'sessies'}).")
        case "rol":
            if login == by.login:
                raise BadAccount("U kunt uw eigen rol niet veranderen. Vraag een andere beheerder.")
            if fields.get("rol") == CULTUURVERTALER and house.store.translation.reviewer(login) is None:
                raise BadAccount("Een cultuurvertaler heeft talen nodig. Maak daarvoor een nieuw account met talen.")
            access.change_role(login, fields.get("rol", ""), by=by)
            return Told(f"{login} heeft nu de rol {ROLES[fields['rol']].lower()} en moet opnieuw inloggen.")
        case _:
            raise BadAccount("Dit kan hier niet.")


def _make(house: Any, by: Staff, fields: dict[str, str]) -> Told:
    login, role = login_of(fields.get("login", "")), fields.get("rol", "")
    known = [code for code in house.wording.languages() if code != DUTCH]
    languages = tuple(code for code in known if fields.get(f"taal-{code}"))
    if role == CULTUURVERTALER and not languages:
        raise BadAccount("Kies een of meer talen voor een cultuurvertaler.")
    password = house.access.make_account(
        login, fields.get("naam", ""), role, by=by, municipal=fields.get("gemeente") == "ja"
    )
    if role == CULTUURVERTALER:
        house.store.translation.set_reviewer(Reviewer(login, languages, fields.get("gevoelig") == "ja"))
    if not password:
        return Told(f"Het account {login} is gemaakt. Deze medewerker logt in via de gemeente.")
    return Told("Het account is gemaakt. Het eerste wachtwoord:", login=login, secret=password)


def _moment(at: str) -> Any:
    from datetime import datetime

    return datetime.fromisoformat(at)


__all__ = ["beheer_router"]
