"""Reading answers.yml, with a clear fault for whatever a municipality's editor may get wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answers.faults import AnswerFault
from assistant.plain_yaml import BrokenYaml, read_yaml

FILE = Path(__file__).with_name("answers.yml")
LONGEST = 55
"""Words in an answer: what fits on a phone beside the question, and what people read."""

_FIELDS = ("id", "title", "text", "source", "date", "checked_by", "legal", "shown")
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class InfoAnswer:
    """One short answer to a question that a person asks in the middle of the intake.

    Attributes:
        id: the stable name of the answer; its texts are ``info.<id>.title`` and ``info.<id>.text``.
        title: the question in Dutch, short enough for a button.
        text: the answer in Dutch, level A2, at most ``LONGEST`` words.
        source: the law article, or the official body, that it rests on.
        date: the day on which the text was last written or approved.
        checked_by: who approved it, or ``None`` while nobody did.
        legal: whether it says what a law gives or asks.
        shown: whether it may be shown; the question goes to the consulent when it may not.
    """

    id: str
    title: str
    text: str
    source: str
    date: date
    checked_by: str | None
    legal: bool
    shown: bool

    @property
    def title_id(self) -> str:
        """The text id of the title."""
        return f"info.{self.id}.title"

    @property
    def text_id(self) -> str:
        """The text id of the answer."""
        return f"info.{self.id}.text"

    @property
    def unchecked(self) -> bool:
        """Whether it speaks of the law and no jurist approved it: the page marks such an answer."""
        return self.legal and self.checked_by is None


def read_answers(file: Path) -> dict[str, InfoAnswer]:
    """The answers of a file by id, in the order of the file.

    Raises:
        AnswerFault: the file is no YAML, or an answer is incomplete, doubled or of another form than it should be.
    """
    try:
        data = read_yaml(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnswerFault(file, None, "this file is missing; put it back from the release") from None
    except (BrokenYaml, UnicodeDecodeError) as fault:
        raise AnswerFault(file, None, f"this is not valid YAML: {fault}") from None
    if not isinstance(data, Mapping) or not isinstance(data.get("answers"), list):
        raise AnswerFault(file, None, "write the answers as a list under 'answers:'")
    found: dict[str, InfoAnswer] = {}
    for place, entry in enumerate(data["answers"], start=1):
        answer = _answer(file, place, entry)
        if answer.id in found:
            raise AnswerFault(file, answer.id, "this id is used twice")
        found[answer.id] = answer
    return found


def _answer(file: Path, place: int, entry: Any) -> InfoAnswer:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        raise AnswerFault(file, f"answer {place}", f"give exactly these fields: {', '.join(_FIELDS)}")
    name: str = entry["id"]

    def need(holds: bool, fault: str) -> None:
        if not holds:
            raise AnswerFault(file, name, fault)

    need(bool(_ID.fullmatch(name)), "an id has small letters, digits and _ only, and begins with a letter")
    missing = [field for field in _FIELDS if field not in entry]
    need(not missing, f"these fields are missing: {', '.join(missing)}")
    strange = [str(field) for field in entry if field not in _FIELDS]
    need(not strange, f"these fields are unknown: {', '.join(strange)}")
    for field in ("title", "text", "source"):
        value = entry[field]
        need(isinstance(value, str) and bool(value.strip()), f"{field} must be a text that is not empty")
    for field in ("title", "text"):
        need(not set("{}") & set(entry[field]), f"{field} has a brace; an answer has no places to fill in")
    length = len(entry["text"].split())
    need(length <= LONGEST, f"text has {length} words; a person reads at most {LONGEST} on a phone")
    # A date with a time is a datetime, which is also a date.
    need(type(entry["date"]) is date, "date must be a day such as 2026-11-22, without quotes")
    for field in ("legal", "shown"):
        need(isinstance(entry[field], bool), f"{field} must be true or false")
    checked = entry["checked_by"]
    need(checked is None or (isinstance(checked, str) and bool(checked.strip())), "checked_by must be a name or null")
    return InfoAnswer(
        id=name,
        title=entry["title"].strip(),
        text=entry["text"].strip(),
        source=entry["source"].strip(),
        date=entry["date"],
        checked_by=checked.strip() if checked else None,
        legal=entry["legal"],
        shown=entry["shown"],
    )
