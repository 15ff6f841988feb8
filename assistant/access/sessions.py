"""Sessions: a random token in a cookie, of which only the digest is kept, and when it is over."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from assistant.access.faults import TooManyTries
from assistant.access.limits import LONGEST_WINDOW, Limit
from assistant.access.passwords import Passwords
from assistant.store import Session, Store

PERSON, STAFF, HALF = "person", "staff", "half"
"""Kinds of sessions; ``HALF``: the password was right, and something is still to be done before any page opens."""

SEEN_EVERY = timedelta(minutes=1)
"""A session is written at most this often for having been used."""


class Trail(Protocol):
    """What is noted of signing in and of accounts: ``assistant.audit.Audit``."""

    def note(
        self, what: str, *, who: str, role: str, case_id: str | None = None, about: Mapping[str, Any] | None = None
    ) -> object:
        """Add a line."""


@dataclass(frozen=True)
class Policy:
    """What a municipality sets.

    Attributes:
        second_factor: whether staff must have a one-time code beside their password.
        idle: how long nobody does anything before a session of staff ends. longest: how long it lasts at most.
        sessions: how many of one account at a time; the oldest ends.
    """

    second_factor: bool = False
    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=10)
    sessions: int = 3


def digest(secret: str) -> str:
    """What is kept of a code or token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def now_utc() -> datetime:
    """The clock, when none is given."""
    return datetime.now(UTC)


class Sessions:
    """What the doors of persons and of staff have in common. ``now`` can be replaced to test what happens with time."""

    def __init__(
        self, store: Store, now: Callable[[], datetime] = now_utc, *, trail: Trail | None = None,
        policy: Policy = Policy(),  # noqa: B008 - frozen
    ) -> None:  # fmt: skip
        self._store, self._now, self._trail, self.policy = store, now, trail, policy
        self._passwords = Passwords()

    def sign_out(self, token: str | None) -> None:
        """End a session."""
        if not token:
            return
        session = self._store.session(digest(token))
        self._store.end_session(digest(token))
        if session is not None and session.kind == STAFF and session.login:
            account = self._store.staff(session.login)
            if account is not None:
                self._note("afgemeld", who=account.login, role=account.role)

    def _open(
        self, *, kind: str, case_id: str | None = None, login: str | None = None, trusted: bool = False, valid: timedelta
    ) -> str:
        token, now = secrets.token_urlsafe(32), self._now()
        at = now.isoformat()
        self._store.add_session(
            Session(digest(token), kind, case_id, login, trusted, at, (now + valid).isoformat(), seen_at=at)
        )
        return token

    def _session(self, token: str | None, kind: str) -> Session | None:
        session = self._store.session(digest(token)) if token else None
        if session is None or session.kind != kind or session.expires_at < self._now().isoformat():
            return None
        return session

    def _touch(self, session: Session) -> None:
        now = self._now()
        if session.seen_at is None or now - datetime.fromisoformat(session.seen_at) >= SEEN_EVERY:
            self._store.session_seen(session.digest, now.isoformat())

    def _try(self, limits: Sequence[tuple[str, Limit]]) -> Sequence[int]:
        """Count a try against each limit; raises TooManyTries with the longest wait, and then nothing is counted."""
        now = self._now()

        def check(failures: Sequence[Sequence[str]]) -> None:
            waits = [
                limit.wait([datetime.fromisoformat(at) for at in found], now)
                for found, (_, limit) in zip(failures, limits, strict=True)
            ]
            if any(waits):
                raise TooManyTries(max(waits))

        subjects = [subject for subject, _ in limits]
        return self._store.reserve_try(subjects, now.isoformat(), (now - LONGEST_WINDOW).isoformat(), check)

    def _note(self, what: str, *, who: str, role: str, case_id: str | None = None, **about: Any) -> None:
        if self._trail is not None:
            self._trail.note(what, who=who, role=role, case_id=case_id, about=about)


__all__ = ["HALF", "PERSON", "STAFF", "Policy", "Sessions", "Trail", "digest", "now_utc"]
