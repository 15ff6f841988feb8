"""Everything that can go out of a case, in the order of the list. A new document is one more entry.

A module makes its entries with ``Outgoing``; they are named here, in ``OUTGOING`` when every case has them, in ``BY_CASE`` when
they depend on the case or on the settings (one for every partner).
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.case_file import CaseFile
from assistant.documents.archive import archive_zip
from assistant.documents.for_others import FOR_OTHERS, for_partners
from assistant.documents.outgoing import OF_A_DOCUMENT, Outgoing
from assistant.documents.pip_document import pip_document
from assistant.store import PlanVersion


def _set_plan_there(file: CaseFile) -> str:
    return "" if file.versions else "Er is nog geen plan vastgesteld."


def _archive(file: CaseFile, version: PlanVersion | None) -> bytes:
    assert version is not None
    return archive_zip(file, version)


CONCEPT = Outgoing(
    id="concept",
    title="Concept van het PIP",
    for_whom="De gemeente zelf, en de persoon in het gesprek",
    basis="Wet inburgering 2021, art. 15",
    about="Alle onderdelen van het plan zoals ze nu zijn. Op elke pagina staat dat het een concept is.",
    formats=OF_A_DOCUMENT,
    document=lambda file, version: pip_document(file),
)
SET_PLAN = Outgoing(
    id="pip",
    title="Vastgesteld PIP",
    for_whom="De persoon",
    basis="Wet inburgering 2021, art. 15; Awb, art. 3:41 (bekendmaking)",
    about="Het plan zoals het is vastgesteld. De tekst komt uit wat toen is bewaard en verandert niet meer.",
    formats=OF_A_DOCUMENT,
    document=lambda file, version: pip_document(file, version=version),
    available=_set_plan_there,
    versions="only",
    leaves=True,
    fields=("pip",),
)
ARCHIVE = Outgoing(
    id="archief",
    title="Archiefbestand van een vastgesteld PIP",
    for_whom="Het archief van de gemeente",
    basis="Archiefwet; selectielijst van de gemeente",
    about="Een ZIP met het plan als PDF/A, het bewaarde plan als JSON en de metagegevens volgens MDTO.",
    formats=("zip",),
    make={"zip": _archive},
    available=_set_plan_there,
    versions="only",
)

OUTGOING: tuple[Outgoing, ...] = (CONCEPT, SET_PLAN, *FOR_OTHERS, ARCHIVE)
"""Everything that every case has, in the order of the list. Add an entry here."""

BY_CASE: tuple[Callable[[CaseFile], tuple[Outgoing, ...]], ...] = (for_partners,)
"""What gives more entries for a case, for example one for every partner in the municipality's settings. Add a function here."""


def all_outgoing(file: CaseFile) -> tuple[Outgoing, ...]:
    """Everything that can go out of this case, in the order of the list."""
    return (*OUTGOING, *(one for more in BY_CASE for one in more(file)))


def outgoing(outgoing_id: str, file: CaseFile) -> Outgoing | None:
    """The entry with this id, or None."""
    return next((one for one in all_outgoing(file) if one.id == outgoing_id), None)


__all__ = ["BY_CASE", "OUTGOING", "all_outgoing", "outgoing"]
