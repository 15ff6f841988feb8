"""What everybody sees of a rendition: folded from sources, renditions, reviews and notes by pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.from_staff import CLOSED, from_staff
from assistant.record import Answer
from assistant.renditions.model import Note, Rendition, Review, Source
from assistant.renditions.state import Standing, standing
from assistant.store import Event


@dataclass(frozen=True)
class CaseRenditions:
    """Everything about the renditions of one case, oldest first.

    ``answered`` holds the source ids whose question back to the person was answered or taken back.
    """

    sources: Sequence[Source] = ()
    renditions: Sequence[Rendition] = ()
    reviews: Sequence[Review] = ()
    notes: Sequence[Note] = ()
    answered: Collection[int] = ()

    def of_answer(self, answer: Answer) -> RenditionView | None:
        """The view of an answer as it counts now; None when nothing of it is translated.

        The words decide, not the version: an answer that was only confirmed keeps its rendition. Words that changed
        show the rendition of the earlier ones, outdated, until there is a new one.
        """
        versions = [
            source
            for source in self.sources
            if source.kind != "event" and (source.question, source.entry) == (answer.question, answer.entry)
        ]
        exact = [source for source in versions if _is_of(source, answer)]
        if not exact:
            return None
        now = self.of_source(exact[-1])
        if now.text is not None:
            return now
        for earlier in reversed(versions[: versions.index(exact[-1])]):
            before = self.of_source(earlier, outdated=True)
            if before.text is not None:
                return RenditionView(**{**before.__dict__, "source": exact[-1], "made_from": earlier})
        return now

    def of_version(self, answer: Answer) -> RenditionView | None:
        """The view of an answer of before: what was made of those very words, and of no others."""
        exact = [source for source in self.sources if source.kind != "event" and _is_of(source, answer)]
        return self.of_source(exact[-1]) if exact else None

    def of_event(self, event_id: int) -> RenditionView | None:
        """The view of the words of an event; None when nothing of it is translated."""
        found = next((source for source in self.sources if source.kind == "event" and source.ref == event_id), None)
        return self.of_source(found) if found else None

    def of_source(self, source: Source, *, outdated: bool = False) -> RenditionView:
        """The view of one source: its latest translation, and where that stands."""
        made = [one for one in self.renditions if one.source_id == source.id]
        text = next((one for one in reversed(made) if one.purpose == "translation"), None)
        heard = next((one for one in reversed(made) if one.purpose == "transcription"), None)
        verdict = latest_verdict(self.reviews, source.id, text.id if text else None)
        note = next((one for one in reversed(self.notes) if one.source_id == source.id), None)
        where = standing(
            text.origin if text else None,
            verdict.verdict if verdict else None,
            outdated=outdated,
            question_open=source.id not in self.answered,
        )
        return RenditionView(
            source=source,
            made_from=source,
            standing=where,
            rendition=text,
            transcription=heard,
            verdict=verdict,
            note=note if note and note.text else None,
            history=tuple(one for one in made if one is not text),
        )


@dataclass(frozen=True)
class RenditionView:
    """One source with the rendition that counts now.

    Attributes:
        source: the words as they are now. made_from: the words the rendition was made from (older when outdated).
        standing: how far to trust it.
        rendition, transcription: the texts, or None.
        verdict: the latest verdict on it, or None. note: the cultural note, or None.
        history: earlier renditions, oldest first.
    """

    source: Source
    made_from: Source
    standing: Standing
    rendition: Rendition | None
    transcription: Rendition | None
    verdict: Review | None
    note: Note | None
    history: tuple[Rendition, ...] = field(default=())

    @property
    def text(self) -> str | None:
        """The translated text, or None."""
        return self.rendition.text if self.rendition else None


def _is_of(source: Source, answer: Answer) -> bool:
    if (source.question, source.entry) != (answer.question, answer.entry):
        return False
    if source.kind == "recording":
        return (answer.detail or {}).get("recording") == source.ref
    return source.words == answer.words and source.from_language == answer.language


def answered_sources(events: Iterable[Event]) -> frozenset[int]:
    """Ids of the sources about which no question waits any more: answered, passed over, or taken back."""
    happened = list(events)
    closed = {event.data["source"] for event in happened if event.kind in CLOSED and "source" in event.data}
    return frozenset(closed - {asked.source for asked in from_staff(happened).asked_back.values()})


def latest_verdict(reviews: Iterable[Review], source_id: int | None, rendition_id: int | None) -> Review | None:
    """The verdict that counts for this text: the latest on it that was not withdrawn.

    ``opnieuw_vragen`` is about the words and counts for every text of the source until it is withdrawn.
    """
    counting: list[Review] = []
    for review in reviews:
        if review.source_id != source_id:
            continue
        if review.verdict == "ingetrokken":
            if counting:
                counting.pop()
        else:
            counting.append(review)
    for review in reversed(counting):
        if review.rendition_id == rendition_id or review.verdict == "opnieuw_vragen":
            return review
    return None


def as_json(view: RenditionView | None) -> Mapping[str, object] | None:
    """A rendition as the export and the PIP data hold it; None when nothing was to be translated."""
    if view is None:
        return None
    made = view.rendition
    return {
        "text": view.text,
        "state": view.standing.state.name,
        "outdated": view.standing.outdated,
        "asked_again": view.standing.asked_again,
        "origin": made.origin if made else None,
        "made_by": made.made_by if made else None,
        "made_at": made.at if made else None,
        "via": made.via if made else None,
        "pivot": made.pivot if made else None,
        "reviewer": view.verdict.by if view.verdict and view.verdict.verdict == "goedgekeurd" else None,
        "note": view.note.text if view.note else None,
        "transcription": view.transcription.text if view.transcription else None,
    }
