"""Files as Weblate, Poedit, OmegaT and Trados write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.house import House
from assistant.understanding.languages import language
from tests.translations.exchange.conftest import po
from translations.exchange import Imported, read_texts
from translations.texts import LiveTexts

TakeOver = Callable[[str, str, bytes], Imported]

WEBLATE = """# Texts of the intake assistant.
# Amal Voorbeeld <amal@voorbeeld.example>, 2026.
msgid ""
msgstr ""
"Project-Id-Version: brede-intake-assistent\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2026-11-22 10:00+0000\\n"
"PO-Revision-Date: 2026-11-23 08:12+0000\\n"
"Last-Translator: Amal Voorbeeld <amal@voorbeeld.example>\\n"
"Language-Team: Tigrinya <https://weblate.voorbeeld.example/projects/intake/ti/>\\n"
"Language: ti\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=n > 1;\\n"
"X-Generator: Weblate 5.8.1\\n"

#. question catalogue, text of persoon.naam
msgctxt "persoon.naam.text"
msgid "Hoe heet u?"
msgstr "መን ትበሃሉ?"

# Kort houden (een knop).
#. question catalogue, help of persoon.naam
#, fuzzy
#| msgid "Uw voornaam en uw achternaam."
msgctxt "persoon.naam.help"
msgid ""
"Uw voornaam en uw achternaam. Schrijf uw naam zoals u dat altijd doet."
msgstr ""
"ስምኩምን "
"ስም ኣቦኹምን።"

#~ msgctxt "persoon.schoenmaat.text"
#~ msgid "Welke maat?"
#~ msgstr "ክንደይ?"
"""

POEDIT = WEBLATE.replace("Weblate 5.8.1", "Poedit 3.5").replace(
    '"Plural-Forms: nplurals=2; plural=n > 1;\\n"\n',
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n"X-Poedit-SourceCharset: UTF-8\\n"\n"X-Poedit-Basepath: .\\n"\n'
    '"X-Poedit-Bookmarks: 3,-1,-1,-1,-1,-1,-1,-1,-1,-1\\n"\n',
)

OMEGAT = WEBLATE.replace("# Amal Voorbeeld <amal@voorbeeld.example>, 2026.\n", "").replace(
    '"X-Generator: Weblate 5.8.1\\n"\n', ""
)


@pytest.mark.parametrize("made_by", [WEBLATE, POEDIT, OMEGAT], ids=["weblate", "poedit", "omegat"])
@pytest.mark.parametrize("saved", ["lf", "crlf", "bom", "bom and crlf"])
def test_a_po_file_of_a_tool(take_over: TakeOver, texts: LiveTexts, made_by: str, saved: str) -> None:
    data = made_by.replace("\n", "\r\n").encode() if "crlf" in saved else made_by.encode()
    result = take_over("ti", "po", b"\xef\xbb\xbf" + data if "bom" in saved else data)
    assert (result.changed, result.unfinished, result.unknown) == (["persoon.naam.text"], ["persoon.naam.help"], [])
    assert texts.text("ti", "persoon.naam.text") == "መን ትበሃሉ?"


@pytest.mark.parametrize(
    ("code", "tag", "is_it"),
    [
        ("ti", "ti", True),
        ("ti", "ti_ER", True),
        ("ti", "TI-et", True),
        ("ti", "tig", False),
        ("prs", "prs", True),
        ("prs", "fa_AF", True),
        ("prs", "fa-AF", True),
        ("prs", "fa", False),
        ("prs", "fa_IR", False),
        ("ar", "ar_SY", True),
        ("ar", "arz", False),
        ("ar", "nl", False),
    ],
)
def test_what_a_language_is_called(code: str, tag: str, is_it: bool) -> None:
    data = po(("persoon.naam.text", "Hoe heet u?", "x"), head=f'"Language: {tag}\\n"\n')
    if is_it:
        assert len(read_texts("po", data, "file", language(code))) == 1
    else:
        with pytest.raises(ValueError, match="take the file of this language"):
            read_texts("po", data, "file", language(code))


XLIFF_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" version="1.2">
  <file original="brede-intake-assistent" datatype="plaintext" source-language="nl-NL" target-language="ar-SA">
    <header><tool tool-id="{tool}" tool-name="{tool}"/></header>
    <body>
"""
XLIFF_END = "    </body>\n  </file>\n</xliff>\n"
UNITS = {
    "weblate": """      <trans-unit xml:space="preserve" id="persoon.naam.text" resname="persoon.naam.text" approved="yes">
        <source>Hoe heet u?</source>
        <target state="final">ما هو اسمكم؟</target>
        <note from="developer">question catalogue, text of persoon.naam</note>
      </trans-unit>
""",
    "omegat": """      <trans-unit id="persoon.naam.text"><source xml:lang="nl-NL">Hoe heet u?</source>
        <target xml:lang="ar-SA">ما هو اسمكم؟</target></trans-unit>
""",
    "trados": """      <trans-unit id="7d1f" resname="persoon.naam.text">
        <source>Hoe heet u?</source>
        <seg-source><mrk mtype="seg" mid="1">Hoe heet u?</mrk></seg-source>
        <target><mrk mtype="seg" mid="1">ما هو <g id="2">اسمكم؟</g></mrk></target>
        <alt-trans><target>اسم آخر</target></alt-trans>
      </trans-unit>
""",
}


@pytest.mark.parametrize("tool", UNITS)
def test_an_xliff_file_of_a_tool(take_over: TakeOver, texts: LiveTexts, tool: str) -> None:
    data = (XLIFF_HEAD.format(tool=tool) + UNITS[tool] + XLIFF_END).encode()
    assert take_over("ar", "xliff", data).changed == ["persoon.naam.text"]
    assert texts.text("ar", "persoon.naam.text") == "ما هو اسمكم؟"
    assert not texts.approved("ar", "persoon.naam.text"), "an approval of somebody else approves nothing here"


def test_nothing_of_the_house_but_these_texts_changed(take_over: TakeOver, house: House) -> None:
    take_over("ti", "po", WEBLATE.encode())
    assert [*house.store.translation.local_texts()] == ["ti"]
    assert [*house.store.translation.local_texts()["ti"]] == ["persoon.naam.text"]
