"""Which option of a choice question was meant.

Three things name an option: the words of its labels in any language, the synonyms in ``choices.yml`` of a language (per
question id and option id), and its number ("de tweede"). ``other`` in ``choices.yml`` has the words for "something else",
for every question with such an option; ``either`` lists words that leave two or more options open ("getrouwd": in the
Netherlands or abroad?), and ``by_country`` says what a country means for a question.

Of two options, the one of ``now`` counts before that of the ``past`` (not for the questions under ``no_time``), and what
follows ``so`` ("dus", «لذلك») before its reason. ``together`` in the shared folder says what two options mean when they are
said in this order: "my husband" and "asylum" is family reunification; ``same_words`` names questions that share their words.
What is denied in its own clause is no option.
``made_of`` of a language knows an option by its parts ("married" and "a Dutchman"), to be read back.
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
from assistant.understanding.phrases import Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

Labels = tuple[tuple[str, tuple[str, ...]], ...]
"""Option ids with their labels, in a form that can be a key."""

OTHER = "anders"
_EITHER = "either"
_NARROWED = ("choice:phrases", "choice:now", "choice:together", "choice:story")
_SURE, _LIKELY, _DOUBTFUL, _WEAK = 0.95, 0.85, 0.5, 0.4
_STORY = 11
"""More words than this say more than one option: what they seem to say is read back."""
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
    so: frozenset[str]
    together: Mapping[str, str]


@cache
def _words(language: Language, question_id: str, labels: Labels) -> _Words:
    lexicon: Lexicon[tuple[str, ...]] = Lexicon(phrasing(language), typos=1)
    ids = [option for option, _ in labels]
    like = _like(language, question_id)
    lexicon.add_layer((label, (option,)) for option, all_ in labels for label in (option.replace("_", " "), *all_))
    ordinals: dict[str, int] = {}
    last: set[str] = set()
    by_country: dict[str, str] = {}
    now: set[str] = set()
    past: set[str] = set()
    so: set[str] = set()
    together: dict[str, str] = {}
    timeless = any(question_id in (layer.get("no_time") or ()) for layer in language.layers("choices"))
    for layer in language.layers("choices"):
        if OTHER in ids:
            lexicon.add_layer((phrase, (OTHER,)) for phrase in layer.get("other") or ())
        lexicon.add_layer(_synonyms((layer.get("questions") or {}).get(like) or {}, ids))
        for number, phrases in (layer.get("ordinals") or {}).items():
            for phrase in phrases:
                ordinals.setdefault("".join(words(phrase)), int(number))
        last |= {"".join(words(phrase)) for phrase in layer.get("last") or ()}
        if not timeless:
            now |= {"".join(words(word)) for word in layer.get("now") or ()}
            past |= {"".join(words(word)) for word in layer.get("past") or ()}
        so |= {"".join(words(word)) for word in layer.get("so") or ()}
        together = together or (layer.get("together") or {}).get(question_id) or {}
        by_country = by_country or (layer.get("by_country") or {}).get(question_id) or {}
    return _Words(
        lexicon, ordinals, frozenset(last), by_country, frozenset(now), frozenset(past), frozenset(so), together
    )


@cache
def _like(language: Language, question_id: str) -> str:
    """The question whose words are used: its own, or those of another that is answered in the same words."""
    return next(
        (found for layer in language.layers("choices") if (found := (layer.get("same_words") or {}).get(question_id))),
        question_id,
    )


@cache
def _known_options(language: Language, question_id: str) -> Labels:
    known = (language.data("choices").get("questions") or {}).get(_like(language, question_id)) or {}
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
    phrases = _by_phrases(text, spoken, known, ids, language)
    if phrases is not None and not phrases.confirm:
        return phrases
    made_of = _made_of(spoken, ids, language, question.id)
    if made_of is not None:
        return made_of
    country = _by_country(text, language, known, ids)
    if country is not None and phrases is not None and phrases.rule in _NARROWED:
        return phrases  # "my wife came from Sudan and lives here"
    if country is not None and (phrases is None or country.value in (phrases.value, *phrases.alternatives)):
        return country  # "mijn vrouw is in Turkije": the country decides what "mijn vrouw" left open
    return phrases or _by_label(spoken, labels, language) or NOT_UNDERSTOOD


@cache
def _recipes(language: Language, question_id: str) -> tuple[tuple[str, tuple[Lexicon[bool], ...]], ...]:
    """Option -> a lexicon for each of the parts that together mean it."""
    found: list[tuple[str, tuple[Lexicon[bool], ...]]] = []
    for layer in language.layers("choices"):
        for recipe in (layer.get("made_of") or {}).get(question_id) or ():
            parts: list[Lexicon[bool]] = []
            for phrases in recipe["parts"]:
                lexicon: Lexicon[bool] = Lexicon(phrasing(language))
                lexicon.add_layer((phrase, True) for phrase in phrases)
                parts.append(lexicon)
            found.append((recipe["means"], tuple(parts)))
    return tuple(found)


def _made_of(spoken: Sequence[str], ids: Sequence[str], language: Language, question_id: str) -> Reading | None:
    for option, parts in _recipes(language, question_id):
        if option in ids and all(part.find(spoken, near=False) for part in parts):
            others = tuple(other for other in ids if other != option)
            return Reading("beantwoord", option, True, others, _DOUBTFUL, "choice:made_of")
    return None


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


def _by_phrases(
    text: str, spoken: Sequence[str], known: _Words, ids: Sequence[str], language: Language
) -> Reading | None:
    hits = known.lexicon.find(spoken)
    if not hits:
        return None
    meant, denied, denials = _not_denied(hits, text, spoken, language)
    if not meant:
        return _but_not(denied, ids)
    present = _of_now(meant, spoken, known) or _so(meant, spoken, known)
    if present:
        options = list(dict.fromkeys(option for hit in present for found in hit.meanings for option in found))
        rest = [option for hit in meant for found in hit.meanings for option in found if option not in options]
        return Reading(
            "beantwoord", options[0], True, tuple(dict.fromkeys((*options[1:], *rest))), _DOUBTFUL, "choice:now"
        )
    score: Counter[str] = Counter()
    narrowed = [hit for hit in meant if len(hit.meanings) == 1 and len(hit.meanings[0]) == 1]
    for hit in narrowed or meant:
        for found in hit.meanings:
            for option in found:
                score[option] += hit.end - hit.start
    best = max(score.values())
    first = [option for option in score if score[option] == best]
    others = tuple(option for option in score if option not in first)
    # "mijn vrouw kreeg asiel": a word that leaves only other options open makes the best one doubtful.
    against = [option for hit in meant for found in hit.meanings if first[0] not in found for option in found]
    joint = _together(meant, first[0], known)
    if joint is not None:
        besides = tuple(dict.fromkeys(option for option in (*first, *others, *against) if option != joint))
        return Reading("beantwoord", joint, True, besides, _DOUBTFUL, "choice:together")
    sure = len(score) == 1 and not denials and not against and all(hit.how != "near" for hit in meant)
    # "geen idee hoe dat heet": one denial among other words is hardly the option "geen"
    bare = all(phrasing(language).denies(hit.phrase) for hit in meant) and len(spoken) > 2
    if sure and len(spoken) > _STORY:
        besides = tuple(option for option in ids if option != first[0])
        return Reading("beantwoord", first[0], True, besides, _LIKELY, "choice:story")
    if sure and not bare:
        return Reading("beantwoord", first[0], confidence=_LIKELY, rule="choice:phrase")
    alternatives = tuple(dict.fromkeys((*first[1:], *others, *against))) or tuple(
        option for option in ids if option != first[0]
    )
    rule = "choice:phrases" if narrowed else "choice:open"
    return Reading("beantwoord", first[0], True, alternatives, _DOUBTFUL, rule)


def _not_denied(
    hits: Sequence[Hit[tuple[str, ...]]], text: str, spoken: Sequence[str], language: Language
) -> tuple[list[Hit[tuple[str, ...]]], set[str], list[int]]:
    """The phrases that are not denied in their own clause, the options that are, and where the denials stand."""
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    phrases = phrasing(language)
    denials = [place for place, word in enumerate(spoken) if place not in covered and phrases.denies(word)]
    clause_of = _clauses_of(text, spoken, language)
    starts = {hit.start for hit in hits}
    meant: list[Hit[tuple[str, ...]]] = []
    denied: set[str] = set()
    for hit in hits:
        near = [place for place in denials if clause_of[place] == clause_of[hit.start]]
        before = any(hit.start - 3 <= place < hit.start for place in near)
        # A denial behind a phrase denies what follows it, where something does; in Tigrinya and Dari it stands behind.
        behind = [place for place in near if hit.end <= place <= hit.end + (1 if phrases.denial_after else 0)]
        follows = any(place + 1 in starts or place + 2 in starts for place in behind)
        if phrases.denial_after:
            out = bool(behind) or (before and not _claimed(near, hit, hits))
        else:
            out = before or (bool(behind) and not follows)
        if out:
            denied.update(option for options in hit.meanings for option in options)
        else:
            meant.append(hit)
    return meant, denied, denials


def _claimed(denials: Sequence[int], hit: Hit[tuple[str, ...]], hits: Sequence[Hit[tuple[str, ...]]]) -> bool:
    """Whether every denial before ``hit`` belongs to a phrase that stands just before it."""
    return all(
        any(other.end <= place <= other.end + 1 for other in hits if other is not hit)
        for place in denials
        if place < hit.start
    )


def _clauses_of(text: str, spoken: Sequence[str], language: Language) -> list[int]:
    """For every word the number of its clause (punctuation and words such as "but" end one)."""
    found: list[int] = []
    clause = -1
    remaining: list[str] = []
    parts = [list(part.words) for part in clauses(text, language)]
    for word in spoken:
        if not remaining and parts and word == parts[0][0]:
            remaining = parts.pop(0)
            clause += 1
        if remaining and word == remaining[0]:
            remaining.pop(0)
        found.append(max(clause, 0))
    return found


def _so(meant: Sequence[Hit[tuple[str, ...]]], spoken: Sequence[str], known: _Words) -> list[Hit[tuple[str, ...]]]:
    """What follows from the rest ("he is on a waiting list, so at home"); empty when nothing says so."""
    so = [place for place, word in enumerate(spoken) if word in known.so]
    after = [hit for hit in meant if so and hit.start > so[-1]]
    return after if len(after) < len(meant) else []


def _together(meant: Sequence[Hit[tuple[str, ...]]], best: str, known: _Words) -> str | None:
    """What a word that leaves options open and a later ``best`` mean together; ``None`` when nothing special."""
    joint = known.together.get(best)
    if joint is None:
        return None
    open_at = [hit.start for hit in meant if any(len(options) > 1 and joint in options for options in hit.meanings)]
    best_at = [hit.start for hit in meant if (best,) in hit.meanings]
    return joint if open_at and best_at and min(open_at) < min(best_at) else None


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
