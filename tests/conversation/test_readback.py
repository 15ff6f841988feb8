"""At the end every topic is read back in the person's language, with "change" on each line, before the teach-back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Person

People = Callable[..., Person]


def at_readback(someone: Person, topic: str) -> Person:
    someone.go_to_kind("readback", topic)
    return someone


def test_lines_are_sentences_and_states_are_said(person: People) -> None:
    someone = person("nl")
    someone.go_to("persoon.naam")
    someone.say("Sara Haile")
    someone.say("12-3-1990")
    at_readback(someone, "persoon")
    lines = [line["text"] for line in someone.reply["prompt"]["lines"]]
    assert lines[:3] == ["U heet Sara Haile.", "U bent geboren: 12 maart 1990.", "Reden van verblijf: dat komt later"]
    assert all(line["change"].startswith("change:persoon.") for line in someone.reply["prompt"]["lines"])


def test_a_change_comes_back_to_the_readback_of_that_topic(person: People) -> None:
    someone = at_readback(person("nl"), "werk")
    someone.press("change:werk.nu")
    assert someone.question == "werk.nu"
    someone.press("answer:true")
    assert (someone.reply["prompt"]["kind"], someone.reply["prompt"]["topic"]) == ("readback", "werk")
    assert "U hebt nu werk." in [line["text"] for line in someone.reply["prompt"]["lines"]]


def test_a_line_of_a_child_can_be_changed(person: People) -> None:
    someone = person("nl")
    someone.go_to("gezin.kinderen.leeftijd", 1)
    someone.say("5")
    someone.press('answer:"bij_mij"')
    someone.press('answer:"thuis"')
    someone.press("answer:false")
    at_readback(someone, "gezin")
    (line,) = [line for line in someone.reply["prompt"]["lines"] if line["question"] == "gezin.kinderen.leeftijd"]
    assert line["text"] == "Kind 1, Leeftijd: 5 jaar oud"
    someone.press(line["change"])
    assert (someone.question, someone.reply["prompt"]["entry"]) == ("gezin.kinderen.leeftijd", 1)


def test_something_to_add_is_kept_for_the_consulent(person: People) -> None:
    someone = at_readback(person("nl"), "werk")
    someone.say("Ik heb ook een jaar in een winkel geholpen")
    view = someone.house.record_view(someone.case.case_id)
    assert "Ik heb ook een jaar in een winkel geholpen" in [event.words for event in view.events]


@pytest.mark.parametrize("words", ["ja", "klopt", "ja dat klopt"])
def test_right_can_be_typed(person: People, words: str) -> None:
    someone = at_readback(person("nl"), "persoon")
    someone.say(words, "affirm", 0.9)
    assert someone.reply["prompt"]["topic"] == "gezin"


def test_after_the_end_answers_can_be_seen_and_changed(person: People) -> None:
    someone = person("nl")
    someone.go_to("afsluiting.teach_back")
    someone.say("De gemeente belt mij en dan praten wij over het plan")
    someone.press("offer:enough")
    assert someone.reply["finished"]
    someone.press("see:answers")
    topics = []
    while not someone.reply["finished"]:
        assert someone.kind == "readback"
        topics.append(someone.reply["prompt"]["topic"])
        someone.press("readback:right")
    assert topics[:3] == ["welkom", "persoon", "gezin"]
    assert topics[-1] == "gezondheid"
