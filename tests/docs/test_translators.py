"""Every command in the guide for translators works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from assistant.commands import main
from assistant.commands.opening import wording_of
from assistant.house import open_house
from assistant.store import StaffAccount

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "translators.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^intake (.+)$", GUIDE, flags=re.MULTILINE)

MEMORY = (
    '<tmx version="1.4"><header srclang="nl"/><body><tu><tuv xml:lang="nl"><seg>Ik wil een vak leren</seg></tuv>'
    '<tuv xml:lang="ti"><seg>ሞያ ክመሃር እደሊ</seg></tuv></tu></body></tmx>'
)


def test_the_commands_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(tmp_path / "data", wording_of)
    house.store.add_staff(StaffAccount("amal", "Amal", "beheerder", "-"))
    house.store.close()
    monkeypatch.chdir(tmp_path)
    Path("bureau.tmx").write_text(MEMORY, encoding="utf-8")
    assert len(COMMANDS) >= 6
    for command in COMMANDS:
        words = shlex.split(command.replace("LOGIN", "amal"))
        assert main([*words, "--data", str(tmp_path / "data")]) == 0, command


@pytest.mark.parametrize("option", ["--local-only", "--dry-run", "--as-approved", "--by", "--language", "--format", "--out"])
def test_every_option_is_in_the_guide(option: str) -> None:
    assert option in GUIDE
