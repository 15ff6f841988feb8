"""What tools say when they fail, and what set-up makes of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("error: failed to write to file `x`: No space left on device (os error 28)", "disk is full"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("cause: dns error\n  cause: failed to lookup address information", "network or the package index"),
        (
            "NewConnectionError('<...>: Failed to establish a new connection: Connection refused')",
            "network",
        ),
        ("ERROR: No matching distribution found for uv (from versions: none)", "network or the package index"),
        ("invalid peer certificate: UnknownIssuer", "certificate of the package index"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed; error sending request", "certificate"),
        ("HTTP status client error (403 Forbidden) for url", "refused access"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "its hash differs"),
        ("error: Hash mismatch for `polib==1.2.0`", "its hash differs"),
        ("error: Failed to build `docopt==0.6.2`", "could not be built"),
    ],
)
def test_each_cause_is_told_in_plain_words_with_advice(said, what):
    from environments.problems import explain

    problem = explain(said, "installing the app environment", ".tools/setup.log")
    assert what in problem.what
    assert "What to do: " in str(problem)
    assert ".tools/setup.log" in str(problem)


def test_an_unknown_cause_shows_the_last_lines():
    from environments.problems import explain

    said = "\n".join(f"line {number}" for number in range(40))
    message = str(explain(said, "making a place", ".tools/setup.log"))
    assert "line 39" in message
    assert "line 20" not in message


@pytest.mark.parametrize(("free", "refused"), [(4_999_999_999, True), (5_000_000_000, False)])
def test_too_little_disk_space_is_refused_before_anything_is_fetched(tmp_path, free, refused):
    from environments.problems import SetupProblem
    from environments.steps import SPACE_NEEDED, check_space

    if not refused:
        check_space(tmp_path, SPACE_NEEDED, free=lambda place: free)
        return
    with pytest.raises(SetupProblem, match="too little disk space: 5.0 GB free, 5 GB needed"):
        check_space(tmp_path, SPACE_NEEDED, free=lambda place: free)


def test_set_up_checks_the_space_first(tmp_path, monkeypatch):
    from environments import steps
    from environments.problems import SetupProblem
    from tests.setup.a_small_project import make_small_project

    root = make_small_project(tmp_path, with_tools=False)
    monkeypatch.setattr(steps.shutil, "disk_usage", lambda place: steps.shutil._ntuple_diskusage(9, 8, 1))
    with pytest.raises(SetupProblem, match="too little disk space"):
        steps.set_up(steps.places_of(root, {}), {})
    assert not (root / ".tools" / "uv").exists()
    assert not (root / ".venv").exists()


def test_a_python_without_venv_is_told_by_package(monkeypatch):
    from environments import steps
    from environments.problems import SetupProblem

    monkeypatch.setattr(steps, "_has_ensurepip", lambda python: False)
    with pytest.raises(SetupProblem) as problem:
        steps.python_that_makes_environments({"PATH": "/nowhere", "PYENV_ROOT": "/nowhere", "HOME": "/nowhere"})
    assert "venv and ensurepip are missing" in str(problem.value)
    assert "apt-get install" in str(problem.value)


def test_no_python_of_that_version_and_none_to_fetch(tmp_path, monkeypatch):
    from environments import interpreters
    from environments.problems import SetupProblem

    monkeypatch.setattr(interpreters, "find_on_machine", lambda version, environ: None)
    no_uv = tmp_path / "uv"
    no_uv.write_text("#!/bin/sh\nexit 2\n")
    no_uv.chmod(0o755)
    with pytest.raises(SetupProblem) as problem:
        interpreters.find_or_fetch("3.10", Path(no_uv), {}, tmp_path)
    for advice in ("pyenv install 3.10", "HTTPS_PROXY", "make setup INTAKE_PYTHON310=/path/to/python3.10"):
        assert advice in str(problem.value)


def test_a_python_is_found_where_pyenv_keeps_it_the_newest_first(tmp_path):
    from environments.interpreters import find_on_machine

    version = "3.12"
    for release, works in (("3.12.9", True), ("3.12.10", True), ("3.12.11", False), ("3.1.2", True)):
        folder = tmp_path / "versions" / release / "bin"
        folder.mkdir(parents=True)
        python = folder / "python3.12"
        answer = f"cpython {version} 64\\n{python}" if works else "pypy 3.12 64\\nx"
        python.write_text(f"#!/bin/sh\nprintf '{answer}\\n'\n")
        python.chmod(0o755)
    environ = {"PATH": "/nowhere", "PYENV_ROOT": str(tmp_path), "HOME": "/nowhere"}
    found = find_on_machine(version, environ)
    if sys.version_info[:2] == (3, 12) and sys.prefix == sys.base_prefix:
        pytest.skip("this very Python comes before pyenv's")
    assert found == str(tmp_path / "versions" / "3.12.10" / "bin" / "python3.12")
