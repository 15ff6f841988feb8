"""Who may read the frozen dossier of a case."""

from __future__ import annotations

from assistant.case_file import CaseFile
from assistant.pip.workflow.facts import running_objections
from assistant.roles import BEZWAARBEHANDELAAR, may


def may_read_dossier(file: CaseFile, role: str) -> bool:
    """Whether somebody with this role may read the set plans: a bezwaarbehandelaar only while bezwaar or beroep runs."""
    if role == BEZWAARBEHANDELAAR:
        return bool(running_objections(file))
    return may(role, "read_plan")
