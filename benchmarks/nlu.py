"""How well the kind of move is named: our pipeline, Rasa's default and scikit-learn, on the same data in the same run.

    .venv/bin/python benchmarks/nlu.py [--file FILE.tsv …] [--json FILE] [--pipelines ours,rasa_default,…]
                                       [--diet-epochs N] [--keep FOLDER]

Without ``--file`` it reads ``benchmarks/data/nlu/<language>.tsv``: lines by people who never saw the training phrases.
The columns of a file: id · language · intent · text, and where there is one the question (an id of the catalogue).

Printed for every pipeline: the intents named rightly, in all, per language and per intent; the free answers taken for
a control move, as the intent that was named and at the confidences from which the conversation believes it
(``assistant/conversation/weighing.py``), and as the conversation takes them at their own question; what learning and
naming cost in seconds, milliseconds and MB. Of our own pipeline every line that was named wrongly is listed. Lines
that happen to be a training phrase too (mostly short ones such as "weet ik niet") stay in the numbers; how many there
are, and the figure without them, is printed.

DIET is slow to learn: ``--diet-epochs`` sets its rounds (100 in Rasa's default), and the output says how many were used.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.catalogue import Catalogue, load
from assistant.commands.opening import BadInput
from assistant.commands.tsv import read_rows
from assistant.conversation.weighing import CONTROL_MOVES, FAIRLY_SURE, SURE, weigh
from assistant.supervisor import settings
from assistant.understanding import Question, understand
from assistant.understanding.normalise import fold

DATA = Path(__file__).parent / "data" / "nlu"
COLUMNS = ("id", "language", "intent", "text")
PIPELINES = ("ours", "rasa_default", "sklearn_logistic", "sklearn_svm")
ANSWER = "answer"

#: What the measurement has to reach.
RIGHT, RIGHT_PER_LANGUAGE, LOST = 0.95, 0.92, 0.005


class PipelineFailed(RuntimeError):
    """A pipeline did not learn or did not name its lines; the message holds the end of what it said."""


@dataclass(frozen=True)
class Line:
    """One line of a test file: what was typed, and the intent that a person gave it."""

    id: str
    language: str
    intent: str
    text: str
    question: str = ""


@dataclass(frozen=True)
class Named:
    """What a pipeline made of a line."""

    line: Line
    intent: str
    confidence: float

    @property
    def right(self) -> bool:
        """Is it the intent that the person gave?"""
        return self.intent == self.line.intent

    @property
    def lost(self) -> bool:
        """Is it a free answer that was taken for a control move?"""
        return self.line.intent == ANSWER and self.intent in CONTROL_MOVES


@dataclass(frozen=True)
class Cost:
    """What a pipeline costs: learning in seconds and MB at its highest, naming one line in milliseconds (median) and MB."""

    learning_seconds: float
    learning_mb: int
    milliseconds: float
    megabytes: int


def read_lines(files: Iterable[Path]) -> list[Line]:
    """The lines of the test files.

    Raises:
        BadInput: a file is missing or has not the columns, or an id is there twice.
    """
    lines = [
        Line(*(row[name] for name in COLUMNS), row.get("question", ""))
        for file in files
        for row in read_rows(file, COLUMNS)
    ]
    twice = [id_ for id_, times in Counter(line.id for line in lines).items() if times > 1]
    if twice:
        raise BadInput(f"these ids are there more than once: {', '.join(twice[:5])}")
    return lines


def trained_phrases() -> set[str]:
    """Every training phrase, folded, so that a test line can be recognised as one of them."""
    found = set()
    for file in sorted((settings.PROJECT / "nlu_data").glob("*/*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            found |= {
                fold(line[2:]) for line in map(str.strip, block["examples"].splitlines()) if line.startswith("- ")
            }
    return found


# running the pipelines --------------------------------------------------------------------------------------------


def _worker(*arguments: str, lines: str = "") -> dict[str, Any]:
    done = subprocess.run(
        [str(settings.dialogue_python()), "-m", "benchmarks.nlu_pipelines.worker", *arguments],
        input=lines, cwd=settings.PROJECT, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise PipelineFailed(f"{' '.join(arguments)} ended with code {done.returncode}:\n{done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def run_pipeline(pipeline: str, lines: Sequence[Line], diet_epochs: int, folder: Path) -> tuple[list[Named], Cost, int]:
    """Let a pipeline learn in one process and name the lines in another.

    Returns:
        What it made of each line, what it cost, and on how many phrases it learnt.

    Raises:
        PipelineFailed: one of the two processes ended with an error.
    """
    folder.mkdir(parents=True, exist_ok=True)
    learnt = _worker("learn", pipeline, str(folder), "--diet-epochs", str(diet_epochs))
    asked = "".join(json.dumps({"id": line.id, "text": line.text}, ensure_ascii=False) + "\n" for line in lines)
    named = _worker("name", pipeline, str(folder), lines=asked)
    found = [
        Named(line, answer["intent"], answer["confidence"]) for line, answer in zip(lines, named["found"], strict=True)
    ]
    cost = Cost(learnt["seconds"], learnt["peak_mb"], named["milliseconds"], named["peak_mb"])
    return found, cost, int(learnt["phrases"])


# what the conversation does with it ----------------------------------------------------------------------------------


@cache
def _catalogue() -> Catalogue:
    return load()


def in_the_conversation(named: Named) -> str:
    """What the conversation takes a free answer for at its own question: ``answer``, ``move``, ``unsure`` or ``nothing``.

    The words are read as the question wants them and weighed against the named intent, as every typed turn is; a question
    that is not in the catalogue counts as one in free words.
    """
    question = _catalogue().question(named.line.question) if named.line.question in _catalogue() else None
    kind = question.type if question is not None else "text"
    value_type = {"group": "yesno", "notice": "text"}.get(kind, kind)
    asked = Question(question.id) if question is not None else None
    reading = understand(named.line.text, value_type, named.line.language, question=asked)
    verdict = weigh(
        named.line.text, value_type, reading, named.intent, named.confidence, correcting=False,
        sensitive=bool(question and question.sensitive),
    )  # fmt: skip
    return verdict.taken_for if verdict.move in {None, *CONTROL_MOVES} else "answer"


# the figures --------------------------------------------------------------------------------------------------------


def share(found: Sequence[Named], holds: Callable[[Named], bool] = lambda named: named.right) -> float | None:
    """The share of which something holds, None when there is nothing to count."""
    return sum(map(holds, found)) / len(found) if found else None


def figures(found: Sequence[Named], trained: set[str]) -> dict[str, Any]:
    """All figures of one pipeline, as printed with ``--json``; shares are between 0 and 1."""
    answers = [named for named in found if named.line.intent == ANSWER]
    moves = [named for named in found if named.line.intent in CONTROL_MOVES]

    def at(least: float) -> Callable[[Named], bool]:
        return lambda named: named.confidence >= least

    return {
        "lines": len(found),
        "right": share(found),
        "right_per_language": {
            language: share([named for named in found if named.line.language == language])
            for language in sorted({named.line.language for named in found})
        },
        "right_per_intent": {
            intent: share([named for named in found if named.line.intent == intent])
            for intent in sorted({named.line.intent for named in found})
        },
        "also_trained_on": sum(fold(named.line.text) in trained for named in found),
        "right_without_those": share([named for named in found if fold(named.line.text) not in trained]),
        "answers": len(answers),
        "answers_lost": share(answers, lambda named: named.lost),
        "answers_lost_fairly_sure": share(answers, lambda named: named.lost and at(FAIRLY_SURE)(named)),
        "answers_lost_sure": share(answers, lambda named: named.lost and at(SURE)(named)),
        "answers_taken_for_a_move": share(answers, lambda named: in_the_conversation(named) == "move"),
        "answers_asked_about": share(answers, lambda named: in_the_conversation(named) == "unsure"),
        "moves": len(moves),
        "moves_found": share(moves),
        "moves_found_fairly_sure": share(moves, lambda named: named.right and at(FAIRLY_SURE)(named)),
        "moves_found_sure": share(moves, lambda named: named.right and at(SURE)(named)),
        "lost": [_told(named) for named in answers if named.lost],
        "wrong": [_told(named) for named in found if not named.right and not named.lost],
    }


def _told(named: Named) -> dict[str, Any]:
    return {**asdict(named.line), "named": named.intent, "confidence": named.confidence}


# printing --------------------------------------------------------------------------------------------------------------


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def table(report: dict[str, Any]) -> str:
    """The figures of all pipelines beside each other."""
    pipelines = report["pipelines"]
    names = list(pipelines)
    wide = max(16, *(len(name) + 2 for name in names))
    rows: list[tuple[str, list[str]]] = []

    def row(title: str, cells: Iterable[str]) -> None:
        rows.append((title, list(cells)))

    row("", names)
    for title, key in (("right", "right"), ("right, not trained on", "right_without_those")):
        row(title, (_percent(pipelines[name][key]) for name in names))
    for part, title in (("right_per_language", "  "), ("right_per_intent", "  ")):
        for key in pipelines[names[0]][part]:
            row(title + key, (_percent(pipelines[name][part][key]) for name in names))
    row("answers lost", (_percent(pipelines[name]["answers_lost"]) for name in names))
    row(f"  at {FAIRLY_SURE} or more", (_percent(pipelines[name]["answers_lost_fairly_sure"]) for name in names))
    row(f"  at {SURE} or more", (_percent(pipelines[name]["answers_lost_sure"]) for name in names))
    row("  in the conversation", (_percent(pipelines[name]["answers_taken_for_a_move"]) for name in names))
    row("  asked which it was", (_percent(pipelines[name]["answers_asked_about"]) for name in names))
    row("moves found", (_percent(pipelines[name]["moves_found"]) for name in names))
    row(f"  at {FAIRLY_SURE} or more", (_percent(pipelines[name]["moves_found_fairly_sure"]) for name in names))
    row(f"  at {SURE} or more", (_percent(pipelines[name]["moves_found_sure"]) for name in names))
    row("learning, s", (f"{pipelines[name]['cost']['learning_seconds']:.0f}" for name in names))
    row("learning, MB", (str(pipelines[name]["cost"]["learning_mb"]) for name in names))
    row("a line, ms", (f"{pipelines[name]['cost']['milliseconds']:.2f}" for name in names))
    row("naming, MB", (str(pipelines[name]["cost"]["megabytes"]) for name in names))
    return "\n".join(f"{title:<26}" + "".join(f"{cell:>{wide}}" for cell in cells) for title, cells in rows)


def _list(title: str, entries: Sequence[dict[str, Any]]) -> str:
    lines = [f"\n{title}: {len(entries)}"]
    lines += [
        f"  {entry['id']:<10} {entry['intent']:<17} named {entry['named']:<17} {entry['confidence']:.2f}  "
        f"{entry['question']:<24} {entry['text']}"
        for entry in entries
    ]
    return "\n".join(lines)


def text_of(report: dict[str, Any]) -> str:
    """The whole report as text."""
    first = next(iter(report["pipelines"].values()))
    said = [
        f"{first['lines']} lines, {first['answers']} of them free answers and {first['moves']} control moves; "
        f"{first['also_trained_on']} are a training phrase too. Learnt on {report['phrases']} phrases.",
        *(f"{name}: sha256 {digest}" for name, digest in report["files"].items()),
    ]
    if "rasa_default" in report["pipelines"]:
        said.append(f"rasa_default: DIET learnt {report['diet_epochs']} rounds.")
    said += ["", table(report)]
    if ours := report["pipelines"].get("ours"):
        lowest = min(ours["right_per_language"].values())
        met = {
            f"right ≥ {RIGHT:.0%}": ours["right"] >= RIGHT,
            f"every language ≥ {RIGHT_PER_LANGUAGE:.0%}": lowest >= RIGHT_PER_LANGUAGE,
            f"answers named as a move ≤ {LOST:.1%}": (ours["answers_lost"] or 0) <= LOST,
            f"answers taken for a move in the conversation ≤ {LOST:.1%}": (ours["answers_taken_for_a_move"] or 0)
            <= LOST,
        }
        said.append("\n" + "\n".join(f"{'met' if yes else 'NOT MET'}: {aim}" for aim, yes in met.items()))
        said.append(_list("ours, free answers taken for a control move", ours["lost"]))
        said.append(_list("ours, named wrongly otherwise", ours["wrong"]))
    return "\n".join(said)


def measure(files: Sequence[Path], pipelines: Sequence[str], diet_epochs: int, folder: Path) -> dict[str, Any]:
    """Run the pipelines one after the other on the lines of the files.

    Raises:
        BadInput: a test file is not right.
        PipelineFailed: a pipeline ended with an error.
    """
    lines = read_lines(files)
    if not lines:
        raise BadInput("the test files hold no lines")
    trained = trained_phrases()
    report: dict[str, Any] = {
        "files": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "diet_epochs": diet_epochs,
        "pipelines": {},
    }
    for pipeline in pipelines:
        print(f"{pipeline} …", file=sys.stderr, flush=True)
        found, cost, report["phrases"] = run_pipeline(pipeline, lines, diet_epochs, folder / pipeline)
        report["pipelines"][pipeline] = {**figures(found, trained), "cost": asdict(cost)}
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; the exit code is 0 when it could be measured, 2 with a message when not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, nargs="+", help="test files; default benchmarks/data/nlu/*.tsv")
    parser.add_argument("--json", type=Path, help="write the figures and all wrong lines to this file too")
    parser.add_argument("--pipelines", default=",".join(PIPELINES), help=f"default: {','.join(PIPELINES)}")
    parser.add_argument("--diet-epochs", type=int, default=100, help="rounds of DIET; default 100, as Rasa's default")
    parser.add_argument("--keep", type=Path, help="keep the models in this folder")
    options = parser.parse_args(arguments)
    files = options.file or sorted(DATA.glob("*.tsv"))
    pipelines = [name.strip() for name in options.pipelines.split(",") if name.strip()]
    try:
        if unknown := sorted(set(pipelines) - set(PIPELINES)):
            raise BadInput(f"unknown pipelines: {', '.join(unknown)}; there are {', '.join(PIPELINES)}")
        if not files:
            raise BadInput(f"{DATA} holds no test files: give some with --file")
        with ExitStack() as stack:
            folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            report = measure(files, pipelines, options.diet_epochs, folder.resolve())
    except (BadInput, PipelineFailed) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(text_of(report))
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
