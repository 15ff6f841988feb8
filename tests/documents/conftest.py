"""Constructed cases with a plan: a concept, and one that was set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.commands.opening import wording_of
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import form
from assistant.house import House, open_house
from assistant.pip.plan import plan_of
from assistant.pip.versions import freeze
from assistant.store import PlanVersion
from tests.conftest import Clock
from tests.pip.cases import CASES


@pytest.fixture(scope="module")
def plan_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with one constructed person whose plan is a concept; tests that write take one of their own."""
    house = open_house(tmp_path_factory.mktemp("huis") / "data", wording_of, Clock())
    CASES["moeder_eritrea"](house)
    yield house
    house.store.close()


@pytest.fixture
def own_house(tmp_path: Path) -> Iterator[House]:
    house = open_house(tmp_path / "data", wording_of, Clock())
    CASES["moeder_eritrea"](house)
    yield house
    house.store.close()


def set_as_it_is(house: House, case_id: str, by: str = "consulent") -> PlanVersion:
    """Set the plan of a case as it stands, past the workflow: what comes after is what is tested."""
    file = house.case_file(case_id)
    number = len(file.versions) + 1
    data = {"versie": number, "datum": file.today.isoformat(), "mandaat": "verzonnen mandaat"}
    entry = Entry("vastgesteld", form("vastgesteld").read(data), by, house.now().isoformat())
    as_set = replace(file, dossier=Dossier.of([*file.dossier.entries, entry]))
    document, plan, digest = freeze(as_set, plan_of(file))
    version = PlanVersion(case_id, number, document, plan, digest, by, house.now().isoformat())
    return house.store.dossier.set_plan(version, entry, lambda dossier, versions: None)
