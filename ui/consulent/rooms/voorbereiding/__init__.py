"""The room "Voorbereiding": one page before a talk, on the screen and on one sheet of paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.interviewing.contradictions import SAID
from assistant.interviewing.preparation import MARKS_NL, preparation
from assistant.interviewing.said import LONGEST, Said, shortened
from assistant.pip.model import Ref
from assistant.record import Key
from assistant.value_labels import language_name
from ui.consulent.moments import local
from ui.consulent.rooms.room import Room, Visit
from ui.consulent.templating import render

FOLDER = Path(__file__).parent
MANY, FEW_WORDS = 50, 48
"""From so many answers on each is cut at so many characters; the whole answers are in the record."""


def show(visit: Visit) -> str:
    """The HTML of the room."""
    file = visit.file
    sheet = preparation(file)
    # one sheet of paper holds so much: who told a lot is shown in fewer words each
    dense = sum(len(topic.items) for topic in sheet.known) > MANY
    return render(
        "voorbereiding/voorbereiding.html",
        dense=dense,
        case_id=file.id,
        number=file.case.number,
        label=file.case.label,
        constructed=file.case.constructed,
        language=language_name(file.language, "nl") if file.case.language else "taal nog niet gekozen",
        made=f"{local(visit.now):%d-%m-%Y %H:%M}",
        owner=file.name_of(file.owner or ""),
        warnings=sheet.warnings,
        contradictions=[
            {"id": one.id, "ask": one.ask, "refs": [_ref(ref) for ref in one.refs]} for one in sheet.contradictions
        ],
        vraag_na=SAID,
        mentions=[{"id": one.id, "text": one.text, "refs": [_ref(ref) for ref in one.refs]} for one in sheet.mentions],
        to_a_person=[{"label": label, "address": _address(key) if key else None} for label, key in sheet.to_a_person],
        to_confirm=[_item(one) for one in sheet.to_confirm],
        said=[
            {
                "what": one.what, "text": one.text, "language": one.language, "mark": MARKS_NL[one.trust],
                "about": one.about, "to_confirm": False,
            }
            for one in sheet.said
        ],
        messages=sheet.messages,
        known=[
            {
                "id": one.topic, "title": one.title,
                "items": [_item(item, FEW_WORDS if dense else LONGEST) for item in one.items],
            }
            for one in sheet.known
        ],
        unknown=[
            {
                "reason": one.reason,
                "items": [
                    {"label": label, "address": _address(key), "core": file.catalogue.question(key[0]).core}
                    for label, key in zip(one.labels, one.keys, strict=True)
                ],
            }
            for one in sheet.unknown
        ],
    )  # fmt: skip


def _item(item: Said, longest: int = LONGEST) -> dict[str, Any]:
    return {
        "label": item.label, "text": shortened(item.text, longest), "mark": MARKS_NL[item.trust], "to_confirm": item.to_confirm,
        "address": _address((item.ref.id, item.ref.entry)),
    }  # fmt: skip


def _ref(ref: Ref) -> dict[str, Any]:
    asked = ref.kind in {"answer", "state"}
    return {
        "shown": shortened(ref.shown), "known": ref.kind != "state",
        "address": _address((ref.id, ref.entry)) if asked else None,
    }  # fmt: skip


def _address(key: Key) -> dict[str, Any]:
    """Where the interview asks this question."""
    return {"vraag": key[0], "nummer": key[1]}


ROOM = Room("voorbereiding", "Voorbereiding", "read_record", show, of_case=True, folder=FOLDER)
