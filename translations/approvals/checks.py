"""What a person should look at in a translated text of the product, and what must be right before it may be kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.messages import PLACEHOLDER
from assistant.renditions.model import Check, Severity

CODES = ("empty", "placeholders", "numbers", "same", "script", "question_mark", "term")
QUESTION_MARKS = "?؟፧"
_NUMBER = re.compile(r"\d+(?:[.,:٫٬]\d+)*")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# a Dutch name or word beside its translation is right; this many words in a row are a piece that was left in Dutch
LONGEST_LATIN = 8


def placeholders_of(dutch: str) -> tuple[str, ...]:
    """The names between braces, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(dutch)))


def wrong_placeholders(dutch: str, text: str) -> tuple[str, ...]:
    """What must be mended before a text can be shown: placeholders that are lost, added or broken, with their braces."""
    wanted, there = set(placeholders_of(dutch)), set(placeholders_of(text))
    wrong = ["{" + name + "}" for name in placeholders_of(dutch) if name not in there]
    wrong += ["{" + name + "}" for name in placeholders_of(text) if name not in wanted]
    # a brace of its own, or a name that was translated: the program could not fill it in
    rest = PLACEHOLDER.sub("", text)
    wrong += re.findall(r"\{[^{}]*\}?|\}", rest)
    return tuple(wrong)


def check_text(
    dutch: str, text: str, *, script: str, dutch_script: str, terms: Iterable[tuple[str, bool]] = (),
    says: Mapping[str, str],
) -> tuple[Check, ...]:  # fmt: skip
    """Everything a reviewer should look at.

    Args:
        dutch, text: both texts.
        script, dutch_script: ISO 15924 code of the script of each language.
        terms: the agreed word of every glossary term in the Dutch, and whether the translation has it.
        says: code of a check -> its sentence in Dutch, with {found}.
    """
    found: list[Check] = []

    def look_at(code: str, severity: Severity, what: Iterable[str] = ()) -> None:
        pieces = tuple(what)
        found.append(Check(code, severity, says[code].replace("{found}", ", ".join(pieces)), pieces))

    if not text.strip():
        look_at("empty", "error")
        return tuple(found)
    if wrong := wrong_placeholders(dutch, text):
        look_at("placeholders", "error", wrong)
    plain = PLACEHOLDER.sub(" ", text)
    if numbers := _other_numbers(PLACEHOLDER.sub(" ", dutch), plain):
        look_at("numbers", "warning", numbers)
    if text == dutch and not is_name(dutch):
        look_at("same", "warning")
    elif script != dutch_script and (piece := _left_in_latin(plain, script)):
        look_at("script", "warning", [piece])
    if _asks(dutch) != _asks(text):
        look_at("question_mark", "warning")
    if lacking := [word for word, is_there in terms if not is_there]:
        look_at("term", "warning", lacking)
    return tuple(found)


def is_name(dutch: str) -> bool:
    """Whether a text may be the same in every language: names and abbreviations, and what holds no words at all."""
    words = _LATIN_WORD.findall(PLACEHOLDER.sub(" ", dutch))
    return all(any(letter.isupper() for letter in word) for word in words) and len(words) <= 2


def _asks(text: str) -> bool:
    """Whether a text ends as a question: within a text a language may well say "when it is far" for "is it far?"."""
    return text.rstrip(" .\n\t\"'»”)").endswith(tuple(QUESTION_MARKS))


def _other_numbers(dutch: str, text: str) -> list[str]:
    """Numbers of the Dutch that the translation lacks, then those it has too many; digits of any script are the same."""
    wanted, there = Counter(_numbers(dutch)), Counter(_numbers(text))
    return list((wanted - there).elements()) + list((there - wanted).elements())


def _numbers(text: str) -> list[str]:
    latin = "".join(
        str(unicodedata.decimal(letter)) if unicodedata.decimal(letter, None) is not None else letter for letter in text
    )
    # 1.000 and 1000, 9:30 and 9.30 are the same number
    return [re.sub(r"\D", "", number) for number in _NUMBER.findall(latin)]


def _left_in_latin(text: str, script: str) -> str | None:
    """A long piece in Latin letters in a text of another script, or a text without a letter of its own script."""
    block = {"Arab": "ARABIC", "Ethi": "ETHIOPIC"}.get(script, script.upper())
    letters = [letter for letter in text if letter.isalpha()]
    if letters and not any(unicodedata.name(letter, "").startswith(block) for letter in letters):
        return None if is_name(text) else text.strip()[:60]
    run: list[str] = []
    for piece in re.findall(r"\S+", text):
        if _LATIN_WORD.fullmatch(piece.strip(".,:;!?()«»\"'")) and piece.isascii():
            run.append(piece)
            if len(run) >= LONGEST_LATIN:
                return " ".join(run)
        else:
            run = []
    return None
