"""The room "Voorbereiding": one page before a talk, with what to ask after; it prints on one sheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assistant.house import House
from assistant.interviewing import talk
from tests.conftest import Person
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PASSWORD, PHONE, WIDE, cookie
from tests.ui.consulent.test_consulent_for_everybody import serious


def open_room(page: Page, case_id: str) -> None:
    page.goto(f"{page.url.split('#')[0]}#zaak={case_id}/voorbereiding")
    expect(page.get_by_role("heading", name="Voorbereiding gesprek")).to_be_visible()


def test_it_shows_what_is_known_what_is_not_and_what_to_ask(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    pen.say("financien.hulp", False, "ኣይፋል", understood_by="button")
    pen.say("financien.brieven", True, "እወ", understood_by="button")
    page = open_desk()
    open_room(page, pen.case.case_id)
    contradictions = page.get_by_role("region", name="Vraag na")
    expect(contradictions).to_contain_text("Dit lijkt niet bij elkaar te passen: vraag na.")
    expect(contradictions).to_contain_text("Hulp bij geld: Nee")
    expect(contradictions).to_contain_text("Ongeopende brieven: Ja")
    expect(page.get_by_role("region", name="Noemen in het gesprek")).to_contain_text("kosten van kinderopvang")
    expect(page.get_by_role("region", name="Liever aan een persoon")).to_contain_text("Gezinshereniging")
    expect(page.get_by_role("region", name="Nog te bevestigen")).to_contain_text("april 2023")
    said = page.get_by_role("region", name="Vragen en opmerkingen")
    expect(said).to_contain_text("ኣብ ግዜ ትምህርቲ ንቖልዑ መን ይሕልዎም?")
    expect(said).to_contain_text("vertaling niet nagekeken")
    expect(page.get_by_role("region", name="Bekend", exact=True)).to_contain_text("Kind 1: 6, Bij mij, Basisschool")
    expect(page.get_by_role("region", name="Niet bekend")).to_contain_text("Weet de persoon niet: Broodbaan")
    assert "score" not in page.locator(".cs-prep").inner_text().lower()


def test_a_point_leads_to_its_question_in_the_talk(house: House, open_desk: Callable[..., Page]) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    page.get_by_role("region", name="Niet bekend").get_by_role("button", name="Broodbaan").click()
    expect(page.locator("#cs-question")).to_have_text("Welk werk wilt u nu wel doen om geld te verdienen?")


def test_it_follows_the_person_while_it_is_open(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    page = open_desk()
    open_room(page, pen.case.case_id)
    pen.say("werk.fiets", True, "እወ", understood_by="button")
    expect(page.get_by_role("region", name="Bekend", exact=True)).to_contain_text("Fietsen: Ja")


def full(house: House) -> str:
    """A talk in which everything is answered that can be, and more is to be asked after."""
    someone = Person(house, "nl")
    someone.go_to("afsluiting.teach_back")
    case_id = someone.case.case_id
    pen = constructed.Pen(house, someone.case, "nl", datetime.now(UTC), number=400)
    for question in house.catalogue.questions():
        if question.type == "yesno":
            pen.say(question.id, question.id != "financien.hulp", "ja")
        elif question.type == "text" and question.path != "off":
            pen.say(question.id, "Verzonnen antwoord van gewone lengte, zoals mensen dat in een gesprek geven.", "…")
    pen.say("gezin.kinderen", True, "ja")
    for number, age in enumerate((2, 5, 9), start=1):
        pen.say("gezin.kinderen.leeftijd", age, str(age), number)
        pen.say("gezin.kinderen.school", "thuis", "thuis", number)
        pen.say("gezin.kinderen", number < 3, "ja", number)
    return case_id


@pytest.mark.parametrize("which", ["little", "much"])
def test_it_prints_on_one_sheet(house: House, open_desk: Callable[..., Page], which: str) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id if which == "little" else full(house)
    page = open_desk()
    open_room(page, case_id)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    text = printed.pages[0].extract_text()
    assert "Voorbereiding gesprek" in text
    assert "Uitloggen" not in text and "Afdrukken" not in text


def test_only_who_reads_records_sees_it(house: House, ask: Callable[..., Any]) -> None:
    house.access.add_staff("toets", "Toetser (verzonnen)", "toetser", PASSWORD)
    case_id = constructed.tigrinya_case(house).case.case_id
    answer = ask("room", {"room": "voorbereiding", "case": case_id}, cookie(house, "toets")).json()
    assert "Met uw account kunt u dit niet" in str(answer)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_can_be_used_by_everybody_and_fits(
    house: House, open_desk: Callable[..., Page], size: tuple[int, int]
) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    now = datetime.now(UTC)
    data = {
        "soort": "intakegesprek",
        "datum": now.date().isoformat(),
        "spreekt": "zelf",
        "tolk": "geen",
        "aanwezig": ["partner"],
    }
    talk.begin(house.store, case_id, data, by=constructed.LOGIN, at=now)
    page = open_desk(size)
    open_room(page, case_id)
    assert serious(page) == []
    fits = "document.querySelector('[data-case]').scrollWidth <= document.querySelector('[data-case]').clientWidth"
    assert page.evaluate(fits)
