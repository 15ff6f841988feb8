"""With a screen reader, on a tablet, in every language of the page; whatever the words hold, they are shown as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.house import House
from tests.ui.vertaler import constructed
from tests.ui.vertaler.conftest import TABLET, WIDE, begin, saved


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("chrome", "direction", "size"),
    [("nl", "ltr", WIDE), ("ti", "ltr", TABLET), ("ar", "rtl", WIDE), ("prs", "rtl", TABLET)],
)
def test_axe_finds_nothing_serious(
    house: House, open_page: Callable[..., Page], chrome: str, direction: str, size: tuple[int, int]
) -> None:
    somebody = constructed.waiting(house, "prs", text="Ik woon met 7 mensen")
    constructed.machine(house, constructed.source_of(somebody), "Ik woon met 7 mensen", pivot="I live with 7", via="fa")
    page = open_page(size, chrome=chrome, reduced_motion="reduce")
    page.wait_for_selector("[data-begin]:focus")
    assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == [direction, chrome]
    assert serious(page) == []
    begin(page)
    # the page's own direction holds for what it says, the words keep theirs
    assert page.evaluate("getComputedStyle(document.querySelector('.vt-side')).direction") == direction
    assert page.evaluate("getComputedStyle(document.querySelector('#vt-original')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('#vt-text')).direction") == "ltr"
    work, side = (page.locator(part).bounding_box() or {} for part in (".vt-work", ".vt-side"))
    if size == WIDE:
        assert (work["x"] < side["x"]) == (direction == "ltr")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open]")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-tab=texts]").click()
    page.wait_for_selector("[data-one]")
    assert serious(page) == []
    page.locator("[data-tab=terms]").click()
    page.wait_for_selector("[data-words-rows] li")
    assert serious(page) == []


def test_the_language_of_the_page_is_remembered_and_costs_no_text(house: House, open_page: Callable[..., Page]) -> None:
    constructed.waiting(house)
    page = open_page()
    begin(page)
    page.locator("#vt-text").fill("half getypt")
    page.locator("[data-chrome]").select_option("ar")
    page.wait_for_function("() => document.documentElement.dir === 'rtl'")
    expect(page.locator("#vt-text")).to_have_value("half getypt")
    page.reload()
    page.wait_for_selector("[data-item]")
    assert page.evaluate("document.documentElement.dir") == "rtl"


HOSTILE = 'ገዛ <img src=x onerror="document.title=1"> </textarea><script>alert(1)</script> \u202eomgekeerd\u202c &amp;'


def test_whatever_the_words_hold_is_shown_as_text(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.says(house, "ti", HOSTILE)
    constructed.machine(house, constructed.source_of(somebody), HOSTILE, pivot=HOSTILE)
    page = open_page()
    begin(page)
    expect(page.locator("#vt-original")).to_contain_text('<img src=x onerror="document.title=1">')
    expect(page.locator("#vt-text")).to_have_value(HOSTILE)
    page.locator("#vt-note").fill(HOSTILE)
    saved(page)
    assert page.locator("#vt-original .cs-unseen").count() >= 1
    assert page.locator(".vt img, .vt script").count() == 0
    assert page.title() == "Vertalen – brede intake"
    page.reload()
    page.wait_for_selector("[data-item]")
    expect(page.locator("#vt-note")).to_have_value(HOSTILE)
    assert page.locator(".vt img, .vt script").count() == 0


def test_every_part_is_reached_with_the_keyboard_and_nothing_holds_the_focus(
    house: House, open_page: Callable[..., Page]
) -> None:
    constructed.waiting(house)
    page = open_page()
    begin(page)
    met = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        met.add(
            page.evaluate(
                "document.activeElement.dataset.do || document.activeElement.id || document.activeElement.tagName"
            )
        )
    assert {"vt-note", "approve", "correct", "ask", "not_for_me", "knows", "leave", "vt-tab-answers"} <= met
    page.locator("#vt-text").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Alles met toetsen")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    expect(page.get_by_role("tab", name="Antwoorden")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Teksten")).to_have_attribute("aria-selected", "true")
