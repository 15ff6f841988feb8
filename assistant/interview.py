"""What to ask next, and how far along the person is: pure functions over the catalogue and the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assistant.catalogue import Catalogue, Question
from assistant.record import Key, Record

AskKind = Literal["notice", "question", "gate", "more", "readback", "finished"]


@dataclass(frozen=True)
class Ask:
    """One thing to put to the person: a question (of a group entry), a read-back of a topic, or the end."""

    kind: AskKind
    question: str | None = None
    entry: int | None = None
    topic: str | None = None

    @property
    def key(self) -> Key | None:
        """What an answer to this would be stored under; None for a read-back and the end."""
        return (self.question, self.entry) if self.question else None

    def as_json(self) -> dict[str, Any]:
        """The ask as it is kept with a turn."""
        return {"kind": self.kind, "question": self.question, "entry": self.entry, "topic": self.topic}


FINISHED = Ask("finished")


def ask_for(question: Question, entry: int | None = None) -> Ask:
    """The ask that puts this question (again), whatever was answered before."""
    if question.is_group:
        return Ask("gate" if entry is None else "more", question.id, entry, question.topic)
    return Ask("notice" if question.type == "notice" else "question", question.id, entry, question.topic)


def next_ask(catalogue: Catalogue, record: Record, read_back: Mapping[str, int]) -> Ask:
    """The next thing to ask.

    Args:
        catalogue: the questions, in order.
        record: the current view of the case.
        read_back: topic id -> number of the turn in which the person said that its read-back is right.
    """
    values = record.values(catalogue)
    for topic in catalogue.topics:
        if topic.id == catalogue.topics[-1].id:
            # the last topic closes the talk: everything before it is read back first
            for earlier in read_back_topics(catalogue):
                if _needs_read_back(catalogue, record, earlier, read_back):
                    return Ask("readback", topic=earlier)
        for question in topic.questions:
            if ask := _open_in(question, record, values):
                return ask
    return FINISHED


def read_back_topics(catalogue: Catalogue) -> list[str]:
    """Topics that are read back to the person before the end."""
    return [topic.id for topic in catalogue.topics[:-1] if any(question.core for question in topic.questions)]


def _needs_read_back(catalogue: Catalogue, record: Record, topic: str, read_back: Mapping[str, int]) -> bool:
    last_change = max(
        (
            a.turn
            for a in record.current.values()
            if a.question in catalogue and catalogue.question(a.question).topic == topic
        ),
        default=None,
    )
    return last_change is not None and read_back.get(topic, -1) < last_change


def _open_in(question: Question, record: Record, values: Mapping[str, Any]) -> Ask | None:
    if not question.applies(values) or question.settled_value(values)[0]:
        return None
    answer = record.answer(question.id)
    if answer is None:
        return ask_for(question)
    if not question.is_group:
        return None
    numbers = record.entry_numbers(question)
    for number in numbers:
        for part in question.fields:
            if record.answer(part.id, number) is None:
                return ask_for(part, number)
    if numbers and record.answer(question.id, numbers[-1]) is None and numbers[-1] < question.max_entries:
        return ask_for(question, numbers[-1])
    return None


def progress(catalogue: Catalogue, record: Record, topic_id: str) -> tuple[int, int]:
    """How many questions of a topic are done, and how many apply, counting a group as one."""
    values = record.values(catalogue)
    applying = [question for question in catalogue.topic(topic_id).questions if question.applies(values)]
    done = [question for question in applying if _open_in(question, record, values) is None]
    return len(done), len(applying)


def previous_ask(catalogue: Catalogue, record: Record) -> Ask | None:
    """The question answered last by the person, for "change my previous answer"; None when there is none."""
    given = [
        answer
        for answer in record.current.values()
        if answer.question in catalogue
        and catalogue.question(answer.question).type != "notice"
        and not (catalogue.question(answer.question).is_group and answer.entry is not None)
    ]
    if not given:
        return None
    last = max(given, key=lambda answer: (answer.turn, answer.id or 0))
    return ask_for(catalogue.question(last.question), last.entry)


def lines_of(catalogue: Catalogue, record: Record, topic_id: str) -> Iterator[tuple[Question, int | None]]:
    """Every question of a topic that has a line in the read-back or in the record, group entries after their gate."""
    for question in catalogue.topic(topic_id).questions:
        if question.type == "notice":
            continue
        yield question, None
        for number in record.entry_numbers(question) if question.is_group else ():
            for part in question.fields:
                yield part, number
