"""The room "Leerroute" in a browser: entering what is known, choosing with a motivation, and reading it all on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from assistant.case_file import NETHERLANDS
from assistant.dossier.keeping import keep
from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE
from tests.ui.consulent.test_consulent_for_everybody import serious

YESTERDAY = (datetime.now(NETHERLANDS) - timedelta(days=1)).date().isoformat()


def enter(house: House, case_id: str, kind: str, **data: object) -> None:
    keep(house.store, case_id, kind, data, by=constructed.LOGIN, at=datetime.now(UTC))


def open_room(page: Page, case_id: str) -> None:
    page.goto(f"{page.url.split('#')[0]}#zaak={case_id}/leerroute")
    expect(page.get_by_role("heading", name="Leerroute", exact=True)).to_be_visible()


def pick(page: Page, group: str, option: str) -> None:
    within = page.locator("#kies-leerroute").get_by_role("group", name=group)
    within.get_by_label(option, exact=True).click()


def test_a_result_is_entered_and_a_departing_choice_gets_its_reason(
    house: House, open_desk: Callable[..., Page]
) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    expect(page.get_by_label("Waarom afgeweken van de LBT")).to_be_hidden()

    page.get_by_role("button", name="Uitslag invullen: LBT").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Datum van afname").fill(YESTERDAY)
    dialog.get_by_label("B1-route niet haalbaar").check()
    dialog.get_by_label("Behaalde score").fill("24,00")
    dialog.get_by_label("Benodigde score").fill("28,00")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    lbt = page.locator("[data-topic=lbt]")
    expect(lbt).to_contain_text("behaald 24,00; nodig bij deze uitslag 28,00")
    expect(lbt).to_contain_text("De uitslag staat pas 48 uur na de afname bij DUO")

    form = page.locator("#kies-leerroute")
    form.get_by_label("Wens van de persoon over de route").fill("Verpleegkundige worden")
    pick(page, "Welke routes zijn overwogen", "Z-route")
    pick(page, "Welke routes zijn overwogen", "B1-route")
    pick(page, "Leerroute", "B1-route")
    pick(page, "Alfabetisering", "Niet van toepassing")
    form.get_by_label("Motivatie").fill("U leert snel en u wilt een opleiding doen.")
    pick(page, "Wens gevolgd", "Ja")
    form.get_by_role("button", name="Keuze bewaren").click()
    expect(form.get_by_role("alert")).to_contain_text("wijkt af van de uitslag van de LBT")
    reason = page.get_by_label("Waarom afgeweken van de LBT")
    expect(reason).to_be_focused()
    expect(form.get_by_label("Motivatie")).to_have_value("U leert snel en u wilt een opleiding doen.")
    reason.fill("U deed de toets voor het eerst met een computer.")
    form.get_by_role("button", name="Keuze bewaren").click()
    chosen = page.locator("[data-chosen-route]")
    expect(chosen).to_contain_text("U leert snel en u wilt een opleiding doen.")
    expect(chosen).to_contain_text("U deed de toets voor het eerst met een computer.")
    expect(chosen).to_contain_text(constructed.NAME)

    # changing it again at once works: the page knows its own last choice, and keeps the text it was written with
    page.get_by_text("De keuze veranderen").click()
    expect(form.get_by_label("Motivatie")).to_have_value("U leert snel en u wilt een opleiding doen.")
    pick(page, "Welke routes zijn overwogen", "Z-route")
    pick(page, "Leerroute", "Z-route")
    pick(page, "Alfabetisering", "Analfabeet")
    pick(page, "Wens gevolgd", "De persoon had geen wens")
    form.get_by_role("button", name="Keuze bewaren").click()
    expect(form.get_by_role("alert")).to_contain_text("wijkt niet af")
    expect(reason).to_be_focused()
    reason.fill("")
    form.get_by_role("button", name="Keuze bewaren").click()
    expect(page.locator("[data-chosen-route]")).to_contain_text("Z-route")
    page.get_by_text("Eerdere keuzes (1)").click()
    expect(page.locator(".cs-route-earlier")).to_contain_text("U deed de toets voor het eerst met een computer.")


def test_what_is_being_written_survives_what_a_colleague_enters(house: House, open_desk: Callable[..., Page]) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    motivation = page.locator("#kies-leerroute").get_by_label("Motivatie")
    motivation.fill("Een halve zin die")
    enter(house, case_id, "taalschool", soort="advies", school="De Brug", datum=YESTERDAY, advies="B1")
    expect(page.locator("[data-topic=taalschool]")).to_contain_text("De Brug")
    expect(motivation).to_have_value("Een halve zin die")


def test_an_entry_is_taken_back_with_a_reason(house: House, open_desk: Callable[..., Page]) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    enter(house, case_id, "taalschool", soort="advies", school="De Brug", datum=YESTERDAY, advies="B1")
    page = open_desk()
    open_room(page, case_id)
    school = page.locator("[data-topic=taalschool]")
    school.locator("summary").click()
    school.get_by_label("Waarom klopt dit niet?").fill("van een ander")
    school.get_by_role("button", name="Intrekken").click()
    expect(school).to_contain_text("Nog niets bekend.")
    expect(school).to_contain_text("Ingetrokken (1)")


def test_the_person_s_own_words_keep_their_language(house: House, open_desk: Callable[..., Page]) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    dream = page.locator("[data-topic=wens] bdi[lang=ti]")
    expect(dream).to_have_text("ነርስ ክኸውን ይደሊ")
    expect(page.locator("[data-topic=wens]")).to_contain_text("nog niet vertaald")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_everybody_can_use_it(house: House, open_desk: Callable[..., Page], size: tuple[int, int]) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    enter(house, case_id, "lbt", datum=YESTERDAY, resultaat="haalbaar", behaald=20, benodigd=28, apparaat="muis")
    for _ in range(2):
        enter(
            house, case_id, "leerroute", route="B1", niveau="A2", overwogen=["B1"], wens_gevolgd="geen_wens",
            motivatie="x", alfabetisering="NVT",
        )  # fmt: skip
    page = open_desk(size, reduced_motion="reduce")
    open_room(page, case_id)
    for summary in page.locator(".cs-route summary:visible").all():
        summary.click()
    assert serious(page) == []
    assert (
        page.evaluate(
            "[...document.querySelectorAll('.cs-route *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)"
            ".map((one) => one.outerHTML.slice(0, 80))"
        )
        == []
    )
    page.get_by_role("button", name="Uitslag invullen: LBT").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert serious(page) == []
