"""The state of a rendition: one pure function, so that it is computed in one place and shown the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from assistant.renditions.model import Origin, Verdict


class State(IntEnum):
    """How far a rendition can be trusted, in order."""

    ontbreekt = 0
    machine = 1
    aan_te_passen = 2
    gecorrigeerd = 3
    goedgekeurd = 4


STATE_NL = {
    State.ontbreekt: "nog niet vertaald",
    State.machine: "vertaald door een computer, niet nagekeken",
    State.aan_te_passen: "moet worden aangepast",
    State.gecorrigeerd: "door een mens vertaald, nog niet goedgekeurd",
    State.goedgekeurd: "goedgekeurd door een cultuurvertaler",
}
OUTDATED_NL = "verouderd: het antwoord is daarna veranderd"
ASKED_AGAIN_NL = "wordt opnieuw gevraagd"


@dataclass(frozen=True)
class Standing:
    """A state with what is computed besides.

    Attributes:
        state: how far the text can be trusted.
        outdated: it was made from an older version of the words.
        asked_again: a question about it waits for the person.
    """

    state: State
    outdated: bool = False
    asked_again: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether a person approved this text for the words as they are now."""
        return self.state is State.goedgekeurd and not self.outdated

    @property
    def text_nl(self) -> str:
        """The state in plain Dutch."""
        parts = [STATE_NL[self.state]]
        if self.outdated:
            parts.append(OUTDATED_NL)
        if self.asked_again:
            parts.append(ASKED_AGAIN_NL)
        return "; ".join(parts)


def standing(
    origin: Origin | None, verdict: Verdict | None, *, outdated: bool = False, question_open: bool = False
) -> Standing:
    """Where a rendition stands.

    Args:
        origin: who made the text; None when there is none.
        verdict: the latest verdict on that very text (for ``opnieuw_vragen`` also when there is no text); None when
            nobody decided, or for a text made after the verdict.
        outdated: the words were changed since the text was made.
        question_open: the question that ``opnieuw_vragen`` put to the person is not answered yet.
    """
    asked_again = verdict == "opnieuw_vragen" and question_open
    if origin is None:
        return Standing(State.ontbreekt, False, asked_again)
    if verdict == "goedgekeurd":
        state = State.goedgekeurd
    elif verdict == "aan_te_passen":
        state = State.aan_te_passen
    elif origin == "person":
        state = State.gecorrigeerd
    else:
        # a match from memory was approved for other words: for these it is a draft like any other
        state = State.machine
    return Standing(state, outdated, asked_again)
