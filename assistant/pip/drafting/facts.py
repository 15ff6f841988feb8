"""What a sentence can say: one value of the record, the dossier or the settings, with the reference it rests on.

A fact is *certain* or it has a reason why it is to be discussed first. What is withheld (health, debts and what free words
easily tell about them) is never a fact: no sentence can reach it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, Protocol

from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.dossier.entry import Entry
from assistant.dossier.forms import form
from assistant.interview import AMONG_OTHERS
from assistant.municipality.model import UnknownSetting
from assistant.pip.drafting import dutch
from assistant.pip.drafting.wordings import labels, withheld_questions
from assistant.pip.model import Ref, Trust
from assistant.record import Answer
from assistant.renditions.sources import DUTCH
from assistant.renditions.view import RenditionView
from assistant.script import script_of
from assistant.value_labels import value_label

Why = Literal[
    "zeker", "niet_gevraagd", "weet_niet", "wil_niet_zeggen", "later", "liever_met_een_persoon", "in_gesprek", "onzeker",
    "met_u_zelf", "niet_vertaald", "besproken", "niet_van_toepassing", "achterhouden",
]  # fmt: skip
"""Whether a value can be stated (``zeker``), or why not."""


READ_IN_DUTCH = frozenset({"Latn", "Zyyy"})
"""Scripts (or none) of words that can stand in a Dutch text."""


@dataclass(frozen=True)
class Fact:
    """One value that a sentence may hold.

    Attributes:
        name: question id, or name of the field.
        value: as kept; None when there is none.
        shown: the value in Dutch, as it stands in a sentence.
        refs: what it rests on.
        why: ``zeker`` when it can be stated, else why not.
        trust: of the words, when it is words. words: whether it is the person's own words.
        kind: type of the value.
    """

    name: str
    value: Any
    shown: str
    refs: tuple[Ref, ...]
    why: Why = "zeker"
    trust: Trust = "vast"
    words: bool = False
    kind: str = "text"

    @property
    def certain(self) -> bool:
        """Whether a sentence may state it."""
        return self.why == "zeker"


class Facts(Protocol):
    """Where templates find the values for their names."""

    def fact(self, name: str) -> Fact | None:
        """The fact with this name; None when there is no such thing here."""


@dataclass(frozen=True)
class AnswerFacts:
    """Facts of the record: by question id, and within an entry of a group by the short name of the field too."""

    file: CaseFile
    group: Question | None = None
    entry: int | None = None

    def of_entry(self, group_id: str, entry: int) -> AnswerFacts:
        """The same record, seen from one entry of a group."""
        return replace(self, group=self.file.catalogue.question(group_id), entry=entry)

    def numbers(self, group_id: str) -> list[int]:
        """Numbers of the entries of a group that hold anything."""
        if group_id not in self.file.catalogue:
            return []
        group = self.file.catalogue.question(group_id)
        return [
            number for number in self.file.record.entry_numbers(group, self.file.catalogue)
            if any(self.file.record.answer(part.id, number) for part in group.fields)
        ]  # fmt: skip

    def complete(self, group_id: str) -> bool:
        """Whether the person said that there is no more after the last entry of a group."""
        numbers = self.file.record.entry_numbers(self.file.catalogue.question(group_id), self.file.catalogue)
        last = self.file.record.answer(group_id, numbers[-1]) if numbers else None
        return last is not None and last.state == "beantwoord" and last.value is False

    def question(self, name: str) -> tuple[Question, int | None] | None:
        """The question a name means here, with its entry."""
        catalogue = self.file.catalogue
        if self.group is not None and "." not in name:
            name = f"{self.group.id}.{name}"
        if name not in catalogue:
            return None
        question = catalogue.question(name)
        return question, self.entry if question.group else None

    def fact(self, name: str) -> Fact | None:
        """The answer to a question as a fact; None for a question that is not in this question set."""
        found = self.question(name)
        return self._fact(*found) if found else None

    def _fact(self, question: Question, entry: int | None) -> Fact:
        file = self.file
        if question.id in withheld_questions(file.catalogue):
            return Fact(question.id, None, "", (Ref("state", question.topic),), "achterhouden")
        answer = file.record.answer(question.id, entry)
        state = file.record.state(file.catalogue, question, entry)
        if state == "niet_van_toepassing":
            return self._none(question, entry, answer, "niet_van_toepassing")
        settled, value = question.settled_value(file.known) if not question.group else (False, None)
        if settled:
            return self._settled(question, value)
        if answer is None:
            # a group that follows another has no answer of its own
            return self._none(question, entry, None, self._put_off(question))
        if answer.state != "beantwoord":
            known_why: Why = "besproken" if self.discussed(answer) else answer.state
            return self._none(question, entry, answer, known_why)
        if question.is_group:
            return self._group(question, answer)
        return self._answered(question, answer)

    def _group(self, question: Question, answer: Answer) -> Fact:
        why = self._doubt(question, answer)
        count = len(self.numbers(question.id))
        if answer.value and not count:
            # "yes, I have children", and nothing about them yet
            return self._none(question, None, None, self._put_off(question))
        shown = dutch.number(count)
        return Fact(question.id, count, shown, (_ref(answer, shown),), why, kind="count")

    def _answered(self, question: Question, answer: Answer) -> Fact:
        why = self._doubt(question, answer)
        if question.in_own_words and answer.understood_by != "button":
            return self._words(question, answer, why)
        if answer.value is None:
            # a recording that nobody wrote out yet
            return Fact(question.id, None, "", (_ref(answer),), "niet_vertaald", "niet_nagekeken", True, question.type)
        made = self._stated(question, answer.entry, answer.value, (_ref(answer),))
        return replace(made, why=why)

    def _words(self, question: Question, answer: Answer, why: Why) -> Fact:
        view = self.file.rendition(answer)
        text = view.text if view else (answer.words or str(answer.value or "")) if answer.language == DUTCH else None
        if question.type == "occupation" and answer.language == DUTCH and isinstance(answer.value, Mapping):
            text = str(answer.value.get("text") or text or "")
        trust = trust_of(view) if view else "vast"
        if not text or script_of(text) not in READ_IN_DUTCH:
            return Fact(question.id, answer.value, "", (_ref(answer),), "niet_vertaald", "niet_nagekeken", True, question.type)
        shown = " ".join(text.split())
        return Fact(question.id, answer.value, shown, (_ref(answer, shown),), why, trust, True, question.type)

    def _stated(self, question: Question, entry: int | None, value: Any, refs: tuple[Ref, ...]) -> Fact:
        shown = self.shown(question, value)
        marked = tuple(replace(ref, shown=shown) if ref.id == question.id else ref for ref in refs)
        return Fact(question.id, value, shown, marked, kind=question.type)

    def _settled(self, question: Question, value: Any) -> Fact:
        """A value that earlier answers settle: as certain as they are."""
        names = sorted(set().union(*(condition.questions() for condition, _ in question.settled)))
        found = [self.file.record.answer(self.file.catalogue.source_of(name)) for name in names]
        sources = [answer for answer in found if answer is not None]
        asked = self.file.catalogue.question
        refs = tuple(_ref(one, self.shown(asked(one.question), one.value)) for one in sources)
        doubts = [doubt for one in sources if (doubt := self._doubt(asked(one.question), one)) != "zeker"]
        made = self._stated(question, None, value, refs or (Ref("state", question.id),))
        return replace(made, why=doubts[0]) if doubts else made

    def _none(self, question: Question, entry: int | None, answer: Answer | None, why: Why) -> Fact:
        row = answer.id if answer else None
        return Fact(question.id, None, "", (Ref("state", question.id, entry, row),), why, kind=question.type)

    def _put_off(self, question: Question) -> Why:
        until = self.file.course.put_off.get(question.topic)
        return "in_gesprek" if until == "talk" else "later" if until == "later" else "niet_gevraagd"

    def _doubt(self, question: Question, answer: Answer) -> Why:
        if answer.to_confirm:
            return "onzeker"
        if self.discussed(answer):
            return "zeker"
        if answer.flag:
            return "onzeker"
        if answer.speaker != "person" or (question.alone and answer.present in AMONG_OTHERS):
            return "met_u_zelf"
        return "zeker"

    def discussed(self, answer: Answer) -> bool:
        """Whether a consulent marked this very answer as discussed with the person."""
        entry = self._discussed.get((answer.question, answer.entry))
        return entry is not None and not entry.get("opnieuw") and entry.at >= answer.at

    @cached_property
    def _discussed(self) -> Mapping[tuple[str, int | None], Entry]:
        return {
            (str(one.get("vraag")), int(one.data["nummer"]) if one.get("nummer") is not None else None): one
            for one in self.file.dossier.all("besproken")
        }

    def shown(self, question: Question, value: Any) -> str:
        """A closed value as it stands in a sentence."""
        own = labels().get(question.id) or labels().get(question.type) or {}
        key = str(value).lower() if isinstance(value, bool) else str(value)
        if key in own:
            return str(own[key])
        if question.type in {"number", "school_years"} and isinstance(value, int | float):
            return dutch.number(value)
        if question.type == "country":
            return dutch.country(str(value))
        if question.type == "language":
            return dutch.language(str(value))
        if question.type == "date":
            return dutch.day(str(value))
        if question.type == "text":
            return dutch.latin_digits(str(value))
        return value_label(question, value, DUTCH, self.file.wording)


@dataclass(frozen=True)
class EntryFacts:
    """Facts of one entry of the dossier, by the name of its field; ``row`` is one of its rows."""

    entry: Entry
    row: Mapping[str, Any] | None = None

    def fact(self, name: str) -> Fact | None:
        """A field of the entry as a fact; None when its form has no such field."""
        fields = {one.name: one for one in form(self.entry.kind).fields}
        if name not in fields:
            return None
        value = self.entry.get(name)
        empty = value is None or value == "" or value == []
        why: Why = "niet_gevraagd" if empty else "zeker"
        known = labels().get(f"{self.entry.kind}.{name}") or {}
        key = str(value).lower() if isinstance(value, bool) else str(value)
        shown = ""
        if not empty:
            many = fields[name].type == "choices" and isinstance(value, list)
            options = fields[name].options or {}
            shown = str(known[key]) if key in known else (
                dutch.listed([str(known.get(str(one), options.get(str(one), one))) for one in value]) if many
                else fields[name].shown(value)
            )  # fmt: skip
        return Fact(name, value, shown, (entry_ref(self.entry, shown),), why, kind=fields[name].type)


@dataclass(frozen=True)
class Settings:
    """Facts of the municipality's rules: ``regel.<id>``; and of the case: ``groep``."""

    file: CaseFile

    def fact(self, name: str) -> Fact | None:
        """A rule as a fact; None when the name is none of these."""
        if name == "groep":
            entry = self.file.dossier.latest("doelgroep")
            return EntryFacts(entry).fact("groep") if entry else None
        if not name.startswith("regel."):
            return None
        try:
            rule = self.file.municipality.rule(name.removeprefix("regel."), self.file.today)
        except UnknownSetting:
            return None
        if rule.value is None:
            return None
        shown = dutch.digits(rule.value) if isinstance(rule.value, int | float) else str(rule.value)
        return Fact(name, rule.value, shown, (Ref("rule", rule.id, shown=shown),), kind="number")


@dataclass(frozen=True)
class Several:
    """Several places to find facts, the first that knows a name wins."""

    places: tuple[Facts, ...]

    def fact(self, name: str) -> Fact | None:
        """The fact with this name in the first place that has it."""
        return next((found for place in self.places if (found := place.fact(name)) is not None), None)


def entry_ref(entry: Entry, shown: str = "") -> Ref:
    """The reference to an entry of the dossier."""
    return Ref("entry", entry.kind, row=entry.id, shown=shown)


def missing(kind: str) -> Ref:
    """The reference of a sentence that says that an entry of this kind is not there yet."""
    return Ref("state", kind)


def trust_of(view: RenditionView) -> Trust:
    """How far a translation can be relied on in the plan."""
    if view.standing.outdated:
        return "verouderd"
    return "vast" if view.standing.reviewed and not view.standing.asked_again else "niet_nagekeken"


def worst(trusts: Iterator[Trust]) -> Trust:
    """The least trust among several."""
    order: tuple[Trust, ...] = ("vast", "niet_nagekeken", "verouderd")
    return max(trusts, key=order.index, default="vast")


def _ref(answer: Answer, shown: str = "") -> Ref:
    said = shown if answer.speaker == "person" else f"{shown} (gezegd door een ander)".strip()
    if answer.present in AMONG_OTHERS:
        said = f"{said} (er was iemand bij)".strip()
    return Ref("answer", answer.question, answer.entry, answer.id, said)
