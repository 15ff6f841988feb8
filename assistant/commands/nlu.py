"""``intake nlu``: which move the trained dialogue model sees in each line."""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

from assistant.commands.opening import BadInput
from assistant.supervisor import settings

HELP = "Name the intent of each line of a TSV file (columns id, language, text) with the trained dialogue model."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--file", type=Path, required=True, help="TSV file with columns id, language, text")


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON object per line: id, intent, confidence."""
    from assistant.commands.tsv import read_rows

    python = settings.dialogue_python()
    if not python.exists():
        raise BadInput(f"{python} does not exist: run make setup first")
    rows = read_rows(arguments.file, ("id", "language", "text"))
    lines = "".join(
        json.dumps({name: row[name] for name in ("id", "language", "text")}, ensure_ascii=False) + "\n" for row in rows
    )
    parsing = subprocess.run(
        [str(python), "-m", "assistant.dialogue.parse", "--data", str(settings.data_folder())],
        input=lines.encode(),
        cwd=settings.PROJECT,
    )
    return parsing.returncode
