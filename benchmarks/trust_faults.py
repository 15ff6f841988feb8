"""Nothing lost: power cuts, parts killed outright, and every other fault; one JSON object per line.

    python benchmarks/trust_faults.py [--full] [--only power|kills|faults] [--seed NUMBER]

Without ``--full`` everything is tried in a short form (a few minutes). What is tried is the real product on this machine:
``tests/faults`` says how.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

from tests.faults.killing import run
from tests.faults.power import cuts, recorded, whole_disk_is_as_recorded

PROJECT = Path(__file__).resolve().parents[1]
OFTEN = "wal_autocheckpoint = 100"
FAULTS = {
    "tests/faults/test_running_faults.py": "running house",
    "tests/faults/test_clock_jumps.py": "clock",
    "tests/ui/test_chat_offline.py": "browser",
    "tests/faults/test_kept_once.py": "page of staff",
}
"""File with tests -> what the fault happens to."""


def say(trust: str, what: str, value: Any, unit: str, wanted: str, ok: bool, about: str = "") -> bool:
    """Print one line; gives ``ok`` back."""
    line = {"trust": trust, "what": what, "value": value, "unit": unit, "wanted": wanted, "ok": ok, "about": about}
    print(json.dumps(line, ensure_ascii=False), file=sys.__stdout__, flush=True)
    return ok


def power(full: bool, seed: int) -> bool:
    """Cut the power while four people talk and both desks work."""
    turns, between = (50, 3000) if full else (10, 60)
    with tempfile.TemporaryDirectory(prefix="trust-power-") as name:
        folder = Path(name)
        recording = recorded(folder, turns, OFTEN)
        whole = whole_disk_is_as_recorded(recording, folder / "again")
        tried = cuts(recording, folder / "again", seed=seed, at_syncs=None if full else 120, between=between)
    with tempfile.TemporaryDirectory(prefix="trust-power-") as name:
        folder = Path(name)
        careless = recorded(folder, 4, OFTEN, "synchronous = OFF")
        planted = cuts(careless, folder / "again", seed=seed, at_syncs=0, between=40)
    about = (
        f"{tried.confirmed} confirmations, {tried.syncs} syncs, {len(recording.records)} recorded operations; of what was not "
        "synced the disk kept nothing, everything, some writes, or some sectors of 512 bytes"
    )
    return all(
        (
            say("power.recording", "recording of writes is whole", whole, "", "true", whole),
            say("power.prefixes", "moments at which the power was cut", tried.prefixes, "cuts", "> 0", tried.prefixes > 0, about),
            say(
                "power.lost", "cuts after which something confirmed was lost, changed or double", len(tried.faults), "cuts",
                "0", not tried.faults, "; ".join(tried.faults[:3]),
            ),
            say(
                "power.planted", "cuts found wrong when the store does not wait for the disk (planted fault)",
                len(planted.faults), "cuts", "> 0", bool(planted.faults), f"of {planted.prefixes}",
            ),
        )
    )  # fmt: skip


def kills(full: bool, seed: int) -> bool:
    """Kill parts while four people talk and both desks work."""
    wanted = 300 if full else 6
    with tempfile.TemporaryDirectory(prefix="trust-kills-") as name:
        outcome = run(Path(name), wanted, seed=seed, report=lambda line: print(line, file=sys.stderr, flush=True))
    survived = outcome.kills.total()
    by_part = ", ".join(f"{part} {times}" for part, times in sorted(outcome.kills.items()))
    confirmed = f"{outcome.turns} turns of people, {outcome.acts} entries of a consulent, {outcome.verdicts} translations"
    return all(
        (
            say("kills.survived", "kills survived (kill -9)", survived, "kills", str(wanted), survived == wanted, by_part),
            say("kills.seconds", "time that took, conversations to their end included", round(outcome.seconds), "s", "", True),
            say("kills.confirmed", "confirmed meanwhile", outcome.confirmed, "", "> 0", outcome.confirmed > 0, confirmed),
            say("kills.lost", "confirmed and lost", len(outcome.lost), "", "0", not outcome.lost, "; ".join(outcome.lost[:3])),
            say("kills.double", "kept twice", len(outcome.doubled), "", "0", not outcome.doubled, "; ".join(outcome.doubled[:3])),
            say(
                "kills.talks", "conversations that reached their end (nl, ar, prs, ti)", outcome.talks, "talks", "all",
                outcome.talks > 0 and outcome.unfinished == 0, f"{outcome.unfinished} did not",
            ),
            say(
                "kills.faults", "other faults, the audit chain and the integrity of the database included",
                len(outcome.faults), "", "0", not outcome.faults, "; ".join(outcome.faults[:3]),
            ),
        )
    )  # fmt: skip


def faults(full: bool, seed: int) -> bool:
    """Every other fault, one line each."""
    fine = True
    for number, (file, happens_to) in enumerate(FAULTS.items()):
        with tempfile.TemporaryDirectory(prefix="trust-faults-") as name:
            report = Path(name) / "report.xml"
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", file]
            subprocess.run(command, cwd=PROJECT, stdout=sys.stderr, check=False)
            cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
        if not cases:
            fine = say(f"fault.{number}", file, 0, "", "runs", False, "the tests could not be run") and fine
        for case in cases:
            name = str(case.get("name")).removeprefix("test_").replace("_", " ")
            wrong = case.find("failure") is not None or case.find("error") is not None
            skipped = case.find("skipped") is not None
            value, ok = "skipped" if skipped else "not survived" if wrong else "survived", not (wrong or skipped)
            fine = say(f"fault.{number}.{name}", f"{happens_to}: {name}", value, "", "survived", ok) and fine
    return fine


PARTS = {"power": power, "kills": kills, "faults": faults}


def main() -> int:
    """Try everything; the exit code is 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="300 kills and thousands of cuts: an hour or more")
    parser.add_argument("--only", choices=tuple(PARTS), help="one part")
    parser.add_argument("--seed", type=int, default=20261122)
    asked = parser.parse_args()
    with contextlib.redirect_stdout(sys.stderr):  # on the standard output stand the lines of ``say`` and nothing else
        done = [part(asked.full, asked.seed) for name, part in PARTS.items() if asked.only in (None, name)]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
