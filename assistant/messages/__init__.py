"""Every sentence the assistant itself says, in Dutch: the one list of interface texts.

One YAML file per area; each id is ``<area>.<name>`` with ``text`` and ``context`` (what a translator must know).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.plain_yaml import BrokenYaml, read_yaml

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
            found |= {one.id: one for one in _messages_of(file.stem, file.read_text(encoding="utf-8"))}
        except UnicodeDecodeError as fault:
            raise BrokenMessages(f"{file.name}: this is not valid YAML: {fault}") from None
    return found


@lru_cache(maxsize=64)
def _messages_of(area: str, content: str) -> tuple[Message, ...]:
    """The messages of one file with this content: kept, because a program reads them more than once."""
    try:
        data = read_yaml(content) or {}
    except BrokenYaml as fault:
        raise BrokenMessages(f"{area}.yml: this is not valid YAML: {fault}") from None
    found = []
    for name, entry in data.items():
        if not str(name).startswith(f"{area}."):
            raise BrokenMessages(f"{area}.yml, {name}: ids in this file start with '{area}.'")
        if not isinstance(entry, dict) or set(entry) != {"text", "context"}:
            raise BrokenMessages(f"{area}.yml, {name}: give exactly 'text' and 'context'")
        found.append(Message(name, str(entry["text"]).strip(), str(entry["context"])))
    return tuple(found)


def placeholders(text: str) -> set[str]:
    """The names between braces in a text."""
    return set(PLACEHOLDER.findall(text))
