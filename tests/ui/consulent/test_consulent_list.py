"""The caseload in a real browser: found, narrowed, sorted, chosen, for every role, with many cases and with none."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from assistant.case_file import NETHERLANDS
from assistant.dossier.keeping import keep
from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE, choose
from tests.ui.consulent.constructed import LOGIN, PASSWORD
from tests.ui.consulent.test_consulent_for_everybody import serious


def labels(page: Page) -> list[str]:
    return page.locator(".cs-row:visible .cs-row-label").all_text_contents()


def shows(page: Page, *expected: str) -> None:
    expect(page.locator(".cs-row .cs-row-label")).to_have_text(list(expected))


def row(page: Page, label: str) -> Page:
    return page.locator(".cs-row", has_text=label)  # type: ignore[return-value]


def enter(house: House, case_id: str, kind: str, by: str = LOGIN, **data: object) -> None:
    keep(house.store, case_id, kind, data, by=by, at=datetime.now(UTC))


def day(days: int) -> str:
    return (datetime.now(NETHERLANDS) + timedelta(days=days)).date().isoformat()


def term(house: House, case_id: str, days_left: int) -> None:
    """Start dates from which the ten weeks of the plan end in so many days."""
    for what in ("kennisgeving_duo", "inschrijving_brp"):
        enter(house, case_id, "datum", wat=what, datum=day(days_left - 70))


def colleagues(house: House) -> None:
    house.access.add_staff("toetser", "Tom Toets", "toetser", PASSWORD)
    house.access.add_staff("teamleider", "Tea Leider", "teamleider", PASSWORD)


def test_an_empty_desk_says_what_will_appear_and_how(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    expect(page.get_by_role("heading", name="Nog geen zaken")).to_be_visible()
    expect(page.get_by_text("Maak een zaak met de knop Nieuwe zaak.")).to_be_visible()
    expect(page.get_by_text("Er is niets dat vandaag op u wacht.")).to_be_visible()


def test_every_case_with_its_progress_and_what_waits(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.dari_case(house)
    constructed.tigrinya_case(house)
    made = house.access.new_case(language="nl", label="Kerkstraat 4", created_by="collega")
    page = open_desk()
    shows(page, "Selam T.", "Gezin Ahmadi, moeder")
    page.get_by_role("radio", name="Alle zaken").check()
    shows(page, "Selam T.", "Gezin Ahmadi, moeder", "Kerkstraat 4")
    summary = next(case for case in house.caseload() if case.label == "Selam T.")
    expect(row(page, "Selam T.")).to_contain_text(f"{summary.answered} van {summary.applicable} beantwoord")
    expect(row(page, "Selam T.")).to_contain_text("voorbeeld (verzonnen persoon)")
    expect(row(page, "Selam T.")).to_contain_text("heeft een vraag of opmerking")
    expect(row(page, "Gezin Ahmadi")).to_contain_text("wil een persoon spreken")
    newest = row(page, "Kerkstraat 4")
    expect(newest).to_contain_text("nog niet begonnen")
    expect(newest).to_contain_text("10 Geregistreerd")
    expect(newest).to_contain_text("collega")
    expect(newest).not_to_contain_text("verzonnen")
    enter(house, made.case_id, "fase", fase="15", reden="Brief gegeven")
    expect(newest).to_contain_text("15 Uitgenodigd")


def test_clocks_say_in_words_how_long_and_on_what_they_rest(house: House, open_desk: Callable[..., Page]) -> None:
    late, soon = constructed.tigrinya_case(house), constructed.arabic_case(house)
    term(house, late.case.case_id, -3)
    term(house, soon.case.case_id, 9)
    page = open_desk()
    expect(row(page, "Selam T.").locator(".cs-clock.fault").first).to_have_text("PIP vaststellen 3 dagen te laat")
    expect(row(page, "Omar H.").locator(".cs-clock.wait").first).to_have_text("PIP vaststellen nog 9 dagen")
    row(page, "Omar H.").get_by_text("Waarop dit rust").click()
    expect(row(page, "Omar H.").locator(".cs-rests")).to_contain_text("Besluit inburgering 2021, art. 5.3")
    expect(row(page, "Omar H.").locator(".cs-rests")).to_contain_text("ingevuld door Marijke de Boer")


def test_today_stands_first_what_presses_most(house: House, open_desk: Callable[..., Page]) -> None:
    selam, omar, dari = constructed.tigrinya_case(house), constructed.arabic_case(house), constructed.dari_case(house)
    enter(house, dari.case.case_id, "toegewezen", login="collega")
    term(house, omar.case.case_id, 5)
    term(house, selam.case.case_id, -2)
    dari.event("attention")
    page = open_desk()
    items = page.locator(".cs-need")
    expect(items).to_have_count(3)
    expect(items.nth(0)).to_contain_text("Graag vandaag lezen")  # everybody's, also of a colleague's case
    expect(items.nth(0)).to_contain_text("Gezin Ahmadi, moeder")
    expect(items.nth(1)).to_contain_text("PIP vaststellen is te laat: noteer de reden")
    expect(items.nth(1)).to_contain_text("2 dagen te laat")
    expect(items.nth(1)).to_contain_text("Heeft een vraag of opmerking")
    expect(items.nth(2)).to_contain_text("nog 5 dagen")
    enter(house, selam.case.case_id, "termijn_reden", klok="pip", soort="bewust_gewacht", reden="Wacht op het diploma.")
    expect(items.nth(1)).to_contain_text("de reden staat erbij")
    items.nth(2).get_by_role("link").click()
    expect(page.locator(".st-head h2")).to_have_text("Omar H.")


def test_searching_and_narrowing(house: House, open_desk: Callable[..., Page]) -> None:
    dari, omar, selam = constructed.dari_case(house), constructed.arabic_case(house), constructed.tigrinya_case(house)
    term(house, omar.case.case_id, -1)
    term(house, dari.case.case_id, 30)
    enter(house, selam.case.case_id, "voorgelegd", aan="toetser")
    page = open_desk()
    search = page.get_by_label("Zoek een zaak")
    for typed, found in (("omar", ["Omar H."]), ("tigrinya", ["Selam T."]), ("دری", ["Gezin Ahmadi, moeder"])):
        search.fill(typed)
        shows(page, *found)
    search.fill("niemand heet zo")
    shows(page)
    expect(page.get_by_text("Geen zaak gevonden.")).to_be_visible()
    search.fill("")
    shows(page, "Selam T.", "Omar H.", "Gezin Ahmadi, moeder")
    for label, option, found in (
        ("Termijn", "te_laat", ["Omar H."]),
        ("Wacht op", "toetser", ["Selam T."]),
        ("Fase", "42", ["Selam T."]),
        ("Taal", "prs", ["Gezin Ahmadi, moeder"]),
        ("Termijn", "onbekend", ["Selam T."]),
    ):
        page.get_by_label(label, exact=True).select_option(option)
        shows(page, *found)
        page.get_by_role("button", name="Wis filters").click()
        shows(page, "Selam T.", "Omar H.", "Gezin Ahmadi, moeder")


@pytest.mark.parametrize(
    ("column", "first", "then"),
    [
        ("Zaak", ["Gezin Ahmadi, moeder", "Omar H.", "Selam T."], ["Selam T.", "Omar H.", "Gezin Ahmadi, moeder"]),
        ("Termijnen", ["Selam T.", "Gezin Ahmadi, moeder", "Omar H."], ["Omar H.", "Gezin Ahmadi, moeder", "Selam T."]),
        ("Laatste activiteit", ["Gezin Ahmadi, moeder", "Omar H.", "Selam T."], ["Selam T.", "Omar H.", "Gezin Ahmadi, moeder"]),
    ],
)
def test_sorting_by_a_column_and_back(
    house: House, open_desk: Callable[..., Page], column: str, first: list[str], then: list[str]
) -> None:
    dari, _, selam = constructed.dari_case(house), constructed.arabic_case(house), constructed.tigrinya_case(house)
    term(house, selam.case.case_id, 3)
    term(house, dari.case.case_id, 20)
    page = open_desk()
    shows(page, "Selam T.", "Omar H.", "Gezin Ahmadi, moeder")
    page.get_by_role("button", name=column, exact=True).click()
    shows(page, *first)
    expect(page.get_by_role("columnheader", name=column, exact=True)).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name=column, exact=True).click()
    shows(page, *then)
    expect(page.get_by_role("columnheader", name=column, exact=True)).to_have_attribute("aria-sort", "descending")


def test_a_number_is_found_whoever_s_case_it_is(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    made = house.access.new_case(language="nl", label="Kerkstraat", created_by="collega")
    page = open_desk()
    shows(page, "Selam T.")
    page.get_by_label("Zoek een zaak").fill(str(made.number))
    shows(page, "Kerkstraat")
    expect(page.get_by_text("1 zaak met dit nummer, ook van collega's")).to_be_visible()


def test_a_toetser_sees_first_what_was_put_forward(house: House, open_desk: Callable[..., Page]) -> None:
    colleagues(house)
    constructed.tigrinya_case(house)
    omar = constructed.arabic_case(house)
    enter(house, omar.case.case_id, "voorgelegd", aan="toetser")
    page = open_desk(login="toetser")
    shows(page, "Omar H.")
    expect(page.locator(".cs-need")).to_have_count(1)
    expect(page.locator(".cs-need")).to_contain_text("Voorgelegd om te toetsen")
    expect(page.get_by_role("button", name="Nieuwe zaak")).to_be_hidden()
    page.get_by_role("radio", name="Alle zaken").check()
    shows(page, "Omar H.", "Selam T.")


def test_a_teamleider_sees_counts_and_clocks_and_nothing_that_follows_from_an_answer(
    house: House, open_desk: Callable[..., Page]
) -> None:
    colleagues(house)
    pen = constructed.begin(house, "Bijna volwassen", "nl")
    pen.say("persoon.geboortedatum", "2011-01-01", "1 januari 2011")
    term(house, pen.case.case_id, -4)
    page = open_desk(login="teamleider")
    shows(page, "Bijna volwassen")
    assert "jonger" not in page.content() and "2011" not in page.content()
    expect(page.locator(".cs-need")).to_contain_text("PIP vaststellen is te laat")
    consulent = open_desk()
    expect(row(consulent, "Bijna volwassen")).to_contain_text("misschien jonger dan 18")


def test_three_hundred_cases_stay_quick(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.many_cases(house, 300)
    page = open_desk()
    expect(page.get_by_text("300 zaken")).to_be_visible()
    assert page.locator(".cs-row").count() < 150, "the page holds what it shows, and not all"
    started = time.monotonic()
    page.get_by_label("Zoek een zaak").fill("tigrinya bewoner-217")
    shows(page, "Bewoner-217")
    choose(page, "Bewoner-217")
    assert time.monotonic() - started < 3.0
    # a poll that finds nothing new stays small, whatever the number of cases
    with page.expect_response(lambda answer: "component_server" in answer.url) as quiet:
        pass
    assert len(quiet.value.request.post_data or "") < 600
    assert len(quiet.value.body()) < 300


def test_more_rows_come_by_scrolling_and_by_hand(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.many_cases(house, 150)
    page = open_desk()
    expect(page.get_by_text("150 zaken")).to_be_visible()
    assert page.locator(".cs-row").count() == 60
    page.locator("[data-more-cases]").scroll_into_view_if_needed()
    expect(page.locator(".cs-row")).to_have_count(120)
    page.locator("[data-more-cases]").scroll_into_view_if_needed()
    expect(page.locator(".cs-row")).to_have_count(150)
    expect(page.locator("[data-more-cases]")).to_be_hidden()


def test_beside_an_open_case_the_list_stays_and_a_wide_room_takes_its_place(
    house: House, open_desk: Callable[..., Page]
) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    expect(page.locator(".cs-list")).to_be_visible()
    expect(page.locator(".cs-today")).to_be_hidden()
    page.get_by_role("link", name="Leerroute").click()
    expect(page.locator(".cs-list")).to_be_hidden()
    page.get_by_role("button", name="Alle zaken").click()
    expect(page.locator(".cs-today")).to_be_visible()
    expect(page.locator(".cs-list")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_runs_off_the_side(house: House, open_desk: Callable[..., Page], size: tuple[int, int]) -> None:
    pen = constructed.begin(house, "Een heel lange aanduiding zonder einde " + "w" * 40, "ti")
    pen.say("persoon.naam", "x", "w" * 300)
    term(house, pen.case.case_id, 2)
    constructed.arabic_case(house)
    page = open_desk(size)
    page.wait_for_selector(".cs-row")
    parts = "['.cs-case', '.cs-list', '.cs-table-place', '.cs-today'].map((name) => document.querySelector(name))"
    too_wide = f"[document.scrollingElement, ...{parts}].some((part) => part.scrollWidth > part.clientWidth + 1)"
    assert not page.evaluate(too_wide)
    choose(page, "Een heel lange aanduiding")
    assert not page.evaluate(too_wide)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_in_the_caseload(
    house: House, open_desk: Callable[..., Page], size: tuple[int, int]
) -> None:
    for at, make in enumerate((constructed.dari_case, constructed.arabic_case, constructed.tigrinya_case)):
        term(house, make(house).case.case_id, (-3, 6, 40)[at])
    page = open_desk(size, reduced_motion="reduce")
    page.wait_for_selector(".cs-row")
    page.locator(".cs-rests summary").first.click()
    if size == PHONE:
        page.get_by_role("button", name="Filters").click()
    assert serious(page) == []


def test_on_a_phone_one_thing_at_a_time_and_back(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk(PHONE)
    choose(page, "Selam T.")
    expect(page.locator(".cs-rows")).to_be_hidden()
    page.get_by_role("button", name="Alle zaken").click()
    expect(page.locator(".cs-rows")).to_be_visible()
    page.go_back()
    expect(page.locator(".cs-record")).to_be_visible()
