"""The room "Gesprek" in a browser: a talk, one question at a time, two screens on one case, and the person's own screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.house import House
from assistant.interviewing import talk
from tests.conftest import Person
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PASSWORD, PHONE, WIDE
from tests.ui.consulent.test_consulent_for_everybody import serious

Desk = Callable[..., Page]
COLLEAGUE = "collega"


def begin(house: House, case_id: str, **data: Any) -> None:
    now = datetime.now(UTC)
    talk.begin(
        house.store, case_id,
        {"soort": "intakegesprek", "datum": now.date().isoformat(), "spreekt": "zelf", "tolk": "telefonisch", **data},
        by=constructed.LOGIN, at=now,
    )  # fmt: skip


def open_room(
    page: Page, case_id: str, question: str | None = None, entry: int | None = None, order: str = "open"
) -> None:
    if question:
        place = {"vraag": question, "nummer": entry, "volgorde": order}
        page.evaluate(
            "([id, place]) => sessionStorage.setItem('gesprek.waar.' + id, JSON.stringify(place))", [case_id, place]
        )
    page.goto(f"{page.url.split('#')[0]}#zaak={case_id}/gesprek")
    expect(page.locator("#cs-question")).to_be_visible()


def current(house: House, case_id: str, question: str, entry: int | None = None) -> Any:
    return house.case_file(case_id).record.answer(question, entry)


def asked(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("#cs-question")).to_have_text(text)


def test_a_talk_is_begun_before_anything_is_kept(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id, "werk.nu")
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.get_by_text("Begin eerst een gesprek: dan staat bij elk antwoord")).to_be_visible()
    assert current(house, case_id, "werk.nu") is None

    page.get_by_role("button", name="Gesprek beginnen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Partner", exact=True).check()
    dialog.get_by_label("De persoon zelf").check()
    dialog.get_by_label("Tolk aan de telefoon").check()
    dialog.get_by_label("Tolkendienst of nummer van de tolk").fill("tolk 1234")
    dialog.get_by_role("button", name="Beginnen").click()
    expect(page.locator(".cs-talk")).to_contain_text("erbij: partner")
    expect(page.locator(".cs-talk")).to_contain_text("tolk aan de telefoon (tolk 1234)")
    page.get_by_role("button", name="Ja", exact=True).click()
    expect(page.locator("#cs-question")).not_to_have_text("Hebt u nu werk?")
    kept = current(house, case_id, "werk.nu")
    assert (kept.value, kept.channel, kept.typed_by, kept.speaker, kept.present) == (
        True, "interview", constructed.LOGIN, "person", "partner",
    )  # fmt: skip

    page.get_by_role("button", name="Gesprek afronden").click()
    page.get_by_role("dialog").get_by_role("button", name="Afronden").click()
    expect(page.locator(".cs-talk")).to_contain_text("Er loopt geen gesprek")


def test_the_list_of_other_people_is_not_on_the_screen_that_is_turned(house: House, open_desk: Desk) -> None:
    constructed.arabic_case(house)
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    for named in page.get_by_text("Omar H.").all():
        expect(named).not_to_be_in_viewport()
        assert not named.is_visible()


def test_open_points_come_first_and_the_order_can_be_chosen(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    asked(page, "Sinds wanneer bent u in Nederland?")  # not certain: to discuss
    page.get_by_text("Op volgorde").click()
    rail = page.get_by_role("navigation", name="Onderwerpen")
    rail.get_by_role("button", name=re.compile("^Welkom")).click()
    asked(page, re.compile("^Welkom"))
    page.keyboard.press("Alt+ArrowRight")
    asked(page, re.compile("^Uw contactpersoon bij de gemeente leest"))
    page.keyboard.press("Alt+ArrowLeft")
    asked(page, re.compile("^Welkom"))


def test_the_rail_counts_and_leads_to_any_question(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id)
    rail = page.get_by_role("navigation", name="Onderwerpen")
    work = rail.get_by_role("button", name=re.compile("^Werk"))
    expect(work).to_contain_text("1 te bespreken")
    expect(work).to_contain_text("1 niet nagekeken")
    work.click()
    rail.get_by_role("button", name=re.compile("^Droombaan")).click()
    asked(page, "Wat is het werk van uw dromen?")
    expect(page.get_by_text("Wat trekt u daarin aan?")).to_be_visible()
    said = page.get_by_role("region", name="Wat al is gezegd")
    expect(said).to_contain_text("ነርስ ክኸውን ይደሊ")
    expect(said).to_contain_text("nog niet vertaald")
    expect(said).to_contain_text("de inburgeraar zelf")


@pytest.mark.parametrize(
    ("language", "direction", "text"),
    [
        ("ti", "ltr", "ኣብዚ ሕጂ እዋን ስራሕ ኣለኩም"),
        ("ar", "rtl", "عمل"),
        ("prs", "rtl", "کار"),
        ("nl", "ltr", "Hebt u nu werk?"),
    ],
)
def test_the_screen_turns_to_the_person(
    house: House, open_desk: Desk, language: str, direction: str, text: str
) -> None:
    someone = Person(house, language)
    page = open_desk()
    open_room(page, someone.case.case_id, "werk.nu")
    page.get_by_role("button", name="Scherm naar de persoon").click()
    turned = page.locator("dialog#cs-turned")
    expect(turned).to_be_visible()
    box = turned.bounding_box()
    assert box is not None and (round(box["width"]), round(box["height"])) == WIDE
    assert (turned.get_attribute("lang"), turned.get_attribute("dir")) == (language, direction)
    assert turned.evaluate("one => getComputedStyle(one).direction") == direction
    shown = house.wording.text(language, "werk.nu.text")
    expect(turned.locator(".cs-turned-text")).to_have_text(shown)
    yes = house.wording.text(language, "talk.yes")
    expect(turned.get_by_role("listitem").first).to_have_text(yes)
    warning = turned.locator(".cs-turned-warning")
    if language == "nl":
        expect(warning).to_have_count(0)
    else:
        expect(warning).to_have_text(house.wording.text(language, "page.unapproved"))
        expect(page.get_by_text("vertaling niet goedgekeurd").first).to_be_attached()
    size = turned.locator(".cs-turned-text").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 40, "large enough to be read from the other side of a table"
    turned.get_by_role("button", name="Terug naar het gesprek").click()
    expect(turned).to_be_hidden()


def test_a_text_in_dutch_and_in_the_words_of_the_person(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "wensen.drie_jaar", order="volgorde")
    page.get_by_label("Antwoord", exact=True).fill("Een eigen winkel met kleding")
    page.keyboard.press("Enter")
    asked(page, "Wat wilt u dit jaar bereiken?")
    page.get_by_label("In de woorden van de persoon (Tigrinya)").check()
    page.get_by_label("Antwoord", exact=True).fill("ጽቡቕ ሆላንድኛ ክዛረብ")
    page.keyboard.press("Enter")
    asked(page, "Waarom is dat belangrijk voor u?")
    dutch, own = current(house, case_id, "wensen.drie_jaar"), current(house, case_id, "wensen.dit_jaar")
    assert (dutch.words, dutch.language, dutch.understood_by) == ("Een eigen winkel met kleding", "nl", "person")
    assert (own.words, own.language, own.script) == ("ጽቡቕ ሆላንድኛ ክዛረብ", "ti", "Ethi")
    waiting = [one.question for one in house.store.translation.sources(case_id) if one.kind == "answer"]
    assert "wensen.dit_jaar" in waiting and "wensen.drie_jaar" not in waiting


def test_numbers_dates_countries_and_states(house: House, open_desk: Desk) -> None:
    case_id = constructed.dari_case(house).case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "onderwijs.jaren", order="volgorde")
    page.locator("#cs-words").fill("tot en met klas 9")
    page.keyboard.press("Enter")
    expect(page.locator("#cs-question")).not_to_have_text("Hoeveel jaar bent u naar school gegaan?")
    for question, fill, value in (
        ("persoon.in_nl_sinds", {"Maand": "4", "Jaar": "2023"}, "2023-04"),
        ("inburgering.brief_duo", {"Jaar": "2025"}, "2025"),
    ):
        open_room(page, case_id, question, order="volgorde")
        page.reload()
        expect(page.locator("[data-answer-form]")).to_have_attribute("data-name", question)
        for label, text in fill.items():
            field = page.get_by_label(label, exact=True)
            field.select_option(text) if label == "Maand" else field.fill(text)
        page.get_by_role("button", name="Bewaren en verder").click()
        expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", question)
        assert current(house, case_id, question).value == value
    open_room(page, case_id, "persoon.geboorteland", order="volgorde")
    page.reload()
    page.locator("#cs-words").fill("Afghanistan")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", "persoon.geboorteland")
    page.get_by_role("button", name="Wil het niet zeggen").click()
    expect(page.locator("[data-answer-form]")).to_have_attribute("data-name", re.compile("."))
    assert current(house, case_id, "persoon.geboorteland").value == "AF"
    assert current(house, case_id, "onderwijs.jaren").value == 9


def test_words_with_two_meanings_are_chosen(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "persoon.geboortedatum", order="volgorde")
    page.get_by_label("In de woorden van de persoon (Tigrinya)").check()
    page.get_by_label("Of zoals de persoon het zegt").fill("5 ግንቦት 1990")
    page.keyboard.press("Enter")
    choice = page.get_by_role("group", name="Wat bedoelt de persoon?")
    expect(choice.get_by_role("button")).to_have_count(2)
    choice.get_by_role("button", name="13 mei 1998").click()
    expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", "persoon.geboortedatum")
    kept = current(house, case_id, "persoon.geboortedatum")
    assert (kept.value, kept.words, kept.language) == ("1998-05-13", "5 ግንቦት 1990", "ti")


def test_a_reload_loses_nothing_and_leaving_a_field_keeps_it(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    page = open_desk()
    open_room(page, case_id, "wensen.drie_jaar", order="volgorde")
    page.get_by_label("Antwoord", exact=True).fill("Half getypt en nog niet af")
    expect(page.locator("[data-kept]").first).to_have_text("Nog niet bewaard")
    page.reload()
    expect(page.get_by_label("Antwoord", exact=True)).to_have_value("Half getypt en nog niet af")
    asked(page, "Wat wilt u over drie jaar hebben bereikt?")
    begin(house, case_id)
    expect(page.get_by_role("button", name="Gesprek afronden")).to_be_visible()
    page.get_by_label("Antwoord", exact=True).fill("Half getypt en nu wel af")
    page.locator("#cs-question").click()
    expect(page.locator("[data-kept]").first).to_have_text("Bewaard")
    assert current(house, case_id, "wensen.drie_jaar").words == "Half getypt en nu wel af"
    asked(page, "Wat wilt u over drie jaar hebben bereikt?")


def test_two_screens_on_one_case(house: House, open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTAKE_OWN_CASELOAD", "open")
    house.access.add_staff(COLLEAGUE, "Collega (verzonnen)", "consulent", PASSWORD)
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id)
    mine, theirs = open_desk(), open_desk(login=COLLEAGUE)
    for page in (mine, theirs):
        open_room(page, case_id, "werk.uren", order="volgorde")
    mine.locator("#cs-words").fill("32")
    theirs.locator("#cs-words").fill("12")
    theirs.keyboard.press("Enter")
    told = mine.locator(".cs-iv-meanwhile")
    expect(told).to_contain_text("12")
    expect(told).to_contain_text("Collega (verzonnen)")
    expect(mine.locator("#cs-words")).to_have_value("32")
    mine.locator("#cs-words").press("Enter")
    expect(told).to_contain_text("U wilde bewaren: 32")
    assert current(house, case_id, "werk.uren").value == 12, "not before the consulent has seen both"
    mine.get_by_role("button", name="Toch mijn antwoord bewaren").click()
    expect(mine.locator("[data-answer-form]")).not_to_have_attribute("data-name", "werk.uren")
    versions = house.case_file(case_id).record.history[("werk.uren", None)]
    assert [(one.value, one.typed_by) for one in versions] == [(12, COLLEAGUE), (32, constructed.LOGIN)]


def test_the_answer_of_the_person_can_be_left_as_it_is(house: House, open_desk: Desk) -> None:
    someone = Person(house, "nl")
    begin(house, someone.case.case_id)
    page = open_desk()
    open_room(page, someone.case.case_id, "werk.droombaan", order="volgorde")
    page.get_by_label("Antwoord", exact=True).fill("bakker")
    someone.go_to("werk.droombaan")
    someone.say("kok in een hotel")
    told = page.locator(".cs-iv-meanwhile")
    expect(told).to_contain_text("kok in een hotel")
    page.get_by_label("Antwoord", exact=True).press("Enter")
    told.get_by_role("button", name="Het andere laten staan").click()
    expect(told).to_have_count(0)
    expect(page.get_by_label("Antwoord", exact=True)).to_have_value("")
    assert current(house, someone.case.case_id, "werk.droombaan").words == "kok in een hotel"


def test_children_are_added_and_a_field_is_changed(house: House, open_desk: Desk) -> None:
    someone = Person(house, "prs")
    case_id = someone.case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "gezin.kinderen", order="volgorde")
    for age, school in (("3", "Het kind is thuis"), ("8", "Basisschool")):
        if not page.get_by_label("Leeftijd", exact=True).is_visible():
            page.get_by_text("Toevoegen: kind").click()
        page.get_by_label("Leeftijd", exact=True).fill(age)
        page.get_by_label("Bij mij").check()
        page.get_by_label(school, exact=True).check()
        page.get_by_role("button", name="Toevoegen", exact=True).click()
        expect(page.get_by_role("heading", name=f"Kind {1 if age == '3' else 2}")).to_be_visible()
    assert house.case_file(case_id).known["gezin.kinderen"] == [
        {"leeftijd": 3, "woont": "bij_mij", "school": "thuis"},
        {"leeftijd": 8, "woont": "bij_mij", "school": "basisschool"},
    ]
    page.get_by_role("button", name="Verander Kind 1: Leeftijd").click()
    asked(page, "Hoe oud is dit kind?")
    expect(page.get_by_role("region", name="De vraag in het Nederlands")).to_contain_text("Kind 1")
    page.locator("#cs-words").fill("2,5")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", "gezin.kinderen.leeftijd#1")
    assert current(house, case_id, "gezin.kinderen.leeftijd", 1).value == 2.5
    open_room(page, case_id, "gezin.kinderen", order="volgorde")
    page.reload()
    page.get_by_role("button", name="Dit zijn ze allemaal").click()
    expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", "gezin.kinderen")
    assert current(house, case_id, "gezin.kinderen", 2).value is False
    # the person's own chat does not ask for children any more, and asks about day care for the youngest
    someone.reply = house.conversation.screen(case_id)
    someone.go_to("kinderen_vve.kind.wens", 1)


def test_no_children_after_all_is_asked_once_more(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "gezin.kinderen", order="volgorde")
    page.get_by_role("button", name="Nee", exact=True).click()
    expect(page.get_by_text("Er staan hier al 2 ingevuld.")).to_be_visible()
    assert len(house.case_file(case_id).known["gezin.kinderen"]) == 2  # type: ignore[arg-type]
    page.get_by_role("button", name="Ja, toch Nee bewaren").click()
    expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", "gezin.kinderen")
    assert house.case_file(case_id).known["gezin.kinderen"] == []


def test_confirmed_and_discussed(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "persoon.in_nl_sinds", order="volgorde")
    expect(page.get_by_text("nog te bevestigen")).to_be_visible()
    page.get_by_role("button", name="Klopt, nagevraagd").click()
    now = page.locator(".cs-iv-said-side > .cs-iv-answer")
    expect(now).to_contain_text("ingevuld door Marijke de Boer")
    expect(now).not_to_contain_text("nog te bevestigen")
    kept = current(house, case_id, "persoon.in_nl_sinds")
    assert (kept.to_confirm, kept.version, kept.value) == (False, 2, "2023-04")

    open_room(page, case_id, "werk.broodbaan", order="volgorde")
    page.reload()
    page.get_by_role("button", name="Besproken", exact=True).click()
    expect(page.get_by_role("button", name="Toch nog bespreken")).to_be_visible()
    (entry,) = house.case_file(case_id).dossier.all("besproken")
    talking = house.case_file(case_id).dossier.latest("gesprek")
    assert (entry.get("vraag"), entry.get("gesprek")) == ("werk.broodbaan", talking.id if talking else None)
    page.get_by_role("button", name="Toch nog bespreken").click()
    expect(page.get_by_role("button", name="Besproken", exact=True)).to_be_visible()


def test_a_question_for_alone_says_that_somebody_is_there(house: House, open_desk: Desk) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id, aanwezig=["partner"])
    page = open_desk()
    open_room(page, case_id, "financien.schulden", order="volgorde")
    expect(page.get_by_text("Liever vragen als de persoon alleen is. Er is nu iemand bij.")).to_be_visible()


def test_the_chat_of_the_person_goes_on_after_the_talk(house: House, open_desk: Desk) -> None:
    someone = Person(house, "ar")
    someone.go_to("gezin.partner")
    case_id = someone.case.case_id
    begin(house, case_id)
    page = open_desk()
    open_room(page, case_id, "gezin.partner", order="volgorde")
    page.get_by_role("button", name="Ja, in Nederland").click()
    expect(page.locator("[data-answer-form]")).not_to_have_attribute("data-name", "gezin.partner")
    someone.reply = house.conversation.screen(case_id)
    assert (someone.question, someone.reply["dir"]) == ("gezin.kinderen", "rtl")
    someone.press("answer:false")
    someone.go_to("afsluiting.teach_back")
    assert someone.values()["gezin.partner"] == "in_nl"


def test_a_case_without_a_language_gets_one(house: House, open_desk: Desk) -> None:
    case_id = constructed.begin(house, "Zonder taal", None).case.case_id
    page = open_desk()
    open_room(page, case_id)
    page.get_by_role("button", name="Dari", exact=True).click()
    expect(page.locator(".cs-iv-own-question")).to_be_visible()
    assert house.store.case(case_id).language == "prs"


def test_only_who_may_lead_a_talk_can(house: House, ask: Callable[..., Any]) -> None:
    from tests.ui.consulent.conftest import cookie

    house.access.add_staff("toets", "Toetser (verzonnen)", "toetser", PASSWORD)
    case_id = constructed.tigrinya_case(house).case.case_id
    for name, more in (("room", {}), ("act", {"act": "keep", "vraag": "werk.nu", "soort": "waarde", "waarde": True})):
        answer = ask(name, {"room": "gesprek", "case": case_id, **more}, cookie(house, "toets")).json()
        assert "Met uw account kunt u dit niet" in str(answer)
    assert current(house, case_id, "werk.nu") is None


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize(
    "question", ["werk.nu", "wensen.drie_jaar", "gezin.kinderen", "persoon.geboortedatum", "persoon.geboorteland"]
)
def test_it_can_be_used_by_everybody_and_fits(
    house: House, open_desk: Desk, size: tuple[int, int], question: str
) -> None:
    case_id = constructed.tigrinya_case(house).case.case_id
    begin(house, case_id)
    page = open_desk(size)
    open_room(page, case_id, question, order="volgorde")
    expect(page.locator("[data-answer-form]")).to_have_attribute("data-name", question)
    assert serious(page) == []
    assert page.evaluate(
        "document.querySelector('[data-case]').scrollWidth <= document.querySelector('[data-case]').clientWidth"
    )
