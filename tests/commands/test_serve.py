"""``intake serve`` refuses to start on broken files, in one line that names the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.catalogue import loading
from assistant.commands import main
from translations import texts


def test_a_broken_topic_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in loading.HERE.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "werk.yml").write_text("topic: [werk", encoding="utf-8")
    monkeypatch.setattr(loading.load, "__defaults__", (tmp_path, None))
    assert main(["serve", "--demo", "--data", str(tmp_path / "data")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("intake serve: werk.yml: this is not valid YAML at line")
    assert not (tmp_path / "data").exists(), "nothing was started or made"


def test_a_broken_po_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for file in texts.CATALOGS.glob("*.po"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    lines = (tmp_path / "ti.po").read_text(encoding="utf-8").splitlines()
    lines[40] = 'msgstr "no end'
    (tmp_path / "ti.po").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(texts.load_texts, "__defaults__", (tmp_path, None, None))
    assert main(["serve", "--data", str(tmp_path / "data")]) == 2
    assert "ti.po" in capsys.readouterr().err
