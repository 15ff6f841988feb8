"""Occupations told by what somebody did: "I sew clothes", «قالین می‌بافتم», "dishes I washed in a restaurant".

``isco/activities.yml`` says which activities and things together make which occupation, the same in every language;
``activities`` in ``occupations.yml`` of a language has its words for each of them: forms of a verb, names of a thing. A word that
ends in a hyphen is the stem of a verb and stands for all the ``forms`` that the language makes of it.

What is found this way is a guess from loose words, so it is read back, unless the activity and its thing leave nothing unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.languages import Language
from assistant.understanding.phrases import Hit, Lexicon, phrasing

ACTIVITIES_FILE = Path(__file__).parent / "isco" / "activities.yml"

_WIDEST = 10
"""A combination may not lie further apart than this, in words."""

_BROAD = frozenset({"work", "labourer", "own", "help"})
"""Activities that say little by themselves."""

_VAGUE = frozenset({"sell", "seller", "trade", "care", "carry", "bring", "factory"})

_AROUND = _BROAD | {
    "house", "building", "office", "school", "hospital", "hotel", "market", "shop", "street", "restaurant", "factory", "site",
    "people", "family", "night", "day_labour", "army", "university", "field", "primary", "secondary", "warehouse", "own_house",
    "make", "sit", "search", "put", "give", "catch", "collect", "fill", "cargo", "goods", "children",
}  # fmt: skip
"""These go with every occupation: where it is done, for whom, when."""

_MOST_HITS = 4
"""Of one activity no more places than these are tried."""


@dataclass(frozen=True)
class Activity:
    """What was done, as far as it tells an occupation.

    Attributes:
        occupation: a name of ``isco/occupations.yml``.
        start: index of its first word.
        end: index after its last word.
        places: the words that tell it; others may stand between them.
        size: how many activities and things were told.
        vague: the same words can tell more than one occupation (who sells may own the shop or not).
        broad: it tells little ("worked with", "had"): an occupation that is named beside it counts instead.
    """

    occupation: str
    start: int
    end: int
    places: frozenset[int]
    size: int
    broad: bool = False
    vague: bool = False


@cache
def _combinations() -> Mapping[str, tuple[tuple[int, str, tuple[str, ...]], ...]]:
    """By the first activity or thing of each: (rank in the file, occupation, all activities and things)."""
    entries = yaml.safe_load(ACTIVITIES_FILE.read_text(encoding="utf-8"))
    found: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
    rank = 0
    for occupation, combinations in entries.items():
        for combination in combinations:
            found.setdefault(combination[0], []).append((rank, occupation, tuple(combination)))
            rank += 1
    return {first: tuple(combinations) for first, combinations in found.items()}


@cache
def combined() -> dict[str, list[tuple[str, ...]]]:
    """Occupation -> the combinations of activities and things that make it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for combinations in _combinations().values():
        for _, occupation, combination in combinations:
            found.setdefault(occupation, []).append(combination)
    return found


@cache
def _lexicon(language: Language) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("occupations"):
        lexicon.add_layer(_entries(layer.get("activities") or {}))
    return lexicon


def _entries(activities: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    forms = activities.get("forms") or ()
    for name, phrases in activities.items():
        if name == "forms":
            continue  # how the language makes verb forms of a stem
        for phrase in phrases or ():
            if isinstance(phrase, str) and phrase.endswith("-"):
                yield from ((form.replace("{}", phrase[:-1]), name) for form in forms)
            else:
                yield phrase, name


def find(spoken: Sequence[str], language: Language, *, near: bool = False) -> list[Activity]:
    """The occupations that ``spoken`` tells by activities, those told by most words first; no word is used twice.

    Args:
        spoken: folded words.
        language: the language the person chose.
        near: also forgive typing errors.
    """
    hits: dict[str, list[Hit[str]]] = {}
    for hit in _lexicon(language).find(spoken, near=near):
        for name in hit.meanings:
            hits.setdefault(name, []).append(hit)
    told: list[tuple[tuple[int, int, int, int], Activity]] = []
    for first in hits:
        for rank, occupation, combination in _combinations().get(first, ()):
            if all(name in hits for name in combination):
                activity = _closest(occupation, combination, hits)
                around = len(_AROUND.intersection(combination))
                if activity is not None:
                    told.append(((-activity.size, around, activity.end - activity.start, rank), activity))
    chosen: list[Activity] = []
    for _, activity in sorted(told, key=lambda pair: pair[0]):
        if not any(activity.places & other.places for other in chosen):
            chosen.append(activity)
    return chosen


def other_work(spoken: Sequence[str], occupation: str, taken: frozenset[int], language: Language) -> bool:
    """Whether words outside ``taken`` tell of activities or things that do not go with ``occupation``.

    "Nurse of an old woman" may be no nurse and "day labourer, bricks and cement" no odd-job man, so such a reading is doubtful.
    """
    own = {name for combination in combined().get(occupation, ()) for name in combination}
    return bool(own) and any(
        taken.isdisjoint(range(hit.start, hit.end))
        and own.isdisjoint(hit.meanings)
        and not _AROUND.issuperset(hit.meanings)
        for hit in _lexicon(language).find(spoken, near=False)
    )


def _closest(occupation: str, combination: Sequence[str], hits: Mapping[str, Sequence[Hit[str]]]) -> Activity | None:
    """The combination with its words as near to one another as they are; ``None`` when they are far apart or the same."""
    best: Activity | None = None
    broad = not _BROAD.isdisjoint(combination)
    vague = not _VAGUE.isdisjoint(combination)
    for one in product(*(hits[name][:_MOST_HITS] for name in combination)):
        places = [place for hit in one for place in range(hit.start, hit.end)]
        start, end = min(places), max(places) + 1
        if len(set(places)) < len(places) or end - start > _WIDEST:
            continue
        if best is None or end - start < best.end - best.start:
            best = Activity(occupation, start, end, frozenset(places), len(one), broad, vague)
    return best
