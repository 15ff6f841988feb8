"""The settings of a municipality as the rest of the assistant sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


class UnknownSetting(KeyError):
    """There is no rule or standard text with this id in the municipality's settings."""


@dataclass(frozen=True)
class Rule:
    """A number, date or list that a law or the municipality fixes.

    Attributes:
        id: as the code names it. label: in Dutch, as pages show it.
        value: the number, text or list; None when the municipality has not filled it in.
        unit: ``weken``, ``maanden``, ``jaar``, ``uren``, ``dagen``, ``punten`` or empty.
        source: law article or policy it rests on, in Dutch.
        valid_from: the first day it holds, or None when it always did.
        local: whether it is the municipality's own choice, and not the law's.
    """

    id: str
    label: str
    value: Any
    unit: str
    source: str
    valid_from: date | None = None
    local: bool = False

    @property
    def amount(self) -> str:
        """Value and unit as Dutch says them: ``10 weken``, ``1 week``, ``800 uur``; empty when there is no value."""
        if self.value is None:
            return ""
        one = {"weken": "week", "maanden": "maand", "dagen": "dag", "uren": "uur"}
        said = one.get(self.unit, self.unit) if self.value == 1 or self.unit == "uren" else self.unit
        return f"{self.value} {said}".strip()


@dataclass(frozen=True)
class StandardText:
    """A text that stands in every plan; plain Dutch (B1), complete: rules and names were filled in when it was read.

    Attributes:
        text: paragraphs are parted by an empty line, lines within one are joined; a line that begins with "- " is an item
            of a list.
    """

    id: str
    title: str
    text: str
    source: str


@dataclass(frozen=True)
class Phase:
    """One step in the work on a case.

    Attributes:
        id: the number the municipality uses, as text (``"17"``).
        label: in Dutch. waits_for: whose turn it is: ``persoon``, ``consulent``, ``toetser``, ``ander`` or ``niemand``.
        skipped: this municipality does not use it: what would be in it is in the next one.
        what: Dutch sentence that says what has to happen now.
    """

    id: str
    label: str
    waits_for: str
    skipped: bool = False
    what: str = ""


@dataclass(frozen=True)
class Contact:
    """Who answers questions about the plan when the case names nobody."""

    name: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Partner:
    """Somebody outside who gets data for a task.

    Attributes:
        id, name: of the partner. task: what they need it for, in Dutch.
        basis: the legal basis of giving it; ``consent`` is true only where consent is that basis.
        fields: what leaves, as names that ``assistant.documents.partners`` knows.
    """

    id: str
    name: str
    task: str
    basis: str
    fields: tuple[str, ...]
    consent: bool = False


@dataclass(frozen=True)
class Municipality:
    """All settings of one municipality. ``folder`` is its own folder with files, or None."""

    name: str
    contact: Contact
    rules: Mapping[str, tuple[Rule, ...]]
    texts: Mapping[str, StandardText]
    phases: tuple[Phase, ...]
    partners: tuple[Partner, ...]
    mandated: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    def rule(self, rule_id: str, on: date | None = None) -> Rule:
        """The rule that holds on a day (by default the newest); raises UnknownSetting."""
        versions = self.rules.get(rule_id)
        if not versions:
            raise UnknownSetting(rule_id)
        holding = [one for one in versions if on is None or one.valid_from is None or one.valid_from <= on]
        return (holding or versions[:1])[-1]

    def text(self, text_id: str) -> StandardText:
        """A standard text; raises UnknownSetting."""
        try:
            return self.texts[text_id]
        except KeyError:
            raise UnknownSetting(text_id) from None

    def phase(self, phase_id: str) -> Phase | None:
        """The phase with this id, or None when the municipality has none."""
        return next((one for one in self.phases if one.id == phase_id), None)

    def partner(self, partner_id: str) -> Partner | None:
        """The partner with this id, or None."""
        return next((one for one in self.partners if one.id == partner_id), None)
