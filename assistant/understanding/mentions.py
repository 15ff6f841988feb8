"""Which topics of the intake an answer also talks about.

Asked for a date of birth, a person may write "I have three children and my back hurts". That is an answer to questions that
were not asked yet; the conversation keeps it as a note for the consulent and asks its own question again. The topics only
say where such a note belongs. ``topics.yml`` of a language has per topic ``strong`` cues (one is enough) and ``weak`` cues
(two different ones are needed), compared like all phrases: keyboard variants, articles and prepositions do not matter, but
typing errors are not forgiven.

An answer of one or two words says nothing but the answer, so it has no mentions. A plain answer can name its own topic ("my
daughter is fourteen"): the caller leaves out the topic of the question that was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.understanding.bounded import in_runs
from assistant.understanding.languages import BrokenLanguageData, Language
from assistant.understanding.languages import language as _language
from assistant.understanding.normalise import words as _words
from assistant.understanding.phrases import Lexicon, phrasing

TOPICS = (
    "gezin",
    "kinderen_vve",
    "onderwijs",
    "taal",
    "werk",
    "gezondheid",
    "wonen",
    "financien",
    "netwerk",
    "digitaal",
    "vrije_tijd",
    "wensen",
    "inburgering",
)
"""The topics that can be recognised, in the order of the intake."""

FEWEST_WORDS = 3
"""With fewer words than this an answer is too short to talk about something else as well."""

_WEAK_NEEDED = 2
_STRENGTHS = ("strong", "weak")


def mentions(words: str, language: str) -> tuple[str, ...]:
    """The ids of the intake topics that ``words`` talk about, in the order of the intake; often none.

    Args:
        words: what the person said.
        language: the language the person chose.

    Raises:
        assistant.understanding.languages.UnknownLanguage: ``language`` has no folder.
        assistant.understanding.languages.BrokenLanguageData: ``topics.yml`` names an unknown topic.
    """
    spoken = _words(in_runs(words))
    if len(spoken) < FEWEST_WORDS:
        return ()
    strong: set[str] = set()
    weak: dict[str, set[str]] = {}
    for hit in _cues(_language(language)).find(spoken, near=False):
        for topic, strength in hit.meanings:
            if strength == "strong":
                strong.add(topic)
            else:
                weak.setdefault(topic, set()).add(hit.phrase)
    enough = {topic for topic, phrases in weak.items() if len(phrases) >= _WEAK_NEEDED}
    return tuple(topic for topic in TOPICS if topic in strong | enough)


@cache
def _cues(language: Language) -> Lexicon[tuple[str, str]]:
    cues: Lexicon[tuple[str, str]] = Lexicon(phrasing(language))
    for layer in language.layers("topics"):
        cues.add_layer(_entries(layer, language))
    return cues


def _entries(
    layer: Mapping[str, Mapping[str, Sequence[str]]], language: Language
) -> Iterator[tuple[str, tuple[str, str]]]:
    for topic, lists in layer.items():
        if topic not in TOPICS:
            raise BrokenLanguageData(language.code, "topics", f"{topic!r} is no topic; topics: {', '.join(TOPICS)}")
        for strength in _STRENGTHS:
            yield from ((phrase, (topic, strength)) for phrase in lists.get(strength) or ())


__all__ = ["FEWEST_WORDS", "TOPICS", "mentions"]
