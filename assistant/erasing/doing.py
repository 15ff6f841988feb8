"""Taking it away: the rows in one write, then the files, then the log of the database; and mending what a crash left half.

The order matters. The rows go first, in one transaction with the proof: before it nothing happened, after it the case is
erased for every reader. The files of recordings follow; a crash in between leaves files whose row says that they were taken
back, and ``sweep`` (at every start, every day, and at the next erasure) removes those. ``sweep`` also writes the line of the
audit that a crash kept from being written.
"""

from __future__ import annotations

from datetime import datetime

from assistant.audit import SYSTEM
from assistant.backup.places import backups_gone_by as gone_by
from assistant.backup.places import known_places
from assistant.case_file import CaseFile
from assistant.erasing.parts import FACTS, staying
from assistant.house import House
from assistant.pip.workflow.after import refuse_on_hold
from assistant.recordings import Vault
from assistant.rights.requests import restricted
from assistant.store.erasing import Declaration, Erasure, Staying

WORKING, EVERYTHING, THE_DOSSIER = "werkmateriaal", "alles", "dossier"


class CannotErase(ValueError):
    """This case cannot be erased now; the message is Dutch and says why."""


class Restricted(CannotErase):
    """The person asked to keep everything as it is (AVG art. 18), and that was granted."""

    def __init__(self) -> None:
        super().__init__(
            "Op verzoek van de persoon is de verwerking beperkt (AVG art. 18). Zolang dat geldt, wordt niets gewist."
        )


def erase(
    house: House, case_id: str, *, by: str, role: str, ground: str, whole: bool = False, declare: Declaration | None = None
) -> Erasure:
    """Erase the working material of a case, with proof.

    Without a set plan everything is working material. The proof is durable together with the erasure.

    Args:
        house, case_id: the case.
        by, role: who does it (login and role, or the system twice).
        ground: in Dutch, why: it stands in the proof.
        whole: the dossier too, at the end of its term.
        declare: the declaration that is kept with it; only with ``whole``.

    Raises:
        UnknownCase. OnHold: bezwaar or beroep runs. Restricted. CannotErase: there is nothing left.
        StoreFull, StoreBusy: nothing was erased.
    """
    at = house.now().isoformat()
    with house.store.erasing.writing(case_id) as writer:
        # read within the write: what is added meanwhile waits, and then finds the case erased
        file = house.case_file(case_id)
        refuse(file)
        stays = Staying() if whole else what_stays(house, file)
        what = THE_DOSSIER if whole and file.versions else WORKING if stays.versions else EVERYTHING
        counts = writer.erase(stays, FACTS, at)
        proof = writer.prove(number=file.case.number, at=at, by=by, what=what, ground=ground, counts=counts)
        if declare is not None:
            writer.declare(declare)
    _note(house, proof, role)
    sweep(house)
    return proof


def refuse(file: CaseFile) -> None:
    """Raise OnHold, Restricted or CannotErase when nothing of this case may go now."""
    refuse_on_hold(file)
    if restricted(file.events):
        raise Restricted
    if file.case.erased == EVERYTHING:
        raise CannotErase("Deze zaak is al gewist.")


def what_stays(house: House, file: CaseFile) -> Staying:
    """What of this case stays when its working material goes."""
    kept, case_id = house.store.translation, file.id
    return staying(file, kept.sources(case_id), kept.renditions(case_id), kept.reviews(case_id), kept.notes(case_id))


def sweep(house: House) -> int:
    """Finish what was begun: files of recordings that were taken back, lines of the audit, the log of the database.

    Returns:
        How many files were removed.
    """
    vault = Vault(house.data, house.keyring)
    there = set(vault.names())
    gone = [name for name in house.store.erasing.files_to_go() if name in there]
    for name in gone:
        vault.remove(name)
    for proof in house.store.erasing.erasures():
        noted = {line.about.get("bewijs") for line in house.audit.of_case(proof.case_id) if line.what == "verwijderd"}
        if proof.id not in noted:
            _note(house, proof, SYSTEM)
    house.store.erasing.rewrite_log()
    return len(gone)


def _note(house: House, proof: Erasure, role: str) -> None:
    about = {"bewijs": proof.id, "wat": proof.what, "rijen": sum(proof.counts.values())}
    house.audit.note("verwijderd", who=proof.by, role=role, case_id=proof.case_id, about=about)


def backups_gone_by(house: House, at: datetime) -> datetime | None:
    """Until when copies of before ``at`` may still be in a backup or the copy; None when none are made by this program."""
    return gone_by(at, house.backup_days) if known_places(house.data) else None


__all__ = [
    "EVERYTHING", "THE_DOSSIER", "WORKING", "CannotErase", "Restricted", "backups_gone_by", "erase", "refuse", "sweep",
    "what_stays",
]  # fmt: skip
