"""One answer after another at the desk, by keyboard; what is typed is kept, whatever happens."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from assistant.renditions.model import Review
from tests.conftest import Person
from tests.ui.vertaler import constructed
from tests.ui.vertaler.conftest import begin, saved

RIGHT = "Ik woon met mijn zus en haar twee kinderen in één huis"
WRONG = "Ik woon met mijn zus en haar 7 kinderen in één huis"
NOTE = "Met 'huis' kan ook een kamer bedoeld zijn."


def verdicts(somebody: Person) -> list[str]:
    return [one.verdict for one in somebody.house.store.translation.reviews(somebody.case.case_id)]


def texts(somebody: Person) -> list[tuple[str, str]]:
    made = somebody.house.store.translation.renditions(somebody.case.case_id)
    return [(one.origin, one.text) for one in made]


def until(condition: Callable[[], bool], seconds: float = 8) -> None:
    """Wait for something that happens at the server."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_two_answers_by_keyboard_alone_with_the_keys_the_report_counts(
    house: House, open_page: Callable[..., Page]
) -> None:
    first, second = constructed.waiting(house, "ti"), constructed.waiting(house, "ar")
    page = open_page()
    begin(page)
    expect(page.locator("#vt-original")).to_have_text(constructed.WORDS["ti"])
    expect(page.locator("#vt-text")).to_be_focused()
    # a plain approval: one chord
    page.keyboard.press("Control+Enter")
    expect(page.locator("#vt-original")).to_have_text(constructed.WORDS["ar"])
    assert verdicts(first) == ["goedgekeurd"]
    # a corrected one with a note: the text, Tab, the note, and the same chord
    expect(page.locator("#vt-text")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(RIGHT)
    page.keyboard.press("Tab")
    expect(page.locator("#vt-note")).to_be_focused()
    page.keyboard.type(NOTE)
    page.keyboard.press("Control+Enter")
    expect(
        page.get_by_text("Hierin wacht niets meer").or_(page.get_by_role("heading", name="Er wacht niets"))
    ).to_be_visible()
    assert verdicts(second) == ["goedgekeurd"]
    assert texts(second)[-1] == ("person", RIGHT)
    assert [note.text for note in house.store.translation.notes(second.case.case_id)] == [NOTE]


def test_what_is_typed_survives_a_reload(house: House, open_page: Callable[..., Page]) -> None:
    constructed.waiting(house)
    page = open_page()
    begin(page)
    page.locator("#vt-text").fill(RIGHT)
    page.locator("#vt-note").fill(NOTE)
    saved(page)
    page.reload()
    page.wait_for_selector("[data-item]")
    expect(page.locator("#vt-text")).to_have_value(RIGHT)
    expect(page.locator("#vt-note")).to_have_value(NOTE)
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert RIGHT not in kept and NOTE not in kept, "the browser keeps no words"


def test_an_error_of_the_checks_is_acknowledged_with_a_reason(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.waiting(house, text=WRONG)
    page = open_page()
    begin(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").get_by_text("waarom het toch klopt")).to_be_visible()
    expect(page.locator("[data-why]").first).to_be_focused()
    assert verdicts(somebody) == []
    for field in page.locator("[data-why]").all():
        field.fill("De persoon bedoelt ook de buurkinderen.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Goedgekeurd.", exact=True).first).to_be_visible()
    review = house.store.translation.reviews(somebody.case.case_id)[-1]
    assert review.verdict == "goedgekeurd"
    assert "De persoon bedoelt ook de buurkinderen." in review.acknowledged.values()


def test_the_checks_follow_while_one_types(house: House, open_page: Callable[..., Page]) -> None:
    constructed.waiting(house)
    page = open_page()
    begin(page)
    page.locator("#vt-text").fill(WRONG)
    expect(page.locator(".vt-check.error")).to_contain_text("7")
    page.locator("#vt-text").fill(RIGHT)
    expect(page.locator(".vt-check.error")).to_have_count(0)


def test_asking_again_reaches_the_chat_of_the_person(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.waiting(house)
    page = open_page()
    begin(page)
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("[data-proposal]").first).to_be_focused()
    page.keyboard.press("Enter")
    own = page.locator("#vt-ask-own")
    expect(own).to_be_focused()
    expect(own).to_have_attribute("lang", "ti")
    own.fill("ብኻልእ ቃላት ክትብልዎ ትኽእሉዶ?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("De vraag staat bij de persoon").first).to_be_visible()
    asked = somebody.events("asked_back")
    assert [(one["words"], one["language"]) for one in asked] == [("ብኻልእ ቃላት ክትብልዎ ትኽእሉዶ?", "ti")]
    assert asked[0]["words_nl"]
    page.keyboard.press("z")
    until(lambda: bool(somebody.events("asked_back_withdrawn")))


def test_who_knows_the_person_sees_nothing_from_that_moment(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.waiting(house)
    constructed.machine(house, constructed.source_of(somebody), RIGHT)
    page = open_page()
    begin(page)
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", name="U kent deze persoon")).to_be_focused()
    assert constructed.WORDS["ti"] not in page.content() and RIGHT not in page.content()
    assert house.store.translation.passed(constructed.LOGIN) == [], "nothing happens before it is confirmed"
    page.get_by_role("button", name="Nee, terug").click()
    expect(page.locator("#vt-original")).to_have_text(constructed.WORDS["ti"])
    page.get_by_role("button", name="Ik ken deze persoon").click()
    page.get_by_role("button", name="Ja, ik ken deze persoon").click()
    expect(page.get_by_role("heading", name="Er wacht niets")).to_be_visible()
    assert [one.case_id for one in house.store.translation.passed(constructed.LOGIN)] == [somebody.case.case_id]
    assert verdicts(somebody) == []


def test_an_approval_is_taken_back_within_ten_seconds(house: House, open_page: Callable[..., Page]) -> None:
    first = constructed.waiting(house, "ti")
    constructed.waiting(house, "ar")
    page = open_page()
    begin(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#vt-original")).to_have_text(constructed.WORDS["ar"])
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    expect(page.locator("#vt-original")).to_have_text(constructed.WORDS["ti"])
    assert verdicts(first) == ["goedgekeurd", "ingetrokken"]
    expect(page.get_by_role("button", name="Ongedaan maken")).to_be_hidden()


def test_a_colleague_who_has_the_item_now_does_not_cost_the_text(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.waiting(house)
    source = constructed.source_of(somebody).id or 0
    page = open_page()
    begin(page)
    # what happens when the lease ran out meanwhile
    house.store.translation.give_back(source, constructed.LOGIN)
    assert house.store.translation.take(
        source, constructed.OTHER, "2026-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00"
    )
    page.locator("#vt-text").fill(RIGHT)
    expect(page.get_by_role("alert").get_by_text("niet meer bij u")).to_be_visible()
    expect(page.locator("#vt-text")).to_have_value(RIGHT)
    house.store.translation.give_back(source, constructed.OTHER)
    page.get_by_role("button", name="Opnieuw nemen").click()
    saved(page)
    expect(page.locator("#vt-text")).to_have_value(RIGHT)
    page.keyboard.press("Control+Enter")
    until(lambda: verdicts(somebody) == ["goedgekeurd"])
    assert texts(somebody)[-1] == ("person", RIGHT)


def test_a_second_window_does_not_write_over_the_first(house: House, open_page: Callable[..., Page]) -> None:
    constructed.waiting(house)
    page = open_page()
    begin(page)
    other = open_page(context=page.context)
    other.wait_for_selector("[data-begin]:focus")
    other.keyboard.press("Enter")
    other.locator("#vt-text").fill("in het tweede venster")
    saved(other)
    page.locator("#vt-text").fill("in het eerste venster")
    expect(page.get_by_text("in een ander venster veranderd")).to_be_visible()
    expect(page.locator("#vt-text")).to_have_value("in het eerste venster")
    page.get_by_role("button", name="Toon de andere tekst").click()
    expect(page.locator("#vt-text")).to_have_value("in het tweede venster")


def test_when_saving_fails_it_is_said_and_tried_again(
    house: House, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.store import StoreBusy
    from translations.desk import Desk

    somebody = constructed.waiting(house)
    page = open_page()
    begin(page)
    whole = Desk.keep_draft

    def busy(*_: object, **__: object) -> None:
        raise StoreBusy("busy")

    monkeypatch.setattr(Desk, "keep_draft", busy)
    page.locator("#vt-text").fill(RIGHT)
    expect(page.locator("[data-saved][data-state=fault]")).to_contain_text("Niet bewaard")
    expect(page.locator("#vt-text")).to_have_value(RIGHT)
    monkeypatch.setattr(Desk, "keep_draft", whole)
    saved(page)
    draft = house.store.translation.draft(constructed.source_of(somebody).id or 0, constructed.LOGIN)
    assert draft is not None and draft["text"] == RIGHT


def test_a_question_of_the_consulent_stands_above_the_words(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.waiting(house)
    source = constructed.source_of(somebody)
    made = house.store.translation.renditions(somebody.case.case_id)[-1]
    with house.store.translation.writing() as writer:
        writer.review(
            Review(
                source.id or 0,
                made.id,
                "aan_te_passen",
                "consulent",
                "consulent",
                source.at,
                "Hoeveel kinderen zijn het?",
            )
        )
    page = open_page()
    begin(page)
    expect(page.get_by_role("region", name="Teruggestuurd met een vraag")).to_contain_text("Hoeveel kinderen zijn het?")


def test_a_message_to_the_person_is_translated_the_other_way(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.says(house, "ar", constructed.WORDS["ar"])
    constructed.machine(house, constructed.source_of(somebody), RIGHT)
    constructed.message(house, somebody, "Kunt u donderdag komen?")
    page = open_page()
    begin(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#vt-original")).to_have_text("Kunt u donderdag komen?")
    expect(page.locator("#vt-text")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("button", name="Terugvragen")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").get_by_text("Er staat nog geen vertaling")).to_be_visible()


def test_leaving_gives_the_item_back_and_keeps_what_was_typed(house: House, open_page: Callable[..., Page]) -> None:
    somebody = constructed.waiting(house)
    page = open_page()
    begin(page)
    page.locator("#vt-text").fill(RIGHT)
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    draft = page.get_by_role("button", name="Wonen, Tigrinya (")
    expect(draft).to_be_visible()
    assert not house.store.translation.held("2026-01-01T00:00:00+00:00")
    draft.click()
    expect(page.locator("#vt-text")).to_have_value(RIGHT)
    assert verdicts(somebody) == []


def test_an_empty_queue_says_what_will_come_and_it_comes_by_itself(
    house: House, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    expect(page.get_by_text("iemand in een van uw talen iets in eigen woorden vertelt")).to_be_visible()
    constructed.waiting(house)
    expect(page.get_by_role("button", name="Begin met het oudste")).to_be_visible(timeout=20_000)
