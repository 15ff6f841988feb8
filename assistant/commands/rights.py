"""``intake rights``: what people asked about their data and by when it has to be answered; the overview of one person."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from assistant.commands.opening import BadInput, open_here

HELP = "List requests about own data with their terms (open), or write everything of one person as JSON (export)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("what", choices=["open", "export"])
    parser.add_argument("--case", type=int, help="with export: number of the case")
    parser.add_argument("--out", type=Path, help="with export: file to write; only its owner can read it")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Print requests by their last day, or write the overview."""
    from assistant.audit import SYSTEM
    from assistant.rights.overview import everything
    from assistant.rights.requests import RIGHTS, requests_of

    house = open_here(arguments.data)
    if arguments.what == "open":
        found = [
            (one.due, case.number, RIGHTS[one.right])
            for case in house.store.cases()
            for one in requests_of(house.store.events(case.id))
            if one.open
        ]
        for due, number, right in sorted(found):
            print(f"uiterlijk {due.isoformat()}: zaak {number}, {right}")
        if not found:
            print("er staat geen verzoek open")
        return 0
    case = next((case for case in house.store.cases() if case.number == arguments.case), None)
    if case is None or arguments.out is None:
        raise BadInput("give --case NUMBER and --out FILE")
    data = everything(house, case.id, trusted=True, device=None)
    house.audit.note("gedownload", who=SYSTEM, role=SYSTEM, case_id=case.id, about={"wat": "mijn-gegevens", "vorm": "json"})
    arguments.out.touch(mode=0o600)
    arguments.out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0
