"""Finding the answer to a question in a person's own words; no match when unsure, then a person answers.

It looks for cues (see :mod:`assistant.answers.cues`) and weighs how much of the question they explain. It only finds
what is asked: "I was an interpreter" asks nothing. A wrong answer is worse than none, because none means that the
question goes to the consulent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import InfoAnswer, UnknownAnswer, load_answers
from assistant.answers.cues import Cue, CueSheet, cue_sheet
from assistant.understanding.bounded import LONGEST_RUN, in_runs
from assistant.understanding.languages import Language
from assistant.understanding.languages import language as language_of
from assistant.understanding.normalise import words
from assistant.understanding.phrases import clauses

SURE_ENOUGH = 0.65
"""Below this confidence nothing is found."""
NEAR = 0.15
"""Answers this close to the best are offered beside it."""
MOST = 3
"""More answers than this are no help to choose from."""
LONGEST = 40
"""Words. Who writes more tells a story; a person reads it."""

_UNEXPLAINED = 0.5
"""What a word that no cue explains weighs against one that a cue explains."""
_ASKED_BY_A_NAME_ALONE = 0.7
"""Confidence in a topic that was only named ("LBT")."""
_QUESTION_MARKS = ("?", "؟", "፧")
_SENTENCE = re.compile(r"[^?؟፧\n]+[?؟፧]*")


@dataclass(frozen=True)
class InfoMatch:
    """An answer that was found.

    Attributes:
        id: the id of the answer.
        confidence: 0 to 1, how much of the question the words of this answer explain.
    """

    id: str
    confidence: float


@dataclass(frozen=True)
class _Found:
    answer: str
    said: frozenset[str]
    confidence: float


def about(answer: str) -> InfoAnswer:
    """The answer with this id, also when it may not be shown.

    Raises:
        UnknownAnswer: there is none.
    """
    try:
        return load_answers()[answer]
    except KeyError:
        raise UnknownAnswer(answer) from None


def find(words: str, language: str, *, asked: bool = False) -> tuple[InfoMatch, ...]:
    """The answers to what was asked in ``words``, best first.

    One match: this is the answer. More (at most ``MOST``): they lie near each other and the person chooses. None: it is
    not sure enough, nothing is asked, or the answer may not be shown; pass the question on to the consulent.

    Args:
        words: what the person wrote, untouched.
        language: the code of the language the person writes in; Dutch words inside it are found too.
        asked: whether it is known that this is a question (the dialogue model said so). Otherwise the words must show
            it: "kinderopvang betaal ik zelf" asks nothing.

    Raises:
        UnknownLanguage: there is no such language.
        MissingLanguageData: the language has no ``info.yml``.
        BrokenLanguageData: its ``info.yml`` cannot be used.
    """
    found = _found(words, language_of(language), asked=asked)
    known = load_answers()
    if not all(known[one.answer].shown for one in found):
        # Half an answer would hide that the other half was asked: a person answers all of it.
        return ()
    best = _without_the_less_precise([one for one in found if one.confidence >= SURE_ENOUGH])
    if not best:
        return ()
    top = max(one.confidence for one in best)
    near = [one for one in best if one.confidence >= top - NEAR]
    if len(near) > MOST:
        return ()
    near.sort(key=lambda one: -one.confidence)
    return tuple(InfoMatch(one.answer, round(one.confidence, 2)) for one in near)


def _found(text: str, language: Language, *, asked: bool) -> list[_Found]:
    """Per answer its best match, in the whole text and in each of its clauses; unsure ones too."""
    text = in_runs(text)
    if len(text) > LONGEST * LONGEST_RUN or not 1 <= len(whole := words(text)) <= LONGEST:
        return []
    sheet = cue_sheet(language)
    readings = [_match(whole, sheet, asked=asked or _asks(text))]
    sentences = [sentence for sentence in _SENTENCE.findall(text) if words(sentence)]
    parts = [(clause.words, _asks(sentence)) for sentence in sentences for clause in clauses(sentence, language)]
    if len(parts) > 1:
        readings += [_match(part, sheet, asked=asked or marked) for part, marked in parts]
    return _best_of_each(found for reading in readings for found in reading)


def _asks(sentence: str) -> bool:
    """Whether ``sentence`` ends with a question mark."""
    return sentence.rstrip(" !.").endswith(_QUESTION_MARKS)


def _match(said: Sequence[str], sheet: CueSheet, *, asked: bool) -> list[_Found]:
    spoken = sheet.hear(said)
    asking = sheet.asking.places(spoken)
    fillers = sheet.fillers.places(spoken)
    asked = asked or bool(asking)
    # Who only names a topic asks about it; with any word more it may be an answer ("I want to work in a nursery").
    light = asking | fillers | sheet.small.places(spoken) if asked else fillers
    found: list[_Found] = []
    for cue in sheet.cues:
        places = cue.places(spoken)
        if not places:
            continue
        confidence = _confidence(cue, len(said) - len(places | light), asked=asked)
        found.append(_Found(cue.answer, frozenset(said[place] for place in places), confidence))
    return _best_of_each(found)


def _best_of_each(matches: Iterable[_Found]) -> list[_Found]:
    """Of every answer the surest match; of equally sure ones that which explains most."""
    best: dict[str, _Found] = {}
    for found in matches:
        known = best.get(found.answer)
        if known is None or (found.confidence, len(found.said)) > (known.confidence, len(known.said)):
            best[found.answer] = found
    return list(best.values())


def _confidence(cue: Cue, unexplained: int, *, asked: bool) -> float:
    if cue.alone and (unexplained or not asked):
        return 0.0
    if not asked:
        return _ASKED_BY_A_NAME_ALONE if len(cue.elements) == 1 and not unexplained else 0.0
    explained = len(cue.elements) + 1
    return explained / (explained + _UNEXPLAINED * unexplained)


def _without_the_less_precise(found: list[_Found]) -> list[_Found]:
    """``found`` without those whose words are all part of a longer cue: "LBT" when "practise" and "LBT" were said."""
    return [one for one in found if not any(one.said < other.said for other in found)]
