"""A page of staff that got no answer sends the same thing again: it is kept once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dossier.keeping import keep, not_changed_since
from assistant.house import House
from assistant.store.once import once
from assistant.writing_to_person import write_message
from tests.conftest import Clock, Person

MARK = "een-merk-van-de-pagina"


def names(house: House, case_id: str) -> list[str]:
    return [str(one.data["naam"]) for one in house.store.dossier.entries(case_id) if one.kind == "contactpersoon"]


def add(house: House, clock: Clock, case_id: str, who: str, mark: object, name: str = "Sara") -> int | None:
    with once(who, mark):
        return keep(house.store, case_id, "contactpersoon", {"naam": name}, by=who, at=clock()).id


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        pytest.param([("marijke", MARK), ("marijke", MARK)], 1, id="the same page again"),
        pytest.param([("marijke", MARK), ("marijke", MARK + "2")], 2, id="another press"),
        pytest.param([("marijke", MARK), ("tom", MARK)], 2, id="a colleague"),
        pytest.param([("marijke", None), ("marijke", None)], 2, id="no mark"),
        pytest.param([("marijke", "kort"), ("marijke", "kort")], 2, id="a mark that says too little"),
        pytest.param([("marijke", {"x": 1}), ("marijke", {"x": 1})], 2, id="no text"),
    ],
)
def test_once(
    house: House, clock: Clock, person: Callable[..., Person], marks: list[tuple[str, object]], kept: int
) -> None:
    case_id = person("nl").case.case_id
    ids = [add(house, clock, case_id, who, mark) for who, mark in marks]
    assert len(names(house, case_id)) == len(set(ids)) == kept


def test_two_entries_of_one_press_are_both_kept_and_sent_again_both_found(
    house: House, clock: Clock, person: Callable[..., Person]
) -> None:
    case_id = person("nl").case.case_id
    for _ in range(2):
        with once("marijke", MARK):
            for name in ("Sara", "Tom"):
                keep(house.store, case_id, "contactpersoon", {"naam": name}, by="marijke", at=clock())
    assert names(house, case_id) == ["Sara", "Tom"]


def test_sent_again_it_is_not_taken_for_a_change_by_a_colleague(
    house: House, clock: Clock, person: Callable[..., Person]
) -> None:
    case_id, data = person("nl").case.case_id, {"naam": "Sara"}
    for _ in range(2):
        with once("marijke", MARK):
            check = not_changed_since("contactpersoon", None)
            keep(house.store, case_id, "contactpersoon", data, by="marijke", at=clock(), check=check)
    assert names(house, case_id) == ["Sara"]


def test_what_was_refused_can_be_sent_again_with_the_same_mark(
    house: House, clock: Clock, person: Callable[..., Person]
) -> None:
    case_id = person("nl").case.case_id
    with pytest.raises(ZeroDivisionError), once("marijke", MARK):
        check = lambda dossier: 1 // 0  # noqa: E731
        keep(house.store, case_id, "contactpersoon", {"naam": "Sara"}, by="marijke", at=clock(), check=check)
    add(house, clock, case_id, "marijke", MARK)
    assert names(house, case_id) == ["Sara"]


def test_a_message_to_the_person_is_kept_once(house: House, clock: Clock, person: Callable[..., Person]) -> None:
    somebody = person("ti")
    for mark in (MARK, MARK, "een-ander-merk"):
        with once("marijke", mark):
            write_message(house.store, house.catalogue, somebody.case.case_id, "Wij bellen u.", by="marijke", at=clock())
    assert len(somebody.events("message")) == 2
    assert len(house.store.translation.sources(somebody.case.case_id)) == 2, "and is translated as often"
