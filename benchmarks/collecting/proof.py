"""What was promised, line by line, and whether the figures and the tests prove it: ``lines.yml`` against what was run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from xml.etree import ElementTree

import yaml

from benchmarks.collecting.parts import PROJECT, Figure, Part, end

LINES = Path(__file__).parent / "lines.yml"
YES, NO, NOT_RUN = "yes", "NO", "not run"


@dataclass(frozen=True)
class Promise:
    """One line of what was promised.

    Attributes:
        id: as ``3.2``. promised: the line. figures: ids of figures that must be there, ``*`` for any letters.
        full: ids of figures that only a full run gives.
        tests: files (or ``file::test``) that prove it. slow: the same, left out of a quick run.
        not_proven: what nothing here proves; empty when all of it is.
    """

    id: str
    promised: str
    figures: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    slow: tuple[str, ...] = ()
    not_proven: str = ""


@dataclass(frozen=True)
class Point:
    """A point of the issue with its lines."""

    title: str
    lines: tuple[Promise, ...]


def points(file: Path = LINES) -> tuple[Point, ...]:
    """What was promised, in order; raises KeyError, TypeError or ValueError when the file is broken."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(Point(item["title"], tuple(_line(one) for one in item["lines"])) for item in read)


def _line(item: Mapping[str, object]) -> Promise:
    many = {key: tuple(item.get(key) or ()) for key in ("figures", "full", "tests", "slow")}  # type: ignore[call-overload]
    if not any(many.values()) and not item.get("not_proven"):
        raise ValueError(f"{item['id']}: nothing proves it, and it does not say so")
    return Promise(str(item["id"]), str(item["promised"]), not_proven=str(item.get("not_proven", "")), **many)


@dataclass
class TestFile:
    """How the tests of one file ended: name of a test -> passed, skipped or failed.

    ``fault``: why it did not run, empty when it did. ``version``: of the code.
    """

    __test__ = False  # not a test itself
    file: str
    ended: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    version: str = ""

    @property
    def well(self) -> bool:
        """Whether it ran to its end and nothing in it failed."""
        return not self.fault and "failed" not in self.ended.values()


def not_run_yet(files: Iterable[str]) -> dict[str, TestFile]:
    """These files before anything of them was run; one that is not there has failed."""
    return {
        file: TestFile(file, fault="" if (PROJECT / file).exists() else "there is no such file") for file in sorted(set(files))
    }


def run_tests(files: Iterable[str], folder: Path, longest: float) -> dict[str, TestFile]:
    """Run these files in one process; what has no result afterwards has failed."""
    found = not_run_yet(files)
    there = [file for file, one in found.items() if not one.fault]
    if not there:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / "tests.xml"
    report.unlink(missing_ok=True)
    with (folder / "tests.out").open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--junitxml={report}", *there],
            cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(longest)
        except subprocess.TimeoutExpired:
            pass  # what did not end has no result, and so has failed
        finally:
            end(process)
    return taken_from(report, found)


def taken_from(report: Path, found: dict[str, TestFile]) -> dict[str, TestFile]:
    """``found`` with what a junit file says of them; what has no result in it has failed."""
    for file, ended in read_report(report).items():
        # a module is named with dots in the report: find the file again
        match = next((one for one in found if not found[one].fault and _dotted(one) == file), None)
        if match is not None:
            found[match].ended.update(ended)
    for one in found.values():
        if not one.fault and not one.ended:
            one.fault = "no test of it ran to its end"
    return found


def made_at(report: Path) -> float:
    """When the run of a junit file began, in seconds since 1970; raises ValueError when that is not in it."""
    try:
        begun = [str(suite.get("timestamp")) for suite in ElementTree.parse(report).getroot().iter("testsuite")]
        return min(datetime.fromisoformat(one).timestamp() for one in begun)
    except (OSError, ElementTree.ParseError, ValueError) as fault:
        raise ValueError(f"{report} is no report of tests: {fault}") from None


def _dotted(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")


def read_report(report: Path) -> dict[str, dict[str, str]]:
    """Module -> test -> passed, skipped or failed, of a junit file; empty when there is none or it is broken."""
    try:
        root = ElementTree.parse(report).getroot()
    except (OSError, ElementTree.ParseError):
        return {}
    found: dict[str, dict[str, str]] = {}
    for case in root.iter("testcase"):
        kinds = {child.tag for child in case}
        how = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        name, module = case.get("name", ""), case.get("classname", "")
        # a file that cannot be collected is a case without a class: its name is the module
        tests = found.setdefault(module or name, {})
        tests[name] = "failed" if "failed" in {how, tests.get(name)} else how
    return found


@dataclass(frozen=True)
class Verdict:
    """What became of a promise. ``why``: in words, when it is not proven."""

    promise: Promise
    ok: str
    why: tuple[str, ...]
    figures: tuple[Figure, ...]
    passed: int = 0
    skipped: int = 0
    failed: int = 0


def verdict(
    promise: Promise, parts: Iterable[Part], tests: Mapping[str, TestFile], *, quick: bool
) -> Verdict:
    """Hold a promise against what was run. Only what was seen counts: what is missing is not proven.

    Args:
        promise: the line. parts: every measurement that was run. tests: file -> how it ended.
        quick: whether to leave out ``full`` and ``slow``.
    """
    why: list[str] = []
    unrun: list[str] = []
    shown: list[Figure] = []
    known = list(parts)
    for pattern in promise.figures if quick else (*promise.figures, *promise.full):
        matching = [(part, one) for part in known for one in part.figures if fnmatchcase(one.trust, pattern)]
        shown += [one for _, one in matching if one not in shown]
        if not matching:
            why.append(f"no figure {pattern}")
        why += [f"{one.trust}: not as wanted" for _, one in matching if not one.ok]
        why += [f"{part.name}: {part.fault}" for part, _ in matching if part.failed]
    counts = {"passed": 0, "skipped": 0, "failed": 0}
    for name in promise.tests if quick else (*promise.tests, *promise.slow):
        file, _, one_test = name.partition("::")
        ran = tests.get(file)
        if ran is None:
            unrun.append(f"{file}: was not run")
            continue
        if ran.fault:
            why.append(f"{file}: {ran.fault}")
            continue
        ended = [how for test, how in ran.ended.items() if not one_test or test.split("[")[0] == one_test]
        if "passed" not in ended:
            why.append(f"{name}: no test passed")
        if "failed" in ended:
            why.append(f"{name}: {ended.count('failed')} failed")
        for how in ended:
            counts[how] += 1
    if promise.not_proven:
        why.append(promise.not_proven)
    left_out = (*promise.full, *promise.slow) if quick else ()
    if left_out:
        unrun.append(f"left out of a quick run: {', '.join(left_out)}")
    ok = NO if why else NOT_RUN if unrun else YES
    why += unrun
    return Verdict(promise, ok, tuple(dict.fromkeys(why)), tuple(shown), **counts)

