"""Messages carry an id: the same one twice changes nothing, and an old screen cannot answer a new question."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Person

People = Callable[..., Person]


def test_the_same_button_twice_gives_the_same_reply_and_one_answer(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.rijbewijs")
    prompt = someone.reply["prompt_id"]
    first = someone.press("answer:true", prompt_id=prompt, message_id="m1")
    again = someone.press("answer:true", prompt_id=prompt, message_id="m1")
    assert first == again
    assert len(someone.answers("werk.rijbewijs")) == 1


def test_the_same_words_twice_give_the_same_reply_and_one_answer(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    prompt = someone.reply["prompt_id"]
    first = someone.say("Kok", prompt_id=prompt, message_id="m1")
    again = someone.say("Kok", prompt_id=prompt, message_id="m1")
    assert first == again
    assert len(someone.answers("werk.droombaan")) == 1


def test_the_same_id_in_another_case_is_another_message(person: People) -> None:
    one, other = person("nl"), person("nl")
    for someone in (one, other):
        someone.go_to("werk.droombaan")
        someone.say("Kok", message_id="m1")
        assert len(someone.answers("werk.droombaan")) == 1


def test_two_tabs_that_answer_the_same_question_by_button(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.rijbewijs")
    prompt = someone.reply["prompt_id"]
    someone.press("answer:true", prompt_id=prompt)
    someone.press("answer:false", prompt_id=prompt)
    assert [answer.value for answer in someone.answers("werk.rijbewijs")] == [True]
    assert not someone.answers("werk.fiets"), "the second tab must not answer the next question unseen"
    assert "eerdere vraag" in someone.notes
    assert someone.question == "werk.fiets"


def test_words_typed_on_an_old_screen_are_kept_for_the_consulent(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    prompt = someone.reply["prompt_id"]
    someone.say("Kok", prompt_id=prompt)
    someone.say("Bakker in Utrecht", prompt_id=prompt)
    assert not someone.answers("werk.broodbaan")
    view = someone.house.record_view(someone.case.case_id)
    assert "Bakker in Utrecht" in [event.words for event in view.events]


def test_asking_why_does_not_make_the_other_tab_old(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.rijbewijs")
    prompt = someone.reply["prompt_id"]
    someone.press("move:why", prompt_id=prompt)
    someone.press("answer:true", prompt_id=prompt)
    assert someone.answers("werk.rijbewijs")[0].value is True


def test_words_that_wait_for_the_dialogue_server_are_on_disk_and_shown(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    store, case = someone.house.store, someone.case.case_id
    assert someone.house.conversation.receive(case, "m1", someone.reply["prompt_id"], "Kok") is None
    waiting = someone.house.conversation.screen(case)["unprocessed"]
    assert waiting == {"message_id": "m1", "text": "Kok"}
    someone.house.conversation.take_turn(case, "m1", text="Ko", intent="answer", intent_confidence=0.9)
    assert someone.answers("werk.droombaan")[0].words == "Kok", (
        "the whole text counts, not what the dialogue server saw"
    )
    assert store.unprocessed_words(case) is None
