"""What a password of staff must be: long and not easily guessed; nothing about capitals or signs (NIST SP 800-63B, BIO).

There is no list of a million passwords here: twelve characters rule most of such lists out. What is looked at besides is
what people do to reach twelve characters: repeat, count, follow the keys, or add a year to a word everybody uses.
"""

from __future__ import annotations

import re
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.access.faults import WeakPassword

SHORTEST, LONGEST = 12, 128
PASTED_SECRET = 15
"""Random bytes of a password that the program makes: 120 bits, twenty characters."""

_COMMON = (
    "wachtwoord", "password", "passwort", "welkom", "welcome", "gemeente", "inburgering", "inburgeren", "intake", "geheim",
    "admin", "beheerder", "consulent", "letmein", "iloveyou", "ikhouvanjou", "zomer", "winter", "herfst", "lente", "januari",
    "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober", "november", "december", "nederland",
    "amsterdam", "rotterdam", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "qwerty", "azerty", "asdfgh", "zxcvbn",
    "abc", "test", "changeme", "verander",
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "abcdefghijklmnopqrstuvwxyz", "01234567890", "1qaz2wsx3edc4rfv")
_LEET = str.maketrans("01345@$!7", "oieasasit")


def check(password: str, *, login: str = "", name: str = "") -> None:
    """Refuse a password that is short or easily guessed; raises WeakPassword with a Dutch sentence."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"Het wachtwoord is te kort: neem {SHORTEST} tekens of meer. Een zin is goed.")
    if len(password) > LONGEST:
        raise WeakPassword(f"Het wachtwoord is te lang: neem hoogstens {LONGEST} tekens.")
    low = password.casefold()
    own = [login, *re.split(r"[\s.,()-]+", name)]
    if any(len(one) >= 3 and one.casefold() in low for one in own):
        raise WeakPassword("Uw naam of gebruikersnaam staat in het wachtwoord. Kies iets anders.")
    if len(set(low)) < 5 or _repeats(low):
        raise WeakPassword("Het wachtwoord herhaalt steeds hetzelfde. Kies iets anders.")
    if _what_is_left(low) < 6:
        raise WeakPassword("Dit wachtwoord is makkelijk te raden. Neem bijvoorbeeld vier woorden die niet bij elkaar horen.")


def _repeats(low: str) -> bool:
    """Whether it is one short piece again and again."""
    return any(low == (low[:size] * len(low))[: len(low)] for size in range(1, len(low) // 2 + 1))


def _what_is_left(low: str) -> int:
    """How many different letters stay when everything is taken out that is tried first."""
    for one in (low, low.translate(_LEET)):
        for word in sorted(_COMMON, key=len, reverse=True):
            one = one.replace(word, " ")
        for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
            for size in range(len(row), 3, -1):
                for start in range(len(row) - size + 1):
                    one = one.replace(row[start : start + size], " ")
        one = re.sub(r"(19|20)\d\d", " ", one)
        # a few digits or signs at the end are what people add
        rest = re.sub(r"[\d\W_]+", "", one)
        digits = re.sub(r"\D", "", one)
        left = len(set(rest)) + max(0, len(set(digits)) - 4)
        if left < 6:
            return left
    return left


def made() -> str:
    """A fresh random password, for an account that must replace it."""
    return secrets.token_urlsafe(PASTED_SECRET)


@cache
def _of_nobody(hasher: PasswordHasher) -> str:
    """A hash that no password fits, made once in a process."""
    return hasher.hash(secrets.token_hex(8))


class Passwords:
    """Argon2id hashes, with the parameters that the library recommends (RFC 9106, low memory)."""

    hasher = PasswordHasher()

    def __init__(self) -> None:
        self._nobody = _of_nobody(self.hasher)

    def hash(self, secret: str) -> str:
        """The hash to keep."""
        return self.hasher.hash(secret)

    def matches(self, stored: str | None, given: str) -> bool:
        """Whether it is the secret of this hash; without a hash it costs the same time and is never right."""
        try:
            right = self.hasher.verify(stored or self._nobody, given)
        except (VerificationError, InvalidHashError):
            return False
        return right and bool(stored)


__all__ = ["LONGEST", "SHORTEST", "Passwords", "check", "made"]
