"""Case files for table tests: folded from answers without a store, so that a table of a hundred rows takes a second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.case_file import CaseFile
from assistant.dossier import Dossier, Entry
from assistant.record import Answer, fold


def known(
    base: CaseFile, told: Mapping[str, Any], *entries: Entry, present: str = "alleen", language: str = "nl"
) -> CaseFile:
    """``base`` with these answers: ``question`` or ``question#entry`` -> value; a tuple is a state without a value."""
    answers = []
    for number, (name, value) in enumerate(told.items(), start=1):
        question, _, entry = name.partition("#")
        state, found = (value[0], None) if isinstance(value, tuple) else ("beantwoord", value)
        words = str(found)
        answers.append(
            Answer(
                question=question, entry=int(entry) if entry else None, state=state, value=found, words=words,
                language=language, script="Latn", understood_by="words" if isinstance(found, str) else "button", rule="",
                confidence=1.0, to_confirm=False, speaker="person", present=present, channel="own_chat", typed_by="person",
                at="2026-11-20T09:00:00+00:00", catalogue=base.catalogue.name, catalogue_version=base.catalogue.version,
                turn=number, id=number,
            )
        )  # fmt: skip
    return replace(base, answers=tuple(answers), record=fold(base.catalogue, answers), dossier=Dossier.of(entries))
