"""A set plan stays what it was, can be read without the record, and the next one says what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from assistant.documents.transfer import transfer_document, transfer_json
from assistant.documents.tree import from_json
from assistant.house import House
from assistant.pip.versions import VersionChanged, changes, digest_of, freeze, plan_json, verify
from tests.conftest import Clock
from tests.pip.way import Way, way
from tests.ui.consulent.constructed import Pen


@pytest.fixture
def case(house: House, clock: Clock) -> Way:
    return way(house, clock).written()


@pytest.fixture
def told(house: House, clock: Clock) -> Way:
    """A case in which the person said something, in Tigrinya."""
    made = house.access.new_case(language="ti", label="Verzonnen", created_by="anna", constructed=True)
    pen = Pen(house, made, "ti", clock())
    pen.say("persoon.naam", "ሰላም ተስፋይ", "ሰላም ተስፋይ", understood_by="words")
    pen.say("onderwijs.jaren", 8, "ክሳብ ሻሙናይ ክፍሊ")
    pen.say("werk.droombaan", "ነርስ ክኸውን ይደሊ", "ነርስ ክኸውን ይደሊ", understood_by="words")
    return Way(house, clock, made.case_id).written()


def test_what_was_set_stays_whatever_happens_afterwards(case: Way) -> None:
    kept = case.to("vastgesteld").file.versions[0]
    case.enter("begeleiding", wie="Karim (verzonnen)", wat="Taalmaatje op dinsdag.")
    case.revise()
    again = case.file.versions[0]
    assert again == kept and verify(again) is again
    assert "Karim" not in json.dumps([again.document, again.plan], ensure_ascii=False)


@pytest.mark.parametrize("sql", ["UPDATE plan_versions SET plan = '{}'", "DELETE FROM plan_versions"])
def test_the_store_refuses_to_change_a_set_plan(case: Way, sql: str) -> None:
    case.to("vastgesteld")
    with (
        closing(case.house.store.connect()) as other,
        pytest.raises(sqlcipher.IntegrityError, match="append-only"),
    ):
        other.execute(sql)


def changed(part: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Any], Any]:
    def make(version: Any) -> Any:
        whole = json.loads(json.dumps(getattr(version, part)))
        change(whole)
        return replace(version, **{part: whole})

    return make


@pytest.mark.parametrize(
    "make",
    [
        changed("plan", lambda plan: plan["sections"][3]["sentences"][0].update(text="U doet de Z-route.")),
        changed("plan", lambda plan: plan["entries"].pop()),
        changed("document", lambda document: document.update(title="Ander plan")),
        lambda version: replace(version, digest="0" * 64),
    ],
    ids=["a sentence", "an entry gone", "the document", "the digest"],
)
def test_a_plan_that_was_tampered_with_is_not_used(case: Way, make: Callable[[Any], Any]) -> None:
    version = case.to("vastgesteld").file.versions[0]
    with pytest.raises(VersionChanged, match="niet meer wat is vastgesteld"):
        verify(make(version))


def test_the_digest_is_of_what_comes_back_from_the_store(case: Way) -> None:
    case.to("gesprek_gehouden")
    document, plan, digest = freeze(case.file, case.plan)
    assert digest_of(json.loads(json.dumps(document)), json.loads(json.dumps(plan))) == digest
    assert len(digest) == 64


def test_a_frozen_plan_can_be_read_without_the_record(told: Way) -> None:
    version = told.to("vastgesteld").file.versions[0]
    rows = {one["row"]: one for one in version.plan["answers"]}
    used = {
        ref["row"]
        for section in version.plan["sections"]
        for sentence in section["sentences"]
        for ref in sentence["refs"]
        if ref["kind"] == "answer" and "row" in ref
    }
    assert used and used <= set(rows), "every answer a sentence rests on is there"
    dream = next(one for one in rows.values() if one["question"] == "werk.droombaan")
    assert (
        dream["words"] == "ነርስ ክኸውን ይደሊ"
        and dream["asked_nl"].endswith("?")
        and dream["rendition"]["state"] == "ontbreekt"
    )
    entries = {one["id"]: one for one in version.plan["entries"]}
    resting = {
        ref["row"]
        for section in version.plan["sections"]
        for sentence in section["sentences"]
        for ref in sentence["refs"]
        if ref["kind"] == "entry" and "row" in ref
    }
    assert resting and resting <= set(entries)
    texts = list(from_json(version.document).texts())
    assert any("mbo" in text for text in texts), "the motivation stands in the document"


def test_the_document_says_who_set_it_and_is_no_draft(case: Way) -> None:
    document = from_json(case.to("vastgesteld").file.versions[0].document)
    assert document.draft == "" and document.constructed
    assert "22 november 2026" in list(document.texts())


def test_numbers_count_up(case: Way) -> None:
    case.to("vastgesteld").revise().to("vastgesteld")
    assert [one.number for one in case.file.versions] == [1, 2]
    assert case.file.versions[1].plan["sections"]


# --- what changed -------------------------------------------------------------------------------------------------


def now(way: Way) -> dict[str, Any]:
    return plan_json(way.file, way.plan)


def test_nothing_changed_reads_as_nothing(case: Way) -> None:
    assert changes(now(case), now(case)) == ()


def test_a_sentence_that_came_went_or_changed_is_named_in_its_section(case: Way) -> None:
    first = now(case)
    made = case.enter("doel", termijn="nu", tekst="Beginnen met taalles")
    second = now(case)
    goal = next(one for one in changes(first, second) if one.section == "einddoel")
    assert any("Beginnen met taalles" in text for text in goal.added) or any(
        "Beginnen met taalles" in after for _, after in goal.changed
    )
    assert goal.entries == ("Doel: ingevuld op 22 november 2026.",)
    case.enter("ingetrokken", entry=made.id, reden="toch niet")
    gone = next(one for one in changes(second, now(case)) if one.section == "einddoel")
    assert any("Beginnen met taalles" in text for text in gone.removed) or any(
        "Beginnen met taalles" in before for before, _ in gone.changed
    )
    assert gone.entries == ("Doel van 22 november 2026: geldt niet meer.",)


def test_an_edited_section_is_compared_sentence_by_sentence(case: Way) -> None:
    case.enter("sectie", sectie="zorg", tekst="U gaat naar het wijkteam. U hebt geen vragen over zorg.")
    first = now(case)
    case.enter(
        "sectie", sectie="zorg", tekst="U gaat naar het wijkteam. U hebt nu een vraag over zorg. U belt de huisarts."
    )
    care = next(one for one in changes(first, now(case)) if one.section == "zorg")
    assert care.changed == (("U hebt geen vragen over zorg.", "U hebt nu een vraag over zorg."),)
    assert care.added == ("U belt de huisarts.",) and care.removed == ()


def test_the_new_document_says_what_changed_and_why(case: Way) -> None:
    case.to("bekendgemaakt").revise()
    case.enter("doel", termijn="nu", tekst="Beginnen met de avondcursus")
    case.to("vastgesteld")
    first, second = (list(from_json(one.document).texts()) for one in case.file.versions)
    assert "Wat er is veranderd" not in first and "Wat er is veranderd" in second
    whole = " ".join(second)
    assert "komt in de plaats van versie 1. Reden: Uit een voortgangsgesprek. U gaat naar een avondcursus." in whole
    assert "Uw inburgeringstermijn verandert niet door dit nieuwe plan." in whole
    part = whole[whole.index("Wat er is veranderd") : whole.index("Wat er is veranderd") + 1500]
    assert "avondcursus" in part


# --- moving away --------------------------------------------------------------------------------------------------

NOT_GIVEN = ("rolstoel", "schuld", "bijstand", "medicijnen")


def test_the_transfer_file_holds_the_route_and_the_dates_and_nothing_about_health_or_money(case: Way) -> None:
    case.enter("gezondheid", gevolgen="Lessen op de begane grond, in verband met een rolstoel.", besproken="ja")
    case.enter("verwijzing", naar="schuldhulp", wat="Overzicht van de schulden", akkoord="ja")
    case.enter("participatiewet", bijstand="ja", plan_van_aanpak="Bijstand loopt door.")
    case.enter("onderdeel", wat="MAP", vrijstelling="ja", reden="Gebruikt medicijnen.")
    case.enter("taalles", school="Taalschool (verzonnen)", betaalt="gemeente", uren_week=12, maanden=18)
    case.to("bekendgemaakt")
    words = " ".join(transfer_document(case.file).texts()).lower()
    given = transfer_json(case.file)
    assert "b1-route" in words and "taalschool (verzonnen)" in words and "22 november 2026" in words
    assert given["leerroute"][0]["route"] == "B1" and given["term"] == {"start": "2026-11-23", "end": "2029-11-22"}
    assert given["plans"] == [{"version": 1, "set": "2026-11-22", "dated": "2026-11-22", "announced": "2026-11-22"}]
    document = words.replace("gegevens over gezondheid, schulden en inkomen", "")
    as_data = json.dumps(given, ensure_ascii=False).lower()
    for word in NOT_GIVEN:
        assert word not in document and word not in as_data, word
    assert "grondslag" in words and given["basis"]
