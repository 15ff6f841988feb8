"""How well: 0 not at all, 1 a little, 2 fairly well, 3 well.

``scale.yml`` of a language has

``levels`` and ``unsure``
    the words per step, and words that only point to a step ("slecht" is 1, or 0). ``by_question`` has both for one question,
    before the others: of one's health "slecht" is 0.
``much``, ``very`` and ``if_alone``
    words such as "veel" ("niet veel" is a little), words that strengthen ("heel"), and words that name a step only when no
    other word does ("gewoon slecht").
``bad`` and ``trouble``
    words whose denial is praise, and words whose denial leaves nothing to wish ("geen klachten"). A good thing and a bad
    thing, both said or both denied ("not good, but not bad either"), are in between.
``skills``
    words for speaking, understanding, reading and writing, so that "spreken goed, schrijven slecht" gives each of the four
    questions its own answer; ``skill_of`` in the shared folder has the skill of a question that does not say so in its id.
``only`` and ``small``
    "only my name", "only hello": a little.
``language_words`` and ``praise``
    "the language is beautiful" tells nothing about the person.
``elsewhere``
    words for other subjects (the weather, the teacher): a clause about one of these is no answer.

A clause about another language than the one of the question (``language_of`` in the shared folder) is left out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.understanding import language_names
from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold, words
from assistant.understanding.phrases import Clause, Hit, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

if TYPE_CHECKING:
    from assistant.understanding import Question

LOWEST, HIGHEST = 0, 3
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5
_STORY = 9
"""More words than this say more than one step of a scale: what they seem to say is read back."""
_OF_TEN = re.compile(r"^\D*(\d{1,2})(?:\s*/\s*|\s\D{1,12}\s)10\D*$")
_STEP_OF_TEN = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3)


@dataclass(frozen=True)
class _Step:
    """A step of the scale that a phrase names.

    Attributes:
        level: the step.
        sure: the phrase leaves no doubt.
        much: it says how much, not how well.
        denied: what the phrase denies: something ``good`` or something ``bad``.
        bad: it says that something is bad.
    """

    level: int
    sure: bool
    much: bool = False
    denied: str = ""
    bad: bool = False


@cache
def _lexicon(language: Language, question_id: str = "") -> Lexicon[_Step]:
    lexicon: Lexicon[_Step] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("scale"):
        _add(lexicon, (layer.get("by_question") or {}).get(question_id) or {})
    for layer in language.layers("scale"):
        _add(lexicon, layer)
    for layer in language.layers("scale"):
        lexicon.add_layer((word, _Step(1, False)) for name in ("bad", "trouble") for word in layer.get(name) or ())
    return lexicon


def _add(lexicon: Lexicon[_Step], layer: Mapping[str, Any]) -> None:
    lexicon.add_layer(
        (word, _Step(level, True)) for level, all_ in (layer.get("levels") or {}).items() for word in all_
    )
    lexicon.add_layer(
        (word, _Step(level, False)) for level, all_ in (layer.get("unsure") or {}).items() for word in all_
    )
    lexicon.add_layer((word, _Step(HIGHEST, False, much=True)) for word in layer.get("much") or ())


@cache
def _joined(language: Language, name: str) -> frozenset[str]:
    """The phrases of a plain list, each without its spaces."""
    return frozenset("".join(words(word)) for layer in language.layers("scale") for word in layer.get(name) or ())


@cache
def _listed(language: Language, name: str) -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon(phrasing(language))
    for layer in language.layers("scale"):
        lexicon.add_layer((word, True) for word in layer.get(name) or ())
    return lexicon


@cache
def _skills(language: Language) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language))
    for layer in language.layers("scale"):
        lexicon.add_layer((word, skill) for skill, all_ in (layer.get("skills") or {}).items() for word in all_)
    return lexicon


@cache
def _of_question(language: Language, name: str, question_id: str) -> str:
    return next(
        (found for layer in language.layers("scale") if (found := (layer.get(name) or {}).get(question_id))), ""
    )


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """A step of the scale; ``niet_begrepen`` when the words name none."""
    number = _digit(text, language)
    if number is not None:
        return number
    question_id = question.id if question else ""
    steps: list[_Step] = []
    for spoken in _about(text, language, question_id):
        steps.extend(_steps(spoken, language, question_id))
    denied = {step.denied for step in steps}
    praised = any(step.sure and step.level == HIGHEST for step in steps)
    if {"good", "bad"} <= denied or (praised and any(step.bad for step in steps)):  # "one day good, one day bad"
        return Reading("beantwoord", 2, True, (1, 3), _DOUBTFUL, "scale:neither")
    if _only_little(text, language, steps):
        return Reading("beantwoord", 1, True, _neighbour(1), _DOUBTFUL, "scale:only")
    if not steps:
        return NOT_UNDERSTOOD
    first = steps[0]
    others = list(dict.fromkeys(step.level for step in steps[1:] if step.level != first.level))
    if others:
        # Two steps were named. What was said outright counts before "ja" or "ik kan".
        # Of two doubtful ones "I can" tells least: "ik kan boodschappen doen".
        doubtful = next((step for step in steps if step.level < HIGHEST), first)
        best = next((step for step in steps if step.sure), doubtful)
        if {step.level for step in steps if step.sure} == {2, HIGHEST}:
            best = replace(best, level=2)  # "goed, tot op zekere hoogte"
        rest = tuple(dict.fromkeys(step.level for step in steps if step.level != best.level))
        agree = best.level > LOWEST and len({step.level for step in steps if step.sure}) == 1
        if first.sure or not agree:
            return Reading("beantwoord", best.level, True, rest, _DOUBTFUL, "scale:two_steps")
        first = best
    if not first.sure:
        return Reading("beantwoord", first.level, True, _neighbour(first.level), _DOUBTFUL, "scale:unsure")
    if len(words(text)) > _STORY:
        return Reading("beantwoord", first.level, True, _neighbour(first.level), _LIKELY, "scale:story")
    return Reading("beantwoord", first.level, confidence=_SURE, rule="scale:word")


def _only_little(text: str, language: Language, steps: Sequence[_Step]) -> bool:
    """ "Only my name": a little, unless another step was named for certain."""
    if any(step.sure and step.level > LOWEST for step in steps):
        return False
    spoken = words(text)
    if not _listed(language, "small").find(spoken, near=False):
        return False
    only = bool(_listed(language, "only").find(spoken, near=False))
    return only or (not steps and len(without_fillers(spoken, language)) <= 4)


def _digit(text: str, language: Language) -> Reading | None:
    """A step by its number: "2", "2/3", "2 van 3", "7/10". Anything else above 3 is no step, and "2 jaar" is none either."""
    ten = _OF_TEN.match(fold(text))
    if ten is not None and int(ten.group(1)) < len(_STEP_OF_TEN):
        level = _STEP_OF_TEN[int(ten.group(1))]
        return Reading("beantwoord", level, True, _neighbour(level), _DOUBTFUL, "scale:of_ten")
    kept = without_fillers(words(text), language)
    out_of_highest = len(kept) in (2, 3) and kept[-1] == str(HIGHEST)
    if not kept or not kept[0].isdecimal() or not (len(kept) == 1 or out_of_highest):
        return None
    level = int(kept[0])
    if not LOWEST <= level <= HIGHEST:
        return None
    return Reading("beantwoord", level, confidence=_LIKELY, rule="scale:digit")


def _about(text: str, language: Language, question_id: str) -> list[Sequence[str]]:
    """The parts of ``text`` that answer this question: in its language, about its skill when several are named."""
    asked = _of_question(language, "language_of", question_id)
    said = clauses(text, language)
    kept = [clause for clause in (_renamed(said, language) if asked else said) if _concerns(clause, asked, language)]
    parts = _regrouped([clause.words for clause in kept], language)
    skill = _of_question(language, "skill_of", question_id) or question_id.rsplit(".", 1)[-1]
    named = [(part, _skills(language).find(part, near=False)) for part in parts]
    skills = {hit.meanings[0] for _, hits in named for hit in hits}
    if skill not in skills or len(skills) == 1:
        return list(parts)
    own = [part for part, hits in named if len(hits) == 1 and hits[0].meanings[0] == skill]
    if own:  # «ما بعرف اكتب»; it also tells more than "I understand more than I speak"
        return list(own)
    chosen: list[Sequence[str]] = []
    for part, hits in named:
        places = [(hit.start, hit.meanings[0]) for hit in hits]
        for place, (start, name) in enumerate(places):
            # "lezen en schrijven goed": skills that follow one another share what is said after them.
            end = next((other for other, _ in places[place + 1 :] if other - start > 2), len(part))
            if name == skill:
                chosen.append(part[start:end])
    return chosen


def _renamed(said: Sequence[Clause], language: Language) -> list[Clause]:
    """``said`` where "but" stands behind the name of a language («ሆላንድ ግን ...»): that name belongs to what follows."""
    found: list[Clause] = []
    carried: tuple[str, ...] = ()
    for place, clause in enumerate(said):
        following = said[place + 1] if place + 1 < len(said) else None
        last = clause.words[-1]
        before = clause.words[:-1]
        moves = (
            following is not None
            and following.contrast
            and bool(language_names.named(last, language))
            and bool(language_names.named(" ".join(before), language))
            and not language_names.named(" ".join(following.words), language)
        )
        found.append(Clause((*carried, *(before if moves else clause.words)), clause.contrast))
        carried = (last,) if moves else ()
    return found


def _concerns(clause: Clause, asked: str, language: Language) -> bool:
    """Whether a clause can be about the person's level: not about another language, nor about how things are."""
    spoken = clause.words
    named = {code for code, _ in language_names.named(" ".join(spoken), language)} if asked else set()
    if asked and named and asked not in named:
        return False
    skilled = bool(_skills(language).find(spoken, near=False))
    if skilled:
        return True
    of_language = bool(named) or bool(_listed(language, "language_words").find(spoken, near=False))
    if of_language and _listed(language, "praise").find(spoken, near=False):
        return False
    if of_language or not _listed(language, "elsewhere").find(spoken, near=False):
        return True
    # "the weather is good" tells nothing, "just begun with the lessons" does
    bad = _joined(language, "bad")
    hits = _lexicon(language).find(spoken, near=False)
    return any(hit.meanings[0].level < 2 and hit.phrase not in bad for hit in hits)


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


def _steps(spoken: Sequence[str], language: Language, question_id: str) -> list[_Step]:
    phrases = phrasing(language)
    hits = _firm(_lexicon(language, question_id).find(spoken), language)
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    denials = [place for place, word in enumerate(spoken) if place not in covered and phrases.denies(word)]
    # A bare "niet" or «نه» among other words denies the word it stands with: "kan niet goed lezen", «خوب گپ زده نمیتوانم».
    bare = [hit for hit in hits if phrases.denies(hit.phrase) and hit.meanings[0].level == LOWEST]
    others = [hit for hit in hits if hit not in bare]
    steps = [_step(hit, spoken, language) for hit in others]
    praised = any(step.sure and step.level == HIGHEST for step in steps)
    if praised and not denials and any(step.bad for step in steps):
        return steps
    neither = len(denials) + len(bare) > 1
    if not neither and any(step.sure for step in steps):  # "ja goed": the word that leaves no doubt counts
        others, steps = (
            [hit for hit, step in zip(others, steps, strict=True) if step.sure],
            [step for step in steps if step.sure],
        )
    if not denials and not bare:
        return steps
    if not others:
        return [_Step(LOWEST, True)]
    denied = [
        step if _denies_itself(hit, spoken, language) else _denied(hit.phrase, step, language)
        for hit, step in zip(others, steps, strict=True)
    ]
    if len(denials) + len(bare) > 1 and {step.denied for step in denied} >= {"good", "bad"}:
        return denied  # "neither good nor bad"
    # "I understand more than I speak": one denial for two abilities denies only one of them.
    return denied if len(others) == 1 else [replace(step, sure=False) for step in denied]


def _firm(hits: list[Hit[_Step]], language: Language) -> list[Hit[_Step]]:
    """``hits`` without the words that only strengthen or soften another ("gewoon slecht", «تعبانة كلش»)."""
    mild = _joined(language, "if_alone") | _joined(language, "very")
    rest = [hit for hit in hits if hit.phrase not in mild]
    telling = any(hit.meanings[0].sure or hit.meanings[0].level < HIGHEST for hit in rest)
    return rest if telling else hits


def _denies_itself(hit: Hit[_Step], spoken: Sequence[str], language: Language) -> bool:
    """Whether a phrase has a denial of its own («مریضی ندارم»), so that another one only stresses it («هیچ مریضی ندارم»)."""
    return any(phrasing(language).denies(word) for word in spoken[hit.start : hit.end])


def _step(hit: Hit[_Step], spoken: Sequence[str], language: Language) -> _Step:
    step = hit.meanings[0]
    step = replace(step, sure=step.sure and hit.how != "near" and len(hit.meanings) == 1)
    if _denies_itself(hit, spoken, language):
        step = replace(step, denied="good" if step.level == 1 else "bad" if step.level == 2 else "")
    beside = (*spoken[max(0, hit.start - 1) : hit.start], *spoken[hit.end : hit.end + 1])
    very = _joined(language, "very")
    bad = hit.phrase in _joined(language, "bad")
    if bad and any(word in very for word in beside):
        return replace(step, level=LOWEST, sure=False, bad=True)
    return replace(step, bad=bad)


def _denied(phrase: str, step: _Step, language: Language) -> _Step:
    if phrase in _joined(language, "trouble"):
        return _Step(HIGHEST, True)
    if phrase in _joined(language, "bad"):
        return _Step(2, False, denied="bad")
    if step.denied:
        return step
    if step.much:
        return _Step(1, True, denied="good")
    if step.level >= 2:
        denied = _Step(1, step.sure) if step.level == HIGHEST and step.sure else _denied_can(step)
        return replace(denied, denied="good")
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
