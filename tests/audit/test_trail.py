"""The trail shows it when a line was changed, taken out, put in between, or when its end was cut off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.audit import SYSTEM, AuditBroken
from assistant.commands import main
from assistant.house import House


@pytest.fixture
def filled(house: House) -> House:
    for number in range(5):
        house.audit.note("gezien", who="anna", role="consulent", case_id="een" if number % 2 else "twee", about={"nr": number})
    return house


def meddle(house: House, statement: str) -> None:
    """What somebody could do who has the key and the file: the triggers go first."""
    connection = house.store.connect()  # type: ignore[attr-defined]
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER audit_no_{verb}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_whole_trail_is_whole(filled: House) -> None:
    assert filled.audit.verify() == 5
    assert filled.audit.verify(filled.audit.head()) == 5


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE audit SET who = 'bert' WHERE id = 3", 3),
        ("UPDATE audit SET about = '{}' WHERE id = 2", 2),
        ("UPDATE audit SET case_id = NULL WHERE id = 4", 4),
        ("DELETE FROM audit WHERE id = 3", 4),
        ("DELETE FROM audit WHERE id = 1", 2),
        ("UPDATE audit SET previous = '' WHERE id = 3", 3),
    ],
)
def test_meddling_is_found_at_the_line(filled: House, statement: str, line: int) -> None:
    meddle(filled, statement)
    with pytest.raises(AuditBroken) as found:
        filled.audit.verify()
    assert found.value.line == line


def test_a_cut_end_is_found_with_what_was_written_down(filled: House) -> None:
    head = filled.audit.head()
    meddle(filled, "DELETE FROM audit WHERE id > 3")
    assert filled.audit.verify() == 3, "the chain alone cannot tell"
    with pytest.raises(AuditBroken, match="cut off"):
        filled.audit.verify(head)


def test_a_chain_that_was_made_anew_is_not_the_one_that_was_written_down(filled: House) -> None:
    head = filled.audit.head()
    with pytest.raises(AuditBroken, match="written down"):
        filled.audit.verify((head[0], "0" * 64))


def test_the_lines_cannot_be_changed_by_the_program(filled: House) -> None:
    connection = filled.store.connect()  # type: ignore[attr-defined]
    for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_the_command_says_whether_it_is_whole(filled: House, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(filled.data)]
    assert main(["audit", "verify", *data]) == 0
    head = capsys.readouterr().out.rsplit(" ", 1)[1].strip()
    assert main(["audit", "head", *data]) == 0
    assert capsys.readouterr().out.strip() == head
    assert main(["audit", "verify", "--head", head, *data]) == 0
    assert "among them" in capsys.readouterr().out
    meddle(filled, "UPDATE audit SET who = 'bert' WHERE id = 3")
    assert main(["audit", "verify", *data]) == 1
    assert "line 3" in capsys.readouterr().out
    assert main(["audit", "verify", "--head", "drie", *data]) == 2
    assert "ID:DIGEST" in capsys.readouterr().err


def test_the_command_shows_one_case(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    made = [house.access.new_case(language="nl", label="verzonnen", created_by="test") for _ in range(2)]
    for case, who in zip(made, ("anna", "bert"), strict=True):
        house.audit.note("gezien", who=who, role="consulent", case_id=case.case_id, about={"ruimte": "plan"})
    assert main(["audit", "show", "--case", str(made[0].number), "--data", str(house.data)]) == 0
    shown = capsys.readouterr().out
    assert "anna\tconsulent\tgezien\truimte=plan" in shown and "bert" not in shown
    assert main(["audit", "show", "--case", "99", "--data", str(house.data)]) == 2


def test_what_leaves_by_the_command_line_is_noted(house: House, tmp_path: Path) -> None:
    made = house.access.new_case(language="nl", label="verzonnen", created_by="test")
    assert main(["export", str(made.number), "--data", str(house.data), "--out", str(tmp_path / "zaak.json")]) == 0
    assert json.loads((tmp_path / "zaak.json").read_text())
    (line,) = [line for line in house.audit.of_case(made.case_id) if line.what == "gedownload"]
    assert (line.who, line.about["daad"]) == (SYSTEM, "export")


def test_an_unknown_kind_of_line_is_refused(house: House) -> None:
    with pytest.raises(ValueError):
        house.audit.note("gelezen", who="anna", role="consulent")
