"""What was asked and answered before, for the person to look back at: from the record, so also after a reload."""

from __future__ import annotations

from typing import Any

from assistant.interview import course_of
from ui.chat.door import Visitor

# Explanations that were read are no answers of the person.
NOT_SHOWN = {"notice"}


def earlier_answers(house: Any, person: Visitor, language: str) -> list[dict[str, Any]]:
    """The person's answers, oldest first, with their questions in ``language`` and the words as they were said.

    A sensitive answer is marked, so that it stays covered until touched; in a browser that may not show it (another
    device, without the second fact) its words are not sent at all.
    """
    wording, found = house.wording, []
    attention = course_of(house.store.events(person.case_id)).attention
    for answer in house.store.answers(person.case_id):
        if answer.question not in house.catalogue:
            continue
        question = house.catalogue.question(answer.question)
        if question.type in NOT_SHOWN or answer.source is not None:
            continue
        more = question.is_group and answer.entry is not None
        asked = wording.text(language, f"{question.id}.{'more' if more else 'text'}")
        if question.group and answer.entry is not None:
            asked = f"{wording.text(language, f'{question.group}.entry', number=answer.entry)}. {asked}"
        sensitive = question.sensitive or answer.turn in attention
        covered = sensitive and not person.trusted and answer.device != person.device
        found.append(
            {
                "question": asked,
                "answer": None if covered else answer.words,
                "sensitive": sensitive,
                "covered": covered,
            }
        )
    return found
