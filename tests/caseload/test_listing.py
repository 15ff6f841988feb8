"""Narrowing and sorting thousands of lines, and the cache that gives them without reading all of them first."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access import Staff
from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from tests.ui.consulent import constructed
from ui.consulent import caseload_cache
from ui.consulent.caseload_cache import FRESH_FOR, CaseloadCache
from ui.consulent.listing import Query, SearchTexts, case_row, find, today

CONSULENT = Staff("consulent", "Marijke de Boer", "consulent")
TOETSER = Staff("tom", "Tom", "toetser")
TEAMLEIDER = Staff("tea", "Tea", "teamleider")


@pytest.fixture
def house(tmp_path: Path) -> House:
    found = open_house(tmp_path, wording_of)
    found.access.add_staff("consulent", "Marijke de Boer", "consulent", "een lang wachtwoord")
    return found


def cache_of(house: House, clock: list[float], days: list[int]) -> CaseloadCache:
    return CaseloadCache(
        house.store, house.catalogue, clock=lambda: clock[0], wording=house.wording, municipality=house.municipality,
        now=lambda: datetime.now(UTC) + timedelta(days=days[0]),
    )  # fmt: skip


def test_the_first_look_gives_what_is_there_and_a_thread_reads_the_rest(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    constructed.many_cases(house, 60)
    monkeypatch.setattr(caseload_cache, "PATIENCE", 0.0)
    cache = cache_of(house, [0.0], [0])
    first = cache.caseload()
    assert first.waiting > 0 and len(first.lines) + first.waiting == 60
    until = time.monotonic() + 20
    while cache.caseload().waiting and time.monotonic() < until:
        time.sleep(0.02)
    last = cache.caseload()
    assert (last.waiting, len(last.lines)) == (0, 60)
    assert last.mark != first.mark


def test_an_entry_and_a_new_day_move_a_line(house: House) -> None:
    pen = constructed.tigrinya_case(house)
    clock, days = [0.0], [0]
    cache = cache_of(house, clock, days)
    before = cache.caseload()
    for what in ("kennisgeving_duo", "inschrijving_brp"):
        day = (datetime.now(UTC) - timedelta(days=40)).date().isoformat()
        keep(house.store, pen.case.case_id, "datum", {"wat": what, "datum": day}, by="consulent", at=datetime.now(UTC))
    clock[0] += FRESH_FOR
    entered = cache.caseload()
    assert entered.mark != before.mark
    (line,) = entered.lines.values()
    assert [one.days_left for one in line.running] == [30]
    clock[0] += FRESH_FOR
    days[0] = 1
    (tomorrow,) = cache.caseload().lines.values()
    assert [one.days_left for one in tomorrow.running] == [29]


@pytest.mark.parametrize(
    ("asked", "staff", "found"),
    [
        ({}, CONSULENT, [1, 2]),
        ({"scope": "alle"}, CONSULENT, [1, 2, 3]),
        ({"scope": "voorgelegd"}, CONSULENT, [1, 2]),
        ({"search": "3"}, CONSULENT, [3]),
        ({}, TOETSER, [3]),
        ({"scope": "alle"}, TOETSER, [3, 1, 2]),
        ({"scope": "mijn"}, TEAMLEIDER, [1, 2, 3]),
        ({"scope": "alle", "language": "ti"}, CONSULENT, [1]),
        ({"scope": "alle", "phase": "42"}, CONSULENT, [3]),
        ({"scope": "alle", "waits": "toetser", "language": "ti"}, CONSULENT, []),
        ({"scope": "alle", "search": "dari farida 42"}, CONSULENT, []),
        ({"scope": "alle", "sort": "zaak", "down": True}, CONSULENT, [1, 2, 3]),
        ({"scope": "alle", "count": 1}, CONSULENT, [1]),
        ({"scope": "geen", "sort": "geen", "count": "veel"}, CONSULENT, [1, 2]),
        (["iets", "anders"], CONSULENT, [1, 2]),
    ],
)
def test_what_is_asked_is_what_is_found(house: House, asked: object, staff: Staff, found: list[int]) -> None:
    constructed.tigrinya_case(house)
    constructed.arabic_case(house)
    dari = constructed.dari_case(house)
    for kind, data in (("toegewezen", {"login": "collega"}), ("voorgelegd", {"aan": "tom"})):
        keep(house.store, dari.case.case_id, kind, data, by="consulent", at=datetime.now(UTC))
    lines = cache_of(house, [0.0], [0]).caseload().lines.values()
    got = find(lines, Query.of(asked), staff, SearchTexts(house.wording), house.municipality)
    assert [line.summary.number for line in got.shown] == found


def test_a_row_says_nothing_from_answers_to_who_may_not_read_them(house: House) -> None:
    pen = constructed.begin(house, "Bijna volwassen", "nl")
    pen.say("persoon.geboortedatum", "2011-01-01", "1 januari 2011")
    (line,) = cache_of(house, [0.0], [0]).caseload().lines.values()
    now = datetime.now(UTC)
    shown = {staff.role: case_row(line, staff, house.wording, {}, now).tags for staff in (CONSULENT, TEAMLEIDER)}
    assert any("jonger dan 18" in tag.text for tag in shown["consulent"])
    assert not any("jonger" in tag.text for tag in shown["teamleider"])
    assert [need.kind for need in today([line], CONSULENT)[0][0].needs][0] == "leeftijd"
    assert all(need.kind != "leeftijd" for item in today([line], TEAMLEIDER)[0] for need in item.needs)
