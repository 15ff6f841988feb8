"""Actions that many rooms have: keep an entry of the dossier, and withdraw one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from assistant.dossier.forms import form
from assistant.dossier.keeping import keep, withdraw
from ui.consulent.rooms.room import Action, Refused, Visit


def entering(kinds: Collection[str], needs: str = "write_plan") -> dict[str, Action]:
    """The actions ``enter`` (keep an entry of one of ``kinds``) and ``withdraw`` (take one of them back, with a reason)."""
    allowed = frozenset(kinds)

    def enter(visit: Visit) -> Mapping[str, Any]:
        kind = str(visit.asked.get("kind") or "")
        if kind not in allowed or visit.case_id is None:
            raise Refused("Dit kan hier niet worden ingevuld.")
        data = {one.name: visit.asked[one.name] for one in form(kind).fields if one.name in visit.asked}
        made = keep(visit.house.store, visit.case_id, kind, data, by=visit.staff.login, at=visit.now)
        return {"entry": made.id}

    def take_back(visit: Visit) -> None:
        entry_id = visit.asked.get("entry")
        found = visit.file.dossier.entry(entry_id) if isinstance(entry_id, int) else None
        if found is None or found.kind not in allowed or visit.case_id is None:
            raise Refused("Dit staat er niet (meer).")
        reason = str(visit.asked.get("reden") or "")
        withdraw(visit.house.store, visit.case_id, found.id, reason, by=visit.staff.login, at=visit.now)

    return {"enter": Action(enter, needs), "withdraw": Action(take_back, needs)}
