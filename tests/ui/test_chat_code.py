"""The code: a link that leaves no trace, a field that forgives, and messages that say what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.ui.conftest import LANGUAGES, Site, settled


def at_the_code(open_page: Callable[..., Page], language: str) -> Page:
    page = open_page()
    page.click(f"[data-language={language}]")
    page.wait_for_selector("#code")
    return page


def test_the_code_of_the_link_vanishes_from_address_and_history(open_page, site: Site) -> None:
    code = site.invited().code
    page = open_page(code)
    page.wait_for_selector("[data-language]")
    page.wait_for_function("() => document.cookie === '' && !document.querySelector('.bezig')")
    assert page.url == site.address + "/"
    assert page.evaluate("history.length") <= 2
    page.go_back()
    assert code not in page.url
    cookies = page.context.cookies(site.address)
    assert [cookie["name"] for cookie in cookies] == ["intake_person"]
    assert cookies[0]["httpOnly"] and cookies[0]["sameSite"] == "Strict"


def test_a_link_opens_the_conversation_in_the_language_of_the_case(open_page, site: Site) -> None:
    page = open_page("code=" + site.person("prs").case.code)
    page.wait_for_selector(".gesprek")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["prs", "rtl"]


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(lambda code: code, id="as printed"),
        pytest.param(lambda code: code.lower().replace("-", " "), id="small letters and spaces"),
        pytest.param(lambda code: code.replace("-", "").replace("0", "o").replace("1", "l"), id="look-alikes"),
        pytest.param(lambda code: code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")), id="Arabic digits"),
        pytest.param(lambda code: code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")), id="Persian digits"),
    ],
)
def test_a_code_may_be_typed_in_many_ways(open_page, site: Site, spell) -> None:
    page = at_the_code(open_page, "ar")
    page.fill("#code", spell(site.invited().code))
    page.keyboard.press("Enter")
    page.wait_for_selector(".gesprek")
    assert page.evaluate("document.documentElement.lang") == "ar", "the language of the first screen was kept"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_a_code_is_said_in_the_persons_language(open_page, site: Site, language: str) -> None:
    say = site.house.wording.text
    page = at_the_code(open_page, language)
    page.fill("#code", "ABC")
    page.keyboard.press("Enter")
    page.wait_for_selector(".melding")
    assert page.inner_text(".melding").strip() == say(language, "page.code_incomplete", count=3)
    assert page.input_value("#code") == "ABC", "what was typed stays"
    page.fill("#code", "ABCDABCDABCD")
    page.keyboard.press("Enter")
    page.wait_for_function("text => document.querySelector('.melding').textContent.trim() === text",
                           arg=say(language, "page.code_wrong"))  # fmt: skip
    assert page.evaluate("document.activeElement.id") == "code"


def test_an_expired_code_says_so(open_page, site: Site) -> None:
    case = site.invited()
    site.house.store.db["cases"].update(case.case_id, {"code_expires_at": "2020-01-01T00:00:00+00:00"})  # type: ignore[attr-defined]
    page = at_the_code(open_page, "nl")
    page.fill("#code", case.code)
    page.keyboard.press("Enter")
    page.wait_for_selector(".melding")
    assert page.inner_text(".melding").strip() == site.house.wording.text("nl", "page.code_expired")


def test_after_signing_out_the_device_knows_nothing(open_page, at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    page.fill("#veld", "half een naam")
    page.click(".meer-knop")
    page.click("#meer button.zelf")
    page.wait_for_selector(".kaart")
    assert page.context.cookies(site.address) == []
    assert page.evaluate("sessionStorage.length") == 0


def test_too_many_wrong_codes_ask_to_wait(open_page, site: Site) -> None:
    """Last in this file: from here on nobody with this address comes in for a quarter of an hour."""
    page = at_the_code(open_page, "nl")
    wait = site.house.wording.text("nl", "page.code_too_many")
    for attempt in range(12):
        page.fill("#code", f"ABCDABCDAB{attempt:02d}")
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
        settled(page)
        page.wait_for_selector(".melding")
        if page.inner_text(".melding").strip() == wait:
            return
    raise AssertionError("twelve wrong codes in a row were never too many")
