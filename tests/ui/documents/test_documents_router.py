"""The addresses under `/documenten`: who gets what, what a file is called, and what nobody gets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.commands.opening import wording_of
from assistant.documents.giving import given
from assistant.dossier.keeping import keep
from assistant.house import House, open_house
from tests.documents.conftest import set_as_it_is
from tests.pip.cases import CASES
from ui.documents import documents_router
from ui.protection import Protection
from ui.sign_in import COOKIE

LOGIN, PASSWORD = "anna", "een lang wachtwoord"
ROLES = ("toetser", "teamleider", "bezwaarbehandelaar", "cultuurvertaler", "beheerder")
Fetch = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two constructed people with a plan that was set; nothing but what one test enters for the second one changes."""
    opened = open_house(tmp_path_factory.mktemp("huis") / "data", wording_of)
    opened.access.add_staff(LOGIN, "Anna (verzonnen)", "consulent", PASSWORD)
    for role in ROLES:
        opened.access.add_staff(role, f"{role.title()} (verzonnen)", role, PASSWORD)
    for name in ("moeder_eritrea", "arts_syrie"):
        made = CASES[name](opened)
        keep(opened.store, made, "toegewezen", {"login": LOGIN}, by="teamleider", at=opened.now())
        set_as_it_is(opened, made, by=LOGIN)
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def case(house: House) -> str:
    return min(house.store.cases(), key=lambda one: one.number).id


@pytest.fixture(scope="module")
def tokens(house: House) -> dict[str, str]:
    return {login: house.access.sign_in(login, PASSWORD, remote="test") for login in (LOGIN, *ROLES)}


@pytest.fixture(scope="module")
def fetch(house: House, tokens: dict[str, str]) -> Fetch:
    """Asks as somebody of staff, through the same protection as the whole application."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(documents_router(house))
    protected = Protection(app, staff_mounts=(), own_routes=lambda path: path.startswith("/documenten/"))

    def get(path: str, login: str | None = LOGIN, cookies: dict[str, str] | None = None) -> httpx.Response:
        sent = cookies if cookies is not None else {COOKIE: tokens[login]} if login else {}
        with TestClient(protected, cookies=sent) as client:
            return client.get(f"/documenten/{path}")

    return get


@pytest.mark.parametrize(
    ("name", "media", "begins"),
    [
        ("concept.pdf", "application/pdf", b"%PDF-1.7"),
        ("concept.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("concept.html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("archief.zip?versie=1", "application/zip", b"PK"),
    ],
)
def test_a_consulent_gets_a_file_that_no_browser_shows_as_a_page(
    house: House, case: str, fetch: Fetch, name: str, media: str, begins: bytes
) -> None:
    answer = fetch(f"{case}/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert answer.content.startswith(begins)
    assert answer.headers["cache-control"] == "no-store"
    number = house.case_file(case).case.number
    disposition = answer.headers["content-disposition"]
    assert re.fullmatch(rf'attachment; filename="(concept|archief)-{number}-(v1|\d{{4}}-\d\d-\d\d)\.\w+"', disposition)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert given(house.case_file(case)) == []


@pytest.mark.parametrize("path", ["{case}/concept.pdf", "{case}/pip.pdf?versie=1", "team/overzicht.csv"])
@pytest.mark.parametrize("cookies", [{}, {"intake_staff": "verzonnen"}, {"intake_person": "verzonnen"}])
def test_without_a_sign_in_there_is_nothing(fetch: Fetch, case: str, path: str, cookies: dict[str, str]) -> None:
    answer = fetch(path.format(case=case), cookies=cookies)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "text/plain; charset=utf-8")
    assert "Log in" in answer.text


@pytest.mark.parametrize(
    ("login", "name", "status"),
    [
        ("toetser", "concept.pdf", 200),
        ("toetser", "archief.zip?versie=1", 200),
        ("toetser", "pip.pdf?versie=1", 403),
        ("teamleider", "concept.pdf", 403),
        ("bezwaarbehandelaar", "concept.pdf", 403),
        ("bezwaarbehandelaar", "archief.zip?versie=1", 403),
        ("cultuurvertaler", "concept.pdf", 403),
        ("beheerder", "concept.pdf", 403),
        (LOGIN, "pip.pdf?versie=1", 409),
        (LOGIN, "archief.zip", 409),
        (LOGIN, "archief.zip?versie=9", 409),
        (LOGIN, "archief.zip?versie=x", 404),
        (LOGIN, "concept.exe", 404),
        (LOGIN, "bestaat-niet.pdf", 404),
        (LOGIN, "..%2f..%2fconcept.pdf", 404),
    ],
)
def test_who_gets_what(house: House, case: str, fetch: Fetch, login: str, name: str, status: int) -> None:
    answer = fetch(f"{case}/{name}", login)
    assert answer.status_code == status
    if status != 200:
        assert b"%PDF" not in answer.content
        assert str(house.case_file(case).known["persoon.naam"]) not in answer.text


def test_a_bezwaarbehandelaar_gets_the_set_dossier_while_bezwaar_runs(house: House, fetch: Fetch) -> None:
    case = max(house.store.cases(), key=lambda one: one.number).id
    data = {"soort": "bezwaar", "stand": "ingediend", "datum": house.case_file(case).today.isoformat()}
    keep(house.store, case, "bezwaar", data, by=LOGIN, at=house.now())
    assert fetch(f"{case}/archief.zip?versie=1", "bezwaarbehandelaar").status_code == 200
    assert fetch(f"{case}/concept.pdf", "bezwaarbehandelaar").status_code == 403


def test_an_unknown_case_is_not_there(fetch: Fetch) -> None:
    answer = fetch("0123456789abcdef/concept.pdf")
    assert (answer.status_code, answer.text) == (404, "Dit document is er niet.")


def test_a_set_plan_that_somebody_changed_is_not_given(
    house: House, case: str, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = house.store.dossier.versions
    monkeypatch.setattr(
        house.store.dossier, "versions", lambda case_id: [replace(one, digest="0" * 64) for one in versions(case_id)]
    )
    answer = fetch(f"{case}/archief.zip?versie=1")
    assert answer.status_code == 409
    assert "niet meer wat is vastgesteld" in answer.text


@pytest.mark.parametrize(("login", "status"), [(LOGIN, 200), ("teamleider", 200), ("toetser", 403)])
def test_the_figures_of_the_team(case: str, fetch: Fetch, login: str, status: int) -> None:
    pytest.importorskip("assistant.overview", reason="the overview of the team is not there")
    answer = fetch("team/overzicht.csv", login)
    assert answer.status_code == status
    assert (answer.headers["content-type"] == "text/csv; charset=utf-8") is (status == 200)


def test_the_archive_that_is_downloaded_can_be_opened(house: House, case: str, fetch: Fetch) -> None:
    packed = zipfile.ZipFile(io.BytesIO(fetch(f"{case}/archief.zip?versie=1").content))
    assert packed.testzip() is None
    assert len(packed.namelist()) == 5
