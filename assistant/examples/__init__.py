"""The demo: constructed people, so that every page shows something the moment it opens. None of them exists."""

from __future__ import annotations

import secrets
from pathlib import Path

from assistant.access import Staff
from assistant.examples.dossiers import enter_dossier
from assistant.house import House
from assistant.renditions.sources import DUTCH
from assistant.replay.channels import InProcess
from assistant.replay.persona import read_personas
from assistant.replay.talk import hold
from assistant.roles import BEHEERDER, CONSULENT, CULTUURVERTALER, TEAMLEIDER, TOETSER
from assistant.store.translation import Reviewer
from assistant.value_labels import language_for_staff, language_name

HERE = Path(__file__).parent
CONSULENT_LOGIN = "consulent"
COLLEAGUES = ((TOETSER, "toetser", "Toetser"), (TEAMLEIDER, "teamleider", "Teamleider"), (BEHEERDER, "beheer", "Beheerder"))
"""Role, login and name of the other accounts: a plan is checked by somebody who did not write it. No password stands here."""

VERTALER_LOGIN = "vertaler"
"""Login of the cultuurvertaler of a language: ``vertaler-ti``."""


def prepare_demo(house: House, url: str) -> list[str]:
    """Make the example cases when there are none, and fresh codes and a password; returns lines to print."""
    if not any(case.label.startswith("Voorbeeld") for case in house.store.cases()):
        make_examples(house)
    password = secrets.token_urlsafe(9)
    house.access.add_staff(CONSULENT_LOGIN, "Consulent (demo)", CONSULENT, password)
    lines = [
        f"Consulent: login {CONSULENT_LOGIN}, password {password}",
        *make_colleagues(house),
        *make_reviewers(house),
        "",
        "Be the person on the phone (a new case for this start):",
    ]
    case = house.access.new_case(language=None, label="Zelf proberen", created_by=CONSULENT_LOGIN, constructed=True)
    lines.append(f"  {url}/#{case.code.replace('-', '')}")
    lines.append(f"  code {case.code}; second fact, for another device: {case.second_fact}")
    return lines


def make_colleagues(house: House) -> list[str]:
    """A toetser and a teamleider, each with a fresh password; returns lines to print."""
    lines = []
    for role, login, name in COLLEAGUES:
        password = secrets.token_urlsafe(9)
        house.access.add_staff(login, f"{name} (demo)", role, password)
        lines.append(f"{name}: login {login}, password {password}")
    return lines


def make_reviewers(house: House) -> list[str]:
    """A cultuurvertaler for every language but Dutch, with a fresh password; returns lines to print."""
    lines = []
    for code in house.wording.languages():
        if code == DUTCH:
            continue
        login, password = f"{VERTALER_LOGIN}-{code}", secrets.token_urlsafe(9)
        name = language_for_staff(code, house.wording.language_name(code))
        house.access.add_staff(login, f"Cultuurvertaler {language_name(code, DUTCH)} (demo)", CULTUURVERTALER, password)
        house.store.translation.set_reviewer(Reviewer(login, (code,), sensitive=True))
        lines.append(f"Cultuurvertaler {name}: login {login}, password {password}")
    return lines


def make_examples(house: House) -> None:
    """Let every constructed person of this folder hold the conversation, as far as they get; for some there is a plan."""
    consulent = Staff(CONSULENT_LOGIN, "Consulent (demo)", CONSULENT)
    for persona in reversed(read_personas(sorted(HERE.glob("*.yml")))):
        case = house.access.new_case(
            language=persona.language, label=f"Voorbeeld: {persona.about}", created_by="demo", constructed=True
        )
        hold(persona, InProcess(house.conversation, case.case_id), maximum_turns=int(persona.expect.get("turns", 200)))
        enter_dossier(house, case.case_id, persona.id, consulent)
