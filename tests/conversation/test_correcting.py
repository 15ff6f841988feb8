"""Changing an answer: the old one stays in the history, what rests on it is asked again."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Person

People = Callable[..., Person]


def test_the_previous_answer_is_corrected_at_once_when_the_new_value_is_in_the_words(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.uren")
    someone.say("24 uur")
    assert someone.question == "werk.rijbewijs"
    someone.say("mijn vorige antwoord was fout, het is 16 uur", "correct_previous", 0.95)
    assert [answer.value for answer in someone.answers("werk.uren")] == [24, 16]
    assert someone.answers("werk.uren")[1].version == 2
    assert someone.question == "werk.rijbewijs"


def test_without_a_new_value_the_previous_question_is_asked_again(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.uren")
    someone.say("24 uur")
    someone.say("dat klopt niet", "correct_previous", 0.95)
    assert someone.question == "werk.uren"
    assert "24" in someone.notes
    someone.say("20")
    assert someone.answers("werk.uren")[-1].value == 20
    assert someone.question == "werk.rijbewijs"


def test_a_free_text_is_asked_again_and_its_words_are_kept_whole(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.droombaan")
    someone.say("Bakker")
    someone.say("nee dat was fout, ik wil kok worden", "correct_previous", 0.95)
    assert someone.question == "werk.droombaan"
    someone.say("nee dat was fout, ik wil kok worden", "correct_previous", 0.95)
    assert someone.answers("werk.droombaan")[-1].value == "nee dat was fout, ik wil kok worden"


def test_there_is_nothing_to_correct_at_the_beginning(person: People) -> None:
    someone = person("nl")
    someone.press("move:back")
    assert "nog geen antwoord" in someone.notes
    assert someone.question == "welkom.uitleg"


def test_no_schooling_settles_the_level_and_the_papers(person: People) -> None:
    someone = person("nl")
    someone.go_to("onderwijs.jaren")
    someone.say("0")
    assert someone.question == "taal.moedertaal", "neither the level nor the papers are asked"
    view = someone.house.record_view(someone.case.case_id)
    lines = {line.question: line for topic in view.topics for line in topic.lines}
    assert lines["onderwijs.hoogste"].state == "beantwoord"
    assert lines["onderwijs.diploma"].state == "niet_van_toepassing"
    assert lines["onderwijs.papieren"].state == "niet_van_toepassing"


def test_what_rests_on_a_changed_answer_is_asked_again_and_the_old_answer_stays_in_the_history(person: People) -> None:
    someone = person("nl")
    someone.go_to("onderwijs.jaren")
    someone.say("12 jaar")
    someone.press("answer:3")
    someone.press("topic:onderwijs")
    assert someone.question == "onderwijs.diploma"
    someone.press("answer:true")
    someone.press("answer:true")
    assert someone.question == "onderwijs.land"
    someone.press("change:onderwijs.jaren")
    someone.say("6 jaar")
    # six years of school is another highest level, but whether there is a diploma did not change
    assert someone.question == "onderwijs.hoogste"
    assert "nog een keer" in someone.notes
    someone.press("answer:1")
    assert someone.question == "onderwijs.land"
    assert [answer.value for answer in someone.answers("onderwijs.diploma")] == [True]
    assert [answer.value for answer in someone.answers("onderwijs.hoogste")] == [3, 1]


def test_a_question_that_stopped_applying_is_asked_anew_when_it_applies_again(person: People) -> None:
    someone = person("nl")
    someone.go_to("onderwijs.jaren")
    someone.say("12 jaar")
    for button in ("answer:3", "topic:onderwijs", "answer:true", "answer:true"):
        someone.press(button)
    someone.press("change:onderwijs.jaren")
    someone.say("0")
    assert someone.question == "taal.moedertaal"
    someone.press("change:onderwijs.jaren")
    someone.say("12 jaar")
    assert someone.question == "onderwijs.hoogste"
    someone.press("answer:3")
    assert someone.question == "onderwijs.diploma", "the old yes must not come back by itself"


def test_saying_there_are_no_children_after_all_lets_the_children_fall(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.kinderen.leeftijd", 1)
    someone.say("5")
    someone.press('answer:"bij_mij"')
    someone.press('answer:"thuis"')
    someone.press("answer:false")
    someone.press("change:gezin.kinderen")
    someone.press("answer:false")
    view = someone.house.record_view(someone.case.case_id)
    questions = [line.question for topic in view.topics for line in topic.lines]
    assert "gezin.kinderen.leeftijd" not in questions
    someone.press("change:gezin.kinderen")
    someone.press("answer:true")
    assert someone.question == "gezin.kinderen.leeftijd", "the first child is asked anew"


def test_the_same_words_are_never_taken_for_a_correction_twice(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.geboorteland")
    someone.say("Brazilië")
    # the dialogue server is wrong, and very sure of it
    someone.say("maart 2024", "correct_previous", 0.99)
    assert someone.question == "persoon.geboorteland"
    someone.say("Brazilië")
    assert someone.question == "persoon.in_nl_sinds"
    someone.say("maart 2024", "correct_previous", 0.99)
    assert someone.answers("persoon.in_nl_sinds")[0].value == "2024-03"
