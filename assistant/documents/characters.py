"""Characters that act without being seen, or that a font lacks, become a mark that can be read: ``[U+202E]``.

A control character is not allowed in XML, a direction override makes a text read otherwise than it is stored, and a letter
that no font holds would stop an archive PDF from being made. None of these may be lost, hidden, or stop a document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import replace

from assistant.documents.tree import Document, with_texts

NEEDED = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and direction marks of ordinary spelling in Persian and Arabic: these stay."""

LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
NOT_COVERED = "tekens_niet_in_lettertype"
"""Name in the metadata of a document: the characters that were replaced because no font holds them."""

BREAK = "\u200b"


def code_point(character: str) -> str:
    """The mark that stands for a character: ``[U+0007]``."""
    return f"[U+{ord(character):04X}]"


def visible(text: str) -> str:
    """The text, with every character that acts without being seen as a mark; line ends become ``\\n``."""
    for found, wanted in LINE_ENDS.items():
        text = text.replace(found, wanted)
    return "".join(code_point(one) if _unseen(one) else one for one in text)


def harmless(document: Document) -> Document:
    """The document with only visible characters: what every form is made from."""
    return with_texts(document, visible)


def within(document: Document, covered: Collection[int]) -> Document:
    """The document with a mark for every character outside ``covered`` (code points of fonts); the metadata name them."""
    lacking: set[str] = set()

    def change(text: str) -> str:
        missing = {one for one in text if ord(one) not in covered and one != "\n"}
        lacking.update(missing)
        return "".join(code_point(one) if one in missing else one for one in text) if missing else text

    changed = with_texts(document, change)
    if not lacking:
        return changed
    named = ", ".join(f"U+{ord(one):04X}" for one in sorted(lacking))
    return replace(changed, meta={**changed.meta, NOT_COVERED: named})


def breakable(text: str, longest: int) -> str:
    """The text with places to break in every word longer than ``longest`` letters, so that it stays on its line."""
    return " ".join(_broken(word, longest) if len(word) > longest else word for word in text.split(" "))


def _broken(word: str, longest: int) -> str:
    parts: list[str] = [""]
    for letter in word:
        # a mark belongs to the letter before it
        if len(parts[-1]) >= longest and not unicodedata.combining(letter) and letter not in NEEDED:
            parts.append("")
        parts[-1] += letter
    return BREAK.join(parts)


def _unseen(character: str) -> bool:
    if character == "\n" or character in NEEDED:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Co"}
