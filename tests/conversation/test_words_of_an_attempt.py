"""What was typed and not understood, or typed where nothing was asked, is kept, shown and handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.renditions.sources import source_of_event
from assistant.rights.overview import everything
from assistant.store import Event
from tests.conftest import Person

People = Callable[..., Person]

AT_THE_HOME = [
    ("nl", "mijn familie is in Herat"),
    ("ar", "أهلي بعيدين عني كتير"),
    ("ti", "ስድራይ ርሑቕ ኣለዉ"),
    ("prs", "خانواده ام در هرات است"),
]
"""Said at "where do you live now?": no choice can be read from it, and a consulent would want to know."""


@pytest.mark.parametrize(("language", "words"), AT_THE_HOME)
def test_it_stands_beside_the_answer_that_came_after_it(person: People, language: str, words: str) -> None:
    someone = person(language)
    someone.go_to("persoon.woonplek")
    someone.say(words)
    assert someone.question == "persoon.woonplek"
    someone.press("state:later")
    (event,) = someone.events("not_understood")
    assert (event["words"], event["language"], event["question"]) == (words, language, "persoon.woonplek")

    view = someone.house.record_view(someone.case.case_id)
    (said,) = [one for one in view.events if one.kind == "not_understood"]
    assert said.words == words and said.text_nl == "Zei dit ook; de chat begreep het niet (bij: Woonplek)"
    assert words in str(everything(someone.house, someone.case.case_id, trusted=True, device=None)["other_words"])
    sources = someone.house.store.translation.sources(someone.case.case_id)
    assert [one.words for one in sources if one.about == "not_understood"] == ([] if language == "nl" else [words])


def test_the_third_attempt_is_the_answer_and_stands_there_once(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.fiets")
    for words in ("de blauwe lucht", "appels en peren", "de groene tafel"):
        someone.say(words)
    assert [event["words"] for event in someone.events("not_understood")] == ["de blauwe lucht", "appels en peren"]
    assert someone.answers("werk.fiets")[-1].words == "de groene tafel"


@pytest.mark.parametrize(("question", "waits"), [("persoon.naam", False), ("persoon.woonplek", True)])
def test_what_nobody_translates_waits_for_no_translator(house: House, question: str, waits: bool) -> None:
    data = {"words": "ሰላም ተስፋይ", "language": "ti", "question": question, "entry": None, "device": None}
    event = Event("not_understood", house.now().isoformat(), 3, data, id=7)
    assert (source_of_event(house.catalogue, event, "ti") is not None) is waits


AT_AN_EXPLANATION = [
    ("nl", "ik wil niet dat mijn man dit leest"),
    ("ar", "ما بدي زوجي يقرا هالكلام"),
    ("ti", "ሰብኣየይ ነዚ ከንብቦ ኣይደልን እየ"),
    ("prs", "نمی‌خواهم شوهرم این را بخواند"),
]


@pytest.mark.parametrize(("language", "words"), AT_AN_EXPLANATION)
def test_a_sentence_at_an_explanation_is_a_remark_for_the_consulent(person: People, language: str, words: str) -> None:
    someone = person(language)
    assert someone.kind == "notice"
    someone.say(words)
    assert [(event["words"], event["question"]) for event in someone.events("remark")] == [(words, "welkom.uitleg")]
    (case,) = someone.house.caseload()
    assert "heeft een vraag of opmerking" in case.flags


def test_nor_is_it_taken_for_passing_over(person: People) -> None:
    someone = person("ti")
    someone.say(AT_AN_EXPLANATION[2][1], "skip", 0.97)
    assert [event["words"] for event in someone.events("remark")] == [AT_AN_EXPLANATION[2][1]]


@pytest.mark.parametrize(("language", "words"), [("nl", "ja, gelezen"), ("ar", "نعم"), ("ti", "እወ"), ("prs", "بلی")])
def test_yes_at_an_explanation_is_no_remark(person: People, language: str, words: str) -> None:
    someone = person(language)
    someone.say(words)
    assert not someone.events("remark")


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "prs"])
def test_nor_is_the_button_typed_over(person: People, language: str) -> None:
    someone = person(language)
    button = someone.house.wording.text(language, "talk.read")
    for words in (button, button.split()[0]):
        assert someone.kind == "notice"
        someone.say(words)
    assert not someone.events("remark")


def test_what_was_typed_to_stop_is_handed_over_as_well(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.fiets")
    words = "ik wil nu stoppen want mijn zoon huilt"
    someone.say(words, "pause", 0.99)
    assert someone.events("paused")

    def told(*, trusted: bool, device: str | None) -> list[str | None]:
        kept = everything(someone.house, someone.case.case_id, trusted=trusted, device=device)
        return [one.get("words") for one in kept["other_words"] if one["kind"] == "typed"]

    assert told(trusted=True, device=None) == [words]
    assert told(trusted=False, device="another") == [None], "covered on a device where it was not said"
