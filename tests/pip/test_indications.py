"""Indications: everything known beside one another, with source and date; no proposal, no profile, no health, no debts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assistant.case_file import CaseFile
from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep, withdraw
from assistant.house import House, open_house
from assistant.pip.indications import (
    FIELDS,
    QUESTIONS,
    TOPICS,
    Indication,
    indications,
    information,
    lbt_notes,
    score_nl,
)
from tests.ui.consulent.constructed import Pen, begin
from tests.ui.consulent.translated_cases import REVIEWER, REVIEWER_NAME, Reviewing

Keep = Callable[..., Any]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    found = open_house(tmp_path_factory.mktemp("indicaties"), wording_of)
    found.access.add_staff("consulent", "Marijke de Boer", "consulent", "een lang wachtwoord")
    found.access.add_staff(REVIEWER, REVIEWER_NAME, "cultuurvertaler", "een lang wachtwoord")
    return found


@pytest.fixture
def pen(house: House) -> Pen:
    return begin(house, "Selam (verzonnen)", "ti")


@pytest.fixture
def enter(house: House, pen: Pen) -> Keep:
    def entered(kind: str, **data: Any) -> Any:
        return keep(house.store, pen.case.case_id, kind, data, by="consulent", at=datetime.now(UTC))

    return entered


def found(pen: Pen, topic: str | None = None) -> list[Indication]:
    file = pen.house.case_file(pen.case.case_id)
    return [one for one in indications(file) if topic in {None, one.topic}]


def lines(pen: Pen, topic: str) -> dict[str, str]:
    return {one.label: one.value for one in found(pen, topic)}


def test_nothing_is_known_at_first(pen: Pen) -> None:
    assert found(pen) == []


def test_the_order_of_the_topics_is_that_of_the_alphabet() -> None:
    titles = [title.removeprefix("Het ").lower() for title in TOPICS.values()]
    assert titles == sorted(titles)


def test_topics_follow_that_order_whatever_came_first(pen: Pen, enter: Keep) -> None:
    pen.say("werk.nu", False, "ኣይፋል")
    pen.say("onderwijs.jaren", 8, "ክሳብ ሻሙናይ ክፍሊ")
    enter("taalschool", soort="advies", school="De Brug", datum="2026-10-01", advies="B1")
    enter("lbt", datum="2026-10-02", resultaat="onbekend")
    order = list(dict.fromkeys(one.topic for one in found(pen)))
    assert order == [topic for topic in TOPICS if topic in order] == ["lbt", "onderwijs", "taalschool", "werk"]


def test_every_indication_has_a_source_a_date_and_what_it_rests_on(pen: Pen, enter: Keep) -> None:
    pen.say("onderwijs.jaren", 8, "ክሳብ ሻሙናይ ክፍሊ")
    pen.say("taal.talen", True, "እወ")
    pen.say("taal.talen.taal", "ti", "ትግርኛ", 1)
    pen.say("taal.talen.lezen", 3, "ጽቡቕ", 1)
    enter("lbt", datum="2026-10-02", resultaat="haalbaar", behaald="31,5", benodigd="28,00", geoefend="ja")
    enter("geen_lbt", grond="zien", toelichting="Ziet te weinig voor het scherm.")
    enter("taalschool", soort="toets", school="De Brug", datum="2026-10-01", toets="Instaptoets", uitslag="A1")
    enter("indicatie", onderwerp="werk", tekst="Liep stage.", bron="werkgever", datum="2026-10-03")
    enter("gezondheid", gevolgen="Hoogstens 12 uur les per week.", besproken="ja")
    file = pen.house.case_file(pen.case.case_id)
    for one in indications(file):
        assert one.topic in TOPICS and one.source and one.date and one.refs, one
        for ref in one.refs:
            row = ref.row
            if ref.kind == "entry":
                entry = file.dossier.entry(row or 0)
                assert entry is not None and entry.kind == ref.id
            else:
                assert any(answer.id == row and answer.question == ref.id for answer in file.answers)


def test_the_lbt_shows_its_score_beside_the_needed_score_of_that_very_result(pen: Pen, enter: Keep) -> None:
    enter("lbt", datum="2022-11-03", resultaat="niet_haalbaar", behaald="29,00", benodigd="31,00", apparaat="aanraakscherm",
          geoefend="nee", omstandigheden="Weinig geslapen.")  # fmt: skip
    enter("lbt", datum="2026-10-02", resultaat="haalbaar", behaald="29,00", benodigd="28,00")
    old, new = [one for one in found(pen, "lbt") if one.label == "Uitslag"]
    assert (old.value, new.value) == ("B1-route niet haalbaar", "B1-route haalbaar")
    assert [one.value for one in found(pen, "lbt") if one.label == "Score"] == [
        "behaald 29,00; nodig bij deze uitslag 31,00",
        "behaald 29,00; nodig bij deze uitslag 28,00",
    ]
    assert (old.date, old.source) == (date(2022, 11, 3), "uitslag van DUO; ingevuld door Marijke de Boer")
    shown = lines(pen, "lbt")
    assert shown["Afgenomen met"] == "Aanraakscherm"
    assert shown["Oefentoets gedaan"] == "nee"
    assert shown["Omstandigheden bij de afname"] == "Weinig geslapen."


def test_scores_that_were_not_entered_are_never_filled_in(pen: Pen, enter: Keep) -> None:
    enter("lbt", datum="2026-10-02", resultaat="onbekend")
    assert lines(pen, "lbt") == {
        "Uitslag": "Onbekend",
        "Score": "behaald niet ingevuld; nodig bij deze uitslag niet ingevuld",
    }


@pytest.mark.parametrize(("score", "shown"), [(28, "28,00"), (24.5, "24,50"), (0, "0,00")])
def test_scores_read_as_duo_writes_them(score: float, shown: str) -> None:
    assert score_nl(score) == shown


@pytest.mark.parametrize(
    ("today", "too_young"), [("2026-10-02", True), ("2026-10-03", True), ("2026-10-04", False), ("2026-12-01", False)]
)
def test_a_result_within_48_hours_of_the_test_is_questioned(pen: Pen, enter: Keep, today: str, too_young: bool) -> None:
    lbt = enter("lbt", datum="2026-10-02", resultaat="haalbaar", behaald="30", benodigd="28")
    file = replace(pen.house.case_file(pen.case.case_id), now=datetime.fromisoformat(f"{today}T12:00:00+00:00"))
    assert [("48 uur" in note) for note in lbt_notes(file, lbt)] == ([True] if too_young else [])


@pytest.mark.parametrize(
    ("result", "got", "agree"),
    [("haalbaar", 28, True), ("haalbaar", 27, False), ("niet_haalbaar", 27, True), ("niet_haalbaar", 28, False),
     ("onbekend", 27, True)],
)  # fmt: skip
def test_scores_and_result_that_do_not_agree_are_said(
    pen: Pen, enter: Keep, result: str, got: int, agree: bool
) -> None:
    lbt = enter("lbt", datum="2026-01-02", resultaat=result, behaald=got, benodigd=28)
    file = pen.house.case_file(pen.case.case_id)
    file = replace(file, now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert any("passen niet" in note for note in lbt_notes(file, lbt)) is not agree


def test_a_ground_for_no_lbt_stands_with_its_explanation(pen: Pen, enter: Keep) -> None:
    enter("geen_lbt", grond="horen", toelichting="Hoort te weinig voor de opdrachten.")
    assert lines(pen, "lbt") == {"Geen LBT": "Beperking bij het horen. Hoort te weinig voor de opdrachten."}


def test_the_taalschool_gives_advice_and_test_with_its_name(pen: Pen, enter: Keep) -> None:
    enter("taalschool", soort="advies", school="De Brug", datum="2026-10-01", advies="O", toelichting="Leert snel.")
    enter(
        "taalschool",
        soort="toets",
        school="De Brug",
        datum="2026-10-01",
        toets="Instaptoets",
        uitslag="A1",
        alfabetisering="AA",
    )
    advice, test = found(pen, "taalschool")
    assert (advice.label, advice.value) == ("Advies", "Onderwijsroute. Toelichting: Leert snel.")
    assert (test.label, test.value) == (
        "Toets", "Instaptoets. Uitslag: A1. Alfabetisering volgens de taalschool: Anders-gealfabetiseerd."
    )  # fmt: skip
    assert advice.source.startswith("De Brug; ingevuld door Marijke de Boer")


def test_an_entry_that_was_withdrawn_counts_no_more(house: House, pen: Pen, enter: Keep) -> None:
    wrong = enter("lbt", datum="2026-10-02", resultaat="haalbaar")
    withdraw(house.store, pen.case.case_id, wrong.id, "van een ander", by="consulent", at=datetime.now(UTC))
    assert found(pen) == []


def test_entries_of_one_language_are_one_line(pen: Pen) -> None:
    pen.say("taal.talen", True, "እወ")
    pen.say("taal.talen.taal", "ar", "ዓረብ", 1)
    pen.say("taal.talen.spreken", 2, "ደሓን", 1)
    pen.say("taal.talen.lezen", 0, "ኣይክእልን", 1)
    (one,) = found(pen, "talen")
    assert one.label == "Taal 1"
    assert one.value == "Arabisch"
    assert one.more.startswith("spreken: ") and "; lezen: " in one.more
    assert one.text == f"Taal 1: Arabisch; {one.more}"
    assert {ref.id for ref in one.refs} == {"taal.talen.taal", "taal.talen.spreken", "taal.talen.lezen"}


def test_a_wish_in_other_words_shows_how_far_its_translation_can_be_trusted(pen: Pen) -> None:
    pen.say("werk.droombaan", "ነርስ ክኸውን ይደሊ", "ነርስ ክኸውን ይደሊ", understood_by="words")
    (raw,) = found(pen, "wens")
    assert (raw.trust, raw.language, raw.value) == ("niet_nagekeken", "ti", "ነርስ ክኸውን ይደሊ")
    desk = Reviewing(pen)
    desk.drafted(desk.source("werk.droombaan"), "Ik wil verpleegkundige worden")
    (draft,) = found(pen, "wens")
    assert (draft.trust, draft.language, draft.value) == ("niet_nagekeken", "nl", "Ik wil verpleegkundige worden")
    assert "niet nagekeken" in draft.standing
    assert (draft.words, draft.words_language) == ("ነርስ ክኸውን ይደሊ", "ti")
    desk.decided(desk.source("werk.droombaan"), "goedgekeurd")
    (approved,) = found(pen, "wens")
    assert approved.trust == "vast"
    pen.say("werk.droombaan", "ሓኪም ክኸውን ይደሊ", "ሓኪም ክኸውን ይደሊ", understood_by="words")
    (outdated,) = found(pen, "wens")
    assert outdated.trust == "verouderd"
    assert outdated.words == "ሓኪም ክኸውን ይደሊ"


def test_what_was_asked_and_not_told_is_to_be_discussed(pen: Pen) -> None:
    pen.say("onderwijs.diploma", None, "ኣይፈልጥን", state="weet_niet")
    (one,) = found(pen, "onderwijs")
    assert one.to_discuss and one.value == "nog te bespreken (weet het niet)"
    assert one.refs[0].kind == "state"


def test_an_unsure_reading_is_to_be_confirmed(pen: Pen) -> None:
    pen.say("onderwijs.jaren", 8, "ገለ ሸሞንተ ዓመት", to_confirm=True)
    assert found(pen, "onderwijs")[0].to_confirm


def test_health_and_debts_never_show_as_answers(pen: Pen, enter: Keep) -> None:
    catalogue = pen.house.catalogue
    sensitive = [
        question
        for question in catalogue.questions()
        if (question.sensitive or catalogue.topic(question.topic).sensitive) and question.type == "text"
    ]
    assert len(sensitive) > 3
    for question in sensitive:
        pen.say(question.id, "GEHEIM", "GEHEIM", understood_by="words")
    for barrier in ("wensen.moeilijk", "werk.tegenhouden"):
        pen.say(barrier, "GEHEIM", "GEHEIM", understood_by="words")
    assert found(pen) == []
    enter("gezondheid", gevolgen="Hoogstens 12 uur les per week.", besproken="ja")
    (only,) = found(pen)
    assert (only.topic, only.label, only.value) == (
        "omstandigheden",
        "Belastbaarheid",
        "Hoogstens 12 uur les per week.",
    )
    assert only.source == "bevestigd door Marijke de Boer; besproken met de persoon"


def test_no_question_about_who_somebody_is_counts(pen: Pen) -> None:
    catalogue = pen.house.catalogue
    shown = {question for of_topic in QUESTIONS.values() for question in of_topic}
    assert all(question in catalogue for question in shown)
    assert not any(question.startswith(("persoon.", "gezondheid.", "financien.")) for question in shown)
    for question in shown:
        whole = catalogue.question(question)
        fields = [part for part in whole.fields if part.name in FIELDS.get(question, ())]
        assert not any(part.type == "country" for part in (whole, *fields)), question
        assert not whole.sensitive and not catalogue.topic(whole.topic).sensitive, question


def test_nothing_proposes_weighs_or_compares_with_a_group(pen: Pen, enter: Keep) -> None:
    pen.say("persoon.geboorteland", "ER", "ኤርትራ")
    pen.say("persoon.geboortedatum", "1961", "1961")
    enter("doelgroep", groep="gezinsmigrant")
    enter("lbt", datum="2026-10-02", resultaat="niet_haalbaar", behaald="10", benodigd="28")
    file = pen.house.case_file(pen.case.case_id)
    text = " ".join([*(one.text + one.source for one in indications(file)), *(one.text for one in information(file))])
    assert "Eritrea" not in text and "1961" not in text and "%" not in text
    for word in (
        "advies van het systeem",
        "aanbevolen",
        "voorstel",
        "passend",
        "kans",
        "gemiddeld",
        "andere inburgeraars",
    ):
        assert word not in text.lower()


@pytest.mark.parametrize(
    ("group", "said"), [("gezinsmigrant", True), ("overig", True), ("asielstatushouder", False), (None, False)]
)
def test_who_pays_is_information_and_no_argument(pen: Pen, enter: Keep, group: str | None, said: bool) -> None:
    if group:
        enter("doelgroep", groep=group)
    known = {one.id: one for one in information(pen.house.case_file(pen.case.case_id))}
    assert ("betaalt_zelf" in known) is said
    if said:
        assert "geen reden voor of tegen" in known["betaalt_zelf"].text


@pytest.mark.parametrize("limit", [None, 30])
def test_an_age_limit_shows_only_where_the_municipality_set_one_and_rules_nobody_out(
    pen: Pen, limit: int | None
) -> None:
    file: CaseFile = pen.house.case_file(pen.case.case_id)
    file = replace(file, catalogue=replace(file.catalogue, age_limit_onderwijsroute=limit))
    known = {one.id: one for one in information(file)}
    assert ("leeftijdsgrens" in known) is (limit is not None)
    if limit:
        assert "30 jaar" in known["leeftijdsgrens"].text and "sluit niemand" in known["leeftijdsgrens"].text


def test_age_limits_of_the_rules_are_information_too(pen: Pen) -> None:
    file = pen.house.case_file(pen.case.case_id)
    assert not any(one.id.startswith("leeftijdsgrens") for one in information(file))
    rule = replace(file.municipality.rule("leeftijdsgrenzen"), value=["onderwijsroute tot 28 jaar"])
    file = replace(file, municipality=replace(file.municipality, rules={**file.municipality.rules, rule.id: (rule,)}))
    (limit,) = [one for one in information(file) if one.id.startswith("leeftijdsgrens")]
    assert "onderwijsroute tot 28 jaar" in limit.text and "sluit niemand uit" in limit.text
    assert limit.source == rule.source


def test_lowering_to_a2_shows_the_hours_of_the_rule_with_its_source(pen: Pen) -> None:
    file = pen.house.case_file(pen.case.case_id)
    lower = next(one for one in information(file) if one.id == "afschalen")
    assert "600 uur" in lower.text and "ingespannen" in lower.text
    assert lower.source == file.municipality.rule("afschalen_uren").source
