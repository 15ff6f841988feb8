"""The rooms "Invoer" (a file of another system comes in) and, for one case, "Ingevoerd" (what came in, to confirm)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.audit.noting import note
from assistant.case_file import CaseFile
from assistant.house import House
from assistant.importing.faults import ImportFault
from assistant.importing.mapping import Mapping as FileMapping
from assistant.importing.mapping import mappings, read_mapping
from assistant.importing.standing import STAND_NL, decide, imported
from assistant.importing.taking import RowResult, look_at, take
from ui.consulent.moments import on_the_clock
from ui.consulent.rooms.room import Action, Refused, Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent
SHOWN_ROWS = 200
"""Rows of a file that the page shows; the others are counted."""
LONGEST_MAPPING = 100_000


def _show(visit: Visit) -> str:
    known = mappings(visit.house.catalogue, _own(visit.house)).values()
    return render("invoer/invoer.html", mappings=list(known), waiting=_waiting(visit.house))


def _own(house: House) -> Path | None:
    folder = house.municipality.folder
    return folder / "mappings" if folder else None


def _waiting(house: House) -> list[dict[str, Any]]:
    """Cases with imported values that wait for a consulent, with how many."""
    found = []
    for case_id in house.store.dossier.entries_of(["ingevoerd"]):
        file = house.case_file(case_id)
        count = sum(one.waits_for == "consulent" for one in imported(file))
        if count:
            found.append({"case_id": case_id, "number": file.case.number, "label": file.case.label, "count": count})
    return sorted(found, key=lambda one: int(one["number"]))


def _mark(house: House, now: datetime) -> str:
    return str(max(house.store.dossier.marks().values(), default=0))


def _read(visit: Visit) -> tuple[FileMapping, str, list[RowResult]]:
    text = visit.asked.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused("Kies eerst een bestand.", "file")
    try:
        own = str(visit.asked.get("own_mapping") or "")
        if len(own) > LONGEST_MAPPING:
            raise Refused("Dit vertaalbestand is te groot.")
        known = mappings(visit.house.catalogue, _own(visit.house))
        mapping = read_mapping(own, visit.house.catalogue) if own else known.get(str(visit.asked.get("mapping")))
        if mapping is None:
            raise Refused("Kies eerst waar het bestand vandaan komt.", "mapping")
        return mapping, text, look_at(visit.house.store, visit.house.catalogue, mapping, text, visit.now)
    except ImportFault as fault:
        raise Refused(str(fault)) from fault


def _look(visit: Visit) -> Mapping[str, Any]:
    mapping, text, rows = _read(visit)
    good = [row for row in rows if row.good]
    html = render(
        "invoer/preview.html", mapping=mapping, good=good[:SHOWN_ROWS], bad=[row for row in rows if not row.good],
        goods=len(good), values=sum(len(row.values) for row in good), labels=visit.house.catalogue,
        to_person=sum(found.to == "persoon" for row in good for found in row.values), label_of=_label_of(visit.house),
    )  # fmt: skip
    return {"preview": html, "digest": _digest(text), "goods": len(good)}


def _take(visit: Visit) -> Mapping[str, Any]:
    mapping, text, rows = _read(visit)
    if visit.asked.get("digest") != _digest(text):
        raise Refused("Bekijk het bestand eerst. Daarna kunt u het overnemen.")
    name = Path(str(visit.asked.get("name") or "bestand")).name
    for case_id in sorted({row.case_id for row in rows if row.good and row.case_id and row.case_id != visit.case_id}):
        about = {"ruimte": "invoer", "daad": "take", "soort": "ingevoerd"}
        note(visit.house.audit, "gewijzigd", visit.staff, case_id, about)
    taken = take(visit.house.store, rows, mapping, name, by=visit.staff.login, at=visit.now)
    return {"preview": render("invoer/taken.html", taken=taken)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _label_of(house: House) -> Any:
    def label(target: str) -> str:
        return house.catalogue.question(target).label if target in house.catalogue else target.replace(".", ": ")

    return label


def _show_case(visit: Visit) -> str:
    found = imported(visit.file)
    return render(
        "invoer/ingevoerd.html", found=found, stands=STAND_NL,
        when=lambda at: on_the_clock(datetime.fromisoformat(at), visit.now), name_of=visit.file.name_of,
    )  # fmt: skip


def _decide(visit: Visit) -> None:
    entry, decision = visit.asked.get("entry"), str(visit.asked.get("besluit") or "")
    if not isinstance(entry, int):
        raise Refused("Kies eerst welke waarde u bedoelt.")
    note = str(visit.asked.get("toelichting") or "")
    decide(visit.house.store, visit.file, entry, decision, note, by=visit.staff.login, at=visit.now)


def _count(file: CaseFile) -> str:
    count = sum(one.waits_for == "consulent" for one in imported(file))
    return str(count) if count else ""


ROOM = Room(
    "invoer", "Invoer", "import", _show, {"look": Action(_look, "import"), "take": Action(_take, "import")},
    of_case=False, folder=FOLDER, mark=_mark,
)  # fmt: skip
ROOM_OF_CASE = Room(
    "ingevoerd", "Ingevoerd", "read_record", _show_case, {"decide": Action(_decide, "interview")}, count=_count,
    there=lambda file: bool(file.dossier.all("ingevoerd")),
)  # fmt: skip
