"""The agreements of a plan as CSV for the klantvolgsysteem: what was agreed, with whom, from when, until when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import form

HEADER = ("zaak", "soort", "afspraak", "wie", "begin", "einde", "uren_per_week", "vastgelegd_op")
KINDS = {
    "leerroute": ("route", "", "", "", ""),
    "taalles": ("school", "school", "start", "", "uren_week"),
    "onderdeel": ("wat", "waar", "begin", "", ""),
    "participatie": ("wat", "waar", "begin", "", "uren_week"),
    "vve": ("besluit", "waar", "begin", "", ""),
    "doel": ("tekst", "wie", "", "voor", ""),
    "begeleiding": ("wat", "wie", "", "tot", ""),
    "maatschappelijk": ("wat", "organisatie", "", "tot", ""),
    "voortgang": ("aantal", "", "eerste", "", ""),
    "afspraak": ("soort", "plaats", "datum", "", ""),
}
"""Kind of entry -> its fields for the columns afspraak, wie, begin, einde and uren_per_week. Health and debts have no row."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by a spreadsheet: it gets an apostrophe in front."""


def agreements_csv(file: CaseFile) -> str:
    """The agreements that count now, one a row, in the order of the plan (CSV with semicolons, as Dutch spreadsheets read)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in _rows(file):
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(DANGEROUS) else flat


def _rows(file: CaseFile) -> Iterator[tuple[str, ...]]:
    for kind, names in KINDS.items():
        entries = file.dossier.all(kind)
        if kind in {"leerroute", "voortgang"}:
            entries = entries[-1:]
        for entry in entries:
            yield (str(file.case.number), form(kind).title, *(_shown(entry, name) for name in names), entry.at[:10])


def _shown(entry: Entry, name: str) -> str:
    if not name or entry.get(name) is None:
        return ""
    wanted = form(entry.kind).field(name)
    # dates stay as a machine reads them
    return str(entry.get(name)) if wanted.type == "date" else wanted.shown(entry.get(name))


__all__ = ["HEADER", "agreements_csv", "safe_cell"]
