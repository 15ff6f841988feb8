"""HTML, DOCX and PDF hold the same: every text of the tree, nothing lost and nothing added, whatever the text is."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from assistant.documents.characters import harmless, within
from assistant.documents.docx import as_docx
from assistant.documents.fonts import fonts
from assistant.documents.html import as_html
from assistant.documents.pdf import as_pdf
from assistant.documents.tree import Document
from tests.documents.constructed import HARD, LANGUAGES, document, hard_document
from tests.documents.extracting import NEEDS_POPPLER, counted, held, in_order, letters, of_docx, of_html, of_pdf

EVERY = [pytest.param(document(language), id=language) for language in LANGUAGES]
EVERY += [pytest.param(hard_document(text), id=name) for name, text in HARD.items()]


@pytest.mark.parametrize("tree", EVERY)
def test_html_holds_every_text_in_order_and_nothing_more(tree: Document) -> None:
    found = of_html(as_html(tree))
    in_order(tree, found)
    more = counted([found]) - counted(held(tree)) - counted([*harmless(tree).on_every_page, tree.footer])
    assert not _without_numbers(more)


@pytest.mark.parametrize("tree", EVERY)
def test_docx_holds_every_text_in_order_and_nothing_more(tree: Document) -> None:
    found = of_docx(as_docx(tree))
    in_order(tree, found)
    assert not _without_numbers(counted([found]) - counted(held(tree)))


@NEEDS_POPPLER
@pytest.mark.parametrize("tree", EVERY)
def test_pdf_holds_every_letter_and_nothing_more(tree: Document, tmp_path: Path) -> None:
    data = as_pdf(tree)
    found = counted([of_pdf(data, tmp_path)])
    pages = len(PdfReader(BytesIO(data)).pages)
    shown = within(harmless(tree), fonts().covered)
    wanted = counted(held(shown))
    assert not wanted - found, "letters of the document are not in the PDF"
    page = [*shown.on_every_page, shown.footer, shown.word("pagina"), shown.word("van"), "0123456789"]
    heads = [cell for block in shown.blocks for cell in getattr(block, "header", ())]
    allowed = counted((page + heads) * pages)
    assert not _without_numbers(found - wanted - allowed), "letters in the PDF that the document has not"


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_stand_in_words(language: str) -> None:
    for found in (of_html(as_html(document(language))), of_docx(as_docx(document(language)))):
        for words in ("vertaling nog niet nagekeken", "gegevens zijn daarna veranderd", "nog te bespreken"):
            assert f"[{words}]" in found


@pytest.mark.parametrize("tree", EVERY)
def test_the_same_document_gives_the_same_bytes(tree: Document) -> None:
    assert as_docx(tree) == as_docx(tree)
    assert as_pdf(tree) == as_pdf(tree)
    assert as_html(tree) == as_html(tree)


def test_no_markup_of_a_person_becomes_markup() -> None:
    made = as_html(hard_document(HARD["markup"]))
    assert "<script" not in made and "<b>" not in made.replace("<body>", "")
    assert made.count("<!--") == 0


def test_html_asks_nothing_of_another_machine() -> None:
    made = as_html(document("ar"), fonts=True)
    assert "default-src &#x27;none&#x27;" in made
    assert "http://" not in made and "https://" not in made


def test_letters_of_a_test_are_compared_and_not_thrown_away() -> None:
    assert letters("ሰኑይ, A2 – دوشنبه!") == "ሰኑይA2دوشنبه"


def _without_numbers(found: Counter[str]) -> Counter[str]:
    """Lists are numbered by the form itself."""
    return Counter({letter: many for letter, many in found.items() if not letter.isdigit()})
