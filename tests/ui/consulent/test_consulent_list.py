"""The caseload in a real browser: found, narrowed, chosen, with many cases and with none."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE, choose


def labels(page: Page) -> list[str]:
    return page.locator(".cs-row:visible .cs-row-label").all_text_contents()


def test_an_empty_desk_says_what_will_appear_and_how(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    expect(page.get_by_role("heading", name="Nog geen zaken")).to_be_visible()
    expect(page.get_by_text("Maak een zaak met de knop Nieuwe zaak.")).to_be_visible()


def test_every_case_with_its_progress_and_what_waits(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.dari_case(house)
    constructed.tigrinya_case(house)
    house.access.new_case(language="nl", label="Kerkstraat 4", created_by="x")
    page = open_desk()
    page.wait_for_selector(".cs-row")
    assert labels(page) == ["Selam T.", "Gezin Ahmadi, moeder", "Kerkstraat 4"]
    selam = page.get_by_role("link", name="Selam T.")
    summary = next(case for case in house.caseload() if case.label == "Selam T.")
    expect(selam).to_contain_text(f"{summary.answered} van {summary.applicable} beantwoord")
    expect(selam).to_contain_text("voorbeeld (verzonnen persoon)")
    expect(selam).to_contain_text("heeft een vraag of opmerking")
    expect(page.get_by_role("link", name="Gezin Ahmadi")).to_contain_text("wil een persoon spreken")
    newest = page.get_by_role("link", name="Kerkstraat 4")
    expect(newest).to_contain_text("nog niet begonnen")
    expect(newest).not_to_contain_text("verzonnen")


def test_searching_and_narrowing(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.dari_case(house)
    constructed.arabic_case(house)
    constructed.tigrinya_case(house)
    page = open_desk()
    page.wait_for_selector(".cs-row")
    search = page.get_by_label("Zoek een zaak")
    for typed, found in (("omar", ["Omar H."]), ("tigrinya", ["Selam T."]), ("دری", ["Gezin Ahmadi, moeder"])):
        search.fill(typed)
        assert labels(page) == found
    search.fill("niemand heet zo")
    assert labels(page) == []
    expect(page.get_by_text("Geen zaak gevonden.")).to_be_visible()
    search.fill("")
    page.locator(".cs-list").get_by_text("Aandacht").click()
    assert labels(page) == ["Selam T.", "Gezin Ahmadi, moeder"]


def test_three_hundred_cases_stay_quick(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.many_cases(house, 300)
    page = open_desk()
    page.wait_for_selector(".cs-row >> nth=299", state="attached")
    started = time.monotonic()
    page.get_by_label("Zoek een zaak").fill("tigrinya bewoner-217")
    assert labels(page) == ["Bewoner-217"]
    choose(page, "Bewoner-217")
    assert time.monotonic() - started < 3.0
    # a poll that finds nothing new stays small, whatever the number of cases
    with page.expect_response(lambda answer: "component_server" in answer.url) as quiet:
        pass
    assert len(quiet.value.request.post_data or "") < 600
    assert len(quiet.value.body()) < 300


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_runs_off_the_side(house: House, open_desk: Callable[..., Page], size: tuple[int, int]) -> None:
    pen = constructed.begin(house, "Een heel lange aanduiding zonder einde " + "w" * 40, "ti")
    pen.say("persoon.naam", "x", "w" * 300)
    constructed.arabic_case(house)
    page = open_desk(size)
    page.wait_for_selector(".cs-row")
    widths = "[document.scrollingElement, document.querySelector('.cs-case')].map((part) => part.scrollWidth)"
    too_wide = f"Math.max(...{widths}) > innerWidth"
    assert not page.evaluate(too_wide)
    choose(page, "Een heel lange aanduiding")
    assert not page.evaluate(too_wide)


def test_on_a_phone_one_thing_at_a_time_and_back(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk(PHONE)
    choose(page, "Selam T.")
    expect(page.locator(".cs-rows")).to_be_hidden()
    page.get_by_role("button", name="Alle zaken").click()
    expect(page.locator(".cs-rows")).to_be_visible()
    page.go_back()
    expect(page.locator(".cs-record")).to_be_visible()
