"""A municipality's age limit of the onderwijsroute: somebody who is nearly that old gets a flag, and nothing is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.house import open_house
from tests.conftest import Clock, Person


@pytest.mark.parametrize(("born", "flagged"), [("1999-01-01", True), ("1998-01-01", False), ("2003-01-01", False)])
def test_the_flag(tmp_path: Path, clock: Clock, born: str, flagged: bool) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "local.yml").write_text('name: stad\nversion: "1"\nage_limit_onderwijsroute: 28\n', encoding="utf-8")
    house = open_house(tmp_path / "data", wording_of, clock, questions=own)
    someone = Person(house, "nl")
    someone.go_to("persoon.geboortedatum")
    someone.press(f'answer:"{born}"')
    flags = house.record_view(someone.case.case_id).summary.flags
    assert any("onderwijsroute" in flag for flag in flags) is flagged
    house.store.close()
