"""The choice of a leerroute as DUO takes it: its rules, each with a Dutch sentence, and the body of its PIP message.

DUO refuses a message that breaks a rule; it is refused here first, when the choice is made and again when the message is
made. The BSN (in the path) and the OIN (in the headers) are added by the municipality's gateway and are never kept here.
Source: DUO's public OpenAPI, PIP v1.1.3.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from assistant.case_file import ASYLUM, CaseFile
from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, day_nl, form
from assistant.pip.departure import SOURCE as DEPARTURE_SOURCE
from assistant.pip.departure import departure, lbt_that_counts

SCHEMA = Path(__file__).with_name("duo.schema.json")
LEERROUTE = {"B1": "B", "O": "O", "Z": "Z"}
"""Our name of a route -> DUO's."""
MOVED_HERE = "verhuizing"
"""Reason of a herziening that says that another municipality made the earlier plan."""


@dataclass(frozen=True)
class DuoFault:
    """A rule that is broken.

    Attributes:
        code: names the rule.
        text_nl: the Dutch sentence: what is wrong and what to do.
        field: of the form ``leerroute`` it is about, or ``dagtekening``, or None.
    """

    code: str
    text_nl: str
    field: str | None = None


class DuoRefused(ValueError):
    """DUO would refuse this plan; ``faults`` says which rules it breaks, and the message is their sentences."""

    def __init__(self, faults: list[DuoFault]) -> None:
        super().__init__(" ".join(fault.text_nl for fault in faults))
        self.faults = faults


class BodyNotValid(AssertionError):
    """The body does not fit its own schema though no rule is broken: a fault of the program, never to be sent."""


# --- which plan it is ---------------------------------------------------------------------------------------------------


def plan_number(dossier: Dossier) -> int:
    """The version that is being worked on: the set one until something of the next is entered (a herziening, a new choice)."""
    newest = dossier.latest("vastgesteld")
    if newest is None:
        return 1
    later = [entry for kind in ("herziening", "leerroute") for entry in dossier.all(kind) if entry.id > newest.id]
    return int(newest.data["versie"]) + bool(later)


def previous_dagtekening(dossier: Dossier, version: int | None = None) -> date | None:
    """The latest dagtekening of a plan before this version, or None: the day DUO compares a changed plan with."""
    number = version or plan_number(dossier)
    # a corrected dagtekening is a new entry for the same version: the last one counts
    by_version = {int(entry.data["versie"]): str(entry.data["datum"]) for entry in dossier.all("dagtekening")}
    days = [date.fromisoformat(day) for one, day in by_version.items() if one < number]
    return max(days, default=None)


def is_first_plan(dossier: Dossier, version: int | None = None) -> bool:
    """Whether DUO gets this plan as the first: none before it has a dagtekening, here or in the municipality before."""
    moved_here = any(entry.get("reden") == MOVED_HERE for entry in dossier.all("herziening"))
    return previous_dagtekening(dossier, version) is None and not moved_here


# --- the rules ----------------------------------------------------------------------------------------------------------


def choice_faults(choice: Mapping[str, Any], dossier: Dossier, *, first: bool) -> list[DuoFault]:
    """The rules of DUO that a choice of leerroute breaks by itself, whatever the dagtekening.

    The one place where these rules stand: the form and the message both ask here, so they cannot differ.

    Args:
        choice: the data of an entry ``leerroute``.
        dossier: gives the group, as DUO decided it.
        first: whether it is the first plan.
    """
    return [*_level_faults(choice, first=first), *_intensity_faults(choice, dossier), *_literacy_faults(choice)]


def _level_faults(choice: Mapping[str, Any], *, first: bool) -> Iterator[DuoFault]:
    route, level = choice.get("route"), choice.get("niveau")
    if route == "O" and level == "A2":
        yield DuoFault(
            "a2_niet_bij_o", "Bij de onderwijsroute hoort niveau B1. A2 kan daar niet. Kies B1 of laat leeg.", "niveau"
        )
    if route == "Z" and level:
        yield DuoFault("geen_niveau_bij_z", "Bij de Z-route hoort geen niveau. Laat het niveau leeg.", "niveau")
    if route == "B1" and level == "A2" and first:
        yield DuoFault(
            "a2_niet_in_eerste_pip",
            "Niveau A2 in de B1-route kan niet in het eerste PIP. Kies B1; afschalen kan later, in een gewijzigd PIP.",
            "niveau",
        )


def _intensity_faults(choice: Mapping[str, Any], dossier: Dossier) -> Iterator[DuoFault]:
    hours = choice.get("intensiteit")
    if hours is None or hours == "":
        return
    if choice.get("route") != "B1":
        yield DuoFault(
            "uren_alleen_bij_b1", "De geschatte uren horen alleen bij de B1-route. Maak dit veld leeg.", "intensiteit"
        )
    group = dossier.latest("doelgroep")
    if group is None:
        yield DuoFault(
            "uren_zonder_doelgroep",
            "De geschatte uren mogen alleen bij een asielstatushouder. De doelgroep volgens DUO is nog niet ingevuld. "
            "Vul die eerst in, of maak dit veld leeg.",
            "intensiteit",
        )
    elif group.get("groep") != ASYLUM:
        yield DuoFault(
            "uren_alleen_bij_asiel",
            "De geschatte uren mogen alleen bij een asielstatushouder, en dat is deze persoon volgens DUO niet. "
            "Maak dit veld leeg.",
            "intensiteit",
        )
    if isinstance(hours, bool) or not isinstance(hours, int) or not 1 <= hours <= 9999:
        yield DuoFault(
            "uren_geheel_getal", "De geschatte uren zijn een heel getal van 1 tot en met 9999.", "intensiteit"
        )


def _literacy_faults(choice: Mapping[str, Any]) -> Iterator[DuoFault]:
    if choice.get("alfabetisering") not in {"A", "AA", "NVT"}:
        yield DuoFault(
            "alfabetisering_kiezen", "Kies bij alfabetisering een van de drie mogelijkheden.", "alfabetisering"
        )


def date_faults(day: date, dossier: Dossier, version: int | None = None) -> list[DuoFault]:
    """The rules of DUO that a dagtekening breaks. A start date that is not known breaks nothing; see ``not_checked``.

    Args:
        day: the dagtekening.
        dossier: gives the start of the duty, the settling in the municipality and the plan before.
        version: of the plan that gets it; by default the one that is being worked on.
    """
    found = []
    for name, code, text in (
        ("start_plicht", "voor_begin_plicht", "De dagtekening ligt vóór het begin van de inburgeringsplicht ({day})."),
        ("vestiging", "voor_vestiging", "De dagtekening ligt vóór de vestiging in de gemeente ({day})."),
    ):
        start = _known_day(dossier, name)
        if start is not None and day < start:
            words = f"{text.format(day=day_nl(start))} Kies die dag of een latere."
            found.append(DuoFault(code, words, "dagtekening"))
    before = previous_dagtekening(dossier, version)
    if before is not None and day < before:
        found.append(
            DuoFault(
                "voor_vorige_pip",
                f"De dagtekening ligt vóór die van het vorige PIP ({day_nl(before)}). Kies die dag of een latere.",
                "dagtekening",
            )
        )
    return found


def _known_day(dossier: Dossier, name: str) -> date | None:
    entry = dossier.dates.get(name)
    return date.fromisoformat(str(entry.data["datum"])) if entry else None


def not_checked(file: CaseFile) -> tuple[str, ...]:
    """What of DUO's rules cannot be checked yet, as Dutch sentences: a date that nobody entered."""
    names = (("start_plicht", "het begin van de inburgeringsplicht"), ("vestiging", "de vestiging in de gemeente"))
    return tuple(
        f"De datum van {words} is nog niet ingevuld. DUO weigert een dagtekening vóór die dag."
        for name, words in names
        if _known_day(file.dossier, name) is None
    )


# --- at the form --------------------------------------------------------------------------------------------------------


def check_route(data: Mapping[str, Any], file: CaseFile) -> None:
    """Refuse a choice of leerroute that cannot be kept: raises BadEntry with a Dutch sentence and its field.

    Args:
        data: of the form ``leerroute``, as the page gave it or as it was read.
        file: the case it is for.
    """
    check_choice(data, file.dossier)


def check_choice(data: Mapping[str, Any], dossier: Dossier) -> None:
    """``check_route`` on a dossier alone, so that it can run within the write that keeps the choice."""
    choice = form("leerroute").read(data)
    for fault in choice_faults(choice, dossier, first=_next_is_first(dossier)):
        raise BadEntry(fault.text_nl, fault.field)
    _check_wish(choice)
    _check_departure(choice, dossier)


def _next_is_first(dossier: Dossier) -> bool:
    # a choice made after a plan was set is one for the version after it
    newest = dossier.latest("vastgesteld")
    return is_first_plan(dossier, int(newest.data["versie"]) + 1 if newest else 1)


def _check_wish(choice: Mapping[str, Any]) -> None:
    followed = choice.get("wens_gevolgd")
    if followed != "geen_wens" and not choice.get("wens"):
        raise BadEntry(
            "Schrijf op wat de persoon zelf wil. Had de persoon geen wens? Kies dan: de persoon had geen wens.", "wens"
        )
    if followed in {"nee", "deels"} and not choice.get("wens_reden"):
        raise BadEntry(
            "U volgt de wens niet of niet helemaal. Schrijf op waarom: de persoon moet dat in het plan kunnen lezen "
            "(Awb 3:46).",
            "wens_reden",
        )


def _check_departure(choice: Mapping[str, Any], dossier: Dossier) -> None:
    lbt = lbt_that_counts(dossier)
    result = lbt.get("resultaat") if lbt else None
    departs = departure(choice.get("route"), result)
    if departs and not choice.get("afwijking_lbt"):
        shown = form("lbt").field("resultaat").shown(result)
        raise BadEntry(
            f"Deze leerroute wijkt af van de uitslag van de LBT ({shown}). Dat mag. "
            f"Schrijf op waarom: dat is verplicht ({DEPARTURE_SOURCE}).",
            "afwijking_lbt",
        )
    if not departs and choice.get("afwijking_lbt"):
        raise BadEntry(
            "Deze leerroute wijkt niet af van de uitslag van de LBT. Zet deze tekst bij de motivatie, of haal hem weg.",
            "afwijking_lbt",
        )


def check_dagtekening(day: date, file: CaseFile, version: int | None = None) -> None:
    """Refuse a dagtekening that DUO would refuse: raises BadEntry with a Dutch sentence, field ``datum``."""
    for fault in date_faults(day, file.dossier, version):
        raise BadEntry(fault.text_nl, "datum")


# --- the message --------------------------------------------------------------------------------------------------------


def duo_faults(file: CaseFile, dagtekening: date | None = None, version: int | None = None) -> list[DuoFault]:
    """Every rule of DUO that the plan breaks as it stands; empty when DUO would take it.

    Args:
        file: the case.
        dagtekening: the day to check; by default the one that was entered for this version, if any.
        version: a plan that was set; by default the plan that is being worked on.
    """
    number = version or plan_number(file.dossier)
    chosen = _choice(file.dossier, version)
    if chosen is None:
        return [
            DuoFault("geen_leerroute", "Er is nog geen leerroute gekozen. Kies die eerst, met de motivatie.", "route")
        ]
    found = choice_faults(chosen.data, file.dossier, first=is_first_plan(file.dossier, number))
    entered = file.dossier.latest("dagtekening", versie=number)
    day = dagtekening or (date.fromisoformat(str(entered.data["datum"])) if entered else None)
    return found + (date_faults(day, file.dossier, number) if day else [])


def duo_body(file: CaseFile, dagtekening: date | str, version: int | None = None) -> dict[str, Any]:
    """The body of DUO's PIP message, exactly: checked against DUO's rules and our schema of it.

    Args:
        file: the case.
        dagtekening: the day the plan is dated (ISO 8601 when a text).
        version: a plan that was set, with the choice as it was then; by default the plan that is being worked on.

    Raises:
        DuoRefused: DUO would refuse it. BodyNotValid: a fault of the program.
    """
    day = date.fromisoformat(dagtekening) if isinstance(dagtekening, str) else dagtekening
    faults = duo_faults(file, day, version)
    chosen = _choice(file.dossier, version)
    if faults or chosen is None:
        raise DuoRefused(faults)
    body = _body(chosen.data, day)
    wrong = sorted(error.message for error in _validator().iter_errors(body))
    if wrong:
        raise BodyNotValid("; ".join(wrong))
    return body


def _body(choice: Mapping[str, Any], day: date) -> dict[str, Any]:
    route = str(choice["route"])
    body: dict[str, Any] = {"dagtekeningPip": day.isoformat(), "leerroute": LEERROUTE[route]}
    if route != "Z":
        # DUO takes a missing level as B1: said outright, so that the message shows what holds
        body["niveau"] = choice.get("niveau") or "B1"
    if choice.get("intensiteit") is not None:
        body["geschatteIntensiteitB1Route"] = choice["intensiteit"]
    if choice.get("opleiding_afmaken") is not None:
        body["indicatorMagOpleidingAfmaken"] = choice["opleiding_afmaken"]
    body["indicatorAlfabetiseringsonderwijs"] = choice["alfabetisering"]
    return body


def _choice(dossier: Dossier, version: int | None) -> Entry | None:
    """The choice of leerroute now, or as it counted when a version was set."""
    made = dossier.latest("vastgesteld", versie=version) if version else None
    if made is None:
        return dossier.latest("leerroute")
    return Dossier.of(entry for entry in dossier.entries if entry.id <= made.id).latest("leerroute")


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


__all__ = [
    "BodyNotValid",
    "DuoFault",
    "DuoRefused",
    "check_choice",
    "check_dagtekening",
    "check_route",
    "choice_faults",
    "date_faults",
    "duo_body",
    "duo_faults",
    "is_first_plan",
    "not_checked",
    "plan_number",
    "previous_dagtekening",
]
