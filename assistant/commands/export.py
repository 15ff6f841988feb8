"""``intake export``: the record of a case as JSON, in the published form."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from assistant.commands.opening import BadInput, open_here

HELP = "Print the record of one case as JSON (form: assistant/record.schema.json)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("case", type=int, help="number of the case, as the consulent's page shows it")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")
    parser.add_argument("--out", type=Path, help="file to write instead of the screen; only its owner can read it")


def run(arguments: argparse.Namespace) -> int:
    """Write the record."""
    from assistant.export import export_record

    house = open_here(arguments.data)
    case = next((case for case in house.store.cases() if case.number == arguments.case), None)
    if case is None:
        raise BadInput(f"there is no case {arguments.case}")
    text = json.dumps(export_record(house.store, house.catalogue, house.wording, case.id), ensure_ascii=False, indent=2)
    if arguments.out:
        arguments.out.touch(mode=0o600)
        arguments.out.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0
