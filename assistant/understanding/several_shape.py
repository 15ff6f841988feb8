"""The form of a repeating group, as far as reading several facts at once needs to know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.understanding import Question
from assistant.understanding.reading import Reading

Entry = Mapping[str, Reading]
"""What was said of one entry of a group: field id -> its reading."""

NAMING = ("occupation", "language")
"""Types whose value names the entry: each occupation, each language is an entry of its own."""

AGE_FIELD = "leeftijd"
"""The field that makes a group one of persons with their ages."""


@dataclass(frozen=True)
class Field:
    """One field of a group.

    Attributes:
        type: its value type.
        options: for a choice, option id -> its labels in all languages (as in ``understanding.Question``).
    """

    type: str
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class GroupShape:
    """A repeating group.

    Attributes:
        id: its question id (``gezin.kinderen``).
        fields: field id (``leeftijd``) -> the field, in the order of the catalogue.
    """

    id: str
    fields: Mapping[str, Field]

    def leading(self, types: Sequence[str]) -> str | None:
        """The first field of one of these types, ``None`` when there is none."""
        return next((name for name, one in self.fields.items() if one.type in types), None)

    def question(self, name: str) -> Question:
        """The question for one field of an entry, as a reader knows it."""
        return Question(f"{self.id}.{name}", self.fields[name].options)
