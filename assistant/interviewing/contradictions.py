"""Answers that do not seem to go together: laid side by side with a question, never judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.case_file import CaseFile
from assistant.catalogue import load
from assistant.interviewing.rules import Rule, holds, read_rules
from assistant.pip.model import Ref

FILE = Path(__file__).parent / "contradictions.yml"
SAID = "Dit lijkt niet bij elkaar te passen: vraag na."


@dataclass(frozen=True)
class Contradiction:
    """Answers that lie beside each other. ``ask`` is what to ask; ``refs`` are the answers, ``shown`` says them in Dutch."""

    id: str
    ask: str
    refs: tuple[Ref, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, checked against the question set that comes with the program; raises BrokenRules."""
    return read_rules(FILE, load(), at_least=2)


def contradictions(file: CaseFile) -> tuple[Contradiction, ...]:
    """Everything in a case that does not seem to go together, in the order of the rules."""
    found = []
    for rule in rules():
        for number, shown in enumerate(holds(rule, file), start=1):
            refs = tuple(ref for ref in shown if ref.kind != "state")
            if len(refs) > 1:
                found.append(Contradiction(f"{rule.id}.{number}", rule.text, refs))
    return tuple(found)
