"""What the person does with what staff put to them: reply, pass a question over, read a message."""

from __future__ import annotations

from assistant.conversation.turn import TurnInProgress
from assistant.from_staff import ANSWERED, PASSED, AskedBack

REASONS = {"asked_back": "talk.asked_back_why", "message": "talk.message_why"}
"""What "why?" and "I do not understand" are answered with, by the kind of what staff put to the person."""
SKIPPED, TO_A_PERSON = "later", "liever_met_een_persoon"


def asked_now(turn: TurnInProgress) -> AskedBack | None:
    """The question of a cultuurvertaler that is open, or None."""
    ask = turn.cursor.ask
    return turn.course().from_staff.asked_back.get(ask.event or 0) if ask.kind == "asked_back" else None


def tell_back(turn: TurnInProgress, words: str) -> None:
    """Keep words as the reply to the question that is open, exactly as they were said, beside the answer it is about."""
    asked = asked_now(turn)
    if asked is not None:
        turn.event(
            ANSWERED, asked=asked.id, source=asked.source, question=asked.question, entry=asked.entry, words=words.strip(),
            language=turn.language, present=turn.present(), device=turn.device,
        )  # fmt: skip
        turn.note("kept", "talk.asked_back_kept")
    else:
        # taken back while something else lay over it: the words are kept all the same
        turn.event("words_aside", words=words.strip(), language=turn.language, prompt=turn.cursor.prompt_id)
        turn.note("info", "talk.answered_elsewhere")
    turn.go_on()


def pass_over(turn: TurnInProgress, state: str, words: str = "") -> None:
    """The person does not reply: kept with why (a state of an answer), so that the same is not asked again."""
    asked = asked_now(turn)
    if asked is not None:
        turn.event(PASSED, asked=asked.id, source=asked.source, state=state, words=words or None)
        turn.note("kept", f"talk.noted.{state}" if state != SKIPPED else "talk.asked_back_passed")
        if state == TO_A_PERSON:
            turn.event("handover", question=asked.question, entry=asked.entry, words=words or None)
    turn.go_on()


def read_message(turn: TurnInProgress, *, skipped: bool = False) -> None:
    """The person has read the message that is open, or went past it."""
    turn.event("message_read", message=turn.cursor.ask.event, **({"skipped": True} if skipped else {}))
    turn.go_on()


def write_back(turn: TurnInProgress, words: str) -> None:
    """Words written under a message are for the municipality; the message was read."""
    turn.event("question", words=words.strip(), language=turn.language, question=None, message=turn.cursor.ask.event)
    turn.note("kept", "talk.message_replied")
    read_message(turn)


def take(turn: TurnInProgress, words: str) -> bool:
    """Take words as what was meant for staff; False when nothing of staff is open."""
    kind = turn.cursor.ask.kind
    if kind == "asked_back":
        tell_back(turn, words)
    elif kind == "message":
        write_back(turn, words)
    return kind in REASONS


def pass_by(turn: TurnInProgress, state: str, words: str = "") -> bool:
    """ "Skip", "I do not know", "I do not want to say" at what staff put to the person; False when nothing of it is open."""
    kind = turn.cursor.ask.kind
    if kind == "asked_back":
        pass_over(turn, state, words)
    elif kind == "message":
        read_message(turn, skipped=True)
    return kind in REASONS
