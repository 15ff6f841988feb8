"""What comes after a plan was set: revision, bezwaar and beroep, moving away, the archive."""

from __future__ import annotations

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import BadEntry
from assistant.dossier.keeping import withdraw
from assistant.house import House
from assistant.pip.workflow.facts import running_objections
from assistant.pip.workflow.faults import OnHold
from assistant.pip.workflow.stage import refuse_hindered
from assistant.pip.workflow.steps import ARCHIVEREN, BEZWAAR, HEROPENEN, HERZIEN, UITKOMST, VERHUIZEN
from assistant.pip.workflow.writing import keep_step


def revise(house: House, case_id: str, *, by: Staff, reason: str, note: str) -> Entry:
    """Begin a new version of a set plan; the set one goes on holding until the new one is set.

    Args:
        house, case_id: the case.
        by: a consulent. reason: an option of the form ``herziening``. note: what changes and why, in Dutch.

    Raises:
        NotNow, NotYours, BadEntry.
    """
    return keep_step(house, case_id, HERZIEN, "herziening", {"reden": reason, "toelichting": note}, by=by)


def object_(
    house: House, case_id: str, *, by: Staff, kind: str, day: str, reference: str = "", note: str = ""
) -> Entry:
    """Keep that bezwaar or beroep came in: from now on nothing of the dossier may go.

    Args:
        house, case_id: the case.
        by: a consulent. kind: ``bezwaar``, ``beroep`` or ``hoger_beroep``. day: on which it came in, ISO 8601.
        reference: of the objections unit. note: anything else.

    Raises:
        NotNow, NotYours, BadEntry.
    """

    def not_ahead(file: CaseFile) -> None:
        if day > file.today.isoformat():
            raise BadEntry("De datum kan niet in de toekomst liggen.", "datum")

    data = {"soort": kind, "stand": "ingediend", "datum": day, "kenmerk": reference, "toelichting": note}
    return keep_step(house, case_id, BEZWAAR, "bezwaar", data, by=by, also=not_ahead)


def outcome(house: House, case_id: str, *, by: Staff, about: int, result: str, day: str, note: str = "") -> Entry:
    """Keep the outcome of a running bezwaar or beroep (id ``about``).

    Args:
        house, case_id: the case.
        by: a consulent. about: id of the entry with which it came in.
        result: another option of the field ``stand`` than ``ingediend``. day: ISO 8601. note: what follows from it.

    Raises:
        NotNow, NotYours. BadEntry: it does not run (any more), or the day lies before it came in.
    """
    running = {entry.id: entry for entry in running_objections(house.case_file(case_id))}
    if about not in running:
        raise BadEntry("Dit bezwaar of beroep loopt niet (meer).")
    if result == "ingediend":
        raise BadEntry("Kies de uitkomst.", "stand")
    if day < str(running[about].get("datum")):
        raise BadEntry("De uitkomst kan niet voor het indienen liggen.", "datum")

    def still_runs(file: CaseFile) -> None:
        if about not in {entry.id for entry in running_objections(file)}:
            raise BadEntry("Een collega heeft de uitkomst intussen vastgelegd.")

    data = {
        "soort": running[about].get("soort"), "stand": result, "datum": day, "toelichting": note, "bij": about,
        "kenmerk": running[about].get("kenmerk"),
    }  # fmt: skip
    return keep_step(house, case_id, UITKOMST, "bezwaar", data, by=by, also=still_runs)


def move_away(house: House, case_id: str, *, by: Staff, day: str, municipality: str, handed_over: bool) -> Entry:
    """Keep that the person moves to another municipality, where the leerroute goes on.

    Args:
        house, case_id: the case.
        by: a consulent. day: ISO 8601. municipality: where to. handed_over: whether the transfer file was given.

    Raises:
        NotNow, NotYours, BadEntry.
    """
    data = {"datum": day, "gemeente": municipality, "overgedragen": handed_over}
    return keep_step(house, case_id, VERHUIZEN, "verhuisd", data, by=by)


def archive(house: House, case_id: str, *, by: Staff, reason: str) -> Entry:
    """Close the case; the dossier stays. Raises NotNow while something still runs, NotYours, BadEntry."""
    data = {"datum": house.case_file(case_id).today.isoformat(), "reden": reason}
    return keep_step(house, case_id, ARCHIVEREN, "gearchiveerd", data, by=by)


def reopen(house: House, case_id: str, *, by: Staff, reason: str) -> Entry:
    """Open a case again that was archived or marked as moved by mistake; raises NotNow, NotYours, BadEntry."""
    file = house.case_file(case_id)
    refuse_hindered(file, by, HEROPENEN)
    closed = file.dossier.latest("gearchiveerd") or file.dossier.latest("verhuisd")
    assert closed is not None, "the stage saw a closed case"
    return withdraw(house.store, case_id, closed.id, reason, by=by.login, at=house.now())


def refuse_on_hold(file: CaseFile) -> None:
    """Raise OnHold while bezwaar or beroep runs: to be asked by whatever would erase or archive something."""
    if running_objections(file):
        raise OnHold
