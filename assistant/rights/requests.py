"""What a person asks about their data, by when it has to be answered, and what was decided.

A request is an event of the case; so is the decision. The term is one month, once made two months longer with a reason
(AVG art. 12 lid 3). Nothing here decides anything.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assistant.case_file import NETHERLANDS
from assistant.catalogue import Catalogue
from assistant.pip.days import months_after
from assistant.renditions.sources import source_of_event
from assistant.store import Event, Store

ASKED, DECIDED = "right_asked", "right_decided"

RIGHTS: dict[str, str] = {
    "inzage": "Inzage (AVG art. 15)",
    "rectificatie": "Verbetering (AVG art. 16)",
    "wissen": "Wissen (AVG art. 17)",
    "beperking": "Beperking (AVG art. 18)",
    "bezwaar_avg": "Bezwaar tegen gebruik van gegevens (AVG art. 21)",
}
"""What can be asked -> its Dutch name at the desk. Bezwaar against a decision (Awb) is something else and not here."""

DECISIONS: dict[str, str] = {
    "toegewezen": "Toegewezen", "deels": "Deels toegewezen", "afgewezen": "Afgewezen", "verlengd": "Termijn verlengd",
}  # fmt: skip
TERM_MONTHS, LONGER_MONTHS = 1, 2
"""Months to answer, and how many more once (AVG art. 12 lid 3)."""
LONGEST_WORDS = 500


class UnknownRight(ValueError):
    """There is no such request."""


class AlreadyAsked(ValueError):
    """The same was asked and not answered yet; ``due`` is the day of that answer."""

    def __init__(self, due: date) -> None:
        super().__init__("asked already")
        self.due = due


class CannotDecide(ValueError):
    """This decision cannot be kept; the message is Dutch."""


@dataclass(frozen=True)
class Request:
    """One request as it stands.

    Attributes:
        id: of the request. right: key of ``RIGHTS``. asked_at: UTC, ISO 8601. due: last day of the term now.
        words: what the person wrote with it, in ``language``; empty when nothing. event_id: of the event that asked.
        decision, decided_at, decided_by, reason: of the last decision, or None.
        longer: whether the term was made longer.
    """

    id: str
    right: str
    asked_at: str
    due: date
    words: str = ""
    language: str = "nl"
    event_id: int | None = None
    decision: str | None = None
    decided_at: str | None = None
    decided_by: str | None = None
    reason: str = ""
    longer: bool = False

    @property
    def open(self) -> bool:
        """Whether an answer is still due."""
        return self.decision in {None, "verlengd"}


def requests_of(events: Iterable[Event]) -> tuple[Request, ...]:
    """The requests of a case as they stand, oldest first."""
    found: dict[str, Request] = {}
    for event in events:
        data = event.data
        if event.kind == ASKED:
            found[str(data["request"])] = Request(
                str(data["request"]), str(data["right"]), event.at, date.fromisoformat(str(data["due"])),
                str(data.get("words") or ""), str(data.get("language") or "nl"), event.id,
            )  # fmt: skip
        elif event.kind == DECIDED and (before := found.get(str(data.get("request")))) is not None:
            found[before.id] = Request(
                before.id, before.right, before.asked_at,
                date.fromisoformat(str(data["due"])) if data.get("due") else before.due,
                before.words, before.language, before.event_id, str(data["decision"]), event.at, str(data.get("by") or ""),
                str(data.get("reason") or ""), before.longer or data["decision"] == "verlengd",
            )  # fmt: skip
    return tuple(found.values())


def restricted(events: Iterable[Event]) -> bool:
    """Whether the person asked to keep everything as it is, and that was (partly) granted: then nothing is erased."""
    latest = [one for one in requests_of(events) if one.right == "beperking" and not one.open]
    return bool(latest) and latest[-1].decision in {"toegewezen", "deels"}


def ask(
    store: Store, catalogue: Catalogue, case_id: str, right: str, *, words: str, language: str, at: datetime
) -> Request:
    """Keep what the person asks.

    Args:
        store, catalogue, case_id: the case. right: key of ``RIGHTS``. words: what they add, may be empty; cut off at
            ``LONGEST_WORDS`` characters. language: they write in. at: now.

    Raises:
        UnknownRight, AlreadyAsked. UnknownCase, StoreFull, StoreBusy: nothing was kept.
    """
    if right not in RIGHTS:
        raise UnknownRight(right)
    day = at.astimezone(NETHERLANDS).date()
    data: dict[str, object] = {
        "request": uuid.uuid4().hex[:12], "right": right, "due": months_after(day, TERM_MONTHS).isoformat(),
        "language": language,
    }  # fmt: skip
    if words := words.strip()[:LONGEST_WORDS]:
        data["words"] = words
    with store.writing(case_id) as writer:
        running = [one for one in requests_of(store.events(case_id)) if one.right == right and one.open]
        if running:
            raise AlreadyAsked(running[-1].due)
        last = store.last_turn(case_id)
        kept = writer.event(Event(ASKED, at.isoformat(), last.number if last else 0, data))
        if source := source_of_event(catalogue, kept, language):
            writer.source(source)
    return requests_of([kept])[0]


def decide(
    store: Store, case_id: str, request: str, *, decision: str, reason: str, by: str, at: datetime
) -> Request:
    """Keep what was decided on a request, with the reason the person reads.

    Args:
        store, case_id: the case. request: its id. decision: key of ``DECISIONS``. reason: in Dutch, for the person.
        by: login. at: now.

    Raises:
        CannotDecide: it is not open, it has no reason, or the term was made longer before.
        UnknownCase, StoreFull, StoreBusy: nothing was kept.
    """
    if decision not in DECISIONS:
        raise CannotDecide("Kies wat u besluit.")
    reason = reason.strip()[:LONGEST_WORDS]
    if decision != "toegewezen" and not any(letter.isalnum() for letter in reason):
        raise CannotDecide("Schrijf de reden op. De persoon leest die ook.")
    with store.writing(case_id) as writer:
        found = next((one for one in requests_of(store.events(case_id)) if one.id == request), None)
        if found is None or not found.open:
            raise CannotDecide("Op dit verzoek is al beslist. Kijk eerst wat er nu staat.")
        data = {"request": request, "right": found.right, "decision": decision, "reason": reason, "by": by}
        if decision == "verlengd":
            if found.longer:
                raise CannotDecide("De termijn is al een keer verlengd. Dat kan niet nog een keer (AVG art. 12 lid 3).")
            data["due"] = months_after(found.due, LONGER_MONTHS).isoformat()
        last = store.last_turn(case_id)
        writer.event(Event(DECIDED, at.isoformat(), last.number if last else 0, data))
        return next(one for one in requests_of(store.events(case_id)) if one.id == request)


__all__ = [
    "ASKED", "DECIDED", "DECISIONS", "RIGHTS", "AlreadyAsked", "CannotDecide", "Request", "UnknownRight", "ask", "decide",
    "requests_of", "restricted",
]  # fmt: skip
