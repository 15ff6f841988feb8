"""The measuring tool itself: what counts as right, and what as silently wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from benchmarks.understanding import BrokenLabels, judge, read_cases

TODAY = datetime.date(2026, 11, 22)
HEADER = "id\ttype\tlanguage\ttext\tquestion\tstate\tvalue\tconfirm\talso\tnote\n"


def label(tmp_path: Path, row: str) -> Path:
    folder = tmp_path / "dev"
    folder.mkdir()
    path = folder / "nl.tsv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "right", "silent"),
    [
        ("a\tnumber\tnl\tzeven jaar\t\tbeantwoord\t7\tmay\t\t", True, False),
        ("a\tnumber\tnl\tzeven jaar\t\tbeantwoord\t8\tmay\t\t", False, True),
        ("a\tnumber\tnl\tzeven jaar\t\tbeantwoord\t8\tmay\t[7]\t", True, False),
        ("a\tnumber\tnl\tzeven jaar\t\tbeantwoord\t7\tmust\t\t", True, False),
        ("a\tnumber\tnl\t2 of 3\t\tbeantwoord\t3\tmay\t\t", False, False),
        ("a\tdate\tnl\t1990\t\tbeantwoord\t1990\tmay\t\t", True, False),
        ('a\toccupation\tnl\tkok\t\tbeantwoord\t{"isco": "5120"}\tmay\t\t', True, False),
        ('a\toccupation\tnl\thuisvrouw\t\tbeantwoord\t{"isco": null}\tmay\t\t', True, False),
        ("a\tyesno\tnl\tnee\t\tbeantwoord\ttrue\tmay\t\t", False, True),
        ("a\tyesno\tnl\tweet ik niet\t\tweet_niet\t\tmay\t\t", True, False),
        ("a\tyesno\tnl\tja\t\tweet_niet\t\tmay\t\t", False, True),
        ("a\tdate\tnl\ttafel\t\tbeantwoord\t1990\tmay\t\t", False, False),
    ],
)
def test_right_and_silently_wrong(tmp_path: Path, row: str, right: bool, silent: bool) -> None:
    (case,) = read_cases(label(tmp_path, row))
    result = judge(case, {}, TODAY)
    assert (result.right, result.silent_wrong) == (right, silent)


def test_a_label_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenLabels, match="line 2: confirm is 'maybe'"):
        read_cases(label(tmp_path, "a\tdate\tnl\t1990\t\tbeantwoord\t1990\tmaybe\t\t"))
