"""The DOCX: styles of the template, right-to-left marks, headers of tables, and templates of a municipality."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from assistant.documents.default_template import default_template
from assistant.documents.docx import SHIPPED, BrokenTemplate, as_docx, lacking
from assistant.documents.tree import Document, Grid, Heading, paragraph
from tests.documents.constructed import document

DRAFT = "Concept – nog niet vastgesteld"


def opened(data: bytes) -> DocxDocument:
    return docx.Document(BytesIO(data))


def template(folder: Path, *texts: str, header: str = "") -> Path:
    """A template as somebody makes one in Word: without any of our own styles."""
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    file = folder / "pip.docx"
    made.save(str(file))
    return file


def test_the_template_that_ships_is_what_its_script_makes() -> None:
    assert SHIPPED.read_bytes() == default_template()
    assert lacking(SHIPPED) == ()


def test_headings_have_the_styles_that_word_knows() -> None:
    made = opened(as_docx(document("nl")))
    used = [one.style.name for one in made.paragraphs if one.style]
    assert {"Title", "Heading 1", "Heading 2", "Toelichting", "Waarschuwing", "List Bullet", "Caption"} <= set(used)


def test_the_file_says_its_title_and_language() -> None:
    made = opened(as_docx(document("prs")))
    assert made.core_properties.title == "این پلان شما برای سه سال آینده است."
    assert made.core_properties.language == "prs"
    assert made.core_properties.author == "Voorbeeldstad"


@pytest.mark.parametrize(("language", "right_to_left"), [("nl", False), ("ti", False), ("ar", True), ("prs", True)])
def test_right_to_left_paragraphs_words_and_tables_are_marked(language: str, right_to_left: bool) -> None:
    made = opened(as_docx(document(language)))
    title = next(one for one in made.paragraphs if one.style and one.style.name == "Title")
    assert (title._p.find(f".//{qn('w:bidi')}") is not None) is right_to_left
    assert (title.runs[0]._r.find(f".//{qn('w:rtl')}") is not None) is right_to_left
    tag = title.runs[0]._r.find(f".//{qn('w:lang')}")
    assert tag is not None and tag.get(qn("w:bidi" if right_to_left else "w:val")) == language
    assert (made.tables[0]._tbl.find(f".//{qn('w:bidiVisual')}") is not None) is right_to_left


def test_words_of_another_language_say_so() -> None:
    made = opened(as_docx(document("nl")))
    runs = [run for one in made.paragraphs for run in one.runs if run.text == "أريد أن أصبح ممرضة"]
    assert len(runs) == 1
    tag = runs[0]._r.find(f".//{qn('w:lang')}")
    assert tag is not None and tag.get(qn("w:bidi")) == "ar"
    assert runs[0]._r.find(f".//{qn('w:rtl')}") is not None


def test_header_rows_of_tables_are_repeated_and_described() -> None:
    made = opened(as_docx(Document("pip", "T", (Grid("Uw week", ("Dag", "Wat"), (("maandag", "taalles"),)),))))
    table = made.tables[0]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert table.rows[1]._tr.find(f".//{qn('w:tblHeader')}") is None
    caption = table._tbl.find(f".//{qn('w:tblCaption')}")
    assert caption is not None and caption.get(qn("w:val")) == "Uw week"


def test_every_page_says_that_it_is_a_draft_of_nobody() -> None:
    made = opened(as_docx(document("nl", draft=DRAFT)))
    for section in made.sections:
        assert DRAFT in section.header.paragraphs[0].text
        assert "Voorbeeld, verzonnen persoon" in section.header.paragraphs[0].text
        assert "zaak 12" in section.footer.paragraphs[0].text
        assert section.footer._element.find(f".//{qn('w:instrText')}") is not None


def test_a_set_plan_of_somebody_says_neither() -> None:
    made = opened(as_docx(Document("pip", "Plan", (paragraph("Tekst."),), footer="zaak 3, versie 1")))
    assert made.sections[0].header.paragraphs[0].text == ""


# --- a template of the municipality -----------------------------------------------------------------------------------


def test_the_content_comes_where_the_template_says_so(tmp_path: Path) -> None:
    own = template(tmp_path, "Gemeente {{gemeente}}, zaak {{zaak}}", "{{inhoud}}", "Met vriendelijke groet")
    texts = [one.text for one in opened(as_docx(document("nl"), own)).paragraphs]
    assert texts[0] == "Gemeente Voorbeeldstad, zaak 12"
    assert texts[1] == "Dit is uw plan voor de komende drie jaar."
    assert texts[-1] == "Met vriendelijke groet"
    assert "{{inhoud}}" not in texts


def test_without_a_place_the_content_comes_at_the_end(tmp_path: Path) -> None:
    own = template(tmp_path, "Briefhoofd")
    texts = [one.text for one in opened(as_docx(document("nl"), own)).paragraphs]
    assert texts[:2] == ["Briefhoofd", "Dit is uw plan voor de komende drie jaar."]


def test_a_header_that_forgets_the_draft_gets_it(tmp_path: Path) -> None:
    own = template(tmp_path, "{{inhoud}}", header="Gemeente Voorbeeldstad")
    header = opened(as_docx(document("nl", draft=DRAFT), own)).sections[0].header
    assert [one.text for one in header.paragraphs][0] == "Gemeente Voorbeeldstad"
    assert any(DRAFT in one.text for one in header.paragraphs)


def test_a_name_that_word_cut_into_pieces_is_filled_in(tmp_path: Path) -> None:
    made = docx.Document()
    cut = made.add_paragraph("zaak {{za")
    cut.add_run("ak}} van ")
    cut.add_run("{{gemeente}}")
    file = tmp_path / "pip.docx"
    made.save(str(file))
    assert opened(as_docx(document("nl"), file)).paragraphs[0].text == "zaak 12 van Voorbeeldstad"


def test_styles_that_are_missing_are_named_and_taken_over(tmp_path: Path) -> None:
    own = template(tmp_path, "{{inhoud}}")
    assert {"Toelichting", "Waarschuwing", "Veldnaam", "Stand"} <= set(lacking(own))
    assert "Kop 1" not in lacking(own)
    made = opened(as_docx(document("nl"), own))
    assert {"Toelichting", "Waarschuwing"} <= {one.style.name for one in made.paragraphs if one.style}


def test_what_a_person_wrote_is_never_filled_in(tmp_path: Path) -> None:
    own = template(tmp_path, "{{inhoud}}")
    tree = Document(
        "pip", "Plan", (Heading("{{gemeente}}", 1), paragraph("{{zaak}} {{inhoud}}")), meta={"gemeente": "X"}
    )
    texts = [one.text for one in opened(as_docx(tree, own)).paragraphs]
    assert "{{gemeente}}" in texts and "{{zaak}} {{inhoud}}" in texts


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"dit is geen Word", "geen Word-document"),
        (b"", "geen Word-document"),
        (b"PK\x03\x04 half een zip", "geen Word-document"),
        (None, "kan niet worden geopend"),
        (b"x" * 10_000_001, "te groot"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(content: bytes | None, words: str, tmp_path: Path) -> None:
    file = tmp_path / "pip.docx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BrokenTemplate, match=words) as told:
        as_docx(document("nl"), file)
    assert "pip.docx" in str(told.value)


def test_a_zip_that_is_no_word_document_says_so(tmp_path: Path) -> None:
    file = tmp_path / "pip.docx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("iets.txt", "niets")
    with pytest.raises(BrokenTemplate, match="geen Word-document"):
        lacking(file)
