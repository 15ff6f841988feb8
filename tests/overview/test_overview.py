from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest

from assistant.house import House
from assistant.overview import Figure, Tallies, overview, overview_csv
from tests.overview.cases import NOW, Dated, add_case, enter, plan
from tests.ui.consulent.constructed import begin


def rows(figure: Figure) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, *values in figure.rows}


def phase(day: str, which: str) -> Dated:
    return day, "fase", {"fase": which}


def talk(day: str, **more: Any) -> Dated:
    return day, "gesprek", {"soort": "intakegesprek", "datum": day, "spreekt": "zelf", "tolk": "geen", **more}


def missed(day: str, reason: str) -> Dated:
    return day, "no_show", {"soort": "intakegesprek", "datum": day, "reden": reason}


def test_how_long_cases_stay_in_a_phase(house: House) -> None:
    for days in (1, 3, 5, 7, 9, 11, 13, 15, 17, 40):  # days from made (1 June) to invited
        invited = date(2026, 6, 1).toordinal() + days
        add_case(house, phase(date.fromordinal(invited).isoformat(), "15"))
    found = rows(overview(house, NOW).figure("wachttijd"))
    assert found["10 Geregistreerd"] == ("10", "10", "17", "minder dan 5")  # median of ten, nine of ten within 17
    assert found["15 Uitgenodigd"] == ("minder dan 5", "", "", "10")


def test_the_slowest_tenth_is_only_told_of_enough_cases(house: House) -> None:
    for _ in range(9):
        add_case(house, phase("2026-06-08", "15"))
    assert rows(overview(house, NOW).figure("wachttijd"))["10 Geregistreerd"][:3] == ("9", "7", "")


def test_days_are_those_of_the_calendar_here(house: House) -> None:
    """Over the change to winter time, and from just before midnight in the Netherlands."""
    for _ in range(5):
        case_id = add_case(house, made="2026-10-20")
        enter(house, case_id, phase("2026-10-27", "15"))
    assert rows(overview(house, NOW).figure("wachttijd"))["10 Geregistreerd"][1] == "7"


@pytest.mark.parametrize(
    ("in_time", "late", "unknown", "expected", "says"),
    [
        (30, 10, 0, ("30", "10", "minder dan 5", "40"), "75 % van de eerste plannen is op tijd vastgesteld."),
        (30, 10, 6, ("30", "10", "6", "46"), "75 % van de eerste plannen is op tijd vastgesteld."),
        (
            9,
            2,
            0,
            ("niet getoond", "minder dan 5", "minder dan 5", "11"),
            "Er zijn te kleine aantallen om een deel te noemen.",
        ),
        (2, 1, 0, ("minder dan 5",) * 4, "Er zijn te weinig plannen om een deel te noemen."),
    ],
)
def test_the_share_of_plans_within_ten_weeks(
    house: House, in_time: int, late: int, unknown: int, expected: tuple[str, ...], says: str
) -> None:
    for number, weeks in ((in_time, 9), (late, 12), (unknown, None)):
        for _ in range(number):
            add_case(house, *plan("2026-09-14", weeks=weeks))
    figure = overview(house, NOW).figure("termijn")
    assert tuple(values[0] for values in rows(figure).values()) == expected
    assert figure.says == says


def test_a_plan_on_the_last_day_is_in_time_and_a_day_later_is_not(house: House) -> None:
    for day, number in (("2026-09-14", 6), ("2026-09-15", 7)):
        for _ in range(number):
            add_case(house, *(
                (one[0], one[1], {**one[2], "datum": "2026-07-06"}) if one[1] == "datum" else one
                for one in plan(day, weeks=10)
            ))  # fmt: skip
    assert list(rows(overview(house, NOW).figure("termijn")).values())[:2] == [("6",), ("7",)]


def test_only_the_first_plan_counts_and_only_within_the_period(house: House) -> None:
    for _ in range(5):
        case_id = add_case(house, *plan("2026-03-02"))
        enter(
            house, case_id, ("2026-10-01", "vastgesteld", {"versie": 2, "datum": "2026-10-01", "mandaat": "verzonnen"})
        )
        add_case(house, *plan("2025-11-22"), made="2025-06-01")  # a day too long ago
    assert rows(overview(house, NOW).figure("termijn"))["Samen"] == ("5",)


def test_departures_from_the_lbt_have_a_direction(house: House) -> None:
    table = [("B1", "haalbaar", 12), ("O", "haalbaar", 6), ("Z", "haalbaar", 7), ("B1", "niet_haalbaar", 8),
             ("O", "niet_haalbaar", 3), ("Z", "niet_haalbaar", 5), ("B1", "onbekend", 4), ("B1", None, 5)]  # fmt: skip
    for route, result, number in table:
        for _ in range(number):
            add_case(house, *plan("2026-09-14", route=route, lbt=result))
    assert rows(overview(house, NOW).figure("lbt")) == {
        "Volgens de LBT": ("23",), "Hoger dan de LBT": ("11",), "Lager dan de LBT": ("7",),
        "Zonder uitslag van de LBT": ("9",), "Samen": ("50",),
    }  # fmt: skip


def test_open_reviews_per_language(house: House) -> None:
    for language, number in (("ti", 6), ("ar", 2)):
        for _ in range(number):
            pen = begin(house, "Verzonnen", language, constructed=False)
            pen.event("language", language=language)
            pen.say("wensen.drie_jaar", "ቋንቋ ክመሃር", "ቋንቋ ክመሃር", understood_by="words")
            pen.say("werk.droombaan", "ነርስ", "ነርስ ክኸውን", understood_by="words")
    found = rows(overview(house, NOW).figure("nakijken"))
    assert found == {"Tigrinya": ("6", "12"), "Arabisch": ("minder dan 5", "niet getoond")}


def test_no_shows_have_a_reason(house: House) -> None:
    for reason, number in (("ziek", 8), ("kinderopvang", 5), ("tolk", 2)):
        for _ in range(number):
            add_case(house, missed("2026-10-05", reason))
    figure = overview(house, NOW).figure("niet_verschenen")
    found = rows(figure)
    assert found["Ziek"] == ("8",)
    assert found["Tolk niet gekomen"] == ("minder dan 5",)
    assert found["Geen opvang"] == ("niet getoond",)  # else 15 - 8 - 5 would tell
    assert figure.says == "15 keer kwam iemand niet."


def test_talks_per_week(house: House) -> None:
    for day, number in (("2026-11-16", 3), ("2026-11-22", 3), ("2026-11-15", 5), ("2026-11-02", 4), ("2026-08-30", 9)):
        for _ in range(number):
            add_case(house, talk(day))
    figure = overview(house, NOW).figure("gesprekken")
    found = rows(figure)
    assert len(found) == 12
    assert found["week 47, vanaf 16 november 2026"] == ("6",)
    assert found["week 46, vanaf 9 november 2026"] == ("5",)
    assert found["week 45, vanaf 2 november 2026"] == ("minder dan 5",)
    assert figure.says == "In de drukste van de laatste 12 weken waren er 6 gesprekken."


def test_what_was_withdrawn_does_not_count(house: House) -> None:
    for number in range(6):
        case_id = add_case(house, missed("2026-10-05", "ziek"))
        if number < 2:
            entry = house.store.dossier.entries(case_id)[0]
            enter(house, case_id, ("2026-10-06", "ingetrokken", {"entry": entry.id, "reden": "vergissing"}))
    assert rows(overview(house, NOW).figure("niet_verschenen"))["Ziek"] == ("minder dan 5",)


def test_constructed_cases_count_only_where_there_are_no_real_ones(house: House) -> None:
    for _ in range(6):
        add_case(house, missed("2026-10-05", "ziek"), constructed=True)
    found = overview(house, NOW)
    assert (found.constructed, rows(found.figure("niet_verschenen"))["Ziek"]) == (True, ("6",))
    add_case(house, missed("2026-10-05", "ziek"))
    found = overview(house, NOW)
    assert (found.constructed, rows(found.figure("niet_verschenen"))["Ziek"]) == (False, ("minder dan 5",))


def test_the_municipality_sets_the_limit(house: House) -> None:
    for _ in range(8):
        add_case(house, missed("2026-10-05", "ziek"))
    rule = replace(house.municipality.rule("klein_aantal"), value=10)
    stricter = replace(
        house, municipality=replace(house.municipality, rules={**house.municipality.rules, "klein_aantal": (rule,)})
    )
    assert rows(overview(stricter, NOW).figure("niet_verschenen"))["Ziek"] == ("minder dan 10",)


def test_nobody_and_nothing_of_a_person_is_in_it(house: House) -> None:
    """No label, login, group or place of a case can get into a figure, whatever its dossier holds."""
    for number in range(12):
        case_id = add_case(
            house, *plan("2026-09-14"), missed("2026-10-05", "ziek"), talk("2026-11-16", notitie="Geheimwoord")
        )
        enter(house, case_id, ("2026-06-02", "doelgroep", {"groep": "gezinsmigrant"}), by=f"collega{number}")
        enter(house, case_id, ("2026-06-02", "toegewezen", {"login": "collega1"}), by="anna")
    told = overview_csv(house, NOW) + repr(overview(house, NOW))
    for word in ("Verzonnen", "Geheimwoord", "collega", "anna", "gezinsmigrant", "Gezinsmigrant", "zaak-"):
        assert word not in told, word


def test_earlier_counts_are_used_again_and_a_new_entry_is_seen(house: House) -> None:
    ids = [add_case(house, missed("2026-10-05", "ziek")) for _ in range(5)]
    tallies = Tallies()
    assert rows(overview(house, NOW, tallies).figure("niet_verschenen"))["Ziek"] == ("5",)
    enter(house, ids[0], missed("2026-10-12", "ziek"))
    add_case(house, missed("2026-10-05", "ziek"))
    again = overview(house, NOW, tallies)
    assert rows(again.figure("niet_verschenen"))["Ziek"] == ("7",)
    assert again == overview(house, NOW)


def test_no_cases_at_all(house: House) -> None:
    found = overview(house, NOW)
    assert {one.id for one in found.figures} == {
        "wachttijd",
        "termijn",
        "lbt",
        "nakijken",
        "niet_verschenen",
        "gesprekken",
    }
    assert not any(value.isdigit() for figure in found.figures for _, *values in figure.rows for value in values)


# --- the file for a spreadsheet ---------------------------------------------------------------------------------------


def test_the_file_holds_what_the_page_shows(house: House) -> None:
    for reason, number in (("ziek", 8), ("tolk", 2)):
        for _ in range(number):
            add_case(house, missed("2026-10-05", reason))
    read = list(csv.DictReader(StringIO(overview_csv(house, NOW)), delimiter=";"))
    told = {(one["overzicht"], one["onderdeel"], one["maat"]): one["waarde"] for one in read}
    found = overview(house, NOW)
    for figure in found.figures:
        for name, *values in figure.rows:
            for measure, value in zip(figure.header[1:], values, strict=True):
                assert told[figure.title, name, measure] == value
    assert {(one["van"], one["tot_en_met"]) for one in read} == {("2025-11-23", "2026-11-22")}


def test_no_cell_is_a_formula(house: House) -> None:
    phases = tuple(
        replace(one, label="=1+1", id=f"={one.id}") if one.id == "10" else one for one in house.municipality.phases
    )
    own = replace(house, municipality=replace(house.municipality, phases=phases))
    cells = [cell for line in csv.reader(StringIO(overview_csv(own, NOW)), delimiter=";") for cell in line]
    assert "'=10 =1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
