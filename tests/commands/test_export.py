"""The exported record is valid against the published schema and holds every word and version."""

from __future__ import annotations

import json
from collections.abc import Callable

import jsonschema
import pytest

from assistant.commands import main
from assistant.export import export_record, record_schema
from assistant.house import House
from tests.conftest import Person
from tests.ui.consulent.translated_cases import REVIEWER, translated_arabic, translated_dari, translated_tigrinya

People = Callable[..., Person]


def whole_talk(someone: Person) -> None:
    someone.go_to("persoon.naam")
    someone.say("Sara Haile <b>")
    someone.say("12-3-1990")
    someone.go_to("gezin.kinderen.leeftijd", 1)
    someone.say("5")
    someone.press('answer:"bij_mij"')
    someone.press("state:liever_met_een_persoon")
    someone.press("answer:false")
    someone.go_to("onderwijs.jaren")
    someone.say("0")
    someone.go_to("werk.uren")
    someone.say("24")
    someone.press("change:werk.uren")
    someone.say("16")


def test_a_record_is_valid_at_every_moment(house: House, person: People) -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema())
    someone = person("nl")
    validator = jsonschema.Draft202012Validator(record_schema(), format_checker=jsonschema.FormatChecker())
    validator.validate(export_record(house.store, house.catalogue, house.wording, someone.case.case_id))
    whole_talk(someone)
    record = export_record(house.store, house.catalogue, house.wording, someone.case.case_id)
    validator.validate(record)
    assert record["values"]["gezin.kinderen"] == [{"leeftijd": 5, "woont": "bij_mij"}]
    assert record["values"]["onderwijs.hoogste"] == 0
    assert record["states"]["onderwijs.diploma"] == "niet_van_toepassing"
    assert record["states"]["werk.rijbewijs"] == "niet_gevraagd"
    hours = [(answer["value"], answer["counts"]) for answer in record["answers"] if answer["question"] == "werk.uren"]
    assert hours == [(24, False), (16, True)], "the corrected answer is still there, and does not count"
    assert "handover" in [event["kind"] for event in record["events"]]


def test_translations_go_along_with_how_far_to_trust_them(house: House) -> None:
    """An approved answer that was changed, a draft via another language, and a message to the person."""
    validator = jsonschema.Draft202012Validator(record_schema(), format_checker=jsonschema.FormatChecker())
    changed, drafts, all_kinds = translated_arabic(house), translated_dari(house), translated_tigrinya(house)
    records = []
    for case in (changed, drafts, all_kinds):
        records.append(export_record(house.store, house.catalogue, house.wording, case.pen.case.case_id))
        validator.validate(records[-1])
    was, is_now = (one for one in records[0]["answers"] if one["question"] == "werk.droombaan")
    assert (was["counts"], was["rendition"]["outdated"]) == (False, False)
    assert (is_now["counts"], is_now["words"]) == (True, "ميكانيكي سيارات")
    assert {key: is_now["rendition"][key] for key in ("text", "state", "outdated", "reviewer")} == {
        "text": "Vrachtwagenchauffeur.", "state": "goedgekeurd", "outdated": True, "reviewer": REVIEWER,
    }  # fmt: skip
    draft = next(one["rendition"] for one in records[1]["answers"] if one["question"] == "werk.droombaan")
    assert (draft["state"], draft["via"], draft["pivot"]) == ("machine", "fa", "I want to become a tailor.")
    told = {event["kind"]: event for event in records[2]["events"]}
    assert told["message"]["rendition"]["state"] == "machine"
    assert told["told_back"]["rendition"]["text"] == "Ik wil tijd hebben voor mijn kinderen."
    assert told["language"]["rendition"] is None
    assert {one["rendition"]["state"] for one in records[2]["answers"] if one["rendition"]} == {
        "machine", "aan_te_passen", "gecorrigeerd", "goedgekeurd",
    }  # fmt: skip


def test_the_command_prints_it(house: House, person: People, capsys: pytest.CaptureFixture[str]) -> None:
    someone = person("nl")
    whole_talk(someone)
    assert main(["export", str(someone.case.number), "--data", str(house.data)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == export_record(house.store, house.catalogue, house.wording, someone.case.case_id)


def test_a_file_is_for_its_owner_only(house: House, person: People) -> None:
    someone = person("nl")
    out = house.data / "case.json"
    assert main(["export", str(someone.case.number), "--data", str(house.data), "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["form"] == "brede-intake-record/1"
    assert out.stat().st_mode & 0o077 == 0


def test_a_case_that_is_not_there(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "99", "--data", str(house.data)]) == 2
    assert capsys.readouterr().err == "intake export: there is no case 99\n"


def test_the_schema_is_not_too_wide(house: House, person: People) -> None:
    record = export_record(house.store, house.catalogue, house.wording, person("nl").case.case_id)
    event = {"kind": "x", "at": "2026-11-22T09:00:00+00:00", "turn": 1, "data": {}}
    for change in (
        {"form": "other"}, {"states": {"persoon.naam": "misschien"}}, {"more": 1},
        {"events": [{**event, "rendition": {"text": "zonder staat"}}]}, {"events": [event]},
    ):  # fmt: skip
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**record, **change}, record_schema())
