"""Files that were damaged on the way: whatever is cut out or doubled, they are read or refused, and never break anything."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from assistant.understanding.languages import language
from translations.exchange import BadExchangeFile, glossary_file, read_glossary, read_memory, read_texts
from translations.exchange.memory import Segment
from translations.glossary import load_glossary

MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" srclang="nl" segtype="paragraph" datatype="plaintext"/><body>
<tu><note>x</note><tuv xml:lang="nl"><seg>Ik wil leren</seg></tuv><tuv xml:lang="ti"><seg>ክመሃር ይደሊ</seg></tuv></tu>
<tu><tuv xml:lang="nl"><seg>Ik wil <bpt i="1"/>werken</seg></tuv><tuv xml:lang="ti"><seg>ክሰርሕ</seg></tuv></tu>
</body></tmx>""".encode()


def damaged(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        at, how = chance.randrange(len(lines)), chance.randrange(4)
        if how == 0:
            del lines[at]
        elif how == 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif how == 2:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        else:
            place = chance.randrange(len(lines[at]) + 1)
            lines[at] = (
                lines[at][:place] + chance.choice([b'"', b"<", b"&", b"\\", b"\xff", b"{", b"#~ "]) + lines[at][place:]
            )
        if not lines:
            return b""
    return b"".join(lines)


@pytest.mark.parametrize("form", ["po", "xliff", "tmx", "tbx"])
def test_a_damaged_file(export: Callable[[str, str], bytes], form: str) -> None:
    tigrinya = language("ti")
    if form in {"po", "xliff"}:
        whole = export("ti", form).splitlines(keepends=True)
        data = b"".join(whole[:120] + whole[-3:])
        read: Callable[[bytes], object] = lambda broken: read_texts(form, broken, "file", tigrinya)  # noqa: E731
    elif form == "tmx":
        data, read = MEMORY, lambda broken: read_memory(broken, "file", tigrinya)
    else:
        data, read = (
            glossary_file(load_glossary(), tigrinya)[:6_000],
            lambda broken: read_glossary(broken, "file", tigrinya),
        )
    chance = random.Random(4)
    refused = 0
    for _ in range(400):
        try:
            read(damaged(data, chance))
        except BadExchangeFile:
            refused += 1
    assert refused > 50


def test_the_undamaged_part_is_read() -> None:
    found = read_memory(MEMORY.replace(b'<bpt i="1"/>', b""), "file", language("ti"))
    assert found[0] == Segment("nl", "ti", "Ik wil leren", "ክመሃር ይደሊ", 4)
