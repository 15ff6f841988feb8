"""What staff puts to the person, as the person meets it: a question back, a message with its state, who reads along."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.store import StaffAccount
from assistant.store.translation import Reviewer
from tests.conftest import Person
from tests.conversation.test_asked_back import ANSWERS, ask_back
from tests.conversation.test_messages import DUTCH, TRANSLATED, translate, write
from tests.ui.conftest import LANGUAGES, RIGHT_TO_LEFT, Site, settled

DIRECTION = "element => getComputedStyle(element).direction"
NO_WIDER = "() => document.documentElement.scrollWidth <= innerWidth"


def finished(site: Site, language: str) -> Person:
    """Somebody who answered in their own words and has nothing more to tell."""
    somebody = site.person(language, "wensen.drie_jaar")
    words = next((answer for code, answer, _, _ in ANSWERS if code == language), "Ik wil bij mijn broer werken")
    somebody.say(words)
    for _ in range(200):
        if somebody.reply["finished"]:
            return somebody
        somebody.step()
    raise AssertionError("the talk never ended")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_back_is_replied_to(open_page, site: Site, language: str) -> None:
    somebody = finished(site, language)
    asked = {code: (words, question, reply) for code, words, question, reply in ANSWERS}
    words, question, reply = asked.get(language, ("Ik wil bij mijn broer werken", "Welke broer?", "de oudste"))
    ask_back(somebody, "wensen.drie_jaar", question, language)
    page = open_page(somebody.case.code)
    page.wait_for_selector(".soort-asked_back")
    heading = page.locator(".vraag h1")
    assert heading.inner_text().strip() == question
    assert heading.evaluate(DIRECTION) == ("rtl" if language in RIGHT_TO_LEFT else "ltr")
    assert page.inner_text(".zei blockquote").strip() == words
    assert page.evaluate(NO_WIDER)
    page.fill("#veld", reply)
    page.click(".verstuur")
    page.wait_for_selector(".soort-finished")
    assert [told["words"] for told in somebody.events("told_back")] == [reply]
    page.click(".eerder")
    page.wait_for_selector("[data-soort='asked_back']")
    line = page.locator("[data-soort='asked_back']")
    assert line.locator(".eerder-vraag").inner_text().strip() == question
    assert line.locator(".bel .gezegd").inner_text() == reply


def test_it_can_be_skipped(open_page, site: Site) -> None:
    somebody = finished(site, "ti")
    ask_back(somebody, "wensen.drie_jaar", ANSWERS[0][2], "ti")
    page = open_page(somebody.case.code)
    page.click("[data-payload='asked_back:skip']")
    page.wait_for_selector(".soort-finished")
    page.reload()
    page.wait_for_selector(".soort-finished")


def test_a_question_in_another_language_keeps_its_own_direction(open_page, site: Site) -> None:
    somebody = finished(site, "ti")
    ask_back(somebody, "wensen.drie_jaar", "من هو أخوك؟", "ar")
    page = open_page(somebody.case.code)
    page.wait_for_selector(".soort-asked_back")
    assert page.evaluate("document.documentElement.dir") == "ltr"
    heading = page.locator(".vraag h1")
    assert (heading.get_attribute("lang"), heading.evaluate(DIRECTION)) == ("ar", "rtl")


def test_private_words_are_covered_until_touched_and_hidden_elsewhere(open_page, site: Site) -> None:
    somebody = site.person("nl", "gezondheid.zorgen")
    page = open_page(somebody.case.code)
    page.fill("#veld", "Ik slaap slecht sinds de reis")
    page.click(".verstuur")
    page.wait_for_selector(".soort-readback")
    ask_back(somebody, "gezondheid.zorgen", "Welke reis?", "nl")
    page.click("[data-payload='readback:right']")
    page.wait_for_selector(".soort-asked_back")
    settled(page)
    assert "slaap" not in page.inner_text("main")
    page.click(".zei .bedekt")
    assert page.inner_text(".zei blockquote").strip() == "Ik slaap slecht sinds de reis"
    elsewhere = open_page(somebody.case.code)
    elsewhere.wait_for_selector(".soort-asked_back .op-slot")
    assert "slaap" not in elsewhere.content()


MESSAGES = [
    ("ti", None, None, "ontbreekt"),
    ("ti", "machine", None, "machine"),
    ("ar", "person", "goedgekeurd", "goedgekeurd"),
    ("prs", "person", None, "gecorrigeerd"),
    ("nl", None, None, None),
]


@pytest.mark.parametrize(("language", "origin", "verdict", "state"), MESSAGES)
def test_a_message_is_read_with_its_state(
    open_page, site: Site, language: str, origin: str | None, verdict: str | None, state: str | None
) -> None:
    somebody = finished(site, language)
    message = write(somebody)
    if origin:
        translate(somebody, message, language, origin, verdict)
    page = open_page(somebody.case.code)
    page.wait_for_selector(".soort-message")
    assert page.inner_text(".vraag h1").strip() == (TRANSLATED[language] if origin else DUTCH)
    assert page.locator(".stand").count() == (1 if state else 0)
    if state:
        assert page.get_attribute(".stand", "data-stand") == state
    if origin:
        original = page.locator(".origineel p[lang='nl']")
        assert (original.inner_text().strip(), original.evaluate(DIRECTION)) == (DUTCH, "ltr")
    assert page.evaluate(NO_WIDER)
    page.click("[data-payload='message:read']")
    page.wait_for_selector(".soort-finished")
    assert len(somebody.events("message_read")) == 1


def test_words_are_written_back_and_a_later_translation_is_found_again(open_page, site: Site) -> None:
    somebody = finished(site, "ar")
    message = write(somebody)
    page = open_page(somebody.case.code)
    page.wait_for_selector(".soort-message")
    page.click(".zelf")
    page.fill("#veld", "نعم، يوم الاثنين")
    page.click(".verstuur")
    page.wait_for_selector(".soort-finished")
    assert [event["words"] for event in somebody.events("question")] == ["نعم، يوم الاثنين"]
    translate(somebody, message, "ar", "person", "goedgekeurd")
    page.click(".eerder")
    page.wait_for_selector("[data-soort='message']")
    assert page.inner_text("[data-soort='message'] .bericht-tekst").strip() == TRANSLATED["ar"]
    assert page.get_attribute("[data-soort='message'] .stand", "data-stand") == "goedgekeurd"


def test_it_appears_when_the_person_comes_back_to_the_page(open_page, site: Site) -> None:
    somebody = finished(site, "nl")
    page = open_page(somebody.case.code)
    page.wait_for_selector(".soort-finished")
    write(somebody)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector(".soort-message")


@pytest.fixture
def reviewers(site: Site) -> Any:
    store = site.house.store
    for login, name, gender in (("s.tesfay", "Selam T.", "vrouw"), ("b.haile", "Berhane H.", "man")):
        store.add_staff(StaffAccount(login, name, "cultuurvertaler", "-"))
        store.translation.set_reviewer(Reviewer(login, ("ti", "ar", "prs"), gender=gender, countries=("SD",)))


@pytest.mark.parametrize("language", ["ti", "ar", "prs"])
def test_who_reads_along_is_chosen_by_touch_and_says_how_it_stands(
    at, site: Site, reviewers: Any, language: str
) -> None:
    page = at(language, "werk.nu")
    page.click(".meer-knop")
    page.click("[data-payload='move:readers']")
    page.wait_for_selector(".soort-readers")
    settled(page)
    switches = page.locator(".lezer")
    assert switches.count() == 5
    assert switches.evaluate_all("all => all.map(one => one.getAttribute('aria-checked'))") == ["true"] * 5
    assert page.locator(".wachtend").count() == 0
    for choice in ("gender:man", "gender:vrouw"):
        page.click(f"[data-lezer='{choice}']")
        page.wait_for_selector(f"[data-lezer='{choice}'][aria-checked='false']")
        assert page.evaluate("document.activeElement.getAttribute('data-lezer')") == choice
    assert page.inner_text(".wachtend").strip() == site.house.wording.text(language, "talk.readers_nobody_left")
    state = page.inner_text("[data-lezer='gender:man'] .lezer-stand").strip()
    assert state == site.house.wording.text(language, "talk.readers_may_not")
    page.click("[data-lezer='gender:man']")
    page.wait_for_selector("[data-lezer='gender:man'][aria-checked='true']")
    assert page.evaluate(NO_WIDER)
    page.click("[data-payload='go_on']")
    page.wait_for_selector(".soort-question, .soort-gate")
    assert page.person.events("reader_excluded")[0] == {"what": "gender", "value": "man", "by": "person"}
