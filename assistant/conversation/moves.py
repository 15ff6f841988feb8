"""What the assistant does with each move of the conversation: why, repeat, skip, stop, a person, correct, ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from assistant.conversation import facts, questions, replies, topics
from assistant.conversation.turn import TurnInProgress
from assistant.conversation.value_checks import problem_of
from assistant.conversation.weighing import A_SENTENCE
from assistant.interview import AMONG_OTHERS, ask_for
from assistant.record import State
from assistant.understanding import Question as Asked
from assistant.understanding import understand
from assistant.understanding.mentions import mentions
from assistant.understanding.reading import NOT_UNDERSTOOD, Reading

MAXIMUM_ATTEMPTS = 3
HINTS = {"number", "date", "country", "language", "school_years", "choice"}
# rules of the readers that name why a value cannot be right
PROBLEM_RULES = {"date_in_future", "date_too_early", "date_impossible", "birth_without_year"}
AFTER_A_PAUSE = re.compile(r"[,:;.!،؛፡፣፤።—–]\s*|\s-\s")


def asked(turn: TurnInProgress) -> Asked:
    """The open question as the understanding sees it: its id and the labels of its options in every language."""
    question = turn.pending
    assert question is not None
    labels = {
        option: [turn.wording.text(code, f"{question.id}.option.{option}") for code in turn.wording.languages()]
        for option in question.options
    }
    return Asked(id=question.id, options=labels)


def read(turn: TurnInProgress, words: str) -> Reading:
    """Read words as an answer to the open question."""
    reading = understand(words, turn.value_type, turn.language, question=asked(turn), today=turn.at.date())
    if reading.state == "niet_begrepen" and turn.cursor.ask.kind in {"gate", "more"}:
        return _read_gate(turn, words)
    return reading


def _read_gate(turn: TurnInProgress, words: str) -> Reading:
    """ "Three" or "I was a tailor" also answers "do you have children?" or "did you work?"."""
    group = turn.pending
    assert group is not None
    number = understand(words, "number", turn.language, today=turn.at.date())
    if number.state == "beantwoord" and isinstance(number.value, int | float):
        return Reading("beantwoord", number.value > 0, confidence=number.confidence, rule="gate_number")
    first = group.fields[0]
    if first.type == "occupation":
        reading = understand(words, "occupation", turn.language, today=turn.at.date())
        if reading.state == "beantwoord" and isinstance(reading.value, dict) and reading.value.get("isco"):
            return Reading("beantwoord", True, confidence=reading.confidence, rule="gate_occupation")
    return NOT_UNDERSTOOD


def take_as_answer(turn: TurnInProgress, words: str, reading: Reading | None = None) -> None:
    """Keep words as the answer to the open question, confirm them when unsure, and never lose them."""
    reading = reading or read(turn, words)
    if reading.state == "niet_begrepen":
        not_understood(turn, words, reading)
        return
    if reading.state != "beantwoord":
        turn.answered(turn.add_answer(reading.state, words, understood_by="rule", reading=reading))
        return
    question = turn.pending
    assert question is not None
    if reading.value is True and facts.said_of_entries(turn, words):
        return
    if facts.said_of_other_fields(turn, words, reading):
        return
    if problem := problem_of(question, turn.cursor.ask.kind, reading.value, turn.at.date()):
        text_id, params = problem
        not_understood(turn, words, reading, text_id, **params)
        return
    if question.type not in {"text", "occupation"} and len(words.split()) > A_SENTENCE:
        said_early(turn, words)
    turn_answer = turn.add_answer(
        "beantwoord", words, value=reading.value, reading=reading, to_confirm=reading.confirm,
        understood_by="words" if question.type == "text" else "rule",
    )  # fmt: skip
    if reading.confirm:
        ask_to_confirm(turn, words, reading)
    else:
        turn.answered(turn_answer)


def ask_to_confirm(turn: TurnInProgress, words: str, reading: Reading) -> None:
    """Read an unsure value back with buttons; it is already kept, marked as not certain."""
    readings = [{**reading.as_json(), "alternatives": []}]
    readings += [{**reading.as_json(), "value": value, "alternatives": []} for value in reading.alternatives]
    turn.stay(mode="confirm", words=words, readings=tuple(readings))


def confirm(turn: TurnInProgress, index: int) -> None:
    """The person said which reading is right: keep it as certain, with the words as they were said."""
    chosen = turn.cursor.readings[index]
    reading = Reading(
        "beantwoord",
        chosen["value"],
        confidence=1.0,
        rule=chosen["rule"],
        detail={**(chosen["detail"] or {}), "confirmed": True},
    )
    words = turn.cursor.words or ""
    answer = turn.add_answer("beantwoord", words, value=reading.value, understood_by="rule", reading=reading)
    turn.answered(answer)


def not_understood(
    turn: TurnInProgress, words: str, reading: Reading, problem: str | None = None, **params: object
) -> None:
    """First say it differently, then choose, then keep the words for a person and go on: never a loop.

    The words of every attempt are kept beside the answers: what comes after it (a button, another answer) does not replace them.
    """
    if facts.said_of_entries(turn, words):
        return
    said_early(turn, words)
    if count_attempt(turn, words):
        return
    turn.event(
        "not_understood", words=words.strip(), language=turn.language, question=turn.cursor.ask.question,
        entry=turn.cursor.ask.entry, device=turn.device,
    )  # fmt: skip
    if problem is None and reading.rule in PROBLEM_RULES:
        problem = f"talk.problem.{reading.rule}"
    turn.note("problem", problem or "talk.not_understood", **params)
    hint = "choice" if turn.value_type in {"yesno", "scale4", "isced"} else turn.value_type
    if problem is None and hint in HINTS:
        turn.note("info", f"talk.hint.{hint}")
    turn.stay(mode="ask", words=None, readings=())


def count_attempt(turn: TurnInProgress, words: str) -> bool:
    """Count one more answer that gave no value; the third time its words are kept for a person and the talk goes on (True)."""
    attempts = turn.cursor.attempts + 1
    tried = (*turn.cursor.tried, words.strip())
    turn.stay(attempts=attempts, tried=tried)
    if attempts < MAXIMUM_ATTEMPTS:
        return False
    kept = Reading("later", rule="not_understood", confidence=0.0, detail={"tried": list(tried)})
    turn.note("kept", "talk.set_aside")
    answer = turn.add_answer("later", words, understood_by="words", reading=kept, flag="niet_begrepen")
    turn.stay(last=answer.key)
    turn.go_on()
    return True


def said_early(turn: TurnInProgress, words: str) -> None:
    """Words about something that was not asked yet are kept as a note, shown when that topic comes, and never lost."""
    pending = turn.pending
    others = [
        topic
        for topic in mentions(words, turn.language)
        if (pending is None or topic != pending.topic)
        and not any(answer.question.startswith(f"{topic}.") for answer in turn.record.current.values())
    ]
    if others:
        turn.event("said_early", words=words.strip(), language=turn.language, topics=others, device=turn.device)
        turn.note("kept", "talk.said_early", topic=turn.say(f"topic.{others[0]}.title"))


def ask_which_move(turn: TurnInProgress, words: str, move: str) -> None:
    """Two readings are possible: let the person say which."""
    turn.stay(mode="which_move", words=words.strip(), move=move)


def readback_right(turn: TurnInProgress) -> None:
    """The person found the read-back of this topic right."""
    turn.event("readback", topic=turn.cursor.ask.topic)
    turn.go_on()


def readback_unclear(turn: TurnInProgress) -> None:
    """The person does not understand the read-back: explain it, and let a person know."""
    turn.event("readback_unclear", topic=turn.cursor.ask.topic)
    turn.note("info", "talk.readback_help")


def change_language_to(turn: TurnInProgress, code: str) -> None:
    """Go on in another language; the record keeps each answer in the language it was given in."""
    beginning = turn.cursor.mode == "language" and turn.case.language is None
    first = turn.cursor.ask.question is None and turn.cursor.ask.kind != "finished" and not turn.answers
    turn.language = code
    turn.screen.speech.language = code
    turn.event("language", language=code)
    if first or turn.number == 1:
        turn.start()
        return
    if turn.cursor.mode == "language":
        turn.back()
    if not beginning:
        turn.note("info", "talk.language_changed")


def resume(turn: TurnInProgress) -> None:
    """Go on after a pause; who was not alone then is asked who is there now."""
    paused = turn.cursor.mode == "paused"
    turn.back()
    if paused:
        turn.note("info", "talk.welcome_back")
    if turn.present() in AMONG_OTHERS and turn.cursor.mode == "ask":
        turn.ask_who_is_there()
        if turn.new_events and turn.new_events[-1].kind == "presence_again":
            turn.go_on()


# the moves --------------------------------------------------------------------------------------


def make(turn: TurnInProgress, move: str, words: str) -> bool:
    """Make a move of the conversation; False when there is no such move."""
    maker = MOVES.get(move)
    if maker is None:
        return False
    if turn.cursor.mode == "which_move":
        turn.stay(mode="ask", words=None, move=None)
    maker(turn, words)
    return True


def _why(turn: TurnInProgress, words: str) -> None:
    question = turn.pending
    reason = replies.REASONS.get(turn.cursor.ask.kind, "talk.no_reason")
    turn.note("info", f"{question.id}.why" if question and question.why else reason)


def _repeat(turn: TurnInProgress, words: str) -> None:
    question = turn.pending
    if question is None:
        turn.note("info", replies.REASONS.get(turn.cursor.ask.kind, "talk.no_reason"))
    elif question.help and turn.cursor.ask.kind != "more":
        turn.note("info", f"{question.id}.help")
    else:
        hint = "choice" if turn.value_type in {"yesno", "scale4", "isced"} else turn.value_type
        turn.note("info", f"talk.hint.{hint}" if hint in HINTS else f"{question.id}.why")


def _as_state(state: State) -> Callable[[TurnInProgress, str], None]:
    labels = {"weet_niet": "talk.dont_know", "wil_niet_zeggen": "talk.refuse", "later": "talk.skip"}

    def make_state(turn: TurnInProgress, words: str) -> None:
        if replies.pass_by(turn, state, words):
            return
        if turn.pending is None or turn.cursor.ask.kind == "notice":
            if turn.cursor.ask.kind == "notice" and turn.pending is not None:
                # an explanation cannot be skipped unseen, but nobody is kept at it either
                turn.answered(turn.add_answer("later", words or turn.say(labels[state]), understood_by="button"))
                return
            if turn.cursor.ask.kind == "opening":
                topics.open_topic(turn, "skip")
            elif turn.cursor.ask.kind == "offer":
                topics.take_offer(turn, "later")
            else:
                turn.note("info", "talk.no_reason")
            return
        by = "rule" if words else "button"
        turn.answered(turn.add_answer(state, words or turn.say(labels[state]), understood_by=by))

    return make_state


def _pause(turn: TurnInProgress, words: str) -> None:
    turn.event("paused")
    turn.lay_over("paused")


def _human(turn: TurnInProgress, words: str) -> None:
    """Pass it on and let the person go on; at a sensitive question, or asked again, that question is left for the talk."""
    question = turn.pending
    if turn.cursor.ask.kind == "opening":
        topics.open_topic(turn, "person")
        return
    if turn.cursor.ask.kind == "asked_back":
        replies.pass_over(turn, replies.TO_A_PERSON, words)
        return
    again = turn.cursor.handed_over or (question is not None and question.sensitive)
    if again and question is not None and turn.cursor.ask.kind != "notice":
        said = words or turn.say("talk.tell_person")
        turn.answered(turn.add_answer("liever_met_een_persoon", said, understood_by="rule" if words else "button"))
        return
    turn.event("handover", question=turn.cursor.ask.question, words=words or None)
    turn.note("handover", "talk.handover")
    turn.stay(handed_over=True)


def _correct(turn: TurnInProgress, words: str) -> None:
    """Change the previous answer: at once when the new value is in the words, else by asking it again."""
    previous = turn.previous()
    if previous is None:
        turn.note("info", "talk.nothing_to_correct")
        return
    question_id, entry = previous
    question = turn.catalogue.question(question_id)
    turn.put(ask_for(question, entry), correcting=True, corrected_with=words or None)
    for content in _content_of_correction(words) if turn.value_type != "text" else ():
        reading = read(turn, content)
        if reading.state == "beantwoord":
            take_as_answer(turn, words, reading)
            return
    turn.ask_to_change(question_id, entry)


def _content_of_correction(words: str) -> Iterator[str]:
    """ "My previous answer was wrong, it is 16 hours": first what follows the pause, then all of it."""
    parts = [part for part in AFTER_A_PAUSE.split(words) if part.strip()]
    if len(parts) > 1:
        yield parts[-1]
    if words.strip():
        yield words


def _language(turn: TurnInProgress, words: str) -> None:
    """Switch at once when the words name a language we speak, else show the languages."""
    known = turn.wording.languages()
    reading = understand(words, "language", turn.language, today=turn.at.date()) if words else NOT_UNDERSTOOD
    named: list[Any] = [reading.value, *reading.alternatives] if reading.state == "beantwoord" else []
    wanted = [code for code in named if code in known and code != turn.language]
    if wanted:
        change_language_to(turn, wanted[0])
    else:
        turn.lay_over("language")


def _note(text_id: str) -> Callable[[TurnInProgress, str], None]:
    def make_note(turn: TurnInProgress, words: str) -> None:
        turn.note("info", text_id)

    return make_note


MOVES: dict[str, Callable[[TurnInProgress, str], None]] = {
    "ask_why": _why,
    "repeat": _repeat,
    "skip": _as_state("later"),
    "dont_know": _as_state("weet_niet"),
    "refuse": _as_state("wil_niet_zeggen"),
    "pause": _pause,
    "ask_human": _human,
    "correct_previous": _correct,
    "change_language": _language,
    "ask_info": questions.ask,
    "greet": _note("talk.greeting"),
    "thank": _note("talk.thanks"),
    "out_of_scope": _note("talk.off_topic"),
}
