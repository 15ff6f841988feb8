"""Narrowing and sorting thousands of lines, and the cache that gives them without reading all of them first."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access import Staff
from assistant.case_file import NETHERLANDS
from assistant.caseload import ATTENTION_NL
from assistant.caseload_line import CaseLine, seen_by
from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from assistant.store import Event
from tests.ui.consulent import constructed
from ui.consulent import caseload_cache
from ui.consulent.caseload_cache import FRESH_FOR, CaseloadCache
from ui.consulent.listing import CaseRow, Query, SearchTexts, case_row, find, groups_of, today

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
        day = (datetime.now(NETHERLANDS) - timedelta(days=40)).date().isoformat()
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
    seen = {staff.role: line_for(house, staff) for staff in (CONSULENT, TEAMLEIDER, TOETSER)}
    tags = {role: {tag.text for tag in row_for(house, role, line).tags} for role, line in seen.items()}
    assert any("jonger dan 18" in tag for tag in tags["consulent"])
    assert tags["teamleider"] == tags["toetser"] == set()
    assert [need.kind for need in today([seen["consulent"]], CONSULENT)[0][0].needs][0] == "leeftijd"
    assert all(need.kind != "leeftijd" for item in today([seen["teamleider"]], TEAMLEIDER)[0] for need in item.needs)


# --- whose case it is: how much a line holds ---------------------------------------------------------------------------

COLLEAGUE = Staff("bas", "Bas (verzonnen)", "consulent")
OBJECTIONS = Staff("bo", "Bo (verzonnen)", "bezwaarbehandelaar")
EVERYBODY = {staff.role: staff for staff in (CONSULENT, TOETSER, TEAMLEIDER, OBJECTIONS)} | {"collega": COLLEAGUE}


def line_for(house: House, staff: Staff) -> CaseLine:
    cache = cache_of(house, [0.0], [0])
    (line,) = seen_by(cache.caseload().lines.values(), staff, cache.consulenten)
    return line


def row_for(house: House, who: str, line: CaseLine) -> CaseRow:
    return case_row(line, EVERYBODY[who], house.wording, {}, datetime.now(UTC))


@pytest.fixture
def told(house: House) -> str:
    """A constructed person of the consulent, who told and asked a lot, and of whom staff wrote something down."""
    house.access.add_staff("bas", "Bas (verzonnen)", "consulent", "een lang wachtwoord")
    pen = constructed.begin(house, "Bijna volwassen", "nl")
    pen.say("persoon.geboortedatum", "2011-01-01", "1 januari 2011")
    pen.say("gezin.gezinshereniging", None, "liever later", state="liever_met_een_persoon")
    pen.event("handover", question="persoon.geboorteland")
    pen.event("question", words="Wie past er op?", language="nl", question="gezin.kinderen")
    case_id, now = pen.case.case_id, datetime.now(UTC)
    late = (now - timedelta(days=90)).date().isoformat()
    for kind, data in (
        ("datum", {"wat": "kennisgeving_duo", "datum": late}),
        ("datum", {"wat": "inschrijving_brp", "datum": late}),
        ("termijn_reden", {"klok": "pip", "soort": "te_laat", "reden": "Merkwoord was ziek."}),
        ("fase", {"fase": "31", "reden": "Merkwoord uit het ziekenhuis"}),
        ("bezwaar", {"soort": "bezwaar", "stand": "ingediend", "datum": late}),
    ):
        keep(house.store, case_id, kind, data, by="consulent", at=now)
    return case_id


@pytest.mark.parametrize(
    ("who", "view"),
    [
        ("consulent", "alles"), ("collega", "fase"), ("toetser", "aantallen"), ("teamleider", "aantallen"),
        ("bezwaarbehandelaar", "fase"),
    ],
)  # fmt: skip
def test_how_much_of_a_case_a_line_holds(house: House, told: str, who: str, view: str) -> None:
    line, whole = line_for(house, EVERYBODY[who]), line_for(house, CONSULENT)
    row, needs = row_for(house, who, line), {need.kind for need in line.needs}
    assert line.view == view and line.phase.phase == whole.phase.phase
    assert [(one.id, one.words) for one in line.clocks] == [(one.id, one.words) for one in whole.clocks]
    assert (line.summary.label, line.summary.number, line.owner) == ("Bijna volwassen", 1, "consulent")
    assert bool(line.flags) is bool(line.calls) is bool({"leeftijd", "persoon", "vraag"} & needs) is (view == "alles")
    assert bool(line.summary.answered) is bool(line.summary.open_points) is bool(line.summary.last_activity) is (view != "fase")
    assert bool(row.counted) is bool(row.row.progress) is bool(row.row.last_activity) is ("te_laat" in needs) is (view != "fase")
    assert ("Merkwoord" in repr(line)) is ("Merkwoord" in repr(row)) is (view != "fase")


def test_a_case_that_is_nobodys_is_whole_for_every_consulent_and_with_the_setting_every_case_is(
    house: House, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line_for(house, COLLEAGUE).view == "fase"
    monkeypatch.setenv("INTAKE_OWN_CASELOAD", "open")
    assert line_for(house, COLLEAGUE).view == "alles" and line_for(house, TOETSER).view == "aantallen"
    monkeypatch.delenv("INTAKE_OWN_CASELOAD")
    keep(house.store, told, "toegewezen", {"login": "weg"}, by="tea", at=datetime.now(UTC))
    assert line_for(house, COLLEAGUE).view == "alles"
    keep(house.store, told, "toegewezen", {"login": "bas"}, by="tea", at=datetime.now(UTC))
    assert line_for(house, COLLEAGUE).view == "alles" and line_for(house, CONSULENT).view == "fase"


@pytest.mark.parametrize("who", EVERYBODY)
def test_that_somebody_must_be_looked_at_today_is_on_every_line(house: House, told: str, who: str) -> None:
    line = line_for(house, EVERYBODY[who])
    assert ATTENTION_NL not in line.flags
    with house.store.writing(told) as writer:
        writer.event(Event("attention", datetime.now(UTC).isoformat(), 9, {}))
    line = line_for(house, EVERYBODY[who])
    assert ATTENTION_NL in line.flags and ATTENTION_NL in {tag.text for tag in row_for(house, who, line).tags}
    assert "lezen" in {need.kind for need in line.needs}
    if who == "collega":
        (item,), _ = today([line], COLLEAGUE)
        assert [need.kind for need in item.needs] == ["lezen"]


def test_what_a_line_does_not_hold_is_not_found_by_narrowing_or_searching_either(house: House, told: str) -> None:
    texts = SearchTexts(house.wording)  # one for everybody, as on the page
    for who, found in (("consulent", True), ("collega", False), ("teamleider", True), ("consulent", True)):
        staff = EVERYBODY[who]
        line = line_for(house, staff)
        for asked in ({"search": "bezig"}, {"group": "busy"}):
            got = find([line], Query.of({"scope": "alle", **asked}), staff, texts, house.municipality)
            assert bool(got.shown) is found, (who, asked)
        for asked in ({"search": "volwassen nederlands"}, {"phase": line.phase.phase.id}, {"clock": "te_laat"}):
            assert find([line], Query.of({"scope": "alle", **asked}), staff, texts, house.municipality).shown, (who, asked)
    assert "attention" in groups_of(line_for(house, CONSULENT)) and not groups_of(line_for(house, COLLEAGUE))
