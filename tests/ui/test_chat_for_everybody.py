"""Everybody can use it: large targets, no sideways scrolling, 200 % letters, a keyboard, a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import Person
from tests.ui.conftest import DANGER, LANGUAGES, LAPTOP, PHONE, PHONE_AT_200_PERCENT, Site, walk_to

# The same screens stand in the Gradio page on a fast line and by themselves on a slow one: two languages each.
INSIDE_GRADIO = ("ar", "ti")
AFTER_WHO_IS_THERE = """[data-payload='answer:"maakt_niet_uit"']"""
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
    walk_to(somebody, "readback", "persoon")
    enter(page, site, somebody)
    page.wait_for_selector(".soort-readback")


def to_the_end(page: Page, site: Site, language: str) -> None:
    somebody = site.person(language)
    walk_to(somebody, "offer")
    somebody.press("offer:enough")
    enter(page, site, somebody)
    page.wait_for_selector(".soort-finished")


def at_prompt(kind: str, topic: str | None = None) -> Any:
    def go(page: Page, site: Site, language: str) -> None:
        somebody = site.person(language)
        walk_to(somebody, kind, topic)
        enter(page, site, somebody)
        page.wait_for_selector(f".soort-{kind}")

    return go


def to_a_rest(page: Page, site: Site, language: str) -> None:
    """Whoever tells more after the short list has answered so much that a pause is offered."""
    somebody = site.person(language)
    walk_to(somebody, "offer", "persoon")
    somebody.press("offer:now")
    walk_to(somebody, "rest")
    enter(page, site, somebody)
    page.wait_for_selector(".soort-rest")


def after(question: str, *pressed: str, shows: str, then: Callable[[Page], Any] | None = None) -> Any:
    """Buttons pressed from a question on."""

    def go(page: Page, site: Site, language: str) -> None:
        somebody = site.person(language, question)
        for button in pressed:
            somebody.press(button)
        enter(page, site, somebody)
        page.wait_for_selector(shows)
        if then is not None:
            then(page)

    return go


def to_several_facts(page: Page, site: Site, language: str) -> None:
    somebody = site.person(language, "gezin.kinderen")
    somebody.say(CHILDREN[language])
    assert somebody.reply["prompt"]["lines"], "the sentence was not read as several children"
    enter(page, site, somebody)
    page.wait_for_selector(".soort-confirm .terug")


def to_an_answer_to_a_question(page: Page, site: Site, language: str) -> None:
    site.dialogue.moves[WHO_READS_THIS[language]] = "ask_info"
    at_question("persoon.naam")(page, site, language)
    page.fill("#veld", WHO_READS_THIS[language])
    page.click(".verstuur")
    page.wait_for_selector(".briefje.answer .bron")


def to_two_subjects(page: Page, site: Site, language: str) -> None:
    somebody = site.person(language, "persoon.naam")
    somebody.say("wat kost kinderopvang en school", intent="ask_info", confidence=0.95)
    if language == "nl":
        assert somebody.reply["prompt"]["kind"] == "which_info"
    enter(page, site, somebody)
    page.wait_for_selector(".gesprek")


def to_help(page: Page, site: Site, language: str) -> None:
    at_question("wensen.drie_jaar")(page, site, language)
    page.fill("#veld", DANGER[language])
    page.click(".verstuur")
    page.wait_for_selector(".soort-support")


CHILDREN = {
    "nl": "ik heb drie kinderen, 4, 6 en 9",
    "ar": "عندي ثلاثة أطفال أعمارهم 4 و 6 و 9",
    "ti": "ሰለስተ ቆልዑ ኣለዉኒ፣ 4ን 6ን 9ን",
    "prs": "سه طفل دارم ۴ و ۶ و ۹ ساله",
}
WHO_READS_THIS = {
    "nl": "wie leest mijn antwoorden",
    "ar": "من يقرأ إجاباتي",
    "ti": "መን የንብቦ መልሰይ",
    "prs": "کی جواب‌های مرا می‌خواند",
}

SCREENS = {
    "opening": at_prompt("opening"),
    "offer": at_prompt("offer"),
    "rest": to_a_rest,
    "topics": after("persoon.naam", "move:topics", shows=".soort-topics"),
    "somebody else": after("welkom.aanwezig", 'answer:"partner"', "move:other", shows=".soort-other #veld"),
    "more among others": after("welkom.aanwezig", 'answer:"partner"', shows=".gesprek", then=open_more),
    "held": after("persoon.geboortedatum", 'answer:"2012-05"', shows=".soort-held"),
    "several facts": to_several_facts,
    "answer to a question": to_an_answer_to_a_question,
    "two subjects": to_two_subjects,
    "help": to_help,
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
    page.wait_for_selector(AFTER_WHO_IS_THERE)
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_a_screen_reader_hears_what_was_kept(at) -> None:
    page = at("nl", "welkom.aanwezig")
    page.click("text=Ik ben alleen")
    page.wait_for_selector(AFTER_WHO_IS_THERE)
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
