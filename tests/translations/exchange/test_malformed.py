"""A file that is not right is refused whole, with the line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.house import House
from assistant.understanding.languages import language
from tests.translations.exchange.conftest import po, trans_unit, xlf
from translations.exchange import BadExchangeFile, Imported, read_glossary, read_memory
from translations.exchange.opened import LARGEST

TakeOver = Callable[[str, str, bytes], Imported]
GOOD = ("persoon.naam.text", "Hoe heet u?", "መን ትበሃሉ?")
UNIT = trans_unit(*GOOD)

BOMB = (
    b'<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY a "ha">\n'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;">\n' % (n + 1, n, n, n) for n in range(ord("a"), ord("z")))
    + b']>\n<x y="&z;">&z;</x>'
)

PO = {
    "empty": (b"", "the file is empty"),
    "only spaces": (b" \n ", "the file is empty"),
    "a string without an end": (
        po(GOOD) + b'\nmsgctxt "a"\nmsgid "geen einde\nmsgstr "x"\n',
        r"ti\.po, line 11: this is not a \.po file",
    ),
    "an entry without a translation": (
        po(GOOD) + b'\nmsgctxt "a"\nmsgid "b"\n\nmsgctxt "c"\n',
        r"line \d+: this is not",
    ),
    "something else": (b"<html><body>Not found</body></html>", r"line 1: this is not a \.po file"),
    "a photo": (b"\x89PNG\r\n\x1a\n\x00\x00", "line 3: this is not a text file"),
    "not UTF-8": (
        po(GOOD) + 'msgctxt "a"\nmsgid "é"\nmsgstr "é"\n'.encode("latin-1"),
        r"line 10: these bytes are not UTF-8",
    ),
    "UTF-16": (po(GOOD).decode().encode("utf-16"), "this is not a text file: save it as UTF-8"),
    "says another encoding": (
        po(GOOD).replace(b"charset=UTF-8", b"charset=ISO-8859-6"),
        "it is in ISO-8859-6: save it as UTF-8",
    ),
    "without a head": (po(GOOD).split(b"\n\n", 1)[1], "head of the .po file is missing"),
    "without a language": (po(GOOD, head=""), "does not say its language"),
    "another language": (po(GOOD, head='"Language: ar\\n"\n'), "is in 'ar', not in ti"),
    "the same id twice": (po(GOOD, GOOD), r"line 10: persoon\.naam\.text stands in the file twice \(first on line 6\)"),
    "without an id": (po(GOOD) + b'\nmsgid "Hoi"\nmsgstr "x"\n', r"line 10: this entry has no msgctxt"),
    "a plural": (
        po(GOOD) + b'\nmsgctxt "a"\nmsgid "een"\nmsgid_plural "meer"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
        r"line 10: a has a plural",
    ),
    "a control code": (
        po((GOOD[0], GOOD[1], "ስም\x07")),
        r"line 6: persoon\.naam\.text holds a control code \(U\+0007\)",
    ),
    "endless": (po((GOOD[0], GOOD[1], "ስ" * 6_000)), r"has 6000 characters, at most 5000"),
    "too large": (b"#" * (LARGEST + 1), "larger than 20 MB"),
}

XLIFF = {
    "empty": (b"", "the file is empty"),
    "not closed": (xlf(UNIT)[:-12], r"line \d+: this is not well-formed XML"),
    "half a tag": (xlf(UNIT, "<trans-unit id='a'"), r"line \d+: this is not well-formed XML"),
    "no XML": (b"hello", r"line 1: this is not well-formed XML"),
    "a page": (b"<html><body/></html>", r"line 1: this is no XLIFF 1\.2 file"),
    "XLIFF 2": (
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="nl" trgLang="ti"><file id="1"/></xliff>',
        "this is no XLIFF 1.2 file",
    ),
    "an entity bomb": (BOMB, r"line \d+: the file declares things of its own"),
    "a file of the server": (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        + xlf(trans_unit("a", "b", "&a;")).split(b"\n", 1)[1],
        "the file declares things of its own",
    ),
    "an entity that is not declared": (xlf(trans_unit("a", "b", "&nbsp;")), r"line \d+: this is not well-formed XML"),
    "another encoding": (
        xlf(UNIT).replace(b'encoding="UTF-8"', b'encoding="x-geez"'),
        r"this is not well-formed XML|encoding of the file is not known",
    ),
    "wrong bytes": (xlf(UNIT).replace("መን".encode(), b"\xe1\x88"), r"line 5: this is not well-formed XML"),
    "from another language": (xlf(UNIT, source="en"), r"line 3: source-language is en, not nl"),
    "to another language": (xlf(UNIT, target="am"), r"line 3: target-language is am, not ti"),
    "the same id twice": (xlf(UNIT, UNIT), r"line 6: persoon\.naam\.text stands in the file twice \(first on line 5\)"),
    "without an id": (xlf(UNIT.replace(' id="persoon.naam.text"', "")), r"line 5: this trans-unit has no id"),
    "without a source": (xlf('<trans-unit id="a"><target>x</target></trans-unit>'), "line 5: a has no source"),
    "a tag of the tool": (xlf(trans_unit("a", "b", 'x <ph id="1">{value}</ph>')), "line 5: a holds a tag of the tool"),
    "very deep": (b"<x>" * 5_000 + b"</x>" * 5_000, "lie too deep"),
}


@pytest.mark.parametrize("name", PO)
def test_a_po_file_that_is_not_right(take_over: TakeOver, house: House, name: str) -> None:
    data, said = PO[name]
    with pytest.raises(BadExchangeFile, match=said):
        take_over("ti", "po", data)
    assert house.store.translation.local_texts() == {}


@pytest.mark.parametrize("name", XLIFF)
def test_an_xliff_file_that_is_not_right(take_over: TakeOver, house: House, name: str) -> None:
    data, said = XLIFF[name]
    with pytest.raises(BadExchangeFile, match=said):
        take_over("ti", "xliff", data)
    assert house.store.translation.local_texts() == {}


@pytest.mark.parametrize("read", [read_memory, read_glossary])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"<tmx", "not well-formed"),
        (b"<html/>", "this is no T[MB]X file"),
        (BOMB, "declares things of its own"),
        (xlf(UNIT), "this is no T[MB]X file"),
    ],
)
def test_a_memory_or_glossary_that_is_not_right(read: Callable[..., object], data: bytes, said: str) -> None:
    with pytest.raises(BadExchangeFile, match=said):
        read(data, "file", language("ti"))


def test_a_dtd_is_never_fetched(tmp_path: Path) -> None:
    """A reference to a DTD is let through, as tools write one; what it refers to is not opened."""
    trap = tmp_path / "tmx14.dtd"
    trap.write_text("<!ELEMENT tmx (#PCDATA)><!ENTITY secret 'read'>", encoding="utf-8")
    data = (
        f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "{trap.as_uri()}"><tmx version="1.4"><header srclang="nl"/><body><tu>'
        '<tuv xml:lang="nl"><seg>een</seg></tuv><tuv xml:lang="ti"><seg>&secret;</seg></tuv></tu></body></tmx>'
    ).encode()
    with pytest.raises(BadExchangeFile, match="entity &secret; is not known"):
        read_memory(data, "file", language("ti"))
