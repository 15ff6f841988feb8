"""``intake audit``: whether the trail is whole, where it ends now, and what stands in it about one case."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path

from assistant.audit import AuditBroken
from assistant.case_file import NETHERLANDS
from assistant.commands.opening import BadInput, open_here

HELP = "Verify the audit trail, print where it ends (to be written down elsewhere), or show the lines about one case."
HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "action",
        choices=("verify", "show", "head"),
        help="verify: check the whole chain; show: the lines about --case; head: id and digest of the newest line",
    )
    parser.add_argument(
        "--head", metavar="ID:DIGEST", help="a line that was written down earlier: shows that the end was not cut off (verify)"
    )
    parser.add_argument("--case", type=int, metavar="NUMBER", help="number of the case (show)")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Check or print; 1 when the trail is broken."""
    if arguments.action == "show":
        return _show(arguments)
    known = _known(arguments.head) if arguments.head and arguments.action == "verify" else None
    audit = open_here(arguments.data).audit
    if arguments.action == "head":
        number, digest = audit.head()
        print(f"{number}:{digest}" if digest else "the audit is empty")
        return 0
    try:
        lines = audit.verify(known)
    except AuditBroken as fault:
        print(f"BROKEN: {fault}")
        return 1
    number, digest = audit.head()
    print(f"whole: {lines} lines{', and the line that was written down is among them' if known else ''}")
    if digest:
        print(f"write this down outside this computer, and give it next time as --head: {number}:{digest}")
    return 0


def _known(text: str) -> tuple[int, str]:
    found = HEAD.fullmatch(text.strip())
    if found is None:
        raise BadInput("--head is ID:DIGEST, as `intake audit head` prints it")
    return int(found.group(1)), found.group(2)


def _show(arguments: argparse.Namespace) -> int:
    if arguments.case is None:
        raise BadInput("say which case: --case NUMBER")
    house = open_here(arguments.data)
    case = next((case for case in house.store.cases() if case.number == arguments.case), None)
    if case is None:
        raise BadInput(f"there is no case {arguments.case}")
    for line in house.audit.of_case(case.id):
        at = datetime.fromisoformat(line.at).astimezone(NETHERLANDS).strftime("%Y-%m-%d %H:%M")
        about = " ".join(f"{name}={value}" for name, value in line.about.items())
        print(f"{line.id}\t{at}\t{line.who}\t{line.role}\t{line.what}\t{about}")
    return 0
