"""How well: 0 not at all, 1 a little, 2 fairly well, 3 well.

``scale.yml`` of a language has the words per ``levels``, words that only point to a level under ``unsure`` ("slecht" is 1, or
0), ``much`` for words such as "veel" ("niet veel" is a little), the ``bad`` words whose denial is praise, and the words for
the four ``skills``, so that "spreken goed, schrijven slecht" gives each of the four questions its own answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.understanding.languages import Language
from assistant.understanding.normalise import words
from assistant.understanding.phrases import Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

LOWEST, HIGHEST = 0, 3
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5


@dataclass(frozen=True)
class _Step:
    """A step of the scale that a phrase names.

    Attributes:
        level: the step.
        sure: the phrase leaves no doubt.
        much: it says how much, not how well.
    """

    level: int
    sure: bool
    much: bool = False


@cache
def _lexicon(language: Language) -> Lexicon[_Step]:
    lexicon: Lexicon[_Step] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("scale"):
        lexicon.add_layer((word, _Step(level, True)) for level, all_ in layer["levels"].items() for word in all_)
        unsure = layer.get("unsure") or {}
        lexicon.add_layer((word, _Step(level, False)) for level, all_ in unsure.items() for word in all_)
        lexicon.add_layer((word, _Step(HIGHEST, False, much=True)) for word in layer.get("much") or ())
    return lexicon


@cache
def _bad(language: Language) -> frozenset[str]:
    return frozenset("".join(words(word)) for layer in language.layers("scale") for word in layer.get("bad") or ())


@cache
def _skills(language: Language) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language))
    for layer in language.layers("scale"):
        lexicon.add_layer((word, skill) for skill, all_ in (layer.get("skills") or {}).items() for word in all_)
    return lexicon


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """A step of the scale; ``niet_begrepen`` when the words name none."""
    number = _digit(text, language)
    if number is not None:
        return number
    steps: list[_Step] = []
    for spoken in _about(text, language, question):
        steps.extend(_steps(spoken, language))
    if not steps:
        return NOT_UNDERSTOOD
    first = steps[0]
    others = list(dict.fromkeys(step.level for step in steps[1:] if step.level != first.level))
    if others:
        # Two steps were named. What was said outright counts before "ja" or "ik kan".
        best = next((step for step in steps if step.sure), first)
        rest = tuple(dict.fromkeys(step.level for step in steps if step.level != best.level))
        agree = best.level > LOWEST and len({step.level for step in steps if step.sure}) == 1
        if first.sure or not agree:
            return Reading("beantwoord", best.level, True, rest, _DOUBTFUL, "scale:two_steps")
        first = best
    if not first.sure:
        return Reading("beantwoord", first.level, True, _neighbour(first.level), _DOUBTFUL, "scale:unsure")
    return Reading("beantwoord", first.level, confidence=_SURE, rule="scale:word")


def _digit(text: str, language: Language) -> Reading | None:
    """A step by its number: "2", "2/3", "2 van 3". Anything above 3 is no step, and "2 jaar" is none either."""
    kept = without_fillers(words(text), language)
    out_of_highest = len(kept) in (2, 3) and kept[-1] == str(HIGHEST)
    if not kept or not kept[0].isdecimal() or not (len(kept) == 1 or out_of_highest):
        return None
    level = int(kept[0])
    if not LOWEST <= level <= HIGHEST:
        return None
    return Reading("beantwoord", level, confidence=_LIKELY, rule="scale:digit")


def _about(text: str, language: Language, question: Question | None) -> list[Sequence[str]]:
    """The parts of ``text`` that answer this question: those about its skill, when several skills are named."""
    parts = _regrouped([clause.words for clause in clauses(text, language)], language)
    skill = question.id.rsplit(".", 1)[-1] if question else ""
    named = [(part, _skills(language).find(part, near=False)) for part in parts]
    skills = {hit.meanings[0] for _, hits in named for hit in hits}
    if skill not in skills or len(skills) == 1:
        return list(parts)
    chosen: list[Sequence[str]] = []
    for part, hits in named:
        places = [(hit.start, hit.meanings[0]) for hit in hits]
        if len(hits) == 1 and places[0][1] == skill:
            chosen.append(part)  # «ما بعرف اكتب»: how well can stand before the skill
            continue
        for place, (start, name) in enumerate(places):
            # "lezen en schrijven goed": skills that follow one another share what is said after them.
            end = next((other for other, _ in places[place + 1 :] if other - start > 2), len(part))
            if name == skill:
                chosen.append(part[start:end])
    return chosen


def _regrouped(parts: Sequence[tuple[str, ...]], language: Language) -> list[tuple[str, ...]]:
    """``parts`` where "but" stands behind a skill («ምጽሓፍ ግን ኣይክእልን»): that skill belongs to what follows."""
    found: list[tuple[str, ...]] = []
    carried: tuple[str, ...] = ()
    for place, part in enumerate(parts):
        hits = _skills(language).find(part, near=False)
        following = parts[place + 1] if place + 1 < len(parts) else None
        alone = following is not None and not _skills(language).find(following, near=False)
        if len(hits) > 1 and hits[-1].end == len(part) and alone:
            found.append((*carried, *part[: hits[-1].start]))
            carried = part[hits[-1].start :]
        else:
            found.append((*carried, *part))
            carried = ()
    return found


def _steps(spoken: Sequence[str], language: Language) -> list[_Step]:
    phrases = phrasing(language)
    hits = _lexicon(language).find(spoken)
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    denials = [place for place, word in enumerate(spoken) if place not in covered and phrases.denies(word)]
    steps = [
        replace(hit.meanings[0], sure=hit.meanings[0].sure and hit.how != "near" and len(hit.meanings) == 1)
        for hit in hits
    ]
    if any(step.sure for step in steps):  # "ja goed", "ik kan het goed": the word that leaves no doubt counts
        hits, steps = (
            [hit for hit, step in zip(hits, steps, strict=True) if step.sure],
            [step for step in steps if step.sure],
        )
    # A bare "niet" or «نه» among other words denies the word it stands with: "kan niet goed lezen", «خوب گپ زده نمیتوانم».
    bare = [place for place, hit in enumerate(hits) if phrases.denies(hit.phrase) and hit.meanings[0].level == LOWEST]
    others = [place for place in range(len(hits)) if place not in bare]
    if not denials and not bare:
        return steps
    if not others:
        return [steps[bare[0]]] if bare else [_Step(LOWEST, True)]
    denied = [_denied(hits[place].phrase, steps[place], language) for place in others]
    # "I understand more than I speak": one denial for two abilities denies only one of them.
    return denied if len(others) == 1 else [replace(step, sure=False) for step in denied]


def _denied(phrase: str, step: _Step, language: Language) -> _Step:
    if phrase in _bad(language):
        return _Step(2, False)
    if step.much:
        return _Step(1, True)
    if step.level >= 2:
        return _Step(1, step.sure) if step.level == HIGHEST and step.sure else _denied_can(step)
    return _Step(LOWEST if not step.sure else step.level, False)


def _denied_can(step: _Step) -> _Step:
    """ "Ik kan niet" denies a doubtful 3 altogether; "niet redelijk" leaves a little."""
    return _Step(LOWEST, True) if step.level == HIGHEST else _Step(1, False)


def _neighbour(level: int) -> tuple[int, ...]:
    return tuple(other for other in (level - 1, level + 1) if LOWEST <= other <= HIGHEST)


def skills_named(text: str, language: Language) -> frozenset[str]:
    """The skills (``spreken``, ``verstaan``, ``lezen``, ``schrijven``) that ``text`` names."""
    return frozenset(
        hit.meanings[0] for part in clauses(text, language) for hit in _skills(language).find(part.words, near=False)
    )
