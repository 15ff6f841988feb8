"""What one item shows, beyond the plain one: recordings, earlier words, questions, memory, and the other direction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.house import House
from assistant.renditions.model import Check
from assistant.renditions.sources import SAID_BY_THE_PERSON, SAID_TO_THE_PERSON
from tests.ui.vertaler import constructed
from translations.desk import Asked, DeskItem, Earlier, MachineMade, SentBack, open_desk
from translations.memory import Match
from ui.vertaler.chrome import Chrome
from ui.vertaler.item_page import item_page
from ui.vertaler.templating import render

NOW = datetime.now(UTC)


@pytest.fixture
def item(house: House) -> DeskItem:
    """An item as the desk really gives it."""
    constructed.waiting(house)
    desk = open_desk(house)
    found = desk.next(desk.reviewer(constructed.LOGIN))
    assert found is not None
    return found


def shown(house: House, item: DeskItem, chrome: str = "nl") -> str:
    page = item_page(item, [], Chrome(house.wording, chrome), NOW, lambda login: f"naam van {login}")
    return render("item.html", **page, written=True)


@pytest.mark.parametrize("chrome", ["nl", "ti", "ar", "prs"])
@pytest.mark.parametrize(
    ("changes", "there", "absent"),
    [
        ({"recording_id": 12, "original": None}, ('src="/opnamen/12"', 'data-draft="transcription"'), ('id="vt-original"',)),
        ({"earlier": Earlier("ቀደም ዝተባህለ", "eerder gezegd")}, ("ቀደም ዝተባህለ", "eerder gezegd"), ()),
        ({"sent_back": SentBack("consulent", "Hoeveel kinderen?", NOW.isoformat())}, ("Hoeveel kinderen?",), ()),
        (
            {"asked": Asked("Over wie gaat dit?", "ብዛዕባ መን እዩ?", "ብዛዕባ ሓብተይ", "ti")},
            ("Over wie gaat dit?", "ብዛዕባ መን እዩ?", "ብዛዕባ ሓብተይ"),
            (),
        ),
        (
            {"matches": (Match("Ik woon alleen", 87.4, "omid", NOW.isoformat(), 1, "በይነይ እነብር"),)},
            ("Ik woon alleen", "87%", "naam van omid", "በይነይ እነብር"),
            (),
        ),
        ({"machine": MachineMade("fa_en 1.5", "fa", "I live alone", "x")}, ("I live alone", "fa_en 1.5", "<details"), ()),
        ({"machine": MachineMade("fa_en 1.5", None, None, "x")}, ("fa_en 1.5",), ("<details",)),
        ({"about": "message", "can_ask": False}, ("data-do=\"approve\"",), ("data-do=\"ask\"", "data-ask-dialog")),
        ({"checks": (Check("numbers", "warning", "Kijk naar 3", ("3",)),)}, ("vt-check warning",), ("data-why",)),
    ],
    ids=["recording", "earlier", "sent back", "asked", "memory", "pivot", "no pivot", "message", "warning"],
)  # fmt: skip
def test_everything_an_item_can_hold_is_shown_in_every_language_of_the_page(
    house: House, item: DeskItem, chrome: str, changes: dict[str, Any], there: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    html = shown(house, replace(item, **changes), chrome)
    assert [part for part in there if part not in html] == []
    assert [part for part in absent if part in html] == []


def test_a_package_for_farsi_is_named_so(house: House, item: DeskItem) -> None:
    made = MachineMade("fa_en 1.5 + en_nl 1.8", "fa", None, "x")
    assert "via Farsi" in shown(house, replace(item, machine=made))


def test_terms_are_marked_in_the_words_and_nothing_of_the_words_is_lost(house: House) -> None:
    constructed.waiting(house, "prs", "می‌خواهم در شفاخانه <b>کار</b> کنم")
    desk = open_desk(house)
    item = desk.next(desk.reviewer(constructed.LOGIN))
    assert item is not None and item.terms, "the glossary knows the hospital"
    html = shown(house, item)
    assert "<mark>شفاخانه</mark>" in html
    assert "&lt;b&gt;کار&lt;/b&gt;" in html


@pytest.mark.parametrize("chrome", ["nl", "ti", "ar", "prs"])
@pytest.mark.parametrize("about", ["answer", SAID_TO_THE_PERSON, *SAID_BY_THE_PERSON])
def test_whatever_words_wait_the_desk_can_say_what_they_are(house: House, item: DeskItem, chrome: str, about: str) -> None:
    name = house.wording.text(chrome, f"desk.about.{about}")
    assert name in shown(house, replace(item, about=about), chrome)
