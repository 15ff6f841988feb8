"""Help in danger: calm, the numbers first, a way out always in sight, and after it nothing of all that in this browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from tests.ui.conftest import DANGER, LANGUAGES, PHONE, RIGHT_TO_LEFT, Site, settled

IN_SIGHT = """selector => [...document.querySelectorAll(selector)].every(element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
})"""

KEPT = "() => { try { return JSON.stringify(sessionStorage) + document.title } catch { return '' } }"


@pytest.fixture
def in_need(at, site: Site) -> Any:
    """The page of somebody who just wrote words that can point to danger."""

    def help_on(language: str) -> Page:
        page: Page = at(language, "wensen.drie_jaar")
        page.fill("#veld", DANGER[language])
        page.click(".verstuur")
        page.wait_for_selector(".soort-support")
        settled(page)
        return page

    return help_on


def everything_in(page: Page) -> str:
    """The whole page and what the browser keeps for it, also while it goes from one page to the next."""
    for _ in range(50):
        try:
            return str(page.content()) + str(page.evaluate(KEPT))
        except Error:
            page.wait_for_timeout(50)
    raise AssertionError("the page never came to rest")


def nothing_is_left(page: Page, site: Site, language: str) -> None:
    """Not the help, not the words, not a number, wherever a page could keep them."""
    kept = everything_in(page)
    help_text = site.house.wording.text(language, "talk.support").split(".")[0]
    for trace in (DANGER[language], help_text, "0800-", "tel:", site.house.wording.text(language, "talk.leave")):
        assert trace not in kept, f"{trace!r} is still there"


def leave_in_a_hurry(page: Page) -> None:
    """Press the way out, and wait for the empty page that takes the place of this one once the server knows."""
    with page.expect_navigation():
        page.click("[data-payload='leave:']")
    assert page.evaluate("() => localStorage.getItem('left')") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_and_the_way_out_are_the_first_thing_in_sight(in_need, site: Site, language: str) -> None:
    page = in_need(language)
    calls = page.locator(".bellen a")
    assert calls.evaluate_all("all => all.map(one => one.getAttribute('href'))") == [
        "tel:112", "tel:08000113", "tel:08002000",
    ]  # fmt: skip
    assert page.evaluate(IN_SIGHT, ".bellen a"), f"a number is not in sight at {PHONE}"
    assert page.evaluate(IN_SIGHT, "[data-payload='leave:']")
    assert page.inner_text("[data-payload='leave:']").strip() == site.house.wording.text(language, "talk.leave")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate(IN_SIGHT, "[data-payload='leave:']"), "the way out stays in sight"
    number = page.locator(".bellen b bdi").first.bounding_box()
    sign = page.locator(".bellen .teken").first.bounding_box()
    assert number and sign and (number["x"] < sign["x"]) is (language in RIGHT_TO_LEFT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_is_not_on_the_screen_with_the_help(in_need, language: str) -> None:
    page = in_need(language)
    assert DANGER[language] not in page.inner_text("body")
    assert page.locator(".eerder, .voet, #veld, .voortgang").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_the_quick_exit_neither_back_nor_reload_shows_anything(in_need, site: Site, language: str) -> None:
    page = in_need(language)
    leave_in_a_hurry(page)
    page.wait_for_selector(".kaart")
    nothing_is_left(page, site, language)
    for step in (page.reload, page.go_back, page.go_forward, page.reload):
        step()
        page.wait_for_timeout(200)
        nothing_is_left(page, site, language)
    page.goto(site.address)
    page.wait_for_selector(".kaart")
    assert page.context.cookies(site.address) == []
    assert page.request.get(site.address + "/gesprek/scherm").status == 401
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["nl", "ltr"]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_quick_exit_works_without_a_connection(in_need, site: Site, language: str) -> None:
    page = in_need(language)
    page.context.set_offline(True)
    page.click("[data-payload='leave:']")
    assert page.locator(".kaart").count() == len(LANGUAGES)
    nothing_is_left(page, site, language)
    with pytest.raises(Error):
        page.reload()  # the browser says itself that there is no connection
    nothing_is_left(page, site, language)
    assert page.context.cookies(site.address), "the session is still there: nobody could tell the server"
    page.context.set_offline(False)
    shown: list[str] = []
    page.on("response", lambda answer: shown.append(answer.url))
    page.goto(site.address)
    page.wait_for_selector(".kaart")
    nothing_is_left(page, site, language)
    assert any(url.endswith("/gesprek/weg") for url in shown), "the first thing is that the session ends"
    page.wait_for_function("() => !localStorage.getItem('left')")
    assert page.request.get(site.address + "/gesprek/scherm").status == 401


@contextmanager
def held_back(page: Page, *addresses: str) -> Iterator[list[Any]]:
    """Requests to these addresses wait for as long as the block lasts; ``pop`` one to let it go on.

    What is still held at the end is given up, and so is what the page sends then: one request that waits for ever keeps the
    browser from closing.
    """
    held: list[Any] = []
    over = False

    def hold(route: Any) -> None:
        if over:
            route.abort()
        else:
            held.append(route)

    for address in addresses:
        page.route(address, hold)
    yield held
    over = True
    while held:
        held.pop().abort()


def test_the_quick_exit_waits_for_nobody(in_need, site: Site) -> None:
    page = in_need("nl")
    with held_back(page, "**/gesprek/weg") as held:
        page.click("[data-payload='leave:']")
        assert page.locator(".kaart").count() == len(LANGUAGES)
        nothing_is_left(page, site, "nl")
        held.pop(0).continue_()
        page.wait_for_function("() => !localStorage.getItem('left')")


def test_a_reply_that_was_on_its_way_does_not_bring_the_conversation_back(in_need, site: Site) -> None:
    page = in_need("nl")
    with held_back(page, "**/gesprek/beurt", "**/gesprek/weg") as held:
        page.click("[data-payload='go_on']")
        page.click("[data-payload='leave:']")
        page.wait_for_selector(".kaart")
        (reply,) = [route for route in held if route.request.url.endswith("/beurt")]
        held.remove(reply)
        reply.continue_()
        page.wait_for_timeout(500)
        assert page.locator(".kaart").count() == len(LANGUAGES)
        assert page.locator(".gesprek").count() == 0
        nothing_is_left(page, site, "nl")


def test_whoever_comes_back_with_the_code_finds_the_conversation_and_no_help(in_need, site: Site) -> None:
    page = in_need("nl")
    leave_in_a_hurry(page)
    page.goto("about:blank")
    page.goto(f"{site.address}/#{page.person.case.code}")  # type: ignore[attr-defined]
    page.wait_for_selector(".gesprek")
    assert page.locator(".soort-support").count() == 0
    page.click(".eerder")
    page.wait_for_selector(".eerder-lijst .op-slot, .eerder-lijst .bedekt")
    assert DANGER["nl"] not in page.inner_text("body"), "the words stay covered"


@pytest.mark.parametrize("pressed", ["move:why", "move:person", "move:skip"])
def test_a_page_that_is_loaded_again_never_shows_the_help(in_need, site: Site, pressed: str) -> None:
    page = in_need("nl")
    page.reload()
    page.wait_for_selector(".gesprek")
    assert page.locator(".soort-support").count() == 0
    assert "0800-" not in page.content()
    page.click(f"[data-payload='{pressed}']")
    settled(page)
    page.wait_for_selector(".gesprek")
    assert page.locator(".soort-support").count() == 0


def test_asking_for_a_person_keeps_the_numbers(in_need, site: Site) -> None:
    page = in_need("nl")
    page.click("[data-payload='support:person']")
    page.wait_for_selector(".briefje.handover")
    assert page.locator(".bellen a").count() == 3
    kinds = [event.kind for event in site.house.store.events(page.person.case.case_id)]
    assert kinds.count("handover") == 1
    page.click("[data-payload='go_on']")
    page.wait_for_selector(".voet")
    assert page.locator(".soort-support").count() == 0
