"""Who sees which rooms of which cases: decided by the server, whatever the page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.permissions import NOT_HANDED_IN
from assistant.roles import MAY
from tests.conftest import Clock
from tests.pip.cases import CASES
from tests.ui.consulent.conftest import PASSWORD, cookie
from ui.consulent.rooms.registry import ROOMS

ROLES = ("consulent", "toetser", "teamleider", "bezwaarbehandelaar", "beheerder", "cultuurvertaler")
NOBODY = ("beheerder", "cultuurvertaler")
SEEN = {
    "consulent": {room.id for room in ROOMS},
    "toetser": {"stand", "leerroute", "plan", "besluit", "documenten"},
    "teamleider": {"stand", "besluit", "team"},
    "bezwaarbehandelaar": {"plan", "besluit", "documenten"},
    "beheerder": set(),
    "cultuurvertaler": set(),
}
"""Role -> rooms it may see, of a case whose concept was handed in and in which bezwaar runs."""


@pytest.fixture
def staffed(house: House, clock: Clock) -> tuple[House, str]:
    """A house with an account of every role, and the id of a constructed case with health answers.

    Its concept was handed in, and bezwaar runs.
    """
    for role in ROLES:
        house.access.add_staff(f"rol-{role}", f"{role} (verzonnen)", role, PASSWORD)
    case_id = CASES["moeder_eritrea"](house)
    keep(house.store, case_id, "toegewezen", {"login": "rol-consulent"}, by="rol-teamleider", at=clock())
    data = {"soort": "bezwaar", "stand": "ingediend", "datum": "2026-11-20"}
    keep(house.store, case_id, "bezwaar", data, by="consulent", at=clock())
    keep(house.store, case_id, "voorgelegd", {}, by="rol-consulent", at=clock())
    return house, case_id


def shown(
    ask: Callable[..., httpx.Response], house: House, role: str, name: str, data: dict[str, Any]
) -> dict[str, Any]:
    answer = ask(name, data, cookie(house, f"rol-{role}"))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def listed(ask: Callable[..., httpx.Response], house: House, role: str, **query: str) -> list[str]:
    """The ids in the list once every case has been read: the first look gives what is known so far."""
    for _ in range(100):
        found = shown(ask, house, role, "look", {"rows": {}, "query": query})["list"]
        if not found["waiting"]:
            break
    return list(found["order"])


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_its_rooms_and_no_others(
    staffed: tuple[House, str], ask: Callable[..., httpx.Response], role: str
) -> None:
    house, case_id = staffed
    found = set()
    for room in ROOMS:
        asked = {"room": room.id, "case": case_id if room.of_case else None, "mark": None, "options": {}}
        answer = shown(ask, house, role, "room", asked)
        if "html" in answer:
            found.add(room.id)
        else:
            assert answer.get("fault") or answer.get("closed")
    assert found == SEEN[role]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "consulent"])
def test_no_other_role_can_do_what_is_a_consulents(
    staffed: tuple[House, str], ask: Callable[..., httpx.Response], role: str
) -> None:
    house, case_id = staffed
    before = house.store.dossier.mark(case_id)
    for room in ROOMS:
        for name, action in room.actions.items():
            if role in MAY[action.needs] and role in MAY[room.needs]:
                continue
            answer = shown(
                ask,
                house,
                role,
                "act",
                {"room": room.id, "case": case_id, "act": name, "kind": "doelgroep", "groep": "overig"},
            )
            assert answer.get("fault"), f"{role} did {room.id}.{name}"
    assert house.store.dossier.mark(case_id) == before


def test_a_bezwaarbehandelaar_sees_only_cases_in_which_bezwaar_runs(
    staffed: tuple[House, str], ask: Callable[..., httpx.Response], clock: Clock
) -> None:
    house, case_id = staffed
    other = CASES["gezinsmigrant"](house)
    assert listed(ask, house, "bezwaarbehandelaar") == [case_id]
    assert shown(ask, house, "bezwaarbehandelaar", "look", {"rows": {}})["case"] is None
    for room in ("plan", "besluit", "documenten"):
        asked = {"room": room, "case": other, "mark": None, "options": {}}
        assert "html" not in shown(ask, house, "bezwaarbehandelaar", "room", asked)
    outcome = {"soort": "bezwaar", "stand": "ongegrond", "datum": "2026-11-22"}
    keep(house.store, case_id, "bezwaar", outcome, by="consulent", at=clock())
    asked = {"room": "documenten", "case": case_id, "mark": None, "options": {}}
    assert "html" not in shown(ask, house, "bezwaarbehandelaar", "room", asked)


def test_a_toetser_sees_only_cases_whose_concept_was_handed_in(
    staffed: tuple[House, str], ask: Callable[..., httpx.Response], clock: Clock
) -> None:
    house, case_id = staffed
    other = CASES["gezinsmigrant"](house)
    for room in SEEN["toetser"]:
        asked = {"room": room, "case": other, "mark": None, "options": {}}
        assert shown(ask, house, "toetser", "room", asked) == {"room": room, "fault": NOT_HANDED_IN}
        acted = {"room": room, "case": other, "act": "opmerking" if room == "besluit" else "make_comment"}
        assert shown(ask, house, "toetser", "act", acted).get("fault")
    # after an act the list is read afresh
    assert set(listed(ask, house, "toetser", scope="alle")) == {case_id, other}, "the list shows where every case stands"
    assert listed(ask, house, "toetser") == [case_id]
    keep(house.store, other, "voorgelegd", {}, by="rol-consulent", at=clock())
    for room in SEEN["toetser"]:
        assert "html" in shown(ask, house, "toetser", "room", {"room": room, "case": other, "mark": None, "options": {}})


def test_the_record_itself_is_for_the_consulent(staffed: tuple[House, str], ask: Callable[..., httpx.Response]) -> None:
    house, case_id = staffed
    for role in ROLES:
        answer = shown(ask, house, role, "look", {"case": case_id, "rows": {}})
        assert bool(answer.get("case")) is (role == "consulent")
