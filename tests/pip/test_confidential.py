"""Notes that may tell about health: a consulent reads them in the room Leerroute and beside the plan, a toetser does not."""

from __future__ import annotations

import pytest

from assistant.access import Staff
from assistant.dossier.keeping import keep, withdraw
from assistant.house import House
from assistant.pip.confidential import COVERED
from tests.pip.cases import CASES, CONSULENT_LOGIN
from ui.consulent.rooms.desk import RoomsDesk
from ui.consulent.rooms.registry import ROOMS

MARIJKE = Staff(CONSULENT_LOGIN, "Marijke (verzonnen)", "consulent")
TOM = Staff("tom", "Tom (verzonnen)", "toetser")


def shown(house: House, case_id: str, room: str, who: Staff) -> str:
    return str(RoomsDesk(house, ROOMS).show(who, "", {"room": room, "case": case_id}, house.now())["html"])


def handed_in(house: House, person: str) -> str:
    """The case of a constructed person whose concept lies with the toetser."""
    case_id = CASES[person](house)
    keep(house.store, case_id, "voorgelegd", {}, by=CONSULENT_LOGIN, at=house.now())
    return case_id


@pytest.mark.parametrize("room", ["leerroute", "plan"])
@pytest.mark.parametrize(
    ("person", "note", "rest"),
    [
        ("doof_zonder_lbt", "Merkwoord gehoorverlies", "Beperking bij het horen"),
        ("niet_gealfabetiseerd", "Merkwoord had hoofdpijn", "B1-route niet haalbaar"),
    ],
)
def test_a_toetser_sees_that_there_is_a_note_and_not_what_it_says(
    house: House, room: str, person: str, note: str, rest: str
) -> None:
    case_id = handed_in(house, person)
    assert note in shown(house, case_id, room, MARIJKE)
    theirs = shown(house, case_id, room, TOM)
    assert note not in theirs and COVERED in theirs and rest in theirs


def test_a_note_that_was_taken_back_stays_covered(house: House) -> None:
    case_id = handed_in(house, "doof_zonder_lbt")
    entry = house.case_file(case_id).dossier.latest("geen_lbt")
    assert entry is not None
    withdraw(house.store, case_id, entry.id, "Verkeerde zaak", by=CONSULENT_LOGIN, at=house.now())
    assert "gehoorverlies" in shown(house, case_id, "leerroute", MARIJKE)
    assert "gehoorverlies" not in shown(house, case_id, "leerroute", TOM)
