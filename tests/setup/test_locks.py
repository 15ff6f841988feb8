"""The pinned requirements: complete, hashed, without addresses, and each direct one with its reason."""

from __future__ import annotations

import re

import pytest

from tests.setup.a_small_project import LOCKS, PROJECT

NAMES = ("app", "build", "dev", "dialogue", "tools")


def direct(name):
    lines = (LOCKS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("#", "-c "))]


def packages(name):
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", (LOCKS / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M))


def test_there_is_no_other_lock():
    assert sorted(file.stem for file in LOCKS.glob("*.txt")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_direct_dependency_has_its_reason(name):
    assert direct(name)
    assert [line for line in direct(name) if not re.fullmatch(r"\S+  # \S.{8,}", line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_direct_dependency_is_pinned(name):
    asked = {re.split(r"[=<> ]", line)[0].lower() for line in direct(name)}
    assert asked - packages(name).keys() == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_pinned_by_version_and_hash(name):
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.M), flags=re.M)
    blocks = [block for block in blocks if block.strip()]
    assert blocks
    wrong = [b.split()[0] for b in blocks if not re.match(r"[a-z0-9-]+==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", b)]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["in", "txt"])
def test_no_address_and_no_path_is_recorded(name, ending):
    text = (LOCKS / f"{name}.{ending}").read_text(encoding="utf-8")
    assert not re.search(r"://|^--?(index|extra|find)|(^|\s)/\w+/", text, flags=re.M)


def test_the_lock_of_the_tests_agrees_with_that_of_the_app():
    app, dev = packages("app"), packages("dev")
    assert {name: version for name, version in dev.items() if app.get(name, version) != version} == {}


def test_the_dialogue_server_is_the_one_its_code_is_written_for():
    assert packages("dialogue")["rasa"] == "3.6.21"


def test_both_interpreters_are_named_for_pyenv():
    assert (PROJECT / ".python-version").read_text() == "3.12\n3.10\n"
