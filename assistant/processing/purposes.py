"""Reads ``purposes.yml`` and refuses what does not hold together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "purposes.yml"
PARTS = (
    "bases", "special", "indirect", "topics", "keeping", "partner_fields", "duo_fields", "forms", "tables", "beside",
)  # fmt: skip
NOBODY = "niemand"
"""Instead of a row of the permission table: only the program reads it, no page shows it."""

FROM_MEMORY = "†"
"""Behind an article of law that was not looked up."""


class BrokenPurposes(ValueError):
    """The register cannot be made: something has no purpose, no ground, no term, or names what does not exist."""


@dataclass(frozen=True)
class Kept:
    """A table, or something beside the tables: what it holds, of whom, and why."""

    name: str
    holds: str
    whose: str
    purpose: str
    basis: str
    sees: str
    keep: str


@dataclass(frozen=True)
class Term:
    """How long something stays: in words, and the ids of the retention rules that carry it out."""

    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class FormPurpose:
    """One kind of entry of the dossier. ``why``: name of a field -> its purpose."""

    kind: str
    basis: str
    sees: str
    keep: str
    why: Mapping[str, str]


@dataclass(frozen=True)
class Purposes:
    """The whole file; see its own comments for what each part is."""

    bases: Mapping[str, str]
    special: Mapping[str, Mapping[str, Any]]
    indirect: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, str]
    keeping: Mapping[str, Term]
    partner_fields: Mapping[str, tuple[str, ...]]
    duo_fields: tuple[str, ...]
    forms: Mapping[str, FormPurpose]
    tables: Mapping[str, Kept]
    beside: Mapping[str, Kept]

    def special_of_question(self, topic: str, question: str) -> str:
        """Which special category (AVG art. 9) the answer is, by its topic, its group or itself; empty when it is none."""
        for category, item in self.special.items():
            named = item["questions"]
            if topic in named or any(question == one or question.startswith(f"{one}.") for one in named):
                return category
        return ""

    def special_of_field(self, kind: str, field: str) -> str:
        """Which special category a field of a form is; empty when it is none."""
        name = f"{kind}.{field}"
        return next((category for category, item in self.special.items() if name in item["fields"]), "")

    def indirect_of(self, name: str) -> str:
        """What can follow from a question or ``kind.field`` though it is not asked; empty when nothing is known to."""
        return next((what for what, named in self.indirect.items() if name in named), "")


def load_purposes(file: Path = FILE) -> Purposes:
    """What stands in the file; raises BrokenPurposes."""
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        if missing := [part for part in PARTS if not read.get(part)]:
            raise BrokenPurposes(f"{file.name}: {', '.join(missing)} is missing")
        keeping = {key: Term(item["text"], tuple(item["rules"])) for key, item in read["keeping"].items()}
        found = Purposes(
            read["bases"], read["special"], {what: tuple(named) for what, named in read["indirect"].items()},
            read["topics"], keeping, {name: tuple(ids) for name, ids in read["partner_fields"].items()},
            tuple(read["duo_fields"]), {kind: _form(kind, item) for kind, item in read["forms"].items()},
            {name: Kept(name, **item) for name, item in read["tables"].items()},
            {name: Kept(name, **item) for name, item in read["beside"].items()},
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError, yaml.YAMLError) as fault:
        raise BrokenPurposes(f"{file.name} cannot be read: {fault!r}") from fault
    _check(found)
    return found


def _form(kind: str, item: Mapping[str, Any]) -> FormPurpose:
    why: dict[str, str] = {}
    for group in item["fields"]:
        for name in group["of"]:
            if name in why:
                raise BrokenPurposes(f"purposes.yml, {kind}: {name} has two purposes")
            why[name] = group["purpose"]
    return FormPurpose(kind, item["basis"], item["sees"], item["keep"], why)


def _check(found: Purposes) -> None:
    named = [(form.kind, form.basis, form.keep) for form in found.forms.values()]
    named += [(kept.name, kept.basis, kept.keep) for kept in (*found.tables.values(), *found.beside.values())]
    for name, basis, keep in named:
        if basis not in found.bases:
            raise BrokenPurposes(f"purposes.yml, {name}: {basis} is no ground; there are {', '.join(found.bases)}")
        if keep not in found.keeping:
            raise BrokenPurposes(f"purposes.yml, {name}: {keep} is no term; there are {', '.join(found.keeping)}")
