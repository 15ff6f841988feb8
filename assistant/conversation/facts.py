"""Several facts in one sentence: "I have three children, 4, 6 and 9" fills the group, and is read back before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.catalogue import Question
from assistant.conversation.turn import TurnInProgress
from assistant.conversation.value_checks import problem_of
from assistant.record import Key
from assistant.understanding.reading import Reading
from assistant.understanding.several import Field, GroupShape, read_entries, read_fields

RULE = "several"


def shape_of(turn: TurnInProgress, group: Question) -> GroupShape:
    """A group as the understanding sees it: its fields with their types and the labels of their options."""
    fields = {}
    for part in group.fields:
        labels = {
            option: [turn.wording.text(code, f"{part.id}.option.{option}") for code in turn.wording.languages()]
            for option in part.options
        }
        fields[part.name] = Field(part.type, labels)
    return GroupShape(group.id, fields)


def said_of_entries(turn: TurnInProgress, words: str) -> bool:
    """At the gate of a group: read whole entries and read them back; False when there is nothing to fill."""
    group = turn.pending
    if group is None or not group.is_group or turn.cursor.ask.kind not in {"gate", "more"}:
        return False
    entries = read_entries(words, shape_of(turn, group), turn.language, today=turn.at.date())
    entries = tuple(_possible(turn, group, entry) for entry in entries)
    room = group.max_entries - (turn.cursor.ask.entry or 0)
    if not any(entries) or len(entries) > room:
        return False
    _read_back(turn, words, entries)
    return True


def said_of_other_fields(turn: TurnInProgress, words: str, reading: Reading) -> bool:
    """At one field of an entry: read the other fields too; False when nothing more was said."""
    part, number = turn.pending, turn.cursor.ask.entry
    if part is None or not part.group or number is None or turn.cursor.correcting:
        return False
    group = turn.catalogue.question(part.group)
    if group.follows:
        return False
    others = read_fields(words, shape_of(turn, group), turn.language, asked=part.name, today=turn.at.date())
    others = {
        name: found
        for name, found in _possible(turn, group, others).items()
        if turn.record.answer(f"{group.id}.{name}", number) is None
    }
    if not others:
        return False
    _read_back(turn, words, ({part.name: reading, **others},))
    return True


def keep(turn: TurnInProgress) -> None:
    """The person found the read-back right: every fact is kept with the words that told it."""
    part, number = turn.pending, turn.cursor.ask.entry
    assert part is not None
    group = turn.catalogue.question(part.group) if part.group else part
    first = number or 1 if part.group else (number or 0) + 1
    for offset, entry in enumerate(turn.cursor.entries):
        if not part.group:
            gate: Key = (group.id, None if first + offset == 1 else first + offset - 1)
            _add(turn, gate, Reading("beantwoord", True, rule=RULE))
        for name, data in entry.items():
            _add(turn, (f"{group.id}.{name}", first + offset), _confirmed(data))
    turn.stay(last=(part.id, number), entries=(), sitting_answered=turn.cursor.sitting_answered + 1)
    turn.note("kept", "talk.kept")
    turn.go_on()


def ask_one_by_one(turn: TurnInProgress) -> None:
    """The read-back was wrong: only what the open question itself asked is kept, the rest is asked step by step."""
    part, words = turn.pending, turn.cursor.words or ""
    assert part is not None
    turn.event("words_aside", words=words, language=turn.language, question=part.id)
    entries = turn.cursor.entries
    turn.stay(mode="ask", entries=(), words=None)
    if part.is_group:
        turn.note("info", "talk.one_by_one")
        answer = turn.add_answer(
            "beantwoord", words, value=True, understood_by="rule", reading=Reading("beantwoord", True, rule=RULE)
        )
        turn.answered(answer)
        return
    turn.note("info", "talk.not_understood")
    turn.stay(attempts=turn.cursor.attempts + 1, tried=(*turn.cursor.tried, words) if entries else turn.cursor.tried)


def _read_back(turn: TurnInProgress, words: str, entries: tuple[Mapping[str, Reading], ...]) -> None:
    kept = tuple({name: {**found.as_json(), "alternatives": []} for name, found in entry.items()} for entry in entries)
    turn.stay(mode="entries", words=words.strip(), entries=kept)


def _possible(turn: TurnInProgress, group: Question, entry: Mapping[str, Reading]) -> dict[str, Reading]:
    """The facts of an entry that can be right for their field."""
    parts = {part.name: part for part in group.fields}
    return {
        name: reading
        for name, reading in entry.items()
        if reading.state == "beantwoord"
        and name in parts
        and problem_of(parts[name], "question", reading.value, turn.at.date()) is None
    }


def _confirmed(data: Mapping[str, Any]) -> Reading:
    detail = {**(data["detail"] or {}), "confirmed": True}
    return Reading("beantwoord", data["value"], rule=data["rule"] or RULE, detail=detail)


def _add(turn: TurnInProgress, key: Key, reading: Reading) -> None:
    turn.add_answer(
        "beantwoord", turn.cursor.words or "", value=reading.value, understood_by="rule", reading=reading, key=key
    )
