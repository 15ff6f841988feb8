"""The cultuurvertaler's desk: whose words may be seen by whom, one item at a time, and what is decided about it.

``open_desk(house)`` gives the ``Desk``; everything a page or a command does with renditions goes through it.
"""

from assistant.store.translation import Reviewer
from translations.desk.desk import Desk, open_desk
from translations.desk.faults import (
    NoLongerCounts,
    NotAReviewer,
    NotForYou,
    NothingToApprove,
    NothingToAsk,
    NotYours,
    TooLate,
    Unacknowledged,
)
from translations.desk.model import (
    Asked,
    Decided,
    DeskDraft,
    DeskItem,
    Earlier,
    MachineMade,
    Queue,
    SentBack,
    draft_from,
)

__all__ = [
    "Asked", "Decided", "Desk", "DeskDraft", "DeskItem", "Earlier", "MachineMade", "NoLongerCounts", "NotAReviewer",
    "NotForYou", "NotYours", "NothingToApprove", "NothingToAsk", "Queue", "Reviewer", "SentBack", "TooLate",
    "Unacknowledged", "draft_from", "open_desk",
]  # fmt: skip
