"""The ids and types other systems rely on: partners, exports, the replay of scripted talks and the quality checks."""

from __future__ import annotations

import pytest

from assistant.catalogue import load

CORE = {
    "persoon.naam": "text",
    "persoon.geboortedatum": "date",
    "persoon.geboorteland": "country",
    "persoon.in_nl_sinds": "date",
    "persoon.status": ["asielstatushouder", "gezinsmigrant", "nareiziger", "anders"],
    "persoon.woonplek": ["azc", "gemeente", "anders"],
    "gezin.partner": ["geen", "in_nl", "buitenland"],
    "gezin.gezinshereniging": "yesno",
    "gezin.mantelzorg": "yesno",
    "gezin.kinderen": "group",
    "gezin.kinderen.leeftijd": "number",
    "gezin.kinderen.woont": ["bij_mij", "elders"],
    "gezin.kinderen.school": ["basisschool", "isk", "vve", "opvang", "thuis", "anders"],
    "onderwijs.jaren": "school_years",
    "onderwijs.hoogste": "isced",
    "onderwijs.diploma": "yesno",
    "onderwijs.papieren": "yesno",
    "taal.moedertaal": "language",
    "taal.talen": "group",
    "taal.talen.taal": "language",
    "taal.talen.spreken": "scale4",
    "taal.talen.verstaan": "scale4",
    "taal.talen.lezen": "scale4",
    "taal.talen.schrijven": "scale4",
    "taal.leest_moedertaal": "yesno",
    "taal.latijns_schrift": "yesno",
    "taal.nederlands": "scale4",
    "werk.banen": "group",
    "werk.banen.beroep": "occupation",
    "werk.banen.jaren": "number",
    "werk.banen.land": "country",
    "werk.nu": "yesno",
    "werk.droombaan": "text",
    "werk.broodbaan": "text",
    "werk.uren": "number",
    "werk.rijbewijs": "yesno",
    "werk.fiets": "yesno",
    "gezondheid.algemeen": "scale4",
    "gezondheid.lichaam": "text",
    "gezondheid.zorgen": "text",
    "wonen.met_wie": "text",
    "wonen.rustige_plek": "yesno",
    "financien.inkomen": ["bijstand", "loon", "partner", "geen", "anders"],
    "financien.schulden": "yesno",
    "netwerk.hulp": "yesno",
    "digitaal.laptop": "yesno",
    "digitaal.formulier_zelf": "yesno",
    "wensen.drie_jaar": "text",
    "inburgering.brief_duo": "date",
    "afsluiting.teach_back": "text",
}

TOPICS = [
    "welkom", "persoon", "gezin", "kinderen_vve", "onderwijs", "taal", "werk", "wensen", "netwerk", "digitaal",
    "gezondheid", "inburgering", "wonen", "financien", "zelfredzaamheid", "vrije_tijd", "afsluiting",
]  # fmt: skip


@pytest.mark.parametrize(("question_id", "wanted"), CORE.items())
def test_core_question(question_id: str, wanted: str | list[str]) -> None:
    question = load().question(question_id)
    if isinstance(wanted, list):
        assert question.type == "choice"
        assert set(question.options) == set(wanted)
    else:
        assert question.type == wanted
    assert question.core or question.group, "core questions are marked as core"


def test_nothing_else_is_marked_as_core() -> None:
    marked = {question.id for question in load().questions() if question.core}
    assert marked == {name for name in CORE if name.count(".") == 1}


def test_all_seventeen_topics_are_there() -> None:
    topics = [topic.id for topic in load().topics]
    assert sorted(topics) == sorted(TOPICS)
    assert (topics[0], topics[1], topics[-1]) == ("welkom", "persoon", "afsluiting")


def test_every_core_question_can_be_asked_in_the_own_chat() -> None:
    catalogue = load()
    assert {catalogue.question(name).path for name in CORE} <= {"short", "more"}


def test_every_question_says_why_it_is_asked_and_on_what_ground() -> None:
    catalogue = load()
    for question in catalogue.questions():
        for part in (question, *question.fields):
            assert part.why, part.id
            assert part.legal_basis in catalogue.legal_basis, part.id
