"""The ids and types other systems rely on, for the topics that are there now."""

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
    "afsluiting.teach_back": "text",
}


@pytest.mark.parametrize(("question_id", "wanted"), CORE.items())
def test_core_question(question_id: str, wanted: str | list[str]) -> None:
    question = load().question(question_id)
    if isinstance(wanted, list):
        assert question.type == "choice"
        assert set(question.options) == set(wanted)
    else:
        assert question.type == wanted
    assert question.core or question.group, "core questions are marked as core"


def test_every_question_says_why_it_is_asked_and_on_what_ground() -> None:
    catalogue = load()
    for question in catalogue.questions():
        for part in (question, *question.fields):
            assert part.why, part.id
            assert part.legal_basis in catalogue.legal_basis, part.id
