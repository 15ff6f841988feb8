"""The translation memory goes out as TMX without names and numbers, and comes in when somebody vouches for it."""

from __future__ import annotations

import pytest

from assistant.house import House
from assistant.renditions.model import Rendition, Source
from assistant.understanding.languages import language
from tests.translations.exchange.conftest import AT, BUREAU
from translations.exchange import BadExchangeFile, NotApprovedHere, keep_memory, memory_file, read_memory
from translations.exchange.memory import Remembered
from translations.memory import Memory
from translations.texts import LiveTexts

SAID = [
    ("ti", "ሞያ ክመሃር ይደሊ", "Ik wil een vak leren"),
    ("ti", "ሰለስተ ዓመት ኣብ ሱዳን ነይረ", "Ik was 3 jaar in Sudan"),
    ("ar", "عملت خمس سنوات في مطعم", "Ik werkte 5 jaar in een restaurant"),
    ("prs", "من می‌خواهم کار کنم", "Ik wil werken"),
]


def remember(house: House, code: str, words: str, dutch: str) -> None:
    source = Source("zaak", "answer", 1, "answer", None, None, 1, None, False, code, "nl", AT, words)
    rendition = Rendition(1, dutch, "nl", "person", "amal", AT, id=7)
    segment = Memory(house.store.translation).segment(source, rendition, approved_by="amal", at=AT)
    assert segment is not None
    with house.store.translation.writing() as writer:
        writer.remember(segment)


@pytest.mark.parametrize(("code", "words", "dutch"), SAID)
def test_a_memory_comes_back_as_it_went(house: House, code: str, words: str, dutch: str) -> None:
    remember(house, code, words, dutch)
    file = memory_file(house.store, language(code))
    assert b"amal" not in file, "who approved it stays here"
    (segment,) = house.store.translation.memory(code, "nl")
    (found,) = read_memory(file, "file", language(code))
    assert (found.from_language, found.to_language) == (code, "nl")
    assert (found.source, found.target) == (segment.source, segment.target)
    assert keep_memory([found], house.store, BUREAU, AT, as_approved=True) == Remembered(kept=0, same=1, personal=0)


def test_another_municipality_can_use_it(house: House, texts: LiveTexts) -> None:
    remember(house, "ti", *SAID[0][1:])
    file = memory_file(house.store, language("ti"))
    with house.store.translation.writing() as writer:
        writer.forget(7, AT)
    assert house.store.translation.memory("ti", "nl") == []
    result = keep_memory(read_memory(file, "file", language("ti")), house.store, BUREAU, AT, as_approved=True)
    assert result == Remembered(kept=1, same=0, personal=0)
    match = Memory(house.store.translation).exact(SAID[0][1], "ti", "nl")
    assert match is not None and match.text == SAID[0][2]
    assert match.approved_by == f"import: {BUREAU}"


OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0.1"
   segtype="paragraph" srclang="nl"/>
  <body>
<!-- Default translations -->
    <tu>
      <note>Kort</note>
      <tuv xml:lang="nl">
        <seg>Ik wil een vak leren</seg>
      </tuv>
      <tuv xml:lang="TI" changeid="amal" changedate="20261122T100000Z" creationid="amal" creationdate="20261122T100000Z">
        <seg>ሞያ ክመሃር እደሊ</seg>
      </tuv>
    </tu>
    <tu>
      <tuv xml:lang="nl"><seg>Ik ben Samuel Tesfay</seg></tuv>
      <tuv xml:lang="TI"><seg>ኣነ ሳሙኤል ተስፋይ እየ</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="nl"><seg>Ik woon bij Samuel</seg></tuv>
      <tuv xml:lang="TI"><seg>ምስ ዓርከይ እነብር</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="nl"><seg>Goede morgen</seg></tuv>
      <tuv xml:lang="EN-US"><seg>Good morning</seg></tuv>
    </tu>
  </body>
</tmx>
"""


def test_a_memory_of_omegat(house: House, texts: LiveTexts) -> None:
    found = read_memory(OMEGAT.replace("\n", "\r\n").encode(), "file", language("ti"))
    assert [(one.from_language, one.to_language) for one in found] == [("nl", "ti")] * 3, "English is not ours"
    result = keep_memory(found, house.store, BUREAU, AT, as_approved=True)
    assert result == Remembered(kept=2, same=0, personal=1)
    assert [(one.source, one.target) for one in house.store.translation.memory("nl", "ti")] == [
        ("Ik wil een vak leren", "ሞያ ክመሃር እደሊ"),
        ("Ik ben ⟦a⟧ ⟦b⟧", "ኣነ ⟦a⟧ ⟦b⟧ እየ"),
    ], "no name enters the memory"


def test_nobody_vouches_for_it(house: House) -> None:
    with pytest.raises(NotApprovedHere, match="--as-approved"):
        keep_memory(read_memory(OMEGAT.encode(), "file", language("ti")), house.store, BUREAU, AT, as_approved=False)
    assert house.store.translation.memory("nl", "ti") == []


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (
            "<tu><tuv xml:lang='nl'><seg>a</seg></tuv><tuv xml:lang='ti'/></tu>",
            "line 1: this language of the unit has no seg",
        ),
        (
            "<tu><tuv xml:lang='nl'><seg>a</seg></tuv><tuv xml:lang='nl'><seg>b</seg></tuv>"
            "<tuv xml:lang='ti'><seg>c</seg></tuv></tu>",
            "has a language twice",
        ),
        (
            "<tu><tuv xml:lang='nl'><seg>a<ph/></seg></tuv><tuv xml:lang='ti'><seg>c</seg></tuv></tu>",
            "export the memory without tags",
        ),
        ("<tu><tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='ti'><seg>c</seg></tuv></tu>", "no pair of nl and ti"),
    ],
)
def test_a_memory_that_cannot_be_used(unit: str, said: str) -> None:
    data = f'<tmx version="1.4"><header srclang="nl"/><body>{unit}</body></tmx>'.encode()
    with pytest.raises(BadExchangeFile, match=said):
        read_memory(data, "file", language("ti"))
