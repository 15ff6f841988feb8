"""The text of a document in each of its forms, as another program reads it."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from assistant.documents.characters import harmless
from assistant.documents.tree import Document, Signatures

NEEDS_POPPLER = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="needs Debian's poppler-utils (pdftotext, pdftoppm): install the package"
)
NEEDS_OFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice: install Debian's package libreoffice-writer-nogui"
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.unseen += tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)


def of_html(text: str) -> str:
    reader = _Words()
    reader.feed(text)
    return " ".join(reader.words)


def of_docx(data: bytes) -> str:
    """The text of the body, in the order in which it stands there."""
    read = docx.Document(BytesIO(data))
    parts = []
    for element in read.element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p")):
        parts.append(element.text or "" if element.tag == qn("w:t") else " ")
    # the text of a picture is its description, which stands under it too
    return "".join(parts)


def of_pdf(data: bytes, folder: Path) -> str:
    file = folder / "document.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def letters(text: str) -> str:
    """The letters and digits alone: what is left when lines are broken and spaces are lost."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN" or unicodedata.combining(one))


def counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in letters(text))


def held(document: Document) -> Iterator[str]:
    """Everything that every form holds: the texts of the tree, and the words under lines to sign on."""
    shown = harmless(document)
    yield from shown.texts()
    for block in shown.blocks:
        if isinstance(block, Signatures):
            for _ in block.lines:
                yield shown.word("handtekening")
                yield shown.word("datum")


def in_order(document: Document, found: str) -> None:
    """Assert that every text of the document stands in ``found``, one after the other."""
    whole, place = letters(found), 0
    for text in harmless(document).texts():
        wanted = letters(text)
        at = whole.find(wanted, place)
        assert at >= 0, f"{text!r} is not there, or not in its place"
        place = at + len(wanted)
