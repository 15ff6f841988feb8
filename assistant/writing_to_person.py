"""A consulent writes to the person: in Dutch, kept as an event of the case, and a source to be translated."""

from __future__ import annotations

from datetime import datetime

from assistant.catalogue import Catalogue
from assistant.renditions.sources import DUTCH, SAID_TO_THE_PERSON, source_of_event
from assistant.store import Event, Store

LONGEST_MESSAGE = 500
"""Characters: it is read on a telephone, and somebody translates it."""


class NothingWritten(ValueError):
    """Write something first."""


class MessageTooLong(ValueError):
    """Make it shorter: at most ``LONGEST_MESSAGE`` characters."""


class LanguageUnknown(ValueError):
    """The person has not chosen a language yet, so nobody knows what to translate it into; write when they have begun."""


def write_message(store: Store, catalogue: Catalogue, case_id: str, words: str, *, by: str, at: datetime) -> Event:
    """Keep a message to the person, and what has to be translated, together.

    Args:
        store, catalogue: the parts of the house.
        case_id: of the person.
        words: in Dutch.
        by: login of the consulent. at: now, UTC.

    Raises:
        UnknownCase, NothingWritten, MessageTooLong, LanguageUnknown, StoreFull, StoreBusy: nothing was kept.
    """
    words = words.strip()
    if not any(letter.isalnum() for letter in words):
        raise NothingWritten("there is no word in this message")
    if len(words) > LONGEST_MESSAGE:
        raise MessageTooLong(f"at most {LONGEST_MESSAGE} characters")
    with store.writing(case_id) as writer:
        language = store.case(case_id).language
        if language is None:
            raise LanguageUnknown("the person has not chosen a language yet")
        last = store.last_turn(case_id)
        data = {"words": words, "language": DUTCH, "by": by}
        kept, fresh = writer.event_once(Event(SAID_TO_THE_PERSON, at.isoformat(), last.number if last else 0, data))
        if fresh and (source := source_of_event(catalogue, kept, language)):
            writer.source(source)
    return kept
