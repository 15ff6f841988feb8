"""The worst texts, files and requests somebody can send, of any length, for every parser: whose time must grow no faster."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from fuzzing.files import METADATA, PO, TBX, TMX, TURN, XLIFF, FileParser
from fuzzing.requests import CLAIMS, MESSAGE
from fuzzing.running import parsers
from fuzzing.words import SHAPES, WORD_PARSERS, shaped
from fuzzing.worst_wholes import worst_wholes


@dataclass(frozen=True)
class Growing:
    """One parser whose time is taken.

    Attributes:
        name: of the parser. language: of its words; None for files and requests.
        shapes: names of the worst inputs.
        make: gives the input of a shape and about so many characters; the last argument makes it another one each turn.
        read: reads it; a refusal with the parser's own fault is an answer too.
    """

    name: str
    language: str | None
    shapes: Sequence[str]
    make: Callable[[str, int, int], Any]
    read: Callable[[Any], Any]


def _many(piece: str) -> Callable[[int], bytes]:
    """``piece`` so often that it has the size; a number in it counts."""
    return lambda size: "".join(
        piece.replace("@", str(number)) for number in range(max(1, size // len(piece)))
    ).encode()


def _within(whole: str, mark: str, piece: str) -> Callable[[int], bytes]:
    """A good file with many pieces before ``mark``."""
    before, _, after = whole.partition(mark)
    fill = _many(piece)
    return lambda size: before.encode() + fill(size) + (mark + after).encode()


_YAML = {
    "brackets": _many("["), "mappings": _many("a: "), "items": _many("- "), "keys": _many("k@: 1\n"),
    "anchors": _many("- &a@ x\n"),
    "aliases": lambda size: b"a: &a x\nb: [" + b"*a, " * (size // 4) + b"]", "quotes": _many('"'),
    "escapes": lambda size: b'"' + b"\\a" * size,
    "letters": _many("x"), "spaces": _many(" "), "folded lines": lambda size: b"a: >\n" + b"  x\n" * (size // 4),
    "comments": _many("# \n"),
}  # fmt: skip
_XML_UNIT = {
    "XLIFF": (XLIFF, "</body>", '<trans-unit id="a@"><source>x</source><target>y</target></trans-unit>'),
    "TMX": (TMX, "</body>", '<tu><tuv xml:lang="nl"><seg>x @</seg></tuv><tuv xml:lang="ti"><seg>y</seg></tuv></tu>'),
    "TBX": (
        TBX,
        "</body>",
        '<termEntry id="a@"><langSet xml:lang="nl"><tig><term>x@</term></tig></langSet></termEntry>',
    ),
}
_JSON = {
    "brackets": _many("["), "mappings": _many('{"a":'), "numbers": lambda size: b"[" + b"1," * (size // 2) + b"1]",
    "one number": _many("9"),
    "escapes": lambda size: b'"' + b"\\u0041" * (size // 6) + b'"',
    "halves": lambda size: b'"' + b"\\ud800" * (size // 6) + b'"',
    "keys": lambda size: b"{" + b",".join(b'"k%d":1' % number for number in range(size // 8)) + b"}", "spaces": _many(" "),
}  # fmt: skip


def _xml(name: str) -> dict[str, Callable[[int], bytes]]:
    whole, mark, unit = _XML_UNIT[name]
    seg = "<seg>" if name == "TMX" else "<source>" if name == "XLIFF" else "<term>"
    return {
        "units": _within(whole, mark, unit), "one in another": _within(whole, mark, "<a>"), "comments": _within(whole, mark,
        "<!-- -->"),
        "letters": _after(whole, seg, "x"), "escapes": _after(whole, seg, "&amp;"),
        "numbers": _after(whole, seg, "&#65;"), "tags": _after(whole, seg, "<x/>"), "attributes": _after(whole, "<body",
        " a@='1'"),
    }  # fmt: skip


def _after(whole: str, mark: str, piece: str) -> Callable[[int], bytes]:
    before, _, after = whole.partition(mark)
    fill = _many(piece)
    return lambda size: (before + mark).encode() + fill(size) + after.encode()


def _as_text(shapes: Mapping[str, Callable[[int], bytes]]) -> dict[str, Callable[[int], str]]:
    return {name: partial(_text_of, make) for name, make in shapes.items()}


def _text_of(make: Callable[[int], bytes], size: int) -> str:
    return make(size).decode()


def _as_message(shapes: Mapping[str, Callable[[int], bytes]]) -> dict[str, Callable[[int], tuple[bytes, bytes, int]]]:
    return {name: partial(_message_of, make) for name, make in shapes.items()}


def _message_of(make: Callable[[int], bytes], size: int) -> tuple[bytes, bytes, int]:
    return b"application/json", make(size), 1


def _worst() -> Mapping[str, Mapping[str, Callable[[int], Any]]]:
    """By the name of a parser: its worst inputs."""
    message = json.dumps(MESSAGE)
    return {
        "yaml": _YAML, "personas": _YAML, "language data": _YAML,
        "mapping": _as_text(_YAML),
        "import": {
            "rows": lambda size: ("duo", "a;b\n" * (size // 4)), "quotes": lambda size: ("duo", '"' * size),
            "columns": lambda size: ("duo", ";" * size), "brackets": lambda size: ("duo", "[" * size),
        },
        ".po": {
            "entries": _within(PO, "#. context", 'msgid "x@"\nmsgstr "y"\n\n'), "flags": _many("#, fuzzy\n"),
            "lines": _many('"x"\n'),
            "escapes": lambda size: PO.replace("Verstuur", "\\\\" * (size // 2)).encode(), "quotes": _many('"'),
            "comments": _many("#"),
            "one in many lines": lambda size: PO.encode() + b'"x"\n' * (size // 4),
            "obsolete": _many('#~ msgid "x@"\n#~ msgstr "y"\n'),
        },
        "XLIFF": _xml("XLIFF"), "TMX": _xml("TMX"), "TBX": _xml("TBX"),
        "package metadata": {**_JSON, "names": lambda size: METADATA.replace('"T"', '"' + "x" * size + '"').encode()},
        "recording": {"sound": lambda size: b"OggS" + bytes(size), "headers": _many("OggS"),
        "nothing": lambda size: bytes(size)},
        "cases (TSV)": {"tabs": _many("\t"), "quotes": _many('"'),
        "rows": lambda size: b"id\ttext\n" + b"1\tx\n" * (size // 4)},
        "dialogue turn": {**_JSON, "words": lambda size: json.dumps({**TURN, "message": "x" * size}).encode()},
        "cookies": {
            "many": _many("a=1; "), "marks": _many(";"), "is": _many("="), "quotes": _many('"'),
            "escapes": lambda size: b'a="' + b"\\073" * (size // 4),
            "ours": _many("__Host-intake_staff=x; "), "spaces": _many(" "), "commas": _many(","),
        },
        "headers": {
            f"{name} {piece}": partial(_header, name, piece)
            for name, piece in (("origin", "a"), ("host", "/"), ("content-length", "9"), ("origin", "["), ("host", ":"))
        },
        "range of a recording": {"digits": lambda size: b"bytes=" + b"9" * size,
        "strokes": lambda size: b"bytes=0" + b"-" * size},
        "form": {
            "fields": lambda size: (_many("a@=1&")(size), 1), "marks": lambda size: (b"&" * size, 1),
            "is": lambda size: (b"=" * size, 1),
            "escapes": lambda size: (b"a=" + b"%41" * (size // 3), 1), "halves": lambda size: (b"a=" + b"%" * size, 1),
            "plus": lambda size: (b"a=" + b"+" * size, 1), "pieces": lambda size: (b"a=" + b"x" * size, size // 8),
        },
        "message of the page": {
            **_as_message(_JSON),
            "words": lambda size: (b"application/json", message.replace("hallo", "x" * size).encode(), 1),
            "pieces": lambda size: (b"application/json", message.replace("hallo", "x" * size).encode(), size // 8),
        },
        "sign-on, token": {
            "points": _many("."), "letters": lambda size: b"eyJhbGciOiJFUzI1NiJ9." + b"A" * size + b".AA",
            "head": lambda size: b"A" * size + b".e30.AA",
        },
        "sign-on, what comes back": {
            "groups": lambda size: (b"state=STATE&code=c", _SECRET, {**CLAIMS, "groups": ["x"] * (size // 4)}, _HEAD, True),
            "code": lambda size: (b"state=STATE&code=" + b"c" * size, _SECRET, CLAIMS, _HEAD, True),
        },
        "keyring": {**_JSON,
        "keys": _keys_of_a_ring,
        },
        "backup, manifest": _JSON, "begun work": _JSON, "places of backups": _JSON, "standing of the copy": _JSON,
        "packages that were tried": _JSON,
        "line of a part's log": _as_text(_JSON),
        "settings": {
            "limits": lambda size: ("INTAKE_LIMITS", "session=1/1 " * (size // 12)),
            "one limit": lambda size: ("INTAKE_LIMITS", "session=" + "1" * size),
            "proxies": lambda size: ("INTAKE_TRUSTED_PROXY", "10.0.0.2, " * (size // 10)),
            "digits": lambda size: ("INTAKE_PORT", "9" * size),
            "key": lambda size: ("INTAKE_KEY", "a" * size), "folder": lambda size: ("INTAKE_QUESTIONS", "x/" * (size // 2)),
        },
        "arguments of commands": {"head": lambda size: ("head", "9" * size), "moment": lambda size: ("moment",
        "2026-" * (size // 5))},
        "export, sealed": {"nothing": lambda size: bytes(size)},
        "recording, sealed": {"nothing": lambda size: b"IR1" + bytes(size)},
        "copy, segment": {"nothing": lambda size: b"IC1\n" + bytes(size)},
        "masking": {"words": lambda size: "x " * (size // 2), "digits": lambda size: "12 " * (size // 3),
        "letters": lambda size: "a@" * (size // 2)},
    }  # fmt: skip


_SECRET, _HEAD = b"1795338000.geheim", {"alg": "ES256", "kid": "een"}


def _keys_of_a_ring(size: int) -> bytes:
    return b'{"format": 1, "keys": [' + b'{"id": "k", "made_at": "x", "wrapped": "00"}, ' * (size // 46) + b"1]}"


def _header(name: str, piece: str, size: int) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), (piece * size).encode())]


def growing() -> list[Growing]:
    """Every parser, with its worst inputs."""
    found = []
    for name, read in WORD_PARSERS().items():
        language = name.rsplit(".", 1)[1]
        found.append(Growing(name, language, tuple(SHAPES), partial(_words, language), read))
    worst = {**_worst(), **worst_wholes(_YAML)}
    for parser in parsers():
        if shapes := worst.get(parser.name):
            found.append(Growing(parser.name, None, tuple(shapes), partial(_other, shapes), partial(_read, parser)))
    return found


def _words(language: str, shape: str, size: int, turn: int) -> str:
    return shaped(shape, language, size) + " " * turn


def _other(shapes: Mapping[str, Callable[[int], Any]], shape: str, size: int, turn: int) -> Any:
    return shapes[shape](size)


def _read(parser: FileParser, case: Any) -> None:
    with suppress(*parser.faults):
        parser.run(case)


__all__ = ["Growing", "growing"]
