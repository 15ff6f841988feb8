"""The parsers of what people say, each as one function of a text; and the worst texts for them, of any length."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from assistant.access import plain_code, readable_code
from assistant.answers.finding import find as find_answers
from assistant.conversation.words_said import problem_with
from assistant.danger import signals_danger
from assistant.understanding import Question, understand, value_types
from assistant.understanding.languages import language as language_of
from assistant.understanding.latin_letters import in_own_letters
from assistant.understanding.mentions import mentions
from assistant.understanding.normalise import fold
from assistant.understanding.phrases import clauses
from assistant.understanding.several import read_entries, read_fields
from assistant.understanding.several_shape import Field, GroupShape
from fuzzing.texts import LANGUAGES, marks, vocabulary

TODAY = datetime.date(2026, 11, 22)
CHILDREN = GroupShape("gezin.kinderen", {"leeftijd": Field("number"), "bij_u": Field("yesno"), "school": Field("text")})
JOBS = GroupShape("werk.banen", {"beroep": Field("occupation"), "land": Field("country"), "jaren": Field("number")})
TONGUES = GroupShape("taal.talen", {"taal": Field("language"), "spreken": Field("scale4"), "lezen": Field("scale4")})
OPTIONS = {
    "alleen": ("alleen", "وحدي", "በይነይ", "تنها"),
    "samen": ("samen", "معًا", "ብሓባር", "یکجا"),
    "anders": ("anders", "غير ذلك", "ካልእ", "دیگر"),
}  # fmt: skip


@cache
def WORD_PARSERS() -> dict[str, Callable[[str], Any]]:
    """Every parser of words, by its name and language."""
    found: dict[str, Callable[[str], Any]] = {}
    for language in LANGUAGES:
        spoken = language_of(language)
        for kind in value_types():
            question = Question("wonen.met_wie", OPTIONS) if kind == "choice" else Question("persoon.iets")
            found[f"understand.{kind}.{language}"] = partial(
                understand, value_type=kind, language=language, question=question, today=TODAY
            )
        found[f"danger.{language}"] = partial(signals_danger, language=language)
        found[f"mentions.{language}"] = partial(mentions, language=language)
        found[f"answers.{language}"] = partial(find_answers, language=language)
        found[f"children.{language}"] = partial(_entries, group=CHILDREN, asked="leeftijd", language=language)
        found[f"jobs.{language}"] = partial(_entries, group=JOBS, asked="beroep", language=language)
        found[f"tongues.{language}"] = partial(_entries, group=TONGUES, asked="taal", language=language)
        found[f"clauses.{language}"] = partial(clauses, language=spoken)
        found[f"latin.{language}"] = partial(in_own_letters, language=spoken)
    found["fold.nl"] = fold
    found["words_said.nl"] = problem_with
    found["code.nl"] = _code
    return found


def _entries(text: str, *, group: GroupShape, asked: str, language: str) -> None:
    read_entries(text, group, language, today=TODAY)
    read_fields(text, group, language, asked=asked, today=TODAY)


def _code(text: str) -> None:
    readable_code(plain_code(text))


_AND = {"nl": "en ", "ar": "و ", "ti": "ን ", "prs": "و "}
_NO = {"nl": "niet ", "ar": "مو ", "ti": "ኣይኮነን ", "prs": "نی "}
_MONTH = {"nl": "maart ", "ar": "آذار ", "ti": "መጋቢት ", "prs": "حمل "}
_ONE = {"nl": "vijf ", "ar": "خمسة ", "ti": "ሓሙሽተ ", "prs": "پنج "}
_JOB = {"nl": "bakker ", "ar": "خباز ", "ti": "ባኒ ", "prs": "نانوا "}
_DANGER = {"nl": "man slaat mij ", "ar": "زوجي يضربني ", "ti": "ሰብኣየይ ይሃርመኒ ", "prs": "شوهرم مرا میزند "}
_BUT = {"nl": "maar ", "ar": "لكن ", "ti": "ግን ", "prs": "اما "}

SHAPES: dict[str, Callable[[str], str]] = {
    "one digit": lambda language: "1",
    "digits apart": lambda language: "1 ",
    "arabic digits": lambda language: "٣",
    "geez numerals": lambda language: "፲",
    "digits with points": lambda language: "1.",
    "digits with strokes": lambda language: "1-2/",
    "separators": lambda language: ".,;:-/ ",
    "spaces": lambda language: " ",
    "one letter": lambda language: "a",
    "one native letter": lambda language: {"nl": "e", "ar": "ل", "ti": "ሰ", "prs": "ک"}[language],
    "letters apart": lambda language: "a ",
    "month names": lambda language: _MONTH[language],
    "months and days": lambda language: "3 " + _MONTH[language],
    "and": lambda language: _AND[language],
    "and between numbers": lambda language: _ONE[language] + _AND[language],
    "number words": lambda language: _ONE[language],
    "denials": lambda language: _NO[language],
    "denied numbers": lambda language: _NO[language] + "5 " + _BUT[language],
    "denied words with commas": lambda language: "x, " + _NO[language],
    "but": lambda language: _BUT[language],
    "occupations": lambda language: _JOB[language] + _AND[language],
    "brackets": lambda language: "(",
    "combining marks": lambda language: "\u0301\u0316",
    "marks on a letter": lambda language: "e\u0301\u0316\u0301",
    "mixed marks": lambda language: marks()[:3000],
    "vowel signs": lambda language: "مُ",
    "verb prefixes": lambda language: "می ",
    "invisible": lambda language: "\u200f\u200b",
    "apostrophes": lambda language: "a'",
    "new lines": lambda language: "1\n",
    "halves": lambda language: "1½ ",
    "every known word": lambda language: " ".join(vocabulary(language)) + " ",
    "known words backwards": lambda language: " ".join(reversed(vocabulary(language))) + " ",
    "latin letters": lambda language: "mnee7 aykonen ",
    "questions": lambda language: "? ",
    "kinds of danger": lambda language: _DANGER[language],
}
"""Name -> the piece that is repeated, by language."""


def shaped(shape: str, language: str, length: int) -> str:
    """A text of this shape and length; the odd and the even half differ by a sign, so that no memory answers."""
    piece = SHAPES[shape](language)
    return (piece * (length // len(piece) + 1))[:length]
