"""Words that signal danger: the words are kept as ever, help is shown, the duty role is told, no label is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.danger import signals_danger
from assistant.duty import say_it_was_read
from assistant.house import House, open_house
from tests.conftest import Clock, Person

Alarms = list[tuple[int, int]]
CALM = ["112", "0800-0113", "0800-2000"]
NEED = [
    ("nl", "Mijn man slaat mij en ik ben bang"),
    ("ar", "زوجي يضربني وأنا خائفة"),
    ("ti", "ሰብኣየይ ይወቕዓኒ ኣሎ"),
    ("prs", "شوهرم مرا می‌زند"),
]


@pytest.fixture
def alarms() -> Alarms:
    """The number of the case, and how many turns were on the disk when the alarm came."""
    return []


@pytest.fixture
def house(tmp_path: Path, clock: Clock, alarms: Alarms) -> Iterator[House]:
    def tell(number: int) -> None:
        (case,) = [case for case in opened.store.cases() if case.number == number]
        last = opened.store.last_turn(case.id)
        alarms.append((number, last.number if last else 0))

    opened = open_house(tmp_path / "data", wording_of, clock, alarm=tell)
    yield opened
    opened.store.close()


def in_need(house: House, language: str, words: str) -> Person:
    someone = Person(house, language)
    someone.go_to("gezondheid.zorgen")
    someone.say(words, device="own phone")
    return someone


@pytest.mark.parametrize(("language", "words"), NEED)
def test_help_is_shown_over_whatever_comes_next(house: House, language: str, words: str) -> None:
    assert signals_danger(words, language)
    someone = in_need(house, language, words)
    prompt = someone.reply["prompt"]
    assert prompt["kind"] == "support"
    assert [call["number"] for call in prompt["calls"]] == CALM
    assert someone.payloads == ["go_on", "support:person", "leave:"]
    shown = json.dumps(someone.reply, ensure_ascii=False)
    assert words not in shown, "somebody else may be looking"


def test_the_answer_is_kept_as_ever_and_the_talk_goes_on(house: House) -> None:
    words = "Mijn man slaat mij en ik ben bang"
    someone = in_need(house, "nl", words)
    (answer,) = someone.answers("gezondheid.zorgen")
    assert (answer.words, answer.value, answer.state, answer.flag) == (words, words, "beantwoord", None)
    someone.press("go_on")
    assert someone.kind == "readback"


def test_at_a_question_about_something_else_the_words_are_kept_too(house: House) -> None:
    someone = Person(house, "nl")
    someone.go_to("werk.nu")
    someone.say("ik wil niet meer leven")
    assert someone.kind == "support"
    assert not someone.answers("werk.nu")
    assert [event["words"] for event in someone.events("words_aside")] == ["ik wil niet meer leven"]
    someone.press("go_on")
    assert (someone.kind, someone.question) == ("question", "werk.nu")


def test_no_label_and_no_words_are_kept_about_it(house: House) -> None:
    someone = in_need(house, "nl", "Mijn man slaat mij en ik ben bang")
    assert someone.events("attention") == [{}]


def test_the_duty_role_is_told_once_with_the_number_of_the_case_when_the_turn_is_on_the_disk(
    house: House, alarms: Alarms
) -> None:
    someone = in_need(house, "nl", "Mijn man slaat mij en ik ben bang")
    last = house.store.last_turn(someone.case.case_id)
    assert last is not None
    assert alarms == [(someone.case.number, last.number)]
    someone.press("go_on")
    someone.press("readback:right")
    assert len(alarms) == 1


def test_the_same_message_twice_is_one_alarm(house: House, alarms: Alarms) -> None:
    someone = Person(house, "nl")
    someone.go_to("gezondheid.zorgen")
    prompt = someone.reply["prompt_id"]
    first = someone.say("Mijn man slaat mij", message_id="m1", prompt_id=prompt)
    again = someone.say("Mijn man slaat mij", message_id="m1", prompt_id=prompt)
    assert first == again
    assert len(alarms) == 1
    assert len(someone.events("attention")) == 1


def test_ordinary_words_alarm_nobody(house: House, alarms: Alarms) -> None:
    someone = in_need(house, "nl", "Ik slaap slecht en maak mij zorgen over mijn kinderen")
    assert someone.kind == "readback"
    assert not alarms
    assert not someone.events("attention")


def test_it_waits_for_the_duty_role_until_somebody_has_read_it(house: House, clock: Clock) -> None:
    someone = in_need(house, "nl", "Mijn man slaat mij en ik ben bang")
    (summary,) = house.caseload()
    assert summary.waiting == "graag vandaag lezen"
    say_it_was_read(house.store, someone.case.case_id, by="n.bakker", at=clock())
    (summary,) = house.caseload()
    assert summary.waiting != "graag vandaag lezen"
    assert "graag vandaag lezen" not in summary.flags


def test_it_waits_again_after_the_next_words(house: House, clock: Clock) -> None:
    someone = in_need(house, "nl", "Mijn man slaat mij en ik ben bang")
    say_it_was_read(house.store, someone.case.case_id, by="n.bakker", at=clock())
    someone.press("go_on")
    someone.say("ik wil niet meer leven")
    (summary,) = house.caseload()
    assert summary.waiting == "graag vandaag lezen"


def test_who_opens_the_page_later_sees_nothing_of_it(house: House) -> None:
    words = "Mijn man slaat mij en ik ben bang"
    someone = in_need(house, "nl", words)
    loaded = house.conversation.screen(someone.case.case_id, trusted=True, device="own phone")
    assert loaded["prompt"]["kind"] == "readback"
    elsewhere = house.conversation.screen(someone.case.case_id, trusted=False, device="other phone")
    shown = json.dumps(elsewhere, ensure_ascii=False)
    assert words not in shown and "0800-2000" not in shown


def test_the_quick_exit_leaves_nothing_behind(house: House) -> None:
    someone = in_need(house, "nl", "Mijn man slaat mij en ik ben bang")
    someone.press("leave:")
    assert someone.kind == "readback"
    assert someone.notes == ""


def test_a_person_can_be_asked_for_beside_the_numbers(house: House) -> None:
    someone = in_need(house, "nl", "Mijn man slaat mij en ik ben bang")
    someone.press("support:person")
    assert len(someone.events("handover")) == 1
    assert someone.kind == "support", "the numbers stay on the screen"


@pytest.mark.parametrize("question", ["werk.droombaan", "wensen.drie_jaar"])
def test_the_words_are_covered_elsewhere_also_at_an_ordinary_question(house: House, question: str) -> None:
    someone = Person(house, "nl")
    someone.go_to(question)
    words = "weg van hier, mijn man slaat mij"
    someone.say(words, device="own phone")
    assert someone.kind == "support"
    someone.press("go_on", device="own phone")
    someone.go_to_kind("readback", question.split(".")[0])

    def line(**where: object) -> dict[str, object]:
        screen = house.conversation.screen(someone.case.case_id, **where)  # type: ignore[arg-type]
        (found,) = [line for line in screen["prompt"]["lines"] if line["question"] == question]
        return dict(found)

    assert words in str(line(trusted=False, device="own phone")["text"])
    other = line(trusted=False, device="other phone")
    assert (other["covered"], other["words"]) == (True, None)
    assert words not in str(other)


def test_changing_such_an_answer_elsewhere_does_not_tell_the_old_one(house: House) -> None:
    someone = Person(house, "nl")
    someone.go_to("werk.droombaan")
    someone.say("weg van hier, mijn man slaat mij", device="own phone")
    someone.press("change:werk.droombaan", trusted=False, device="other phone")
    assert "slaat" not in json.dumps(someone.reply, ensure_ascii=False)


def test_the_words_of_somebody_else_in_the_room_are_looked_at_too(house: House, alarms: Alarms) -> None:
    someone = Person(house, "nl")
    someone.go_to("welkom.aanwezig")
    someone.press('answer:"familie"')
    someone.go_to("werk.nu")
    someone.press("move:other")
    someone.say("haar man slaat haar")
    assert len(alarms) == int(signals_danger("haar man slaat haar", "nl"))
