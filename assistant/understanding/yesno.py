"""Yes or no, from one word or from a whole sentence.

The words are in ``yesno.yml`` of each language:

``yes`` and ``no``
    words that answer by themselves ("klopt", «ኣይፋል»).
``positive``
    verbs that state something ("ik heb", «عندي»); they mean yes unless something denies them.
``weak`` and ``weak_forms``
    words that state something which may have little to do with the question ("er is", «می...م»): a yes to be read back,
    when nothing else was said.
``emphatic``
    statements that contradict a no ("heb ik wel").
``unsure_yes`` and ``unsure_no``
    an answer in between ("soms", "bijna"): a best value that is read back.
``undone``
    what takes back a yes ("kwijt", "verlopen").
``neutral``
    phrases with a negation in them that deny nothing ("niet slecht").
``whole_yes``
    words that mean yes only when they are all that was said.
``by_question``
    the same lists for one question only, before the others.

``can_mean_no`` in ``states.yml``
    words that say "I do not know" and "I cannot" alike: a no that is read back, or a plain one after "no".

A negation decides. A yes and a no together are read back, except "yes, but not ...", which is a yes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold
from assistant.understanding.phrases import Clause, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.states import can_mean_no

if TYPE_CHECKING:
    from assistant.understanding import Question

_LISTS = ("neutral", "unsure_no", "unsure_yes", "undone", "emphatic", "yes", "no", "positive", "weak")
_TELLING = ("yes", "no", "negation", "positive", "emphatic", "undone", "unsure_yes", "unsure_no")
_MISSPELLED = {"yes": "unsure_yes", "no": "unsure_no"}
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5
_LONG = 12
"""From more words than this on an answer that does not begin with yes or no is a story."""


@dataclass(frozen=True)
class _Said:
    """What one clause says: the kinds of phrases in it."""

    kinds: tuple[str, ...]
    contrast: bool

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)


@cache
def _lexicon(language: Language, question_id: str) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("yesno"):
        lexicon.add_layer(_entries(_of_question(layer, question_id)))
    for layer in language.layers("yesno"):
        lexicon.add_layer(_entries(layer))
    return lexicon


@cache
def _whole(language: Language) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language))
    for layer in language.layers("yesno"):
        lexicon.add_layer((phrase, "yes") for phrase in layer.get("whole_yes") or ())
    return lexicon


@cache
def _forms(language: Language) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (fold(form["starts"]), fold(form["ends"]), int(form["shortest"]))
        for layer in language.layers("yesno")
        for form in layer.get("weak_forms") or ()
    )


def _of_question(
    layer: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]], question_id: str
) -> Mapping[str, Sequence[str]]:
    return (layer.get("by_question") or {}).get(question_id) or {}


def _entries(layer: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for kind in _LISTS:
        for phrase in layer.get(kind) or ():
            yield phrase, kind


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """Yes (``True``) or no (``False``); ``niet_begrepen`` when the words say neither."""
    spoken = clauses(text, language)
    every_word = [word for clause in spoken for word in clause.words]
    if _whole(language).whole(every_word) or _whole(language).whole(without_fillers(every_word, language)):
        return Reading("beantwoord", True, confidence=_LIKELY, rule="yesno:whole")
    if question is not None and can_mean_no(language, question.id).whole(every_word):
        first = _lexicon(language, question.id).whole(every_word[:1])
        if first == ("no",) and can_mean_no(language, question.id).whole(every_word[1:]):
            return Reading("beantwoord", False, confidence=_LIKELY, rule="yesno:cannot")
        return _doubt(False, "yesno:cannot")
    lexicon = _lexicon(language, question.id if question else "")
    said = [_say(clause, lexicon, language) for clause in spoken]
    telling = [clause for clause in said if clause.has(*_TELLING)]
    if telling:
        reading = _verdict(telling)
        return reading if len(every_word) <= _LONG or said[0].has("yes", "no") else _to_confirm(reading)
    return _doubt(True, "yesno:weak") if any(clause.kinds for clause in said) else NOT_UNDERSTOOD


def _say(clause: Clause, lexicon: Lexicon[str], language: Language) -> _Said:
    hits = lexicon.find(clause.words)
    kinds: list[tuple[int, str]] = []
    covered: set[int] = set()
    for hit in hits:
        kind = hit.meanings[0]
        if hit.how == "near":
            if kind not in _MISSPELLED:
                continue  # a verb one letter away is another person or tense of it, or another verb
            kind = _MISSPELLED[kind]
        kinds.append((hit.start, kind))
        covered.update(range(hit.start, hit.end))
    for place, word in enumerate(clause.words):
        if place in covered:
            continue
        if phrasing(language).denies(word):
            kinds.append((place, "negation"))
        elif any(
            len(word) >= shortest and word.startswith(starts) and word.endswith(ends)
            for starts, ends, shortest in _forms(language)
        ):
            kinds.append((place, "weak"))
    return _Said(tuple(kind for _, kind in sorted(kinds) if kind != "neutral"), clause.contrast)


def _verdict(said: Sequence[_Said]) -> Reading:
    if any(clause.has("unsure_yes", "unsure_no") for clause in said):
        return _in_between(said)
    first, *rest = said
    later = _Said(tuple(kind for clause in rest for kind in clause.kinds), any(clause.contrast for clause in rest))
    if first.has("yes") and not first.has("no", "negation"):
        return _after_yes(first, rest, later)
    if first.has("no", "negation"):
        if first.has("yes"):
            # "ja dat heb ik niet": a negation decides, and the person is asked which of the two it is.
            last = next(kind for kind in reversed(first.kinds) if kind in ("yes", "no", "negation"))
            return _doubt(last == "yes", "yesno:both")
        contradicted = later.has("yes", "emphatic", "positive") if not first.has("no") else later.has("yes", "emphatic")
        if first.has("emphatic") or contradicted:
            return _doubt(False, "yesno:contradicted")
        return Reading("beantwoord", False, confidence=_SURE, rule="yesno:no")
    if first.has("positive", "emphatic"):
        if first.has("undone"):
            return _doubt(False, "yesno:undone")
        if later.has("no") and not later.contrast:
            return _doubt(False, "yesno:contradicted")
        if later.has("no", "negation", "undone"):
            return _doubt(True, "yesno:contradicted")
        return Reading("beantwoord", True, confidence=_LIKELY, rule="yesno:statement")
    if first.has("undone"):
        return _doubt(False, "yesno:undone")
    return _verdict(rest) if rest else NOT_UNDERSTOOD


def _after_yes(first: _Said, rest: Sequence[_Said], later: _Said) -> Reading:
    if first.has("undone") or later.has("undone"):
        return _doubt(True, "yesno:undone")
    plain = [clause for clause in rest if not clause.contrast]
    if any(clause.has("no", "negation") for clause in plain):
        return _doubt(False, "yesno:both")
    if later.has("no"):
        return _doubt(True, "yesno:both")
    return Reading("beantwoord", True, confidence=_SURE, rule="yesno:yes")


def _in_between(said: Sequence[_Said]) -> Reading:
    kinds = [kind for clause in said for kind in clause.kinds]
    if kinds[0] == "yes" and not {"no", "negation", "unsure_no"} & set(kinds):
        return _doubt(True, "yesno:in_between")
    no = {"no", "negation", "unsure_no"} & set(kinds)
    return _doubt(not no, "yesno:in_between")


def _to_confirm(reading: Reading) -> Reading:
    """A long story says more than yes or no: what it seems to say is read back."""
    return reading if reading.confirm else _doubt(bool(reading.value), "yesno:story")


def _doubt(value: bool, rule: str) -> Reading:
    return Reading("beantwoord", value, confirm=True, alternatives=(not value,), confidence=_DOUBTFUL, rule=rule)
