"""What was said can be added to, never overwritten: not even our own code can."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from assistant.house import House
from assistant.store.sqlite import SQLiteStore
from tests.conftest import Person


@pytest.mark.parametrize("table", ["answers", "turns", "events"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = 'x'", "DELETE FROM {}"])
def test_no_row_can_be_changed(house: House, person: Callable[..., Person], table: str, change: str) -> None:
    someone = person("nl")
    someone.press("answer:true")
    store = house.store
    assert isinstance(store, SQLiteStore)
    assert store.db[table].count > 0
    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        store.db.execute(change.format(table))


def test_a_correction_is_a_new_version(person: Callable[..., Person]) -> None:
    someone = person("nl")
    someone.go_to("werk.rijbewijs")
    someone.press("answer:true")
    someone.press("change:werk.rijbewijs")
    someone.press("answer:false")
    first, second = someone.answers("werk.rijbewijs")
    assert [(first.version, first.value), (second.version, second.value)] == [(1, True), (2, False)]


def test_everything_the_intake_keeps_is_there(house: House, person: Callable[..., Person]) -> None:
    someone = person("ar")
    someone.go_to("welkom.aanwezig")
    someone.press('answer:"tolk"')
    someone.go_to("werk.droombaan")
    someone.say("طباخ في مطعم", device="phone")
    (answer,) = someone.answers("werk.droombaan")
    assert answer.words == "طباخ في مطعم"
    assert (answer.language, answer.script) == ("ar", "Arab")
    assert (answer.speaker, answer.present, answer.channel, answer.typed_by) == ("person", "tolk", "own_chat", "person")
    assert (answer.catalogue, answer.catalogue_version) == ("brede-intake-basis", house.catalogue.version)
    assert (answer.understood_by, answer.device) == ("words", "phone")
    assert answer.at.startswith("2026-11-22T")


def test_opening_again_finds_everything(house: House, person: Callable[..., Person]) -> None:
    from assistant.commands.opening import open_here

    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say("Kok")
    before = house.store.answers(someone.case.case_id)
    again = open_here(house.data)
    assert again.store.answers(someone.case.case_id) == before
    assert again.conversation.screen(someone.case.case_id)["prompt"]["question"] == "wensen.drie_jaar"
