"""What was typed in a form and not kept yet: another tab, another case or a colleague does not make it disappear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from assistant.access import Staff
from assistant.dossier.keeping import keep, withdraw
from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE
from tests.ui.consulent.constructed import LOGIN
from tests.ui.consulent.rooms.conftest import COLLEAGUE, at
from tests.ui.consulent.test_consulent_for_everybody import serious

Open = Callable[..., Page]
HALF = "U leert snel,\nen u wilt verpleegkundige worden. <b>Half</b>"


def test_a_half_filled_form_is_there_after_another_tab_and_another_case(
    house: House, shared_case: str, open_desk: Open
) -> None:
    other = str(constructed.dari_case(house).case.case_id)
    page = at(open_desk(), shared_case, "leerroute")
    form = page.locator("#kies-leerroute")
    form.get_by_label("Motivatie").fill(HALF)
    form.get_by_role("group", name="Leerroute").get_by_label("B1-route").check()
    form.get_by_role("group", name="Welke routes zijn overwogen").get_by_label("Z-route").check()
    page.get_by_role("navigation", name="Onderdelen van deze zaak").get_by_role("link", name="Plan").click()
    page.wait_for_selector("[data-plan]")
    at(page, other, "leerroute")
    expect(page.locator("[data-of]")).to_contain_text("Gezin Ahmadi, moeder")
    expect(form.get_by_label("Motivatie")).to_have_value("")  # somebody else's form
    at(page, shared_case, "leerroute")
    expect(form.get_by_label("Motivatie")).to_have_value(HALF)
    expect(form.get_by_role("group", name="Leerroute").get_by_label("B1-route")).to_be_checked()
    expect(form.get_by_role("group", name="Leerroute").get_by_label("Z-route")).not_to_be_checked()
    expect(form.get_by_role("group", name="Welke routes zijn overwogen").get_by_label("Z-route")).to_be_checked()


def test_what_stood_there_when_it_was_begun_comes_back_with_it(house: House, shared_case: str, open_desk: Open) -> None:
    """A colleague who was first meanwhile is told, also after another tab."""
    page = at(open_desk(), shared_case, "stand")
    row = page.locator("[data-key=date-inschrijving_brp]")
    row.get_by_text("Invullen").click()
    row.get_by_label("Inschrijving in de BRP").fill("2026-01-12")
    at(page, shared_case, "plan")
    page.wait_for_selector("[data-plan]")
    data = {"wat": "inschrijving_brp", "datum": "2026-01-13"}
    keep(house.store, shared_case, "datum", data, by=COLLEAGUE, at=datetime.now(UTC))
    at(page, shared_case, "stand")
    expect(row).to_contain_text("Sanne (verzonnen)")
    expect(row.get_by_label("Inschrijving in de BRP")).to_have_value("2026-01-12")
    row.get_by_label("Waarom verandert dit").fill("Zo staat het in de brief")
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row.get_by_role("alert")).to_contain_text("Een collega heeft deze datum intussen veranderd")


def test_a_message_to_the_person_waits_and_is_sent_once(house: House, shared_case: str, open_desk: Open) -> None:
    page = at(open_desk(), shared_case)
    words = page.locator("[data-write] textarea")
    page.get_by_text("Bericht schrijven").click()
    words.fill("Kunt u dinsdag komen?")
    at(page, shared_case, "stand")
    page.wait_for_selector(".st-head h2")
    at(page, shared_case)
    expect(words).to_have_value("Kunt u dinsdag komen?")
    page.locator("[data-write] [type=submit]").click()
    expect(words).to_have_value("")
    at(page, shared_case, "stand")
    page.wait_for_selector(".st-head h2")
    at(page, shared_case)
    expect(words).to_have_value("")
    assert [one.data["words"] for one in house.store.events(shared_case) if one.kind == "message"] == [
        "Kunt u dinsdag komen?"
    ]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_what_was_typed_about_something_that_went_is_shown_apart(
    house: House, shared_case: str, open_desk: Open, size: tuple[int, int]
) -> None:
    goal = {"termijn": "drie_jaar", "tekst": "U wordt verzorgende."}
    made = keep(house.store, shared_case, "doel", goal, by=LOGIN, at=datetime.now(UTC))
    page = at(open_desk(size, reduced_motion="reduce"), shared_case, "plan")
    section = page.locator("#deel-einddoel")
    section.locator(".cs-plan-fill > summary").click()
    part = section.locator(".cs-plan-part").filter(has=page.get_by_role("heading", name="Doel", exact=True))
    item = part.locator(".cs-plan-entered")
    item.locator("summary", has_text="Veranderen").click()
    item.get_by_label("Doel", exact=True).fill(HALF)
    withdraw(house.store, shared_case, made.id or 0, "Verkeerde zaak", by=COLLEAGUE, at=datetime.now(UTC))
    card = page.locator("[data-drafts] .cs-draft")
    expect(card).to_contain_text("Wat u hier schreef is niet bewaard")
    expect(card).to_be_in_viewport()
    expect(card.locator(".cs-draft-words")).to_have_text(HALF)
    assert card.locator("b").count() == 0, "words, not a page"
    assert not serious(page)
    at(page, shared_case, "stand")
    page.wait_for_selector(".st-head h2")
    expect(card).to_have_count(0)  # of the plan
    at(page, shared_case, "plan")
    card.get_by_role("button", name="Weggooien").click()
    expect(card).to_have_count(0)


def test_nothing_is_left_for_the_next_person_at_this_desk(house: House, shared_case: str, open_desk: Open) -> None:
    page = at(open_desk(), shared_case, "leerroute")
    page.locator("#kies-leerroute").get_by_label("Motivatie").fill(HALF)
    house.access.end_sessions(LOGIN, by=Staff("beheer", "Bea Heer", "beheerder"))
    expect(page.locator("[data-notice]")).to_contain_text("U bent niet meer ingelogd.", timeout=20_000)
    assert page.evaluate("() => [...document.querySelectorAll('textarea')].every((one) => !one.value)")
    assert page.locator("[data-drafts] *").count() == 0
