"""How well the words that signal danger are recognised, and how often ordinary words are taken for them.

    .venv/bin/python benchmarks/danger.py                       recall and false alarms on our own texts, per language and half
    .venv/bin/python benchmarks/danger.py --data PATH           also false alarms on real texts by others (listed one by one)
    .venv/bin/python benchmarks/danger.py --json FILE           the same numbers as JSON

Our own texts are ``benchmarks/data/danger/<code>.tsv``. They were written before any cue, and ``SHA256SUMS`` was made then;
the command refuses texts that were changed since. Cues were tuned on the half ``dev``, on four later rounds of harder texts
in ``data/danger/later`` (mostly said in a roundabout way, counted apart) and on false alarms among texts by others. A denial
("my husband never hits me") is no danger, but to signal there is accepted: denials are counted apart. What went wrong in the
half ``test`` is counted, and listed only with ``--list-test`` or ``--json``: who has read it cannot tune blindly any more.

PATH has the folders ``phrasebook``, ``sib200``, ``tico19`` and ``tigrinya_questions``; it stays outside the project because of
the licences of those texts.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.danger import FiredCue, explain_danger, signals_danger

TEXTS = Path(__file__).parent / "data" / "danger"
HALVES = ("dev", "test")
PHRASEBOOK_COLUMNS = {
    "long.tsv": {
        "nl": "nl",
        "ar_colloq": "ar",
        "ar_msa": "ar",
        "prs": "prs",
        "prs_latin": "prs",
        "ti": "ti",
        "ti_latin": "ti",
    },
    "medical.tsv": {"ar": "ar", "fa_prs": "prs"},
}
PHRASEBOOK_DANGER = frozenset({"SUFFERED_RAPE", "SUFFER_BEATING", "SUFFER_ICD10_R45.8"})
"""Phrases of the phrasebook that do tell of danger: rape, being beaten, thoughts of suicide."""
SENTENCES = {
    "sib200": {"nl": "nl", "ar": "ar", "prs": "prs", "ti": "ti"},
    "tico19": {"ar": "ar", "prs": "prs", "ti": "ti", "ti_ER": "ti"},
}


class TextsChanged(RuntimeError):
    """The labelled texts are no longer those whose hash was recorded before the cues were written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} does not have the hash in SHA256SUMS. The texts are never edited after the cues were written: "
            f"restore the file, and put a disputed text in docs/danger-words.md instead."
        )


class NoSuchData(FileNotFoundError):
    """The folder given with --data holds none of the expected folders."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} has no folder phrasebook, sib200, tico19 or tigrinya_questions: give their parent folder."
        )


@dataclass(frozen=True)
class Text:
    """One labelled text of ours."""

    id: str
    language: str
    text: str
    danger: bool
    half: str
    note: str


@dataclass
class Score:
    """What was found in a set of texts of one kind.

    Attributes:
        texts: how many there were.
        signalled: how many of them signal danger.
        listed: the texts that went the wrong way (missed, or a false alarm), with the cue that fired, if one did.
    """

    texts: int = 0
    signalled: int = 0
    listed: list[dict[str, str]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Part of the texts that signals danger, 0-1; 0 when there are no texts."""
        return self.signalled / self.texts if self.texts else 0.0

    def as_json(self) -> dict[str, Any]:
        """The score as JSON values."""
        return {"texts": self.texts, "signalled": self.signalled, "rate": round(self.rate, 4), "listed": self.listed}


def labelled_texts(language: str) -> list[Text]:
    """Our own labelled texts of a language.

    Raises:
        TextsChanged: the file is not the one whose hash was recorded.
    """
    path = TEXTS / f"{language}.tsv"
    recorded = dict(line.split()[::-1] for line in (TEXTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    if hashlib.sha256(path.read_bytes()).hexdigest() != recorded.get(path.name):
        raise TextsChanged(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Text(row["id"], row["language"], row["text"], row["danger"] == "yes", row["half"], row["note"])
            for row in rows
        ]


def later_texts(language: str) -> list[Text]:
    """The texts of later rounds: harder ones, written to find gaps and then used to close them; ``half`` is the round."""
    with (TEXTS / "later" / f"{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Text(row["id"], row["language"], row["text"], row["danger"] == "yes", row["round"], "") for row in rows]


def languages() -> list[str]:
    """The languages that have labelled texts."""
    return sorted(path.stem for path in TEXTS.glob("*.tsv"))


def scored(texts: list[Text]) -> dict[str, Score]:
    """Scores of the texts that tell of danger (``danger``), of ordinary texts (``ordinary``) and of denials (``denial``)."""
    scores = {"danger": Score(), "ordinary": Score(), "denial": Score()}
    for text in texts:
        kind = "danger" if text.danger else "denial" if text.note == "denial" else "ordinary"
        fired = explain_danger(text.text, text.language)
        score = scores[kind]
        score.texts += 1
        score.signalled += fired is not None
        if (fired is not None) != text.danger:
            score.listed.append(_listed(text.id, text.text, fired))
    return scores


def _listed(name: str, text: str, fired: FiredCue | None) -> dict[str, str]:
    cue = (
        " + ".join(f"{group}: {words}" for group, words in zip(fired.groups, fired.words, strict=True)) if fired else ""
    )
    return {"id": name, "text": text, "cue": cue}


def real_texts(data: Path) -> Iterator[tuple[str, str, str, str, bool]]:
    """Real texts by others: (source, language, id, text, whether it does tell of danger).

    Raises:
        NoSuchData: none of the expected folders is there.
    """
    if not any((data / name).is_dir() for name in ("phrasebook", "tigrinya_questions", *SENTENCES)):
        raise NoSuchData(data)
    for file_name, columns in PHRASEBOOK_COLUMNS.items():
        for row in _rows(data / "phrasebook" / file_name):
            for column, language in columns.items():
                # Two ways to say the same are written in one cell, with a slash between them.
                if row.get(column):
                    danger = row["id"] in PHRASEBOOK_DANGER
                    yield "phrasebook", language, f"{file_name}:{row['id']}:{column}", row[column], danger
    for source, files in SENTENCES.items():
        for name, language in files.items():
            path = data / source / f"{name}.txt"
            if path.is_file():
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                    yield source, language, f"{name}:{number}", line, False
    for number, row in enumerate(_rows(data / "tigrinya_questions" / "questions_en_ti.tsv"), start=2):
        yield "tigrinya_questions", "ti", f"line {number}", row["ti"] or "", False


def _rows(path: Path) -> Iterator[dict[str, str | None]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not str(next(iter(row.values()))).startswith("#"):
                yield row


def measure_own() -> dict[str, Any]:
    """Recall, false alarms and denials on our own texts, per language and half, and the median time of one text in ms."""
    report: dict[str, Any] = {}
    for code in languages():
        texts = labelled_texts(code)
        signals_danger("", code)
        took = []
        for text in texts:
            began = time.perf_counter()
            signals_danger(text.text, code)
            took.append((time.perf_counter() - began) * 1000)
        halves = {
            half: {
                kind: score.as_json() for kind, score in scored([text for text in texts if text.half == half]).items()
            }
            for half in HALVES
        }
        halves["later"] = {kind: score.as_json() for kind, score in scored(later_texts(code)).items()}
        report[code] = {**halves, "median_ms": round(sorted(took)[len(took) // 2], 2)}
    return report


def measure_real(data: Path) -> dict[str, Any]:
    """False alarms on the texts of others, per source and language; phrases that do tell of danger are apart."""
    scores: dict[str, dict[str, Score]] = {}
    for source, language, name, text, danger in real_texts(data):
        fired = explain_danger(text, language)
        score = scores.setdefault(f"{source} (danger)" if danger else source, {}).setdefault(language, Score())
        score.texts += 1
        score.signalled += fired is not None
        if (fired is not None) != danger:
            score.listed.append(_listed(name, text, fired))
    return {
        source: {language: score.as_json() for language, score in by_language.items()}
        for source, by_language in scores.items()
    }


def main() -> int:
    """Measure, print, and write the numbers when asked."""
    parser = argparse.ArgumentParser(description="Recall and false alarms of the words that signal danger.")
    parser.add_argument("--data", type=Path, help="folder with phrasebook, sib200, tico19, tigrinya_questions")
    parser.add_argument("--json", type=Path, help="write all numbers to this file")
    parser.add_argument("--short", action="store_true", help="numbers only, without the texts that went wrong")
    parser.add_argument(
        "--list-test", action="store_true", help="list what went wrong in the test half too: that spends it"
    )
    asked = parser.parse_args()
    report: dict[str, Any] = {"own": measure_own()}
    print("our own texts           recall              false alarms        denials that signal")
    for code, halves in report["own"].items():
        for half in (*HALVES, "later"):
            cells = [
                f"{score['signalled']:>3}/{score['texts']:<3} {score['rate']:>6.1%}      "
                for score in (halves[half][kind] for kind in ("danger", "ordinary", "denial"))
            ]
            print(f"  {code:<4} {half:<5}          {''.join(cells)}")
        print(f"  {code:<4} median {halves['median_ms']} ms a text")
    if not asked.short:
        for halves in report["own"].values():
            for half in (*HALVES, "later") if asked.list_test else ("dev", "later"):
                for kind, label in (("danger", "missed"), ("ordinary", "false alarm"), ("denial", "denial")):
                    for one in halves[half][kind]["listed"]:
                        print(
                            f"    {label:<11} {half:<4} {one['id']}  {one['text']}  {one['cue'] and '<- ' + one['cue']}"
                        )
    if asked.data:
        report["real"] = measure_real(asked.data)
        print("texts by others")
        for source, by_language in report["real"].items():
            for language, score in by_language.items():
                print(f"  {source:<20} {language:<4} {score['signalled']:>3}/{score['texts']:<5} {score['rate']:>6.2%}")
                if not asked.short:
                    for one in score["listed"]:
                        print(f"      {one['id']}  {one['text'][:160]}  {one['cue'] and '<- ' + one['cue']}")
    if asked.json:
        asked.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
