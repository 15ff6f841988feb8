"""Real phrases by others, sent as free answers: none may crash, and what is taken for a control move is listed.

    .venv/bin/python benchmarks/phrases.py --data PATH          PATH/phrasebook/*.tsv, with one column per language
    .venv/bin/python benchmarks/phrases.py --data PATH --json FILE

Every phrase goes the way of a typed answer: the trained dialogue model names a move, and a conversation that asks for free
words (``wensen.drie_jaar``) takes the turn. A phrase that only asks which of two things was meant is listed apart: nothing
is lost there. The phrases are by others and stay outside the project because of their licence.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.supervisor import settings

COLUMNS = {
    "nl": "nl", "ar_colloq": "ar", "ar_msa": "ar", "ar": "ar", "prs": "prs", "prs_latin": "prs", "fa_prs": "prs",
    "ti": "ti", "ti_latin": "ti",
}  # fmt: skip
QUESTION = "wensen.drie_jaar"


class NoPhrases(FileNotFoundError):
    """The folder given with --data has no phrasebook in it."""


def phrases(folder: Path) -> Iterator[dict[str, str]]:
    """Every phrase with its id and our language code.

    Raises:
        NoPhrases: there is no ``phrasebook/*.tsv``.
    """
    files = sorted((folder / "phrasebook").glob("*.tsv"))
    if not files:
        raise NoPhrases(f"{folder} has no phrasebook/*.tsv: give the folder that holds the phrasebook.")
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for column, language in COLUMNS.items():
                    text = (row.get(column) or "").strip()
                    if text:
                        yield {"id": f"{file.stem}:{row['id']}:{column}", "language": language, "text": text}


def named_moves(rows: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """Id -> what the trained dialogue model makes of each phrase."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    done = subprocess.run(
        [str(settings.dialogue_python()), "-m", "assistant.dialogue.parse", "--data", str(settings.data_folder())],
        input=lines, capture_output=True, text=True, cwd=settings.PROJECT, check=True,
    )  # fmt: skip
    return {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}


class FreeQuestion:
    """A constructed person at the open question, put back there after every phrase."""

    def __init__(self, house: House, language: str) -> None:
        self._house = house
        self._case = house.access.new_case(
            language=None, label="meting", created_by="benchmark", constructed=True
        ).case_id
        self._press("", f"language:{language}")

    def answer(self, text: str, named: dict[str, Any]) -> str:
        """What became of the phrase: ``answer``, ``asked`` (two buttons), ``support`` or the name of a move."""
        reply = self._press("", f"change:{QUESTION}")
        message_id, before = str(uuid.uuid4()), len(self._house.store.answers(self._case))
        refused = self._house.conversation.receive(self._case, message_id, reply["prompt_id"], text)
        if refused is not None:
            return "refused"
        reply = self._house.conversation.take_turn(
            self._case, message_id, text=text, intent=named["intent"], intent_confidence=named["confidence"]
        )
        kept = self._house.store.answers(self._case)[before:]
        if any(answer.question == QUESTION and answer.state == "beantwoord" for answer in kept):
            return "answer"
        return "asked" if reply["prompt"]["kind"] == "move" else str(named["intent"])

    def _press(self, prompt_id: str, button: str) -> dict[str, Any]:
        return self._house.conversation.take_turn(
            self._case, str(uuid.uuid4()), prompt_id=prompt_id or None, button=button
        )


def measure(folder: Path) -> dict[str, Any]:
    """Send every phrase; raises NoPhrases."""
    rows = list(phrases(folder))
    named = named_moves(rows)
    counts: Counter[tuple[str, str]] = Counter()
    listed: list[dict[str, Any]] = []
    crashed: list[dict[str, str]] = []
    with tempfile.TemporaryDirectory() as data:
        house = open_house(Path(data), wording_of)
        people = {language: FreeQuestion(house, language) for language in sorted({row["language"] for row in rows})}
        for row in rows:
            try:
                outcome = people[row["language"]].answer(row["text"], named[row["id"]])
            except Exception as fault:  # the point of the measurement: whatever it is, it is named
                crashed.append({**row, "fault": repr(fault)})
                people[row["language"]] = FreeQuestion(house, row["language"])
                continue
            counts[row["language"], outcome if outcome in {"answer", "asked", "refused"} else "move"] += 1
            if outcome != "answer":
                listed.append({**row, "taken_for": outcome, "named": named[row["id"]]["intent"]})
        house.store.close()
    return {
        "phrases": len(rows),
        "crashed": crashed,
        "languages": {
            language: {kind: counts[language, kind] for kind in ("answer", "asked", "move", "refused")}
            for language in sorted(people)
        },
        "not_an_answer": listed,
    }


def main() -> int:
    """Print the counts and every phrase that was not taken as an answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds phrasebook/")
    parser.add_argument("--short", action="store_true", help="counts only: the phrases are by others")
    parser.add_argument("--json", type=Path, help="also write the outcome to this file")
    arguments = parser.parse_args()
    try:
        found = measure(arguments.data)
    except NoPhrases as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"{found['phrases']} phrases sent as free answers, {len(found['crashed'])} crashed")
    for language, counts in found["languages"].items():
        print(f"  {language}: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    for move, count in Counter(row["taken_for"] for row in found["not_an_answer"]).most_common():
        print(f"  {count} taken for {move}" if move != "asked" else f"  {count} asked which was meant")
    for row in found["not_an_answer"] if not arguments.short else ():
        print(f"  {row['language']} {row['taken_for']:<16} {row['text']}")
    for row in found["crashed"]:
        print(f"  CRASHED {row['id']}: {row['fault']}")
    if arguments.json:
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if found["crashed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
