"""Speaking an answer and listening to a question, in a real browser with a constructed microphone (a beep)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.recordings import Recordings, Vault
from assistant.store.translation import Reviewer
from tests.ui.conftest import CHROMIUM_OPTIONS, Site
from translations.texts import text_hash

QUESTION = "wensen.drie_jaar"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Debian's chromium: install the package chromium")
    microphone = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=[*CHROMIUM_OPTIONS, *microphone])
        yield browser
        browser.close()


@pytest.fixture
def listened_to(site: Site) -> Iterator[None]:
    """Somebody who speaks Tigrinya listens."""
    site.house.store.translation.set_reviewer(Reviewer("selam", ("ti",)))
    yield
    site.house.store.translation.set_reviewer(Reviewer("selam", ()))


def speak(page: Page) -> None:
    page.click(".spreek")
    page.click(".stem .hoofd")
    page.click("[data-opnemen]")
    page.wait_for_function("() => document.querySelector('[data-seconden]')?.textContent.includes('2')")
    page.click("[data-klaar]")


def test_an_answer_is_spoken_and_kept(site: Site, at: Callable[..., Page], listened_to: None) -> None:
    page = at("ti", QUESTION)
    person = page.person  # type: ignore[attr-defined]
    page.click(".spreek")
    # nothing is recorded before the person agreed, and the explanation stands there first
    expect(page.locator(".stem .mededeling").first).to_be_visible()
    page.click(".stem .hoofd")
    page.click("[data-opnemen]")
    page.wait_for_function("() => document.querySelector('[data-seconden]')?.textContent.includes('2')")
    page.click("[data-klaar]")
    expect(page.locator(".stem audio")).to_be_visible()
    before = page.locator(".vraag h1").inner_text()
    page.click("[data-versturen]")
    page.wait_for_function("before => document.querySelector('.vraag h1')?.textContent !== before", arg=before)
    (answer,) = person.answers(QUESTION)
    assert answer.understood_by == "recording"
    recording = site.house.store.translation.recording(answer.detail["recording"])
    assert recording is not None and recording.media_type == "audio/webm" and 1500 < recording.milliseconds < 9000
    sound = Recordings(site.house.store.translation, Vault(site.house.data, site.house.keyring)).sound(recording)
    assert sound[:4] == b"\x1a\x45\xdf\xa3" and len(sound) > 1000


def test_a_connection_that_fails_loses_no_take(site: Site, at: Callable[..., Page], listened_to: None) -> None:
    page = at("ti", QUESTION)
    person = page.person  # type: ignore[attr-defined]
    speak(page)
    page.context.set_offline(True)
    page.click("[data-versturen]")
    expect(page.locator(".stem .melding")).to_be_visible()
    expect(page.locator(".stem audio")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_selector(".stem", state="detached", timeout=15000)
    assert len(person.answers(QUESTION)) == 1


def test_nobody_listens_and_nothing_is_offered(site: Site, at: Callable[..., Page]) -> None:
    page = at("ti", QUESTION)
    expect(page.locator("textarea")).to_be_visible()
    assert page.locator(".spreek").count() == 0


def test_a_closed_question_is_never_spoken(site: Site, at: Callable[..., Page], listened_to: None) -> None:
    page = at("ti", "gezin.partner")
    expect(page.locator(".knoppen").first).to_be_visible()
    assert page.locator(".spreek").count() == 0


def test_rather_not_goes_back_to_writing(site: Site, at: Callable[..., Page], listened_to: None) -> None:
    page = at("ti", QUESTION)
    person = page.person  # type: ignore[attr-defined]
    page.click(".spreek")
    page.click(".stem .gewoon")
    expect(page.locator("textarea")).to_be_visible()
    assert not [event for event in site.house.store.events(person.case.case_id) if event.kind == "consent"]


def test_taking_the_agreement_back_destroys_the_recordings(
    site: Site, at: Callable[..., Page], listened_to: None
) -> None:
    page = at("ti", QUESTION)
    person = page.person  # type: ignore[attr-defined]
    speak(page)
    page.click("[data-versturen]")
    page.wait_for_selector(".stem", state="detached")
    (answer,) = person.answers(QUESTION)
    # back to the same question, to the recorder, and out of it
    person.reply = site.house.conversation.screen(person.case.case_id)
    person.press(f"change:{QUESTION}")
    page.reload()
    page.click(".spreek")
    page.click(".stem .zacht:last-child")
    page.wait_for_selector(".stem", state="detached")
    assert site.house.store.translation.recording(answer.detail["recording"]) is None


def test_what_was_read_aloud_can_be_listened_to(site: Site, at: Callable[..., Page], listened_to: None) -> None:
    house = site.house
    page = at("ti", QUESTION)
    person = page.person  # type: ignore[attr-defined]
    speak(page)
    page.click("[data-versturen]")
    page.wait_for_selector(".stem", state="detached")
    recordings = Recordings(house.store.translation, Vault(house.data, house.keyring))
    (answer,) = person.answers(QUESTION)
    taken = house.store.translation.recording(answer.detail["recording"])
    assert taken is not None
    wording, text_id = house.wording, f"{QUESTION}.text"
    recordings.keep_text(
        recordings.sound(taken), 2000, language="ti", text_id=text_id,
        text_hash=text_hash(wording.text("ti", text_id)), by="selam",
    )  # fmt: skip
    recordings.keep_text(
        recordings.sound(taken), 2000, language="ti", text_id=f"{QUESTION}.help", text_hash="of an earlier wording",
        by="selam",
    )  # fmt: skip
    page = at("ti", QUESTION)
    played: list[str] = []
    page.on("request", lambda request: played.append(request.url) if "/opnamen/" in request.url else None)
    page.click(".luister:not(.spreek)")
    page.wait_for_function("() => document.querySelector('.vraag h1').classList.contains('klinkt')")
    page.wait_for_function("() => !document.querySelector('.klinkt')", timeout=15000)
    # the text that was changed since it was read is not played
    assert len({url.split("/")[-1] for url in played}) == 1
