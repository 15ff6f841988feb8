"""Sources for what was said before there was a queue: an older version of the product kept words without them.

The words that count now get one; answers that were changed since stay history. Doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.catalogue import Catalogue
from assistant.renditions.model import Source
from assistant.renditions.sources import DUTCH, source_of_answer, source_of_event
from assistant.store import Case, Store


def backfill(store: Store, catalogue: Catalogue, beat: Callable[[], None] = lambda: None) -> int:
    """Give every case the sources it lacks; returns how many were missing.

    Args:
        store: where the cases are.
        catalogue: tells which words are translated.
        beat: called once per case, as a sign of life.

    Raises:
        StoreFull, StoreBusy: when nothing can be kept now; what was done stays.
    """
    added = 0
    for case in store.cases():
        beat()
        missing = missing_sources(store, catalogue, case)
        if missing:
            with store.translation.writing() as writer:
                for source in missing:
                    writer.source(source)
            added += len(missing)
    return added


def missing_sources(store: Store, catalogue: Catalogue, case: Case) -> list[Source]:
    """The sources that this case should have and has not, oldest first."""
    known = store.translation.sources(case.id)
    holders = {(source.kind, source.ref) for source in known}
    latest_words = {(source.question, source.entry, source.from_language): source.words for source in known}
    # the last answer of each question is the one that counts
    counting = {(answer.question, answer.entry): answer for answer in store.answers(case.id)}
    wanted = [
        source
        for answer in counting.values()
        if (source := source_of_answer(catalogue, answer))
        and latest_words.get((source.question, source.entry, source.from_language)) != source.words
    ]
    person_language = case.language or DUTCH
    wanted += [
        source for event in store.events(case.id) if (source := source_of_event(catalogue, event, person_language))
    ]
    missing = [replace(source, case_id=case.id) for source in wanted if (source.kind, source.ref) not in holders]
    return sorted(missing, key=lambda source: source.at)
