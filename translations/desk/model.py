"""What the desk shows and takes: an item, the draft of its text, a queue in numbers, and what was decided.

None of these holds who the person is: no name, no label, no number or id of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from assistant.plain_text import without_lone_surrogates
from assistant.renditions.model import Check, Origin
from assistant.renditions.state import Standing

if TYPE_CHECKING:
    from translations.glossary import TermHit
    from translations.memory import Match

DecisionKind = Literal["approved", "corrected", "asked", "passed"]


@dataclass(frozen=True)
class DeskDraft:
    """What a reviewer typed so far.

    Attributes:
        text: the translation. note: the cultural note for the consulent, apart from the text.
        acknowledged: code of a check -> why the text is right all the same.
        transcription: of a recording, in the language that is spoken; empty for written words.
    """

    text: str = ""
    note: str = ""
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    transcription: str = ""

    def as_json(self) -> dict[str, Any]:
        """The draft as it is kept."""
        return {
            "text": self.text, "note": self.note, "acknowledged": dict(self.acknowledged),
            "transcription": self.transcription,
        }  # fmt: skip


def draft_from(data: Mapping[str, Any]) -> DeskDraft:
    """The draft as it was kept, or as the page sends it; what is missing is empty."""
    acknowledged = data.get("acknowledged")
    return DeskDraft(
        text=_words(data.get("text")), note=_words(data.get("note")),
        acknowledged=(
            {_words(code): _words(reason) for code, reason in acknowledged.items()} if isinstance(acknowledged, Mapping) else {}
        ),
        transcription=_words(data.get("transcription")),
    )  # fmt: skip


def _words(value: object) -> str:
    """What was typed, without halves of characters, which no disk keeps."""
    return without_lone_surrogates(str(value or ""))


@dataclass(frozen=True)
class MachineMade:
    """What a machine made of it: the packages, the language they were really made for, and the English in between."""

    package: str
    via: str | None
    pivot: str | None
    text: str


@dataclass(frozen=True)
class Earlier:
    """What the person said before, and how that was translated (None: never)."""

    words: str
    text: str | None


@dataclass(frozen=True)
class SentBack:
    """Somebody could not work with the text: the role of who sent it back and their question, in Dutch."""

    by_role: str
    reason: str
    at: str


@dataclass(frozen=True)
class Asked:
    """What was asked about these words, in Dutch and as the person read it, and the reply (None on the reply itself)."""

    question: str
    question_own: str
    reply: str | None
    reply_language: str | None


@dataclass(frozen=True)
class DeskItem:
    """One text on the desk, with everything that helps to translate it and nothing that tells who said it.

    Attributes:
        source_id: names the item in every call.
        language: of the person's side; ``from_language`` to ``to_language`` is the direction of the translation.
        from_dir, to_dir: ``ltr`` or ``rtl``.
        about: what the words are, as in ``Source``.
        question_nl, question_own: what was asked when the words were said; None when nothing was.
        topic, topic_title: id and Dutch title; None for words that belong to no topic.
        original: the words; None for a recording that nobody wrote out yet.
        recording_id: of the recording, or None.
        at: UTC, ISO 8601. version: of the answer.
        draft: the text to begin with; drafted_from: who made it, None when it is empty.
        machine: what a machine made of it, whatever became of that since.
        checks: on the draft as it is. matches: from the memory. terms: of the glossary in the original.
        earlier: when the answer was changed. sent_back: with whose question it came back. asked: what the person was asked.
        can_ask: whether a question can be put to the person (not about a consulent's own words).
    """

    source_id: int
    language: str
    from_language: str
    to_language: str
    from_dir: str
    to_dir: str
    about: str
    question_nl: str | None
    question_own: str | None
    topic: str | None
    topic_title: str | None
    original: str | None
    recording_id: int | None
    sensitive: bool
    at: str
    version: int
    draft: DeskDraft
    drafted_from: Origin | None
    machine: MachineMade | None
    checks: tuple[Check, ...]
    matches: tuple[Match, ...]
    terms: tuple[TermHit, ...]
    earlier: Earlier | None
    sent_back: SentBack | None
    asked: Asked | None
    can_ask: bool
    standing: Standing


@dataclass(frozen=True)
class Queue:
    """What waits for one reviewer, in numbers; only what they may see and no colleague holds.

    Attributes:
        waiting: (language, topic id or None) -> how many. total: of them together.
        oldest_at: when the oldest of them was said (UTC, ISO 8601); None when nothing waits.
        sent_back: how many of them came back with somebody's question.
        drafts: (source id, when last typed) of what this reviewer began and left, newest first.
    """

    waiting: Mapping[tuple[str, str | None], int]
    total: int
    oldest_at: str | None
    sent_back: int = 0
    drafts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Decided:
    """A decision that was kept. ``id`` is what ``Desk.undo`` takes, until ``undo_until`` (UTC, ISO 8601)."""

    id: str
    kind: DecisionKind
    source_id: int
    undo_until: str
