"""Naming the intent of lines without a server."""

from __future__ import annotations

import json

import pytest

from tests.dialogue.server import data_folder, make_model, run_dialogue
from tests.dialogue.test_turn import INTENTS

LINES = [
    {"id": "a", "language": "nl", "text": "Dat weet ik niet"},
    {"id": 2, "language": "ti", "text": "ኣይፈልጥን"},
    {"id": "ع", "language": "ar", "text": "/restart"},
    {"id": "empty", "language": "prs", "text": "  "},
]


def lines(*contents: object) -> str:
    return "".join(json.dumps(content, ensure_ascii=False) + "\n" for content in contents)


def test_one_answer_for_every_line_in_order() -> None:
    data = data_folder()
    make_model(data)
    done = run_dialogue("parse", "--data", str(data), words="\n" + lines(*LINES) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [line["id"] for line in LINES]
    assert all(set(answer) == {"id", "intent", "confidence"} for answer in answers)
    assert all(answer["intent"] in INTENTS for answer in answers[:3])
    assert all(0 < answer["confidence"] <= 1 for answer in answers[:3])
    assert answers[3] == {"id": "empty", "intent": None, "confidence": 0.0}


def test_a_line_that_is_wrong_is_told_by_its_number() -> None:
    data = data_folder()
    make_model(data)
    done = run_dialogue("parse", "--data", str(data), words=lines(LINES[0]) + "{half\n")
    assert done.returncode == 2
    assert done.stderr == "The lines cannot be parsed: line 2 is not JSON\n"
    assert len(done.stdout.splitlines()) == 1, "what came before is answered"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([1], "line 1 is not a JSON object"),
        ({"id": 1, "text": "x"}, 'line 1 needs a text "language"'),
        ({"id": 1, "language": "nl"}, 'line 1 needs a text "text"'),
        ({"language": "nl", "text": "x"}, 'line 1 needs an "id"'),
    ],
)
def test_a_missing_part_is_named(content: object, told: str) -> None:
    from assistant.dialogue.parse import CannotParse, read_lines

    with pytest.raises(CannotParse, match=told):
        list(read_lines([json.dumps(content)]))


def test_without_a_model_it_says_how_to_make_one(tmp_path: object) -> None:
    done = run_dialogue("parse", "--data", str(tmp_path), words=lines(LINES[0]))
    assert done.returncode == 2
    assert f"-m assistant.dialogue.train --data {tmp_path}" in done.stderr
