"""What a room is, and what it gets to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.house import House
from assistant.roles import may


class Refused(Exception):
    """What was asked cannot be done; the message is Dutch and shown. ``field`` is the field of the form it is about."""

    def __init__(self, message: str, field: str | None = None, **more: Any) -> None:
        super().__init__(message)
        self.field = field
        self.more = more


@dataclass(frozen=True)
class Visit:
    """Somebody of staff in a room.

    Attributes:
        house: the parts of the core.
        staff: who it is; already checked against the room's permission.
        case_id: the case, or None in a room without one.
        asked: what the page sent: options of showing (``asked["options"]``) or the data of an action.
        now: the moment.
        address: of the person's page, as people reach it.
    """

    house: House
    staff: Staff
    case_id: str | None
    asked: Mapping[str, Any]
    now: datetime
    address: str = ""

    @cached_property
    def file(self) -> CaseFile:
        """The case; raises UnknownCase."""
        return self.house.case_file(self.case_id or "")

    @property
    def options(self) -> Mapping[str, Any]:
        """What the page wants to see of the room: a chosen section, a search, a sort."""
        found = self.asked.get("options")
        return found if isinstance(found, Mapping) else {}

    def may(self, what: str) -> bool:
        """Whether this member of staff may do this (``assistant.roles.MAY``)."""
        return may(self.staff.role, what)


@dataclass(frozen=True)
class Action:
    """Something that can be done in a room.

    Attributes:
        do: does it, and gives what the page gets (usually nothing). Raises Refused, BadEntry, or a fault of the store.
        needs: what of ``assistant.roles.MAY`` it takes.
    """

    do: Callable[[Visit], Mapping[str, Any] | None]
    needs: str


@dataclass(frozen=True)
class Room:
    """One room.

    Attributes:
        id: in the address. title: on its tab. needs: what of ``assistant.roles.MAY`` it takes to look.
        show: gives its HTML.
        actions: by name.
        of_case: whether it belongs to a case.
        folder: with ``templates/`` (seen by ``render`` under their names) and an optional ``room.js``.
        mark: for a room without a case: changes when what it shows may have changed.
        count: a short text on the tab ("3 open"), or None.
        there: whether the tab stands there at all for this case; None: always.
    """

    id: str
    title: str
    needs: str
    show: Callable[[Visit], str]
    actions: Mapping[str, Action] = field(default_factory=dict)
    of_case: bool = True
    folder: Path | None = None
    mark: Callable[[House, datetime], str] | None = None
    count: Callable[[CaseFile], str] | None = None
    there: Callable[[CaseFile], bool] | None = None
