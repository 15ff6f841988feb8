"""The week timetable and the participation hours, as a consulent types and reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.commands.opening import wording_of
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, form
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from assistant.pip.week import BadTime, Week, clock, hours_nl, participation, read_time, read_week, week_of


@pytest.fixture
def house(tmp_path: Path) -> House:
    return open_house(tmp_path, wording_of)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("9", 540), ("09", 540), ("9:30", 570), ("9.30", 570), ("09:30", 570), ("930", 570), ("0930", 570), ("9u30", 570),
        ("9u", 540), ("9 uur", 540), ("9 uur 30", 570), ("13,15", 795), ("0:00", 0), ("24:00", 1440), (" 8:45 ", 525),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(written: str, minutes: int) -> None:
    assert read_time(written) == minutes


@pytest.mark.parametrize("written", ["", None, "negen", "25", "9:60", "24:01", "9:3", "-1", "9-10", "99999"])
def test_what_is_no_time_is_refused(written: Any) -> None:
    with pytest.raises(BadTime):
        read_time(written, "Maandag, van")


@pytest.mark.parametrize("minutes", range(0, 1441, 35))
def test_a_time_is_shown_as_it_is_read(minutes: int) -> None:
    assert read_time(clock(minutes)) == minutes


def row(day: str, start: str, end: str, kind: str = "taalles", where: str = "") -> dict[str, str]:
    return {"dag": day, "van": start, "tot": end, "wat": kind, "waar": where}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("ma", "9", "8")], "eindtijd ligt niet na de begintijd"),
        ([row("ma", "9", "9")], "eindtijd ligt niet na de begintijd"),
        ([row("ma", "22", "6", "werk")], "Maak dan twee regels"),
        ([row("ma", "", "9")], "Maandag, regel 1, van"),
        ([row("ma", "9", "10"), row("di", "9", "half elf")], "Dinsdag, regel 2, tot"),
        ([row("", "9", "10")], "kies een dag"),
        ([row("feest", "9", "10")], "kies een dag"),
        ([row("ma", "9", "10", "")], "kies wat er dan is"),
        ("maandag", "geen rooster"),
        (["maandag"], "geen rooster"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(rows: Any, said: str) -> None:
    with pytest.raises(BadEntry, match=said):
        read_week(rows)


def test_empty_rows_do_not_count_and_the_rest_stands_in_order() -> None:
    week = read_week([row("wo", "9", "12"), row("ma", "", "", ""), row("ma", "13", "15", "werk"), row("ma", "9", "12")])
    assert [(slot.day, slot.start) for slot in week.slots] == [("ma", 540), ("ma", 780), ("wo", 540)]
    assert form("weekrooster").read(week.as_data()) == week.as_data()
    assert week_of(Entry("weekrooster", week.as_data(), "c", "")) == week


def test_totals_per_kind_and_together() -> None:
    week = read_week(
        [
            row("ma", "9", "12"),
            row("di", "9", "11:30"),
            row("di", "13", "15", "knm"),
            row("za", "8:15", "12:30", "werk"),
        ]
    )
    assert week.totals == {"taalles": 330, "knm": 120, "werk": 255}
    assert (week.total, week.course) == (705, 450)
    assert hours_nl(week.total) == "11,75 uur"


@pytest.mark.parametrize(
    ("second", "overlap"),
    [
        (row("ma", "11:59", "13", "werk"), True),
        (row("ma", "12", "13", "werk"), False),
        (row("ma", "8", "9", "opvang"), False),
        (row("ma", "8", "18", "werk"), True),
        (row("ma", "10", "11", "werk"), True),
        (row("di", "9", "12", "werk"), False),
    ],
)
def test_overlaps(second: dict[str, str], overlap: bool) -> None:
    week = read_week([row("ma", "9", "12"), second])
    assert bool(week.overlaps) is overlap
    if overlap:
        assert week.overlaps[0].words.startswith("Maandag: ")
        assert week.overlaps[0].words.endswith("zijn tegelijk.")


def test_three_at_once_are_three_overlaps() -> None:
    assert len(read_week([row("ma", "9", "12")] * 3).overlaps) == 3


def test_no_week_is_an_empty_week() -> None:
    assert week_of(None) == Week()
    assert Dossier().latest("weekrooster") is None


# --- participation -----------------------------------------------------------------------------------------------------


def entered(house: House, *entries: tuple[str, dict[str, Any]]) -> str:
    case = house.access.new_case(language="ti", label="verzonnen", created_by="test", constructed=True)
    for kind, data in entries:
        keep(house.store, case.case_id, kind, data, by="test", at=house.case_file(case.case_id).now)
    return case.case_id


def group(name: str) -> tuple[str, dict[str, Any]]:
    return "doelgroep", {"groep": name}


def route(name: str) -> tuple[str, dict[str, Any]]:
    needed = {
        one.name: next(iter(one.options)) if one.options else "reden"
        for one in form("leerroute").fields
        if one.required and one.type in {"choice", "text", "long"}
    }
    return "leerroute", {**needed, "route": name, "overwogen": ["B1", "Z"]}


def work(hours: float | None = 6, weeks: float | None = 100, begin: str | None = None) -> tuple[str, dict[str, Any]]:
    data = {"soort": "vrijwillig", "wat": "Buurthuis", "uren_week": hours, "weken": weeks, "begin": begin}
    return "participatie", {name: value for name, value in data.items() if value is not None}


@pytest.mark.parametrize(
    ("who", "choice", "due"),
    [
        ("asielstatushouder", "Z", 800), ("gezinsmigrant", "Z", 0), ("overig", "Z", 0),
        ("asielstatushouder", "B1", 0), ("gezinsmigrant", "B1", 0), ("asielstatushouder", "O", 0), ("overig", "O", 0),
        (None, "B1", 0), (None, "Z", None), ("asielstatushouder", None, None), ("gezinsmigrant", None, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_where_the_hours_apply(house: House, who: str | None, choice: str | None, due: float | None) -> None:
    made = ([group(who)] if who else []) + ([route(choice)] if choice else [])
    found = participation(house.case_file(entered(house, *made)))
    assert found.due == due
    assert found.left == due
    if due is None:
        assert "nog niet ingevuld" in found.why


@pytest.mark.parametrize(
    ("planned", "hours", "left", "a_month"),
    [
        ([work(6, 100)], 600, 200, 26),
        ([work(6, 100), work(4, 50)], 800, 0, 34.7),
        ([work(5, 40, "2027-01-04"), work(5, 40, "2027-10-11")], 400, 400, 21.7),
        ([work(10, 100)], 1000, 0, 43.3),
        ([], 0, 800, 0),
        ([work(6, None)], 0, 800, 0),
        ([work(None, 20), work(6, 100)], 600, 200, 26),
    ],
)
def test_planned_hours_beside_the_rule(
    house: House, planned: list[Any], hours: float, left: float, a_month: float
) -> None:
    found = participation(house.case_file(entered(house, group("asielstatushouder"), route("Z"), *planned)))
    assert (found.planned, found.left) == (hours, left)
    assert found.per_month == pytest.approx(a_month, abs=0.05)
    assert found.per_month_rule == 22
    assert len(found.uncounted) == sum("uren_week" not in data or "weken" not in data for _, data in planned)
    assert "art. 3.14" in found.why
    assert {ref.kind for ref in found.refs} == {"entry", "rule"}
