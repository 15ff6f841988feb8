"""The room Stand: phase, terms with what they rest on, dates, appointments, who acts for the person, handing over, history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.access import Staff
from assistant.case_file import NETHERLANDS
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.pip.clocks import clock
from assistant.pip.phases import phase_of
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE
from tests.ui.consulent.constructed import LOGIN, NAME, PASSWORD
from tests.ui.consulent.test_consulent_for_everybody import serious
from ui.consulent.rooms.desk import RoomsDesk
from ui.consulent.rooms.registry import ROOMS

ME, TEAMLEIDER = Staff(LOGIN, NAME, "consulent"), Staff("tea", "Tea Leider", "teamleider")


def day(days: int) -> str:
    return (datetime.now(NETHERLANDS) + timedelta(days=days)).date().isoformat()


@pytest.fixture
def case_id(house: House) -> str:
    """A case whose ten weeks ended three days ago."""
    found = str(constructed.tigrinya_case(house).case.case_id)
    for what in ("kennisgeving_duo", "inschrijving_brp"):
        enter(house, found, "datum", wat=what, datum=day(-73))
    house.access.add_staff("sanne", "Sanne Visser", "consulent", PASSWORD)
    house.access.add_staff("tea", "Tea Leider", "teamleider", PASSWORD)
    return found


def enter(house: House, case_id: str, kind: str, by: str = LOGIN, **data: Any) -> None:
    keep(house.store, case_id, kind, data, by=by, at=datetime.now(UTC))


def act(house: House, case_id: str, name: str, staff: Staff = ME, **data: Any) -> dict[str, Any]:
    asked = {"room": "stand", "case": case_id, "act": name, **data}
    return RoomsDesk(house, ROOMS).act(staff, "", asked, datetime.now(UTC))


def at(page: Page, case_id: str) -> Page:
    page.goto(page.url.split("#")[0] + f"#zaak={case_id}/stand")
    page.wait_for_selector(".st-head h2")
    return page


def test_the_phase_is_set_with_a_reason(house: House, case_id: str, open_desk: Callable[..., Page]) -> None:
    page = at(open_desk(), case_id)
    expect(page.locator(".st-phase")).to_have_text("17 Voorbereiding")
    page.get_by_text("Andere fase kiezen").click()
    page.get_by_label("Fase", exact=True).last.select_option("31")
    page.get_by_role("button", name="Fase bewaren").click()
    expect(page.get_by_text("Schrijf waarom de zaak in deze fase komt.")).to_be_visible()
    page.locator("#st-phase-why").fill("Wacht op het diploma")
    page.get_by_role("button", name="Fase bewaren").click()
    expect(page.locator(".st-phase")).to_have_text("31 Wachten")
    expect(page.locator(".st-history")).to_contain_text("31 Wachten: Wacht op het diploma")
    assert phase_of(house.case_file(case_id)).phase.id == "31"


def test_a_missed_term_asks_for_its_reason(house: House, case_id: str, open_desk: Callable[..., Page]) -> None:
    page = at(open_desk(), case_id)
    card = page.locator("[data-key=clock-pip]")
    expect(card).to_contain_text("3 dagen te laat")
    expect(card).to_contain_text("Besluit inburgering 2021, art. 5.3")
    card.get_by_text("Noteer waarom dit te laat is").click()
    card.get_by_label("Reden", exact=True).fill("De persoon lag in het ziekenhuis.")
    card.get_by_role("button", name="Reden bewaren").click()
    expect(card).to_contain_text("De termijn is niet gehaald: De persoon lag in het ziekenhuis.")
    expect(page.locator("[data-key=needs]")).to_contain_text("de reden staat erbij")
    assert "ziekenhuis" in clock(house.case_file(case_id), "pip").reason


def test_a_date_changes_with_a_reason_and_keeps_its_history(
    house: House, case_id: str, open_desk: Callable[..., Page]
) -> None:
    page = at(open_desk(), case_id)
    row = page.locator("[data-key=date-inschrijving_brp]")
    row.get_by_text("Wijzigen").click()
    row.get_by_label("Inschrijving in de BRP").fill(day(-60))
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row.get_by_role("alert")).to_contain_text("Schrijf waarom de datum verandert.")
    row.get_by_label("Waarom verandert dit").fill("Stond verkeerd in de brief")
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row).to_contain_text("Stond verkeerd in de brief")
    row.get_by_text("Eerder: 1").click()
    expect(row.locator(".st-before li")).to_contain_text(NAME)
    expect(page.locator("[data-key=clock-pip]")).to_contain_text("nog 10 dagen")


def test_the_same_page_changes_a_date_and_a_phase_again(
    house: House, case_id: str, open_desk: Callable[..., Page]
) -> None:
    """What the reader saw goes along unseen; after an own change it is that change, not what stood there when the page opened."""
    page = at(open_desk(), case_id)
    row = page.locator("[data-key=date-inschrijving_brp]")
    for reason, days in (("Eerste brief", -60), ("Tweede brief", -61)):
        row.get_by_text("Wijzigen").click()
        row.get_by_label("Inschrijving in de BRP").fill(day(days))
        row.get_by_label("Waarom verandert dit").fill(reason)
        row.get_by_role("button", name="Datum bewaren").click()
        expect(row).to_contain_text(reason)
    for phase, shown in (("31", "31 Wachten"), ("17", "17 Voorbereiding")):
        page.get_by_text("Andere fase kiezen").click()
        page.get_by_label("Fase", exact=True).last.select_option(phase)
        page.locator("#st-phase-why").fill("Zo is het nu")
        page.get_by_role("button", name="Fase bewaren").click()
        expect(page.locator(".st-phase")).to_have_text(shown)


def test_a_date_that_a_colleague_changed_meanwhile_is_not_overwritten(house: House, case_id: str) -> None:
    seen = house.case_file(case_id).dossier.dates["inschrijving_brp"].id
    enter(house, case_id, "datum", by="sanne", wat="inschrijving_brp", datum=day(-50), reden="x")
    done = act(house, case_id, "date", wat="inschrijving_brp", datum=day(-40), reden="y", gezien=seen)
    assert "Een collega heeft deze datum intussen veranderd" in done["fault"]
    assert house.case_file(case_id).dossier.dates["inschrijving_brp"].get("datum") == day(-50)


def test_an_appointment_that_did_not_take_place(house: House, case_id: str, open_desk: Callable[..., Page]) -> None:
    enter(house, case_id, "afspraak", soort="lbt", datum=day(-2))
    page = at(open_desk(), case_id)
    meetings = page.locator("[data-key=meetings]")
    meetings.get_by_text("Niet doorgegaan").click()
    meetings.locator("select").first.select_option("vervoer")
    meetings.get_by_role("button", name="Bewaren").click()
    expect(meetings).to_contain_text("geen vervoer")
    expect(page.locator("[data-key=needs]")).to_contain_text("ging niet door: maak een nieuwe afspraak")
    meetings.get_by_text("Afspraak maken").click()
    form = page.locator("#st-meeting")
    form.get_by_label("LBT").check()
    form.get_by_label("Datum").fill(day(9))
    form.get_by_role("button", name="Afspraak bewaren").click()
    expect(meetings.get_by_text("komt nog")).to_be_visible()
    expect(page.locator("[data-key=needs]")).not_to_contain_text("ging niet door")


def test_handing_over_and_reading_it(house: House, case_id: str, open_desk: Callable[..., Page]) -> None:
    page = at(open_desk(), case_id)
    page.get_by_text("Zaak overdragen").click()
    proposal = page.get_by_label("Samenvatting voor uw collega")
    assert "PIP vaststellen: 3 dagen te laat" in proposal.input_value()
    page.get_by_label("Naar wie").select_option("sanne")
    proposal.fill("Bel Selam op dinsdag.\nDe opvang is nog niet geregeld.")
    page.get_by_role("button", name="Overdragen", exact=True).click()
    expect(page.locator(".st-head")).to_contain_text("Consulent: Sanne Visser")
    expect(page.locator("[data-key^=given]")).to_have_count(0)

    hers = at(open_desk(login="sanne"), case_id)
    expect(hers.get_by_text("Deze zaak is aan u overgedragen")).to_be_visible()
    expect(hers.locator(".st-summary")).to_contain_text("De opvang is nog niet geregeld.")
    hers.get_by_role("button", name="Gelezen").click()
    expect(hers.get_by_text("Deze zaak is aan u overgedragen")).to_be_hidden()
    assert house.case_file(case_id).owner == "sanne"


def test_what_the_person_asked_is_dealt_with(house: House, case_id: str, open_desk: Callable[..., Page]) -> None:
    page = at(open_desk(), case_id)
    needs = page.locator("[data-key=needs]")
    expect(needs).to_contain_text("Heeft een vraag of opmerking")
    needs.get_by_text("De vraag van de persoon is afgehandeld").click()
    needs.get_by_label("Wat u hebt gedaan").fill("Gebeld over de opvang")
    needs.get_by_role("button", name="Afgehandeld").click()
    expect(needs).not_to_contain_text("Heeft een vraag of opmerking")
    expect(page.locator(".st-history")).to_contain_text("Gebeld over de opvang")


def test_a_teamleider_hands_over_and_sees_no_words(house: House, case_id: str, open_desk: Callable[..., Page]) -> None:
    enter(house, case_id, "gemachtigde", naam="Naam van de broer", vanaf=day(-3))
    enter(house, case_id, "indicatie", onderwerp="wens", tekst="Wil naar de mbo", bron="gesprek", datum=day(-3))
    page = at(open_desk(login="tea"), case_id)
    expect(page.locator("[data-key=clock-pip]")).to_contain_text("3 dagen te laat")
    expect(page.get_by_text("Andere fase kiezen")).to_have_count(0)
    page.get_by_text("Zaak overdragen").click()
    summary = page.get_by_label("Samenvatting voor uw collega").input_value()
    assert "Nog te bespreken" in summary
    for hidden in ("Wil naar de mbo", "Naam van de broer", "ምህርቲ", "ትምህርቲ", "Droombaan", "Gezinshereniging"):
        assert hidden not in page.content() + summary
    page.get_by_label("Naar wie").select_option("sanne")
    page.get_by_role("button", name="Overdragen", exact=True).click()
    expect(page.locator(".st-head")).to_contain_text("Consulent: Sanne Visser")


@pytest.mark.parametrize(
    ("name", "staff", "data", "fault"),
    [
        ("phase", ME, {"fase": "77", "reden": "x"}, "Kies een fase"),
        ("phase", ME, {"fase": "20", "reden": "x", "gezien": "10"}, "intussen in een andere fase"),
        ("phase", TEAMLEIDER, {"fase": "20", "reden": "x"}, "niet doen of zien"),
        ("date", ME, {"wat": "huisvesting"}, "Vul een datum in"),
        ("date", ME, {"wat": "verjaardag", "datum": "2026-01-01"}, "kies een van de mogelijkheden"),
        ("date", TEAMLEIDER, {"wat": "huisvesting", "datum": "2026-01-01"}, "niet doen of zien"),
        ("reason", ME, {"klok": "koffie", "soort": "te_laat", "reden": "x"}, "Kies een termijn"),
        ("hand_over", ME, {"login": "tea", "samenvatting": "x"}, "Kies een consulent"),
        ("hand_over", ME, {"login": LOGIN, "samenvatting": "x"}, "al van deze consulent"),
        ("hand_over", ME, {"login": "sanne"}, "korte samenvatting"),
        ("read", ME, {}, "geen overdracht"),
        ("enter", ME, {"kind": "vastgesteld"}, "kan hier niet"),
        ("enter", ME, {"kind": "gemachtigde", "naam": "x", "vanaf": "2026-02-01", "tot": "2026-01-01"}, "vóór de begindatum"),
        ("dealt", ME, {"tot": 1}, "Wat u hebt gedaan"),
    ],
)
def test_what_is_refused(
    house: House, case_id: str, name: str, staff: Staff, data: dict[str, Any], fault: str
) -> None:
    before = house.store.dossier.mark(case_id)
    assert fault in act(house, case_id, name, staff, **data)["fault"]
    assert house.store.dossier.mark(case_id) == before


@pytest.mark.parametrize(
    ("before", "after"), [(None, "17"), ("10", "15"), ("20", "20")], ids=["already begun", "registered", "further"]
)
def test_an_invitation_never_takes_a_case_back(house: House, case_id: str, before: str | None, after: str) -> None:
    if before:
        enter(house, case_id, "fase", fase=before, reden="x")
    assert act(house, case_id, "invited") == {}
    assert phase_of(house.case_file(case_id)).phase.id == after


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    house: House, case_id: str, open_desk: Callable[..., Page], size: tuple[int, int]
) -> None:
    enter(house, case_id, "afspraak", soort="lbt", datum=day(-2))
    page = at(open_desk(size, reduced_motion="reduce"), case_id)
    for summary in page.locator(".st summary:visible").all():
        summary.click()
    assert serious(page) == []
    case = "document.querySelector('.cs-case')"
    assert not page.evaluate(f"{case}.scrollWidth > {case}.clientWidth + 1")
