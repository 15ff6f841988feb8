"""Why somebody may not come in; each fault names the text that they see."""

from __future__ import annotations

from datetime import timedelta


class AccessFault(RuntimeError):
    """Somebody may not come in; ``message_id`` is the text they see."""

    message_id = "page.code_wrong"


class WrongCode(AccessFault):
    """There is no case with this code."""


class ExpiredCode(AccessFault):
    """The code was right and is too old; the municipality gives a new one."""

    message_id = "page.code_expired"


class WrongPassword(AccessFault):
    """This login and password do not belong together."""

    message_id = "page.sign_in_wrong"


class WrongOneTimeCode(AccessFault):
    """The one-time code is wrong, too old, or was used before."""

    message_id = "page.sign_in_wrong"


class TooManyTries(AccessFault):
    """Too many failed tries; ``wait`` is how long nothing more is tried."""

    message_id = "page.code_too_many"

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"too many tries: wait {wait}")
        self.wait = wait

    @property
    def minutes(self) -> int:
        """How long to wait, in whole minutes, rounded up."""
        return max(1, -(-int(self.wait.total_seconds()) // 60))


class NotSignedIn(AccessFault):
    """The session is over, or is not the kind of session that this takes."""

    message_id = "page.sign_in_wrong"


class NotAllowedTo(AccessFault):
    """This account may not do this to accounts."""


class WeakPassword(AccessFault):
    """The password cannot be used; the message says why, in Dutch, because it is shown."""


class NoPassword(AccessFault):
    """The account has no password here: it signs in at the municipality."""


class BadAccount(AccessFault):
    """An account cannot be made or changed like this; the message says why, in Dutch, because it is shown."""


__all__ = [
    "AccessFault", "BadAccount", "ExpiredCode", "NoPassword", "NotAllowedTo", "NotSignedIn", "TooManyTries", "WeakPassword",
    "WrongCode", "WrongOneTimeCode", "WrongPassword",
]  # fmt: skip
