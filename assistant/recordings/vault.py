"""Encrypted files: AES-256-GCM (NIST SP 800-38D), a fresh nonce for each, the file's name bound to its content.

A file begins with ``IR1``, the id of the data key it was sealed with, and the nonce: so a renewed key can be told from the
one before, one file at a time, however often the renewal is broken off.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assistant.durable_file import make_folder, write_whole
from assistant.keys import Keyring
from assistant.store import StoreFull

FOLDER = "recordings"
FORMER_KEY = Path("keys") / "recordings.key"
"""Where versions before the keyring kept a key of their own for recordings."""
NONCE_BYTES, ID_BYTES = 12, 14
_MARK = b"IR1"
_HEAD = len(_MARK) + ID_BYTES + NONCE_BYTES
_NAME = re.compile(r"[0-9a-f]{16,64}")


class KeyFault(RuntimeError):
    """A recording was sealed with a key that is not here. Put the keyring of the backup back; nothing was changed."""


class RecordingUnreadable(RuntimeError):
    """A recording is missing, damaged, or was made with another key."""


class Vault:
    """Recordings in ``<data>/recordings``, sealed under what the keyring derives for recordings."""

    def __init__(self, data: Path, keyring: Keyring) -> None:
        self._folder, self._keyring = data / FOLDER, keyring

    def put(self, name: str, sound: bytes) -> str:
        """Keep ``sound`` under ``name`` (hexadecimal); it is on the disk when this returns the nonce (hexadecimal).

        Raises:
            StoreFull: it could not be written.
        """
        path, (nonce, sealed) = self._path(name), self._sealed(name, sound)
        try:
            make_folder(self._folder)
            write_whole(path, sealed)
        except OSError as fault:
            raise StoreFull(f"the recording could not be kept ({fault.strerror}): free some disk space") from fault
        return nonce.hex()

    def get(self, name: str) -> bytes:
        """The sound that was kept; raises RecordingUnreadable or KeyFault."""
        path = self._path(name)
        try:
            sealed = path.read_bytes()
        except OSError:
            raise RecordingUnreadable("the file of this recording is not there") from None
        if not sealed.startswith(_MARK) or len(sealed) < _HEAD:
            raise RecordingUnreadable("this recording is damaged, or of an earlier version: run intake key encrypt")
        try:
            key = self._keyring.key(sealed[len(_MARK) : len(_MARK) + ID_BYTES].decode("ascii", "replace"))
        except KeyError:
            raise KeyFault("this recording was sealed with a key that is not here: put the keyring of the backup back") from None
        try:
            return AESGCM(key.derived("recordings")).decrypt(
                sealed[_HEAD - NONCE_BYTES : _HEAD], sealed[_HEAD:], sealed[: _HEAD - NONCE_BYTES] + name.encode()
            )
        except InvalidTag:
            raise RecordingUnreadable("this recording is damaged, or was made with another key") from None

    def remove(self, name: str) -> None:
        """Destroy a recording; that it is gone already is no fault."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """The names of everything that is kept."""
        return sorted(file.stem for file in self._folder.glob("*.bin") if _NAME.fullmatch(file.stem))

    def seal_again(self, name: str) -> bool:
        """Seal one recording under the current key; False when it was already. Raises as ``get`` and ``put`` do."""
        with self._path(name).open("rb") as file:
            if file.read(len(_MARK) + ID_BYTES) == _MARK + self._keyring.current.id.encode():
                return False
        self.put(name, self.get(name))
        return True

    def sealed_with(self, key_id: str) -> list[str]:
        """The names of what was sealed with this key."""
        found = []
        for name in self.names():
            with self._path(name).open("rb") as file:
                if file.read(len(_MARK) + ID_BYTES) == _MARK + key_id.encode():
                    found.append(name)
        return found

    def take_over(self, name: str, nonce: str, former: bytes) -> bool:
        """Seal one recording of an earlier version under the current key; False when that was done already.

        Args:
            name: as of ``put``. nonce: as its row in the store has it. former: the key of ``FORMER_KEY``.

        Raises:
            RecordingUnreadable: it is damaged, or that is not its key. StoreFull: it could not be written.
        """
        sealed = self._path(name).read_bytes()
        if sealed.startswith(_MARK):
            return False
        try:
            sound = AESGCM(former).decrypt(bytes.fromhex(nonce), sealed, name.encode())
        except (InvalidTag, ValueError):
            raise RecordingUnreadable(f"the recording {name} is damaged, or was made with another key") from None
        self.put(name, sound)
        return True

    def _sealed(self, name: str, sound: bytes) -> tuple[bytes, bytes]:
        key, nonce = self._keyring.current, secrets.token_bytes(NONCE_BYTES)
        head = _MARK + key.id.encode()
        return nonce, head + nonce + AESGCM(key.derived("recordings")).encrypt(nonce, sound, head + name.encode())

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise RecordingUnreadable("this is no name of a recording")
        return self._folder / f"{name}.bin"


__all__ = ["FOLDER", "FORMER_KEY", "KeyFault", "RecordingUnreadable", "Vault"]
