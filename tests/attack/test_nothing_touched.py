"""Reading hostile input computes, and does nothing else: no file outside its folder, no connection, no program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_no_case_reaches_the_network_a_program_or_a_file_outside_its_folder(tmp_path: Path) -> None:
    """In a process of its own: an audit hook of Python cannot be taken away again. The cage proves itself first."""
    work, own = tmp_path / "work", tmp_path / "own"
    work.mkdir()
    own.mkdir()
    environ = {name: text for name, text in os.environ.items() if not name.startswith("INTAKE_")}
    environ |= {"TMPDIR": str(own), "HOME": str(own), "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.attack.caged"],
        cwd=work,
        env=environ,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["tried"] == []
    assert told["cases"] > 500
    # also what a library writes without Python's knowledge: beside the folder nothing came, and no name of a way out
    assert list(work.iterdir()) == []
    assert {one.name for one in tmp_path.iterdir()} == {"work", "own"}
    assert not [one for one in own.rglob("*") if one.name in {"ran", "out.txt", "passwd"}]
