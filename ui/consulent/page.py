"""The page: a still frame in one Gradio component, and two functions of the server behind it.

The frame is a ``gr.HTML`` with ``server_functions`` and not Gradio's own inputs with a ``gr.Timer``: a poll of those
goes through the queue (two requests and a stream each), puts an English message on the screen whenever one fails, and
replaces the whole record, which would close what the reader unfolded. Here a poll that finds nothing new is one small
POST.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from assistant.access import Staff
from assistant.audit.noting import NotNoted
from assistant.caseload_line import seen_by
from assistant.dossier.forms import form
from assistant.house import House
from assistant.permissions import barrier
from assistant.roles import may
from assistant.store import UnknownCase
from assistant.store.once import once
from assistant.wording import Wording
from ui.consulent import decisions, new_case, writing
from ui.consulent.caseload_cache import CaseloadCache
from ui.consulent.invitation import card_of
from ui.consulent.listing import (
    CLOCK_FILTERS,
    GROUPS,
    SORTS,
    WAITS,
    Query,
    SearchTexts,
    case_row,
    choices,
    find,
    scopes_of,
    today,
)  # fmt: skip
from ui.consulent.record_page import Kept, record_page
from ui.consulent.rooms.desk import ANSWERS, STAND_IN, RoomsDesk
from ui.consulent.rooms.registry import ROOMS
from ui.consulent.rows import DUTCH, language_in_dutch
from ui.consulent.staff import HOMES, NotAllowed, consulent
from ui.consulent.templating import render, script
from ui.served_assets import Assets

LABEL_LENGTH = 80
ADDRESS_SETTING = "INTAKE_PUBLIC_ADDRESS"
"""Environment variable with the address people reach the page at, when a proxy hides it (https://intake.example.nl/)."""

CALLS_AT_ONCE = 8


STYLES = ("staff.css", "consulent.css", "rooms.css")
"""Stylesheets in order; a room adds its own as ``rooms/<room>.css``."""


def _now() -> datetime:
    return datetime.now(UTC)


def build(house: House, *, assets: Assets | None = None, now: Callable[[], datetime] = _now) -> gr.Blocks:
    """The Gradio page to mount for the consulent, behind an ``auth_dependency``.

    Every function checks the cookie again. The page's configuration holds nobody's data.
    """
    rooms = RoomsDesk(house, ROOMS)
    caseload = CaseloadCache(
        house.store, house.catalogue, wording=house.wording, municipality=house.municipality, now=now
    )  # fmt: skip
    desk = Desk(house, caseload, rooms, now, SearchTexts(house.wording))
    caseload.warm()
    frame = render(
        "page.html",
        columns=SORTS,
        waits=WAITS,
        clocks=CLOCK_FILTERS,
        groups=GROUPS,
        reason_length=writing.LONGEST_REASON,
        label_length=LABEL_LENGTH,
        doelgroepen=form("doelgroep").field("groep").options,
        dates={name: form("datum").field("wat").shown(name) for name in new_case.DATES},
        languages=[
            {"code": code, "dutch": language_in_dutch(code, house.wording), "own": _own_name(code, house.wording)}
            for code in house.wording.languages()
        ],
    )
    served = assets or Assets()
    own = [f"rooms/{room.id}.css" for room in ROOMS if served.has(f"rooms/{room.id}.css")]
    sheets = [f'<link rel="stylesheet" href="{served.address(name)}">' for name in (*STYLES, *own)]

    def admitted(
        asked: Any, request: gr.Request, refusal: str, do: Callable[[Staff, Mapping[str, Any]], dict[str, Any]],
        needs: str = "read_record",
    ) -> dict[str, Any]:  # fmt: skip
        """What ``do`` says to somebody who may do what it ``needs``; for anybody else the reason, under ``refusal``."""
        try:
            who = consulent(request, house.access, needs)
        except NotAllowed as reason:
            return {refusal: str(reason)}
        what = asked if isinstance(asked, Mapping) else {}
        with once(who.login, what.get("once")):
            return do(who, what)

    def look(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.look`` for a consulent; ``closed`` with the reason for anybody else."""

        def do(who: Staff, what: Mapping[str, Any]) -> dict[str, Any]:
            try:
                return desk.look(who, what)
            except NotNoted as fault:
                return {"closed": str(fault)}

        return admitted(asked, request, "closed", do, "open_desk")

    def room(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``RoomsDesk.show`` for whoever may see the room; ``closed`` with the reason for anybody else."""

        def show(who: Staff, what: Mapping[str, Any]) -> dict[str, Any]:
            return rooms.show(who, _address(request), what, now())

        return admitted(asked, request, "closed", show, "open_desk")

    def act(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``RoomsDesk.act`` for whoever may do it; a ``fault`` for anybody else."""

        def do(who: Staff, what: Mapping[str, Any]) -> dict[str, Any]:
            done = rooms.act(who, _address(request), what, now())
            desk.caseload.forget()
            return done

        return admitted(asked, request, "fault", do, "open_desk")

    def create(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.create`` for a consulent; a ``fault`` for anybody else."""

        def do(who: Staff, what: Mapping[str, Any]) -> dict[str, Any]:
            about = {"ruimte": ANSWERS, "daad": "create"}
            address = _address(request)
            return rooms.done_in(who, None, "gewijzigd", about, lambda: desk.create(who.login, address, what))

        return admitted(asked, request, "fault", do)

    def in_case(
        asked: Any, request: gr.Request, name: str, act: Callable[[str, Mapping[str, Any]], dict[str, Any]]
    ) -> dict[str, Any]:
        """What ``act`` says to a consulent who may be in the case that is named, noted under ``name``."""

        def do(who: Staff, what: Mapping[str, Any]) -> dict[str, Any]:
            about = {"ruimte": ANSWERS, "daad": name}
            return rooms.done_in(who, str(what.get("case") or "-"), "gewijzigd", about, lambda: act(who.login, what))

        return admitted(asked, request, "fault", do)

    def read(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.read`` for a consulent; a ``fault`` for anybody else."""
        return in_case(asked, request, "read", desk.read)

    def go_alone(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.go_alone`` for a consulent; a ``fault`` for anybody else."""
        return in_case(asked, request, "go_alone", desk.go_alone)

    def send_back(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.send_back`` for a consulent; a ``fault`` for anybody else."""
        return in_case(asked, request, "send_back", desk.send_back)

    def write(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.write`` for a consulent; a ``fault`` for anybody else."""
        return in_case(asked, request, "write", desk.write)

    def set_reader(asked: Any, request: gr.Request) -> dict[str, Any]:
        """``Desk.set_reader`` for a consulent; a ``fault`` for anybody else."""
        return in_case(asked, request, "set_reader", desk.set_reader)

    page: gr.Blocks
    with gr.Blocks(title="Zaken – brede intake", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            frame,
            js_on_load=script([room.folder for room in ROOMS if room.folder]),
            head="".join(sheets),
            apply_default_css=False,
            server_functions=[look, room, act, create, read, go_alone, send_back, write, set_reader],
        )
    page.queue(default_concurrency_limit=CALLS_AT_ONCE, api_open=False)
    return page


def _address(request: gr.Request) -> str:
    """Where people reach the person's page."""
    return os.environ.get(ADDRESS_SETTING) or f"{request.url.scheme}://{request.url.netloc}/"


def _own_name(code: str, wording: Wording) -> str:
    return "" if code == DUTCH else wording.language_name(code)


@dataclass(frozen=True)
class Desk:
    """What the page asks for, after it is known who asks."""

    house: House
    caseload: CaseloadCache
    rooms: RoomsDesk
    now: Callable[[], datetime]
    texts: SearchTexts

    def look(self, staff: Staff, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What changed since the page last looked.

        ``asked`` has ``case`` and ``case_mark`` (the record on the screen), ``query`` (see ``listing.Query``), ``list_mark``,
        and ``rows`` (row marks by case id, or None). The answer has ``list`` and ``case``, each None when nothing moved. A
        list that moved is sent as its order and the rows that differ; ``again`` asks the page to call once more with the
        marks of its rows.
        """
        return {
            "staff": staff.name, "home": HOMES.get(staff.role, "stand"), "list": self._list(staff, asked),
            "may_make": may(staff.role, "read_record"),
            "case": self._case(staff, asked) if may(staff.role, "read_record") else None,
        }  # fmt: skip

    def create(self, login: str, address: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Make a case; gives the card with its code as ``html`` and its id as ``case``, or a ``fault`` in Dutch."""
        try:
            wanted = new_case.read(asked, self.house.wording, longest=LABEL_LENGTH)
            made, kept = new_case.make(self.house, wanted, login, self.now())
        except new_case.NotMade as fault:
            return {"fault": str(fault), "field": fault.field}
        self.caseload.forget()
        card = card_of(
            made, address=address, language=wanted.language, wording=self.house.wording, municipality=self.house.municipality
        )  # fmt: skip
        return {"html": render("card.html", card=card, kept=kept), "case": made.case_id}

    def read(self, login: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Note that ``login`` read the words that wait in ``asked["case"]``; ``shown`` is how many the page showed."""
        done = decisions.say_it_was_read(self.house.store, login, asked, self.now())
        self.caseload.forget()
        return done

    def go_alone(self, login: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Let the person of ``asked["case"]`` go on alone, for the ``reason`` that is given."""
        done = decisions.let_go_alone(self.house.store, self.house.catalogue, login, asked, self.now())
        self.caseload.forget()
        return done

    def send_back(self, login: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Send the translation of ``asked["source"]`` back to the desk, with a ``reason``."""
        return writing.send_one_back(self.house.store, login, asked, self.now())

    def write(self, login: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Write the ``words`` to the person of ``asked["case"]``."""
        return writing.write_to_person(self.house.store, self.house.catalogue, login, asked, self.now())

    def set_reader(self, login: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Shut reviewers out for the person of ``asked["case"]``, or let them in again."""
        return writing.set_reader(self.house.store, login, asked, self.now())

    def _list(self, staff: Staff, asked: Mapping[str, Any]) -> dict[str, Any] | None:
        query = Query.of(asked.get("query"))
        now = self.caseload.caseload()
        consulenten = self.caseload.consulenten
        asks = now.mark, query, staff.login, staff.role, sorted(consulenten)
        mark = hashlib.sha256(repr(asks).encode()).hexdigest()[:12]
        if asked.get("list_mark") == mark:
            return None
        known = asked.get("rows")
        if not isinstance(known, Mapping):
            return {"again": True}
        wording, names = self.house.wording, self.caseload.names
        lines = seen_by(now.lines.values(), staff, consulenten)
        found = find(lines, query, staff, self.texts, self.house.municipality)
        rows = [case_row(line, staff, wording, names, self.now()) for line in found.shown]
        items, more = today(lines, staff)
        offered = choices(lines, wording, self.house.municipality)
        return {
            "mark": mark,
            "order": [one.row.case_id for one in rows],
            "rows": {
                one.row.case_id: render("row.html", row=one.row, line=one)
                for one in rows
                if known.get(one.row.case_id) != one.mark
            },
            "today": render("today.html", items=items, more=more),
            "today_count": len(items) + more,
            "found": found.found, "whole": len(lines), "waiting": now.waiting, "scope": found.scope,
            "beyond": found.beyond_scope,
            "scopes": render("scopes.html", scopes=scopes_of(staff), chosen=found.scope),
            "links": render("links.html", rooms=[one for one in ROOMS if not one.of_case and may(staff.role, one.needs)]),
            "choices": {name: render("choices.html", options=options) for name, options in offered.items()},
        }  # fmt: skip

    def _case(self, staff: Staff, asked: Mapping[str, Any]) -> dict[str, Any] | None:
        case_id = asked.get("case")
        if not isinstance(case_id, str):
            return None
        store = self.house.store
        try:
            closed = barrier(self.house, staff, case_id)
        except UnknownCase:
            return {"id": case_id, "missing": True}
        if closed is not None:
            if asked.get("case_mark") == STAND_IN:
                return None
            return {"id": case_id, "label": "", "mark": STAND_IN, "tabs": "", "html": "", **self.rooms.closed(case_id, closed)}
        changes = (store.last_change(case_id), store.translation.last_translation_change(case_id), store.dossier.mark(case_id))
        mark = ".".join(str(one) for one in changes)
        if asked.get("case_mark") == mark:
            return None
        self.rooms.views.seen(staff, case_id, ANSWERS, self.now())
        view = self.house.record_view(case_id)
        names = {login: found.name for login in store.staff_logins() if (found := store.staff(login))}
        readers = writing.could_be_shut_out(store, view.excluded, names)
        kept = Kept(store.answers(case_id), store.events(case_id), store.turns(case_id), names, readers)
        shown = record_page(view, kept, self.house.catalogue, self.house.wording, self.now())
        return {
            "id": case_id, "mark": mark, "label": shown["case"].label, "html": render("record.html", **shown),
            "tabs": self.rooms.tabs(staff, case_id, "antwoorden"),
        }  # fmt: skip


__all__ = ["Desk", "build"]
