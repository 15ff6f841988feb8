"""The way in of staff: a password, a one-time code when the municipality asks one, or the municipality's own sign-on.

Somebody whose password was right and who still has to give a code, choose a password of their own or set up their app gets a
*half* session: it opens no page but the one where they do that. When all is done it ends, and a fresh session begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from assistant.access import one_time_codes, passwords
from assistant.access.faults import NoPassword, NotSignedIn, WeakPassword, WrongOneTimeCode, WrongPassword
from assistant.access.limits import SIGN_IN_PER_ACCOUNT, SIGN_IN_PER_ADDRESS, Limit
from assistant.access.sessions import HALF, STAFF, Sessions, digest
from assistant.store import Session, StaffAccount

HALF_WAY = timedelta(minutes=15)
"""How long somebody has to give a code, a new password or the first code of their app."""

USED_CODES = timedelta(days=366)
"""How long a one-time code that was used is known, as a digest; it is what refuses it when a clock shows its minute again."""

Step = Literal["code", "wachtwoord", "instellen"]
"""What is still to be done: give a one-time code, choose a password, set up the app."""


@dataclass(frozen=True)
class Staff:
    """Somebody of the municipality who is signed in."""

    login: str
    name: str
    role: str


@dataclass(frozen=True)
class HalfWay:
    """Somebody whose password was right and who is not in yet. ``secret``: of the app that is being set up."""

    login: str
    name: str
    step: Step
    secret: str = ""


class StaffDoor(Sessions):
    """Passwords, one-time codes and sessions of staff."""

    def add_staff(self, login: str, name: str, role: str, password: str, *, must_change: bool = False) -> None:
        """Make a staff account, or give an account a new password, name and role; its sessions end.

        Nothing is asked of the password here: whoever lets people choose one asks ``passwords.check`` first.
        """
        known, at = self._store.staff(login), self._now().isoformat()
        account = known or StaffAccount(login, name, role, "", made_at=at)
        self._store.add_staff(
            replace(
                account, name=name, role=role, password_hash=self._passwords.hash(password), password_at=at,
                must_change=must_change, disabled_at=None,
            )
        )  # fmt: skip
        if known is not None:
            self._store.end_sessions(login)

    def sign_in(self, login: str, password: str, *, remote: str) -> str:
        """Exchange a login and password for a session token; raises WrongPassword or TooManyTries.

        ``staff`` knows the token when nothing more is asked of this account, else only ``half_way`` does.
        """
        login = login.strip().lower()
        tries = self._try(self._limits(login, remote))
        account = self._store.staff(login)
        # an unknown login costs the same time as a wrong password, so that logins cannot be found out
        right = self._passwords.matches(account.password_hash if account else None, password)
        if not right or account is None or account.disabled_at is not None:
            if account is not None:
                self._note("geweigerd", who=account.login, role=account.role, hoe="wachtwoord")
            raise WrongPassword("this login and password do not belong together")
        self._store.release_try(tries)
        if not account.totp_since:
            # with a code still to come the failures stay: else a known password would allow endless codes
            self._store.clear_failures(_subject(login))
        if self._step(account, code_given=False) is None:
            return self._let_in(account, "wachtwoord")
        if not account.totp_since and self.policy.second_factor:
            self._store.add_staff(replace(account, totp_secret=one_time_codes.new_secret()))
        return self._open(kind=HALF, login=login, valid=HALF_WAY)

    def half_way(self, token: str | None) -> HalfWay | None:
        """Who is half way in with this token and what is still to be done, or None."""
        found = self._half(token)
        if found is None:
            return None
        session, account = found
        step = self._step(account, code_given=session.trusted)
        if step is None:
            return None
        return HalfWay(account.login, account.name, step, (account.totp_secret or "") if step == "instellen" else "")

    def give_code(self, token: str | None, code: str, *, remote: str) -> str:
        """Give a one-time code: the one that is asked, or the first one of an app that is being set up.

        Returns:
            The token to go on with, always a fresh one; see ``sign_in``.

        Raises:
            WrongOneTimeCode: wrong, too old or used before. TooManyTries. NotSignedIn: no code is asked of this session.
        """
        session, account = self._asked(token, "code", "instellen")
        tries = self._try(self._limits(account.login, remote))
        step = one_time_codes.step_of(account.totp_secret or "", code, self._now()) if account.totp_secret else None
        if step is None or not self._take(account, step):
            self._note("geweigerd", who=account.login, role=account.role, hoe="code")
            raise WrongOneTimeCode("this one-time code is wrong, too old, or was used before")
        self._store.release_try(tries)
        self._store.clear_failures(_subject(account.login))
        if not account.totp_since:
            at = self._now().isoformat()
            self._store.add_staff(replace(self._account(account.login), totp_since=at))
            self._note("account", who=account.login, role=account.role, wie=account.login, wat="code ingesteld")
        return self._further(session, code_given=True)

    def choose_password(self, token: str | None, password: str) -> str:
        """Replace a password that has to be replaced; returns the token to go on with, as ``give_code`` does.

        Raises:
            WeakPassword: with a Dutch sentence. NotSignedIn: this session is not asked to.
        """
        session, account = self._asked(token, "wachtwoord")
        passwords.check(password, login=account.login, name=account.name)
        if self._passwords.matches(account.password_hash, password):
            raise WeakPassword("Dit is het wachtwoord dat u kreeg. Kies een ander.")
        self._keep_password(account, password)
        self._store.end_sessions(account.login, but=session.digest)
        self._note("account", who=account.login, role=account.role, wie=account.login, wat="wachtwoord gekozen")
        return self._further(session, code_given=session.trusted)

    def change_password(self, token: str | None, old: str, new: str, *, remote: str) -> str:
        """Replace the own password while signed in; every session of the account ends.

        Returns:
            A fresh token for this browser; it lasts as long as the session would have lasted that ends here.

        Raises:
            WrongPassword: ``old`` is not the password; counted as a try to sign in. TooManyTries: of those, or of this.
            WeakPassword: with a Dutch sentence. NotSignedIn. NoPassword: this account has none here.
        """
        staff, session = self.staff(token), self._session(token, STAFF)
        if staff is None or session is None:
            raise NotSignedIn("sign in again")
        account = self._account(staff.login)
        if not account.password_hash:
            raise NoPassword("this account signs in at the municipality")
        tries = self._try(self._limits(account.login, remote))
        if not self._passwords.matches(account.password_hash, old):
            self._note("geweigerd", who=account.login, role=account.role, hoe="eigen wachtwoord")
            raise WrongPassword("this is not the password of this account")
        self._store.release_try(tries)
        passwords.check(new, login=account.login, name=account.name)
        if old == new:
            raise WeakPassword("Dit is het wachtwoord dat u al hebt. Kies een ander.")
        self._keep_password(account, new)
        self._store.end_sessions(account.login)
        self._note("account", who=account.login, role=account.role, wie=account.login, wat="wachtwoord veranderd")
        left = datetime.fromisoformat(session.expires_at) - self._now()
        return self._open(kind=STAFF, login=account.login, valid=left)

    def sign_on(self, account: StaffAccount) -> str:
        """A session for somebody whom the municipality's own sign-on vouches for; raises WrongPassword when disabled."""
        if account.disabled_at is not None:
            self._note("geweigerd", who=account.login, role=account.role, hoe="gemeente")
            raise WrongPassword("this account is closed")
        return self._let_in(account, "gemeente")

    def staff(self, token: str | None) -> Staff | None:
        """Who is signed in with this cookie, or None. Asking does not keep a session alive: ``keep_awake`` does."""
        session = self._session(token, STAFF)
        if session is None or not session.login:
            return None
        seen = datetime.fromisoformat(session.seen_at or session.created_at)
        if self._now() - seen > self.policy.idle:
            return None
        account = self._store.staff(session.login)
        if account is None or account.disabled_at is not None:
            return None
        return Staff(account.login, account.name, account.role)

    def keep_awake(self, token: str | None) -> bool:
        """Somebody did something in this session, so it is not idle; a page that only asks for news does not call this."""
        if self.staff(token) is None:
            return False
        session = self._session(token, STAFF)
        if session is not None:
            self._touch(session)
        return session is not None

    # inside --------------------------------------------------------------------------------------

    def _step(self, account: StaffAccount, *, code_given: bool) -> Step | None:
        if account.totp_since and not code_given:
            return "code"
        if account.must_change:
            return "wachtwoord"
        if self.policy.second_factor and not account.totp_since:
            return "instellen"
        return None

    def _further(self, session: Session, *, code_given: bool) -> str:
        account = self._account(session.login or "")
        self._store.end_session(session.digest)
        if self._step(account, code_given=code_given) is None:
            return self._let_in(account, "wachtwoord en code" if code_given else "wachtwoord")
        return self._open(kind=HALF, login=account.login, trusted=code_given, valid=HALF_WAY)

    def _let_in(self, account: StaffAccount, how: str) -> str:
        token = self._open(kind=STAFF, login=account.login, valid=self.policy.longest)
        for old in self._store.staff_sessions(account.login)[: -self.policy.sessions]:
            self._store.end_session(old.digest)
        self._note("aangemeld", who=account.login, role=account.role, hoe=how)
        return token

    def _take(self, account: StaffAccount, step: int) -> bool:
        """Use up the code of a time step, once; False when it was used before, or is older than one that was used.

        When the last code that was used is of a moment that has yet to come, a clock was set back: then every code that was
        never used is taken, so that nobody waits until the clock is there again. Which were used stays known for a year.
        """
        now = self._now()
        used = digest(f"code {account.login} {account.totp_secret} {step}")
        if not self._store.use_once(used, now.isoformat(), (now + USED_CODES).isoformat()):
            return False
        if self._store.take_totp_step(account.login, step):
            return True
        return (self._account(account.login).totp_last or 0) > one_time_codes.last_step(now)

    def _keep_password(self, account: StaffAccount, password: str) -> None:
        """Keep a new password; raises NotSignedIn when the account was closed or changed while this was worked out."""
        made = self._passwords.hash(password)
        here = self._account(account.login)
        if here.disabled_at is not None or here.password_hash != account.password_hash:
            raise NotSignedIn("the account was changed meanwhile: sign in again")
        self._store.add_staff(replace(here, password_hash=made, password_at=self._now().isoformat(), must_change=False))

    def _half(self, token: str | None) -> tuple[Session, StaffAccount] | None:
        session = self._session(token, HALF)
        account = self._store.staff(session.login) if session is not None and session.login else None
        if session is None or account is None or account.disabled_at is not None:
            return None
        return session, account

    def _asked(self, token: str | None, *steps: Step) -> tuple[Session, StaffAccount]:
        found = self._half(token)
        if found is None or self._step(found[1], code_given=found[0].trusted) not in steps:
            raise NotSignedIn("sign in again")
        return found

    def _account(self, login: str) -> StaffAccount:
        account = self._store.staff(login)
        if account is None:
            raise NotSignedIn("there is no such account any more")
        return account

    def _limits(self, login: str, remote: str) -> list[tuple[str, Limit]]:
        return [(_subject(login), SIGN_IN_PER_ACCOUNT), (f"staff at {remote}", SIGN_IN_PER_ADDRESS)]


def _subject(login: str) -> str:
    # people type their password where the login goes: what was typed is not kept
    return f"staff {digest(login)[:32]}"


__all__ = ["HalfWay", "Staff", "StaffDoor", "Step"]
