"""Looking for the cues of danger in what a person typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.danger.cues import Cue, DangerWords, Found, danger_words
from assistant.understanding.bounded import in_runs
from assistant.understanding.languages import Language
from assistant.understanding.languages import language as language_of
from assistant.understanding.phrases import clauses

_NOW = "now"
"""The group of words that say that something goes on: with one of them a story about the past is not only about the past."""
_PAST = "past"
"""The group of words of a story about then and there: the only ``unless`` that :data:`_NOW` takes away."""


@dataclass(frozen=True)
class FiredCue:
    """Why words signal danger. For measuring and for improving the word lists only: never store it, never show it.

    Attributes:
        groups: the groups of the cue, as ``danger.yml`` names them.
        words: the folded words that were found for each of them.
    """

    groups: tuple[str, ...]
    words: tuple[str, ...]


def signals_danger(words: str, language: str) -> bool:
    """Whether what a person typed signals danger: to themselves, at home, for a child, from others, or at work.

    Rather once too often than once too little: "my husband never hits me" also signals. Nothing is kept and nothing is told
    but yes or no. A line that a person does not finish in the language of the talk is understood as well: Dutch, English and
    Latin letters are looked for in every language.

    Args:
        words: what was typed, of any length.
        language: code of the language of the conversation (``ti``).

    Raises:
        UnknownLanguage: there is no such language.
    """
    return _first_cue(words, language_of(language)) is not None


def explain_danger(words: str, language: str) -> FiredCue | None:
    """The first cue that makes :func:`signals_danger` say yes; ``None`` when it says no. For the benchmark.

    Raises:
        UnknownLanguage: there is no such language.
    """
    return _first_cue(words, language_of(language))


def _first_cue(text: str, language: Language) -> FiredCue | None:
    looked_for = danger_words(language)
    # all of it is read, however long: only what is no word is cut into runs
    parts = [clause.words for clause in clauses(in_runs(text), language)]
    whole = tuple(word for part in parts for word in part)
    for part in parts:
        fired = _in(part, looked_for, [cue for cue in looked_for.cues if not cue.across])
        if fired:
            return fired
    return _in(whole, looked_for, [cue for cue in looked_for.cues if cue.across])


def _in(spoken: Sequence[str], looked_for: DangerWords, cues: Iterable[Cue]) -> FiredCue | None:
    found = looked_for.find(spoken)
    by_group: dict[str, list[Found]] = {}
    for one in found:
        by_group.setdefault(one.group, []).append(one)
    for cue in cues:
        candidates = [[one for group in alternatives for one in by_group.get(group, ())] for alternatives in cue.groups]
        harmless = [group for group in cue.unless if group in by_group and not (group == _PAST and _NOW in by_group)]
        if harmless or not all(candidates):
            continue
        for chosen in _near_one_another(candidates, cue.within):
            if max(one.end for one in chosen) - min(one.start for one in chosen) <= cue.within:
                groups = tuple(one.group for one in chosen)
                return FiredCue(groups, tuple(" ".join(spoken[one.start : one.end]) for one in chosen))
    return None


def _near_one_another(candidates: Sequence[Sequence[Found]], within: int) -> Iterator[tuple[Found, ...]]:
    """The choices of one of each group that can lie within so many words: not all of them, which in a long text are too many."""
    first, *others = candidates
    at: list[dict[int, list[tuple[int, Found]]]] = []
    for group in others:
        places: dict[int, list[tuple[int, Found]]] = {}
        for order, one in enumerate(group):
            places.setdefault(one.start, []).append((order, one))
        at.append(places)
    for one in first:
        reach = range(one.end - within, one.start + within)
        near = [sorted((found for start in reach for found in places.get(start, ())), key=_order) for places in at]
        for chosen in product(*near):
            yield (one, *(found for _, found in chosen))


def _order(found: tuple[int, Found]) -> int:
    return found[0]
