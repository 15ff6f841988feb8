"""``intake understand``: how answers are read, without any server."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from assistant.commands.opening import BadInput

HELP = "Read answers as values: a TSV file (columns id, type, language, text, and optionally question), or one text."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("text", nargs="?", help="one answer")
    parser.add_argument("--file", type=Path, help="TSV file with columns id, type, language, text, question")
    parser.add_argument("--type", help="value type of the one answer, for example date")
    parser.add_argument("--language", help="language of the one answer, for example prs")
    parser.add_argument("--question", help="question id, for the options of a choice")


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON object per answer."""
    from assistant.commands.opening import know_more_occupations
    from assistant.commands.tsv import read_rows

    know_more_occupations()

    if arguments.file:
        rows = list(read_rows(arguments.file, ("id", "type", "language", "text")))
    elif arguments.text is not None and arguments.type and arguments.language:
        rows = [
            {
                "id": "1", "type": arguments.type, "language": arguments.language, "text": arguments.text,
                "question": arguments.question or "",
            }
        ]  # fmt: skip
    else:
        raise BadInput("give --file CASES.tsv, or --type, --language and a text")
    readings = Readings()
    for row in rows:
        print(json.dumps({"id": row["id"], **readings.read(row)}, ensure_ascii=False))
    sys.stdout.flush()
    return 0


class Readings:
    """Reads rows with the labels of the catalogue's own questions; needs no store and no server."""

    def __init__(self) -> None:
        from assistant.catalogue import load
        from translations.texts import load_texts

        self._catalogue = load()
        self._wording = load_texts(self._catalogue)

    def read(self, row: dict[str, str]) -> dict[str, Any]:
        """The reading of one row as ``contract`` writes it."""
        from assistant.understanding import Question, UnknownType, understand

        question_id = row.get("question") or ""
        options = {}
        if question_id in self._catalogue:
            question = self._catalogue.question(question_id)
            options = {
                option: [
                    self._wording.text(code, f"{question_id}.option.{option}") for code in self._wording.languages()
                ]
                for option in question.options
            }
        try:
            reading = understand(
                row["text"], row["type"], row["language"],
                question=Question(question_id, options) if question_id else None,
            )  # fmt: skip
        except UnknownType as fault:
            raise BadInput(f"row {row['id']}: {fault}") from None
        whole = reading.as_json()
        return {key: whole[key] for key in ("state", "value", "confirm", "alternatives", "confidence")}
