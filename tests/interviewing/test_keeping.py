"""Answers of an interview in the record: new versions, nothing overwritten, two screens on one case, and translations."""

from __future__ import annotations

import pytest

from assistant.house import House
from assistant.interviewing.faults import AnswerChanged, EntriesWouldFall, NotAsked
from assistant.interviewing.groups import next_number, opened
from assistant.interviewing.values import Given
from tests.conftest import Clock
from tests.interviewing.cases import begin_talk, interview, keep, new_case, tell, told

DREAM = "ነርስ ክኸውን ይደሊ"


def test_a_correction_is_a_new_version(house: House) -> None:
    file = told(house, {"werk.uren": 20})
    begin_talk(house, file.id)
    (kept,) = keep(house, file.id, "werk.uren", 24)
    versions = house.case_file(file.id).record.history[("werk.uren", None)]
    assert [(one.value, one.version, one.channel) for one in versions] == [(20, 1, "own_chat"), (24, 2, "interview")]
    assert kept.version == 2


def test_the_same_said_twice_in_one_talk_is_kept_once(house: House, clock: Clock) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    assert keep(house, case_id, "werk.droombaan", "kok")
    clock.forward(seconds=3)
    assert keep(house, case_id, "werk.droombaan", "kok") == []
    assert len(house.store.answers(case_id)) == 1
    assert len(house.store.turns(case_id)) == 1


def test_what_the_person_wrote_and_says_again_is_kept_as_said_in_the_talk(house: House) -> None:
    file = told(house, {"werk.uren": 20})
    begin_talk(house, file.id)
    assert keep(house, file.id, "werk.uren", 20), "it was said by somebody else, elsewhere"


@pytest.mark.parametrize("by", ["the person", "a colleague"])
def test_somebody_else_answered_meanwhile(house: House, clock: Clock, by: str) -> None:
    file = told(house, {"werk.uren": 20})
    begin_talk(house, file.id)
    seen = file.record.current[("werk.uren", None)].id
    clock.forward(minutes=1)
    if by == "the person":
        tell(house, file.id, {"werk.uren": 12})
    else:
        keep(house, file.id, "werk.uren", 12, by="bea")
    with pytest.raises(AnswerChanged) as fault:
        keep(house, file.id, "werk.uren", 32, seen=seen)
    assert fault.value.now is not None and fault.value.now.value == 12
    assert house.case_file(file.id).known["werk.uren"] == 12, "nothing of the refused answer was kept"
    keep(house, file.id, "werk.uren", 32, seen=fault.value.now.id)
    assert [one.value for one in house.case_file(file.id).record.history[("werk.uren", None)]] == [20, 12, 32]


def test_an_answer_where_none_was_seen_is_told_too(house: House) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    keep(house, case_id, "werk.nu", True, by="bea")
    with pytest.raises(AnswerChanged):
        keep(house, case_id, "werk.nu", False, seen=None)


def test_words_of_the_person_wait_for_a_translation_and_dutch_does_not(house: House) -> None:
    case_id = new_case(house, "ti")
    begin_talk(house, case_id)
    keep(house, case_id, "werk.droombaan", DREAM, words=DREAM, language="ti")
    keep(house, case_id, "wensen.drie_jaar", "een eigen winkel")
    keep(house, case_id, "werk.nu", False, words="Nee")
    sources = house.store.translation.sources(case_id)
    assert [(one.question, one.words, one.from_language) for one in sources] == [("werk.droombaan", DREAM, "ti")]
    file = house.case_file(case_id)
    view = file.rendition(file.record.current[("werk.droombaan", None)])
    assert view is not None and not view.standing.reviewed
    assert file.rendition(file.record.current[("wensen.drie_jaar", None)]) is None


def test_a_confirmed_answer_is_certain_and_keeps_its_translation(house: House) -> None:
    file = told(house, {"werk.droombaan": DREAM}, language="ti", to_confirm=True, understood_by="words")
    begin_talk(house, file.id, aanwezig=["partner"])
    before = file.record.current[("werk.droombaan", None)]
    kept = interview(house, file.id).confirm(before.key, seen=before.id)
    assert (kept.words, kept.value, kept.language, kept.to_confirm) == (DREAM, DREAM, "ti", False)
    assert (kept.version, kept.present, kept.channel) == (2, "partner", "interview")
    assert len(house.store.translation.sources(file.id)) == 1, "the same words are not translated twice"
    after = house.case_file(file.id)
    view = after.rendition(after.record.current[before.key])
    assert view is not None and not view.standing.outdated


@pytest.mark.parametrize("question", ["werk.nu", "bestaat.niet"])
def test_what_has_no_answer_cannot_be_confirmed(house: House, question: str) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    with pytest.raises(NotAsked):
        interview(house, case_id).confirm((question, None), seen=None)


def test_a_child_is_added_in_one_turn(house: House) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    for age in (3, 7):
        file = house.case_file(case_id)
        group = house.catalogue.question("gezin.kinderen")
        number = next_number(file, group)
        fields = [Given("gezin.kinderen.leeftijd", number, "beantwoord", age, str(age), "nl")]
        interview(house, case_id).keep(opened(file, group, fields), seen={})
    assert house.case_file(case_id).known["gezin.kinderen"] == [{"leeftijd": 3}, {"leeftijd": 7}]
    assert len(house.store.turns(case_id)) == 2


def test_no_at_a_group_with_entries_is_asked_once_more_and_history_stays(house: House) -> None:
    file = told(house, {"gezin.kinderen": True, "gezin.kinderen.leeftijd#1": 3, "gezin.kinderen#1": False})
    begin_talk(house, file.id)
    with pytest.raises(EntriesWouldFall, match="al 1 ingevuld"):
        keep(house, file.id, "gezin.kinderen", False)
    assert house.case_file(file.id).known["gezin.kinderen"] == [{"leeftijd": 3}]
    keep(house, file.id, "gezin.kinderen", False, entries_may_fall=True)
    after = house.case_file(file.id)
    assert after.known["gezin.kinderen"] == []
    assert after.record.history[("gezin.kinderen.leeftijd", 1)][0].value == 3


@pytest.mark.parametrize(
    ("known", "question", "entry"),
    [
        ({}, "bestaat.niet", None),
        ({"onderwijs.jaren": 0}, "onderwijs.diploma", None),
        ({"onderwijs.jaren": 0}, "onderwijs.hoogste", None),
        ({}, "gezin.kinderen.leeftijd", 1),
        ({"gezin.kinderen": True}, "gezin.kinderen.leeftijd", 2),
        ({"gezin.kinderen": True}, "gezin.kinderen", 4),
        ({"werk.nu": True}, "werk.nu", 1),
    ],
)
def test_what_does_not_apply_is_not_kept(
    house: House, known: dict[str, object], question: str, entry: int | None
) -> None:
    file = told(house, {"persoon.naam": "Verzonnen", **known})
    begin_talk(house, file.id)
    before = len(house.store.answers(file.id))
    with pytest.raises(NotAsked):
        keep(house, file.id, question, True, entry=entry, seen=None) if (question, entry) != ("werk.nu", 1) else keep(
            house, file.id, question, True, entry=entry
        )
    assert len(house.store.answers(file.id)) == before
