"""When a concept has left the desk of who writes it: what opens a case to a toetser."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.handing_in import handed_in
from assistant.permissions import reads_of
from assistant.roles import ROLES

Made = tuple[str, dict[str, Any]]
IN: Made = ("voorgelegd", {})
SENT_BACK, AGREED = ("toets", {"besluit": "terug"}), ("toets", {"besluit": "akkoord"})
SET, REVISED = ("vastgesteld", {"versie": 1}), ("herziening", {"reden": "voortgang"})
TAKEN_BACK: Made = ("ingetrokken", {"entry": 1})


def dossier(*made: Made) -> Dossier:
    at = "2026-11-22T09:00:00+00:00"
    return Dossier.of(Entry(kind, data, "anna", at, number) for number, (kind, data) in enumerate(made, start=1))


@pytest.mark.parametrize(
    ("made", "entry"),
    [
        ((), None),
        ((("leerroute", {}), ("sectie", {}), ("gesprek", {}), ("toegewezen", {"login": "bas"})), None),
        ((IN,), 1),
        ((IN, SENT_BACK), 1),
        ((IN, AGREED, ("pip_gesprek", {})), 1),
        ((IN, SENT_BACK, IN), 3),
        ((IN, TAKEN_BACK), None),
        ((IN, TAKEN_BACK, IN), 3),
        ((IN, IN, TAKEN_BACK), 2),
        ((IN, AGREED, SET), 3),
        ((SET,), 1),
        ((IN, SET, REVISED), None),
        ((IN, SET, REVISED, IN), 4),
        ((SET, REVISED, SET), 3),
        ((IN, SET, ("verhuisd", {}), ("gearchiveerd", {})), 2),
    ],
)
def test_with_what_the_newest_concept_went_further(made: tuple[Made, ...], entry: int | None) -> None:
    found = handed_in(dossier(*made))
    assert (found.id if found else None) == entry


def test_it_opens_a_case_to_a_toetser_and_to_nobody_else() -> None:
    before, after = ({role for role in ROLES if reads_of(role, dossier(*made))} for made in ((), (IN,)))
    assert after - before == {"toetser"} and before == {"consulent", "teamleider"}
