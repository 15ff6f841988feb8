"""The classifier itself, and that a spelling does not change what a person is understood to do."""

from __future__ import annotations

import json

import pytest

from tests.dialogue.server import data_folder, make_model, run_dialogue, run_in_rasa

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
