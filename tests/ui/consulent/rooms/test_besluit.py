"""The room "Besluit": the whole way by three accounts in a real browser, and what is refused to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.access import Staff
from assistant.house import House
from assistant.permissions import NOT_HANDED_IN
from assistant.pip import workflow
from tests.conftest import Clock
from tests.pip.way import Way, way
from tests.ui.consulent.conftest import PHONE, WIDE
from tests.ui.consulent.constructed import LOGIN, NAME, PASSWORD
from ui.consulent.rooms.desk import RoomsDesk
from ui.consulent.rooms.registry import ROOMS

MARIJKE = Staff(LOGIN, NAME, "consulent")
TOM = Staff("tom", "Tom (verzonnen)", "toetser")
TINE = Staff("tine", "Tine (verzonnen)", "teamleider")
BO = Staff("bo", "Bo (verzonnen)", "bezwaarbehandelaar")

Open = Callable[..., Page]


@pytest.fixture
def case(house: House) -> Way:
    for one in (TOM, TINE, BO):
        house.access.add_staff(one.login, one.name, one.role, PASSWORD)
    return way(house, Clock()).written()


def room(open_desk: Open, case: Way, login: str, size: tuple[int, int] = WIDE) -> Page:
    page = open_desk(size, login)
    page.evaluate(f"window.location.hash = 'zaak={case.case}/besluit'")
    page.wait_for_selector(".cs-b-where h2")
    return page


def stands(page: Page, label: str) -> None:
    expect(page.locator(".cs-b-where h2")).to_have_text(label)


def press(page: Page, name: str, confirm: str) -> None:
    """Press a button that asks first, and confirm in its dialog."""
    page.locator(".cs-b-way").get_by_role("button", name=name, exact=True).first.click()
    page.locator("dialog[open]").get_by_role("button", name=confirm, exact=True).click()


def test_the_main_path_by_three_accounts(open_desk: Open, case: Way) -> None:
    marijke, tom = room(open_desk, case, LOGIN), open_desk(WIDE, "tom")
    tom.evaluate(f"window.location.hash = 'zaak={case.case}/besluit'")
    expect(tom.get_by_text(NOT_HANDED_IN)).to_be_visible()
    stands(marijke, "Concept")
    expect(marijke.locator(".cs-b-checks")).to_contain_text(
        "Alles wat volgens de wet in het plan moet staan, staat erin."
    )
    press(marijke, "Voorleggen aan de toetser", "Voorleggen")
    stands(marijke, "Bij de toetser")

    stands(tom, "Bij de toetser")
    tom.get_by_label("Onderdeel").select_option(label="4. Uw leerroute en waarom")
    tom.locator("#besluit-tekst").fill("Waarom is de Z-route niet gekozen?")
    tom.get_by_role("button", name="Opmerking bewaren").click()
    expect(tom.locator(".cs-b-remark")).to_contain_text("Waarom is de Z-route niet gekozen?")
    press(tom, "Terugsturen", "Terugsturen")
    expect(tom.locator("dialog[open] [data-decide-fault]")).to_contain_text("Schrijf op wat")
    tom.locator("dialog[open] textarea").fill("Zie de opmerking.")
    tom.locator("dialog[open]").get_by_role("button", name="Terugsturen", exact=True).click()
    stands(tom, "Terug van de toetser")

    stands(marijke, "Terug van de toetser")
    marijke.get_by_label("Uw antwoord").fill("Dat staat er nu bij.")
    case.enter(
        "sectie", by=MARIJKE, sectie="leerroute", tekst="U doet de B1-route. De Z-route past minder bij uw doel."
    )
    marijke.get_by_role("button", name="Antwoord bewaren").click()
    expect(marijke.locator(".cs-b-answered")).to_contain_text("Dat staat er nu bij.")
    press(marijke, "Voorleggen aan de toetser", "Voorleggen")
    stands(marijke, "Bij de toetser")

    stands(tom, "Bij de toetser")
    press(tom, "Akkoord geven", "Ik ben akkoord")
    stands(tom, "Akkoord van de toetser")

    stands(marijke, "Akkoord van de toetser")
    form = marijke.locator("#besluit-gesprek-form")
    form.get_by_label("Tolk aan de telefoon").check()
    form.locator("[name=teach_back]").fill("ja")
    form.get_by_label("Eens met het plan", exact=True).check()
    form.get_by_label("De persoon heeft getekend").check()
    form.get_by_role("button", name="PIP-gesprek bewaren").click()
    expect(form.locator("[data-decide-fault]")).to_contain_text("in eigen woorden")
    form.locator("[name=teach_back]").fill("ናብ ቤት ትምህርቲ ክኸይድ እየ")
    form.get_by_role("button", name="PIP-gesprek bewaren").click()
    stands(marijke, "PIP-gesprek gehouden")
    expect(marijke.locator(".cs-b-next")).to_contain_text("Vaststellen kan nog niet")

    while marijke.locator(".cs-b-checks .ontbreekt").count():
        left = marijke.locator(".cs-b-checks .ontbreekt").count()
        line = marijke.locator(".cs-b-checks .ontbreekt").first
        line.get_by_text("Toch doorgaan, met een reden").click()
        line.locator("textarea").fill("Komt later (verzonnen reden).")
        line.get_by_role("button", name="Reden bewaren").click()
        expect(marijke.locator(".cs-b-checks .ontbreekt")).to_have_count(left - 1)
    marijke.get_by_role("button", name="Vaststellen", exact=True).first.click()
    expect(marijke.locator("dialog[open]")).to_contain_text("Het kan niet ongedaan worden gemaakt")
    marijke.locator("dialog[open]").get_by_role("button", name="Vaststellen", exact=True).click()
    stands(marijke, "Vastgesteld")

    marijke.get_by_role("button", name="Dagtekenen").click()
    dialog = marijke.locator("dialog[open]")
    dialog.locator("input[type=date]").fill("2020-01-01")
    expect(dialog.locator(".cs-b-starts")).to_contain_text("kan niet voor de vaststelling liggen")
    dialog.locator("input[type=date]").fill(case.today)
    expect(dialog.locator(".cs-b-starts")).to_contain_text("De inburgeringstermijn begint op")
    dialog.get_by_role("button", name="Dagtekening bewaren").click()
    stands(marijke, "Gedagtekend")

    marijke.get_by_role("button", name="Bekendmaken").click()
    dialog = marijke.locator("dialog[open]")
    expect(dialog.locator(".cs-b-starts")).to_contain_text("De bezwaartermijn begint op")
    dialog.get_by_label("Uitgereikt in het gesprek").check()
    dialog.get_by_role("button", name="Bekendmaking bewaren").click()
    stands(marijke, "Bekendgemaakt")
    assert [one.number for one in case.file.versions] == [1]
    steps = marijke.locator(".cs-b-steps .cs-b-what").all_inner_texts()
    assert steps[-1] == "Voorgelegd aan de toetser" and "Versie 1 vastgesteld" in steps


def test_somebody_who_moves_takes_the_plan_along(open_desk: Open, case: Way) -> None:
    """The move is recorded, the transfer file is given, and then the case can be closed."""
    case.to("bekendgemaakt")
    page = room(open_desk, case, LOGIN)
    page.locator('[data-show="besluit-verhuizen"]').click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Naar welke gemeente").fill("Verzonnenstad")
    dialog.get_by_label("Nee", exact=True).check()
    dialog.get_by_role("button", name="Verhuizing bewaren").click()
    stands(page, "Verhuisd")
    assert page.locator('[data-show="besluit-archiveren"]').count() == 0, "the dossier was not handed over yet"
    page.evaluate("id => { location.hash = `#zaak=${id}/documenten`; }", case.case)
    file = page.locator("[data-key$='overdracht'], #overdracht").first
    expect(file).to_contain_text("Overdracht aan een andere gemeente")


def test_on_a_phone_nothing_is_wider_than_the_screen(open_desk: Open, case: Way) -> None:
    case.to("gesprek_gehouden")
    page = room(open_desk, case, LOGIN, PHONE)
    over = "[...document.querySelectorAll('.cs-b-decision *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)"
    assert page.evaluate(f"{over}.length") == 0


def test_words_of_a_colleague_are_shown_and_never_run(open_desk: Open, case: Way) -> None:
    case.to("voorgelegd")
    text = "<img src=x onerror=\"document.title='gehackt'\"> <b>vet</b>"
    workflow.comment(case.house, case.case, by=TOM, section="leerroute", text=text)
    page = room(open_desk, case, LOGIN)
    expect(page.locator(".cs-b-remark")).to_contain_text("<b>vet</b>")
    assert page.locator(".cs-b-remark img").count() == 0 and page.title() != "gehackt"


# --- without a page: what is refused to whom ----------------------------------------------------------------------


def ask_room(case: Way, who: Staff, act: str | None = None, **data: Any) -> dict[str, Any]:
    desk = RoomsDesk(case.house, ROOMS)
    asked = {"room": "besluit", "case": case.case, **data}
    if act is None:
        return desk.show(who, "", asked, datetime.now(UTC))
    return desk.act(who, "", {**asked, "act": act}, datetime.now(UTC))


@pytest.mark.parametrize(
    ("who", "act"),
    [
        (TOM, "voorleggen"), (TOM, "vaststellen"), (TOM, "gesprek"), (TINE, "voorleggen"), (TINE, "akkoord"),
        (MARIJKE, "akkoord"), (MARIJKE, "opmerking"), (BO, "bezwaar"), (BO, "vaststellen"),
    ],
)  # fmt: skip
def test_an_act_of_another_role_is_refused(case: Way, who: Staff, act: str) -> None:
    assert "kunt u dit niet" in ask_room(case, who, act)["fault"]


def test_a_teamleider_sees_the_steps_and_no_content(case: Way) -> None:
    case.to("voorgelegd")
    workflow.comment(case.house, case.case, by=TOM, section="leerroute", text="Geheime opmerking")
    case.decide(agree=False, note="Geheime toelichting")
    html = ask_room(case, TINE)["html"]
    assert "Teruggestuurd door de toetser" in html and "Geheime" not in html


def test_a_teamleider_with_a_mandate_reads_what_they_set(case: Way) -> None:
    case.to("gesprek_gehouden")
    listed = Way(
        replace(case.house, municipality=replace(case.house.municipality, mandated=("tine",))), case.clock, case.case
    )
    html = ask_room(listed, TINE)["html"]
    assert "U wilt naar het mbo" in html and 'data-show="besluit-vaststellen"' in html
    assert 'data-show="besluit-vaststellen"' not in ask_room(listed, MARIJKE)["html"]


def test_a_bezwaarbehandelaar_reads_the_set_plan_only_while_bezwaar_runs(case: Way) -> None:
    case.to("bekendgemaakt")
    assert ask_room(case, BO)["fault"]
    about = workflow.object_(case.house, case.case, by=MARIJKE, kind="bezwaar", day=case.today).id
    assert "U wilt naar het mbo" in ask_room(case, BO)["html"]
    workflow.outcome(case.house, case.case, by=MARIJKE, about=about, result="ongegrond", day=case.today)
    assert ask_room(case, BO)["fault"]


def test_a_fault_in_the_page_is_a_sentence(case: Way) -> None:
    assert ask_room(case, MARIJKE, "vaststellen", kenmerk="x")["fault"] == "Leg het plan eerst voor aan de toetser."
    assert ask_room(case, MARIJKE, "voorleggen", concept="een andere tekst")["fault"].startswith(
        "Het plan is veranderd"
    )
    assert ask_room(case, MARIJKE, "antwoord", opmerking="geen getal", tekst="x")["field"] == "opmerking"
