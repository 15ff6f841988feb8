"""The whole way of one answer, in a real browser, with everybody at their own screen: the person on the phone says it in
Tigrinya, the cultuurvertaler corrects and notes, the consulent reads it as approved, the person changes their mind, and it is
outdated everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.export import export_record
from assistant.renditions.model import Rendition
from assistant.store.translation import Reviewer
from tests.conftest import Person
from tests.ui.conftest import LAPTOP, PHONE, SLOW_LINE, Site

QUESTION = "wensen.drie_jaar"
FIRST, SECOND = "ኣብ ኣስመራ ከም ዝነበርኩ መምህር ክኸውን ይደሊ", "ሕጂ ግን ነርስ ክኸውን ይደሊ"
DRAFT, DUTCH = "Ik wil leraar in Asmara.", "Ik wil weer leraar worden, zoals ik in Asmara was."
NOTE = "Leraar is in Eritrea een aangewezen dienst; zij bedoelt het vak, niet de dienst."


@pytest.fixture
def screens(site: Site, chromium: Browser) -> Iterator[Any]:
    """Gives every one of them a browser of their own: ``screens(size, cookies)``."""
    contexts: list[BrowserContext] = []

    def of(size: dict[str, int], staff: str | None = None) -> Page:
        context = chromium.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        contexts.append(context)
        if staff:
            token = site.house.access.sign_in(staff, "een lang wachtwoord", remote="test")
            context.add_cookies([{"name": "intake_staff", "value": token, "url": site.address}])
        return context.new_page()

    yield of
    for context in contexts:
        context.close()


@pytest.fixture
def staff(site: Site) -> None:
    for login, name, role in (("anna", "Anna de Wit", "consulent"), ("selam", "Selam", "cultuurvertaler")):
        site.house.access.add_staff(login, name, role, "een lang wachtwoord")
    site.house.store.translation.set_reviewer(Reviewer("selam", ("ti",)))


def say(page: Page, words: str) -> None:
    heading = page.locator(".vraag h1")
    before = heading.inner_text()
    page.fill("#veld", words)
    page.press("#veld", "Enter")
    page.wait_for_function("before => document.querySelector('.vraag h1').innerText !== before", arg=before)


def exported(site: Site, person: Person) -> dict[str, Any]:
    """The newest answer to the question as the PIP data has it."""
    record = export_record(site.house.store, site.house.catalogue, site.house.wording, person.case.case_id)
    rows: list[dict[str, Any]] = [row for row in record["answers"] if row["question"] == QUESTION and row["counts"]]
    return dict(rows[-1]["rendition"])


def test_from_the_phone_to_the_desk_to_the_consulent_and_outdated(site: Site, screens: Any, staff: None) -> None:
    # the person, on the phone
    person = site.person("ti", QUESTION)
    phone = screens(PHONE)
    phone.add_init_script(SLOW_LINE)
    phone.goto(f"{site.address}/#{person.case.code}")
    phone.wait_for_selector("#veld")
    say(phone, FIRST)
    (source,) = [one for one in site.house.store.translation.sources(person.case.case_id) if one.question == QUESTION]
    # what a machine would have put beside it
    with site.house.store.translation.writing() as writer:
        writer.rendition(Rendition(source.id or 0, DRAFT, "nl", "machine", "translate-ti_en 1.0", source.at, pivot="teacher"))

    # the consulent has the record open, and sees that nobody looked at the translation yet
    consulent = screens(LAPTOP, "anna")
    consulent.goto(f"{site.address}/consulent/")
    consulent.get_by_role("link", name="verzonnen").first.click()
    line = consulent.locator(f"[id='line-{QUESTION}']")
    expect(line).to_contain_text(FIRST)
    expect(line).to_contain_text(DRAFT)
    expect(line).to_contain_text("niet nagekeken")
    assert exported(site, person)["state"] == "machine"

    # the cultuurvertaler, at the desk: by keys alone
    desk = screens(LAPTOP, "selam")
    desk.goto(f"{site.address}/vertaler/")
    desk.wait_for_selector("[data-begin]:focus")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f"[data-item='{source.id}']")
    expect(desk.locator("#vt-original")).to_have_text(FIRST)
    assert desk.locator("#vt-text").input_value() == DRAFT
    assert "verzonnen" not in desk.content() and person.case.case_id not in desk.content()
    desk.fill("#vt-text", DUTCH)
    desk.fill("#vt-note", NOTE)
    desk.wait_for_selector("[data-saved][data-state=saved]")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(f"[data-item='{source.id}']", state="detached")

    # the consulent's page turns by itself
    expect(line).to_contain_text(DUTCH)
    expect(line).to_contain_text("goedgekeurd")
    expect(line).to_contain_text(NOTE)
    told = exported(site, person)
    assert (told["text"], told["state"], told["outdated"], told["note"]) == (DUTCH, "goedgekeurd", False, NOTE)
    # the memory learned it, without the place
    (segment,) = site.house.store.translation.memory("ti", "nl") or [None]
    assert segment is None or "Asmara" not in segment.target

    # the person changes the answer
    phone.reload()
    phone.wait_for_selector(".gesprek")
    person.reply = site.house.conversation.screen(person.case.case_id)
    person.press(f"change:{QUESTION}")
    phone.reload()
    phone.wait_for_selector("#veld")
    say(phone, SECOND)

    # outdated everywhere: on the consulent's page, in the PIP data, and at the desk as work to do
    expect(line).to_contain_text(SECOND)
    expect(line).to_contain_text("verouderd")
    told = exported(site, person)
    assert (told["text"], told["outdated"], told["state"]) == (DUTCH, True, "goedgekeurd")
    desk.goto(f"{site.address}/vertaler/")
    desk.wait_for_selector("[data-begin]:focus")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("[data-item]")
    expect(desk.locator("#vt-original")).to_have_text(SECOND)
    # what was said and translated before stands beside it
    expect(desk.locator(".vt-banner")).to_contain_text(FIRST)
    expect(desk.locator(".vt-banner")).to_contain_text(DUTCH)
