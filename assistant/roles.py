"""Who does what in the municipality: the roles of staff accounts, and what each may do. One table, read everywhere."""

from __future__ import annotations

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
"""Role -> its Dutch name on pages."""

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
}
"""What may be done -> the roles that may."""


def may(role: str, what: str) -> bool:
    """Whether somebody with this role may do this; raises KeyError for something the table does not know."""
    return role in MAY[what]
