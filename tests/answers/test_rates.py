"""How often the right answer, a wrong one or none is found, on phrasings that the cues were not written from.

``held_out`` was written before the cues, by the same hand; docs/answers.md has the numbers of the first run too, from before
any cue was improved. The training phrases of the dialogue model were written by others: whatever they list as an answer to
a question of the intake asks nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.answers.finding import find
from tests.answers.phrasing import NONE, phrasings

LANGUAGES = ("nl", "ar", "ti", "prs")
TRAINING = Path(__file__).parents[2] / "nlu_data"


def training_phrases(code: str, intent: str) -> list[str]:
    data = yaml.safe_load((TRAINING / code / f"{intent}.yml").read_text(encoding="utf-8"))
    lines = [line for part in data["nlu"] for line in part["examples"].splitlines()]
    return [line[2:].strip() for line in lines if line.startswith("- ")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_rates_on_the_held_out_phrasings(code, record_property):
    asked = [(wanted, said) for wanted, said in phrasings("held_out", code) if wanted != NONE]
    found = [(wanted, [match.id for match in find(said, code)]) for wanted, said in asked]
    right = sum(ids == [wanted] for wanted, ids in found)
    offered = sum(len(ids) > 1 and wanted in ids for wanted, ids in found)
    none = sum(not ids for _, ids in found)
    wrong = len(found) - right - offered - none
    for name, number in (
        ("asked", len(found)),
        ("right", right),
        ("offered", offered),
        ("wrong", wrong),
        ("none", none),
    ):
        record_property(name, number)
    assert len(found) >= 60
    assert (right + offered) / len(found) >= 0.85
    assert wrong / len(found) <= 0.03


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_asks_nothing_or_nothing_we_know_finds_nothing(code):
    said = [words for wanted, words in phrasings("held_out", code) if wanted == NONE]
    assert len(said) >= 20
    assert [words for words in said if find(words, code)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_answers_to_the_intake_are_hardly_ever_taken_for_a_question(code):
    said = training_phrases(code, "answer")
    taken = [words for words in said if find(words, code)]
    assert len(said) > 1000
    assert len(taken) / len(said) <= 0.015
