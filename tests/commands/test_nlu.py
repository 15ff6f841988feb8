"""``intake nlu``: the trained model names the move of each line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

CASES = [
    ("nl", "ik wil stoppen", "pause"),
    ("nl", "Ik ben gestopt met school", "answer"),
    ("nl", "waarom vraagt u dat?", "ask_why"),
    ("ar", "ما بعرف", "dont_know"),
    ("ti", "ኣይፈልጥን", "dont_know"),
    ("prs", "نمی‌دانم", "dont_know"),
    ("nl", "ik was tolk in Syrië", "answer"),
    ("nl", "ja", "affirm"),
]


def test_a_file_of_lines(tmp_path: Path) -> None:
    file = tmp_path / "cases.tsv"
    rows = "".join(f"{number}\t{language}\t{text}\n" for number, (language, text, _) in enumerate(CASES))
    file.write_text("id\tlanguage\ttext\n" + rows, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from assistant.commands import main; sys.exit(main())", "nlu", "--file", str(file)],
        cwd=PROJECT, capture_output=True, text=True, env=dict(os.environ), timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(line) for line in found] == [{"id", "intent", "confidence"}] * len(CASES)
    assert [line["id"] for line in found] == [str(number) for number in range(len(CASES))]
    right = [line["intent"] == intent for line, (_, _, intent) in zip(found, CASES, strict=True)]
    assert sum(right) >= len(CASES) - 1, found
