"""``intake staff``: accounts for the staff pages, and what a cultuurvertaler may see."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from assistant.commands.opening import BadInput, open_here
from assistant.renditions.sources import DUTCH
from assistant.roles import CONSULENT, CULTUURVERTALER, ROLES
from assistant.store.translation import Reviewer

HELP = "Make a staff account or give it a new password (printed once); say what a cultuurvertaler may see."
REVIEWER = CULTUURVERTALER
GENDERS = ("vrouw", "man", "anders")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "action",
        choices=("add", "reopen"),
        help="add: make or change an account; reopen: let a cultuurvertaler see a case again who knew the person",
    )
    parser.add_argument("login")
    parser.add_argument("--name", help="name as colleagues see it (add)")
    parser.add_argument("--role", choices=tuple(ROLES), default=CONSULENT)
    parser.add_argument("--languages", metavar="CODES", help="of a cultuurvertaler, with commas: ti,ar")
    parser.add_argument("--sensitive", action="store_true", help="this cultuurvertaler may see sensitive items")
    parser.add_argument(
        "--gender", choices=GENDERS, help="of a cultuurvertaler: a person may exclude reviewers by gender"
    )
    parser.add_argument(
        "--countries",
        metavar="CODES",
        help="where a cultuurvertaler or their family comes from, as they say it themselves: ER,ET. "
        "Without it they see nobody who wants no reader of their own community",
    )
    parser.add_argument("--case", type=int, metavar="NUMBER", help="number of the case (reopen)")
    parser.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Keep the account and print its password, or open a case again."""
    login = arguments.login.strip().lower()
    if not login:
        raise BadInput("the login is empty")
    if arguments.action == "reopen":
        return _reopen(arguments, login)
    if not (arguments.name or "").strip():
        raise BadInput("give the name as colleagues see it: --name NAME")
    reviewer = _reviewer(arguments, login)
    password = secrets.token_urlsafe(12)
    house = open_here(arguments.data)
    if reviewer is not None:
        house.store.translation.set_reviewer(reviewer)
    house.access.add_staff(login, arguments.name, arguments.role, password)
    print(f"login: {login}\npassword: {password}")
    return 0


def _reviewer(arguments: argparse.Namespace, login: str) -> Reviewer | None:
    """What the account may see at the desk; None for another role."""
    if arguments.role != REVIEWER:
        if arguments.languages or arguments.sensitive or arguments.gender or arguments.countries:
            raise BadInput(f"--languages, --sensitive, --gender and --countries belong to --role {REVIEWER}")
        return None
    # only now: these read tables that the other commands do not need
    from assistant.understanding.countries import codes
    from assistant.understanding.languages import available

    languages = _codes(arguments.languages)
    known = sorted(set(available()) - {DUTCH})
    unknown = [code for code in languages if code not in known]
    if not languages or unknown:
        wrong = f"{', '.join(unknown)} is not there; " if unknown else ""
        raise BadInput(f"{wrong}say from and into which languages: --languages with one or more of {', '.join(known)}")
    countries = tuple(code.upper() for code in _codes(arguments.countries))
    if strange := [code for code in countries if code not in codes()]:
        raise BadInput(f"{', '.join(strange)} is no country: give codes of two letters, for example --countries ER,ET")
    return Reviewer(login, languages, arguments.sensitive, arguments.gender, countries)


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip().lower() for code in (text or "").split(",") if code.strip()))


def _reopen(arguments: argparse.Namespace, login: str) -> int:
    """Undo "I know this person", which a cultuurvertaler cannot undo: the teamleider decides."""
    if arguments.case is None:
        raise BadInput("say which case: --case NUMBER")
    house = open_here(arguments.data)
    case = next((case for case in house.store.cases() if case.number == arguments.case), None)
    if case is None:
        raise BadInput(f"there is no case {arguments.case}")
    if not house.store.translation.take_back_knowing(login, case.id):
        raise BadInput(f"{login} did not say to know the person of case {arguments.case}: there is nothing to reopen")
    print(f"case {arguments.case} is open again to {login}")
    return 0
