"""What goes out beside the plan: DUO's message, the whole dossier in its published form, and only what may go."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assistant.documents.for_others import DOSSIER, DUO, FOR_OTHERS, dossier_json
from assistant.documents.outgoing import NotAvailable, made
from assistant.documents.registry import all_outgoing
from assistant.dossier.keeping import keep
from assistant.export import record_schema
from assistant.house import House
from assistant.pip.plan import plan_of
from assistant.pip.versions import freeze, plan_json
from assistant.store import PlanVersion
from tests.pip.cases import CASES

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parents[2] / "assistant/pip/plan.schema.json").read_text()))


@pytest.mark.parametrize("name", CASES)
def test_the_plan_of_every_case_fits_its_published_form(house: House, name: str) -> None:
    file = house.case_file(CASES[name](house))
    SCHEMA.validate(plan_json(file, plan_of(file)))


@pytest.mark.parametrize("name", ["moeder_eritrea", "gezinsmigrant"])
def test_the_dossier_holds_record_and_plan_in_their_forms(house: House, name: str) -> None:
    file = house.case_file(CASES[name](house))
    found = json.loads(made(DOSSIER, file, "json"))
    assert found == json.loads(json.dumps(dossier_json(file)))
    Draft202012Validator(record_schema()).validate(found["record"])
    SCHEMA.validate(found["plan"])


@pytest.mark.parametrize("name", CASES)
def test_everything_that_can_go_out_can_be_made_or_says_why_not(house: House, name: str) -> None:
    file = house.case_file(CASES[name](house))
    for one in all_outgoing(file):
        if one.versions == "only":
            continue
        for extension in one.formats:
            if one.available(file):
                with pytest.raises(NotAvailable):
                    made(one, file, extension)
            else:
                assert made(one, file, extension), f"{one.id}.{extension}"


def test_duo_gets_a_plan_only_when_it_is_dated_and_obeys_the_rules(house: House) -> None:
    case_id = CASES["moeder_eritrea"](house)
    file = house.case_file(case_id)
    document, plan, digest = freeze(file, plan_of(file))
    version = PlanVersion(case_id, 1, document, plan, digest, "consulent", file.now.isoformat())
    set_plan = replace(house.case_file(case_id), versions=(version,))
    with pytest.raises(NotAvailable, match="dagtekening"):
        made(DUO, set_plan, "json", version)
    keep(house.store, case_id, "vastgesteld", {"versie": 1, "datum": "2026-11-22", "mandaat": "x"}, by="c", at=file.now)
    keep(house.store, case_id, "dagtekening", {"versie": 1, "datum": "2026-11-23"}, by="c", at=file.now)
    dated = replace(house.case_file(case_id), versions=(version,))
    body = json.loads(made(DUO, dated, "json", version))
    assert body["dagtekeningPip"] == "2026-11-23" and body["leerroute"] == "B"
    assert b"23 november 2026" in made(DUO, dated, "html", version)
    assert all(one.basis and one.about and one.for_whom for one in FOR_OTHERS)
