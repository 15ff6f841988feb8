"""No file from outside is ever run: the ways in which Python runs data are not used; what starts a program is known."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    file
    for folder in ("assistant", "ui", "translations", "actions")
    for file in (PROJECT / folder).rglob("*.py")
    if ".venv" not in file.parts and "node_modules" not in file.parts
)
NEVER = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "pickle.load",
    "pickle.loads",
    "marshal.loads",
    "shelve.open",
    "joblib.load",
    "dill.load",
    "torch.load",
    "yaml.unsafe_load",
    "yaml.full_load",
    "yaml.load_all",
    "yaml.unsafe_load_all",
    "tempfile.mktemp",
    "subprocess.call",
    "np.load",
    "subprocess.getoutput",
    "subprocess.check_output",
    "shutil.unpack_archive",
    "tarfile.open",
}
STARTS = {
    "assistant/duty.py",  # the command that the beheerder sets, for the alarm
    "assistant/supervisor/watch.py",  # our own parts
    "assistant/keys/outer.py",  # the command that gives the outer key, without a shell
    "assistant/commands/nlu.py",  # our own parser of intents
    "translations/machine/probing.py",  # tries a language package in a process of its own
}
SHELL = {"assistant/duty.py"}
"""Where a shell reads a command: only the setting of the beheerder goes there, and nothing that anybody wrote."""


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_no_data_becomes_a_program(file: Path) -> None:
    name = str(file.relative_to(PROJECT))
    for called, node in calls(file):
        named = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
        if called == "np.load":
            assert named.get("allow_pickle") == "False", name
            continue
        assert called not in NEVER, f"{name}:{node.lineno} calls {called}"
        if called == "yaml.load":
            assert "SafeLoader" in named.get("Loader", "") or named.get("Loader") == "_SafeLoader", f"{name}:{node.lineno}"
        if called.startswith("subprocess."):
            assert name in STARTS, f"{name}:{node.lineno} starts a program"
        if "shell" in named and named["shell"] != "False":
            assert name in SHELL, f"{name}:{node.lineno} asks a shell"


def test_the_list_of_what_starts_programs_is_true() -> None:
    starting = {
        str(file.relative_to(PROJECT)) for file in SOURCES if any(called.startswith("subprocess.") for called, _ in calls(file))
    }
    assert starting <= STARTS
    assert starting >= SHELL


def test_no_template_of_ours_is_written_without_escaping() -> None:
    """``|safe`` stands only where the text was made by our own code; each place is named here."""
    unescaped = {
        (str(file.relative_to(PROJECT)), line.strip())
        for file in sorted((PROJECT / "ui").rglob("*.html"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if "|safe" in line.replace(" ", "") or "autoescapefalse" in line.replace(" ", "")
    }
    assert len(unescaped) <= len(KNOWN_SAFE), unescaped
    assert {(name, line) for name, line in unescaped if not any(known in line for known in KNOWN_SAFE)} == set()


KNOWN_SAFE = ("{{ document|safe }}",)
"""A document of ours as HTML, made by ``documents/html.py``, which escapes every text."""
