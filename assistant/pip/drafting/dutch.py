"""Small Dutch grammar for the plan: numbers in words, lists, days and the names of countries inside a sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.dossier.forms import MONTHS, day_nl
from assistant.value_labels import country_name, language_name

NUMBERS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
WITH_HALF = {0.5: "een half", 1.5: "anderhalf"}

WITH_ARTICLE = {
    "AE": "de", "BS": "de", "CF": "de", "DO": "de", "GB": "het", "KM": "de", "MV": "de", "PH": "de", "PS": "de", "SC": "de",
    "US": "de", "VA": "", "FO": "de", "MH": "de", "SB": "de", "CZ": "",
}  # fmt: skip
"""Countries whose Dutch name has an article within a sentence: "in de Filipijnen"."""


def number(value: float) -> str:
    """A number within a sentence: in words up to twenty, halves too, else in figures with a comma."""
    if value in WITH_HALF:
        return WITH_HALF[value]
    if float(value).is_integer():
        return NUMBERS[int(value)] if 0 <= value <= 20 else digits(value)
    if float(value * 2).is_integer() and 2 <= value < 20:
        whole = NUMBERS[int(value)]
        return f"{whole}{'ën' if whole.endswith('e') else 'en'}half"
    return digits(value)


def digits(value: float) -> str:
    """A number in figures, with a decimal comma: ``7,5``."""
    return f"{value:.10g}".replace(".", ",")


def listed(parts: Sequence[str], word: str = "en") -> str:
    """``a``, ``a en b``, ``a, b en c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence_end(text: str) -> str:
    """The text as a sentence: with a full stop when it ends on nothing."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def quoted(words: str) -> str:
    """Words of a person as they stand in a sentence."""
    clean = " ".join(words.split()).replace("“", "‘").replace("”", "’").replace('"', "’")
    return f"“{clean[:-1] if clean.endswith('.') and not clean.endswith('..') else clean}”"


def day(value: str) -> str:
    """A day, month or year (ISO 8601, complete or not) in Dutch: ``3 maart 1994``, ``maart 1994``, ``1994``."""
    if len(value) >= 10:
        return day_nl(value)
    year, *rest = value.split("-")
    return f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else year


def on_day(value: str) -> str:
    """The same with its preposition: ``op 3 maart 1994``, ``in maart 1994``, ``in 1994``."""
    return f"{'op' if len(value) >= 10 else 'in'} {day(value)}"


def country(code: str) -> str:
    """The name of a country as it stands in a sentence, with its article where it has one."""
    article = WITH_ARTICLE.get(code, "")
    return f"{article} {country_name(code, 'nl')}".strip()


def language(code: str) -> str:
    """The name of a language in Dutch."""
    return language_name(code, "nl")


def latin_digits(text: str) -> str:
    """Text that nobody translates (a telephone number) with European digits."""
    return " ".join("".join(str(unicodedata.digit(one, one)) if one.isdigit() else one for one in text).split())
