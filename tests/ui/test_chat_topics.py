"""Topics in the person's own order, gentle openings, offers and pauses, and who else is in the room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from assistant.conversation import turn
from tests.ui.conftest import LANGUAGES, Site, settled, walk_to

BAR_IN_REACH = """() => {
    const bar = document.querySelector('.voet').getBoundingClientRect();
    return bar.height >= 48 && bar.bottom <= innerHeight + 1 && bar.top < innerHeight - 40;
}"""


def page_of(open_page, site: Site, language: str, kind: str) -> Page:
    somebody = site.person(language)
    walk_to(somebody, kind)
    page: Page = open_page(somebody.case.code)
    page.wait_for_selector(f".soort-{kind}")
    page.person = somebody  # type: ignore[attr-defined]
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["opening", "offer", "rest"])
def test_the_bar_stays_in_reach_where_a_topic_is_opened_or_offered_or_a_pause(
    open_page, site: Site, language: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "rest":
        monkeypatch.setattr(turn, "REST_AFTER_ANSWERS", 4)
    page = page_of(open_page, site, language, kind)
    assert page.evaluate(BAR_IN_REACH)
    assert page.locator(".voet [data-payload='move:person']").is_visible()
    assert page.locator(".voet [data-payload='move:pause']").is_visible()


def test_a_pause_offers_no_move_about_a_question_that_is_not_on_the_screen(
    open_page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "REST_AFTER_ANSWERS", 4)
    page = page_of(open_page, site, "nl", "rest")
    assert (
        page.locator("[data-payload='move:skip'], [data-payload='move:why'], [data-payload='move:refuse']").count() == 0
    )
    page.click("[data-payload='go_on']")
    page.wait_for_selector("[data-payload='move:skip']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_topics_stand_there_as_buttons_and_one_is_taken_first(at, site: Site, language: str) -> None:
    page = at(language, "persoon.naam")
    page.click(".meer-knop")
    page.click("[data-payload='move:topics']")
    page.wait_for_selector(".soort-topics")
    prompt = site.house.conversation.screen(page.person.case.case_id)["prompt"]
    offered = [button["payload"] for button in prompt["buttons"] if button["payload"].startswith("topic:")]
    shown = page.locator(".knoppen [data-payload^='topic:']").evaluate_all("all => all.map(one => one.dataset.payload)")
    assert shown == offered and len(shown) > 10
    assert page.locator("#veld, .zoeken").count() == 0
    page.click("[data-payload='topic:werk']")
    page.wait_for_selector(".soort-gate, .soort-question")
    assert page.inner_text(".onderwerp") == site.house.wording.text(language, "topic.werk.title")


@pytest.mark.parametrize(("choice", "state"), [("opening:skip", "later"), ("opening:person", "liever_met_een_persoon")])
def test_a_sensitive_topic_can_be_left_whole(open_page, site: Site, choice: str, state: str) -> None:
    page = page_of(open_page, site, "nl", "opening")
    assert page.locator(".vraag .mededeling").count() > 1, "one sentence at a time"
    page.click(f"[data-payload='{choice}']")
    page.wait_for_selector(".soort-opening", state="detached")
    given = page.person.answers("gezondheid.zorgen")  # type: ignore[attr-defined]
    assert [answer.state for answer in given] == [state]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_somebody_else_says_is_kept_apart(at, site: Site, language: str) -> None:
    page = at(language, "welkom.aanwezig")
    page.click("""[data-payload='answer:"partner"']""")
    page.wait_for_selector("""[data-payload='answer:"maakt_niet_uit"']""")
    page.click(".meer-knop")
    page.click("[data-payload='move:other']")
    page.wait_for_selector(".soort-other #veld")
    page.fill("#veld", "Hij heeft een tolk nodig")
    page.click(".verstuur")
    page.wait_for_selector("""[data-payload='answer:"maakt_niet_uit"']""")
    assert site.house.wording.text(language, "talk.other_kept") in page.inner_text(".briefjes")
    assert page.person.answers("welkom.tolk") == []
    said = [event for event in site.house.store.events(page.person.case.case_id) if event.kind == "said_by_other"]
    assert [event.data["words"] for event in said] == ["Hij heeft een tolk nodig"]


def test_alone_nobody_else_is_offered_to_speak(at) -> None:
    page = at("nl", "persoon.naam")
    page.click(".meer-knop")
    assert page.locator("[data-payload='move:other']").count() == 0


def test_who_may_be_under_18_waits_and_can_correct_the_date(at, site: Site) -> None:
    page = at("nl", "persoon.geboortedatum")
    page.fill("#dag", "1")
    page.select_option("#maand", "5")
    page.fill("#jaar", "2012")
    page.click(".datum .knop")
    page.wait_for_selector(".soort-held")
    page.reload()
    page.wait_for_selector(".soort-held")
    page.click("[data-payload='change:persoon.geboortedatum']")
    page.wait_for_selector("#jaar")
    page.fill("#dag", "1")
    page.select_option("#maand", "5")
    page.fill("#jaar", "1992")
    page.click(".datum .knop")
    page.wait_for_selector("""[data-payload='answer:"asielstatushouder"']""")


def test_several_facts_of_one_sentence_are_read_back_and_kept(at) -> None:
    page = at("nl", "gezin.kinderen")
    page.click(".zelf")
    page.fill("#veld", "ik heb drie kinderen, 4, 6 en 9")
    page.click(".verstuur")
    page.wait_for_selector(".soort-confirm .terug")
    assert page.locator(".terug li").count() == 3
    assert page.locator(".terug .wijzig").count() == 0
    page.click("[data-payload='entries:right']")
    page.wait_for_selector(".soort-confirm", state="detached")
    assert [answer.value for answer in page.person.answers("gezin.kinderen.leeftijd")] == [4, 6, 9]


def test_an_answer_to_a_question_has_its_source_and_a_way_to_say_it_was_another(at, site: Site) -> None:
    asked = "wie leest mijn antwoorden"
    site.dialogue.moves[asked] = "ask_info"
    page = at("nl", "persoon.naam")
    page.fill("#veld", asked)
    page.click(".verstuur")
    page.wait_for_selector(".briefje.answer")
    lines = page.locator(".briefje.answer p").all_inner_texts()
    assert lines[0] == site.house.wording.text("nl", "info.wie_ziet.text")
    assert lines[1].startswith("Bron: ") and len(lines) == 3
    assert page.inner_text("h1") == site.house.wording.text("nl", "persoon.naam.text")
    page.click(".briefje.answer .knop")
    settled(page)
    page.wait_for_selector(".briefje.answer", state="detached")
    assert site.house.wording.text("nl", "talk.question_passed_on") in page.inner_text(".briefjes")
    events = site.house.store.events(page.person.case.case_id)
    assert [event.data["words"] for event in events if event.kind == "question"] == [asked]
