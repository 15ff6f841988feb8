"""The person's page as a person meets it: a real house, a real server on a free port, a real headless Chromium.

Only the dialogue server is a stand-in: it listens on the same channel, checks the same secret and hands the words to the
real core, but it does not judge what kind of move they are. Tests can take it away and bring it back.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from anyio import to_thread
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.access import NewCase
from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from tests.conftest import Person
from ui.app import create_app

# what is waited for comes at once, but not on a machine with something else to do
expect.set_options(timeout=20_000)

LANGUAGES = ("ti", "prs", "ar", "nl")
RIGHT_TO_LEFT = ("prs", "ar")
PHONE = {"width": 360, "height": 740}
PHONE_AT_200_PERCENT = {"width": 180, "height": 370}
LAPTOP = {"width": 1280, "height": 800}
# What a browser on a slow line says about its connection.
SLOW_LINE = "Object.defineProperty(navigator, 'connection', {value: {effectiveType: '3g', saveData: false}})"
SECRET = "a-secret-of-the-tests-only"
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@dataclass
class StandInDialogue:
    """The dialogue server's channel in front of the real core."""

    house: House
    away: bool = False
    seen: list[dict[str, Any]] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)
    """Words that a test wants taken for a move: words -> intent."""

    async def turn(self, request: Incoming) -> JSONResponse:
        if request.headers.get("authorization") != f"Bearer {SECRET}":
            return JSONResponse({"error": "no entry"}, status_code=401)
        if self.away:
            return JSONResponse({"error": "the action server could not be reached"}, status_code=503)
        message = await request.json()
        self.seen.append(message)
        about = message["metadata"]
        reply = await to_thread.run_sync(
            lambda: self.house.conversation.take_turn(
                about["case"],
                about["message_id"],
                prompt_id=about["prompt_id"],
                text=message["message"],
                intent=self.moves.get(message["message"]),
                intent_confidence=0.95,
            )  # fmt: skip
        )
        return JSONResponse(reply)


@dataclass
class Site:
    """The pages of one house."""

    address: str
    house: House
    dialogue: StandInDialogue

    def person(self, language: str, question: str | None = None, entry: int | None = None) -> Person:
        """A constructed person who chose a language, and stands at a question if one is named."""
        somebody = Person(self.house, language)
        if question is not None:
            somebody.go_to(question, entry)
        return somebody

    def invited(self) -> NewCase:
        """A constructed person with a code, who did nothing yet."""
        return self.house.access.new_case(language=None, label="verzonnen", created_by="test", constructed=True)


def serve(app: ASGIApp) -> tuple[uvicorn.Server, threading.Thread, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", access_log=False, server_header=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    return server, thread, f"http://127.0.0.1:{port}"


def stop(server: uvicorn.Server, thread: threading.Thread) -> None:
    server.should_exit = True
    server.force_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    house = open_house(tmp_path_factory.mktemp("house") / "data", wording_of)
    dialogue = StandInDialogue(house)
    channel = Starlette(routes=[Route("/webhooks/gesprek/beurt", dialogue.turn, methods=["POST"])])
    behind, behind_thread, dialogue_url = serve(channel)
    front, front_thread, address = serve(create_app(house, dialogue_url=dialogue_url, dialogue_secret=SECRET))
    yield Site(address, house, dialogue)
    stop(front, front_thread)
    stop(behind, behind_thread)
    house.store.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Debian's chromium: install the package chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens pages in browsers of their own; fails when one asks another machine for anything, or a script breaks."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.address, "data:", "blob:")):
            outside.append(request.url)

    def open_one(
        fragment: str = "",
        *,
        size: dict[str, int] = PHONE,
        context: BrowserContext | None = None,
        gradio: bool = False,
        before: Callable[[Page], object] = lambda page: None,
    ) -> Page:
        """``gradio``: on a fast line, where the page grows into the Gradio page; else on a slow one, where it stays."""
        if context is None:
            context = chromium.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
            context.set_default_timeout(20_000)  # CI has two cores for server, browser and test
            contexts.append(context)
        page = context.new_page()
        page.on("request", note)
        # Gradio says this when its page is left while it starts; ours goes on without it
        page.on("pageerror", lambda fault: "preload CSS" in str(fault) or broken.append(str(fault)))
        page.on("console", lambda line: "Content Security Policy" in line.text and broken.append(line.text))
        if not gradio:
            page.add_init_script(SLOW_LINE)
        before(page)
        page.goto(site.address + "/" + (f"#{fragment}" if fragment else ""))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not outside, f"the page asked other machines: {outside}"
    assert not broken, f"a script of the page broke: {broken}"


@pytest.fixture
def at(open_page: Callable[..., Page], site: Site) -> Callable[..., Page]:
    """The page of a person who stands at a question, in a browser that entered the code."""

    def page_at(language: str, question: str | None = None, entry: int | None = None, **more: Any) -> Page:
        somebody = site.person(language, question, entry)
        page = open_page(somebody.case.code, **more)
        page.wait_for_selector(".gesprek")
        page.person = somebody  # type: ignore[attr-defined]
        return page

    return page_at


DANGER = {
    "nl": "ik wil niet meer leven",
    "ar": "أريد أن أموت",
    "ti": "ክመውት ይደሊ ኣለኹ",
    "prs": "می‌خواهم بمیرم",
}
"""Words of a constructed person after which help is shown."""

SHORTEST = {
    "notice": "answer:true",
    "gate": "answer:false",
    "more": "answer:false",
    "readback": "readback:right",
    "opening": "opening:go",
    "offer": "offer:later",
    "rest": "go_on",
}
"""The shortest way past a prompt of each kind; a question is left for later."""


def walk_to(somebody: Person, kind: str, topic: str | None = None) -> None:
    """Straight in the core, in the shortest way, until a prompt of this kind (about this topic) is asked."""
    for _ in range(150):
        prompt = somebody.reply["prompt"]
        if prompt["kind"] == kind and topic in {None, prompt["topic"]}:
            return
        assert not somebody.reply["finished"], f"there was no {kind} of {topic}"
        somebody.press(SHORTEST.get(prompt["kind"], "state:later"))
    raise AssertionError(f"there was no {kind} of {topic}")


def settled(page: Page) -> None:
    """Wait until nothing is on its way to the server."""
    page.wait_for_function("() => !document.querySelector('.bezig')")


def screenshot(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=str(folder / f"{name}.png"))


def until(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Wait for something that happens at the server."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
