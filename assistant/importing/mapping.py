"""Mapping files: which column of a file of another system is which question, start date or entry here."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.catalogue import Catalogue, Question
from assistant.dossier.forms import forms
from assistant.importing.faults import BrokenMapping
from assistant.plain_yaml import BrokenYaml, read_yaml

SHIPPED = Path(__file__).parent / "mappings"
TO_CONSULENT_ONLY = frozenset({"gezondheid", "financien", "zelfredzaamheid"})
"""Topics of which an imported value is never put to the person: health, debts, behaviour."""

DELIMITERS = (";", ",", "\t", "|")
KEYS = frozenset({"column", "question", "entry", "date", "form", "field", "format", "values", "to", "decimal"})


@dataclass(frozen=True)
class FieldMapping:
    """One column.

    Attributes:
        column: its heading in the file; for JSON a path with dots (``persoon.geboortedatum``).
        question: question id it answers, or None. entry: number of the group entry, from 1.
        date: name of a start date it gives, or None. form, form_field: kind and field of an entry it gives, or None.
        format: of a date, as ``strptime`` reads it. values: value in the file -> value here.
        to: who confirms it: ``persoon`` or ``consulent``.
    """

    column: str
    question: str | None
    entry: int | None
    date: str | None
    form: str | None
    form_field: str | None
    format: str | None
    values: MappingType[str, Any]
    to: str

    @property
    def target(self) -> str:
        """What it becomes, as an entry ``ingevoerd`` names it."""
        if self.question:
            return self.question
        return f"datum.{self.date}" if self.date else f"{self.form}.{self.form_field}"


@dataclass(frozen=True)
class Mapping:
    """One kind of file.

    Attributes:
        id, title: of the mapping. source: of the data, as the record names it.
        format: ``csv`` or ``json``. delimiter: of a CSV. rows: path to the list of rows in a JSON file, or empty.
        case: column with the case number of this system, or None. label: column with what the case is called, or None.
        fields: the columns that are read; every other column is left alone.
    """

    id: str
    title: str
    source: str
    format: str
    delimiter: str
    rows: str
    case: str | None
    label: str | None
    fields: tuple[FieldMapping, ...]


def read_mapping(text: str, catalogue: Catalogue, name: str = "") -> Mapping:
    """A mapping from its YAML; raises BrokenMapping with what is wrong, and where."""
    try:
        found = read_yaml(text)
    except BrokenYaml as fault:
        raise BrokenMapping(f"Dit vertaalbestand {name} is geen YAML: {fault}") from fault
    if not isinstance(found, dict):
        raise BrokenMapping(f"Dit vertaalbestand {name} moet namen met instellingen bevatten.")
    for key in ("id", "title", "source", "format", "fields"):
        if not found.get(key):
            raise BrokenMapping(f"In het vertaalbestand {name} ontbreekt '{key}'.")
    if found["format"] not in ("csv", "json"):
        raise BrokenMapping(f"In het vertaalbestand {name} moet 'format' csv of json zijn.")
    if str(found.get("delimiter") or ";") not in DELIMITERS:
        raise BrokenMapping(f"In het vertaalbestand {name} is 'delimiter' een puntkomma, komma, tab of rechte streep.")
    if not isinstance(found["fields"], list):
        raise BrokenMapping(f"In het vertaalbestand {name} moet 'fields' een lijst zijn.")
    return Mapping(
        id=str(found["id"]), title=str(found["title"]), source=str(found["source"]), format=found["format"],
        delimiter=str(found.get("delimiter") or ";"), rows=str(found.get("rows") or ""),
        case=_text(found.get("case")), label=_text(found.get("label")),
        fields=tuple(_field(item, catalogue) for item in found["fields"]),
    )  # fmt: skip


def mappings(catalogue: Catalogue, own: Path | None = None) -> dict[str, Mapping]:
    """All mappings by id: those that ship, and over them those in the folder ``own``; raises BrokenMapping."""
    found = {}
    for folder in (SHIPPED, own):
        for file in sorted(folder.glob("*.yml")) if folder and folder.is_dir() else ():
            made = read_mapping(file.read_text(encoding="utf-8"), catalogue, file.name)
            found[made.id] = made
    return found


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _field(item: Any, catalogue: Catalogue) -> FieldMapping:
    if not isinstance(item, dict) or not item.get("column"):
        raise BrokenMapping("Elk veld van een vertaalbestand heeft een 'column'.")
    column = str(item["column"])
    if unknown := set(item) - KEYS:
        raise BrokenMapping(f"Kolom {column}: onbekende instelling {', '.join(sorted(unknown))}.")
    targets = [name for name in ("question", "date", "form") if item.get(name)]
    if len(targets) != 1:
        raise BrokenMapping(f"Kolom {column}: kies een van question, date of form.")
    values = item.get("values") or {}
    if not isinstance(values, dict):
        raise BrokenMapping(f"Kolom {column}: 'values' moet waarden met hun betekenis bevatten.")
    question, to = item.get("question"), str(item.get("to") or "persoon")
    if question is not None and not isinstance(question, str):
        raise BrokenMapping(f"Kolom {column}: 'question' is de naam van een vraag.")
    if question is not None:
        to = _who_confirms(_known(question, catalogue, column), item.get("entry"), to, column)
    elif item.get("date"):
        if str(item["date"]) not in (forms()["datum"].field("wat").options or {}):
            raise BrokenMapping(f"Kolom {column}: {item['date']} is geen datum waar een termijn op rust.")
        to = "consulent"
    else:
        kind, name = str(item["form"]), str(item.get("field") or "")
        if kind not in forms() or name not in {one.name for one in forms()[kind].fields}:
            raise BrokenMapping(f"Kolom {column}: het formulier {kind} met veld {name} bestaat niet.")
        to = "consulent"
    return FieldMapping(
        column, str(question) if question else None, item.get("entry"), _text(item.get("date")), _text(item.get("form")),
        _text(item.get("field")), _text(item.get("format")), {str(key): value for key, value in values.items()}, to,
    )  # fmt: skip


def _known(question: Any, catalogue: Catalogue, column: str) -> Question:
    if question not in catalogue:
        raise BrokenMapping(f"Kolom {column}: de vraag {question} bestaat niet.")
    return catalogue.question(str(question))


def _who_confirms(question: Question, entry: Any, to: str, column: str) -> str:
    if to not in {"persoon", "consulent"}:
        raise BrokenMapping(f"Kolom {column}: 'to' is persoon of consulent.")
    if question.is_group or question.type == "notice":
        raise BrokenMapping(f"Kolom {column}: {question.id} is geen vraag met een waarde.")
    if bool(question.group) != isinstance(entry, int):
        raise BrokenMapping(
            f"Kolom {column}: een veld van een groep heeft een nummer ('entry'), en een andere vraag niet."
        )
    if question.sensitive or question.topic in TO_CONSULENT_ONLY or question.group:
        # whatever the file says: such a value is never put to the person
        return "consulent"
    return to


__all__ = ["FieldMapping", "Mapping", "mappings", "read_mapping"]
