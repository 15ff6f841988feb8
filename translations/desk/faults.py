"""What can stand in the way at the desk. Every message says what to do; nothing was changed when one is raised."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.renditions.model import Check
from assistant.store.translation import NotYours


class NotAReviewer(PermissionError):
    """This account has no desk. Make it a cultuurvertaler: ``intake staff add LOGIN --role cultuurvertaler --languages …``."""


class NotForYou(PermissionError):
    """This reviewer may not see this item (or there is no such item, which is told in the same way). Take the next one."""


class NoLongerCounts(NotYours):
    """The item was decided on already, or the person changed the words since: there is nothing to decide. Take the next one."""


class NothingToApprove(ValueError):
    """There is no text (or, for a recording, no transcription) yet. Type it first."""


class NothingToAsk(ValueError):
    """The question is empty, or these words are not the person's. Type it in the person's language and in Dutch."""


class Unacknowledged(ValueError):
    """The checks found errors. Correct the text, or say for each of them why it is right all the same."""

    def __init__(self, checks: Sequence[Check]) -> None:
        super().__init__("say why this is right all the same: " + ", ".join(check.code for check in checks))
        self.checks = tuple(checks)


class TooLate(RuntimeError):
    """This decision cannot be taken back (any more); the message says why. What was decided stands."""


__all__ = [
    "NoLongerCounts", "NotAReviewer", "NotForYou", "NotYours", "NothingToApprove", "NothingToAsk", "TooLate",
    "Unacknowledged",
]  # fmt: skip
