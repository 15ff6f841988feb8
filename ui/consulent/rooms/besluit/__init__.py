"""The room "Besluit": from concept to a plan that stands, and what comes after."""

from __future__ import annotations

from pathlib import Path

from assistant.case_file import CaseFile
from assistant.pip.workflow.facts import running_objections
from ui.consulent.rooms.besluit.acting import ACTIONS
from ui.consulent.rooms.besluit.view import decision_page, frozen_page
from ui.consulent.rooms.room import Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent


def show(visit: Visit) -> str:
    """The HTML of the room: the way to a decision, or for a bezwaarbehandelaar the frozen dossier."""
    if not visit.may("see_caseload"):
        return render("besluit/frozen.html", **frozen_page(visit))
    return render("besluit/besluit.html", **decision_page(visit))


def _count(file: CaseFile) -> str:
    return "bezwaar" if running_objections(file) else ""


ROOM = Room("besluit", "Besluit", "see_decision", show, ACTIONS, of_case=True, folder=FOLDER, count=_count)
