"""Which kinds of entries there are, and what each holds: read from ``forms/*.yml``, checked on every write.

The same description makes the forms on the consulent's pages, so that a field has one label and one rule everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "forms"
TYPES = ("text", "long", "date", "number", "yesno", "choice", "choices", "id", "rows", "data")
"""``text`` is one line, ``long`` several; ``choices`` is any number of options; ``id`` names an entry; ``rows`` is a list of
objects with fields of their own; ``data`` is what software keeps and nobody types."""

LENGTH = {"text": 300, "long": 8_000}
"""Longest text of a field, in characters, where the form says nothing else."""


class BadEntry(ValueError):
    """An entry cannot be kept; the message says in Dutch what to do. ``field`` is the field it is about, or None."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Overtaken(BadEntry):
    """Somebody changed meanwhile what stood on the screen when this was begun. Nothing was kept; the next try may be."""


class UnknownKind(KeyError):
    """There is no kind of entry with this name."""


class BrokenForms(ValueError):
    """A file of ``forms/`` is not what it should be; the message names it."""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        name: in the data. label, help: in Dutch, as the page shows them.
        type: one of ``TYPES``.
        options: value -> Dutch label, for ``choice`` and ``choices``.
        required: whether an entry without it is refused.
        minimum, maximum: of a number; for a text ``maximum`` is the number of characters.
        fields: of every row, for ``rows``.
    """

    name: str
    label: str
    type: str
    help: str = ""
    options: Mapping[str, str] | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    fields: tuple[Field, ...] = ()

    def shown(self, value: Any) -> str:
        """A value of this field in Dutch, as a page or a document shows it; empty when there is none."""
        if value is None or value == "":
            return ""
        if self.type == "yesno":
            return "ja" if value else "nee"
        if self.type == "choice":
            return str((self.options or {}).get(str(value), value))
        if self.type == "choices":
            return ", ".join(str((self.options or {}).get(str(one), one)) for one in value)
        if self.type == "date":
            return day_nl(str(value))
        if self.type == "number":
            return f"{value:g}".replace(".", ",")
        return str(value)


@dataclass(frozen=True)
class Form:
    """One kind of entry: its Dutch title and its fields in order."""

    kind: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""

    def field(self, name: str) -> Field:
        """The field with this name; raises KeyError."""
        return next((one for one in self.fields if one.name == name), None) or _missing(name)

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The data of an entry as it is kept, from what a page or a file gave; raises BadEntry."""
        unknown = set(given) - {one.name for one in self.fields}
        if unknown:
            raise BadEntry(f"Dit formulier heeft geen veld {', '.join(sorted(unknown))}.")
        return _read(self.fields, given)


def _missing(name: str) -> Field:
    raise KeyError(name)


MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def day_nl(day: str | date) -> str:
    """A day in Dutch: ``3 maart 2027``."""
    found = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


@cache
def forms() -> Mapping[str, Form]:
    """Every form by its kind; raises BrokenForms."""
    found: dict[str, Form] = {}
    for file in sorted(FOLDER.glob("*.yml")):
        for kind, item in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).items():
            if kind in found:
                raise BrokenForms(f"{file.name}: the kind {kind} stands in two files")
            try:
                found[kind] = Form(kind, item["title"], _fields(item.get("fields") or {}), item.get("help", ""))
            except (KeyError, TypeError, ValueError) as fault:
                raise BrokenForms(f"{file.name}, {kind}: {fault}") from fault
    return found


def form(kind: str) -> Form:
    """The form of a kind; raises UnknownKind."""
    try:
        return forms()[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def _fields(items: Mapping[str, Mapping[str, Any]]) -> tuple[Field, ...]:
    made = []
    for name, item in items.items():
        if item["type"] not in TYPES:
            raise ValueError(f"{name}: {item['type']} is no type of a field")
        made.append(
            Field(
                name, item.get("label", name), item["type"], item.get("help", ""),
                {str(key): str(label) for key, label in item["options"].items()} if "options" in item else None,
                bool(item.get("required")), item.get("minimum"), item.get("maximum"), _fields(item.get("fields") or {}),
            )
        )  # fmt: skip
    return tuple(made)


def _read(fields: tuple[Field, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for one in fields:
        value = _value(one, given.get(one.name))
        if value is None or value == "" or value == []:
            if one.required:
                raise BadEntry(f"Vul in: {one.label}.", one.name)
            continue
        kept[one.name] = value
    return kept


def _value(one: Field, value: Any) -> Any:
    if value is None or value == "":
        return None
    if one.type in LENGTH:
        return _text(one, value)
    if one.type == "date":
        return _date(one, value)
    if one.type in {"number", "id"}:
        return _number(one, value)
    if one.type == "yesno":
        return _yesno(one, value)
    if one.type == "choice":
        if str(value) not in (one.options or {}):
            raise BadEntry(f"{one.label}: kies een van de mogelijkheden.", one.name)
        return str(value)
    if one.type == "choices":
        many = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
        if not set(many) <= set(one.options or {}):
            raise BadEntry(f"{one.label}: kies uit de mogelijkheden.", one.name)
        return many
    if one.type == "rows":
        if not isinstance(value, list | tuple) or not all(isinstance(row, Mapping) for row in value):
            raise BadEntry(f"{one.label}: dit is geen lijst.", one.name)
        return [_read(one.fields, row) for row in value]
    return _data(one, value)


def _data(one: Field, value: Any) -> Any:
    """What software keeps: anything that JSON can hold, which NaN and endless numbers are not."""
    try:
        json.dumps(value, allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        raise BadEntry(f"{one.label}: dit kan niet worden bewaard.", one.name) from None
    return value


def _text(one: Field, value: Any) -> str:
    text = str(value).replace("\r\n", "\n").strip()
    if one.type == "text":
        text = " ".join(text.split())
    longest = int(one.maximum or LENGTH[one.type])
    if len(text) > longest:
        raise BadEntry(f"{one.label}: te lang, hoogstens {longest} tekens.", one.name)
    return text


def _date(one: Field, value: Any) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise BadEntry(
            f"{one.label}: schrijf de datum als jaar-maand-dag, bijvoorbeeld 2026-11-22.", one.name
        ) from None
    if not 1900 <= day.year <= 2200:
        raise BadEntry(f"{one.label}: dit jaartal kan niet kloppen.", one.name)
    return day.isoformat()


def _number(one: Field, value: Any) -> float | int:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        raise BadEntry(f"{one.label}: vul een getal in.", one.name) from None
    if number != number or number in (float("inf"), float("-inf")):
        raise BadEntry(f"{one.label}: vul een getal in.", one.name)
    if one.minimum is not None and number < one.minimum:
        raise BadEntry(f"{one.label}: minstens {one.minimum:g}.", one.name)
    if one.maximum is not None and number > one.maximum:
        raise BadEntry(f"{one.label}: hoogstens {one.maximum:g}.", one.name)
    return int(number) if number.is_integer() else number


def _yesno(one: Field, value: Any) -> bool:
    known = {"ja": True, "nee": False, "true": True, "false": False, "on": True, "1": True, "0": False}
    try:
        return known[str(value).lower()]
    except KeyError:
        raise BadEntry(f"{one.label}: kies ja of nee.", one.name) from None


__all__ = ["BadEntry", "BrokenForms", "Field", "Form", "UnknownKind", "day_nl", "form", "forms"]
