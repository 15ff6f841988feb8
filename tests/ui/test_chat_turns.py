"""The answers a page can give: buttons, lists, dates in parts, numbers, changes, another language, the read-back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.ui.conftest import Site, walk_to

NASTY = '<img src=x onerror="document.title=1"><b>vet</b> **ster** {{value}} [klik](javascript:alert(1))'


AFTER_THE_BIRTHDAY = """[data-payload='answer:"asielstatushouder"']"""


def value_of(page: Page, question: str) -> object:
    page.wait_for_function("() => !document.querySelector('.bezig')")
    return page.person.answers(question)[-1].value  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["ti", "prs", "ar", "nl"])
@pytest.mark.parametrize(
    ("day", "month", "year", "value"),
    [
        ("12", "5", "1996", "1996-05-12"),
        ("", "5", "1996", "1996-05"),
        ("١٢", "5", "١٩٩٦", "1996-05-12"),
        ("۷", "11", "۱۹۸۸", "1988-11-07"),
    ],
)
def test_a_date_in_parts(at, language: str, day: str, month: str, year: str, value: str) -> None:
    page = at(language, "persoon.geboortedatum")
    page.fill("#dag", day)
    page.select_option("#maand", month)
    page.fill("#jaar", year)
    page.click(".datum .knop")
    page.wait_for_selector(AFTER_THE_BIRTHDAY)
    assert value_of(page, "persoon.geboortedatum") == value


def test_the_year_alone_is_read_like_words_because_it_can_be_of_any_calendar(at, site: Site) -> None:
    page = at("nl", "persoon.geboortedatum")
    page.fill("#jaar", "1990")
    page.click(".datum .knop")
    page.wait_for_selector(f"{AFTER_THE_BIRTHDAY}, .soort-confirm")
    assert site.dialogue.seen[-1]["message"] == "1990"


@pytest.mark.parametrize(
    ("day", "month", "year", "text_id", "field"),
    [("3", "2", "", "page.year_missing", "jaar"), ("3", "", "1990", "page.month_missing", "maand")],
)
def test_a_date_with_a_part_missing_says_which(at, site: Site, day, month, year, text_id, field) -> None:
    page = at("nl", "persoon.geboortedatum")
    page.fill("#dag", day)
    page.select_option("#maand", month)
    page.fill("#jaar", year)
    page.click(".datum .knop")
    assert page.inner_text("#datum-fout") == site.house.wording.text("nl", text_id)
    assert page.evaluate("document.activeElement.id") == field


@pytest.mark.parametrize(("year", "text_id"), [("2031", "date_in_future"), ("1850", "date_too_early")])
def test_a_date_that_cannot_be_is_refused_in_words(at, site: Site, year: str, text_id: str) -> None:
    page = at("nl", "persoon.geboortedatum")
    page.fill("#dag", "1")
    page.select_option("#maand", "1")
    page.fill("#jaar", year)
    page.click(".datum .knop")
    page.wait_for_selector(".briefje.problem")
    assert site.house.wording.text("nl", f"talk.problem.{text_id}") in page.inner_text(".briefje.problem")
    assert page.person.answers("persoon.geboortedatum") == []
    assert [page.input_value(f"#{part}") for part in ("dag", "maand", "jaar")] == ["1", "1", year], (
        "what was filled in stays"
    )


@pytest.mark.parametrize(
    ("language", "letters", "code"),
    [
        ("nl", "duits", "DE"),
        ("nl", "curac", "CW"),
        ("ar", "ايران", "IR"),
        ("ar", "الصو", "SO"),
        ("prs", "پاكس", "PK"),
        ("ti", "ሱዳን", "SD"),
    ],
)
def test_a_country_is_found_by_its_first_letters(at, site: Site, language: str, letters: str, code: str) -> None:
    page = at(language, "persoon.geboorteland")
    page.fill("#veld", letters)
    page.wait_for_selector(f".gevonden [data-payload='answer:\"{code}\"']")
    assert page.locator(".gevonden button").count() <= 8
    page.click(f".gevonden [data-payload='answer:\"{code}\"']")
    page.wait_for_selector(".zoeken", state="detached")
    assert value_of(page, "persoon.geboorteland") == code


def test_a_country_that_is_not_in_the_list_can_be_written(at, site: Site) -> None:
    page = at("nl", "persoon.geboorteland")
    page.fill("#veld", "het land van mijn oma")
    assert page.inner_text(".zoeken .stil") == site.house.wording.text("nl", "page.search_none")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('.bezig')")
    assert site.dialogue.seen[-1]["message"] == "het land van mijn oma"


def test_at_most_six_buttons_before_a_search(at) -> None:
    page = at("nl", "persoon.geboorteland")
    assert page.locator(".antwoord .knop").count() == 6


def test_a_number_gets_number_keys_and_words_are_possible(at) -> None:
    page = at("nl", "onderwijs.jaren")
    assert page.get_attribute("#veld", "inputmode") == "decimal"
    page.click(".zelf")
    assert page.get_attribute("#veld", "inputmode") == "text"


@pytest.mark.parametrize("language", ["ti", "prs", "ar", "nl"])
def test_what_somebody_wrote_is_shown_as_text_everywhere(at, language: str) -> None:
    page = at(language, "persoon.naam")
    page.fill("#veld", NASTY)
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    page.click(".eerder")
    assert page.inner_text(".eerder-lijst li:last-child .gezegd") == NASTY
    assert NASTY in page.inner_text(".briefjes")
    page.person.reply = page.person.house.conversation.screen(page.person.case.case_id)
    walk_to(page.person, "readback", "persoon")  # and in the read-back
    page.reload()
    page.wait_for_selector(".soort-readback")
    assert NASTY in page.inner_text("[data-vraag='persoon.naam']")
    assert page.locator("#gesprek img, #gesprek b, #gesprek a:not([data-gegevens])").count() == 0
    assert page.locator("#gesprek a").evaluate_all("all => all.map(one => one.getAttribute('href'))") == ["/gesprek/gegevens"]


def test_signs_that_turn_writing_around_do_no_harm(at) -> None:
    page = at("nl", "persoon.naam")
    page.fill("#veld", "Sara \u202eeliaH\u202c \u2067x\u0007 Z")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    page.click(".eerder")
    shown = page.inner_text("#gesprek")
    assert not any(sign in shown for sign in "\u202a\u202b\u202d\u202e\u0007")
    assert page.inner_text(".eerder-lijst li:last-child .gezegd") == "Sara eliaH x\ufffd Z"
    assert page.person.answers("persoon.naam")[-1].words == "Sara \u202eeliaH\u202c \u2067x\u0007 Z", "kept untouched"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ti", "ltr")])
def test_the_language_can_be_changed_at_any_time(at, site: Site, language: str, direction: str) -> None:
    page = at("nl", "persoon.naam")
    page.fill("#veld", "half een naam")
    page.click(".kop .rond:last-child")
    page.click(f"[data-language={language}]")
    page.wait_for_function("code => document.documentElement.lang === code", arg=language)
    page.wait_for_selector("#veld")
    assert page.evaluate("document.documentElement.dir") == direction
    assert page.title() == site.house.wording.text(language, "page.title")
    assert page.inner_text("h1") == site.house.wording.text(language, "persoon.naam.text")
    assert page.input_value("#veld") == "half een naam"


def test_the_page_stays_in_its_language_when_gradio_starts(at) -> None:
    page = at("prs", "persoon.naam", gradio=True)
    page.wait_for_selector("gradio-app #gesprek-huis #gesprek", timeout=40_000)
    page.wait_for_timeout(300)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["prs", "rtl"]
    assert page.locator("footer, .built-with, .show-api, .settings").count() == 0
    page.fill("#veld", "احمد")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")


def test_moving_into_the_gradio_page_waits_for_who_is_typing(open_page, site: Site) -> None:
    held = []
    page = open_page(gradio=True, before=lambda page: page.route("**/gesprek/gradio", lambda route: held.append(route)))
    page.click("[data-language=nl]")
    page.wait_for_selector("#code")
    page.type("#code", "AB")
    while not held:  # Gradio is only asked for when the browser is idle
        page.wait_for_timeout(50)
    held[0].continue_()
    page.wait_for_selector("gradio-app #gesprek-huis", state="attached", timeout=40_000)
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.id") == "code"
    page.type("#code", "CD")
    assert page.input_value("#code") == "ABCD"
    assert page.locator("gradio-app #gesprek").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_selector("gradio-app #gesprek .melding")


def test_why_tells_the_reason_and_the_question_stays(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    page.click("[data-payload='move:why']")
    page.wait_for_selector(".briefje.info")
    assert site.house.wording.text("nl", "persoon.naam.why") in page.inner_text(".briefje.info")
    assert page.inner_text("h1") == site.house.wording.text("nl", "persoon.naam.text")


def test_a_change_from_the_note_asks_the_question_again(at, site: Site) -> None:
    page = at("nl", "persoon.naam")
    page.fill("#veld", "Sara")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    page.click(".briefje .wijzig")
    page.wait_for_selector("textarea")
    page.fill("#veld", "Sara Haile")
    page.click(".verstuur")
    page.wait_for_selector("#jaar")
    assert [answer.words for answer in page.person.answers("persoon.naam")] == ["Sara", "Sara Haile"]


def to_the_readback_of_the_family(site: Site) -> object:
    somebody = site.person("nl", "gezin.gezinshereniging")
    question = site.house.catalogue.question("gezin.gezinshereniging")
    assert question.sensitive
    somebody.press("answer:true", device="first-device")
    walk_to(somebody, "readback", "gezin")
    return somebody


def test_a_private_line_is_covered_until_it_is_touched(open_page, site: Site) -> None:
    page = open_page(to_the_readback_of_the_family(site).case.code)
    page.wait_for_selector(".soort-readback")
    line = "[data-vraag='gezin.gezinshereniging']"
    sentence = site.house.wording.text("nl", "gezin.gezinshereniging.readback.yes")
    assert sentence not in page.inner_text("main")
    page.click(f"{line} .bedekt")
    assert sentence in page.inner_text(line)


def test_earlier_answers_can_be_looked_back_at_also_after_a_reload(open_page, site: Site) -> None:
    somebody = to_the_readback_of_the_family(site)
    asked = site.house.wording.text("nl", "gezin.gezinshereniging.text")
    first = open_page(somebody.case.code)
    first.click(".eerder")
    line = f".eerder-lijst li:has-text('{asked}')"
    first.wait_for_selector(f"{line} .bedekt")  # covered until touched
    first.click(f"{line} .bedekt")
    assert first.inner_text(f"{line} .gezegd") == site.house.wording.text("nl", "talk.yes")
    first.reload()
    first.click(".eerder")
    first.wait_for_selector(line)
    second = open_page(somebody.case.code)
    second.click(".eerder")
    second.wait_for_selector(f"{line} .op-slot")
    answers = second.request.get(site.address + "/gesprek/eerder?taal=nl").json()["answers"]
    assert [one["answer"] for one in answers if one["question"] == asked] == [None]


def test_another_device_needs_the_second_fact(open_page, site: Site) -> None:
    somebody = to_the_readback_of_the_family(site)
    first = open_page(somebody.case.code)
    first.wait_for_selector(".soort-readback")
    second = open_page(somebody.case.code)
    second.wait_for_selector(".soort-readback")
    line = "[data-vraag='gezin.gezinshereniging']"
    sentence = site.house.wording.text("nl", "gezin.gezinshereniging.readback.yes")
    assert second.inner_text(f"{line} .op-slot") == site.house.wording.text("nl", "page.covered")
    assert sentence not in second.content(), "the answer is not even in the page"
    wrong = "000000" if somebody.case.second_fact != "000000" else "111111"
    second.fill("#cijfers", wrong)
    second.keyboard.press("Enter")
    second.wait_for_selector("#cijfers-probleem .melding")
    assert site.house.wording.text("nl", "page.second_fact_wrong") in second.inner_text("#cijfers-probleem")
    second.fill("#cijfers", somebody.case.second_fact)
    second.keyboard.press("Enter")
    second.wait_for_selector(f"{line} .bedekt")
    second.click(f"{line} .bedekt")
    assert sentence in second.inner_text(line)
