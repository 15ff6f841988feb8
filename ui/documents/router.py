"""The routes under ``/documenten``: who asks is looked up in every call, and every refusal is a Dutch sentence."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from assistant.access import Staff
from assistant.audit.noting import NotNoted, Views, note
from assistant.documents.docx import BrokenTemplate
from assistant.documents.fonts import NoFonts
from assistant.documents.giving import ChangedSince, NotGiven, fetched, may_have, version_of
from assistant.documents.outgoing import TYPES, NotAvailable, file_name, made
from assistant.documents.pdf import PdfFault
from assistant.documents.registry import outgoing
from assistant.documents.tree import BrokenTree
from assistant.house import House
from assistant.permissions import barrier
from assistant.pip.versions import VersionChanged, verify
from assistant.roles import may
from assistant.store import StoreBusy, UnknownCase
from ui.sign_in import COOKIE

SIGN_IN = "U bent niet (meer) ingelogd. Log in en probeer het opnieuw."
NOT_YOURS = "Met uw account kunt u dit document niet krijgen."
GONE = "Dit document is er niet."
BUSY = "Het is even druk. Probeer het zo opnieuw."
NOT_MADE = "Het document kon niet worden gemaakt. Meld dit bij uw beheerder."
GIVE_FIRST = "Dit document gaat naar buiten. Bekijk het eerst en gebruik de knop Verstrekken."
NAME = re.compile(r"([a-z0-9_-]{1,60})\.([a-z0-9]{1,8})")
NUMBER = re.compile(r"[0-9]{1,9}")
log = logging.getLogger(__name__)


class _No(Exception):
    """Asked for something that is not given: status and Dutch sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def documents_router(house: House) -> APIRouter:
    """The routes under ``/documenten`` for the cases of ``house``."""
    router = APIRouter(prefix="/documenten")
    views = Views(house.audit)

    async def answered(request: Request, work: Callable[[Staff], Response]) -> Response:
        def do() -> Response:
            staff = house.access.staff(request.cookies.get(COOKIE) or "")
            if staff is None:
                raise _No(401, SIGN_IN)
            return work(staff)

        try:
            return await to_thread.run_sync(do)
        except _No as refusal:
            return _said(refusal.words, refusal.status)
        except UnknownCase:
            return _said(GONE, 404)
        except (NotAvailable, NotGiven, ChangedSince, BrokenTemplate, VersionChanged) as fault:
            return _said(str(fault), 409)
        except NotNoted as fault:
            return _said(str(fault), 507)
        except StoreBusy:
            return _said(BUSY, 503)
        except (PdfFault, NoFonts, BrokenTree) as fault:
            # the fault names a part of the program or of a template, never what a person said
            log.error("a document could not be made: %s", type(fault).__name__)
            return _said(NOT_MADE, 500)

    @router.get("/team/overzicht.csv")
    async def team(request: Request) -> Response:
        """The team's figures as CSV."""

        def work(staff: Staff) -> Response:
            if not may(staff.role, "see_team"):
                raise _No(403, NOT_YOURS)
            overview: Any = import_module("assistant.overview")
            now = house.now()
            found = overview.overview_csv(house, now)
            data = found if isinstance(found, bytes) else str(found).encode("utf-8-sig")
            note(house.audit, "gedownload", staff, None, {"ruimte": "team", "document": "overzicht.csv"})
            return _file(data, "csv", f"overzicht-{now.date().isoformat()}.csv")

        return await answered(request, work)

    @router.get("/{case_id}/{name}")
    async def document(request: Request, case_id: str, name: str) -> Response:
        """One document of one case."""
        return await answered(request, lambda staff: _document(house, views, staff, case_id, name, request))

    return router


def _document(house: House, views: Views, staff: Staff, case_id: str, name: str, request: Request) -> Response:
    if not (may(staff.role, "see_caseload") or may(staff.role, "read_plan")):
        raise _No(403, NOT_YOURS)
    asked = NAME.fullmatch(name)
    if asked is None:
        raise _No(404, GONE)
    if found := barrier(house, staff, case_id):
        raise _No(403, found.words)
    file = house.case_file(case_id)
    one = outgoing(asked.group(1), file)
    extension = asked.group(2)
    if one is None or extension not in one.formats or extension not in TYPES:
        raise _No(404, GONE)
    if not may_have(file, staff.role, one):
        raise _No(403, NOT_YOURS)
    number, entry_id = _number(request, "versie"), _number(request, "uit")
    version = version_of(file, number)
    if version is not None:
        verify(version)
    if one.leaves:
        if not may(staff.role, "send_out"):
            raise _No(403, NOT_YOURS)
        if entry_id is None:
            raise _No(409, GIVE_FIRST)
        data = fetched(file, entry_id, one, extension, version, by=staff.login)
    else:
        data = made(one, file, extension, version)
    about = {"document": one.id, "vorm": extension, **({"versie": number} if number is not None else {})}
    if one.leaves:
        note(house.audit, "gedownload", staff, case_id, {"ruimte": "document", **about, "uit": entry_id})
    elif extension == "html":
        views.seen(staff, case_id, "document", house.now(), **about)
    else:
        note(house.audit, "gedownload", staff, case_id, {"ruimte": "document", **about})
    return _file(data, extension, file_name(one, file, extension, version))


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not (text.isascii() and NUMBER.fullmatch(text)):
        raise _No(404, GONE)
    return int(text)


def _file(data: bytes, extension: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=TYPES[extension], headers=headers)


def _said(words: str, status: int) -> Response:
    return PlainTextResponse(words, status_code=status, headers={"Cache-Control": "no-store"})
