"""The keyring: ``<data>/keys/keyring.json`` with every data key that something is still encrypted with, each wrapped.

Wrapping is AES Key Wrap (RFC 3394); what is encrypted gets a key of its own, derived with HKDF-SHA256 (RFC 5869).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from assistant.durable_file import write_first, write_whole
from assistant.keys.outer import KEY_BYTES, FileKey, OuterKey, WrongKey
from assistant.plain_json import read_json

FILE = Path("keys") / "keyring.json"
FORMAT = 1
PURPOSES = ("database", "recordings", "backup", "export")


class BrokenKeyring(RuntimeError):
    """The keyring is damaged; the message says to put back the one of a backup."""


@dataclass(frozen=True, repr=False)
class DataKey:
    """One data key. ``id`` stands beside everything encrypted with it; ``made_at`` is ISO 8601."""

    id: str
    made_at: str
    secret: bytes

    def derived(self, purpose: str) -> bytes:
        """The 32 bytes for one purpose of ``PURPOSES``; raises KeyError for another."""
        if purpose not in PURPOSES:
            raise KeyError(purpose)
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"intake {purpose}".encode()).derive(self.secret)


@dataclass(frozen=True, repr=False)
class Keyring:
    """All data keys of a data folder, oldest first; the last one is used for what is new."""

    path: Path
    keys: tuple[DataKey, ...]
    outer: OuterKey = field(compare=False)

    @property
    def current(self) -> DataKey:
        """The key of what is new."""
        return self.keys[-1]

    def key(self, key_id: str) -> DataKey:
        """The key with this id; raises KeyError when it was destroyed or never was here."""
        return {one.id: one for one in self.keys}[key_id]

    def rewrapped(self, outer: OuterKey) -> Keyring:
        """The same keys under another outer key, kept at once; what is encrypted does not change."""
        return self._kept(Keyring(self.path, self.keys, outer))

    def with_new_key(self, now: datetime) -> Keyring:
        """With a fresh data key as the current one, kept at once; the earlier ones stay until they are destroyed."""
        return self._kept(Keyring(self.path, (*self.keys, _new_key(now)), self.outer))

    def without(self, key_id: str) -> Keyring:
        """With one earlier key destroyed, kept at once: whatever is still encrypted with it can never be read again.

        Raises:
            ValueError: it is the current key. KeyError: there is no such key.
        """
        if self.key(key_id) == self.current:
            raise ValueError("the current key cannot be destroyed: renew it first")
        return self._kept(Keyring(self.path, tuple(one for one in self.keys if one.id != key_id), self.outer))

    def wrapped(self, *, only: str | None = None) -> bytes:
        """The keyring as it is written down: safe to lie beside a backup. ``only``: the id of the one key to write down.

        Raises:
            KeyError: there is no such key. BadOuterKey: the outer key cannot be read any more.
        """
        return _written(self.keys if only is None else (self.key(only),), self.outer.read())

    def _kept(self, changed: Keyring) -> Keyring:
        write_whole(self.path, changed.wrapped())
        return changed


def open_keyring(data: Path, outer: OuterKey, now: datetime, *, over_plain: bool = False) -> Keyring:
    """The keyring of a data folder, made with one fresh key when there is none and nothing is kept there yet.

    Args:
        data: the data folder. outer: the outer key. now: goes into a fresh key.
        over_plain: what is kept there was never encrypted, so a fresh key is right (``intake key encrypt``).

    Raises:
        BadOuterKey: the outer key is missing or no key. WrongKey: it does not fit. BrokenKeyring: the file is damaged, or
        missing while something is kept. OSError: it could not be made.
    """
    path = data / FILE
    if not path.exists():
        if (kept := kept_without(data)) and not over_plain:
            # a fresh key over what is kept would make it unreadable without anybody noticing
            raise BrokenKeyring(
                f"{path} is missing while {kept} is there: put back the keyring of the latest backup; nothing was touched"
            )
        if isinstance(outer, FileKey):
            outer.made()
        write_first(path, _written((_new_key(now),), outer.read()))
    return read_keyring(path, outer)


def kept_without(data: Path) -> str | None:
    """What of a data folder nobody can read without a keyring, by its name; None when there is nothing."""
    files = [*data.glob("*.sqlite"), *data.glob("*.sqlite-wal"), *(data / "recordings").glob("*.bin")]
    return next((str(one.relative_to(data)) for one in sorted(files) if one.stat().st_size), None)


def read_keyring(path: Path, outer: OuterKey) -> Keyring:
    """A keyring that is there, for example beside a backup; raises as ``open_keyring`` does."""
    try:
        found = read_json(path.read_text(encoding="ascii"))
        rows = [(str(one["id"]), str(one["made_at"]), bytes.fromhex(one["wrapped"])) for one in found["keys"]]
        if found["format"] != FORMAT or not rows:
            raise ValueError("another format")
        if any(len(wrapped) != KEY_BYTES + 8 for _, _, wrapped in rows):
            raise ValueError("another length")
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BrokenKeyring(
            f"{path} cannot be read ({type(fault).__name__}): put the one of the latest backup there; nothing was changed"
        ) from None
    secret = outer.read()
    try:
        return Keyring(path, tuple(DataKey(name, made, aes_key_unwrap(secret, wrapped)) for name, made, wrapped in rows), outer)
    except InvalidUnwrap:
        raise WrongKey(
            f"the outer key from {outer.source} does not fit {path}: give the right one (INTAKE_KEY_FILE, INTAKE_KEY or "
            "INTAKE_KEY_COMMAND); nothing was touched"
        ) from None


def _new_key(now: datetime) -> DataKey:
    return DataKey(f"k-{secrets.token_hex(6)}", now.isoformat(), secrets.token_bytes(KEY_BYTES))


def _written(keys: tuple[DataKey, ...], outer: bytes) -> bytes:
    rows: list[Mapping[str, Any]] = [
        {"id": one.id, "made_at": one.made_at, "wrapped": aes_key_wrap(outer, one.secret).hex()} for one in keys
    ]
    return json.dumps({"format": FORMAT, "keys": rows}, indent=1).encode()


__all__ = ["BrokenKeyring", "DataKey", "Keyring", "open_keyring", "read_keyring"]
