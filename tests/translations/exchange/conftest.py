"""A house to exchange texts with, and small files as tools write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.store import StaffAccount
from assistant.understanding.languages import language
from translations.approvals.standing import standings
from translations.exchange import Imported, exchange_texts, keep_texts, read_texts, texts_file
from translations.texts import LiveTexts

AT = "2026-11-22T10:00:00+00:00"
BUREAU = "beheerder"


@pytest.fixture
def texts(house: House) -> LiveTexts:
    house.store.add_staff(StaffAccount(BUREAU, "Beheerder", "beheerder", "-"))
    assert isinstance(house.wording, LiveTexts)
    return house.wording


@pytest.fixture
def export(house: House, texts: LiveTexts) -> Callable[[str, str], bytes]:
    """Language, form -> the file as it is exported now."""

    def file(code: str, form: str) -> bytes:
        now = texts.refresh()
        states = standings(now, code, house.store.translation.text_approvals(code), {})
        return texts_file(form, exchange_texts(now, code, states), language(code), AT)

    return file


@pytest.fixture
def take_over(house: House, texts: LiveTexts) -> Callable[[str, str, bytes], Imported]:
    """Language, form, file -> what became of it."""

    def take(code: str, form: str, data: bytes) -> Imported:
        name = f"{code}.{form}"
        return keep_texts(read_texts(form, data, name, language(code)), name, code, texts, house.store, BUREAU, AT)

    return take


def po(*entries: tuple[str, str, str], head: str = '"Language: ti\\n"\n', flags: str = "") -> bytes:
    """A small .po file of (id, Dutch, translation)."""
    rows = [f'{flags}msgctxt "{text_id}"\nmsgid "{dutch}"\nmsgstr "{text}"\n' for text_id, dutch, text in entries]
    charset = '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return ("\n".join([f'msgid ""\nmsgstr ""\n{head}{charset}', *rows])).encode()


def xlf(*units: str, target: str = "ti", source: str = "nl") -> bytes:
    """A small XLIFF 1.2 file around these trans-units."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        f'<file original="x" source-language="{source}" target-language="{target}" datatype="plaintext">\n<body>\n'
        + "\n".join(units)
        + "\n</body>\n</file>\n</xliff>\n"
    ).encode()


def trans_unit(text_id: str, dutch: str, text: str, state: str = "translated") -> str:
    return f'<trans-unit id="{text_id}"><source>{dutch}</source><target state="{state}">{text}</target></trans-unit>'
