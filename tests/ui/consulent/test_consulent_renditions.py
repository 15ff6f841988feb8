"""What a consulent sees of translations: the Dutch beside the words, how far to trust it, and what can be done about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.house import House
from assistant.renditions.model import Note
from assistant.renditions.readers import excluded_readers
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE, choose, cookie
from tests.ui.consulent.test_consulent_for_everybody import serious
from tests.ui.consulent.test_consulent_record import HOSTILE
from tests.ui.consulent.translated_cases import (
    REVIEWER,
    REVIEWER_NAME,
    add_reviewer,
    translated_arabic,
    translated_dari,
    translated_tigrinya,
)

COLOURS = {
    "missing": "rgb(91, 100, 112)", "machine": "rgb(117, 76, 0)", "back": "rgb(117, 76, 0)",
    "person": "rgb(91, 100, 112)", "approved": "rgb(31, 107, 58)", "outdated": "rgb(163, 35, 31)",
}  # fmt: skip


def line(page: Page, question: str) -> Locator:
    return page.locator(f'.cs-line[data-key="{question}"]')


def dutch(page: Page, question: str) -> Locator:
    """What stands in Dutch now, without the versions of before."""
    return line(page, question).locator("> .cs-dutch")


STATES = [
    ("werk.droombaan", "approved", "goedgekeurd door een cultuurvertaler", "Ik wil graag verpleegkundige worden."),
    ("werk.broodbaan", "machine", "vertaald door een computer, niet nagekeken", "In de keuken of schoon."),
    ("wensen.drie_jaar", "back", "moet worden aangepast", "Ik woon in de stad met mijn kind."),
    ("wensen.helpt", "person", "door een mens vertaald, nog niet goedgekeurd", "Mijn zus helpt mij."),
    ("wensen.dit_jaar", "outdated", "verouderd: het antwoord is daarna veranderd", "Werk."),
]


def test_each_state_in_words_with_its_colour_and_shape(house: House, open_desk: Callable[..., Page]) -> None:
    add_reviewer(house)
    translated_tigrinya(house)
    page = open_desk()
    choose(page, "Selam T.")
    for question, tone, words, text in STATES:
        shown = dutch(page, question).locator(".cs-rendered")
        expect(shown).to_have_attribute("data-state", tone)
        expect(shown.locator(".cs-standing").first).to_have_text(words)
        expect(shown.locator(".cs-standing svg").first).to_be_visible()
        assert shown.locator(".cs-standing").first.evaluate("e => getComputedStyle(e).color") == COLOURS[tone]
        expect(shown.locator(".cs-value")).to_have_text(text)
    # an outdated approval has no mark of an approved text
    expect(page.locator(".cs-line > .cs-dutch .cs-standing.approved")).to_have_count(1)
    expect(line(page, "werk.droombaan").locator(".cs-rendered")).to_contain_text(REVIEWER_NAME)
    expect(line(page, "persoon.naam").locator(".cs-dutch")).to_contain_text("wordt niet vertaald")


@pytest.mark.parametrize(
    ("make", "label", "question"),
    [
        (translated_tigrinya, "Selam T.", "werk.broodbaan"),
        (translated_arabic, "Omar H.", "werk.droombaan"),
        (translated_dari, "Gezin Ahmadi", "werk.droombaan"),
    ],
)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_dutch_stands_beside_the_words_and_on_a_phone_above_them(
    house: House, open_desk: Callable[..., Page], make: Callable[[House], Any], label: str, question: str,
    size: tuple[int, int],
) -> None:  # fmt: skip
    make(house)
    page = open_desk(size)
    choose(page, label)
    text = dutch(page, question).bounding_box()
    own = line(page, question).locator("> .cs-own").bounding_box()
    assert text and own
    if size == WIDE:
        assert own["x"] >= text["x"] + text["width"]
    else:
        assert own["y"] >= text["y"] + text["height"]
    case = page.locator(".cs-case")
    assert case.evaluate("e => e.scrollWidth <= e.clientWidth"), "nothing sticks out"


def test_the_note_is_apart_from_the_text_and_says_who_wrote_it(house: House, open_desk: Callable[..., Page]) -> None:
    add_reviewer(house)
    translated_tigrinya(house)
    page = open_desk()
    choose(page, "Selam T.")
    note = line(page, "werk.droombaan").get_by_role("complementary", name="Toelichting van de cultuurvertaler")
    expect(note).to_contain_text("niet gezegd door de persoon")
    expect(note).to_contain_text("ook wie zonder diploma")
    expect(note).to_contain_text(REVIEWER_NAME)
    for apart in (".cs-value", ".cs-words"):
        expect(line(page, "werk.droombaan").locator(apart).first).not_to_contain_text("diploma")


def test_where_a_text_came_from_unfolds(house: House, open_desk: Callable[..., Page]) -> None:
    translated_dari(house)
    page = open_desk()
    choose(page, "Gezin Ahmadi")
    origin = line(page, "werk.droombaan").locator(".cs-origin")
    expect(origin.locator("dl")).to_be_hidden()
    origin.locator("summary").click()
    expect(origin).to_contain_text("computer: fa_en 1.5, en_nl 1.5, via Farsi, Engels ertussen")
    expect(origin.locator('[lang="en"]')).to_have_text("I want to become a tailor.")
    remembered = line(page, "werk.broodbaan")
    expect(remembered.locator(".cs-standing")).to_have_text("overgenomen van een eerdere vertaling, niet nagekeken")
    remembered.locator(".cs-origin summary").click()
    expect(remembered.locator(".cs-origin")).to_contain_text("vertaalgeheugen")
    expect(remembered.locator(".cs-origin")).to_contain_text("92% gelijk")
    expect(line(page, "wensen.drie_jaar").locator(".cs-dutch")).to_contain_text("nog niet vertaald")


def test_a_draft_an_approval_a_note_and_a_change_appear_by_themselves(
    house: House, open_desk: Callable[..., Page]
) -> None:
    add_reviewer(house)
    case = translated_arabic(house)
    page = open_desk()
    choose(page, "Omar H.")
    words, now = line(page, "werk.broodbaan"), dutch(page, "werk.broodbaan")
    expect(now.locator(".cs-standing")).to_have_text("nog niet vertaald")
    source = case.source("werk.broodbaan")
    case.drafted(source, "Chauffeur van leveringen.", via=None)
    expect(now.locator(".cs-standing")).to_have_text("vertaald door een computer, niet nagekeken")
    case.approved(source, "Bezorger.", "Bedoelt met een scooter.")
    expect(now.locator(".cs-standing")).to_have_text("goedgekeurd door een cultuurvertaler")
    expect(now.locator(".cs-value")).to_have_text("Bezorger.")
    expect(words.locator(".cs-note")).to_contain_text("Bedoelt met een scooter.")
    expect(words.locator(".cs-origin")).to_contain_text("Chauffeur van leveringen.")
    expect(page.locator(".cs-row", has_text="Omar H.")).to_contain_text("1 vertaling niet nagekeken")
    case.pen.say("werk.broodbaan", "كهربائي", "كهربائي", understood_by="words")
    expect(now.locator(".cs-standing")).to_have_text("verouderd: het antwoord is daarna veranderd")
    expect(words.locator("> .cs-own .cs-words")).to_have_text("كهربائي")
    expect(words.locator(".cs-standing.approved:visible")).to_have_count(0)
    words.get_by_text("1 eerdere versie").click()
    before = words.locator(".cs-history li")
    expect(before.locator(".cs-words")).to_have_text("سائق توصيل")
    expect(before.locator(".cs-value")).to_have_text("Bezorger.")
    expect(before.locator(".cs-standing")).to_have_text("goedgekeurd door een cultuurvertaler")


def test_what_is_asked_again_stands_under_its_line_with_the_reply(house: House, open_desk: Callable[..., Page]) -> None:
    case = translated_tigrinya(house)
    page = open_desk()
    choose(page, "Selam T.")
    waiting = line(page, "inburgering.groep")
    expect(waiting.locator(".cs-standing.asked")).to_have_text("wordt opnieuw gevraagd")
    expect(waiting.locator("[data-asked]")).to_contain_text("Waarom is dat zo?")
    expect(waiting.locator("[data-asked]")).to_contain_text("ንምንታይ?")
    expect(waiting.locator("[data-asked]")).to_contain_text("nog geen antwoord van de persoon")
    answered = line(page, "wensen.waarom").locator("[data-asked]")
    expect(answered).to_contain_text("ንደቀይ ግዜ ክህልወኒ ይደሊ")
    expect(answered.locator(".cs-standing")).to_have_text("vertaald door een computer, niet nagekeken")
    expect(answered).to_contain_text("Ik wil tijd hebben voor mijn kinderen.")
    (asked,) = [
        event.id
        for event in house.store.events(case.pen.case.case_id)
        if event.kind == "asked_back" and event.data["question"] == "inburgering.groep"
    ]
    case.replied(int(asked or 0), case.source("inburgering.groep"), "ምስ ሰብኡት ሓፋር እየ")
    expect(waiting.locator("[data-asked]")).to_contain_text("ምስ ሰብኡት ሓፋር እየ")
    expect(waiting.locator(".cs-standing.asked")).to_have_count(0)
    expect(page.locator("[data-said]")).to_have_count(1)  # a reply stands with its question and nowhere else


def test_a_question_that_is_passed_over_or_taken_back_says_so(house: House, open_desk: Callable[..., Page]) -> None:
    case = translated_tigrinya(house)
    source = case.source("wensen.helpt")
    for kind, more in (("asked_back_passed", {"state": "wil_niet_zeggen"}), ("asked_back_withdrawn", {})):
        asked = case.asked(source, "መን?", f"Wie bedoelt u? {kind}")
        case.pen.event(kind, asked=asked, source=source.id, **more)
    page = open_desk()
    choose(page, "Selam T.")
    about = line(page, "wensen.helpt").locator("[data-asked]")
    expect(about.nth(0)).to_contain_text("de persoon wil het niet zeggen")
    expect(about.nth(1)).to_contain_text("de vraag is ingetrokken")


def test_what_was_said_beside_the_answers_has_its_dutch(house: House, open_desk: Callable[..., Page]) -> None:
    translated_tigrinya(house)
    page = open_desk()
    choose(page, "Selam T.")
    said = page.locator("[data-said=question]")
    expect(said.locator(".cs-value")).to_have_text("Wie zorgt voor de kinderen tijdens de les?")
    expect(said.locator(".cs-words")).to_have_text("ኣብ ግዜ ትምህርቲ ንቖልዑ መን ይሕልዎም?")
    expect(said.locator(".cs-standing")).to_have_text("vertaald door een computer, niet nagekeken")


def test_a_translation_is_sent_back_with_a_question(house: House, open_desk: Callable[..., Page]) -> None:
    case = translated_tigrinya(house)
    page = open_desk()
    choose(page, "Selam T.")
    line(page, "werk.broodbaan").get_by_role("button", name="Terugsturen met een vraag").click()
    dialog = page.get_by_role("dialog", name="Terugsturen naar de cultuurvertaler")
    expect(dialog).to_contain_text("Bij: Broodbaan")
    expect(dialog).to_contain_text("In de keuken of schoon.")
    dialog.get_by_role("button", name="Terugsturen", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Schrijf uw vraag aan de cultuurvertaler")
    dialog.get_by_label("Wat klopt er niet").fill("Bedoelt zij <b>schoonmaken</b>?")
    dialog.get_by_role("button", name="Terugsturen", exact=True).click()
    expect(dialog).to_be_hidden()
    shown = line(page, "werk.broodbaan").locator(".cs-rendered")
    expect(shown.locator(".cs-standing")).to_have_text("moet worden aangepast")
    expect(shown.locator(".cs-returned")).to_contain_text("Bedoelt zij <b>schoonmaken</b>?")
    expect(shown.locator(".cs-returned")).to_contain_text(constructed.NAME)
    sent = house.store.translation.reviews(case.pen.case.case_id)[-1]
    assert (sent.verdict, sent.by, sent.role, sent.reason) == (
        "aan_te_passen", constructed.LOGIN, "consulent", "Bedoelt zij <b>schoonmaken</b>?",
    )  # fmt: skip
    expect(line(page, "wensen.dit_jaar").get_by_role("button", name="Terugsturen")).to_have_count(0)


def test_a_message_is_written_translated_read_and_answered(house: House, open_desk: Callable[..., Page]) -> None:
    case = translated_dari(house)
    page = open_desk()
    choose(page, "Gezin Ahmadi")
    page.get_by_text("Bericht schrijven").click()
    page.get_by_role("button", name="Bericht sturen").click()
    expect(page.get_by_role("alert").get_by_text("Schrijf eerst het bericht.")).to_be_visible()
    page.get_by_label("Uw bericht").fill("Wij zien u dinsdag.")
    page.get_by_role("button", name="Bericht sturen").click()
    message = page.locator(".cs-message")
    expect(message).to_contain_text("Wij zien u dinsdag.")
    expect(message.locator(".cs-rendered .cs-standing")).to_have_text("nog niet vertaald")
    expect(message).to_contain_text("nog niet gelezen")
    expect(page.get_by_label("Uw bericht")).to_have_value("")
    source = case.source(about="message")
    assert (source.from_language, source.to_language, source.words) == ("nl", "prs", "Wij zien u dinsdag.")
    case.approved(source, "سه‌شنبه شما را می‌بینیم.")
    expect(message.locator('.cs-rendered .cs-value[lang="prs"]')).to_have_text("سه‌شنبه شما را می‌بینیم.")
    expect(message.locator(".cs-rendered .cs-standing")).to_have_text("goedgekeurd door een cultuurvertaler")
    case.pen.event("message_read", message=source.ref)
    expect(message).to_contain_text(re.compile("gelezen, (vandaag|gisteren)"))  # a case of some hours ago
    case.pen.event("question", words="تشکر", language="prs", question=None, message=source.ref)
    expect(message.locator("[data-reply]")).to_contain_text("تشکر")
    expect(page.locator("[data-said]")).to_have_count(0)  # the reply stands with the message


@pytest.mark.parametrize(
    ("language", "words", "fault"),
    [
        ("ti", "", "Schrijf eerst het bericht."),
        ("ti", " … !", "Schrijf eerst het bericht."),
        ("ti", "a" * 501, "hoogstens 500 tekens"),
        (None, "Wij bellen u.", "nog geen taal gekozen"),
    ],
)
def test_a_message_that_cannot_be_sent_says_why(
    house: House, ask: Callable[..., httpx.Response], language: str | None, words: str, fault: str
) -> None:
    made = house.access.new_case(language=language, label="Proef", created_by="test", constructed=True)
    answer = ask("write", {"case": made.case_id, "words": words}, cookie(house)).json()
    assert fault in answer["fault"]
    assert house.store.events(made.case_id) == []


def test_a_message_to_somebody_who_reads_dutch_needs_no_translation(
    house: House, ask: Callable[..., httpx.Response]
) -> None:
    made = house.access.new_case(language="nl", label="Proef", created_by="test", constructed=True)
    assert ask("write", {"case": made.case_id, "words": "Wij bellen u."}, cookie(house)).json() == {}
    (message,) = house.record_view(made.case_id).messages
    assert (message.words, message.rendition) == ("Wij bellen u.", None)
    assert house.store.translation.sources(made.case_id) == []


def test_who_may_not_review_is_kept_for_the_person(house: House, open_desk: Callable[..., Page]) -> None:
    add_reviewer(house)
    pen = constructed.tigrinya_case(house)
    page = open_desk()
    choose(page, "Selam T.")
    page.locator(".cs-readers summary").click()
    readers = page.locator(".cs-readers")
    expect(readers).to_contain_text("Niemand is uitgesloten.")
    for choice in ("een man", "iemand uit de eigen gemeenschap", REVIEWER_NAME):
        readers.get_by_label("Sluit uit namens de persoon").select_option(label=choice)
        readers.get_by_role("button", name="Mag niet nakijken").click()
        expect(readers.locator("li b", has_text=choice)).to_be_visible()
    kept = excluded_readers(house.store.events(pen.case.case_id))
    assert [(one.what, one.value, one.by) for one in kept] == [
        ("gender", "man", constructed.LOGIN), ("community", "own", constructed.LOGIN), ("login", REVIEWER, constructed.LOGIN),
    ]  # fmt: skip
    expect(page.locator(".cs-readers summary")).to_have_text("Wie mag niet nakijken (3)")
    readers.get_by_role("button", name="Mag weer nakijken: een man").click()
    expect(readers.locator("li b", has_text="een man")).to_have_count(0)
    assert [one.what for one in excluded_readers(house.store.events(pen.case.case_id))] == ["community", "login"]
    page.get_by_text("Wat er gebeurde").click()
    expect(page.locator(".cs-events")).to_contain_text(f"Mag weer nakijken: een man ({constructed.LOGIN})")


@pytest.mark.parametrize("what", [("login", "niemand"), ("gender", "x"), ("<b>", "y"), ("", "")])
def test_only_what_can_be_chosen_is_kept(
    house: House, ask: Callable[..., httpx.Response], what: tuple[str, str]
) -> None:
    pen = constructed.tigrinya_case(house)
    asked = {"case": pen.case.case_id, "what": what[0], "value": what[1]}
    assert ask("set_reader", asked, cookie(house)).json() == {"fault": "Kies eerst wie niet mag nakijken."}
    assert ask("set_reader", {**asked, "allow": True}, cookie(house)).json() == {}
    assert excluded_readers(house.store.events(pen.case.case_id)) == []


def test_a_translation_of_another_case_is_not_sent_back(house: House, ask: Callable[..., httpx.Response]) -> None:
    case, other = translated_arabic(house), translated_dari(house)
    source = case.source("werk.droombaan")
    asked = {"case": other.pen.case.case_id, "source": source.id, "reason": "Waarom?"}
    assert "is er niet (meer)" in ask("send_back", asked, cookie(house)).json()["fault"]
    assert "is er niet (meer)" in ask("send_back", {**asked, "source": "1; --"}, cookie(house)).json()["fault"]
    nothing = {"case": other.pen.case.case_id, "source": other.source("wensen.drie_jaar").id, "reason": "Waarom?"}
    assert "is er niet (meer)" in ask("send_back", nothing, cookie(house)).json()["fault"]
    assert "Deze zaak" in ask("send_back", {**asked, "case": "weg"}, cookie(house)).json()["fault"]


def test_whatever_stands_in_a_translation_a_note_or_a_message_is_text(
    house: House, open_desk: Callable[..., Page]
) -> None:
    case = translated_arabic(house)
    source = case.source("werk.broodbaan")
    case.drafted(source, HOSTILE, pivot=HOSTILE, made_by=HOSTILE)
    with house.store.translation.writing() as writer:
        writer.note(Note(int(source.id or 0), HOSTILE, HOSTILE, case.pen.at.isoformat()))
    asked = case.asked(source, HOSTILE, HOSTILE)
    case.replied(asked, source, HOSTILE)
    case.decided(source, "aan_te_passen", HOSTILE, by=constructed.LOGIN)
    case.message(HOSTILE)
    case.drafted(case.source(about="message"), HOSTILE)
    case.pen.event("reader_excluded", what="login", value=HOSTILE, by=HOSTILE)
    page = open_desk()
    choose(page, "Omar H.")
    for summary in page.locator(".cs-record summary:visible").all():
        summary.click()
    for place in (".cs-value", ".cs-note", ".cs-returned", ".cs-origin", "[data-asked]"):
        expect(line(page, "werk.broodbaan").locator(place).first).to_contain_text("**vet**")
    expect(page.locator(".cs-messages")).to_contain_text("{{ 7*7 }} ${7*7}")
    assert page.locator(".cs-record img, .cs-record script").count() == 0
    assert page.evaluate("window.broken") is None
    assert page.locator(".cs-record").count() == 1
    assert "\u202e" not in page.locator(".cs-record").inner_text()


def test_what_is_not_reviewed_can_be_found(house: House, open_desk: Callable[..., Page]) -> None:
    translated_tigrinya(house)
    page = open_desk()
    choose(page, "Selam T.")
    expect(page.locator(".cs-row", has_text="Selam T.")).to_contain_text("10 vertalingen niet nagekeken")
    expect(page.locator('[data-jump="topic-wensen"]')).to_contain_text("4 niet nagekeken")
    page.locator(".cs-filter[data-filter=lines]").get_by_text("Niet nagekeken").click()
    found = {shown.get_attribute("data-key") for shown in page.locator(".cs-line:visible").all()}
    assert found == {
        "werk.broodbaan", "wensen.drie_jaar", "wensen.dit_jaar", "wensen.waarom", "wensen.helpt", "inburgering.groep",
    }  # fmt: skip


def test_what_a_reader_writes_stays_while_the_record_follows(house: House, open_desk: Callable[..., Page]) -> None:
    case = translated_dari(house)
    page = open_desk()
    choose(page, "Gezin Ahmadi")
    page.get_by_text("Bericht schrijven").click()
    page.get_by_label("Uw bericht").fill("Half af")
    line(page, "werk.droombaan").locator(".cs-origin summary").click()
    page.get_by_label("Uw bericht").focus()
    case.drafted(case.source("wensen.drie_jaar"), "Ons eigen huis.")
    expect(line(page, "wensen.drie_jaar").locator(".cs-value")).to_have_text("Ons eigen huis.")
    expect(page.get_by_label("Uw bericht")).to_have_value("Half af")
    expect(page.get_by_label("Uw bericht")).to_be_focused()
    expect(line(page, "werk.droombaan").locator(".cs-origin dl")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious_in_any_state(
    house: House, open_desk: Callable[..., Page], size: tuple[int, int]
) -> None:
    add_reviewer(house)
    translated_tigrinya(house)
    page = open_desk(size, reduced_motion="reduce")
    choose(page, "Selam T.")
    for summary in page.locator(".cs-record summary:visible").all():
        summary.click()
    assert serious(page) == []
    assert not re.search(r"\bmachine\b|rendition|pivot|None", page.locator(".cs-record").inner_text())
    line(page, "werk.broodbaan").get_by_role("button", name="Terugsturen met een vraag").click()
    assert serious(page) == []


def test_a_recording_can_be_heard_and_waits_for_somebody_who_writes_it_down(
    house: House, open_desk: Callable[..., Page]
) -> None:
    add_reviewer(house)
    case = translated_dari(house)
    case.pen.say("wensen.waarom", None, "", understood_by="recording", detail={"recording": 7, "milliseconds": 4000})
    page = open_desk()
    choose(page, "Gezin Ahmadi")
    spoken = line(page, "wensen.waarom")
    expect(spoken.locator(".cs-own audio")).to_have_attribute("src", "/opnamen/7")
    expect(spoken.locator(".cs-own")).to_contain_text("ingesproken, nog niet opgeschreven")
    source = case.source("wensen.waarom")
    case.made(source, "برای اولادهایم", origin="person", made_by=REVIEWER, purpose="transcription")
    expect(spoken.locator(".cs-own .cs-words")).to_have_text("برای اولادهایم")
    expect(spoken.locator(".cs-own")).to_contain_text(f"opgeschreven door {REVIEWER_NAME}")
    expect(spoken.locator(".cs-standing")).to_have_text("nog niet vertaald")
