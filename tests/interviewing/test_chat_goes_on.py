"""After an interview the person's own chat goes on rightly: nothing asked twice, nothing broken, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.store import Event
from tests.conftest import Clock, Person
from tests.interviewing.cases import begin_talk, keep, new_case

People = Callable[..., Person]
LANGUAGES = ("nl", "ar", "ti", "prs")


def look(someone: Person) -> Person:
    someone.reply = someone.house.conversation.screen(someone.case.case_id)
    return someone


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_was_answered_in_the_talk_is_not_asked_again(person: People, language: str) -> None:
    someone = person(language)
    someone.go_to("gezin.partner")
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "gezin.partner", "geen", words="Nee")
    look(someone)
    assert (someone.question, someone.reply["language"]) == ("gezin.kinderen", language)
    someone.press("answer:false")
    assert someone.question not in {"gezin.partner", "gezin.kinderen", None}
    assert someone.values()["gezin.partner"] == "geen"


def test_an_answer_to_something_else_leaves_the_open_question_where_it_is(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.partner")
    prompt = someone.reply["prompt_id"]
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "werk.nu", True)
    look(someone)
    assert (someone.question, someone.reply["prompt_id"]) == ("gezin.partner", prompt)
    someone.press('answer:"in_nl"')
    assert someone.question == "gezin.kinderen"
    assert "werk.nu" not in [one.question for one in someone.house.store.answers(someone.case.case_id)[-1:]]


def test_what_is_typed_on_the_old_screen_is_kept_aside_and_never_taken_for_the_new_question(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "werk.droombaan", "kok")
    someone.say("ik wil bakker worden")
    assert someone.values()["werk.droombaan"] == "kok"
    assert [one["words"] for one in someone.events("words_aside")] == ["ik wil bakker worden"]
    assert someone.question != "werk.droombaan"


def test_an_old_button_does_nothing(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.partner")
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "gezin.partner", "geen")
    someone.press('answer:"in_nl"')
    assert someone.values()["gezin.partner"] == "geen"
    assert someone.question == "gezin.kinderen"


def test_a_child_that_is_gone_is_not_asked_about(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.kinderen.leeftijd", 1)
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "gezin.kinderen", False, entries_may_fall=True)
    look(someone)
    assert someone.question is not None and not someone.question.startswith("gezin.kinderen")
    someone.go_to_kind("readback", "gezin")


def test_a_pause_stays_a_pause_and_goes_on_at_the_next_question(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.partner")
    someone.press("move:pause")
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "gezin.partner", "geen")
    look(someone)
    assert someone.kind == "pause"
    someone.press("go_on")
    assert someone.question == "gezin.kinderen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chat_that_was_never_begun_begins_as_ever(house: House, language: str) -> None:
    someone = Person(house, language, begin=False)
    begin_talk(house, someone.case.case_id)
    keep(house, someone.case.case_id, "persoon.naam", "Verzonnen Naam")
    look(someone)
    assert someone.kind == "language"
    someone.press(f"language:{language}")
    assert (someone.question, someone.reply["language"]) == ("welkom.uitleg", language)
    someone.go_to("persoon.geboortedatum")
    assert someone.values()["persoon.naam"] == "Verzonnen Naam"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finished_chat_reads_back_what_changed(person: People, language: str) -> None:
    someone = person(language)
    someone.go_to("afsluiting.teach_back")
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "werk.droombaan", "kok in een restaurant")
    look(someone)
    assert someone.question == "afsluiting.teach_back"
    someone.press("state:later")
    assert (someone.kind, someone.reply["prompt"]["topic"]) == ("readback", "werk")
    shown = [line["text"] for line in someone.reply["prompt"]["lines"] if line["question"] == "werk.droombaan"]
    assert len(shown) == 1 and "kok in een restaurant" in shown[0]
    someone.press("readback:right")
    assert someone.kind in {"offer", "finished"}


def test_the_person_can_change_what_was_kept_in_the_talk(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.partner")
    begin_talk(someone.house, someone.case.case_id)
    keep(someone.house, someone.case.case_id, "persoon.woonplek", "azc")
    someone.press("change:persoon.woonplek")
    assert someone.question == "persoon.woonplek"
    someone.press('answer:"gemeente"')
    assert someone.values()["persoon.woonplek"] == "gemeente"


def test_a_question_back_about_words_that_were_changed_is_not_put_any_more(person: People, clock: Clock) -> None:
    someone = person("ti")
    someone.go_to("werk.droombaan")
    someone.say("ነርስ ክኸውን ይደሊ")
    case_id = someone.case.case_id
    (source,) = [one for one in someone.house.store.translation.sources(case_id) if one.question == "werk.droombaan"]
    last = someone.house.store.last_turn(case_id)
    assert last is not None
    data = {
        "source": source.id, "question": "werk.droombaan", "entry": None, "words": "ኣበይ?", "words_nl": "Waar?",
        "language": "ti", "by": "vertaler",
    }  # fmt: skip
    with someone.house.store.writing(case_id) as writer:
        writer.event(Event("asked_back", clock().isoformat(), last.number, data))
    begin_talk(someone.house, case_id)
    keep(someone.house, case_id, "werk.droombaan", "verpleegkundige in een ziekenhuis")
    assert [one["state"] for one in someone.events("asked_back_passed")] == ["veranderd"]
    assert look(someone).kind != "asked_back"


def test_what_was_answered_with_the_partner_there_is_asked_again_when_the_person_is_alone(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezondheid.algemeen")
    begin_talk(someone.house, someone.case.case_id, aanwezig=["partner"])
    keep(someone.house, someone.case.case_id, "gezondheid.algemeen", 3, words="Goed")
    someone.press("change:welkom.aanwezig")
    someone.press('answer:"alleen"')
    someone.go_to("gezondheid.algemeen")
    assert "same:" in someone.payloads, "the answer that stands can be left as it is"


def test_a_case_without_answers_of_the_person_counts_as_begun(house: House) -> None:
    case_id = new_case(house)
    begin_talk(house, case_id)
    keep(house, case_id, "werk.nu", True)
    (summary,) = [one for one in house.caseload() if one.case_id == case_id]
    assert summary.waiting != "nog niet begonnen"
    assert summary.answered == 1
