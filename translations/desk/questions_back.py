"""Questions that were put to the person about their words, and what became of them: folded from the events of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.messages import load_messages
from assistant.store import Event
from assistant.wording import Wording

ASKED, TOLD, WITHDRAWN = "asked_back", "told_back", "asked_back_withdrawn"
READY_MADE = "desk.ask."


@dataclass(frozen=True)
class QuestionBack:
    """One question about one source.

    Attributes:
        event_id: of the event that put it. at: when (UTC, ISO 8601).
        words_nl, words: as the reviewer meant it and as the person read it.
        reply, reply_language: None as long as there is no reply.
        withdrawn: the reviewer took it back.
    """

    event_id: int
    source_id: int
    at: str
    words_nl: str
    words: str
    reply: str | None = None
    reply_language: str | None = None
    withdrawn: bool = False

    @property
    def open(self) -> bool:
        """Whether the person still has to reply."""
        return self.reply is None and not self.withdrawn


def questions_back(events: Iterable[Event]) -> dict[int, QuestionBack]:
    """Event id of the question -> the question, oldest first."""
    found: dict[int, QuestionBack] = {}
    for event in events:
        data = event.data
        if event.kind == ASKED and event.id is not None and isinstance(data.get("source"), int):
            found[event.id] = QuestionBack(
                event.id, data["source"], event.at, str(data.get("words_nl") or ""), str(data.get("words") or "")
            )
        elif event.kind in {TOLD, WITHDRAWN} and (asked := found.get(data.get("asked", 0))) is not None:
            said = event.kind == TOLD
            found[asked.event_id] = QuestionBack(
                asked.event_id, asked.source_id, asked.at, asked.words_nl, asked.words,
                str(data.get("words") or "") if said else asked.reply,
                str(data.get("language") or "") if said else asked.reply_language,
                withdrawn=not said,
            )  # fmt: skip
    return found


def latest_about(questions: Mapping[int, QuestionBack], source_id: int) -> QuestionBack | None:
    """The newest question about a source that was not taken back."""
    about = [one for one in questions.values() if one.source_id == source_id and not one.withdrawn]
    return about[-1] if about else None


def ready_made(wording: Wording, language: str) -> Sequence[dict[str, str]]:
    """The questions that stand ready: ``own`` in this language (empty when nobody translated it yet), ``nl`` in Dutch."""
    found = []
    for text_id in load_messages():
        if text_id.startswith(READY_MADE):
            dutch, own = wording.text("nl", text_id), wording.text(language, text_id)
            found.append({"own": "" if own == dutch and language != "nl" else own, "nl": dutch})
    return found
