"""Lets staff into rooms: checks who asks, shows what moved, and turns every fault into a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from assistant.access import Staff
from assistant.audit.noting import NOT_SHOWN, NotNoted, Views, doing
from assistant.case_file import NETHERLANDS, CaseFile
from assistant.dossier.forms import BadEntry, Overtaken, forms
from assistant.house import House
from assistant.permissions import NOT_YOURS, REASONS, Barrier, NotAReason, barrier, stand_in
from assistant.roles import may
from assistant.store import StoreBusy, StoreFull, UnknownCase
from ui.consulent.decisions import BUSY, FULL, GONE
from ui.consulent.harmless import harmless
from ui.consulent.rooms.room import Refused, Room, Visit
from ui.consulent.templating import render

STAND_IN = "waarnemen"
"""The act with which somebody says why they open a case of a colleague; it belongs to no room."""

ANSWERS = "antwoorden"
"""The record's own tab, which is no room; in the audit too."""

NOTED_AS = {
    ("besluit", "akkoord"): "goedgekeurd", ("besluit", "terugsturen"): "goedgekeurd", ("besluit", "vaststellen"): "goedgekeurd",
    ("besluit", "bekendmaken"): "verstrekt", ("documenten", "verstrek"): "verstrekt", ("team", "export"): None,
    ("invoer", "look"): None,
}  # fmt: skip
"""Room and act -> how the audit calls it; None for an act that shows only what its own door notes. The rest changes something."""

log = logging.getLogger(__name__)


def _whose(file: CaseFile) -> str:
    """Whose case a room is about: it stands above every room, so that nobody writes in the wrong one."""
    number = f"nr. {file.case.number}"
    return str(harmless(f"{file.case.label} · {number}" if file.case.label else f"Zaak {number}"))


@dataclass(frozen=True)
class RoomsDesk:
    """The rooms over a house; ``answers`` is the tab of the record, which is no room: id, title, permission."""

    house: House
    rooms: Sequence[Room]
    answers: tuple[str, str, str] = (ANSWERS, "Antwoorden", "read_record")

    @cached_property
    def views(self) -> Views:
        """What is being looked at, as the audit has it."""
        return Views(self.house.audit)

    def closed(self, case_id: str, found: Barrier) -> dict[str, Any]:
        """What stands in place of a case that somebody may not be in: a sentence, or the question why they stand in."""
        if found.colleague is None:
            return {"fault": found.words}
        account = self.house.store.staff(found.colleague)
        file = self.house.case_file(case_id)
        html = render(
            "waarnemen.html", case_id=case_id, reasons=REASONS, colleague=harmless(account.name if account else found.colleague)
        )
        label = file.case.label or f"Zaak {file.case.number}"
        return {"mark": STAND_IN, "html": html, "label": label, "tabs": "", "of": _whose(file)}

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
            if case_id and (found := barrier(self.house, staff, case_id)):
                if found.colleague is not None and asked.get("mark") == STAND_IN:
                    return {"mark": STAND_IN}
                return {"room": room.id, **self.closed(case_id, found)}
            mark = self.mark(room, case_id, now)
            if asked.get("mark") == mark:
                return {"mark": mark}
            visit = Visit(self.house, staff, case_id, asked, now, address)
            label = visit.file.case.label or f"Zaak {visit.file.case.number}" if case_id else room.title
            self.views.seen(staff, case_id, room.id, now)
            return {
                "room": room.id, "mark": mark, "html": room.show(visit), "label": label,
                "tabs": self.tabs(staff, case_id, room.id) if case_id else "", "of": _whose(visit.file) if case_id else "",
            }  # fmt: skip
        except UnknownCase:
            return {"missing": True}
        except NotNoted as fault:
            return {"fault": str(fault)}
        except StoreFull:
            return {"fault": NOT_SHOWN}
        except StoreBusy:
            return {"fault": BUSY}

    def act(self, staff: Staff, address: str, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Do something in a room; ``fault`` in Dutch (and ``field``) when it was not done: then nothing was kept."""
        case_id = asked.get("case") if isinstance(asked.get("case"), str) else None
        if asked.get("act") == STAND_IN and case_id is not None:
            return self.stand_in(staff, case_id, str(asked.get("reden") or ""))
        room = self._room(asked.get("room"))
        action = room.actions.get(str(asked.get("act"))) if room else None
        if room is None or action is None:
            return {"fault": "Dit kan hier niet."}
        if not may(staff.role, room.needs) or not may(staff.role, action.needs):
            return {"fault": NOT_YOURS}
        visit = Visit(self.house, staff, case_id, asked, now, address)
        name = str(asked["act"])
        what = NOTED_AS.get((room.id, name), "gewijzigd")
        return self.done_in(staff, case_id, what, _about(room, name, asked), lambda: dict(action.do(visit) or {}))

    def done_in(
        self, staff: Staff, case_id: str | None, what: str | None, about: Mapping[str, Any], do: Callable[[], dict[str, Any]]
    ) -> dict[str, Any]:
        """What ``do`` says, noted before it is done; ``fault`` when it was not done, for whatever reason.

        Args:
            staff: who may do this as far as their role goes; the case is looked at here.
            what: of ``assistant.audit.WHATS``; None when it changes nothing and shows only what is noted elsewhere.
            about: names of things.
        """
        try:
            if case_id and (found := barrier(self.house, staff, case_id)):
                return {"fault": found.words}
            if what is None:
                return do()
            with doing(self.house.audit, what, staff, case_id, about) as undone:
                done = do()
                undone.said = bool(done.get("fault"))
            return done
        except Refused as fault:
            return {"fault": str(fault), "field": fault.field, **_overtaken(fault.__cause__), **fault.more}
        except BadEntry as fault:
            return {"fault": str(fault), "field": fault.field, **_overtaken(fault)}
        except NotNoted as fault:
            return {"fault": str(fault)}
        except UnknownCase:
            return {"fault": GONE}
        except StoreFull:
            return {"fault": FULL}
        except StoreBusy:
            return {"fault": BUSY}

    def stand_in(self, staff: Staff, case_id: str, reason: str) -> dict[str, Any]:
        """Open a case of a colleague for today, with a reason of the list; ``fault`` when that is not done."""
        try:
            stand_in(self.house, staff, case_id, reason)
        except NotAReason as fault:
            return {"fault": str(fault)}
        except UnknownCase:
            return {"fault": GONE}
        except StoreFull:
            return {"fault": FULL}
        except StoreBusy:
            return {"fault": BUSY}
        return {}

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


def _overtaken(fault: BaseException | None) -> dict[str, Any]:
    """Tells the page to look again before the next try."""
    return {"overtaken": True} if isinstance(fault, Overtaken) else {}


def _about(room: Room, act: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The names of what is done. The page sends the kind of entry: only one that exists is noted, never what it wrote."""
    kind = asked.get("kind")
    return {"ruimte": room.id, "daad": act, **({"soort": kind} if isinstance(kind, str) and kind in forms() else {})}
