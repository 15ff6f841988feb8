"""Makes sentences: the first wording that fits the facts says them, and what it said is not said again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.pip.drafting import dutch
from assistant.pip.drafting.facts import Fact, Facts, worst
from assistant.pip.drafting.wordings import Place, Wording
from assistant.pip.model import Ref, Sentence


@dataclass
class Composer:
    """Composes the sentences of one part.

    Attributes:
        section: id of the section. facts: where the values are.
        heading: of the part. suffix: ends the ids of sentences about one entry of a group (``#2``).
    """

    section: str
    facts: Facts
    heading: str = ""
    suffix: str = ""
    said: set[str] = field(default_factory=set)
    _found: dict[str, Fact | None] = field(default_factory=dict)

    def fact(self, name: str) -> Fact | None:
        """The fact with this name, looked up once."""
        if name not in self._found:
            self._found[name] = self.facts.fact(name)
        return self._found[name]

    def sentences(self, wordings: tuple[Wording, ...]) -> Iterator[Sentence]:
        """The sentences these wordings give, in their order; each id once."""
        used: set[str] = set()
        for wording in wordings:
            if wording.id in used or self.said & set(wording.names):
                continue
            found = self._fitting(wording)
            if found is not None:
                used.add(wording.id)
                self.said |= set(wording.names)
                yield self._sentence(wording, found)

    def _fitting(self, wording: Wording) -> list[Fact] | None:
        names = [part.name for part in wording.say if isinstance(part, Place)]
        facts: dict[str, Fact] = {}
        for name in dict.fromkeys([*names, *wording.when, *wording.given, *wording.takes]):
            fact = self.fact(name)
            wanted = wording.when.get(name, wording.given.get(name, ANY))
            if wanted is UNKNOWN or wanted == "onbekend":
                if fact is not None and fact.certain:
                    return None
                continue
            if fact is None or not (fact.certain or _only_untranslated(fact, name in names)):
                return None
            if wanted is not ANY and not holds(wanted, fact.value):
                return None
            if name in names and not fact.shown:
                return None
            facts[name] = fact
        return list(facts.values())

    def _sentence(self, wording: Wording, facts: list[Fact]) -> Sentence:
        by_name = {fact.name: fact for fact in facts}
        text = "".join(
            part if isinstance(part, str) else placed(self._named(by_name, part.name), part.how) for part in wording.say
        )
        placed_names = {part.name for part in wording.say if isinstance(part, Place)}
        # a text that only decides what is said does not stand in the sentence, and so not in its reference either
        silent = {fact.name for fact in facts if fact.name not in placed_names and fact.kind in FREE_TEXT}
        refs = tuple(
            dict.fromkeys(replace(ref, shown="") if fact.name in silent else ref for fact in facts for ref in fact.refs)
        )
        return Sentence(
            f"{self.section}.{wording.id}{self.suffix}", dutch.capital(text.strip()), refs,
            trust=worst(fact.trust for fact in facts), words=any(fact.words for fact in facts), part=self.heading,
        )  # fmt: skip

    def _named(self, by_name: Mapping[str, Fact], name: str) -> Fact:
        found = by_name.get(name) or self.fact(name)
        if found is None:
            raise KeyError(name)
        return found


FREE_TEXT = frozenset({"text", "long", "occupation"})


class _Any:
    """Stands for "any value"."""


ANY = _Any()
UNKNOWN = _Any()


def _only_untranslated(fact: Fact, shown: bool) -> bool:
    """Words without a translation yet can decide nothing and be shown nowhere; that they were said may count."""
    return fact.why == "niet_vertaald" and not shown


def holds(wanted: Any, value: Any) -> bool:
    """Whether a value is as a wording wants it: the same, one of a list, within ``min`` and ``max``, or ``bekend``."""
    if wanted == "bekend":
        return True
    if isinstance(wanted, Mapping):
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        return bool(wanted.get("min", value) <= value <= wanted.get("max", value))
    if isinstance(wanted, list):
        return value in wanted
    return bool(value == wanted) and isinstance(value, bool) == isinstance(wanted, bool)


def placed(fact: Fact, how: str) -> str:
    """A fact as it stands in its place in a sentence.

    Args:
        fact: with what it shows.
        how: empty, or ``op`` (a day with its preposition), ``cijfers`` (a number in figures), ``woorden`` (quoted),
            ``hoofdletter``, ``klein`` (first letter small), ``zin`` (ends as a sentence) or ``jaar`` (years with their word).
    """
    if how == "op" and isinstance(fact.value, str):
        return dutch.on_day(fact.value)
    if how == "cijfers" and isinstance(fact.value, int | float):
        return dutch.digits(fact.value)
    if how == "aantal" and isinstance(fact.value, int | float):
        return dutch.number(fact.value)
    if how == "woorden" or (fact.words and not how):
        return dutch.quoted(fact.shown)
    if how == "zin":
        return dutch.sentence_end(fact.shown)
    if how == "hoofdletter":
        return dutch.capital(fact.shown)
    if how == "klein":
        return fact.shown[:1].lower() + fact.shown[1:]
    return fact.shown


def fixed(section: str, name: str, text: str, *refs: Ref, to_discuss: bool = False, part: str = "") -> Sentence:
    """A sentence whose text is made elsewhere, with what it rests on."""
    return Sentence(f"{section}.{name}", text, refs, to_discuss=to_discuss, part=part)
