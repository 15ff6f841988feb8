"""The *bewijs van wissen* and the *verklaring van vernietiging*: documents without anything of what was erased."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from assistant.case_file import NETHERLANDS, CaseFile
from assistant.documents import tree
from assistant.documents.tree import Block, Document, FieldList, Grid, Heading, Note, Run, Signatures, paragraph
from assistant.dossier.forms import day_nl
from assistant.store.erasing import Declaration, Erasure

TABLES: Mapping[str, str] = {
    "answers": "Antwoorden (alle versies)",
    "turns": "Beurten van het gesprek",
    "inbox": "Getypte woorden",
    "events": "Gebeurtenissen met woorden",
    "sources": "Teksten om te vertalen",
    "renditions": "Vertalingen",
    "reviews": "Oordelen over vertalingen",
    "notes": "Opmerkingen bij vertalingen",
    "memory": "Segmenten in het vertaalgeheugen",
    "jobs": "Opdrachten aan de vertaalmachine",
    "desk_leases": "Werk in behandeling bij een vertaler",
    "desk_drafts": "Concepten van een vertaler",
    "desk_passed": "Doorgegeven werk van een vertaler",
    "recordings": "Opnamen van de stem (bestanden vernietigd)",
    "dossier": "Invoer van medewerkers",
    "plan_versions": "Vastgestelde plannen",
    "sessions": "Aanmeldingen van de persoon",
    "failures": "Mislukte aanmeldingen",
}
"""Table -> what it holds, in Dutch."""

WHAT = {
    "alles": "Alles van deze zaak. Er was geen vastgesteld plan, dus er is geen wettelijk dossier.",
    "werkmateriaal": "Het werkmateriaal. Het vastgestelde plan en de bronnen waarop het rust blijven bewaard "
    "(AVG art. 17 lid 3 onder b).",
    "dossier": "Alles van deze zaak, ook het dossier: de bewaartermijn is voorbij.",
}


def proof_document(proof: Erasure, *, municipality: str, backups_until: datetime | None, constructed: bool = False) -> Document:
    """The proof of one erasure, to print or to keep.

    Args:
        proof: as it is kept. municipality: its name. backups_until: last day on which a backup may still hold it, or None
            when that is not known. constructed: of a person who does not exist.
    """
    rows = tuple((TABLES.get(name, name), str(number)) for name, number in proof.counts.items())
    blocks: list[Block] = [
        FieldList((
            ("Gemeente", municipality), ("Zaak", str(proof.number)), ("Gewist op", _moment(proof.at)), ("Door", proof.by),
            ("Grond", proof.ground), ("Bewijs", f"nr. {proof.id}"),
        )),
        Heading("Wat is gewist", 2),
        paragraph(WHAT[proof.what]),
        Grid("Aantal per soort", ("Soort", "Aantal"), rows, (4, 1)),
        Heading("Hoe", 2),
        paragraph(
            "De rijen zijn in één handeling verwijderd en overschreven in de versleutelde database. De bestanden met opnamen "
            "zijn verwijderd. Het geheugen van de lopende programma's is geleegd. De code van de persoon werkt niet meer."
        ),
        Note((Run(_backups(backups_until)),)),
    ]  # fmt: skip
    return Document(
        kind="bewijs", title="Bewijs van wissen", blocks=tuple(blocks), constructed=constructed,
        meta={"zaak": str(proof.number), "gemaakt": proof.at, "gemeente": municipality},
    )  # fmt: skip


def _backups(until: datetime | None) -> str:
    if until is None:
        return (
            "Reservekopieën: dit programma weet van geen reservekopie die dit nog bevat. Bewaart de gemeente zelf kopieën? Dan "
            "gelden de termijnen van de gemeente."
        )
    return f"Reservekopieën: uiterlijk op {_moment(until.isoformat())} is ook de laatste kopie waarin dit nog stond weg."


def _moment(at: str) -> str:
    moment = datetime.fromisoformat(at).astimezone(NETHERLANDS)
    return f"{day_nl(moment.date().isoformat())} {moment:%H:%M} uur"


def declaration_document(file: CaseFile, *, ended: str, ground: str, term: str, last_day: str, by: str) -> Document:
    """The *verklaring van vernietiging* of a dossier whose term is over: what was destroyed, why and when; no content.

    Args:
        file: the case, still complete. ended: in Dutch, what the term runs from. ground: source of the term.
        term: for example ``5 jaar``. last_day: last day on which it had to be kept, ISO 8601. by: who runs it.
    """
    versions = tuple(
        (f"Plan, versie {one.number}", day_nl(one.at[:10]), one.digest) for one in file.versions
    )  # fmt: skip
    about = (
        ("Gemeente", file.municipality.name), ("Zaak", str(file.case.number)), ("Begonnen op", day_nl(file.case.created_at[:10])),
        ("Einde", ended), ("Bewaartermijn", term), ("Grond", ground), ("Bewaard tot en met", day_nl(last_day)),
        ("Vernietigd op", day_nl(file.today.isoformat())), ("Door", by),
    )  # fmt: skip
    blocks: list[Block] = [
        paragraph("Deze archiefbescheiden zijn vernietigd omdat de bewaartermijn voorbij is (Archiefbesluit 1995, art. 8)."),
        FieldList(about),
    ]
    if versions:
        blocks.append(Grid("Vernietigde besluiten", ("Wat", "Vastgesteld op", "Kenmerk (SHA-256)"), versions, (2, 2, 5)))
    blocks += [
        paragraph(f"Verder zijn vernietigd: {len(file.answers)} antwoorden en {len(file.dossier.entries)} aantekeningen."),
        Signatures((("Namens de archiefvormer", ""),)),
    ]
    return Document(
        kind="vernietiging", title="Verklaring van vernietiging", blocks=tuple(blocks), constructed=file.case.constructed,
        meta={"zaak": str(file.case.number), "gemaakt": file.now.isoformat(), "gemeente": file.municipality.name},
    )  # fmt: skip


def declared(document: Document, *, number: int, by: str, at: str) -> Declaration:
    """A declaration as it is kept: its render tree, and the digest of that."""
    text = json.dumps(tree.as_json(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Declaration(number, at, by, text, sha256(text.encode()).hexdigest())


def read_declaration(kept: Declaration) -> Document:
    """The document of a declaration; raises BrokenTree."""
    return tree.from_json(json.loads(kept.document))


__all__ = ["TABLES", "declaration_document", "declared", "proof_document", "read_declaration"]
