"""An answer by voice: kept as the answer's original, waiting for somebody who listens; nothing is made of it by machine."""

from __future__ import annotations

import pytest

from assistant.access import Staff
from assistant.conversation.voice import agree, agreed
from assistant.house import House
from assistant.recordings import Recordings, Vault
from assistant.recordings.hearing import languages_listened_to, person_may_hear, staff_may_hear
from assistant.renditions.view import CaseRenditions
from assistant.store.translation import Recording, Reviewer
from tests.conftest import Clock, Person

SOUND = b"OggS" + b"constructed speech " * 20


def spoken(house: House, person: Person, message_id: str = "m1", **more: object) -> Recording:
    recordings = Recordings(house.store.translation, Vault(house.data, house.keyring))
    return recordings.keep_answer(SOUND, 4200, case_id=person.case.case_id, message_id=message_id, language="ti")


def say_by_voice(house: House, person: Person, message_id: str = "m1") -> Recording:
    recording = spoken(house, person, message_id)
    person.reply = house.conversation.take_recording(
        person.case.case_id, message_id, recording, prompt_id=person.reply["prompt_id"]
    )
    return recording


def test_the_recording_is_the_answer_and_waits_for_a_person(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    recording = say_by_voice(house, person)
    (answer,) = person.answers("wensen.drie_jaar")
    assert (answer.state, answer.words, answer.understood_by) == ("beantwoord", "", "recording")
    assert answer.detail is not None and answer.detail["recording"] == recording.id
    store = house.store.translation
    (source,) = [one for one in store.sources(person.case.case_id) if one.question == "wensen.drie_jaar"]
    assert (source.kind, source.ref, source.words) == ("recording", recording.id, "")
    # a machine has nothing to read here
    assert store.jobs() == {("ti", "nl", "waiting"): 1}
    view = CaseRenditions(sources=[source]).of_answer(answer)
    assert view is not None and view.standing.state.name == "ontbreekt"


def test_the_same_message_twice_is_one_answer_and_one_recording(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    first = say_by_voice(house, person)
    reply = person.reply
    second = spoken(house, person)
    again = house.conversation.take_recording(person.case.case_id, "m1", second, prompt_id=None)
    assert second.id == first.id and again == reply
    given = [one for one in house.store.answers(person.case.case_id) if one.question == "wensen.drie_jaar"]
    assert len(given) == 1


def test_a_recording_for_another_question_is_kept_aside(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    prompt_id = person.reply["prompt_id"]
    person.say("ሓኪም")
    recording = spoken(house, person, "m2")
    house.conversation.take_recording(person.case.case_id, "m2", recording, prompt_id=prompt_id)
    aside = [event for event in house.store.events(person.case.case_id) if event.kind == "recording_aside"]
    assert [event.data["recording"] for event in aside] == [recording.id]


def test_a_closed_question_takes_no_recording(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("gezin.partner")
    say_by_voice(house, person)
    assert person.reply["prompt"]["question"] == "gezin.partner"
    assert "recording_aside" in [event.kind for event in house.store.events(person.case.case_id)]


def test_a_recording_never_answers_a_question_under_another_screen(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    person.press("move:pause")
    say_by_voice(house, person)
    assert person.answers("wensen.drie_jaar") == []
    assert "recording_aside" in [event.kind for event in house.store.events(person.case.case_id)]


def test_the_read_back_says_that_it_was_recorded(house: House) -> None:
    person = Person(house, "nl")
    person.go_to("wensen.drie_jaar")
    say_by_voice(house, person)
    assert any("uw opname" in note["text"] for note in person.reply["notes"])


def test_agreeing_is_kept_with_the_very_words_and_can_be_taken_back(house: House, clock: Clock) -> None:
    case_id = Person(house, "ti").case.case_id
    assert not agreed(house.store, case_id)
    agree(house.store, house.wording, case_id, "ti", True, clock())
    agree(house.store, house.wording, case_id, "ti", True, clock())
    assert agreed(house.store, case_id)
    agree(house.store, house.wording, case_id, "ti", False, clock())
    assert not agreed(house.store, case_id)
    kinds = [event.kind for event in house.store.events(case_id) if event.data.get("what") == "voice"]
    assert kinds == ["consent", "consent_withdrawn"]


def test_taking_it_back_destroys_the_sound(house: House) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    recording = say_by_voice(house, person)
    recordings = Recordings(house.store.translation, Vault(house.data, house.keyring))
    assert recordings.sound(recording) == SOUND
    assert recordings.destroy_of_case(person.case.case_id) == 1
    assert house.store.translation.recording(recording.id or 0) is None
    assert not list((house.data / "recordings").glob("*.bin"))


@pytest.mark.parametrize(
    ("role", "login", "may"),
    [
        ("consulent", "anna", True),
        ("teamleider", "tom", False),
        ("beheerder", "bob", False),
        ("cultuurvertaler", "holder", True),
        ("cultuurvertaler", "another", False),
    ],
)
def test_who_may_hear_an_answer(house: House, clock: Clock, role: str, login: str, may: bool) -> None:
    person = Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    recording = say_by_voice(house, person)
    store, now = house.store.translation, clock().isoformat()
    source = store.source_of("recording", recording.id or 0)
    assert source is not None and source.id is not None
    clock.forward(minutes=15)
    assert store.take(source.id, "holder", now, clock().isoformat())
    assert staff_may_hear(recording, Staff(login, login, role), store, now) == may
    # when the time with the item is over, so is the hearing
    clock.forward(minutes=1)
    assert staff_may_hear(recording, Staff(login, login, role), store, clock().isoformat()) == (role == "consulent")


def test_a_person_hears_only_themselves(house: House) -> None:
    person, other = Person(house, "ti"), Person(house, "ti")
    person.go_to("wensen.drie_jaar")
    recording = say_by_voice(house, person)
    assert person_may_hear(recording, person.case.case_id)
    assert not person_may_hear(recording, other.case.case_id)


def test_voice_is_offered_only_where_somebody_listens(house: House) -> None:
    assert languages_listened_to(house.store.translation) == frozenset()
    house.store.translation.set_reviewer(Reviewer("selam", ("ti",)))
    assert languages_listened_to(house.store.translation) == {"ti"}
