"""``intake``: what a beheerder, a developer and the supervisor call. One module per command.

Each module has ``HELP``, ``add_arguments(parser)`` and ``run(arguments) -> exit code``; only the chosen one is loaded
fully, so that ``intake --help`` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from assistant.version import version

# name on the command line -> module in this folder
COMMANDS = {
    "serve": "serve",
    "run": "run",
    "understand": "understand",
    "nlu": "nlu",
    "replay": "replay",
    "export": "export",
    "audit": "audit",
    "key": "key",
    "backup": "backup",
    "restore": "restore",
    "retention": "retention",
    "erase": "erase",
    "rights": "rights",
    "unseal": "unseal",
    "check-translations": "check_translations",
    "texts": "texts",
    "admin": "admin",
    "staff": "staff",
    "languages": "languages",
}


def make_parser() -> argparse.ArgumentParser:
    """The whole command line, as ``--help`` shows it and the documentation test reads it."""
    parser = argparse.ArgumentParser(prog="intake", description="Conversational assistant for the brede intake.")
    parser.add_argument("--version", action="version", version=f"intake {version()}", help="show the version and end")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module_name in COMMANDS.items():
        module = importlib.import_module(f"assistant.commands.{module_name}")
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults that a person can mend are told in one line."""
    chosen = make_parser().parse_args(arguments)
    from assistant.commands.opening import MENDABLE

    try:
        return int(chosen.run(chosen) or 0)
    except MENDABLE as fault:
        print(f"intake {chosen.command}: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
