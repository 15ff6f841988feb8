"""Making a case in one go: what the form says is checked first, then the case is made with its group and start dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.access import NewCase
from assistant.dossier.entry import Entry
from assistant.dossier.forms import BadEntry, form
from assistant.house import House
from assistant.store import StoreBusy, StoreFull
from assistant.wording import Wording

DATES = ("kennisgeving_duo", "inschrijving_brp", "huisvesting", "start_plicht")
"""Start dates that the form asks for; each may be unknown."""


class NotMade(ValueError):
    """The case was not made; the message says in Dutch what to do. ``field`` is the field it is about, or None."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Wanted:
    """A case as it was asked for; ``entries`` are kind and data of what goes in its dossier."""

    label: str
    language: str | None
    entries: tuple[tuple[str, Mapping[str, Any]], ...]


def read(asked: Mapping[str, Any], wording: Wording, *, longest: int) -> Wanted:
    """What the form says; raises NotMade."""
    label = " ".join(str(asked.get("label") or "").split())
    language = asked.get("language") or None
    if not label:
        raise NotMade("Geef de zaak eerst een naam of een eigen aanduiding.", "label")
    if len(label) > longest:
        raise NotMade(f"Die naam is te lang: hoogstens {longest} tekens.", "label")
    if looks_like_bsn(label):
        raise NotMade("Dit lijkt op een BSN. Gebruik een naam of een eigen aanduiding.", "label")
    if language is not None and language not in wording.languages():
        raise NotMade("Kies een taal uit de lijst.", "language")
    entries: list[tuple[str, Mapping[str, Any]]] = []
    if asked.get("groep"):
        entries.append(("doelgroep", _entry("doelgroep", {"groep": asked["groep"]}, "groep")))
    for name in DATES:
        if asked.get(name):
            entries.append(("datum", _entry("datum", {"wat": name, "datum": asked[name]}, name)))
    return Wanted(label, language, tuple(entries))


def _entry(kind: str, data: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    try:
        return form(kind).read(data)
    except BadEntry as fault:
        raise NotMade(str(fault), field) from fault


def make(house: House, wanted: Wanted, login: str, now: datetime) -> tuple[NewCase, bool]:
    """Make the case; also whether its group and dates were kept (the code is shown in any case). Raises NotMade."""
    try:
        made = house.access.new_case(language=wanted.language, label=wanted.label, created_by=login)
    except StoreFull:
        raise NotMade("De zaak is niet gemaakt: de computer is vol. Meld dit bij uw beheerder.") from None
    except StoreBusy:
        raise NotMade("De zaak is niet gemaakt: het is even druk. Probeer het opnieuw.") from None
    if not wanted.entries:
        return made, True
    entries = [Entry(kind, data, login, now.isoformat()) for kind, data in wanted.entries]
    try:
        house.store.dossier.append_all(made.case_id, entries)
    except (StoreFull, StoreBusy):
        return made, False
    return made, True


def looks_like_bsn(label: str) -> bool:
    """Whether a text holds nine digits in a row that pass the check of a burgerservicenummer."""
    digits = "".join(letter if letter.isdecimal() else " " for letter in label.replace(".", "")).split()
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    whole = [number for number in digits if len(number) == 9]
    return any(sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11 == 0 for number in whole)


__all__ = ["DATES", "NotMade", "Wanted", "looks_like_bsn", "make", "read"]
