from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.case_file import CaseFile
from assistant.pip.clocks import CLOCKS, Clock, clock, clocks
from tests.pip.constructed_case import file as file  # noqa: PLC0414 - the fixture
from tests.pip.entered import Given, on, started

DUO, BRP = "kennisgeving_duo", "inschrijving_brp"
ASYLUM: Given = ("doelgroep", {"groep": "asielstatushouder"})
FAMILY: Given = ("doelgroep", {"groep": "gezinsmigrant"})


def route(which: str) -> Given:
    return "leerroute", {
        "route": which, "overwogen": [which], "wens_gevolgd": "geen_wens", "motivatie": "verzonnen", "alfabetisering": "NVT",
    }  # fmt: skip


def set_on(day: str, version: int = 1) -> Given:
    return "vastgesteld", {"versie": version, "datum": day, "mandaat": "verzonnen"}


def dated(day: str, version: int = 1) -> Given:
    return "dagtekening", {"versie": version, "datum": day}


def announced(day: str, version: int = 1) -> Given:
    return "bekendgemaakt", {"versie": version, "datum": day, "hoe": "post"}


def shown(found: Clock) -> tuple[str, str | None, int | None]:
    return found.tone, found.due.isoformat() if found.due else None, found.days_left


# --- the plan ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duo", "brp", "today", "expected"),
    [
        ("2026-10-05", "2026-09-28", "2026-11-22", ("rustig", "2026-12-14", 22)),
        (
            "2026-09-28",
            "2026-10-05",
            "2026-11-22",
            ("rustig", "2026-12-14", 22),
        ),  # the later of the two, whichever it is
        ("2026-10-05", "2026-10-05", "2026-12-01", ("let_op", "2026-12-14", 13)),
        ("2026-10-05", "2026-10-05", "2026-12-14", ("let_op", "2026-12-14", 0)),
        ("2026-10-05", "2026-10-05", "2026-12-15", ("te_laat", "2026-12-14", -1)),
        ("2027-12-27", "2027-12-27", "2028-03-01", ("let_op", "2028-03-06", 5)),  # across 29 February
        ("2026-12-28", "2026-12-28", "2027-03-01", ("let_op", "2027-03-08", 7)),  # across a February of 28 days
        (
            "2026-02-21",
            "2026-02-21",
            "2026-03-30",
            ("rustig", "2026-05-02", 33),
        ),  # summer time; ends on Saturday
    ],
)
def test_the_plan_is_due_ten_weeks_after_the_later_date(
    file: CaseFile, duo: str, brp: str, today: str, expected: tuple[Any, ...]
) -> None:
    assert shown(clock(on(file, today, started(DUO, duo), started(BRP, brp)), "pip")) == expected


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "Kennisgeving van DUO en Inschrijving in de BRP"),
        ([started(DUO, "2026-10-05")], "vul in: Inschrijving in de BRP"),
        ([started(BRP, "2026-10-05")], "vul in: Kennisgeving van DUO"),
        ([started(DUO, "2026-10-05"), started(BRP, "2026-10-05"), ("datum", {"wat": BRP})], "vul in: Inschrijving in de BRP"),
    ],
)  # fmt: skip
def test_without_a_start_it_says_which_date_to_fill_in(file: CaseFile, given: list[Given], says: str) -> None:
    found = clock(on(file, "2026-11-22", *given), "pip")
    assert (found.tone, found.due, found.days_left) == ("onbekend", None, None)
    assert says in found.words


def test_a_changed_start_date_moves_the_end(file: CaseFile) -> None:
    before = [started(DUO, "2026-10-05"), started(BRP, "2026-09-28")]
    corrected = [*before, started(DUO, "2026-10-12", reden="verkeerd overgenomen")]
    assert clock(on(file, "2026-11-22", *before), "pip").due == date(2026, 12, 14)
    assert clock(on(file, "2026-11-22", *corrected), "pip").due == date(2026, 12, 21)


@pytest.mark.parametrize(("hour", "left"), [(0, 22), (23, 22)])
def test_the_day_is_that_of_the_netherlands(file: CaseFile, hour: int, left: int) -> None:
    found = on(file, "2026-11-22", started(DUO, "2026-10-05"), started(BRP, "2026-10-05"), hour=hour)
    assert clock(found, "pip").days_left == left


@pytest.mark.parametrize("today", ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"])
def test_the_change_of_the_clock_neither_adds_nor_takes_a_day(file: CaseFile, today: str) -> None:
    for hour in (0, 3, 23):
        looked = on(file, today, started(DUO, "2026-09-28"), started(BRP, "2026-09-28"), hour=hour)
        assert clock(looked, "pip").days_left == (date(2026, 12, 7) - date.fromisoformat(today)).days


BASE = [started(DUO, "2026-10-05"), started(BRP, "2026-10-05")]  # ten weeks: 14 December


@pytest.mark.parametrize(
    ("waits", "came", "today", "expected", "says"),
    [
        ("2026-11-02", None, "2026-11-22", ("wacht", "2026-12-14", 22), "advies van de taalschool"),
        ("2026-11-02", None, "2026-12-20", ("wacht", None, None), "advies van de taalschool"),
        ("2026-11-02", "2026-11-16", "2026-11-22", ("rustig", "2026-12-14", 22), "niet korter"),
        ("2026-11-02", "2026-12-10", "2026-12-11", ("let_op", "2026-12-24", 13), "later dan het einde"),
        ("2026-11-02", "2026-12-28", "2027-01-12", ("te_laat", "2027-01-11", -1), "later dan het einde"),
        ("2026-12-16", None, "2026-12-20", ("te_laat", "2026-12-14", -6), "verlengt hem niet"),
        ("2026-12-16", "2026-12-17", "2026-12-20", ("te_laat", "2026-12-14", -6), "verlengt hem niet"),
        # waiting began again after something had come
        ("2026-11-20", "2026-11-10", "2026-11-22", ("wacht", "2026-12-14", 22), "advies van de taalschool"),
    ],
)
def test_information_of_somebody_else(
    file: CaseFile, waits: str, came: str | None, today: str, expected: tuple[Any, ...], says: str
) -> None:
    given = [*BASE, started("wacht_op_derde", waits, reden="advies van de taalschool")]
    if came:
        given.append(started("derde_ontvangen", came))
    found = clock(on(file, today, *given), "pip")
    assert shown(found) == expected
    assert says in f"{found.words} {found.rests_on}"


@pytest.mark.parametrize(
    ("day", "tone", "words"),
    [
        ("2026-12-14", "gehaald", "vastgesteld op 14 december 2026"),
        ("2026-12-19", "loopt_niet", "vastgesteld op 19 december 2026, 5 dagen na de termijn"),
    ],
)
def test_a_plan_that_was_set_stops_the_clock(file: CaseFile, day: str, tone: str, words: str) -> None:
    found = clock(on(file, "2027-02-01", *BASE, set_on(day), set_on("2027-01-20", 2)), "pip")
    assert (found.tone, found.words, found.done_on, found.days_left) == (tone, words, date.fromisoformat(day), None)


def test_the_reason_stands_with_the_clock(file: CaseFile) -> None:
    reason = ("termijn_reden", {"klok": "pip", "soort": "bewust_gewacht", "reden": "De cursus begint pas in maart."})
    found = clock(on(file, "2026-12-20", *BASE, reason), "pip")
    assert found.reason == "Er wordt bewust gewacht: De cursus begint pas in maart."
    assert ("entry", "termijn_reden") in {(ref.kind, ref.id) for ref in found.refs}


def test_it_says_what_it_rests_on(file: CaseFile) -> None:
    found = clock(on(file, "2026-11-22", started(DUO, "2026-10-05"), started(BRP, "2026-09-28")), "pip")
    assert found.rests_on == (
        "10 weken vanaf de kennisgeving van DUO op 5 oktober 2026 (ingevuld door Anna (verzonnen) op 5 januari 2026); dat is de "
        "laatste van de kennisgeving van DUO en de inschrijving in de BRP. Besluit inburgering 2021, art. 5.3."
    )
    assert [(ref.kind, ref.id, ref.row) for ref in found.refs] == [
        ("entry", "datum", 1), ("entry", "datum", 2), ("rule", "pip_termijn", None),
    ]  # fmt: skip


# --- the inburgeringstermijn ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dagtekening", "first", "last", "switch"),
    [
        ("2026-03-01", "2026-03-02", "2029-03-01", "2027-09-01"),
        ("2028-02-28", "2028-02-29", "2031-02-28", "2029-08-28"),
        ("2028-02-29", "2028-03-01", "2031-02-28", "2029-08-31"),
        ("2025-02-28", "2025-03-01", "2028-02-29", "2026-08-31"),
        ("2026-12-31", "2027-01-01", "2029-12-31", "2028-06-30"),
        ("2026-08-30", "2026-08-31", "2029-08-30", "2028-02-29"),
    ],
)
def test_three_years_and_eighteen_months_from_the_day_after_the_dagtekening(
    file: CaseFile, dagtekening: str, first: str, last: str, switch: str
) -> None:
    looked = on(file, dagtekening, dated(dagtekening))
    term, change = clock(looked, "inburgeringstermijn"), clock(looked, "wissel")
    assert term.start is not None and term.due is not None and change.due is not None
    assert (term.start.isoformat(), term.due.isoformat(), change.due.isoformat()) == (first, last, switch)


def test_a_later_plan_does_not_move_the_term(file: CaseFile) -> None:
    one = on(file, "2027-06-01", dated("2026-03-01"))
    more = on(file, "2027-06-01", dated("2026-03-01"), dated("2027-05-01", 2), dated("2027-05-20", 3))
    assert clock(one, "inburgeringstermijn").due == clock(more, "inburgeringstermijn").due == date(2029, 3, 1)


def test_a_mended_dagtekening_of_the_first_plan_counts(file: CaseFile) -> None:
    looked = on(file, "2026-06-01", dated("2026-03-01"), dated("2026-03-04"))
    assert clock(looked, "inburgeringstermijn").due == date(2029, 3, 4)


@pytest.mark.parametrize(
    ("today", "tone", "says"),
    [
        ("2027-01-01", "rustig", "nog 790 dagen"),
        ("2028-12-15", "let_op", "nog 76 dagen"),
        ("2029-03-01", "let_op", "vandaag de laatste dag"),
        ("2029-03-02", "let_op", "voorbij sinds 1 maart 2029; kijk bij DUO of er verlenging is"),
    ],
)
def test_the_end_of_the_term_comes_nearer(file: CaseFile, today: str, tone: str, says: str) -> None:
    found = clock(on(file, today, dated("2026-03-01")), "inburgeringstermijn")
    assert (found.tone, found.words) == (tone, says)


def test_nothing_of_the_plan_runs_before_it_is_dated(file: CaseFile) -> None:
    found = {one.id: one.tone for one in clocks(on(file, "2026-11-22", *BASE))}
    assert {name: found[name] for name in ("wissel", "inburgeringstermijn", "bezwaar")} == {
        "wissel": "loopt_niet", "inburgeringstermijn": "loopt_niet", "bezwaar": "loopt_niet",
    }  # fmt: skip


def test_after_eighteen_months_the_switch_no_longer_runs(file: CaseFile) -> None:
    found = clock(on(file, "2027-09-02", dated("2026-03-01")), "wissel")
    assert (found.tone, found.words) == ("loopt_niet", "voorbij sinds 1 september 2027")


# --- bezwaar ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-11-18", "2026-11-19", "2026-12-30"),  # Wednesday to Wednesday
        ("2026-11-14", "2026-11-15", "2026-12-28"),  # 26 December, a Saturday; then Sunday
        ("2026-11-13", "2026-11-14", "2026-12-28"),  # 25 December
        ("2026-11-20", "2026-11-21", "2027-01-04"),  # 1 January 2027 is a Friday
        ("2026-02-20", "2026-02-21", "2026-04-07"),  # Goede Vrijdag; over the change to summer time
        ("2026-03-16", "2026-03-17", "2026-04-28"),  # Koningsdag on Monday
        ("2026-04-02", "2026-04-03", "2026-05-18"),  # Hemelvaartsdag, and the Friday that a decree equates
        ("2026-04-13", "2026-04-14", "2026-05-26"),  # tweede pinksterdag
        ("2028-01-18", "2028-01-19", "2028-02-29"),  # a leap day
    ],
)
def test_six_weeks_from_the_day_after_the_announcement(file: CaseFile, day: str, first: str, last: str) -> None:
    found = clock(on(file, day, announced(day)), "bezwaar")
    assert found.start is not None and found.due is not None
    assert (found.start.isoformat(), found.due.isoformat(), found.tone) == (first, last, "rustig")


def test_it_says_why_the_term_is_longer(file: CaseFile) -> None:
    found = clock(on(file, "2026-11-20", announced("2026-11-14")), "bezwaar")
    assert "26 december 2026 is een weekend- of feestdag" in found.rests_on
    assert "Algemene termijnenwet, art. 1 en 3" in found.rests_on


def test_the_newest_announced_version_counts(file: CaseFile) -> None:
    found = clock(on(file, "2027-01-10", announced("2026-06-01"), announced("2027-01-06", 2)), "bezwaar")
    assert found.due == date(2027, 2, 17)


@pytest.mark.parametrize(
    ("given", "today", "tone", "words"),
    [
        ([], "2026-12-31", "loopt_niet", "voorbij sinds 30 december 2026"),
        ([], "2026-12-30", "rustig", "vandaag de laatste dag"),
        (
            [("bezwaar", {"soort": "bezwaar", "stand": "ingediend", "datum": "2026-12-01"})],
            "2026-12-31", "gehaald", "bezwaar ingediend op 1 december 2026",
        ),
        (
            [("bezwaar", {"soort": "bezwaar", "stand": "ingediend", "datum": "2027-01-04"})],
            "2027-01-05", "loopt_niet", "bezwaar ingediend op 4 januari 2027, 5 dagen na de termijn",
        ),
    ],
)  # fmt: skip
def test_what_became_of_the_objection(file: CaseFile, given: list[Given], today: str, tone: str, words: str) -> None:
    found = clock(on(file, today, announced("2026-11-18"), *given), "bezwaar")
    assert (found.tone, found.words) == (tone, words)


# --- the first weeks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock_id", "due"), [("eerste_gesprek", "2026-11-30"), ("lbt", "2027-01-04"), ("warme_overdracht", "2026-11-16")]
)
def test_local_terms_count_from_housing(file: CaseFile, clock_id: str, due: str) -> None:
    found = clock(on(file, "2026-11-10", started("huisvesting", "2026-11-02")), clock_id)
    assert found.due == date.fromisoformat(due)
    assert "eigen termijn van de gemeente" in found.rests_on


TALK = {"spreekt": "zelf", "tolk": "telefonisch"}


@pytest.mark.parametrize(
    ("clock_id", "given", "tone", "words"),
    [
        (
            "eerste_gesprek",
            ("gesprek", {"soort": "intakegesprek", "datum": "2026-11-20", **TALK}),
            "gehaald",
            "gesproken op 20 november 2026",
        ),
        ("eerste_gesprek", ("gesprek", {"soort": "telefoon", "datum": "2026-11-20", **TALK}), "let_op", "nog 8 dagen"),
        (
            "eerste_gesprek",
            ("afspraak", {"soort": "intakegesprek", "datum": "2026-11-26"}),
            "let_op",
            "nog 8 dagen; gepland op 26 november 2026",
        ),
        ("lbt", ("lbt", {"datum": "2026-11-18", "resultaat": "haalbaar"}), "gehaald", "afgenomen op 18 november 2026"),
        ("lbt", ("geen_lbt", {"grond": "zien", "toelichting": "verzonnen"}), "loopt_niet", "geen LBT"),
        (
            "lbt",
            ("afspraak", {"soort": "lbt", "datum": "2026-11-21"}),
            "rustig",
            "nog 43 dagen; afspraak was op 21 november 2026, de uitslag komt na 48 uur",
        ),
        (
            "lbt",
            ("afspraak", {"soort": "lbt", "datum": "2026-11-20"}),
            "let_op",
            "nog 43 dagen; afspraak was op 20 november 2026, de uitslag is nog niet ingevuld",
        ),
        (
            "warme_overdracht",
            ("warme_overdracht", {"datum": "2026-11-19", "met": "COA"}),
            "loopt_niet",
            "overgedragen op 19 november 2026, 3 dagen na de termijn",
        ),
    ],
)
def test_what_happened_in_the_first_weeks(file: CaseFile, clock_id: str, given: Given, tone: str, words: str) -> None:
    found = clock(on(file, "2026-11-22", started("huisvesting", "2026-11-02"), given), clock_id)
    assert (found.tone, found.words) == (tone, words)


def test_a_test_that_the_person_missed_awaits_no_result(file: CaseFile) -> None:
    missed = ("no_show", {"soort": "lbt", "datum": "2026-11-18", "reden": "ziek"})
    given = [started("huisvesting", "2026-11-02"), ("afspraak", {"soort": "lbt", "datum": "2026-11-18"}), missed]
    assert clock(on(file, "2026-11-22", *given), "lbt").words == "nog 43 dagen"


# --- ontzorgen and participation --------------------------------------------------------------------------------------

WELFARE = started("start_bijstand", "2026-08-31")


@pytest.mark.parametrize(
    ("given", "tone", "due"),
    [
        ([ASYLUM, WELFARE], "rustig", "2027-02-28"),
        ([ASYLUM], "onbekend", None),
        ([WELFARE], "onbekend", None),
        ([FAMILY, WELFARE], "loopt_niet", None),
        ([ASYLUM, WELFARE, ("ontzorgen", {"van_toepassing": "nee", "reden": "doet het zelf"})], "loopt_niet", None),
        ([ASYLUM, WELFARE, ("participatiewet", {"bijstand": "nee"})], "loopt_niet", None),
        ([ASYLUM, started("start_bijstand", "2026-03-01")], "loopt_niet", "2026-08-31"),
    ],
)
def test_ontzorgen_lasts_six_months_of_bijstand(file: CaseFile, given: list[Given], tone: str, due: str | None) -> None:
    found = clock(on(file, "2026-11-22", *given), "ontzorgen")
    assert (found.tone, found.due.isoformat() if found.due else None) == (tone, due)


def review(day: str) -> Given:
    return "ontzorgen_review", {"datum": day, "uitkomst": "verzonnen"}


@pytest.mark.parametrize(
    ("held", "today", "tone", "words", "due"),
    [
        ([], "2026-11-22", "let_op", "eerste evaluatie: nog 8 dagen", "2026-11-30"),
        ([], "2026-12-02", "te_laat", "eerste evaluatie: 2 dagen te laat", "2026-11-30"),
        (["2026-11-20"], "2026-11-22", "rustig", "tweede evaluatie: nog 70 dagen", "2027-01-31"),
        (["2026-11-20", "2027-01-28"], "2027-01-29", "gehaald", "tweede evaluatie op 28 januari 2027", "2027-01-31"),
        ([], "2027-03-01", "loopt_niet", "ontzorgen is voorbij; geen evaluatie vastgelegd", "2027-01-31"),
    ],
)
def test_reviews_of_ontzorgen(file: CaseFile, held: list[str], today: str, tone: str, words: str, due: str) -> None:
    found = clock(on(file, today, ASYLUM, WELFARE, *(review(day) for day in held)), "ontzorgen_review")
    assert (found.tone, found.words, found.due) == (tone, words, date.fromisoformat(due))


@pytest.mark.parametrize(
    ("given", "tone", "says"),
    [
        ([ASYLUM, route("Z"), dated("2026-03-01")], "rustig", "800 uur, nog geen uren in het plan; nog 830 dagen"),
        ([FAMILY, route("Z"), dated("2026-03-01")], "loopt_niet", "niet voor deze doelgroep"),
        ([ASYLUM, route("B1"), dated("2026-03-01")], "loopt_niet", "niet in deze leerroute"),
        ([ASYLUM], "loopt_niet", "de leerroute is nog niet gekozen"),
        ([route("Z")], "onbekend", "vul in: doelgroep volgens DUO"),
        ([ASYLUM, route("Z")], "loopt_niet", "begint na de dagtekening van het eerste plan"),
    ],
)
def test_participation_hours_are_for_the_z_route_of_asylum(
    file: CaseFile, given: list[Given], tone: str, says: str
) -> None:
    found = clock(on(file, "2026-11-22", *given), "participatie")
    assert (found.tone, found.words) == (tone, says)


def test_planned_participation_is_added_up(file: CaseFile) -> None:
    plans: list[Given] = [
        ("participatie", {"soort": "vrijwillig", "wat": "verzonnen tuin", "uren_week": "7,5", "weken": "20"}),
        ("participatie", {"soort": "duaal", "wat": "verzonnen keuken", "uren_week": 10, "weken": 30}),
        ("participatie", {"soort": "anders", "wat": "nog zonder uren"}),
    ]
    found = clock(on(file, "2026-11-22", ASYLUM, route("Z"), dated("2026-03-01"), *plans), "participatie")
    assert "in het plan 450 uur" in found.words


# --- all of them ------------------------------------------------------------------------------------------------------


def test_every_clock_says_in_words_how_it_stands_and_what_it_rests_on(file: CaseFile) -> None:
    for given in (
        [],
        [*BASE, ASYLUM, WELFARE, started("huisvesting", "2026-11-02"), dated("2026-11-16"), announced("2026-11-18")],
    ):
        found = clocks(on(file, "2026-11-22", *given))
        assert [one.id for one in found] == list(CLOCKS)
        for one in found:
            assert one.label and one.words and one.rests_on and one.refs, one.id
            assert any(ref.kind == "rule" for ref in one.refs), one.id


@pytest.mark.parametrize(
    ("last", "stopped"),
    [
        (("gearchiveerd", {"datum": "2026-11-20", "reden": "verzonnen"}), set(CLOCKS)),
        (
            ("verhuisd", {"datum": "2026-11-20", "gemeente": "Elders"}),
            {"pip", "eerste_gesprek", "lbt", "warme_overdracht", "ontzorgen", "ontzorgen_review"},
        ),
        (("verhuisd", {"datum": "2026-12-20", "gemeente": "Elders"}), set()),
    ],
)
def test_what_stops_when_the_case_ends(file: CaseFile, last: Given, stopped: set[str]) -> None:
    given = [
        *BASE, started("huisvesting", "2026-11-02"), ASYLUM, WELFARE, route("Z"), dated("2026-11-16"), announced("2026-11-18"),
    ]  # fmt: skip
    assert not [one.id for one in clocks(on(file, "2026-11-22", *given)) if one.tone == "loopt_niet"]
    found = clocks(on(file, "2026-11-22", *given, last))
    assert {one.id for one in found if one.tone == "loopt_niet"} == stopped


def test_a_municipality_changes_a_term(file: CaseFile) -> None:
    rule = replace(file.municipality.rule("eerste_gesprek_termijn"), value=6)
    own = replace(file.municipality, rules={**file.municipality.rules, "eerste_gesprek_termijn": (rule,)})
    found = clock(
        replace(on(file, "2026-11-10", started("huisvesting", "2026-11-02")), municipality=own), "eerste_gesprek"
    )
    assert found.due == date(2026, 12, 14)
    assert found.rests_on.startswith("6 weken")
