"""Sign-on of staff through the municipality itself: OpenID Connect, authorization code with PKCE, with Authlib.

One secret in a cookie binds the whole way to one browser: ``state``, ``nonce`` and the PKCE verifier are digests of it, so
none of them fits anywhere else, and it is used up at the first return. The token is taken only when its signature fits a key
of the issuer, with an algorithm of ``ALGORITHMS``, and issuer, audience, nonce and times are right.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from assistant.roles import ROLES
from assistant.supervisor.settings import BadSetting, value

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
"""Signatures with a key pair: never ``none``, and never one that the client's own secret could make."""

ON_THE_WAY = 600
"""Seconds that somebody may take at the municipality's sign-on."""

LEEWAY = 60
"""Seconds that the two clocks may differ."""

KEEP_KEYS = 3600
TIMEOUT = 10.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SignOnFault(RuntimeError):
    """The municipality's sign-on did not vouch for anybody; the message is for the log and holds nothing of a person."""


@dataclass(frozen=True)
class OidcSettings:
    """Where the municipality's sign-on is and what it says. ``role_claim`` and ``roles``: see ``docs/accounts.md``."""

    issuer: str
    client_id: str
    client_secret: str
    role_claim: str | None = None
    roles: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Vouched:
    """Whom the sign-on vouches for. ``email``: only when it calls it verified. ``role``: by the mapping, if there is one."""

    issuer: str
    subject: str
    email: str | None
    role: str | None


def oidc_settings(environ: Mapping[str, str] = os.environ) -> OidcSettings | None:
    """What the settings say, or None when there is no sign-on; raises BadSetting."""
    issuer = value("INTAKE_OIDC_ISSUER", environ)
    if issuer is None:
        return None
    try:
        parts = urlsplit(issuer)
    except ValueError:
        raise BadSetting(f"INTAKE_OIDC_ISSUER is {issuer!r}: this is no address.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise BadSetting("INTAKE_OIDC_ISSUER must begin with https://.")
    client_id, file = value("INTAKE_OIDC_CLIENT_ID", environ), value("INTAKE_OIDC_CLIENT_SECRET_FILE", environ)
    if not client_id or not file:
        raise BadSetting("INTAKE_OIDC_ISSUER is set: set INTAKE_OIDC_CLIENT_ID and INTAKE_OIDC_CLIENT_SECRET_FILE too.")
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):  # ValueError: no text, or a name that no file can have
        raise BadSetting(f"INTAKE_OIDC_CLIENT_SECRET_FILE is {file!r}: that file cannot be read.") from None
    if not secret:
        raise BadSetting(f"INTAKE_OIDC_CLIENT_SECRET_FILE is {file!r}: that file is empty.")
    claim, mapping = value("INTAKE_OIDC_ROLE_CLAIM", environ), value("INTAKE_OIDC_ROLES", environ)
    if bool(claim) != bool(mapping):
        raise BadSetting("Set INTAKE_OIDC_ROLE_CLAIM and INTAKE_OIDC_ROLES together, or neither.")
    return OidcSettings(issuer.rstrip("/"), client_id, secret, claim, _mapping(mapping or "") if mapping else None)


def _mapping(text: str) -> dict[str, str]:
    found = {}
    for pair in text.split(","):
        said, _, role = (part.strip() for part in pair.rpartition("="))
        if not said or role not in ROLES:
            raise BadSetting(f"INTAKE_OIDC_ROLES has {pair.strip()!r}: write what the claim says=one of {', '.join(ROLES)}.")
        found[said] = role
    return found


class SignOn:
    """The municipality's sign-on. ``now`` is the clock; ``use_once`` keeps a digest and says whether it was new."""

    def __init__(
        self, settings: OidcSettings, *, now: Callable[[], datetime], use_once: Callable[[str, int], bool]
    ) -> None:
        """Nothing is asked of the sign-on before somebody comes."""
        self.settings, self._now, self._use_once = settings, now, use_once
        self._known: tuple[float, dict[str, Any], KeySet] | None = None
        self._lock = threading.Lock()

    def begin(self, back: str) -> tuple[str, str]:
        """The secret for the browser's cookie, and the address to send the browser to; raises SignOnFault."""
        about, _ = self._provider()
        secret = f"{int(self._now().timestamp())}.{secrets.token_urlsafe(32)}"
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                about["authorization_endpoint"], state=_part("state", secret), nonce=_part("nonce", secret),
                code_verifier=_part("verifier", secret),
            )  # fmt: skip
        return secret, str(address)

    def finish(self, secret: str | None, answer: Mapping[str, str], back: str) -> Vouched:
        """Whom it vouches for, from what the browser brought back; raises SignOnFault."""
        if not secret or not self._fresh(secret):
            raise SignOnFault("this browser did not begin signing on, or too long ago")
        if not hmac.compare_digest(_part("state", secret).encode(), answer.get("state", "").encode()):
            raise SignOnFault("the answer belongs to another browser")
        if answer.get("iss", self.settings.issuer).rstrip("/") != self.settings.issuer:
            raise SignOnFault("the answer comes from another sign-on")
        if not answer.get("code"):
            raise SignOnFault("the sign-on gave no code")
        if not self._use_once(hashlib.sha256(f"oidc {secret}".encode()).hexdigest(), ON_THE_WAY + LEEWAY):
            raise SignOnFault("this answer was used before")
        about, _ = self._provider()
        try:
            with self._client(back) as client:
                given = client.fetch_token(
                    about["token_endpoint"], grant_type="authorization_code", code=answer["code"],
                    code_verifier=_part("verifier", secret),
                )  # fmt: skip
        except (AuthlibBaseError, httpx.HTTPError, ValueError) as fault:
            raise SignOnFault(f"the code was not taken ({type(fault).__name__})") from None
        return self._vouched(self._claims(given, _part("nonce", secret)))

    # inside --------------------------------------------------------------------------------------

    def _client(self, back: str) -> OAuth2Client:
        return OAuth2Client(
            self.settings.client_id, self.settings.client_secret, scope="openid email profile", redirect_uri=back,
            code_challenge_method="S256", timeout=TIMEOUT,
        )  # fmt: skip

    def _fresh(self, secret: str) -> bool:
        begun = secret.partition(".")[0]
        return begun.isascii() and begun.isdigit() and len(begun) < 13 and (
            -LEEWAY <= self._now().timestamp() - int(begun) <= ON_THE_WAY
        )  # fmt: skip

    def _provider(self, again: bool = False) -> tuple[dict[str, Any], KeySet]:
        """What the sign-on says about itself, and its keys; asked once an hour, or ``again`` for a key that is new."""
        with self._lock:
            now = self._now().timestamp()
            if self._known is not None and not again and 0 <= now - self._known[0] < KEEP_KEYS:
                return self._known[1], self._known[2]
            try:
                with httpx.Client(timeout=TIMEOUT) as client:
                    about = client.get(f"{self.settings.issuer}/.well-known/openid-configuration").raise_for_status().json()
                    if str(about["issuer"]).rstrip("/") != self.settings.issuer:
                        raise SignOnFault("the sign-on calls itself otherwise than INTAKE_OIDC_ISSUER")
                    keys = KeySet.import_key_set(client.get(about["jwks_uri"]).raise_for_status().json())
            except (httpx.HTTPError, ValueError, KeyError, TypeError, JoseError) as fault:
                raise SignOnFault(f"the sign-on cannot be reached ({type(fault).__name__})") from None
            self._known = now, about, keys
            return about, keys

    def _claims(self, given: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        about, keys = self._provider()
        text = given.get("id_token")
        if not isinstance(text, str):
            raise SignOnFault("the sign-on gave no token")
        try:
            try:
                token = jwt.decode(text, keys, algorithms=ALGORITHMS)
            except InvalidKeyIdError:
                about, keys = self._provider(again=True)
                token = jwt.decode(text, keys, algorithms=ALGORITHMS)
            claims = CodeIDToken(
                token.claims, token.header,
                {
                    "iss": {"essential": True, "value": about["issuer"]},
                    "aud": {"essential": True, "value": self.settings.client_id},
                },
                {"nonce": nonce, "client_id": self.settings.client_id, "access_token": given.get("access_token")},
            )  # fmt: skip
            claims.validate(now=int(self._now().timestamp()), leeway=LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError, json.JSONDecodeError) as fault:
            raise SignOnFault(f"the token is not right ({type(fault).__name__})") from None
        found: Mapping[str, Any] = claims
        return found

    def _vouched(self, claims: Mapping[str, Any]) -> Vouched:
        subject = claims.get("sub")
        if not isinstance(subject, str) or not subject:
            raise SignOnFault("the token names nobody")
        email = claims.get("email") if claims.get("email_verified") is True else None
        return Vouched(self.settings.issuer, subject, email if isinstance(email, str) else None, self._role(claims))

    def _role(self, claims: Mapping[str, Any]) -> str | None:
        if not self.settings.role_claim or self.settings.roles is None:
            return None
        said = claims.get(self.settings.role_claim)
        found = {
            self.settings.roles[one]
            for one in (said if isinstance(said, list) else [said])
            if isinstance(one, str) and one in self.settings.roles
        }
        if len(found) != 1:
            raise SignOnFault(f"the claim {self.settings.role_claim} gives {len(found)} roles, and must give one")
        return found.pop()


def _part(what: str, secret: str) -> str:
    """A digest of the browser's secret for one purpose: it tells nothing of the others."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"{what} {secret}".encode()).digest()).rstrip(b"=").decode()


__all__ = ["ALGORITHMS", "OidcSettings", "SignOn", "SignOnFault", "Vouched", "oidc_settings"]
