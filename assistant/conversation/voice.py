"""Answering by voice: when it is offered, and the agreement it needs.

Being recorded is the one thing a person is asked to agree to; the intake itself is a duty of law and needs no consent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from assistant.catalogue import Question
from assistant.store import Event, Store
from assistant.wording import Wording

GIVEN, WITHDRAWN = "consent", "consent_withdrawn"
VOICE = "voice"
TEXT = "page.voice_consent"
"""What the person agrees to, word for word: the event names the text and the hash of its wording."""


def can_be_spoken(question: Question, kind: str, language: str, listened_to: Collection[str]) -> bool:
    """Whether this question can be answered by voice: in own words, and somebody who speaks the language listens."""
    return kind == "question" and question.in_own_words and language in listened_to


def agreed(store: Store, case_id: str) -> bool:
    """Whether the person of this case agreed to be recorded, and did not take that back."""
    said = [event.kind for event in store.events(case_id) if event.data.get("what") == VOICE]
    return bool(said) and said[-1] == GIVEN


def agree(store: Store, wording: Wording, case_id: str, language: str, wanted: bool, at: datetime) -> None:
    """Keep that the person agrees (or no longer does); saying the same again changes nothing."""
    if agreed(store, case_id) == wanted:
        return
    text = hashlib.sha256(wording.text(language, TEXT).encode()).hexdigest()[:16]
    data = {"what": VOICE, "text": TEXT, "text_hash": text, "language": language}
    last = store.last_turn(case_id)
    with store.writing(case_id) as writer:
        writer.event(Event(GIVEN if wanted else WITHDRAWN, at.isoformat(), last.number if last else 0, data))
