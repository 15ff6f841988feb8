"""A constructed person as a YAML file: what they answer to which question (the form is in ``docs/personas.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

KEYS = {"id", "language", "says", "otherwise", "before", "after", "about", "expect"}


class PersonaFault(ValueError):
    """A persona file is not written as the guide says; the message names the file and the fault."""


@dataclass(frozen=True)
class Persona:
    """One constructed person.

    Attributes:
        id, language: name of the persona and the language they write in.
        says: question id -> a text, or texts tried in order; for a group a list with one mapping per entry.
        otherwise: what they say to any other question.
        before, after: said once when that question is asked, and once right after it was answered.
        about: one line that says who this constructed person is. expect: what the record should hold, for tests.
    """

    id: str
    language: str
    says: Mapping[str, Any]
    otherwise: str
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    expect: Mapping[str, Any] = field(default_factory=dict)

    def entries(self, group: str) -> Sequence[Mapping[str, Any]]:
        """The entries of a group this person has."""
        entries = self.says.get(group)
        return entries if isinstance(entries, list) else ()

    def texts(self, question: str, entry: int | None) -> list[str]:
        """What the person answers to a question, to be tried in order."""
        said: Any = None
        if entry is not None:
            group, _, name = question.rpartition(".")
            entries = self.entries(group)
            said = entries[entry - 1].get(name) if entry <= len(entries) else None
        else:
            said = self.says.get(question)
        if said is None or (isinstance(said, list) and not said):
            return [self.otherwise]
        return [str(text) for text in said] if isinstance(said, list) else [str(said)]


def read_personas(files: Iterable[Path]) -> list[Persona]:
    """Read persona files (one or several YAML documents each); raises PersonaFault."""
    found: list[Persona] = []
    for file in files:
        try:
            documents = list(yaml.safe_load_all(file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise PersonaFault(f"{file} does not exist") from None
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError, AttributeError, RecursionError) as fault:
            raise PersonaFault(f"{file.name}: this is not valid YAML: {fault}") from None
        for data in documents:
            if data is not None:
                found.extend(_read(file, part) for part in (data if isinstance(data, list) else [data]))
    return found


def _read(file: Path, data: Any) -> Persona:
    if not isinstance(data, dict) or not {"id", "language"} <= set(data):
        raise PersonaFault(f"{file.name}: a persona is a mapping with at least 'id' and 'language'")
    if unknown := set(data) - KEYS:
        raise PersonaFault(f"{file.name}, {data['id']}: unknown key {', '.join(sorted(map(str, unknown)))}")
    for key in ("says", "before", "after", "expect"):
        if not isinstance(data.get(key) or {}, dict):
            raise PersonaFault(f"{file.name}, {data['id']}: '{key}' must be a mapping of question ids")
    return Persona(
        id=str(data["id"]),
        language=str(data["language"]),
        says=data.get("says") or {},
        otherwise=str(data.get("otherwise") or "later"),
        before={key: str(text) for key, text in (data.get("before") or {}).items()},
        after={key: str(text) for key, text in (data.get("after") or {}).items()},
        about=str(data.get("about") or ""),
        expect=data.get("expect") or {},
    )
