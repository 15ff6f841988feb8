"""How well words are understood: labelled answers in four languages, and calendars against an independent oracle.

    .venv/bin/python benchmarks/understanding.py [FILE.tsv …] [--json FILE] [--no-calendars]

Without files it reads ``benchmarks/data/understanding/dev/*.tsv`` (written while building) and ``…/test/*.tsv`` and
``…/unseen/*.tsv`` (written by people who had not seen the code; the failures of the last were never studied, so they are
counted here and not shown). The columns of a file:

    id · type · language · text · question · state · value · confirm (must | may) · also (JSON list) · note

``value`` is JSON (a bare word is taken as text). An answer is *right* when the state is equal and the value is equal or in
``also``; of an occupation the unit groups are compared. Right but *too easy*: ``confirm`` is ``must`` and it was not read back.
*Offered*: not right, but what is read back has the right value as another button. It is a
*silent wrong* when something wrong would have been stored without reading it back: a wrong value, or a value where there
is none, with ``confirm: false``. Cases that are disputed (``disputes.tsv``: id, reason) stay in the numbers and are listed
apart. Every failure is listed.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.catalogue import load
from assistant.understanding import Question, Reading, understand
from assistant.understanding.calendars import Calendar, ImpossibleDate, to_gregorian
from translations.texts import load_texts

HERE = Path(__file__).parent
DATA = HERE / "data" / "understanding"
HALVES = ("dev", "test", "unseen")
NOT_SHOWN = "unseen"
DISPUTES = DATA / "disputes.tsv"
COLUMNS = ("id", "type", "language", "text", "question", "state", "value", "confirm", "also", "note")
ANSWERED = "beantwoord"

CALENDARS: tuple[tuple[Calendar, str, str, str], ...] = (
    # our calendar, its name in Intl, first and last day that are compared
    ("solar_hijri", "persian", "1900-01-01", "2026-11-22"),
    ("ethiopian", "ethiopic", "1900-01-01", "2026-11-22"),
    ("islamic", "islamic-umalqura", "1999-04-17", "2026-11-22"),
)
SAMPLE = 2500
SEED = 20261122

_NODE_PARTS = """
const [calendar, days] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const show = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`,
    {timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric"});
console.log(JSON.stringify(days.map(iso => {
    const parts = {};
    for (const part of show.formatToParts(new Date(iso))) parts[part.type] = part.value;
    return [+(parts.year || parts.relatedYear), +parts.month, +parts.day];
})));
"""


class BrokenLabels(ValueError):
    """A label file that cannot be used."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}, line {line}: {problem}")


@dataclass(frozen=True)
class Case:
    """One labelled answer.

    Attributes:
        half: the folder of its file (``dev``, ``test``).
        must_confirm: only right when it is read back.
        values: the values that are right; empty unless ``state`` is ``beantwoord``.
    """

    half: str
    id: str
    type: str
    language: str
    text: str
    question: str
    state: str
    values: tuple[Any, ...]
    must_confirm: bool
    note: str


@dataclass(frozen=True)
class Result:
    """What became of a case.

    Attributes:
        right: the state and the value are as labelled.
        silent_wrong: they are not, and the value would count without being read back.
        taken_too_easily: right, but the label says that it should be read back.
        offered: not right, but what is read back offers the right value as another button.
    """

    case: Case
    reading: Reading
    right: bool
    silent_wrong: bool
    taken_too_easily: bool
    offered: bool


def read_cases(path: Path) -> list[Case]:
    """The cases of one label file.

    Raises:
        BrokenLabels: a column is missing or a cell cannot be read.
    """
    cases = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in COLUMNS[:8] if name not in (rows.fieldnames or ())]
        if missing:
            raise BrokenLabels(path, 1, f"these columns are missing: {', '.join(missing)}")
        for line, row in enumerate(rows, start=2):
            cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if cells["confirm"] not in ("must", "may", ""):
                raise BrokenLabels(path, line, f"confirm is {cells['confirm']!r}, must be must or may")
            try:
                also = json.loads(cells["also"]) if cells["also"] else []
            except json.JSONDecodeError as problem:
                raise BrokenLabels(path, line, f"also is no JSON list: {problem}") from problem
            values = (_value(cells["value"], cells["type"]), *(_typed(one, cells["type"]) for one in also))
            cases.append(
                Case(
                    half=path.parent.name,
                    id=cells["id"],
                    type=cells["type"],
                    language=cells["language"],
                    text=row.get("text") or "",
                    question=cells["question"],
                    state=cells["state"],
                    values=values if cells["state"] == ANSWERED else (),
                    must_confirm=cells["confirm"] == "must",
                    note=cells["note"],
                )
            )
    return cases


def _value(cell: str, value_type: str) -> Any:
    """A cell as a value: JSON where it is JSON of the right kind, else the text itself."""
    try:
        return _typed(json.loads(cell), value_type)
    except json.JSONDecodeError:
        return _typed(cell, value_type)


def _typed(value: Any, value_type: str) -> Any:
    if value_type == "occupation" and isinstance(value, Mapping):
        return _group(value.get("isco"))
    if value_type == "occupation":
        return _group(value)
    if value_type in ("date", "text", "choice", "country", "language") and value is not None:
        return str(value)
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value


def _group(isco: Any) -> str | None:
    return None if isco in (None, "", "null") else str(isco).zfill(4)


def options() -> dict[str, Mapping[str, Sequence[str]]]:
    """The options of every choice question of the catalogue: question id -> option id -> labels."""
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    catalogue = load()
    wording = load_texts(catalogue)
    for question in catalogue.questions():
        for one in (question, *question.fields):
            found[one.id] = {
                option: [wording.text(code, f"{one.id}.option.{option}") for code in wording.languages()]
                for option in one.options
            }
    return found


def judge(case: Case, known: Mapping[str, Mapping[str, Sequence[str]]], today: datetime.date) -> Result:
    """Whether the answer was understood as it is labelled."""
    question = Question(case.question, known.get(case.question, {})) if case.question else None
    reading = understand(case.text, case.type, case.language, question=question, today=today)
    value = reading.value
    if case.type == "occupation" and isinstance(value, Mapping):
        value = _group(value["isco"])
    same_state = reading.state == case.state
    same_value = case.state != ANSWERED or any(_equal(value, one) for one in case.values)
    right = same_state and same_value
    offered = not right and reading.confirm and any(_among(case, other) for other in reading.alternatives)
    stored_wrong = not (same_state and same_value) and reading.state not in ("niet_begrepen",)
    too_easily = right and case.must_confirm and not reading.confirm
    return Result(case, reading, right, stored_wrong and not reading.confirm, too_easily, offered)


def _among(case: Case, other: Any) -> bool:
    if case.type == "occupation" and isinstance(other, Mapping):
        other = _group(other["isco"])
    return case.state == ANSWERED and any(_equal(other, one) for one in case.values)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 0.01
    return bool(one == other)


def read_disputes(path: Path) -> dict[str, str]:
    """Case id -> why its label is disputed; empty without the file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file, delimiter="\t")}


# -- calendars ------------------------------------------------------------------------------------------------------------


def compare_calendars(sample: int = SAMPLE) -> list[dict[str, Any]] | None:
    """Per calendar, how many random days are the same as Node's ``Intl`` has them; ``None`` without Node."""
    node = shutil.which("node")
    if node is None:
        return None
    chance = random.Random(SEED)
    compared = []
    for calendar, name, first, last in CALENDARS:
        start = datetime.date.fromisoformat(first)
        span = (datetime.date.fromisoformat(last) - start).days
        days = [start + datetime.timedelta(days=chance.randint(0, span)) for _ in range(sample)]
        question = json.dumps([name, [day.isoformat() for day in days]])
        answer = subprocess.run(
            [node, "-e", _NODE_PARTS], input=question, capture_output=True, text=True, check=True, timeout=120
        )
        said = json.loads(answer.stdout)
        differ = [
            {"day": day.isoformat(), "said": parts}
            for day, parts in zip(days, said, strict=True)
            if _gregorian(calendar, parts) != day
        ]
        compared.append(
            {"calendar": calendar, "intl": name, "days": sample, "same": sample - len(differ), "differ": differ}
        )
    return compared


def _gregorian(calendar: Calendar, parts: Sequence[int]) -> datetime.date | None:
    try:
        return to_gregorian(calendar, *parts)
    except ImpossibleDate:
        return None


# -- reporting ------------------------------------------------------------------------------------------------------------


def _summary(results: Iterable[Result]) -> dict[str, Any]:
    rows = list(results)
    right = sum(result.right for result in rows)
    silent = sum(result.silent_wrong for result in rows)
    count = len(rows)
    return {
        "cases": count,
        "right": right,
        "right_percent": round(100 * right / count, 2) if count else None,
        "silent_wrong": silent,
        "silent_wrong_percent": round(100 * silent / count, 2) if count else None,
        "offered": sum(result.offered for result in rows),
        "taken_too_easily": sum(result.taken_too_easily for result in rows),
    }


def _grouped(results: Sequence[Result], key: str) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[getattr(result.case, key)].append(result)
    return dict(sorted(groups.items()))


def report(results: Sequence[Result], disputes: Mapping[str, str]) -> dict[str, Any]:
    """Everything that was measured, ready for JSON."""
    halves: dict[str, Any] = {}
    for half, rows in _grouped(results, "half").items():
        halves[half] = {
            "all": _summary(rows),
            "dates": _summary(row for row in rows if row.case.type == "date"),
            "elsewhere": _summary(row for row in rows if row.case.type != "date"),
            "disputed": _summary(row for row in rows if row.case.id in disputes),
            "undisputed": _summary(row for row in rows if row.case.id not in disputes),
            "languages": {
                language: {
                    "all": _summary(mine),
                    "types": {kind: _summary(some) for kind, some in _grouped(mine, "type").items()},
                }
                for language, mine in _grouped(rows, "language").items()
            },
            "types": {kind: _summary(some) for kind, some in _grouped(rows, "type").items()},
        }
    return {
        "halves": halves,
        "failures": [
            {
                **asdict(result.case),
                "got": result.reading.as_json(),
                "silent_wrong": result.silent_wrong,
                "disputed": disputes.get(result.case.id),
            }
            for result in results
            if not result.right
        ],
        "taken_too_easily": [asdict(result.case) for result in results if result.taken_too_easily],
    }


def _row(name: str, numbers: Mapping[str, Any]) -> str:
    percent = "–" if numbers["right_percent"] is None else f"{numbers['right_percent']:.1f} %"
    rest = f"{numbers['offered']:>9}{numbers['taken_too_easily']:>10}"
    return f"  {name:<28}{numbers['cases']:>6}{numbers['right']:>7}{percent:>10}{numbers['silent_wrong']:>9}{rest}"


def show(measured: Mapping[str, Any]) -> None:
    """Print what was measured."""
    for half, found in measured["halves"].items():
        print(f"\n== {half} ==\n  {'':<28}{'cases':>6}{'right':>7}{'':>10}{'silent':>9}{'offered':>9}{'too easy':>10}")
        for name in ("all", "dates", "elsewhere", "disputed"):
            if found[name]["cases"]:
                print(_row(name, found[name]))
        for language, mine in found["languages"].items():
            print(_row(language, mine["all"]))
            for kind, numbers in mine["types"].items():
                print(_row(f"  {language} {kind}", numbers))
        print("  per type")
        for kind, numbers in found["types"].items():
            print(_row(f"  {kind}", numbers))
    too_easy = measured["taken_too_easily"]
    print(f"\n{len(too_easy)} right values that should have been read back")
    for case in (case for case in too_easy if case["half"] != NOT_SHOWN):
        print(f"  {case['id']} {case['type']} {case['question']} «{case['text']}»")
    failures = measured["failures"]
    print(f"\n{len(failures)} failures")
    for failure in (failure for failure in failures if failure["half"] != NOT_SHOWN):
        got = failure["got"]
        mark = " SILENT" if failure["silent_wrong"] else ""
        disputed = f" [disputed: {failure['disputed']}]" if failure["disputed"] else ""
        value = failure["values"][0] if failure["values"] else None
        wanted = value if failure["state"] == ANSWERED else failure["state"]
        must = " (to be read back)" if failure["must_confirm"] else ""
        said = got["value"] if got["state"] == ANSWERED else got["state"]
        print(
            f"  {failure['id']}{mark}{disputed} {failure['type']} {failure['question']} «{failure['text']}»: "
            f"wanted {wanted!r}{must}, got {said!r}{' ?' if got['confirm'] else ''} {got['alternatives']} ({got['rule']})"
        )


def show_calendars(compared: Sequence[Mapping[str, Any]] | None) -> None:
    """Print how the calendars compare."""
    print("\n== calendars against Node's Intl ==")
    if compared is None:
        print("  skipped: node is not installed, so there is no oracle here")
        return
    for one in compared:
        percent = 100 * one["same"] / one["days"]
        print(f"  {one['calendar']:<14}{one['intl']:<20}{one['same']} of {one['days']} days the same ({percent:.2f} %)")
        for day in one["differ"][:5]:
            print(f"    {day['day']} is {day['said']}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 unless a label file is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="label files; all of dev and test when left out")
    parser.add_argument("--json", type=Path, help="also write everything to this file")
    parser.add_argument("--no-calendars", action="store_true", help="leave the comparison with Intl out")
    parser.add_argument("--today", type=datetime.date.fromisoformat, default=datetime.date(2026, 11, 22))
    chosen = parser.parse_args(arguments)
    files = chosen.files or [path for half in HALVES for path in sorted((DATA / half).glob("*.tsv"))]
    try:
        cases = [case for path in files for case in read_cases(path)]
    except BrokenLabels as problem:
        print(problem, file=sys.stderr)
        return 2
    known = options()
    began = time.perf_counter()
    results = [judge(case, known, chosen.today) for case in cases]
    seconds = time.perf_counter() - began
    measured = report(results, read_disputes(DISPUTES))
    measured["today"] = chosen.today.isoformat()
    measured["files"] = {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    measured["ms_per_answer"] = round(1000 * seconds / len(cases), 3) if cases else None
    show(measured)
    if cases:
        print(f"\n{len(cases)} answers, {measured['ms_per_answer']} ms each")
    if not chosen.no_calendars:
        measured["calendars"] = compare_calendars()
        show_calendars(measured["calendars"])
    if chosen.json:
        chosen.json.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
