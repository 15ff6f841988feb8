"""Who may hear a recording, and whose language somebody listens to: decided here, asked by every door."""

from __future__ import annotations

from assistant.access import Staff
from assistant.roles import CULTUURVERTALER, MAY
from assistant.store.translation import Recording, TranslationStore

HEARS_ALL_ANSWERS = MAY["read_record"]
"""Roles that may read every answer of a case may hear it too; a beheerder and a teamleider see no answers."""
REVIEWER = CULTUURVERTALER


def staff_may_hear(recording: Recording, staff: Staff, store: TranslationStore, now: str) -> bool:
    """Whether this member of staff may hear it: a text always, an answer as consulent or while it is on their desk."""
    if recording.kind == "text" or staff.role in HEARS_ALL_ANSWERS:
        return True
    if staff.role != REVIEWER or recording.id is None:
        return False
    source = store.source_of("recording", recording.id)
    return source is not None and store.held(now).get(source.id or 0) == staff.login


def person_may_hear(recording: Recording, case_id: str) -> bool:
    """Whether the person of this case may hear it: a text, or what they said themselves."""
    return recording.kind == "text" or recording.case_id == case_id


def languages_listened_to(store: TranslationStore) -> frozenset[str]:
    """The languages in which somebody listens: without such a person an answer by voice is not offered."""
    return frozenset(code for reviewer in store.reviewers() for code in reviewer.languages)
