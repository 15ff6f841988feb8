"""The phone loses its connection in the middle of sending, or reloads without one: the words come through once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from tests.ui.conftest import Site

NAMES = {"nl": "Sara Haile", "ar": "سارة هايلي", "prs": "سارا هایله", "ti": "ሳራ ሃይለ"}


def names(page: Page) -> list[str]:
    return [answer.words for answer in page.person.answers("persoon.naam")]  # type: ignore[attr-defined]


def offline_bar(page: Page, site: Site, language: str) -> None:
    page.wait_for_selector(".strook:not([hidden])")
    assert page.inner_text(".strook").strip() == site.house.wording.text(language, "page.offline")


@pytest.mark.parametrize("language", ["ti", "ar", "prs", "nl"])
def test_the_connection_goes_while_words_are_on_their_way(at: Any, site: Site, language: str) -> None:
    page = at(language, "persoon.naam")
    other = site.house.store.connect()  # type: ignore[attr-defined]
    other.execute("BEGIN IMMEDIATE")  # the server is busy with them for a while
    release = threading.Timer(1.5, lambda: other.execute("ROLLBACK"))
    page.fill("#veld", NAMES[language])
    with page.expect_request("**/gesprek/beurt"):
        page.click(".verstuur")
    page.context.set_offline(True)
    release.start()
    release.join()
    other.close()
    assert page.input_value("#veld") == NAMES[language] or names(page) == [NAMES[language]]
    page.context.set_offline(False)
    page.wait_for_selector("#jaar")
    assert names(page) == [NAMES[language]]


@pytest.mark.parametrize("language", ["ti", "prs"])
def test_a_reload_without_a_connection_keeps_the_words(at: Any, site: Site, language: str) -> None:
    page = at(language, "persoon.naam")
    page.fill("#veld", NAMES[language])
    page.context.set_offline(True)
    page.click(".verstuur")
    offline_bar(page, site, language)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.wait_for_url("chrome-error://**")  # the browser shows a page of its own: nothing of ours runs any more
    page.context.set_offline(False)
    page.goto(site.address + "/")
    page.wait_for_selector("#veld, #jaar")
    if page.is_visible("#veld"):  # else they went by themselves as soon as they could
        assert page.input_value("#veld") == NAMES[language], "what was typed waits in its field"
        page.click(".verstuur")
    page.wait_for_selector("#jaar")
    assert names(page) == [NAMES[language]]


def test_half_an_answer_is_no_answer(at: Any, site: Site) -> None:
    """The server ends while it speaks: the same message goes again."""
    page, cut = at("ar", "persoon.naam"), []

    def cut_the_first(route: Any) -> None:
        if cut:
            route.continue_()
        else:
            cut.append(route.fetch())
            route.fulfill(status=200, content_type="application/json", body=cut[0].text()[:40])

    page.route("**/gesprek/beurt", cut_the_first)
    page.fill("#veld", NAMES["ar"])
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    assert cut and names(page) == [NAMES["ar"]]
