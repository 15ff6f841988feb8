"""One spelling for what people write in many ways, only for recognising the kind of move. The words stay as they are.

People type Arabic with Persian or Kurdish keyboards and the other way round, with or without vowel signs, Tigrinya with
Amharic spellings, all of them in Latin letters too, and stretch words when they mean them. For the classifier these are
the same words.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters that keyboards and habits exchange, written as one of them. Accents, vowel signs and hamzas go before this,
#: by Unicode's own decomposition.
_ARABIC = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ێ": "ی",
        "ك": "ک",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ٱ": "ا",
        "ـ": "",  # the stroke that stretches a word
        "\u200c": " ",  # the invisible gap inside a Persian word: some type a space, some nothing
        "\u200d": "",
    }
)


def _same_row(written: int, kept: int, length: int = 7) -> dict[int, int]:
    """A consonant of the Ge'ez script with its vowels, written with another letter of the same sound."""
    return {written + vowel: kept + vowel for vowel in range(length)}


#: Pairs that sound alike in Tigrinya; which one is written depends on the keyboard and the country.
_GEEZ = {
    **_same_row(ord("ሠ"), ord("ሰ")),
    **_same_row(ord("ፀ"), ord("ጸ")),
    **_same_row(ord("ኀ"), ord("ሐ")),
    ord("አ"): ord("ኣ"),
}

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_QUESTION = re.compile(r"[?؟፧]+")
_NUMBER = re.compile(r"(?<!\w)[\d፩-፼]+(?!\w)")
_STRETCHED = re.compile(r"(.)\1{2,}")
_NO_WORD = re.compile(r"[^\w?]+")


def one_spelling(text: str) -> str:
    """The words of a text in the one spelling, in lower case, with single spaces between them.

    A number becomes 0, because which number it is says nothing about the kind of move; digits inside a word stay
    ("3endi"). A question mark becomes a word of its own. Other punctuation, signs and emoji fall away.

    >>> one_spelling("Ik BEN 34 jaaaar!")
    'ik ben 0 jar'
    >>> one_spelling("ما بَعرِف؟؟")
    'ما بعرف ?'
    """
    joined = _APOSTROPHES.sub("", text.lower())  # "k'enidi", "foto's"
    letters = (sign for sign in unicodedata.normalize("NFKD", joined) if unicodedata.category(sign) != "Mn")
    words = unicodedata.normalize("NFKC", "".join(letters)).translate(_ARABIC).translate(_GEEZ)
    words = _NUMBER.sub("0", words)
    words = _STRETCHED.sub(r"\1", words)
    words = _QUESTION.sub(" ? ", words)
    return _NO_WORD.sub(" ", words).replace("_", " ").strip()
