"""Constructed cases for the interview: answers written straight into the store, as the person's own chat would leave them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.case_file import CaseFile
from assistant.conversation.cursor import Cursor
from assistant.house import House
from assistant.interview import Ask
from assistant.interviewing import talk
from assistant.interviewing.keeping import Interview
from assistant.interviewing.values import Given
from assistant.record import Answer, Key
from assistant.renditions.sources import source_of_answer
from assistant.store import Turn

NOTHING = object()
JUST_BEGUN = Cursor(1, Ask("notice", "welkom.uitleg", None, "welkom"))
AT_THE_TABLE: dict[str, Any] = {"soort": "intakegesprek", "datum": "2026-11-22", "spreekt": "zelf", "tolk": "geen"}


def new_case(house: House, language: str | None = "nl") -> str:
    return house.access.new_case(language=language, label="verzonnen", created_by="anna", constructed=True).case_id


def tell(house: House, case_id: str, told: Mapping[str, Any], *, language: str = "nl", **more: Any) -> CaseFile:
    """Keep answers: ``question`` or ``question#entry`` -> value; a value of ``("state",)`` is a state without a value."""
    last = house.store.last_turn(case_id)
    number = last.number + 1 if last else 1
    with house.store.writing(case_id) as writer:
        for name, value in told.items():
            question, _, entry = name.partition("#")
            state, found = (value[0], None) if isinstance(value, tuple) else ("beantwoord", value)
            words = found if isinstance(found, str) else found["text"] if isinstance(found, dict) else "."
            kept = {
                "understood_by": "rule", "rule": "", "confidence": 1.0, "to_confirm": False, "speaker": "person",
                "present": "alleen", "channel": "own_chat", "typed_by": "person", **more,
            }  # fmt: skip
            answer = writer.answer(
                Answer(
                    question=question, entry=int(entry) if entry else None, state=state, value=found, words=words,
                    language=language, script="Zyyy", at=house.now().isoformat(), turn=number,
                    catalogue=house.catalogue.name, catalogue_version=house.catalogue.version, **kept,
                )
            )  # fmt: skip
            if source := source_of_answer(house.catalogue, answer):
                writer.source(source)
        if last is None:
            reply = house.conversation.screen(case_id)
            writer.turn(Turn(case_id, number, "m1", "button", "", reply, JUST_BEGUN.as_json(), house.now().isoformat()))
    return house.case_file(case_id)


def told(house: House, answers: Mapping[str, Any], *, language: str = "nl", **more: Any) -> CaseFile:
    """A new case of which this is known."""
    return tell(house, new_case(house, language), answers, language=language, **more)


def begin_talk(house: House, case_id: str, **data: Any) -> int:
    return talk.begin(house.store, case_id, {**AT_THE_TABLE, **data}, by="anna", at=house.now()).id


def interview(house: House, case_id: str, by: str = "anna") -> Interview:
    return Interview(house.store, house.catalogue, case_id, by, house.now())


def keep(
    house: House, case_id: str, question: str, value: Any = NOTHING, *, entry: int | None = None, words: str = "",
    language: str = "nl", state: str = "beantwoord", seen: Any = NOTHING, by: str = "anna", **more: Any,
) -> list[Answer]:  # fmt: skip
    """Keep one answer as the room does; ``seen`` is the id the page was made for (as it is now when left out)."""
    key: Key = (question, entry)
    current = house.case_file(case_id).record.answer(*key)
    found = None if value is NOTHING else value
    given = Given(question, entry, state, found, words or str(found), language)  # type: ignore[arg-type]
    looked_at = (current.id if current else None) if seen is NOTHING else seen
    return interview(house, case_id, by).keep([given], seen={key: looked_at}, **more)
