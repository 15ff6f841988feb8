"""The person's way in: a code on the invitation, six digits told in person, and a port for a sign-on of the government."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from assistant.access.faults import ExpiredCode, WrongCode
from assistant.access.limits import CODE_AT_ALL, CODE_PER_ADDRESS, CODE_PER_DEVICE, SECOND_FACT
from assistant.access.sessions import PERSON, SEEN_EVERY, Sessions, digest
from assistant.store import Case

# Crockford's base 32: no letters that look like a digit
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
CODE_VALID = timedelta(days=365)
PERSON_SESSION = timedelta(days=30)
TOGETHER = timedelta(minutes=10)
"""Two browsers that used one conversation within this time use it at the same time."""

INBURGERAAR = "inburgeraar"
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
EVERY_DIGIT = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class PersonSession:
    """A browser in which a person entered the code. ``trusted``: earlier sensitive answers may be shown in it."""

    case_id: str
    trusted: bool
    device: str


@dataclass(frozen=True)
class NewCase:
    """What is shown once when a case gets its code: ``code`` goes on the invitation, ``second_fact`` is told in person."""

    case_id: str
    number: int
    code: str
    second_fact: str


@dataclass(frozen=True)
class SignedOn:
    """What a sign-on of the government says: whose conversation this is, and by what name that sign-on is in the audit."""

    case_id: str
    means: str


class PersonSignOn(Protocol):
    """A port for DigiD or another sign-on of the municipality, in front of the conversation.

    This software holds no BSN. The municipality's own gateway knows who somebody is, looks up the case that it keeps with that
    person, and tells only that. An implementation must bind ``begin`` and ``finish`` to one browser (``browser`` is a secret that
    only that browser has), take an answer once, and let it expire.
    """

    def begin(self, browser: str, back: str) -> str:
        """The address to send the browser to; it comes back at ``back``."""

    def finish(self, browser: str, answer: Mapping[str, str]) -> SignedOn | None:
        """Who it is, from what the browser brought back; None: nobody, or nobody with a conversation here."""


def readable_code(code: str) -> str:
    """A code in groups of four, as it is printed."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    """A code as typed by hand: spaces, dashes, small letters, look-alikes and other digit sets are forgiven."""
    upper = typed.upper().translate(EVERY_DIGIT).translate(LOOK_ALIKE)
    return "".join(letter for letter in upper if letter in ALPHABET)


class PersonDoor(Sessions):
    """Codes, second facts and sessions of persons."""

    def new_case(self, *, language: str | None, label: str, created_by: str, constructed: bool = False) -> NewCase:
        """Make a case and its code (60 random bits) and second fact (six digits)."""
        code, fact, now = _new_code(), _new_fact(), self._now()
        case_id = uuid.uuid4().hex
        case = self._store.add_case(
            Case(
                id=case_id, number=0, label=label.strip(), language=language, constructed=constructed,
                created_by=created_by, created_at=now.isoformat(), code_digest=digest(code),
                code_expires_at=(now + CODE_VALID).isoformat(),
                # six digits are few: the slow hash is what keeps a stolen file from telling them
                second_fact_digest=self._passwords.hash(fact),
            )
        )  # fmt: skip
        return NewCase(case_id, case.number, readable_code(code), fact)

    def new_code(self, case_id: str, *, who: str, role: str) -> NewCase:
        """Another code and second fact for a case; the old ones open nothing any more, and every session of it ends.

        Raises:
            UnknownCase: there is no such case.
        """
        code, fact, now = _new_code(), _new_fact(), self._now()
        self._store.replace_code(
            case_id, digest(code), (now + CODE_VALID).isoformat(), self._passwords.hash(fact)
        )  # fmt: skip
        self._note("gewijzigd", who=who, role=role, case_id=case_id, toegangscode="nieuw")
        return NewCase(case_id, self._store.case(case_id).number, readable_code(code), fact)

    def revoke_code(self, case_id: str, *, who: str, role: str) -> None:
        """Let the code of a case open nothing any more; every session of it ends. Raises UnknownCase."""
        # no digest of a code looks like this, so nothing that is typed ever fits
        self._store.replace_code(case_id, f"ingetrokken {secrets.token_hex(16)}", self._now().isoformat(), None)
        self._note("gewijzigd", who=who, role=role, case_id=case_id, toegangscode="ingetrokken")

    def code_works(self, case_id: str) -> bool:
        """Whether there is a code that opens this case now; raises UnknownCase."""
        case = self._store.case(case_id)
        return not case.code_digest.startswith("ingetrokken ") and case.code_expires_at >= self._now().isoformat()

    def enter_code(self, code: str, *, remote: str, device: str | None = None, token: str | None = None) -> str:
        """Exchange a code for a fresh session token; raises WrongCode, ExpiredCode or TooManyTries.

        The first browser in which a code is entered is trusted; every later one starts with earlier sensitive answers
        covered, because an invitation letter can be found by somebody else.

        Args:
            code: as typed. remote: address it came from.
            device: random name of the browser, for the tight limit; without it the address is limited as tightly.
            token: of the session this browser has already: when it is of the same case, that one ends and its trust goes on.
        """
        tries = self._try(
            [
                (f"code {digest(device or remote)[:16]}", CODE_PER_DEVICE),
                (f"code at {remote}", CODE_PER_ADDRESS), ("code", CODE_AT_ALL),
            ]
        )  # fmt: skip
        case = self._store.case_with_code(digest(plain_code(code)))
        if case is None:
            raise WrongCode("no case has this code")
        self._store.release_try(tries)
        if case.code_expires_at < self._now().isoformat():
            raise ExpiredCode("this code is too old: ask the municipality for a new one")
        before = self._session(token, PERSON)
        known = before is not None and before.case_id == case.id and before.trusted
        trusted = known or not self._store.has_sessions(case.id)
        fresh = self._open(kind=PERSON, case_id=case.id, trusted=trusted, valid=PERSON_SESSION)
        if before is not None:
            self._store.end_session(before.digest)
        return fresh

    def enter_signed_on(self, found: SignedOn) -> str:
        """A session for somebody whom a sign-on of the government vouches for: as good as the second fact.

        Raises:
            UnknownCase: there is no such case.
        """
        case = self._store.case(found.case_id)
        token = self._open(kind=PERSON, case_id=case.id, trusted=True, valid=PERSON_SESSION)
        self._note("aangemeld", who=INBURGERAAR, role=INBURGERAAR, case_id=case.id, hoe=found.means[:40])
        return token

    def person(self, token: str | None) -> PersonSession | None:
        """The person's session behind a cookie, or None when it is unknown or over."""
        session = self._session(token, PERSON)
        if session is None or session.case_id is None:
            return None
        return PersonSession(session.case_id, session.trusted, session.device)

    def meets_another(self, token: str | None) -> bool:
        """Whether another browser went on with the same conversation since this one last did, just now.

        Notes at most once a minute that this browser is here; so each of two browsers hears it about once a minute.
        """
        session = self._session(token, PERSON)
        if session is None or session.case_id is None:
            return False
        now, before = self._now(), _seen(session.seen_at or session.created_at)
        fresh = before == _seen(session.created_at)
        others = [one for one in self._store.case_sessions(session.case_id) if one.digest != session.digest]
        times = [_seen(one.seen_at) for one in others if one.seen_at is not None]
        met = any(now - at < TOGETHER and (fresh or at >= before - SEEN_EVERY) for at in times)
        due = fresh or now - before >= SEEN_EVERY
        self._touch(session)
        return met and due

    def give_second_fact(self, token: str | None, fact: str) -> bool:
        """Uncover earlier sensitive answers in this browser when the fact is right; raises TooManyTries."""
        session = self._session(token, PERSON)
        if session is None or session.case_id is None:
            return False
        tries = self._try([(f"fact {session.case_id}", SECOND_FACT)])
        digits = "".join(letter for letter in fact.translate(EVERY_DIGIT) if letter.isdigit())
        if not self._passwords.matches(self._store.case(session.case_id).second_fact_digest, digits):
            return False
        self._store.release_try(tries)
        self._store.clear_failures(f"fact {session.case_id}")
        self._store.trust_session(session.digest)
        return True


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def _new_fact() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def _seen(at: str) -> datetime:
    return datetime.fromisoformat(at)


__all__ = [
    "ALPHABET", "CODE_LENGTH", "CODE_VALID", "NewCase", "PERSON_SESSION", "PersonDoor", "PersonSession", "PersonSignOn",
    "SignedOn", "plain_code", "readable_code",
]  # fmt: skip
