"""Runs every measurement of trust and the tests that prove the rest, and writes ``docs/trust.md``.

    make trust              everything; takes hours (each part says how long on the page)
    make trust QUICK=1      fewer repetitions, without the slow tests: some minutes
    .venv/bin/python benchmarks/trust.py --page    writes the page again from what was kept

Every part is kept in ``var/trust`` as soon as it is done. A run that was stopped goes on where it was, as long as the code is the
same; ``--fresh`` begins anew, ``--mend`` runs again what is missing or ended badly, and says of which code each part is. The page
is written after every part, so it is always as far as the run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.collecting.page import page
from benchmarks.collecting.parts import PROJECT, Part, part_of, run_part
from benchmarks.collecting.proof import Point, TestFile, made_at, not_run_yet, points, run_tests, taken_from

KEPT = PROJECT / "var" / "trust"
PAGE = PROJECT / "docs" / "trust.md"
SIZING = PROJECT / "docs" / "sizing.md"
SOURCES = ("assistant", "actions", "ui", "translations", "benchmarks", "tests", "deploy")
LONGEST = {"quick": 1800.0, "full": 6 * 3600.0}
LONGEST_TESTS = {"quick": 1800.0, "full": 4 * 3600.0}


def measurements(mode: str) -> dict[str, list[str]]:
    """Name -> command of everything there is to measure: every ``benchmarks/trust_*.py``, and the load last."""
    folder = PROJECT / "benchmarks"
    scripts = [*sorted(folder.glob("trust_*.py")), folder / "load.py"]
    full = ["--full"] if mode == "full" else []
    found = {script.stem: [str(script.relative_to(PROJECT)), *full] for script in scripts}
    if mode == "full":
        found["load"] += ["--write", str(SIZING.relative_to(PROJECT))]  # one run for both pages
    return found


def machine() -> str:
    """The machine in a line: processor, cores, memory, system, Python."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    processor = names[0].split(":", 1)[1].strip() if names else platform.machine()
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load at the start {os.getloadavg()[0]:.1f}"
    )


def digest() -> str:
    """Of every source: whether what was kept is of the code as it is now."""
    found = sha256()
    for folder in SOURCES:
        for file in sorted((PROJECT / folder).rglob("*")):
            if file.suffix in {".py", ".yml", ".js", ".sql"} and not {".venv", "node_modules"} & set(file.parts):
                found.update(file.relative_to(PROJECT).as_posix().encode())
                found.update(file.read_bytes())
    return found.hexdigest()[:16]


def version() -> str:
    """The commit, and how many files differ from it."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=all", "--", *SOURCES).splitlines()
    return f"{git('rev-parse', '--short', 'HEAD') or 'no commit'}{f' with {len(changed)} files changed' if changed else ''}"


class Run:
    """One run as it is kept in ``run.json``: what was measured so far and what is still to do."""

    def __init__(self, file: Path, state: dict[str, Any]) -> None:
        self._file, self.state = file, state

    @classmethod
    def begin(cls, mode: str, *, fresh: bool, again: bool) -> Run:
        """The run that was stopped, when it is of this kind and of this code; else a new one.

        Args:
            mode: full or quick. fresh: always a new one. again: the run that is there, whatever its code: each part says its own.
        """
        file, code = KEPT / mode / "run.json", digest()
        if file.exists() and not fresh:
            state = json.loads(file.read_text(encoding="utf-8"))
            if again or (state["code"] == code and not state["done"]):
                return cls(file, state)
        state = {
            "mode": mode, "code": code, "machine": machine(), "version": version(), "began": _now(), "ended": _now(),
            "done": False, "parts": {}, "tests": {},
        }  # fmt: skip
        return cls(file, state)

    @property
    def parts(self) -> dict[str, Part]:
        """The measurements that are done."""
        return {name: part_of(kept) for name, kept in self.state["parts"].items()}

    @property
    def tests(self) -> dict[str, TestFile]:
        """The test files that were run."""
        return {name: TestFile(**kept) for name, kept in self.state["tests"].items()}

    def keep(self) -> None:
        """Write the state whole, so that a stop leaves the one before."""
        self.state["ended"] = _now()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(self.state, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(self._file)


def files_of(point: Point, mode: str) -> set[str]:
    """The test files that a point asks for in this kind of run."""
    names = {name for line in point.lines for name in (line.tests if mode == "quick" else (*line.tests, *line.slow))}
    return {name.partition("::")[0] for name in names}


def unfinished(run: Run) -> list[str]:
    """What of the run is still to do."""
    mode, ran = run.state["mode"], set(run.state["tests"])
    tests = [f"tests of {point.title}" for point in points() if files_of(point, mode) - ran]
    return [*(name for name in measurements(mode) if name not in run.state["parts"]), *tests]


def wanted(run: Run, name: str, *, mend: bool) -> bool:
    """Whether a measurement is still to run; with ``mend`` also when it ended badly, or a figure is not as wanted."""
    part = run.parts.get(name)
    return part is None or (mend and (part.failed or any(not one.ok for one in part.figures)))


def write(run: Run) -> None:
    """The page, as far as the run is."""
    text = page(points(), run.parts, run.tests, {**run.state, "unfinished": unfinished(run)})
    PAGE.write_text(text, encoding="utf-8")


def main() -> int:
    """Run, keep, write; 0 when everything was run (whether or not it is as wanted: the page says that)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the short form of every measurement, without slow tests")
    parser.add_argument("--fresh", action="store_true", help="begin anew, also when a run was stopped")
    parser.add_argument("--page", action="store_true", help="run nothing: write the page from what was kept")
    parser.add_argument("--only", nargs="*", default=None, help="only these measurements, again; tests: the tests still to run")
    parser.add_argument("--mend", action="store_true", help="of the run that is there: what is missing or ended badly, again")
    parser.add_argument("--tests", type=Path, metavar="JUNIT", help="take the tests from the report of a whole run of this code")
    given = parser.parse_args()
    mode = "quick" if given.quick else "full"
    if given.page:
        file = KEPT / mode / "run.json"
        if not file.exists():
            print(f"nothing was kept: {file} is not there", file=sys.stderr)
            return 1
        write(Run(file, json.loads(file.read_text(encoding="utf-8"))))
        return 0
    if given.tests is not None:
        return take_tests(mode, given.tests)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is running is stopped too
    run = Run.begin(mode, fresh=given.fresh, again=given.mend or given.only is not None)
    for name, command in measurements(mode).items():
        if not (wanted(run, name, mend=given.mend) if given.only is None else name in given.only):
            continue
        _say(f"{name} …")
        part = run_part(name, command, KEPT / mode, LONGEST[mode])
        part.at, part.version = _now(), version()
        run.state["parts"][name] = part.kept()
        run.keep()
        write(run)
        _say(f"{name}: {part.fault or f'{len(part.figures)} figures'}")
    tried: set[str] = set()
    for point in points() if given.only is None or "tests" in given.only else ():
        done = {name for name, one in run.tests.items() if one.well or not given.mend}
        if files := files_of(point, mode) - done - tried:
            _say(f"tests of {point.title} …")
            tried |= files
            for name, one in run_tests(files, KEPT / mode, LONGEST_TESTS[mode]).items():
                one.version = version()
                run.state["tests"][name] = vars(one)
            run.keep()
            write(run)
    run.state["done"] = not unfinished(run)
    run.keep()
    write(run)
    _say(f"written: {PAGE}")
    return 0


def take_tests(mode: str, report: Path) -> int:
    """Fill in every test from the report of ``make test``, which was run after the last change of the code; writes the page."""
    if made_at(report) < newest_source():
        print(f"{report} was made before the newest source: run the tests again", file=sys.stderr)
        return 1
    run = Run.begin(mode, fresh=False, again=True)
    files = {file for point in points() for file in files_of(point, mode)}
    for name, one in taken_from(report, not_run_yet(files)).items():
        one.version = version()
        run.state["tests"][name] = vars(one)
    run.state["done"] = not unfinished(run)
    run.keep()
    write(run)
    return 0


def newest_source() -> float:
    """When a source was last written, in seconds since 1970."""
    found = (file for folder in SOURCES for file in (PROJECT / folder).rglob("*.py") if ".venv" not in file.parts)
    return max(file.stat().st_mtime for file in found)


def _say(text: str) -> None:
    print(f"{_now()} {text}", file=sys.stderr, flush=True)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


if __name__ == "__main__":
    sys.exit(main())
