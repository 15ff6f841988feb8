"""What is not to be forgotten in the talk follows from what the person said, and from nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.case_file import CaseFile
from assistant.dossier import Entry
from assistant.interviewing.hints import check_hints, hint, hints
from assistant.interviewing.mentions import mentions, rules
from tests.interviewing.folded import known

CHILD = {"gezin.kinderen": True, "gezin.kinderen.leeftijd#1": 3, "gezin.kinderen.woont#1": "bij_mij"}


def group(what: str) -> Entry:
    return Entry("doelgroep", {"groep": what}, "anna", "2026-11-20T10:00:00+00:00", 3)


@pytest.mark.parametrize(
    ("told", "entries", "expected", "there"),
    [
        (CHILD, (), "opvangkosten", True),
        ({**CHILD, "gezin.kinderen.leeftijd#1": 9}, (), "opvangkosten", False),
        ({**CHILD, "gezin.kinderen.woont#1": "elders"}, (), "opvangkosten", False),
        ({"persoon.status": "gezinsmigrant"}, (), "lessen_zelf_betalen", True),
        ({"persoon.status": "gezinsmigrant"}, (group("asielstatushouder"),), "lessen_zelf_betalen", False),
        ({"persoon.status": "asielstatushouder"}, (group("gezinsmigrant"),), "lessen_zelf_betalen", True),
        ({"welkom.tolk": "vrouw"}, (), "tolk_gewenst", True),
        ({"welkom.tolk": "nee"}, (), "tolk_gewenst", False),
        ({"welkom.lezen": "niet"}, (), "leest_weinig", True),
        ({"taal.leest_moedertaal": False}, (), "leest_weinig", True),
        ({"welkom.lezen": "goed", "taal.leest_moedertaal": True}, (), "leest_weinig", False),
        ({"digitaal.scherm_of_muis": "aanraken"}, (), "lbt_scherm", True),
        ({}, (), "lbt_scherm_vragen", True),
        ({"digitaal.scherm_of_muis": "muis"}, (), "lbt_scherm_vragen", False),
        ({"digitaal.oefentoets": False}, (), "lbt_oefentoets", True),
        ({"gezin.zwanger": True}, (), "lbt_omstandigheden", True),
        ({"inburgering.brief_duo": "2026-05"}, (), "brief_duo_onbekend", False),
        ({"financien.brieven": True}, (), "brieven_samen", True),
    ],
)  # fmt: skip
def test_a_mention_follows_from_the_answers(
    base: CaseFile, told: dict[str, Any], entries: tuple[Entry, ...], expected: str, there: bool
) -> None:
    found = {one.id: one for one in mentions(known(base, told, *entries))}
    assert (expected in found) is there
    if there:
        assert found[expected].refs, "every mention rests on something"


def test_what_was_told_with_somebody_there_is_asked_again_alone(base: CaseFile) -> None:
    told = {"gezondheid.algemeen": 2, "wensen.drie_jaar": "een winkel", "werk.nu": False}
    (found,) = [one for one in mentions(known(base, told, present="partner")) if one.id == "alleen_vragen"]
    assert found.refs[0].shown == "Gezondheid, Over drie jaar"
    assert not [one for one in mentions(known(base, told)) if one.id == "alleen_vragen"]


def test_no_mention_proposes_a_route_or_gives_a_score() -> None:
    for rule in rules():
        text = rule.text.lower()
        assert not [word for word in ("b1", "z-route", "onderwijsroute", "score", "%") if word in text], rule.id


def test_every_core_question_has_a_hint_and_every_hint_a_question(base: CaseFile) -> None:
    check_hints(base.catalogue)
    core = [question.id for question in base.catalogue.questions() if question.core]
    core += [part.id for question in base.catalogue.questions() for part in question.fields if part.core]
    assert [name for name in core if not hint(name)] == []
    assert all(len(text) < 140 for text in hints().values()), "a hint is read at a glance"
