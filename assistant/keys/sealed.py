"""A file for somebody else: AES-256-GCM under a key made of a passphrase with scrypt (RFC 7914).

It is opened with the passphrase alone (``intake unseal``), anywhere: what is given out must be readable for whoever it is
given to, and a key of the house would also open everything else of it.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_MARK = b"INTAKE SEALED 1\n"
_SALT, _NONCE = 16, 12
_COST, _BLOCK, _LANES = 2**16, 8, 1
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST = 12
"""Characters of a passphrase that somebody thinks up."""


class NotSealed(ValueError):
    """The file is no sealed file, or was changed, or the passphrase is another; the message says which may be."""


def new_passphrase() -> str:
    """A passphrase of 20 characters in five groups: 98 bits, without letters and digits that look alike."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(5))


def seal(content: bytes, passphrase: str) -> bytes:
    """The sealed file."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    head = _MARK + salt
    return head + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, content, head)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """What was sealed; raises NotSealed."""
    begin = len(_MARK) + _SALT
    if not sealed.startswith(_MARK) or len(sealed) < begin + _NONCE:
        raise NotSealed("this is no file that intake export --sealed wrote")
    try:
        key = _key(passphrase, sealed[len(_MARK) : begin])
        return AESGCM(key).decrypt(sealed[begin : begin + _NONCE], sealed[begin + _NONCE :], sealed[:begin])
    except InvalidTag:
        raise NotSealed("the passphrase is another, or the file was changed") from None


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.strip().encode())


__all__ = ["SHORTEST", "NotSealed", "new_passphrase", "seal", "unseal"]
