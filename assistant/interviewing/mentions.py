"""What not to forget in the talk, because of what the person said: rules as data (``mentions.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.case_file import CaseFile
from assistant.catalogue import load
from assistant.interviewing.rules import Rule, holds, read_rules
from assistant.pip.model import Ref

FILE = Path(__file__).parent / "mentions.yml"


@dataclass(frozen=True)
class Mention:
    """One thing to bring up; ``refs`` are the answers it rests on."""

    id: str
    text: str
    refs: tuple[Ref, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, checked against the question set that comes with the program; raises BrokenRules."""
    return read_rules(FILE, load(), at_least=1)


def mentions(file: CaseFile) -> tuple[Mention, ...]:
    """What to mention in this talk; a rule that holds for several entries is said once."""
    found = []
    for rule in rules():
        groups = holds(rule, file)
        if groups:
            found.append(Mention(rule.id, rule.text, tuple(dict.fromkeys(ref for refs in groups for ref in refs))))
    return tuple(found)
