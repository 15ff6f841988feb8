"""Whether the dossier of somebody who moved away was handed over to the new municipality."""

from __future__ import annotations

from assistant.dossier.entry import Dossier

GIVEN, TRANSFER = "uitgevoerd", "overdracht"
"""The entry that says what left, and the id of the transfer file in it (``assistant/documents/for_others.py``)."""


def handed_over(dossier: Dossier) -> bool:
    """Whether the consulent said so with the move, or the transfer file was given since; False while nobody moved."""
    moved = dossier.latest("verhuisd")
    if moved is None:
        return False
    since = (entry for entry in dossier.all(GIVEN) if (entry.id or 0) > (moved.id or 0))
    return bool(moved.get("overgedragen")) or any((entry.get("velden") or {}).get("id") == TRANSFER for entry in since)
