"""``intake understand``: a beheerder tries how answers are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.commands import main


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text(
        "id\ttype\tlanguage\ttext\tquestion\n"
        "1\tdate\tprs\t۱۲ حمل ۱۳۶۵\t\n"
        "2\tchoice\tnl\tin een azc\tpersoon.woonplek\n"
        '3\ttext\tnl\t"kok" zegt mijn moeder\t\n'
        "4\tyesno\tti\tእወ\t\n"
        "5\tnumber\tar\tما بعرف\t\n",
        encoding="utf-8",
    )
    assert main(["understand", "--file", str(file)]) == 0
    found = lines(capsys)
    assert [set(line) for line in found] == [{"id", "state", "value", "confirm", "alternatives", "confidence"}] * 5
    assert [(line["id"], line["state"], line["value"]) for line in found] == [
        ("1", "beantwoord", "1986-04-01"),
        ("2", "beantwoord", "azc"),
        ("3", "beantwoord", '"kok" zegt mijn moeder'),
        ("4", "beantwoord", True),
        ("5", "weet_niet", None),
    ]


def test_one_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "--type", "date", "--language", "prs", "۲ ثور ۱۳۸۰"]) == 0
    (line,) = lines(capsys)
    assert (line["value"], line["confirm"]) == ("2001-04-22", False)


MISTAKES = [
    ([], "give --file CASES.tsv, or --type, --language and a text"),
    (["--file", "nowhere.tsv"], "nowhere.tsv does not exist"),
    (["--type", "colour", "--language", "nl", "rood"], "There is no value type 'colour'"),
    (["--type", "number", "--language", "xx", "vijf"], "There is no language 'xx'"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_a_mistake_is_told_in_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.startswith("intake understand: ") and error.count("\n") == 1


def test_a_file_without_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.tsv"
    file.write_text("id\ttext\n1\tvijf\n", encoding="utf-8")
    assert main(["understand", "--file", str(file)]) == 2
    assert "missing: language, type" in capsys.readouterr().err
