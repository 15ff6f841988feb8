"""Where a conversation stands: which prompt is open. Kept with every turn, never in the dialogue server."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.interview import Ask
from assistant.record import Key

Mode = Literal[
    "language",
    "ask",
    "confirm",
    "which_move",
    "paused",
    "rest",
    "topics",
    "other",
    "support",
    "help",
    "entries",
    "which_info",
    "readers",
    "imported",
]
SIDE_SCREENS = frozenset({"language", "paused", "rest", "topics", "other", "support", "help", "which_info", "readers"})
"""Modes that lie over the open prompt: leaving one brings the prompt back as it was."""


@dataclass(frozen=True)
class Cursor:
    """The open prompt.

    Attributes:
        number: grows whenever another thing is asked; an answer that names an older number came from an old screen.
        ask: what is asked.
        mode: whether the ask itself is shown, or a side question about it (which value, which move, which language, a
            pause, the list of topics, somebody else who speaks, help in danger, several facts to read back, who reads along, what
            another system says about the person).
        attempts: how often the answer to this ask was not understood.
        tried: the words of those attempts.
        words, readings: the words that are being confirmed and what they can mean (``Reading.as_json``), best first.
        move: the control move that the words might have been.
        correcting: the person is changing an earlier answer.
        corrected_with: the words that were last taken for a correction: said again, they are an answer.
        moved_with: the words that were last taken for another move at this question: said again, they are an answer.
        handed_over: the person asked for a human at this very question.
        last: the answer given last, for "change my previous answer".
        back_to: the mode that comes back after a side screen.
        entries: what one sentence said about several things, field name -> reading, to be read back.
        infos: ids of the answers that the person's own question may be about.
        own_question: the words of the question that the person asked last.
        sitting_since, sitting_answered: when the person sat down to this (ISO 8601) and how much was answered since, for
            the offer of a pause.
    """

    number: int
    ask: Ask
    mode: Mode = "ask"
    attempts: int = 0
    tried: tuple[str, ...] = ()
    words: str | None = None
    readings: tuple[dict[str, Any], ...] = ()
    move: str | None = None
    correcting: bool = False
    corrected_with: str | None = None
    moved_with: str | None = None
    handed_over: bool = False
    last: Key | None = None
    back_to: Mode = field(default="ask")
    entries: tuple[dict[str, Any], ...] = ()
    infos: tuple[str, ...] = ()
    own_question: str | None = None
    sitting_since: str | None = None
    sitting_answered: int = 0

    @property
    def prompt_id(self) -> str:
        """What a message gives back to say which prompt it answers; what staff asks is named by its event besides."""
        # a question of staff can be taken back, and another be there, while its screen is looked at
        return f"{self.number}.{self.ask.event}" if self.ask.event is not None else str(self.number)

    def as_json(self) -> dict[str, Any]:
        """The cursor as it is kept with a turn."""
        return asdict(self)


def read_cursor(data: dict[str, Any]) -> Cursor:
    """The cursor as it was kept with a turn."""
    return Cursor(
        **{
            **data,
            "ask": Ask(**data["ask"]),
            "tried": tuple(data["tried"]),
            "readings": tuple(data["readings"]),
            "last": tuple(data["last"]) if data["last"] else None,
            "entries": tuple(data.get("entries", ())),
            "infos": tuple(data.get("infos", ())),
        }
    )
