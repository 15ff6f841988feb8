"""DUO's rules for a PIP: every combination, at the form and at the message, against the rules written out once more here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assistant.case_file import CaseFile
from assistant.commands.opening import wording_of
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry
from assistant.house import open_house
from assistant.pip.departure import departure, departure_of, reason_is_missing
from assistant.pip.duo import (
    SCHEMA,
    DuoRefused,
    check_dagtekening,
    check_route,
    duo_body,
    duo_faults,
    is_first_plan,
    not_checked,
    plan_number,
)

ROUTES, LEVELS, HOURS = ("B1", "O", "Z"), (None, "A2", "B1"), (None, 1, 600, 9999)
GROUPS = (None, "asielstatushouder", "gezinsmigrant", "overig")
START, SETTLED, FIRST_DATED = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
DAYS = {
    "before the duty": date(2026, 2, 28),
    "on the first day of the duty": START,
    "the day before settling": date(2026, 3, 31),
    "on the day of settling": SETTLED,
    "the day before the plan before": date(2026, 4, 30),
    "on the day of the plan before": FIRST_DATED,
    "later": date(2026, 11, 22),
}
WELL_MOTIVATED = {
    "overwogen": ["B1", "Z"],
    "wens_gevolgd": "geen_wens",
    "motivatie": "U leert snel.",
    "alfabetisering": "NVT",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> CaseFile:
    house = open_house(tmp_path_factory.mktemp("duo"), wording_of)
    made = house.access.new_case(language="nl", label="Voorbeeld (verzonnen)", created_by="consulent", constructed=True)
    return house.case_file(made.case_id)


def with_entries(file: CaseFile, *entries: tuple[str, dict[str, Any]]) -> CaseFile:
    made = [
        Entry(kind, data, "consulent", f"2026-11-22T09:{n:02d}:00+00:00", n)
        for n, (kind, data) in enumerate(entries, 1)
    ]
    return replace(file, dossier=Dossier.of(made))


def before_the_choice(group: str | None, changed: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    if group:
        yield "doelgroep", {"groep": group}
    yield "datum", {"wat": "start_plicht", "datum": START.isoformat()}
    yield "datum", {"wat": "vestiging", "datum": SETTLED.isoformat()}
    if changed:
        yield "vastgesteld", {"versie": 1, "datum": "2026-04-28", "mandaat": "x"}
        yield "dagtekening", {"versie": 1, "datum": FIRST_DATED.isoformat()}


def choice(route: str, level: str | None = None, hours: Any = None, **more: Any) -> dict[str, Any]:
    given = {"route": route, "niveau": level, "intensiteit": hours, **WELL_MOTIVATED, **more}
    return {name: value for name, value in given.items() if value is not None}


def broken(route: str, level: str | None, hours: int | None, group: str | None, changed: bool) -> set[str]:
    """The rules of the specification once more, as plainly as they stand there."""
    return {
        code
        for code, holds in {
            "a2_niet_bij_o": route == "O" and level == "A2",
            "geen_niveau_bij_z": route == "Z" and level is not None,
            "a2_niet_in_eerste_pip": route == "B1" and level == "A2" and not changed,
            "uren_alleen_bij_b1": hours is not None and route != "B1",
            "uren_zonder_doelgroep": hours is not None and group is None,
            "uren_alleen_bij_asiel": hours is not None and group in {"gezinsmigrant", "overig"},
        }.items()
        if holds
    }


def broken_by_day(day: date, changed: bool) -> set[str]:
    return {
        code
        for code, holds in {
            "voor_begin_plicht": day < START,
            "voor_vestiging": day < SETTLED,
            "voor_vorige_pip": changed and day < FIRST_DATED,
        }.items()
        if holds
    }


def test_every_combination_is_taken_or_refused_as_the_rules_say(empty: CaseFile) -> None:
    seen = accepted = 0
    for route, level, hours, group, changed in product(ROUTES, LEVELS, HOURS, GROUPS, (False, True)):
        case = (route, level, hours, group, changed)
        before = list(before_the_choice(group, changed))
        data = choice(route, level, hours)
        wrong = broken(*case)
        at_the_form = with_entries(empty, *before)
        if wrong:
            with pytest.raises(BadEntry):
                check_route(data, at_the_form)
        else:
            check_route(data, at_the_form)
        chosen = with_entries(empty, *before, ("leerroute", data))
        for day in DAYS.values():
            seen += 1
            expected = wrong | broken_by_day(day, changed)
            assert {fault.code for fault in duo_faults(chosen, day)} == expected, (case, day)
            if expected:
                with pytest.raises(DuoRefused):
                    duo_body(chosen, day)
                continue
            accepted += 1
            body = duo_body(chosen, day)
            level_sent = None if route == "Z" else level or "B1"
            wanted = {
                "dagtekeningPip": day.isoformat(), "leerroute": {"B1": "B", "O": "O", "Z": "Z"}[route], "niveau": level_sent,
                "geschatteIntensiteitB1Route": hours, "indicatorAlfabetiseringsonderwijs": "NVT",
            }  # fmt: skip
            assert body == {name: value for name, value in wanted.items() if value is not None}, case
    assert seen == 3 * 3 * 4 * 4 * 2 * 7
    assert 0 < accepted < seen


@settings(max_examples=150, deadline=None)
@given(
    route=st.sampled_from(ROUTES), level=st.sampled_from(LEVELS), group=st.sampled_from(GROUPS), changed=st.booleans(),
    hours=st.one_of(st.none(), st.integers(-5, 12_000), st.floats(0, 10_000, allow_nan=False)),
)  # fmt: skip
def test_the_form_and_the_message_agree(
    empty: CaseFile, route: str, level: str | None, group: str | None, changed: bool, hours: float | None
) -> None:
    before = list(before_the_choice(group, changed))
    data = choice(route, level, hours)
    try:
        check_route(data, with_entries(empty, *before))
        refused = None
    except BadEntry as fault:
        refused = fault
    faults = duo_faults(with_entries(empty, *before, ("leerroute", data)), date(2026, 11, 22))
    # whole hours written as 600.0 are read as 600 by the form, and only then kept
    if isinstance(hours, float) and hours.is_integer():
        faults = [fault for fault in faults if fault.code != "uren_geheel_getal"]
    assert (refused is None) == (faults == [])
    if refused is not None and refused.field == "niveau":
        assert str(refused) in {fault.text_nl for fault in faults}


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        (choice("O", "A2"), "niveau", "onderwijsroute"),
        (choice("Z", "B1"), "niveau", "Z-route"),
        (choice("Z", "A2"), "niveau", "Z-route"),
        (choice("B1", "A2"), "niveau", "eerste PIP"),
        (choice("O", hours=600), "intensiteit", "B1-route"),
        (choice("B1", hours=600), "intensiteit", "doelgroep"),
        (choice("B1", hours=0), "intensiteit", "minstens 1"),
        (choice("B1", hours=10_000), "intensiteit", "hoogstens 9999"),
        (choice("B1", alfabetisering=None), "alfabetisering", "Vul in"),
        (choice("B1", motivatie="  "), "motivatie", "Vul in"),
        (choice("B1", overwogen=[]), "overwogen", "Vul in"),
        (choice("B1", wens_gevolgd=None), "wens_gevolgd", "Vul in"),
        (choice("B1", wens_gevolgd="ja"), "wens", "zelf wil"),
        (choice("B1", wens="O-route", wens_gevolgd="nee"), "wens_reden", "Awb 3:46"),
        (choice("B1", wens="O-route", wens_gevolgd="deels"), "wens_reden", "Awb 3:46"),
    ],
)
def test_a_refused_choice_names_the_field_and_says_what_to_do(
    empty: CaseFile, data: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(BadEntry) as refused:
        check_route(data, empty)
    assert refused.value.field == field
    assert words in str(refused.value)


def test_hours_are_whole(empty: CaseFile) -> None:
    asylum = with_entries(empty, ("doelgroep", {"groep": "asielstatushouder"}))
    check_route(choice("B1", hours="600"), asylum)
    with pytest.raises(BadEntry, match="heel getal") as refused:
        check_route(choice("B1", hours="600,5"), asylum)
    assert refused.value.field == "intensiteit"


@pytest.mark.parametrize(
    ("route", "result", "direction"),
    [
        ("B1", "haalbaar", None), ("O", "haalbaar", None), ("Z", "haalbaar", "lager"),
        ("B1", "niet_haalbaar", "hoger"), ("O", "niet_haalbaar", "hoger"), ("Z", "niet_haalbaar", None),
        ("B1", "onbekend", None), ("O", "onbekend", None), ("Z", "onbekend", None),
        ("B1", None, None), ("O", None, None), ("Z", None, None),
    ],
)  # fmt: skip
def test_departing_from_the_lbt_needs_its_reason(
    empty: CaseFile, route: str, result: str | None, direction: str | None
) -> None:
    lbt = [("lbt", {"datum": "2026-10-01", "resultaat": result})] if result else []
    file = with_entries(empty, *lbt)
    assert departure(route, result) == direction
    if direction is None:
        check_route(choice(route), file)
        with pytest.raises(BadEntry, match="wijkt niet af"):
            check_route(choice(route, afwijking_lbt="De taalschool ziet het anders."), file)
        return
    with pytest.raises(BadEntry, match=r"2\.3\.3; Awb 3:46") as refused:
        check_route(choice(route), file)
    assert refused.value.field == "afwijking_lbt"
    data = choice(route, afwijking_lbt="De taalschool ziet het anders.")
    check_route(data, file)
    assert departure_of(with_entries(empty, *lbt, ("leerroute", data)).dossier) == direction


def test_an_lbt_that_comes_after_the_choice_asks_for_the_reason_then(empty: CaseFile) -> None:
    late = with_entries(
        empty, ("leerroute", choice("Z")), ("lbt", {"datum": "2026-11-01", "resultaat": "haalbaar"})
    )  # fmt: skip
    assert reason_is_missing(late.dossier)


def test_of_two_lbts_the_last_taken_counts(empty: CaseFile) -> None:
    file = with_entries(
        empty,
        ("lbt", {"datum": "2026-10-01", "resultaat": "haalbaar"}),
        ("lbt", {"datum": "2026-06-01", "resultaat": "niet_haalbaar"}),
    )
    check_route(choice("B1"), file)


def test_without_a_choice_there_is_no_message(empty: CaseFile) -> None:
    assert [fault.code for fault in duo_faults(empty)] == ["geen_leerroute"]
    with pytest.raises(DuoRefused, match="nog geen leerroute"):
        duo_body(empty, "2026-11-22")


def test_unknown_start_dates_are_said_and_break_nothing(empty: CaseFile) -> None:
    chosen = with_entries(empty, ("leerroute", choice("B1")))
    assert duo_faults(chosen, date(1999, 1, 1)) == []
    assert len(not_checked(chosen)) == 2
    assert not_checked(with_entries(empty, *before_the_choice(None, changed=False))) == ()


def test_a_set_plan_is_still_the_first_until_something_of_the_next_is_entered(empty: CaseFile) -> None:
    story: list[tuple[str, dict[str, Any]]] = [
        ("leerroute", choice("B1")),
        ("vastgesteld", {"versie": 1, "datum": "2026-05-01", "mandaat": "x"}),
        ("dagtekening", {"versie": 1, "datum": "2026-05-01"}),
    ]
    set_ = with_entries(empty, *story)
    assert (plan_number(set_.dossier), is_first_plan(set_.dossier)) == (1, True)
    assert duo_body(set_, date(2026, 5, 1))["niveau"] == "B1"
    changed = with_entries(
        empty, *story, ("herziening", {"reden": "voortgang", "toelichting": "x"}), ("leerroute", choice("B1", "A2"))
    )
    assert (plan_number(changed.dossier), is_first_plan(changed.dossier)) == (2, False)
    assert duo_body(changed, date(2026, 9, 1))["niveau"] == "A2"
    assert duo_body(changed, date(2026, 5, 1), version=1)["niveau"] == "B1", "the first plan as it was set"
    assert [fault.code for fault in duo_faults(changed, date(2026, 4, 30))] == ["voor_vorige_pip"]


def test_a_corrected_dagtekening_counts_and_the_wrong_one_does_not(empty: CaseFile) -> None:
    file = with_entries(
        empty,
        ("leerroute", choice("B1")),
        ("vastgesteld", {"versie": 1, "datum": "2026-05-01", "mandaat": "x"}),
        ("dagtekening", {"versie": 1, "datum": "2026-06-01"}),
        ("dagtekening", {"versie": 1, "datum": "2026-05-01"}),
        ("leerroute", choice("B1", "A2")),
    )
    check_dagtekening(date(2026, 5, 1), file)
    with pytest.raises(BadEntry, match="1 mei 2026") as refused:
        check_dagtekening(date(2026, 4, 30), file)
    assert refused.value.field == "datum"


def test_somebody_who_moved_here_had_a_plan_before(empty: CaseFile) -> None:
    moved = ("herziening", {"reden": "verhuizing", "toelichting": "x"})
    check_route(choice("B1", "A2"), with_entries(empty, moved))


@pytest.mark.parametrize(
    ("literacy", "finish"),
    [("A", True), ("AA", False), ("NVT", None)],
    ids=["analfabeet", "anders", "niet van toepassing"],
)
def test_the_other_fields_go_along_as_they_were_entered(empty: CaseFile, literacy: str, finish: bool | None) -> None:
    body = duo_body(
        with_entries(empty, ("leerroute", choice("Z", alfabetisering=literacy, opleiding_afmaken=finish))), "2026-11-22"
    )
    assert body.pop("indicatorMagOpleidingAfmaken", None) is finish
    assert body == {"dagtekeningPip": "2026-11-22", "leerroute": "Z", "indicatorAlfabetiseringsonderwijs": literacy}


@pytest.mark.parametrize(
    "wrong",
    [
        {"leerroute": "B1"}, {"leerroute": "O", "niveau": "A2"}, {"leerroute": "Z", "niveau": "B1"},
        {"leerroute": "Z", "geschatteIntensiteitB1Route": 5}, {"leerroute": "B", "geschatteIntensiteitB1Route": 0},
        {"leerroute": "B", "geschatteIntensiteitB1Route": 1.5}, {"leerroute": "B", "bsn": "verzonnen"},
        {"leerroute": "B", "dagtekeningPip": "22-11-2026"}, {"leerroute": "B", "indicatorAlfabetiseringsonderwijs": "B"},
        {"leerroute": "B", "indicatorMagOpleidingAfmaken": "ja"},
    ],
    ids=str,
)  # fmt: skip
def test_the_schema_refuses_what_is_not_duo_s(wrong: dict[str, Any]) -> None:
    validator = Draft202012Validator(json.loads(Path(SCHEMA).read_text(encoding="utf-8")))
    body = {"dagtekeningPip": "2026-11-22", "leerroute": "B"}
    assert validator.is_valid(body)
    assert not validator.is_valid({**body, **wrong})
