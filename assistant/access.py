"""Who may come in: a code for the person, a login for staff. Only digests of codes and tokens are kept."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from assistant.store import Case, Session, StaffAccount, Store

# Crockford's base 32: no letters that look like a digit
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
CODE_VALID = timedelta(days=365)
PERSON_SESSION = timedelta(days=30)
STAFF_SESSION = timedelta(hours=10)
TRIES, WINDOW = 10, timedelta(minutes=15)
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
EVERY_DIGIT = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


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


class TooManyTries(AccessFault):
    """Too many failed tries from here; wait a quarter of an hour."""

    message_id = "page.code_too_many"


@dataclass(frozen=True)
class PersonSession:
    """A browser in which a person entered the code. ``trusted``: earlier sensitive answers may be shown in it."""

    case_id: str
    trusted: bool
    device: str


@dataclass(frozen=True)
class Staff:
    """Somebody of the municipality who is signed in."""

    login: str
    name: str
    role: str


@dataclass(frozen=True)
class NewCase:
    """What is shown once when a case is made: ``code`` goes on the invitation, ``second_fact`` is told in person."""

    case_id: str
    number: int
    code: str
    second_fact: str


def readable_code(code: str) -> str:
    """A code in groups of four, as it is printed."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    """A code as typed by hand: spaces, dashes, small letters, look-alikes and other digit sets are forgiven."""
    upper = typed.upper().translate(EVERY_DIGIT).translate(LOOK_ALIKE)
    return "".join(letter for letter in upper if letter in ALPHABET)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


class Access:
    """Codes, sessions and accounts over a store. ``now`` can be replaced to test what happens with time."""

    def __init__(self, store: Store, now: Callable[[], datetime] = _now) -> None:
        self._store, self._now = store, now
        self._hasher = PasswordHasher()

    # the person ----------------------------------------------------------------------------------

    def new_case(self, *, language: str | None, label: str, created_by: str, constructed: bool = False) -> NewCase:
        """Make a case and its code (60 random bits) and second fact (six digits)."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        fact = f"{secrets.randbelow(1_000_000):06d}"
        now = self._now()
        case_id = uuid.uuid4().hex
        case = self._store.add_case(
            Case(
                id=case_id, number=0, label=label.strip(), language=language, constructed=constructed,
                created_by=created_by, created_at=now.isoformat(), code_digest=_digest(code),
                code_expires_at=(now + CODE_VALID).isoformat(),
                # six digits are few: the slow hash is what keeps a stolen file from telling them
                second_fact_digest=self._hasher.hash(fact),
            )
        )  # fmt: skip
        return NewCase(case_id, case.number, readable_code(code), fact)

    def enter_code(self, code: str, *, remote: str) -> str:
        """Exchange a code for a session token; raises WrongCode, ExpiredCode or TooManyTries.

        The first browser in which a code is entered is trusted; every later one starts with earlier sensitive answers
        covered, because an invitation letter can be found by somebody else.
        """
        self._refuse_too_many(f"code {remote}")
        case = self._store.case_with_code(_digest(plain_code(code)))
        if case is None:
            self._store.add_failure(f"code {remote}", self._now().isoformat())
            raise WrongCode("no case has this code")
        if case.code_expires_at < self._now().isoformat():
            raise ExpiredCode("this code is too old: ask the municipality for a new one")
        trusted = not self._store.has_sessions(case.id)
        return self._open(kind="person", case_id=case.id, login=None, trusted=trusted, valid=PERSON_SESSION)

    def person(self, token: str | None) -> PersonSession | None:
        """The person's session behind a cookie, or None when it is unknown or over."""
        session = self._session(token, "person")
        if session is None or session.case_id is None:
            return None
        return PersonSession(session.case_id, session.trusted, session.device)

    def give_second_fact(self, token: str | None, fact: str) -> bool:
        """Uncover earlier sensitive answers in this browser when the fact is right; raises TooManyTries."""
        session = self._session(token, "person")
        if session is None or session.case_id is None:
            return False
        subject = f"fact {session.case_id}"
        self._refuse_too_many(subject)
        digits = "".join(letter for letter in fact.translate(EVERY_DIGIT) if letter.isdigit())
        if not self._matches(self._store.case(session.case_id).second_fact_digest, digits):
            self._store.add_failure(subject, self._now().isoformat())
            return False
        self._store.trust_session(session.digest)
        return True

    # staff ---------------------------------------------------------------------------------------

    def add_staff(self, login: str, name: str, role: str, password: str) -> None:
        """Make a staff account or replace its password."""
        self._store.add_staff(StaffAccount(login, name, role, self._hasher.hash(password)))

    def sign_in(self, login: str, password: str, *, remote: str) -> str:
        """Exchange a login and password for a session token; raises WrongPassword or TooManyTries."""
        subject = f"staff {login.strip().lower()} {remote}"
        self._refuse_too_many(subject)
        account = self._store.staff(login.strip().lower())
        # an unknown login costs the same time as a wrong password, so that logins cannot be found out
        stored = account.password_hash if account else self._nobody
        if not self._matches(stored, password) or account is None:
            self._store.add_failure(subject, self._now().isoformat())
            raise WrongPassword("this login and password do not belong together")
        self._store.clear_failures(subject)
        return self._open(kind="staff", case_id=None, login=account.login, trusted=False, valid=STAFF_SESSION)

    def staff(self, token: str | None) -> Staff | None:
        """Who is signed in with this cookie, or None."""
        session = self._session(token, "staff")
        account = self._store.staff(session.login) if session and session.login else None
        return Staff(account.login, account.name, account.role) if account else None

    def sign_out(self, token: str | None) -> None:
        """End a session."""
        if token:
            self._store.end_session(_digest(token))

    # inside --------------------------------------------------------------------------------------

    def _open(self, *, kind: str, case_id: str | None, login: str | None, trusted: bool, valid: timedelta) -> str:
        token, now = secrets.token_urlsafe(32), self._now()
        self._store.add_session(
            Session(_digest(token), kind, case_id, login, trusted, now.isoformat(), (now + valid).isoformat())
        )
        return token

    def _session(self, token: str | None, kind: str) -> Session | None:
        session = self._store.session(_digest(token)) if token else None
        if session is None or session.kind != kind or session.expires_at < self._now().isoformat():
            return None
        return session

    def _refuse_too_many(self, subject: str) -> None:
        since = (self._now() - WINDOW).isoformat()
        if self._store.count_failures(subject, since) >= TRIES:
            raise TooManyTries("too many tries: wait a quarter of an hour")

    def _matches(self, stored: str, given: str) -> bool:
        try:
            return self._hasher.verify(stored, given)
        except VerificationError:
            return False

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_hex(8))


__all__ = [
    "Access", "AccessFault", "ExpiredCode", "NewCase", "PersonSession", "Staff", "TooManyTries", "WrongCode",
    "WrongPassword", "plain_code", "readable_code",
]  # fmt: skip
