"""What stands in the way of setting a plan: what the law asks never goes away by a reason, the rest does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.opening import wording_of
from assistant.dossier.keeping import keep, withdraw
from assistant.house import House, open_house
from assistant.pip.concept import concept_digest
from assistant.pip.model import Blocking, Plan
from assistant.pip.plan import plan_of
from tests.pip.cases import CASES, Telling
from tests.pip.golden_drafts import NOW

COMPLETE = "moeder_eritrea"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    opened = open_house(Path(tmp_path_factory.mktemp("plan")) / "data", wording_of, lambda: NOW)
    yield opened
    opened.store.close()


def plan(house: House, case_id: str) -> Plan:
    return plan_of(house.case_file(case_id))


def found(house: House, case_id: str) -> dict[str, Blocking]:
    return {one.id: one for one in plan(house, case_id).blocking}


def statutory(house: House, case_id: str) -> set[str]:
    return {one.id for one in plan(house, case_id).blocking if one.statutory}


def enter(house: House, case_id: str, kind: str, data: Mapping[str, Any]) -> None:
    keep(house.store, case_id, kind, data, by="anna", at=NOW)


def take_away(house: House, case_id: str, kind: str, **fields: Any) -> None:
    for entry in house.case_file(case_id).dossier.all(kind, **fields):
        withdraw(house.store, case_id, entry.id, "voor de test", by="anna", at=NOW)


def test_a_complete_plan_lacks_nothing_the_law_asks(house: House) -> None:
    assert statutory(house, CASES[COMPLETE](house)) == set()


@pytest.mark.parametrize(
    ("kind", "fields", "missing", "section"),
    [
        ("leerroute", {}, "leerroute", "leerroute"), ("begeleiding", {}, "begeleiding", "begeleiding"),
        ("onderdeel", {"wat": "PVT"}, "onderdeel.pvt", "knm_pvt_map"),
        ("onderdeel", {"wat": "MAP"}, "onderdeel.map", "knm_pvt_map"), ("vve", {}, "vve", "kinderen"),
    ],
)  # fmt: skip
def test_each_part_the_law_asks_is_missed(house: House, kind: str, fields: dict[str, Any], missing: str, section: str) -> None:
    case_id = CASES[COMPLETE](house)
    take_away(house, case_id, kind, **fields)
    assert statutory(house, case_id) == {missing}
    item = found(house, case_id)[missing]
    assert (item.section, item.blocks) == (section, True)
    enter(house, case_id, "erkend", {"punt": missing, "reden": "Geen tijd"})
    assert found(house, case_id)[missing].blocks, "nobody can acknowledge the law away"


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ({"wat": "PVT", "uren": 11}, {"onderdeel.pvt.uren"}), ({"wat": "PVT", "uren": 12}, set()),
        ({"wat": "PVT"}, {"onderdeel.pvt.uren"}),
        ({"wat": "MAP", "vrijstelling": True}, {"onderdeel.map.reden"}),
        ({"wat": "MAP", "vrijstelling": True, "reden": "u werkt al genoeg"}, set()),
    ],
)  # fmt: skip
def test_pvt_takes_at_least_twelve_hours_and_an_exemption_its_reason(
    house: House, part: dict[str, Any], missing: set[str]
) -> None:
    case_id = CASES[COMPLETE](house)
    enter(house, case_id, "onderdeel", part)
    assert statutory(house, case_id) == missing


def test_the_map_is_not_due_in_the_onderwijsroute(house: House) -> None:
    case_id = CASES["arts_syrie"](house)
    assert house.case_file(case_id).dossier.latest("onderdeel", wat="MAP") is None
    assert "onderdeel.map" not in statutory(house, case_id)


def test_a_route_that_departs_from_a_later_lbt_needs_its_reason(house: House) -> None:
    case_id = CASES[COMPLETE](house)
    enter(house, case_id, "lbt", {"datum": "2026-11-21", "resultaat": "niet_haalbaar"})
    assert statutory(house, case_id) == {"leerroute.afwijking"}
    assert "leerroute.afwijking" not in statutory(house, CASES["partner_schulden"](house)), "there the reason was given"


@pytest.mark.parametrize(
    ("child", "due"),
    [
        ({"leeftijd": 4, "woont": "bij_mij", "school": "thuis"}, True),
        ({"leeftijd": 4, "woont": "bij_mij", "school": "basisschool"}, False),
        ({"leeftijd": 4, "woont": "elders", "school": "thuis"}, False),
        ({"leeftijd": 5, "woont": "bij_mij", "school": "thuis"}, False),
        ({"leeftijd": {"state": "weet_niet"}, "woont": "bij_mij", "school": "thuis"}, True),
        ({"leeftijd": {"value": 9, "to_confirm": True}, "woont": "bij_mij"}, True),
    ],
)
def test_vve_is_due_for_young_children_at_home(house: House, child: dict[str, Any], due: bool) -> None:
    made = house.access.new_case(language="ti", label="verzonnen", created_by="anna", constructed=True)
    Telling(house, made.case_id, "ti", NOW).tell({"gezin.kinderen": [child]})
    assert ("vve" in statutory(house, made.case_id)) is due


@pytest.mark.parametrize(
    ("point", "section"),
    [
        ("nakijken.startpositie", "startpositie"), ("vertaling.einddoel", "einddoel"), ("toets", "ondertekening"),
    ],
)  # fmt: skip
def test_other_points_go_with_a_reason(house: House, point: str, section: str) -> None:
    case_id = CASES[COMPLETE](house)
    assert found(house, case_id)[point].blocks
    assert found(house, case_id)[point].section == section
    enter(house, case_id, "erkend", {"punt": point, "reden": "Met de persoon besproken"})
    assert found(house, case_id)[point].acknowledged == "Met de persoon besproken"
    assert not found(house, case_id)[point].blocks


def test_open_points_count_until_the_consulent_wrote_the_section(house: House) -> None:
    case_id = CASES["azc_koppeling"](house)
    assert "bespreken.einddoel" in found(house, case_id)
    basis = dict(plan(house, case_id).section("einddoel").draft.digests)
    enter(house, case_id, "sectie", {"sectie": "einddoel", "tekst": "U wilt werken.", "basis": basis})
    assert "bespreken.einddoel" not in found(house, case_id)


def test_a_section_that_was_touched_blocks_until_it_is_looked_at_again(house: House) -> None:
    case_id = CASES[COMPLETE](house)
    basis = dict(plan(house, case_id).section("startpositie").draft.digests)
    enter(house, case_id, "sectie_af", {"sectie": "startpositie", "af": True, "basis": basis})
    assert not {"nakijken.startpositie", "geraakt.startpositie"} & set(found(house, case_id))
    Telling(house, case_id, "ti", NOW).tell({"werk.nu": True})
    assert "geraakt.startpositie" in found(house, case_id)


def test_a_toetser_agrees_to_one_text_only(house: House) -> None:
    case_id = CASES[COMPLETE](house)
    enter(house, case_id, "toets", {"besluit": "akkoord", "concept": concept_digest(plan(house, case_id))})
    assert "toets" not in found(house, case_id)
    enter(house, case_id, "einddoel", {"tekst": "Werken in een winkel"})
    assert "veranderd" in found(house, case_id)["toets"].text
    enter(house, case_id, "toets", {"besluit": "terug", "toelichting": "Maak het doel duidelijker"})
    assert "terug" in found(house, case_id)["toets"].text


def test_without_a_talk_about_the_plan_it_is_not_set(house: House) -> None:
    case_id = CASES[COMPLETE](house)
    assert "pip_gesprek" not in found(house, case_id)
    take_away(house, case_id, "pip_gesprek")
    assert "pip_gesprek" in found(house, case_id)


def test_a_missed_term_asks_for_its_reason(house: House) -> None:
    case_id = CASES[COMPLETE](house)
    for what, day in (("kennisgeving_duo", "2026-05-01"), ("inschrijving_brp", "2026-05-01")):
        enter(house, case_id, "datum", {"wat": what, "datum": day})
    assert "termijn.pip" in found(house, case_id)
    enter(house, case_id, "termijn_reden", {"klok": "pip", "soort": "te_laat", "reden": "Wachten op de taalschool"})
    assert "termijn.pip" not in found(house, case_id)


def test_every_point_says_what_to_do_in_a_whole_sentence(house: House) -> None:
    for build in CASES.values():
        made = plan(house, build(house))
        assert len({one.id for one in made.blocking}) == len(made.blocking)
        for one in made.blocking:
            assert one.text[0].isupper() and one.text.endswith("."), one.text
            made.section(one.section)


@pytest.mark.parametrize("name", ["moeder_eritrea", "partner_schulden"])
def test_an_edit_does_not_make_a_translation_reviewed_or_an_open_point_closed(house: House, name: str) -> None:
    """A consulent who changes one word keeps what was quoted from a machine translation and what is still open."""
    case_id = CASES[name](house)
    view = plan(house, case_id).section("einddoel")
    before = {one for one in found(house, case_id) if one in {"vertaling.einddoel", "bespreken.einddoel"}}
    assert before, "the case has something unsure to keep"
    text = "Kleine wijziging.\n" + "\n".join(one.text for one in view.draft.sentences)
    enter(house, case_id, "sectie", {"sectie": "einddoel", "tekst": text, "basis": dict(view.draft.digests)})
    assert before <= set(found(house, case_id))
    gone = "Werken in de kleding. Alles is met u besproken."
    enter(house, case_id, "sectie", {"sectie": "einddoel", "tekst": gone, "basis": dict(view.draft.digests)})
    assert not before & set(found(house, case_id)), "what the consulent wrote instead is the consulent's own"
