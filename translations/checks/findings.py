"""A :class:`~assistant.renditions.model.Check` with its Dutch message from ``assistant/messages/check.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from assistant.messages import Message, load_messages
from assistant.renditions.model import Check, Severity

_MOST_SHOWN = 6
"""So many things are named in one message; all of them stand in ``Check.found``."""


def finding(code: str, severity: Severity, found: Iterable[str] = (), *, variant: str = "") -> Check:
    """What a check found.

    Args:
        code: the check.
        severity: ``error`` or ``warning``.
        found: what it is about, as it stands in the texts.
        variant: which message of this check; the message id is ``check.<code>_<variant>``.
    """
    every = tuple(dict.fromkeys(found))
    shown = ", ".join(every[:_MOST_SHOWN]) + (" …" if len(every) > _MOST_SHOWN else "")
    text = _messages()[f"check.{code}_{variant}" if variant else f"check.{code}"].text
    return Check(code, severity, text.replace("{found}", shown), every)


@cache
def _messages() -> Mapping[str, Message]:
    return load_messages()
