"""Encrypted files: AES-256-GCM (NIST SP 800-38D), a fresh nonce for each, the file's name bound to its content."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assistant.durable_file import write_whole
from assistant.store import StoreFull

KEY_BYTES, NONCE_BYTES = 32, 12
_NAME = re.compile(r"[0-9a-f]{16,64}")


class KeyFault(RuntimeError):
    """The key file is damaged. Put the right one back: without it recordings cannot be heard, and nothing was changed."""


class RecordingUnreadable(RuntimeError):
    """A recording is missing, damaged, or was made with another key."""


class Vault:
    """Recordings in ``<data>/recordings``, under the key in ``<data>/keys/recordings.key`` (made at the first use)."""

    def __init__(self, data: Path) -> None:
        self._folder, self._key_file = data / "recordings", data / "keys" / "recordings.key"

    def put(self, name: str, sound: bytes) -> str:
        """Keep ``sound`` under ``name`` (hexadecimal); it is on the disk when this returns the nonce (hexadecimal).

        Raises:
            StoreFull: it could not be written.
            KeyFault: the key file is damaged.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self._key()).encrypt(nonce, sound, name.encode())
        path = self._path(name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, sealed)
        except OSError as fault:
            raise StoreFull(f"the recording could not be kept ({fault.strerror}): free some disk space") from fault
        return nonce.hex()

    def get(self, name: str, nonce: str) -> bytes:
        """The sound that was kept; raises RecordingUnreadable or KeyFault."""
        try:
            sealed = self._path(name).read_bytes()
        except OSError:
            raise RecordingUnreadable("the file of this recording is not there") from None
        try:
            return AESGCM(self._key()).decrypt(bytes.fromhex(nonce), sealed, name.encode())
        except InvalidTag:
            raise RecordingUnreadable("this recording is damaged, or was made with another key") from None

    def remove(self, name: str) -> None:
        """Destroy a recording; that it is gone already is no fault."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise RecordingUnreadable("this is no name of a recording")
        return self._folder / f"{name}.bin"

    def _key(self) -> bytes:
        try:
            text = self._key_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return self._new_key()
        except (OSError, UnicodeDecodeError) as fault:
            raise KeyFault(f"{self._key_file.name} cannot be read ({fault})") from None
        if not re.fullmatch(f"[0-9a-f]{{{2 * KEY_BYTES}}}", text):
            raise KeyFault(f"{self._key_file.name} is damaged: put the right one back from the backup")
        return bytes.fromhex(text)

    def _new_key(self) -> bytes:
        """A new key, unless recordings are there already: those would become unreadable without anybody noticing."""
        if self._folder.is_dir() and any(self._folder.iterdir()):
            raise KeyFault(f"{self._key_file.name} is missing while there are recordings: put it back from the backup")
        key = secrets.token_bytes(KEY_BYTES)
        try:
            self._key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = self._key_file.with_name(f".{secrets.token_hex(8)}")
            write_whole(fresh, key.hex().encode())
            try:
                # another process may be doing the same: the first key stays
                os.link(fresh, self._key_file)
            except FileExistsError:
                return self._key()
            finally:
                fresh.unlink()
        except OSError as fault:
            raise StoreFull(f"the key could not be kept ({fault.strerror}): free some disk space") from fault
        return key

