from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.case_file import CaseFile
from assistant.dossier import Dossier, Entry
from assistant.pip.phases import PHASE_KINDS, phase_of, steps
from tests.pip.constructed_case import file as file  # noqa: PLC0414 - the fixture
from tests.pip.entered import Given, entries, on, started

TALK: Given = ("gesprek", {"soort": "intakegesprek", "datum": "2026-11-02", "spreekt": "zelf", "tolk": "geen"})
TALK_DONE: Given = ("gesprek", {**TALK[1], "afgerond": "ja"})
LBT: Given = ("lbt", {"datum": "2026-11-03", "resultaat": "haalbaar"})
ROUTE: Given = (
    "leerroute",
    {"route": "B1", "overwogen": ["B1"], "wens_gevolgd": "ja", "motivatie": "verzonnen", "alfabetisering": "NVT"},
)
SUBMITTED: Given = ("voorgelegd", {"aan": "toos"})
RETURNED: Given = ("toets", {"besluit": "terug"})
AGREED: Given = ("toets", {"besluit": "akkoord"})
TALKED_OVER: Given = (
    "pip_gesprek",
    {"datum": "2026-11-10", "tolk": "geen", "teach_back": "verzonnen", "eens": "eens", "ondertekend": "ja"},
)
SET: Given = ("vastgesteld", {"versie": 1, "datum": "2026-11-12", "mandaat": "verzonnen"})
OBJECTED: Given = ("bezwaar", {"soort": "bezwaar", "stand": "ingediend", "datum": "2026-11-20"})
REJECTED: Given = ("bezwaar", {"soort": "bezwaar", "stand": "ongegrond", "datum": "2026-12-20"})
REVISED: Given = ("herziening", {"reden": "voortgang", "toelichting": "verzonnen"})
MOVED: Given = ("verhuisd", {"datum": "2027-01-02", "gemeente": "Elders"})
ARCHIVED: Given = ("gearchiveerd", {"datum": "2029-11-12", "reden": "verzonnen"})
WAITS = started("wacht_op_derde", "2026-11-04", reden="het advies van de taalschool")
CAME = started("derde_ontvangen", "2026-11-09")


def phase(which: str, reason: str | None = None) -> Given:
    return "fase", {"fase": which, "reden": reason}


@pytest.mark.parametrize(
    ("given", "expected", "whose"),
    [
        ([], "10", "consulent"),
        ([phase("15")], "15", "persoon"),
        ([TALK], "20", "consulent"),
        ([LBT], "20", "consulent"),
        ([TALK_DONE], "30", "consulent"),
        ([TALK_DONE, LBT], "30", "consulent"),  # a late result brings nothing back
        ([TALK, WAITS], "31", "ander"),
        ([TALK, WAITS, LBT], "31", "ander"),
        ([TALK, WAITS, CAME], "30", "consulent"),
        ([TALK, CAME], "20", "consulent"),
        ([TALK_DONE, ROUTE], "40", "consulent"),
        ([ROUTE, WAITS], "40", "consulent"),
        ([ROUTE, TALK_DONE], "40", "consulent"),
        ([ROUTE, SUBMITTED], "42", "toetser"),
        ([ROUTE, SUBMITTED, RETURNED], "41", "consulent"),
        ([ROUTE, SUBMITTED, RETURNED, ROUTE], "41", "consulent"),
        ([ROUTE, SUBMITTED, RETURNED, SUBMITTED], "43", "toetser"),
        ([ROUTE, SUBMITTED, RETURNED, SUBMITTED, AGREED], "50", "consulent"),
        ([ROUTE, TALKED_OVER], "50", "consulent"),
        ([ROUTE, TALKED_OVER, SUBMITTED], "42", "toetser"),
        ([ROUTE, SUBMITTED, TALKED_OVER], "42", "toetser"),
        ([ROUTE, SUBMITTED, AGREED, TALKED_OVER, SET], "60", "niemand"),
        ([SET, LBT, ROUTE, TALK_DONE], "60", "niemand"),
        ([SET, OBJECTED], "70", "ander"),
        ([SET, OBJECTED, REJECTED], "60", "niemand"),
        ([SET, REVISED], "80", "consulent"),
        ([SET, REVISED, ROUTE, SUBMITTED], "42", "toetser"),
        ([SET, REVISED, REJECTED], "80", "consulent"),
        ([SET, MOVED], "90", "niemand"),
        ([SET, MOVED, ARCHIVED], "99", "niemand"),
        ([ROUTE, phase("20", "nog een gesprek")], "20", "consulent"),  # what a person says goes before
        ([phase("4711")], "10", "consulent"),  # no such phase here
    ],
)
def test_the_phase_follows_from_the_work(file: CaseFile, given: list[Given], expected: str, whose: str) -> None:
    found = phase_of(on(file, "2026-11-22", *given))
    assert (found.phase.id, found.waits_for) == (expected, whose)
    assert found.what.endswith((".", "school"))


def test_it_says_since_when_and_by_whom(file: CaseFile) -> None:
    found = phase_of(on(file, "2026-11-22", TALK_DONE, ROUTE, LBT))
    assert (found.since, found.by) == ("2026-01-05T09:00:00+00:00", "anna")


def test_a_new_case_is_registered_by_who_made_it(file: CaseFile) -> None:
    found = phase_of(on(file, "2026-11-22"))
    assert (found.since, found.by, found.what) == (file.case.created_at, "anna", "Nodig de persoon uit.")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ([TALK, WAITS], "Wacht op: het advies van de taalschool"),
        ([TALK, phase("31", "een plek op de cursus")], "Wacht op: een plek op de cursus"),
        ([TALK, phase("31", "een plek"), phase("31", "de start in maart")], "Wacht op: de start in maart"),
        ([TALK, phase("31")], "Er wordt op een ander gewacht."),
        ([ROUTE, SUBMITTED], "Voorgelegd aan toos. Controleer het plan."),
        ([TALK, ("afspraak", {"soort": "lbt", "datum": "2026-11-26"})], "LBT gepland op 26 november 2026."),
        ([SET, MOVED], "Draag het dossier over aan de nieuwe gemeente."),
        ([SET, ("verhuisd", {**MOVED[1], "overgedragen": "ja"})], "Het dossier is overgedragen aan Elders."),
    ],
)
def test_it_says_what_has_to_happen(file: CaseFile, given: list[Given], what: str) -> None:
    assert phase_of(on(file, "2026-11-22", *given)).what == what


def test_what_was_withdrawn_brings_a_case_nowhere(file: CaseFile) -> None:
    looked = on(file, "2026-11-22", TALK, ROUTE, ("ingetrokken", {"entry": 2, "reden": "vergissing"}))
    assert phase_of(looked).phase.id == "20"


def test_a_phase_that_is_skipped_counts_as_the_next(file: CaseFile) -> None:
    phases = tuple(replace(one, skipped=one.id in {"40", "41", "43", "42"}) for one in file.municipality.phases)
    looked = replace(on(file, "2026-11-22", ROUTE), municipality=replace(file.municipality, phases=phases))
    assert phase_of(looked).phase.id == "50"


def test_a_municipality_that_reorders_moves_along(file: CaseFile) -> None:
    """Where the plan is explained before it is weighed, a route that is chosen brings nothing back."""
    by_id = {one.id: one for one in file.municipality.phases}
    phases = (*(by_id[one] for one in ("10", "15", "17", "40", "20", "30")), by_id["50"], by_id["60"])
    looked = replace(on(file, "2026-11-22", TALK, ROUTE), municipality=replace(file.municipality, phases=phases))
    assert phase_of(looked).phase.id == "20"


def test_steps_are_the_phases_it_went_through(file: CaseFile) -> None:
    dossier = Dossier.of(entries(phase("15"), TALK, LBT, TALK_DONE, ROUTE, SUBMITTED, AGREED, TALKED_OVER, SET))
    found = steps(dossier, file.municipality, "2026-01-04T10:00:00+00:00", "anna", "2026-01-05T08:30:00+00:00")
    assert [one.phase for one in found] == ["10", "15", "17", "20", "30", "40", "42", "50", "60"]
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_steps_need_only_the_kinds_they_follow_from(file: CaseFile) -> None:
    everything = entries(TALK, ("afspraak", {"soort": "lbt", "datum": "2026-11-26"}), TALK_DONE, ROUTE, SUBMITTED)
    few = [one for one in everything if one.kind in PHASE_KINDS]
    whole = steps(Dossier.of(everything), file.municipality, file.case.created_at)
    assert whole == steps(Dossier.of(few), file.municipality, file.case.created_at)


def test_moments_in_other_time_zones_are_put_in_order(file: CaseFile) -> None:
    late = Entry("fase", {"fase": "15"}, "anna", "2026-06-01T10:30:00+02:00", 1)
    early = Entry("fase", {"fase": "17"}, "anna", "2026-06-01T09:00:00+00:00", 2)
    found = steps(Dossier.of([late, early]), file.municipality, "2026-05-01T00:00:00+00:00")
    assert [one.phase for one in found] == ["10", "15", "17"]
