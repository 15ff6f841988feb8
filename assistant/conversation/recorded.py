"""An answer that was spoken: the recording is the answer, until a person at the desk has written down what was said."""

from __future__ import annotations

from assistant.conversation.turn import TurnInProgress
from assistant.store.translation import Recording
from assistant.understanding.reading import Reading


def speak(turn: TurnInProgress, recording: Recording, prompt_id: str | None) -> None:
    """Take a recording as the answer to the open question; one for an older question changes nothing and says so."""
    stale = prompt_id is not None and prompt_id != turn.cursor.prompt_id
    question = turn.pending
    shown = turn.cursor.mode == "ask" and turn.cursor.ask.kind == "question"
    if stale or not shown or question is None or not question.in_own_words:
        # the recording itself stays: a consulent finds it with the case
        turn.event("recording_aside", recording=recording.id, language=turn.language, question=turn.cursor.ask.question)
        turn.note("problem", "talk.problem.recording_aside")
        return
    detail = {"recording": recording.id, "milliseconds": recording.milliseconds}
    reading = Reading("beantwoord", None, rule="recording", detail=detail)
    turn.answered(turn.add_answer("beantwoord", "", understood_by="recording", reading=reading))
