"""A case to make others from, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.case_file import CaseFile
from assistant.commands.opening import wording_of
from assistant.house import open_house
from tests.conftest import Clock


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> CaseFile:
    folder: Path = tmp_path_factory.mktemp("base")
    opened = open_house(folder, wording_of, Clock())
    made = opened.access.new_case(language="nl", label="verzonnen", created_by="anna", constructed=True)
    return opened.case_file(made.case_id)
