"""A new case: its code is shown once, with a QR code made here and an invitation without a name and without the six digits."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from assistant.store import StoreBusy
from tests.ui.consulent.conftest import PHONE, cookie
from tests.ui.consulent.test_consulent_for_everybody import serious
from ui.consulent.invitation import door, qr_code


def fill(page: Page, label: str, language: str) -> None:
    page.get_by_role("button", name="Nieuwe zaak").click()
    page.get_by_label("Hoe noemt u deze zaak?").fill(label)
    page.get_by_label(re.compile(f"^{language}")).check()


def make(page: Page, label: str, language: str) -> None:
    fill(page, label, language)
    page.get_by_role("button", name="Zaak aanmaken").click()


def test_the_code_opens_the_conversation_and_is_shown_once(house: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    make(page, "  Gezin   T. ", "Tigrinya")
    code = page.locator(".cs-letter .cs-code").inner_text()
    fact = page.locator(".cs-fact .cs-code").inner_text()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert re.fullmatch(r"\d{6}", fact)
    token = house.access.enter_code(code, remote="telefoon")
    person = house.access.person(token)
    assert person and house.store.case(person.case_id).label == "Gezin T."
    assert house.store.case(person.case_id).language == "ti"
    assert house.store.case(person.case_id).created_by == "consulent"
    assert house.access.give_second_fact(token, fact)

    page.keyboard.press("Escape")
    expect(page.locator(".cs-letter")).to_be_visible()
    page.get_by_role("button", name="Ik heb de code").click()
    expect(page.locator(".cs-record h2")).to_have_text("Gezin T.")
    assert code not in page.content() and fact not in page.content()
    expect(page.locator(".cs-row", has_text="Gezin T.")).to_contain_text("nog niet begonnen")
    expect(page.locator(".cs-points[data-key=points]")).to_contain_text("Het gesprek is nog niet begonnen.")


def test_group_and_start_dates_go_along_in_one_form(house: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    fill(page, "Gezin T.", "Arabisch")
    page.get_by_label("Gezinsmigrant").check()
    page.get_by_label("Kennisgeving van DUO").fill("2026-10-01")
    page.get_by_label("Inschrijving in de BRP").fill("2026-10-05")
    page.get_by_role("button", name="Zaak aanmaken").click()
    page.wait_for_selector(".cs-letter")
    file = house.case_file(house.store.cases()[0].id)
    assert file.group == "gezinsmigrant"
    assert {name: entry.get("datum") for name, entry in file.dossier.dates.items()} == {
        "kennisgeving_duo": "2026-10-01", "inschrijving_brp": "2026-10-05",
    }  # fmt: skip
    page.get_by_role("button", name="Uitnodiging is gegeven").click()
    expect(page.locator(".cs-row", has_text="Gezin T.")).to_contain_text("15 Uitgenodigd")


def test_the_invitation_has_three_lengths_beside_the_dutch_and_holds_no_name(
    house: House, open_desk: Callable[..., Page]
) -> None:
    page = open_desk()
    make(page, "Gezin T.", "De persoon kiest zelf")
    code, fact = page.locator(".cs-letter .cs-code").inner_text(), page.locator(".cs-fact .cs-code").inner_text()
    for length, name in (("brief", "Brief"), ("email", "E-mail"), ("whatsapp", "WhatsApp of sms")):
        page.get_by_role("radio", name=name).check()
        shown = page.locator(".cs-invitations:visible")
        expect(shown).to_have_count(1)
        assert shown.locator(".cs-invitation").count() == len(house.wording.languages())
        dutch = shown.locator(f"#text-{length}-nl").inner_text()
        assert code in dutch and fact not in page.locator(".cs-invitations").all_inner_texts()
        assert "Gezin T." not in dutch
        assert (f"#{code}" in dutch) is (length != "brief")
    for text in page.locator(".cs-invitation .cs-letter-text").all():
        assert fact not in (text.text_content() or "")


def test_an_invitation_is_copied_as_it_stands(house: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk(permissions=["clipboard-read", "clipboard-write"])
    make(page, "Gezin T.", "Nederlands")
    page.get_by_role("radio", name="WhatsApp of sms").check()
    page.get_by_role("button", name="Kopiëren (WhatsApp of sms, Nederlands)").click()
    expect(page.get_by_role("button", name=re.compile("^Gekopieerd"))).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#text-whatsapp-nl").text_content()


def test_the_printed_letter_leaves_out_the_six_digits_and_the_desk(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    make(page, "Gezin T.", "De persoon kiest zelf")
    expect(page.locator(".cs-qr svg")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".cs-letter .cs-code")).to_be_visible()
    expect(page.locator("#text-brief-nl")).to_be_visible()
    expect(page.locator("#text-whatsapp-nl")).to_be_hidden()
    expect(page.locator(".cs-fact")).to_be_hidden()
    expect(page.locator(".cs-list")).to_be_hidden()


def test_axe_finds_nothing_serious_in_the_form_and_on_the_card(open_desk: Callable[..., Page]) -> None:
    page = open_desk(PHONE, reduced_motion="reduce")
    fill(page, "Gezin T.", "Arabisch")
    assert serious(page) == []
    page.get_by_role("button", name="Zaak aanmaken").click()
    page.wait_for_selector(".cs-letter")
    assert serious(page) == []
    assert not page.evaluate("document.querySelector('[data-dialog]').scrollWidth > innerWidth")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("   ", "Geef de zaak eerst een naam"),
        ("Jansen 111222333", "Dit lijkt op een BSN."),
        ("Jansen 1112.22.333", "Dit lijkt op een BSN."),
    ],
)
def test_a_label_that_cannot_be_kept(house: House, open_desk: Callable[..., Page], label: str, said: str) -> None:
    page = open_desk()
    make(page, label, "Nederlands")
    expect(page.get_by_role("alert").get_by_text(said)).to_be_visible()
    assert house.store.cases() == []


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"label": "x" * 81}, "te lang"),
        ({"label": "x", "language": "xx"}, "Kies een taal"),
        ({}, "Geef de zaak eerst een naam"),
        (["iets", "anders"], "Geef de zaak eerst een naam"),
        ({"label": "x", "groep": "toerist"}, "Doelgroep volgens DUO: kies een van de mogelijkheden."),
        ({"label": "x", "kennisgeving_duo": "gisteren"}, "schrijf de datum als jaar-maand-dag"),
        ({"label": "x", "huisvesting": "0026-01-01"}, "dit jaartal kan niet kloppen"),
    ],
)
def test_a_post_that_the_page_would_not_send(
    house: House, ask: Callable[..., object], asked: object, fault: str
) -> None:
    answer = ask("create", asked, cookie(house)).json()  # type: ignore[attr-defined]
    assert fault in answer["fault"]
    assert house.store.cases() == []


def test_the_code_is_shown_also_when_the_dates_could_not_be_kept(
    house: House, ask: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreBusy("busy")

    signed_in = cookie(house)
    monkeypatch.setattr(type(house.store.dossier), "append_all", busy)
    answer = ask("create", {"label": "Gezin T.", "huisvesting": "2026-01-01"}, signed_in).json()  # type: ignore[attr-defined]
    assert "cs-letter" in answer["html"] and "niet bewaard" in answer["html"]


def test_the_address_in_the_qr_code_keeps_the_code_out_of_every_log() -> None:
    assert door("https://intake.example.nl/", "AAAA-BBBB-CCCC") == "https://intake.example.nl/#AAAA-BBBB-CCCC"
    drawn = str(qr_code(door("https://intake.example.nl/", "AAAA-BBBB-CCCC")))
    assert drawn.startswith("<svg") and "AAAA" not in drawn and "http://www.w3.org/2000/svg" in drawn
