"""Noticing that Rasa's own code is no longer what our patches were written for."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from typing import Any

from .model_files import RASA_VERSION


class RasaChanged(RuntimeError):
    """A function of Rasa that this server replaces or relies on has another source than the one it was tested with."""

    def __init__(self, name: str, release: str, found: str) -> None:
        super().__init__(
            f"rasa {release}: the source of {name} is not the one this server was tested with (rasa {RASA_VERSION}). "
            f"Install rasa=={RASA_VERSION}, or read the changed function, adapt the module that replaces it and "
            f"record its new fingerprint {found}."
        )


def source_fingerprint(function: Callable[..., Any] | type) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a function's or class's source."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


def expect_source(function: Callable[..., Any] | type, fingerprint: str) -> None:
    """Check that a function of Rasa is the one we know.

    Raises:
        RasaChanged: when its source differs.
    """
    found = source_fingerprint(function)
    if found != fingerprint:
        import rasa

        raise RasaChanged(f"{function.__module__}.{function.__qualname__}", rasa.__version__, found)
