"""Reads the renditions of one case, once for everything that shows them: the consulent's page and the export."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue import Catalogue
from assistant.record import Answer
from assistant.renditions.sources import source_of_answer, source_of_event
from assistant.renditions.view import CaseRenditions, RenditionView, answered_sources
from assistant.store import Event, Store


def read_renditions(store: Store, case_id: str, events: Sequence[Event]) -> CaseRenditions:
    """Everything about the renditions of a case; ``events`` tell which questions back to the person were answered."""
    kept = store.translation
    return CaseRenditions(
        sources=kept.sources(case_id),
        renditions=kept.renditions(case_id),
        reviews=kept.reviews(case_id),
        notes=kept.notes(case_id),
        answered=answered_sources(events),
    )


def rendition_of_answer(
    catalogue: Catalogue, renditions: CaseRenditions, answer: Answer, *, counts: bool = True
) -> RenditionView | None:
    """The rendition of an answer; None for Dutch and for closed answers.

    Args:
        catalogue: tells which answers are translated.
        renditions: those of the case.
        answer: as kept, with its id.
        counts: whether it is the answer that counts now. One of before shows only what was made of its own words.
    """
    found = renditions.of_answer(answer) if counts else renditions.of_version(answer)
    if found is not None:
        return found
    # words from before renditions were kept: nothing was made of them, which is not the same as nothing to make
    source = source_of_answer(catalogue, answer)
    return renditions.of_source(source) if source is not None else None


def rendition_of_event(
    catalogue: Catalogue, renditions: CaseRenditions, event: Event, person_language: str
) -> RenditionView | None:
    """The rendition of the words of an event; None when there is nothing to translate."""
    if event.id is not None and (found := renditions.of_event(event.id)) is not None:
        return found
    source = source_of_event(catalogue, event, person_language)
    return renditions.of_source(source) if source is not None else None
