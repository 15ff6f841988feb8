"""A room may fill the whole screen: it always says whose case it is, so that nobody writes in the wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from tests.conftest import Person

NAME = "Hanna <b>(verzonnen)</b>"


@pytest.mark.parametrize(
    "room", ["ingevoerd", "voorbereiding", "gesprek", "leerroute", "plan", "besluit", "documenten", "stand"]
)
def test_every_room_says_whose_case_it_is(
    house: House, open_desk: Callable[..., Page], address: str, room: str
) -> None:
    person = Person(house, "nl")
    made = house.access.new_case(language="nl", label=NAME, created_by="consulent")
    page = open_desk()
    page.goto(f"{address}/consulent/#zaak={made.case_id}/{room}")
    page.wait_for_selector(f"[data-key='tabs-{made.case_id}']")
    expect(page.locator(".cs-case").get_by_text(NAME).filter(visible=True)).not_to_have_count(0)
    assert page.locator(".cs-of b").count() == 0, "a name is shown and never run"
    page.goto(f"{address}/consulent/#zaak={person.case.case_id}/{room}")
    page.wait_for_selector(f"[data-key='tabs-{person.case.case_id}']")
    expect(page.locator(".cs-case").get_by_text(NAME)).to_have_count(0)


def test_a_page_of_no_case_names_nobody(house: House, open_desk: Callable[..., Page], address: str) -> None:
    made = house.access.new_case(language="nl", label=NAME, created_by="consulent")
    page = open_desk()
    page.goto(f"{address}/consulent/#zaak={made.case_id}/documenten")
    expect(page.locator(".cs-of")).to_have_text(f"{NAME} · nr. {made.number}")
    page.goto(f"{address}/consulent/#invoer")
    expect(page.locator(".cs-of")).to_be_empty()
