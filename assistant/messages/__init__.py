"""Every sentence the assistant itself says, in Dutch: the one list of interface texts.

One YAML file per area; each id is ``<area>.<name>`` with ``text`` and ``context`` (what a translator must know).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class BrokenMessages(ValueError):
    """A message file cannot be read; the message names the file, the text and the fault."""


@dataclass(frozen=True)
class Message:
    """One Dutch interface text and what a translator should know about it."""

    id: str
    text: str
    context: str


def load_messages(folder: Path = HERE) -> dict[str, Message]:
    """All messages by id; raises BrokenMessages."""
    found: dict[str, Message] = {}
    for file in sorted(folder.glob("*.yml")):
        try:
            data = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as fault:
            raise BrokenMessages(f"{file.name}: this is not valid YAML: {fault}") from None
        for name, entry in data.items():
            if not str(name).startswith(f"{file.stem}."):
                raise BrokenMessages(f"{file.name}, {name}: ids in this file start with '{file.stem}.'")
            if not isinstance(entry, dict) or set(entry) != {"text", "context"}:
                raise BrokenMessages(f"{file.name}, {name}: give exactly 'text' and 'context'")
            found[name] = Message(name, str(entry["text"]).strip(), str(entry["context"]))
    return found


def placeholders(text: str) -> set[str]:
    """The names between braces in a text."""
    return set(PLACEHOLDER.findall(text))
