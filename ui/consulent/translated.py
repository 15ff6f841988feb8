"""A translation as the page shows it: the text, how far it can be trusted, where it came from and who approved it.

The state is said in words, with a shape and a colour beside it. A text that nobody approved for the words as they are now
never gets the mark of an approved one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.renditions.model import Rendition
from assistant.renditions.state import ASKED_AGAIN_NL, OUTDATED_NL, STATE_NL, State
from assistant.renditions.view import RenditionView
from assistant.value_labels import language_name
from assistant.wording import Wording
from ui.consulent.moments import on_the_clock

TONES = {
    State.ontbreekt: ("missing", "waiting"),
    State.machine: ("machine", "machine"),
    State.aan_te_passen: ("back", "back"),
    State.gecorrigeerd: ("person", "pen"),
    State.goedgekeurd: ("approved", "beantwoord"),
}
"""State -> CSS class and shape."""
VIA_NL = {"fa": "Farsi"}
"""What a desk calls a language that stands in for another; CLDR says Perzisch, which no newcomer does."""
PERCENTAGE = "percentage"
FROM_MEMORY_NL = "overgenomen van een eerdere vertaling, niet nagekeken"
"""A match from the memory stands as low as a draft of a machine, and is none."""


@dataclass(frozen=True)
class Earlier:
    """A translation of the same words that another one took the place of."""

    text: str
    language: str
    origin: str
    when: str


@dataclass(frozen=True)
class Translated:
    """One translation for the templates.

    Attributes:
        key: unique on the page. source: what is sent back; None when there is nothing to send back.
        text, language: the translation and its language; an empty text when there is none.
        tone, mark, state: CSS class, shape and words of the state.
        outdated: that it belongs to words of before, in words; empty when it does not. before: how it stood then.
        asked_again: that the person is asked again, in words, or empty.
        origin: who made it. pivot: the English between two machine steps, or empty.
        approved: who approved it and when, or empty. returned: the question it was sent back with, or empty.
        note, note_by: the cultural note of the cultuurvertaler, and who wrote it; empty when there is none.
        heard, heard_by: what was written down of a recording, and by whom; empty when nothing was.
        recording: id of the recording that holds the words, or None.
        earlier: translations before this one, newest first.
    """

    key: str
    source: int | None
    text: str
    language: str
    tone: str
    mark: str
    state: str
    outdated: str = ""
    before: str = ""
    asked_again: str = ""
    origin: str = ""
    pivot: str = ""
    approved: str = ""
    returned: str = ""
    returned_by: str = ""
    note: str = ""
    note_by: str = ""
    heard: str = ""
    heard_by: str = ""
    recording: int | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether it counts as approved."""
        return self.tone == "approved"


@dataclass(frozen=True)
class Reader:
    """What is needed to put translations into words: the texts, the clock, and login -> name of staff."""

    wording: Wording
    now: datetime
    names: Mapping[str, str]

    def name(self, login: str) -> str:
        """The name of a member of staff; the login when the account is gone."""
        return self.names.get(login) or login

    def when(self, at: str) -> str:
        """A moment in the words of the desk."""
        return on_the_clock(datetime.fromisoformat(at), self.now)

    def language(self, code: str) -> str:
        """A language in Dutch, with a capital."""
        name = VIA_NL.get(code) or language_name(code, self.wording.locale("nl"))
        return name[:1].upper() + name[1:]

    def translated(self, view: RenditionView | None, key: str) -> Translated | None:
        """A translation for the templates; None when there is nothing to translate."""
        if view is None:
            return None
        where, made, verdict = view.standing, view.rendition, view.verdict
        tone, mark = TONES[where.state]
        state = before = STATE_NL[where.state]
        if where.state is State.machine and made and made.origin == "memory":
            state, mark = FROM_MEMORY_NL, "pen"
        if where.outdated:
            tone, mark, state = "outdated", "outdated", OUTDATED_NL
        decided = f"{self.name(verdict.by)}, {self.when(verdict.at)}" if verdict else ""
        back = verdict if verdict and where.state is State.aan_te_passen else None
        heard = view.transcription
        return Translated(
            key=key,
            # the words as they are now wait at the desk already: there is nothing to send back about those of before
            source=view.made_from.id if made and not where.outdated else None, text=made.text if made else "",
            language=view.source.to_language, tone=tone, mark=mark, state=state,
            outdated=OUTDATED_NL if where.outdated else "", before=before if where.outdated else "",
            asked_again=ASKED_AGAIN_NL if where.asked_again else "", origin=self._origin(made) if made else "",
            pivot=(made.pivot or "") if made else "", approved=decided if where.state is State.goedgekeurd else "",
            returned=(back.reason or "") if back else "", returned_by=decided if back else "",
            note=view.note.text if view.note else "",
            note_by=f"{self.name(view.note.by)}, {self.when(view.note.at)}" if view.note else "",
            heard=heard.text if heard else "",
            heard_by=f"{self.name(heard.made_by)}, {self.when(heard.at)}" if heard else "",
            recording=view.source.ref if view.source.kind == "recording" else None,
            earlier=tuple(
                Earlier(one.text, one.language, self._origin(one), self.when(one.at))
                for one in reversed(view.history)
                if one.purpose == "translation"
            ),
        )  # fmt: skip

    def _origin(self, made: Rendition) -> str:
        if made.origin == "person":
            return f"{self.name(made.made_by)}, {self.when(made.at)}"
        if made.origin == "memory":
            percentage = made.detail.get(PERCENTAGE)
            likeness = f", {percentage}% gelijk" if percentage is not None else ""
            return f"vertaalgeheugen: een eerdere, goedgekeurde vertaling van bijna dezelfde woorden{likeness}"
        steps = [f"computer: {made.made_by}"]
        if made.via:
            steps.append(f"via {self.language(made.via)}")
        if made.pivot:
            steps.append("Engels ertussen")
        return f"{', '.join(steps)}; {self.when(made.at)}"
