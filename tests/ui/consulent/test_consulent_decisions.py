"""What waits for a person of the municipality: words to read today, and somebody who may be under 18."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.caseload import ATTENTION_NL, open_attention
from assistant.house import House
from tests.conftest import Person
from tests.ui.conftest import DANGER
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE, cookie
from ui.consulent.caseload_cache import FRESH_FOR, CaseloadCache

# nowhere on the desk: software says that somebody should read, never what it is about
LABELS = re.compile(r"su[iï]cid|zelfdoding|zelfmoord|geweld|mishandel|gevaar|danger|risico|crisis|alarm", re.IGNORECASE)


def in_need(house: House, language: str = "nl") -> Person:
    somebody = Person(house, language)
    somebody.go_to("wensen.drie_jaar")
    somebody.say(DANGER[language])
    assert somebody.reply["prompt"]["kind"] == "support"
    return somebody


def under_age(house: House) -> Person:
    somebody = Person(house, "nl")
    somebody.go_to("persoon.geboortedatum")
    somebody.press('answer:"2012-05"')
    assert somebody.reply["prompt"]["kind"] == "held"
    return somebody


def open_case(page: Page, somebody: Person) -> None:
    page.evaluate(f"location.hash = 'zaak={somebody.case.case_id}'")
    page.wait_for_selector(f".cs-head-sub:has-text('nr. {somebody.case.number}')")


@pytest.mark.parametrize("language", ["nl", "ti", "ar", "prs"])
def test_a_case_to_read_today_stands_on_top_and_says_so_in_words(
    house: House, open_desk: Callable[..., Page], language: str
) -> None:
    somebody = in_need(house, language)
    constructed.begin(house, "Later", "nl").say("persoon.naam", "Later", "Later")
    page = open_desk()
    page.wait_for_selector(".cs-row >> nth=1")
    expect(page.locator(".cs-row").first.locator(".cs-tag.today")).to_have_text(ATTENTION_NL)
    open_case(page, somebody)
    bar = page.locator(".cs-decide")
    expect(bar.get_by_role("heading")).to_have_text("Lees vandaag wat hier is geschreven")
    expect(bar).to_contain_text("dienstdoende consulent")
    expect(bar.locator(".cs-words")).to_have_text(DANGER[language])
    expect(bar.locator(".cs-words")).to_have_attribute("lang", language)
    assert not LABELS.search(page.inner_text(".cs"))
    assert not LABELS.search(page.inner_html(".cs-record").replace(DANGER[language], ""))
    bar.locator("[data-jump]").click()
    expect(page.locator("#line-wensen\\.drie_jaar")).to_be_focused()


def test_the_duty_role_is_called_as_the_municipality_calls_it(
    house: House, open_desk: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTAKE_DUTY_ROLE", "wijkteam <Noord>")
    somebody = in_need(house)
    page = open_desk()
    open_case(page, somebody)
    expect(page.locator(".cs-decide")).to_contain_text("wijkteam <Noord>")


def test_who_read_it_says_so_and_the_case_is_as_the_others(house: House, open_desk: Callable[..., Page]) -> None:
    somebody = in_need(house)
    page = open_desk()
    open_case(page, somebody)
    page.get_by_role("button", name="Ik heb dit gelezen").click()
    expect(page.locator(".cs-decide")).to_have_count(0)
    expect(page.locator(".cs-tag.today")).to_have_count(0)
    seen = [event for event in house.store.events(somebody.case.case_id) if event.kind == "attention_seen"]
    assert [event.data["by"] for event in seen] == [constructed.LOGIN]
    page.get_by_text("Wat er gebeurde").click()
    expect(page.locator(".cs-events")).to_contain_text(f"Gelezen door de dienst ({constructed.LOGIN})")


def test_words_that_came_since_are_read_first(house: House, ask: Callable[..., httpx.Response]) -> None:
    somebody = in_need(house)
    somebody.press("go_on")
    somebody.say(DANGER["nl"])
    asked = {"case": somebody.case.case_id, "shown": 1}
    assert "Lees dat ook" in ask("read", asked, cookie(house)).json()["fault"]
    assert len(open_attention(house.store.events(somebody.case.case_id))) == 2
    assert ask("read", {**asked, "shown": 2}, cookie(house)).json() == {}
    assert open_attention(house.store.events(somebody.case.case_id)) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_consulent_decides_with_a_reason_that_a_young_person_goes_on(
    house: House, open_desk: Callable[..., Page], size: tuple[int, int]
) -> None:
    somebody = under_age(house)
    page = open_desk(size)
    open_case(page, somebody)
    go_on = page.get_by_role("button", name="Mag zonder begeleiding verder")
    go_on.click()
    expect(page.get_by_role("alert").get_by_text("Schrijf eerst waarom dit mag.")).to_be_visible()
    assert house.conversation.screen(somebody.case.case_id)["prompt"]["kind"] == "held"
    reason = "Voogd <b>Nidos</b> is akkoord, 17 jaar"
    page.get_by_label("Mag zonder begeleiding verder, omdat:").fill(reason)
    go_on.click()
    expect(page.locator(".cs-decide")).to_have_count(0)
    decided = [event for event in house.store.events(somebody.case.case_id) if event.kind == "may_go_alone"]
    assert [(event.data["by"], event.data["reason"]) for event in decided] == [(constructed.LOGIN, reason)]
    page.get_by_text("Wat er gebeurde").click()
    expect(page.locator(".cs-events")).to_contain_text(reason)


def test_a_reason_half_written_stays_while_the_record_moves(house: House, open_desk: Callable[..., Page]) -> None:
    somebody = under_age(house)
    page = open_desk()
    open_case(page, somebody)
    page.fill("#cs-reason", "half geschreven")
    somebody.press("move:person")
    expect(page.locator("[data-key=points]")).to_contain_text("Wil een persoon spreken")
    assert page.input_value("#cs-reason") == "half geschreven"
    expect(page.locator("#cs-reason")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "more", "fault"),
    [
        ("go_alone", {"reason": "  \n "}, "Schrijf eerst waarom"),
        ("go_alone", {"reason": "x" * 501}, "te lang"),
        ("go_alone", {"reason": "goed"}, "wacht niet"),
        ("go_alone", {"case": "verzonnen", "reason": "goed"}, "niet (meer)"),
        ("read", {"case": "verzonnen", "shown": 1}, "niet (meer)"),
    ],
)
def test_a_decision_that_cannot_be_taken(
    house: House, ask: Callable[..., httpx.Response], name: str, more: dict[str, object], fault: str
) -> None:
    pen = constructed.tigrinya_case(house)
    before = house.store.events(pen.case.case_id)
    answer = ask(name, {"case": pen.case.case_id, **more}, cookie(house)).json()
    assert fault in answer["fault"]
    assert house.store.events(pen.case.case_id) == before


def test_a_decision_reaches_every_desk_without_a_turn(house: House) -> None:
    from assistant import duty

    somebody = in_need(house)
    time = [0.0]
    cache = CaseloadCache(house.store, house.catalogue, clock=lambda: time[0])
    assert ATTENTION_NL in cache.cases()[1][0].flags
    time[0] += FRESH_FOR
    before = cache.mark()
    duty.say_it_was_read(house.store, somebody.case.case_id, by="een ander", at=datetime.now(UTC))
    time[0] += FRESH_FOR
    assert cache.mark() != before
    assert ATTENTION_NL not in cache.cases()[1][0].flags


def test_what_was_said_beside_the_answers_stands_apart(house: House, open_desk: Callable[..., Page]) -> None:
    somebody = Person(house, "nl")
    somebody.go_to("welkom.aanwezig")
    somebody.press('answer:"partner"')
    somebody.go_to("persoon.naam")
    somebody.press("move:other")
    somebody.say("Zij heet eigenlijk <b>Saba</b>")
    somebody.say("Sara Haile")
    somebody.say("wie leest mijn antwoorden", intent="ask_info")
    somebody.say("mag mijn kat mee naar de les", intent="ask_info")
    page = open_desk()
    open_case(page, somebody)
    beside = page.locator("[data-key=said]")
    expect(beside.get_by_role("heading")).to_have_text("Vragen en opmerkingen")
    other = beside.locator("[data-said=said_by_other]")
    expect(other).to_contain_text("Iemand anders zei dit (partner)")
    expect(other).to_contain_text("geen antwoord van de inburgeraar zelf")
    expect(other).to_contain_text("Zij heet eigenlijk <b>Saba</b>")
    expect(beside.locator("[data-said=info_given]")).to_contain_text("wie leest mijn antwoorden")
    expect(beside.locator("[data-said=question]")).to_contain_text("mag mijn kat mee naar de les")
    name = page.locator("#line-persoon\\.naam")
    expect(name.locator(".cs-there")).to_have_text("niet alleen, erbij: partner")
    expect(name.locator(".cs-meta")).to_contain_text("de inburgeraar zelf")
    expect(name.locator(".cs-words")).to_have_text("Sara Haile")


def test_the_teach_back_stands_on_top_in_the_own_words(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    pen.say("afsluiting.teach_back", "ምምሕዳር ከተማ ክድውል እዩ", "ምምሕዳር ከተማ ክድውል እዩ", understood_by="words")
    page = open_desk()
    page.get_by_role("link", name="Selam T.").click()
    told = page.locator(".cs-teach")
    expect(told.locator(".cs-words")).to_have_text("ምምሕዳር ከተማ ክድውል እዩ")
    expect(told).to_contain_text("nog niet vertaald")
    top, points = told.bounding_box(), page.locator("[data-key=points]").bounding_box()
    assert top and points and top["y"] < points["y"]
    assert not re.search(r"goed|fout|begrepen|score", told.inner_text())


def test_topics_without_answers_fold_and_open_with_the_first_one(house: House, open_desk: Callable[..., Page]) -> None:
    pen = constructed.tigrinya_case(house)
    page = open_desk()
    page.get_by_role("link", name="Selam T.").click()
    page.wait_for_selector(".cs-topic")
    assert page.locator(".cs-rail [data-jump]").count() == sum(
        any(question.type != "notice" for question in topic.questions) for topic in house.catalogue.topics
    )
    living = page.locator("#topic-wonen")
    expect(living.locator("summary")).to_contain_text("Nog niets verteld")
    expect(living.locator(".cs-line").first).to_be_hidden()
    page.locator('[data-jump="topic-wonen"]').click()
    expect(living.locator("h3")).to_be_focused()
    question = house.catalogue.topic("wonen").questions[0]
    pen.say(question.id, None, "ድሓር", state="later")
    expect(living.locator(f"[id='line-{question.id}']")).to_be_visible()
    page.get_by_text("Nog open", exact=True).click()
    expect(page.locator("#topic-vrije_tijd .cs-line").first).to_be_visible()
    page.get_by_text("Alle vragen", exact=True).click()
    expect(page.locator("#topic-vrije_tijd .cs-line").first).to_be_hidden()


def test_why_something_was_not_asked_reads_well(house: House, open_desk: Callable[..., Page]) -> None:
    somebody = Person(house, "nl")
    somebody.go_to("persoon.status")
    somebody.press('answer:"asielstatushouder"')
    given = house.wording.text("nl", "persoon.status.option.asielstatushouder")
    page = open_desk()
    open_case(page, somebody)
    line = page.locator("#line-persoon\\.partner_erbij")
    expect(line).to_contain_text(f"niet van toepassing, want Reden van verblijf: {given}")
    expect(page.locator("#line-persoon\\.telefoon")).to_contain_text("niet gevraagd: ")
