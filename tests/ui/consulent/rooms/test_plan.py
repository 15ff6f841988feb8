"""The plan as a consulent and a toetser work on it: sources of every sentence, writing, the week, comments, versions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.access import Staff
from assistant.documents.tree import Document, Heading, as_json, paragraph
from assistant.dossier.entry import Entry
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.permissions import NOT_HANDED_IN
from assistant.pip.history import text_of
from assistant.pip.plan import plan_of
from assistant.pip.workflow import concept_digest
from assistant.store import PlanVersion
from tests.ui.consulent.conftest import PHONE, WIDE
from tests.ui.consulent.constructed import LOGIN, NAME, PASSWORD, Pen, tigrinya_case
from tests.ui.consulent.translated_cases import Reviewing
from ui.consulent.rooms.desk import RoomsDesk
from ui.consulent.rooms.plan import ROOM

COLLEAGUE, TOETSER, OBJECTIONS = "collega", "toetser", "bezwaar"
EIGHT_YEARS = "ክሳብ ሻሙናይ ክፍሊ"


@pytest.fixture
def pen(house: House, monkeypatch: pytest.MonkeyPatch) -> Pen:
    """Selam, a constructed person, with colleagues of every role, who work in each other's cases."""
    monkeypatch.setenv("INTAKE_OWN_CASELOAD", "open")
    house.access.add_staff(COLLEAGUE, "Karim Collega", "consulent", PASSWORD)
    house.access.add_staff(TOETSER, "Tineke Toetser", "toetser", PASSWORD)
    house.access.add_staff(OBJECTIONS, "Bo Bezwaar", "bezwaarbehandelaar", PASSWORD)
    made = tigrinya_case(house)
    made.say("gezondheid.lichaam", None, "ሕቖይ የሕምመኒ", understood_by="words")
    made.say("financien.schulden", True, "ዕዳ ኣለኒ")
    return made


@pytest.fixture
def desk(house: House) -> Callable[..., dict[str, Any]]:
    """Acts in the room as a page would, without the page."""
    rooms = RoomsDesk(house, [ROOM])
    roles = {LOGIN: "consulent", COLLEAGUE: "consulent", TOETSER: "toetser", OBJECTIONS: "bezwaarbehandelaar"}

    def do(act: str, case: str, login: str = LOGIN, **data: Any) -> dict[str, Any]:
        staff, now = Staff(login, login, roles[login]), datetime.now(UTC)
        asked = {"room": "plan", "case": case, **data}
        if act == "show":
            return rooms.show(staff, "", asked, now)
        return rooms.act(staff, "", {**asked, "act": act}, now)

    return do


def entered(house: House, pen: Pen, kind: str, by: str = LOGIN, **data: Any) -> Entry:
    return keep(house.store, pen.case.case_id, kind, data, by=by, at=datetime.now(UTC))


def dossier(house: House, pen: Pen) -> Any:
    return house.case_file(pen.case.case_id).dossier


def begin_writing(house: House, pen: Pen, section: str) -> dict[str, Any]:
    """What the page sends along with the first text: the draft that was on the screen."""
    view = plan_of(house.case_file(pen.case.case_id)).section(section)
    texts = {one.id: one.text for one in view.draft.sentences}
    return {"sectie": section, "seen": None, "basis": dict(view.draft.digests), "zinnen": texts}


def draft_text(house: House, pen: Pen, section: str) -> str:
    return text_of(plan_of(house.case_file(pen.case.case_id)).section(section).draft)


def open_plan(open_desk: Callable[..., Page], pen: Pen, size: tuple[int, int] = WIDE, **more: Any) -> Page:
    page = open_desk(size, reduced_motion="reduce", **more)
    page.goto(f"{page.url.split('#')[0]}#zaak={pen.case.case_id}/plan")
    page.wait_for_selector("[data-plan]")
    return page


def sentence_on(page: Page, source: str) -> Any:
    """The first sentence of the document that rests on this."""
    return page.locator(f"[data-plan-paper] [data-sentence][data-sources*='{source}']").first


def write_in(page: Page, section: str, text: str) -> None:
    page.locator(f"[data-plan-edit={section}]").click()
    box = page.locator(f"#tekst-{section}")
    expect(box).to_be_focused()
    box.fill(text)


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


# --- what a sentence rests on --------------------------------------------------------------------------------------------


def test_a_sentence_shows_the_words_it_rests_on(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    entered(house, pen, "doelgroep", groep="asielstatushouder")
    page = open_plan(open_desk, pen)
    column = page.locator("[data-plan-sources]")
    sentence_on(page, "answer-onderwijs_jaren").click()
    words = column.locator(".cs-words", has_text=EIGHT_YEARS)
    expect(words).to_have_attribute("lang", "ti")
    expect(words).to_have_attribute("dir", "auto")
    expect(column).to_contain_text("antwoord in het Tigrinya")
    expect(column).to_contain_text("De inburgeraar zelf, eigen chat")
    sentence_on(page, "answer-werk_droombaan").hover()
    expect(column.locator(".cs-words", has_text="ነርስ")).to_be_visible()
    expect(column.locator(".cs-standing").first).to_contain_text("nog niet vertaald")
    sentence_on(page, "entry-doelgroep").click()
    expect(column).to_contain_text(NAME)
    expect(column).to_contain_text("Asielstatushouder")
    sentence_on(page, "text-bezwaar").click()
    expect(column).to_contain_text("Awb")


def test_every_sentence_of_the_document_has_a_source_on_the_page(
    desk: Callable[..., dict[str, Any]], house: House, pen: Pen
) -> None:
    html = desk("show", pen.case.case_id)["html"]
    library = set(re.findall(r'data-source="([^"]+)"', html))
    rested = re.findall(r'data-sentence data-sources="([^"]*)"', html)
    assert len(rested) > 40
    assert all(keys.split() and set(keys.split()) <= library for keys in rested)
    shown = {text for view in plan_of(house.case_file(pen.case.case_id)).sections for text in view.draft.digests}
    assert all(f'id="zin-{name}"' in html for name in shown)


def test_what_is_unknown_says_so_and_leads_to_the_talk(
    house: House, open_desk: Callable[..., Page], pen: Pen
) -> None:
    page = open_plan(open_desk, pen)
    unknown = page.locator("#deel-startpositie .cs-sentence.open").first
    expect(unknown).to_contain_text(re.compile("nog te bespreken", re.I))
    link = page.locator("#deel-startpositie .cs-plan-ask").first
    asked = json.loads(link.get_attribute("data-ask-in-talk") or "{}")
    link.click()
    page.wait_for_function("id => location.hash === `#zaak=${id}/gesprek`", arg=pen.case.case_id)
    question = house.catalogue.question(asked["vraag"])
    expect(page.locator(".cs-room")).to_contain_text(question.text)


def test_a_translation_nobody_looked_at_is_marked_in_words(
    house: House, desk: Callable[..., dict[str, Any]], pen: Pen
) -> None:
    def unsure() -> list[str]:
        return [
            one.text for view in plan_of(house.case_file(pen.case.case_id)).sections for one in view.draft.sentences
            if one.trust == "niet_nagekeken"
        ]  # fmt: skip

    untranslated = unsure()
    html = desk("show", pen.case.case_id)["html"]
    assert untranslated and all("nog niet vertaald" in text for text in untranslated)
    assert "vertaling niet nagekeken" not in html, "where there is no translation, there is none to review"
    reviewing = Reviewing(pen)
    reviewing.drafted(reviewing.source("werk.droombaan"), "Ik wil verpleegkundige worden.")
    (translated,) = unsure()
    html = desk("show", pen.case.case_id)["html"]
    assert "verpleegkundige" in translated
    assert html.count("vertaling niet nagekeken") == 1


def test_sections_are_marked_with_a_word_and_a_shape(open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    rail = page.locator(".cs-plan-rail li")
    expect(rail).to_have_count(24)
    route = rail.filter(has_text="Uw leerroute en waarom")
    expect(route).to_contain_text("beslis")
    expect(route.locator("svg")).to_have_count(1)
    page.locator(".cs-plan-todo > summary").click()
    todo = page.locator(".cs-plan-todo li", has_text=re.compile("leerroute", re.I)).first
    expect(todo).to_contain_text("moet volgens de wet")
    todo.locator("a").click()
    expect(page.locator("#titel-leerroute")).to_be_focused()
    expect(route.locator("a")).to_have_attribute("aria-current", "true")


# --- writing -------------------------------------------------------------------------------------------------------------


def test_a_section_is_written_and_its_history_says_what_changed(
    house: House, open_desk: Callable[..., Page], pen: Pen
) -> None:
    page = open_plan(open_desk, pen)
    write_in(page, "startpositie", draft_text(house, pen, "startpositie"))
    box = page.locator("#tekst-startpositie")
    box.press("Control+End")
    box.press_sequentially(" U leest graag boeken in het Tigrinya.", delay=20)
    page.get_by_role("button", name="Klaar met schrijven").click()
    own = page.locator("#deel-startpositie .cs-sentence.own")
    expect(own).to_have_text("U leest graag boeken in het Tigrinya.")
    made = list(dossier(house, pen).history("sectie"))
    assert 1 <= len(made) <= 2, "an entry for each key press"
    assert made[-1].get("basis") == plan_of(house.case_file(pen.case.case_id)).section("startpositie").draft.digests
    own.click()
    expect(page.locator("[data-plan-sources]")).to_contain_text(f"{NAME}, vandaag")
    # a sentence that stayed still shows the words of the person
    sentence_on(page, "answer-onderwijs_jaren").click()
    expect(page.locator("[data-plan-sources]")).to_contain_text(EIGHT_YEARS)
    page.locator("#deel-startpositie summary", has_text="Geschiedenis (1)").click()
    difference = page.locator("#deel-startpositie .cs-plan-difference").first
    expect(difference.locator("ins")).to_contain_text("erbij: U leest graag boeken in het Tigrinya.")
    expect(difference.locator("del")).to_have_count(0)
    page.locator("#deel-startpositie").get_by_role("button", name="Terug naar het concept").click()
    expect(own).to_have_count(0)
    page.locator("#deel-startpositie").get_by_role("button", name="Deze tekst terugzetten").click()
    expect(own).to_have_text("U leest graag boeken in het Tigrinya.")


def test_what_is_typed_is_kept_before_the_editor_is_left(
    house: House, open_desk: Callable[..., Page], pen: Pen
) -> None:
    page = open_plan(open_desk, pen)
    write_in(page, "omstandigheden", "U leert het best in de ochtend.")
    expect(page.locator("[data-kept]")).to_have_text("Bewaard", timeout=8_000)
    assert dossier(house, pen).latest("sectie").get("tekst") == "U leert het best in de ochtend."
    page.locator("#tekst-omstandigheden").fill("U leert het best in de middag.")
    page.evaluate("location.hash = location.hash.replace('/plan', '/stand')")
    page.wait_for_function("() => !document.querySelector('[data-plan]')")
    for _ in range(50):
        if dossier(house, pen).latest("sectie").get("tekst") == "U leert het best in de middag.":
            break
        page.wait_for_timeout(200)
    else:
        pytest.fail("what was typed last is lost")


@pytest.mark.parametrize("looked", [False, True], ids=["kept at once", "kept after the page looked"])
def test_two_consulenten_on_one_section_never_overwrite_each_other(
    house: House, open_desk: Callable[..., Page], pen: Pen, looked: bool
) -> None:
    mine, theirs = open_plan(open_desk, pen), open_plan(open_desk, pen, login=COLLEAGUE)
    for page in (mine, theirs):
        write_in(page, "omstandigheden", "")
    theirs.locator("#tekst-omstandigheden").fill("U leert het best in de avond.")
    theirs.get_by_role("button", name="Klaar met schrijven").click()
    expect(theirs.locator("#deel-omstandigheden .cs-sentence.own")).to_have_text("U leert het best in de avond.")
    if looked:  # what the page shows meanwhile is not what this text was written upon
        expect(mine.locator("#deel-omstandigheden summary", has_text="Geschiedenis (1)")).to_be_visible()
    mine.locator("#tekst-omstandigheden").fill("U leert het best in de ochtend.")
    mine.get_by_role("button", name="Klaar met schrijven").click()
    beside = mine.locator("[data-beside]")
    expect(beside).to_contain_text("Tekst van Karim Collega")
    expect(beside).to_contain_text("U leert het best in de avond.")
    expect(beside.locator("ins")).to_contain_text("ochtend")
    expect(mine.locator("#tekst-omstandigheden")).to_have_value("U leert het best in de ochtend.")
    assert dossier(house, pen).latest("sectie").get("tekst") == "U leert het best in de avond."
    mine.wait_for_timeout(2_000)  # a look of the page at what the colleague kept does not take the choice away
    expect(beside).to_be_visible()
    mine.get_by_role("button", name="Mijn tekst bewaren").click()
    expect(mine.locator("[data-kept]")).to_have_text("Bewaard")
    mine.get_by_role("button", name="Klaar met schrijven").click()
    expect(mine.locator("#deel-omstandigheden .cs-sentence.own")).to_have_text("U leert het best in de ochtend.")
    assert [one.get("tekst") for one in dossier(house, pen).all("sectie")] == [
        "U leert het best in de avond.", "U leert het best in de ochtend.",
    ]  # fmt: skip


def test_the_colleagues_text_can_stay(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    write_in(page, "omstandigheden", "Mijn tekst.")
    entered(house, pen, "sectie", by=COLLEAGUE, sectie="omstandigheden", tekst="Tekst van Karim.")
    page.get_by_role("button", name="Klaar met schrijven").click()
    page.get_by_role("button", name="Tekst van Karim Collega houden").click()
    expect(page.locator("#deel-omstandigheden .cs-sentence.own")).to_have_text("Tekst van Karim.")
    assert len(dossier(house, pen).all("sectie")) == 1


def test_a_change_in_the_record_marks_what_it_touches_and_changes_no_text(
    house: House, open_desk: Callable[..., Page], desk: Callable[..., dict[str, Any]], pen: Pen
) -> None:
    view = plan_of(house.case_file(pen.case.case_id)).section("startpositie")
    years = next(one for one in view.draft.sentences if any(ref.id == "onderwijs.jaren" for ref in one.refs))
    text = f"{draft_text(house, pen, 'startpositie')}\nDat is knap."
    assert "fault" not in desk("write", pen.case.case_id, tekst=text, **begin_writing(house, pen, "startpositie"))
    page = open_plan(open_desk, pen)
    expect(page.locator("#deel-startpositie")).to_contain_text(years.text)
    pen.say("onderwijs.jaren", 10, "ዓሰርተ ዓመት")
    moved = page.locator("#deel-startpositie .cs-plan-moved")
    expect(moved).to_contain_text("Dit is veranderd sinds u de tekst schreef")
    expect(moved).to_contain_text(years.text)
    expect(moved).to_contain_text("tien jaar")
    expect(page.locator("#deel-startpositie .cs-plan-text").filter(has_text=years.text)).to_be_visible()
    expect(page.locator(".cs-plan-rail li").nth(1)).to_contain_text("veranderd")
    assert dossier(house, pen).latest("sectie").get("tekst") == text
    first = moved.locator("li").filter(has_text="tien jaar")
    first.get_by_role("button", name="Zin overnemen").click()
    expect(page.locator("#deel-startpositie .cs-plan-text").filter(has_text="tien jaar")).to_be_visible()
    expect(moved.locator("li").filter(has_text="tien jaar")).to_have_count(0)
    now = dossier(house, pen).latest("sectie").get("tekst")
    assert years.text not in now
    assert "Dat is knap." in now


def test_leaving_the_own_text_settles_the_sentence(house: House, desk: Callable[..., dict[str, Any]], pen: Pen) -> None:
    case = pen.case.case_id
    desk("write", case, tekst="Eigen woorden van de consulent.", **begin_writing(house, pen, "startpositie"))
    pen.say("onderwijs.jaren", 10, "ዓሰርተ ዓመት")
    view = plan_of(house.case_file(case)).section("startpositie")
    digests = view.draft.digests
    assert view.touched
    for name in view.touched:
        seen = dossier(house, pen).latest("sectie").id
        asked = {"sectie": "startpositie", "zin": name, "digest": digests.get(name, ""), "neem_over": False}
        assert "fault" not in desk("settle", case, seen=seen, **asked)
    assert plan_of(house.case_file(case)).section("startpositie").touched == ()
    assert dossier(house, pen).latest("sectie").get("tekst") == "Eigen woorden van de consulent."


def test_the_basis_is_the_draft_that_was_on_the_screen(
    house: House, desk: Callable[..., dict[str, Any]], pen: Pen
) -> None:
    began = begin_writing(house, pen, "startpositie")
    pen.say("onderwijs.jaren", 10, "ዓሰርተ ዓመት")
    kept = desk("write", pen.case.case_id, tekst="Eerst dit.", **began)
    later = {**began, "seen": kept["with"]["seen"], "basis": {}, "zinnen": {}}
    desk("write", pen.case.case_id, tekst="Eerst dit, en dan dat.", **later)
    view = plan_of(house.case_file(pen.case.case_id)).section("startpositie")
    assert view.edit is not None
    assert view.edit.text == "Eerst dit, en dan dat."
    assert any("jaren" in name or "school" in name or "onderwijs" in name for name in view.touched)


def test_the_same_text_is_not_kept_twice(house: House, desk: Callable[..., dict[str, Any]], pen: Pen) -> None:
    began = begin_writing(house, pen, "startpositie")
    seen = desk("write", pen.case.case_id, tekst="Dit.", **began)["with"]["seen"]
    assert desk("write", pen.case.case_id, tekst=" Dit. ", **{**began, "seen": seen})["with"]["seen"] == seen
    assert len(dossier(house, pen).all("sectie")) == 1


@pytest.mark.parametrize(
    ("act", "more", "said"),
    [
        ("write", {"tekst": "  "}, "leeg onderdeel"),
        ("write", {"tekst": "Iets.", "basis": "x"}, "intussen veranderd"),
        ("write", {"sectie": "niets", "tekst": "Iets."}, "bestaat niet"),
        ("back_to_draft", {}, "heeft al de tekst"),
        ("restore", {"entry": 99999}, "niet in de geschiedenis"),
        ("settle", {"zin": "x", "digest": ""}, "niets over te nemen"),
        ("check_off", {"af": True, "getoond": "oud"}, "intussen veranderd"),
    ],
)
def test_what_cannot_be_kept_is_said_in_dutch(
    house: House, desk: Callable[..., dict[str, Any]], pen: Pen, act: str, more: dict[str, Any], said: str
) -> None:
    before = house.store.dossier.mark(pen.case.case_id)
    assert said in desk(act, pen.case.case_id, **{**begin_writing(house, pen, "startpositie"), **more})["fault"]
    assert house.store.dossier.mark(pen.case.case_id) == before


def test_looked_at_holds_until_the_section_changes(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    section = page.locator("#deel-startpositie")
    section.get_by_role("button", name=re.compile("^Nagekeken")).click()
    expect(section.locator(".cs-plan-checked")).to_contain_text(f"Nagekeken: {NAME}")
    expect(page.locator(".cs-plan-rail li").nth(1)).to_contain_text("klaar")
    pen.say("onderwijs.jaren", 10, "ዓሰርተ ዓመት")
    expect(section).to_contain_text("Dit is veranderd sinds het onderdeel is nagekeken")
    expect(page.locator(".cs-plan-rail li").nth(1)).to_contain_text("kijk na")


# --- what is entered -----------------------------------------------------------------------------------------------------


def test_a_goal_rests_on_the_words_of_the_person(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    section = page.locator("#deel-einddoel")
    section.locator(".cs-plan-fill > summary").click()
    part = section.locator(".cs-plan-part").filter(has=page.get_by_role("heading", name="Doel", exact=True))
    part.locator("summary").first.click()
    part.get_by_label("Over drie jaar").check()
    part.get_by_label("Doel", exact=True).fill("U volgt een opleiding in de zorg.")
    choice = part.get_by_label("Rust op wat de persoon zei")
    choice.select_option(label=next(one for one in choice.locator("option").all_inner_texts() if "Droombaan" in one))
    part.get_by_role("button", name="Doel toevoegen").click()
    item = part.locator(".cs-plan-entered")
    expect(item).to_contain_text("U volgt een opleiding in de zorg.")
    expect(item.locator(".cs-words")).to_have_text("ነርስ ክኸውን ይደሊ")
    expect(item).to_contain_text(f"Ingevuld door {NAME}, vandaag")
    expect(section.locator(".cs-sentence").filter(has_text="opleiding in de zorg")).to_have_count(1)
    item.locator("summary", has_text="Veranderen").click()
    item.get_by_label("Doel", exact=True).fill("U volgt een opleiding tot verzorgende.")
    item.get_by_role("button", name="Bewaren").click()
    expect(part.locator(".cs-plan-entered")).to_have_count(1)
    expect(part.locator(".cs-plan-entered")).to_contain_text("tot verzorgende")
    goal = dossier(house, pen).latest("doel")
    assert goal.get("vervangt")
    assert goal.get("woorden") == house.case_file(pen.case.case_id).record.answer("werk.droombaan").id
    item = part.locator(".cs-plan-entered")
    item.locator("summary", has_text="Intrekken").click()
    item.get_by_label("Waarom").fill("Verkeerde zaak")
    item.get_by_role("button", name="Intrekken").click()
    expect(part.locator(".cs-plan-entered")).to_have_count(0)
    assert dossier(house, pen).latest("doel") is None


def test_a_form_of_one_does_not_overwrite_a_colleague(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    section = page.locator("#deel-einddoel")
    section.locator(".cs-plan-fill > summary").click()
    part = section.locator(".cs-plan-part").filter(has=page.get_by_role("heading", name="Einddoel", exact=True))
    part.locator("summary").first.click()
    part.get_by_label("Einddoel").fill("Werken als kok.")
    entered(house, pen, "einddoel", by=COLLEAGUE, tekst="Werken als verpleegkundige.")
    expect(part.locator(".cs-plan-entered")).to_contain_text("Werken als verpleegkundige.")
    expect(part.get_by_label("Einddoel")).to_have_value("Werken als kok.")
    part.get_by_role("button", name="Bewaren", exact=True).click()
    expect(part.locator("form[data-act=enter] .cs-fault")).to_contain_text("Een collega heeft dit intussen veranderd")
    assert dossier(house, pen).latest("einddoel").get("tekst") == "Werken als verpleegkundige."
    part.get_by_role("button", name="Mijn invulling bewaren").click()
    expect(part.locator(".cs-plan-entered")).to_contain_text("Werken als kok.")


def test_a_child_of_the_record_has_its_own_agreement(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    section = page.locator("#deel-kinderen")
    section.locator(".cs-plan-fill > summary").click()
    child = section.locator(".cs-plan-part").filter(has_text=re.compile("Leeftijd: 2[.,]5"))
    child.locator("summary").first.click()
    child.get_by_label("Gaat naar opvang of voorschool").check()
    child.get_by_label("Dagen per week").fill("3")
    child.get_by_role("button", name="Bewaren").click()
    expect(child.locator(".cs-plan-entered")).to_contain_text("Gaat naar opvang of voorschool")
    (kept,) = dossier(house, pen).all("vve")
    assert (kept.get("kind"), kept.get("dagen")) == (2, 3)


def test_participation_hours_stand_beside_the_rule(house: House, desk: Callable[..., dict[str, Any]], pen: Pen) -> None:
    entered(house, pen, "participatie", soort="vrijwillig", wat="Buurthuis", uren_week=6, weken=100)
    html = desk("show", pen.case.case_id)["html"]
    assert "600 uur gepland, ongeveer 26 uur per maand" in html
    assert "hangt af van de leerroute en de doelgroep volgens DUO" in html


# --- the week ------------------------------------------------------------------------------------------------------------


def test_the_week_is_typed_without_a_mouse(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    section = page.locator("#deel-weekrooster")
    section.locator(".cs-plan-fill > summary").press("Enter")
    section.get_by_label("maandag, van").focus()
    for keys in ("9", "Tab", "12", "Tab", "Taalles", "Tab", "Taalhuis", "Enter"):
        page.keyboard.press(keys) if keys in {"Tab", "Enter"} else page.keyboard.type(keys)
    # Enter made a row that begins where the last one ended, and stands at its end
    expect(section.locator("[data-week-day=ma] [data-row]")).to_have_count(2)
    second = section.locator("[data-week-day=ma] [data-row]").nth(1)
    expect(second.locator("[name=van]")).to_have_value("12")
    expect(second.locator("[name=tot]")).to_be_focused()
    for keys in ("1430", "Tab", "KNM"):
        page.keyboard.press(keys) if keys == "Tab" else page.keyboard.type(keys)
    total = section.locator("[data-week-sum]")
    expect(total).to_have_text("Taalles 3 uur, KNM 2,5 uur. Samen 5,5 uur per week.")
    section.get_by_label("dinsdag, van").fill("8")
    section.get_by_label("dinsdag, tot").fill("7")
    section.get_by_label("dinsdag, wat").select_option("werk")
    # what happens elsewhere in the case does not take typed rows away
    entered(house, pen, "einddoel", tekst="Werken als kok.")
    expect(page.locator("#deel-einddoel")).to_contain_text("Werken als kok.")
    expect(section.locator("[data-week-day=ma] [data-row]")).to_have_count(2)
    section.get_by_role("button", name="Week bewaren").press("Enter")
    expect(section.locator("form .cs-fault")).to_contain_text("Dinsdag, regel 3: de eindtijd ligt niet na de begintijd")
    section.get_by_label("dinsdag, tot").fill("12")
    section.get_by_label("maandag, van").first.fill("8:30")
    section.get_by_role("button", name="Week bewaren").press("Enter")
    expect(section.locator(".cs-week-picture")).to_be_visible()
    expect(section.locator(".cs-plan-table")).to_contain_text("Taalhuis")
    rows = dossier(house, pen).latest("weekrooster").get("rijen")
    assert [(row["dag"], row["van"], row["tot"], row["wat"]) for row in rows] == [
        ("ma", "8:30", "12:00", "taalles"), ("ma", "12:00", "14:30", "knm"), ("di", "8:00", "12:00", "werk"),
    ]  # fmt: skip


def test_an_overlap_is_kept_and_said(house: House, desk: Callable[..., dict[str, Any]], pen: Pen) -> None:
    rows = [
        {"dag": "ma", "van": "9", "tot": "12", "wat": "taalles", "waar": ""},
        {"dag": "ma", "van": "11", "tot": "13", "wat": "werk", "waar": ""},
    ]
    assert "fault" not in desk("keep_week", pen.case.case_id, rijen=rows, seen=0)
    assert (
        "Maandag: Taalles (9:00–12:00) en Werk (11:00–13:00) zijn tegelijk." in desk("show", pen.case.case_id)["html"]
    )
    assert "collega" in desk("keep_week", pen.case.case_id, COLLEAGUE, rijen=rows[:1], seen=0)["fault"]
    assert len(dossier(house, pen).all("weekrooster")) == 1


# --- the toetser ---------------------------------------------------------------------------------------------------------


def test_a_toetser_reads_and_sees_no_sensitive_words(
    house: House, desk: Callable[..., dict[str, Any]], pen: Pen
) -> None:
    mine = desk("show", pen.case.case_id)["html"]
    assert desk("show", pen.case.case_id, TOETSER)["fault"] == NOT_HANDED_IN
    entered(house, pen, "voorgelegd")
    theirs = desk("show", pen.case.case_id, TOETSER)["html"]
    assert "ሕቖይ የሕምመኒ" in mine
    for words in ("ሕቖይ የሕምመኒ", "ዕዳ ኣለኒ"):
        assert words not in theirs
    assert EIGHT_YEARS in theirs
    assert "Gevoelig antwoord" in theirs or "gezondheid" not in theirs
    for tool in ("data-plan-edit", 'data-act="enter"', "check_off", "Wat de persoon over gezondheid zei"):
        assert tool in mine
        assert tool not in theirs


@pytest.mark.parametrize(
    ("act", "login"),
    [
        ("write", TOETSER), ("check_off", TOETSER), ("enter", TOETSER), ("keep_week", TOETSER), ("settle", TOETSER),
        ("answer", TOETSER), ("write", OBJECTIONS), ("make_comment", LOGIN), ("make_comment", OBJECTIONS),
    ],
)  # fmt: skip
def test_nobody_does_what_is_anothers(
    house: House, desk: Callable[..., dict[str, Any]], pen: Pen, act: str, login: str
) -> None:
    asked = {"tekst": "x", "opmerking": 1, "kind": "einddoel", "af": True, "rijen": []}
    given = {**begin_writing(house, pen, "startpositie"), **asked}
    assert "kunt u dit niet" in desk(act, pen.case.case_id, login, **given)["fault"]
    assert house.store.dossier.mark(pen.case.case_id) == 0


def test_a_comment_is_made_and_answered(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    digest = concept_digest(plan_of(house.case_file(pen.case.case_id)))
    entered(house, pen, "voorgelegd", aan=TOETSER, concept=digest)
    page = open_plan(open_desk, pen, login=TOETSER)
    section = page.locator("#deel-einddoel")
    section.locator("summary", has_text="Opmerking maken").click()
    section.get_by_label("Opmerking bij").fill("Wiens wens is dit?")
    section.get_by_role("button", name="Opmerking bewaren").click()
    expect(section.locator(".cs-plan-comment")).to_contain_text("Wiens wens is dit?")
    mine = open_plan(open_desk, pen)
    expect(mine.locator(".cs-plan-todo > summary")).to_contain_text("1 opmerking van de toetser zonder antwoord")
    comment = mine.locator("#deel-einddoel .cs-plan-comment")
    expect(comment).to_contain_text("Tineke Toetser")
    comment.get_by_label("Uw antwoord").fill("Van mevrouw zelf, zie haar woorden.")
    comment.get_by_role("button", name="Antwoord bewaren").click()
    expect(comment.locator(".cs-plan-answer")).to_contain_text("Van mevrouw zelf")
    expect(section.locator(".cs-plan-answer")).to_contain_text(NAME)


# --- set versions --------------------------------------------------------------------------------------------------------


def frozen(house: House, pen: Pen) -> None:
    document = Document(
        "pip", "Plan van Selam (verzonnen)", (Heading("Uw leerroute"), paragraph("U volgt de B1-route."))
    )
    at = datetime.now(UTC).isoformat()
    version = PlanVersion(pen.case.case_id, 1, as_json(document), {}, "0" * 64, LOGIN, at)
    entry = Entry("vastgesteld", {"versie": 1, "datum": "2026-11-20", "mandaat": "verzonnen"}, LOGIN, at)
    house.store.dossier.set_plan(version, entry, lambda _, __: None)


def test_a_set_version_is_chosen_and_only_read(house: House, open_desk: Callable[..., Page], pen: Pen) -> None:
    frozen(house, pen)
    page = open_plan(open_desk, pen)
    page.get_by_label("Toon").select_option(label="Versie 1, vastgesteld 20 november 2026")
    expect(page.locator(".dc")).to_contain_text("U volgt de B1-route.")
    expect(page.locator("[data-plan-edit]")).to_have_count(0)
    page.get_by_label("Toon").select_option(label="Concept van nu")
    expect(page.locator("[data-plan-edit]").first).to_be_visible()


def test_a_bezwaarbehandelaar_reads_the_set_plan_and_no_concept(
    house: House, desk: Callable[..., dict[str, Any]], pen: Pen
) -> None:
    frozen(house, pen)
    before = desk("show", pen.case.case_id, OBJECTIONS)
    assert "html" not in before
    assert "zolang er bezwaar of beroep loopt" in before["fault"]
    entered(house, pen, "bezwaar", soort="bezwaar", stand="ingediend", datum="2026-11-21")
    for options in ({}, {"version": 0}, {"version": 7}):
        html = desk("show", pen.case.case_id, OBJECTIONS, options=options)["html"]
        assert EIGHT_YEARS not in html
        assert "data-sentence" not in html
    assert "U volgt de B1-route." in desk("show", pen.case.case_id, OBJECTIONS)["html"]


# --- for everybody -------------------------------------------------------------------------------------------------------


def test_the_document_is_read_with_the_keyboard_alone(open_desk: Callable[..., Page], pen: Pen) -> None:
    page = open_plan(open_desk, pen)
    assert page.locator("[data-plan-paper] [data-sentence][tabindex='0']").count() == 1
    page.locator("[data-plan-paper] [data-sentence][tabindex='0']").focus()
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    third = page.evaluate("document.activeElement.id")
    assert third != first
    expect(page.locator("[data-plan-sources] [data-source]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[data-plan-sources]")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == third
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == last
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.id") == first


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    house: House, open_desk: Callable[..., Page], pen: Pen, size: tuple[int, int]
) -> None:
    for kind, data in (
        ("einddoel", {"tekst": "Werken als verpleegkundige."}),
        ("weekrooster", {"rijen": [{"dag": "ma", "van": "9:00", "tot": "12:00", "wat": "taalles"}]}),
        (
            "sectie",
            {"sectie": "omstandigheden", "tekst": "Eigen tekst.", "basis": {"weg": "0"}, "zinnen": {"weg": "Oud."}},
        ),
        ("toets_opmerking", {"sectie": "einddoel", "tekst": "Wiens wens?"}),
    ):
        entered(house, pen, kind, **data)
    page = open_plan(open_desk, pen, size)
    assert serious(page) == []
    for fold in (".cs-plan-todo", "#deel-einddoel .cs-plan-fill", "#deel-weekrooster .cs-plan-fill"):
        page.locator(f"{fold} > summary").click()
    page.locator("#deel-omstandigheden summary", has_text="Geschiedenis").click()
    page.locator("[data-plan-edit=startpositie]").click()
    expect(page.locator("#tekst-startpositie")).to_be_focused()
    sentence_on(page, "answer-gezin_kinderen").focus()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
