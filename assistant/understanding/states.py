"""Passing over a question: does not know, does not want to say, later, rather tells a person.

Such a phrase only counts when it is all that was said, politeness and fillers aside: "later wil ik kok worden" and "ik weet
niet precies, ongeveer vijf jaar" are answers. ``states.yml`` of a language has a list of phrases per answer state,
``weak`` phrases that can also answer the question itself ("nu niet"), ``softeners`` that may stand around them and words
that may stand ``within`` them ("eigenlijk"). ``answers`` lists words that belong to the answer of a question, so that a state is
not read from a sentence with one of them ("ik wil een tolk" when an interpreter was offered).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Lexicon, clauses, phrasing
from assistant.understanding.reading import Reading, State

# When someone says two of these at once, the first of this list counts: who asks for a person gets a person.
_STATES: tuple[State, ...] = ("liever_met_een_persoon", "wil_niet_zeggen", "later", "weet_niet")
_SOFTENER = "softener"
# "later" is also how an answer begins ("later, in 2010"), so it does not count as the first part of one.
_NOT_AS_FIRST_PART: frozenset[str] = frozenset({"later"})
# One letter away from a short phrase lies another word: "water" from "later", «نيسان» (April) from «نسيان».
_SHORTEST_MISSPELLED = 8
_WEAK = 0.7
"""Confidence of a state that a strong value outweighs: see ``assistant.understanding.STRONG``."""


@cache
def _lexicon(language: Language) -> Lexicon[tuple[str, bool]]:
    """Phrase -> (state or softener, whether it is weak)."""
    lexicon: Lexicon[tuple[str, bool]] = Lexicon(phrasing(language), typos=1, typos_in_denials=True)
    for layer in language.layers("states"):
        lexicon.add_layer(_entries(layer, weak=False))
        lexicon.add_layer(_entries(layer.get("weak") or {}, weak=True))
        lexicon.add_layer((word, (_SOFTENER, False)) for word in layer.get("softeners") or ())
    lexicon.add_layer((word, (_SOFTENER, False)) for word in phrasing(language).fillers)
    return lexicon


def _entries(lists: Mapping[str, Sequence[str]], *, weak: bool) -> Iterator[tuple[str, tuple[str, bool]]]:
    for state in _STATES:
        for phrase in lists.get(state) or ():
            yield phrase, (state, weak)


def read_state(text: str, language: Language, question_id: str = "") -> Reading | None:
    """The answer state ``text`` asks for, or ``None`` when it asks for none.

    ``can_mean_no`` in ``states.yml`` lists phrases per question that say "I do not know" and "I cannot" alike («ما بعرف»
    when asked whether one can cycle): there they are left to the reader of the value.

    A reading with confidence 1 means that the whole utterance says so. With a lower confidence the phrase is weak or only
    the first part of what was said; then a value that was clearly said counts instead. The ``rule`` tells which:
    ``states:whole``, ``states:weak`` or ``states:first_part``.
    """
    parts = clauses(text, language)
    spoken = [word for part in parts for word in part.words]
    if question_id and can_mean_no(language, question_id).whole(spoken):
        return None
    never = answered_instead(spoken, language, question_id)
    every_word = words(text)
    whole = {state for state, weak in _lexicon(language).whole(every_word) if not weak and state != _SOFTENER} - never
    if whole and len(every_word) > len(spoken):  # a word for "but" is part of the phrase: "sla deze maar over"
        return Reading(_most_urgent(whole), confidence=1.0, rule="states:whole")
    found = [_states_in(part.words, language, never) for part in parts]
    if not found or found[0] is None:
        return None
    if all(states is not None for states in found):
        said = {state for states in found for state in states or ()}
        strong = {state for state, weak in said if not weak}
        if strong:
            return Reading(_most_urgent(strong), confidence=1.0, rule="states:whole")
        weak_states = {state for state, _ in said}
        return Reading(_most_urgent(weak_states), confidence=_WEAK, rule="states:weak") if weak_states else None
    first = {state for state, weak in found[0] if not weak} - _NOT_AS_FIRST_PART
    return Reading(_most_urgent(first), confidence=_WEAK, rule="states:first_part") if first else None


def answered_instead(spoken: Sequence[str], language: Language, question_id: str) -> frozenset[str]:
    """The states that these words do not ask for, because they are part of an answer to this question."""
    return frozenset(
        state
        for states, lexicon in _answers(language, question_id)
        if lexicon.find(spoken, near=False)
        for state in states
    )


@cache
def _answers(language: Language, question_id: str) -> tuple[tuple[tuple[str, ...], Lexicon[bool]], ...]:
    found: list[tuple[tuple[str, ...], Lexicon[bool]]] = []
    for layer in language.layers("states"):
        for entry in layer.get("answers") or ():
            if question_id in entry["questions"]:
                lexicon: Lexicon[bool] = Lexicon(phrasing(language))
                lexicon.add_layer((phrase, True) for phrase in entry["words"])
                found.append((tuple(entry["states"]), lexicon))
    return tuple(found)


@cache
def _within(language: Language) -> frozenset[str]:
    """Words that may stand within such a phrase without changing it ("eigenlijk")."""
    return frozenset("".join(words(word)) for layer in language.layers("states") for word in layer.get("within") or ())


@cache
def can_mean_no(language: Language, question_id: str) -> Lexicon[bool]:
    """The phrases that mean "no, I cannot" as an answer to this question, though elsewhere "I do not know"."""
    lexicon: Lexicon[bool] = Lexicon(phrasing(language))
    for layer in language.layers("states"):
        for entry in layer.get("can_mean_no") or ():
            if question_id in entry["questions"]:
                lexicon.add_layer((phrase, True) for phrase in entry["words"])
    return lexicon


def _states_in(
    spoken: Sequence[str], language: Language, never: frozenset[str] = frozenset()
) -> set[tuple[str, bool]] | None:
    """The states that these words name; empty when they are softeners only, ``None`` when they say something else."""
    named = _named_states(spoken, language)
    return None if named and {state for state, _ in named} & never else named


def _named_states(spoken: Sequence[str], language: Language) -> set[tuple[str, bool]] | None:
    within = _within(language)
    kept = [word for word in spoken if word not in within]
    whole = _lexicon(language).whole(kept) if len(kept) < len(spoken) else ()
    if whole:  # "weet ik eigenlijk niet"
        return {meaning for meaning in whole if meaning[0] != _SOFTENER}
    hits = [
        hit for hit in _lexicon(language).find(spoken) if hit.how != "near" or len(hit.phrase) >= _SHORTEST_MISSPELLED
    ]
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    if len(covered) < len(spoken):
        return None
    return {(state, weak or hit.how == "near") for hit in hits for state, weak in hit.meanings if state != _SOFTENER}


def _most_urgent(states: set[str]) -> State:
    return next(state for state in _STATES if state in states)
