"""What staff put into the person's chat: questions back about what they said, and messages. Folded from the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.record import Key, Record

if TYPE_CHECKING:
    from assistant.store import Event

ANSWERED = "told_back"
PASSED = "asked_back_passed"
"""The person did not reply: ``state`` says why (a state of an answer, or ``CHANGED``)."""
CHANGED = "veranderd"
"""The person changed the answer instead, so that there is nothing to explain."""
CLOSED = frozenset({ANSWERED, PASSED, "asked_back_withdrawn"})


@dataclass(frozen=True)
class AskedBack:
    """A question of a cultuurvertaler about words of the person, not replied to and not taken back.

    Attributes:
        id: of the event. source: of the words. question, entry: what was answered; None for words that answer no question.
        words, language: the question, as the person is to read it.
        turn: number of the last turn before it was asked.
    """

    id: int
    source: int | None
    question: str | None
    entry: int | None
    words: str
    language: str
    turn: int

    @property
    def about(self) -> Key | None:
        """The answer it is about; None when the words answer no question."""
        return (self.question, self.entry) if self.question else None

    def still_counts(self, record: Record) -> bool:
        """Whether the answer it is about still stands as it was; words that were changed need no explanation."""
        if self.about is None:
            return True
        now = record.current.get(self.about)
        then = [answer for answer in record.history.get(self.about, ()) if answer.turn <= self.turn]
        return now is not None and (not then or (now.words, now.state) == (then[-1].words, then[-1].state))


@dataclass(frozen=True)
class Message:
    """A message of a consulent, in Dutch (``words``). ``id`` is of the event."""

    id: int
    words: str
    at: str


@dataclass(frozen=True)
class FromStaff:
    """What waits for the person: questions and messages by the id of their event, oldest first."""

    asked_back: Mapping[int, AskedBack]
    messages: Mapping[int, Message]


def from_staff(events: Iterable[Event]) -> FromStaff:
    """Fold events (oldest first) into what the person has not replied to or read."""
    asked: dict[int, AskedBack] = {}
    messages: dict[int, Message] = {}
    for event in events:
        data = event.data
        if event.kind == "asked_back" and event.id is not None:
            asked[event.id] = AskedBack(
                event.id, data.get("source"), data.get("question"), data.get("entry"), str(data["words"]),
                str(data["language"]), event.turn,
            )  # fmt: skip
        elif event.kind == "message" and event.id is not None:
            messages[event.id] = Message(event.id, str(data["words"]), event.at)
        elif event.kind in CLOSED:
            asked.pop(data.get("asked", 0), None)
        elif event.kind == "message_read":
            messages.pop(data.get("message", 0), None)
    return FromStaff(asked, messages)
