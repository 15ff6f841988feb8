"""The form in which words are compared, never the form in which they are kept.

People write the same word in many ways: with a Persian or a Kurdish keyboard, with or without vowel signs, with one of
several Ge'ez letters that sound alike, with or without accents. :func:`fold` brings these together. The words a person
said are stored untouched; folding is only for comparing, so it may freely lose what does not tell words apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Arabic letters as different keyboards type them. Alef with hamza or madda, waw and yeh with hamza lose their hamza
# by decomposition (see _without_marks), so only letters without a decomposition stand here.
_ARABIC_KEYBOARDS = {
    "ی": "ي", "ى": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ۍ": "ي",
    "ک": "ك", "ڪ": "ك", "ګ": "گ",
    "ە": "ه", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "ٱ": "ا", "ۆ": "و", "ۇ": "و", "ڕ": "ر", "ڵ": "ل", "ۊ": "و",
    "ء": "", "ـ": "",
    "٫": ".", "٬": ",", "،": ",", "؛": ";", "؟": "?", "۔": ".", "٪": "%",
}  # fmt: skip

_LATIN = {
    "ß": "ss", "ı": "i", "ø": "o", "æ": "ae", "đ": "d", "ł": "l",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'", "ʿ": "'", "ʾ": "'", "ʹ": "'", "＇": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "×": "x", "÷": "/", "⁄": "/",
}  # fmt: skip

# Controls that change how text is drawn, not what it says: zero-width joiners, direction marks, soft hyphen, BOM.
_CONTROLS = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


def _geez_rows() -> dict[str, str]:
    """Ge'ez letters that Tigrinya writers use for one another, row by row (eight forms of a consonant each).

    ሠ/ሰ, ፀ/ጸ and ኀ/ሐ sound the same; ኸ and ቐ are how ክ and ቅ sound after a vowel and are often written plain.
    The gutturals are written in their first or fourth form (ሐምለ, ሓምለ; አብ, ኣብ; ዐርቢ, ዓርቢ).
    The round forms ኰ ቈ ጐ are mixed up with ኮ ቆ ጎ.
    """
    table: dict[str, str] = {}
    for source, target in (("ሠ", "ሰ"), ("ፀ", "ጸ"), ("ኀ", "ሐ"), ("ኸ", "ከ"), ("ቐ", "ቀ")):
        for step in range(7):
            table[chr(ord(source) + step)] = chr(ord(target) + step)
    for source, target in (("ሐ", "ሓ"), ("ኀ", "ሓ"), ("አ", "ኣ"), ("ኧ", "ኣ"), ("ዐ", "ዓ"), ("ሀ", "ሃ")):
        table[source] = target
    for source, target in (("ኰ", "ኮ"), ("ቈ", "ቆ"), ("ጐ", "ጎ"), ("ዀ", "ኮ"), ("ቘ", "ቆ"), ("ኈ", "ሆ")):
        table[source] = target
    return table


_GEEZ_PUNCTUATION = "፠፡።፣፤፥፦፧፨"

_LETTERS = str.maketrans(
    {**_ARABIC_KEYBOARDS, **_LATIN, **_geez_rows(), **dict.fromkeys(_GEEZ_PUNCTUATION, " ")},
)

_HALF_SIGN = re.compile(r"(\d?)\s?([½¼¾])")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}

# «نمی فهمم», «نمی‌فهمم» and «نمیفهمم» are one word: the Persian verb prefix is joined to a verb form after it. «می» is
# also the month of May, so it is only joined to a word with the ending of a verb, and never to سال, ماه or a number.
_VERB_PREFIX = re.compile(
    r"\b(نمي|مي) (?!(?:سال|ماه|ميلادي|هزار|صد|نوزده|هفتاد|هشتاد|هجده|ده)\b)(?=[^\W\d_]+[ميدنه]\b)"
)

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_REPEATED = re.compile(r"(.)\1{2,}")


def _without_marks(text: str) -> str:
    """``text`` without accents, vowel signs, hamza on a letter and other marks that stand on letters."""
    if text.isascii():
        return text
    # marks are taken out first as well: thousands of them on one letter take the square of their number to put in order
    bare = "".join(sign for sign in text if not (unicodedata.combining(sign) or unicodedata.category(sign) == "Mn"))
    decomposed = unicodedata.normalize("NFKD", bare)
    kept = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFKC", kept)


def _ascii_digits(text: str) -> str:
    """``text`` with the decimal digits of every script as 0-9 (Ge'ez numerals are no decimal digits and stay)."""
    return "".join(
        str(unicodedata.decimal(sign)) if sign > "\x7f" and unicodedata.category(sign) == "Nd" else sign
        for sign in text
    )


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form of ``text`` in which words are compared.

    Compatibility forms, letter case, accents and vowel signs, keyboard variants of Arabic letters, homophone Ge'ez
    letters, digits of all scripts and invisible direction marks are brought to one form; runs of space become one
    space. Punctuation other than Ge'ez punctuation stays (numbers and dates need it). The zero-width non-joiner is
    removed and the Persian verb prefixes «می» and «نمی» are joined to their verb, so that the three usual ways to write
    «نمی‌فهمم» are equal. ``fold(fold(text)) == fold(text)``.
    """
    text = _HALF_SIGN.sub(lambda sign: (sign.group(1) or "0") + _FRACTIONS[sign.group(2)], text)
    text = _CONTROLS.sub("", text)
    text = _without_marks(text.casefold())
    text = _ascii_digits(text.translate(_LETTERS))
    text = " ".join(text.split())
    return _VERB_PREFIX.sub(r"\1", text)


def words(text: str) -> list[str]:
    """The folded words of ``text`` without punctuation; an apostrophe inside a word stays (``zo'n``)."""
    return _WORD.findall(fold(text))


def without_emphasis(word: str) -> str:
    """``word`` with letters that are repeated three times or more written once ("jaaaa" -> "ja", "لاااا" -> "لا").

    Call it when the word itself is unknown: some words have their double letter for a reason.
    """
    return _REPEATED.sub(r"\1", word)


def without_spaces(text: str) -> str:
    """The folded text without spaces and punctuation, for phrases that people write with and without spaces."""
    return "".join(words(text))
