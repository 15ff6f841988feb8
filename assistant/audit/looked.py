"""Who looked at my file: the audit of one case as the person reads it (AVG art. 15; CJEU C-579/21).

Roles and what was done, by day; no names of staff. The person can ask for a name where it is needed to use a right: then a
consulent looks in ``intake audit show``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.audit.trail import Line
from assistant.case_file import NETHERLANDS
from assistant.dossier.entry import Dossier
from assistant.roles import ROLES

if TYPE_CHECKING:
    from assistant.house import House

PERSON = "inburgeraar"
"""Role of lines about what the person did: they are the record itself, and nobody else looked."""

GIVEN = "uitgevoerd"
"""Kind of the dossier's entry that says what left, and to whom."""

DESK = "bureau"
"""Where a cultuurvertaler works, as the audit calls it."""

SEEN = {
    "antwoorden": "answers", "gesprek": "answers", "voorbereiding": "answers", "ingevoerd": "answers", "rechten": "answers",
    "opname": "recording",
    "plan": "plan", "leerroute": "plan", "besluit": "plan", "documenten": "documents", "document": "documents",
    DESK: "translation",
}  # fmt: skip
"""Room -> what is seen there, as the end of a message id; everything else is where the case stands."""

DONE = {
    "gewijzigd": "wrote", "verstrekt": "gave", "gedownload": "copied", "goedgekeurd": "approved", "verwijderd": "deleted",
    "bewaartermijn": "deleted", "recht": "right",
}  # fmt: skip
"""What was done -> the end of its message id; the rest of ``WHATS`` is not about one person."""


@dataclass(frozen=True)
class Looked:
    """Something that was done with a file, once per day.

    Attributes:
        at: the first time that day, UTC, ISO 8601.
        role_message_id: text with who it was, by role. what_message_id: text with what was done.
        detail: a name of an organisation (who it was given to), or empty.
    """

    at: str
    role_message_id: str
    what_message_id: str
    detail: str = ""


def who_looked(house: House, case_id: str) -> list[Looked]:
    """Who looked at a case, wrote in it or gave something of it away, newest first; the same in one day once.

    Raises UnknownCase.
    """
    house.store.case(case_id)
    first: dict[tuple[str, str, str, str], Looked] = {}
    lines = house.audit.of_case(case_id)
    given = Dossier.of(house.store.dossier.entries(case_id)).history(GIVEN)
    roles = {login: account.role for login in house.store.staff_logins() if (account := house.store.staff(login))}
    gone = [
        Looked(entry.at, _role(roles.get(entry.by, "")), "looked.what.gave", str(entry.get("aan") or "")) for entry in given
    ]
    for one in sorted([*_of_lines(lines), *gone], key=lambda looked: datetime.fromisoformat(looked.at)):
        day = datetime.fromisoformat(one.at).astimezone(NETHERLANDS).date().isoformat()
        first.setdefault((day, one.role_message_id, one.what_message_id, one.detail), one)
    return sorted(first.values(), key=lambda looked: datetime.fromisoformat(looked.at), reverse=True)


def _of_lines(lines: list[Line]) -> Iterator[Looked]:
    undone = {line.about["regel"] for line in lines if line.what == "geweigerd" and "regel" in line.about}
    for line in lines:
        if line.id in undone or line.role == PERSON or line.about.get("daad") == "verstrek" or "uit" in line.about:
            continue  # refused after all; the person's own; or in the dossier, with to whom
        what = _what(line)
        if what:
            yield Looked(line.at, _role(line.role), f"looked.what.{what}", str(line.about.get("aan") or ""))


def _what(line: Line) -> str | None:
    room = str(line.about.get("ruimte") or "")
    if line.what == "gezien":
        return None if "waarneming" in line.about else SEEN.get(room, "stand")
    if room == DESK and line.what in {"gewijzigd", "goedgekeurd"}:
        return "translated"
    return DONE.get(line.what)


def _role(role: str) -> str:
    return f"looked.role.{role}" if role in ROLES else "looked.role.system"


__all__ = ["DESK", "Looked", "who_looked"]
