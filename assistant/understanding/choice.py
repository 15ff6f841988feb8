"""Which option of a choice question was meant.

Three things name an option: the words of its labels in any language, the synonyms in ``choices.yml`` of a language (per
question id and option id), and its number ("de tweede"). ``other`` in ``choices.yml`` has the words for "something else",
for every question with such an option; ``either`` lists words that leave two or more options open ("getrouwd": in the
Netherlands or abroad?), and ``by_country`` says what a country means for a question.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.understanding import countries
from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold, words
from assistant.understanding.phrases import Hit, Lexicon, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

Labels = tuple[tuple[str, tuple[str, ...]], ...]
"""Option ids with their labels, in a form that can be a key."""

OTHER = "anders"
_EITHER = "either"
_SURE, _LIKELY, _DOUBTFUL, _WEAK = 0.95, 0.85, 0.5, 0.4
_NUMBER = re.compile(r"^(?:\D*\s)?(\d{1,2})[\s.)]*$")
# A label shares enough with the answer when half of its telling words were said.
_SHARED = 0.5
_TELLING = 4


@dataclass(frozen=True)
class _Words:
    """What the language files say about one question."""

    lexicon: Lexicon[tuple[str, ...]]
    ordinals: Mapping[str, int]
    last: frozenset[str]
    by_country: Mapping[str, str]
    now: frozenset[str]
    past: frozenset[str]


@cache
def _words(language: Language, question_id: str, labels: Labels) -> _Words:
    lexicon: Lexicon[tuple[str, ...]] = Lexicon(phrasing(language), typos=1)
    ids = [option for option, _ in labels]
    lexicon.add_layer((label, (option,)) for option, all_ in labels for label in (option.replace("_", " "), *all_))
    ordinals: dict[str, int] = {}
    last: set[str] = set()
    by_country: dict[str, str] = {}
    now: set[str] = set()
    past: set[str] = set()
    for layer in language.layers("choices"):
        if OTHER in ids:
            lexicon.add_layer((phrase, (OTHER,)) for phrase in layer.get("other") or ())
        lexicon.add_layer(_synonyms((layer.get("questions") or {}).get(question_id) or {}, ids))
        for number, phrases in (layer.get("ordinals") or {}).items():
            for phrase in phrases:
                ordinals.setdefault("".join(words(phrase)), int(number))
        last |= {"".join(words(phrase)) for phrase in layer.get("last") or ()}
        now |= {"".join(words(word)) for word in layer.get("now") or ()}
        past |= {"".join(words(word)) for word in layer.get("past") or ()}
        by_country = by_country or (layer.get("by_country") or {}).get(question_id) or {}
    return _Words(lexicon, ordinals, frozenset(last), by_country, frozenset(now), frozenset(past))


@cache
def _known_options(language: Language, question_id: str) -> Labels:
    known = (language.data("choices").get("questions") or {}).get(question_id) or {}
    return tuple((option, ()) for option in known if option != _EITHER)


def _synonyms(options: Mapping[str, Any], ids: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Phrase -> the options it leaves open; options that this catalogue does not have are left out."""
    for option, phrases in options.items():
        if option == _EITHER:
            two_known = [known for known in options if known in ids and known not in (OTHER, "geen")]
            for entry in phrases:
                if isinstance(entry, str):
                    yield entry, tuple(two_known)
                else:
                    yield from (
                        (word, tuple(known for known in entry["options"] if known in ids)) for word in entry["words"]
                    )
        elif option in ids:
            yield from ((phrase, (option,)) for phrase in phrases)


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The id of the option that was meant; ``niet_begrepen`` without a question or when no option fits.

    When the question comes without its options, those that ``choices.yml`` knows for its id are taken.
    """
    if question is None:
        return NOT_UNDERSTOOD
    labels: Labels = tuple((option, tuple(all_)) for option, all_ in question.options.items())
    labels = labels or _known_options(language, question.id)
    if not labels:
        return NOT_UNDERSTOOD
    spoken = words(text)
    known = _words(language, question.id, labels)
    ids = [option for option, _ in labels]
    whole = known.lexicon.whole(spoken) or known.lexicon.whole(without_fillers(spoken, language))
    if whole and len(whole) == 1:
        return _among(whole[0], _SURE, "choice:whole")
    numbered = _by_number(text, spoken, known, ids, language)
    if numbered is not None:
        return numbered
    phrases = _by_phrases(spoken, known, ids, language)
    if phrases is not None and not phrases.confirm:
        return phrases
    country = _by_country(text, language, known, ids)
    if country is not None and (phrases is None or country.value in (phrases.value, *phrases.alternatives)):
        return country  # "mijn vrouw is in Turkije": the country decides what "mijn vrouw" left open
    return phrases or _by_label(spoken, labels, language) or NOT_UNDERSTOOD


def _by_number(
    text: str, spoken: Sequence[str], known: _Words, ids: Sequence[str], language: Language
) -> Reading | None:
    kept = without_fillers(spoken, language) or list(spoken)
    number = known.ordinals.get("".join(kept)) or known.ordinals.get("".join(spoken))
    digits = _NUMBER.match(fold(text))
    if number is None and digits and len(kept) <= 2 and not known.lexicon.find(spoken, near=False):
        number = int(digits.group(1))
    if "".join(kept) in known.last or "".join(spoken) in known.last:
        number = len(ids)
    if number is None or not 1 <= number <= len(ids):
        return None
    return Reading("beantwoord", ids[number - 1], confidence=_LIKELY, rule="choice:number")


def _by_phrases(spoken: Sequence[str], known: _Words, ids: Sequence[str], language: Language) -> Reading | None:
    hits = known.lexicon.find(spoken)
    if not hits:
        return None
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    phrases = phrasing(language)
    denials = [place for place, word in enumerate(spoken) if place not in covered and phrases.denies(word)]
    meant: list[Hit[tuple[str, ...]]] = []
    denied: set[str] = set()
    for hit in hits:
        if any(hit.start - 3 <= place < hit.start or place == hit.end for place in denials):
            denied.update(hit.meanings[0])
        else:
            meant.append(hit)
    if not meant:
        return _but_not(denied, ids)
    present = _of_now(meant, spoken, known)
    if present:
        options = list(dict.fromkeys(option for hit in present for found in hit.meanings for option in found))
        rest = [option for hit in meant for found in hit.meanings for option in found if option not in options]
        return Reading(
            "beantwoord", options[0], True, tuple(dict.fromkeys((*options[1:], *rest))), _DOUBTFUL, "choice:now"
        )
    score: Counter[str] = Counter()
    narrowed = [hit for hit in meant if len(hit.meanings) == 1 and len(hit.meanings[0]) == 1]
    for hit in narrowed or meant:
        for options in hit.meanings:
            for option in options:
                score[option] += hit.end - hit.start
    best = max(score.values())
    first = [option for option in score if score[option] == best]
    others = tuple(option for option in score if option not in first)
    # "mijn vrouw kreeg asiel": a word that leaves only other options open makes the best one doubtful.
    against = [option for hit in meant for options in hit.meanings if first[0] not in options for option in options]
    sure = len(score) == 1 and not denials and not against and all(hit.how != "near" for hit in meant)
    if sure:
        return Reading("beantwoord", first[0], confidence=_LIKELY, rule="choice:phrase")
    alternatives = tuple(dict.fromkeys((*first[1:], *others, *against))) or tuple(
        option for option in ids if option != first[0]
    )
    return Reading("beantwoord", first[0], True, alternatives, _DOUBTFUL, "choice:phrases")


def _of_now(meant: Sequence[Hit[tuple[str, ...]]], spoken: Sequence[str], known: _Words) -> list[Hit[tuple[str, ...]]]:
    """What is so now, where something else was so before: "ze was op de isk, nu op de havo"; empty when nothing says so."""
    if len({option for hit in meant for found in hit.meanings for option in found}) < 2:
        return []
    now = [place for place, word in enumerate(spoken) if word in known.now]
    if now:
        after = [hit for hit in meant if hit.start >= now[-1]]
        return after if len(after) < len(meant) else []
    past = {place for place, word in enumerate(spoken) if word in known.past}
    left = [hit for hit in meant if not any(place in past for place in range(hit.start - 2, hit.end + 2))]
    return left if past and left and len(left) < len(meant) else []


def _but_not(denied: set[str], ids: Sequence[str]) -> Reading | None:
    """ "Niet in het azc": what is left is asked for."""
    left = [option for option in ids if option not in denied]
    if not left:
        return None
    left.sort(key=lambda option: option == OTHER)
    return Reading("beantwoord", left[0], True, tuple(left[1:]), _DOUBTFUL, "choice:denied")


def _by_country(text: str, language: Language, known: _Words, ids: Sequence[str]) -> Reading | None:
    if not known.by_country:
        return None
    named = countries.named(text, language, near=False)
    if not named:
        return None
    options = list(dict.fromkeys(known.by_country.get(code, known.by_country["other"]) for code in named))
    options = [option for option in options if option in ids]
    return _among(tuple(options), _LIKELY, "choice:country") if options else None


def _by_label(spoken: Sequence[str], labels: Labels, language: Language) -> Reading | None:
    """The option whose label shares most of its telling words with the answer, to be read back."""
    said = {word for word in without_fillers(spoken, language) if len(word) >= _TELLING}
    score: dict[str, float] = {}
    for option, all_ in labels:
        for label in all_:
            telling = {word for word in words(label) if len(word) >= _TELLING}
            if telling:
                score[option] = max(score.get(option, 0.0), len(said & telling) / len(telling))
    ranked = sorted((option for option in score if score[option] >= _SHARED), key=lambda option: -score[option])
    if not ranked:
        return None
    rest = tuple(ranked[1:]) or tuple(option for option, _ in labels if option != ranked[0])
    return Reading("beantwoord", ranked[0], True, rest, _WEAK, "choice:label")


def _among(options: Sequence[str], confidence: float, rule: str) -> Reading:
    if len(options) == 1:
        return Reading("beantwoord", options[0], confidence=confidence, rule=rule)
    return Reading("beantwoord", options[0], True, tuple(options[1:]), _DOUBTFUL, rule)
