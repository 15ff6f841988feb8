"""The documentation is tested: every command, every setting, every key and every file it names exists."""

from __future__ import annotations

import argparse
import importlib.util
import re
from pathlib import Path

import pytest

from assistant.catalogue import load
from assistant.catalogue.loading import OPTIONAL, REQUIRED
from assistant.catalogue.model import TYPES
from assistant.commands import COMMANDS, main, make_parser
from assistant.replay.persona import KEYS
from assistant.supervisor.settings import SETTINGS
from assistant.understanding.languages import available

PROJECT = Path(__file__).resolve().parents[2]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
README = PAGES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"`intake {command}" in README
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"intake {command}" in capsys.readouterr().out


def test_every_argument_of_every_command_has_a_help_text() -> None:
    (commands,) = [action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    without = [
        f"{name} {argument.dest}"
        for name, parser in commands.choices.items()
        for argument in parser._actions
        if not argument.help and not argument.choices and argument.dest != "login"
    ]
    assert without == []


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_every_setting_is_documented_with_its_default(setting: object) -> None:
    line = next(
        (line for line in (PROJECT / "docs/settings.md").read_text().splitlines() if f"`{setting.name}`" in line),
        "",  # type: ignore[attr-defined]
    )
    assert line, f"{setting.name} is not in docs/settings.md"  # type: ignore[attr-defined]
    assert str(setting.default or "(none)") in line  # type: ignore[attr-defined]


def test_no_setting_is_documented_that_does_not_exist() -> None:
    named = {name for page in PAGES for name in re.findall(r"INTAKE_[A-Z0-9]+(?:_[A-Z0-9]+)*", page.read_text())}
    assert named <= set(SETTINGS)


def test_every_setting_that_the_code_reads_is_known() -> None:
    code = [
        file for folder in ("assistant", "actions", "ui", "translations") for file in (PROJECT / folder).rglob("*.py")
    ]
    read = {
        name
        for file in code
        if "dialogue" not in file.parts  # a project of its own, with a README that has its settings
        for name in re.findall(r"\"(INTAKE_[A-Z0-9_]+)\"", file.read_text(encoding="utf-8"))
    }
    assert read <= set(SETTINGS)


@pytest.mark.parametrize("key", [*REQUIRED, *OPTIONAL, *TYPES])
def test_every_key_and_type_of_a_question_is_in_the_guide(key: str) -> None:
    guide = (PROJECT / "docs/adding-a-question.md").read_text(encoding="utf-8")
    assert re.search(rf"`{key}`|\b{key}:", guide), key


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_of_a_persona_file_is_documented(key: str) -> None:
    assert f"`{key}`" in (PROJECT / "docs/personas.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", available())
def test_every_language_has_its_page_linked(code: str) -> None:
    page = (PROJECT / "docs/languages" / f"{code}.md").read_text(encoding="utf-8")
    for word in ("Script", "Digits" if code != "nl" else "Numbers", "Names", "Register"):
        assert f"**{word}" in page
    assert f"docs/languages/{code}.md" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_points_to_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+?)\)", text) + re.findall(r"src=\"([^\"]+)\"", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []
    named = re.findall(r"`((?:assistant|ui|actions|translations|docs|benchmarks|tests|nlu_data)/[\w./-]+)`", text)
    assert [name for name in named if not (PROJECT / name).exists()] == []


@pytest.mark.parametrize("picture", sorted((PROJECT / "docs/screenshots").glob("*.png")), ids=lambda picture: picture.name)
def test_every_picture_is_small_and_shown_somewhere(picture: Path) -> None:
    assert 0 < picture.stat().st_size < 200_000
    assert any(f"screenshots/{picture.name}" in page.read_text(encoding="utf-8") for page in PAGES)


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"^make (\w+)", README, flags=re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE)


def test_the_core_imports_no_engine() -> None:
    """assistant/ knows nothing of Rasa, Gradio or Argos; the dialogue server is a project of its own."""
    engines = re.compile(r"^\s*(?:from|import) (rasa|rasa_sdk|gradio|argostranslate)\b", flags=re.MULTILINE)
    core = [file for file in (PROJECT / "assistant").rglob("*.py") if "dialogue" not in file.parts]
    assert [str(file) for file in core if engines.search(file.read_text(encoding="utf-8"))] == []


def test_only_the_store_knows_the_tables() -> None:
    sql = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b .*\b(FROM|VALUES|SET|WHERE)\b")
    files = [file for folder in ("assistant", "ui", "actions") for file in (PROJECT / folder).rglob("*.py")]
    knowing = [file for file in files if ".venv" not in file.parts and sql.search(file.read_text(encoding="utf-8"))]
    assert {file.parent.name for file in knowing} == {"store"}


def test_every_question_is_documented_as_it_is_asked() -> None:
    made = importlib.util.spec_from_file_location("make_questions", PROJECT / "docs" / "make_questions.py")
    assert made and made.loader
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    written = (PROJECT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert written == module.page(load()), "run .venv/bin/python docs/make_questions.py"
