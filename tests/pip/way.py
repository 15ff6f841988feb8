"""A constructed case on its way to a decision, step by step, by constructed colleagues; every step goes through the workflow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.pip import workflow
from assistant.pip.concept import concept_digest, whole_digest
from assistant.pip.model import Plan
from assistant.pip.plan import plan_of
from assistant.pip.workflow import Stage
from assistant.store import PlanVersion
from tests.conftest import Clock

ANNA = Staff("anna", "Anna (verzonnen)", "consulent")
BILAL = Staff("bilal", "Bilal (verzonnen)", "consulent")
TOM = Staff("tom", "Tom (verzonnen)", "toetser")
TINE = Staff("tine", "Tine (verzonnen)", "teamleider")
BO = Staff("bo", "Bo (verzonnen)", "bezwaarbehandelaar")

IN_OWN_WORDS = "Ik ga vier dagen naar school en Anna helpt mij met de brieven"

PLAN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("doelgroep", {"groep": "asielstatushouder"}),
    (
        "leerroute",
        {
            "route": "B1", "overwogen": ["B1", "Z"], "wens": "De B1-route", "wens_gevolgd": "ja", "alfabetisering": "NVT",
            "motivatie": "U wilt naar het mbo en hebt tien jaar onderwijs gevolgd.",
        },
    ),
    ("onderdeel", {"wat": "PVT", "uren": 12}),
    ("onderdeel", {"wat": "MAP", "uren": 40}),
    ("begeleiding", {"wie": "Anna (verzonnen)", "wat": "Spreekt elke maand met u."}),
    ("voortgang", {"aantal": 4}),
)  # fmt: skip
"""What the law asks of a plan, entered."""


@dataclass
class Way:
    house: House
    clock: Clock
    case: str

    @property
    def file(self) -> CaseFile:
        return self.house.case_file(self.case)

    @property
    def plan(self) -> Plan:
        return plan_of(self.file)

    @property
    def stage(self) -> Stage:
        return workflow.stage(self.file)

    @property
    def today(self) -> str:
        return self.file.today.isoformat()

    def day(self, after: int) -> str:
        return (self.file.today + timedelta(days=after)).isoformat()

    def enter(self, kind: str, by: Staff = ANNA, **data: Any) -> Entry:
        return keep(self.house.store, self.case, kind, data, by=by.login, at=self.house.now())

    def written(self) -> Way:
        for kind, data in PLAN:
            self.enter(kind, **data)
        return self

    def submit(self, by: Staff = ANNA) -> Entry:
        return workflow.submit(self.house, self.case, by=by, concept=concept_digest(self.plan))

    def decide(self, *, agree: bool = True, by: Staff = TOM, note: str = "") -> Entry:
        submitted = self.stage.submitted
        return workflow.decide_check(
            self.house, self.case, by=by, agree=agree, submitted=submitted.id if submitted else 0, note=note
        )

    def talk(self, by: Staff = ANNA, words: str = IN_OWN_WORDS) -> Entry:
        data = {
            "datum": self.today, "tolk": "telefonisch", "vragen": "Wie betaalt de les?", "teach_back": words, "taal": "Tigrinya",
            "eens": "eens", "ondertekend": "ja",
        }  # fmt: skip
        return workflow.keep_talk(self.house, self.case, data, by=by)

    def let_through(self) -> None:
        """Acknowledge everything that can be, with a reason."""
        points = [one.id for one in workflow.open_points(self.file, self.plan) if one.blocks and not one.statutory]
        if points:
            workflow.acknowledge(self.house, self.case, by=ANNA, points=points, reason="Komt later (verzonnen reden).")

    def set(self, by: Staff = ANNA) -> PlanVersion:
        return workflow.set_plan(self.house, self.case, by=by, digest=whole_digest(self.plan))

    def to(self, step: str) -> Way:
        """Go on until the case stands there, from where it stands now."""
        steps = {
            "concept": lambda: None, "voorgelegd": self.submit, "akkoord": self.decide, "gesprek_gehouden": self._explained,
            "vastgesteld": self.set, "gedagtekend": self._dated, "bekendgemaakt": self._announced,
        }  # fmt: skip
        names = list(steps)
        begun = names.index(self.stage.step) if self.stage.step in names else 0
        for name in names[begun + 1 : names.index(step) + 1]:
            steps[name]()
        assert self.stage.step == step, self.stage.words
        return self

    def _explained(self) -> None:
        self.talk()
        self.let_through()

    def _dated(self) -> None:
        workflow.date_plan(self.house, self.case, by=ANNA, day=self.today, version=self.stage.version)

    def _announced(self) -> None:
        number = self.stage.version
        workflow.announce(self.house, self.case, by=ANNA, day=self.today, how="uitgereikt", version=number)

    def revise(self) -> Way:
        workflow.revise(self.house, self.case, by=ANNA, reason="voortgang", note="U gaat naar een avondcursus.")
        return self


def way(house: House, clock: Clock) -> Way:
    """A new constructed case of Anna's, with nothing in it."""
    made = house.access.new_case(language="ti", label="Verzonnen", created_by="anna", constructed=True)
    return Way(house, clock, made.case_id)
