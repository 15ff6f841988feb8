"""A project in small for the tests of set-up: the real scripts, the real installer, and hardly any packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = PROJECT / "requirements"


def pinned(package: str, lock: str) -> str:
    """The lines of one package from a lock of the project, hashes included."""
    text = (LOCKS / lock).read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(package)}==.*?(?=^\S|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert found, f"{package} is not in {lock}"
    return found.group()


def make_small_project(root: Path, *, with_tools: bool = True) -> Path:
    """The same Makefile and deploy/, the app environment with setuptools alone, an empty dialogue environment."""
    for name in ("Makefile", "deploy", ".python-version"):
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, root / name)
    locks = root / "requirements"
    locks.mkdir()
    for name in ("tools.txt", "build.txt"):
        shutil.copy2(LOCKS / name, locks / name)
    (locks / "app.txt").write_text(pinned("setuptools", "app.txt"), encoding="utf-8")
    (locks / "dev.txt").write_text("# nothing\n", encoding="utf-8")
    (locks / "dialogue.txt").write_text("# nothing\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        '[project]\nname = "small"\nversion = "1"\n[project.scripts]\nintake = "assistant.commands:main"\n'
        '[tool.setuptools]\npackages = ["assistant"]\n',
        encoding="utf-8",
    )
    dialogue = root / "assistant" / "dialogue"
    dialogue.mkdir(parents=True)
    (root / "assistant" / "__init__.py").touch()
    (root / "assistant" / "commands.py").write_text('def main():\n    print("the small intake")\n', encoding="utf-8")
    (dialogue / "__init__.py").touch()
    (dialogue / "train.py").write_text(
        "import pathlib, sys\n"
        "model = pathlib.Path(sys.argv[2]) / 'models' / 'model.tar.gz'\n"
        "if not model.exists():\n"
        "    model.parent.mkdir(parents=True, exist_ok=True)\n"
        "    model.write_text('a model')\n"
        "    print('trained with %d.%d' % sys.version_info[:2])\n",
        encoding="utf-8",
    )
    if with_tools:
        borrow_tools(root)
    return root


def borrow_tools(root: Path) -> None:
    """Let the small project use the installer that the project itself fetched, so that tests need no network."""
    tools = root / ".tools" / "uv" / "bin"
    tools.mkdir(parents=True)
    (tools / "uv").symlink_to(PROJECT / ".tools" / "uv" / "bin" / "uv")
    python = tools / "python"
    python.write_text('#!/bin/sh\n[ "$*" = "-m pip config list" ]\n', encoding="utf-8")  # pip's settings: none
    python.chmod(0o755)
    import sys

    sys.path.insert(0, str(root / "deploy"))
    try:
        from environments.stamps import mark
        from environments.steps import Places

        wanted = Places(root, root / "var").uv_environment
        mark(wanted.folder, wanted.wanted())
    finally:
        sys.path.pop(0)


def make(root: Path, target: str = "setup", *settings: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run ``make TARGET`` there; what it says on both outputs stands in ``stdout``."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("MAKE", "INTAKE_", "VIRTUAL_ENV"))}
    return subprocess.run(
        ["make", "--no-print-directory", "-C", str(root), target, *settings],
        env={**kept, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        timeout=240,
    )
