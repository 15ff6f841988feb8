"""What waits to be reviewed, over all cases: folded per case, and folded again only where something was added.

Nothing here holds anybody's words: only ids, languages, topics and what decides about who may see them.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.catalogue import Catalogue
from assistant.catalogue.model import OWN_WORDS
from assistant.record import Record, fold
from assistant.renditions.model import Rendition, Review, Source
from assistant.renditions.readers import excluded_readers
from assistant.renditions.view import CaseRenditions
from assistant.store import Event, Store
from assistant.store.forgetting import holds
from assistant.store.translation import ChangeMark
from assistant.understanding.countries import BIRTH_QUESTION
from translations.desk.admission import Shielded, language_of
from translations.desk.questions_back import QuestionBack, questions_back

_NAME = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class WaitingItem:
    """One source that a reviewer can decide on now.

    Attributes:
        sent_back: it came back with somebody's question and was not approved since.
        corrected_by: login of the reviewer whose text waits for a colleague, or None.
    """

    source_id: int
    case_id: str
    language: str
    topic: str | None
    sensitive: bool
    at: str
    sent_back: bool
    corrected_by: str | None


@dataclass(frozen=True)
class CaseWaiting:
    """What waits of one case, and whom the person does not want to read along."""

    person: Shielded
    items: tuple[WaitingItem, ...] = ()

    def item(self, source_id: int) -> WaitingItem | None:
        """The item with this id when it waits."""
        return next((item for item in self.items if item.source_id == source_id), None)


@dataclass(frozen=True)
class CaseFolded:
    """Everything of one case that an item is made of, read afresh."""

    language: str | None
    record: Record
    events: Sequence[Event]
    renditions: CaseRenditions
    questions: Mapping[int, QuestionBack]
    waiting: CaseWaiting
    counting: frozenset[int]
    """Ids of the sources whose words count now."""

    def names(self, catalogue: Catalogue) -> tuple[str, ...]:
        """Names that the person gave, whole and in parts: what nobody translates. For the checks and the memory only."""
        found: list[str] = []
        for answer in self.record.current.values():
            question = catalogue.question(answer.question) if answer.question in catalogue else None
            if question is not None and question.type in OWN_WORDS and not question.translated and answer.words.strip():
                found += [answer.words.strip(), *(part for part in _NAME.findall(answer.words) if len(part) > 1)]
        return tuple(dict.fromkeys(found))


def fold_case(store: Store, catalogue: Catalogue, case_id: str) -> CaseFolded:
    """Read one case. Within a write this sees what was written so far."""
    kept = store.translation
    record, events = fold(catalogue, store.answers(case_id)), store.events(case_id)
    questions = questions_back(events)
    sources = kept.sources(case_id)
    asked = {one.source_id for one in questions.values() if one.open}
    renditions = CaseRenditions(
        sources, kept.renditions(case_id), kept.reviews(case_id), kept.notes(case_id),
        # a question that waits is open, however many about the same words were answered before
        answered={source.id or 0 for source in sources} - asked,
    )  # fmt: skip
    country = record.known(catalogue).get(BIRTH_QUESTION)
    person = Shielded(tuple(excluded_readers(events)), country if isinstance(country, str) else None)
    counting = _counting(renditions, record, catalogue, events)
    items = tuple(
        _waiting(source, renditions)
        for source in sources
        if source.id in counting
        and source.id not in asked
        and not _approved(source, renditions)
        and _can_be_read_or_heard(store, source, renditions)
    )
    language = store.case(case_id).language
    return CaseFolded(language, record, events, renditions, questions, CaseWaiting(person, items), counting)


def _counting(
    renditions: CaseRenditions, record: Record, catalogue: Catalogue, events: Iterable[Event]
) -> frozenset[int]:
    """Ids of the sources whose words count: not replaced by newer ones, not fallen, and their question is still there."""
    answers = (answer for answer in record.current.values() if answer.question in catalogue)
    views = (renditions.of_answer(answer) for answer in answers)
    counting = {view.source.id or 0 for view in views if view is not None}
    said_aside = {event.data["recording"] for event in events if "recording" in event.data}
    for source in renditions.sources:
        # words that are no answer are never replaced
        if source.kind == "event" or (
            source.kind == "recording" and source.question is None and source.ref in said_aside
        ):
            counting.add(source.id or 0)
    return frozenset(counting)


def _approved(source: Source, renditions: CaseRenditions) -> bool:
    return renditions.of_source(source).standing.reviewed


def _can_be_read_or_heard(store: Store, source: Source, renditions: CaseRenditions) -> bool:
    """Whether there is something to go by: a recording can be destroyed before anybody wrote it out."""
    if source.kind != "recording" or renditions.of_source(source).transcription is not None:
        return True
    return store.translation.recording(source.ref) is not None


def _waiting(source: Source, renditions: CaseRenditions) -> WaitingItem:
    newest = renditions.of_source(source).rendition
    return WaitingItem(
        source_id=source.id or 0, case_id=source.case_id, language=language_of(source), topic=source.topic,
        sensitive=source.sensitive, at=source.at, sent_back=sent_back_with(renditions.reviews, source.id) is not None,
        corrected_by=_corrected_by(newest, renditions.reviews),
    )  # fmt: skip


def _corrected_by(newest: Rendition | None, reviews: Iterable[Review]) -> str | None:
    if newest is None or newest.origin != "person":
        return None
    # a text that was kept with a question, or whose approval was taken back, is nobody's correction
    return None if any(review.rendition_id == newest.id for review in reviews) else newest.made_by


def sent_back_with(reviews: Iterable[Review], source_id: int | None) -> Review | None:
    """The review with which a source came back to the desk, as long as nobody approved it since."""
    counting: list[Review] = []
    for review in reviews:
        if review.source_id != source_id:
            continue
        if review.verdict == "ingetrokken":
            del counting[-1:]
        else:
            counting.append(review)
    for review in reversed(counting):
        if review.verdict == "aan_te_passen":
            return review
        if review.verdict == "goedgekeurd":
            return None
    return None


class Waiting:
    """What waits in every case, kept up to date by what was added since it was last asked for. Any thread may ask."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._mark: ChangeMark | None = None
        self._cases: dict[str, CaseWaiting] = {}
        self._lock = threading.Lock()
        holds(self)

    def forget(self) -> None:
        """See ``assistant.store.forgetting``; without waiting for whoever is reading, who sees the erasure itself."""
        if self._lock.acquire(blocking=False):
            self._cases, self._mark = {}, None
            self._lock.release()

    def now(self) -> Mapping[str, CaseWaiting]:
        """Case id -> what waits in it; only cases in which something does. Never to be called within a write."""
        kept = self._store.translation
        with self._lock:
            # the mark first: what is added while the cases are read is read again next time, never missed
            mark = kept.change_mark()
            # after an erasure everything is read again: rows went, and what comes may have their numbers
            anew = self._mark is None or mark[-1] != self._mark[-1]
            changed = kept.open_cases() if self._mark is None or anew else kept.changed_cases(self._mark)
            if mark != self._mark:
                fresh = {} if anew else dict(self._cases)
                for case_id in changed:
                    waiting = fold_case(self._store, self._catalogue, case_id).waiting
                    if waiting.items:
                        fresh[case_id] = waiting
                    else:
                        fresh.pop(case_id, None)
                self._cases, self._mark = fresh, mark
            return self._cases
