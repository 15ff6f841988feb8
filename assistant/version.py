"""Which version this is: the one number that the command, the readiness page and every log begin with."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "brede-intake-assistent"


def version() -> str:
    """The version in ``pyproject.toml`` beside the code, or of the installed package when that file is not there."""
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"
    if project.is_file():
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    return metadata.version(DISTRIBUTION)


__all__ = ["DISTRIBUTION", "version"]
