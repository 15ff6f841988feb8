"""One ASGI application: the person's conversation at ``/``, the staff pages behind a sign-in."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any

# Both libraries read these when they are imported: no analytics, no telemetry, no look at who is online.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr  # noqa: E402
from fastapi import FastAPI, Request  # noqa: E402
from fastapi.responses import RedirectResponse  # noqa: E402
from starlette.middleware.gzip import GZipMiddleware  # noqa: E402
from starlette.types import ASGIApp  # noqa: E402

from assistant.access import PersonSignOn  # noqa: E402
from ui import consulent, vertaler  # noqa: E402
from ui.beheer import beheer_router  # noqa: E402
from ui.chat.endpoints import chat_router  # noqa: E402
from ui.chat.government import government_router  # noqa: E402
from ui.chat.my_data import my_data_router  # noqa: E402
from ui.chat.page import blocks, gradio_parts, person_page_router, theme  # noqa: E402
from ui.chat.words import PageWords  # noqa: E402
from ui.dialogue_client import DialogueClient  # noqa: E402
from ui.documents import documents_router  # noqa: E402
from ui.health import Health, health_router  # noqa: E402
from ui.limits import LimitedRequests, Limits  # noqa: E402
from ui.oidc import SignOn  # noqa: E402
from ui.own_password import own_password_router  # noqa: E402
from ui.protection import Protection  # noqa: E402
from ui.recordings import recordings_router  # noqa: E402
from ui.recordings.text_sounds import TextSounds  # noqa: E402
from ui.served_assets import Assets  # noqa: E402
from ui.session_cookies import SessionCookies  # noqa: E402
from ui.sign_in import sign_in_router, staff_login  # noqa: E402
from ui.traffic import Traffic  # noqa: E402

CONSULENT, VERTALER = "/consulent", "/vertaler"
STAFF_MOUNTS = (CONSULENT, VERTALER)
_OWN_ROUTES = re.compile(
    r"/$|/(gesprek|middelen|opnamen|documenten|beheer|inloggen)/|/(beheer|aanwezig|inloggen|uitloggen|gezond|healthz|readyz|metrics)$"
)


def _quiet_gradio() -> dict[str, Any]:
    """What every Gradio mount has in common: nothing of Gradio's own shows, nothing is recorded, nothing goes outside.

    Fresh for each mount: Gradio writes its start-up handler into ``app_kwargs``, one around the other.
    """
    return {
        "footer_links": [],
        "run_history": False,
        "show_error": False,
        "pwa": False,
        "ssr_mode": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "app_kwargs": {"docs_url": None, "redoc_url": None, "openapi_url": None},
    }


def create_app(
    house: Any,
    *,
    dialogue_url: str,
    dialogue_secret: str,
    dialogue_timeout: float = 8.0,
    neighbours: Mapping[str, str] = MappingProxyType({}),
    metrics_token: str | None = None,
    traffic: Traffic | None = None,
    limits: Limits | None = None,
    sign_on: SignOn | None = None,
    person_sign_on: PersonSignOn | None = None,
    address: str | None = None,
) -> ASGIApp:
    """The whole application for the cases of ``house``.

    ``dialogue_url`` is where the dialogue server listens, ``dialogue_secret`` what it asks for; it does not need to
    be up. ``neighbours`` are addresses that say how other parts are, ``metrics_token`` is what a stranger shows for
    the figures, ``traffic`` counts (``ui/health.py``), ``limits`` say how much one visitor may ask
    (``ui/limits.py``). ``sign_on`` is the municipality's own for staff, ``person_sign_on`` one of the government
    for persons, ``address`` how people reach us when a proxy hides that (``docs/accounts.md``). Texts are read
    here: raises ``MissingText`` when the page has no Dutch text it needs.
    """
    words = PageWords(house.wording)
    assets = Assets()
    sounds = TextSounds(house)
    dialogue = DialogueClient(dialogue_url, dialogue_secret, timeout=dialogue_timeout)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.gradio_parts = await gradio_parts(app.state.person_mount)
        yield
        await dialogue.close()

    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan, telemetry={"auto_configure": False}
    )
    app.include_router(person_page_router(house, words, assets, sounds, app))
    app.include_router(chat_router(house, dialogue, words, sounds))
    app.include_router(recordings_router(house, words, sounds))
    app.include_router(my_data_router(house, words, assets))
    app.include_router(documents_router(house))
    app.include_router(sign_in_router(house, assets, sign_on=sign_on, address=address))
    app.include_router(own_password_router(house, assets))
    app.include_router(beheer_router(house, assets))
    if person_sign_on is not None:
        app.include_router(government_router(house, person_sign_on, address))
    app.include_router(assets.router())

    @app.get("/gezond")
    async def healthy() -> dict[str, bool]:
        """Whether the pages are up; says nothing about anybody."""
        return {"ok": True}

    counted = traffic or Traffic()
    watched = {"dialogue": f"{dialogue_url.rstrip('/')}/webhooks/gesprek/ready", **neighbours}
    health = Health(house.data, house.store.connect, watched, house.store.translation.jobs, counted, house.now)
    app.include_router(health_router(health, metrics_token))

    _mount_staff_pages(app, house, assets)
    gr.mount_gradio_app(app, blocks(), "/", theme=theme(), **_quiet_gradio())
    app.state.person_mount = app.router.routes[-1].app  # type: ignore[attr-defined]

    def own_route(path: str) -> bool:
        return _OWN_ROUTES.match(path) is not None

    limited = LimitedRequests(app, words, limits)
    protected = Protection(limited, staff_mounts=STAFF_MOUNTS, own_routes=own_route)
    https = (address or "").lower().startswith("https://")
    with_cookies = SessionCookies(protected, access=house.access, https=https)
    return counted.around(GZipMiddleware(with_cookies, minimum_size=600))


def _mount_staff_pages(app: FastAPI, house: Any, assets: Assets) -> None:
    """Mount the staff's pages behind the sign-in (``Protection`` shows the form in place of Gradio's bare 401)."""

    def who(request: Request) -> str | None:
        return staff_login(request, house.access)

    def with_slash(mount: str) -> None:
        @app.get(mount)
        async def to_the_mount() -> RedirectResponse:
            """The mount itself answers under its address with a slash."""
            return RedirectResponse(mount + "/", status_code=307)

    for mount, page in ((CONSULENT, consulent), (VERTALER, vertaler)):
        with_slash(mount)
        built = page.build(house, assets=assets, now=house.now)
        gr.mount_gradio_app(app, built, mount, auth_dependency=who, theme=theme(), **_quiet_gradio())
