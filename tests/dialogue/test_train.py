"""Training: once per set of inputs, complete or not at all, and with a clear word when the data is not right."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from assistant.dialogue.model_files import current_model, forget_old_models, inputs, inputs_hash
from assistant.dialogue.train import CannotTrain, check_phrases
from tests.dialogue.server import PROJECT, data_folder, make_model, rasa_python, run_dialogue
from tests.dialogue.test_turn import INTENTS

PHRASES = ["een vos", "een das", "een uil"]


@pytest.fixture
def copied_project(tmp_path: Path) -> Path:
    """A project with just what training reads, and tiny training data."""
    project = tmp_path / "project"
    shutil.copytree(
        PROJECT / "assistant/dialogue", project / "assistant/dialogue", ignore=shutil.ignore_patterns(".*", "__*__")
    )
    (project / "assistant/__init__.py").touch()
    shutil.copy(PROJECT / "assistant/dialogue/__init__.py", project / "assistant/dialogue")
    shutil.copy(PROJECT / "domain.yml", project)
    (project / "nlu_data/nl").mkdir(parents=True)
    shutil.copy(PROJECT / "nlu_data/rules.yml", project / "nlu_data")
    intents = [line.split()[1] for line in (PROJECT / "domain.yml").read_text().splitlines() if line[:4] == "  - "]
    write_phrases(project, [intent for intent in intents if intent != "action_intake_turn"])
    return project


def write_phrases(project: Path, intents: list[str]) -> None:
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {phrase} {intent}\n" for phrase in PHRASES)
        for intent in intents
    ]
    (project / "nlu_data/nl/phrases.yml").write_text('version: "3.1"\nnlu:\n' + "".join(blocks))


def train(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(rasa_python()), "-m", "assistant.dialogue.train", *arguments],
        cwd=project,
        env={**os.environ, "INTAKE_DATA": str(project / "var"), "HOME": str(project / "home")},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_model_is_trained_once_and_nothing_else_is_left_behind(copied_project: Path) -> None:
    (copied_project / "home").mkdir()
    before = {path for path in copied_project.rglob("*") if "__pycache__" not in path.parts}
    first = train(copied_project)
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert "training on 48 phrases of 16 intents" in first.stdout
    model = Path(train(copied_project, "--print-path").stdout.strip())
    assert "trained in" in first.stdout and str(model) in first.stdout
    assert model.is_file()
    after = {path for path in copied_project.rglob("*") if "__pycache__" not in path.parts}
    assert after - before == {copied_project / "var", model.parent, model}, "no cache, no telemetry id, no rest"

    again = train(copied_project)
    assert "up to date" in again.stdout
    assert "training on" not in again.stdout


def test_what_is_there_is_known_without_loading_rasa() -> None:
    data = data_folder()
    make_model(data)
    begun = time.monotonic()
    done = subprocess.run(
        [str(rasa_python()), "-X", "importtime", "-m", "assistant.dialogue.train", "--data", str(data)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert time.monotonic() - begun < 3
    assert "up to date" in done.stdout
    assert not {"rasa", "numpy", "tensorflow"} & {line.split("|")[-1].strip() for line in done.stderr.splitlines()}


def test_a_failed_training_leaves_no_model(copied_project: Path) -> None:
    write_phrases(copied_project, ["answer", "sing_a_song"])
    done = train(copied_project)
    assert done.returncode == 1
    assert "nlu_data has phrases for sing_a_song, which domain.yml does not know" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(copied_project.glob("var/models/*"))


def test_broken_data_is_told_with_the_file(copied_project: Path) -> None:
    (copied_project / "nlu_data/nl/phrases.yml").write_text("nlu:\n- intent: answer\n  examples: |\n  - x\n :")
    done = train(copied_project)
    assert done.returncode == 1
    assert "The dialogue model cannot be trained" in done.stderr
    assert "phrases.yml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("phrases", "told"),
    [
        ({"greet": 5, "thank": 5, "sing": 1}, "phrases for sing, which domain.yml does not know"),
        ({"greet": 5}, "fewer than 2 phrases for thank"),
        ({"greet": 5, "thank": 1}, "fewer than 2 phrases for thank"),
    ],
)
def test_phrases_and_domain_must_agree(phrases: dict[str, int], told: str) -> None:
    with pytest.raises(CannotTrain, match=told):
        check_phrases({"greet", "thank"}, Counter(phrases))


def test_the_domain_has_exactly_the_intents_of_the_conversation_and_no_texts() -> None:
    import yaml

    domain = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    assert set(domain) == {"version", "intents", "actions", "session_config"}
    assert set(domain["intents"]) == INTENTS and len(domain["intents"]) == len(INTENTS)
    assert domain["actions"] == ["action_intake_turn"]
    assert domain["session_config"] == {"session_expiration_time": 0, "carry_over_slots_to_new_session": False}


@pytest.mark.parametrize(
    "changed",
    ["domain.yml", "nlu_data/rules.yml", "nlu_data/nl/phrases.yml", "assistant/dialogue/config.yml",
     "assistant/dialogue/spelling.py", "assistant/dialogue/ngrams.py", "assistant/dialogue/concepts.py",
     "assistant/dialogue/concepts/nl.yml", "assistant/dialogue/ngram_classifier.py"],
)  # fmt: skip
def test_another_input_is_another_model(copied_project: Path, changed: str) -> None:
    before = inputs_hash(copied_project)
    with (copied_project / changed).open("a") as file:
        file.write("# changed\n")
    assert inputs_hash(copied_project) != before


def test_a_new_file_of_phrases_and_a_renamed_one_are_another_model(copied_project: Path) -> None:
    hashes = {inputs_hash(copied_project)}
    phrases = copied_project / "nlu_data/nl/phrases.yml"
    (copied_project / "nlu_data/so").mkdir()
    shutil.copy(phrases, copied_project / "nlu_data/so/phrases.yml")
    hashes.add(inputs_hash(copied_project))
    phrases.rename(phrases.with_name("other.yml"))
    hashes.add(inputs_hash(copied_project))
    assert len(hashes) == 3


def test_what_does_not_change_the_model_does_not_change_its_name(copied_project: Path) -> None:
    before = inputs_hash(copied_project)
    (copied_project / "assistant/dialogue/README.md").write_text("other")
    (copied_project / "nlu_data/nl/notes.txt").write_text("other")
    assert inputs_hash(copied_project) == before
    assert all(path.is_file() for path in inputs(copied_project))


def test_the_two_latest_models_are_kept(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for age, name in enumerate("abcd"):
        model = tmp_path / f"models/{name}.tar.gz"
        model.write_text(name)
        os.utime(model, (1_000_000 - age, 1_000_000 - age))
    (tmp_path / "models/notes.txt").write_text("stays")
    assert [path.name for path in forget_old_models(tmp_path)] == ["c.tar.gz", "d.tar.gz"]
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["a.tar.gz", "b.tar.gz", "notes.txt"]


def test_the_path_of_the_model_is_printed_also_when_it_is_not_there(tmp_path: Path) -> None:
    printed = run_dialogue("train", "--data", str(tmp_path), "--print-path").stdout.strip()
    assert printed == str(current_model(tmp_path))
    assert not Path(printed).exists()
