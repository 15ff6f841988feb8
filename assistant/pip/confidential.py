"""Notes of staff that may tell about health: for whoever may read the record, and for nobody else.

The forms ask for no complaint or illness, but why a test could not be taken, or how it went, easily tells one. A toetser sees
health only as consequences for the plan.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.case_file import CaseFile
from assistant.dossier.entry import Dossier, Entry

NOTES: dict[str, str] = {"lbt": "omstandigheden", "geen_lbt": "toelichting"}
"""Kind of entry -> its field with such a note."""

COVERED = "(alleen voor de consulent)"
"""Stands in the place of a note, so that everybody sees that there is one."""


def covered(entry: Entry) -> Entry:
    """The same entry with its note covered; the entry itself when it has none."""
    name = NOTES.get(entry.kind, "")
    return replace(entry, data={**entry.data, name: COVERED}) if entry.get(name) else entry


def with_notes_covered(file: CaseFile) -> CaseFile:
    """The same case as somebody sees it who may not read the record; to be shown, not to be decided on."""
    return replace(file, dossier=Dossier.of([covered(entry) for entry in file.dossier.entries]))


__all__ = ["COVERED", "NOTES", "covered", "with_notes_covered"]
