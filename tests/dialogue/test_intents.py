"""The classifier itself, and that a spelling does not change what a person is understood to do."""

from __future__ import annotations

import json

import pytest
import yaml

from assistant.conversation.weighing import CONTROL_MOVES
from tests.dialogue.server import PROJECT, data_folder, make_model, run_dialogue, run_in_rasa

SPELLINGS = [
    ("prs", "dont_know", ["نمی‌دانم", "نمی دانم", "نمي‌دانم", "نمی‌دااااانم", "نمی‌دانم."]),
    ("ti", "dont_know", ["ኣይፈልጥን", "አይፈልጥን።", "ኣይፈልጥን !"]),
    ("ar", "dont_know", ["ما بعرف", "مَا بَعْرِف", "ما بعـــرف", "ما بعرف."]),
    ("nl", "dont_know", ["weet ik niet", "WEET IK NIET!!", "weet ik niet..."]),
    ("nl", "affirm", ["ja", "Jaaa", "JA!", "ja 👍"]),
    ("ar", "affirm", ["نعم", "نعـم", "نَعَم", "نعم."]),
    ("ti", "affirm", ["እወ", "እወ።", "እወ!"]),
    ("prs", "affirm", ["بلی", "بلي", "بلی."]),
    ("nl", "deny", ["nee", "Nee.", "NEE!"]),
    ("ar", "deny", ["لا", "لااااا", "لا."]),
]


@pytest.fixture(scope="module")
def heard() -> dict[str, str]:
    """The intent of every spelling, named by the trained model."""
    data = data_folder()
    make_model(data)
    lines = [
        json.dumps({"id": text, "language": language, "text": text})
        for language, _, texts in SPELLINGS
        for text in texts
    ]
    done = run_dialogue("parse", "--data", str(data), words="\n".join(lines))
    assert done.returncode == 0, done.stderr
    return {answer["id"]: answer["intent"] for answer in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize(
    ("language", "intent", "text"),
    [(language, intent, text) for language, intent, texts in SPELLINGS for text in texts],
)
def test_another_spelling_is_the_same_move(heard: dict[str, str], language: str, intent: str, text: str) -> None:
    assert heard[text] == intent


LEARN = """
import json
import tempfile
from assistant.dialogue.quiet_start import prepare_for_rasa
prepare_for_rasa()
import warnings
warnings.simplefilter("ignore")
from assistant.dialogue.ngram_classifier import NgramModel
from assistant.dialogue.ngrams import count_features
phrases = [("ja", "affirm"), ("ja hoor", "affirm"), ("jazeker", "affirm"),
           ("nee", "deny"), ("nee hoor", "deny"), ("neen", "deny"),
           ("ik ben kok", "answer"), ("ik ben bakker", "answer"), ("negen jaar", "answer")]
texts, intents = [count_features(text) for text, _ in phrases], [intent for _, intent in phrases]
model, again = NgramModel.fit(texts, intents, 30.0), NgramModel.fit(texts, intents, 30.0)
print(json.dumps({
    "learnt": [model.rank(text)[0][0] for text in texts],
    "unseen": model.rank(count_features("ik ben bakkerin"))[0][0],
    "nothing known": model.rank(count_features("ዘይተፈልጠ")),
    "no features": model.rank({}),
    "same": bool((model.weights == again.weights).all()),
}))
"""


def test_the_classifier_learns_its_phrases_and_stays_modest_about_the_unknown() -> None:
    learnt = json.loads(run_in_rasa(LEARN))
    assert learnt["learnt"] == ["affirm"] * 3 + ["deny"] * 3 + ["answer"] * 3
    assert learnt["unseen"] == "answer"
    for ranking in (learnt["nothing known"], learnt["no features"]):
        assert sorted(intent for intent, _ in ranking) == ["affirm", "answer", "deny"]
        assert sum(probability for _, probability in ranking) == pytest.approx(1)
        assert ranking == sorted(ranking, key=lambda place: -place[1])
        assert ranking[0][1] < 0.7
    assert learnt["same"], "the same phrases give the same model"


WEIGH = """
import json
from assistant.dialogue.quiet_start import prepare_for_rasa
prepare_for_rasa()
import warnings
warnings.simplefilter("ignore")
from assistant.dialogue.ngram_classifier import answer_unless_clear
rankings = [
    [["pause", 0.6], ["answer", 0.3], ["deny", 0.1]],   # twice as likely: not clear
    [["pause", 0.7], ["answer", 0.2], ["deny", 0.1]],   # more than e times: clear
    [["deny", 0.5], ["answer", 0.4], ["pause", 0.1]],   # "no" needs no margin
    [["answer", 0.5], ["pause", 0.4], ["deny", 0.1]],
    [["pause", 0.6], ["deny", 0.4], ["answer", 0.0]],
]
print(json.dumps([answer_unless_clear(ranking, "answer", ["pause"], 1.0) for ranking in rankings]))
"""


def test_a_move_that_is_not_clearly_more_likely_is_an_answer() -> None:
    unclear, clear, no, answer, never = json.loads(run_in_rasa(WEIGH))
    assert unclear == [["answer", 0.3], ["pause", 0.6], ["deny", 0.1]]
    assert clear[0] == ["pause", 0.7]
    assert no[0] == ["deny", 0.5]
    assert answer[0] == ["answer", 0.5]
    assert never[0] == ["pause", 0.6]


def test_the_moves_that_need_a_margin_are_those_that_overrule_the_question() -> None:
    config = yaml.safe_load((PROJECT / "assistant/dialogue/config.yml").read_text(encoding="utf-8"))
    (classifier,) = config["pipeline"]
    assert set(classifier["control_moves"]) == CONTROL_MOVES
    assert classifier["margin"] > 0


FREE_ANSWERS = [
    ("nl", "Ik ben gestopt met school in 2015"),
    ("nl", "I worked as an interpreter"),
    ("nl", "I want another profession"),
    ("nl", "I forgot nothing, I learnt mathematics"),
    ("nl", "ik ken een tolk"),
    ("nl", "I asked the gemeente for money"),
    ("ar", "تركت المدرسة وعمري ١٤ سنة"),
    ("ar", "كنت مترجم عند الجيش"),
    ("ti", "ኣስተርጓሚ ኮይነ ሰሪሐ"),
    ("ti", "ካልእ ሞያ እደሊ"),
    ("prs", "من ترجمان بودم"),
    ("prs", "از شاروالی پیسه خواستم"),
]


def test_a_free_answer_that_holds_the_word_of_a_move_stays_an_answer() -> None:
    lines = [json.dumps({"id": text, "language": language, "text": text}) for language, text in FREE_ANSWERS]
    data = data_folder()
    make_model(data)
    done = run_dialogue("parse", "--data", str(data), words="\n".join(lines))
    assert done.returncode == 0, done.stderr
    taken = {answer["id"]: answer["intent"] for answer in map(json.loads, done.stdout.splitlines())}
    assert {text: intent for text, intent in taken.items() if intent != "answer"} == {}
