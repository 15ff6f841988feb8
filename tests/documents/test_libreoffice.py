"""Another program opens what we make: LibreOffice reads DOCX and HTML, and its pages can be drawn."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from pypdf import PdfReader

from assistant.documents.docx import as_docx
from assistant.documents.html import as_html
from assistant.documents.pdf import as_pdf
from tests.documents.constructed import HARD, LANGUAGES, document, hard_document
from tests.documents.extracting import NEEDS_OFFICE, NEEDS_POPPLER, letters

LATIN = "Dit is uw plan voor de komende drie jaar."


def converted(data: bytes, name: str, folder: Path) -> PdfReader:
    """What LibreOffice makes of a file, as PDF."""
    file = folder / name
    file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    asked = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "out"), str(file)]
    subprocess.run(asked, capture_output=True, check=True, timeout=180)
    made = folder / "out" / f"{file.stem}.pdf"
    assert made.is_file(), "LibreOffice could not open it"
    return PdfReader(BytesIO(made.read_bytes()))


@NEEDS_OFFICE
def test_libreoffice_opens_the_docx_in_every_language(tmp_path: Path) -> None:
    for language in LANGUAGES:
        pages = converted(as_docx(document(language, draft="Concept")), f"{language}.docx", tmp_path).pages
        assert len(pages) == 2, language
        assert all("Concept" in page.extract_text() for page in pages)
        if language == "nl":
            assert letters(LATIN) in letters(pages[0].extract_text())


@NEEDS_OFFICE
def test_libreoffice_opens_a_docx_of_hard_text(tmp_path: Path) -> None:
    tree = hard_document(" ".join(HARD.values()))
    text = "".join(page.extract_text() for page in converted(as_docx(tree), "hard.docx", tmp_path).pages)
    assert "#panic()" in text and "<script>alert(1)</script>" in text and "[U+202E]" in text


@NEEDS_OFFICE
def test_libreoffice_opens_the_html(tmp_path: Path) -> None:
    read = converted(as_html(document("nl", draft="Concept")).encode(), "nl.html", tmp_path)
    text = "".join(page.extract_text() for page in read.pages)
    assert letters(LATIN) in letters(text)
    assert "Concept" in text


@NEEDS_POPPLER
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_pdf_can_be_drawn(language: str, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(as_pdf(document(language)))
    subprocess.run(["pdftoppm", "-r", "40", "-png", str(file), str(tmp_path / "page")], check=True, timeout=60)
    drawn = sorted(tmp_path.glob("page*.png"))
    assert len(drawn) == len(PdfReader(str(file)).pages)
    for page in drawn:
        with Image.open(page) as picture:
            darkness = 255 - ImageStat.Stat(picture.convert("L")).mean[0]
        assert 1 < darkness < 60, "the page is empty, or black"
