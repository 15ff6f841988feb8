"""One-time codes of an authenticator app (TOTP, RFC 6238): six digits, a new one every thirty seconds."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

STEP = 30
"""Seconds that one code is shown."""

BESIDE = 1
"""Steps before and after the present one that are taken too, for a clock that is not quite right."""


def new_secret() -> str:
    """A fresh secret of 160 bits, in base 32."""
    return pyotp.random_base32()


def address(secret: str, *, login: str, issuer: str) -> str:
    """What stands in the QR code that an authenticator app reads."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=login, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, or None when it is no code of now."""
    digits = "".join(letter for letter in code if letter.isascii() and letter.isdigit())
    totp, here = pyotp.TOTP(secret, interval=STEP), int(now.timestamp()) // STEP
    found = None
    for step in range(here - BESIDE, here + BESIDE + 1):
        # every step is compared, so that the time tells nothing
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            found = step
    return found


def last_step(now: datetime) -> int:
    """The newest time step whose code is taken now."""
    return int(now.timestamp()) // STEP + BESIDE


def in_groups(secret: str) -> str:
    """A secret in groups of four, to type it where no camera is."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


__all__ = ["address", "in_groups", "last_step", "new_secret", "step_of"]
