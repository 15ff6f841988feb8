"""Everybody can use it: large targets, no sideways scrolling, 200 % letters, a keyboard, a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import Person
from tests.ui.conftest import LANGUAGES, LAPTOP, PHONE, PHONE_AT_200_PERCENT, Site

# The same screens stand in the Gradio page on a fast line and by themselves on a slow one: two languages each.
INSIDE_GRADIO = ("ar", "ti")
TOO_SMALL = """() => [...document.querySelectorAll('button, input, select, textarea, a[href]')].map(element => {
    const box = element.getBoundingClientRect();
    return {what: element.className || element.id, width: box.width, height: box.height};
}).filter(box => box.width > 0 && (box.width < 47.9 || box.height < 47.9))"""
WIDER_THAN_WINDOW = """() => [...document.querySelectorAll('#gesprek *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && !element.closest('.verborgen, svg') && (box.left < -0.5 || box.right > innerWidth + 0.5);
}).map(element => element.className || element.tagName)"""


def enter(page: Page, site: Site, somebody: Person) -> None:
    page.goto("about:blank")  # the same address with another fragment would not be a new page
    page.goto(site.address + "/#" + somebody.case.code)


def to_languages(page: Page, site: Site, language: str) -> None:
    page.wait_for_selector(".kaart")


def to_code(page: Page, site: Site, language: str) -> None:
    page.click(f"[data-language={language}]")
    page.wait_for_selector("#code")
    page.fill("#code", "fout")
    page.keyboard.press("Enter")
    page.wait_for_selector(".melding")


def at_question(question: str, entry: int | None = None, then: Callable[[Page], Any] | None = None) -> Any:
    def go(page: Page, site: Site, language: str) -> None:
        somebody = site.person(language, question, entry)
        enter(page, site, somebody)
        page.wait_for_selector(".gesprek")
        if then is not None:
            then(page)

    return go


def open_more(page: Page) -> None:
    page.click(".meer-knop")
    page.wait_for_selector("#meer:not([hidden])")


def ask_why(page: Page) -> None:
    page.click("[data-payload='move:why']")
    page.wait_for_selector(".briefje.info")


def answer_name(page: Page) -> None:
    page.fill("#veld", "Sara هايلي")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    page.click(".eerder")
    page.wait_for_selector(".bel")


def pause(page: Page) -> None:
    page.click("[data-payload='move:pause']")
    page.wait_for_selector(".soort-pause")


def change_language(page: Page) -> None:
    page.click(".kop .rond:last-child")
    page.wait_for_selector(".kaart")


def to_readback(page: Page, site: Site, language: str) -> None:
    somebody = site.person(language, "persoon.naam")
    somebody.say("Sara Haile")
    for _ in range(80):
        if somebody.reply["prompt"]["kind"] == "readback":
            break
        kind = somebody.reply["prompt"]["kind"]
        somebody.press("answer:false" if kind in {"gate", "more"} else "state:later")
    enter(page, site, somebody)
    page.wait_for_selector(".soort-readback")


def to_the_end(page: Page, site: Site, language: str) -> None:
    somebody = site.person(language, "afsluiting.teach_back")
    somebody.press("state:later")
    enter(page, site, somebody)
    page.wait_for_selector(".soort-finished")


SCREENS = {
    "languages": to_languages,
    "code": to_code,
    "notice": at_question("welkom.rechten"),
    "buttons": at_question("welkom.aanwezig"),
    "text": at_question("persoon.naam"),
    "why": at_question("persoon.naam", then=ask_why),
    "more": at_question("persoon.naam", then=open_more),
    "earlier and date": at_question("persoon.naam", then=answer_name),
    "search": at_question("persoon.geboorteland"),
    "number": at_question("gezin.kinderen.leeftijd", 1),
    "scale": at_question("onderwijs.hoogste"),
    "pause": at_question("persoon.naam", then=pause),
    "change of language": at_question("persoon.naam", then=change_language),
    "read-back": to_readback,
    "finished": to_the_end,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_usable(open_page, site: Site, screen: str, language: str) -> None:
    gradio = language in INSIDE_GRADIO
    page = open_page(size=PHONE, gradio=gradio)
    SCREENS[screen](page, site, language)
    if gradio:
        page.wait_for_selector("#gesprek-huis", state="attached", timeout=40_000)
        page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(50)
    for size in (PHONE, PHONE_AT_200_PERCENT, LAPTOP):
        page.set_viewport_size(size)
        scrolled, window = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        assert scrolled <= window, f"{size}: scrolls sideways, {page.evaluate(WIDER_THAN_WINDOW)}"
        assert page.evaluate(WIDER_THAN_WINDOW) == [], f"{size}: something is cut off at the side"
    page.set_viewport_size(PHONE)
    assert page.evaluate(TOO_SMALL) == []
    # while the page loads, the language is that of the page; axe judges what stands there now
    found = Axe().run(page).response["violations"]
    grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in grave] == []


def test_letters_of_200_percent_do_not_cut_anything_off(at) -> None:
    page = at("ar", "welkom.aanwezig")
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert page.evaluate(WIDER_THAN_WINDOW) == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(at) -> None:
    page = at("nl", "welkom.aanwezig")
    assert page.evaluate("document.activeElement.tagName") == "H1", "a new screen starts at its question"
    seen = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        what, ring = page.evaluate(
            "() => [document.activeElement.textContent.trim() || document.activeElement.getAttribute('aria-label'),"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        if page.evaluate("document.activeElement !== document.body"):
            assert ring != "none", f"{what} has no visible focus"
            seen.add(what)
    assert {"Ik ben alleen", "Iemand anders", "Zelf schrijven", "Waarom?", "Een mens", "Stoppen", "Meer"} <= seen
    page.focus("text=Ik ben alleen")
    page.keyboard.press("Enter")
    page.wait_for_selector("#veld")
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_a_screen_reader_hears_what_was_kept(at) -> None:
    page = at("nl", "welkom.aanwezig")
    page.click("text=Ik ben alleen")
    page.wait_for_selector("#veld")
    page.wait_for_function("() => document.querySelector('[aria-live]').textContent.includes('Ik ben alleen')")


def test_nothing_moves_for_who_asked_for_rest(at, site: Site) -> None:
    site.dialogue.away = True
    try:
        page = at("nl", "persoon.naam")
        page.fill("#veld", "Sara")
        page.click(".verstuur")
        page.wait_for_selector(".stippen")
        assert page.evaluate("getComputedStyle(document.querySelector('.stippen i')).animationName") == "none"
    finally:
        site.dialogue.away = False
