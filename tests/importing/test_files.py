"""Files of other systems: good rows go in, bad ones are listed with line and reason, nothing is overwritten."""

from __future__ import annotations

import json

import pytest

from assistant.dossier.forms import BadEntry
from assistant.house import House
from assistant.importing.faults import BrokenFile, BrokenMapping
from assistant.importing.mapping import Mapping, mappings, read_mapping
from assistant.importing.standing import decide, imported
from assistant.importing.taking import RowResult, look_at, take
from tests.conftest import Clock, Person

HEAD = "Zaaknummer;Geboortedatum;Geboorteland;Jaren onderwijs;Diploma;Schulden;Datum huisvesting;Doelgroep"


@pytest.fixture
def coa(house: House) -> Mapping:
    return mappings(house.catalogue)["coa_klantprofiel"]


def look(house: House, mapping: Mapping, clock: Clock, *rows: str) -> list[RowResult]:
    return look_at(house.store, house.catalogue, mapping, "\n".join((HEAD, *rows)), clock())


def test_a_good_row_becomes_values_to_confirm(house: House, clock: Clock, coa: Mapping) -> None:
    person = Person(house, "ar")
    rows = look(house, coa, clock, f"{person.case.number};12-03-1990;Syrië;9;ja;nee;01-10-2026;Statushouder")
    assert rows[0].faults == ()
    found = {one.target: (one.value, one.to) for one in rows[0].values}
    assert found == {
        "persoon.geboortedatum": ("1990-03-12", "persoon"),
        "persoon.geboorteland": ("SY", "persoon"),
        "onderwijs.jaren": (9, "persoon"),
        "onderwijs.diploma": (True, "persoon"),
        "financien.schulden": (False, "consulent"),
        "datum.huisvesting": ("2026-10-01", "consulent"),
        "doelgroep.groep": ("asielstatushouder", "consulent"),
    }
    taken = take(house.store, rows, coa, "coa.csv", by="consulent", at=clock())
    assert (taken.rows, taken.values, taken.known) == (1, 7, 0)
    file = house.case_file(person.case.case_id)
    assert file.record.current.keys() == {key for key in file.record.current if not key[0].startswith("persoon.geb")}
    assert file.dossier.dates == {} and file.group is None, "nothing counts before somebody confirmed it"
    again = take(house.store, rows, coa, "coa.csv", by="consulent", at=clock())
    assert (again.values, again.known) == (0, 7), "the same file twice changes nothing"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{n};31-02-1990;;;;;;", "geen datum in de afgesproken vorm"),
        ("{n};12-03-2090;;;;;;", "ligt in de toekomst"),
        ("{n};;Verweggistan;;;;;", "past niet bij de vraag"),
        ("{n};;;negentig;;;;", "past niet bij de vraag"),
        ("{n};;;;misschien;;;", "past niet bij de vraag"),
        ("{n};;;;;;1 oktober;", "geen datum in de afgesproken vorm"),
        ("{n};;;;;;;Toerist", "staat niet in het vertaalbestand"),
        ("99999;12-03-1990;;;;;;", "geen zaak met nummer '99999'"),
        (";12-03-1990;;;;;;", "het zaaknummer ontbreekt"),
        ("abc;12-03-1990;;;;;;", "geen zaak met nummer 'abc'"),
        ("{n};;;;;;;", "niets op deze regel"),
    ],
)
def test_a_bad_row_is_listed_with_line_and_reason(
    house: House, clock: Clock, coa: Mapping, row: str, reason: str
) -> None:
    person, other = Person(house, "nl"), Person(house, "nl")
    rows = look(house, coa, clock, f"{other.case.number};12-03-1990;;;;;;", row.replace("{n}", str(person.case.number)))
    assert rows[0].good, "a good row goes in whatever stands on the next"
    assert rows[1].line == 3
    assert any(reason in fault for fault in rows[1].faults), rows[1].faults
    taken = take(house.store, rows, coa, "coa.csv", by="consulent", at=clock())
    assert (taken.rows, taken.refused) == (1, 1)
    assert not house.store.dossier.entries(person.case.case_id)


def test_a_case_that_stands_there_twice_goes_in_once(house: House, clock: Clock, coa: Mapping) -> None:
    number = Person(house, "nl").case.number
    rows = look(house, coa, clock, f"{number};12-03-1990;;;;;;", f"{number};13-03-1990;;;;;;")
    assert [row.good for row in rows] == [True, False]
    assert "staat ook op regel 2" in rows[1].faults[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zaaknummer;Geboortedatum\n",
        "andere;kolommen\n1;2\n",
        "Zaaknummer;Geboortedatum\n1;2;3;4\n",
        'Zaaknummer;Geboortedatum\n"1;2\n',
        "Zaaknummer;Geb\x00ortedatum\n1;2\n",
        "Zaaknummer;Geboortedatum\n" + "1;2\n" * 10_001,
        "x" * 5_000_001,
    ],
    ids=[
        "empty",
        "only a header",
        "other columns",
        "too many cells",
        "open quote",
        "binary",
        "too many rows",
        "too large",
    ],
)
def test_a_file_that_cannot_be_read_says_so(house: House, clock: Clock, coa: Mapping, text: str) -> None:
    with pytest.raises(BrokenFile):
        look_at(house.store, house.catalogue, coa, text, clock())


@pytest.mark.parametrize("text", ["{", "[]", '{"personen": 3}', '{"personen": [3]}', "[" * 100_000])
def test_a_broken_json_says_so(house: House, clock: Clock, text: str) -> None:
    with pytest.raises(BrokenFile):
        look_at(house.store, house.catalogue, mappings(house.catalogue)["tvs"], text, clock())


def test_json_is_read_by_its_paths(house: House, clock: Clock) -> None:
    person = Person(house, "ti")
    text = json.dumps(
        {
            "personen": [
                {"zaaknummer": person.case.number, "persoon": {"geboorteland": "ER"}, "taal": {"moedertaal": "ti"}}
            ]
        }
    )
    rows = look_at(house.store, house.catalogue, mappings(house.catalogue)["tvs"], text, clock())
    assert {one.target: one.value for one in rows[0].values} == {"persoon.geboorteland": "ER", "taal.moedertaal": "ti"}


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("{column: A, question: bestaat.niet}", "bestaat niet"),
        ("{column: A}", "kies een van"),
        ("{column: A, question: persoon.naam, date: huisvesting}", "kies een van"),
        ("{column: A, date: verjaardag}", "geen datum waar een termijn"),
        ("{column: A, form: doelgroep, field: x}", "bestaat niet"),
        ("{column: A, question: gezin.kinderen.leeftijd}", "heeft een nummer"),
        ("{column: A, question: gezin.kinderen}", "geen vraag met een waarde"),
        ("{column: A, question: persoon.naam, colour: red}", "onbekende instelling"),
        ("{column: A, question: persoon.naam, to: buurman}", "persoon of consulent"),
        ("!!python/object/apply:os.system [echo]", "YAML"),
    ],
)
def test_a_broken_mapping_says_what_is_wrong(house: House, field: str, reason: str) -> None:
    text = f"id: x\ntitle: X\nsource: X\nformat: csv\nfields:\n  - {field}\n"
    with pytest.raises(BrokenMapping, match=reason):
        read_mapping(text, house.catalogue)


@pytest.mark.parametrize("question", ["gezondheid.lichaam", "financien.inkomen", "zelfredzaamheid.afspraak"])
def test_health_debts_and_behaviour_go_to_the_consulent_whatever_the_mapping_says(house: House, question: str) -> None:
    text = f"id: x\ntitle: X\nsource: X\nformat: csv\nfields:\n  - {{column: A, question: {question}, to: persoon}}\n"
    assert read_mapping(text, house.catalogue).fields[0].to == "consulent"


# the consulent decides ------------------------------------------------------------------------------------------------


def taken(house: House, clock: Clock, coa: Mapping, row: str) -> Person:
    person = Person(house, "nl")
    rows = look(house, coa, clock, row.replace("{n}", str(person.case.number)))
    take(house.store, rows, coa, "coa.csv", by="consulent", at=clock())
    return person


@pytest.mark.parametrize(("decision", "counts"), [("klopt", True), ("klopt_niet", False), ("vervallen", False)])
def test_what_the_consulent_finds_right_counts(
    house: House, clock: Clock, coa: Mapping, decision: str, counts: bool
) -> None:
    person = taken(house, clock, coa, "{n};;;;;ja;01-10-2026;Statushouder")
    for one in imported(house.case_file(person.case.case_id)):
        file = house.case_file(person.case.case_id)
        decide(house.store, file, one.entry.id, decision, "", by="consulent", at=clock())
    file = house.case_file(person.case.case_id)
    answer = file.record.answer("financien.schulden")
    assert (answer is not None and answer.value is True) is counts
    assert ("huisvesting" in file.dossier.dates) is counts
    assert (file.group == "asielstatushouder") is counts
    assert {one.stand for one in imported(file)} == {decision}
    if answer is not None:
        assert (answer.source, answer.typed_by, answer.speaker) == ("import:COA klantprofiel", "consulent", "other")


def test_it_is_decided_once_and_a_difference_needs_a_reason(house: House, clock: Clock, coa: Mapping) -> None:
    person = taken(house, clock, coa, "{n};12-03-1990;;;;;;")
    person.go_to("persoon.geboortedatum")
    person.say("1992")
    [found] = imported(house.case_file(person.case.case_id))
    assert found.stand == "wijkt_af"
    with pytest.raises(BadEntry, match="zei iets anders"):
        decide(house.store, house.case_file(person.case.case_id), found.entry.id, "klopt", "", by="c", at=clock())
    file = house.case_file(person.case.case_id)
    decide(house.store, file, found.entry.id, "klopt_niet", "", by="consulent", at=clock())
    with pytest.raises(BadEntry, match="al besloten"):
        decide(house.store, house.case_file(person.case.case_id), found.entry.id, "klopt", "x", by="c", at=clock())
    kept = house.case_file(person.case.case_id).record.answer("persoon.geboortedatum")
    assert kept is not None and kept.value == "1992", "what the person said stands"
