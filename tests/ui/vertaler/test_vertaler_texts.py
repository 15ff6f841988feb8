"""The assistant's own texts at the desk: side by side, placeholders protected, approved one after another, and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from tests.conftest import Person
from tests.ui.vertaler import constructed
from tests.ui.vertaler.test_vertaler_answers import until
from translations.approvals import open_text_desk


@pytest.fixture
def texts(open_page: Callable[..., Page]) -> Page:
    """The tab with texts in Tigrinya, with its first text open."""
    page = open_page(place="#teksten")
    page.wait_for_selector("[data-one]")
    return page


def search(page: Page, words: str, text_id: str) -> None:
    """Find a text and open it."""
    page.get_by_label("Zoek in teksten").fill(words)
    row = page.locator(f'[data-text-id="{text_id}"]')
    row.click()
    expect(page.locator(".vt-one-text code")).to_have_text(text_id)


def test_an_approval_opens_the_next_and_people_see_it_as_approved(house: House, texts: Page) -> None:
    first = texts.locator(".vt-one-text code").text_content() or ""
    assert not house.wording.approved("ti", first)
    texts.locator("[data-one]").focus()
    texts.keyboard.press("Control+Enter")
    expect(texts.locator(".vt-one-text code")).not_to_have_text(first)
    until(lambda: house.wording.approved("ti", first))
    texts.keyboard.press("Escape")
    texts.keyboard.press("z")
    expect(texts.locator(".vt-one-text code")).to_have_text(first)
    until(lambda: not house.wording.approved("ti", first))


def test_the_chat_says_no_longer_that_its_text_was_not_approved(
    house: House, texts: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = Person(house, "ti")
    somebody.go_to(constructed.LIVING)
    question = f"{constructed.LIVING}.text"
    on_the_screen: set[str] = set()
    whole = type(house.wording).approved

    def noted(wording: Any, language: str, text_id: str) -> bool:
        on_the_screen.add(text_id)
        return bool(whole(wording, language, text_id))

    def unapproved() -> bool:
        return bool(house.conversation.screen(somebody.case.case_id)["prompt"]["unapproved"])

    with monkeypatch.context() as spying:
        spying.setattr(type(house.wording), "approved", noted)
        desk = open_text_desk(house)
        # the screen stops asking at the first text that is not approved: one more is known after each round
        for _ in range(40):
            assert unapproved()
            wait = [one for one in on_the_screen if one != question and not whole(house.wording, "ti", one)]
            if not wait:
                break
            for text_id in wait:
                item = desk.item(constructed.OTHER, "ti", text_id)
                desk.approve(constructed.OTHER, "ti", text_id, item.text or item.dutch, seen=item.seen)
    assert question in on_the_screen and unapproved(), "the question itself waits still"
    search(texts, house.wording.text("ti", question), question)
    texts.locator("[data-one]").press("Control+Enter")
    until(lambda: not unapproved())


def test_a_lost_placeholder_is_shown_and_cannot_be_approved(house: House, texts: Page) -> None:
    search(texts, "Bewaard: {value}", "talk.understood")
    chip = texts.get_by_role("button", name="Zet {value} in de tekst")
    expect(chip).to_have_attribute("data-lost", "no")
    field = texts.locator("[data-one]")
    field.fill("ተዓቂቡ")
    expect(chip).to_have_attribute("data-lost", "yes")
    expect(texts.locator(".vt-check.error")).to_be_visible()
    field.press("Control+Enter")
    expect(texts.get_by_role("alert").get_by_text("{value}")).to_be_visible()
    assert not house.wording.approved("ti", "talk.understood")
    chip.click()
    expect(field).to_have_value("ተዓቂቡ{value}")
    field.press("Control+s")
    until(lambda: house.wording.text("ti", "talk.understood") == "ተዓቂቡ{value}")
    assert not house.wording.approved("ti", "talk.understood")


def test_what_was_typed_for_another_text_is_there_again(texts: Page) -> None:
    rows = texts.locator("[data-text-id]")
    texts.locator("[data-one]").fill("ሓድሽ")
    first = texts.locator(".vt-one-text code").text_content() or ""
    rows.nth(1).click()
    expect(texts.locator(".vt-one-text code")).not_to_have_text(first)
    rows.nth(0).click()
    expect(texts.locator("[data-one]")).to_have_value("ሓድሽ")
    texts.on("dialog", lambda dialog: dialog.accept())


def test_the_words_are_found_in_both_languages(open_page: Callable[..., Page]) -> None:
    page = open_page(place="#woorden")
    rows = page.locator("[data-words-rows] > li:visible")
    expect(rows.first).to_be_visible()
    all_of_them = rows.count()
    page.get_by_label("Zoek een woord").fill("inburgeringsplicht")
    expect(rows.first).to_contain_text("inburgeringsplicht")
    assert 0 < rows.count() < all_of_them
    page.get_by_label("Zoek een woord").fill("bestaatnietxyz")
    expect(page.get_by_text("Geen woord gevonden")).to_be_visible()


def test_a_text_is_read_aloud_kept_and_taken_back(house: House, open_page: Callable[..., Page]) -> None:
    page = open_page(place="#teksten")
    page.wait_for_selector("[data-one]")
    text_id = page.locator(".vt-one-text code").text_content() or ""
    page.get_by_role("button", name="Inspreken").click()
    expect(page.get_by_text("Er wordt opgenomen")).to_be_visible()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Klaar met inspreken").click()
    page.get_by_role("button", name="Opname bewaren").click()
    expect(page.get_by_text("Opname bewaard. Mensen kunnen nu luisteren.").first).to_be_visible()
    assert ("ti", text_id) in house.store.translation.text_recordings()
    page.get_by_role("button", name="Opname terugnemen").click()
    until(lambda: ("ti", text_id) not in house.store.translation.text_recordings())
    expect(page.get_by_role("button", name="Inspreken")).to_be_visible()
