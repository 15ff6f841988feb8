"""A real store, a real server on a free port, and a real headless Chromium that is signed in as a consulent."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from tests.ui.consulent.constructed import LOGIN, NAME, PASSWORD
from ui.sign_in import COOKIE

WIDE, PHONE = (1280, 800), (360, 740)


@pytest.fixture
def house(tmp_path: Path) -> House:
    found = open_house(tmp_path, wording_of)
    found.access.add_staff(LOGIN, NAME, "consulent", PASSWORD)
    found.access.add_staff("beheer", "Bea Heer", "beheerder", PASSWORD)
    return found


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """Where the pages of this house answer, behind their sign-in."""
    from ui.app import create_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(house, dialogue_url="http://127.0.0.1:9", dialogue_secret="geheim")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def cookie(house: House, login: str = LOGIN) -> dict[str, str]:
    """The cookie of somebody who signed in just now."""
    return {COOKIE: house.access.sign_in(login, PASSWORD, remote="test")}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Debian's chromium: install the package chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_desk(house: House, address: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the consulent's page; fails on any request that is not to this machine and on any error of a script."""
    contexts = []
    strangers: list[str] = []
    faults: list[str] = []

    def open_it(size: tuple[int, int] = WIDE, login: str = LOGIN, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL", **more)
        contexts.append(context)
        context.add_cookies([{"name": COOKIE, "value": cookie(house, login)[COOKIE], "url": address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda asked: strangers.append(asked.url) if not _here(asked.url, address) else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{address}/consulent/")
        page.wait_for_selector(".cs:not([hidden])")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not strangers, "requests to another machine"
    assert not faults, "errors in a script of the page"


def _here(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:", "about:"))


def choose(page: Page, label: str) -> None:
    """Open a case from the list and wait until its record stands there."""
    page.get_by_role("link", name=label).click()
    page.wait_for_selector(f".cs-record h2:has-text('{label}')")


@pytest.fixture
def ask(address: str) -> Iterator[Callable[..., httpx.Response]]:
    """POSTs to a function of the page as a program would, without the page."""
    with httpx.Client(base_url=address) as client:

        def post(name: str, data: Any, cookies: dict[str, str]) -> httpx.Response:
            client.cookies = httpx.Cookies(cookies)
            config = client.get("/consulent/config")
            component = 1
            if config.status_code == 200:
                parts = config.json()["components"]
                component = next(part["id"] for part in parts if part["type"] == "html")
            body = {"data": data, "component_id": component, "fn_name": name, "session_hash": "een-ander"}
            return client.post("/consulent/gradio_api/component_server/", json=body)

        yield post
