"""Runs every measurement and writes what they print, word for word: ``docs/quality.md`` and ``docs/translation-quality.md``.

    make quality [DATA=PATH] [PAGE=translation]

PATH holds real texts by others (phrasebook/, sib200/, tico19/); left out, those are skipped. PAGE writes one of the two pages.
Nothing is rounded up or left out on the way: a section is the command and what it printed, failures included.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
UNSEEN = tuple(f"benchmarks/data/nlu_unseen/{code}.tsv" for code in ("ar", "nl", "prs", "ti"))
INTRODUCTION = """\
# Quality: what is understood, measured

**Goal.** Every figure here is what a command printed; `make quality` prints them anew and writes this page. Nobody edits it by
hand. Labels that are disputed stay in the figures and are listed apart.

How the texts were made. *dev* was written while building. *test* was written by others who had not seen the code, with the
published ids and types and reports of practice as their only source; its hash (`benchmarks/data/SHA256SUMS`) was committed
before it was run, and what failed at first sight was then studied, by kind, and mended: it says that known kinds of answers
are read. *unseen* was written the same way afterwards by others again and was never studied: it says what to expect of new
people. First sight of *test*, before any tuning, was 77.9 % right with 41 silent wrong of 1,174 (a right value that should
have been read back counted as wrong then). None of the writers is a native speaker of Arabic, Tigrinya or Dari, and real
talks will be harder than constructed text.
"""


TRANSLATION_INTRODUCTION = """\
# Quality: what translating costs, measured

**Goal.** A turn of the conversation never waits for a translation, and a cultuurvertaler never waits for the desk. Every figure
here is what a command printed; `make quality PAGE=translation` prints them anew and writes this page. Nobody edits it by hand.

All texts are constructed. The language packages are made on the spot with random weights (there are none in this project), so
the speed of a real model is not measured here: `intake languages check` tells it on your machine.
"""


@dataclass(frozen=True)
class Measurement:
    """One section of the page."""

    title: str
    about: str
    command: tuple[str, ...]
    needs_data: bool = False


MEASUREMENTS = (
    Measurement(
        "Answers to values",
        "Labelled answers per language and type, and calendars against Node's `Intl`. A *silent wrong* is a wrong value that is "
        "not read back to the person.",
        ("benchmarks/understanding.py",),
    ),
    Measurement(
        "Moves of the conversation",
        "Which of 16 moves a line is, our pipeline beside Rasa's default and scikit-learn, in one run.",
        ("benchmarks/nlu.py", "--diet-epochs", "1"),
    ),
    Measurement(
        "Moves, on lines that were never studied",
        "The same for the second independent set, our pipeline only.",
        ("benchmarks/nlu.py", "--pipelines", "ours", "--file", *UNSEEN),
    ),
    Measurement(
        "Whole conversations",
        "Constructed people over the real path: page, dialogue server, action server, store.",
        ("benchmarks/personas.py",),
    ),
    Measurement(
        "Words that signal danger",
        "Recall on texts that tell of danger, and false alarms on ordinary ones. Sensitivity comes before precision.",
        ("benchmarks/danger.py",),
    ),
    Measurement(
        "Real phrases as free answers",
        "Everyday phrases by others, sent as answers to a question in free words. Their licence keeps them outside the "
        "project, so only counts stand here.",
        ("benchmarks/phrases.py",),
        needs_data=True,
    ),
)

TRANSLATION = (
    Measurement(
        "Queue, memory, and turns beside them",
        "Lookups in the memory at three sizes; the worker with two packages; typed turns over the whole path with the queue "
        "empty and full, block by block in one run. The ratio of the medians must be at most 1.25.",
        ("benchmarks/translation.py",),
    ),
    Measurement(
        "The desk, with scripted reviewers",
        "Two hundred items in four languages, reviewers at work at the same time; nothing may be lost or decided twice.",
        ("benchmarks/desk.py",),
    ),
    Measurement(
        "The same, every reviewer in a process of their own",
        "As when the pages run several times behind a proxy.",
        ("benchmarks/desk.py", "--processes"),
    ),
)
PAGES = {
    "understanding": (PROJECT / "docs" / "quality.md", INTRODUCTION, MEASUREMENTS),
    "translation": (PROJECT / "docs" / "translation-quality.md", TRANSLATION_INTRODUCTION, TRANSLATION),
}


def section(measurement: Measurement, data: Path | None) -> str:
    """Run one measurement; its section holds the command and everything it printed."""
    shown = " ".join(measurement.command)
    command = [sys.executable, *measurement.command]
    if data is not None and measurement.command[0].endswith(("danger.py", "phrases.py")):
        # the texts are by others and may not stand in the project: their counts do
        command += ["--data", str(data), "--short"]
        shown += " --data PATH --short"
    head = f"## {measurement.title}\n\n{measurement.about}\n\n"
    if measurement.needs_data and data is None:
        return f"{head}Not measured in this run: `{shown} --data PATH` needs texts that are not part of the project.\n"
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(PROJECT)}
    )
    printed = done.stdout.rstrip()
    if data is not None:
        printed = printed.replace(str(data), "PATH")
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{shown} failed with exit code {done.returncode}:\n{done.stderr[-3000:]}")
    return f"{head}`.venv/bin/python {shown}`\n\n```text\n{printed}\n```\n"


def main() -> int:
    """Measure and write the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with real texts by others")
    parser.add_argument("--page", choices=PAGES, help="write this page only")
    arguments = parser.parse_args()
    data = arguments.data.resolve() if arguments.data else None
    for name, (page, introduction, measurements) in PAGES.items():
        if arguments.page in {None, name}:
            parts = [introduction]
            parts.append(
                f"Measured {date.today().isoformat()} on {os.cpu_count()} cores, Python {platform.python_version()}.\n"
            )
            for measurement in measurements:
                print(f"measuring: {measurement.title} …", flush=True)
                parts.append(section(measurement, data))
            page.write_text("\n".join(parts), encoding="utf-8")
            print(f"written: {page.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
