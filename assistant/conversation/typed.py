"""What typed words mean: an answer to what was asked, or a move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.conversation import facts, imported, moves, replies, topics
from assistant.conversation.turn import TurnInProgress
from assistant.conversation.weighing import (
    A_SENTENCE,
    CONTROL_MOVES,
    FAIRLY_SURE,
    FREE_TYPES,
    SHORT,
    SURE,
    next_move,
    weigh,
)
from assistant.conversation.words_said import MAXIMUM_LENGTH, problem_with
from assistant.danger import signals_danger
from assistant.interview import FROM_STAFF
from assistant.understanding import understand
from assistant.understanding.normalise import fold
from assistant.understanding.reading import Reading

MISTAKABLE = frozenset({"change_language", "ask_info", "ask_why", "repeat", "greet", "thank", "out_of_scope"})
"""Moves that leave the question open, so that words wrongly taken for one would come back for ever."""
PASSES = frozenset({"dont_know", "refuse", "skip"})
"""Moves that pass over what is asked; at an explanation there is nothing to pass over, so a sentence says something else."""
LANGUAGES = "taal"
"""The topic whose answers name languages: "Arabic of Aleppo" asks for no other language there."""


def say(
    turn: TurnInProgress,
    words: str,
    prompt_id: str | None,
    intent: str | None,
    confidence: float,
    ranking: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Take typed words at whatever prompt is open.

    Args:
        turn: the turn.
        words: what was typed.
        prompt_id: the prompt the page showed.
        intent, confidence: what the dialogue server names the words.
        ranking: what else it could be, ``{"name": …, "confidence": …}``, best first.
    """
    turn.intent_ranking = ranking
    if problem := problem_with(words):
        turn.note("problem", problem, maximum=MAXIMUM_LENGTH)
        return
    if prompt_id is not None and prompt_id != turn.cursor.prompt_id:
        # written on a screen that still showed an earlier question: keep the words, but never as this answer
        turn.event("words_aside", words=words, language=turn.language, prompt=prompt_id)
        turn.note("info", "talk.answered_elsewhere")
        return
    # words that signal danger: what was said is handled as ever, and help is shown over whatever comes next
    turn.danger = signals_danger(words, turn.language)
    _say(turn, words, intent, confidence)
    if turn.danger:
        turn.event("attention")
        # nothing of what was said is repeated beside the numbers: somebody else may be looking
        turn.screen.notes.clear()
        turn.lay_over("support")


def _say(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> None:
    mode = turn.cursor.mode
    if mode == "language":
        _say_language(turn, words)
        return
    if mode == "other":
        _other_says(turn, words)
        return
    if mode == "rest" and (intent in {"pause", "deny"} and confidence >= FAIRLY_SURE):
        moves.make(turn, "pause", words)
        return
    if mode in {"paused", "rest"}:
        moves.resume(turn)
        if intent in {"affirm", "greet", "thank"} or turn.cursor.mode == "language":
            return
    if mode in {"topics", "support", "help", "which_info", "readers"}:
        turn.back()
        mode = turn.cursor.mode
    if mode == "entries" and _say_at_entries(turn, words, intent, confidence):
        return
    if mode == "which_move":
        turn.stay(mode="ask", words=None, move=None)
    if mode == "confirm" and _say_at_confirm(turn, words, intent, confidence):
        return
    if mode == "imported" and _say_at_imported(turn, words, intent, confidence):
        return
    if turn.cursor.ask.kind in FROM_STAFF:
        _say_to_staff(turn, words, intent, confidence)
    elif turn.pending is None:
        _say_without_question(turn, words, intent, confidence)
    elif turn.cursor.ask.kind == "notice":
        _say_at_notice(turn, words, intent, confidence)
    else:
        _say_at_question(turn, words, intent, confidence)


def _say_language(turn: TurnInProgress, words: str) -> None:
    known = turn.wording.languages()
    plain = words.strip().casefold()
    by_name = [code for code in known if turn.wording.language_name(code).casefold() == plain]
    for language in [turn.language, *known]:
        reading = understand(words, "language", language, today=turn.at.date())
        if not by_name and reading.state == "beantwoord":
            by_name = [code for code in (reading.value, *reading.alternatives) if code in known]
    if by_name:
        moves.change_language_to(turn, by_name[0])


def _other_says(turn: TurnInProgress, words: str) -> None:
    """What somebody else in the room says is kept apart from the person's own answers, and is never one of them."""
    turn.back()
    turn.event(
        "said_by_other", words=words.strip(), language=turn.language, speaker=turn.present(),
        question=turn.cursor.ask.question, entry=turn.cursor.ask.entry,
    )  # fmt: skip
    turn.note("kept", "talk.other_kept")


def _say_at_entries(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> bool:
    if intent in CONTROL_MOVES - {"correct_previous"} and confidence >= FAIRLY_SURE:
        return moves.make(turn, str(intent), words)
    reading = understand(words, "yesno", turn.language, today=turn.at.date())
    if reading.state == "beantwoord" and not reading.confirm and len(words.split()) <= A_SENTENCE:
        facts.keep(turn) if reading.value is True else facts.ask_one_by_one(turn)
        return True
    turn.stay(mode="ask", words=None, entries=())
    return False


def _say_at_confirm(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> bool:
    if intent in CONTROL_MOVES - {"correct_previous"} and confidence >= FAIRLY_SURE:
        return moves.make(turn, str(intent), words)
    reading = understand(words, "yesno", turn.language, today=turn.at.date())
    if reading.state == "beantwoord" and not reading.confirm and len(words.split()) <= 4:
        if reading.value is True:
            moves.confirm(turn, 0)
            return True
        moves.read(turn, words)
        turn.note("info", "talk.not_understood")
        turn.stay(
            mode="ask", words=None, readings=(), attempts=turn.cursor.attempts + 1,
            tried=(*turn.cursor.tried, turn.cursor.words or ""),
        )  # fmt: skip
        return True
    # other words are a new answer to the same question
    turn.stay(mode="ask", words=None, readings=())
    return False


def _say_at_imported(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> bool:
    if intent in CONTROL_MOVES - {"correct_previous"} and confidence >= FAIRLY_SURE and not turn.danger:
        return moves.make(turn, str(intent), words)
    return imported.say(turn, words)


def _say_at_question(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> None:
    reading = moves.read(turn, words)
    if turn.danger:
        _answer_or_aside(turn, words, reading)
        return
    if reading.state == "niet_begrepen" and intent == "answer":
        # no answer to this question after all: the move that came second counts
        intent, confidence = next_move(turn.intent_ranking) or (intent, confidence)
    verdict = weigh(
        words,
        turn.value_type,
        reading,
        intent,
        confidence,
        correcting=turn.cursor.correcting or turn.cursor.corrected_with == words,
        sensitive=bool(turn.pending and turn.pending.sensitive),
    )
    taken_for = verdict.taken_for
    if taken_for == "move" and verdict.move in MISTAKABLE and turn.cursor.moved_with == words:
        # said again, so it was meant: better an answer too many than somebody who cannot get on
        taken_for = "answer" if turn.value_type in FREE_TYPES else "nothing"
    elif verdict.move == "change_language" and turn.pending and turn.pending.topic == LANGUAGES and taken_for == "move":
        taken_for = "unsure"
    if taken_for == "move":
        if verdict.move in MISTAKABLE:
            turn.stay(moved_with=words)
        moves.make(turn, str(verdict.move), words)
    elif taken_for == "unsure":
        moves.ask_which_move(turn, words, str(verdict.move))
    elif taken_for == "answer":
        moves.take_as_answer(turn, words, reading)
    else:
        moves.not_understood(turn, words, reading)


def _say_to_staff(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> None:
    """A reply in own words to what staff put to the person, weighed like an answer in own words; or a move."""
    asked = replies.asked_now(turn)
    about = turn.catalogue.question(asked.question) if asked and asked.question else None
    reading = understand(words, "text", turn.language, today=turn.at.date())
    if turn.danger or turn.cursor.moved_with == words:
        replies.take(turn, words)
        return
    if asked and reading.state not in {"beantwoord", "niet_begrepen"}:
        replies.pass_over(turn, reading.state, words)
        return
    sensitive = bool(about and about.sensitive)
    verdict = weigh(words, "text", reading, intent, confidence, correcting=False, sensitive=sensitive)
    thanks = verdict.move in {"greet", "thank"} and turn.cursor.ask.kind == "message"
    if verdict.taken_for == "move" and not thanks:
        if verdict.move in MISTAKABLE:
            turn.stay(moved_with=words)
        moves.make(turn, str(verdict.move), words)
    elif verdict.taken_for == "unsure":
        moves.ask_which_move(turn, words, str(verdict.move))
    else:
        replies.take(turn, words)


def _answer_or_aside(turn: TurnInProgress, words: str, reading: Reading) -> None:
    """Words in need are kept; a plain answer in them counts, but nobody is asked now what exactly they meant."""
    if turn.value_type in FREE_TYPES or (reading.state == "beantwoord" and not reading.confirm):
        moves.take_as_answer(turn, words, reading)
        return
    turn.event("words_aside", words=words.strip(), language=turn.language, question=turn.cursor.ask.question)
    moves.count_attempt(turn, words)


def _say_at_notice(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> None:
    sentence, sure = len(words.split()) > A_SENTENCE, confidence >= FAIRLY_SURE
    if intent in CONTROL_MOVES and sure and not (sentence and intent in PASSES):
        moves.make(turn, str(intent), words)
        return
    plain = not sentence and intent in {"affirm", "greet", "thank"} and sure
    as_button = set(fold(words).split()) <= set(fold(turn.say("talk.read")).split())
    if not (plain or as_button or _says_yes(turn, words)):  # a sentence at an explanation is for the consulent to read
        turn.event("remark", words=words.strip(), language=turn.language, question=turn.cursor.ask.question, device=turn.device)
        turn.note("kept", "talk.kept")
    turn.answered(turn.add_answer("beantwoord", words, value=True, understood_by="words"))


def _says_yes(turn: TurnInProgress, words: str) -> bool:
    """Whether these words say yes and hardly anything more."""
    reading = understand(words, "yesno", turn.language, today=turn.at.date())
    return reading.state == "beantwoord" and reading.value is True and len(words.split()) <= A_SENTENCE


def _say_at_offer(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> bool:
    reading = understand(words, "yesno", turn.language, today=turn.at.date())
    length = len(words.split())
    if reading.state == "beantwoord" and length <= A_SENTENCE:
        wants = bool(reading.value)
    elif intent in {"affirm", "deny"} and confidence >= FAIRLY_SURE and length <= SHORT:
        wants = intent == "affirm"
    else:
        return False
    if turn.cursor.ask.kind == "opening":
        return topics.open_topic(turn, "go" if wants else "skip")
    return topics.take_offer(turn, "now" if wants else "later")


def _say_without_question(turn: TurnInProgress, words: str, intent: str | None, confidence: float) -> None:
    """At a read-back or the end: "right", a move, or something the person wants to add."""
    if intent in CONTROL_MOVES and confidence >= FAIRLY_SURE:
        moves.make(turn, str(intent), words)
        return
    if turn.cursor.ask.kind in {"opening", "offer"} and _say_at_offer(turn, words, intent, confidence):
        return
    if turn.cursor.ask.kind == "readback" and _says_yes(turn, words):
        moves.readback_right(turn)
        return
    if intent in {"greet", "thank"} and confidence >= SURE:
        moves.make(turn, str(intent), words)
        return
    turn.event("remark", words=words, language=turn.language, topic=turn.cursor.ask.topic)
    moves.said_early(turn, words)
    turn.note("kept", "talk.kept")
