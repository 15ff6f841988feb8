"""Setting the plan (vaststellen): by somebody with a mandate, of the very text on the screen, frozen in one write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.access import Staff
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import form
from assistant.house import House
from assistant.pip.concept import whole_digest
from assistant.pip.plan import plan_of
from assistant.pip.versions import freeze
from assistant.pip.workflow.faults import ConceptMoved
from assistant.pip.workflow.stage import mandated, refuse_hindered
from assistant.pip.workflow.steps import VASTSTELLEN
from assistant.store import PlanVersion

__all__ = ["mandated", "set_plan"]

BY_LIST = "Mandaatregister van de gemeente"
NO_LIST = "Geen mandaatregister ingevuld: elke consulent mag vaststellen"


def set_plan(house: House, case_id: str, *, by: Staff, digest: str) -> PlanVersion:
    """Set the plan: freeze its text and what it rests on as the next version, with the entry that says who set it.

    Args:
        house, case_id: the case.
        by: who sets it.
        digest: ``whole_digest`` of the plan that the page showed.

    Raises:
        ConceptMoved: the plan is another one now, or somebody else set it at the same moment.
        NotNow: the way to it is not gone, or something stands in the way. NotYours: no mandate.
    """
    file = house.case_file(case_id)
    plan = plan_of(file)
    refuse_hindered(file, by, VASTSTELLEN)
    if whole_digest(plan) != digest:
        raise ConceptMoved
    number = len(file.versions) + 1
    at = house.now().isoformat()
    data = {
        "versie": number, "datum": file.today.isoformat(), "mandaat": BY_LIST if file.municipality.mandated else NO_LIST,
        "kenmerk": digest,
    }  # fmt: skip
    entry = Entry("vastgesteld", form("vastgesteld").read(data), by.login, at)
    # the document says who set it and when, which is only an entry once it is kept
    as_set = replace(file, dossier=Dossier.of([*file.dossier.entries, entry]))
    document, frozen, sha = freeze(as_set, plan)

    def nothing_moved(_: Dossier, versions: Sequence[PlanVersion]) -> None:
        now = house.case_file(case_id)
        if len(versions) != number - 1:
            raise ConceptMoved("Een collega heeft dit plan zojuist vastgesteld. Kijk eerst wat er nu staat.")
        refuse_hindered(now, by, VASTSTELLEN)
        if whole_digest(plan_of(now)) != digest:
            raise ConceptMoved

    version = PlanVersion(case_id, number, document, frozen, sha, by.login, at)
    return house.store.dossier.set_plan(version, entry, nothing_moved)
