"""Whenever the power is cut and whatever the disk made of it: what was confirmed is there, once, and nothing else is.

The recording is of the real store while four people (ar, prs, ti, nl) answer and both desks work. The database is written
through at every 100 pages, so that cuts also fall within that.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.power import Recording, cuts, recorded, whole_disk_is_as_recorded

TURNS = 14
OFTEN = "wal_autocheckpoint = 100"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return recorded(tmp_path_factory.mktemp("power"), TURNS, OFTEN)


def test_the_recording_misses_nothing(recording: Recording, tmp_path: Path) -> None:
    assert whole_disk_is_as_recorded(recording, tmp_path / "disk")
    assert recording.confirmed >= 4 * TURNS, "all four people were answered"
    assert recording.rows["answers"] and recording.rows["dossier"] and recording.rows["renditions"] and recording.rows["audit"]
    assert any(one.kind == "W" and one.path.endswith("intake.sqlite") for one in recording.records[400:]), "written through"


def test_nothing_that_was_confirmed_is_lost_and_nothing_is_there_twice(recording: Recording, tmp_path: Path) -> None:
    tried = cuts(recording, tmp_path / "disk", seed=20261122, at_syncs=10_000, between=100)
    assert tried.prefixes >= 2 * len(recording.syncs), "just before and just after every sync"
    assert tried.faults == []


def test_the_checker_finds_a_store_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    careless = recorded(tmp_path, 4, OFTEN, "synchronous = OFF")
    tried = cuts(careless, tmp_path / "again", seed=1, at_syncs=0, between=40)
    assert any("rows were confirmed" in fault for fault in tried.faults), "answers that were confirmed are lost"


def test_the_checker_finds_what_is_there_twice(recording: Recording, tmp_path: Path) -> None:
    twice = {table: [*marks[:1], *marks] for table, marks in recording.rows.items()}
    tried = cuts(Recording(recording.folder, recording.records, twice), tmp_path / "disk", seed=1, at_syncs=10, between=0)
    assert any("never kept, or twice" in fault for fault in tried.faults)
