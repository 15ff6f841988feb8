"""One turn in progress: what is known before it, and what it adds to the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from assistant.catalogue import Catalogue, Question
from assistant.conversation import imported
from assistant.conversation.beside import Beside
from assistant.conversation.cursor import SIDE_SCREENS, Cursor, Mode
from assistant.conversation.screen import Screen, Speech
from assistant.from_staff import CHANGED, PASSED
from assistant.interview import (
    AMONG_OTHERS,
    FINISHED,
    FROM_STAFF,
    PRESENT,
    Ask,
    Course,
    ask_for,
    asked_back_now,
    course_of,
    next_ask,
    previous_ask,
    waiting_ask,
    was_among_others,
)
from assistant.record import Answer, Key, Record, State, fold
from assistant.script import script_of
from assistant.store import Case, Event
from assistant.understanding.reading import Reading
from assistant.wording import Wording

LOOK_AGAIN = "look_again"
SITTING_GAP = timedelta(minutes=30)
"""Who says nothing for so long has put the phone away: what follows is a new sitting."""
REST_AFTER = timedelta(minutes=20)
REST_AFTER_ANSWERS = 25
A_BREAK = frozenset({"question", "gate", "opening", "offer"})
BETWEEN = frozenset({"finished", "offer", "held"})
"""Nothing is being answered here, so what staff put to the person can come in between at once."""
AT_REST = frozenset({"paused", "rest"})


@dataclass
class TurnInProgress:
    """Reads the case as it stands and collects what this turn adds; ``conversation`` makes it durable."""

    case: Case
    catalogue: Catalogue
    wording: Wording
    answers: list[Answer]
    events: list[Event]
    cursor: Cursor
    number: int
    at: datetime
    message_id: str
    device: str | None
    trusted: bool
    keep: Callable[[Answer], Answer]
    beside: Beside
    listened_to: Callable[[], Collection[str]] = frozenset
    previous_at: datetime | None = None
    danger: bool = False
    intent_ranking: Sequence[Mapping[str, Any]] = ()
    new_events: list[Event] = field(default_factory=list)
    language: str = ""
    _course: tuple[int, Course] | None = None
    record: Record = field(default_factory=Record)

    def __post_init__(self) -> None:
        self.language = self.language or self.case.language or self.wording.languages()[0]
        self.record = fold(self.catalogue, self.answers)
        self.screen = Screen(
            self.catalogue,
            self.record,
            self.cursor,
            Speech(self.wording, self.language),
            self.may_see,
            self.course,
            self.beside,
            self.trusted,
            self.listened_to,
        )
        self.new_sitting = self.previous_at is None or self.at - self.previous_at > SITTING_GAP
        if self.new_sitting and self.number:
            self.stay(sitting_since=self.at.isoformat(), sitting_answered=0)

    # what is known -------------------------------------------------------------------------------

    def may_see(self, answer: Answer) -> bool:
        """Whether a sensitive answer may be shown in this browser: it was given here, or the second fact was."""
        return self.trusted or answer.device == self.device

    @property
    def pending(self) -> Question | None:
        """The question that is open, or None (read-back, end)."""
        return self.catalogue.question(self.cursor.ask.question) if self.cursor.ask.question else None

    @property
    def value_type(self) -> str:
        """How the open question is read; the gate of a group is a yes/no question."""
        if self.cursor.ask.kind in {"gate", "more"}:
            return "yesno"
        return self.pending.type if self.pending else "text"

    def course(self) -> Course:
        """How the person takes the talk, this turn included; folded again only when something new happened."""
        if self._course is None or self._course[0] != len(self.new_events):
            self._course = (len(self.new_events), course_of([*self.events, *self.new_events]))
        return self._course[1]

    def present(self) -> str:
        """Who was in the room, as far as the person said."""
        answer = self.record.answer(PRESENT)
        return str(answer.value) if answer and answer.value else "onbekend"

    def say(self, text_id: str, **params: object) -> str:
        """A text in the person's language."""
        return self.screen.speech.say(text_id, **params)

    def note(self, kind: str, text_id: str, **params: object) -> None:
        """Put a quiet line above the question."""
        self.screen.note(kind, self.say(text_id, **params))

    # what the turn does --------------------------------------------------------------------------

    def event(self, kind: str, **data: Any) -> None:
        """Something happened that is no answer."""
        self.new_events.append(Event(kind, self.at.isoformat(), self.number, data))

    def move_to(self, cursor: Cursor) -> None:
        """Set where the conversation stands after this turn."""
        self.cursor = cursor
        self.screen.cursor = cursor

    def stay(self, **changes: Any) -> None:
        """Stay at the same ask, with changes to the cursor."""
        self.move_to(replace(self.cursor, **changes))

    def lay_over(self, mode: Mode, **changes: Any) -> None:
        """Show a side screen over the open prompt; over another side screen it takes its place."""
        back = self.cursor.back_to if self.cursor.mode in SIDE_SCREENS else self.cursor.mode
        self.stay(mode=mode, back_to=back, **changes)

    def back(self) -> None:
        """Leave a side screen: the prompt under it comes back as it was."""
        if self.cursor.mode in SIDE_SCREENS:
            self.stay(mode=self.cursor.back_to, back_to="ask", infos=())

    def put(self, ask: Ask, **changes: Any) -> None:
        """Ask something else."""
        carried = {
            "last": self.cursor.last,
            "corrected_with": self.cursor.corrected_with,
            "own_question": self.cursor.own_question,
            "sitting_since": self.cursor.sitting_since,
            "sitting_answered": self.cursor.sitting_answered,
        }
        self.move_to(Cursor(self.cursor.number + 1, ask, **{**carried, **changes}))

    def go_on(self) -> None:
        """Ask whatever comes next, with a word before it where one is needed, or offer a pause."""
        if self.new_sitting and self.previous_at is not None and self.present() in AMONG_OTHERS:
            self.ask_who_is_there()
        ask = next_ask(self.catalogue, self.record, self.course())
        if ask.key is not None and ask.key in self.record.fallen:
            self.note("info", "talk.asked_again")
        self._introduce(ask)
        self.put(ask)
        if imported.put_to_person(self, ask):
            self.stay(mode="imported")
        if ask.kind in A_BREAK and ask.entry is None and self._time_for_a_rest():
            self.stay(mode="rest", back_to=self.cursor.mode, sitting_since=self.at.isoformat(), sitting_answered=0)
            self.event("pause_offered")

    def let_staff_in(self, *, resting: bool) -> None:
        """Show what staff put to the person when nothing is lost by it.

        Args:
            resting: also in place of a pause (the page was opened again), when it lies over a question nobody began on.
        """
        cursor, course = self.cursor, self.course()
        if cursor.ask.kind in FROM_STAFF:
            return
        if cursor.mode in AT_REST:
            fits = resting and cursor.back_to == "ask" and not (cursor.correcting or cursor.attempts)
        else:
            fits = cursor.mode == "ask" and cursor.ask.kind in BETWEEN
        if not fits or waiting_ask(self.catalogue, self.record, course) is None:
            return
        if next_ask(self.catalogue, self.record, course).kind in FROM_STAFF:
            self.go_on()

    def leave_taken_back(self) -> None:
        """Go on when what staff put to the person was taken back, or replied to, since it came on the screen."""
        ask = self.cursor.ask
        if ask.kind in FROM_STAFF and self.cursor.mode not in SIDE_SCREENS and not self._still_waits(ask):
            self.go_on()

    def _still_waits(self, ask: Ask) -> bool:
        if ask.kind == "message":
            return ask.event in self.course().from_staff.messages
        return asked_back_now(self.catalogue, self.record, self.course(), ask.event) is not None

    def ask_who_is_there(self) -> None:
        """Ask again who is in the room before anything else; once in a sitting."""
        course, answer = self.course(), self.record.answer(PRESENT)
        if answer is not None and course.presence_asked <= answer.turn < self.number:
            self.event("presence_again")
            self.new_sitting = False

    def _introduce(self, ask: Ask) -> None:
        if ask.key is not None and ask.question:
            question, answer = self.catalogue.question(ask.question), self.record.answer(*ask.key)
            if was_among_others(question, answer, self.record):
                self.note("info", "talk.alone_again")
            for words in self._said_before(question):
                self.note("info", "talk.said_before", words=words)
        if ask.kind == "offer" and not self.course().more and not self.course().put_off:
            self.note("info", "talk.short_done")
        topic = self.catalogue.topic(ask.topic) if ask.topic and ask.kind in {"question", "gate"} else None
        if topic and topic.intro and not topic.sensitive and not self._has_answers(topic.id):
            self.note("info", f"topic.{topic.id}.intro")

    def _has_answers(self, topic: str) -> bool:
        return any(answer.question.startswith(f"{topic}.") for answer in self.record.current.values())

    def _said_before(self, question: Question) -> list[str]:
        """Words about this topic that were said earlier, when something else was asked; shown once, at its first question."""
        if self._has_answers(question.topic):
            return []
        return [
            str(event.data["words"])
            for event in [*self.events, *self.new_events]
            if event.kind == "said_early"
            and question.topic in event.data["topics"]
            and event.turn not in self.course().attention
            and (self.trusted or event.data.get("device") == self.device)
        ][:2]

    def _time_for_a_rest(self) -> bool:
        since = self.cursor.sitting_since
        long = since is not None and self.at - datetime.fromisoformat(since) >= REST_AFTER
        return long or self.cursor.sitting_answered >= REST_AFTER_ANSWERS

    def add_answer(
        self,
        state: State,
        words: str,
        *,
        value: Any = None,
        understood_by: str,
        reading: Reading | None = None,
        to_confirm: bool = False,
        flag: str | None = None,
        key: Key | None = None,
        source: str | None = None,
    ) -> Answer:
        """Append an answer to the open question (or to ``key``)."""
        question, entry = key or (str(self.cursor.ask.question), self.cursor.ask.entry)
        answer = self.keep(
            Answer(
                question=question,
                entry=entry,
                state=state,
                value=value,
                words=words.strip(),
                language=self.language,
                script=script_of(words),
                understood_by=understood_by,
                rule=reading.rule if reading else "",
                confidence=reading.confidence if reading else 1.0,
                detail=reading.detail if reading else None,
                to_confirm=to_confirm,
                speaker="person",
                present=self.present(),
                channel="own_chat",
                typed_by="person",
                at=self.at.isoformat(),
                catalogue=self.catalogue.name,
                catalogue_version=self.catalogue.version,
                turn=self.number,
                source=source,
                flag=flag,
                device=self.device,
                message_id=self.message_id,
            )
        )
        self.record.take(self.catalogue, answer)
        for asked in self.course().from_staff.asked_back.values():
            if not asked.still_counts(self.record):
                self.event(PASSED, asked=asked.id, source=asked.source, state=CHANGED)
        return answer

    def answered(self, answer: Answer) -> None:
        """Say that an answer is kept and what was understood, and go on."""
        question = self.catalogue.question(answer.question)
        correcting = self.cursor.correcting
        if answer.state == "beantwoord" and question.type != "notice":
            value = self.screen.speech.value(question, answer.value)
            text = self.say("talk.changed" if correcting else "talk.understood", value=value)
            change = f"change:{answer.question}" + (f":{answer.entry}" if answer.entry else "")
            self.screen.note("understood", text, change)
        elif answer.state != "beantwoord":
            self.note("kept", f"talk.noted.{answer.state}")
        if answer.state == "liever_met_een_persoon":
            self.event("handover", question=answer.question)
        if question.type != "notice":
            self.stay(last=answer.key, sitting_answered=self.cursor.sitting_answered + 1)
        self.go_on()

    def ask_to_change(self, question_id: str, entry: int | None) -> None:
        """Put an earlier question again; its old answer is shown unless it is covered in this browser."""
        question = self.catalogue.question(question_id)
        earlier = self.record.answer(question_id, entry)
        covers = question.sensitive or (earlier is not None and earlier.turn in self.course().attention)
        if earlier and earlier.state == "beantwoord" and (self.may_see(earlier) or not covers):
            self.note("info", "talk.previous_was", value=self.screen.speech.value(question, earlier.value))
        self.put(ask_for(question, entry), correcting=True)

    def previous(self) -> Key | None:
        """The answer that "my previous answer" means."""
        last = self.cursor.last
        if last is not None and last in self.record.current and last[0] in self.catalogue:
            return last
        ask = previous_ask(self.catalogue, self.record)
        return ask.key if ask else None

    def start(self) -> None:
        """Begin: the language is chosen, ask the first thing."""
        self.put(next_ask(self.catalogue, self.record, self.course()) if self.catalogue.topics else FINISHED)
