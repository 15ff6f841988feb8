"""Whatever somebody writes is text: on every page, in every document and export. The fields come from catalogue and forms."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from assistant.access import Staff
from assistant.commands.opening import wording_of
from assistant.documents.outgoing import NotAvailable, file_name, made
from assistant.documents.registry import all_outgoing
from assistant.dossier.forms import forms
from assistant.export import export_record
from assistant.house import open_house
from assistant.roles import MAY
from tests.attack.hostile_case import HOSTILE, OF_A_FORM, HostileCase, Page, free_fields, hostile_case
from ui.consulent.rooms.registry import ROOMS
from ui.consulent.rooms.room import Refused, Room, Visit


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileCase]:
    house = open_house(tmp_path_factory.mktemp("hostile") / "data", wording_of)
    yield hostile_case(house)
    house.store.close()


def test_every_free_field_of_every_form_and_question_is_attacked(case: HostileCase) -> None:
    wanted = {(form.kind, name) for form in forms().values() for name in free_fields(form.fields)}
    assert set(case.forms) == wanted - set(OF_A_FORM)
    assert set(OF_A_FORM) <= wanted
    assert {one.id for one in case.house.catalogue.questions() if one.type in {"text", "occupation"}} == set(
        case.questions
    )


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.id)
def test_a_room_shows_it_as_text(case: HostileCase, room: Room) -> None:
    role = next(role for role in ("consulent", "beheerder", "toetser", "bezwaarbehandelaar") if role in MAY[room.needs])
    staff = Staff("consulent", HOSTILE, role)
    visit = Visit(
        case.house, staff, case.case_id if room.of_case else None, {}, case.house.now(), "https://intake.example.nl/"
    )
    try:
        page = Page(room.show(visit))
    except Refused as refusal:
        pytest.skip(f"this room is not there now: {refusal}")
    assert page.wrong == []


def test_some_rooms_do_show_it(case: HostileCase) -> None:
    """Without this the test above would hold for pages that show nothing."""
    shown = 0
    for room in ROOMS:
        if room.of_case and "consulent" in MAY[room.needs]:
            visit = Visit(case.house, Staff("consulent", "C", "consulent"), case.case_id, {}, case.house.now())
            shown += "<x-hack onmouseover" in Page(room.show(visit)).text
    assert shown >= 2


def _documents(case: HostileCase) -> list[tuple[str, str, bytes]]:
    file = case.house.case_file(case.case_id)
    found = []
    for one in all_outgoing(file):
        for extension in one.formats:
            try:
                found.append((file_name(one, file, extension), extension, made(one, file, extension)))
            except (NotAvailable, AssertionError):
                continue  # of a plan that was set: made of the same tree
    return found


@pytest.fixture(scope="module")
def documents(case: HostileCase) -> list[tuple[str, str, bytes]]:
    return _documents(case)


def test_every_document_holds_it_as_text(documents: list[tuple[str, str, bytes]]) -> None:
    kinds = {extension for _, extension, _ in documents}
    assert {"html", "docx", "pdf", "json"} <= kinds or {"docx", "pdf"} <= kinds
    wrong = {name: faults for name, extension, data in documents if (faults := list(_faults(extension, data)))}
    assert wrong == {}


def test_some_documents_do_hold_it(documents: list[tuple[str, str, bytes]]) -> None:
    assert any("x-hack" in _text(extension, data) for _, extension, data in documents)


def test_file_names_are_plain(documents: list[tuple[str, str, bytes]]) -> None:
    assert all(re.fullmatch(r"[a-z0-9_.-]+", name) for name, _, _ in documents)


def _faults(extension: str, data: bytes) -> Iterator[str]:
    if extension == "html":
        yield from Page(data.decode()).wrong
    elif extension in {"docx", "zip"}:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                if name.startswith("/") or ".." in name:
                    yield f"name {name}"
                if name.endswith((".xml", ".rels")):
                    body = packed.read(name)
                    ElementTree.fromstring(body)  # well-formed: nothing broke out
                    if re.search(
                        rb"<(?:w:)?(?:instrText|fldSimple)[^>]*>[^<]*DDEAUTO|instr=\"[^\"]*DDEAUTO|<x-hack|<script",
                        body,
                    ):
                        yield f"{name}: an element or a field"
                    if name.endswith(".rels") and b"javascript" in body:
                        yield f"{name}: a link"
                elif name.endswith(".json"):
                    json.loads(packed.read(name))
    elif extension == "pdf":
        if re.search(rb"/(JavaScript|JS|Launch|OpenAction|EmbeddedFile|SubmitForm)\b", data):
            yield "an action"
        for page in PdfReader(io.BytesIO(data)).pages:
            for note in page.get("/Annots") or ():
                if "/A" in note.get_object() and "javascript" in str(note.get_object()["/A"]).lower():
                    yield "a link"
    elif extension == "json":
        json.loads(data)
    elif extension == "xml":
        ElementTree.fromstring(data)
    elif extension == "csv":
        yield from _formulas(data.decode("utf-8-sig"))


def _formulas(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        for cell in row:
            if re.match(r"[=+@\t\r]|-(?![0-9.,]*$)", cell):
                yield f"a formula: {cell[:20]!r}"


def _text(extension: str, data: bytes) -> str:
    if extension == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "".join(ElementTree.fromstring(packed.read("word/document.xml")).itertext())
    return data.decode("utf-8", "replace") if extension in {"html", "json", "csv", "xml"} else ""


def test_the_export_of_a_case_is_json_and_keeps_the_words(case: HostileCase) -> None:
    packed = json.dumps(
        export_record(case.house.store, case.house.catalogue, case.house.wording, case.case_id), ensure_ascii=False
    )
    assert "x-hack" in packed
    json.loads(packed)
