"""What a beheerder does to accounts: make, close, open again, reset, give another role. Every change is a line in the audit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.access import passwords
from assistant.access.faults import BadAccount, NotAllowedTo
from assistant.access.sessions import STAFF
from assistant.access.staff import Staff, StaffDoor
from assistant.roles import BEHEERDER, ROLES, may
from assistant.store import StaffAccount

SYSTEM = "systeem"
COMMAND_LINE = Staff(SYSTEM, "Opdrachtregel", SYSTEM)
"""Who makes accounts on the machine itself, with ``intake admin`` and ``intake staff``."""

LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@+-]{0,78}[a-z0-9])?")
LONGEST_NAME = 80


@dataclass(frozen=True)
class AccountView:
    """An account as a beheerder sees it. ``sessions``: how many are open; ``second_factor``: an app is set up."""

    login: str
    name: str
    role: str
    disabled_at: str | None
    second_factor: bool
    must_change: bool
    municipal: bool
    sessions: int


def login_of(typed: str) -> str:
    """A login as it is kept; raises BadAccount."""
    login = typed.strip().lower()
    if not LOGIN.fullmatch(login):
        raise BadAccount(
            "Een gebruikersnaam bestaat uit letters zonder accent, cijfers, punten en streepjes (een e-mailadres mag ook)."
        )
    return login


class Accounts(StaffDoor):
    """Accounts of staff. ``by`` is who does it; raises NotAllowedTo when they may not."""

    def accounts(self, by: Staff) -> Sequence[AccountView]:
        """All accounts, by login."""
        self._check(by)
        return [self._view(one) for one in self._store.staff_accounts()]

    def make_account(self, login: str, name: str, role: str, *, by: Staff, municipal: bool = False) -> str:
        """Make an account; returns its first password, which has to be replaced, or "" for the municipality's sign-on.

        Raises:
            BadAccount: with a Dutch sentence.
        """
        self._check(by)
        login, name = login_of(login), " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise BadAccount(f"Vul de naam in zoals collega's die zien: hoogstens {LONGEST_NAME} tekens.")
        if role not in ROLES:
            raise BadAccount("Kies een rol uit de lijst.")
        if self._store.staff(login) is not None:
            raise BadAccount(f"Er is al een account {login}.")
        password = "" if municipal else passwords.made()
        at = self._now().isoformat()
        self._store.add_staff(
            StaffAccount(
                login, name, role, self._passwords.hash(password) if password else "", password_at=at if password else None,
                must_change=bool(password), made_at=at,
            )
        )  # fmt: skip
        self._changed(by, login, "gemaakt", rol=role)
        return password

    def first_beheerder(self, login: str, name: str, password: str | None) -> str:
        """Make a beheerder on the machine itself, with a password of their own or (None) a made one, which is returned.

        Raises:
            WeakPassword, BadAccount: with a Dutch sentence.
        """
        login = login_of(login)
        if password is not None:
            passwords.check(password, login=login, name=name)
        made = self.make_account(login, name, BEHEERDER, by=COMMAND_LINE)
        if password is None:
            return made
        account = self._account(login)
        self._store.add_staff(replace(account, password_hash=self._passwords.hash(password), must_change=False))
        return password

    def has_beheerder(self) -> bool:
        """Whether somebody can manage accounts now."""
        return any(one.role == BEHEERDER and one.disabled_at is None for one in self._store.staff_accounts())

    def disable(self, login: str, *, by: Staff) -> None:
        """Nobody can sign in with it any more; its sessions end. Raises BadAccount for the last beheerder."""
        account = self._changeable(login, by)
        self._keep_a_beheerder(account)
        self._store.add_staff(replace(account, disabled_at=account.disabled_at or self._now().isoformat()))
        self._store.end_sessions(account.login)
        self._changed(by, account.login, "gesloten")

    def enable(self, login: str, *, by: Staff) -> None:
        """Let an account sign in again."""
        account = self._changeable(login, by)
        self._store.add_staff(replace(account, disabled_at=None))
        self._changed(by, account.login, "geopend")

    def change_role(self, login: str, role: str, *, by: Staff) -> None:
        """Give an account another role; its sessions end. Raises BadAccount for the last beheerder."""
        account = self._changeable(login, by)
        if role not in ROLES:
            raise BadAccount("Kies een rol uit de lijst.")
        if role != account.role:
            self._keep_a_beheerder(account)
            self._store.add_staff(replace(account, role=role))
            self._store.end_sessions(account.login)
            self._changed(by, account.login, "rol", van=account.role, naar=role)

    def reset_password(self, login: str, *, by: Staff) -> str:
        """A fresh password that has to be replaced; sessions end, and tries that failed are forgotten."""
        account, password = self._changeable(login, by), passwords.made()
        at = self._now().isoformat()
        self._store.add_staff(
            replace(account, password_hash=self._passwords.hash(password), password_at=at, must_change=True)
        )
        self._store.end_sessions(account.login)
        self._forget_failures(account.login)
        self._changed(by, account.login, "wachtwoord hersteld")
        return password

    def reset_code(self, login: str, *, by: Staff) -> None:
        """Forget the app of an account (a lost phone); sessions end. A new one is set up at the next sign-in."""
        account = self._changeable(login, by)
        self._store.add_staff(replace(account, totp_secret=None, totp_since=None, totp_last=None))
        self._store.end_sessions(account.login)
        self._forget_failures(account.login)
        self._changed(by, account.login, "code hersteld")

    def end_sessions(self, login: str, *, by: Staff) -> int:
        """Sign an account out everywhere; returns of how many sessions."""
        account = self._changeable(login, by)
        ended = self._store.end_sessions(account.login)
        self._changed(by, account.login, "overal uitgelogd")
        return ended

    def signed_on(
        self, issuer: str, subject: str, email: str | None, *, role: str | None = None
    ) -> StaffAccount | None:
        """The account of somebody whom the municipality's own sign-on vouches for; None when no beheerder made one.

        Known by issuer and subject; the first time by an e-mail address that the sign-on calls verified and that is the
        login of an account nobody signed on with before. ``role``: what the municipality's mapping says, if there is one.
        """
        account = self._store.staff_with_subject(issuer, subject)
        if account is None and email:
            account = self._store.staff(email.strip().lower())
            if account is None or account.subject is not None:
                return None
            account = replace(account, issuer=issuer, subject=subject)
            self._store.add_staff(account)
            self._changed(COMMAND_LINE, account.login, "gekoppeld aan de gemeente")
        if account is not None and role is not None and role != account.role:
            self._store.end_sessions(account.login)
            self._changed(COMMAND_LINE, account.login, "rol van de gemeente", van=account.role, naar=role)
            account = replace(account, role=role)
            self._store.add_staff(account)
        return account

    # inside --------------------------------------------------------------------------------------

    def _view(self, one: StaffAccount) -> AccountView:
        now = self._now()
        open_now = [
            session for session in self._store.staff_sessions(one.login)
            if session.kind == STAFF and session.expires_at >= now.isoformat()
            and (session.seen_at or session.created_at) >= (now - self.policy.idle).isoformat()
        ]  # fmt: skip
        return AccountView(
            one.login, one.name, one.role, one.disabled_at, bool(one.totp_since), one.must_change, bool(one.subject)
            or not one.password_hash, len(open_now),
        )  # fmt: skip

    def _check(self, by: Staff) -> None:
        if by != COMMAND_LINE and not may(by.role, "manage_accounts"):
            raise NotAllowedTo("only a beheerder changes accounts")

    def _changeable(self, login: str, by: Staff) -> StaffAccount:
        self._check(by)
        account = self._store.staff(login.strip().lower())
        if account is None:
            raise BadAccount("Dit account is er niet.")
        return account

    def _keep_a_beheerder(self, account: StaffAccount) -> None:
        others = [
            one for one in self._store.staff_accounts()
            if one.role == BEHEERDER and one.disabled_at is None and one.login != account.login
        ]  # fmt: skip
        if account.role == BEHEERDER and account.disabled_at is None and not others:
            raise BadAccount("Dit is de enige beheerder. Maak eerst een andere beheerder.")

    def _forget_failures(self, login: str) -> None:
        from assistant.access.staff import _subject

        self._store.clear_failures(_subject(login))

    def _changed(self, by: Staff, login: str, what: str, **more: str) -> None:
        self._note("account", who=by.login, role=by.role, wie=login, wat=what, **more)


__all__ = ["COMMAND_LINE", "AccountView", "Accounts", "login_of"]
