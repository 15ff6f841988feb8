"""The desk over a real house, with a reviewer of two languages."""

from __future__ import annotations

import pytest

from assistant.house import House
from assistant.store.translation import Reviewer
from tests.conftest import Clock
from translations.approvals import TextDesk, open_text_desk

REVIEWER, COLLEAGUE = "amal", "dawit"


@pytest.fixture
def desk(house: House, clock: Clock) -> TextDesk:
    for login in (REVIEWER, COLLEAGUE):
        house.store.translation.set_reviewer(Reviewer(login, ("ti", "ar")))
    return open_text_desk(house, clock)
