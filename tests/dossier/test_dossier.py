"""What staff enter is checked, append-only, and never lost when two do it at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from assistant.dossier import BadEntry, Dossier, Entry, forms
from assistant.dossier.forms import UnknownKind, form
from assistant.dossier.keeping import ChangedMeanwhile, keep, not_changed_since, withdraw
from assistant.house import House
from assistant.store import PlanVersion, UnknownCase
from tests.conftest import Clock


@pytest.fixture
def case_id(house: House) -> str:
    return house.access.new_case(language="ti", label="verzonnen", created_by="consulent", constructed=True).case_id


def enter(house: House, clock: Clock, case_id: str, kind: str, **data: Any) -> Entry:
    return keep(house.store, case_id, kind, data, by="consulent", at=clock())


# the forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", forms())
def test_every_form_has_a_title_and_labels_in_dutch(kind: str) -> None:
    found = form(kind)
    assert found.title and found.fields
    for one in found.fields:
        assert one.label and one.label != one.name, f"{kind}.{one.name} has no label"
        assert (one.options is not None) is (one.type in {"choice", "choices"})
        assert bool(one.fields) is (one.type == "rows")


@pytest.mark.parametrize(
    ("kind", "data", "field", "reason"),
    [
        ("doelgroep", {}, "groep", "Vul in"),
        ("doelgroep", {"groep": "toerist"}, "groep", "kies een van"),
        ("datum", {"wat": "huisvesting", "datum": "1-10-2026"}, "datum", "jaar-maand-dag"),
        ("datum", {"wat": "huisvesting", "datum": "1026-10-01"}, "datum", "kan niet kloppen"),
        ("taalles", {"school": "x", "betaalt": "zelf", "uren_week": "veel"}, "uren_week", "getal"),
        ("taalles", {"school": "x", "betaalt": "zelf", "uren_week": 99}, "uren_week", "hoogstens 40"),
        ("taalles", {"school": "x", "betaalt": "zelf", "uren_week": "nan"}, "uren_week", "getal"),
        ("verwijzing", {"naar": "wmo", "wat": "hulp", "akkoord": "misschien"}, "akkoord", "ja of nee"),
        ("taalles", {"school": "x" * 301, "betaalt": "zelf"}, "school", "te lang"),
        ("weekrooster", {"rijen": "maandag"}, "rijen", "geen lijst"),
        ("doelgroep", {"groep": "overig", "bsn": "123456782"}, None, "geen veld"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_is_kept(
    house: House, clock: Clock, case_id: str, kind: str, data: dict[str, Any], field: str | None, reason: str
) -> None:
    with pytest.raises(BadEntry, match=reason) as refused:
        enter(house, clock, case_id, kind, **data)
    assert refused.value.field == field
    assert house.store.dossier.entries(case_id) == []


def test_values_are_kept_in_one_form(house: House, clock: Clock, case_id: str) -> None:
    kept = enter(
        house,
        clock,
        case_id,
        "taalles",
        school="  Taal   Huis ",
        betaalt="gemeente",
        uren_week="7,5",
        start="2026-12-01",
    )
    assert kept.data == {"school": "Taal Huis", "betaalt": "gemeente", "uren_week": 7.5, "start": "2026-12-01"}
    shown = {form("taalles").field(name).shown(value) for name, value in kept.data.items()}
    assert shown == {"Taal Huis", "De gemeente", "7,5", "1 december 2026"}


def test_an_unknown_kind_and_an_unknown_case_are_refused(house: House, clock: Clock, case_id: str) -> None:
    with pytest.raises(UnknownKind):
        enter(house, clock, case_id, "score")
    with pytest.raises(UnknownCase):
        enter(house, clock, "nobody", "doelgroep", groep="overig")


# the current view -----------------------------------------------------------------------------------------------------


def test_the_newest_counts_and_what_was_before_stays_readable(house: House, clock: Clock, case_id: str) -> None:
    first = enter(house, clock, case_id, "doelgroep", groep="overig")
    clock.forward(days=1)
    second = enter(house, clock, case_id, "doelgroep", groep="asielstatushouder")
    dossier = Dossier.of(house.store.dossier.entries(case_id))
    assert dossier.latest("doelgroep") == second
    assert list(dossier.history("doelgroep")) == [first, second]
    withdraw(house.store, case_id, second.id, "verkeerde zaak", by="consulent", at=clock())
    dossier = Dossier.of(house.store.dossier.entries(case_id))
    assert dossier.latest("doelgroep") == first
    assert dossier.withdrawn[second.id].get("reden") == "verkeerde zaak"
    with pytest.raises(BadEntry, match="niet"):
        withdraw(house.store, case_id, second.id, "nog eens", by="consulent", at=clock())


def test_a_start_date_that_is_emptied_is_no_longer_known(house: House, clock: Clock, case_id: str) -> None:
    enter(house, clock, case_id, "datum", wat="huisvesting", datum="2026-10-01")
    assert set(house.case_file(case_id).dossier.dates) == {"huisvesting"}
    enter(house, clock, case_id, "datum", wat="huisvesting", reden="nog niet verhuisd")
    assert not house.case_file(case_id).dossier.dates


def test_an_entry_that_replaces_another_takes_its_place(house: House, clock: Clock, case_id: str) -> None:
    goal = enter(house, clock, case_id, "doel", termijn="nu", tekst="inschrijven bij de bibliotheek")
    other = enter(house, clock, case_id, "doel", termijn="nu", tekst="een fiets zoeken", vervangt=goal.id)
    assert Dossier.of(house.store.dossier.entries(case_id)).all("doel") == (other,)


# nobody overwrites anybody --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["UPDATE dossier SET data = '{}'", "DELETE FROM dossier"])
def test_not_even_our_own_code_can_change_an_entry(house: House, clock: Clock, case_id: str, verb: str) -> None:
    enter(house, clock, case_id, "doelgroep", groep="overig")
    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        house.store.db.execute(verb)  # type: ignore[attr-defined]


def test_two_who_edit_the_same_section_do_not_overwrite_each_other(house: House, clock: Clock, case_id: str) -> None:
    refused: list[Exception] = []

    def write(text: str) -> None:
        data, check = {"sectie": "einddoel", "tekst": text}, not_changed_since("sectie", None, sectie="einddoel")
        try:
            keep(house.store, case_id, "sectie", data, by=text, at=clock(), check=check)
        except ChangedMeanwhile as fault:
            refused.append(fault)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("een", "twee", "drie")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = house.store.dossier.entries(case_id)
    assert len(kept) == 1 and len(refused) == 2
    assert all(isinstance(fault, ChangedMeanwhile) and fault.newest == kept[0] for fault in refused)


def test_a_set_plan_is_kept_with_the_entry_that_sets_it_or_not_at_all(house: House, clock: Clock, case_id: str) -> None:
    version = PlanVersion(case_id, 1, {"title": "PIP"}, {"sections": []}, "ab12", "consulent", clock().isoformat())
    entry = Entry("vastgesteld", {"versie": 1, "datum": "2026-11-22", "mandaat": "mandaat"}, "consulent", version.at)

    def refuse(dossier: Dossier, versions: object) -> None:
        raise BadEntry("Er staat nog iets open.")

    with pytest.raises(BadEntry):
        house.store.dossier.set_plan(version, entry, refuse)
    assert house.store.dossier.versions(case_id) == [] and house.store.dossier.entries(case_id) == []
    house.store.dossier.set_plan(version, entry, lambda dossier, versions: None)
    assert house.store.dossier.versions(case_id) == [version]
    with pytest.raises(sqlcipher.IntegrityError):
        house.store.dossier.set_plan(version, entry, lambda dossier, versions: None)
    assert len(house.store.dossier.entries(case_id)) == 1, "the same number twice keeps nothing"
    for verb in ("UPDATE plan_versions SET plan = '{}'", "DELETE FROM plan_versions"):
        with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
            house.store.db.execute(verb)  # type: ignore[attr-defined]


def test_marks_move_with_every_entry(house: House, clock: Clock, case_id: str) -> None:
    assert house.store.dossier.mark(case_id) == 0 and case_id not in house.store.dossier.marks()
    kept = enter(house, clock, case_id, "doelgroep", groep="overig")
    assert house.store.dossier.mark(case_id) == house.store.dossier.marks()[case_id] == kept.id
