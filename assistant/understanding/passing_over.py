"""Passing over a question in one's own words: "nobody ever told me which year", "I would rather tell this to the lady myself".

``states.py`` knows whole phrases; here such a sentence is known by what it is made of: a word for not knowing and one for what is
not known, a word for not wanting and one for telling, a person and telling. ``passing_over.yml`` of a language has the words.
In free words the same sentence can be an answer ("I want to talk with people"), so there it also has to point at the question
itself ("this", "about that"): it has a word of one of the lists under ``pointing``. Words that belong to the answer of a question
(``answers`` in ``states.yml``) keep a sentence from being read so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Lexicon, phrasing
from assistant.understanding.reading import Reading, State
from assistant.understanding.states import answered_instead, can_mean_no

_ORDER: tuple[State, ...] = ("liever_met_een_persoon", "wil_niet_zeggen", "later", "weet_niet")
_LONGEST = 14
_LONGEST_FREE = 11
_CONFIDENCE = 0.75


@cache
def _lexicon(language: Language) -> Lexicon[str]:
    """Word or phrase -> the names of the lists it is in."""
    lexicon: Lexicon[str] = Lexicon(phrasing(language), typos=0)
    for layer in language.layers("passing_over"):
        lexicon.add_layer((phrase, name) for name, phrases in (layer.get("lists") or {}).items() for phrase in phrases)
    return lexicon


@cache
def _combinations(language: Language) -> dict[State, tuple[frozenset[str], ...]]:
    found: dict[State, list[frozenset[str]]] = {state: [] for state in _ORDER}
    for layer in language.layers("passing_over"):
        for state, combinations in (layer.get("states") or {}).items():
            found[state] += [frozenset(names) for names in combinations]
    return {state: tuple(combinations) for state, combinations in found.items()}


@cache
def _pointing(language: Language) -> frozenset[str]:
    return frozenset(name for layer in language.layers("passing_over") for name in layer.get("pointing") or ())


def read_passing_over(text: str, language: Language, *, free: bool, question_id: str = "") -> Reading | None:
    """The answer state these words ask for, made of known parts; ``None`` when they ask for none.

    Args:
        text: the words as said.
        language: the language the person chose.
        free: the question wants free words, so the sentence must point at the question itself.
        question_id: the question that was asked, when known.
    """
    spoken = words(text)
    if not spoken or len(spoken) > (_LONGEST_FREE if free else _LONGEST):
        return None
    names = _names(spoken, language)
    if free and not names & _pointing(language):
        return None
    never = answered_instead(spoken, language, question_id) if question_id else frozenset()
    if question_id and can_mean_no(language, question_id).find(spoken, near=False):
        never |= {"weet_niet"}  # "I do not know how"
    for state in _ORDER:
        if state not in never and any(combination <= names for combination in _combinations(language)[state]):
            return Reading(state, confidence=_CONFIDENCE, rule="states:made_of")
    return None


def _names(spoken: Sequence[str], language: Language) -> frozenset[str]:
    return frozenset(name for hit in _lexicon(language).find(spoken, near=False) for name in hit.meanings)
