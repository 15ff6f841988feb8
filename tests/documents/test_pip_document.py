"""The plan as a document: its sections, its marks in words, and a set version that never changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.case_file import CaseFile
from assistant.documents.html import as_html
from assistant.documents.pip_document import DRAFT, TITLE, NoSuchVersion, flowing, pip_document
from assistant.documents.tree import Bullets, Document, FieldList, Grid, Heading, Note, Paragraph, Signatures, from_json
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.pip.model import Edit, Plan, Ref, SectionDraft, SectionView, Sentence
from assistant.pip.sections import sections
from tests.documents.conftest import set_as_it_is


@pytest.fixture(scope="module")
def file(plan_house: House) -> CaseFile:
    return plan_house.case_file(plan_house.store.cases()[0].id)


def one_section(*sentences: Sentence, edit: Edit | None = None, touched: tuple[str, ...] = ()) -> Plan:
    """A plan of one section."""
    return Plan((SectionView(SectionDraft(sections()[1], sentences), edit, touched),))


def said(text: str, **more: object) -> Sentence:
    return Sentence(f"startpositie.{abs(hash(text))}", text, (Ref("answer", "werk.nu", row=1),), **more)  # type: ignore[arg-type]


def texts(document: Document) -> str:
    return " ".join(document.texts())


def test_the_concept_has_the_24_sections_in_order(file: CaseFile) -> None:
    found = [one for one in pip_document(file).blocks if isinstance(one, Heading) and one.level == 2]
    assert [one.number for one in found] == [str(number) for number in range(1, 25)]
    assert [one.text for one in found] == [one.title for one in sections()]


def test_it_says_whose_plan_it_is_and_that_it_is_a_concept(file: CaseFile) -> None:
    made = pip_document(file)
    assert (made.title, made.draft, made.constructed) == (TITLE, DRAFT, True)
    about = next(one for one in made.blocks if isinstance(one, FieldList))
    pairs = dict(about.pairs)
    assert pairs["Zaaknummer"] == str(file.case.number)
    assert pairs["Naam"] == file.known["persoon.naam"]
    assert pairs["Concept van"] == "22 november 2026"
    assert pairs["Wordt versie"] == "1"


def test_every_drafted_sentence_and_table_is_in_it(file: CaseFile) -> None:
    from assistant.pip.plan import plan_of

    whole = texts(pip_document(file))
    for view in plan_of(file).sections:
        for sentence in view.draft.sentences:
            assert sentence.text.strip().removeprefix("- ") in whole
        for table in view.draft.tables:
            assert all(cell in whole for row in table.rows for cell in row)


def test_it_ends_with_lines_to_sign_on_and_has_the_clause_on_bezwaar(file: CaseFile) -> None:
    made = pip_document(file)
    assert isinstance(made.blocks[-1], Signatures)
    assert [role for role, _ in made.blocks[-1].lines] == ["Inburgeraar", f"Namens {file.municipality.name}"]
    assert "U kunt bezwaar maken binnen 6 weken" in texts(made)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (said("U wilt naaister worden.", trust="niet_nagekeken"), "vertaling nog niet nagekeken"),
        (said("U wilt naaister worden.", trust="verouderd"), "gegevens zijn daarna veranderd"),
        (said("Wat u zei, is nog niet vertaald.", to_discuss=True), "nog te bespreken"),
    ],
)
def test_what_is_not_certain_says_so_in_words(file: CaseFile, sentence: Sentence, words: str) -> None:
    assert f"[{words}]" in as_html(pip_document(file, one_section(sentence)))


def test_what_is_certain_has_no_mark(file: CaseFile) -> None:
    assert 'dc-mark"' not in as_html(pip_document(file, one_section(said("U hebt twee kinderen."))))


def test_words_that_say_it_themselves_get_no_second_mark(file: CaseFile) -> None:
    made = pip_document(file, one_section(said("Nog te bespreken: uw telefoonnummer.", to_discuss=True)))
    assert texts(made).lower().count("nog te bespreken") == 1
    runs = next(one for one in made.blocks if isinstance(one, Paragraph)).runs
    assert [(run.text, run.strong) for run in runs] == [("Nog te bespreken", True), (": uw telefoonnummer.", False)]


def test_the_text_of_a_consulent_stands_instead_of_the_draft(file: CaseFile) -> None:
    sentence = said("U wilt naaister worden.", trust="niet_nagekeken")
    edit = Edit(
        "U wilt naaister worden.\n\nDaarom:\n- een cursus\n- een stage", "anna", "2026-11-20", 3, {sentence.id: "x"}
    )
    made = pip_document(file, one_section(sentence, edit=edit, touched=(sentence.id,)))
    assert any(isinstance(one, Bullets) and len(one.items) == 2 for one in made.blocks)
    assert "vertaling nog niet nagekeken" in texts(made)
    assert any(isinstance(one, Note) and one.tone == "warning" for one in made.blocks)


def test_a_case_without_a_name_says_that_it_is_still_to_be_discussed(file: CaseFile) -> None:
    nobody = replace(file, answers=(), record=type(file.record)(), dossier=type(file.dossier)())
    about = next(one for one in pip_document(nobody, one_section()).blocks if isinstance(one, FieldList))
    assert dict(about.pairs)["Naam"] == "nog te bespreken"


def test_a_gemachtigde_signs_too(own_house: House) -> None:
    case_id = own_house.store.cases()[0].id
    data = {"naam": "Mr. Verzonnen", "vanaf": "2026-01-01"}
    keep(own_house.store, case_id, "gemachtigde", data, by="consulent", at=own_house.now())
    made = pip_document(own_house.case_file(case_id))
    assert isinstance(made.blocks[-1], Signatures)
    assert ("Gemachtigde", "Mr. Verzonnen") in made.blocks[-1].lines


# --- a set version ----------------------------------------------------------------------------------------------------


def test_a_set_version_comes_from_its_frozen_tree_only(own_house: House) -> None:
    case_id = own_house.store.cases()[0].id
    version = set_as_it_is(own_house, case_id)
    before = as_html(pip_document(own_house.case_file(case_id), version=1))
    assert "Concept" not in before and "Vastgesteld op" in before and "22 november 2026" in before
    keep(own_house.store, case_id, "einddoel", {"tekst": "Iets heel anders"}, by="consulent", at=own_house.now())
    own_house.now.forward(days=400)  # type: ignore[attr-defined]
    file = own_house.case_file(case_id)
    assert as_html(pip_document(file, version=1)) == before
    assert pip_document(file, version=file.versions[0]) == from_json(version.document)
    assert "Iets heel anders" in texts(pip_document(file))
    assert pip_document(file).draft == DRAFT and "versie 2" in pip_document(file).footer


def test_a_second_version_says_what_changed_under_the_title(own_house: House) -> None:
    case_id = own_house.store.cases()[0].id
    set_as_it_is(own_house, case_id)
    keep(own_house.store, case_id, "einddoel", {"tekst": "Kleermaker worden"}, by="consulent", at=own_house.now())
    set_as_it_is(own_house, case_id)
    made = pip_document(own_house.case_file(case_id), version=2)
    headings = [one for one in made.blocks if isinstance(one, Heading)]
    assert headings[0].text == "Wat er is veranderd"
    assert made.depth(headings[0]) == 1
    assert "Kleermaker worden" in texts(made)


def test_a_version_that_was_never_set_is_refused(file: CaseFile) -> None:
    with pytest.raises(NoSuchVersion, match="Versie 7"):
        pip_document(file, version=7)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Een regel.", [Paragraph]),
        ("Een.\n\nTwee.", [Paragraph, Paragraph]),
        ("Dit:\n- een\n- twee\nEn dan.", [Paragraph, Bullets, Paragraph]),
        ("• een\n• twee", [Bullets]),
        ("  ", [Paragraph]),
    ],
)
def test_typed_text_becomes_paragraphs_and_lists(text: str, kinds: list[type]) -> None:
    assert [type(one) for one in flowing(text)] == kinds


def test_tables_of_the_plan_are_tables(file: CaseFile) -> None:
    captions = {one.caption for one in pip_document(file).blocks if isinstance(one, Grid)}
    assert {"Afspraken per kind", "Uw weekrooster"} <= captions
