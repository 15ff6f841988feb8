"""Choosing a leerroute at the desk's room: what is kept, what is refused, and what the page may tell beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.access import Staff
from assistant.commands.opening import wording_of
from assistant.dossier.entry import Entry
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from tests.ui.consulent.constructed import Pen, begin
from ui.consulent.rooms.desk import NOT_YOURS, RoomsDesk
from ui.consulent.rooms.leerroute import ROOM

CONSULENT, TOETSER = Staff("consulent", "Marijke de Boer", "consulent"), Staff("toetser", "Tom Bakker", "toetser")
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CHOICE = {
    "kind": "leerroute", "route": "B1", "overwogen": ["B1", "Z"], "wens": "Snel leren", "wens_gevolgd": "ja",
    "motivatie": "U leert snel.", "alfabetisering": "NVT",
}  # fmt: skip
LBT = {"kind": "lbt", "datum": "2026-10-01", "resultaat": "niet_haalbaar", "behaald": "24,00", "benodigd": "28,00"}

Act = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    found = open_house(tmp_path_factory.mktemp("leerroute"), wording_of, lambda: NOW)
    for staff in (CONSULENT, TOETSER):
        found.access.add_staff(staff.login, staff.name, staff.role, "een lang wachtwoord")
    return found


@pytest.fixture
def pen(house: House) -> Pen:
    return begin(house, "Selam (verzonnen)", "ti")


@pytest.fixture
def act(house: House, pen: Pen) -> Act:
    def do(name: str = "enter", staff: Staff = CONSULENT, **asked: Any) -> dict[str, Any]:
        desk = RoomsDesk(house, (ROOM,))
        return desk.act(staff, "", {"room": "leerroute", "case": pen.case.case_id, "act": name, **asked}, NOW)

    return do


@pytest.fixture
def html(house: House, pen: Pen) -> Callable[..., str]:
    def shown(staff: Staff = CONSULENT) -> str:
        return str(
            RoomsDesk(house, (ROOM,)).show(staff, "", {"room": "leerroute", "case": pen.case.case_id}, NOW)["html"]
        )

    return shown


def kept(house: House, pen: Pen, kind: str) -> list[Entry]:
    return [entry for entry in house.store.dossier.entries(pen.case.case_id) if entry.kind == kind]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_choice_is_kept_with_who_and_when(house: House, pen: Pen, act: Act, html: Callable[..., str]) -> None:
    assert "entry" in act(**CHOICE)
    (entry,) = kept(house, pen, "leerroute")
    assert (entry.by, entry.get("motivatie")) == ("consulent", "U leert snel.")
    assert "Marijke de Boer, vandaag 11:00" in html()


@pytest.mark.parametrize("missing", ["route", "overwogen", "wens_gevolgd", "motivatie", "alfabetisering"])
def test_nothing_is_kept_without_what_is_required(house: House, pen: Pen, act: Act, missing: str) -> None:
    refused = act(**{name: value for name, value in CHOICE.items() if name != missing})
    assert refused["field"] == missing and refused["fault"].startswith("Vul in: ")
    assert kept(house, pen, "leerroute") == []


def test_a_choice_that_duo_would_refuse_is_not_kept(house: House, pen: Pen, act: Act) -> None:
    refused = act(**{**CHOICE, "niveau": "A2"})
    assert refused["field"] == "niveau" and "eerste PIP" in refused["fault"]
    assert kept(house, pen, "leerroute") == []


def test_departing_is_told_after_choosing_and_never_before(pen: Pen, act: Act, html: Callable[..., str]) -> None:
    act(**LBT)
    before = words(html()).lower()
    assert "b1-route niet haalbaar" in before
    assert "wijkt af" not in before
    refused = act(**CHOICE)
    assert refused["field"] == "afwijking_lbt" and "wijkt af" in refused["fault"]
    assert "entry" in act(**CHOICE, afwijking_lbt="De taalschool ziet meer.")
    assert "Deze leerroute wijkt af van de uitslag van de LBT; de reden staat erbij" in words(html())


def test_an_lbt_after_the_choice_asks_for_the_choice_again(act: Act, html: Callable[..., str]) -> None:
    act(**CHOICE)
    assert "wijkt af" not in words(html())
    act(**LBT)
    assert "de reden daarvan staat er nog niet" in words(html())


def test_two_consulents_do_not_overwrite_each_other(house: House, pen: Pen, act: Act) -> None:
    first = act(**CHOICE)["entry"]
    refused = act(**{**CHOICE, "route": "O"})
    assert "collega" in refused["fault"]
    assert "entry" in act(**{**CHOICE, "route": "O"}, seen=first)
    assert [entry.get("route") for entry in kept(house, pen, "leerroute")] == ["B1", "O"]


def test_earlier_choices_stay_readable(act: Act, html: Callable[..., str]) -> None:
    first = act(**CHOICE)["entry"]
    second = act(**{**CHOICE, "route": "O", "motivatie": "U wilt studeren."}, seen=first)["entry"]
    assert "Eerdere keuzes (1)" in words(html())
    act("withdraw", entry=second, reden="verkeerde zaak")
    shown = words(html())
    assert "Eerdere keuzes (1)" in shown and "verkeerde zaak" in shown
    assert shown.index("U leert snel.") < shown.index("U wilt studeren."), "the first choice counts again"


@pytest.mark.parametrize("kind", ["lbt", "taalschool", "indicatie"])
def test_what_was_found_cannot_lie_in_the_future(house: House, pen: Pen, act: Act, kind: str) -> None:
    plain = {
        "lbt": LBT,
        "taalschool": {"kind": "taalschool", "soort": "advies", "school": "De Brug"},
        "indicatie": {"kind": "indicatie", "onderwerp": "werk", "tekst": "x", "bron": "gesprek"},
    }[kind]
    refused = act(**{**plain, "datum": "2026-11-23"})
    assert refused["field"] == "datum" and "toekomst" in refused["fault"]
    assert kept(house, pen, kind) == []
    assert "entry" in act(**{**plain, "datum": "2026-11-22"})


def test_a_withdrawn_result_stays_readable_with_its_reason(act: Act, html: Callable[..., str]) -> None:
    made = act(**LBT)["entry"]
    assert "Reden" in act("withdraw", entry=made, reden="")["fault"]
    act("withdraw", entry=made, reden="van een ander")
    shown = words(html())
    assert "Ingetrokken (1)" in shown and "van een ander" in shown


def test_a_set_plan_says_that_a_new_choice_makes_a_new_version(
    house: House, pen: Pen, act: Act, html: Callable[..., str]
) -> None:
    act(**CHOICE)
    assert "nieuwe versie" not in html()
    data = {"versie": 1, "datum": "2026-11-01", "mandaat": "Mandaatbesluit (verzonnen)"}
    keep(house.store, pen.case.case_id, "vastgesteld", data, by="consulent", at=NOW)
    assert "versie 1, vastgesteld op 1 november 2026" in html()
    assert "Zij komt in een nieuwe versie. De inburgeringstermijn blijft gelijk." in html()


def test_a_toetser_reads_and_enters_nothing(house: House, pen: Pen, act: Act, html: Callable[..., str]) -> None:
    pen.say("gezondheid.lichaam", "GEHEIM", "GEHEIM", understood_by="words")
    pen.say("financien.schulden", True, "GEHEIM")
    data = {"gevolgen": "Hoogstens 12 uur les per week.", "besproken": "ja"}
    for kind, entered in (("gezondheid", data), ("voorgelegd", {})):
        keep(house.store, pen.case.case_id, kind, entered, by="consulent", at=NOW)
    shown = html(TOETSER)
    assert "Hoogstens 12 uur les per week." in shown
    assert "GEHEIM" not in shown and "<form" not in shown and "Schulden" not in shown
    assert act(staff=TOETSER, **CHOICE) == {"fault": NOT_YOURS}


def test_every_topic_looks_the_same(act: Act, html: Callable[..., str]) -> None:
    act(**LBT)
    act(kind="taalschool", soort="advies", school="De Brug", datum="2026-10-01", advies="B1")
    sections = re.findall(r'<section class="([^"]*)"[^>]* data-topic="(\w+)"', html())
    assert [topic for _, topic in sections] == [
        "gesprek",
        "lbt",
        "omstandigheden",
        "onderwijs",
        "taalschool",
        "talen",
        "wens",
        "werk",
    ]
    assert {look for look, _ in sections} == {"cs-card"}


def test_no_route_is_chosen_beforehand(act: Act, html: Callable[..., str]) -> None:
    act(**LBT)
    act(kind="taalschool", soort="advies", school="De Brug", datum="2026-10-01", advies="B1")
    form = html().split('id="kies-leerroute"')[1].split("</form>")[0]
    assert " checked" not in form and " selected" not in form
    order = re.findall(r'type="radio" name="route" value="(\w+)"', form)
    assert order == sorted(order)


def test_words_of_people_are_shown_as_text(pen: Pen, act: Act, html: Callable[..., str]) -> None:
    pen.say("werk.droombaan", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", understood_by="words")
    act(kind="indicatie", onderwerp="werk", tekst="<b>\u202e</b>", bron="<i>", datum="2026-10-01")
    shown = html()
    assert "<img" not in shown and "<b>\u202e" not in shown and "U+202E" in shown
