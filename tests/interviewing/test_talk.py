"""The talk: who is there and who speaks stands with every answer, and without a talk nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dossier import Dossier
from assistant.dossier.forms import BadEntry
from assistant.house import House
from assistant.interviewing import talk
from assistant.interviewing.faults import NoTalk
from tests.conftest import Clock
from tests.interviewing.cases import AT_THE_TABLE, begin_talk, keep, new_case


@pytest.mark.parametrize(
    ("there", "speaks", "interpreter", "speaker", "present"),
    [
        ([], "zelf", "geen", "person", "alleen"),
        ([], "zelf", "telefonisch", "person", "tolk"),
        ([], "zelf", "in_persoon", "person", "tolk"),
        ([], "zelf", "bekende", "person", "familie"),
        (["partner"], "zelf", "telefonisch", "person", "partner"),
        (["partner", "kind"], "partner", "geen", "partner", "partner"),
        (["kind", "familie"], "familie", "geen", "other", "kinderen"),
        (["begeleider"], "begeleider", "geen", "other", "anders"),
        (["jeugdbeschermer"], "zelf", "geen", "person", "anders"),
        (["collega"], "zelf", "geen", "person", "alleen"),
        (["ander"], "ander", "geen", "other", "anders"),
    ],
)
def test_an_answer_says_who_spoke_and_who_was_there(
    house: House, there: list[str], speaks: str, interpreter: str, speaker: str, present: str
) -> None:
    case_id = new_case(house)
    number = begin_talk(house, case_id, aanwezig=there, spreekt=speaks, tolk=interpreter)
    (kept,) = keep(house, case_id, "werk.nu", True)
    assert (kept.speaker, kept.present) == (speaker, present)
    assert (kept.channel, kept.typed_by, kept.understood_by) == ("interview", "anna", "person")
    assert kept.source is None
    assert (kept.detail or {})["gesprek"] == number


def test_without_a_talk_nothing_is_kept(house: House) -> None:
    case_id = new_case(house)
    with pytest.raises(NoTalk, match="Begin eerst een gesprek"):
        keep(house, case_id, "werk.nu", True)
    assert house.store.answers(case_id) == []
    assert house.store.last_turn(case_id) is None


def test_who_came_in_later_counts_from_then_on_and_the_talk_stays_the_same(house: House, clock: Clock) -> None:
    case_id = new_case(house)
    number = begin_talk(house, case_id)
    keep(house, case_id, "werk.nu", True)
    clock.forward(minutes=5)
    talk.change(house.store, case_id, {"aanwezig": ["partner"], "spreekt": "partner"}, by="anna", at=clock())
    (after,) = keep(house, case_id, "werk.fiets", True)
    first = house.case_file(case_id).record.answer("werk.nu")
    assert first is not None
    assert (first.speaker, first.present) == ("person", "alleen")
    assert (after.speaker, after.present) == ("partner", "partner")
    assert (after.detail or {})["gesprek"] == number


def test_an_ended_talk_takes_no_answers_and_keeps_its_note(house: House) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    talk.change(house.store, case_id, {"notitie": "Verzonnen notitie"}, by="anna", at=house.now(), ends=True)
    entry = house.case_file(case_id).dossier.latest("gesprek")
    assert entry is not None
    assert (entry.get("afgerond"), entry.get("notitie"), entry.get("spreekt")) == (True, "Verzonnen notitie", "zelf")
    assert len(house.case_file(case_id).dossier.all("gesprek")) == 1, "one talk, whatever was changed in it"
    with pytest.raises(NoTalk):
        keep(house, case_id, "werk.nu", True)
    begin_talk(house, case_id, soort="vervolg")
    assert keep(house, case_id, "werk.nu", True)


def test_two_talks_at_a_time_are_refused(house: House) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    with pytest.raises(BadEntry, match="loopt al een gesprek"):
        begin_talk(house, case_id)


def test_a_talk_of_yesterday_that_nobody_ended_is_over(house: House, clock: Clock) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    clock.forward(days=1)
    dossier = house.case_file(case_id).dossier
    assert talk.unended(dossier) is not None
    assert talk.going_on(dossier, clock()) is None
    with pytest.raises(NoTalk):
        keep(house, case_id, "werk.nu", True)
    begin_talk(house, case_id, datum="2026-11-23")
    assert keep(house, case_id, "werk.nu", True)


@pytest.mark.parametrize("missing", ["soort", "datum", "spreekt", "tolk"])
def test_a_talk_needs_to_say_who_speaks_and_through_whom(house: House, missing: str) -> None:
    data: dict[str, Any] = {name: value for name, value in AT_THE_TABLE.items() if name != missing}
    with pytest.raises(BadEntry):
        talk.begin(house.store, new_case(house), data, by="anna", at=house.now())


def test_there_is_nothing_to_end_when_no_talk_was_begun(house: House) -> None:
    with pytest.raises(BadEntry, match="loopt geen gesprek"):
        talk.change(house.store, new_case(house), {}, by="anna", at=house.now(), ends=True)
    assert talk.unended(Dossier.of([])) is None
