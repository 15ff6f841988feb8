"""``intake staff``: accounts for the staff pages on the machine itself, and what a cultuurvertaler may see."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.access import COMMAND_LINE, BadAccount, login_of
from assistant.access.passwords import made
from assistant.commands.opening import BadInput, open_here
from assistant.renditions.sources import DUTCH
from assistant.roles import CONSULENT, CULTUURVERTALER, ROLES
from assistant.store.translation import Reviewer

HELP = "Make, list, close and reset staff accounts (passwords are printed once); say what a cultuurvertaler may see."
REVIEWER = CULTUURVERTALER
GENDERS = ("vrouw", "man", "anders")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "action",
        choices=("add", "list", "disable", "enable", "reset-password", "reset-code", "role", "reopen"),
        help="add: make or change an account; list: all of them; disable, enable: close and open one; reset-password, "
        "reset-code: for who forgot it or lost the phone; role: give it --role; "
        "reopen: let a cultuurvertaler see a case again who knew the person",
    )
    parser.add_argument("login", nargs="?", default="", help="of the account (all but list)")
    parser.add_argument("--name", help="name as colleagues see it (add)")
    parser.add_argument("--role", choices=tuple(ROLES), help="consulent when nothing is said (add), or the new role (role)")
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
    if arguments.action == "list":
        return _list(arguments)
    if not arguments.login.strip():
        raise BadInput("say which login")
    if arguments.action == "reopen":
        return _reopen(arguments, arguments.login.strip().lower())
    if arguments.action != "add":
        return _change(arguments, arguments.login.strip().lower())
    try:
        login = login_of(arguments.login)
    except BadAccount as fault:
        raise BadInput(str(fault)) from fault
    arguments.role = arguments.role or CONSULENT
    if not (arguments.name or "").strip():
        raise BadInput("give the name as colleagues see it: --name NAME")
    reviewer = _reviewer(arguments, login)
    password = made()
    house = open_here(arguments.data)
    if reviewer is not None:
        house.store.translation.set_reviewer(reviewer)
    house.access.add_staff(login, arguments.name, arguments.role, password, must_change=True)
    who, role = COMMAND_LINE.login, COMMAND_LINE.role
    house.audit.note("account", who=who, role=role, about={"wie": login, "wat": "gemaakt of gewijzigd", "rol": arguments.role})
    print(f"login: {login}\npassword: {password}")
    print("It has to be replaced at the first sign-in, and is not shown again.", file=sys.stderr)
    return 0


def _list(arguments: argparse.Namespace) -> int:
    """Every account on a line: login, role, name, and how it stands."""
    for one in open_here(arguments.data).access.accounts(COMMAND_LINE):
        stands = [
            f"closed since {one.disabled_at[:10]}" if one.disabled_at else "open",
            "municipal sign-on" if one.municipal else "one-time code" if one.second_factor else "no one-time code yet",
            *(["password to be replaced"] if one.must_change else []),
        ]
        print("\t".join([one.login, one.role, one.name, ", ".join(stands)]))
    return 0


def _change(arguments: argparse.Namespace, login: str) -> int:
    access = open_here(arguments.data).access
    match arguments.action:
        case "disable":
            access.disable(login, by=COMMAND_LINE)
        case "enable":
            access.enable(login, by=COMMAND_LINE)
        case "reset-code":
            access.reset_code(login, by=COMMAND_LINE)
        case "reset-password":
            print(f"login: {login}\npassword: {access.reset_password(login, by=COMMAND_LINE)}")
        case "role":
            if not arguments.role:
                raise BadInput("say which role: --role ROLE")
            access.change_role(login, arguments.role, by=COMMAND_LINE)
    if arguments.action != "reset-password":
        print(f"{login}: done")
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
