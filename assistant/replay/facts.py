"""What a constructed person should be understood to have said, beside what the record holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.replay.persona import Persona


@dataclass(frozen=True)
class Fact:
    """One fact of a persona: each field of each group entry is one, and so is each state and event.

    Attributes:
        what: the question (``werk.banen[0].jaren``), ``state QUESTION`` or ``event NAME``.
        expected, found: what the persona file expects, and what the talk left in the record.
    """

    what: str
    expected: Any
    found: Any

    @property
    def is_right(self) -> bool:
        """Whether the record holds what was expected."""
        return bool(self.expected == self.found)


def facts(persona: Persona, outcome: Mapping[str, Any]) -> list[Fact]:
    """Every single fact of a persona in the outcome of its talk (as ``intake replay`` prints it)."""
    found: list[Fact] = []
    for question, expected in persona.expect.items():
        if question == "states":
            found += [Fact(f"state {name}", state, outcome["states"].get(name)) for name, state in expected.items()]
        elif question == "events":
            found += [Fact(f"event {name}", True, name in outcome["events"]) for name in expected]
        elif isinstance(expected, list):
            entries = outcome["record"].get(question)
            found.append(Fact(f"{question} entries", len(expected), len(entries) if entries is not None else None))
            for number, entry in enumerate(expected):
                got = entries[number] if entries and number < len(entries) else {}
                found += [Fact(f"{question}[{number}].{name}", value, got.get(name)) for name, value in entry.items()]
        else:
            found.append(Fact(question, expected, outcome["record"].get(question)))
    return found


def asked_twice(persona: Persona, outcome: Mapping[str, Any]) -> list[str]:
    """Questions outside groups that were asked again though they were answered and nothing the person did called for it."""
    again = set(persona.after)
    known = [name for name in outcome["asked"] if "." in name]
    grouped = {name for name, value in outcome["record"].items() if isinstance(value, list)}
    return sorted(
        {
            name
            for name in known
            if known.count(name) > 1
            and name not in again
            and not any(name == group or name.startswith(f"{group}.") for group in grouped)
            and outcome["states"].get(name) == "beantwoord"
            and not isinstance(persona.says.get(name), list)
        }
    )
