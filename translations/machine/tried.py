"""Which packages were tried and worked, kept beside them: a restart does not try each of them again."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from assistant.plain_json import read_json
from translations.machine.installed import InstalledPackage


class TriedPackages:
    """What is known of the packages in one folder. A package that changed counts as not tried."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / ".tried.json"

    def knows(self, package: InstalledPackage) -> bool:
        """Whether this very package was tried and worked."""
        return self._read().get(package.folder.name) == list(package.mark)

    def add(self, package: InstalledPackage) -> None:
        """Remember that it works; a folder that cannot be written forgets it, and it is tried again."""
        known = {name: mark for name, mark in self._read().items() if (self._file.parent / name).is_dir()}
        known[package.folder.name] = list(package.mark)
        fresh = self._file.with_name(".tried.json.new")
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps(known), encoding="utf-8")
            fresh.replace(self._file)

    def _read(self) -> dict[str, list[int]]:
        try:
            told = read_json(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}
