"""A house whose store does not wait for the disk: these tests write hundreds of cases and lose none when the power fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.house import House, open_house
from assistant.store.sqlite import SQLiteStore
from tests.conftest import Clock


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    opened = open_house(tmp_path / "data", wording_of, clock)
    assert isinstance(opened.store, SQLiteStore)
    opened.store.db.execute("PRAGMA synchronous = OFF")
    yield opened
    opened.store.close()
