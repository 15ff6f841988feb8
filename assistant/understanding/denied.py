"""What is left of an answer when what it denies is taken away: "niet 1985 maar 1986" says 1986.

Only where the words are plain: a part that begins with a denial ("niet in 1985", «مو ٨٥») or, in languages where denials stand
behind, ends with one («ایران نی»), and another part after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.understanding.languages import Language
from assistant.understanding.normalise import without_spaces
from assistant.understanding.phrases import phrasing
from assistant.understanding.tagging import lexicon

_BREAKS = (",", ";", ".", "،", "؛", "፣", "፤", "።")


def without_denied(text: str, language: Language) -> str | None:
    """The part of ``text`` after what it denies; ``None`` when it denies nothing in this way.

    Args:
        text: the words as said.
        language: the language the person chose.
    """
    phrases = phrasing(language)
    tokens = text.split()
    folded = [without_spaces(token) for token in tokens]
    denies = [phrases.denies(word) for word in folded]
    any_denied = False
    for place, token in enumerate(tokens[:-1]):
        any_denied = any_denied or denies[place]
        if phrases.denial_after and place and denies[place] and not _counts(tokens, place, language):
            return " ".join(tokens[place + 1 :])
        contrast = folded[place + 1] in phrases.contrast
        if not (contrast or token.endswith(_BREAKS)) or (place == 0 and denies[0]):
            continue
        # "nee" by itself only answers
        if (any_denied and place > 0) if contrast else denies[0]:
            return " ".join(tokens[place + (2 if contrast else 1) :]) or None
    return None


def _counts(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Whether the word is a number here: «نیم» (half, or I am not), «شصت و نه» (nine, or no)."""
    words = lexicon(language, ("numbers",))
    item = words.tag(tokens[place])[0]
    if not item.has("also_no"):
        return item.has("fractions") or item.has("values")
    before = words.tag(tokens[place - 1])[-1]
    return before.has("and") or (before.has("values") and not before.digits)
