"""Topics and questions as the rest of the assistant sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from assistant.catalogue.conditions import Condition
from assistant.script import script_of

TYPES = (
    "text", "yesno", "number", "date", "country", "language", "school_years", "isced", "occupation", "scale4",
    "choice", "notice", "group",
)  # fmt: skip
"""Value types of the contract, plus ``notice`` (an explanation to read) and ``group`` (a repeating group)."""

OWN_WORDS = frozenset({"text", "occupation"})
"""Types whose answer is the words themselves; every other value is a code with labels made by people."""

PATHS = ("short", "more", "interview", "off")
"""When a question is asked: in the short core of the own chat; when the person wants to tell more about the topic; only by
the consulent in the talk; nowhere, unless a municipality switches it on in its local question set."""


@dataclass(frozen=True)
class Derived:
    """A value that follows from an answer, for use in conditions: an age, the least number of a group field, a script.

    Entries for which ``entry_unless`` holds do not count.
    """

    id: str
    rule: str
    source: str
    entry_unless: Condition | None = None

    @property
    def question(self) -> str:
        """The id of the question (or group) it follows from."""
        return self.source.rsplit(".", 1)[0] if self.rule == "least_of" else self.source

    def value(self, values: Mapping[str, Any], asked_on: date | None) -> Any:
        """The derived value; None when the source has no value.

        Args:
            values: question id -> value.
            asked_on: the day the source was answered: an age is the age on that day.
        """
        found = values.get(self.question)
        if self.rule == "least_of":
            name = self.source.rsplit(".", 1)[-1]
            counted = [
                entry for entry in found or () if self.entry_unless is None or not self.entry_unless.holds(entry)
            ]
            numbers = [entry[name] for entry in counted if isinstance(entry.get(name), int | float)]
            return min(numbers, default=None)
        if not isinstance(found, str):
            return None
        if self.rule == "script_of":
            return script_of(found)
        return years_between(found, asked_on) if asked_on else None


def years_between(value: str, day: date) -> int:
    """Whole years from a date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) to ``day``; what is not said counts as its middle."""
    year, month, number = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    return day.year - year - ((day.month, day.day) < (month or 7, number or 1))


@dataclass(frozen=True)
class Question:
    """One question. ``id`` of a field within a group is the whole path, for example ``gezin.kinderen.leeftijd``.

    Attributes that need a word: ``path`` is when it is asked (see ``PATHS``); ``core`` marks the ids other systems rely on;
    ``alone`` asks it again when somebody was in the room; ``translated`` is false for names and numbers, which nobody
    translates; a group that ``follows`` another has an entry for each entry of
    that one for which ``entry_when`` holds and ``entry_unless`` does not; on a field these two look at its own entry.
    """

    id: str
    topic: str
    type: str
    label: str
    text: str
    legal_basis: str
    pip: tuple[int, ...]
    why: str | None = None
    help: str | None = None
    readback: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    sensitive: bool = False
    core: bool = False
    path: str = "short"
    alone: bool = False
    translated: bool = True
    when: Condition | None = None
    unless: Condition | None = None
    settled: tuple[tuple[Condition, Any], ...] = ()
    asked_again_after: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    more: str | None = None
    entry: str | None = None
    max_entries: int = 20
    fields: tuple[Question, ...] = ()
    group: str | None = None
    follows: str | None = None
    entry_when: Condition | None = None
    entry_unless: Condition | None = None

    @property
    def in_own_words(self) -> bool:
        """Whether the answer is in the person's own words, which a consulent reads in a translation."""
        return self.type in OWN_WORDS and self.translated

    @property
    def is_group(self) -> bool:
        """Whether this is a repeating group."""
        return self.type == "group"

    @property
    def name(self) -> str:
        """The short name: the last part of the id, as the JSON of a group entry uses it."""
        return self.id.rsplit(".", 1)[-1]

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """Ids of earlier questions that decide whether, how or how often this one is asked."""
        found: set[str] = set(self.asked_again_after)
        for condition in (self.when, self.unless, *(condition for condition, _ in self.settled)):
            if condition is not None:
                found |= condition.questions()
        if self.follows:
            found.add(self.follows)
        return frozenset(found)

    def wants_entry(self, entry: Mapping[str, Any]) -> bool:
        """Whether this field, or this following group, applies to an entry with these values."""
        if self.entry_when is not None and not self.entry_when.holds(entry):
            return False
        return self.entry_unless is None or not self.entry_unless.holds(entry)

    def entry_label(self, catalogue: Catalogue, entry: int) -> str:
        """What the consulent calls one entry of a group, in Dutch: "Kind 2"."""
        group = catalogue.question(self.group) if self.group else self
        return (group.entry or "{number}").replace("{number}", str(entry))

    def applies(self, values: Mapping[str, Any]) -> bool:
        """Whether the question applies to a person with these answered values."""
        if self.when is not None and not self.when.holds(values):
            return False
        return self.unless is None or not self.unless.holds(values)

    def settled_value(self, values: Mapping[str, Any]) -> tuple[bool, Any]:
        """``(True, value)`` when an earlier answer already settles this one, else ``(False, None)``."""
        for condition, value in self.settled:
            if condition.holds(values):
                return True, value
        return False, None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every Dutch text of the question with its text id."""
        yield f"{self.id}.label", self.label
        yield f"{self.id}.text", self.text
        for name in ("help", "why", "more", "entry"):
            if value := getattr(self, name):
                yield f"{self.id}.{name}", value
        for name, value in self.readback.items():
            yield f"{self.id}.readback.{name}", value
        for option, label in self.options.items():
            yield f"{self.id}.option.{option}", label
        for part in self.fields:
            yield from part.texts()


@dataclass(frozen=True)
class Topic:
    """One topic of the intake with its questions in the order they are asked."""

    id: str
    title: str
    intro: str | None
    questions: tuple[Question, ...]
    sensitive: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All topics, in order, with the name and version that every answer records."""

    name: str
    version: str
    topics: tuple[Topic, ...]
    legal_basis: Mapping[str, str]
    derived: tuple[Derived, ...] = ()
    age_limit_onderwijsroute: int | None = None

    @cached_property
    def derived_after(self) -> Mapping[str, tuple[Derived, ...]]:
        """Question id -> the derived values that can be computed once it is answered."""
        found: dict[str, tuple[Derived, ...]] = {}
        for item in self.derived:
            found[item.question] = (*found.get(item.question, ()), item)
        return found

    def source_of(self, name: str) -> str:
        """The question a name in a condition looks at: itself, or the source of a derived value."""
        return next((item.question for item in self.derived if item.id == name), name)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        found: dict[str, Question] = {}
        for topic in self.topics:
            for question in topic.questions:
                found[question.id] = question
                for part in question.fields:
                    found[part.id] = part
        return found

    @cached_property
    def _topics_by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    def question(self, question_id: str) -> Question:
        """The question or group field with this id; raises KeyError when there is none."""
        return self._by_id[question_id]

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._by_id

    def topic(self, topic_id: str) -> Topic:
        """The topic with this id; raises KeyError when there is none."""
        return self._topics_by_id[topic_id]

    def questions(self) -> Iterator[Question]:
        """All questions in order, groups as one (their fields are in ``fields``)."""
        for topic in self.topics:
            yield from topic.questions

    @cached_property
    def dependants(self) -> Mapping[str, frozenset[str]]:
        """Question id -> ids of the questions that rest on it."""
        found: dict[str, set[str]] = {}
        for question in self.questions():
            for earlier in question.rests_on:
                found.setdefault(self.source_of(earlier), set()).add(question.id)
        return {key: frozenset(value) for key, value in found.items()}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every Dutch text of the catalogue with its text id, in reading order."""
        for topic in self.topics:
            yield f"topic.{topic.id}.title", topic.title
            if topic.intro:
                yield f"topic.{topic.id}.intro", topic.intro
            for question in topic.questions:
                yield from question.texts()
