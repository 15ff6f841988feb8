"""Without a mouse, with a screen reader, in Dutch: axe-core finds no serious fault in any state of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE, choose


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(house: House, open_desk: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_desk(size, reduced_motion="reduce")
    expect(page.get_by_role("heading", name="Nog geen zaken")).to_be_visible()
    assert serious(page) == []
    for make in (constructed.dari_case, constructed.arabic_case, constructed.tigrinya_case):
        make(house)
    expect(page.get_by_role("link", name="Selam T.")).to_be_visible()
    assert serious(page) == []
    choose(page, "Selam T.")
    for summary in page.locator(".cs-record summary:visible").all():
        summary.click()
    assert serious(page) == []
    page.goto(page.url.split("#")[0])
    page.get_by_role("button", name="Nieuwe zaak").click()
    assert serious(page) == []
    page.get_by_label("Hoe noemt u deze zaak?").fill("Gezin T.")
    page.get_by_role("button", name="Zaak aanmaken").click()
    page.wait_for_selector(".cs-letter")
    assert serious(page) == []


def test_a_case_is_reached_and_read_with_the_keyboard_alone(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    page.wait_for_selector(".cs-row")
    page.get_by_label("Zoek een zaak").focus()
    for _ in range(20):  # the filters and the heads of the columns come first
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cs-row a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".cs-record h2")
    expect(page.locator(".cs-case")).to_be_focused()


def test_the_page_is_dutch_and_nothing_of_gradio_shows(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    assert page.evaluate("document.documentElement.lang") == "nl"
    text = page.evaluate("document.body.innerText").lower()
    assert not any(english in text for english in ("gradio", "settings", "built with", "loading", "submit"))
    assert page.title() == "Selam T. – brede intake"
