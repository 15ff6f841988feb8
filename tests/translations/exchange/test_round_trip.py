"""What goes out comes back the same: every text, every script, byte for byte."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.store.translation import LocalText, Reviewer, TextApproval
from assistant.understanding.languages import available, language
from tests.translations.exchange.conftest import AT
from translations.approvals import open_text_desk
from translations.exchange import ExchangeText, Imported, read_texts, texts_file
from translations.texts import LiveTexts, text_hash

CODES = [code for code in available() if code != "nl"]
FORMS = ["po", "xliff"]
NAME = "persoon.naam.text"

Export = Callable[[str, str], bytes]
TakeOver = Callable[[str, str, bytes], Imported]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", CODES)
def test_every_text_comes_back_as_it_went(export: Export, texts: LiveTexts, code: str, form: str) -> None:
    found = read_texts(form, export(code, form), "file", language(code))
    assert [one.text_id for one in found] == list(texts.dutch)
    assert {one.text_id: one.dutch for one in found} == {key: message.text for key, message in texts.dutch.items()}
    assert {one.text_id: one.text for one in found if one.text} == texts.refresh().translated[code]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", CODES)
def test_taking_ones_own_file_over_changes_nothing(
    export: Export, take_over: TakeOver, texts: LiveTexts, house: House, code: str, form: str
) -> None:
    mark = house.store.translation.texts_mark()
    result = take_over(code, form, export(code, form))
    assert len(result.same) + len(result.empty) == len(texts.dutch)
    assert house.store.translation.texts_mark() == mark


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text",
    [
        "ስምኩም መን እዩ፧",
        "ما اسمكم؟ \u2067{value}\u2069",
        "نام شما چیست؟ می\u200cنویسید",
        '  ruimte  vooraf, twee regels\n\n en "aanhalingen" \\n \\ einde ',
        "<b>&amp; 'x' <x/>",
        "tab\tin de tekst",
        "a" * 300 + "\n" + "ሀ" * 300,
        unicodedata.normalize("NFD", "één crème آ"),
        unicodedata.normalize("NFC", "één crème آ"),
        "🙂 𐤀",
    ],
)
def test_hard_texts_come_back_letter_for_letter(form: str, text: str) -> None:
    there = ExchangeText("een.id", f"Nederlands {text}", text, "waar het staat", line=None)
    (back,) = read_texts(form, texts_file(form, [there], language("ti"), AT), "file", language("ti"))
    assert (back.text_id, back.dutch, back.text) == (there.text_id, there.dutch, there.text)


def test_what_is_not_approved_is_fuzzy_in_the_file_only(export: Export, house: House, texts: LiveTexts) -> None:
    house.store.translation.set_reviewer(Reviewer("amal", ("ti",)))
    desk = open_text_desk(house)
    item = desk.item("amal", "ti", NAME)
    desk.approve("amal", "ti", NAME, item.text, seen=item.seen)
    found = {one.text_id: one for one in read_texts("po", export("ti", "po"), "file", language("ti"))}
    assert not found[NAME].unfinished
    assert found["persoon.naam.help"].unfinished
    xliff = export("ti", "xliff").decode()
    assert xliff.count('state="final"') == xliff.count('approved="yes"') == 1
    assert 'state="needs-review-translation"' in xliff


def test_the_translator_sees_the_earlier_dutch(export: Export, house: House, texts: LiveTexts) -> None:
    """Approved with other Dutch, as before a new version of the product."""
    text = texts.text("ti", NAME)
    with house.store.translation.writing() as writer:
        writer.approve_text(
            TextApproval("ti", NAME, text_hash("Wat is uw naam?"), text_hash(text), "amal", AT, "Wat is uw naam?", text)
        )
    assert '#| msgid "Wat is uw naam?"' in export("ti", "po").decode()
    assert "The Dutch was: Wat is uw naam?" in export("ti", "xliff").decode()


def test_corrections_of_the_desk_go_out(export: Export, house: House, texts: LiveTexts) -> None:
    house.store.translation.add_local_text(LocalText("ti", NAME, "መን ትበሃሉ?", text_hash("Hoe heet u?"), "amal", AT))
    for form in FORMS:
        assert "መን ትበሃሉ?" in export("ti", form).decode()
