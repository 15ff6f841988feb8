"""Questions the person asks: a short answer with its source, or passed on to the consulent; then back to what was asked."""

from __future__ import annotations

from assistant.answers import load_answers
from assistant.answers.finding import find
from assistant.conversation.buttons import button
from assistant.conversation.turn import TurnInProgress


def ask(turn: TurnInProgress, words: str) -> None:
    """Answer a question of the person from the list; two that are near are shown as buttons, none is passed on."""
    found = find(words, turn.language, asked=True) if words.strip() else ()
    turn.stay(own_question=words)
    if not found:
        pass_on(turn, words)
    elif len(found) == 1:
        tell(turn, found[0].id)
    else:
        turn.lay_over("which_info", infos=tuple(match.id for match in found[:3]))


def tell(turn: TurnInProgress, name: str) -> None:
    """Give one answer with its source, and a button for "this was not my question"; an empty name passes it on."""
    words = turn.cursor.own_question or ""
    turn.back()
    answer = load_answers().get(name)
    if answer is None or not answer.shown:
        pass_on(turn, words)
        return
    turn.event("info_given", words=words or None, language=turn.language, info=name)
    parts = [turn.say(f"info.{name}.text"), turn.say("talk.info_source", source=answer.source, date=str(answer.date))]
    if answer.checked_by is None:
        parts.append(turn.say("talk.info_unchecked_legal" if answer.legal else "talk.info_unchecked"))
    turn.screen.note("answer", "\n".join(parts), button=button("info:", turn.say("talk.info_other"), "quiet"))


def pass_on(turn: TurnInProgress, words: str) -> None:
    """No answer is known: the consulent gets the question, in the person's words."""
    turn.event("question", words=words or None, language=turn.language, question=turn.cursor.ask.question)
    turn.note("info", "talk.question_passed_on")
