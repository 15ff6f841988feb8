"""What the list says of a case, and that a quiet caseload costs nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.caseload import CaseSummary
from assistant.house import House
from tests.ui.consulent import constructed
from ui.consulent.caseload_cache import FRESH_FOR, CaseloadCache
from ui.consulent.rows import row_of, searchable

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


def case(**more: object) -> CaseSummary:
    plain: dict[str, object] = {
        "case_id": "c", "number": 7, "label": "Selam T.", "language": "ti", "constructed": False, "answered": 12,
        "applicable": 31, "open_points": 0, "waiting": "bezig", "last_activity": NOW - timedelta(minutes=5),
        "finished": False, "flags": [],
    }  # fmt: skip
    return CaseSummary(**{**plain, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "groups", "tags", "stage"),
    [
        ({}, "busy", [], "bezig"),
        ({"open_points": 2}, "busy", ["2 te bespreken"], "bezig"),
        ({"flags": ["wil een persoon spreken"]}, "attention busy", ["wil een persoon spreken"], "bezig"),
        ({"flags": ["gepauzeerd"]}, "busy", [], "gepauzeerd"),
        ({"finished": True, "open_points": 1}, "attention done", ["1 te bespreken"], "klaar met de vragen"),
        ({"finished": True}, "done", [], "klaar met de vragen"),
        ({"last_activity": None, "language": None}, "", [], "nog niet begonnen"),
    ],
)
def test_what_a_row_says(house: House, changes: dict[str, object], groups: str, tags: list[str], stage: str) -> None:
    row = row_of(case(**changes), house.wording, NOW)
    assert (row.group, [tag.text for tag in row.waits], row.stage) == (groups, tags, stage)


def test_progress_language_and_activity_are_in_words(house: House) -> None:
    row = row_of(case(), house.wording, NOW)
    assert (row.progress, row.percent) == ("12 van 31 beantwoord", 39)
    assert (row.language, row.language_own, row.last_activity) == ("Tigrinya", "ትግርኛ", "5 minuten geleden")


@pytest.mark.parametrize("typed", ["selam", "7", "tigrinya", "ትግርኛ", "bezig", "SÉLAM"])
def test_what_a_case_is_found_by(house: House, typed: str) -> None:
    assert searchable(typed) in row_of(case(), house.wording, NOW).search


def test_a_row_is_sent_again_only_when_something_shown_changed(house: House) -> None:
    before = row_of(case(), house.wording, NOW)
    assert row_of(case(), house.wording, NOW).mark == before.mark
    assert row_of(case(), house.wording, NOW + timedelta(minutes=1)).mark != before.mark
    assert row_of(case(answered=13), house.wording, NOW).mark != before.mark


def test_only_the_case_that_moved_is_read_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    selam, omar = constructed.tigrinya_case(house), constructed.arabic_case(house)
    time = [0.0]
    cache = CaseloadCache(house.store, house.catalogue, clock=lambda: time[0])
    mark, cases = cache.cases()
    assert [found.label for found in cases] == ["Selam T.", "Omar H."]

    read: list[str] = []
    answers = house.store.answers
    monkeypatch.setattr(type(house.store), "answers", lambda _, case_id: read.append(case_id) or answers(case_id))
    time[0] += FRESH_FOR
    assert cache.mark() == mark
    assert read == []

    omar.say("werk.uren", 20, "٢٠")
    time[0] += FRESH_FOR
    again, cases = cache.cases()
    assert again != mark
    assert read == [omar.case.case_id]
    assert {found.case_id: found.answered for found in cases}[selam.case.case_id] > 0


def test_the_list_agrees_with_the_core(house: House) -> None:
    for make in (constructed.tigrinya_case, constructed.arabic_case, constructed.dari_case):
        make(house)
    house.access.new_case(language="nl", label="Nog niemand", created_by="x")
    assert CaseloadCache(house.store, house.catalogue).cases()[1] == house.caseload()
