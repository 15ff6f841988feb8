"""Something that can go out of a case: for whom, on which basis, in which forms, and how its bytes are made.

It is made of a document (then HTML, DOCX and PDF come by themselves, and a preview), of bytes that a function gives (JSON, CSV,
ZIP), or of both. ``registry`` has the list of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.case_file import CaseFile
from assistant.documents.docx import as_docx
from assistant.documents.html import as_html
from assistant.documents.pdf import MADE_AT, as_pdf
from assistant.documents.tree import Document
from assistant.store import PlanVersion

TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
"""Extension -> media type."""

LABELS: Mapping[str, str] = {"html": "HTML (webpagina)", "docx": "DOCX (Word)", "pdf": "PDF", "zip": "ZIP (archief)"}
"""Extension -> what a button calls it; others are called by their letters."""

OF_A_DOCUMENT = ("pdf", "docx", "html")
TEMPLATE_SETTING = "docx_template"
"""In municipality.yml: the name of the file in the municipality's folder that is the Word template."""

TEMPLATE_FILE = "pip.docx"


class NotAvailable(LookupError):
    """This cannot be made for this case now; the message says in Dutch why."""


@dataclass(frozen=True)
class Outgoing:
    """Something that can go out.

    Attributes:
        id: in the address, for example ``pip``.
        title: in Dutch, as the list shows it. for_whom, basis: who gets it, and the legal basis of giving it.
        about: what is in it, in Dutch, in a sentence or two.
        formats: extensions, the first one first.
        document: the document it is made of, or None. Its second argument is the set version that was asked, or None.
        make: extension -> what gives the bytes, for what is no document.
        available: why it cannot be made for this case now, in Dutch; empty when it can.
        versions: ``only`` for something of a set version, ``never`` for something of the case as it is now.
        needs: what of ``assistant.roles.MAY`` it takes to have it.
        leaves: whether it goes to somebody outside: it is then looked at first, given with ``send_out``, and kept in the
            dossier.
        fields: names of the data that leave, as the dossier keeps them.
    """

    id: str
    title: str
    for_whom: str
    basis: str
    formats: tuple[str, ...]
    about: str = ""
    document: Callable[[CaseFile, PlanVersion | None], Document] | None = None
    make: Mapping[str, Callable[[CaseFile, PlanVersion | None], bytes]] = field(default_factory=dict)
    available: Callable[[CaseFile], str] = lambda file: ""
    versions: str = "never"
    needs: str = "read_plan"
    leaves: bool = False
    fields: tuple[str, ...] = ()


def made(one: Outgoing, file: CaseFile, extension: str, version: PlanVersion | None = None) -> bytes:
    """The bytes of one outgoing thing.

    Args:
        one: what. file: of which case. extension: one of ``one.formats``.
        version: a set version, for what is made of one.

    Raises:
        NotAvailable: not for this case now, or not in this form. BrokenTemplate, PdfFault, NoFonts, BrokenTree.
    """
    if extension not in one.formats:
        raise NotAvailable(f"{one.title} is er niet als {extension}.")
    if (version is None) != (one.versions == "never"):
        raise NotAvailable(
            "Kies eerst een vastgestelde versie." if version is None else f"{one.title} heeft geen versies."
        )
    if reason := one.available(file):
        raise NotAvailable(reason)
    if extension in one.make:
        return one.make[extension](file, version)
    if one.document is None:
        raise NotAvailable(f"{one.title} is er niet als {extension}.")
    document = one.document(file, version)
    # never the hour of the machine: what is fetched must be, to the byte, what was given a moment before
    document = replace(document, meta={MADE_AT: file.now.isoformat(timespec="seconds"), **document.meta})
    if extension == "docx":
        return as_docx(document, own_template(file))
    return as_pdf(document) if extension == "pdf" else as_html(document).encode()


def own_template(file: CaseFile) -> Path | None:
    """The municipality's own Word template: what ``docx_template`` names in its folder, or ``pip.docx`` there; else None."""
    folder = file.municipality.folder
    if folder is None:
        return None
    named = file.municipality.more.get(TEMPLATE_SETTING)
    if named:
        # the last part of the name only: a setting must not reach outside the folder
        return folder / Path(str(named)).name
    own = folder / TEMPLATE_FILE
    return own if own.is_file() else None


def file_name(one: Outgoing, file: CaseFile, extension: str, version: PlanVersion | None = None) -> str:
    """The name of the file as it is saved: the case by its number, never by a name."""
    when = f"v{version.number}" if version else file.today.isoformat()
    return f"{one.id}-{file.case.number}-{when}.{extension}"


__all__ = ["LABELS", "OF_A_DOCUMENT", "TYPES", "NotAvailable", "Outgoing", "file_name", "made", "own_template"]
