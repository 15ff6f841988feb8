"""Questions the person asks: a short answer with its source, or passed on; the question that was open stays open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answers import load_answers
from tests.conftest import Person

People = Callable[..., Person]


@pytest.fixture
def someone(person: People) -> Person:
    someone = person("nl")
    someone.go_to("werk.nu")
    return someone


def ask(someone: Person, words: str) -> None:
    someone.say(words, "ask_info", 0.95)


def passed_on(someone: Person) -> list[str | None]:
    view = someone.house.record_view(someone.case.case_id)
    return [event.words for event in view.events if event.kind == "question"]


def test_an_answer_with_its_source_and_who_checked_it(someone: Person) -> None:
    ask(someone, "wat kost de kinderopvang?")
    (note,) = [note for note in someone.reply["notes"] if note["kind"] == "answer"]
    answer = load_answers()["kinderopvang_kosten"]
    assert answer.text.strip() in note["text"]
    assert f"Bron: {answer.source} ({answer.date})" in note["text"]
    assert "nog niet nagekeken" in note["text"]
    assert (someone.kind, someone.question) == ("question", "werk.nu"), "back to what was asked"
    assert not someone.answers("werk.nu")
    assert not passed_on(someone)
    assert [event["info"] for event in someone.events("info_given")] == ["kinderopvang_kosten"]


def test_an_answer_about_a_law_says_that_no_lawyer_checked_it(someone: Person) -> None:
    ask(someone, "wat is de LBT?")
    wanted = "Een jurist heeft" if load_answers()["lbt"].legal else "De gemeente heeft"
    assert f"{wanted} deze uitleg nog niet nagekeken." in someone.notes


def test_the_answer_is_in_the_language_of_the_person(person: People) -> None:
    someone = person("ar")
    someone.go_to("werk.nu")
    ask(someone, "شو يعني DUO؟")
    (note,) = [note for note in someone.reply["notes"] if note["kind"] == "answer"]
    assert note["text"].startswith(someone.house.wording.text("ar", "info.duo.text"))
    assert load_answers()["duo"].text.strip() not in note["text"]


def test_that_was_not_my_question_passes_it_on(someone: Person) -> None:
    ask(someone, "wat is de LBT?")
    (note,) = [note for note in someone.reply["notes"] if note["kind"] == "answer"]
    assert (note["button"]["payload"], note["button"]["label"]) == ("info:", "Dat was niet mijn vraag")
    someone.press("info:")
    assert passed_on(someone) == ["wat is de LBT?"]
    assert someone.question == "werk.nu"


def test_that_was_not_my_question_also_after_the_next_answer(someone: Person) -> None:
    ask(someone, "wat is de LBT?")
    someone.press("answer:true")
    someone.press("info:")
    assert passed_on(someone) == ["wat is de LBT?"]


def test_two_that_are_near_are_buttons(someone: Person) -> None:
    ask(someone, "wat is een pip en wat is de lbt?")
    assert someone.kind == "which_info"
    assert set(someone.payloads) == {"info:lbt", "info:pip", "info:"}
    someone.press("info:pip")
    assert load_answers()["pip"].text.strip() in someone.notes
    assert (someone.kind, someone.question) == ("question", "werk.nu")
    assert someone.events("info_given")[0]["words"] == "wat is een pip en wat is de lbt?"


def test_none_of_the_two(someone: Person) -> None:
    ask(someone, "wat is een pip en wat is de lbt?")
    someone.press("info:")
    assert passed_on(someone) == ["wat is een pip en wat is de lbt?"]
    assert (someone.kind, someone.question) == ("question", "werk.nu")


def test_no_answer_is_known(someone: Person) -> None:
    ask(someone, "wanneer komt de monteur voor de lift?")
    assert "Ik geef uw vraag door" in someone.notes
    assert passed_on(someone) == ["wanneer komt de monteur voor de lift?"]
    assert "heeft een vraag of opmerking" in someone.house.record_view(someone.case.case_id).summary.flags


def test_what_may_not_be_shown_goes_to_the_consulent(someone: Person) -> None:
    hidden = [answer.id for answer in load_answers().values() if not answer.shown]
    assert hidden, "the answer about fines waits for a lawyer"
    ask(someone, "hoe hoog is de boete?")
    assert passed_on(someone) == ["hoe hoog is de boete?"]
    someone.press(f"info:{hidden[0]}")
    assert load_answers()[hidden[0]].text.strip() not in someone.notes


def test_at_a_value_that_is_being_read_back_the_words_of_the_answer_stay(person: People) -> None:
    someone = person("ti")
    someone.go_to("persoon.geboortedatum")
    someone.say("12 መስከረም 1985")
    assert someone.kind == "confirm"
    ask(someone, "DUO እንታይ እዩ?")
    assert someone.kind == "confirm"
    someone.press("confirm:0")
    assert someone.answers("persoon.geboortedatum")[-1].words == "12 መስከረም 1985"


def test_an_answer_typed_instead_of_choosing_is_an_answer(someone: Person) -> None:
    ask(someone, "wat is een pip en wat is de lbt?")
    someone.say("ja ik werk", "answer")
    assert someone.answers("werk.nu")[0].value is True
