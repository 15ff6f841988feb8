"""Command line of set-up: `--lock [--upgrade]` writes the locks, without arguments everything is made."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from environments.locks import write_locks
from environments.problems import SetupProblem
from environments.steps import only_one_at_a_time, places_of, set_up

PROBLEM, STOPPED = 2, 130


def main(arguments: Sequence[str]) -> int:
    """Run set-up and return the exit code: 0 done, 2 a problem that was explained, 130 stopped by the person."""
    parser = argparse.ArgumentParser(prog="make setup", description=__doc__)
    parser.add_argument("--lock", action="store_true", help="write requirements/*.txt instead of setting up")
    parser.add_argument("--upgrade", action="store_true", help="with --lock: take newer versions")
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[2]
    places = places_of(root, os.environ)
    try:
        held = only_one_at_a_time(places)
        try:
            if options.lock:
                write_locks(places, os.environ, upgrade=options.upgrade)
            else:
                set_up(places, os.environ)
        finally:
            os.close(held)
    except SetupProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print("\nSet-up stopped by you. Run `make setup` again to go on; nothing half-made is used.", file=sys.stderr)
        return STOPPED
    except OSError as fault:
        print(f"\nSet-up stopped: {fault}\nWhat to do: mend that and run `make setup` again.", file=sys.stderr)
        return PROBLEM
    except Exception:
        report = places.tools / "setup-fault.txt"
        report.write_text(traceback.format_exc(), encoding="utf-8")
        print(
            "\nSet-up stopped: an unforeseen fault in set-up itself.\n"
            f"What to do: report it with the file {os.path.relpath(report, root)}.",
            file=sys.stderr,
        )
        return PROBLEM
    return 0
