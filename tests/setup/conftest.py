from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.a_small_project import PROJECT, make_small_project


@pytest.fixture(autouse=True)
def deploy_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(PROJECT / "deploy"))
    yield


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    if not (PROJECT / ".tools" / "uv" / "bin" / "uv").exists():
        pytest.skip("set-up of the project itself did not run")
    root = tmp_path / "small"
    root.mkdir()
    return make_small_project(root)
