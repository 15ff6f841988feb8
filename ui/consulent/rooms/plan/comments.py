"""Comments of the toetser on a section, and what the consulent answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.case_file import CaseFile
from assistant.pip.workflow import answer_comment, comment
from ui.consulent.rooms.plan.sources import Sources
from ui.consulent.rooms.room import Action, Refused, Visit


@dataclass(frozen=True)
class Comment:
    """One comment with its answers: who, when, what. ``open``: nobody answered it yet."""

    id: int
    by: str
    when: str
    text: str
    answers: tuple[tuple[str, str, str], ...]

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.answers


def comments_of(file: CaseFile, sources: Sources) -> dict[str, list[Comment]]:
    """Section id -> its comments, oldest first."""
    found: dict[str, list[Comment]] = {}
    for entry in file.dossier.all("toets_opmerking"):
        answers = tuple(
            (sources.reader.name(one.by), sources.when(one.at), str(one.get("tekst") or ""))
            for one in file.dossier.all("toets_antwoord", opmerking=entry.id)
        )
        found.setdefault(str(entry.get("sectie")), []).append(
            Comment(
                entry.id, sources.reader.name(entry.by), sources.when(entry.at), str(entry.get("tekst") or ""), answers
            )
        )
    return found


def make_comment(visit: Visit) -> Mapping[str, Any]:
    """Keep a comment of the toetser on one section."""
    section, text = str(visit.asked.get("sectie") or ""), str(visit.asked.get("tekst") or "")
    made = comment(visit.house, visit.case_id or "", by=visit.staff, section=section, text=text)
    return {"entry": made.id}


def answer(visit: Visit) -> Mapping[str, Any]:
    """Answer a comment of the toetser."""
    about = visit.asked.get("opmerking")
    if not isinstance(about, int):
        raise Refused("Deze opmerking staat er niet (meer).")
    text = str(visit.asked.get("tekst") or "")
    return {"entry": answer_comment(visit.house, visit.case_id or "", by=visit.staff, about=about, text=text).id}


ACTIONS = {"make_comment": Action(make_comment, "check_plan"), "answer": Action(answer, "write_plan")}
