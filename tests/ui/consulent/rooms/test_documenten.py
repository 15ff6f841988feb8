"""The room "Documenten": what can go out, what is in it, giving it, and what left."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.documents.giving import given
from assistant.dossier.keeping import keep
from assistant.house import House
from tests.documents.conftest import set_as_it_is
from tests.pip.cases import CASES
from tests.ui.consulent.conftest import PHONE
from tests.ui.consulent.constructed import LOGIN, PASSWORD
from tests.ui.consulent.test_consulent_for_everybody import serious
from ui.served_assets import FOLDER

STYLE = Path(__file__).parents[4] / "assistant" / "documents" / "templates" / "document.css"


@pytest.fixture
def case(house: House) -> str:
    """A constructed person with a plan that was set."""
    case_id = CASES["moeder_eritrea"](house)
    set_as_it_is(house, case_id, by=LOGIN)
    house.access.add_staff("toetser", "Toetser (verzonnen)", "toetser", PASSWORD)
    return case_id


def open_room(page: Page, case_id: str) -> None:
    page.goto(f"{page.url.split('#')[0]}#zaak={case_id}/documenten")
    expect(page.get_by_role("heading", name="Documenten", exact=True)).to_be_visible()


def test_what_leaves_is_looked_at_first_then_kept_and_then_downloaded(
    house: House, case: str, open_desk: Callable[..., Page]
) -> None:
    page = open_desk()
    open_room(page, case)
    expect(page.get_by_text("Er is nog niets verstrekt.")).to_be_visible()
    expect(page.get_by_role("button", name="Verstrekken en downloaden")).to_have_count(0)
    page.get_by_role("button", name="Bekijken Vastgesteld PIP Versie 1").click()
    paper = page.get_by_role("region", name="Voorbeeld van Vastgesteld PIP")
    expect(paper.get_by_role("heading", name="Persoonlijk plan inburgering en participatie (PIP)")).to_be_visible()
    expect(paper.get_by_role("heading", name=re.compile("^22 Niet mee eens"))).to_be_attached()
    with page.expect_download() as download:
        page.get_by_role("button", name="Verstrekken en downloaden").click()
    number = house.case_file(case).case.number
    assert download.value.suggested_filename == f"pip-{number}-v1.pdf"
    data = Path(download.value.path()).read_bytes()
    (kept,) = given(house.case_file(case))
    assert (kept.what, kept.to, kept.version, kept.by) == ("Vastgesteld PIP", "De persoon", 1, LOGIN)
    assert kept.digest == sha256(data).hexdigest()
    expect(page.get_by_role("table").last.get_by_text("Vastgesteld PIP, versie 1 (PDF)")).to_be_visible()


def test_the_concept_can_be_looked_at_and_downloaded_without_leaving(
    house: House, case: str, open_desk: Callable[..., Page]
) -> None:
    page = open_desk()
    open_room(page, case)
    page.get_by_role("button", name="Bekijken Concept van het PIP").click()
    paper = page.get_by_role("region", name="Voorbeeld van Concept van het PIP")
    expect(paper.get_by_text("Concept – nog niet vastgesteld")).to_be_visible()
    expect(paper.get_by_text("Voorbeeld, verzonnen persoon")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"DOCX \(Word\).*Concept van het PIP")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert given(house.case_file(case)) == []
    page.get_by_role("button", name="Sluiten Concept van het PIP").click()
    expect(paper).to_have_count(0)


def test_what_an_archive_holds_is_named(case: str, open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    open_room(page, case)
    page.get_by_role("button", name="Bekijken Archiefbestand van een vastgesteld PIP").click()
    expect(page.get_by_text("-v1.pdf.bestand.mdto.xml")).to_be_visible()


def test_a_toetser_reads_a_set_plan_and_cannot_give_it(case: str, open_desk: Callable[..., Page]) -> None:
    page = open_desk(login="toetser")
    open_room(page, case)
    found = page.locator(".do-item h3").all_text_contents()
    assert found[:3] == ["Concept van het PIP", "Vastgesteld PIP", "Archiefbestand van een vastgesteld PIP"]
    page.get_by_role("button", name="Bekijken Vastgesteld PIP").click()
    expect(page.get_by_text("Verstrekken kan alleen een consulent.")).to_be_visible()
    expect(page.get_by_role("button", name="Verstrekken en downloaden")).to_have_count(0)


def test_words_of_a_person_are_shown_as_words(house: House, case: str, open_desk: Callable[..., Page]) -> None:
    text = "<img src=x onerror=alert(1)> \u202eomgekeerd #panic()"
    keep(house.store, case, "einddoel", {"tekst": text}, by=LOGIN, at=house.now())
    page = open_desk()
    open_room(page, case)
    page.get_by_role("button", name="Bekijken Concept van het PIP").click()
    paper = page.get_by_role("region", name="Voorbeeld van Concept van het PIP")
    expect(paper.get_by_text("<img src=x onerror=alert(1)> [U+202E]omgekeerd #panic()")).to_be_attached()
    assert paper.locator("img").count() == 0


def test_a_template_without_our_styles_is_told(
    house: House, case: str, open_desk: Callable[..., Page], tmp_path: Path
) -> None:
    import docx

    folder = tmp_path / "gemeente"
    folder.mkdir()
    docx.Document().save(str(folder / "pip.docx"))
    object.__setattr__(house.municipality, "folder", folder)
    page = open_desk()
    open_room(page, case)
    expect(page.get_by_text("In het sjabloon pip.docx ontbreken stijlen: Toelichting, Waarschuwing")).to_be_visible()
    (folder / "pip.docx").write_bytes(b"geen Word")
    page.reload()
    expect(page.get_by_text("Het sjabloon pip.docx is geen Word-document (.docx).")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_the_room_is_for_everybody(case: str, open_desk: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_desk(size)
    open_room(page, case)
    page.get_by_role("button", name="Bekijken Concept van het PIP").click()
    page.get_by_role("region", name="Voorbeeld van Concept van het PIP").wait_for()
    assert page.evaluate(
        "document.querySelector('.cs-case').scrollWidth <= document.querySelector('.cs-case').clientWidth"
    )
    assert serious(page) == []


def test_the_paper_on_the_screen_looks_like_the_file() -> None:
    """The room's sheet repeats the document's own rules, each under `.cs`: the two must not drift apart."""
    own = (FOLDER / "rooms" / "documenten.css").read_text(encoding="utf-8")
    for line in STYLE.read_text(encoding="utf-8").split("@media print")[0].strip().splitlines():
        selectors, rest = line.split(" {", 1)
        assert ", ".join(f".cs {one.strip()}" for one in selectors.split(",")) + " {" + rest in own
