"""Names and numbers out of a text, and those of another text in: what makes one person's words serve for everybody.

``⟦1⟧ ⟦2⟧`` stand for numbers (in digits or words), ``⟦a⟧ ⟦b⟧`` for names and everything else that is no ordinary word, in the
order in which they come. The same number or name has the same mark throughout a text. (No ``_`` is used: machines that translate
turn it into a space.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.script import script_of
from assistant.understanding.counted import NUMBER, ORDINAL, with_numbers
from assistant.understanding.languages import language as language_of
from assistant.understanding.normalise import fold, words
from assistant.understanding.numerals import GEEZ_SIGNS, geez_number
from assistant.understanding.tagging import lexicon
from translations.memory.ordinary import OrdinaryWords, ordinary_words

Kind = Literal["word", "number", "name"]

MARK = re.compile(r"⟦(\d+|[a-z]+)⟧")
_LATIN = "Latn"
_LONGEST_NUMBER = 7
"""Words of the longest number in words that is put together."""
_NUMBER_KINDS = ("values", "times", "fractions", "ordinals")
_NOT_SURELY_A_NUMBER = ("article", "also_no", "preposition_too")
_ONE = "1"
"""Says nothing about anybody, and is an article as often as a number."""

# marks that stand on letters, joiners and the apostrophe belong to a word
_TOKEN = re.compile(
    r"(?P<contact>[^\s@]+@[^\s@]+\.\w+|https?://\S+|www\.\S+|@\w+)"
    r"|(?P<digits>\d+)"
    rf"|(?P<geez>[{GEEZ_SIGNS}]+)"
    rf"|(?P<word>(?![{GEEZ_SIGNS}])[^\W\d_](?:(?![{GEEZ_SIGNS}])[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d'’])*)"
)
_SENTENCE_STARTS_AFTER = re.compile(r"(?:^|[.!?:;…\n\"“”«»(\[–—-])[\s\"'“”«»(\[]*$")


@dataclass(frozen=True)
class Token:
    """A piece of a text: an ordinary word, a number or a name, with where it stands.

    Attributes:
        value: of a number its digits, of a name its words as written.
        rank: a number that says a rank (the ninth).
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: str = ""
    rank: bool = False


@dataclass(frozen=True)
class Masked:
    """A text without its numbers and names.

    Attributes:
        text: the text with marks.
        key: what it is found by: the folded words and marks, and whether it asks something.
        numbers, names: mark -> what stood there, as written.
        ordinary: how many ordinary words are left.
    """

    text: str
    key: str
    numbers: Mapping[str, str]
    names: Mapping[str, str]
    ordinary: int


def tokens_of(text: str, code: str, names: Sequence[str] = ()) -> list[Token]:
    """The words, numbers and names of a text, in order.

    Args:
        text: the text.
        code: its language.
        names: names that are known to stand in it; they are names even where they are ordinary words too.
    """
    known = ordinary_words(code)
    named = {word for name in names for word in words(name)}
    found: list[Token] = []
    matches = list(_TOKEN.finditer(text))
    at = 0
    after_title = False
    while at < len(matches):
        match = matches[at]
        if run := _number_words(text, code, matches, at):
            token, at = run
            found.append(token)
            after_title = False
            continue
        token = _single(text, code, match, known, named, after_title)
        after_title = token.kind == "word" and fold(token.text) in known.titles
        found.append(token)
        at += 1
    return found


def mask(text: str, code: str, names: Sequence[str] = ()) -> Masked:
    """``text`` without its numbers and names; see ``tokens_of`` for the arguments."""
    tokens = tokens_of(text, code, names)
    return masked(text, tokens, marks_of(tokens))


def marks_of(tokens: Sequence[Token]) -> dict[tuple[Kind, str], str]:
    """(kind, comparable value) -> mark, in order of appearance."""
    marks: dict[tuple[Kind, str], str] = {}
    numbers = names = 0
    for token in tokens:
        key = (token.kind, comparable(token))
        if token.kind == "word" or key in marks:
            continue
        if token.kind == "number":
            numbers += 1
            marks[key] = f"⟦{numbers}⟧"
        else:
            names += 1
            marks[key] = f"⟦{_letters(names)}⟧"
    return marks


def masked(text: str, tokens: Sequence[Token], marks: Mapping[tuple[Kind, str], str]) -> Masked:
    """``text`` with the marks in the place of its numbers and names."""
    pieces: list[str] = []
    key: list[str] = []
    numbers: dict[str, str] = {}
    names: dict[str, str] = {}
    end = ordinary = 0
    for token in tokens:
        pieces.append(text[end : token.start])
        end = token.end
        if token.kind == "word":
            pieces.append(token.text)
            folded = words(token.text)
            key += folded
            ordinary += bool(folded)
            continue
        mark = marks[token.kind, comparable(token)]
        pieces.append(mark)
        key.append(mark)
        (numbers if token.kind == "number" else names).setdefault(mark, token.value)
    pieces.append(text[end:])
    if text.rstrip(" .!…\"'").endswith(("?", "؟", "፧")):
        key.append("?")
    return Masked("".join(pieces), fold(" ".join(key)), numbers, names, ordinary)


def filled(text: str, values: Mapping[str, str]) -> str | None:
    """A masked text with these values for its marks; None when one is missing."""
    if any(mark.group() not in values for mark in MARK.finditer(text)):
        return None
    return MARK.sub(lambda mark: values[mark.group()], text)


def comparable(token: Token) -> str:
    """The form in which numbers and names are compared."""
    return token.value if token.kind == "number" else fold(token.value)


def _single(
    text: str, code: str, match: re.Match[str], known: OrdinaryWords, named: set[str], after_title: bool
) -> Token:
    piece, start, end = match.group(), match.start(), match.end()
    if match.lastgroup == "contact":
        return Token("name", piece, start, end, piece)
    if match.lastgroup == "digits":
        return Token("number", piece, start, end, "".join(str(unicodedata.decimal(sign)) for sign in piece))
    if match.lastgroup == "geez":
        number = geez_number(piece)
        return Token("number", piece, start, end, piece if number is None else str(number))
    folded = fold(piece)
    parts = words(piece)
    if named & {folded, *parts} or after_title or not _is_ordinary(text, code, match, folded, known):
        return Token("name", piece, start, end, piece)
    return Token("word", piece, start, end)


def _is_ordinary(text: str, code: str, match: re.Match[str], folded: str, known: OrdinaryWords) -> bool:
    if not folded:
        return True  # a sign that folds away
    piece = match.group()
    if known.capitals is None:
        if script_of(piece) == _LATIN:
            # Dutch words that people use among their own: azc, gemeente
            dutch = ordinary_words("nl")
            return dutch.capitals is not None and (
                folded in dutch.capitals or folded in dutch.listed and piece.islower()
            )
        return known.knows(folded)
    if folded in known.capitals:
        return True
    if piece[:1].isupper() and not _SENTENCE_STARTS_AFTER.search(text[: match.start()]):
        return False
    return known.knows(folded)


def _number_words(text: str, code: str, matches: Sequence[re.Match[str]], at: int) -> tuple[Token, int] | None:
    """The number in words that begins at ``matches[at]`` and the index after it."""
    if matches[at].lastgroup != "word" or not _can_be_number(fold(matches[at].group()), code):
        return None
    last = at + 1
    while (
        last < len(matches)
        and last - at < _LONGEST_NUMBER
        and matches[last].lastgroup == "word"
        and _can_be_number(fold(matches[last].group()), code)
        and not text[matches[last - 1].end() : matches[last].start()].strip("- ")
    ):
        last += 1
    for end in range(last, at, -1):
        start_of, end_of = matches[at].start(), matches[end - 1].end()
        if (read := _read(fold(text[start_of:end_of]), code)) and read[0] != _ONE:
            return Token("number", text[start_of:end_of], start_of, end_of, read[0], read[1]), end
    return None


@lru_cache(maxsize=16384)
def _can_be_number(folded: str, code: str) -> bool:
    items = lexicon(language_of(code), ("numbers",)).tag(folded)
    return bool(items) and all(any(item.has(kind) for kind in (*_NUMBER_KINDS, "and")) for item in items)


@lru_cache(maxsize=16384)
def _read(folded: str, code: str) -> tuple[str, bool] | None:
    """(digits, whether it is a rank) when these words are one number and nothing else."""
    tagged = lexicon(language_of(code), ("numbers",)).tag(folded)
    if len(tagged) == 1 and any(tagged[0].has(kind) for kind in _NOT_SURELY_A_NUMBER):
        return None
    items = with_numbers(tagged, decimals=False)
    # "and" before a number is written onto it (وخمسة); "and" after it belongs to what follows
    if items and items[0].has("and") and not items[0].text and not items[0].has(NUMBER):
        items = items[1:]
    if len(items) != 1 or not items[0].has(NUMBER) or tagged[-1].has("and"):
        return None
    return f"{items[0].value(NUMBER):g}" if items[0].value(NUMBER) % 1 else str(items[0].value(NUMBER)), items[0].has(
        ORDINAL
    )


def _letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def says_who(tokens: Sequence[Token], code: str) -> bool:
    """Whether the words lead up to a name, an address or a date in words, which cannot be taken out safely."""
    known = ordinary_words(code)
    return any(
        known.says_who(folded) or folded in known.months
        for folded in (fold(token.text) for token in tokens if token.kind != "number")
    )
