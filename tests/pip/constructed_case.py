"""An empty constructed case, for tests that fill in the rest themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.case_file import CaseFile
from assistant.commands.opening import wording_of
from assistant.house import open_house


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    house = open_house(Path(tmp_path_factory.mktemp("zaak")), wording_of)
    made = house.access.new_case(language="ti", label="Verzonnen", created_by="anna", constructed=True)
    yield house.case_file(made.case_id)
    house.store.close()
