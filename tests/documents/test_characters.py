"""What acts without being seen, and what no font holds, becomes a mark that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.characters import NOT_COVERED, breakable, harmless, visible, within
from assistant.documents.fonts import fonts
from assistant.documents.pdf import as_pdf
from assistant.documents.scripts import right_to_left_parts
from tests.documents.constructed import HARD, SENTENCES, hard_document


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a[U+0000]b"),
        ("a\x07b", "a[U+0007]b"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("a\ud800b", "a[U+D800]b"),
        ("a\ufffeb", "a[U+FFFE]b"),
        ("a\u200bb", "a[U+200B]b"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("a\tb", "a b"),
        ("سه\u200cشنبه", "سه\u200cشنبه"),
        ("ሰኑይ።", "ሰኑይ።"),
        ("", ""),
    ],
)
def test_unseen_characters_become_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("language", SENTENCES)
def test_the_four_languages_stay_as_they_are(language: str) -> None:
    for sentence in SENTENCES[language]:
        assert visible(sentence) == sentence
        assert {ord(letter) for letter in sentence} <= fonts().covered


def test_what_no_font_holds_is_named_in_the_metadata() -> None:
    shown = within(harmless(hard_document("vriend 😀")), fonts().covered)
    assert shown.title == "vriend [U+1F600]"
    assert shown.meta[NOT_COVERED] == "U+1F600"
    assert NOT_COVERED not in within(harmless(hard_document("vriend")), fonts().covered).meta


def test_the_keywords_of_the_pdf_say_what_is_missing() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    read = PdfReader(BytesIO(as_pdf(hard_document(HARD["no font"]))))
    assert read.metadata is not None
    assert "U+1F600" in str(read.metadata["/Keywords"])


def test_long_words_can_be_broken_and_stay_the_same_word() -> None:
    made = breakable("kort " + "w" * 100, 28)
    assert made.replace("\u200b", "") == "kort " + "w" * 100
    assert max(len(part) for part in made.replace(" ", "\u200b").split("\u200b")) == 28
    assert breakable("gewone woorden", 28) == "gewone woorden"


@given(st.text(max_size=60))
def test_visible_text_is_allowed_in_xml_and_seen_once(text: str) -> None:
    from lxml import etree

    made = visible(text)
    element = etree.Element("a")
    element.text = made
    assert visible(made) == made


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dit is Nederlands.", [("Dit is Nederlands.", False)]),
        ("أريد أن أعمل.", [("أريد أن أعمل.", True)]),
        ("سطح A2 است", [("سطح ", True), ("A2 ", False), ("است", True)]),
        ("ሰላም ዓለም", [("ሰላም ዓለም", False)]),
        ("12", [("12", False)]),
        ("", [("", False)]),
    ],
)
def test_parts_of_a_text_by_direction(text: str, parts: list[tuple[str, bool]]) -> None:
    assert right_to_left_parts(text) == parts


@given(st.text(max_size=60))
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in right_to_left_parts(text)) == text
