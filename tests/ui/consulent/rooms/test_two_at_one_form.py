"""Two people at one form: what a colleague changed while somebody was busy is refused and told, never overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from assistant.case_file import NETHERLANDS
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.pip import workflow
from tests.conftest import Clock
from tests.pip.way import ANNA, TOM, way
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import WIDE
from tests.ui.consulent.constructed import PASSWORD
from tests.ui.consulent.rooms.conftest import COLLEAGUE, at

Open = Callable[..., Page]
FIRST = "Een collega heeft"


def enter(house: House, case_id: str, kind: str, **data: object) -> None:
    keep(house.store, case_id, kind, data, by=COLLEAGUE, at=datetime.now(UTC))


def day(days: int) -> str:
    return (datetime.now(NETHERLANDS) + timedelta(days=days)).date().isoformat()


def test_a_date_that_is_typed_while_a_colleague_enters_it(house: House, shared_case: str, open_desk: Open) -> None:
    page = at(open_desk(), shared_case, "stand")
    row = page.locator("[data-key=date-inschrijving_brp]")
    row.get_by_text("Invullen").click()
    row.get_by_label("Inschrijving in de BRP").fill(day(-60))
    enter(house, shared_case, "datum", wat="inschrijving_brp", datum=day(-50))
    expect(row).to_contain_text("Sanne (verzonnen)")
    row.get_by_label("Waarom verandert dit").fill("Zo staat het in de brief")
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row.get_by_role("alert")).to_contain_text(FIRST)
    expect(row.get_by_label("Inschrijving in de BRP")).to_have_value(day(-60))
    assert house.case_file(shared_case).dossier.latest("datum", wat="inschrijving_brp").get("datum") == day(-50)
    row.get_by_role("button", name="Datum bewaren").click()  # told: what stands there now is what was seen
    expect(row).to_contain_text("Zo staat het in de brief")
    assert house.case_file(shared_case).dossier.latest("datum", wat="inschrijving_brp").get("datum") == day(-60)


def test_a_date_that_nobody_began_with_follows_the_page(house: House, shared_case: str, open_desk: Open) -> None:
    page = at(open_desk(), shared_case, "stand")
    row = page.locator("[data-key=date-inschrijving_brp]")
    row.get_by_text("Invullen").click()
    enter(house, shared_case, "datum", wat="inschrijving_brp", datum=day(-50))
    expect(row).to_contain_text("Sanne (verzonnen)")
    row.get_by_label("Inschrijving in de BRP").fill(day(-60))
    row.get_by_label("Waarom verandert dit").fill("Zo staat het in de brief")
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row).to_contain_text("Zo staat het in de brief")


def test_what_went_wrong_stays_to_read_while_the_case_goes_on(house: House, shared_case: str, open_desk: Open) -> None:
    """The person is chatting meanwhile: the page shows something new every few seconds."""
    page = at(open_desk(), shared_case, "stand")
    row = page.locator("[data-key=date-inschrijving_brp]")
    row.get_by_text("Invullen").click()
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row.get_by_role("alert")).to_have_text("Vul een datum in.")
    enter(house, shared_case, "datum", wat="kennisgeving_duo", datum=day(-50))
    expect(page.locator("[data-key=date-kennisgeving_duo]")).to_contain_text("Sanne (verzonnen)")
    expect(row.get_by_role("alert")).to_have_text("Vul een datum in.")
    row.get_by_label("Inschrijving in de BRP").fill(day(-60))
    row.get_by_role("button", name="Datum bewaren").click()
    expect(row).to_contain_text(constructed.NAME)
    expect(row.locator("[data-decide-fault]")).to_have_text("")


def test_a_leerroute_that_is_chosen_while_a_colleague_chooses(house: House, shared_case: str, open_desk: Open) -> None:
    page = at(open_desk(), shared_case, "leerroute")
    form = page.locator("#kies-leerroute")

    def pick(group: str, option: str) -> None:
        form.get_by_role("group", name=group).get_by_label(option, exact=True).click()

    form.get_by_label("Wens van de persoon over de route").fill("Verpleegkundige worden")
    pick("Welke routes zijn overwogen", "B1-route")
    pick("Leerroute", "B1-route")
    pick("Alfabetisering", "Niet van toepassing")
    pick("Wens gevolgd", "Ja")
    form.get_by_label("Motivatie").fill("U leert snel.")
    enter(
        house, shared_case, "leerroute", wens="Geen", overwogen=["Z"], route="Z", motivatie="Tekst van Sanne.",
        wens_gevolgd="geen_wens", alfabetisering="A",
    )  # fmt: skip
    chosen = page.locator("[data-chosen-route]")
    expect(chosen).to_contain_text("Tekst van Sanne.")
    form.get_by_role("button", name="Keuze bewaren").click()
    expect(form.get_by_role("alert")).to_contain_text(FIRST)
    assert house.case_file(shared_case).dossier.latest("leerroute").get("motivatie") == "Tekst van Sanne."
    expect(form.get_by_label("Motivatie")).to_have_value("U leert snel.")
    form.get_by_role("button", name="Keuze bewaren").click()
    expect(chosen).to_contain_text("U leert snel.")
    page.get_by_text("Eerdere keuzes (1)").click()
    expect(page.locator(".cs-route-earlier")).to_contain_text("Tekst van Sanne.")


def test_agreeing_counts_for_the_plan_that_stood_behind_the_dialog(house: House, open_desk: Open) -> None:
    """The plan is taken back, changed and submitted again while the toetser has the question open."""
    house.access.add_staff(TOM.login, TOM.name, TOM.role, PASSWORD)
    case = way(house, Clock()).written()
    case.submit()
    page = at(open_desk(WIDE, TOM.login), case.case, "besluit")
    page.get_by_role("button", name="Akkoord geven", exact=True).first.click()
    dialog = page.locator("dialog[open]")
    agree = dialog.get_by_role("button", name="Ik ben akkoord")
    expect(agree).to_be_visible()
    workflow.take_back(house, case.case, by=ANNA, reason="Nog iets vergeten")
    case.enter("sectie", sectie="omstandigheden", tekst="Een andere tekst.")
    case.submit()
    page.wait_for_timeout(3_000)  # the page looked, and shows the new plan behind the dialog
    for _ in range(2):  # the dialog hides the plan: asking twice does not help
        agree.click()
        expect(dialog.locator("[data-decide-fault]")).to_contain_text("opnieuw voorgelegd")
    assert house.case_file(case.case).dossier.latest("toets") is None
    dialog.get_by_role("button", name="Annuleren").click()
    page.get_by_role("button", name="Akkoord geven", exact=True).first.click()
    page.locator("dialog[open]").get_by_role("button", name="Ik ben akkoord").click()
    expect(page.locator(".cs-b-where h2")).to_have_text("Akkoord van de toetser")
