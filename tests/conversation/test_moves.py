"""The moves of the conversation: each does its work and comes back to the pending question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]


def events(person: Person) -> list[str]:
    return [event.kind for event in person.house.store.events(person.case.case_id)]


def test_why_gives_the_reason_and_asks_again(person: People) -> None:
    someone = person("nl")
    someone.go_to("onderwijs.jaren")
    someone.say("waarom wilt u dat weten?", "ask_why", 0.95)
    assert "welke les bij u past" in someone.notes
    assert someone.question == "onderwijs.jaren"
    assert not someone.answers("onderwijs.jaren")


def test_repeat_explains_and_asks_again(person: People) -> None:
    someone = person("nl")
    someone.go_to("onderwijs.jaren")
    someone.say("ik snap de vraag niet", "repeat", 0.9)
    assert "tot welke klas" in someone.notes
    assert someone.question == "onderwijs.jaren"


@pytest.mark.parametrize(
    ("language", "words", "intent", "state"),
    [
        ("nl", "geen idee", "dont_know", "weet_niet"),
        ("nl", "dat wil ik niet zeggen", "refuse", "wil_niet_zeggen"),
        ("nl", "sla maar over", "skip", "later"),
        ("ar", "ما بعرف", "dont_know", "weet_niet"),
        ("ti", "ኣይፈልጥን", "dont_know", "weet_niet"),
        ("prs", "نمی‌دانم", "dont_know", "weet_niet"),
    ],
)
def test_a_state_is_an_answer_too(person: People, language: str, words: str, intent: str, state: str) -> None:
    someone = person(language)
    someone.go_to("onderwijs.diploma")
    someone.say(words, intent, 0.95)
    (answer,) = someone.answers("onderwijs.diploma")
    assert (answer.state, answer.value, answer.words) == (state, None, words)
    assert someone.question == "onderwijs.papieren"


def test_asking_for_a_person_is_passed_on_and_the_talk_can_go_on(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.nu")
    someone.say("ik wil met een mens praten", "ask_human", 0.95)
    assert "handover" in events(someone)
    assert someone.question == "werk.nu"
    assert not someone.answers("werk.nu")
    someone.say("ik wil met een mens praten", "ask_human", 0.95)
    (answer,) = someone.answers("werk.nu")
    assert answer.state == "liever_met_een_persoon"
    assert someone.question == "werk.droombaan"


def test_pause_keeps_everything_and_goes_on_where_it_was(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.uren")
    someone.say("ik stop even, morgen verder", "pause", 0.95)
    assert someone.reply["prompt"]["kind"] == "pause"
    assert "paused" in events(someone)
    someone.press("go_on")
    assert (someone.question, someone.reply["prompt"]["kind"]) == ("werk.uren", "question")


def test_an_answer_typed_during_a_pause_is_an_answer(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.uren")
    someone.press("move:pause")
    someone.say("16 uur")
    assert someone.answers("werk.uren")[-1].value == 16
    assert someone.question == "werk.rijbewijs"


def test_the_language_changes_half_way_and_old_answers_keep_theirs(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say("Kok")
    someone.press("language:ar")
    assert someone.reply["language"] == "ar"
    assert someone.reply["dir"] == "rtl"
    assert someone.question == "wensen.drie_jaar"
    someone.say("أي شغل")
    assert someone.answers("werk.droombaan")[0].language == "nl"
    assert someone.answers("wensen.drie_jaar")[0].language == "ar"


def test_a_language_named_in_words_is_switched_to_at_once(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say("kan het in het Tigrinya?", "change_language", 0.95)
    assert someone.reply["language"] == "ti"
    assert someone.question == "werk.droombaan"


def test_wanting_another_language_shows_the_languages(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say("andere taal graag", "change_language", 0.95)
    assert someone.reply["prompt"]["kind"] == "language"
    someone.press("language:prs")
    assert (someone.reply["language"], someone.question) == ("prs", "werk.droombaan")


def test_a_question_of_the_person_reaches_the_consulent(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.nu")
    someone.say("wanneer komt de monteur voor de lift?", "ask_info", 0.95)
    view = someone.house.record_view(someone.case.case_id)
    asked = [event.words for event in view.events if event.kind == "question"]
    assert asked == ["wanneer komt de monteur voor de lift?"]
    assert someone.question == "werk.nu"


UNSURE = [("werk.droombaan", "ik wil stoppen met dromen", "pause", 0.7)]


@pytest.mark.parametrize(("question", "words", "intent", "confidence"), UNSURE)
def test_unsure_between_answer_and_move_is_asked_with_two_buttons(
    person: People, question: str, words: str, intent: str, confidence: float
) -> None:
    someone = person("nl")
    someone.go_to(question)
    someone.say(words, intent, confidence)
    assert someone.reply["prompt"]["kind"] == "move"
    assert [button["payload"] for button in someone.reply["prompt"]["buttons"]] == ["this:answer", "this:move"]
    someone.press("this:answer")
    assert someone.answers(question)[0].value == words
    assert someone.question != question


FREE_ANSWERS_LIKE_MOVES = [
    (
        "nl",
        "werk.droombaan",
        "Ik was tolk en wil dat weer doen in een ziekenhuis of bij de gemeente",
        "ask_human",
        0.97,
    ),
    ("nl", "werk.banen.beroep", "tolk", "ask_human", 0.5),
    ("nl", "werk.uren", "16 uur, daarna moet ik stoppen", "pause", 0.8),
    ("nl", "onderwijs.jaren", "ik ben na klas 6 gestopt", "pause", 0.8),
]


@pytest.mark.parametrize(("language", "question", "words", "intent", "confidence"), FREE_ANSWERS_LIKE_MOVES)
def test_a_free_answer_is_not_lost_to_a_move(
    person: People, language: str, question: str, words: str, intent: str, confidence: float
) -> None:
    someone = person(language)
    entry = 1 if question.count(".") == 2 else None
    someone.go_to(question, entry)
    someone.say(words, intent, confidence)
    assert [answer.words for answer in someone.answers(question)] == [words]


def test_words_that_are_said_again_are_an_answer_and_no_move(person: People) -> None:
    someone = person("nl")
    someone.go_to("wensen.drie_jaar")
    someone.say("Nederlands", "change_language", 0.97)
    assert someone.reply["prompt"]["kind"] == "language"
    someone.press("language:nl")
    assert someone.question == "wensen.drie_jaar"
    someone.say("Nederlands", "change_language", 0.97)
    (answer,) = someone.answers("wensen.drie_jaar")
    assert answer.words == "Nederlands"


def test_a_language_named_in_the_topic_of_languages_is_asked_about(person: People) -> None:
    someone = person("nl")
    someone.go_to("taal.dialect")
    someone.say("Arabisch uit Aleppo", "change_language", 0.97)
    assert someone.reply["prompt"]["kind"] == "move"
    someone.press("this:answer")
    assert someone.answers("taal.dialect")[0].value == "Arabisch uit Aleppo"
