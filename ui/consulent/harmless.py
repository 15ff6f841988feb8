"""Words of a person on a staff screen: shown as text, whatever characters they hold.

Jinja2 escapes markup. What escaping leaves are characters that act without being seen: control characters, and the
direction overrides that make a text read otherwise than it is stored. These become visible marks. Joiners and single
direction marks stay, because Persian and Arabic spelling needs them.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NEEDED = frozenset("\u200c\u200d\u200e\u200f\u061c")  # joiners and direction marks of ordinary spelling


def _acts_unseen(character: str) -> bool:
    if character in _NEEDED or character in "\n\t":
        return False
    return character in _OVERRIDES or unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def harmless(words: str | None) -> Markup:
    """The words as safe HTML text; characters that act without being seen show as a mark with their code point."""
    parts: list[Markup] = []
    plain: list[str] = []
    for character in words or "":
        if _acts_unseen(character):
            parts.append(escape("".join(plain)))
            plain.clear()
            code = f"U+{ord(character):04X}"
            parts.append(Markup('<span class="cs-unseen" title="onzichtbaar teken {}">{}</span>').format(code, code))
        else:
            plain.append(character)
    parts.append(escape("".join(plain)))
    return Markup("").join(parts)
