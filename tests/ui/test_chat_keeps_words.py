"""Whatever goes wrong, the words of the person are somewhere: in the store, or still in the field."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from assistant.conversation import MAXIMUM_LENGTH
from tests.ui.conftest import Site, until

AFTER_WHO_IS_THERE = """[data-payload='answer:"maakt_niet_uit"']"""


def problem(page: Page) -> str:
    page.wait_for_selector(".melding.fout")
    return page.inner_text(".melding.fout").strip()


@contextmanager
def full_disk() -> Iterator[None]:
    """The system refuses every write beyond the first 4 kB of any file, as it does when a disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_refuses_and_the_words_stay_in_the_field(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    with full_disk():
        page.fill("#veld", "Sara Haile")
        page.click(".verstuur")
        assert problem(page) == site.house.wording.text("nl", "page.problem_full")
        assert page.input_value("#veld") == "Sara Haile"
        assert page.person.answers("persoon.naam") == []
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    assert [answer.words for answer in page.person.answers("persoon.naam")] == ["Sara Haile"]


def test_a_refused_button_can_be_pressed_again(at, site: Site) -> None:
    page = at("nl", "welkom.aanwezig")
    with full_disk():
        page.click("text=Ik ben alleen")
        assert problem(page).startswith(site.house.wording.text("nl", "page.problem_full"))
    page.click(f"text={site.house.wording.text('nl', 'page.try_again')}")
    page.wait_for_selector(AFTER_WHO_IS_THERE)
    assert [answer.version for answer in page.person.answers("welkom.aanwezig")] == [1]


def test_a_busy_database_asks_to_try_again(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    page.fill("#veld", "Sara")
    other = site.house.store.connect()  # type: ignore[attr-defined]
    other.execute("BEGIN IMMEDIATE")
    try:
        page.click(".verstuur")
        page.wait_for_selector(".melding.fout", timeout=20_000)
        assert problem(page) == site.house.wording.text("nl", "page.problem_busy")
        assert page.input_value("#veld") == "Sara"
    finally:
        other.execute("ROLLBACK")
        other.close()
    page.click(".verstuur")
    page.wait_for_selector("#jaar")


@pytest.mark.parametrize("language", ["ti", "prs", "ar", "nl"])
def test_while_the_dialogue_server_starts_the_page_says_so_and_goes_on_by_itself(at, site: Site, language: str) -> None:
    site.dialogue.away = True
    try:
        page = at(language, "persoon.naam")
        page.fill("#veld", "Sara Haile")
        page.keyboard.press("Enter")
        page.wait_for_selector(".melding.wachtend")
        assert site.house.wording.text(language, "page.starting") in page.inner_text(".melding.wachtend")
        assert page.inner_text(".wacht-kaart .gezegd") == "Sara Haile"
        assert page.person.answers("persoon.naam") == []
        page.wait_for_timeout(2500)
    finally:
        site.dialogue.away = False
    page.wait_for_selector("#jaar")
    assert [answer.words for answer in page.person.answers("persoon.naam")] == ["Sara Haile"]
    ids = [message["metadata"]["message_id"] for message in site.dialogue.seen]
    assert len(ids) == len(set(ids)), "the same words were handed over twice"


def test_buttons_go_on_while_the_dialogue_server_starts(at, site: Site) -> None:
    site.dialogue.away = True
    try:
        page = at("nl", "welkom.aanwezig")
        page.click(".zelf")
        page.fill("#veld", "ik ben alleen thuis")
        page.keyboard.press("Enter")
        page.wait_for_selector(".melding.wachtend")
        page.click(".antwoord .knop >> text=Ik ben alleen")
        page.wait_for_selector(AFTER_WHO_IS_THERE)
        assert page.person.answers("welkom.aanwezig")[-1].value == "alleen"
    finally:
        site.dialogue.away = False
    page.wait_for_selector(".melding.wachtend", state="detached")
    kinds = [event.kind for event in site.house.store.events(page.person.case.case_id)]
    assert "words_aside" in kinds, "the typed words are kept, beside the answer that was given meanwhile"


def test_after_a_reload_words_that_were_waiting_go_on_by_themselves(at, site: Site) -> None:
    site.dialogue.away = True
    try:
        page = at("nl", "persoon.naam")
        page.fill("#veld", "Sara Haile")
        page.keyboard.press("Enter")
        page.wait_for_selector(".melding.wachtend")
        page.reload()
        page.wait_for_selector(".melding.wachtend")
        assert page.inner_text(".wacht-kaart .gezegd") == "Sara Haile"
    finally:
        site.dialogue.away = False
    page.wait_for_selector("#jaar")
    assert [answer.words for answer in page.person.answers("persoon.naam")] == ["Sara Haile"]
    assert "Sara" not in page.evaluate("JSON.stringify(sessionStorage)"), "once kept, the words leave the browser"


def test_a_draft_survives_a_reload_and_belongs_to_its_question(at) -> None:
    page = at("ti", "persoon.naam")
    page.fill("#veld", "ሳራ")
    page.reload()
    page.wait_for_selector("#veld")
    assert page.input_value("#veld") == "ሳራ"
    page.click("[data-payload='move:skip']")
    page.wait_for_selector("#jaar")
    assert page.query_selector("textarea") is None


def test_without_a_connection_the_page_waits_and_goes_on(at, site: Site) -> None:
    page = at("ar", "persoon.naam")
    page.fill("#veld", "سارة")
    page.context.set_offline(True)
    page.click(".verstuur")
    page.wait_for_selector(".strook:not([hidden])")
    assert page.inner_text(".strook").strip() == site.house.wording.text("ar", "page.offline")
    assert page.input_value("#veld") == "سارة"
    page.context.set_offline(False)
    page.wait_for_selector("#jaar")
    assert page.query_selector(".strook:not([hidden])") is None
    assert [answer.words for answer in page.person.answers("persoon.naam")] == ["سارة"]


def test_a_reply_that_was_lost_on_the_way_does_not_store_twice(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    lost = []

    def lose_the_first_reply(route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort("connectionreset")

    page.route("**/gesprek/beurt", lose_the_first_reply)
    page.fill("#veld", "Sara Haile")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    assert lost and lost[0].status == 200
    assert [answer.version for answer in page.person.answers("persoon.naam")] == [1]


def test_two_presses_send_once(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    sent = []
    page.on("request", lambda request: request.url.endswith("/beurt") and sent.append(request.post_data_json))
    page.fill("#veld", "Sara Haile")
    page.evaluate(
        "() => { const send = document.querySelector('.verstuur'); send.click(); send.click(); send.click(); }"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector("#jaar")
    assert len(sent) == 1
    assert len(page.person.answers("persoon.naam")) == 1


@pytest.mark.parametrize(
    ("typed", "text_id"),
    [
        pytest.param("", "page.problem_empty", id="nothing"),
        pytest.param("   \n ", "page.problem_empty", id="spaces"),
        pytest.param("a" * 20_000, "page.problem_too_long", id="too long"),
        pytest.param("😀😀😀", "talk.problem.only_symbols", id="only emoji"),
    ],
)
@pytest.mark.parametrize("language", ["prs", "nl"])
def test_what_cannot_be_kept_is_said_and_stays_in_the_field(
    at, site: Site, language: str, typed: str, text_id: str
) -> None:
    page = at(language, "persoon.naam")
    page.fill("#veld", typed)
    page.click(".verstuur")
    page.wait_for_selector("[data-probleem]")
    expected = site.house.wording.text(language, text_id, max=MAXIMUM_LENGTH)
    assert page.inner_text("[data-probleem]").strip() == expected
    assert page.input_value("#veld") == typed
    assert page.person.answers("persoon.naam") == []


def test_two_tabs_show_the_newest_question(at, open_page, site: Site) -> None:
    first = at("nl", "persoon.naam")
    second = open_page(context=first.context)
    second.wait_for_selector("#veld")
    first.fill("#veld", "Sara Haile")
    first.click(".verstuur")
    first.wait_for_selector("#jaar")
    second.fill("#veld", "Sara H.")
    second.click(".verstuur")
    second.wait_for_selector("#jaar")
    assert site.house.wording.text("nl", "talk.answered_elsewhere") in second.inner_text(".briefjes")
    assert [answer.words for answer in first.person.answers("persoon.naam")] == ["Sara Haile"]


def test_a_page_that_comes_back_to_the_front_looks_again(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    page.person.say("Sara Haile")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#jaar")


def test_a_session_that_ended_asks_for_the_code_and_keeps_the_words(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    page.fill("#veld", "Sara Haile")
    token = page.context.cookies(site.address)[0]["value"]
    site.house.access.sign_out(token)
    page.click(".verstuur")
    page.wait_for_selector("#code")
    assert site.house.wording.text("nl", "page.session_ended") in page.inner_text("main")
    page.fill("#code", page.person.case.code)
    page.keyboard.press("Enter")
    page.wait_for_selector("#veld")
    assert page.input_value("#veld") == "Sara Haile"


def test_a_page_load_does_not_wait_for_a_slow_turn(at, open_page, site: Site) -> None:
    """Turns of the core run in threads: one that hangs on a lock must not hold up the others."""
    page = at("nl", "persoon.naam")
    other = site.house.store.connect()  # type: ignore[attr-defined]
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(1.5, lambda: other.execute("ROLLBACK"))
    release.start()
    page.click("[data-payload='move:skip']")
    begun = time.monotonic()
    assert page.request.get(site.address + "/").status == 200
    assert time.monotonic() - begun < 1.0
    page.wait_for_selector("#jaar")
    release.join()
    until(lambda: page.person.answers("persoon.naam") != [])
    other.close()
