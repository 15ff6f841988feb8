"""A package tried in a process of its own: loaded for real, and one word translated.

A damaged model can end the process that loads it, or take all memory. So nobody loads a package that was not tried here first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from translations.machine.faults import BadPackage, PackageFault

PROJECT = Path(__file__).resolve().parents[2]
_PATIENCE = 300.0
_ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}


@dataclass(frozen=True)
class Probed:
    """How a package did: milliseconds to load it and to translate a word, and its memory in bytes."""

    load_ms: float
    word_ms: float
    memory: int


def probe(folder: Path, *, within: float = _PATIENCE) -> Probed:
    """Load a package in a process of its own, and translate a word.

    Args:
        folder: of the package, unpacked.
        within: seconds that may take.

    Raises:
        BadPackage: when that fails, however it fails.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "translations.machine.probing", str(folder.absolute())],
            cwd=PROJECT,
            env={**os.environ, **_ONE_THREAD},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=within,
        )
    except subprocess.TimeoutExpired as fault:
        raise BadPackage(f"it was not loaded within {within:g} s") from fault
    try:
        told = json.loads(done.stdout)
    except ValueError as fault:
        raise BadPackage(
            f"its model is broken: it ended the process that loaded it (exit code {done.returncode})"
        ) from fault
    if "fault" in told:
        raise BadPackage(told["fault"])
    return Probed(told["load_ms"], told["word_ms"], told["memory"])


def _try(folder: Path) -> dict[str, object]:
    from translations.machine.closed_outside import close_the_outside
    from translations.machine.loading import LoadedPackage

    close_the_outside()
    try:
        begun, before = time.perf_counter(), _memory()
        package = LoadedPackage(folder)
        loaded, memory = time.perf_counter(), _memory() - before
        package.translate(["selam"])
    except PackageFault as fault:
        return {"fault": str(fault)}
    except OSError as fault:
        return {"fault": f"it cannot be read ({fault.strerror})"}
    word_ms = (time.perf_counter() - loaded) * 1000
    return {"load_ms": (loaded - begun) * 1000, "word_ms": word_ms, "memory": max(0, memory)}


def _memory() -> int:
    """Bytes of memory this process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    print(json.dumps(_try(Path(sys.argv[1]))))
