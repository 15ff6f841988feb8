"""Who looked at my file: roles and what they did, by day, without names of staff and without what was refused."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.access import Staff
from assistant.audit.looked import DONE, SEEN, who_looked
from assistant.audit.noting import AGAIN, NotNoted, Views, doing
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.roles import ROLES
from assistant.store import StoreFull, UnknownCase
from tests.conftest import Clock
from ui.consulent.rooms.registry import ROOMS

ANNA = Staff("anna", "Anna de Vries", "consulent")


@pytest.fixture
def case_id(house: House) -> str:
    house.access.add_staff("anna", "Anna de Vries", "consulent", "kachel Lantaarn 7 fiets")
    return house.access.new_case(language="ti", label="verzonnen", created_by="anna").case_id


def note(house: House, case_id: str, what: str, role: str = "consulent", **about: Any) -> int:
    return house.audit.note(what, who="anna", role=role, case_id=case_id, about=about).id


def lines(house: House, case_id: str) -> list[tuple[str, str, str]]:
    return [(one.role_message_id, one.what_message_id, one.detail) for one in who_looked(house, case_id)]


@pytest.mark.parametrize(
    ("what", "about", "message"),
    [
        ("gezien", {"ruimte": "antwoorden"}, "answers"),
        ("gezien", {"ruimte": "plan"}, "plan"),
        ("gezien", {"ruimte": "stand"}, "stand"),
        ("gezien", {"ruimte": "opname"}, "recording"),
        ("gezien", {"ruimte": "bureau", "bron": 3}, "translation"),
        ("gewijzigd", {"ruimte": "stand", "daad": "enter"}, "wrote"),
        ("goedgekeurd", {"ruimte": "bureau", "daad": "approve"}, "translated"),
        ("goedgekeurd", {"ruimte": "besluit", "daad": "akkoord"}, "approved"),
        ("gedownload", {"ruimte": "document", "document": "concept"}, "copied"),
        ("verwijderd", {}, "deleted"),
        ("recht", {}, "right"),
    ],
)
def test_what_was_done_is_said(house: House, case_id: str, what: str, about: dict[str, Any], message: str) -> None:
    note(house, case_id, what, **about)
    assert lines(house, case_id) == [("looked.role.consulent", f"looked.what.{message}", "")]


def test_the_same_in_one_day_is_said_once_and_the_newest_day_first(house: House, case_id: str, clock: Clock) -> None:
    for _ in range(3):
        note(house, case_id, "gezien", ruimte="plan")
        clock.forward(hours=1)
    clock.forward(days=1)
    note(house, case_id, "gezien", role="toetser", ruimte="plan")
    assert [one[0] for one in lines(house, case_id)] == ["looked.role.toetser", "looked.role.consulent"]


def test_what_was_given_out_is_said_with_to_whom(house: House, case_id: str) -> None:
    note(house, case_id, "verstrekt", ruimte="documenten", daad="verstrek")
    assert lines(house, case_id) == [], "noted before it was done; the dossier says what left"
    given = {"aan": "Taalschool Voorbeeld", "soort": "x", "grondslag": "x", "velden": {}, "kenmerk": "x"}
    keep(house.store, case_id, "uitgevoerd", given, by="anna", at=house.now())
    assert lines(house, case_id) == [("looked.role.consulent", "looked.what.gave", "Taalschool Voorbeeld")]


def test_what_was_refused_is_not_said(house: House, case_id: str) -> None:
    with pytest.raises(RuntimeError), doing(house.audit, "gewijzigd", ANNA, case_id, {"ruimte": "plan"}):
        raise RuntimeError
    assert lines(house, case_id) == []
    assert [line.what for line in house.audit.of_case(case_id)] == ["gewijzigd", "geweigerd"]


def test_what_the_person_did_is_no_looking(house: House, case_id: str) -> None:
    note(house, case_id, "recht", role="inburgeraar")
    assert lines(house, case_id) == []


def test_no_name_and_no_login_of_staff_is_told(house: House, case_id: str) -> None:
    for room in SEEN:
        note(house, case_id, "gezien", ruimte=room)
    assert not any("anna" in str(one).lower() for one in who_looked(house, case_id))


def test_every_text_is_there(house: House) -> None:
    wanted = {f"looked.role.{role}" for role in (*ROLES, "system")} | {"looked.what.stand", "looked.what.translated"}
    wanted |= {f"looked.what.{what}" for what in (*SEEN.values(), *DONE.values())}
    assert {one for one in wanted if not house.wording.has(one)} == set()


def test_every_room_of_a_case_is_known_by_what_is_seen_there() -> None:
    """A new room that shows answers must not read as "looked how far you are"."""
    assert {room.id for room in ROOMS if room.of_case} - set(SEEN) == {"stand"}


def test_a_case_that_is_not_there(house: House) -> None:
    with pytest.raises(UnknownCase):
        who_looked(house, "verzonnen")


def test_going_on_looking_is_one_line_a_quarter_of_an_hour(house: House, case_id: str, clock: Clock) -> None:
    views = Views(house.audit)
    for _ in range(20):
        views.seen(ANNA, case_id, "plan", clock())
        clock.forward(seconds=30)
    assert len(house.audit.of_case(case_id)) == 1
    views.seen(ANNA, case_id, "stand", clock())
    views.seen(Staff("bert", "Bert", "consulent"), case_id, "plan", clock())
    assert len(house.audit.of_case(case_id)) == 3
    clock.forward(seconds=AGAIN.total_seconds())
    views.seen(ANNA, case_id, "plan", clock())
    assert len(house.audit.of_case(case_id)) == 4


class Full:
    """An audit on a disk that is full."""

    def note(self, *args: Any, **more: Any) -> Any:
        raise StoreFull("full")


def test_what_cannot_be_noted_is_not_done(house: House, case_id: str) -> None:
    done = []
    with pytest.raises(NotNoted, match="Niet gedaan"), doing(Full(), "gewijzigd", ANNA, case_id, {}):  # type: ignore[arg-type]
        done.append(1)
    assert done == []
    with pytest.raises(NotNoted, match="niet worden getoond"):
        Views(Full()).seen(ANNA, case_id, "plan", house.now())  # type: ignore[arg-type]
