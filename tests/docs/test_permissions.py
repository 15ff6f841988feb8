"""The page about who may do what is the table of the code, and the table is whole."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path

import pytest

from assistant.roles import CASES, DERDE, MAY, MEANS, ROLES, WHOSE_NL

PROJECT = Path(__file__).resolve().parents[2]


def test_the_page_is_the_one_that_the_table_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_permissions", PROJECT / "docs/make_permissions.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    written = (PROJECT / "docs/permissions.md").read_text(encoding="utf-8")
    assert made.page() == written, "run .venv/bin/python docs/make_permissions.py"


def test_every_permission_and_every_role_is_explained() -> None:
    assert set(MAY) == set(MEANS)
    assert set(CASES) == {*ROLES, DERDE}
    assert set(CASES.values()) <= set(WHOSE_NL)


@cache
def code() -> str:
    """What could ask: everything but the table, and not the other environment."""
    found = []
    for folder in ("ui", "assistant", "translations"):
        for here, inside, files in os.walk(PROJECT / folder):
            inside[:] = [one for one in inside if not one.startswith(".")]
            found += [Path(here) / name for name in files if name.endswith(".py") and name != "roles.py"]
    return "\n".join(file.read_text(encoding="utf-8") for file in found)


@pytest.mark.parametrize("what", MAY)
def test_every_permission_names_roles_that_exist_and_is_asked_somewhere(what: str) -> None:
    assert MAY[what] and MAY[what] <= set(ROLES)
    assert f'"{what}"' in code(), f"nothing asks for {what}"


def test_third_parties_may_nothing() -> None:
    assert not any(DERDE in roles for roles in MAY.values())
    assert CASES[DERDE] == "geen"
