"""Free text: the words are the answer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from assistant.understanding.languages import Language
from assistant.understanding.reading import Reading
from assistant.understanding.states import read_state

if TYPE_CHECKING:
    from assistant.understanding import Question

_UNSURE = 0.6


def read(text: str, language: Language, question: Question | None, today: datetime.date) -> Reading:
    """The words, trimmed, exactly as said.

    The confidence is low when all that was said may mean that the person does not want to answer ("liever niet"), so that
    the state outweighs it.
    """
    state = read_state(text, language)
    # "met een persoon" also answers "Met wie woont u?"
    unsure = state is not None and state.rule == "states:weak" and state.state != "liever_met_een_persoon"
    return Reading("beantwoord", text.strip(), confidence=_UNSURE if unsure else 1.0, rule="text")
