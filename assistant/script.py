"""Which script words are written in."""

from __future__ import annotations

import unicodedata

SCRIPTS = (("ETHIOPIC", "Ethi"), ("ARABIC", "Arab"), ("LATIN", "Latn"), ("CYRILLIC", "Cyrl"), ("GREEK", "Grek"))


def script_of(text: str) -> str:
    """ISO 15924 code of the script most letters of the text are in; ``Zyyy`` when it has no letters."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            name = unicodedata.name(letter, "")
            script = next((code for word, code in SCRIPTS if name.startswith(word)), "Zzzz")
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else "Zyyy"
