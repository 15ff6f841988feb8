"""A document as PDF: PDF/A-2a, tagged, with its fonts inside, right-to-left text in its own order.

The tree goes to the typesetter as JSON; no text of it ever becomes part of the template, so that nothing a person wrote can
be read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from assistant.documents.characters import NOT_COVERED, breakable, harmless, visible, within
from assistant.documents.fonts import Fonts, fonts
from assistant.documents.tree import (
    Bullets,
    Document,
    FieldList,
    Grid,
    Heading,
    Note,
    Paragraph,
    Run,
    as_json,
    direction_of,
    with_texts,
)

TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
ARCHIVE: Literal["a-2a"] = "a-2a"
LONGEST_WORD, LONGEST_IN_A_COLUMN = 28, 24
"""Longer words get places to break, because the typesetter breaks no word it has no rules for."""

MADE_AT = "gemaakt"
"""Name in the metadata of the moment the document was made (ISO 8601): the same document gives the same bytes."""

SIZES = {"ltr": (10.5, 0.68), "rtl": (11.5, 0.85)}
"""Direction -> size of the letters in points, and the room between lines in ems."""


class PdfFault(RuntimeError):
    """A PDF could not be made; the message is that of the typesetter."""


def as_pdf(document: Document, *, archive: bool = True) -> bytes:
    """The document as PDF.

    Args:
        document: what it holds. A character in none of our fonts stands there as ``[U+….]``, and the keywords of the file
            name it.
        archive: as PDF/A-2a, for keeping; else as an ordinary tagged PDF.

    Raises:
        PdfFault: the typesetter refused, for example a picture that is no SVG. NoFonts: the installation is not complete.
    """
    found = fonts()
    shown = with_texts(within(harmless(document), found.covered), lambda text: breakable(text, LONGEST_WORD))
    compiler = typst.Compiler(
        input=TEMPLATE, root=TEMPLATE.parent, font_paths=found.loaded, ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_for_template(shown, found), ensure_ascii=False)},
    )  # fmt: skip
    try:
        made = compiler.compile(format="pdf", pdf_standards=[ARCHIVE] if archive else [], timestamp=_made_at(document))
    except typst.TypstError as fault:
        raise PdfFault(str(fault.message)) from fault
    assert isinstance(made, bytes)
    return made


def picture_as_png(svg: str, *, ppi: float = 200.0) -> bytes:
    """A picture of this program as PNG, for forms that hold no SVG; raises PdfFault."""
    source = (
        b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 16cm)'
    )
    compiler = typst.Compiler(
        input=source, font_paths=fonts().loaded, ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    try:
        made = compiler.compile(format="png", ppi=ppi)
    except typst.TypstError as fault:
        raise PdfFault(str(fault.message)) from fault
    return made[0] if isinstance(made, list) else made or b""


def _for_template(document: Document, found: Fonts) -> dict[str, Any]:
    """What the template reads: words in place of marks, a direction with every block, the same number of cells in a row."""
    size, leading = SIZES[document.direction]
    meta = document.meta
    tree = as_json(document)
    return {
        "title": document.title,
        "language": _language(document.language, "nl"),
        "direction": document.direction,
        "author": visible(meta.get("gemeente", "")),
        "description": " · ".join(part for part in (document.draft, document.footer) if part),
        "keywords": [
            f"{name}: {visible(text)}"
            for name, text in meta.items()
            if name in (NOT_COVERED, "zaak", "versie") and text
        ],
        "families": list(found.families),
        "size": size,
        "leading": leading,
        "every": list(document.on_every_page),
        "footer": document.footer or document.title,
        "page": document.word("pagina"),
        "of": document.word("van"),
        "signature": document.word("handtekening"),
        "date": document.word("datum"),
        "blocks": [_block(kept, block, document) for kept, block in zip(tree["blocks"], document.blocks, strict=True)],
    }


def _block(kept: dict[str, Any], block: object, document: Document) -> dict[str, Any]:
    if isinstance(block, Paragraph | Note):
        return {**kept, "runs": _runs(block.runs, document), "way": direction_of(block.runs, document)}
    if isinstance(block, Bullets):
        every = tuple(run for item in block.items for run in item)
        return {**kept, "items": [_runs(item, document) for item in block.items], "way": direction_of(every, document)}
    if isinstance(block, Grid):
        made = even(block)
        return {**kept, **made, "header": _narrow(made["header"]), "rows": [_narrow(row) for row in made["rows"]]}
    if isinstance(block, FieldList):
        return {**kept, "pairs": [_narrow(pair) for pair in block.pairs]}
    if isinstance(block, Heading):
        return {**kept, "level": document.depth(block)}
    return kept


def _narrow(cells: Iterable[str]) -> list[str]:
    return [breakable(cell, LONGEST_IN_A_COLUMN) for cell in cells]


def even(grid: Grid) -> dict[str, Any]:
    """Header, rows and widths of a table with the same number of columns everywhere; the header may stay empty."""
    columns = max([len(grid.header), *(len(row) for row in grid.rows), 1])
    widths = list(grid.widths) if len(grid.widths) == columns else [1.0] * columns
    return {
        "header": [*grid.header, *[""] * (columns - len(grid.header))] if grid.header else [],
        "rows": [[*row, *[""] * (columns - len(row))] for row in grid.rows],
        "widths": widths,
    }


def _runs(runs: tuple[Run, ...], document: Document) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text, "strong": run.strong, "direction": run.direction,
            "language": _language(run.language, None), "mark": document.word(run.mark) if run.mark else "",
        }
        for run in runs
    ]  # fmt: skip


def _language(code: str | None, otherwise: str | None) -> str | None:
    """The code as the typesetter takes it: two or three letters."""
    plain = (code or "").split("-")[0].lower()
    return plain if re.fullmatch("[a-z]{2,3}", plain) else otherwise


def _made_at(document: Document) -> datetime:
    try:
        found = datetime.fromisoformat(document.meta[MADE_AT])
    except (KeyError, ValueError):
        found = datetime.now(UTC)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).replace(microsecond=0)
