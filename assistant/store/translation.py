"""What is kept about translations: the interface. ``translation_sqlite`` is the engine behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from assistant.renditions.model import Note, Rendition, Review, Source, SourceKind

type ChangeMark = tuple[int, ...]
"""The highest id of every append-only table and of the erasures, as ``TranslationStore.change_mark`` gives it."""
JobState = Literal["queued", "done", "failed", "waiting"]


class UnknownSource(KeyError):
    """There is no text to translate with this id."""


class NotYours(RuntimeError):
    """Somebody else has this item now, or its time has passed; nothing was changed. Take the next one."""


@dataclass(frozen=True)
class Reviewer:
    """What a cultuurvertaler may see.

    Attributes:
        login: the staff account.
        languages: project codes they translate from and to.
        sensitive: whether they may see sensitive items.
        gender: ``vrouw``, ``man``, ``anders`` or None when not said: for people who exclude reviewers by gender.
        countries: countries they or their family come from (ISO 3166-1 alpha-2), as they say it themselves; empty when not
            said: for people who want nobody of their own community to read along.
    """

    login: str
    languages: tuple[str, ...]
    sensitive: bool = False
    gender: str | None = None
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """One source on its way through the machine."""

    source_id: int
    state: JobState
    attempts: int
    leased_by: str | None = None
    leased_until: str | None = None
    fault: str | None = None
    milliseconds: float | None = None


@dataclass(frozen=True)
class Passed:
    """Somebody will not review this: one item (``source_id``), or everything of a person they know (``case_id``)."""

    login: str
    source_id: int | None
    case_id: str | None
    reason: Literal["not_for_me", "knows_the_person"]
    at: str


@dataclass(frozen=True)
class MemorySegment:
    """One approved pair, masked. ``key`` is the normalised source, by which exact matches are found."""

    from_language: str
    to_language: str
    source: str
    target: str
    key: str
    rendition_id: int | None
    approved_by: str
    at: str
    id: int | None = None


@dataclass(frozen=True)
class LocalText:
    """A correction of a shipped text that was made at the desk. ``dutch_hash``: of the Dutch it was made from."""

    language: str
    text_id: str
    text: str
    dutch_hash: str
    by: str
    at: str
    id: int | None = None


@dataclass(frozen=True)
class TextApproval:
    """Somebody approved this very wording of this very Dutch text.

    Attributes:
        dutch, text: what was approved, in full, so that a later reader sees what changed; None for approvals from before
            the desk, of which only the hashes are known.
        withdrawn_by, withdrawn_at: who took it back and when; None while it counts.
    """

    language: str
    text_id: str
    dutch_hash: str
    text_hash: str
    who: str
    at: str
    dutch: str | None = None
    text: str | None = None
    withdrawn_by: str | None = None
    withdrawn_at: str | None = None
    id: int | None = None


@dataclass(frozen=True)
class Recording:
    """A recording: of a text (``text_id``, ``text_hash``) by a cultuurvertaler, or of an answer (``case_id``) by a person.

    The sound itself is an encrypted ``file`` in the data folder; ``nonce`` (hexadecimal) is what opens it with the key.
    """

    kind: Literal["text", "answer"]
    language: str
    text_id: str | None
    text_hash: str | None
    case_id: str | None
    media_type: str
    milliseconds: int
    file: str
    nonce: str
    by: str
    at: str
    id: int | None = None


class TranslationWriter(Protocol):
    """What may be written together: all of it becomes durable, or nothing does."""

    def source(self, source: Source) -> Source:
        """Keep a new source with its job for the machine; a second one for the same words changes nothing."""

    def rendition(self, rendition: Rendition) -> Rendition:
        """Append a rendition."""

    def review(self, review: Review) -> Review:
        """Append a verdict."""

    def note(self, note: Note) -> Note:
        """Append a cultural note."""

    def event(self, case_id: str, kind: str, at: str, data: Mapping[str, Any]) -> int:
        """Append an event to the case (a question back to the person); returns its id."""

    def job(
        self, source_id: int, state: JobState, at: str, *, fault: str | None = None, milliseconds: float | None = None
    ) -> None:
        """Set how far the machine is with a source, and give back its lease."""

    def remember(self, segment: MemorySegment) -> None:
        """Put an approved pair into the memory."""

    def forget(self, rendition_id: int, at: str) -> None:
        """Take the pair that came from this rendition out of the memory."""

    def give_back(self, source_id: int) -> None:
        """Give the desk's item back, and its draft up."""

    def local_text(self, text: LocalText) -> LocalText:
        """Keep a correction of a shipped text; an empty text goes back to the shipped one."""

    def approve_text(self, approval: TextApproval) -> TextApproval:
        """Keep the approval of a text."""

    def withdraw_text_approval(self, approval_id: int, who: str, at: str) -> None:
        """Take the approval of a text back."""

    def restore_text_approval(self, approval_id: int, who: str, at: str) -> None:
        """Let an approval that was taken back count again."""


class TranslationStore(Protocol):
    """Everything about translations that is kept and read. Raises ``StoreFull`` or ``StoreBusy`` when it cannot write."""

    def writing(self) -> AbstractContextManager[TranslationWriter]:
        """Several writes as one."""

    def deciding(self, source_id: int, login: str, now: str) -> AbstractContextManager[TranslationWriter]:
        """Writes about an item that ``login`` holds; raises NotYours when they do not (any more)."""

    # what was said and what became of it

    def source(self, source_id: int) -> Source:
        """The source with its words; raises UnknownSource."""

    def source_of(self, kind: SourceKind, ref: int) -> Source | None:
        """The source that this answer, event or recording is, or None."""

    def sources(self, case_id: str) -> list[Source]:
        """All sources of a case with their words, oldest first."""

    def renditions(self, case_id: str) -> list[Rendition]:
        """All renditions of a case, oldest first."""

    def reviews(self, case_id: str) -> list[Review]:
        """All verdicts of a case, oldest first."""

    def notes(self, case_id: str) -> list[Note]:
        """All notes of a case, oldest first."""

    def last_translation_change(self, case_id: str) -> int:
        """A number that grows whenever a rendition, verdict or note of the case is added."""

    def unreviewed_counts(self, case_id: str | None = None) -> dict[str, int]:
        """Case id -> how many of its texts have no approved translation, for cases (or this case) that have any.

        Only words that count now: not those of an answer that was changed or taken back since.
        """

    # the machine

    def lease_jobs(
        self, worker: str, pairs: Sequence[tuple[str, str]], count: int, now: str, until: str
    ) -> list[Source]:
        """Take up to ``count`` queued (or overdue) jobs in these language pairs, oldest first, for this worker."""

    def jobs(self) -> dict[tuple[str, str, str], int]:
        """(from, to, state) -> how many jobs."""

    def job(self, source_id: int) -> Job | None:
        """How far the machine is with this source."""

    def has_translation(self, source_id: int) -> bool:
        """Whether anybody or anything translated this source already."""

    def end_leases(self) -> int:
        """Give back every job that is leased: for the only worker of this store, when it starts; returns how many."""

    def machine_details(self, limit: int = 1000) -> list[Mapping[str, Any]]:
        """The ``detail`` of the newest machine renditions, newest first; it holds counts and times, no text."""

    def requeue(self, pairs: Sequence[tuple[str, str]], now: str) -> int:
        """Queue again what waited for a package of these pairs, or failed; returns how many."""

    # the desk

    def open_sources(self, languages: Sequence[str], *, sensitive: bool, limit: int = 500) -> list[Source]:
        """Sources from or to these languages without an approval that counts, oldest first, with their words."""

    def open_cases(self) -> frozenset[str]:
        """Ids of the cases with a source that has no approval that counts."""

    def change_mark(self) -> ChangeMark:
        """How far everything is that the desk looks at; only of what is durable, so never within a write."""

    def changed_cases(self, since: ChangeMark) -> frozenset[str]:
        """Ids of the cases to which anything was added after this mark."""

    def take(self, source_id: int, login: str, now: str, until: str) -> bool:
        """Take (or keep) an item; False when somebody else holds it."""

    def held(self, now: str) -> dict[int, str]:
        """Source id -> login of who holds it now."""

    def give_back(self, source_id: int, login: str) -> None:
        """Give an item back, keeping its draft."""

    def save_draft(self, source_id: int, login: str, draft: Mapping[str, Any], at: str) -> None:
        """Keep what a reviewer typed so far, as they type."""

    def draft(self, source_id: int, login: str) -> dict[str, Any] | None:
        """What this reviewer typed so far, or None."""

    def drafts(self, login: str) -> dict[int, str]:
        """Source id -> when this reviewer last typed in it."""

    def drop_draft(self, source_id: int, login: str) -> None:
        """Throw a draft away (the reviewer knows the person)."""

    def pass_over(self, passed: Passed) -> None:
        """Keep that somebody will not review this."""

    def take_back_pass(self, login: str, source_id: int) -> None:
        """Undo ``not_for_me`` for one item."""

    def take_back_knowing(self, login: str, case_id: str) -> bool:
        """Open a case to a reviewer again who said that they know the person; False when they did not say so."""

    def passed(self, login: str) -> list[Passed]:
        """What this reviewer passed over."""

    def set_reviewer(self, reviewer: Reviewer) -> None:
        """Keep what a reviewer may see, replacing what was kept."""

    def reviewer(self, login: str) -> Reviewer | None:
        """What this reviewer may see; None when the account is no reviewer."""

    def reviewers(self) -> list[Reviewer]:
        """All reviewers."""

    # memory, texts, recordings

    def memory(self, from_language: str, to_language: str, after: int = 0) -> list[MemorySegment]:
        """Segments that count, with an id above ``after``."""

    def memory_mark(self) -> tuple[int, int]:
        """(highest id, number withdrawn): changes whenever the memory does."""

    def exact(self, from_language: str, to_language: str, key: str) -> MemorySegment | None:
        """The newest segment with this key that counts."""

    def add_local_text(self, text: LocalText) -> LocalText:
        """Keep a correction of a shipped text; the newest counts. An empty text goes back to the shipped one."""

    def local_texts(self) -> dict[str, dict[str, LocalText]]:
        """Language -> text id -> the correction that counts."""

    def local_text_history(self, language: str, text_id: str) -> list[LocalText]:
        """Every correction of one text, oldest first; an empty one went back to the shipped text."""

    def text_approvals(self, language: str) -> list[TextApproval]:
        """Every approval of a text in this language, oldest first, those that were taken back too."""

    def texts_mark(self) -> int:
        """A number that grows whenever an approval or a correction of a text is kept or taken back."""

    def add_recording(self, recording: Recording) -> Recording:
        """Keep where a recording is."""

    def recording(self, recording_id: int) -> Recording | None:
        """The recording, or None when there is none or it was withdrawn."""

    def recording_in_file(self, file: str) -> Recording | None:
        """The recording kept in this file, withdrawn or not."""

    def case_recordings(self, case_id: str) -> list[Recording]:
        """The recordings of a case that were not withdrawn, oldest first."""

    def text_recordings(self) -> dict[tuple[str, str], Recording]:
        """(language, text id) -> the newest recording of it that was not withdrawn."""

    def recordings_mark(self) -> tuple[int, int]:
        """(highest id, number withdrawn): changes whenever a recording is kept or taken back."""

    def withdraw_recording(self, recording_id: int, at: str) -> None:
        """Take a recording back."""
