"""What leaves to a partner: the minimum for the task, with its basis, and never a word about health or debts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.documents.partners import FIELDS, UnknownPartnerField, given_to, partner_document, partner_json, withheld
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.municipality import Partner, load_municipality
from tests.conftest import Clock, Person

SCHEMA = json.loads((Path(__file__).parents[2] / "assistant/documents/partner.schema.json").read_text())
PARTNERS = load_municipality().partners
SECRET = "geheimwoord"


@pytest.fixture
def case_id(house: House, clock: Clock) -> str:
    """A constructed person who told about health and debts, with a route and lessons."""
    person = Person(house, "nl")
    for question, words in {
        "persoon.naam": "Sara Voorbeeld",
        "gezondheid.lichaam": f"mijn knie {SECRET}",
        "gezondheid.zorgen": f"ik slaap slecht {SECRET}",
    }.items():
        person.go_to(question)
        person.say(words)
    enter = {
        "gezondheid": {"gevolgen": f"alleen in de ochtend {SECRET}", "besproken": "ja"},
        "verwijzing": {"naar": "schuldhulp", "wat": SECRET, "akkoord": "ja"},
        "taalles": {"school": "Taalhuis (verzonnen)", "betaalt": "gemeente", "uren_week": 12},
        "weekrooster": {"rijen": [{"dag": "ma", "van": "09:00", "tot": "12:00", "wat": "afspraak", "waar": SECRET}]},
    }
    for kind, data in enter.items():
        keep(house.store, person.case.case_id, kind, data, by="consulent", at=clock())
    return person.case.case_id


@pytest.mark.parametrize("partner", PARTNERS, ids=lambda one: one.id)
def test_every_partner_of_the_settings_gets_known_fields_only_and_says_the_basis(
    house: House, case_id: str, partner: Partner
) -> None:
    file = house.case_file(case_id)
    assert partner.basis.strip() and partner.task.strip()
    made = partner_json(file, partner)
    Draft202012Validator(SCHEMA).validate(made)
    assert list(made["fields"]) == list(partner.fields)
    texts = [*partner_document(file, partner).texts()]
    assert partner.basis in texts and partner.task in texts
    assert SECRET not in json.dumps(made) and not any(SECRET in text for text in texts)
    held = {line for one in given_to(file, partner) for line in one.lines}
    shown = "\n".join(texts)
    assert all(line in shown for line in held), "the preview shows exactly what leaves"


def test_no_field_of_any_partner_can_hold_health_or_debts(house: House, case_id: str) -> None:
    file = house.case_file(case_id)
    everything = Partner("alles", "Alles", "x", "x", tuple(FIELDS))
    assert SECRET not in json.dumps(partner_json(file, everything))
    assert set(SCHEMA["properties"]["fields"]["properties"]) == set(FIELDS)


def test_consent_is_asked_only_where_it_is_the_basis(house: House, case_id: str, clock: Clock) -> None:
    by_law = next(one for one in PARTNERS if not one.consent)
    by_consent = next(one for one in PARTNERS if one.consent)
    assert withheld(house.case_file(case_id), by_law) == ""
    assert "toestemming" in withheld(house.case_file(case_id), by_consent)

    def answer(given: str) -> None:
        data: dict[str, Any] = {"ontvanger": by_consent.id, "gegeven": given, "hoe": "in het gesprek"}
        keep(house.store, case_id, "toestemming", data, by="consulent", at=clock())

    answer("ja")
    assert withheld(house.case_file(case_id), by_consent) == ""
    answer("nee")
    assert "gaf geen toestemming" in withheld(house.case_file(case_id), by_consent)


def test_a_field_that_does_not_exist_is_named(house: House, case_id: str) -> None:
    with pytest.raises(UnknownPartnerField, match="bsn"):
        given_to(house.case_file(case_id), Partner("x", "X", "x", "x", ("naam", "bsn")))
