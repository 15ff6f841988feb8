"""At every door a line is written before something is shown or done; when that cannot be, nothing is shown or done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.access import Staff
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.permissions import OF_A_COLLEAGUE, SETTING, TO_READ_TODAY, barrier
from assistant.store import Event, StoreFull
from assistant.supervisor.settings import BadSetting
from tests.conftest import Clock
from tests.pip.cases import CASES
from ui.consulent.rooms.desk import RoomsDesk
from ui.consulent.rooms.registry import ROOMS

ANNA = Staff("anna", "Anna", "consulent")
BERT = Staff("bert", "Bert", "consulent")


class FullAudit:
    """The audit of a house whose disk is full, for adding only."""

    def __init__(self, audit: Any) -> None:
        self._audit = audit

    def note(self, *args: Any, **more: Any) -> Any:
        raise StoreFull("full")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._audit, name)


@pytest.fixture
def case_id(house: House) -> str:
    """A case of Anna's; Bert is a colleague."""
    for one in (ANNA, BERT):
        house.access.add_staff(one.login, one.name, one.role, "kachel Lantaarn 7 fiets")
    found = CASES["moeder_eritrea"](house)
    keep(house.store, found, "toegewezen", {"login": "anna"}, by="teamleider", at=house.now())
    return found


def show(house: House, staff: Staff, case_id: str, room: str = "stand", mark: Any = None) -> dict[str, Any]:
    asked = {"room": room, "case": case_id, "mark": mark, "options": {}}
    return RoomsDesk(house, ROOMS).show(staff, "", asked, house.now())


def act(house: House, staff: Staff, case_id: str, name: str, room: str = "stand", **data: Any) -> dict[str, Any]:
    return RoomsDesk(house, ROOMS).act(staff, "", {"room": room, "case": case_id, "act": name, **data}, house.now())


def noted(house: House, case_id: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(line.who, line.what, dict(line.about)) for line in house.audit.of_case(case_id)]


def test_looking_is_noted_and_a_quiet_poll_is_not(house: House, case_id: str) -> None:
    desk = RoomsDesk(house, ROOMS)
    asked = {"room": "plan", "case": case_id, "mark": None, "options": {}}
    seen = desk.show(ANNA, "", asked, house.now())
    for _ in range(5):
        assert set(desk.show(ANNA, "", {**asked, "mark": seen["mark"]}, house.now())) == {"mark"}
    assert noted(house, case_id) == [("anna", "gezien", {"ruimte": "plan"})]


def test_an_act_is_noted_by_name_and_kind_and_never_by_what_was_written(house: House, case_id: str) -> None:
    words = "mijn zus woont in Asmara"
    data = {"kind": "afspraak", "soort": "gesprek", "datum": "2026-12-01", "plaats": words, "toelichting": words}
    done = act(house, ANNA, case_id, "enter", **data)
    line = ("anna", "gewijzigd", {"ruimte": "stand", "daad": "enter", "soort": "afspraak"})
    assert noted(house, case_id)[0] == line
    assert (len(noted(house, case_id)) == 1) is ("fault" not in done)
    act(house, ANNA, case_id, "enter", kind=words)
    assert words not in str(noted(house, case_id))


def test_an_act_that_is_refused_gets_a_line_that_says_so(house: House, case_id: str) -> None:
    assert act(house, ANNA, case_id, "phase", fase="bestaat niet")["fault"]
    first, second = house.audit.of_case(case_id)
    assert (first.what, second.what, second.about) == ("gewijzigd", "geweigerd", {"regel": first.id})


def test_what_cannot_be_noted_is_neither_shown_nor_done(house: House, case_id: str) -> None:
    full = replace(house, audit=FullAudit(house.audit))  # type: ignore[arg-type]
    assert "html" not in show(full, ANNA, case_id) and "vastleggen" in show(full, ANNA, case_id)["fault"]
    before = house.store.dossier.mark(case_id)
    data = {"kind": "doelgroep", "groep": "overig"}
    assert "vastleggen" in act(full, ANNA, case_id, "enter", **data)["fault"]
    assert house.store.dossier.mark(case_id) == before
    assert "fault" not in act(house, ANNA, case_id, "enter", **data)
    assert house.store.dossier.mark(case_id) > before, "with a sound audit the same is done"


def test_a_case_of_a_colleague_opens_after_a_reason(house: House, case_id: str, clock: Clock) -> None:
    assert "cs-stand-in" in show(house, BERT, case_id)["html"]
    assert act(house, BERT, case_id, "enter", kind="doelgroep", groep="overig") == {"fault": OF_A_COLLEAGUE}
    assert act(house, BERT, case_id, "waarnemen")["fault"]
    assert act(house, BERT, case_id, "waarnemen", reden="contact") == {}
    assert "cs-stand-in" not in show(house, BERT, case_id)["html"]
    clock.forward(days=1)
    assert barrier(house, BERT, case_id) is not None, "for the day, and not for ever"
    assert barrier(house, ANNA, case_id) is None


def test_standing_in_that_cannot_be_noted_opens_nothing(house: House, case_id: str) -> None:
    full = replace(house, audit=FullAudit(house.audit))  # type: ignore[arg-type]
    assert act(full, BERT, case_id, "waarnemen", reden="contact")["fault"]
    assert barrier(house, BERT, case_id) is not None


def test_words_to_read_today_open_a_case_at_once_and_that_is_noted(house: House, case_id: str) -> None:
    with house.store.writing(case_id) as writer:
        writer.event(Event("attention", house.now().isoformat(), 1))
    assert barrier(house, BERT, case_id) is None
    assert noted(house, case_id) == [("bert", "gezien", {"waarneming": TO_READ_TODAY})]


def test_whoever_hands_over_may_finish_the_day(house: House, case_id: str, clock: Clock) -> None:
    keep(house.store, case_id, "toegewezen", {"login": "bert"}, by="anna", at=house.now())
    assert barrier(house, ANNA, case_id) is None and barrier(house, BERT, case_id) is None
    clock.forward(days=1)
    assert barrier(house, ANNA, case_id) is not None


def test_a_case_of_nobody_is_everybodys(house: House, case_id: str) -> None:
    keep(house.store, case_id, "toegewezen", {"login": "weggegaan"}, by="teamleider", at=house.now())
    assert barrier(house, ANNA, case_id) is None and barrier(house, BERT, case_id) is None


def test_a_municipality_can_open_every_case(house: House, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "open")
    assert barrier(house, BERT, case_id) is None
    monkeypatch.setenv(SETTING, "soms")
    with pytest.raises(BadSetting, match=SETTING):
        barrier(house, BERT, case_id)


@pytest.mark.parametrize("role", ["beheerder", "cultuurvertaler", "derde", "", "verzonnen"])
def test_a_role_without_cases_is_kept_out_of_every_case(house: House, case_id: str, role: str) -> None:
    assert barrier(house, Staff("x", "X", role), case_id) is not None
