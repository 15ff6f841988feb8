"""Lines and sentences, in every script, on this machine: what a model gets is one sentence at a time.

spaCy's rule for sentence ends knows all the marks; its blank tokenisers know that "bijv." ends no sentence. People on a
phone write marks without a space after them, and "::" where their keyboard has no "።": both are understood first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

ENDS = (".", "!", "?", "።", "፧", "፨", "؟", "۔", "…", "...")
_TYPED_ETHIOPIC_END = re.compile(r"(?<=[ሀ-፿])\s?(?:::|፡፡)")
_GLUED_MARK = re.compile(r"([።፧፨؟۔])(?=\w)")
# outside Latin a point between two letters ends a sentence, but not after a single letter (ዓ.ም, ص.ب)
_LETTER = r"(?:(?![\d_])[\u0600-\u06ff\u1200-\u137f])"
_GLUED_POINT = re.compile(rf"({_LETTER}{{2}}[.!])(?={_LETTER})")
_SINGLE_LETTER = re.compile(r"(?<!\w)[^\W\d_]\.$")
_CLAUSE = re.compile(r"(?<=[,;:،؛፣፤፥])\s*")


def sentences(line: str, spacy_code: str) -> list[str]:
    """The sentences of one line, without the space around them; nothing of it is lost.

    Args:
        line: text without line breaks.
        spacy_code: the code of spaCy's blank pipeline (``Language.spacy_code``); one it does not know is read by the marks
            alone.
    """
    text = _TYPED_ETHIOPIC_END.sub("።", line)
    text = _GLUED_POINT.sub(r"\1 ", _GLUED_MARK.sub(r"\1 ", text)).strip()
    if not text:
        return []
    found: list[str] = []
    goes_on = False
    for sentence in _splitter(spacy_code)(text).sents:
        if goes_on:
            found[-1] += sentence.text
        elif sentence.text.strip():
            found.append(sentence.text)
        # ዓ.ም is one word, whatever the tokeniser makes of its point
        at_the_end = sentence.end_char >= len(text) or text[sentence.end_char].isspace()
        goes_on = bool(found) and not at_the_end and _SINGLE_LETTER.search(found[-1]) is not None
    return [sentence.strip() for sentence in found]


def fitting(sentence: str, most: int, size: Callable[[str], int]) -> list[str]:
    """The sentence in parts that a model can take: whole when it fits, else cut at clause marks, spaces, or anywhere.

    Args:
        sentence: one sentence.
        most: the largest size of a part.
        size: how large a text is for the model (its number of tokens).
    """
    if size(sentence) <= most:
        return [sentence]
    for pieces, glue in ((_CLAUSE.split(sentence), " "), (sentence.split(), " "), (_halves(sentence), "")):
        pieces = [piece for piece in pieces if piece.strip()]
        if len(pieces) > 1:
            return [part for group in _packed(pieces, glue, most, size) for part in fitting(group, most, size)]
    return [sentence]


def _packed(pieces: list[str], glue: str, most: int, size: Callable[[str], int]) -> list[str]:
    """Put neighbours together as long as they fit."""
    groups: list[str] = []
    for piece in pieces:
        joined = glue.join((groups[-1], piece)) if groups else piece
        if groups and glue and size(joined) <= most:
            groups[-1] = joined
        else:
            groups.append(piece)
    return groups


def _halves(text: str) -> list[str]:
    middle = len(text) // 2
    return [text[:middle], text[middle:]]


@cache
def _splitter(spacy_code: str) -> Any:
    import spacy

    try:
        pipeline = spacy.blank(spacy_code)
    except ImportError:
        pipeline = spacy.blank("xx")
    pipeline.add_pipe("sentencizer", config={"punct_chars": list(ENDS)})
    return pipeline
