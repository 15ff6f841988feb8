"""The record of one case: the Dutch beside the person's own words, every state in words, and nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.house import House
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import choose


def line(page: Page, question: str, entry: int | None = None) -> Locator:
    key = question if entry is None else f"{question}.{entry}"
    return page.locator(f'.cs-line[data-key="{key}"]')


@pytest.mark.parametrize(
    ("make", "label", "question", "dutch", "words", "language", "direction"),
    [
        (constructed.tigrinya_case, "Selam T.", "persoon.geboortedatum", "1996", "ብ1996 ተወሊደ", "ti", "ltr"),
        (constructed.tigrinya_case, "Selam T.", "persoon.geboorteland", "Eritrea", "ኤርትራ", "ti", "ltr"),
        (constructed.arabic_case, "Omar H.", "persoon.geboortedatum", "12 maart 1990", "12 آذار 1990", "ar", "rtl"),
        (constructed.arabic_case, "Omar H.", "persoon.geboorteland", "Syrië", "من سوريا، مدينة Homs", "ar", "rtl"),
        (constructed.dari_case, "Gezin Ahmadi", "persoon.geboortedatum", "1 april 1986", "۱۲ حمل ۱۳۶۵", "prs", "rtl"),
    ],
)
def test_the_dutch_stands_beside_the_words_in_their_own_direction(
    house: House, open_desk: Callable[..., Page], make: Callable[[House], object], label: str,
    question: str, dutch: str, words: str, language: str, direction: str,
) -> None:  # fmt: skip
    make(house)
    page = open_desk()
    choose(page, label)
    said = line(page, question).locator(".cs-own bdi")
    expect(line(page, question).locator(".cs-value")).to_have_text(dutch)
    expect(said).to_have_text(words)
    expect(said).to_have_attribute("lang", language)
    assert said.evaluate("e => getComputedStyle(e).direction") == direction
    assert said.evaluate("e => getComputedStyle(e).unicodeBidi").startswith("isolate")
    value, own = line(page, question).locator(".cs-dutch").bounding_box(), said.bounding_box()
    assert value and own and own["x"] > value["x"] + value["width"] - 1


def test_each_state_how_it_was_understood_and_where_from(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    understood = line(page, "persoon.geboortedatum").locator(".cs-meta")
    for part in ("beantwoord", "gelezen uit de woorden", "de inburgeraar zelf", "eigen chat"):
        expect(understood).to_contain_text(part)
    expect(understood).to_contain_text(re.compile("vandaag|gisteren"))  # some hours ago
    expect(line(page, "gezin.partner").locator(".cs-meta")).to_contain_text("knop")
    expect(line(page, "persoon.in_nl_sinds")).to_contain_text("nog te bevestigen")
    expect(line(page, "gezin.gezinshereniging")).to_contain_text("liever met een persoon")
    expect(line(page, "gezin.gezinshereniging")).to_contain_text("gevoelig")
    expect(line(page, "werk.broodbaan")).to_contain_text("weet het niet")
    expect(line(page, "werk.uren")).to_contain_text("niet gevraagd")
    expect(page.locator(".cs-entry").nth(1)).to_have_text("Kind 2")
    expect(line(page, "gezin.kinderen.leeftijd", 2).locator(".cs-value")).to_have_text(re.compile(r"2[.,]5"))


def test_free_words_are_never_shown_as_their_own_dutch(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    dream = line(page, "werk.droombaan")
    expect(dream.locator(".cs-dutch")).to_contain_text("nog niet vertaald")
    expect(dream.locator(".cs-dutch")).not_to_contain_text("ነርስ")
    expect(dream.locator(".cs-own")).to_contain_text("ነርስ ክኸውን ይደሊ")


def test_earlier_versions_unfold(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    school = line(page, "onderwijs.jaren")
    expect(school.locator(".cs-history")).to_be_hidden()
    school.locator("summary").click()
    expect(school.locator(".cs-history")).to_contain_text("ክሳብ ሻብዓይ ክፍሊ")
    expect(school.locator(".cs-history .cs-value")).to_have_text("7")


def test_points_for_the_talk_come_first_and_lead_to_their_line(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    asked = page.locator("[data-said]")
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text("Vraag aan de gemeente")
    expect(asked).to_contain_text("ኣብ ግዜ ትምህርቲ ንቖልዑ መን ይሕልዎም?")
    texts = page.locator("[data-key=points] li.cs-point").all_inner_texts()
    assert sum("persoon" in text.lower() for text in texts) == 1, "a question left to a person stands there once"
    page.get_by_role("button", name="Broodbaan").click()
    expect(line(page, "werk.broodbaan")).to_be_focused()
    expect(line(page, "werk.broodbaan")).to_be_in_viewport()


def test_events_are_told_in_dutch(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.arabic_case(house)
    page = open_desk()
    choose(page, "Omar H.")
    page.get_by_text("Wat er gebeurde").click()
    happened = page.locator(".cs-events")
    expect(happened).to_contain_text("Is gestopt; gaat later verder")
    expect(happened).to_contain_text("Taal gekozen: Arabisch")
    expect(page.locator("[data-key=points]")).to_contain_text("niet begrepen")


def test_the_rail_counts_and_the_filter_narrows(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    expect(page.locator('[data-jump="topic-persoon"]')).to_contain_text("5 beantwoord")
    expect(page.locator('[data-jump="topic-persoon"]')).to_contain_text("1 te bespreken")
    page.locator("[data-key=line-filter]").get_by_text("Te bespreken", exact=True).click()
    assert {found.get_attribute("data-key") for found in page.locator(".cs-line:visible").all()} == {
        "persoon.in_nl_sinds", "gezin.gezinshereniging", "werk.broodbaan",
    }  # fmt: skip


HOSTILE = (
    '<img src=x onerror="window.broken=1"><script>window.broken=2</script> **vet** [klik](javascript:1) '
    "{{ 7*7 }} ${7*7} {% raw %} `x` </bdi></article> \u202etxet esrever\u202c \x1b[31m"
)


def test_whatever_a_person_writes_is_text(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.begin(house, "Proef <b>kop</b>", "nl")
    pen.say("persoon.naam", HOSTILE, HOSTILE, understood_by="words")
    pen.say("werk.droombaan", HOSTILE, HOSTILE, understood_by="words", language="ti")
    pen.event("question", words=HOSTILE, language="nl", question="persoon.naam")
    page = open_desk()
    choose(page, "Proef <b>kop</b>")
    shown = line(page, "persoon.naam").locator(".cs-own").inner_text()
    for part in (
        '<img src=x onerror="window.broken=1">',
        "<script>",
        "**vet**",
        "{{ 7*7 }} ${7*7}",
        "U+202E",
        "U+001B",
    ):
        assert part in shown
    assert page.locator(".cs-record img, .cs-record script, .cs-row img").count() == 0
    assert page.evaluate("window.broken") is None
    assert page.locator(".cs-record").count() == 1
    expect(page.locator("[data-key=said]")).to_contain_text("**vet**")


def test_twenty_thousand_letters_stay_in_their_box(house: House, open_desk: Callable[..., Page]) -> None:
    constructed.begin(house, "Veel woorden", "ar").say("werk.droombaan", "أ " * 10_000, "أ " * 10_000)
    page = open_desk()
    choose(page, "Veel woorden")
    box = line(page, "werk.droombaan").bounding_box()
    assert box and box["height"] < 400


def test_a_case_that_is_gone_says_so(open_desk: Callable[..., Page], address: str) -> None:
    page = open_desk()
    page.goto(f"{address}/consulent/#zaak=00000000000000000000000000000000")
    expect(page.get_by_text("Deze zaak is er niet (meer).")).to_be_visible()
