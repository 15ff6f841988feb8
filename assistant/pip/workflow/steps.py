"""The steps on the way to a decision: their names, who takes them, and how it is told where a case stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.dossier.entry import Entry
from assistant.roles import CONSULENT, TEAMLEIDER, TOETSER

Step = Literal[
    "concept", "voorgelegd", "teruggestuurd", "akkoord", "gesprek_gehouden", "vastgesteld", "gedagtekend", "bekendgemaakt"
]  # fmt: skip
"""Where the text of now stands."""

StageName = Literal[
    "concept", "voorgelegd", "teruggestuurd", "akkoord", "gesprek_gehouden", "vastgesteld", "gedagtekend", "bekendgemaakt",
    "in_bezwaar", "in_herziening", "verhuisd", "gearchiveerd",
]  # fmt: skip
"""Where the case stands; above the step of the text stand bezwaar, herziening, verhuizing and archief."""

LABELS: dict[str, str] = {
    "concept": "Concept",
    "voorgelegd": "Bij de toetser",
    "teruggestuurd": "Terug van de toetser",
    "akkoord": "Akkoord van de toetser",
    "gesprek_gehouden": "PIP-gesprek gehouden",
    "vastgesteld": "Vastgesteld",
    "gedagtekend": "Gedagtekend",
    "bekendgemaakt": "Bekendgemaakt",
    "in_bezwaar": "Bezwaar of beroep loopt",
    "in_herziening": "In herziening",
    "verhuisd": "Verhuisd",
    "gearchiveerd": "Gearchiveerd",
}

VOORLEGGEN, TERUGHALEN, OPMERKING, ANTWOORD = "voorleggen", "terughalen", "opmerking", "antwoord"
AKKOORD, TERUGSTUREN, ERKENNEN, GESPREK = "akkoord", "terugsturen", "erkennen", "gesprek"
VASTSTELLEN, DAGTEKENEN, ONTDAGTEKENEN, BEKENDMAKEN = "vaststellen", "dagtekenen", "ontdagtekenen", "bekendmaken"
HERZIEN, BEZWAAR, UITKOMST, VERHUIZEN = "herzien", "bezwaar", "uitkomst", "verhuizen"
ARCHIVEREN, HEROPENEN = "archiveren", "heropenen"

WHO: dict[str, tuple[str, tuple[str, ...]]] = {
    VOORLEGGEN: ("Voorleggen aan de toetser", (CONSULENT,)),
    TERUGHALEN: ("Terughalen bij de toetser", (CONSULENT,)),
    OPMERKING: ("Opmerking maken", (TOETSER,)),
    ANTWOORD: ("Opmerking beantwoorden", (CONSULENT,)),
    AKKOORD: ("Akkoord geven", (TOETSER,)),
    TERUGSTUREN: ("Terugsturen naar de consulent", (TOETSER,)),
    ERKENNEN: ("Toch doorgaan met een open punt", (CONSULENT,)),
    GESPREK: ("PIP-gesprek vastleggen", (CONSULENT,)),
    VASTSTELLEN: ("Vaststellen", (CONSULENT, TEAMLEIDER)),
    DAGTEKENEN: ("Dagtekenen", (CONSULENT, TEAMLEIDER)),
    ONTDAGTEKENEN: ("Dagtekening herstellen", (CONSULENT, TEAMLEIDER)),
    BEKENDMAKEN: ("Bekendmaken", (CONSULENT,)),
    HERZIEN: ("Herziening beginnen", (CONSULENT,)),
    BEZWAAR: ("Bezwaar of beroep vastleggen", (CONSULENT,)),
    UITKOMST: ("Uitkomst van bezwaar of beroep vastleggen", (CONSULENT,)),
    VERHUIZEN: ("Verhuizing vastleggen", (CONSULENT,)),
    ARCHIVEREN: ("Archiveren", (CONSULENT,)),
    HEROPENEN: ("Weer openen", (CONSULENT,)),
}
"""Step -> its name on a button, and the roles that may take it."""

CHECK_PHASE, TALK_PHASE = "42", "50"
"""Phases that a municipality can skip: then no toetser is needed, or no PIP talk."""

OF_WORKFLOW = frozenset({"toets", "pip_gesprek", "teach_back"})
"""Points of the plan that are steps here: nobody can let them through with a reason."""


@dataclass(frozen=True)
class Option:
    """A step that somebody can take from here, now or later.

    Attributes:
        act: names it. label: in Dutch, as on its button. roles: who may.
        why_not: in Dutch why it cannot be done yet; empty when it can.
    """

    act: str
    label: str
    roles: tuple[str, ...]
    why_not: str = ""

    @property
    def open(self) -> bool:
        """Whether it can be done now, by somebody who may."""
        return not self.why_not


@dataclass(frozen=True)
class Stage:
    """Where a case stands.

    Attributes:
        name: of the whole case. step: of the text as it is now.
        words: in Dutch, one or two sentences: where it stands.
        since, by: moment (UTC) and login of the entry that brought it here, or None.
        waits_for: role whose turn it is, ``ander``, or empty.
        version: number of the newest set plan, 0 when there is none. revising: a new version is being made.
        submitted, verdict, talk: entries of this round, or None.
        lapsed: the agreement that no longer holds because the plan changed after it, or None.
        moved: the text changed since it was submitted.
        hold: bezwaar and beroep that run. options: every step in order, whether it can be taken or not.
    """

    name: StageName
    step: Step
    words: str
    since: str | None
    by: str | None
    waits_for: str
    version: int
    revising: bool
    submitted: Entry | None
    verdict: Entry | None
    talk: Entry | None
    lapsed: Entry | None
    moved: bool
    hold: tuple[Entry, ...]
    options: tuple[Option, ...]

    @property
    def label(self) -> str:
        """In Dutch."""
        return LABELS[self.name]

    def option(self, act: str) -> Option:
        """The step with this name; raises KeyError."""
        found = next((one for one in self.options if one.act == act), None)
        if found is None:
            raise KeyError(act)
        return found

    def can(self, act: str, role: str) -> bool:
        """Whether somebody with this role can take the step now; who wrote what and mandates come on top (``hindrance``)."""
        return self.option(act).open and role in self.option(act).roles
