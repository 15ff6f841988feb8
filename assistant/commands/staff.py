"""``intake staff add``: accounts for the staff pages."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from assistant.commands.opening import BadInput, open_here

HELP = "Make a staff account or give it a new password (printed once)."
ROLES = ("consulent", "teamleider", "beheerder")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("action", choices=("add",))
    parser.add_argument("login")
    parser.add_argument("--name", required=True, help="name as colleagues see it")
    parser.add_argument("--role", choices=ROLES, default="consulent")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Keep the account and print its password."""
    login = arguments.login.strip().lower()
    if not login:
        raise BadInput("the login is empty")
    password = secrets.token_urlsafe(12)
    open_here(arguments.data).access.add_staff(login, arguments.name, arguments.role, password)
    print(f"login: {login}\npassword: {password}")
    return 0
