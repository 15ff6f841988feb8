"""Lets staff into rooms: checks who asks, shows what moved, and turns every fault into a sentence."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.access import Staff
from assistant.case_file import NETHERLANDS, CaseFile
from assistant.dossier.forms import BadEntry
from assistant.house import House
from assistant.pip.workflow.facts import running_objections
from assistant.roles import BEZWAARBEHANDELAAR, may
from assistant.store import StoreBusy, StoreFull, UnknownCase
from ui.consulent.decisions import BUSY, FULL, GONE
from ui.consulent.harmless import harmless
from ui.consulent.rooms.room import Refused, Room, Visit
from ui.consulent.templating import render

NOT_YOURS = "Met uw account kunt u dit niet doen of zien."
NO_OBJECTION = "U kunt dit dossier lezen zolang er bezwaar of beroep loopt. Dat is hier nu niet zo."
log = logging.getLogger(__name__)


def may_open(file: CaseFile, staff: Staff) -> bool:
    """Whether somebody may see this case at all: a bezwaarbehandelaar only while bezwaar or beroep runs."""
    return staff.role != BEZWAARBEHANDELAAR or bool(running_objections(file))


def _whose(file: CaseFile) -> str:
    """Whose case a room is about: it stands above every room, so that nobody writes in the wrong one."""
    number = f"nr. {file.case.number}"
    return str(harmless(f"{file.case.label} · {number}" if file.case.label else f"Zaak {number}"))


@dataclass(frozen=True)
class RoomsDesk:
    """The rooms over a house; ``answers`` is the tab of the record, which is no room: id, title, permission."""

    house: House
    rooms: Sequence[Room]
    answers: tuple[str, str, str] = ("antwoorden", "Antwoorden", "read_record")

    def tabs(self, staff: Staff, case_id: str, current: str) -> str:
        """The tabs of a case as HTML, those that this member of staff may open."""
        file = self.house.case_file(case_id)
        tabs = [
            {"id": room.id, "title": room.title, "count": room.count(file) if room.count else ""}
            for room in self.rooms
            if room.of_case and may(staff.role, room.needs) and (room.there is None or room.there(file))
        ]
        name, title, needs = self.answers
        if may(staff.role, needs):
            tabs.insert(1, {"id": name, "title": title, "count": ""})
        return render("tabs.html", tabs=tabs, case_id=case_id, current=current)

    def show(self, staff: Staff, address: str, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """What a room shows: ``{"room", "mark", "html", "tabs", "label", "of"}``; only ``mark`` when nothing moved.

        ``asked`` has ``room``, ``case``, ``mark`` (of what is on the screen) and ``options``.
        """
        room = self._room(asked.get("room"))
        case_id = asked.get("case") if isinstance(asked.get("case"), str) else None
        if room is None or room.of_case is not (case_id is not None):
            return {"missing": True}
        if not may(staff.role, room.needs):
            return {"fault": NOT_YOURS}
        try:
            mark = self.mark(room, case_id, now)
            if asked.get("mark") == mark:
                return {"mark": mark}
            visit = Visit(self.house, staff, case_id, asked, now, address)
            if case_id and not may_open(visit.file, staff):
                return {"fault": NO_OBJECTION}
            label = visit.file.case.label or f"Zaak {visit.file.case.number}" if case_id else room.title
            return {
                "room": room.id, "mark": mark, "html": room.show(visit), "label": label,
                "tabs": self.tabs(staff, case_id, room.id) if case_id else "", "of": _whose(visit.file) if case_id else "",
            }  # fmt: skip
        except UnknownCase:
            return {"missing": True}
        except StoreBusy:
            return {"fault": BUSY}

    def act(self, staff: Staff, address: str, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Do something in a room; ``fault`` in Dutch (and ``field``) when it was not done: then nothing was kept."""
        room = self._room(asked.get("room"))
        action = room.actions.get(str(asked.get("act"))) if room else None
        if room is None or action is None:
            return {"fault": "Dit kan hier niet."}
        if not may(staff.role, room.needs) or not may(staff.role, action.needs):
            return {"fault": NOT_YOURS}
        case_id = asked.get("case") if isinstance(asked.get("case"), str) else None
        try:
            visit = Visit(self.house, staff, case_id, asked, now, address)
            if case_id and not may_open(visit.file, staff):
                return {"fault": NO_OBJECTION}
            return dict(action.do(visit) or {})
        except Refused as fault:
            return {"fault": str(fault), "field": fault.field, **fault.more}
        except BadEntry as fault:
            return {"fault": str(fault), "field": fault.field}
        except UnknownCase:
            return {"fault": GONE}
        except StoreFull:
            return {"fault": FULL}
        except StoreBusy:
            return {"fault": BUSY}

    def mark(self, room: Room, case_id: str | None, now: datetime) -> str:
        """Changes when something the room shows may have changed; every room also changes with the day."""
        day = now.astimezone(NETHERLANDS).date().isoformat()
        if case_id is None:
            return f"{day}.{room.mark(self.house, now) if room.mark else ''}"
        store = self.house.store
        return ".".join(
            str(part)
            for part in (
                day, store.last_change(case_id), store.translation.last_translation_change(case_id),
                store.dossier.mark(case_id),
            )
        )  # fmt: skip

    def _room(self, room_id: Any) -> Room | None:
        return next((room for room in self.rooms if room.id == room_id), None)
