"""The page about trust says yes only to what was seen: what is missing, failed or garbled is told as such."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks import trust
from benchmarks.collecting.page import page
from benchmarks.collecting.parts import Figure, Part, judged, part_of, read_figure, run_part
from benchmarks.collecting.proof import (
    NO,
    NOT_RUN,
    YES,
    Point,
    Promise,
    TestFile,
    points,
    read_report,
    run_tests,
    verdict,
)
from benchmarks.trust import Run

PROJECT = Path(__file__).resolve().parents[2]
GOOD = {"trust": "kill.lost", "what": "answers lost", "value": 0, "unit": "", "wanted": "0", "ok": True, "about": "24 kills"}
RUN = {"mode": "full", "machine": "a machine", "began": "then", "ended": "now", "version": "abc", "unfinished": []}


def printed(*figures: dict[str, Any]) -> str:
    return "\n".join(json.dumps(one) for one in figures)


def ran(output: str, ended: int | None = 0) -> Part:
    return judged(Part("trust_kill", ["benchmarks/trust_kill.py"], exit=ended), output)


# one measurement -----------------------------------------------------------------------------------------------------------


def test_a_measurement_that_prints_figures_and_ends_well_counts() -> None:
    part = ran(printed(GOOD))
    assert not part.failed and [one.trust for one in part.figures] == ["kill.lost"]


@pytest.mark.parametrize(
    ("output", "ended", "fault"),
    [
        ("", 0, "no figure"),
        ("", 1, "no figure"),
        ("Traceback (most recent call last):", 1, "no figures"),
        (printed(GOOD) + "\nalmost done", 0, "no figures"),
        (printed(GOOD)[:-5], 0, "no figures"),
        (printed({**GOOD, "ok": "true"}), 0, "no figures"),
        (printed({**GOOD, "ok": 1}), 0, "no figures"),
        (printed({key: value for key, value in GOOD.items() if key != "ok"}), 0, "no figures"),
        (printed({**GOOD, "trust": " "}), 0, "no figures"),
        (printed({**GOOD, "oke": True}), 0, "no figures"),
        ("[1, 2]", 0, "no figures"),
        (printed(GOOD), 1, "ended with 1"),
        (printed(GOOD), -9, "ended with -9"),
        (printed(GOOD), None, "ended with None"),
    ],
)
def test_a_measurement_that_is_missing_broken_or_garbled_has_failed(output: str, ended: int | None, fault: str) -> None:
    part = ran(output, ended)
    assert part.failed and fault in part.fault


def test_a_figure_that_is_not_as_wanted_explains_an_exit_code() -> None:
    part = ran(printed(GOOD, {**GOOD, "trust": "kill.double", "ok": False}), 1)
    assert not part.failed and [one.ok for one in part.figures] == [True, False]


def test_a_figure_that_is_no_figure_is_not_read() -> None:
    assert read_figure("{}") is None and read_figure("null") is None and read_figure('{"trust": 3}') is None


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        (f"print({json.dumps(json.dumps(GOOD))})", ""),
        (f"print({json.dumps(json.dumps(GOOD))}); raise SystemExit(3)", "ended with 3"),
        ("import time; time.sleep(60)", "not done after"),
        ("import no_such_module", "no figure"),
    ],
)
def test_a_measurement_is_run_and_stopped_when_it_takes_too_long(program: str, fault: str, tmp_path: Path) -> None:
    part = run_part("one", ["-c", program], tmp_path, longest=5)
    assert (fault in part.fault) if fault else not part.failed
    assert part_of(json.loads(json.dumps(part.kept()))) == part


# tests -----------------------------------------------------------------------------------------------------------------------


def test_the_report_of_tests_is_read_and_a_broken_one_proves_nothing(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="tests.a" name="one"/>'
        '<testcase classname="tests.a" name="two"><failure/></testcase>'
        '<testcase classname="tests.a" name="three"><skipped/></testcase>'
        '<testcase classname="" name="tests.b"><error/></testcase></testsuite></testsuites>'
    )
    assert read_report(report) == {
        "tests.a": {"one": "passed", "two": "failed", "three": "skipped"}, "tests.b": {"tests.b": "failed"},
    }  # fmt: skip
    report.write_text("<testsuites><testcase")
    assert read_report(report) == {} and read_report(tmp_path / "nothing.xml") == {}


def test_a_file_of_tests_that_is_not_there_has_failed(tmp_path: Path) -> None:
    found = run_tests(["tests/no_such_test.py"], tmp_path, 60)
    assert found["tests/no_such_test.py"].fault == "there is no such file"


def test_real_tests_are_run_and_counted(tmp_path: Path) -> None:
    file = "tests/catalogue/test_age_limit.py"
    found = run_tests([file], tmp_path, 300)
    assert found[file].fault == "" and "passed" in found[file].ended.values()


# a promise ---------------------------------------------------------------------------------------------------------------------

PROMISE = Promise("6.2", "Nothing is lost", figures=("kill.*",), tests=("tests/a.py",))
PASSED = {"tests/a.py": TestFile("tests/a.py", {"test_one": "passed", "test_two[ti]": "passed"})}


def test_a_promise_is_kept_when_every_figure_and_every_test_is_there_and_well() -> None:
    found = verdict(PROMISE, [ran(printed(GOOD))], PASSED, quick=False)
    assert (found.ok, found.passed, found.why) == (YES, 2, ())


@pytest.mark.parametrize(
    ("parts", "tests"),
    [
        ([], PASSED),
        ([ran(printed({**GOOD, "trust": "other"}))], PASSED),
        ([ran(printed({**GOOD, "ok": False}))], PASSED),
        ([ran(printed(GOOD, {**GOOD, "trust": "kill.double", "ok": False}))], PASSED),
        ([ran(printed(GOOD), 1)], PASSED),
        ([ran(printed(GOOD) + "\nxx")], PASSED),
        ([ran(printed(GOOD))], {"tests/a.py": TestFile("tests/a.py", {}, "no test of it ran to its end")}),
        ([ran(printed(GOOD))], {"tests/a.py": TestFile("tests/a.py", {"test_one": "failed", "test_two": "passed"})}),
        ([ran(printed(GOOD))], {"tests/a.py": TestFile("tests/a.py", {"test_one": "skipped"})}),
    ],
    ids=[
        "no measurement", "another figure", "not as wanted", "one not as wanted", "ended badly", "garbled",
        "tests without result", "a test failed", "all skipped",
    ],
)  # fmt: skip
def test_a_promise_is_not_kept_by_default(parts: list[Part], tests: dict[str, TestFile]) -> None:
    found = verdict(PROMISE, parts, tests, quick=False)
    assert found.ok == NO and found.why


def test_tests_that_were_not_run_prove_nothing() -> None:
    assert verdict(PROMISE, [ran(printed(GOOD))], {}, quick=False).ok == NOT_RUN
    assert verdict(PROMISE, [ran(printed({**GOOD, "ok": False}))], {}, quick=False).ok == NO


def test_a_named_test_must_have_passed_itself() -> None:
    one = Promise("1", "…", tests=("tests/a.py::test_two",))
    assert verdict(one, [], PASSED, quick=False).ok == YES
    assert verdict(Promise("1", "…", tests=("tests/a.py::test_three",)), [], PASSED, quick=False).ok == NO


def test_what_a_quick_run_leaves_out_is_not_run_rather_than_proven() -> None:
    slow = Promise("6.2", "…", tests=("tests/a.py",), slow=("tests/b.py",))
    assert verdict(slow, [], PASSED, quick=True).ok == NOT_RUN
    assert verdict(slow, [], PASSED, quick=False).ok == NOT_RUN
    full = Promise("6.2", "…", full=("kill.*",), tests=("tests/a.py",))
    assert verdict(full, [], PASSED, quick=True).ok == NOT_RUN
    assert verdict(full, [], PASSED, quick=False).ok == NO
    assert verdict(full, [ran(printed(GOOD))], PASSED, quick=False).ok == YES


def test_what_is_said_not_to_be_proven_is_not() -> None:
    assert verdict(Promise("1", "…", tests=("tests/a.py",), not_proven="no real IdP"), [], PASSED, quick=False).ok == NO


# the page -----------------------------------------------------------------------------------------------------------


def test_the_page_tells_what_failed_and_counts_it() -> None:
    parts = {"trust_kill": ran(printed({**GOOD, "value": 3, "ok": False})), "trust_dead": ran("", 1)}
    text = page([Point("6. Nothing lost", (PROMISE,))], parts, PASSED, {**RUN, "unfinished": ["trust_load"]})
    assert "0 yes, 1 no, 0 not run" in text
    assert "answers lost: 3 **(not as wanted)**" in text and "**NO**" in text
    assert "not finished" in text and "trust_load" in text
    assert "it printed no figure" in text


def test_a_figure_that_no_line_asks_for_is_shown_all_the_same() -> None:
    text = page([], {"trust_kill": ran(printed({**GOOD, "ok": False}))}, {}, RUN)
    assert "`kill.lost`" in text.split("## Other figures")[1].split("## What was run")[0]


def test_of_very_many_figures_the_bad_ones_are_told() -> None:
    many = [{**GOOD, "trust": f"kill.{number}", "what": f"kill {number}", "ok": number != 7} for number in range(20)]
    text = page([Point("6", (PROMISE,))], {"p": ran(printed(*many), 1)}, PASSED, RUN)
    assert "19 of 20 figures as wanted" in text and "kill 7: 0 **(not as wanted)**" in text and "kill 8:" not in text


def test_text_of_a_measurement_cannot_break_the_table() -> None:
    figure = Figure("kill.lost", "a | b\nc", "x|y", "", "z", True, "")
    part = Part("p", ["p.py"], exit=0, figures=[figure])
    text = page([Point("6", (PROMISE,))], {"p": part}, PASSED, RUN)
    assert "a / b c: x/y" in text


# what was promised --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "permission table", "all routes", "argon2id", "one-time code", "OIDC", "admin create", "60 bits", "second fact",
        "DigiD", "database and its backups", "rotate", "renew", "wrong key", "TLS", "CSP", "loopback", "after a turn",
        "hash-chained", "who looked", "every log", "text version", "withdrawable", "own language", "bezwaar", "proof",
        "dry-run", "legal hold", "power cut", "-9", "disk full", "Rasa hang", "offline", "backup", "60 s", "1 million",
        "2.6", "injection", "uploads", "traversal", "session fixation", "CSRF", "guessing", "mass requests",
        "argosmodel", "pip-audit", "privacy.md", "DPIA", "register", "healthz", "metrics", "graceful", "migrat", "compose",
        "sizing", "one machine", "threat model",
    ],
)  # fmt: skip
def test_every_line_of_the_issue_is_a_line_of_the_page(words: str) -> None:
    promised = " ".join(line.promised for point in points() for line in point.lines)
    assert words.lower() in promised.lower()


def test_every_line_has_a_number_of_its_own_and_a_proof_or_an_admission() -> None:
    every = [line for point in points() for line in point.lines]
    assert len({line.id for line in every}) == len(every)
    assert [line.id for line in every if not (line.figures or line.full or line.tests or line.slow or line.not_proven)] == []


def test_every_test_that_is_named_exists() -> None:
    missing = []
    for line in (line for point in points() for line in point.lines):
        for name in (*line.tests, *line.slow):
            file, _, test = name.partition("::")
            path = PROJECT / file
            if not path.exists() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
                missing.append(f"{line.id} {name}")
    assert missing == []


def test_every_figure_that_is_named_is_printed_by_some_measurement() -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for file in [*(PROJECT / "benchmarks").glob("trust_*.py"), PROJECT / "benchmarks" / "load.py"]
        if file.exists()
    )
    code += "\n".join(
        file.read_text(encoding="utf-8") for file in (PROJECT / "benchmarks").glob("*/*.py") if "collecting" not in file.parts
    )
    named = {name for point in points() for line in point.lines for name in (*line.figures, *line.full)}
    # an id can be put together: load.25.typed is f"load.{people}.{way}"
    unknown = [name for name in sorted(named) if f'"{name.split(".")[0]}' not in code]
    assert unknown == []


def test_the_page_in_the_project_holds_every_line() -> None:
    written = (PROJECT / "docs" / "trust.md").read_text(encoding="utf-8")
    for line in (line for point in points() for line in point.lines):
        assert f"| {line.id} |" in written, "run make trust"


def test_the_make_target_is_there() -> None:
    assert re.search(r"^trust:.*\n\t.*benchmarks/trust\.py", (PROJECT / "Makefile").read_text(), flags=re.MULTILINE)


# a run that is stopped ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(trust, "KEPT", tmp_path)
    monkeypatch.setattr(trust, "digest", lambda: "code-1")
    return tmp_path


def test_a_run_that_was_stopped_goes_on_with_the_same_code(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run.begin("full", fresh=False, again=False)
    run.state["parts"]["trust_kill"] = ran(printed(GOOD)).kept()
    run.keep()
    assert list(Run.begin("full", fresh=False, again=False).parts) == ["trust_kill"]
    assert not Run.begin("quick", fresh=False, again=False).parts, "another kind of run"
    assert not Run.begin("full", fresh=True, again=False).parts, "asked to begin anew"
    monkeypatch.setattr(trust, "digest", lambda: "code-2")
    assert not Run.begin("full", fresh=False, again=False).parts, "the code has changed"
    assert list(Run.begin("full", fresh=False, again=True).parts) == ["trust_kill"], "asked for one part again"


def test_a_run_that_is_done_is_not_taken_for_a_new_one(kept: Path) -> None:
    run = Run.begin("full", fresh=False, again=False)
    run.state["parts"]["trust_kill"] = ran(printed(GOOD)).kept()
    run.state["done"] = True
    run.keep()
    assert not Run.begin("full", fresh=False, again=False).parts


def test_what_is_still_to_do_is_told(kept: Path) -> None:
    run = Run.begin("full", fresh=False, again=False)
    names = list(trust.measurements("full"))
    assert names[-1] == "load" and set(names) < set(trust.unfinished(run))
    assert any(one.startswith("tests of") for one in trust.unfinished(run))
    for name in names:
        run.state["parts"][name] = ran(printed(GOOD)).kept()
    run.state["tests"] = {file: {"file": file} for point in points() for file in trust.files_of(point, "full")}
    assert trust.unfinished(run) == []


def test_mending_runs_again_what_is_missing_or_ended_badly(kept: Path) -> None:
    run = Run.begin("full", fresh=False, again=False)
    run.state["parts"] = {
        "well": ran(printed(GOOD)).kept(), "broken": ran("", 1).kept(), "bad": ran(printed({**GOOD, "ok": False}), 1).kept(),
    }  # fmt: skip
    assert [trust.wanted(run, name, mend=True) for name in ("well", "broken", "bad", "missing")] == [False, True, True, True]
    assert [trust.wanted(run, name, mend=False) for name in ("well", "broken", "bad", "missing")] == [False] * 3 + [True]
    assert PASSED["tests/a.py"].well
    assert not TestFile("tests/a.py", {"test_one": "failed"}).well and not TestFile("tests/a.py", {}, "gone").well


def test_a_full_run_asks_every_measurement_for_everything() -> None:
    assert all("--full" in command for command in trust.measurements("full").values())
    assert all("--full" not in command for command in trust.measurements("quick").values())


# the tests of a whole run --------------------------------------------------------------------------------------------------

REPORT = """<testsuites><testsuite timestamp="{at}"><testcase classname="tests.audit.test_trail" name="test_one"/>
<testcase classname="tests.audit.test_looked" name="test_two"><failure/></testcase></testsuite></testsuites>"""


@pytest.fixture
def report(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(trust, "PAGE", kept / "trust.md")
    return kept / "tests.xml"


def test_the_report_of_a_whole_run_fills_in_the_tests(report: Path, kept: Path) -> None:
    report.write_text(REPORT.format(at="2999-01-01T00:00:00"))
    assert trust.take_tests("full", report) == 0
    found = Run.begin("full", fresh=False, again=True).tests
    assert found["tests/audit/test_trail.py"].well
    assert not found["tests/audit/test_looked.py"].well, "a test of it failed"
    assert not found["tests/ui/test_every_door.py"].well, "what is not in the report was not seen"
    assert (kept / "trust.md").exists()


def test_a_report_from_before_the_code_counts_for_nothing(report: Path, kept: Path) -> None:
    report.write_text(REPORT.format(at="2001-01-01T00:00:00"))
    assert trust.take_tests("full", report) == 1
    assert not (kept / "full" / "run.json").exists()


@pytest.mark.parametrize("broken", ["", "<testsuites", "<testsuites/>", "no report"])
def test_what_is_no_report_is_told(report: Path, broken: str) -> None:
    report.write_text(broken)
    with pytest.raises(ValueError, match="no report of tests"):
        trust.take_tests("full", report)
