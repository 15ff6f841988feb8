"""``intake erase``: erase the working material of one case, with proof."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.commands.opening import BadInput, open_here

HELP = "Erase what is no dossier of one case, with a proof; or print the proof again (--proof)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("case", type=int, help="number of the case, as the consulent's page shows it")
    parser.add_argument("--ground", default="", help="why, in Dutch: it stands in the proof")
    parser.add_argument("--by", default="beheerder", help="who asked for it: a login")
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    parser.add_argument("--proof", type=Path, help="write the newest proof of this case as PDF; only its owner can read it")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Erase, or say what would go."""
    from datetime import datetime

    from assistant.documents.pdf import as_pdf
    from assistant.erasing import CannotErase, erase, proof_document, what_goes
    from assistant.erasing.doing import backups_gone_by, refuse, what_stays
    from assistant.pip.workflow.faults import OnHold
    from assistant.roles import BEHEERDER

    house = open_here(arguments.data)
    case = next((case for case in house.store.cases() if case.number == arguments.case), None)
    if case is None:
        raise BadInput(f"there is no case {arguments.case}")
    try:
        if arguments.dry_run:
            file = house.case_file(case.id)
            refuse(file)
            going = what_goes(file, what_stays(house, file))
            print(f"zaak {case.number}: er zouden weggaan: " + ", ".join(f"{number} {name}" for name, number in going.items()))
            return 0
        if not arguments.proof or arguments.ground:
            if not arguments.ground.strip():
                raise BadInput("give a reason with --ground: it stands in the proof")
            made = erase(house, case.id, by=arguments.by, role=BEHEERDER, ground=arguments.ground.strip())
            print(f"zaak {case.number}: {made.what} gewist, {sum(made.counts.values())} rijen; bewijs nr. {made.id}")
    except OnHold as fault:
        raise BadInput(str(fault) or "er loopt bezwaar of beroep: er wordt niets gewist") from fault
    except CannotErase as fault:
        raise BadInput(str(fault)) from fault
    if arguments.proof:
        proofs = house.store.erasing.erasures(case.id)
        if not proofs:
            raise BadInput(f"nothing of case {case.number} was erased")
        newest = proofs[-1]
        until = backups_gone_by(house, datetime.fromisoformat(newest.at))
        document = proof_document(
            newest, municipality=house.municipality.name, backups_until=until, constructed=case.constructed
        )
        arguments.proof.touch(mode=0o600)
        arguments.proof.write_bytes(as_pdf(document))
    return 0
