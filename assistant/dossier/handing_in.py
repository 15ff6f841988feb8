"""Whether the concept of a plan left the desk of who writes it, as the dossier has it."""

from __future__ import annotations

from assistant.dossier.entry import Dossier, Entry

HANDED_IN = ("voorgelegd", "vastgesteld")
"""Kinds of entries with which a concept goes further: to a toetser, or, where a municipality has none, to a set plan."""


def handed_in(dossier: Dossier) -> Entry | None:
    """With what the newest concept went further last; None while it is being made.

    Taking it back makes it a concept again, and so does a revision. Sending it back does not: the toetser waits for an answer.
    """
    revision = dossier.latest("herziening")
    since = revision.id if revision else 0
    found = (entry for kind in HANDED_IN for entry in dossier.all(kind) if entry.id > since)
    return max(found, key=lambda entry: entry.id, default=None)


__all__ = ["HANDED_IN", "handed_in"]
