"""What another system says about the person is put to them as a question: right or wrong, never taken over silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.conversation.buttons import button
from assistant.conversation.value_checks import fits
from assistant.importing.standing import RIGHT, SOURCE, WRONG
from assistant.interview import Ask, ImportedValue
from assistant.understanding import understand

if TYPE_CHECKING:
    from assistant.conversation.screen import Screen
    from assistant.conversation.turn import TurnInProgress

SHORT_REPLY = 4
"""Words of a yes or no; more words are an answer of their own."""


def put_to_person(turn: TurnInProgress, ask: Ask) -> bool:
    """Whether what is asked now is put as "we were told this, is it right?"."""
    name = ask.question or ""
    value = turn.course().imported.get(name)
    if value is None or ask.kind != "question" or ask.entry is not None or name not in turn.catalogue:
        return False
    question = turn.catalogue.question(name)
    # a sensitive value is never shown: whoever holds the phone may be somebody else
    own_words = question.type in {"text", "occupation"}
    return not question.sensitive and turn.record.answer(name) is None and (
        own_words or fits(question, ask.kind, value.value)
    )  # fmt: skip


def prompt_of(screen: Screen, prompt: dict[str, Any]) -> dict[str, Any]:
    """The value with where it came from, and under it the question as it is usually asked."""
    question = screen.catalogue.question(str(screen.cursor.ask.question))
    found, say = screen.course().imported[question.id], screen.speech.say
    return {
        **prompt, "kind": "confirm", "help": say(f"{question.id}.text"),
        "text": say("talk.imported", source=found.source, value=screen.speech.value(question, found.value)),
        "why": say(f"{question.id}.why") if question.why else None, "sensitive": question.sensitive, "input": "text",
        "buttons": [
            button("imported:right", say("talk.confirm_yes"), "main"),
            button("imported:wrong", say("talk.imported_wrong"), "quiet"),
        ],
    }  # fmt: skip


def choose(turn: TurnInProgress, choice: str) -> bool:
    """The person says whether it is right."""
    if turn.cursor.mode != "imported" or choice not in {"right", "wrong"} or turn.pending is None:
        return False
    found = turn.course().imported[turn.pending.id]
    if choice == "right":
        _right(turn, found, turn.screen.speech.value(turn.pending, found.value), understood_by="button")
    else:
        _wrong(turn, found)
    return True


def say(turn: TurnInProgress, words: str) -> bool:
    """Typed words at this screen: a short yes or no is about the value; False when they are an answer of their own."""
    assert turn.pending is not None
    found = turn.course().imported[turn.pending.id]
    reading = understand(words, "yesno", turn.language, today=turn.at.date())
    if reading.state == "beantwoord" and not reading.confirm and len(words.split()) <= SHORT_REPLY:
        if reading.value is True:
            _right(turn, found, words, understood_by="rule")
        else:
            _wrong(turn, found)
        return True
    turn.stay(mode="ask")
    return False


def _right(turn: TurnInProgress, found: ImportedValue, words: str, *, understood_by: str) -> None:
    turn.event(RIGHT, question=turn.cursor.ask.question, entry_id=found.entry_id)
    answer = turn.add_answer(
        "beantwoord", words, value=found.value, understood_by=understood_by, source=f"{SOURCE}{found.source}"
    )
    turn.answered(answer)


def _wrong(turn: TurnInProgress, found: ImportedValue) -> None:
    turn.event(WRONG, question=turn.cursor.ask.question, entry_id=found.entry_id)
    turn.stay(mode="ask")
    turn.note("info", "talk.imported_ask")
