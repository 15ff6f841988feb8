"""Who does what in the municipality: the roles of staff accounts, and what each may do. One table, read everywhere.

``MAY`` says what each role may do, ``CASES`` in whose cases; ``assistant.permissions`` looks whether a case is one of those.
``docs/permissions.md`` is made from these tables.
"""

from __future__ import annotations

from typing import Literal

CONSULENT = "consulent"
CULTUURVERTALER = "cultuurvertaler"
TOETSER = "toetser"
TEAMLEIDER = "teamleider"
BEHEERDER = "beheerder"
BEZWAARBEHANDELAAR = "bezwaarbehandelaar"

ROLES: dict[str, str] = {
    CONSULENT: "Consulent",
    CULTUURVERTALER: "Cultuurvertaler",
    TOETSER: "Toetser",
    TEAMLEIDER: "Teamleider",
    BEHEERDER: "Beheerder",
    BEZWAARBEHANDELAAR: "Bezwaarbehandelaar",
}
"""Role of an account -> its Dutch name on pages."""

DERDE = "derde"
WITHOUT_ACCOUNT: dict[str, str] = {
    "inburgeraar": "Inburgeraar",
    DERDE: "Derde (taalschool, LBT-afnemer, externe intake)",
}
"""Who has no account of staff: the person comes in with a code, a third party not at all (docs/permissions.md says why)."""

MAY: dict[str, frozenset[str]] = {
    # answers and words of a person
    "read_record": frozenset({CONSULENT}),
    "interview": frozenset({CONSULENT}),
    # the concept and what it rests on; a toetser sees health and debts only as consequences for the plan
    "read_plan": frozenset({CONSULENT, TOETSER, BEZWAARBEHANDELAAR}),
    "write_plan": frozenset({CONSULENT}),
    "check_plan": frozenset({TOETSER}),
    "set_plan": frozenset({CONSULENT, TEAMLEIDER}),
    # where a case stands on the way to a decision; a teamleider sees content only with a mandate to set the plan
    "see_decision": frozenset({CONSULENT, TOETSER, TEAMLEIDER, BEZWAARBEHANDELAAR}),
    "send_out": frozenset({CONSULENT}),
    "import": frozenset({CONSULENT}),
    # the concept as it is being made; a bezwaarbehandelaar reads set plans only
    "read_concept": frozenset({CONSULENT, TOETSER}),
    # come in at all: which cases and what of them is decided by the rest of this table
    "open_desk": frozenset({CONSULENT, TOETSER, TEAMLEIDER, BEZWAARBEHANDELAAR}),
    # counts, phases and clocks; no answers
    "see_caseload": frozenset({CONSULENT, TOETSER, TEAMLEIDER}),
    "hand_over": frozenset({CONSULENT, TEAMLEIDER}),
    "see_team": frozenset({CONSULENT, TEAMLEIDER}),
    "review": frozenset({CULTUURVERTALER}),
    # who can sign in, and whether the house stands well; no case and no answer
    "manage_accounts": frozenset({BEHEERDER}),
}
"""What may be done -> the roles that may."""

MEANS: dict[str, str] = {
    "read_record": "Antwoorden en woorden van de persoon lezen, opnamen beluisteren",
    "interview": "Het gesprek leiden en antwoorden invoeren",
    "read_plan": "Het plan lezen",
    "write_plan": "Het plan en het dossier schrijven",
    "check_plan": "Het plan toetsen",
    "set_plan": "Het plan vaststellen en dagtekenen",
    "see_decision": "Zien hoe ver het besluit is",
    "send_out": "Gegevens en documenten aan anderen geven",
    "import": "Gegevens van andere systemen overnemen",
    "read_concept": "Het concept lezen terwijl het gemaakt wordt",
    "open_desk": "De zakenlijst openen",
    "see_caseload": "Fase, termijnen en aantallen van een zaak zien",
    "hand_over": "Een zaak aan een collega geven",
    "see_team": "De cijfers van het team zien en ophalen",
    "review": "Vertalingen en teksten nakijken",
    "manage_accounts": "Accounts maken en sluiten, en zien hoe het systeem ervoor staat",
}
"""What may be done, in Dutch."""

Whose = Literal["alle", "eigen", "voorgelegd", "bezwaar", "eigen talen", "geen"]

CASES: dict[str, Whose] = {
    CONSULENT: "eigen",
    TOETSER: "voorgelegd",
    TEAMLEIDER: "alle",
    BEZWAARBEHANDELAAR: "bezwaar",
    CULTUURVERTALER: "eigen talen",
    BEHEERDER: "geen",
    DERDE: "geen",
}
"""Role -> in which cases it may do what ``MAY`` says; a role that is not here may nothing in any case."""

WHOSE_NL: dict[str, str] = {
    "alle": "alle zaken",
    "eigen": "eigen zaken en zaken van niemand; een zaak van een collega na het noemen van een reden, voor die dag",
    "voorgelegd": "alleen zaken waarvan het concept is voorgelegd of vastgesteld; niet terwijl het wordt gemaakt of herzien",
    "bezwaar": "alleen zaken waarin nu bezwaar of beroep loopt",
    "eigen talen": "alleen losse antwoorden in de eigen talen, zonder naam en zonder zaak; gevoelige alleen met dat recht",
    "geen": "geen zaken",
}
"""The same in Dutch."""


def may(role: str, what: str) -> bool:
    """Whether somebody with this role may do this; raises KeyError for something the table does not know."""
    return role in MAY[what]
