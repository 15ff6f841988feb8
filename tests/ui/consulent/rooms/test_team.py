"""The room "Overzicht" in a browser: figures of the team, hidden where they are small, and the file that holds the same."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.case_file import NETHERLANDS
from assistant.dossier.keeping import keep
from assistant.house import House
from tests.overview.cases import Dated, add_case, plan
from tests.ui.consulent import constructed
from tests.ui.consulent.conftest import PHONE, WIDE, cookie
from tests.ui.consulent.test_consulent_for_everybody import serious

TODAY = datetime.now(NETHERLANDS).date()


def before(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def missed(reason: str) -> Dated:
    return before(20), "no_show", {"soort": "intakegesprek", "datum": before(20), "reden": reason}


@pytest.fixture
def busy(house: House) -> House:
    """Plans that were set, and appointments that were missed: eight for illness, two because the interpreter did not come."""
    house.access.add_staff("teamleider", "Tineke Lei", "teamleider", constructed.PASSWORD)
    house.access.add_staff("toetser", "Toos Etser", "toetser", constructed.PASSWORD)
    for number in range(12):
        reason = [missed("ziek")] if number < 8 else [missed("tolk")] if number < 10 else []
        weeks = 9 if number < 7 else 12
        add_case(house, *plan(before(30), weeks=weeks), *reason, made=before(100))
    return house


def open_room(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#team")
    expect(page.get_by_role("heading", name="Overzicht van het team")).to_be_visible(timeout=60_000)


def figure(page: Page, title: str) -> Any:
    return page.get_by_role("region", name=title)


@pytest.mark.parametrize("login", [constructed.LOGIN, "teamleider"])
def test_figures_stand_as_words_a_plot_and_a_table(busy: House, open_desk: Callable[..., Page], login: str) -> None:
    page = open_desk(login=login)
    open_room(page)
    plans = figure(page, "Eerste plannen binnen 10 weken")
    expect(plans).to_contain_text("58 % van de eerste plannen is op tijd vastgesteld.")
    expect(plans.get_by_role("img")).to_contain_text("Binnen de termijn")
    expect(plans.get_by_role("table")).to_be_hidden()
    plans.get_by_text("Cijfers en uitleg").click()
    expect(plans.get_by_role("row", name="Na de termijn")).to_contain_text("5")

    reasons = figure(page, "Afspraken waar iemand niet kwam")
    reasons.get_by_text("Cijfers en uitleg").click()
    expect(reasons.get_by_role("row", name="Tolk niet gekomen")).to_contain_text("minder dan 5")
    # ten in all less eight would tell the two
    expect(reasons.get_by_role("row", name="Ziek")).to_contain_text("niet getoond")


def test_the_letters_of_a_plot_are_those_of_the_page(busy: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    open_room(page)
    letters = "one => getComputedStyle(one).fontFamily"
    text = figure(page, "Eerste plannen binnen 10 weken").locator("svg text").first
    assert text.evaluate(letters) == page.get_by_role("heading", name="Overzicht van het team").evaluate(letters)
    assert "Noto Sans" in text.evaluate(letters)


def test_nobody_is_named(busy: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    open_room(page)
    told = page.locator(".cs-team").inner_html()
    for case in busy.store.cases():
        assert case.label not in told and case.id not in told
    for account in busy.store.staff_accounts():
        assert account.name not in told
    assert "anna" not in told  # who entered all of it


def test_a_new_entry_is_seen_while_the_room_stays_open(busy: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    open_room(page)
    reasons = figure(page, "Afspraken waar iemand niet kwam")
    reasons.get_by_text("Cijfers en uitleg").click()
    expect(reasons).to_contain_text("10 keer kwam iemand niet.")
    case = busy.store.cases()[0]
    data = {"soort": "lbt", "datum": before(1), "reden": "ziek"}
    keep(busy.store, case.id, "no_show", data, by=constructed.LOGIN, at=datetime.now(UTC))
    expect(reasons).to_contain_text("11 keer kwam iemand niet.", timeout=30_000)
    expect(reasons.get_by_role("table")).to_be_visible()  # what the reader opened stays open


def test_the_file_holds_the_same_figures(busy: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    open_room(page)
    with page.expect_download(timeout=60_000) as loading:
        page.get_by_role("button", name="Downloaden als CSV").click()
    text = loading.value.path().read_text(encoding="utf-8-sig")
    told = {
        (one["overzicht"], one["onderdeel"]): one["waarde"] for one in csv.DictReader(StringIO(text), delimiter=";")
    }
    assert told["Eerste plannen binnen 10 weken", "Binnen de termijn"] == "7"
    assert told["Afspraken waar iemand niet kwam", "Tolk niet gekomen"] == "minder dan 5"


def test_a_toetser_sees_none_of_it(busy: House, ask: Callable[..., httpx.Response], address: str) -> None:
    signed_in = cookie(busy, "toetser")
    found = ask("room", {"room": "team", "case": None, "mark": None, "options": {}}, signed_in).json()
    assert "Met uw account" in repr(found) and "termijn" not in repr(found)
    answer = httpx.get(f"{address}/documenten/team/overzicht.csv", cookies=signed_in)
    assert answer.status_code == 403


def test_without_cases_it_says_what_will_stand_here(house: House, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    open_room(page)
    expect(page.get_by_text("Er zijn nog geen zaken. Hier komt te staan hoe lang het werk duurt")).to_be_visible()
    expect(page.get_by_role("button", name="Downloaden als CSV")).to_have_count(0)


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_everybody_can_read_it(busy: House, open_desk: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_desk(size)
    open_room(page)
    for more in page.get_by_text("Cijfers en uitleg").all():
        more.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert serious(page) == []
