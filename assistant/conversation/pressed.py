"""What a pressed button means: it carries the value itself, and needs no understanding and no dialogue server."""

from __future__ import annotations

import json

from assistant.conversation import facts, imported, moves, questions, readers, replies, topics
from assistant.conversation.turn import LOOK_AGAIN, TurnInProgress
from assistant.conversation.value_checks import fits, problem_of
from assistant.plain_number import whole_number
from assistant.understanding.reading import Reading

STATE_TEXTS = {
    "weet_niet": "talk.dont_know",
    "wil_niet_zeggen": "talk.refuse",
    "later": "talk.skip",
    "liever_met_een_persoon": "talk.tell_person",
}
# these make sense whatever the open prompt is
ALWAYS = ("language:", "move:", "change:", "see:", "go_on", "topic:", "info:", "leave:")


def press(turn: TurnInProgress, button: str, prompt_id: str | None) -> None:
    """Take a pressed button; one that belongs to an older prompt changes nothing and says so."""
    stale = prompt_id is not None and prompt_id != turn.cursor.prompt_id
    if stale and not button.startswith(ALWAYS):
        turn.note("problem", "talk.problem.old_button")
        return
    if turn.cursor.mode in {"support", "help"} and not button.startswith("support:"):
        # also a move on the page that was loaded since: the help is not shown to whoever picked up the phone
        turn.back()
    kind, _, rest = button.partition(":")
    press_kind = KINDS.get(kind)
    if press_kind is None or not press_kind(turn, rest):
        turn.note("problem", "talk.problem.old_button")


def _language(turn: TurnInProgress, code: str) -> bool:
    if code not in turn.wording.languages():
        return False
    moves.change_language_to(turn, code)
    return True


def _answer(turn: TurnInProgress, data: str) -> bool:
    question, ask = turn.pending, turn.cursor.ask
    if question is None or turn.cursor.mode not in {"ask", "confirm", "imported"}:
        return False
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not fits(question, ask.kind, value):
        return False
    if problem := problem_of(question, ask.kind, value, turn.at.date()):
        text_id, params = problem
        turn.note("problem", text_id, **params)
        return True
    if ask.kind == "notice":
        words = turn.say("talk.read")
    elif ask.kind in {"gate", "more"}:
        words = turn.say("talk.yes" if value else "talk.no")
    else:
        words = turn.screen.speech.value(question, value)
    reading = Reading(
        "beantwoord", value, rule="button", detail={"calendar": "gregorian"} if question.type == "date" else None
    )
    turn.answered(turn.add_answer("beantwoord", words, value=value, understood_by="button", reading=reading))
    return True


def _state(turn: TurnInProgress, state: str) -> bool:
    if state in STATE_TEXTS and replies.pass_by(turn, state):
        return True
    if turn.pending is None or state not in STATE_TEXTS or turn.cursor.ask.kind == "notice":
        return False
    words = turn.say(STATE_TEXTS[state])
    turn.answered(turn.add_answer(state, words, understood_by="button"))  # type: ignore[arg-type]
    return True


def _confirm(turn: TurnInProgress, choice: str) -> bool:
    cursor = turn.cursor
    if cursor.mode != "confirm" or turn.pending is None:
        return False
    if choice == "no":
        turn.stay(
            mode="ask", readings=(), words=None, attempts=cursor.attempts + 1, tried=(*cursor.tried, cursor.words or "")
        )
        turn.note("info", "talk.not_understood")
        return True
    number = whole_number(choice)
    if number is None or number >= len(cursor.readings):
        return False
    moves.confirm(turn, number)
    return True


def _readback(turn: TurnInProgress, choice: str) -> bool:
    if turn.cursor.ask.kind != "readback" or choice not in {"right", "unclear"}:
        return False
    if choice == "right":
        moves.readback_right(turn)
    else:
        moves.readback_unclear(turn)
    return True


def _opening(turn: TurnInProgress, choice: str) -> bool:
    return turn.cursor.ask.kind == "opening" and topics.open_topic(turn, choice)


def _offer(turn: TurnInProgress, choice: str) -> bool:
    return turn.cursor.ask.kind == "offer" and topics.take_offer(turn, choice)


def _topic(turn: TurnInProgress, topic: str) -> bool:
    return topics.choose(turn, topic)


def _entries(turn: TurnInProgress, choice: str) -> bool:
    if turn.cursor.mode != "entries" or choice not in {"right", "wrong"}:
        return False
    facts.keep(turn) if choice == "right" else facts.ask_one_by_one(turn)
    return True


def _imported(turn: TurnInProgress, choice: str) -> bool:
    return imported.choose(turn, choice)


def _same(turn: TurnInProgress, _: str) -> bool:
    """What was said among others stays so, now that the person is alone."""
    key = turn.cursor.ask.key
    earlier = turn.record.answer(*key) if key else None
    if earlier is None:
        return False
    answer = turn.add_answer(
        earlier.state, earlier.words, value=earlier.value, understood_by=earlier.understood_by,
        to_confirm=earlier.to_confirm, flag=earlier.flag,
    )  # fmt: skip
    turn.answered(answer)
    return True


def _info(turn: TurnInProgress, name: str) -> bool:
    questions.tell(turn, name)
    return True


def _asked_back(turn: TurnInProgress, choice: str) -> bool:
    states = {"skip": replies.SKIPPED, "person": replies.TO_A_PERSON}
    if turn.cursor.ask.kind != "asked_back" or choice not in states:
        return False
    replies.pass_over(turn, states[choice])
    return True


def _message(turn: TurnInProgress, choice: str) -> bool:
    if turn.cursor.ask.kind != "message" or choice != "read":
        return False
    replies.read_message(turn)
    return True


def _readers(turn: TurnInProgress, choice: str) -> bool:
    return readers.choose(turn, choice)


def _leave(turn: TurnInProgress, _: str) -> bool:
    """The quick exit: the page ends the session; nothing of the help screen is left when somebody comes back."""
    turn.back()
    return True


def _support(turn: TurnInProgress, choice: str) -> bool:
    """Somebody of the municipality, asked for beside the numbers to call: they stay on the screen."""
    if turn.cursor.mode != "support" or choice != "person":
        return False
    turn.event("handover", question=None)
    turn.note("handover", "talk.handover")
    return True


def _change(turn: TurnInProgress, target: str) -> bool:
    question_id, _, entry = target.partition(":")
    number = whole_number(entry)
    if question_id not in turn.catalogue or (entry and number is None):
        return False
    question = turn.catalogue.question(question_id)
    if bool(question.group) != (number is not None) and not question.is_group:
        return False
    turn.ask_to_change(question_id, number)
    return True


def _move(turn: TurnInProgress, name: str) -> bool:
    if name == "topics":
        turn.lay_over("topics")
        return True
    if name == "help":
        # asked for, so nothing has to be passed on
        turn.lay_over("help")
        return True
    if name in {"other", "readers"}:
        turn.lay_over("readers" if name == "readers" else "other")
        return True
    return moves.make(turn, {"why": "ask_why", "person": "ask_human", "back": "correct_previous"}.get(name, name), "")


def _this(turn: TurnInProgress, choice: str) -> bool:
    if turn.cursor.mode != "which_move":
        return False
    words, move = turn.cursor.words or "", turn.cursor.move or ""
    turn.stay(mode="ask", words=None, move=None)
    if choice == "move":
        return moves.make(turn, move, words)
    if choice == "answer":
        if not replies.take(turn, words):
            moves.take_as_answer(turn, words)
        return True
    return False


def _go_on(turn: TurnInProgress, _: str) -> bool:
    if turn.cursor.mode == "paused":
        moves.resume(turn)
    turn.back()
    return True


def _see(turn: TurnInProgress, _: str) -> bool:
    turn.event(LOOK_AGAIN)
    turn.go_on()
    return True


KINDS = {
    "language": _language,
    "answer": _answer,
    "state": _state,
    "confirm": _confirm,
    "readback": _readback,
    "opening": _opening,
    "offer": _offer,
    "topic": _topic,
    "entries": _entries,
    "imported": _imported,
    "same": _same,
    "info": _info,
    "asked_back": _asked_back,
    "message": _message,
    "readers": _readers,
    "leave": _leave,
    "support": _support,
    "change": _change,
    "move": _move,
    "this": _this,
    "go_on": _go_on,
    "see": _see,
}
