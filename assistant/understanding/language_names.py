"""Languages as BCP 47 primary subtags, from their names in any language of the product.

The names of all languages come from CLDR; ``language_names.yml`` of a language adds everyday names (``names``), names that can
be more than one language (``unsure``: «فارسی» of someone from Afghanistan is Dari or Persian) and the variety that a name tells
besides (``details``: Sorani is Kurdish, variety ckb).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.understanding import cldr
from assistant.understanding.languages import Language
from assistant.understanding.normalise import without_spaces, words
from assistant.understanding.phrases import Clause, Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

# CLDR lists varieties apart that the record keeps under one subtag.
_PRIMARY = {
    "ckb": "ku",
    "kmr": "ku",
    "sdh": "ku",
    "lrc": "lrc",
    "cmn": "zh",
    "yue": "zh",
    "pbu": "ps",
    "arb": "ar",
    "apc": "ar",
}
_SPECIAL = {"mul", "und", "zxx", "mis", "root", "art"}
_SUBTAG = re.compile(r"^[a-z]{2,3}$")
_TWO_LETTERS = re.compile(r"^[a-z]{2}$")
# Among other words, shorter names of CLDR ("Ga", "Ido", "Vai") and those of languages with a three-letter subtag are mostly
# everyday words of another language.
_SHORTEST_CLDR_NAME = 4
_COMMON = 2
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5


@dataclass(frozen=True)
class _Meaning:
    """The languages a name can mean, most likely first, and whether it is certain."""

    codes: tuple[str, ...]
    sure: bool


@cache
def _lexicon(language: Language) -> Lexicon[_Meaning]:
    lexicon: Lexicon[_Meaning] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("language_names"):
        lexicon.add_layer(_entries(layer))
    for one in cldr.languages_nearest_first(language):
        lexicon.add_layer(_names(one.data("language_names")))
    for names in cldr.names(language, "languages"):
        lexicon.add_layer(
            (name, meaning)
            for name, meaning in _cldr_entries(names)
            if len(meaning.codes[0]) == _COMMON and len(without_spaces(name)) >= _SHORTEST_CLDR_NAME
        )
    return lexicon


@cache
def _all_names(language: Language) -> Lexicon[_Meaning]:
    """All names of CLDR; the short and the rare ones only count when they are all that was said."""
    lexicon: Lexicon[_Meaning] = Lexicon(phrasing(language))
    for names in cldr.names(language, "languages"):
        lexicon.add_layer(_cldr_entries(names))
    return lexicon


@cache
def _varieties(language: Language) -> Mapping[str, str]:
    """Folded name -> the subtag of the variety it tells besides."""
    found: dict[str, str] = {}
    for layer in language.layers("language_names"):
        for variety, names in (layer.get("details") or {}).items():
            for name in names:
                found.setdefault(without_spaces(name), variety)
    return found


def _names(layer: Mapping[str, Any]) -> Iterator[tuple[str, _Meaning]]:
    for code, names in (layer.get("names") or {}).items():
        yield from ((name, _Meaning((code,), True)) for name in names)


def _entries(layer: Mapping[str, Any]) -> Iterator[tuple[str, _Meaning]]:
    yield from _names(layer)
    for entry in layer.get("unsure") or ():
        yield from ((name, _Meaning(tuple(entry["codes"]), False)) for name in entry["words"])


def _cldr_entries(names: Mapping[str, str]) -> Iterator[tuple[str, _Meaning]]:
    for code, name in names.items():
        if _SUBTAG.match(code) and code not in _SPECIAL:
            yield name, _Meaning((_PRIMARY.get(code, code),), True)


@cache
def _known_codes(language: Language) -> frozenset[str]:
    listed = {code for layer in language.layers("language_names") for code in layer.get("names") or {}}
    return frozenset(code for code in listed if len(code) <= 3)


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The subtag of the language that was named; ``niet_begrepen`` when none was.

    Several languages give the first, to be read back, with the others as alternatives.
    """
    whole = without_fillers(words(text), language) or words(text)
    for near in (False, True):  # a typing error is only looked for when nothing was spelled right
        hits = [hit for part in clauses(text, language) for hit in _meant(part, language, near=near)]
        if hits:
            return _reading(hits, language)
        short = _all_names(language).whole(whole)
        if short:
            return Reading("beantwoord", short[0].codes[0], confidence=_LIKELY, rule="language:name")
    return _by_code(text, language) or NOT_UNDERSTOOD


def named(text: str, language: Language) -> tuple[tuple[str, str], ...]:
    """The languages ``text`` names and does not deny, spelled right: (subtag, the word for it, folded), in order."""
    return tuple(
        (hit.meanings[0].codes[0], hit.phrase)
        for part in clauses(text, language)
        for hit in _meant(part, language, near=False)
        if len(hit.meanings) == 1
    )


def _reading(hits: Sequence[Hit[_Meaning]], language: Language) -> Reading:
    possible = list(dict.fromkeys(code for hit in hits for meaning in hit.meanings for code in meaning.codes))
    variety = _varieties(language).get(hits[0].phrase)
    detail = {"variety": variety} if variety else None
    certain = {code for hit in hits for meaning in hit.meanings if meaning.sure for code in meaning.codes}
    if len(possible) == 1 and certain and all(hit.how != "near" for hit in hits):
        return Reading("beantwoord", possible[0], confidence=_SURE, rule="language:name", detail=detail)
    return Reading("beantwoord", possible[0], True, tuple(possible[1:]), _DOUBTFUL, "language:several", detail)


def _meant(part: Clause, language: Language, *, near: bool) -> list[Hit[_Meaning]]:
    """The languages a clause names; one that is denied ("geen Amhaars") is left out."""
    hits = _lexicon(language).find(part.words, near=near)
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    denials = [
        place for place, word in enumerate(part.words) if place not in covered and phrasing(language).denies(word)
    ]
    if not denials:
        return hits
    if len(hits) == 1:
        return []
    return [hit for hit in hits if not any(hit.start - 2 <= place < hit.start for place in denials)]


def _by_code(text: str, language: Language) -> Reading | None:
    kept = without_fillers(words(text), language) or words(text)
    if len(kept) != 1 or kept[0] not in _known_codes(language) or phrasing(language).denies(kept[0]):
        return None
    sure = kept[0].upper() in text or not _TWO_LETTERS.match(kept[0])
    return Reading("beantwoord", kept[0], not sure, confidence=_LIKELY if sure else _DOUBTFUL, rule="language:code")
