"""Who may read the frozen dossier of a case."""

from __future__ import annotations

from assistant.case_file import CaseFile
from assistant.permissions import reads_of
from assistant.roles import may


def may_read_dossier(file: CaseFile, role: str) -> bool:
    """Whether somebody with this role may read the set plans: a bezwaarbehandelaar only while bezwaar or beroep runs."""
    return may(role, "read_plan") and reads_of(role, file.dossier)
