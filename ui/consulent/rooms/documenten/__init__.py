"""The room "Documenten": what can go out of a case, for whom and on which basis, what is in it, and what left."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from markupsafe import Markup

from assistant.case_file import NETHERLANDS, CaseFile
from assistant.documents.docx import BrokenTemplate, lacking
from assistant.documents.giving import ChangedSince, Given, give, given, may_have, seen, version_of
from assistant.documents.html import as_fragment
from assistant.documents.outgoing import LABELS, NotAvailable, Outgoing, made, own_template
from assistant.documents.registry import all_outgoing, outgoing
from assistant.dossier.forms import day_nl
from assistant.pip.versions import VersionChanged, verify
from assistant.store import PlanVersion
from ui.consulent.rooms.room import Action, Refused, Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent
LONGEST_PREVIEW = 60_000
"""Of a file that is no document, in characters."""


@dataclass(frozen=True)
class Line:
    """One thing that can be made: of the case as it is now, or of one set version. ``shown`` is set when it is looked at."""

    version: int | None
    words: str
    files: tuple[tuple[str, str], ...]
    shown: Preview | None = None


@dataclass(frozen=True)
class Preview:
    """What is in it: ``html`` of a document, else ``text``; ``seen`` goes along when it is given; ``fault`` when neither."""

    html: Markup | None = None
    text: str = ""
    seen: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of the list. ``closed``: why there is nothing to have yet, in Dutch."""

    one: Outgoing
    lines: tuple[Line, ...]
    closed: str = ""


def show(visit: Visit) -> str:
    """The HTML of the room."""
    file = visit.file
    items = [_item(visit, one) for one in all_outgoing(file) if may_have(file, visit.staff.role, one)]
    return render(
        "documenten/documenten.html", items=items, labels=LABELS, case=file.case, may_give=visit.may("send_out"),
        left=[(one, _when(one)) for one in given(file)], name_of=file.name_of, word=_template(file),
    )  # fmt: skip


def _item(visit: Visit, one: Outgoing) -> Item:
    file = visit.file
    if reason := one.available(file):
        return Item(one, (), reason)
    if one.versions == "never":
        return Item(one, (_line(visit, one, None),))
    return Item(one, tuple(_line(visit, one, version) for version in reversed(file.versions)))


def _line(visit: Visit, one: Outgoing, version: PlanVersion | None) -> Line:
    file, number = visit.file, version.number if version else None
    query = f"?versie={number}" if number else ""
    files = () if one.leaves else tuple(
        (LABELS.get(extension, extension.upper()), f"/documenten/{file.id}/{one.id}.{extension}{query}")
        for extension in one.formats
    )  # fmt: skip
    looked = visit.options.get("kijk") == one.id and visit.options.get("versie") == number
    return Line(number, _words(file, version), files, _preview(file, one, version) if looked else None)


def _words(file: CaseFile, version: PlanVersion | None) -> str:
    if version is None:
        return ""
    entry = file.dossier.latest("vastgesteld", versie=version.number)
    day = str(entry.get("datum")) if entry else version.at
    return f"Versie {version.number}, vastgesteld op {day_nl(day)}"


def _preview(file: CaseFile, one: Outgoing, version: PlanVersion | None) -> Preview:
    try:
        if version is not None:
            verify(version)
        mark = seen(one, file, version) if one.leaves else ""
        if one.document is not None:
            return Preview(html=Markup(as_fragment(one.document(file, version), top=4)), seen=mark)
        return Preview(text=_as_text(made(one, file, one.formats[0], version), one.formats[0]), seen=mark)
    except (NotAvailable, VersionChanged) as fault:
        return Preview(fault=str(fault))


def _as_text(data: bytes, extension: str) -> str:
    """A file that is no document, as text: of an archive, the names of what is in it."""
    if extension == "zip":
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return "\n".join(f"{part.filename}  ({part.file_size} bytes)" for part in packed.infolist())
    text = data.decode("utf-8-sig", "replace")
    if extension == "json":
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    return text if len(text) <= LONGEST_PREVIEW else text[:LONGEST_PREVIEW] + "\n…"


def _when(one: Given) -> str:
    moment = datetime.fromisoformat(one.at).astimezone(NETHERLANDS)
    return f"{day_nl(moment.date())}, {moment:%H:%M}"


def _template(file: CaseFile) -> str:
    """What there is to say of the municipality's own Word template; empty when all is well."""
    own = own_template(file)
    if own is None:
        return ""
    try:
        missing = lacking(own)
    except BrokenTemplate as fault:
        return str(fault)
    if not missing:
        return ""
    return (
        f"In het sjabloon {own.name} ontbreken stijlen: {', '.join(missing)}. Voor die stijlen gebruikt het programma "
        "die van het eigen sjabloon. Voeg ze toe in Word om ze zelf op te maken."
    )


def hand_out(visit: Visit) -> Mapping[str, Any]:
    """Give something to somebody outside: kept first, then fetched by the page."""
    file = visit.file
    one = outgoing(str(visit.asked.get("wat") or ""), file)
    extension = str(visit.asked.get("vorm") or "")
    if one is None or not one.leaves or not may_have(file, visit.staff.role, one):
        raise Refused("Dit kan hier niet worden verstrekt.")
    if extension not in one.formats:
        raise Refused("Kies eerst een vorm.", "vorm")
    number = visit.asked.get("versie")
    try:
        version = version_of(file, number if isinstance(number, int) else None)
        if version is not None:
            verify(version)
        entry = give(
            visit.house.store, file, one, extension, version, by=visit.staff.login, at=visit.now,
            shown=str(visit.asked.get("gezien") or ""),
        )  # fmt: skip
    except (NotAvailable, ChangedSince, BrokenTemplate, VersionChanged) as fault:
        raise Refused(str(fault)) from fault
    query = f"?versie={version.number}&uit={entry.id}" if version else f"?uit={entry.id}"
    return {"fetch": f"/documenten/{file.id}/{one.id}.{extension}{query}"}


ROOM = Room(
    "documenten", "Documenten", "read_plan", show, {"verstrek": Action(hand_out, "send_out")}, of_case=True,
    folder=FOLDER,
)  # fmt: skip
