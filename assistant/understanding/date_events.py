"""Which of several dates answers the question: "in Italy in 2015, in the Netherlands in May 2016".

``calendar.yml`` of a language lists the words for what can have happened under ``events``: ``birth``, ``arrival`` (in this
country), ``came`` (anywhere), ``letter``, ``papers`` (what was written down) and ``other``. Every date goes with the nearest of
these, a new clause being further away; the dates that go with what was asked come first. This is a guess, so what is chosen
between several dates is always read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.understanding import Question
from assistant.understanding.counted import corrected
from assistant.understanding.countries import named
from assistant.understanding.date_phrases import Found
from assistant.understanding.languages import Language
from assistant.understanding.tagging import Item

BIRTH, ARRIVAL, LETTER = "birth", "arrival", "letter"
_ASKED = {"persoon.geboortedatum": BIRTH, "persoon.in_nl_sinds": ARRIVAL, "inburgering.brief_duo": LETTER}
_HOME = "NL"
_NEW_CLAUSE = 6
"""How many words away the end of a clause puts what stands behind it."""
_FARTHEST = 14
_BREAKS = ",.;:!?،؛؟፣፤።\n("


@dataclass(frozen=True)
class _Cue:
    at: int
    own: bool


def asked_of(question: Question | None) -> str | None:
    """What happened on the date that the question asks for: ``birth``, ``arrival``, ``letter`` or ``None``."""
    return _ASKED.get(question.id) if question else None


def put_asked_first(found: Found, asked: str | None, language: Language) -> Found:
    """``found`` with the dates of what was asked first, in doubt when a choice was made.

    Args:
        found: the dates of one answer.
        asked: what the question is about, see :func:`asked_of`.
        language: the language the person chose, for the names of countries.
    """
    if not found.dates:
        return found
    found = _corrected_first(found)
    if asked is None:
        return found
    cues = _cues(found, asked, language)
    others = [cue for cue in cues if not cue.own]
    if len(found.dates) == 1:
        strange = bool(others) and len(others) == len(cues) and not _only_places(found.items, asked)
        return replace(found, doubt=found.doubt or strange)
    if not cues or corrected(found.items):
        return found
    whose = _in_turn(found.places, cues) or [_nearest(place, cues, found.items) for place in found.places]
    rank = [0 if cue is not None and cue.own else 1 if cue is None else 2 for cue in whose]
    order = sorted(range(len(rank)), key=lambda place: rank[place])
    return replace(
        found,
        dates=tuple(found.dates[place] for place in order),
        places=tuple(found.places[place] for place in order),
        doubt=found.doubt or len(set(rank)) > 1,
    )


def _corrected_first(found: Found) -> Found:
    """The dates after "sorry" or "I mean" before those that it takes back."""
    start = corrected(found.items)
    later = [at for at, place in enumerate(found.places) if place >= start]
    if not start or not later or len(later) == len(found.places):
        return found
    order = later + [at for at in range(len(found.places)) if at not in later]
    dates, places = (tuple(found.dates[at] for at in order), tuple(found.places[at] for at in order))
    return replace(found, dates=dates, places=places, doubt=True)


def _cues(found: Found, asked: str, language: Language) -> list[_Cue]:
    cues: list[_Cue] = []
    came: list[_Cue] = []
    for at, item in enumerate(found.items):
        if item.has("events"):
            events = item.tags["events"]
            if asked in events:
                cues.append(_Cue(at, True))
            elif "came" in events:
                came.append(_Cue(at, asked == ARRIVAL))
            elif "papers" not in events or asked == BIRTH:
                cues.append(_Cue(at, False))
        elif asked == ARRIVAL and not item.tags and (codes := named(item.text, language, near=False)):
            cues.append(_Cue(at, _HOME in codes))
    if asked != ARRIVAL or not any(cue.own for cue in cues):
        cues += came  # "came" tells nothing where this country is compared with another
    return sorted(cues, key=lambda cue: cue.at)


def _only_places(items: Sequence[Item], asked: str) -> bool:
    """Whether nothing else than papers or places was named, which do not make a single date the wrong one."""
    kinds = {event for item in items if item.has("events") for event in item.tags["events"]}
    return not kinds - {"papers", asked} and (asked != BIRTH or "came" not in kinds)


def _in_turn(places: Sequence[int], cues: Sequence[_Cue]) -> list[_Cue | None]:
    """The cue of every date where dates and cues take turns, each date with one ("married in 2017, came in 2020")."""
    told: list[_Cue | int] = sorted([*cues, *places], key=lambda each: each if isinstance(each, int) else each.at)
    turns: list[_Cue | int] = []
    for each in told:
        last = turns[-1] if turns else None
        if isinstance(each, _Cue) and isinstance(last, _Cue) and last.own == each.own:
            continue
        turns.append(each)
    alternating = all(
        isinstance(one, int) != isinstance(other, int) for one, other in zip(turns, turns[1:], strict=False)
    )
    found = [each for each in turns if isinstance(each, _Cue)]
    return list(found) if alternating and len(found) == len(places) else []


def _nearest(place: int, cues: Sequence[_Cue], items: Sequence[Item]) -> _Cue | None:
    far = [(_distance(place, cue.at, items), cue.at > place, cue) for cue in cues]
    best = min(far, key=lambda each: each[:2])
    return best[2] if best[0] <= _FARTHEST else None


def _distance(one: int, other: int, items: Sequence[Item]) -> int:
    low, high = sorted((one, other))
    between = range(low + 1, high + 1)
    breaks = sum(1 for at in between if items[at].has("contrast") or any(sign in items[at].gap for sign in _BREAKS))
    return high - low + _NEW_CLAUSE * breaks
