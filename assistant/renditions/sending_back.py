"""A consulent (or colleague) cannot work with a translation and sends it back to the desk with a question."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.renditions.model import Review
from assistant.store import Store

LONGEST_REASON = 500
"""Characters; a question, not a letter."""


class NothingToSendBack(ValueError):
    """There is no translation of these words yet: wait for it, or ask the person."""


class NoReason(ValueError):
    """Say in a few words (at most 500 characters) what is not right or not clear: the cultuurvertaler works from that."""


def send_back(
    store: Store, source_id: int, login: str, reason: str, *, role: str = "consulent", at: str | None = None
) -> Review:
    """Send the newest translation of these words back; the desk offers it before anything else, with the reason.

    Args:
        store: where it is kept.
        source_id: of the words (``RenditionView.made_from`` when the translation is outdated).
        login, role: of who sends it back.
        reason: what is not right, in Dutch.
        at: UTC, ISO 8601; now by default.

    Raises:
        UnknownSource, NothingToSendBack, NoReason: nothing was kept.
    """
    words = reason.strip()
    if not words or len(words) > LONGEST_REASON:
        raise NoReason(f"say what is not right, in at most {LONGEST_REASON} characters")
    kept = store.translation
    source = kept.source(source_id)
    with kept.writing() as writer:
        # read within the write: a translation that a colleague is keeping at this moment is the one meant next time
        made = [
            one
            for one in kept.renditions(source.case_id)
            if one.source_id == source_id and one.purpose == "translation"
        ]
        if not made:
            raise NothingToSendBack("there is no translation of these words yet")
        moment = at or datetime.now(UTC).isoformat()
        # whatever was learnt from it is in doubt now
        writer.forget(made[-1].id or 0, moment)
        return writer.review(Review(source_id, made[-1].id, "aan_te_passen", login, role, moment, reason=words))
