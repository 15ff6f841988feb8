"""What tests of rooms share: a case with a colleague beside it, and the way into a room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.constructed import PASSWORD

COLLEAGUE = "sanne"


@pytest.fixture
def shared_case(house: House) -> str:
    """The case of Selam, with a colleague (constructed as well) who can work in it."""
    house.access.add_staff(COLLEAGUE, "Sanne (verzonnen)", "consulent", PASSWORD)
    return str(constructed.tigrinya_case(house).case.case_id)


def at(page: Page, case_id: str, room: str = "") -> Page:
    """The page, at a room of a case or (without one) at its answers."""
    page.goto(f"{page.url.split('#')[0]}#zaak={case_id}{room and '/' + room}")
    return page
