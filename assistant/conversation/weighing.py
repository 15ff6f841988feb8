"""Is what the person typed an answer, or a move such as "why?" or "stop"?

The dialogue server names a move with a confidence; the question's own reader says whether the words hold a value.
Only a confident control move overrides the pending question, because a lost answer costs more than a repeated
question: "Ik ben gestopt met school" is no pause, and "I was an interpreter" asks for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.understanding.reading import Reading

CONTROL_MOVES = frozenset(
    {
        "dont_know", "refuse", "ask_why", "repeat", "skip", "pause", "ask_human", "correct_previous",
        "change_language", "ask_info",
    }
)  # fmt: skip
SMALL_TALK = frozenset({"greet", "thank", "out_of_scope"})
FREE_TYPES = frozenset({"text", "occupation"})

# measured on the scripted personas and the NLU test set; see docs/architecture.md, "Weighing an answer"
SURE, FAIRLY_SURE, MAYBE = 0.9, 0.6, 0.4
SHORT = 9
LONG = 16
A_SENTENCE = 4


@dataclass(frozen=True)
class Verdict:
    """What the words are taken for: an answer, a move, or unsure between the two (then the person is asked)."""

    taken_for: Literal["answer", "move", "unsure", "nothing"]
    move: str | None = None


def next_move(ranking: Sequence[Mapping[str, Any]]) -> tuple[str, float] | None:
    """The most probable control move among what the words could be, with its confidence; None when there is none."""
    moves = [(str(one["name"]), float(one["confidence"])) for one in ranking if one["name"] in CONTROL_MOVES]
    return max(moves, key=lambda move: move[1], default=None)


def weigh(
    text: str,
    value_type: str,
    reading: Reading,
    intent: str | None,
    confidence: float,
    *,
    correcting: bool,
    sensitive: bool = False,
) -> Verdict:
    """Weigh the reading of the pending question against the intent the dialogue server named.

    Args:
        text: the words.
        value_type: type of the pending question.
        reading: how the question's own reader reads the words.
        intent, confidence: what the dialogue server made of them (0 to 1).
        correcting: the person is already changing an earlier answer, so that move is not taken twice.
        sensitive: the pending question is one of the sensitive ones.
    """
    if reading.state == "liever_met_een_persoon" and intent == "ask_human" and not sensitive:
        # passed on at once; only who says it again at the same question wants to tell this very thing to a person
        return Verdict("move", intent)
    if reading.state not in {"beantwoord", "niet_begrepen"}:
        return Verdict("answer")
    if intent == "correct_previous" and correcting:
        return Verdict("answer" if reading.state == "beantwoord" else "nothing")
    control = intent in CONTROL_MOVES
    if value_type in FREE_TYPES:
        return _weigh_free(text, intent, confidence, control)
    read = reading.state == "beantwoord"
    if read and intent == "correct_previous":
        # "maart 2024" is an answer; "that was wrong, it is 16 hours" holds a number and is none
        enough = FAIRLY_SURE if len(text.split()) >= A_SENTENCE else SURE
        return Verdict("move", intent) if confidence >= enough else Verdict("answer")
    if read:
        return Verdict("unsure", intent) if control and confidence >= SURE else Verdict("answer")
    if control and confidence >= FAIRLY_SURE:
        return Verdict("move", intent)
    if intent in SMALL_TALK and confidence >= FAIRLY_SURE:
        return Verdict("move", intent)
    return Verdict("unsure", intent) if control and confidence >= MAYBE else Verdict("nothing")


def _weigh_free(text: str, intent: str | None, confidence: float, control: bool) -> Verdict:
    length = len(text.split())
    if intent == "correct_previous" and confidence >= SURE and length <= LONG:
        return Verdict("move", intent)
    if control and length <= SHORT:
        if confidence >= SURE:
            return Verdict("move", intent)
        if confidence >= FAIRLY_SURE:
            return Verdict("unsure", intent)
    if intent in {"greet", "thank"} and confidence >= SURE and length <= 3:
        return Verdict("move", intent)
    return Verdict("answer")
