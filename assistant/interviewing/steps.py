"""What is to be asked in an interview: every question that applies, where it stands, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.case_file import CaseFile
from assistant.catalogue import Question
from assistant.interview import lines_of
from assistant.record import OPEN_STATES, Answer, Key, State

Order = Literal["open", "volgorde"]
"""``open``: what is to discuss and what was not asked comes first; ``volgorde``: as the catalogue has it."""

Standing = Literal["bespreken", "open", "nakijken", "klaar"]
URGENT: tuple[Standing, ...] = ("bespreken", "open", "nakijken", "klaar")
DISCUSSED = "besproken"


@dataclass(frozen=True)
class Step:
    """One thing to put to the person.

    Attributes:
        question: the question; for a group its gate, for a field of a group that field.
        entry: number of the entry, for a field.
        state: which of the seven states it is in.
        answer: what counts now, or None.
        standing: ``bespreken`` (asked, and no certain answer), ``open`` (not asked), ``nakijken`` (answered in words whose
            translation nobody approved) or ``klaar``.
        discussed: a consulent marked it as discussed since it was answered.
    """

    question: Question
    entry: int | None
    state: State
    answer: Answer | None
    standing: Standing
    discussed: bool = False

    @property
    def key(self) -> Key:
        """The question and the entry."""
        return (self.question.id, self.entry)

    @property
    def topic(self) -> str:
        """Id of its topic."""
        return self.question.topic

    @property
    def name(self) -> str:
        """The key as one text: ``gezin.kinderen.leeftijd#2``."""
        return self.question.id if self.entry is None else f"{self.question.id}#{self.entry}"


@dataclass(frozen=True)
class TopicSteps:
    """A topic with its steps in order, and how many stand where."""

    id: str
    title: str
    steps: tuple[Step, ...]

    def count(self, standing: Standing) -> int:
        """How many steps stand there."""
        return sum(step.standing == standing for step in self.steps)


def steps(file: CaseFile) -> tuple[TopicSteps, ...]:
    """Every topic that has something to ask in this case, in the order of the catalogue.

    Left out is what does not apply, what an earlier answer settles and, unless it was answered, what this municipality does
    not ask (path ``off``).
    """
    marks = discussed(file)
    found = []
    for topic in file.catalogue.topics:
        inside = tuple(_steps_of_topic(file, topic.id, marks))
        if inside:
            found.append(TopicSteps(topic.id, topic.title, inside))
    return tuple(found)


def in_order(topics: Sequence[TopicSteps], order: Order) -> tuple[Step, ...]:
    """All steps in the order in which they are put to the person."""
    flat = [step for topic in topics for step in topic.steps]
    if order == "volgorde":
        return tuple(flat)
    return tuple(sorted(flat, key=lambda step: URGENT.index(step.standing)))


def after(earlier: Sequence[Step], now: Sequence[Step], key: Key) -> Step | None:
    """The step to go on with when the one with this key was answered.

    Args:
        earlier: the steps as they were before the answer. now: as they are after it.
        key: what was answered.

    The next of the old order that still is there; what the answer itself brought up (entries of a group) comes first.
    """
    there = {step.key: step for step in now}
    known = {step.key for step in earlier}
    fresh = [step for step in now if step.key not in known and step.topic == _topic(earlier, key)]
    if fresh:
        return fresh[0]
    keys = [step.key for step in earlier]
    place = keys.index(key) if key in keys else -1
    following = next((there[one] for one in keys[place + 1 :] if one in there), None)
    return following or next((step for step in now if step.key != key and step.standing == "open"), None)


def _topic(found: Sequence[Step], key: Key) -> str | None:
    return next((step.topic for step in found if step.key == key), None)


def neighbours(sequence: Sequence[Step], key: Key) -> tuple[Step | None, Step | None]:
    """The step before and the one after this key in a sequence; None at its ends."""
    keys = [step.key for step in sequence]
    if key not in keys:
        return None, sequence[0] if sequence else None
    place = keys.index(key)
    return (
        sequence[place - 1] if place else None,
        sequence[place + 1] if place + 1 < len(sequence) else None,
    )


def find(topics: Sequence[TopicSteps], question: str, entry: int | None) -> Step | None:
    """The step of a question and entry; None when it is not asked in this case."""
    return next((step for topic in topics for step in topic.steps if step.key == (question, entry)), None)


def discussed(file: CaseFile) -> Mapping[Key, datetime]:
    """Question and entry -> when a consulent marked it as discussed; a mark that was taken back is absent."""
    found: dict[Key, datetime] = {}
    for entry in file.dossier.all(DISCUSSED):
        number = entry.get("nummer")
        key = (str(entry.get("vraag")), int(number) if number is not None else None)
        if entry.get("opnieuw"):
            found.pop(key, None)
        else:
            found[key] = datetime.fromisoformat(entry.at)
    return found


def _steps_of_topic(file: CaseFile, topic_id: str, marks: Mapping[Key, datetime]) -> Iterator[Step]:
    known = file.known
    for question in file.catalogue.topic(topic_id).questions:
        if question.type == "notice" and question.applies(known) and question.path != "off":
            yield _step(file, question, None, marks)
    for question, entry in lines_of(file.catalogue, file.record, topic_id):
        whole = file.catalogue.question(question.group) if question.group else question
        if question.is_group and question.follows:
            continue
        if question.settled_value(known)[0]:
            continue
        if whole.path == "off" and file.record.answer(question.id, entry) is None:
            continue
        if not whole.applies(known) or file.record.state(file.catalogue, question, entry) == "niet_van_toepassing":
            continue
        yield _step(file, question, entry, marks)


def _step(file: CaseFile, question: Question, entry: int | None, marks: Mapping[Key, datetime]) -> Step:
    answer = file.record.answer(question.id, entry)
    state: State = file.record.state(file.catalogue, question, entry)
    mark = marks.get((question.id, entry))
    talked_over = mark is not None and (answer is None or datetime.fromisoformat(answer.at) <= mark)
    return Step(question, entry, state, answer, _standing(file, answer, state, talked_over), talked_over)


def _standing(file: CaseFile, answer: Answer | None, state: State, talked_over: bool) -> Standing:
    if state == "niet_gevraagd":
        return "klaar" if talked_over else "open"
    if answer is not None and (state in OPEN_STATES or answer.to_confirm or answer.flag):
        return "klaar" if talked_over else "bespreken"
    rendition = file.rendition(answer) if answer is not None else None
    return "nakijken" if rendition is not None and not rendition.standing.reviewed else "klaar"
