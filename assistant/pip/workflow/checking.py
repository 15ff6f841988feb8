"""The second pair of eyes: submitting the concept, comments per section, answers, agreeing or returning it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, form
from assistant.dossier.keeping import withdraw
from assistant.house import House
from assistant.pip.plan import plan_of
from assistant.pip.sections import sections
from assistant.pip.workflow.facts import concept_now, open_points
from assistant.pip.workflow.faults import ConceptMoved, NotNow
from assistant.pip.workflow.stage import authors, refuse_hindered, stage
from assistant.pip.workflow.steps import AKKOORD, ANTWOORD, ERKENNEN, OPMERKING, TERUGHALEN, TERUGSTUREN, VOORLEGGEN
from assistant.pip.workflow.writing import keep_step

__all__ = ["acknowledge", "answer_comment", "authors", "comment", "decide_check", "submit", "take_back"]


def submit(house: House, case_id: str, *, by: Staff, concept: str, to: str = "", note: str = "") -> Entry:
    """Lay the concept before a toetser.

    Args:
        house, case_id: the case.
        by: the consulent.
        concept: ``concept_digest`` of the plan that the page showed.
        to: name or login of the toetser, or empty for whoever is there. note: what they should look at.

    Raises:
        ConceptMoved: the plan is another one now. NotNow, NotYours, BadEntry.
    """

    def same(file: CaseFile) -> None:
        if concept_now(file) != concept:
            raise ConceptMoved

    return keep_step(
        house, case_id, VOORLEGGEN, "voorgelegd", {"aan": to, "opmerking": note, "concept": concept}, by=by, also=same
    )


def take_back(house: House, case_id: str, *, by: Staff, reason: str) -> Entry:
    """Take the concept back while the toetser did not decide; raises NotNow, NotYours, BadEntry without a reason."""
    file = house.case_file(case_id)
    refuse_hindered(file, by, TERUGHALEN)
    submitted = stage(file).submitted
    assert submitted is not None, "what lies with the toetser was submitted"
    return withdraw(house.store, case_id, submitted.id, reason, by=by.login, at=house.now())


def comment(house: House, case_id: str, *, by: Staff, section: str, text: str) -> Entry:
    """Keep a comment of the toetser on one section; raises AuthorChecks, NotNow, NotYours, BadEntry."""
    if section not in {one.id for one in sections()}:
        raise BadEntry("Kies een onderdeel van het plan.", "sectie")
    return keep_step(house, case_id, OPMERKING, "toets_opmerking", {"sectie": section, "tekst": text}, by=by)


def answer_comment(house: House, case_id: str, *, by: Staff, about: int, text: str) -> Entry:
    """Answer a comment of the toetser (id ``about``); raises NotNow, NotYours, BadEntry."""

    def is_there(file: CaseFile) -> None:
        if about not in {entry.id for entry in file.dossier.all("toets_opmerking")}:
            raise BadEntry("Deze opmerking staat er niet (meer).")
        if file.dossier.latest("toets_antwoord", opmerking=about):
            raise BadEntry("Een collega heeft deze opmerking intussen beantwoord.")

    data = {"opmerking": about, "tekst": text}
    return keep_step(house, case_id, ANTWOORD, "toets_antwoord", data, by=by, also=is_there)


def decide_check(house: House, case_id: str, *, by: Staff, agree: bool, submitted: int, note: str = "") -> Entry:
    """Agree to the very text that was submitted, or send it back with a note.

    Args:
        house, case_id: the case.
        by: the toetser; nobody who wrote at the plan.
        agree: or send back.
        submitted: id of the entry ``voorgelegd`` that the page showed.
        note: what the consulent should do; obligatory when it goes back.

    Raises:
        AuthorChecks, NotNow, NotYours. ConceptMoved: it was submitted again meanwhile. BadEntry: sent back without a note.
    """
    if not agree and not note.strip():
        raise BadEntry("Schrijf op wat de consulent moet veranderen of uitzoeken.", "toelichting")

    def same(file: CaseFile) -> None:
        now = stage(file).submitted
        if now is None or now.id != submitted:
            raise ConceptMoved(
                "Het plan is intussen opnieuw voorgelegd. Lees eerst wat er nu staat. Er is niets bewaard."
            )

    data = {
        "besluit": "akkoord" if agree else "terug", "toelichting": note, "concept": concept_now(house.case_file(case_id)),
    }  # fmt: skip

    def same_text(file: CaseFile) -> None:
        same(file)
        if concept_now(file) != data["concept"]:
            raise ConceptMoved

    return keep_step(house, case_id, AKKOORD if agree else TERUGSTUREN, "toets", data, by=by, also=same_text)


def acknowledge(house: House, case_id: str, *, by: Staff, points: Sequence[str], reason: str) -> list[Entry]:
    """Let open points through with one reason, all of them or none.

    Args:
        house, case_id: the case.
        by: a consulent. points: ids of ``open_points``. reason: stays in the dossier.

    Raises:
        NotNow: the law asks for one of them. NotYours. BadEntry: no reason, or a point that is not there (any more).
    """
    if not points:
        raise BadEntry("Kies eerst een punt.")
    data = [form("erkend").read({"punt": point, "reden": reason}) for point in points]

    def may_pass(_: Dossier) -> None:
        file = house.case_file(case_id)
        refuse_hindered(file, by, ERKENNEN)
        there = {one.id: one for one in open_points(file, plan_of(file))}
        if not set(points) <= set(there):
            raise BadEntry("Dit punt staat er niet (meer). Kijk eerst wat er nu staat.")
        if any(there[point].statutory for point in points):
            raise NotNow("Dit hoort volgens de wet in het plan. Het kan niet worden overgeslagen.")

    entries = [Entry("erkend", one, by.login, house.now().isoformat()) for one in data]
    return house.store.dossier.append_all(case_id, entries, check=may_pass)
