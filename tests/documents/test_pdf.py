"""The PDF is an archive PDF: PDF/A-2a, tagged, its fonts inside, with its language, headings and right-to-left order."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from assistant.documents.fonts import fonts
from assistant.documents.pdf import PdfFault, as_pdf
from assistant.documents.tree import Document, Grid, Heading, Picture, paragraph
from tests.documents.constructed import LANGUAGES, MADE_AT, SENTENCES, document
from tests.documents.extracting import NEEDS_POPPLER, of_pdf


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, as_pdf(document(request.param, draft="Concept – nog niet vastgesteld"))


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def structure(node: Any, found: list[str]) -> list[str]:
    """The tags of a tagged PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            structure(one, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            structure(node["/K"], found)
    return found


def test_it_says_that_it_is_pdf_a_2a(made: tuple[str, bytes]) -> None:
    xmp = read(made[1]).trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_it_is_tagged_and_has_its_language_and_title(made: tuple[str, bytes]) -> None:
    root: Any = read(made[1]).trailer["/Root"]
    assert root["/Lang"] == made[0]
    assert root["/MarkInfo"]["/Marked"]
    tags = structure(root["/StructTreeRoot"], [])
    assert {"/H1", "/H2", "/L", "/Table", "/TH", "/Figure"} <= set(tags)
    assert read(made[1]).metadata.title == SENTENCES[made[0]][0]  # type: ignore[union-attr]


def test_every_font_is_inside(made: tuple[str, bytes]) -> None:
    used: dict[str, bool] = {}
    for page in read(made[1]).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index,union-attr]
            for below in font.get_object()["/DescendantFonts"]:
                about = below.get_object()["/FontDescriptor"]
                used[str(about["/FontName"])] = "/FontFile2" in about or "/FontFile3" in about
    assert used and all(used.values())
    assert any("Ethiopic" in name for name in used) and any("Arabic" in name for name in used)


def test_every_page_says_that_it_is_a_draft_of_nobody(tmp_path: Path) -> None:
    long = tuple(paragraph(f"Alinea {number}. " + "woord " * 60) for number in range(40))
    tree = document("nl", *long, draft="Concept – nog niet vastgesteld")
    pages = read(as_pdf(tree)).pages
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "Concept – nog niet vastgesteld" in text
        assert "Voorbeeld, verzonnen persoon" in text
        assert f"pagina {number} van {len(pages)}" in text


@NEEDS_POPPLER
@pytest.mark.parametrize("language", ["ar", "prs"])
def test_right_to_left_words_come_out_in_the_order_they_are_read(language: str, tmp_path: Path) -> None:
    found = of_pdf(as_pdf(document(language)), tmp_path).split()
    plain = [word.strip("\u202a\u202b\u202c.") for word in found]
    first, second = {"ar": ("اللغة", "الهولندية"), "prs": ("زبان", "هالندی")}[language]
    # the joined lam and alif comes out of some readers turned round, which says nothing about the order of words
    places = [_like(plain, first), _like(plain, second)]
    assert places == sorted(places)


@NEEDS_POPPLER
@pytest.mark.parametrize("language", LANGUAGES)
def test_right_to_left_text_begins_at_the_right(language: str, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(as_pdf(document(language)))
    boxes = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True).stdout.decode()
    title = SENTENCES[language][0].split()[0]
    line = next(
        line for line in boxes.splitlines() if "<word" in line and _same(title, line.split(">")[1].split("<")[0])
    )
    left = float(line.split('xMin="')[1].split('"')[0])
    assert (left > 300) is (language in {"ar", "prs"})


def test_a_table_over_two_pages_has_its_header_on_both() -> None:
    rows = tuple((f"rij {number}", "woord") for number in range(80))
    pages = read(as_pdf(Document("pip", "Tabel", (Grid("Week", ("Kopregel", "Wat"), rows),)))).pages
    assert len(pages) > 1
    assert all("Kopregel" in page.extract_text() for page in pages)


@pytest.mark.parametrize("levels", [(1, 2), (2, 3)])
def test_headings_begin_right_under_the_title(levels: tuple[int, int]) -> None:
    tree = Document("pip", "Titel", tuple(Heading(f"Kop {level}", level) for level in levels))
    tags = structure(read(as_pdf(tree)).trailer["/Root"]["/StructTreeRoot"], [])  # type: ignore[index]
    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2"]


def test_it_is_dated_by_the_document() -> None:
    made_at = read(as_pdf(document("nl"))).metadata.creation_date  # type: ignore[union-attr]
    assert made_at is not None and made_at.isoformat() == MADE_AT


def test_a_picture_that_is_none_is_refused_with_a_fault() -> None:
    with pytest.raises(PdfFault):
        as_pdf(Document("pip", "Plaatje", (Picture("geen plaatje", "niets"),)))


def test_an_unknown_language_code_does_not_stop_it() -> None:
    tree = Document("pip", "Titel", (paragraph("woord", language="x-onbekend"),), language="niets-hier")
    assert as_pdf(tree).startswith(b"%PDF")


def test_the_rarer_latin_letters_have_a_family_of_their_own() -> None:
    assert set(fonts().loaded.families()) == {"Noto Sans", "Noto Sans Ext", "Noto Sans Ethiopic", "Noto Sans Arabic"}


def _like(words: list[str], wanted: str) -> int:
    return next(number for number, word in enumerate(words) if _same(word, wanted))


def _same(one: str, other: str) -> bool:
    return sorted(one.strip("\u202a\u202b\u202c.")) == sorted(other.strip("\u202a\u202b\u202c."))
