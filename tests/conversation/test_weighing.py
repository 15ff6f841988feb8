"""Answer or move: a lost answer costs more than a repeated question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.conversation.weighing import Verdict, weigh
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from tests.conftest import Person

People = Callable[..., Person]

SURE_VALUE = Reading("beantwoord", 16, confidence=0.95)
UNSURE_VALUE = Reading("beantwoord", 16, confirm=True, confidence=0.6)
STATE = Reading("weet_niet")

TABLE = [
    # words, type, reading, intent, confidence -> taken for, move
    ("16 uur", "number", SURE_VALUE, "answer", 0.9, "answer", None),
    ("16, dan stop ik", "number", SURE_VALUE, "pause", 0.8, "answer", None),
    ("16 stop nu", "number", SURE_VALUE, "pause", 0.95, "unsure", "pause"),
    ("ongeveer 16 denk ik", "number", UNSURE_VALUE, "dont_know", 0.8, "answer", None),
    ("maart 2024", "date", SURE_VALUE, "correct_previous", 0.8, "answer", None),
    ("dat was fout, het is 16 uur", "number", SURE_VALUE, "correct_previous", 0.7, "move", "correct_previous"),
    ("waarom?", "number", NOT_UNDERSTOOD, "ask_why", 0.7, "move", "ask_why"),
    ("hm waarom", "number", NOT_UNDERSTOOD, "ask_why", 0.5, "unsure", "ask_why"),
    ("blauw", "number", NOT_UNDERSTOOD, "ask_why", 0.3, "nothing", None),
    ("hallo", "number", NOT_UNDERSTOOD, "greet", 0.9, "move", "greet"),
    ("weet ik niet", "number", STATE, "answer", 0.9, "answer", None),
    (
        "Ik ben gestopt met school omdat er oorlog kwam en ik moest werken",
        "text",
        SURE_VALUE,
        "pause",
        0.99,
        "answer",
        None,
    ),
    ("Ik ben gestopt met school", "text", SURE_VALUE, "pause", 0.5, "answer", None),
    ("Ik ben gestopt met school", "text", SURE_VALUE, "pause", 0.7, "unsure", "pause"),
    ("ik wil stoppen", "text", SURE_VALUE, "pause", 0.97, "move", "pause"),
    ("tolk", "occupation", SURE_VALUE, "ask_human", 0.8, "unsure", "ask_human"),
    ("het weer is mooi", "text", SURE_VALUE, "out_of_scope", 0.99, "answer", None),
    ("dank u wel", "text", SURE_VALUE, "thank", 0.95, "move", "thank"),
]


@pytest.mark.parametrize(("words", "kind", "reading", "intent", "confidence", "taken_for", "move"), TABLE)
def test_weighing(
    words: str, kind: str, reading: Reading, intent: str, confidence: float, taken_for: str, move: str | None
) -> None:
    verdict = weigh(words, kind, reading, intent, confidence, correcting=False)
    assert verdict == Verdict(taken_for, move)  # type: ignore[arg-type]


def test_who_is_already_correcting_gives_the_answer() -> None:
    verdict = weigh("nee fout, 16 uur", "number", SURE_VALUE, "correct_previous", 0.99, correcting=True)
    assert verdict.taken_for == "answer"


def test_a_person_is_passed_on_first_and_taken_at_their_word_at_a_sensitive_question() -> None:
    rather = Reading("liever_met_een_persoon")
    ordinary = weigh("met een mens praten", "yesno", rather, "ask_human", 0.9, correcting=False)
    sensitive = weigh("met een mens praten", "yesno", rather, "ask_human", 0.9, correcting=False, sensitive=True)
    assert (ordinary.taken_for, sensitive.taken_for) == ("move", "answer")


def test_when_no_answer_was_read_the_move_that_came_second_is_asked_about(person: People) -> None:
    someone = person("nl")
    someone.go_to("werk.uren")
    ranking = [{"name": "answer", "confidence": 0.5}, {"name": "pause", "confidence": 0.45}]
    someone.say("mijn bus komt zo, straks weer", "answer", 0.5, intent_ranking=ranking)
    assert someone.reply["prompt"]["kind"] == "move"
    assert [button["payload"] for button in someone.reply["prompt"]["buttons"]] == ["this:answer", "this:move"]
