"""Words as nobody would say them: every script, marks, halves of characters, digits of all kinds, and mutated real words."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "ti", "prs", "nl")

BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\ufeff\ufe0e\ufe0f\U000e0001\U000e0041"
CONTROLS = "".join(map(chr, [*range(32), 127, *range(128, 160)])) + "\u2028\u2029"
SURROGATES = "\ud800\udbff\udc00\udfff"
SEPARATORS = " \t\n.,;:!?/-–—_'\"()[]{}<>|\\،؛؟።፣፤፥፦፧፨፡٫٬\u00a0\u2003\u3000"
HOSTILE = (
    "<script>window.broken=1</script>", "<img src=x onerror=window.broken=1>", "{{constructor.constructor('x')()}}", "${7*7}",
    "javascript:alert(1)", "</script>", "]]>", "<!--", "&lt;&#60;", "%00%0d%0a", "../../etc/passwd", "=1+1", "@SUM(A1)", "';--",
    "{0}{naam}", "%s%n", "[a](b)", "\x1b[31m", "\u202egpj.exe", "nul\x00", "\r\nSet-Cookie: x=y",
)  # fmt: skip


@cache
def digits() -> str:
    """Every character that is a decimal digit, and every other one that has a numeric value."""
    return "".join(chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Nd", "Nl", "No"))


@cache
def marks() -> str:
    """Every mark that stands on another character."""
    return "".join(chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me"))


@cache
def letters() -> str:
    """Letters of the scripts of our languages, and of others that people mix in."""
    blocks = ((0x41, 0x17F), (0x370, 0x52F), (0x5D0, 0x5EA), (0x621, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x1200, 0x139F),
              (0x2D80, 0x2DDE), (0xAB00, 0xAB2F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xAC00, 0xAC40), (0x4E00, 0x4E20),
              (0xFF10, 0xFF5A), (0x1D400, 0x1D420), (0x1F600, 0x1F610))  # fmt: skip
    return "".join(chr(code) for start, end in blocks for code in range(start, end) if chr(code).isprintable())


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """The words and phrases of a language's own files: what the readers look for."""
    found: set[str] = set()
    for code in (language, "_shared"):
        for file in sorted((PROJECT / "assistant" / "understanding" / "languages" / code).glob("*.yml")):
            _texts(yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), found)
    return tuple(sorted(text for text in found if len(text) < 60))


def _texts(part: Any, found: set[str]) -> None:
    if isinstance(part, str):
        found.add(part)
    elif isinstance(part, dict):
        for key, value in part.items():
            _texts(key, found)
            _texts(value, found)
    elif isinstance(part, list):
        for value in part:
            _texts(value, found)


def text(random: Random, language: str, most: int = 60) -> str:
    """One text: pieces of words, numbers, marks and hostile things; now and then a very long one."""
    pieces = random.randrange(1, 9) if random.random() < 0.995 else random.randrange(50, 400)
    known = vocabulary(language)
    made: list[str] = []
    for _ in range(pieces):
        choice = random.random()
        if choice < 0.5:
            made.append(random.choice(known))
        elif choice < 0.62:
            made.append(str(random.choice((0, 1, 7, 12, 30, 1985, 2024, 99999, 10**18, random.randrange(10**6)))))
        elif choice < 0.70:
            made.append("".join(random.choices(digits(), k=random.randrange(1, 8))))
        elif choice < 0.78:
            made.append("".join(random.choices(letters(), k=random.randrange(1, 10))))
        elif choice < 0.83:
            made.append("".join(random.choices(marks(), k=random.randrange(1, 12))))
        elif choice < 0.88:
            made.append("".join(random.choices(BIDI + INVISIBLE + CONTROLS + SURROGATES, k=random.randrange(1, 6))))
        elif choice < 0.92:
            made.append(random.choice(HOSTILE))
        elif choice < 0.97:
            made.append(random.choice(made) if made else "1")
        else:
            made.append(chr(random.randrange(sys.maxunicode + 1)))
        made.append(random.choice(SEPARATORS) if random.random() < 0.6 else " ")
    whole = "".join(made)
    return mutated(whole, random) if random.random() < 0.3 else whole


def mutated(words: str, random: Random) -> str:
    """``words`` with pieces left out, doubled, moved or replaced."""
    signs = list(words)
    for _ in range(random.randrange(1, 4)):
        if not signs:
            break
        at = random.randrange(len(signs))
        what = random.randrange(4)
        if what == 0:
            del signs[at : at + random.randrange(1, 4)]
        elif what == 1:
            signs[at:at] = signs[at : at + random.randrange(1, 8)] * random.randrange(1, 5)
        elif what == 2:
            signs[at] = random.choice(BIDI + INVISIBLE + CONTROLS + SURROGATES + SEPARATORS + "0123456789٠۰፩")
        else:
            other = random.randrange(len(signs))
            signs[at], signs[other] = signs[other], signs[at]
    return "".join(signs)


def mutated_bytes(data: bytes, random: Random) -> bytes:
    """``data`` with bits turned, pieces cut, doubled or replaced by what parsers stumble over."""
    made = bytearray(data)
    odd = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b"&a;", b'"', b"{", b"[" * 40, b"]", b"\x80", b"-1", b"9" * 30, b"null",
           b"1e999", b"\xed\xa0\x80", b"<!DOCTYPE a [", b"*a", b"&a ", b"!!python/name:os.system ",
           b"\n", b"\r", b"\t", b": ", b"- ", b"PK\x03\x04")  # fmt: skip
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(made) + 1)
        what = random.randrange(5)
        if what == 0 and at < len(made):
            made[at] ^= 1 << random.randrange(8)
        elif what == 1:
            del made[at : at + random.randrange(1, 30)]
        elif what == 2:
            made[at:at] = made[at : at + random.randrange(1, 60)] * random.randrange(1, 4)
        elif what == 3:
            made[at:at] = random.choice(odd)
        elif len(made) > 2:
            made = made[:at] if random.random() < 0.15 else made[: at // 2] + made[at:] if random.random() < 0.1 else made
    return bytes(made)
