"""Whole constructed people over the real path (page, dialogue server, actions, store): which of their facts are right.

    .venv/bin/python benchmarks/personas.py [FILE …] [--json FILE]

Without files: ``tests/personas/*.yml``. Printed are the facts that are right per language, the turns a fact costs, who reached
the end, every wrong fact, and whether anything was asked that does not apply or asked twice.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.commands.opening import open_here
from assistant.commands.replay import talk_of
from assistant.replay import Persona, asked_twice, facts, read_personas
from assistant.supervisor.serve import running
from assistant.supervisor.settings import PROJECT


def one(persona: Persona, outcome: dict[str, Any]) -> dict[str, Any]:
    """What one talk shows."""
    every = facts(persona, outcome)
    not_applying = [name for name in outcome["asked"] if outcome["states"].get(name) == "niet_van_toepassing"]
    return {
        "id": persona.id,
        "language": persona.language,
        "finished": outcome["finished"],
        "turns": outcome["turns"],
        "median_turn_ms": outcome["median_turn_ms"],
        "facts": len(every),
        "right": sum(fact.is_right for fact in every),
        "wrong": [[fact.what, fact.expected, fact.found] for fact in every if not fact.is_right],
        "asked_though_not_applying": not_applying,
        "asked_twice": asked_twice(persona, outcome),
    }


def measure(files: list[Path]) -> dict[str, Any]:
    """Hold every talk, one after another, over servers of their own."""
    personas = read_personas(files)
    with tempfile.TemporaryDirectory(prefix="intake-personas-") as folder:
        house = open_here(Path(folder))
        with running(Path(folder)) as servers:
            found = [one(persona, talk_of(house, servers.ui_url, persona)) for persona in personas]
        house.store.close()
    right, total = Counter[str](), Counter[str]()
    for row in found:
        right[row["language"]] += row["right"]
        total[row["language"]] += row["facts"]
    return {
        "personas": found,
        "languages": {code: {"right": right[code], "facts": total[code]} for code in sorted(total)},
        "right": right.total(),
        "facts": total.total(),
        "turns_per_fact": round(sum(row["turns"] for row in found) / max(1, total.total()), 2),
    }


def main() -> int:
    """Print what the talks show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="persona files; default tests/personas/*.yml")
    parser.add_argument("--json", type=Path, help="also write the outcome to this file")
    arguments = parser.parse_args()
    found = measure(arguments.files or sorted((PROJECT / "tests" / "personas").glob("*.yml")))
    ended = sum(row["finished"] for row in found["personas"])
    print(f"{len(found['personas'])} personas, {ended} reach the end")
    print(f"facts right: {found['right']} of {found['facts']} ({found['right'] / max(1, found['facts']):.1%})")
    for code, counts in found["languages"].items():
        print(f"  {code}: {counts['right']} of {counts['facts']} ({counts['right'] / counts['facts']:.1%})")
    print(f"turns per fact: {found['turns_per_fact']}")
    for row in found["personas"]:
        print(
            f"  {row['id']}: {row['right']} of {row['facts']} facts, {row['turns']} turns, {row['median_turn_ms']} ms a turn"
        )
        for what, expected, got in row["wrong"]:
            print(f"    wrong: {what}: expected {expected!r}, found {got!r}")
        for name in ("asked_though_not_applying", "asked_twice"):
            if row[name]:
                print(f"    {name.replace('_', ' ')}: {', '.join(row[name])}")
    if arguments.json:
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if ended == len(found["personas"]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
