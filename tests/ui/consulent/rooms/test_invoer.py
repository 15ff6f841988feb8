"""A consulent takes a file of another system in, sees what is not right in it, and decides on what waits."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from assistant.house import House
from assistant.importing.standing import imported
from tests.conftest import Person

HEAD = "Zaaknummer;Geboortedatum;Gezondheid;Datum huisvesting"


def upload(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}/consulent/#invoer")
    page.get_by_label("Waar komt het bestand vandaan?").select_option("coa_klantprofiel")
    page.locator("#import-file").set_input_files(
        {"name": "klantprofiel.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )
    page.get_by_role("button", name="Bekijken").click()


def test_a_file_is_looked_at_then_taken_and_decided_on(
    house: House, open_desk: Callable[..., Page], address: str
) -> None:
    person = Person(house, "nl")
    number = person.case.number
    page = open_desk()
    upload(page, address, f"{HEAD}\n{number};12-03-1990;moeilijk lópen (verzonnen);01-10-2026\n999;12-03-1990;;\n")
    expect(page.get_by_role("heading", name="1 regel kan worden overgenomen, 1 niet")).to_be_visible()
    expect(page.get_by_role("row", name="3 er is geen zaak met nummer '999'")).to_be_visible()
    assert not house.store.dossier.entries(person.case.case_id), "looking keeps nothing"
    page.get_by_role("button", name="Overnemen om te bevestigen").click()
    expect(page.get_by_role("heading", name="Overgenomen om te bevestigen")).to_be_visible()
    expect(page.get_by_text("3 waarden uit 1 regel. 1 regel is niet overgenomen.")).to_be_visible()
    page.get_by_role("link", name=f"nr. {number}").first.click()
    page.goto(f"{address}/consulent/#zaak={person.case.case_id}/ingevoerd")
    card = page.locator("article", has=page.get_by_role("heading", name="Huisvesting in de gemeente"))
    expect(page.get_by_text("moeilijk lópen (verzonnen)").first).to_be_visible()
    card.get_by_label("Klopt", exact=True).check()
    card.get_by_role("button", name="Bewaren").click()
    expect(card.get_by_text("bevestigd (")).to_be_visible()
    file = house.case_file(person.case.case_id)
    assert file.dossier.dates["huisvesting"].get("datum") == "2026-10-01"
    assert [one.stand for one in imported(file)].count("wacht") == 2


def test_markup_in_a_file_is_text(house: House, open_desk: Callable[..., Page], address: str) -> None:
    person = Person(house, "nl")
    page = open_desk()
    upload(page, address, f'{HEAD}\n{person.case.number};<img src=x onerror=alert(1)>;"<b>knie</b> (verzonnen)";\n')
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    assert page.locator("[data-preview] img, [data-preview] b").count() == 0
