"""``intake export``: the record of a case as JSON, in the published form."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from assistant.audit import SYSTEM
from assistant.commands.opening import BadInput, open_here
from assistant.commands.unseal import write_private

HELP = "Print the record of one case as JSON (form: assistant/record.schema.json)."
_PLAIN = "it is the file of a person; keep it no longer than needed, or give --sealed FILE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("case", type=int, help="number of the case, as the consulent's page shows it")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")
    parser.add_argument("--sealed", type=Path, metavar="FILE", help="write it encrypted; prints the passphrase, once")
    parser.add_argument("--out", type=Path, help="file to write instead of the screen; only its owner can read it")


def run(arguments: argparse.Namespace) -> int:
    """Write the record."""
    from assistant.export import export_record

    house = open_here(arguments.data)
    case = next((case for case in house.store.cases() if case.number == arguments.case), None)
    if case is None:
        raise BadInput(f"there is no case {arguments.case}")
    # noted first: what cannot be noted does not leave
    house.audit.note("gedownload", who=SYSTEM, role=SYSTEM, case_id=case.id, about={"ruimte": "opdracht", "daad": "export"})
    text = json.dumps(export_record(house.store, house.catalogue, house.wording, case.id), ensure_ascii=False, indent=2)
    if arguments.sealed:
        from assistant.keys.sealed import new_passphrase, seal

        passphrase = new_passphrase()
        write_private(arguments.sealed, seal(f"{text}\n".encode(), passphrase))
        print(f"{arguments.sealed} opens with intake unseal and this passphrase, which is shown once: {passphrase}")
        print("Give the file and the passphrase along different ways.")
    elif arguments.out:
        print(f"intake export: {arguments.out} is not encrypted: {_PLAIN}", file=sys.stderr)
        write_private(arguments.out, f"{text}\n".encode())
    else:
        # also into a pipe: it may well end in a file
        print(f"intake export: what follows is not encrypted: {_PLAIN}", file=sys.stderr)
        print(text)
    return 0
