"""What of a case needs somebody today, for whom, and what presses most."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.case_file import CaseFile
from assistant.caseload import ATTENTION_NL, UNDER_AGE_NL
from assistant.caseload_line import line_of
from assistant.store import Event
from tests.caseload.constructed_file import TODAY, Made, case, event, in_days, short, term

PUT_FORWARD: Made = ("voorgelegd", {"aan": "tom"})
REPLY = event("readback_reply", 9, message=4, words="Dank u")


def kinds(file: CaseFile, *made: Made, events: tuple[Event, ...] = (), **summary: object) -> list[str]:
    line = line_of(case(file, *made, events=events), short(**summary))
    return [need.kind for need in line.needs if need.kind != "datum"]


@pytest.mark.parametrize(
    ("made", "needed"),
    [
        (term(-1), ["reden"]),
        ((*term(-1), ("termijn_reden", {"klok": "pip", "soort": "te_laat", "reden": "Ziek geweest."})), ["te_laat"]),
        (term(0), ["binnenkort"]),
        (term(14), ["binnenkort"]),
        (term(15), []),
        ((*term(-1), ("vastgesteld", {"versie": 1, "datum": in_days(-2), "mandaat": "x"})), []),
        ((*term(-1), ("gearchiveerd", {"datum": in_days(-1), "reden": "x"})), []),
        ((*term(-1), ("verhuisd", {"datum": in_days(-1), "gemeente": "x"})), []),
        ((PUT_FORWARD,), ["toetsen"]),
        ((PUT_FORWARD, ("toets", {"besluit": "terug"})), ["toets_terug"]),
        ((PUT_FORWARD, ("toets", {"besluit": "terug"}), PUT_FORWARD), ["toetsen"]),
        ((PUT_FORWARD, ("toets", {"besluit": "akkoord"})), ["akkoord"]),
        ((PUT_FORWARD, ("toets", {"besluit": "akkoord"}), ("afspraak", {"soort": "pip_gesprek", "datum": in_days(9)})), []),
        ((("ingevoerd", {"veld": "x", "bron": "TVS", "voor": "consulent"}),), ["invoer"]),
        ((("ingevoerd", {"veld": "x", "bron": "TVS", "voor": "persoon"}),), []),
        (
            (
                ("ingevoerd", {"veld": "x", "bron": "TVS", "voor": "consulent"}),
                ("invoer_besluit", {"invoer": 1, "besluit": "klopt"}),
            ),
            [],
        ),
        ((("toegewezen", {"login": "bas", "samenvatting": "Lees dit."}),), ["overdracht"]),
        ((("toegewezen", {"login": "bas", "samenvatting": "Lees dit."}), ("overdracht_gelezen", {"overdracht": 1})), []),
        ((("toegewezen", {"login": "bas"}),), []),
        ((("afspraak", {"soort": "intakegesprek", "datum": in_days(0), "tijd": "10:00"}),), ["afspraak"]),
        ((("afspraak", {"soort": "intakegesprek", "datum": in_days(3)}),), []),
        ((("no_show", {"soort": "lbt", "datum": in_days(-3), "reden": "ziek"}),), ["niet_verschenen"]),
        (
            (
                ("no_show", {"soort": "lbt", "datum": in_days(-3), "reden": "ziek"}),
                ("afspraak", {"soort": "lbt", "datum": in_days(9)}),
            ),
            [],
        ),
    ],
)
def test_what_the_dossier_asks_for(file: CaseFile, made: tuple[Made, ...], needed: list[str]) -> None:
    assert kinds(file, *made) == needed


@pytest.mark.parametrize(
    ("happened", "made", "needed"),
    [
        ((event("handover", 3),), (), ["persoon"]),
        ((event("handover", 3),), (("afspraak", {"soort": "intakegesprek", "datum": in_days(9)}),), []),
        ((event("question", 3),), (("afspraak", {"soort": "intakegesprek", "datum": in_days(9)}),), ["vraag"]),
        ((event("question", 3), event("message", 4, 4, by="anna")), (), []),
        ((event("message", 4, 4, by="anna"), event("question", 5, 3)), (), ["vraag"]),
        ((event("message", 4, 6, by="anna"), event("readback", 9, 5, message=4, words="Dank u")), (), ["antwoord"]),
        ((event("question", 3),), (("gesprek", {"soort": "intakegesprek", "datum": in_days(0)}),), []),
        ((event("question", 3),), (("afgehandeld", {"tot": 3, "hoe": "Gebeld"}),), []),
        ((event("question", 3), event("remark", 4)), (("afgehandeld", {"tot": 3, "hoe": "Gebeld"}),), ["vraag"]),
    ],
)
def test_what_the_person_asked_stays_until_somebody_dealt_with_it(
    file: CaseFile, happened: tuple[Event, ...], made: tuple[Made, ...], needed: list[str]
) -> None:
    assert kinds(file, *made, events=happened) == needed


def test_what_presses_most_stands_first_and_the_term_of_the_law_before_local_ones(file: CaseFile) -> None:
    made = (*term(-2), ("datum", {"wat": "huisvesting", "datum": in_days(-100)}), PUT_FORWARD, ("toets", {"besluit": "terug"}))
    line = line_of(case(file, *made, events=(event("handover", 3),)), short(flags=[ATTENTION_NL], finished=True))
    assert [need.kind for need in line.needs][:2] == ["lezen", "reden"]
    assert line.needs[1].clock == "pip"
    assert [need.kind for need in line.needs].index("persoon") < [need.kind for need in line.needs].index("toets_terug")


@pytest.mark.parametrize(
    ("role", "login", "seen"),
    [
        ("consulent", "anna", {"leeftijd", "reden", "persoon", "lezen"}),
        ("consulent", "bas", {"lezen"}),
        ("teamleider", "tea", {"reden", "lezen"}),
        ("toetser", "tom", set()),
    ],
)
def test_each_role_sees_its_own_reasons(file: CaseFile, role: str, login: str, seen: set[str]) -> None:
    given = case(file, *term(-1), events=(event("handover", 3),))
    line = line_of(given, short(flags=[ATTENTION_NL, UNDER_AGE_NL]))
    assert {need.kind for need in line.for_whom(role, login)} == seen


def test_nobody_is_asked_to_check_their_own_plan(file: CaseFile) -> None:
    line = line_of(case(file, ("voorgelegd", {"aan": "tom", "_by": "tom"})), short())
    assert line.for_whom("toetser", "tom") == ()
    assert [need.kind for need in line.for_whom("toetser", "els")] == ["toetsen"]


def test_a_case_without_a_consulent_is_for_the_teamleider(file: CaseFile) -> None:
    line = line_of(case(file, *term(60)), short(), consulenten=["bas"])
    assert [need.kind for need in line.for_whom("teamleider", "tea")] == ["geen_consulent"]


def test_a_line_changes_with_the_day(file: CaseFile) -> None:
    given = term(15)
    assert line_of(case(file, *given), short()).needs == ()
    tomorrow = line_of(case(file, *given, now=TODAY + timedelta(days=1)), short())
    assert [need.words for need in tomorrow.needs] == ["nog 14 dagen"]


def test_a_flag_goes_when_it_was_dealt_with(file: CaseFile) -> None:
    summary = short(flags=["wil een persoon spreken", "gepauzeerd"])
    asked = (event("handover", 3),)
    assert line_of(case(file, events=asked), summary).flags == ("wil een persoon spreken", "gepauzeerd")
    dealt = case(file, ("afgehandeld", {"tot": 3, "hoe": "Gebeld"}), events=asked)
    assert line_of(dealt, summary).flags == ("gepauzeerd",)
