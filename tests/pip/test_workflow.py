"""Who may do what when, from concept to archive; and what makes a step impossible."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.access import Staff
from assistant.documents.for_others import TRANSFER
from assistant.documents.giving import give, seen
from assistant.dossier.forms import BadEntry
from assistant.house import House
from assistant.pip import workflow
from assistant.pip.clocks import clock as clock_of
from assistant.pip.concept import concept_digest, whole_digest
from assistant.pip.phases import phase_of
from assistant.pip.workflow import AuthorChecks, ConceptMoved, NotNow, NotOwnWords, NotYours, OnHold
from assistant.pip.workflow.steps import WHO
from tests.conftest import Clock
from tests.pip.way import ANNA, BILAL, BO, TINE, TOM, Way, way

STAFF = {"consulent": ANNA, "toetser": TOM, "teamleider": TINE, "bezwaarbehandelaar": BO}


@pytest.fixture
def case(house: House, clock: Clock) -> Way:
    return way(house, clock).written()


def moved(way: Way) -> None:
    workflow.move_away(way.house, way.case, by=ANNA, day=way.today, municipality="Verzonnendam", handed_over=True)


def objected(way: Way) -> int:
    return workflow.object_(way.house, way.case, by=ANNA, kind="bezwaar", day=way.today).id


WHERE: dict[str, Callable[[Way], object]] = {
    "concept": lambda way: way,
    "voorgelegd": lambda way: way.to("voorgelegd"),
    "teruggestuurd": lambda way: way.to("voorgelegd").decide(agree=False, note="De motivatie is te kort."),
    "akkoord": lambda way: way.to("akkoord"),
    "gesprek_gehouden": lambda way: way.to("gesprek_gehouden"),
    "vastgesteld": lambda way: way.to("vastgesteld"),
    "gedagtekend": lambda way: way.to("gedagtekend"),
    "bekendgemaakt": lambda way: way.to("bekendgemaakt"),
    "in_herziening": lambda way: way.to("bekendgemaakt").revise(),
    "in_bezwaar": lambda way: objected(way.to("bekendgemaakt")),
    "verhuisd": lambda way: moved(way.to("bekendgemaakt")),
    "gearchiveerd": lambda way: workflow.archive(way.house, way.case, by=ANNA, reason="Nooit begonnen (verzonnen)"),
}

POSSIBLE = {
    "concept": "voorleggen erkennen gesprek verhuizen archiveren",
    "voorgelegd": "terughalen opmerking akkoord terugsturen erkennen gesprek verhuizen archiveren",
    "teruggestuurd": "voorleggen erkennen gesprek verhuizen archiveren",
    "akkoord": "erkennen gesprek verhuizen archiveren",
    "gesprek_gehouden": "gesprek vaststellen verhuizen archiveren",
    "vastgesteld": "dagtekenen herzien bezwaar verhuizen",
    "gedagtekend": "ontdagtekenen bekendmaken herzien bezwaar verhuizen",
    "bekendgemaakt": "herzien bezwaar verhuizen",
    "in_herziening": "voorleggen gesprek herzien-niet bezwaar verhuizen",
    "in_bezwaar": "herzien bezwaar uitkomst verhuizen",
    "verhuisd": "bezwaar archiveren heropenen",
    "gearchiveerd": "heropenen",
}
"""Stage -> the steps that can be taken there by whoever may take them."""


@pytest.mark.parametrize("name", WHERE)
def test_what_can_be_done_at_each_stage(case: Way, name: str) -> None:
    WHERE[name](case)
    stage = case.stage
    assert stage.name == name
    expected = {one for one in POSSIBLE[name].split() if not one.endswith("-niet")}
    # the points that were let through in the first round stay so
    assert {one.act for one in stage.options if one.open} - {"erkennen"} == expected - {"erkennen"}
    for option in stage.options:
        assert option.open or option.why_not.endswith("."), "what cannot be done says why, in a sentence"


NEEDS_MANDATE = {"vaststellen", "dagtekenen", "ontdagtekenen"}


@pytest.mark.parametrize("name", ["voorgelegd", "gesprek_gehouden", "gedagtekend"])
def test_nobody_can_do_what_is_for_another_role(case: Way, name: str) -> None:
    WHERE[name](case)
    file, stage = case.file, case.stage
    for role, who in STAFF.items():
        for act, (_, roles) in WHO.items():
            fault = workflow.hindrance(file, who, act, stage)
            # the settings name nobody with a mandate: then it is the consulents who set
            theirs = role in roles and not (role == "teamleider" and act in NEEDS_MANDATE)
            assert isinstance(fault, NotYours) != theirs, (role, act, fault)


def test_the_whole_way_in_order(case: Way) -> None:
    seen = []
    for step in ("voorgelegd", "akkoord", "gesprek_gehouden", "vastgesteld", "gedagtekend", "bekendgemaakt"):
        seen.append(case.to(step).stage.label)
    assert seen == [
        "Bij de toetser", "Akkoord van de toetser", "PIP-gesprek gehouden", "Vastgesteld", "Gedagtekend", "Bekendgemaakt",
    ]  # fmt: skip
    assert case.stage.version == 1


def test_a_plan_without_what_the_law_asks_goes_to_no_toetser(house: House, clock: Clock) -> None:
    empty = way(house, clock)
    with pytest.raises(NotNow, match="Kies de leerroute"):
        empty.submit()


# --- the toetser is never the author ------------------------------------------------------------------------------

AS_TOETSER = Staff("bilal", "Bilal (verzonnen)", "toetser")


@pytest.mark.parametrize(
    "wrote",
    [
        lambda way: way.enter("sectie", by=BILAL, sectie="einddoel", tekst="U wilt naar het mbo."),
        lambda way: way.enter("leerroute", by=BILAL, **dict(way.file.dossier.latest("leerroute").data)),
        lambda way: way.enter("doel", by=BILAL, termijn="nu", tekst="Taalles"),
        lambda way: way.enter("toegewezen", login="bilal"),
    ],
    ids=["wrote a section", "chose the route", "wrote a goal", "it was their case"],
)
def test_who_wrote_at_the_plan_does_not_check_it(case: Way, wrote: Callable[[Way], object]) -> None:
    wrote(case)
    # given back to Anna: having had the case is enough
    case.enter("toegewezen", login="anna")
    case.to("voorgelegd")
    with pytest.raises(AuthorChecks, match="Een collega die er niet aan schreef"):
        case.decide(by=AS_TOETSER)
    with pytest.raises(AuthorChecks):
        workflow.comment(case.house, case.case, by=AS_TOETSER, section="leerroute", text="Kan korter.")
    assert case.stage.name == "voorgelegd"
    case.decide(by=TOM)
    assert case.stage.name == "akkoord"


def test_who_submitted_does_not_check(case: Way) -> None:
    case.submit(by=BILAL)
    with pytest.raises(AuthorChecks):
        case.decide(by=AS_TOETSER)


def test_writing_and_taking_it_back_still_makes_an_author(case: Way) -> None:
    made = case.enter("doel", by=BILAL, termijn="nu", tekst="Taalles")
    case.enter("ingetrokken", by=ANNA, entry=made.id, reden="dubbel")
    case.to("voorgelegd")
    with pytest.raises(AuthorChecks):
        case.decide(by=AS_TOETSER)


# --- agreement is for the very text -------------------------------------------------------------------------------


def test_any_later_change_makes_the_agreement_lapse(case: Way) -> None:
    case.to("gesprek_gehouden")
    case.enter("begeleiding", wie="Karim (verzonnen)", wat="Taalmaatje op dinsdag.")
    stage = case.stage
    assert stage.name == "concept" and stage.lapsed is not None
    assert "akkoord van de toetser geldt niet meer" in stage.words
    with pytest.raises(NotNow, match="geldt niet meer"):
        case.set()


def test_undoing_the_change_brings_the_agreement_back(case: Way) -> None:
    case.to("akkoord")
    made = case.enter("begeleiding", wie="Karim (verzonnen)", wat="Taalmaatje op dinsdag.")
    assert case.stage.name == "concept"
    case.enter("ingetrokken", entry=made.id, reden="vergissing")
    assert case.stage.name == "akkoord"


def test_the_talk_itself_does_not_end_the_agreement(case: Way) -> None:
    case.to("akkoord").talk()
    assert case.stage.name == "gesprek_gehouden"


def test_an_edit_of_the_last_section_does_end_it(case: Way) -> None:
    case.to("gesprek_gehouden")
    case.enter("sectie", sectie="ondertekening", tekst="U gaat akkoord met alles.")
    assert case.stage.lapsed is not None


def test_the_toetser_agrees_to_what_was_submitted_and_nothing_else(case: Way) -> None:
    case.to("voorgelegd")
    case.enter("doel", termijn="nu", tekst="Taalles")
    with pytest.raises(NotNow, match="veranderd sinds het voorleggen"):
        case.decide()
    case.submit()
    case.decide()
    assert case.stage.name == "akkoord"


def test_the_toetser_does_not_decide_on_a_page_of_before(case: Way) -> None:
    first = case.submit()
    case.enter("doel", termijn="nu", tekst="Taalles")
    case.submit()
    with pytest.raises(ConceptMoved, match="opnieuw voorgelegd"):
        workflow.decide_check(case.house, case.case, by=TOM, agree=True, submitted=first.id)


def test_what_was_on_the_screen_is_what_is_submitted(case: Way) -> None:
    shown = concept_digest(case.plan)
    case.enter("doel", termijn="nu", tekst="Taalles")
    with pytest.raises(ConceptMoved):
        workflow.submit(case.house, case.case, by=ANNA, concept=shown)


def test_sending_back_needs_a_note(case: Way) -> None:
    case.to("voorgelegd")
    with pytest.raises(BadEntry, match="Schrijf op wat"):
        case.decide(agree=False)


def test_taking_back_makes_it_a_concept_again(case: Way) -> None:
    case.to("voorgelegd")
    workflow.take_back(case.house, case.case, by=ANNA, reason="De motivatie is nog niet af.")
    assert case.stage.name == "concept" and case.stage.lapsed is None


def test_a_comment_is_answered_once(case: Way) -> None:
    case.to("voorgelegd")
    about = workflow.comment(case.house, case.case, by=TOM, section="leerroute", text="Waarom niet de Z-route?").id
    workflow.answer_comment(case.house, case.case, by=ANNA, about=about, text="Staat er nu bij.")
    with pytest.raises(BadEntry):
        workflow.answer_comment(case.house, case.case, by=ANNA, about=about, text="Nog een keer.")
    with pytest.raises(BadEntry, match="Kies een onderdeel"):
        workflow.comment(case.house, case.case, by=TOM, section="hoofdstuk", text="?")


# --- the talk -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["", "ja", "Ja.", "nee", "ok", "Oké, prima", "Ja hoor, alles is duidelijk", "ik snap het", "እወ", "ሕራይ", "نعم", "نعم، فهمت",
     "بله، فهمیدم", "yes", "De persoon zegt ja"],
)  # fmt: skip
def test_a_teach_back_is_never_only_yes_or_no(case: Way, words: str) -> None:
    case.to("akkoord")
    with pytest.raises(NotOwnWords, match="in eigen woorden"):
        case.talk(words=words)
    assert case.stage.name == "akkoord"


@pytest.mark.parametrize(
    "words",
    ["Ik ga naar taalles", "Eerst leren, dan werken", "ናብ ቤት ትምህርቲ ክኸይድ እየ", "سأذهب إلى المدرسة أربعة أيام",
     "چهار روز به صنف زبان می‌روم"],
)  # fmt: skip
def test_a_teach_back_in_own_words_is_kept(case: Way, words: str) -> None:
    case.to("akkoord")
    case.talk(words=words)
    assert case.stage.name == "gesprek_gehouden"


def test_a_talk_entered_elsewhere_without_own_words_does_not_count(case: Way) -> None:
    case.to("akkoord")
    case.enter("pip_gesprek", datum=case.today, tolk="geen", teach_back="ja", eens="eens", ondertekend="ja")
    assert case.stage.name == "akkoord"
    assert "PIP-gesprek" in case.stage.option("vaststellen").why_not


def test_a_change_after_the_talk_is_talked_through_again(case: Way) -> None:
    case.to("gesprek_gehouden")
    case.enter("doel", termijn="nu", tekst="Taalles")
    case.submit()
    case.decide()
    case.let_through()
    point = next(one for one in workflow.open_points(case.file, case.plan) if one.id.startswith("gesprek_andere_tekst"))
    assert not point.statutory and point.acknowledged, "it can be let through with a reason, and is asked for"
    again = way(case.house, case.clock).written().to("gesprek_gehouden")
    again.enter("doel", termijn="nu", tekst="Taalles")
    again.submit()
    again.decide()
    assert "veranderd na het PIP-gesprek" in " ".join(
        one.text for one in workflow.open_points(again.file, again.plan) if one.blocks
    )
    again.talk()
    again.let_through()
    assert not again.stage.option("vaststellen").why_not


# --- setting ------------------------------------------------------------------------------------------------------


def with_mandate(way: Way, *logins: str) -> Way:
    settings = replace(way.house.municipality, mandated=logins)
    return Way(replace(way.house, municipality=settings), way.clock, way.case)


def test_only_who_the_mandaatregister_names_sets_a_plan(case: Way) -> None:
    listed = with_mandate(case.to("gesprek_gehouden"), "tine")
    with pytest.raises(NotYours, match="mandaatregister"):
        listed.set(by=ANNA)
    assert listed.set(by=TINE).by == "tine"
    entry = listed.file.dossier.latest("vastgesteld")
    assert entry is not None and entry.get("mandaat") == "Mandaatregister van de gemeente"


def test_without_a_mandaatregister_every_consulent_sets_and_the_dossier_says_so(case: Way) -> None:
    case.to("gesprek_gehouden")
    with pytest.raises(NotYours):
        case.set(by=TINE)
    case.set(by=BILAL)
    entry = case.file.dossier.latest("vastgesteld")
    assert entry is not None and "elke consulent" in str(entry.get("mandaat"))


def test_what_stands_in_the_way_must_go_or_get_a_reason(case: Way) -> None:
    case.to("akkoord").talk()
    with pytest.raises(NotNow):
        case.set()
    point = next(one for one in workflow.open_points(case.file, case.plan) if one.blocks)
    with pytest.raises(BadEntry, match="Reden"):
        workflow.acknowledge(case.house, case.case, by=ANNA, points=[point.id], reason="")
    case.let_through()
    case.set()
    assert case.stage.name == "vastgesteld"


def test_what_the_law_asks_cannot_be_let_through(case: Way) -> None:
    case.to("gesprek_gehouden")
    entry = case.file.dossier.latest("begeleiding")
    assert entry is not None
    case.enter("ingetrokken", entry=entry.id, reden="gestopt")
    with pytest.raises(NotNow, match="volgens de wet"):
        workflow.acknowledge(case.house, case.case, by=ANNA, points=["begeleiding"], reason="Komt later.")


def test_a_reason_of_the_plan_before_lets_nothing_through_in_the_next(case: Way) -> None:
    case.to("gesprek_gehouden")
    assert not [one for one in workflow.open_points(case.file, case.plan) if one.blocks]
    case.to("bekendgemaakt").revise()
    assert [one for one in workflow.open_points(case.file, case.plan) if one.blocks]


@pytest.mark.parametrize("point", ["toets", "pip_gesprek"])
def test_a_step_cannot_be_let_through_as_a_point(case: Way, point: str) -> None:
    with pytest.raises(BadEntry):
        workflow.acknowledge(case.house, case.case, by=ANNA, points=[point], reason="Geen tijd.")


def test_the_text_on_the_screen_is_the_text_that_is_set(case: Way) -> None:
    case.to("gesprek_gehouden")
    with pytest.raises(ConceptMoved, match="veranderd sinds u het opende"):
        workflow.set_plan(case.house, case.case, by=ANNA, digest="een andere tekst")
    assert not case.file.versions


def test_of_two_who_set_at_once_one_wins_and_the_other_hears_it(case: Way) -> None:
    case.to("gesprek_gehouden")
    digest = whole_digest(case.plan)
    ready, told = threading.Barrier(2), []

    def try_it(who: Staff) -> None:
        ready.wait()
        try:
            told.append(workflow.set_plan(case.house, case.case, by=who, digest=digest).number)
        except BadEntry as fault:
            told.append(str(fault))

    threads = [threading.Thread(target=try_it, args=(who,)) for who in (ANNA, BILAL)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert told.count(1) == 1
    refused = next(one for one in told if one != 1)
    assert "zojuist vastgesteld" in refused or "is vastgesteld" in refused
    assert [one.number for one in case.file.versions] == [1]
    assert len(case.file.dossier.all("vastgesteld")) == 1


def test_a_municipality_without_toetser_or_talk_skips_them(case: Way) -> None:
    phases = tuple(replace(one, skipped=one.id in {"42", "50"}) for one in case.house.municipality.phases)
    free = Way(replace(case.house, municipality=replace(case.house.municipality, phases=phases)), case.clock, case.case)
    free.let_through()
    assert not free.stage.option("vaststellen").why_not
    assert free.set().number == 1


# --- dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("started", "day", "fault"),
    [
        ({}, -1, "voor de vaststelling"),
        ({"start_plicht": 5}, 4, "begin van de inburgeringsplicht"),
        ({"start_plicht": 5}, 5, ""),
        ({"vestiging": 3}, 2, "vestiging in de gemeente"),
        ({"vestiging": 3}, 3, ""),
        ({}, 0, ""),
        ({}, 10, ""),
    ],
)
def test_which_day_can_be_the_dagtekening(case: Way, started: dict[str, int], day: int, fault: str) -> None:
    case.to("vastgesteld")
    for name, after in started.items():
        case.enter("datum", wat=name, datum=case.day(after))
    if fault:
        with pytest.raises(BadEntry, match=fault):
            workflow.date_plan(case.house, case.case, by=ANNA, day=case.day(day), version=1)
        assert case.stage.name == "vastgesteld"
    else:
        workflow.date_plan(case.house, case.case, by=ANNA, day=case.day(day), version=1)
        assert case.stage.name == "gedagtekend"


@pytest.mark.parametrize(("day", "fault"), [(-1, "voor de dagtekening"), (1, "toekomst"), (0, "")])
def test_which_day_can_be_the_bekendmaking(case: Way, day: int, fault: str) -> None:
    case.to("gedagtekend")
    if fault:
        with pytest.raises(BadEntry, match=fault):
            workflow.announce(case.house, case.case, by=ANNA, day=case.day(day), how="post", version=1)
    else:
        workflow.announce(case.house, case.case, by=ANNA, day=case.day(day), how="post", version=1)
        assert case.stage.name == "bekendgemaakt"


def test_the_page_shows_what_a_date_will_start_and_that_is_what_starts(case: Way) -> None:
    case.to("vastgesteld")
    shown = workflow.effects(case.file, "dagtekening", date(2026, 11, 24))
    assert shown[0].text == "De inburgeringstermijn begint op 25 november 2026 en loopt tot en met 24 november 2029."
    assert not clock_of(case.file, "inburgeringstermijn").start, "looking keeps nothing"
    workflow.date_plan(case.house, case.case, by=ANNA, day="2026-11-24", version=1)
    term = clock_of(case.file, "inburgeringstermijn")
    assert (term.start, term.due) == (date(2026, 11, 25), date(2029, 11, 24))
    case.clock.forward(days=3)
    shown = workflow.effects(case.file, "bekendgemaakt", date(2026, 11, 25))
    assert shown[0].text == "De bezwaartermijn begint op 26 november 2026 en loopt tot en met 6 januari 2027."
    workflow.announce(case.house, case.case, by=ANNA, day="2026-11-25", how="post", version=1)
    assert clock_of(case.file, "bezwaar").due == date(2027, 1, 6)


def test_a_day_that_cannot_be_starts_nothing(case: Way) -> None:
    case.to("vastgesteld")
    assert workflow.effects(case.file, "dagtekening", date(2026, 11, 1)) == ()


def test_a_dagtekening_typed_wrong_is_mended_until_it_is_made_known(case: Way) -> None:
    case.to("gedagtekend")
    workflow.undate(case.house, case.case, by=ANNA, reason="Verkeerde dag getypt.")
    assert case.stage.name == "vastgesteld" and not clock_of(case.file, "inburgeringstermijn").start
    case.to("bekendgemaakt")
    with pytest.raises(NotNow, match="al bekendgemaakt"):
        workflow.undate(case.house, case.case, by=ANNA, reason="Toch anders.")


def test_a_revision_never_moves_the_term(case: Way) -> None:
    case.to("bekendgemaakt")
    before = clock_of(case.file, "inburgeringstermijn")
    case.clock.forward(days=200)
    case.revise().enter("doel", termijn="nu", tekst="Avondcursus")
    case.to("vastgesteld")
    effects = workflow.effects(case.file, "dagtekening", case.file.today)
    assert effects[0].text.startswith("De inburgeringstermijn verandert niet") and not any(one.moves for one in effects)
    case.to("bekendgemaakt")
    after = clock_of(case.file, "inburgeringstermijn")
    assert (after.start, after.due) == (before.start, before.due)
    assert clock_of(case.file, "bezwaar").start == date(2027, 6, 11), "the new decision has its own six weeks"


def test_the_dagtekening_of_a_revision_is_not_before_the_one_before(case: Way) -> None:
    case.to("vastgesteld")
    workflow.date_plan(case.house, case.case, by=ANNA, day=case.day(20), version=1)
    case.revise().to("vastgesteld")
    with pytest.raises(BadEntry, match="vorige PIP"):
        workflow.date_plan(case.house, case.case, by=ANNA, day=case.day(19), version=2)


def test_a_date_is_for_the_version_on_the_screen(case: Way) -> None:
    case.to("gedagtekend").revise().to("vastgesteld")
    with pytest.raises(BadEntry, match="andere versie"):
        workflow.date_plan(case.house, case.case, by=ANNA, day=case.today, version=1)


def test_a_new_round_begins_with_a_check_of_its_own(case: Way) -> None:
    case.to("bekendgemaakt").revise()
    assert case.stage.name == "in_herziening" and case.stage.verdict is None and case.stage.talk is None
    with pytest.raises(NotNow, match="Leg het plan eerst voor"):
        case.set()
    case.to("vastgesteld")
    assert case.stage.version == 2


# --- bezwaar, verhuizen, archief ----------------------------------------------------------------------------------


def test_while_bezwaar_runs_nothing_goes(case: Way) -> None:
    case.to("bekendgemaakt")
    case.clock.forward(days=100)
    about = objected(case)
    assert case.stage.name == "in_bezwaar"
    with pytest.raises(NotNow, match="Zolang dat loopt"):
        workflow.archive(case.house, case.case, by=ANNA, reason="Klaar.")
    with pytest.raises(OnHold):
        workflow.refuse_on_hold(case.file)
    workflow.outcome(case.house, case.case, by=ANNA, about=about, result="ongegrond", day=case.today)
    workflow.refuse_on_hold(case.file)
    assert case.stage.name == "bekendgemaakt"
    workflow.archive(case.house, case.case, by=ANNA, reason="Klaar.")
    assert case.stage.name == "gearchiveerd"


def test_each_bezwaar_and_beroep_holds_by_itself(case: Way) -> None:
    case.to("bekendgemaakt")
    first = objected(case)
    second = workflow.object_(case.house, case.case, by=ANNA, kind="beroep", day=case.today).id
    workflow.outcome(case.house, case.case, by=ANNA, about=first, result="ongegrond", day=case.today)
    assert [entry.id for entry in case.stage.hold] == [second]
    with pytest.raises(BadEntry, match="loopt niet"):
        workflow.outcome(case.house, case.case, by=ANNA, about=first, result="gegrond", day=case.today)


def test_the_hold_shows_while_a_revision_runs(case: Way) -> None:
    objected(case.to("bekendgemaakt"))
    case.revise()
    assert case.stage.name == "in_herziening" and case.stage.hold


def test_a_bezwaarbehandelaar_reads_only_while_bezwaar_runs(case: Way) -> None:
    case.to("bekendgemaakt")
    assert not workflow.may_read_dossier(case.file, "bezwaarbehandelaar")
    about = objected(case)
    assert workflow.may_read_dossier(case.file, "bezwaarbehandelaar")
    workflow.outcome(case.house, case.case, by=ANNA, about=about, result="gegrond", day=case.today)
    assert not workflow.may_read_dossier(case.file, "bezwaarbehandelaar")


def test_the_archive_waits_for_the_bezwaartermijn(case: Way) -> None:
    case.to("bekendgemaakt")
    with pytest.raises(NotNow, match="bezwaartermijn loopt nog"):
        workflow.archive(case.house, case.case, by=ANNA, reason="Klaar.")
    case.clock.forward(days=60)
    workflow.archive(case.house, case.case, by=ANNA, reason="Klaar.")
    with pytest.raises(NotNow, match="gearchiveerd"):
        case.revise()
    workflow.reopen(case.house, case.case, by=ANNA, reason="Per ongeluk.")
    assert case.stage.name == "bekendgemaakt"


def test_who_moved_away_is_planned_for_elsewhere(case: Way) -> None:
    moved(case.to("bekendgemaakt"))
    assert "leerroute gaat daar door" in case.stage.words
    with pytest.raises(NotNow, match="nieuwe gemeente"):
        case.revise()


def test_a_plan_that_was_not_handed_over_is_not_archived_after_a_move(case: Way) -> None:
    case.to("bekendgemaakt")
    workflow.move_away(case.house, case.case, by=ANNA, day=case.today, municipality="Verzonnendam", handed_over=False)
    with pytest.raises(NotNow, match="niet overgedragen"):
        workflow.archive(case.house, case.case, by=ANNA, reason="Klaar.")


def test_giving_the_transfer_file_is_handing_over(case: Way) -> None:
    """It can only be given once the move stands: "not yet" with the move must not be the end of the way."""
    case.to("bekendgemaakt")
    workflow.move_away(case.house, case.case, by=ANNA, day=case.today, municipality="Verzonnendam", handed_over=False)
    assert "overgedragen aan Verzonnendam" not in phase_of(case.file).what
    shown = seen(TRANSFER, case.file, None)
    give(case.house.store, case.file, TRANSFER, "json", None, by=ANNA.login, at=case.house.now(), shown=shown)
    assert phase_of(case.file).what == "Het dossier is overgedragen aan Verzonnendam."
    workflow.archive(case.house, case.case, by=ANNA, reason="Klaar.")
    assert case.stage.name == "gearchiveerd"


# --- the checklist ------------------------------------------------------------------------------------------------


def test_the_checklist_says_what_is_missing_first_and_in_sentences(case: Way) -> None:
    case.to("akkoord")
    lines = workflow.checklist(case.file, case.plan, case.stage, "vaststellen")
    states = [one.state for one in lines]
    assert states == sorted(states, key=["ontbreekt", "let_op", "met_reden", "in_orde"].index)
    assert all(one.text.endswith(".") for one in lines)
    assert any(one.id == "gesprek" and one.state == "ontbreekt" for one in lines)
    assert any(one.id == "toets" and one.state == "in_orde" and "precies deze tekst" in one.text for one in lines)
    with pytest.raises(ValueError):
        workflow.checklist(case.file, case.plan, case.stage, "archiveren")


def test_nothing_is_missing_when_the_plan_can_be_set(case: Way) -> None:
    case.to("gesprek_gehouden")
    lines = workflow.checklist(case.file, case.plan, case.stage, "vaststellen")
    assert not [one for one in lines if one.state == "ontbreekt"]
    assert not case.stage.option("vaststellen").why_not
