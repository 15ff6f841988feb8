"""The PIP talk: with an interpreter, questions, and what the person tells in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.access import Staff
from assistant.dossier.entry import Entry
from assistant.house import House
from assistant.pip.workflow.facts import concept_now
from assistant.pip.workflow.faults import NotOwnWords
from assistant.pip.workflow.own_words import own_words
from assistant.pip.workflow.steps import GESPREK
from assistant.pip.workflow.writing import keep_step

__all__ = ["keep_talk", "own_words"]


def keep_talk(house: House, case_id: str, data: Mapping[str, Any], *, by: Staff) -> Entry:
    """Keep that the plan was talked through, with the text it was about.

    Args:
        house, case_id: the case.
        data: fields of the form ``pip_gesprek``.
        by: who enters it: a consulent.

    Raises:
        NotOwnWords: the teach-back is only yes, no or okay. NotNow, NotYours, BadEntry.
    """
    if not own_words(str(data.get("teach_back") or "")):
        raise NotOwnWords
    given = {name: value for name, value in data.items() if name != "concept"}
    kept = {**given, "concept": concept_now(house.case_file(case_id))}
    return keep_step(house, case_id, GESPREK, "pip_gesprek", kept, by=by)
