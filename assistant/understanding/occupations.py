"""Occupations in the person's own words, with their ISCO-08 unit group where it is known.

``isco/occupations.yml`` names the occupations and their unit groups; ``occupations.yml`` of a language has:

``occupations`` and ``workplaces``
    the words for them, and for the places where they are done: who worked in a bakery may have baked, so it is read back.
``helper``, ``employer`` and ``relative``
    words that make an occupation doubtful ("assistent", "voor een advocaat", "mijn vader was boer").
``context``
    words that do not ("gewerkt"). Any other word right beside an occupation may make another one of it ("officier van de
    wacht"), so then it is read back.
``aside_before`` and ``aside_after``
    words before or after an occupation that was not somebody's work ("I wanted to be", "learned for"): another one that was
    told counts before it.
``remarks``
    what people say about work without saying which ("heavy", "the colleagues"): an answer of nothing else is no occupation.
``activities``
    what people do and with what: see :mod:`assistant.understanding.activities`.
``compounds``
    ``true`` where an unknown word that ends in a known occupation suggests it ("damesschoenmaker").

The words themselves are always the answer; the unit group is only added.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from assistant.understanding import activities, countries
from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Clause, Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

GROUPS_FILE = Path(__file__).parent / "isco" / "occupations.yml"

_SHORTEST_COMPOUND_PART = 5

_REACH = 5
"""So many words may stand between an occupation and the word that says it was not done."""

_SURE, _LIKELY, _DOUBTFUL, _UNKNOWN = 0.95, 0.85, 0.5, 0.3


class UnknownOccupation(LookupError):
    """A language file names an occupation that ``isco/occupations.yml`` does not have."""

    def __init__(self, name: str, language: str) -> None:
        super().__init__(
            f"The occupation {name!r} in occupations.yml of {language!r} is not in isco/occupations.yml: add it."
        )


@dataclass(frozen=True)
class Occupation:
    """An occupation of ``isco/occupations.yml``.

    Attributes:
        isco: ISCO-08 unit group, ``None`` when it is no paid occupation.
        others: unit groups that the same everyday word can mean besides.
        vague: it says so little that another occupation in the same answer counts instead.
        unpaid: what it is when it is no paid occupation.
    """

    isco: str | None
    others: tuple[str, ...] = ()
    unsure: bool = False
    vague: bool = False
    unpaid: str | None = None


@dataclass(frozen=True)
class _Word:
    """What a phrase says: an occupation, named outright or by the place where it is done."""

    name: str
    place: bool


@dataclass(frozen=True)
class _Doubts:
    """Phrases that make an occupation doubtful, and words that do not."""

    helper: Lexicon[str]
    employer: Lexicon[str]
    relative: Lexicon[str]
    context: Lexicon[str]
    aside_before: Lexicon[str]
    aside_after: Lexicon[str]
    remarks: Lexicon[str]


@cache
def occupations() -> Mapping[str, Occupation]:
    """The occupations by name."""
    entries = yaml.safe_load(GROUPS_FILE.read_text(encoding="utf-8"))
    return {
        name: Occupation(
            isco=entry["isco"],
            others=tuple(entry.get("or") or ()),
            unsure="or" in entry,
            vague=bool(entry.get("vague")),
            unpaid=entry.get("unpaid"),
        )
        for name, entry in entries.items()
    }


@cache
def _lexicon(language: Language) -> Lexicon[_Word]:
    lexicon: Lexicon[_Word] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("occupations"):
        lexicon.add_layer(_entries(layer, language))
    return lexicon


def _entries(layer: Mapping[str, Any], language: Language) -> Iterator[tuple[str, _Word]]:
    for kind in ("occupations", "workplaces"):
        for name, phrases in (layer.get(kind) or {}).items():
            if name not in occupations():
                raise UnknownOccupation(name, language.code)
            yield from ((phrase, _Word(name, kind == "workplaces")) for phrase in phrases)


@cache
def _doubts(language: Language) -> _Doubts:
    lexicons: dict[str, Lexicon[str]] = {}
    for kind in ("helper", "employer", "relative", "context", "aside_before", "aside_after", "remarks"):
        lexicons[kind] = Lexicon(phrasing(language))
        for layer in language.layers("occupations"):
            lexicons[kind].add_layer((phrase, kind) for phrase in layer.get(kind) or ())
    return _Doubts(**lexicons)


@cache
def _single_words(language: Language) -> Mapping[str, _Word]:
    """Occupations of one word that can be the last part of a compound; empty where the language makes none."""
    data = language.data("occupations")
    if not data.get("compounds"):
        return {}
    found: dict[str, _Word] = {}
    for name, phrases in data["occupations"].items():
        for phrase in phrases:
            parts = words(phrase)
            if len(parts) == 1 and len(parts[0]) >= _SHORTEST_COMPOUND_PART:
                found[parts[0]] = _Word(name, place=False)
    return found


_MORE_LABELS: dict[str, str] = {}


def add_labels(labels: Mapping[str, str]) -> None:
    """Also know these labels, when one is the whole answer: folded label without spaces -> unit group.

    Called once at the start with :func:`assistant.understanding.esco.load_esco`; later calls replace earlier labels. Our
    own words come first, as they are how people speak.
    """
    _MORE_LABELS.clear()
    _MORE_LABELS.update(labels)


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """``{"text": the words, "isco": the unit group or None}``; remarks that name no work are not understood."""
    said = text.strip()
    spoken = words(text)
    if _only_remarks(text, language):
        return NOT_UNDERSTOOD
    found, doubtful, not_done = _found(text, language)
    group = _MORE_LABELS.get("".join(spoken)) or _MORE_LABELS.get("".join(without_fillers(spoken, language)))
    if group and (not found or doubtful):
        return Reading("beantwoord", {"text": said, "isco": group}, confidence=_LIKELY, rule="occupation:esco")
    if not found:
        word = _compound(spoken, language)
        if word is None:
            value = {"text": said, "isco": None}
            return Reading("beantwoord", value, confirm=True, confidence=_UNKNOWN, rule="occupation:unknown")
        found, doubtful = [word], True
    paid = [word for word in found if occupations()[word.name].unpaid is None]
    if not paid:
        unpaid = occupations()[found[0].name].unpaid
        value = {"text": said, "isco": None}
        detail = {"unpaid": unpaid}
        return Reading("beantwoord", value, not_done, confidence=_LIKELY, rule="occupation:unpaid", detail=detail)
    known = [occupations()[word.name] for word in paid]
    codes = list(dict.fromkeys(code for one in known for code in (one.isco, *one.others)))
    value = {"text": said, "isco": codes[0]}
    sure = len(codes) == 1 and not doubtful and not known[0].unsure and not any(word.place for word in paid)
    if sure:
        return Reading("beantwoord", value, confidence=_SURE, rule="occupation:word")
    alternatives = tuple({"text": said, "isco": code} for code in (*codes[1:], None))
    return Reading("beantwoord", value, True, alternatives, _DOUBTFUL, "occupation:suggested")


@dataclass(frozen=True)
class Named:
    """The occupations that a part of an answer names.

    Attributes:
        groups: their unit groups (or names, when unpaid), the different ones only.
        phrase: the first of them as it was said, folded and without spaces.
        place: only a place of work was named.
        relative: somebody else is spoken of, or an occupation is denied.
        unpaid: none of them is a paid occupation.
        glued: something is written onto the first of them ("and", an article).
    """

    groups: tuple[str, ...]
    phrase: str
    place: bool
    relative: bool
    unpaid: bool
    glued: bool


def named(text: str, language: Language, *, near: bool = False) -> Named | None:
    """What ``text`` names as occupations, ``None`` when nothing; for answers that tell of several jobs at once.

    Args:
        text: a part of what was said.
        language: the language the person chose.
        near: also forgive typing errors.
    """
    hits: list[Hit[_Word]] = []
    others = False
    for clause in clauses(text, language):
        here = _lexicon(language).find(clause.words, near=near)
        covered = {place for hit in here for place in range(hit.start, hit.end)}
        relatives = _doubts(language).relative.find(clause.words, near=False)
        others = others or any(not set(range(hit.start, hit.end)) <= covered for hit in relatives)
        if here:
            denials = (place for place, word in enumerate(clause.words) if phrasing(language).denies(word))
            others = others or any(place not in covered for place in denials)
        hits.extend(here)
    if not hits:
        return None
    told = _telling([hit.meanings[0] for hit in hits])
    first = next(hit for hit in hits if hit.meanings[0] in told)
    groups = dict.fromkeys(occupations()[word.name].isco or word.name for word in told)
    return Named(
        tuple(groups),
        first.phrase,
        place=all(word.place for word in told),
        relative=others,
        unpaid=all(occupations()[word.name].unpaid is not None for word in told),
        glued=first.how == "affix",
    )


@dataclass(frozen=True)
class _Told:
    """An occupation in what was said.

    Attributes:
        word: the occupation.
        start: index of its first word in the clause.
        end: index after its last word.
        hit: the phrase, ``None`` when it was told by activities.
        loose: it was told by one single activity.
        clear: it is a phrase, or activities with nothing unknown around them.
    """

    word: _Word
    start: int
    end: int
    hit: Hit[_Word] | None = None
    loose: bool = False
    clear: bool = True


def _in_clause(spoken: Sequence[str], language: Language, *, near: bool) -> list[_Told]:
    """What one clause names and tells, in order. Activities count where no phrase of as many words says it already."""
    named_here = _lexicon(language).find(spoken, near=near)
    told: list[_Told] = []
    for activity in activities.find(spoken, language, near=near):
        over = [hit for hit in named_here if not activity.places.isdisjoint(range(hit.start, hit.end))]
        if _said_already(activity, over, named_here):
            continue
        named_here = [hit for hit in named_here if hit not in over]
        word = _Word(activity.occupation, place=False)
        clear = not near and not activity.broad and not activity.vague and activity.size > 1
        clear = clear and _all_known(spoken, activity.places, language)
        told.append(_Told(word, activity.start, activity.end, loose=activity.size == 1, clear=clear))
    told.extend(_Told(hit.meanings[0], hit.start, hit.end, hit) for hit in named_here)
    return sorted(told, key=lambda one: one.start)


def _all_known(spoken: Sequence[str], places: frozenset[int], language: Language) -> bool:
    """Whether the words outside ``places`` change nothing: "I", "years", a number, a country."""
    context = {
        place for hit in _doubts(language).context.find(spoken, near=False) for place in range(hit.start, hit.end)
    }
    fillers = phrasing(language).fillers
    return all(
        place in places
        or place in context
        or word in fillers
        or word.isdecimal()
        or bool(countries.named(word, language))
        for place, word in enumerate(spoken)
    )


def _said_already(activity: activities.Activity, over: Sequence[Hit[_Word]], named_here: Sequence[Hit[_Word]]) -> bool:
    """Whether the phrases ``over`` the words of ``activity``, or the others in its clause, tell as much."""
    outright = [hit.meanings[0] for hit in named_here if not hit.meanings[0].place]
    if activity.broad and any(not occupations()[word.name].vague for word in outright):
        other = [hit.meanings[0] for hit in over if not hit.meanings[0].place]
        if len(other) < len(outright):
            return True
    if not over:
        return False
    group = occupations()[activity.occupation].isco
    if any(not hit.meanings[0].place and occupations()[hit.meanings[0].name].isco == group for hit in over):
        return True
    telling = [hit for hit in over if not hit.meanings[0].place and not occupations()[hit.meanings[0].name].vague]
    covered = {place for hit in telling for place in range(hit.start, hit.end)}
    bare = activity.places - covered
    return activity.size == 1 or (len(covered) >= len(activity.places) and 2 * len(bare) < len(activity.places))


def _set_aside(spoken: Sequence[str], told: Sequence[_Told], language: Language) -> set[int]:
    """Which of ``told`` were not somebody's work: wished for, learned, denied, or the work of somebody else."""
    covered = {place for one in told if one.hit for place in range(one.start, one.end)}
    doubts = _doubts(language)

    def outside(lexicon: Lexicon[str]) -> list[tuple[int, int]]:
        hits = lexicon.find(spoken, near=False)
        return [(hit.start, hit.end) for hit in hits if not covered.issuperset(range(hit.start, hit.end))]

    before = outside(doubts.aside_before) + outside(doubts.relative)
    after = outside(doubts.aside_after)
    denials = [
        (place, place + 1)
        for place, word in enumerate(spoken)
        if place not in covered and phrasing(language).denies(word)
    ]
    if phrasing(language).denial_after:
        after += denials
    else:
        before += denials
    aside: set[int] = set()
    for _, end in before:
        following = [index for index, one in enumerate(told) if one.end > end]
        if following and told[following[0]].start - end <= _REACH:
            aside.add(following[0])
    for start, _ in after:
        preceding = [index for index, one in enumerate(told) if one.start < start]
        if preceding and start - told[preceding[-1]].end <= _REACH:
            aside.add(preceding[-1])
    return aside


def _found(text: str, language: Language) -> tuple[list[_Word], bool, bool]:
    """The occupations that were told, best first; whether there is reason to doubt them; whether the first was not done."""
    for near in (False, True):  # a typing error is only looked for when nothing was spelled right
        done: list[_Told] = []
        aside: list[_Told] = []
        doubtful = near
        parts = clauses(text, language)
        for clause in parts:
            told = _in_clause(clause.words, language, near=near)
            not_done = _set_aside(clause.words, told, language)
            done.extend(one for index, one in enumerate(told) if index not in not_done)
            aside.extend(told[index] for index in sorted(not_done))
            hits = [one.hit for one in told if one.hit]
            doubtful = doubtful or any(len(hit.meanings) > 1 for hit in hits) or _doubted(clause.words, hits, language)
        doubtful = doubtful or _with_other_work(parts, done, language, near=near)
        if all(one.loose or one.word.place or occupations()[one.word.name].unsure for one in done):
            whole = [word for clause in parts for word in clause.words]
            joined = list(_whole(activities.find(whole, language, near=near)))
            if not joined and done and all(one.loose for one in done):
                joined = list(_whole(activities.find(whole, language, near=True)))
            joined = [one for one in joined if one.word not in [other.word for other in aside]]
            named_too = [one for one in done if not one.loose and not one.word.place]
            done = [*named_too, *joined] if joined else done
        else:
            done = [one for one in done if not one.loose]
        if not all(one.loose for one in aside):
            aside = [one for one in aside if not one.loose]
        if done or aside:
            doubtful = doubtful or any(not one.clear for one in done) or bool(aside)
            first = _telling([one.word for one in done])
            return [*first, *(one.word for one in aside if one.word not in first)], doubtful, not done
    return [], False, False


def _with_other_work(parts: Sequence[Clause], done: Sequence[_Told], language: Language, *, near: bool) -> bool:
    """Whether words that no phrase covers tell of activities or things that do not go with what was named."""
    names = {one.word.name for one in done if one.hit and not one.word.place}
    for clause in parts:
        told = _in_clause(clause.words, language, near=near)
        covered = frozenset(place for one in told if one.hit for place in range(one.start, one.end))
        if any(activities.other_work(clause.words, name, covered, language) for name in names):
            return True
    return False


def _whole(joined: Sequence[activities.Activity]) -> Iterator[_Told]:
    """Activities of more than one word that lie across the parts of an answer."""
    for activity in joined:
        if activity.size > 1:
            yield _Told(_Word(activity.occupation, place=False), activity.start, activity.end, clear=False)


def _telling(found: Sequence[_Word]) -> list[_Word]:
    """Without what a more telling word makes superfluous: "chauffeur op een bus", "bakker in een bakkerij"."""
    names = {word.name for word in found if not word.place and not occupations()[word.name].vague}
    kept = [word for word in found if not word.place or not names]
    clear = [word for word in kept if not occupations()[word.name].vague] or kept
    codes = {occupations()[word.name].isco for word in found if not occupations()[word.name].unsure}
    precise = [
        word
        for word in clear
        if not (
            occupations()[word.name].unsure
            and codes & {occupations()[word.name].isco, *occupations()[word.name].others}
        )
    ]
    if precise:
        return precise
    return [word for word in found if not occupations()[word.name].unsure] or clear


def _doubted(spoken: Sequence[str], hits: Sequence[Hit[_Word]], language: Language) -> bool:
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    doubts = _doubts(language)

    def outside(lexicon: Lexicon[str]) -> list[Hit[str]]:
        return [hit for hit in lexicon.find(spoken, near=False) if not set(range(hit.start, hit.end)) <= covered]

    if outside(doubts.helper) or outside(doubts.relative):
        return True
    if any(place not in covered and phrasing(language).denies(word) for place, word in enumerate(spoken)):
        return True
    starts = {hit.start for hit in hits}
    if any(_of_another(one, other) for one, other in pairwise(hits) if one.end == other.start):
        return True
    if any(hit.end in starts for hit in outside(doubts.employer)):
        return True
    beside = {place for hit in hits for place in (hit.start - 1, hit.end) if 0 <= place < len(spoken)} - covered
    known = {place for hit in doubts.context.find(spoken, near=False) for place in range(hit.start, hit.end)}
    return any(
        place not in known
        and spoken[place] not in phrasing(language).fillers
        and not spoken[place].isdecimal()
        and not countries.named(spoken[place], language)
        for place in beside
    )


def _only_remarks(text: str, language: Language) -> bool:
    """Whether all was said about work and nothing of which work: "it was heavy but the colleagues were kind"."""
    if any(_in_clause(clause.words, language, near=False) for clause in clauses(text, language)):
        return False
    spoken = words(text)
    doubts = _doubts(language)
    remarked = {place for hit in doubts.remarks.find(spoken, near=False) for place in range(hit.start, hit.end)}
    known = {place for hit in doubts.context.find(spoken, near=False) for place in range(hit.start, hit.end)}
    fillers = phrasing(language).fillers
    return bool(remarked) and all(
        place in remarked or place in known or word in fillers or phrasing(language).denies(word)
        for place, word in enumerate(spoken)
        if word not in phrasing(language).contrast
    )


def _of_another(one: Hit[_Word], other: Hit[_Word]) -> bool:
    """Whether a workplace right behind an occupation is one of another occupation: "specialist laboratory"."""
    first, second = one.meanings[0], other.meanings[0]
    groups = {occupations()[first.name].isco, *occupations()[first.name].others}
    return second.place and not first.place and occupations()[second.name].isco not in groups


def _compound(spoken: Sequence[str], language: Language) -> _Word | None:
    known = _single_words(language)
    for word in spoken:
        for start in range(1, len(word) - _SHORTEST_COMPOUND_PART + 1):
            if word[start:] in known:
                return known[word[start:]]
    return None
