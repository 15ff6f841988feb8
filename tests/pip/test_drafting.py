"""What a draft says about one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.case_file import CaseFile
from assistant.catalogue import load
from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from assistant.pip.drafting import draft, draft_section, dutch
from assistant.pip.drafting.wordings import labels, parts, subjects, withheld_questions
from assistant.pip.model import Ref, Sentence, SentenceWithoutSource
from tests.pip.cases import Telling

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = open_house(Path(tmp_path_factory.mktemp("draft")) / "data", wording_of, lambda: NOW)
    yield house
    house.store.close()


def case(house: House, answers: str = "{}", *entries: tuple[str, Mapping[str, Any]], language: str = "nl") -> CaseFile:
    """A new constructed case with these answers (YAML) and entries."""
    made = house.access.new_case(language=language, label="verzonnen", created_by="anna", constructed=True)
    Telling(house, made.case_id, language, NOW).tell(yaml.safe_load(answers))
    for kind, data in entries:
        keep(house.store, made.case_id, kind, data, by="anna", at=NOW)
    return house.case_file(made.case_id)


def said(file: CaseFile, section: str) -> list[str]:
    return [one.text for one in draft_section(file, section).sentences if ".tekst." not in one.id]


def one_of(file: CaseFile, section: str, sentence_id: str) -> Sentence:
    return next(one for one in draft_section(file, section).sentences if one.id == f"{section}.{sentence_id}")


@pytest.mark.parametrize(
    ("answers", "section", "sentence"),
    [
        ("{onderwijs.jaren: 9, onderwijs.diploma: true, onderwijs.land: ER}", "startpositie",
         "U ging negen jaar naar school in Eritrea en u hebt een diploma."),
        ("{onderwijs.jaren: 6.5}", "startpositie", "U ging zesenhalf jaar naar school."),
        ("{onderwijs.jaren: 0}", "startpositie", "U bent niet naar school geweest."),
        ("{onderwijs.jaren: 12, onderwijs.land: PH}", "startpositie", "U ging twaalf jaar naar school in de Filipijnen."),
        ("{onderwijs.jaren: 20, onderwijs.hoogste: 8}", "startpositie", "U bent gepromoveerd aan een universiteit."),
        ("{persoon.naam: Ik heet Sara Haile}", "persoonsgegevens", "Uw naam is Sara Haile."),
        ("{persoon.geboortedatum: 1994-06, persoon.geboorteland: SO}", "persoonsgegevens",
         "U bent geboren in juni 1994 in Somalië."),
        ("{persoon.geboortedatum: '2001-02-03'}", "persoonsgegevens", "U bent geboren op 3 februari 2001."),
        ("{persoon.telefoon: ٠٦١٢}", "persoonsgegevens", "Uw telefoonnummer is 0612."),
        ("{gezin.kinderen: []}", "startpositie", "U hebt geen kinderen."),
        ("{gezin.kinderen: [{leeftijd: 0.5, woont: bij_mij}, {leeftijd: 4, woont: elders}]}", "startpositie",
         "U hebt twee kinderen. Het jongste is nog geen jaar oud; het andere is vier jaar. Eén kind woont ergens anders."),
        ("{gezin.kinderen: [{leeftijd: 3}, {leeftijd: 3}]}", "startpositie", "U hebt twee kinderen van drie jaar."),
        ("{gezin.kinderen: [{leeftijd: 40, woont: elders}]}", "kinderen",
         "Uw kinderen zijn volwassen. Hier zijn daarom geen afspraken nodig."),
        ("{taal.talen: [{taal: en, spreken: 3, verstaan: 3, lezen: 1, schrijven: 0}]}", "startpositie",
         "U spreekt en verstaat Engels goed, leest het een beetje en schrijft het niet."),
        ("{taal.talen: [{taal: ti, spreken: 3, lezen: 2}]}", "startpositie",
         "U spreekt Tigrinya goed en leest het redelijk goed."),
        ("{werk.banen: [{beroep: kok, jaren: 1.5, land: IR}, {beroep: boer, land: AF}]}", "startpositie",
         "U hebt eerder gewerkt. Over dat werk zei u: “kok” (anderhalf jaar, in Iran) en “boer” (in Afghanistan)."),
        ("{werk.nu: true, werk.uren: 24}", "participatie", "U hebt nu werk en gaf 24 uur per week op."),
        ("{taal.leest_moedertaal: true, taal.latijns_schrift: false}", "alfabetisering",
         "U kunt lezen en schrijven in uw eigen taal, maar nog niet met Nederlandse letters."),
        ("{werk.droombaan: 'Juf worden.'}", "einddoel", "Uw droombaan is, in uw eigen woorden: “Juf worden”."),
    ],
)  # fmt: skip
def test_answers_become_sentences(shared: House, answers: str, section: str, sentence: str) -> None:
    assert sentence in said(case(shared, answers), section)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("{state: weet_niet}", "Nog te bespreken, want u weet dit nog niet: uw droombaan."),
        ("{state: later}", "Nog te bespreken, want u wilde hier later over vertellen: uw droombaan."),
        ("{state: liever_met_een_persoon}", "Nog te bespreken, want u vertelt dit liever aan een medewerker: uw droombaan."),
        ("{state: wil_niet_zeggen}", "Hierover wilt u niets zeggen: uw droombaan."),
        ("{said: ክዳውንቲ, standing: ontbreekt}", "Wat u hierover zei, is nog niet vertaald: uw droombaan."),
        ("{said: ክዳውንቲ, nl: kleding, to_confirm: true}", "Nog te bespreken, want dit is nog niet zeker: uw droombaan."),
        ("{said: ክዳውንቲ, nl: kleding, speaker: partner}", "Nog te bespreken met u zelf: uw droombaan."),
        ("{said: ክዳውንቲ, nl: kleding, flag: not_understood}", "Nog te bespreken, want dit is nog niet zeker: uw droombaan."),
    ],
)
def test_what_cannot_be_stated_is_to_be_discussed_and_says_why(shared: House, given: str, sentence: str) -> None:
    file = case(shared, f"{{werk.droombaan: {given}}}", language="ti")
    found = next(one for one in draft_section(file, "einddoel").sentences if one.text == sentence)
    assert found.to_discuss
    assert [ref.id for ref in found.refs] == ["werk.droombaan"]
    assert not any("kleding" in text or "ክዳውንቲ" in text for text in said(file, "einddoel"))


def test_what_was_said_in_the_presence_of_another_counts_only_for_questions_that_ask_to_be_alone(shared: House) -> None:
    file = case(shared, "{wensen.drie_jaar: {value: Thuis, present: partner}, werk.droombaan: {value: Kok, present: partner}}")
    texts = said(file, "einddoel")
    assert "Uw droombaan is, in uw eigen woorden: “Kok”." in texts
    assert "Nog te bespreken met u zelf: wat u over drie jaar wilt hebben bereikt." in texts
    assert not any("Thuis" in text for text in texts)


def test_several_open_points_of_a_part_stand_in_one_sentence(shared: House) -> None:
    file = case(shared, "{wensen.drie_jaar: {state: later}, werk.droombaan: {state: later}, werk.broodbaan: {state: later}}")
    found = [one for one in draft_section(file, "einddoel").sentences if one.part == "Wat u wilt"]
    assert [one.text for one in found] == [
        "Nog te bespreken, want u wilde hier later over vertellen: wat u over drie jaar wilt hebben bereikt, uw droombaan en "
        "welk werk u nu wilt doen om geld te verdienen."
    ]
    assert {ref.id for ref in found[0].refs} == {"wensen.drie_jaar", "werk.droombaan", "werk.broodbaan"}


@pytest.mark.parametrize(
    ("standing", "trust"), [("goedgekeurd", "vast"), ("machine", "niet_nagekeken"), ("person", "niet_nagekeken")]
)
def test_words_are_trusted_as_far_as_their_translation(shared: House, standing: str, trust: str) -> None:
    file = case(shared, f"{{werk.droombaan: {{said: ክዳውንቲ, nl: Kleding maken, standing: {standing}}}}}", language="ti")
    found = one_of(file, "einddoel", "droombaan")
    assert (found.trust, found.words) == (trust, True)
    assert found.text == "Uw droombaan is, in uw eigen woorden: “Kleding maken”."


def test_a_translation_of_earlier_words_is_marked_as_outdated(shared: House) -> None:
    file = case(shared, "{werk.droombaan: {said: ክዳውንቲ, nl: Kleding maken}}", language="ti")
    Telling(shared, file.id, "ti", NOW).tell({"werk.droombaan": {"said": "ጫማ", "standing": "ontbreekt"}})
    found = one_of(shared.case_file(file.id), "einddoel", "droombaan")
    assert found.trust == "verouderd"


def test_a_name_in_another_script_does_not_stand_in_the_plan(shared: House) -> None:
    texts = said(case(shared, "{persoon.naam: ሰላም}", language="ti"), "persoonsgegevens")
    assert any("hoe u uw naam met Nederlandse letters schrijft" in text for text in texts)
    assert not any("ሰላም" in text for text in texts)


SENSITIVE = "{gezondheid.lichaam: merkwoordrug, gezondheid.algemeen: 0, financien.schulden: true, wensen.moeilijk: merkwoordzorg}"


@pytest.mark.parametrize("entries", [(), (("gezondheid", {"gevolgen": "Les in de ochtend", "besproken": False}),)])
def test_the_draft_does_not_show_whether_anything_was_told_about_health(shared: House, entries: Any) -> None:
    told, silent = case(shared, SENSITIVE, *entries), case(shared, "{}", *entries)
    assert [one.text for one in draft_section(told, "omstandigheden").sentences] == [
        one.text for one in draft_section(silent, "omstandigheden").sentences
    ]
    assert "Nog te bespreken: of er omstandigheden zijn waarmee het plan rekening moet houden." in said(told, "omstandigheden")
    every = repr(draft(told))
    assert "merkwoord" not in every and "Les in de ochtend" not in every
    assert "gezondheid.lichaam" not in every and "financien.schulden" not in every


def test_consequences_that_were_discussed_stand_in_the_plan_and_are_asked_again_when_more_was_told(shared: House) -> None:
    file = case(shared, SENSITIVE, ("gezondheid", {"gevolgen": "Les in de ochtend", "besproken": True}))
    assert "Het plan houdt hier rekening mee: Les in de ochtend." in said(file, "omstandigheden")
    later = NOW.replace(hour=10)
    Telling(shared, file.id, "nl", later).tell({"gezondheid.zorgen": "Ik slaap slecht"})
    assert "Nog te bespreken: of dit nog klopt." in said(shared.case_file(file.id), "omstandigheden")


@pytest.mark.parametrize(
    ("group", "route", "sentence"),
    [
        ("asielstatushouder", "Z", "In de Z-route volgt u 800 uur taalles en KNM en doet u 800 uur mee in werk of een andere "
         "activiteit. Daarna hebt u een eindgesprek."),
        ("gezinsmigrant", "Z", "In de Z-route volgt u 800 uur taalles en KNM. Daarna hebt u een eindgesprek."),
        ("overig", "Z", "In de Z-route volgt u 800 uur taalles en KNM. Daarna hebt u een eindgesprek."),
        ("asielstatushouder", "B1", None),
        (None, "Z", "Nog te bespreken: hoeveel uren participatie bij uw route horen."),
    ],
)  # fmt: skip
def test_hours_follow_group_and_route(shared: House, group: str | None, route: str, sentence: str | None) -> None:
    chosen = {"route": route, "overwogen": [route], "wens_gevolgd": "geen_wens", "motivatie": "Past.", "alfabetisering": "NVT"}
    entries: list[tuple[str, Mapping[str, Any]]] = [("leerroute", chosen)]
    entries += [("doelgroep", {"groep": group})] if group else []
    texts = [one.text for one in draft_section(case(shared, "{}", *entries), "participatie").sentences if "zroute" in one.id]
    assert texts == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("group", "paid", "says"),
    [
        ("gezinsmigrant", None, True), ("overig", "zelf", True), ("gezinsmigrant", "lening", False),
        ("gezinsmigrant", "werkgever", False), ("asielstatushouder", None, False),
    ],
)  # fmt: skip
def test_who_is_no_asylum_holder_pays_the_lessons(shared: House, group: str, paid: str | None, says: bool) -> None:
    lesson = [("taalles", {"school": "School", "betaalt": paid})] if paid else []
    texts = said(case(shared, "{}", ("doelgroep", {"groep": group}), *lesson), "taalschool")
    assert any("betaalt u uw lessen en examens zelf" in text for text in texts) is says


def test_the_map_is_not_in_the_onderwijsroute(shared: House) -> None:
    chosen = {"route": "O", "overwogen": ["O"], "wens_gevolgd": "ja", "motivatie": "Past.", "alfabetisering": "NVT"}
    texts = said(case(shared, "{}", ("leerroute", chosen)), "knm_pvt_map")
    assert "In de onderwijsroute hoeft u de MAP niet te doen." in texts


def test_a_referral_without_consent_is_not_written_down(shared: House) -> None:
    file = case(shared, "{}", ("verwijzing", {"naar": "schuldhulp", "wat": "rekeningen", "akkoord": False}))
    texts = said(file, "zorg")
    assert "Nog te bespreken: of u de hulp wilt die wij hebben voorgesteld." in texts
    assert not any("rekeningen" in text or "geldzaken" in text for text in texts)


def test_yes_i_have_children_and_nothing_more_is_no_childless_person(shared: House) -> None:
    file = case(shared, "{gezin.kinderen: [{}]}")
    assert not any("geen kinderen" in text for text in [*said(file, "startpositie"), *said(file, "kinderen")])


def test_a_sentence_without_source_cannot_be_made() -> None:
    with pytest.raises(SentenceWithoutSource):
        Sentence("einddoel.x", "U wilt kok worden.", ())


def test_one_thing_is_referred_to_once_with_all_it_shows() -> None:
    made = Sentence("lbt.x", "Tekst.", (Ref("entry", "lbt", row=1, shown="31"), Ref("entry", "lbt", row=1, shown="28")))
    assert made.refs == (Ref("entry", "lbt", row=1, shown="31; 28"),)


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "één"), (20, "twintig"), (21, "21"), (0.5, "een half"), (1.5, "anderhalf"), (2.5, "tweeënhalf"), (4.5, "vierenhalf"),
     (2.25, "2,25"), (38.5, "38,5")],
)  # fmt: skip
def test_numbers_in_dutch(value: float, words: str) -> None:
    assert dutch.number(value) == words


def test_the_language_data_fit_the_question_set() -> None:
    """Every question a wording, subject or label names exists, and whatever can be open has a name to be called by."""
    catalogue = load()
    assert set(subjects()) <= {one.id for q in catalogue.questions() for one in (q, *q.fields)}
    withheld = withheld_questions(catalogue)
    for file in (Path(dutch.__file__).parent / "sentences").glob("*.yml"):
        for one in parts(file.stem):
            asked = [name for name in one.asks if "." in name]
            assert all(name in catalogue for name in asked), (file.name, one.id)
            assert not set(asked) & withheld, f"{file.name}, {one.id}: withheld answers can never be said"
            assert all(name in subjects() for name in asked), (file.name, one.id, set(asked) - set(subjects()))
    for name, known in labels().items():
        if name in catalogue and (question := catalogue.question(name)).options:
            assert set(known) == set(question.options), name


def test_every_question_that_is_not_withheld_is_said_somewhere_or_left_out_on_purpose() -> None:
    """No answer is lost: a question that enters the question set must get its sentence, or stand here."""
    left_out = {
        "welkom.aanwezig", "afsluiting.teach_back", "persoon.naam", "persoon.naam_latijns", "gezin.kinderen", "werk.banen",
        "kinderen_vve.kind", "taal.talen", "onderwijs.scholen",
    }  # fmt: skip
    catalogue = load()
    named = {name for file in (Path(dutch.__file__).parent / "sentences").glob("*.yml") for one in parts(file.stem)
             for wording in one.wordings for name in wording.names}  # fmt: skip
    asked = {q.id for q in catalogue.questions() if q.type != "notice"} - withheld_questions(catalogue)
    assert asked - named - left_out == set()
