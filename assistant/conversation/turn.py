"""One turn in progress: what is known before it, and what it adds to the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from assistant.catalogue import Catalogue, Question
from assistant.conversation.cursor import Cursor
from assistant.conversation.screen import Screen, Speech
from assistant.conversation.words_said import script_of
from assistant.interview import FINISHED, Ask, ask_for, next_ask, previous_ask
from assistant.record import Answer, Key, Record, State, fold
from assistant.store import Case, Event
from assistant.understanding.reading import Reading
from assistant.wording import Wording

LOOK_AGAIN = "look_again"


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
    new_events: list[Event] = field(default_factory=list)
    language: str = ""
    record: Record = field(default_factory=Record)

    def __post_init__(self) -> None:
        self.language = self.language or self.case.language or self.wording.languages()[0]
        self.record = fold(self.catalogue, self.answers)
        self.screen = Screen(
            self.catalogue, self.record, self.cursor, Speech(self.wording, self.language), self.may_see
        )

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

    def read_back(self) -> dict[str, int]:
        """Topic -> turn in which its read-back was found right, since the person last asked to look again."""
        found: dict[str, int] = {}
        for event in [*self.events, *self.new_events]:
            if event.kind == "readback":
                found[event.data["topic"]] = event.turn
            elif event.kind == LOOK_AGAIN:
                found.clear()
        return found

    def present(self) -> str:
        """Who was in the room, as far as the person said."""
        answer = self.record.answer("welkom.aanwezig")
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

    def put(self, ask: Ask, **changes: Any) -> None:
        """Ask something else."""
        carried = {"last": self.cursor.last, "corrected_with": self.cursor.corrected_with}
        self.move_to(Cursor(self.cursor.number + 1, ask, **{**carried, **changes}))

    def go_on(self) -> None:
        """Ask whatever comes next."""
        ask = next_ask(self.catalogue, self.record, self.read_back())
        if ask.key is not None and ask.key in self.record.fallen:
            self.note("info", "talk.asked_again")
        self.put(ask)

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
                flag=flag,
                device=self.device,
                message_id=self.message_id,
            )
        )
        self.record.take(self.catalogue, answer)
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
            self.stay(last=answer.key)
        self.go_on()

    def ask_to_change(self, question_id: str, entry: int | None) -> None:
        """Put an earlier question again; its old answer is shown unless it is covered in this browser."""
        question = self.catalogue.question(question_id)
        earlier = self.record.answer(question_id, entry)
        if earlier and earlier.state == "beantwoord" and not (question.sensitive and not self.may_see(earlier)):
            self.note("info", "talk.previous_was", value=self.screen.speech.value(question, earlier.value))
        self.put(ask_for(question, entry), correcting=True)

    def previous(self) -> Key | None:
        """The answer that "my previous answer" means."""
        last = self.cursor.last
        if last is not None and last in self.record.current:
            return last
        ask = previous_ask(self.catalogue, self.record)
        return ask.key if ask else None

    def start(self) -> None:
        """Begin: the language is chosen, ask the first thing."""
        self.put(next_ask(self.catalogue, self.record, self.read_back()) if self.catalogue.topics else FINISHED)
