"""A page that asks every second reads nothing while nothing moved, and misses nothing that did."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.house import House, open_store_of
from assistant.store import Event, Turn
from assistant.store.sqlite import SQLiteStore, open_store
from tests.conftest import Clock
from ui.consulent.caseload_cache import FRESH_FOR, CaseloadCache


def new_case(house: House) -> str:
    return house.access.new_case(language="ti", label="Verzonnen", created_by="consulent", constructed=True).case_id


def event(store: SQLiteStore, case_id: str) -> None:
    with store.writing(case_id) as writer:
        writer.event(Event("handover", "2026-11-22T09:00:00+00:00", 1, {}))


def language(store: SQLiteStore, case_id: str) -> None:
    with store.writing(case_id) as writer:
        writer.language("ar")


def in_another_thread(store: SQLiteStore, case_id: str) -> None:
    thread = threading.Thread(target=event, args=(store, case_id))
    thread.start()
    thread.join()


def in_another_process(store: SQLiteStore, case_id: str) -> None:
    other = open_store(store.file, store._key)
    event(other, case_id)
    other.close()


@pytest.mark.parametrize("keep", [event, language, in_another_thread, in_another_process])
def test_the_version_moves_with_everything_that_is_kept(house: House, keep: Callable[[SQLiteStore, str], None]) -> None:
    case_id, store = new_case(house), house.store
    assert isinstance(store, SQLiteStore)
    before = store.version()
    store.cases(), store.changes(), store.answers(case_id)
    assert store.version() == before
    keep(store, case_id)
    assert store.version() != before


def test_what_was_not_kept_moves_nothing(house: House) -> None:
    case_id = new_case(house)
    before = house.store.version()
    with pytest.raises(RuntimeError), house.store.writing(case_id) as writer:
        writer.language("ar")
        raise RuntimeError
    assert house.store.version() == before
    assert [case.language for case in house.store.cases()] == ["ti"]


def test_the_cases_are_those_of_now_whoever_made_or_changed_them(house: House) -> None:
    assert isinstance(house.store, SQLiteStore)
    assert house.store.cases() == []
    first = new_case(house)
    assert [case.id for case in house.store.cases()] == [first]
    house.store.cases().clear()  # a list of one's own
    language(house.store, first)
    assert [case.language for case in house.store.cases()] == ["ar"]
    other = open_store_of(house.data, house.keyring)
    second = other.add_case(replace(house.store.case(first), id="2", code_digest="2"))
    other.close()
    assert [case.id for case in house.store.cases()] == [second.id, first]


def test_the_last_activity_is_the_last_turn(house: House) -> None:
    silent, talking = new_case(house), new_case(house)
    for number, at in ((1, "2026-11-22T09:00:00+00:00"), (2, "2026-11-22T09:05:00+00:00")):
        with house.store.writing(talking) as writer:
            writer.turn(Turn(talking, number, f"m{number}", "typed", "", {}, {}, at))
    assert house.store.activity() == {talking: "2026-11-22T09:05:00+00:00"}
    assert silent not in house.store.activity()


def test_a_quiet_caseload_reads_nothing_until_something_is_kept_or_a_day_begins(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, time = new_case(house), [0.0]
    cache = CaseloadCache(house.store, house.catalogue, clock=lambda: time[0], wording=house.wording, now=clock)
    mark = cache.mark()
    read: list[str] = []
    changes = house.store.changes
    monkeypatch.setattr(house.store, "changes", lambda: read.append("changes") or changes())

    def look() -> str:
        time[0] += FRESH_FOR
        return cache.mark()

    assert [look(), look()] == [mark, mark]
    assert read == []
    assert isinstance(house.store, SQLiteStore)
    event(house.store, case_id)
    moved = look()
    assert (moved != mark, len(read)) == (True, 1)
    clock.forward(hours=24)
    assert look() != moved
    assert len(read) == 2
