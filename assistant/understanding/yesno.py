"""Yes or no, from one word or from a whole sentence.

The words are in ``yesno.yml`` of each language:

``yes`` and ``no``
    words that answer by themselves ("klopt", «ኣይፋል»); ``yes_at_start`` are other words further on («أي», any).
``positive``
    verbs that state something ("ik heb", «عندي»); they mean yes unless something denies them.
``verbs``
    statements that answer some questions only ("ik werk", "ik wil graag"): per entry the ``questions`` and the ``words``.
    Elsewhere they are weak.
``exists``
    "there is" and "he has", which state something about the question only when its subject is named too.
``weak`` and ``weak_forms``
    words that state something which may have little to do with the question ("er is", «می...م»): a yes to be read back,
    when nothing else was said.
``emphatic``
    statements that contradict a no ("heb ik wel").
``unsure_yes`` and ``unsure_no``
    an answer in between ("soms", "bijna"): a best value that is read back.
``undone``
    what takes back a yes ("kwijt", "verlopen").
``past``
    what was so before ("ik had", «كنت»): not now, unless the question asks about the past (``asks_past``).
``denial_of``, ``twice_after`` and ``rhetorical``
    what denies a denial ("niet dat ik geen ... heb", «ዘይክእል ኣይኮንኩን», "wie kan dat niet"): a yes to be read back.
``neutral``
    phrases with a negation in them that deny nothing ("niet slecht").
``whole_yes``
    words that mean yes only when they are all that was said.
``by_question``
    the same lists for one question only, before the others; besides these ``about``, the words for its subject,
    ``itself``, the thing that is asked for ("I do drive, but a licence I have not": the clause with the licence counts), and
    ``tells_yes`` and ``tells_no``, facts that answer it whatever else is in the sentence ("bills I cannot pay": debts).
``parts`` and ``made_of``
    facts that are known by what they are made of ("seven people", "two rooms": no quiet place). Three parts need no list:
    ``count`` (a number of people), ``country`` (another country than the Netherlands) and ``denied`` (some denial).
    ``made_of`` stands in the shared folder: per question the ``parts`` that together mean yes or no, and those they must be
    ``without``.

``can_mean_no`` in ``states.yml``
    words that say "I do not know" and "I cannot" alike: a no that is read back, or a plain one after "no".

A negation decides. A yes and a no together are read back, except "yes, but not ...", which is a yes. The number of a button
("1", "de tweede") is read back too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.understanding import countries
from assistant.understanding.languages import Language
from assistant.understanding.normalise import fold, words
from assistant.understanding.phrases import Clause, Lexicon, clauses, phrasing, without_fillers
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading
from assistant.understanding.states import can_mean_no

if TYPE_CHECKING:
    from assistant.understanding import Question

_LISTS = (
    "neutral", "unsure_no", "unsure_yes", "undone", "emphatic", "yes", "yes_at_start", "no", "positive", "exists", "past",
    "denial_of", "rhetorical", "weak",
)  # fmt: skip
_TELLING = ("yes", "no", "negation", "positive", "emphatic", "undone", "unsure_yes", "unsure_no", "past")
_MISSPELLED = {"yes": "unsure_yes", "yes_at_start": "unsure_yes", "no": "unsure_no"}
_FACTS = {"tells_yes": True, "tells_no": False}
_BUTTONS = {1: True, 2: False}
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.85, 0.5
_LONG = 12
"""From more words than this on an answer that does not begin with yes or no is a story."""
_NEAR_A_FACT = 2
"""A denial at most this many words from a fact denies it."""
_CROWD = (3, 20)
"""As many people in a room or two are a crowd; a larger number counts something else."""
_HERE = "NL"
_STRANGE = 2
"""From this many unknown words on, a statement without the subject of the question may be about something else."""


@dataclass(frozen=True)
class _Said:
    """What one clause says: the kinds of phrases in it."""

    kinds: tuple[str, ...]
    contrast: bool

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)


@dataclass(frozen=True)
class _Subject:
    """How much what was said has to do with the question.

    Attributes:
        known: the language files have words for the subject of the question.
        named: what was said has one of them.
        strange: how many words were said that nothing here knows.
    """

    known: bool
    named: bool
    strange: int

    def elsewhere(self, strange: int) -> bool:
        """Whether it seems to be about something else, from ``strange`` unknown words on."""
        return self.known and not self.named and self.strange >= strange


@dataclass(frozen=True)
class _MadeOf:
    """Parts that together tell a fact."""

    parts: frozenset[str]
    without: frozenset[str]
    value: bool


@cache
def _lexicon(language: Language, question_id: str) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language), typos=1)
    for layer in language.layers("yesno"):
        own = _of_question(layer, question_id)
        # What answers this question alone is a statement: "ik kan fietsen" is denied by a "niet" beside it.
        lexicon.add_layer(
            (phrase, "positive" if kind == "yes" else kind) for phrase, kind in _entries(own) if kind not in _FACTS
        )
    for layer in language.layers("yesno"):
        lexicon.add_layer(_entries(layer))
        lexicon.add_layer(
            (phrase, "positive" if not question_id or question_id in entry["questions"] else "weak")
            for entry in layer.get("verbs") or ()
            for phrase in entry["words"]
        )
    return lexicon


@cache
def _facts(language: Language, question_id: str) -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon(phrasing(language))
    for layer in language.layers("yesno"):
        own = _of_question(layer, question_id)
        lexicon.add_layer((phrase, value) for kind, value in _FACTS.items() for phrase in own.get(kind) or ())
    return lexicon


@cache
def _about(language: Language, question_id: str, *, itself: bool = False) -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon(phrasing(language))
    kinds = ("itself",) if itself else ("itself", "about", *_FACTS)
    for layer in language.layers("yesno"):
        own = _of_question(layer, question_id)
        lexicon.add_layer((phrase, True) for kind in kinds for phrase in own.get(kind) or ())
    return lexicon


@cache
def _has_subject(language: Language, question_id: str) -> bool:
    return any(_of_question(layer, question_id).get("about") for layer in language.layers("yesno"))


@cache
def _parts(language: Language) -> Mapping[str, Lexicon[bool]]:
    """Part -> its phrases; apart from one another, for a phrase of one part may lie within that of another."""
    found: dict[str, Lexicon[bool]] = {}
    for layer in language.layers("yesno"):
        for name, phrases in (layer.get("parts") or {}).items():
            lexicon = found.setdefault(name, Lexicon(phrasing(language)))
            lexicon.add_layer((phrase, True) for phrase in phrases)
    return found


@cache
def _made_of(language: Language, question_id: str) -> tuple[_MadeOf, ...]:
    return tuple(
        _MadeOf(frozenset(one["parts"]), frozenset(one.get("without") or ()), one["means"] == "yes")
        for layer in language.layers("yesno")
        for one in (layer.get("made_of") or {}).get(question_id) or ()
    )


@cache
def _asks_past(language: Language, question_id: str) -> bool:
    return any(question_id in (layer.get("asks_past") or ()) for layer in language.layers("yesno"))


@cache
def _after_denials(language: Language) -> frozenset[str]:
    return frozenset(
        "".join(words(word)) for layer in language.layers("yesno") for word in layer.get("twice_after") or ()
    )


@cache
def _whole(language: Language) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon(phrasing(language))
    for layer in language.layers("yesno"):
        lexicon.add_layer((phrase, "yes") for phrase in layer.get("whole_yes") or ())
    return lexicon


@cache
def _ordinals(language: Language) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for layer in language.layers("choices"):
        for number, phrases in (layer.get("ordinals") or {}).items():
            for phrase in phrases:
                found.setdefault("".join(words(phrase)), int(number))
    return {phrase: number for phrase, number in found.items() if len(phrase) > 1}


@cache
def _forms(language: Language) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (fold(form["starts"]), fold(form["ends"]), int(form["shortest"]))
        for layer in language.layers("yesno")
        for form in layer.get("weak_forms") or ()
    )


def _of_question(layer: Mapping[str, Any], question_id: str) -> Mapping[str, Sequence[str]]:
    return (layer.get("by_question") or {}).get(question_id) or {}


def _entries(layer: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for kind in _LISTS:
        for phrase in layer.get(kind) or ():
            yield phrase, kind


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """Yes (``True``) or no (``False``); ``niet_begrepen`` when the words say neither."""
    question_id = question.id if question else ""
    spoken = clauses(text, language)
    every_word = [word for clause in spoken for word in clause.words]
    if _whole(language).whole(every_word) or _whole(language).whole(without_fillers(every_word, language)):
        return Reading("beantwoord", True, confidence=_LIKELY, rule="yesno:whole")
    cannot = can_mean_no(language, question_id) if question_id else None
    if cannot is not None and cannot.whole(every_word):
        first = _lexicon(language, question_id).whole(every_word[:1])
        if first == ("no",) and cannot.whole(every_word[1:]):
            return Reading("beantwoord", False, confidence=_LIKELY, rule="yesno:cannot")
        return _doubt(False, "yesno:cannot")
    button = _button(every_word, language, question_id)
    if button is not None:
        return _doubt(button, "yesno:button")
    stated = _stated(spoken, every_word, language, question_id)
    fact = _fact(text, spoken, every_word, language, question_id)
    if fact is None:
        return stated
    if stated.state == "beantwoord" and stated.value == fact and not stated.confirm:
        return stated
    strange = stated.state == "beantwoord" and stated.value != fact
    if strange or len(every_word) > _LONG or _made_fact(words(text), language, question_id) is not None:
        return _doubt(fact, "yesno:fact")
    return Reading("beantwoord", fact, confidence=_LIKELY, rule="yesno:fact")


def _button(spoken: Sequence[str], language: Language, question_id: str) -> bool | None:
    """The first button says yes, the second no."""
    kept = "".join(without_fillers(spoken, language) or spoken)
    if _lexicon(language, question_id).whole((kept,)):
        return None
    number = int(kept) if kept.isdecimal() and len(kept) == 1 else _ordinals(language).get(kept)
    return _BUTTONS.get(number) if number is not None else None


def _fact(
    text: str, spoken: Sequence[Clause], every_word: Sequence[str], language: Language, question_id: str
) -> bool | None:
    """What a fact for this question tells; the last one when there are two."""
    if not question_id:
        return None
    all_words = words(text)
    facts = _facts(language, question_id)
    told = [
        hit.meanings[0]
        for clause in spoken
        for hit in facts.find(clause.words, near=False)
        if not _denied_fact(clause.words, hit.start, hit.end, language)
    ]
    if not told:  # a word for "but" can be part of a fact: «بس موبايل», only a telephone
        contrast = phrasing(language).contrast
        told = [
            hit.meanings[0]
            for hit in facts.find(all_words, near=False)
            if set(all_words[hit.start : hit.end]) & contrast
        ]
    return told[-1] if told else _made_fact(all_words, language, question_id)


def _denied_fact(spoken: Sequence[str], start: int, end: int, language: Language) -> bool:
    phrases = phrasing(language)
    if any(phrases.denies(word) for word in spoken[start:end]):
        return False
    beside = spoken[end : end + _NEAR_A_FACT] if phrases.denial_after else spoken[max(0, start - _NEAR_A_FACT) : start]
    return any(phrases.denies(word) for word in beside)


def _made_fact(all_words: Sequence[str], language: Language, question_id: str) -> bool | None:
    rules = _made_of(language, question_id) if question_id else ()
    if not rules:
        return None
    parts = _parts(language)
    asked = {name for rule in rules for name in rule.parts | rule.without}
    names = {name for name in asked if name in parts and parts[name].find(all_words, near=False)}
    if any(word.isdecimal() and _CROWD[0] <= int(word) <= _CROWD[1] for word in all_words):
        names.add("count")
    if any(phrasing(language).denies(word) for word in all_words):
        names.add("denied")
    if "country" in asked and any(code != _HERE for code in countries.named(" ".join(all_words), language, near=False)):
        names.add("country")
    return next((rule.value for rule in rules if rule.parts <= names and not rule.without & names), None)


def _stated(spoken: Sequence[Clause], every_word: Sequence[str], language: Language, question_id: str) -> Reading:
    """What the words say by themselves: yes words, no words, statements and denials."""
    lexicon = _lexicon(language, question_id)
    subject = _subject(spoken, lexicon, language, question_id)
    said = [_say(clause, lexicon, language) for clause in spoken]
    if any("double" in clause.kinds for clause in said):
        return _doubt(True, "yesno:double")
    firm = "weak" if subject.elsewhere(1) else "positive"
    said = [_Said(tuple(firm if kind == "exists" else kind for kind in one.kinds), one.contrast) for one in said]
    telling = [clause for clause in said if clause.has(*_TELLING)]
    before = [clause for clause in telling if clause.has("past") and not clause.has("yes", "no", "negation")]
    if before and question_id:
        now = [clause for clause in telling if clause not in before]
        return _to_confirm(_verdict(now)) if now else _doubt(_asks_past(language, question_id), "yesno:past")
    if telling:
        about = _about(language, question_id, itself=True)
        itself = [
            one
            for one, clause in zip(said, spoken, strict=True)
            if one.has("negation", "positive", "exists") and about.find(clause.words, near=False)
        ]
        if itself and len(itself) < len(telling) and not said[0].has("yes", "no"):
            return _to_confirm(_verdict(itself))
        reading = _verdict(telling)
        plain = said[0].has("yes", "no")
        if plain or (len(every_word) <= _LONG and not subject.elsewhere(_STRANGE)):
            return reading
        return _to_confirm(reading)
    if subject.elsewhere(1):
        return NOT_UNDERSTOOD
    return _doubt(True, "yesno:weak") if any(clause.kinds for clause in said) else NOT_UNDERSTOOD


def _subject(spoken: Sequence[Clause], lexicon: Lexicon[str], language: Language, question_id: str) -> _Subject:
    known = bool(question_id) and _has_subject(language, question_id)
    about = _about(language, question_id)
    phrases = phrasing(language)
    strange = 0
    named = False
    for clause in spoken:
        named = named or bool(about.find(clause.words, near=False))
        covered = {place for hit in lexicon.find(clause.words) for place in range(hit.start, hit.end)}
        strange += sum(
            1
            for place, word in enumerate(clause.words)
            if place not in covered
            and not phrases.denies(word)
            and word not in phrases.fillers
            and not word.isdecimal()
        )
    return _Subject(known, named, strange)


def _say(clause: Clause, lexicon: Lexicon[str], language: Language) -> _Said:
    kinds: list[tuple[int, str]] = []
    covered: set[int] = set()
    spoken = clause.words
    phrases = phrasing(language)
    for hit in lexicon.find(spoken):
        kind = hit.meanings[0]
        if hit.how == "near":
            if kind not in _MISSPELLED:
                continue  # a verb one letter away is another person or tense of it, or another verb
            kind = _MISSPELLED[kind]
        if kind == "yes_at_start":
            if any(word not in phrases.fillers for word in spoken[: hit.start]):
                continue
            kind = "yes"
        kinds.append((hit.start, kind))
        covered.update(range(hit.start, hit.end))
    after = _after_denials(language)
    for place, word in enumerate(spoken):
        if place in covered:
            continue
        if phrases.denies(word):
            twice = place + 1 < len(spoken) and spoken[place + 1] in after
            kinds.append((place, "double" if twice else "negation"))
        elif any(
            len(word) >= shortest and word.startswith(starts) and word.endswith(ends)
            for starts, ends, shortest in _forms(language)
        ):
            kinds.append((place, "weak"))
    found = [kind for _, kind in sorted(kinds) if kind != "neutral"]
    if "denial_of" in found:
        rest = [kind for kind in found if kind != "denial_of"]
        found = ["double"] if {"negation", "no", "unsure_no", "undone"} & set(rest) else ["unsure_no"]
    if "rhetorical" in found:
        found = ["double"]
    return _Said(tuple(found), clause.contrast)


def _verdict(said: Sequence[_Said]) -> Reading:
    if any(clause.has("unsure_yes", "unsure_no") for clause in said):
        return _in_between(said)
    first, *rest = said
    later = _Said(tuple(kind for clause in rest for kind in clause.kinds), any(clause.contrast for clause in rest))
    if first.has("yes") and not first.has("no", "negation"):
        return _after_yes(first, rest, later)
    if first.has("no", "negation"):
        if first.has("yes"):
            # "ja dat heb ik niet": a negation decides, and the person is asked which of the two it is.
            last = next(kind for kind in reversed(first.kinds) if kind in ("yes", "no", "negation"))
            return _doubt(last == "yes", "yesno:both")
        contradicted = later.has("yes", "emphatic", "positive") if not first.has("no") else later.has("yes", "emphatic")
        if first.has("emphatic") or contradicted:
            return _doubt(False, "yesno:contradicted")
        return Reading("beantwoord", False, confidence=_SURE, rule="yesno:no")
    if first.has("positive", "emphatic"):
        if first.has("undone"):
            return _doubt(False, "yesno:undone")
        if later.has("no") and not later.contrast:
            return _doubt(False, "yesno:contradicted")
        if later.has("no", "negation", "undone"):
            return _doubt(True, "yesno:contradicted")
        return Reading("beantwoord", True, confidence=_LIKELY, rule="yesno:statement")
    if first.has("undone"):
        return _doubt(False, "yesno:undone")
    return _verdict(rest) if rest else _doubt(True, "yesno:past")


def _after_yes(first: _Said, rest: Sequence[_Said], later: _Said) -> Reading:
    if first.has("undone") or later.has("undone"):
        return _doubt(True, "yesno:undone")
    plain = [clause for clause in rest if not clause.contrast]
    if any(clause.has("no", "negation") for clause in plain):
        return _doubt(False, "yesno:both")
    if later.has("no"):
        return _doubt(True, "yesno:both")
    return Reading("beantwoord", True, confidence=_SURE, rule="yesno:yes")


def _in_between(said: Sequence[_Said]) -> Reading:
    kinds = [kind for clause in said for kind in clause.kinds]
    if kinds[0] == "yes" and not {"no", "negation", "unsure_no"} & set(kinds):
        return _doubt(True, "yesno:in_between")
    no = {"no", "negation", "unsure_no"} & set(kinds)
    return _doubt(not no, "yesno:in_between")


def _to_confirm(reading: Reading) -> Reading:
    """A long story says more than yes or no: what it seems to say is read back."""
    return reading if reading.confirm else _doubt(bool(reading.value), "yesno:story")


def _doubt(value: bool, rule: str) -> Reading:
    return Reading("beantwoord", value, confirm=True, alternatives=(not value,), confidence=_DOUBTFUL, rule=rule)
