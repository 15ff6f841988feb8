"""Occupations in the person's own words, with their ISCO-08 unit group where it is known.

``isco/occupations.yml`` names the occupations and their unit groups; ``occupations.yml`` of a language has:

``occupations`` and ``workplaces``
    the words for them, and for the places where they are done: who worked in a bakery may have baked, so it is read back.
``helper``, ``employer`` and ``relative``
    words that make an occupation doubtful ("assistent", "voor een advocaat", "mijn vader was boer").
``context``
    words that do not ("gewerkt"). Any other word right beside an occupation may make another one of it ("officier van de
    wacht"), so then it is read back.
``compounds``
    ``true`` where an unknown word that ends in a known occupation suggests it ("damesschoenmaker").

The words themselves are always the answer; the unit group is only added.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from assistant.understanding import countries
from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

GROUPS_FILE = Path(__file__).parent / "isco" / "occupations.yml"

_SHORTEST_COMPOUND_PART = 5
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
    for kind in ("helper", "employer", "relative", "context"):
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
    """``{"text": the words, "isco": the unit group or None}``; always ``beantwoord``."""
    said = text.strip()
    spoken = words(text)
    found, doubtful = _found(text, language)
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
        return Reading("beantwoord", value, confidence=_LIKELY, rule="occupation:unpaid", detail={"unpaid": unpaid})
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


def _found(text: str, language: Language) -> tuple[list[_Word], bool]:
    """The occupations that were named, best first, and whether there is reason to doubt them."""
    for near in (False, True):  # a typing error is only looked for when nothing was spelled right
        found: list[_Word] = []
        doubtful = near
        for clause in clauses(text, language):
            hits = _lexicon(language).find(clause.words, near=near)
            found.extend(hit.meanings[0] for hit in hits)
            doubtful = doubtful or any(len(hit.meanings) > 1 for hit in hits) or _doubted(clause.words, hits, language)
        if found:
            return _telling(found), doubtful
    return [], False


def _telling(found: Sequence[_Word]) -> list[_Word]:
    """Without what a more telling word makes superfluous: "chauffeur op een bus", "bakker in een bakkerij"."""
    names = {word.name for word in found if not word.place}
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


def _compound(spoken: Sequence[str], language: Language) -> _Word | None:
    known = _single_words(language)
    for word in spoken:
        for start in range(1, len(word) - _SHORTEST_COMPOUND_PART + 1):
            if word[start:] in known:
                return known[word[start:]]
    return None
