"""What a file changes: new and changed texts are shown and wait for an approval; work done here is not lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest

from assistant.house import House
from assistant.store.translation import LocalText, Reviewer
from tests.translations.exchange.conftest import AT, BUREAU, po, trans_unit, xlf
from translations.approvals import open_text_desk
from translations.exchange import BadExchangeFile, Imported
from translations.texts import LiveTexts, text_hash

NAME, DUTCH, NEW = "persoon.naam.text", "Hoe heet u?", "መን ትበሃሉ?"
TakeOver = Callable[[str, str, bytes], Imported]


def groups(result: Imported) -> dict[str, list[str]]:
    return {group: ids for group, ids in asdict(result).items() if ids}


def file(form: str, text_id: str, dutch: str, text: str) -> bytes:
    return po((text_id, dutch, text)) if form == "po" else xlf(trans_unit(text_id, dutch, text))


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_a_changed_text_is_shown_and_waits_for_an_approval(
    take_over: TakeOver, house: House, texts: LiveTexts, form: str
) -> None:
    assert groups(take_over("ti", form, file(form, NAME, DUTCH, NEW))) == {"changed": [NAME]}
    assert texts.text("ti", NAME) == NEW
    assert not texts.approved("ti", NAME)
    assert house.store.translation.local_texts()["ti"][NAME].by == BUREAU
    assert groups(take_over("ti", form, file(form, NAME, DUTCH, NEW))) == {"same": [NAME]}


@pytest.mark.parametrize("form", ["po", "xliff"])
@pytest.mark.parametrize(
    ("text_id", "dutch", "text", "group"),
    [
        (NAME, DUTCH, "", "empty"),
        (NAME, "Wat is uw naam?", NEW, "other_dutch"),
        ("persoon.schoenmaat.text", "Welke maat?", NEW, "unknown"),
        (NAME, DUTCH, DUTCH, "copied"),
    ],
)
def test_what_is_passed_over(
    take_over: TakeOver, house: House, form: str, text_id: str, dutch: str, text: str, group: str
) -> None:
    assert groups(take_over("ti", form, file(form, text_id, dutch, text))) == {group: [text_id]}
    assert house.store.translation.local_texts() == {}


@pytest.mark.parametrize(
    "data",
    [
        po((NAME, DUTCH, NEW), flags="#, fuzzy\n"),
        po((NAME, DUTCH, NEW), flags="#, fuzzy, no-wrap\n"),
        xlf(trans_unit(NAME, DUTCH, NEW, "needs-translation")),
        xlf(trans_unit(NAME, DUTCH, NEW, "new")),
    ],
)
def test_what_nobody_finished_is_passed_over(take_over: TakeOver, texts: LiveTexts, data: bytes) -> None:
    form = "po" if data.startswith(b"msgid") else "xliff"
    assert groups(take_over("ti", form, data)) == {"unfinished": [NAME]}
    assert texts.text("ti", NAME) != NEW


def test_an_older_file_does_not_take_back_what_was_corrected_since(
    take_over: TakeOver, house: House, texts: LiveTexts
) -> None:
    shipped = texts.text("ti", NAME)
    house.store.translation.add_local_text(LocalText("ti", NAME, NEW, text_hash(DUTCH), "amal", AT))
    assert groups(take_over("ti", "po", po((NAME, DUTCH, shipped)))) == {"earlier": [NAME]}
    assert texts.text("ti", NAME) == NEW


def test_an_approved_text_is_not_replaced(take_over: TakeOver, house: House, texts: LiveTexts) -> None:
    house.store.translation.set_reviewer(Reviewer("amal", ("ti",)))
    desk = open_text_desk(house)
    item = desk.item("amal", "ti", NAME)
    desk.approve("amal", "ti", NAME, item.text, seen=item.seen)
    assert groups(take_over("ti", "po", po((NAME, DUTCH, NEW)))) == {"approved": [NAME]}
    assert texts.approved("ti", NAME) and texts.text("ti", NAME) == item.text


@pytest.mark.parametrize("form", ["po", "xliff"])
@pytest.mark.parametrize("text", ["ተረዲእና", "ተረዲእና: {ዋጋ}", "ተረዲእና: {value} {", "ተረዲእና: {value} {name}"])
def test_one_lost_placeholder_and_nothing_is_taken_over(
    take_over: TakeOver, house: House, texts: LiveTexts, form: str, text: str
) -> None:
    entries = ((NAME, DUTCH, NEW), ("talk.understood", texts.text("nl", "talk.understood"), text))
    data = po(*entries) if form == "po" else xlf(*(trans_unit(*entry) for entry in entries))
    with pytest.raises(
        BadExchangeFile, match=r"line \d+: talk\.understood has other placeholders .*\{value\}"
    ) as refused:
        take_over("ti", form, data)
    assert refused.value.line == data.decode()[: data.decode().index("talk.understood")].count("\n") + 1
    assert house.store.translation.local_texts() == {}
    assert texts.text("ti", NAME) != NEW
