"""While the person talks the record follows by itself, and leaves the reader alone."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import choose


def test_an_answer_appears_within_three_seconds_and_says_so(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    pen.say("werk.uren", 24, "24 ሰዓት")
    told = time.monotonic()
    page.wait_for_selector('.cs-line[data-key="werk.uren"] .cs-value')
    assert time.monotonic() - told < 3.0
    changed = page.locator('.cs-line[data-key="werk.uren"]')
    expect(changed.locator(".cs-value")).to_have_text("24")
    expect(changed).to_have_attribute("data-ui-new", "")
    expect(page.get_by_text("Zojuist bijgewerkt")).to_be_visible()
    expect(page.locator("[data-ui-new]")).to_have_count(1)


def test_focus_scroll_and_what_was_unfolded_stay(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    page.locator('.cs-line[data-key="onderwijs.jaren"] summary').click()
    page.get_by_text("Wat er gebeurde").click()
    page.locator('[data-jump="topic-werk"]').focus()
    page.evaluate("document.querySelector('.cs-case').scrollTop = 600")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('[data-key=\"werk.droombaan\"] .cs-words'))")
    before = page.evaluate("document.querySelector('.cs-case').scrollTop")
    pen.say("werk.nu", False, "ኣይፋል", understood_by="button")
    page.wait_for_selector('.cs-line[data-key="werk.nu"] .cs-value')
    assert page.evaluate("document.querySelector('.cs-case').scrollTop") == before
    assert page.evaluate("getSelection().toString()").strip() == "ነርስ ክኸውን ይደሊ"
    expect(page.locator('[data-jump="topic-werk"]')).to_be_focused()
    expect(page.locator('.cs-line[data-key="onderwijs.jaren"] .cs-history')).to_be_visible()
    expect(page.locator(".cs-events ol")).to_be_visible()


def test_the_list_follows_too_and_the_search_stays(house: House, open_desk: Callable[..., Page]) -> None:
    selam, omar = constructed.tigrinya_case(house), constructed.arabic_case(house)
    page = open_desk()
    page.wait_for_selector(".cs-row")
    assert page.locator(".cs-row-label").all_text_contents() == ["Selam T.", "Omar H."]
    page.get_by_label("Zoek een zaak").fill("e")
    omar.at = selam.at
    omar.say("werk.uren", 20, "٢٠")
    expect(page.locator(".cs-row-label").first).to_have_text("Omar H.")
    assert page.get_by_label("Zoek een zaak").input_value() == "e"
    constructed.begin(house, "Helemaal nieuw", None)
    expect(page.get_by_role("link", name="Helemaal nieuw")).to_be_visible()


def test_a_row_stays_under_the_hand_that_points_at_it(house: House, open_desk: Callable[..., Page]) -> None:
    selam, omar = constructed.tigrinya_case(house), constructed.arabic_case(house)
    page = open_desk()
    page.wait_for_selector(".cs-row")
    page.locator(".cs-row").first.hover()
    omar.at = selam.at
    omar.say("gezin.mantelzorg", False, "لا", understood_by="button")
    summary = next(case for case in house.caseload() if case.label == "Omar H.")
    expect(page.locator(".cs-row", has_text="Omar H.")).to_contain_text(f"{summary.answered} van")
    assert page.locator(".cs-row-label").first.inner_text() == "Selam T."
    page.mouse.move(100, 700)  # the list of today
    expect(page.locator(".cs-row-label").first).to_have_text("Omar H.")


def test_without_a_connection_it_says_so_in_dutch_and_goes_on(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    page.context.set_offline(True)
    expect(page.get_by_text("Geen verbinding.")).to_be_visible(timeout=20_000)
    text = page.evaluate("document.body.innerText").lower()
    assert not any(english in text for english in ("connection", "error", "lost", "gradio", "settings"))
    pen.say("werk.uren", 24, "24 ሰዓት")
    page.context.set_offline(False)
    expect(page.locator('.cs-line[data-key="werk.uren"] .cs-value')).to_have_text("24", timeout=30_000)
    expect(page.get_by_text("Geen verbinding.")).to_be_hidden()


def test_whoever_is_signed_out_leaves_nothing_on_the_screen(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    token = next(kept["value"] for kept in page.context.cookies() if kept["name"] == "intake_staff")
    house.access.sign_out(token)
    expect(page.get_by_role("alert").get_by_text("U bent niet meer ingelogd.")).to_be_visible()
    assert "Selam" not in page.evaluate("document.querySelector('.cs').innerText")
    assert "ኤርትራ" not in page.content()
