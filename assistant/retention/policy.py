"""The rules of ``rules.yml``, with the terms of the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

from assistant.case_file import NETHERLANDS
from assistant.municipality import Municipality
from assistant.municipality.model import Rule
from assistant.pip.days import months_after

FILE = Path(__file__).parent / "rules.yml"
FROM = ("invited", "activity", "moved", "announced", "recording", "ended")
"""What a term can run from."""
WHAT = ("alles", "werkmateriaal", "opnamen", "dossier")
TABLES = ("sessions", "failures", "desk_drafts", "shut_doors", "sent_once")
NO_TERM = "(geen termijn ingevuld)"


class BrokenRules(ValueError):
    """``rules.yml`` is not what it should be, or a term of the municipality cannot be used; the message says which."""


@dataclass(frozen=True)
class RetentionRule:
    """One rule.

    Attributes:
        id: its name. term: id of the municipality's rule with the term. says: Dutch sentence with ``{term}``.
        start: what the term runs from (``FROM``), for a rule about cases. what: what goes then (``WHAT``).
        tables: for a rule about tables that belong to no case.
    """

    id: str
    term: str
    says: str
    start: str = ""
    what: str = ""
    tables: tuple[str, ...] = ()

    def sentence(self, municipality: Municipality) -> str:
        """The rule in Dutch, with the term of this municipality."""
        return self.says.replace("{term}", municipality.rule(self.term).amount or NO_TERM)

    def last_day(self, since: date, municipality: Municipality) -> date | None:
        """The last day on which it is kept; None when the municipality filled in no term. Raises BrokenRules."""
        return last_day(since, municipality.rule(self.term))


def last_day(since: date, term: Rule) -> date | None:
    """The last day of a term that runs from a day: the day with the same number, so many days, weeks, months or years later.

    Raises BrokenRules: the term is no whole number of such a unit.
    """
    if term.value is None:
        return None
    if not isinstance(term.value, int) or isinstance(term.value, bool) or term.value < 0:
        raise BrokenRules(f"{term.id}: {term.value!r} is geen aantal. Vul een geheel getal in.")
    try:
        if term.unit in {"dagen", "weken"}:
            return since + timedelta(days=term.value * (7 if term.unit == "weken" else 1))
        if term.unit in {"maanden", "jaar"}:
            return months_after(since, term.value * (12 if term.unit == "jaar" else 1))
    except (ValueError, OverflowError):
        raise BrokenRules(f"{term.id}: {term.value} {term.unit} is te lang. Vul een kortere termijn in.") from None
    raise BrokenRules(f"{term.id}: {term.unit!r} is geen eenheid. Gebruik dagen, weken, maanden of jaar.")


def before(term: Rule, now: datetime) -> str | None:
    """What is older than this (UTC, ISO 8601) is over its term now; None when there is no term. Raises BrokenRules."""
    today = now.astimezone(NETHERLANDS).date()
    length = last_day(today, term)
    return None if length is None else (now - (length - today)).isoformat()


@cache
def rules() -> tuple[RetentionRule, ...]:
    """Every rule, in order; raises BrokenRules."""
    try:
        read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        found = tuple(
            RetentionRule(
                str(name), one["term"], one["says"], one.get("from", ""), one.get("what", ""), tuple(one.get("table", ()))
            )
            for name, one in read.items()
        )  # fmt: skip
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as fault:
        raise BrokenRules(f"rules.yml kan niet worden gelezen: {fault!r}") from fault
    for one in found:
        of_case = one.start in FROM and one.what in WHAT
        of_table = bool(one.tables) and set(one.tables) <= set(TABLES)
        if of_case is of_table:
            raise BrokenRules(f"rules.yml, {one.id}: geef 'from' en 'what', of 'table'.")
    return found


__all__ = ["BrokenRules", "RetentionRule", "before", "last_day", "rules"]
