"""The desk of the municipality in one browser: a consulent and a toetser, each with a screen of their own, over one house."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from datetime import time as hour
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from assistant.case_file import CaseFile
from assistant.house import House
from tests.conftest import Clock
from ui.sign_in import COOKIE

PASSWORD = "een lang wachtwoord"
CONSULENT, TOETSER, OBJECTIONS = "consulent", "tom", "bo"
STAFF = (
    (CONSULENT, "Marijke de Boer", "consulent"),
    (TOETSER, "Tom (verzonnen)", "toetser"),
    (OBJECTIONS, "Bo (verzonnen)", "bezwaarbehandelaar"),
)

SHOWN = {
    "stand": ".st-head h2", "voorbereiding": ".cs-prep", "leerroute": ".cs-route", "plan": "[data-plan]",
    "besluit": ".cs-b-decision", "documenten": ".do-list",
}  # fmt: skip
"""Room -> what stands there once it is shown."""

Values = Mapping[str, str | tuple[str, ...]]
"""Name of a field -> what is typed or chosen in it."""


@dataclass
class Screen:
    """What one member of staff looks at. ``faults``: errors of scripts and requests to another machine."""

    login: str
    address: str
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)

    def room(self, case_id: str, room: str) -> Page:
        """Open a room of a case through its tab, and wait until it stands there without a fault."""
        self.page.locator(f"[data-key='tab-{room}']").click()
        self.page.wait_for_selector(f"[data-key='tabs-{case_id}'] [data-key='tab-{room}'][aria-current=page]")
        self.page.wait_for_selector(SHOWN[room])
        assert self.said() == [], f"a fault stands in {room}"
        return self.page

    def begin(self) -> Page:
        """The page from its beginning, as after signing in."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}/consulent/")
        self.page.wait_for_selector(".cs:not([hidden])")
        return self.page

    def said(self) -> list[str]:
        """The faults that the page tells."""
        return [text for text in self.page.locator(".cs-fault").all_inner_texts() if text.strip()]


@dataclass
class TheDesk:
    """Everybody's screens over one house whose clock a test sets."""

    house: House
    clock: Clock
    address: str
    browser: Browser
    screens: dict[str, Screen] = field(default_factory=dict)
    component: int | None = None

    def screen(self, login: str) -> Screen:
        """The screen of somebody, signed in."""
        if login not in self.screens:
            context = self.browser.new_context(
                viewport={"width": 1280, "height": 800}, locale="nl-NL", reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(20_000)
            one = Screen(login, self.address, context, page)
            page.on("pageerror", lambda fault: one.faults.append(str(fault)))
            page.on("request", lambda asked: None if self._here(asked.url) else one.faults.append(asked.url))
            self.screens[login] = one
            self._sign_in(one)
        return self.screens[login]

    def _here(self, url: str) -> bool:
        return url.startswith((self.address, "data:", "blob:", "about:"))

    def _sign_in(self, one: Screen) -> None:
        token = self.house.access.sign_in(one.login, PASSWORD, remote="test")
        one.context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])

    def on(self, day: str) -> None:
        """Let it be nine o'clock on this day: everybody starts the page and signs in again."""
        for one in self.screens.values():
            one.page.goto("about:blank")
        self.clock.time = datetime.combine(date.fromisoformat(day), hour(9), UTC)
        for one in self.screens.values():
            self._sign_in(one)

    def close(self) -> None:
        for one in self.screens.values():
            one.context.close()

    def file(self, case_id: str) -> CaseFile:
        return self.house.case_file(case_id)

    def do(self, login: str, act: str, room: str, case_id: str, **data: Any) -> dict[str, Any]:
        """Do in a room what a button of the page does, without the page; gives what the server answered."""
        cookies = {one["name"]: one["value"] for one in self.screens[login].context.cookies(self.address)}
        with httpx.Client(base_url=self.address, cookies=cookies) as client:
            if self.component is None:
                parts = client.get("/consulent/config").json()["components"]
                self.component = next(part["id"] for part in parts if part["type"] == "html")
            asked = {"room": room, "case": case_id, "act": act, **data}
            body = {"data": asked, "component_id": self.component, "fn_name": "act", "session_hash": "een-ander"}
            answer = client.post("/consulent/gradio_api/component_server/", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


# --- hands --------------------------------------------------------------------------------------------------------


def fill(form: Locator, values: Values) -> None:
    """Fill in fields by their names: words, a choice, or several choices."""
    for name, value in values.items():
        inputs = form.locator(f"[name='{name}']")
        kind = inputs.first.evaluate("element => element.type")
        if kind in {"radio", "checkbox"}:
            for one in (value,) if isinstance(value, str) else value:
                form.locator(f"[name='{name}'][value='{one}']").check()
        elif kind == "select-one":
            inputs.first.select_option(value)
        else:
            inputs.first.fill(str(value))


def press(page: Page, name: str, confirm: str, values: Values | None = None) -> None:
    """Press a button of the room that asks first, fill in what it asks, and confirm."""
    page.locator(".cs-b-way").get_by_role("button", name=name, exact=True).first.click()
    dialog = page.locator("dialog[open]")
    fill(dialog, values or {})
    dialog.get_by_role("button", name=confirm, exact=True).click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def stands(page: Page, label: str) -> None:
    """Wait until the room Besluit says that the plan stands here."""
    expect(page.locator(".cs-b-where h2")).to_have_text(label)


def until(happened: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that happens at the server."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def give(page: Page, title: str, extension: str) -> bytes:
    """Look at a document in the room Documenten, give it in this form and download it."""
    item = page.locator(".do-item", has=page.get_by_role("heading", name=title, exact=True))
    item.locator("[data-look]").first.click()
    item.locator(f"[name=vorm][value='{extension}']").check()
    with page.expect_download(timeout=60_000) as download:
        item.get_by_role("button", name="Verstrekken en downloaden").click()
    expect(item.locator(".cs-fault:not(:empty)")).to_have_count(0)
    return Path(download.value.path()).read_bytes()


def pdf_text(data: bytes) -> str:
    assert data.startswith(b"%PDF")
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def pressed_with(page: Page, act: str) -> Iterable[dict[str, Any]]:
    """What every button of this act would send along."""
    return [json.loads(one) for one in page.eval_on_selector_all(
        f"[data-press='{act}']", "all => all.map((one) => one.dataset.with)"
    )]  # fmt: skip
