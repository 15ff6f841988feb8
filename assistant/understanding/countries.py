"""Countries as ISO 3166-1 alpha-2 codes, from names, demonyms, codes and well-known cities.

The names of all countries come from CLDR, in every language of the product and in English, whichever language was chosen:
people mix them. ``countries.yml`` of a language adds what CLDR does not have: ``names`` (everyday names, demonyms, spelling
variants), ``places`` (a city only suggests its country, so the country is read back), ``unsure`` (names that can be more than
one country), ``born`` (words for being born, which decide when two countries are named), ``worked`` (the same for work),
``plain_words`` (no typing error of a country), ``words_like_codes`` (short words that are no code when typed in small letters)
and ``cldr`` (see :mod:`cldr`).
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale

from assistant.understanding import cldr
from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Clause, Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

BIRTH_QUESTION = "persoon.geboorteland"
WORK_QUESTION = "werk.banen.land"

# Two-letter CLDR codes that are no country of ISO 3166-1 (Kosovo's XK is in use by user assignment).
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_CODE = re.compile(r"^[a-z]{2}$")
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5


@dataclass(frozen=True)
class _Meaning:
    """The countries a phrase can mean, most likely first, and whether it is certain."""

    codes: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class _Found:
    """A country that was named, and what stands around it."""

    codes: tuple[str, ...]
    sure: bool
    denied: bool
    told: bool


def codes() -> frozenset[str]:
    """All ISO 3166-1 alpha-2 codes that can be read, and XK for Kosovo."""
    territories = map(str, Locale.parse("en").territories)
    return frozenset(code for code in territories if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY)


@cache
def _lexicon(language: Language) -> Lexicon[_Meaning]:
    lexicon: Lexicon[_Meaning] = Lexicon(phrasing(language), typos=2)
    for layer in language.layers("countries"):
        lexicon.add_layer(_entries(layer))
    for one in cldr.languages_nearest_first(language):
        lexicon.add_layer(_names(one.data("countries")))
    for territories in cldr.names(language, "territories"):
        lexicon.add_layer(_cldr_entries(territories))
    return lexicon


def _names(layer: Mapping[str, Any]) -> Iterator[tuple[str, _Meaning]]:
    """Only the names of a layer: its cities and nicknames are words in another language («وطن» is any homeland)."""
    for code, names in (layer.get("names") or {}).items():
        yield from ((name, _Meaning((code,), True)) for name in names)


def _entries(layer: Mapping[str, Any]) -> Iterator[tuple[str, _Meaning]]:
    yield from _names(layer)
    for code, places in (layer.get("places") or {}).items():
        yield from ((place, _Meaning((code,), False)) for place in places)
    for entry in layer.get("unsure") or ():
        yield from ((name, _Meaning(tuple(entry["codes"]), False)) for name in entry["words"])


def _cldr_entries(territories: Mapping[str, str]) -> Iterator[tuple[str, _Meaning]]:
    known = codes()
    for code, name in territories.items():
        if code in known:
            meaning = _Meaning((code,), code != "XK")
            yield name, meaning
            yield _BRACKETS.sub(" ", name), meaning


@cache
def _told_of(language: Language, event: str) -> Lexicon[bool]:
    """The words for being born (``born``) or for one's work (``worked``)."""
    lexicon: Lexicon[bool] = Lexicon(phrasing(language))
    for layer in language.layers("countries"):
        lexicon.add_layer((word, True) for word in layer.get(event) or ())
    return lexicon


def named(text: str, language: Language, *, near: bool = True) -> list[str]:
    """The codes of the countries that ``text`` names without denying them, in order, each once.

    Args:
        text: what was said, or a part of it.
        language: the language the person chose.
        near: also look for typing errors when nothing was spelled right.
    """
    return list(dict.fromkeys(found.codes[0] for found in _find(text, language, near=near) if not found.denied))


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The code of the country that was named; ``niet_begrepen`` when none was."""
    whole = _lexicon(language).whole(words(text))
    if len(whole) == 1 and whole[0].sure:  # a name with punctuation in it: "Congo - Kinshasa", "St. Lucia"
        return Reading("beantwoord", whole[0].codes[0], confidence=_SURE, rule="country:name")
    event = "worked" if question is not None and question.id == WORK_QUESTION else "born"
    found = _find(text, language, event=event)
    if not found:
        return _by_code(text, language) or NOT_UNDERSTOOD
    meant = [one for one in found if not one.denied]
    if not meant:
        return NOT_UNDERSTOOD
    certain = list(dict.fromkeys(one.codes[0] for one in meant if one.sure))
    if len(certain) == 1 and all(certain[0] in one.codes for one in meant) and len(meant) == len(found):
        return Reading("beantwoord", certain[0], confidence=_SURE, rule="country:name")
    possible = list(dict.fromkeys(code for one in meant for code in one.codes))
    best = _best(meant, certain, question)
    alternatives = tuple(code for code in possible if code != best)
    rule = "country:several" if len({one.codes for one in meant}) > 1 else "country:suggested"
    return Reading("beantwoord", best, True, alternatives, _DOUBTFUL, rule)


def _best(meant: Sequence[_Found], certain: Sequence[str], question: Question | None) -> str:
    if question is None or question.id in (BIRTH_QUESTION, WORK_QUESTION):
        for one in reversed(meant) if question is not None and question.id == WORK_QUESTION else meant:
            if one.told:
                return one.codes[0]
    if question is not None and question.id != BIRTH_QUESTION:
        often = Counter(one.codes[0] for one in meant).most_common(2)
        if len(often) > 1 and often[0][1] > often[1][1]:
            return often[0][0]
    elsewhere = [code for code in certain if code != "NL"] or list(certain)
    if certain:
        return elsewhere[0]
    return meant[0].codes[0]


def _find(text: str, language: Language, *, near: bool = True, event: str = "born") -> list[_Found]:
    parts = clauses(text, language)
    found: list[_Found] = []
    for forgiving in (False, True) if near else (False,):
        for part in parts:
            found.extend(_in_clause(part, language, event, near=forgiving))
        if len(found) > 1 and not any(one.told for one in found):
            # the word stands in another clause: «ኣብ ሱዳን ግን ተወሊደ»
            whole = Clause(tuple(word for part in parts for word in part.words), False)
            told = [one.codes for one in _in_clause(whole, language, event, near=forgiving) if one.told]
            found = [replace(one, told=one.codes in told) for one in found]
        if found:
            return found  # a typing error is only looked for when nothing was spelled right
    return found


def _in_clause(part: Clause, language: Language, event: str, *, near: bool) -> Iterator[_Found]:
    hits = _lexicon(language).find(part.words, near=near)
    hits = [hit for hit in hits if hit.how != "near" or hit.phrase not in _plain_words(language)]
    if not hits:
        return
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    denials = [
        place for place, word in enumerate(part.words) if place not in covered and phrasing(language).denies(word)
    ]
    births = _told_of(language, event).find(part.words, near=False)
    for hit in hits:
        meaning = _joined(hit)
        yield _Found(
            codes=meaning.codes,
            sure=meaning.sure and hit.how != "near",
            denied=bool(denials) and (len(hits) == 1 or any(hit.start - 2 <= place < hit.start for place in denials)),
            told=_nearest(births, hit, hits),
        )


def _joined(hit: Hit[_Meaning]) -> _Meaning:
    """One meaning of a phrase that stands under several countries: then none of them is certain."""
    all_codes = tuple(dict.fromkeys(code for meaning in hit.meanings for code in meaning.codes))
    return _Meaning(all_codes, len(all_codes) == 1 and hit.meanings[0].sure)


def _nearest(births: Sequence[Hit[bool]], hit: Hit[_Meaning], hits: Sequence[Hit[_Meaning]]) -> bool:
    """Whether a word for being born stands nearer to this country than to the others of its clause."""
    return any(
        min(hits, key=lambda other: (abs(other.start - birth.end), other.start < birth.start)).start == hit.start
        for birth in births
    )


def _by_code(text: str, language: Language) -> Reading | None:
    """The whole answer is a code ("SY", "nl"). A code that is also a word or typed in small letters is read back."""
    kept = without_fillers(words(text), language) or words(text)
    if len(kept) != 1 or not _CODE.match(kept[0]) or kept[0].upper() not in codes():
        return None
    code = kept[0].upper()
    if phrasing(language).denies(kept[0]):
        return None
    typed_as_code = code in text
    is_word = kept[0] in _short_words(language)
    if is_word and not typed_as_code:
        return None
    return Reading(
        "beantwoord", code, confirm=is_word, confidence=_DOUBTFUL if is_word else _LIKELY, rule="country:code"
    )


@cache
def _plain_words(language: Language) -> frozenset[str]:
    """Words that are a typing error away from a country but are none ("mijn land" is not Finland)."""
    return frozenset(
        "".join(words(word)) for layer in language.layers("countries") for word in layer.get("plain_words") or ()
    )


@cache
def _short_words(language: Language) -> frozenset[str]:
    """Two-letter words of the language that are no country code when typed in small letters."""
    return frozenset(word for layer in language.layers("countries") for word in layer.get("words_like_codes") or ())
