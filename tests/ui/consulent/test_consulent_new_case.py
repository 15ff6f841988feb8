"""A new case: its code is shown once, with a QR code made here and a letter without the six digits."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from tests.ui.consulent.conftest import cookie
from ui.consulent.invitation import door, qr_code


def fill(page: Page, label: str, language: str) -> None:
    page.get_by_role("button", name="Nieuwe zaak").click()
    page.get_by_label("Hoe noemt u deze zaak?").fill(label)
    page.get_by_label(re.compile(f"^{language}")).check()
    page.get_by_role("button", name="Zaak aanmaken").click()


def test_the_code_opens_the_conversation_and_is_shown_once(house: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    fill(page, "  Gezin   T. ", "Tigrinya")
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
    expect(page.get_by_role("link", name="Gezin T.")).to_contain_text("nog niet begonnen")
    expect(page.locator(".cs-points[data-key=points]")).to_contain_text("Het gesprek is nog niet begonnen.")


def test_the_printed_letter_leaves_out_the_six_digits_and_the_desk(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    fill(page, "Gezin T.", "De persoon kiest zelf")
    expect(page.locator(".cs-qr svg")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".cs-letter .cs-code")).to_be_visible()
    expect(page.locator(".cs-fact")).to_be_hidden()
    expect(page.locator(".cs-list")).to_be_hidden()


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
    fill(page, label, "Nederlands")
    expect(page.get_by_role("alert").get_by_text(said)).to_be_visible()
    assert house.store.cases() == []


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"label": "x" * 81}, "te lang"),
        ({"label": "x", "language": "xx"}, "Kies een taal"),
        ({}, "Geef de zaak eerst een naam"),
        (["iets", "anders"], "Geef de zaak eerst een naam"),
    ],
)
def test_a_post_that_the_page_would_not_send(
    house: House, ask: Callable[..., object], asked: object, fault: str
) -> None:
    answer = ask("create", asked, cookie(house)).json()  # type: ignore[attr-defined]
    assert fault in answer["fault"]
    assert house.store.cases() == []


def test_the_address_in_the_qr_code_keeps_the_code_out_of_every_log() -> None:
    assert door("https://intake.example.nl/", "AAAA-BBBB-CCCC") == "https://intake.example.nl/#AAAA-BBBB-CCCC"
    drawn = str(qr_code(door("https://intake.example.nl/", "AAAA-BBBB-CCCC")))
    assert drawn.startswith("<svg") and "AAAA" not in drawn and "http://www.w3.org/2000/svg" in drawn
