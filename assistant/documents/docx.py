"""A document as DOCX, filled into a template that a municipality can replace.

The template gives fonts, letterhead and styles. What is filled in goes to the place of the paragraph ``{{inhoud}}``, or after
everything when there is none. In its text, header and footer ``{{titel}}``, ``{{gemeente}}``, ``{{zaak}}``, ``{{versie}}`` and
``{{stand}}`` are replaced. ``{{stand}}`` says on every page that a plan is a concept or an example; a header without it gets it.
A style that the template lacks is taken over from the template that ships: ``lacking`` names those.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.styles.style import BaseStyle, ParagraphStyle, _TableStyle
from docx.table import Table
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run as DocxRun

from assistant.documents.characters import harmless, visible
from assistant.documents.pdf import MADE_AT, even, picture_as_png
from assistant.documents.scripts import right_to_left_parts
from assistant.documents.template_look import faults_of
from assistant.documents.tree import (
    Block,
    Bullets,
    Document,
    FieldList,
    Grid,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signatures,
    direction_of,
)

SHIPPED = Path(__file__).parent / "templates" / "pip.docx"
LARGEST = 10_000_000
"""Of a template, in bytes: a letterhead with a logo stays far below it."""

LONGEST_PROPERTY = 255
"""Of the title and other properties of a file, in characters: longer ones are not allowed."""

CONTENT = "{{inhoud}}"
STAND = "{{stand}}"
STYLES: Mapping[str, tuple[str, ...]] = {
    "titel": ("Title", "Titel"),
    "kop 1": ("Heading 1", "Kop 1"),
    "kop 2": ("Heading 2", "Kop 2"),
    "kop 3": ("Heading 3", "Kop 3"),
    "tekst": ("Normal", "Standaard"),
    "opsomming": ("List Bullet", "Lijst opsom.teken"),
    "nummering": ("List Number", "Lijstnummering"),
    "bijschrift": ("Caption", "Bijschrift"),
    "toelichting": ("Toelichting",),
    "waarschuwing": ("Waarschuwing",),
    "ondertekening": ("Ondertekening",),
    "veldnaam": ("Veldnaam",),
    "stand": ("Stand",),
    "markering": ("Markering",),
    "tabel": ("PIP-tabel", "Table Grid"),
}
"""What a paragraph, word or table is -> the names of its style; Word shows the first of each as "Kop 1" and so on in Dutch."""


class BrokenTemplate(ValueError):
    """A template cannot be used; the message says in Dutch which file and what to do."""


@dataclass(frozen=True)
class _Filling:
    """A template that is being filled: new blocks go before ``before``, or at the end when that is None."""

    docx: DocxDocument
    document: Document
    styles: Mapping[str, BaseStyle]
    before: DocxParagraph | None

    def paragraph(self, role: str) -> DocxParagraph:
        made = self.docx.add_paragraph()
        made.style = cast(ParagraphStyle, self.styles[role])
        self._place(made._p)
        return made

    def table(self, rows: int, columns: int) -> Table:
        made: Table = self.docx.add_table(rows=rows, cols=columns)
        made.style = cast(_TableStyle, self.styles["tabel"])
        self._place(made._tbl)
        return made

    def _place(self, element: Any) -> None:
        if self.before is not None:
            self.before._p.addprevious(element)


def as_docx(document: Document, template: Path | None = None) -> bytes:
    """The document as DOCX.

    Args:
        document: what it holds.
        template: of the municipality; None for the one that ships.

    Raises:
        BrokenTemplate: the template cannot be used. PdfFault: a picture is no SVG.
    """
    shown = harmless(document)
    filled = _open(template or SHIPPED)
    styles = _styles(filled)
    place = next((one for one in filled.paragraphs if one.text.strip() == CONTENT), None)
    filling = _Filling(filled, shown, styles, place)
    _properties(filled, shown)
    _fill_names(filled, shown, styles["stand"])
    title = filling.paragraph("titel")
    _set_direction(title, shown.direction)
    _words(title, Run(shown.title), filling)
    for block in shown.blocks:
        _block(block, filling)
    if place is not None:
        place._p.getparent().remove(place._p)
    made = BytesIO()
    filled.save(made)
    return steady(made.getvalue())


def lacking(template: Path) -> tuple[str, ...]:
    """The styles that a template lacks, by the names they should have; raises BrokenTemplate."""
    found = _open(template)
    return tuple(names[-1] for role, names in STYLES.items() if _style(found, role) is None)


def steady(made: bytes) -> bytes:
    """The same file without the moments at which its parts were packed: the same document gives the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


# the template ------------------------------------------------------------------------------------------------------------


def _open(template: Path) -> DocxDocument:
    what = f"Het sjabloon {template.name}"
    try:
        if template.stat().st_size > LARGEST:
            raise BrokenTemplate(f"{what} is te groot: hoogstens {LARGEST // 1_000_000} MB.")
        if fault := faults_of(template):
            raise BrokenTemplate(f"{what} {fault}.")
        found = docx.Document(str(template))
    except BrokenTemplate:
        raise
    except OSError as fault:
        raise BrokenTemplate(f"{what} kan niet worden geopend. Zet het bestand op zijn plaats terug.") from fault
    except Exception as fault:  # whatever a file that is no DOCX makes the reader trip over
        raise BrokenTemplate(f"{what} is geen Word-document (.docx). Sla het in Word opnieuw op als .docx.") from fault
    if not found.sections:
        raise BrokenTemplate(f"{what} heeft geen pagina-instelling. Sla het in Word opnieuw op als .docx.")
    return found


def _style(found: DocxDocument, role: str) -> BaseStyle | None:
    # Word keeps the names of its own headings and captions in small letters
    by_name = {str(style.name).lower(): style for style in found.styles}
    return next((by_name[name.lower()] for name in STYLES[role] if name.lower() in by_name), None)


@cache
def _shipped_styles() -> Mapping[str, Any]:
    found = docx.Document(str(SHIPPED))
    return {role: style.element for role in STYLES if (style := _style(found, role)) is not None}


def _styles(found: DocxDocument) -> dict[str, BaseStyle]:
    """The style of everything; what the template lacks is taken over from the template that ships."""
    styles: dict[str, BaseStyle] = {}
    for role in STYLES:
        style = _style(found, role)
        if style is None:
            element = deepcopy(_shipped_styles()[role])
            number = element.find(f".//{qn('w:numPr')}")
            if number is not None:  # a list numbered elsewhere: here it would point at another list
                number.getparent().remove(number)
            found.styles.element.append(element)
            style = _style(found, role)
        assert style is not None
        styles[role] = style
    return styles


def _properties(filled: DocxDocument, document: Document) -> None:
    kept = filled.core_properties
    meta = document.meta
    moment = _moment(meta.get(MADE_AT, ""))
    author = visible(meta.get("gemeente", ""))[:LONGEST_PROPERTY]
    kept.title, kept.language, kept.author = document.title[:LONGEST_PROPERTY], document.language, author
    kept.subject = " · ".join(document.on_every_page)[:LONGEST_PROPERTY]
    keywords = ", ".join(f"{name} {visible(meta[name])}" for name in ("zaak", "versie") if meta.get(name))
    kept.keywords, kept.comments, kept.last_modified_by, kept.revision = keywords[:LONGEST_PROPERTY], "", author, 1
    kept.created = kept.modified = moment
    defaults = filled.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _set_language(defaults, document.language, document.direction)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return (found.astimezone(UTC) if found.tzinfo else found).replace(tzinfo=None, microsecond=0)


def _fill_names(filled: DocxDocument, document: Document, stand: BaseStyle) -> None:
    """Fill the names in double braces; see to it that every header says what every page must say."""
    every = " · ".join(document.on_every_page)
    values = {"{{titel}}": document.title, STAND: every, "{{voet}}": document.footer or document.title}
    values |= {f"{{{{{name}}}}}": visible(document.meta.get(name, "")) for name in ("gemeente", "zaak", "versie")}
    values |= {f"{{{{{name}}}}}": document.word(name) for name in ("pagina", "van")}
    for section in filled.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            if every and not any(STAND in one.text for one in _paragraphs(header)):
                header.is_linked_to_previous = False
                header.add_paragraph(STAND).style = cast(ParagraphStyle, stand)
        for part in (*headers, section.footer, section.first_page_footer if len(headers) > 1 else section.footer):
            for one in _paragraphs(part):
                _replace(one, values, document)
    for one in filled.paragraphs:
        _replace(one, values, document)


def _paragraphs(part: Any) -> Iterator[DocxParagraph]:
    yield from part.paragraphs
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _paragraphs(cell)


def _replace(paragraph: DocxParagraph, values: Mapping[str, str], document: Document) -> None:
    """Fill names in; one that Word spread over several runs is brought together in the first of them."""
    if not any(name in paragraph.text for name in values):
        return
    _set_direction(paragraph, document.direction)
    for run in paragraph.runs:
        for name, words in values.items():
            if name in run.text:
                _set_text(run, run.text.replace(name, words))
    text = paragraph.text
    if any(name in text for name in values) and paragraph.runs:
        for name, words in values.items():
            text = text.replace(name, words)
        for run in paragraph.runs[1:]:
            run.text = ""
        _set_text(paragraph.runs[0], text)
    if document.direction == "rtl":
        for run in paragraph.runs:
            if any(right_to_left for _, right_to_left in right_to_left_parts(run.text)):
                _set_run_language(run, document.language, document.direction)


# blocks ------------------------------------------------------------------------------------------------------------------


def _block(block: Block, filling: _Filling) -> None:
    document = filling.document
    if isinstance(block, Heading):
        made = filling.paragraph(f"kop {min(document.depth(block), 3)}")
        _set_direction(made, document.direction)
        _words(made, Run(f"{block.number} {block.text}" if block.number else block.text), filling)
    elif isinstance(block, Paragraph):
        _paragraph(block.runs, filling, "tekst")
    elif isinstance(block, Note):
        _paragraph(block.runs, filling, "waarschuwing" if block.tone == "warning" else "toelichting")
    elif isinstance(block, Bullets):
        _list(block, filling)
    elif isinstance(block, Grid):
        _grid(block, filling)
    elif isinstance(block, FieldList):
        _pairs(block, filling)
    elif isinstance(block, Signatures):
        for role, name in block.lines:
            _signature(role, name, filling)
    elif isinstance(block, Picture):
        _picture(block, filling)
    elif isinstance(block, PageBreak):
        filling.paragraph("tekst").paragraph_format.page_break_before = True


def _paragraph(runs: tuple[Run, ...], filling: _Filling, role: str) -> None:
    made = filling.paragraph(role)
    _set_direction(made, direction_of(runs, filling.document))
    _runs(made, runs, filling)


def _list(block: Bullets, filling: _Filling) -> None:
    role = "nummering" if block.numbered else "opsomming"
    automatic = not block.numbered and _has_numbering(filling.styles[role])
    for number, item in enumerate(block.items, start=1):
        made = filling.paragraph(role)
        _set_direction(made, direction_of(item, filling.document))
        if not automatic:
            # numbers are written out: Word would go on counting from the list before
            sign = f"{number}.\t" if block.numbered else "•\t"
            made.add_run(sign)
        _runs(made, item, filling)


def _has_numbering(style: BaseStyle) -> bool:
    return style.element.find(f".//{qn('w:numPr')}") is not None


def _grid(block: Grid, filling: _Filling) -> None:
    document, made = filling.document, even(block)
    if block.caption:
        caption = filling.paragraph("bijschrift")
        caption.paragraph_format.keep_with_next = True
        _set_direction(caption, document.direction)
        _words(caption, Run(block.caption), filling)
    rows = ([made["header"]] if made["header"] else []) + made["rows"]
    if not rows:
        return
    table = filling.table(len(rows), len(made["widths"]))
    table.autofit = False
    _describe(table, block.caption, document.direction)
    section = filling.docx.sections[-1]
    line = (section.page_width or Cm(21)) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [int(line * share / (sum(made["widths"]) or 1)) for share in made["widths"]]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        head = number == 0 and bool(made["header"])
        _row_property(row, "w:cantSplit")
        if head:
            _row_property(row, "w:tblHeader")
        for cell, words, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            place = cell.paragraphs[0]
            place.style = cast(ParagraphStyle, filling.styles["tekst"])
            place.paragraph_format.space_after = 0
            _set_direction(place, document.direction)
            _words(place, Run(words, strong=head), filling)
    filling.paragraph("tekst").paragraph_format.space_after = 0


def _describe(table: Table, caption: str, direction: str) -> None:
    """What a screen reader says of the table, and its direction."""
    properties = table._tbl.tblPr
    if direction == "rtl":
        _insert(properties, OxmlElement("w:bidiVisual"), after=("w:tblStyle", "w:tblpPr", "w:tblOverlap"))
    if caption:
        made = OxmlElement("w:tblCaption")
        made.set(qn("w:val"), caption)
        properties.append(made)


def _insert(parent: Any, element: Any, *, after: tuple[str, ...]) -> None:
    """Put an element where the format wants it: after the last of these names, else first."""
    names = {qn(name) for name in after}
    place = max((n for n, child in enumerate(parent) if child.tag in names), default=-1)
    parent.insert(place + 1, element)


def _row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _pairs(block: FieldList, filling: _Filling) -> None:
    for label, words in block.pairs:
        made = filling.paragraph("veldnaam")
        _set_direction(made, filling.document.direction)
        _words(made, Run(label, strong=True), filling)
        made.add_run("\t")
        _words(made, Run(words), filling)


def _signature(role: str, name: str, filling: _Filling) -> None:
    document = filling.document
    made = filling.paragraph("ondertekening")
    _set_direction(made, document.direction)
    made.paragraph_format.keep_with_next = True
    _words(made, Run(role, strong=True), filling)
    if name:
        _words(made, Run(f": {name}"), filling)
    lines = filling.paragraph("ondertekening")
    _set_direction(lines, document.direction)
    _words(lines, Run(f"{document.word('handtekening')}: {'_' * 34}  {document.word('datum')}: {'_' * 16}"), filling)


def _picture(block: Picture, filling: _Filling) -> None:
    made = filling.paragraph("tekst")
    shape = made.add_run().add_picture(BytesIO(picture_as_png(block.svg)), width=Cm(16))
    shape._inline.docPr.set("descr", block.description)
    caption = filling.paragraph("bijschrift")
    _set_direction(caption, filling.document.direction)
    _words(caption, Run(block.description), filling)


# words -------------------------------------------------------------------------------------------------------------------


def _runs(paragraph: DocxParagraph, runs: tuple[Run, ...], filling: _Filling) -> None:
    for run in runs:
        _words(paragraph, run, filling)
        if run.mark:
            made = paragraph.add_run(f" [{filling.document.word(run.mark)}] ")
            made.style = filling.styles["markering"]  # type: ignore[assignment]
            _set_run_language(made, filling.document.language, filling.document.direction)


def _words(paragraph: DocxParagraph, run: Run, filling: _Filling) -> None:
    """The words of a run, the right-to-left parts of them as such: Word asks for that mark with every one of them."""
    document = filling.document
    language = run.language or document.language
    for text, right_to_left in right_to_left_parts(run.text):
        made = paragraph.add_run()
        _set_text(made, text)
        made.bold = True if run.strong else None
        _set_run_language(made, language, "rtl" if right_to_left else "ltr")


def _set_text(run: DocxRun, text: str) -> None:
    """The text with its line ends as such; python-docx would read a tab or a return in it as markup of its own."""
    run.text = ""
    for number, line in enumerate(text.split("\n")):
        if number:
            run.add_break()
        if line:
            made = OxmlElement("w:t")
            made.text = line
            made.set(qn("xml:space"), "preserve")
            run._r.append(made)


def _set_run_language(run: DocxRun, language: str, direction: str) -> None:
    properties = run._r.get_or_add_rPr()
    if direction == "rtl":
        if run.bold:
            properties.append(OxmlElement("w:bCs"))
        properties.append(OxmlElement("w:rtl"))
    _set_language(properties, language, direction)


def _set_language(properties: Any, language: str, direction: str) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    made = OxmlElement("w:lang")
    made.set(qn("w:bidi" if direction == "rtl" else "w:val"), language)
    properties.append(made)


def _set_direction(paragraph: DocxParagraph, direction: str) -> None:
    if direction != "rtl":
        return
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
            "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
            "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
        )  # fmt: skip


__all__ = ["BrokenTemplate", "STYLES", "as_docx", "lacking", "steady"]
