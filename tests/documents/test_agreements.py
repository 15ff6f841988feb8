"""The agreements as CSV: one a row, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from assistant.documents.agreements import HEADER, agreements_csv, safe_cell
from assistant.dossier.keeping import keep, withdraw
from assistant.house import House
from tests.conftest import Clock


def rows(house: House, case_id: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(agreements_csv(house.case_file(case_id))), delimiter=";"))


def test_what_counts_now_is_there_and_what_was_withdrawn_is_not(house: House, clock: Clock) -> None:
    case_id = house.access.new_case(language="ti", label="verzonnen", created_by="c", constructed=True).case_id
    lesson = {"school": "Taalhuis; noord", "betaalt": "zelf", "start": "2027-01-11", "uren_week": "7,5"}
    keep(house.store, case_id, "taalles", lesson, by="c", at=clock())
    gone = keep(house.store, case_id, "doel", {"termijn": "nu", "tekst": "vervallen"}, by="c", at=clock())
    keep(house.store, case_id, "doel", {"termijn": "nu", "tekst": "=1+1", "wie": "-zelf"}, by="c", at=clock())
    keep(house.store, case_id, "gezondheid", {"gevolgen": "alleen ochtend", "besproken": "ja"}, by="c", at=clock())
    withdraw(house.store, case_id, gone.id, "fout", by="c", at=clock())
    found = rows(house, case_id)
    assert tuple(found[0]) == HEADER
    assert [row["soort"] for row in found] == ["Taalles", "Doel"]
    assert (found[0]["afspraak"], found[0]["begin"], found[0]["uren_per_week"]) == (
        "Taalhuis; noord",
        "2027-01-11",
        "7,5",
    )
    assert (found[1]["afspraak"], found[1]["wie"]) == ("'=1+1", "'-zelf")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+31 6", "-1", "@SUM(1)", " =1", "\t=1", "\r\n=1"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'") and "\n" not in safe_cell(text)


def test_ordinary_text_stays_as_it_is() -> None:
    assert safe_cell("Taalhuis 3 = leuk") == "Taalhuis 3 = leuk"
