"""Who may not read along with a person: reviewers whom the person, or a consulent for the person, shut out.

Kept as events of the case, so that it is on record who asked for it and when; the newest about the same thing counts.
Whatever is not known counts as excluded: a mistake here cannot be taken back.

| the person excluded | not for a reviewer |
| --- | --- |
| ``login`` | with that account |
| ``gender`` | of that gender, and one who did not state theirs |
| ``community: own`` | whose countries hold the person's country of birth, or who stated none; nobody while it is unknown |
| anything else | anybody: an exclusion that this version does not know is kept to |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assistant.store import Event, Store
from assistant.store.translation import Reviewer

EXCLUDED, ALLOWED = "reader_excluded", "reader_allowed"
OWN_COMMUNITY = "own"
GENDERS = ("man", "vrouw")
"""What a person can exclude by gender."""


@dataclass(frozen=True)
class Exclusion:
    """One kind of reviewer who may not read along.

    Attributes:
        what, value: ``gender`` with ``man`` or ``vrouw``, ``community`` with ``own``, or ``login`` with an account.
        by: who kept it: ``person``, or the login of a consulent who did it for the person.
        at: UTC time, ISO 8601.
    """

    what: str
    value: str
    by: str
    at: str


def excluded_readers(events: Iterable[Event]) -> list[Exclusion]:
    """Who is excluded now, in the order in which it was said."""
    found: dict[tuple[str, str], Exclusion] = {}
    for event in events:
        if event.kind not in {EXCLUDED, ALLOWED}:
            continue
        key = (str(event.data.get("what")), str(event.data.get("value")))
        found.pop(key, None)
        if event.kind == EXCLUDED:
            found[key] = Exclusion(*key, by=str(event.data.get("by") or "person"), at=event.at)
    return list(found.values())


def keeps_out(what: str, value: str, reviewer: Reviewer, birth_country: str | None) -> bool:
    """Whether an exclusion is about this reviewer. ``birth_country``: of the person (ISO 3166-1 alpha-2), None when unknown."""
    value = value.strip().lower()
    if what == "login" and value:
        return reviewer.login.lower() == value
    if what == "gender" and value in GENDERS:
        return reviewer.gender is None or reviewer.gender == value
    if what == "community" and value == OWN_COMMUNITY:
        return birth_country is None or not reviewer.countries or birth_country in reviewer.countries
    return True


def exclude_reader(store: Store, case_id: str, what: str, value: str, *, by: str, at: datetime) -> None:
    """Keep that reviewers of this kind may not read along. Raises UnknownCase, StoreFull, StoreBusy."""
    _keep(store, case_id, EXCLUDED, what, value, by, at)


def allow_reader(store: Store, case_id: str, what: str, value: str, *, by: str, at: datetime) -> None:
    """Keep that they may read along again. Raises UnknownCase, StoreFull, StoreBusy."""
    _keep(store, case_id, ALLOWED, what, value, by, at)


def _keep(store: Store, case_id: str, kind: str, what: str, value: str, by: str, at: datetime) -> None:
    with store.writing(case_id) as writer:
        last = store.last_turn(case_id)
        data = {"what": what, "value": value, "by": by}
        writer.event(Event(kind, at.isoformat(), last.number if last else 0, data))
