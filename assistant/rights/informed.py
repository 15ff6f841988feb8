"""That the person was informed (AVG art. 13): which explanation was on the screen, in which wording and language.

The intake is a task of law: the person is told, not asked. Kept is what shows later that they were told: the ids of the
texts, the language, a hash of the very words, whether those words were approved, and whether they could be listened to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.catalogue import Catalogue
from assistant.store import Event
from assistant.wording import Wording

INFORMED = "informed"
PARTS = ("text", "why")
"""Parts of an explanation: what stands on the screen, and the reason that can be opened under it."""


@dataclass(frozen=True)
class Told:
    """One explanation as it was shown.

    Attributes:
        at: UTC, ISO 8601. language: it was in. texts: text id -> hash of the words.
        approved: whether all of it was approved in that language. sound: whether it could be listened to.
    """

    at: str
    language: str
    texts: Mapping[str, str]
    approved: bool
    sound: bool = False


def fingerprint(text: str) -> str:
    """Hash of the very words, as approvals and consents name them."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def told(catalogue: Catalogue, wording: Wording, question: str, language: str) -> dict[str, object] | None:
    """What to keep when this explanation is shown; None when the question is no explanation.

    Args:
        catalogue, wording: the questions and the texts. question: id of what is on the screen. language: it is shown in.
    """
    if question not in catalogue or catalogue.question(question).type != "notice":
        return None
    names = [f"{question}.{part}" for part in PARTS if wording.has(f"{question}.{part}")]
    texts = {name: fingerprint(wording.text(language, name)) for name in names}
    return {"texts": texts, "language": language, "approved": all(wording.approved(language, name) for name in names)}


def new(events: Iterable[Event], data: Mapping[str, object]) -> bool:
    """Whether this very wording was not shown before."""
    return all(event.data.get("texts") != data["texts"] for event in events if event.kind == INFORMED)


def told_of(events: Iterable[Event]) -> tuple[Told, ...]:
    """What the person was told, oldest first."""
    return tuple(
        Told(
            event.at, str(event.data["language"]), dict(event.data["texts"]), bool(event.data.get("approved")),
            bool(event.data.get("sound")),
        )
        for event in events
        if event.kind == INFORMED
    )  # fmt: skip


__all__ = ["INFORMED", "Told", "fingerprint", "new", "told", "told_of"]
