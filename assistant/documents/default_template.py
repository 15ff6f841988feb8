"""Makes the Word template that ships: ``python -m assistant.documents.default_template``.

A municipality copies ``templates/pip.docx``, puts its own letterhead, fonts and colours in, and keeps the names of the styles.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.documents.docx import CONTENT, SHIPPED, STAND, steady

FONT = "Arial"
"""On every computer of an office, and with Arabic letters; Word finds the Ethiopic ones itself."""

INK, ACCENT, QUIET, AMBER = RGBColor(0x1C, 0x20, 0x24), RGBColor(0x0B, 0x6E, 0x6E), RGBColor(0x4D, 0x56, 0x61), "754C00"
SIZES = {
    "Normal": (10.5, 0, 6), "Title": (20, 0, 12), "Heading 1": (14, 18, 6), "Heading 2": (11.5, 12, 4),
    "Heading 3": (10.5, 10, 3),
}  # fmt: skip
"""Style -> size of its letters and the room before and after it, in points."""

MADE = datetime(2026, 11, 22)


def default_template() -> bytes:
    """The template as bytes; the same every time."""
    made = docx.Document()
    for paragraph in list(made.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    _page(made)
    _text_styles(made)
    _boxes(made)
    _table_style(made)
    _header_and_footer(made)
    made.add_paragraph(CONTENT)
    kept = made.core_properties
    kept.title, kept.author, kept.language, kept.comments = "Sjabloon PIP", "", "nl-NL", ""
    kept.created = kept.modified = MADE
    out = BytesIO()
    made.save(out)
    return steady(out.getvalue())


def _page(made: DocxDocument) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.3)


def _font(style: Any, size: float, *, bold: bool = False, colour: RGBColor = INK) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = colour
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), FONT)
    # letters of right-to-left scripts have a size and a weight of their own
    for name in ("w:szCs", "w:bCs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    size_cs = OxmlElement("w:szCs")
    size_cs.set(qn("w:val"), str(int(size * 2)))
    place = properties.find(qn("w:sz"))
    place.addnext(size_cs)
    if bold:
        properties.find(qn("w:b")).addnext(OxmlElement("w:bCs"))


def _text_styles(made: DocxDocument) -> None:
    styles = made.styles
    for name, (size, before, after) in SIZES.items():
        style = styles[name]
        heading = name != "Normal"
        _font(style, size, bold=heading, colour=ACCENT if name == "Heading 1" else INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15 if heading else 1.25
        style.paragraph_format.keep_with_next = heading
    border = styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    for name in ("List Bullet", "List Number"):
        _font(styles[name], 10.5)
        styles[name].paragraph_format.space_after = Pt(3)
    number = styles["List Number"].element.find(f".//{qn('w:numPr')}")
    number.getparent().remove(number)  # numbers are written out, so that every list begins at one
    numbered = styles["List Number"].paragraph_format
    numbered.left_indent, numbered.first_line_indent = Cm(0.63), Cm(-0.63)
    _font(styles["Caption"], 10, bold=True)
    styles["Caption"].paragraph_format.space_before, styles["Caption"].paragraph_format.space_after = Pt(8), Pt(3)
    field = styles.add_style("Veldnaam", WD_STYLE_TYPE.PARAGRAPH)
    field.base_style = styles["Normal"]
    field.paragraph_format.space_after = Pt(2)
    field.paragraph_format.left_indent, field.paragraph_format.first_line_indent = Cm(5), Cm(-5)
    field.paragraph_format.tab_stops.add_tab_stop(Cm(5))
    sign = styles.add_style("Ondertekening", WD_STYLE_TYPE.PARAGRAPH)
    sign.base_style = styles["Normal"]
    sign.paragraph_format.space_before, sign.paragraph_format.space_after = Pt(16), Pt(4)
    mark = styles.add_style("Markering", WD_STYLE_TYPE.CHARACTER)
    mark.font.bold, mark.font.size, mark.font.color.rgb = True, Pt(9), RGBColor.from_string(AMBER)


def _boxes(made: DocxDocument) -> None:
    for name, fill, line, width in (("Toelichting", "EEF3F2", "0B6E6E", 4), ("Waarschuwing", "FFF4DC", "8A5A00", 12)):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles["Normal"]
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(8)
        _box(style, fill, line, width)
    stand = made.styles.add_style("Stand", WD_STYLE_TYPE.PARAGRAPH)
    stand.base_style = made.styles["Normal"]
    stand.font.bold, stand.font.color.rgb, stand.font.size = True, RGBColor.from_string(AMBER), Pt(9)
    stand.paragraph_format.space_after = Pt(4)


def _box(style: Any, fill: str, line: str, width: int) -> None:
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(width)), ("space", "6"), ("color", line)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders)
    spacing.addprevious(shade)


def _table_style(made: DocxDocument) -> None:
    style = made.styles.add_style("PIP-tabel", WD_STYLE_TYPE.TABLE)
    style.base_style = made.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9B5AB")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    margins = OxmlElement("w:tblCellMar")
    for side, value in (("top", "40"), ("left", "80"), ("bottom", "40"), ("right", "80")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), value)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.extend([borders, margins])
    style.element.append(properties)
    first = OxmlElement("w:tblStylePr")
    first.set(qn("w:type"), "firstRow")
    cell = OxmlElement("w:tcPr")
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF3F2")):
        shade.set(qn(f"w:{name}"), value)
    cell.append(shade)
    first.append(cell)
    style.element.append(first)


def _header_and_footer(made: DocxDocument) -> None:
    section = made.sections[0]
    header = section.header.paragraphs[0]
    header.text, header.style = STAND, made.styles["Stand"]
    footer = section.footer.paragraphs[0]
    _font(made.styles["Footer"], 8.5, colour=QUIET)
    stops = footer.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(16.4), WD_TAB_ALIGNMENT.RIGHT)
    for old in made.styles["Footer"].element.findall(f".//{qn('w:tabs')}"):
        old.getparent().remove(old)
    footer.add_run("{{voet}}\t{{pagina}} ")
    _page_number(footer, "PAGE")
    footer.add_run(" {{van}} ")
    _page_number(footer, "NUMPAGES")


def _page_number(paragraph: Any, what: str) -> None:
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            made = OxmlElement("w:instrText")
            made.set(qn("xml:space"), "preserve")
            made.text = f" {what} "
        elif kind == "text":
            run.text = "1"
            continue
        else:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        run._r.append(made)


if __name__ == "__main__":
    SHIPPED.write_bytes(default_template())
