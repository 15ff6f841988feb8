"""The outer key: 32 bytes, written as 64 hexadecimal digits, from a file, a value or a command (a key vault, an HSM's tool)."""

from __future__ import annotations

import re
import secrets
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.durable_file import write_first

KEY_BYTES = 32
COMMAND_SECONDS = 30
_HEX = re.compile(rf"[0-9a-fA-F]{{{2 * KEY_BYTES}}}")


class BadOuterKey(RuntimeError):
    """The outer key is missing or is no key; the message says where it should be, and never shows any of it."""


class WrongKey(RuntimeError):
    """The outer key does not fit what is kept here; nothing was touched."""


class OuterKey(Protocol):
    """Where the outer key comes from."""

    @property
    def source(self) -> str:
        """Where, in words for a beheerder; never the key."""

    def read(self) -> bytes:
        """The 32 bytes; raises BadOuterKey."""


@dataclass(frozen=True)
class FileKey:
    """From a file. ``make``: with a new data folder (and only then) a new key is written there when there is none."""

    path: Path
    make: bool = False

    @property
    def source(self) -> str:
        """See ``OuterKey``."""
        return f"the file {self.path}"

    def read(self) -> bytes:
        """See ``OuterKey``."""
        try:
            return _key(self.path.read_text(encoding="ascii"), self.source)
        except (OSError, UnicodeDecodeError) as fault:
            raise BadOuterKey(f"the outer key cannot be read from {self.source}: {type(fault).__name__}") from None

    def made(self) -> None:
        """Write a new key when ``make`` says so and there is none; raises OSError."""
        if self.make and not self.path.exists():
            write_first(self.path, new_outer_key().encode())


@dataclass(frozen=True, repr=False)
class ValueKey:
    """From a setting itself; ``name`` is that of the environment variable."""

    text: str
    name: str = "INTAKE_KEY"

    @property
    def source(self) -> str:
        """See ``OuterKey``."""
        return f"the setting {self.name}"

    def read(self) -> bytes:
        """See ``OuterKey``."""
        return _key(self.text, self.source)


@dataclass(frozen=True)
class CommandKey:
    """From what a command prints; it runs without a shell."""

    command: str

    @property
    def source(self) -> str:
        """See ``OuterKey``."""
        return "the command in INTAKE_KEY_COMMAND"

    def read(self) -> bytes:
        """See ``OuterKey``."""
        try:
            words = shlex.split(self.command)
            done = subprocess.run(words, capture_output=True, timeout=COMMAND_SECONDS, check=False, text=True)
        except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
            raise BadOuterKey(f"{self.source} did not run: {type(fault).__name__}") from None
        if done.returncode:
            raise BadOuterKey(f"{self.source} ended with {done.returncode}")
        return _key(done.stdout, self.source)


def key_beside(data: Path) -> FileKey:
    """The outer key when nothing is set: a file beside the data, made at the first start. It keeps out whoever has a copy of
    the database alone; whoever has the whole folder has the key too, so a municipality keeps it elsewhere.
    """
    return FileKey(data / "keys" / "outer.key", make=True)


def new_outer_key() -> str:
    """A fresh outer key as it is written down: 64 hexadecimal digits."""
    return secrets.token_hex(KEY_BYTES)


def _key(text: str, source: str) -> bytes:
    if not _HEX.fullmatch(text.strip()):
        raise BadOuterKey(f"{source} gives no key: it must be {2 * KEY_BYTES} hexadecimal digits (intake key new makes one)")
    return bytes.fromhex(text.strip())


__all__ = ["BadOuterKey", "CommandKey", "FileKey", "OuterKey", "ValueKey", "WrongKey", "key_beside", "new_outer_key"]
