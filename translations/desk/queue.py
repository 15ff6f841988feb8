"""Which items one reviewer is offered, and in which order. Pure functions over what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from assistant.store.translation import Reviewer
from translations.desk.admission import PassedOver, may_see
from translations.desk.model import Queue
from translations.desk.waiting import CaseWaiting, WaitingItem

Colleagues = Sequence[tuple[Reviewer, PassedOver]]
NO_TOPIC = ""
"""As a filter: only words that belong to no topic."""


def may_review(reviewer: Reviewer, passed: PassedOver, item: WaitingItem, case: CaseWaiting) -> bool:
    """Whether this reviewer may see this item."""
    return may_see(reviewer, item.source_id, item.case_id, item.language, item.sensitive, case.person, passed)


def offered(
    cases: Mapping[str, CaseWaiting],
    reviewer: Reviewer,
    passed: PassedOver,
    held: Mapping[int, str],
    colleagues: Colleagues,
    drafts: Collection[int] = (),
    language: str | None = None,
    topic: str | None = None,
) -> list[WaitingItem]:
    """What this reviewer may take now, oldest first.

    Args:
        cases: what waits. reviewer, passed: who asks, and what they passed over.
        held: source id -> login of who holds it.
        colleagues: the other reviewers: what one has corrected is looked at by another, as long as there is another.
        drafts: source ids of what this reviewer is at work on: also what they corrected and took back.
        language, topic: only this language; only this topic (``NO_TOPIC``: words without one).
    """
    found = []
    for case in cases.values():
        for item in case.items:
            if language is not None and item.language != language:
                continue
            if topic is not None and (item.topic or NO_TOPIC) != topic:
                continue
            if held.get(item.source_id, reviewer.login) != reviewer.login:
                continue
            if not may_review(reviewer, passed, item, case):
                continue
            own = item.corrected_by == reviewer.login and item.source_id not in drafts
            if own and anybody(colleagues, item, case):
                continue
            found.append(item)
    return sorted(found, key=lambda item: item.source_id)


def anybody(reviewers: Colleagues, item: WaitingItem, case: CaseWaiting) -> bool:
    """Whether one of these reviewers may see this item."""
    return any(may_review(reviewer, passed, item, case) for reviewer, passed in reviewers)


def in_order(items: Sequence[WaitingItem], login: str, drafts: Collection[int]) -> list[WaitingItem]:
    """Own drafts first, then what was sent back, then the oldest; what one corrected oneself comes last."""

    def place(item: WaitingItem) -> tuple[int, int]:
        if item.source_id in drafts:
            return 0, item.source_id
        if item.corrected_by == login and not item.sent_back:
            return 3, item.source_id
        return (1 if item.sent_back else 2), item.source_id

    return sorted(items, key=place)


def in_numbers(items: Sequence[WaitingItem], drafts: Mapping[int, str]) -> Queue:
    """The queue of what is offered; ``drafts``: source id -> when the reviewer last typed in it."""
    ids = {item.source_id for item in items}
    own = sorted(((at, source_id) for source_id, at in drafts.items() if source_id in ids), reverse=True)
    return Queue(
        waiting=dict(Counter((item.language, item.topic) for item in items)),
        total=len(items),
        oldest_at=min((item.at for item in items), default=None),
        sent_back=sum(item.sent_back for item in items),
        drafts=tuple((source_id, at) for at, source_id in own),
    )


def nobody_for(cases: Mapping[str, CaseWaiting], reviewers: Colleagues) -> dict[str, int]:
    """Language -> how many items none of these reviewers may see."""
    counts: Counter[str] = Counter()
    for case in cases.values():
        counts.update(item.language for item in case.items if not anybody(reviewers, item, case))
    return dict(counts)
