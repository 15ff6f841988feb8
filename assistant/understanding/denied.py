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
    for place, (token, word) in enumerate(zip(tokens[:-1], folded, strict=False)):
        following = tokens[place + 1 :]
        if phrases.denial_after and place and phrases.denies(word) and not _counts(tokens, place, language):
            return " ".join(following)
        breaks = token.endswith(_BREAKS) or folded[place + 1] in phrases.contrast
        if not breaks or (place == 0 and phrases.denies(word)):
            continue
        part = folded[: place + 1]
        denied = phrases.denies(part[0]) if folded[place + 1] not in phrases.contrast else _denies(part, language)
        if denied:
            rest = following[1:] if folded[place + 1] in phrases.contrast else following
            return " ".join(rest) or None
    return None


def _counts(tokens: Sequence[str], place: int, language: Language) -> bool:
    """Whether the word is a number here: «نیم» (half, or I am not), «شصت و نه» (nine, or no)."""
    words = lexicon(language, ("numbers",))
    item = words.tag(tokens[place])[0]
    if not item.has("also_no"):
        return item.has("fractions") or item.has("values")
    before = words.tag(tokens[place - 1])[-1]
    return before.has("and") or (before.has("values") and not before.digits)


def _denies(part: list[str], language: Language) -> bool:
    """Whether a part before "but" denies; "nee" by itself only answers."""
    return any(phrasing(language).denies(word) for word in part) and len(part) > 1
