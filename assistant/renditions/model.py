"""Renditions: a person's words in Dutch (or a consulent's words in the person's language), and how far to trust them.

Nothing here is ever changed in place. A text to be rendered is a *source*; every translation of it is a *rendition* of its
own; what people decide about a rendition is a *review*; what a cultuurvertaler adds for the consulent is a *note*. The
state that is shown everywhere follows from them by ``assistant.renditions.state``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

SourceKind = Literal["answer", "event", "recording"]
Origin = Literal["person", "machine", "memory"]
Verdict = Literal["goedgekeurd", "aan_te_passen", "opnieuw_vragen", "ingetrokken"]
Purpose = Literal["translation", "transcription"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Source:
    """One text that needs a rendition. The words themselves stay where they were said: in the answer or the event.

    Attributes:
        case_id: whose.
        kind, ref: what holds the words: the answer, event or recording with this id.
        about: what the words are: ``answer``, ``question``, ``remark``, ``words_aside``, ``said_by_other``,
            ``right_asked``, ``not_understood`` or ``told_back`` of the person, or ``message`` of a consulent.
        question, entry, version: what was answered; ``None``, ``None``, 1 for words that answer no question.
        topic: id of the topic it belongs to, or None.
        sensitive: only for reviewers who have that right.
        from_language, to_language: project codes.
        at: UTC time at which the words were said, ISO 8601.
        words: the words, read with the source; never kept twice.
        id: given by the store.
    """

    case_id: str
    kind: SourceKind
    ref: int
    about: str
    question: str | None
    entry: int | None
    version: int
    topic: str | None
    sensitive: bool
    from_language: str
    to_language: str
    at: str
    words: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Check:
    """Something that a person should look at in a rendition.

    Attributes:
        code: which check, for example ``numbers`` or ``negation``.
        severity: an ``error`` blocks approval until it is acknowledged with a reason; a ``warning`` informs.
        message: what is wrong, in plain Dutch, for the reviewer.
        found: what it is about, as it stands in the texts (a number, a name, a term).
    """

    code: str
    severity: Severity
    message: str
    found: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The check as it is kept with a rendition."""
        return {"code": self.code, "severity": self.severity, "message": self.message, "found": list(self.found)}


@dataclass(frozen=True)
class Rendition:
    """One translation (or, for a recording, transcription) of one source.

    Attributes:
        source_id: of which version of which words.
        purpose: ``translation``, or ``transcription`` of a recording into its own language.
        text: the text, in ``language``.
        origin: who made it. made_by: a login, or the packages with their versions, or the memory segment.
        pivot: the English between two machine hops; None when there was none.
        via: the language a package was really made for ("fa" for Dari), None when it is the same.
        checks: what was found when it was made (``Check.as_json``).
        detail: what else is known: hops and milliseconds of a machine, percentage of a memory match.
        based_on: the rendition it was corrected from.
    """

    source_id: int
    text: str
    language: str
    origin: Origin
    made_by: str
    at: str
    purpose: Purpose = "translation"
    pivot: str | None = None
    via: str | None = None
    checks: tuple[Mapping[str, Any], ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    based_on: int | None = None
    id: int | None = None


@dataclass(frozen=True)
class Review:
    """What somebody decided about a source and its rendition.

    Attributes:
        rendition_id: which text was decided on; None when there was none yet (ask again before translating).
        verdict: ``goedgekeurd``, ``aan_te_passen`` (a consulent or colleague sends it back), ``opnieuw_vragen`` (the
            person is asked) or ``ingetrokken`` (an earlier verdict is undone).
        by, role: login and role of who decided.
        reason: the question of whoever sent it back, the question put to the person, or why it was withdrawn.
        acknowledged: code of a check -> why it was approved all the same.
    """

    source_id: int
    rendition_id: int | None
    verdict: Verdict
    by: str
    role: str
    at: str
    reason: str | None = None
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True)
class Note:
    """A cultural note for the consulent: what the words alone do not carry. An empty text takes the note back."""

    source_id: int
    text: str
    by: str
    at: str
    id: int | None = None
