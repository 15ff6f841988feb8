"""One empty constructed case for all tests of the caseload."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.case_file import CaseFile
from assistant.commands.opening import wording_of
from assistant.house import House, open_house


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = open_house(Path(tmp_path_factory.mktemp("zaak")), wording_of)
    yield house
    house.store.close()


@pytest.fixture(scope="module")
def file(opened: House) -> CaseFile:
    made = opened.access.new_case(language="ti", label="Verzonnen", created_by="anna", constructed=True)
    return opened.case_file(made.case_id)
