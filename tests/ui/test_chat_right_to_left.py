"""Right to left is right: the page, the fields, the bubbles, the arrows, and Latin names and digits in between."""

from __future__ import annotations

import pytest

from tests.ui.conftest import LANGUAGES, RIGHT_TO_LEFT, settled

MIRRORED = "element => new DOMMatrix(getComputedStyle(element).transform).a < 0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_its_language_and_direction(at, language: str) -> None:
    page = at(language, "persoon.naam")
    wanted = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [language, wanted]
    assert page.evaluate("getComputedStyle(document.querySelector('.vraag h1')).direction") == wanted
    assert page.evaluate("getComputedStyle(document.getElementById('veld')).direction") == wanted
    # a page that is loaded again has them in its first byte, before any script
    first = page.request.get(page.url).text()
    assert f'<html lang="{language}" dir="{wanted}"' in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_stands_on_the_side_where_reading_starts(at, language: str) -> None:
    page = at(language, "persoon.naam")
    page.fill("#veld", "Sara")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    page.click(".eerder")
    page.wait_for_selector(".bel")
    box = page.evaluate(
        """() => {
            const at = selector => {
                const all = document.querySelectorAll(selector), box = all[all.length - 1].getBoundingClientRect();
                return (box.left + box.right) / 2;
            };
            return {middle: innerWidth / 2, back: at('.kop .rond:first-child'), globe: at('.kop .rond:last-child'),
                    bubble: at('.bel'), asked: at('.eerder-vraag'), day: at('.deel.dag'), year: at('.deel.jaar'),
                    why: at('.zetten li:first-child'), more: at('.zetten li:last-child'), tick: at('.briefje > .teken')};
        }"""
    )
    start = (lambda x: x > box["middle"]) if language in RIGHT_TO_LEFT else (lambda x: x < box["middle"])
    assert all(start(box[part]) for part in ("back", "day", "why", "tick")), box
    assert not any(start(box[part]) for part in ("globe", "bubble", "year", "more")), box


@pytest.mark.parametrize(("language", "turned"), [("ar", True), ("prs", True), ("ti", False), ("nl", False)])
def test_arrows_turn_with_the_direction_and_other_signs_do_not(at, language: str, turned: bool) -> None:
    page = at(language, "persoon.naam")
    assert page.eval_on_selector(".verstuur .teken", MIRRORED) is turned
    assert page.eval_on_selector("[data-payload='move:skip'] .teken", MIRRORED) is turned
    assert page.eval_on_selector("[data-payload='move:why'] .teken", MIRRORED) is False


@pytest.mark.parametrize(
    ("typed", "direction"),
    [("Sara Haile", "ltr"), ("سارة Haile", "rtl"), ("ሳራ ሃይለ", "ltr"), ("احمد ۱۲", "rtl")],
)
@pytest.mark.parametrize("language", ["ar", "nl"])
def test_what_is_typed_stands_in_its_own_direction(at, language: str, typed: str, direction: str) -> None:
    page = at(language, "persoon.naam")
    page.fill("#veld", typed)
    assert page.evaluate("getComputedStyle(document.getElementById('veld')).direction") == direction
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    settled(page)
    page.click(".eerder")
    assert (
        page.locator(".eerder-lijst li:last-child .gezegd").evaluate("words => getComputedStyle(words).direction")
        == direction
    )
    assert page.inner_text(".eerder-lijst li:last-child .gezegd") == typed
