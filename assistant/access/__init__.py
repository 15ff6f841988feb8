"""Who may come in: a code for the person, a login for staff. Only digests of codes and tokens are kept.

``person`` is the person's door, ``staff`` that of staff, ``accounts`` what a beheerder does; ``limits`` says how often anybody
may try, with the arithmetic, and ``passwords`` what a password must be.
"""

from __future__ import annotations

from assistant.access.accounts import COMMAND_LINE, Accounts, AccountView, login_of
from assistant.access.faults import (
    AccessFault,
    BadAccount,
    ExpiredCode,
    NoPassword,
    NotAllowedTo,
    NotSignedIn,
    TooManyTries,
    WeakPassword,
    WrongCode,
    WrongOneTimeCode,
    WrongPassword,
)
from assistant.access.person import (
    ALPHABET,
    CODE_LENGTH,
    NewCase,
    PersonDoor,
    PersonSession,
    PersonSignOn,
    SignedOn,
    plain_code,
    readable_code,
)
from assistant.access.sessions import Policy
from assistant.access.sessions import now_utc as _now
from assistant.access.staff import HalfWay, Staff


class Access(PersonDoor, Accounts):
    """Codes, sessions and accounts over a store. ``now`` can be replaced to test what happens with time."""


__all__ = [
    "ALPHABET", "CODE_LENGTH", "COMMAND_LINE", "Access", "AccessFault", "AccountView", "BadAccount", "ExpiredCode", "HalfWay",
    "NewCase", "NoPassword", "NotAllowedTo", "NotSignedIn", "PersonSession", "PersonSignOn", "Policy", "SignedOn", "Staff",
    "TooManyTries", "WeakPassword", "WrongCode", "WrongOneTimeCode", "WrongPassword", "_now", "login_of", "plain_code",
    "readable_code",
]  # fmt: skip
