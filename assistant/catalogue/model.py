"""Topics and questions as the rest of the assistant sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from assistant.catalogue.conditions import Condition

TYPES = (
    "text", "yesno", "number", "date", "country", "language", "school_years", "isced", "occupation", "scale4",
    "choice", "notice", "group",
)  # fmt: skip
"""Value types of the contract, plus ``notice`` (an explanation to read) and ``group`` (a repeating group)."""


@dataclass(frozen=True)
class Question:
    """One question. ``id`` of a field within a group is the whole path, for example ``gezin.kinderen.leeftijd``."""

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
        return frozenset(found)

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


@dataclass(frozen=True)
class Catalogue:
    """All topics, in order, with the name and version that every answer records."""

    name: str
    version: str
    topics: tuple[Topic, ...]
    legal_basis: Mapping[str, str]

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
                found.setdefault(earlier, set()).add(question.id)
        return {key: frozenset(value) for key, value in found.items()}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every Dutch text of the catalogue with its text id, in reading order."""
        for topic in self.topics:
            yield f"topic.{topic.id}.title", topic.title
            if topic.intro:
                yield f"topic.{topic.id}.intro", topic.intro
            for question in topic.questions:
                yield from question.texts()
