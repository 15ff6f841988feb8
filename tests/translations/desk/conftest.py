"""A desk over a real house with a clock that can be set, reviewers of every kind, and constructed people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.store.translation import Reviewer
from benchmarks.desk import ConstructedCase
from tests.conftest import Clock
from translations.desk import Desk, DeskItem, open_desk

AnyReviewer = Callable[..., Reviewer]
AnyPerson = Callable[..., ConstructedCase]


@pytest.fixture
def desk(house: House, clock: Clock) -> Desk:
    return open_desk(house, clock)


@pytest.fixture
def reviewer(house: House) -> AnyReviewer:
    """Makes a cultuurvertaler: of Tigrinya, with the right to sensitive items, unless told otherwise."""

    def make(login: str = "hiwet", languages: tuple[str, ...] = ("ti",), **more: object) -> Reviewer:
        made = Reviewer(login, languages, **{"sensitive": True, **more})  # type: ignore[arg-type]
        house.store.translation.set_reviewer(made)
        return made

    return make


@pytest.fixture
def newcomer(house: House, clock: Clock) -> AnyPerson:
    """Makes a constructed person, of Tigrinya unless told otherwise; every word they say is a second later."""

    def now() -> object:
        clock.forward(seconds=1)
        return clock()

    return lambda language="ti", **more: ConstructedCase(house, language, now=now, **more)  # type: ignore[arg-type]


def ids(desk: Desk, reviewer: Reviewer, **which: str) -> list[int]:
    """Everything this reviewer is offered, in order: each is taken and left again."""
    found: list[int] = []
    while (item := desk.next(reviewer, skip=found, **which)) is not None:
        found.append(item.source_id)
        desk.leave(reviewer, item.source_id)
    return found


def take(desk: Desk, reviewer: Reviewer) -> DeskItem:
    """The next item, which must be there."""
    item = desk.next(reviewer)
    assert item is not None
    return item
