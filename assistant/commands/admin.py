"""``intake admin``: the first beheerder, who makes all other accounts. There is no default password anywhere."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path

from assistant.commands.opening import BadInput, open_here

HELP = "Make the first beheerder: asks for a password, or makes one that has to be replaced."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("action", choices=("create",), help="create: make an account with the role beheerder")
    parser.add_argument("login")
    parser.add_argument("--name", required=True, help="name as colleagues see it")
    parser.add_argument("--random", action="store_true", help="print a made password once; it has to be replaced")
    parser.add_argument("--also", action="store_true", help="also when there already is a beheerder")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Make the account."""
    house = open_here(arguments.data)
    if house.access.has_beheerder() and not arguments.also:
        raise BadInput("there already is a beheerder, who makes accounts on /beheer/; to make one more here: --also")
    password = None if arguments.random else _asked()
    made = house.access.first_beheerder(arguments.login, arguments.name, password)
    print(f"login: {arguments.login.strip().lower()}")
    if arguments.random:
        print(f"password: {made}\nIt has to be replaced at the first sign-in, and is not shown again.")
    if house.access.policy.second_factor:
        print("At the first sign-in an app for one-time codes is set up.")
    return 0


def _asked() -> str:
    """A password typed twice without echo; raises BadInput where nobody can type."""
    if not sys.stdin.isatty():
        raise BadInput("there is no terminal to type a password on: use --random")
    first = getpass("Password (12 characters or more): ")
    if first != getpass("Once more: "):
        raise BadInput("the two passwords are not the same; nothing was made")
    return first
