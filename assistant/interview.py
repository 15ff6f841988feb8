"""What to ask next, and how far along the person is: pure functions over the catalogue, the record and the course.

The own chat asks the short core first, reads it back, closes it with the teach-back, and then offers to tell more, topic by
topic. A municipality's question set decides what is short; the person decides how far it goes and in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assistant.catalogue import Catalogue, Question, Topic, years_between
from assistant.from_staff import AskedBack, FromStaff, from_staff
from assistant.record import Answer, Key, Record
from assistant.renditions.readers import excluded_readers

AskKind = Literal[
    "notice", "question", "gate", "more", "opening", "readback", "offer", "held", "finished", "asked_back", "message",
]  # fmt: skip
FROM_STAFF = frozenset({"asked_back", "message"})
"""Kinds of asks that staff put to the person; ``Ask.event`` says which one."""

PRESENT = "welkom.aanwezig"
ALONE = "alleen"
# an interpreter or helper is no reason to ask again, and neither is not knowing
AMONG_OTHERS = frozenset({"partner", "kinderen", "familie", "anders"})
ADULT = 18
LATEST = {4: "-12-31", 7: "-31", 10: ""}


@dataclass(frozen=True)
class Ask:
    """One thing to put to the person: a question (of a group entry), an opening, a read-back, an offer, or the end.

    What staff put to the person names the id of its ``event``, and no question: a reply to it is never a new answer.
    """

    kind: AskKind
    question: str | None = None
    entry: int | None = None
    topic: str | None = None
    event: int | None = None

    @property
    def key(self) -> Key | None:
        """What an answer to this would be stored under; None for a read-back, an offer and the end."""
        return (self.question, self.entry) if self.question else None

    def as_json(self) -> dict[str, Any]:
        """The ask as it is kept with a turn."""
        return {
            "kind": self.kind,
            "question": self.question,
            "entry": self.entry,
            "topic": self.topic,
            "event": self.event,
        }


FINISHED = Ask("finished")
NOTHING_WAITS = FromStaff({}, {})


@dataclass(frozen=True)
class ImportedValue:
    """What another system says about a question, not yet found right or wrong. ``entry_id`` is of the dossier."""

    value: Any
    source: str
    entry_id: int


@dataclass(frozen=True)
class Course:
    """How the person takes the talk, folded from the events of the case.

    Attributes:
        read_back: topic -> number of the turn in which the person found its read-back right.
        opened: sensitive topics the person was willing to talk about.
        more: topics the person wants to tell more about now.
        put_off: topics the person wants to tell more about later (``later``) or in the talk (``talk``).
        chosen: the topic the person picked to talk about first.
        presence_asked: number of the turn after which "who is with you" is asked again; 0 when it is not.
        may_go_alone: a consulent decided that this person under 18 may chat alone.
        taken_up: topic that was skipped whole -> number of the turn in which the person took it up after all.
        attention: turns after which help was shown; what was said there is covered like a sensitive answer.
        from_staff: questions back and messages that wait for the person.
        imported: question -> what another system says about it, to be put to the person.
        excluded: who may not read along, (what, value) as ``assistant.renditions.readers`` has it.
    """

    read_back: Mapping[str, int] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()
    put_off: Mapping[str, str] = field(default_factory=dict)
    chosen: str | None = None
    presence_asked: int = 0
    may_go_alone: bool = False
    attention: frozenset[int] = frozenset()
    taken_up: Mapping[str, int] = field(default_factory=dict)
    from_staff: FromStaff = NOTHING_WAITS
    excluded: frozenset[tuple[str, str]] = frozenset()
    imported: Mapping[str, ImportedValue] = field(default_factory=dict)

    def asks(self, question: Question) -> bool:
        """Whether a question (or field) is asked in the own chat as the talk stands now."""
        return question.path == "short" or (question.path == "more" and question.topic in self.more)


def course_of(events: Iterable[Any]) -> Course:
    """Fold events (``assistant.store.Event``, oldest first) into the course of the talk."""
    read_back: dict[str, int] = {}
    opened: set[str] = set()
    more: set[str] = set()
    put_off: dict[str, str] = {}
    attention: set[int] = set()
    skipped: set[str] = set()
    taken_up: dict[str, int] = {}
    imported: dict[str, ImportedValue] = {}
    chosen, presence_asked, may_go_alone = None, 0, False
    happened = list(events)
    for event in happened:
        topic = event.data.get("topic")
        if event.kind in {"tells_more", "chose_topic"} and topic in skipped:
            taken_up[topic] = event.turn
        if event.kind == "readback":
            read_back[topic] = event.turn
        elif event.kind == "look_again":
            read_back.clear()
        elif event.kind == "opened":
            opened.add(topic)
        elif event.kind == "tells_more":
            more.add(topic)
            put_off.pop(topic, None)
        elif event.kind == "put_off":
            put_off[topic] = event.data["until"]
            if event.data.get("skipped"):
                skipped.add(topic)
            more.discard(topic)
        elif event.kind == "chose_topic":
            chosen = topic
        elif event.kind == "presence_again":
            presence_asked = event.turn
        elif event.kind == "may_go_alone":
            may_go_alone = True
        elif event.kind == "attention":
            attention.add(event.turn)
        elif event.kind == "imported":
            imported[event.data["question"]] = ImportedValue(
                event.data["value"], str(event.data["source"]), int(event.data["entry_id"])
            )
        elif event.kind in {"imported_right", "imported_wrong"}:
            imported.pop(event.data["question"], None)
    return Course(
        read_back, frozenset(opened), frozenset(more), put_off, chosen, presence_asked, may_go_alone,
        frozenset(attention), taken_up, from_staff(happened),
        frozenset((one.what, one.value) for one in excluded_readers(happened)), imported,
    )  # fmt: skip


def ask_for(question: Question, entry: int | None = None) -> Ask:
    """The ask that puts this question (again), whatever was answered before."""
    if question.is_group:
        return Ask("gate" if entry is None else "more", question.id, entry, question.topic)
    return Ask("notice" if question.type == "notice" else "question", question.id, entry, question.topic)


def next_ask(catalogue: Catalogue, record: Record, course: Course) -> Ask:
    """The next thing to ask.

    First who is there and the welcome, then what staff put to the person, then the topic the person chose, then the short
    core in order, then what the person wants to tell more about; then the read-back of every topic that has answers, the
    closing topic, and the offers.
    """
    known = record.known(catalogue)
    *topics, closing = catalogue.topics
    if _presence_is_open(catalogue, record, course):
        return Ask("question", PRESENT, None, catalogue.question(PRESENT).topic)
    first = topics[0] if topics else closing
    if is_held(record, course):
        return message_for(course) or Ask("held")
    if welcome := _open_in_topic(catalogue, first, record, known, course):
        return welcome
    if ask := waiting_ask(catalogue, record, course):
        return ask
    order = [first, *(topic for topic in topics if topic.id == course.chosen and topic is not first)]
    order += [topic for topic in topics if topic not in order]
    for path in ("short", "more"):
        for topic in order:
            if path == "more" and topic.id not in course.more:
                continue
            if ask := _open_in_topic(catalogue, topic, record, known, course):
                return ask
    for topic in topics:
        if needs_read_back(catalogue, record, topic.id, course):
            return Ask("readback", topic=topic.id)
    if ask := _open_in_topic(catalogue, closing, record, known, course):
        return ask
    for topic in topics:
        if topic.id not in course.put_off and offers(catalogue, topic, record):
            return Ask("offer", topic=topic.id)
    return FINISHED


def asked_back_now(catalogue: Catalogue, record: Record, course: Course, event: int | None) -> AskedBack | None:
    """The question of a cultuurvertaler with this event id, while it waits for a reply; None when it no longer does."""
    asked = course.from_staff.asked_back.get(event or 0)
    if asked is None or (asked.question is not None and asked.question not in catalogue):
        return None
    return asked if asked.still_counts(record) else None


def message_for(course: Course) -> Ask | None:
    """The oldest message of a consulent that was not read; also for who is under 18 and waits for a person."""
    return next((Ask("message", event=event) for event in sorted(course.from_staff.messages)), None)


def waiting_ask(catalogue: Catalogue, record: Record, course: Course) -> Ask | None:
    """The oldest thing that staff put to the person and that waits for them; None when nothing does."""
    for event in sorted([*course.from_staff.asked_back, *course.from_staff.messages]):
        if event in course.from_staff.messages:
            return Ask("message", event=event)
        if asked := asked_back_now(catalogue, record, course, event):
            topic = catalogue.question(asked.question).topic if asked.question else None
            return Ask("asked_back", topic=topic, event=event)
    return None


def offers(catalogue: Catalogue, topic: Topic, record: Record) -> bool:
    """Whether there is something more to tell about a topic in the own chat."""
    known = record.known(catalogue)
    everything = Course(more=frozenset({topic.id}))
    return any(
        question.type != "notice" and next(_open_asks(catalogue, question, record, known, everything), None)
        for question in topic.questions
    )


def open_in_topic(catalogue: Catalogue, record: Record, course: Course, topic_id: str) -> list[Ask]:
    """Every ask that is open in one topic now, notices aside: what "skip this whole topic" is about."""
    known = record.known(catalogue)
    return [
        ask
        for question in catalogue.topic(topic_id).questions
        if question.type != "notice"
        for ask in _open_asks(catalogue, question, record, known, course)
    ]


def read_back_topics(catalogue: Catalogue) -> list[str]:
    """Topics that are read back to the person before the end."""
    return [
        topic.id for topic in catalogue.topics[:-1] if any(question.type != "notice" for question in topic.questions)
    ]


def needs_read_back(catalogue: Catalogue, record: Record, topic: str, course: Course) -> bool:
    """Whether something in the topic was answered since its read-back was found right."""
    last_change = max(
        (
            answer.turn
            for answer in record.current.values()
            if answer.question in catalogue
            and (question := catalogue.question(answer.question)).topic == topic
            and question.type != "notice"
        ),
        default=None,
    )
    return last_change is not None and course.read_back.get(topic, -1) < last_change


def is_held(record: Record, course: Course) -> bool:
    """Whether the person may be under 18, so that a consulent decides first whether they chat alone."""
    answer = record.answer("persoon.geboortedatum")
    if course.may_go_alone or answer is None or answer.state != "beantwoord" or answer.to_confirm:
        return False
    # the latest day the date can mean: who is perhaps a child is first seen by a person
    born = str(answer.value) + LATEST[len(str(answer.value))]
    return years_between(born, date.fromisoformat(answer.at[:10])) < ADULT


def was_among_others(question: Question, answer: Answer | None, record: Record) -> bool:
    """Whether this was answered with somebody in the room and the person is alone now, so that it is asked again."""
    now = record.answer(PRESENT)
    return bool(
        question.alone
        and answer is not None
        and answer.present in AMONG_OTHERS
        and now is not None
        and now.value == ALONE
    )


def _presence_is_open(catalogue: Catalogue, record: Record, course: Course) -> bool:
    answer = record.answer(PRESENT)
    return PRESENT in catalogue and answer is not None and answer.turn < course.presence_asked


def _open_in_topic(
    catalogue: Catalogue, topic: Topic, record: Record, known: Mapping[str, Any], course: Course
) -> Ask | None:
    for question in topic.questions:
        for ask in _open_asks(catalogue, question, record, known, course):
            if topic.sensitive and topic.id not in course.opened and question.type != "notice":
                return Ask("opening", topic=topic.id)
            return ask
    return None


def _is_open(question: Question, answer: Answer | None, record: Record, course: Course) -> bool:
    return answer is None or _was_skipped(question, answer, course) or was_among_others(question, answer, record)


def _was_skipped(question: Question, answer: Answer, course: Course) -> bool:
    """Whether this went unanswered when its whole topic was skipped, and the person has taken the topic up since."""
    return answer.state == "later" and answer.flag is None and answer.turn < course.taken_up.get(question.topic, 0)


def _open_asks(
    catalogue: Catalogue, question: Question, record: Record, known: Mapping[str, Any], course: Course
) -> Iterator[Ask]:
    """What is open of one question: itself, its gate, the fields of its entries, whether there is one more."""
    if not question.applies(known) or question.settled_value(known)[0]:
        return
    answer = record.answer(question.id)
    if not question.is_group:
        if course.asks(question) and _is_open(question, answer, record, course):
            yield ask_for(question)
        return
    if not question.follows and (answer is None or _was_skipped(question, answer, course)):
        if course.asks(question):
            yield ask_for(question)
        return
    numbers = record.entry_numbers(question, catalogue)
    for number in numbers:
        values = record.entry_values(question, number)
        for part in question.fields:
            inside = part.path == "short" and (question.follows or course.asks(question)) or course.asks(part)
            given = record.answer(part.id, number)
            if inside and part.wants_entry(values) and _is_open(part, given, record, course):
                yield ask_for(part, number)
    more_to_come = not question.follows and course.asks(question) and bool(numbers)
    if more_to_come and record.answer(question.id, numbers[-1]) is None and numbers[-1] < question.max_entries:
        yield ask_for(question, numbers[-1])


def progress(catalogue: Catalogue, record: Record, course: Course, topic_id: str | None = None) -> tuple[int, int]:
    """How many questions are done and how many there are, counting a group as one; of one topic, or of the whole talk."""
    known = record.known(catalogue)
    topics = [catalogue.topic(topic_id)] if topic_id else catalogue.topics
    counted = [
        question
        for topic in topics
        for question in topic.questions
        if question.type != "notice"
        and question.applies(known)
        and (
            _follows_now(catalogue, question, record)
            if question.follows
            else course.asks(question) or record.answer(question.id) is not None
        )
    ]
    done = [
        question for question in counted if next(_open_asks(catalogue, question, record, known, course), None) is None
    ]
    return len(done), len(counted)


def _follows_now(catalogue: Catalogue, question: Question, record: Record) -> bool:
    return bool(record.entry_numbers(question, catalogue))


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
        for number in record.entry_numbers(question, catalogue) if question.is_group else ():
            for part in question.fields:
                yield part, number
