"""Where everything is kept. ``Store`` is the whole interface; ``sqlite.open_store`` is the engine behind it.

The interface is small on purpose: it names what the core needs and nothing of SQL, so that PostgreSQL can stand here
later. Only ``sqlite.py`` and ``migrations.py`` know the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

import assistant.store.light  # noqa: F401 - before anything here loads sqlite-utils
from assistant.record import Answer
from assistant.renditions.model import Source
from assistant.store.audit import AuditStore
from assistant.store.dossier import DossierStore, PlanVersion
from assistant.store.erasing import ErasingStore
from assistant.store.faults import ErasedCase, StoreBusy, StoreFault, StoreFull, UnknownCase
from assistant.store.translation import TranslationStore

__all__ = [
    "Case", "DossierStore", "ErasedCase", "ErasingStore", "Event", "PlanVersion", "Session", "StaffAccount", "Store", "StoreBusy",
    "StoreFault", "StoreFull", "TranslationStore", "Turn", "UnknownCase", "Words",
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One person's intake. ``label`` is what the consulent calls it; it never has to be a name."""

    id: str
    number: int
    label: str
    language: str | None
    constructed: bool
    created_by: str
    created_at: str
    code_digest: str
    code_expires_at: str
    second_fact_digest: str
    erased: str | None = None
    """``alles`` or ``werkmateriaal`` when that was erased (``assistant.erasing``), else None."""
    erased_at: str | None = None


@dataclass(frozen=True)
class Turn:
    """One message of the person and what the assistant replied; ``cursor`` is where the conversation stands then."""

    case_id: str
    number: int
    message_id: str
    kind: str
    words: str
    reply: dict[str, Any]
    cursor: dict[str, Any]
    at: str


@dataclass(frozen=True)
class Event:
    """Something that happened and is no answer: a handover, a pause, a question of the person, a read-back."""

    kind: str
    at: str
    turn: int
    data: dict[str, Any] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True)
class Words:
    """Typed words on their way to the dialogue server: on disk before anything else happens with them."""

    case_id: str
    message_id: str
    prompt_id: str | None
    text: str
    at: str
    device: str | None
    trusted: bool


@dataclass(frozen=True)
class Session:
    """A signed-in browser, of a person (``case_id``) or of staff (``login``). Only the digest of its token is kept.

    ``seen_at``: when it was last used, to the minute or so; None for one of before this was kept.
    """

    digest: str
    kind: str
    case_id: str | None
    login: str | None
    trusted: bool
    created_at: str
    expires_at: str
    seen_at: str | None = None

    @property
    def device(self) -> str:
        """A short name for the browser this session lives in, kept with the answers given there."""
        return self.digest[:12]


@dataclass(frozen=True)
class StaffAccount:
    """A staff account. All times are ISO 8601.

    Attributes:
        login, name, role: as its owner signs in, as colleagues see it, one of ``assistant.roles.ROLES``.
        password_hash: an argon2id hash; empty when the account signs on through the municipality.
        totp_secret: base 32, of the one-time codes (RFC 6238); ``totp_since``: when the first code proved it.
        totp_last: the time step of the last code, which is never taken twice.
        disabled_at: since when nobody can sign in with it.
        password_at: when the password was set. must_change: it has to be replaced at the next sign-in.
        issuer, subject: who it is at the municipality's own sign-on (OpenID Connect).
        made_at: when it was made.
    """

    login: str
    name: str
    role: str
    password_hash: str
    totp_secret: str | None = None
    totp_since: str | None = None
    totp_last: int | None = None
    disabled_at: str | None = None
    password_at: str | None = None
    must_change: bool = False
    issuer: str | None = None
    subject: str | None = None
    made_at: str | None = None


class TurnWriter(Protocol):
    """What one turn may write; all of it becomes durable together, or nothing does."""

    def answer(self, answer: Answer) -> Answer:
        """Append an answer (its version is counted here) and return it as kept."""

    def event(self, event: Event) -> Event:
        """Append an event and return it as kept."""

    def event_once(self, event: Event) -> tuple[Event, bool]:
        """Append what staff sends, and True; when the same was sent before (``store.once``), what is kept, and False."""

    def source(self, source: Source) -> Source:
        """Keep words that need a translation, with the job that makes it."""

    def turn(self, turn: Turn) -> None:
        """Append the turn itself; its words leave the inbox."""

    def language(self, language: str) -> None:
        """Change the language of the case."""


class Store(Protocol):
    """Everything the core keeps and reads.

    Every method raises ``StoreFull`` or ``StoreBusy`` when it cannot write, and then nothing was written.
    """

    @property
    def translation(self) -> TranslationStore:
        """Everything about translations."""

    @property
    def erasing(self) -> ErasingStore:
        """Taking away, with proof."""

    @property
    def dossier(self) -> DossierStore:
        """What staff enter and decide about a case."""

    @property
    def audit(self) -> AuditStore:
        """Who looked and did what."""

    def close(self) -> None:
        """Let go of the database."""

    def add_case(self, case: Case) -> Case:
        """Keep a new case; its number is counted here."""

    def case(self, case_id: str) -> Case:
        """The case with this id; raises UnknownCase."""

    def case_with_code(self, code_digest: str) -> Case | None:
        """The case with this code, or None."""

    def cases(self) -> list[Case]:
        """All cases, newest first."""

    def writing(self, case_id: str) -> AbstractContextManager[TurnWriter]:
        """One turn of one case: what is read and written inside is not interleaved with another turn."""

    def answers(self, case_id: str) -> list[Answer]:
        """All answers of a case, oldest first."""

    def events(self, case_id: str) -> list[Event]:
        """All events of a case, oldest first."""

    def last_turn(self, case_id: str) -> Turn | None:
        """The latest turn of a case."""

    def turn_of_message(self, case_id: str, message_id: str) -> Turn | None:
        """The turn that this message became, if it was already taken."""

    def turns(self, case_id: str) -> list[Turn]:
        """All turns, oldest first."""

    def put_words(self, words: Words) -> None:
        """Keep typed words before they are understood; the same message id twice changes nothing."""

    def words(self, case_id: str, message_id: str) -> Words | None:
        """Words kept under this message id, processed or not."""

    def unprocessed_words(self, case_id: str) -> Words | None:
        """The oldest words that are not yet part of a turn."""

    def last_change(self, case_id: str) -> int:
        """A number that grows whenever something of the case changes: cheap to poll."""

    def keep_catalogue(self, name: str, version: str, questions: dict[str, Any], at: str) -> None:
        """Keep what the questions of a catalogue were called, so that old answers can be read; the same twice is one."""

    def kept_questions(self, name: str, version: str) -> dict[str, Any]:
        """Question id -> what was kept of it, as of the latest catalogue with this name and version; empty when unknown."""

    def changes(self) -> dict[str, int]:
        """Case id -> what ``last_change`` gives for it, for all cases at once; a case without a change is absent."""

    def version(self) -> int:
        """Differs from what it was when anything at all was kept in between, by any thread or process; costs next to nothing.

        Only equal or not equal means something, and only within one opened store.
        """

    def activity(self) -> dict[str, str]:
        """Case id -> time of its last turn, for cases that have one."""

    def add_session(self, session: Session) -> None:
        """Keep a new session."""

    def session(self, digest: str) -> Session | None:
        """The session with this token digest."""

    def trust_session(self, digest: str) -> None:
        """The second fact was given in this browser: earlier sensitive answers may be shown in it."""

    def has_sessions(self, case_id: str) -> bool:
        """Whether somebody has already entered the code of this case."""

    def end_session(self, digest: str) -> None:
        """End a session. That somebody once entered the code of a case stays known: the next browser is another one."""

    def end_sessions(self, login: str, *, but: str | None = None) -> int:
        """End all sessions of a member of staff, ``but`` this one; returns how many."""

    def staff_sessions(self, login: str) -> Sequence[Session]:
        """The sessions of a member of staff that were not ended, oldest first; some may be over by now."""

    def case_sessions(self, case_id: str) -> Sequence[Session]:
        """The sessions in which the code of a case was entered and that were not ended, oldest first."""

    def session_seen(self, digest: str, at: str) -> None:
        """A session was used."""

    def use_once(self, digest: str, at: str, expires_at: str) -> bool:
        """Keep that a secret was used; False when it was used before."""

    def replace_code(self, case_id: str, code_digest: str, expires_at: str, second_fact_digest: str | None) -> None:
        """Give a case another code (and second fact); every session of the case ends. Raises UnknownCase."""

    def add_staff(self, account: StaffAccount) -> None:
        """Keep a staff account, replacing one with the same login."""

    def staff(self, login: str) -> StaffAccount | None:
        """The staff account with this login."""

    def staff_accounts(self) -> Sequence[StaffAccount]:
        """All staff accounts, by login."""

    def staff_logins(self) -> Sequence[str]:
        """All logins."""

    def staff_with_subject(self, issuer: str, subject: str) -> StaffAccount | None:
        """The staff account of somebody at the municipality's own sign-on."""

    def take_totp_step(self, login: str, step: int) -> bool:
        """Use up the one-time code of a time step; False when it, or a later one, was used before."""

    def reserve_try(
        self, subjects: Sequence[str], at: str, forget_before: str, check: Callable[[Sequence[Sequence[str]]], None]
    ) -> Sequence[int]:
        """Count a try as failed before it is made, so that many at once cannot slip past a limit.

        Args:
            subjects: who tries: an account, a browser, an address.
            at: now. forget_before: failures before this time are deleted, whoever they belong to.
            check: gets the times of the failures of each subject; what it raises goes on, and nothing is counted.

        Returns:
            What ``release_try`` takes when the try turns out right.
        """

    def release_try(self, tries: Sequence[int]) -> None:
        """The try was right after all: it does not count."""

    def clear_failures(self, subject: str) -> None:
        """A sign-in succeeded: forget the failed ones."""

    def approvals(self) -> dict[str, set[tuple[str, str, str]]]:
        """Language -> texts with an approval that counts, each (text id, hash of the Dutch, hash of the text)."""

    def approve_text(self, language: str, text_id: str, dutch_hash: str, text_hash: str, who: str, at: str) -> None:
        """Keep that somebody approved this wording of this text."""
