"""``intake retention``: apply the rules for how long everything is kept, or only say what they would do."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.commands.opening import BadInput, open_here

HELP = "Apply the retention rules (run), say what they would do (run --dry-run), or print declarations of destruction."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("what", choices=["run", "declarations"])
    parser.add_argument("--dry-run", action="store_true", help="only say what would go, and why; nothing is changed")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")
    parser.add_argument("--out", type=Path, help="with declarations: folder for the PDF files; only their owner can read them")


def run(arguments: argparse.Namespace) -> int:
    """Print the report line by line; 1 when something could not be done."""
    from assistant.retention import retain
    from assistant.retention.policy import BrokenRules

    house = open_here(arguments.data)
    if arguments.what == "declarations":
        return _declarations(house, arguments.out)
    try:
        report = retain(house, dry_run=arguments.dry_run, say=print)
    except BrokenRules as fault:
        raise BadInput(str(fault)) from fault
    return 1 if report.failed else 0


def _declarations(house: object, out: Path | None) -> int:
    from assistant.documents.pdf import as_pdf
    from assistant.erasing.proof import read_declaration
    from assistant.house import House

    assert isinstance(house, House)
    kept = house.store.erasing.declarations()
    for one in kept:
        print(f"nr. {one.id}: zaak {one.number}, {one.at[:10]}, kenmerk {one.digest}")
        if out is not None:
            out.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = out / f"verklaring-van-vernietiging-{one.id}.pdf"
            file.touch(mode=0o600)
            file.write_bytes(as_pdf(read_declaration(one)))
    if not kept:
        print("er is nog geen dossier vernietigd")
    return 0
